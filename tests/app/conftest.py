"""A whole program on a real vault with a cheap key derivation."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

import pytest

from desktop import paths
from desktop.app.program import Program
from desktop.i18n import install, use_language
from desktop.services import vaults
from desktop.ui.theme import Theme, ThemeChoice
from tests.services.office_kit import CHEAP, PASSPHRASE, Kit, usual_office
from tests.ui.kit import FakePrompts, memory_in

if TYPE_CHECKING:
    from pathlib import Path

    from PySide6.QtWidgets import QApplication
    from pytestqt.qtbot import QtBot

MakeProgram = Callable[[], Program]


@pytest.fixture
def prompts() -> FakePrompts:
    return FakePrompts()


@pytest.fixture
def vault(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A vault with one person and one campaign, closed; it opens at the cheap cost."""
    really = vaults.open_vault
    monkeypatch.setattr(
        vaults, "open_vault", lambda folder, passphrase, **more: really(folder, passphrase, floor=CHEAP, **more)
    )
    office = usual_office(tmp_path / "vault")
    kit = Kit(office)
    kit.person("Bird")
    kit.campaign("500.00", "700.00")
    office.close()
    return tmp_path / "vault"


@pytest.fixture
def make_program(qapp: QApplication, qtbot: QtBot, tmp_path: Path, prompts: FakePrompts) -> Iterator[MakeProgram]:
    install(paths.resources() / "translations")
    made: list[Program] = []

    def make() -> Program:
        program = Program(qapp, memory_in(tmp_path), prompts=prompts, sample=tmp_path / "sample")
        made.append(program)
        qtbot.addWidget(program.window, before_close_func=lambda _window: program.quit())
        with qtbot.waitExposed(program.window):
            program.window.show()
        return program

    yield make
    for program in made:
        program.quit()
        program._keys.deleteLater()
    Theme(qapp, ThemeChoice.LIGHT)
    use_language("en")


@pytest.fixture
def passphrase() -> str:
    return PASSPHRASE
