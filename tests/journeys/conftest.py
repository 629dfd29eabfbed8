"""Whole stories through the real window: the real program, worker and vault; a cheap key derivation, a set clock."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from functools import partial
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QCoreApplication, QEvent

from desktop import paths
from desktop.app.program import Program
from desktop.domain.people import PersonCategory
from desktop.domain.progress import NoProgress
from desktop.i18n import install, use_language
from desktop.services import recovery, sample, vaults
from desktop.services.sample_story import Story, StoryClock
from desktop.ui.theme import Theme, ThemeChoice
from tests.journeys.hand import Hand
from tests.services.office_kit import CHEAP, PASSPHRASE, Kit, SetClock, usual_office
from tests.ui.kit import FakePrompts, memory_in

if TYPE_CHECKING:
    from pathlib import Path

    from PySide6.QtWidgets import QApplication
    from pytestqt.qtbot import QtBot

    from desktop.domain.settings import OfficeSettings
    from desktop.services.office import Office

Begin = Callable[..., Hand]


@pytest.fixture
def prompts() -> Iterator[FakePrompts]:
    made = FakePrompts()
    yield made
    assert made.answers == [], "a question was expected and not asked"


@pytest.fixture
def clock() -> SetClock:
    """The office's clock: 20 May 2026, and what the test makes of it."""
    return SetClock()


@pytest.fixture(autouse=True)
def cheap(monkeypatch: pytest.MonkeyPatch, clock: SetClock) -> None:
    """Make vaults at a low cost, and let offices live on the set clock."""
    create, unlock = vaults.create_vault, vaults.open_vault

    def cheap_create(folder: Path, passphrase: str, settings: OfficeSettings, **asked: object) -> Office:
        told = asked.get("clock") or clock  # the sample office brings its own
        return create(folder, passphrase, settings, clock=told, cost=CHEAP)  # type: ignore[arg-type]  # it is one

    def cheap_open(folder: Path, passphrase: str, *, first: tuple[int, ...] = (), **_asked: object) -> Office:
        return unlock(folder, passphrase, clock=clock, floor=CHEAP, first=first)

    monkeypatch.setattr(vaults, "create_vault", cheap_create)
    monkeypatch.setattr(vaults, "open_vault", cheap_open)
    for verb in ("users_by_parts", "recover"):
        monkeypatch.setattr(recovery, verb, partial(getattr(recovery, verb), clock=clock, floor=CHEAP))


@pytest.fixture
def begin(qapp: QApplication, qtbot: QtBot, tmp_path: Path, prompts: FakePrompts) -> Iterator[Begin]:
    """Start the program, as on a computer that has `folder` as its last vault."""
    install(paths.resources() / "translations")
    made: list[Program] = []

    def end(program: Program) -> None:
        program.window.may_close = lambda: True  # a story may end in the middle of a form
        program.quit()
        qapp.removeEventFilter(program._keys)
        program.window.close()
        program.window.deleteLater()

    def start(folder: Path | None = None, language: str = "en") -> Hand:
        memory = memory_in(tmp_path)
        memory.keep("language", language)
        memory.keep("theme", ThemeChoice.LIGHT.value)
        memory.last_vault = folder
        program = Program(qapp, memory, prompts=prompts, sample=tmp_path / "sample")
        made.append(program)
        program.window.resize(1366, 768)
        with qtbot.waitExposed(program.window):
            program.window.show()
        hand = Hand(program, qtbot, prompts)
        hand.come_forward()
        return hand

    yield start
    for program in made:
        end(program)
    # Gone before the next start: a window that still lives is dressed again with every theme.
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    Theme(qapp, ThemeChoice.LIGHT)
    use_language("en")


@pytest.fixture
def vault(tmp_path: Path) -> Path:
    """An empty office, closed."""
    usual_office(tmp_path / "Lantern").close()
    return tmp_path / "Lantern"


@pytest.fixture
def desk(begin: Begin, vault: Path) -> Hand:
    """The program with an empty office open."""
    return unlocked(begin(vault))


@pytest.fixture
def aid_desk(begin: Begin, tmp_path: Path) -> Hand:
    """An office with two donors, a clinic, a beneficiary, and her campaign C-0001 of 500 and 700 EUR, no money yet."""
    office = usual_office(tmp_path / "Aid")
    kit = Kit(office)
    kit.person("Baker", name_local="Марыля Хлебаровіч")
    kit.person("Choir", name_local="Choir of the Old Mill")
    kit.person("Clinic", PersonCategory.PAYEE, name_local="Przychodnia Zielony Liść")
    florist = kit.person("Florist", PersonCategory.BENEFICIARY, name_local="Мілана Званцова")
    kit.campaign("500.00", "700.00", title="A new start", beneficiary=florist)
    office.close()
    return unlocked(begin(tmp_path / "Aid"))


@pytest.fixture(scope="session")
def sample_vault(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample office as it was told, once for all tests of a process; copy it before you open it."""
    folder = tmp_path_factory.mktemp("told") / "vault"
    story = StoryClock()
    office = vaults.create_vault(folder, PASSPHRASE, sample.SETTINGS, clock=story, cost=CHEAP)
    try:
        Story(office, story, NoProgress()).tell()
    finally:
        office.close()
    return folder


@pytest.fixture
def sample_desk(begin: Begin, sample_vault: Path, tmp_path: Path) -> Hand:
    """The program with the sample office open."""
    return unlocked(begin(shutil.copytree(sample_vault, tmp_path / "Sample")))


def unlocked(hand: Hand, passphrase: str = PASSPHRASE) -> Hand:
    """Type the passphrase at the lock."""
    hand.write("lock.passphrase", passphrase)
    hand.click("lock.unlock")
    hand.wait_for("nav.home")
    return hand
