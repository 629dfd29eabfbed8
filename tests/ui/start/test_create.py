"""A new office: what is missing stands at its field, the passphrase is typed twice, strength is judged as one types."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtWidgets import QLineEdit

from desktop.domain.errors import UnsafePlace, VaultExists, refuse
from desktop.i18n import use_language
from desktop.ui.start import work
from desktop.ui.start.create import CreateScreen, currencies
from tests.ui.kit import FakePrompts, InlineTasks, assert_named, memory_in

if TYPE_CHECKING:
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from desktop.domain.settings import OfficeSettings

GOOD = "river maple lantern seven cloud"


@pytest.fixture
def made(monkeypatch: pytest.MonkeyPatch) -> list[tuple[Path, str, OfficeSettings]]:
    calls: list[tuple[Path, str, OfficeSettings]] = []

    def create(folder: Path, passphrase: str, settings: OfficeSettings, with_papers: bool) -> str:
        assert with_papers, "unless it is left for later"
        calls.append((folder, passphrase, settings))
        return "opened"

    monkeypatch.setattr(work, "create", create)
    return calls


@pytest.fixture
def screen(qtbot: QtBot, tasks: InlineTasks, prompts: FakePrompts, tmp_path: Path) -> CreateScreen:
    screen = CreateScreen(tasks, prompts, memory_in(tmp_path))
    qtbot.addWidget(screen)
    screen.resize(900, 700)
    with qtbot.waitExposed(screen):
        screen.show()
    return screen


def fill(screen: CreateScreen, folder: Path, passphrase: str = GOOD, again: str = GOOD) -> None:
    screen.name.write("Lantern Aid")
    screen.folder.write(str(folder))
    screen.passphrase.first.write(passphrase)
    screen.passphrase.again.write(again)


def test_everything_is_named(screen: CreateScreen) -> None:
    assert_named(screen)


def test_a_whole_form_makes_the_office(
    screen: CreateScreen, qtbot: QtBot, made: list[tuple[Path, str, OfficeSettings]], tmp_path: Path
) -> None:
    fill(screen, tmp_path / "vault")
    screen.currency.write("PLN")
    use_language("be")
    with qtbot.waitSignal(screen.opened) as opened:
        screen.make.click()
    assert opened.args == ["opened"]
    folder, passphrase, settings = made[0]
    assert folder == tmp_path / "vault"
    assert passphrase == GOOD
    assert (settings.organisation.name, settings.base_currency, settings.language) == ("Lantern Aid", "PLN", "be")
    assert screen.passphrase.first.line.text() == screen.passphrase.again.line.text() == ""


def test_what_is_missing_stands_at_its_field(
    screen: CreateScreen, made: list[tuple[Path, str, OfficeSettings]], tmp_path: Path
) -> None:
    fill(screen, tmp_path / "vault")
    screen.name.write("")
    screen.make.click()
    assert screen.name.problem
    assert made == []


@pytest.mark.parametrize(("first", "again", "field"), [("", "", "passphrase"), (GOOD, "other words", "again")])
def test_the_passphrase_is_typed_twice(
    screen: CreateScreen,
    made: list[tuple[Path, str, OfficeSettings]],
    tmp_path: Path,
    first: str,
    again: str,
    field: str,
) -> None:
    fill(screen, tmp_path / "vault", first, again)
    screen.make.click()
    assert screen.form.fields[field].problem
    assert made == []


def test_spaces_of_a_passphrase_are_kept(
    screen: CreateScreen, made: list[tuple[Path, str, OfficeSettings]], tmp_path: Path
) -> None:
    fill(screen, tmp_path / "vault", " a b ", " a b ")
    screen.make.click()
    assert made[0][1] == " a b "


@pytest.mark.parametrize("error", [VaultExists(), UnsafePlace(), OSError("disk")])
def test_a_failure_loses_nothing(
    screen: CreateScreen, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, error: Exception
) -> None:
    def create(*_: object) -> None:
        raise error

    monkeypatch.setattr(work, "create", create)
    fill(screen, tmp_path / "vault")
    screen.make.click()
    assert screen.banner.text
    assert screen.name.read() == "Lantern Aid"
    assert screen.passphrase.first.read() == GOOD
    assert screen.make.isEnabled()


def test_a_refusal_of_the_service_is_said(
    screen: CreateScreen, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    def create(*_: object) -> None:
        raise refuse("passphrase.empty", at="passphrase")

    monkeypatch.setattr(work, "create", create)
    fill(screen, tmp_path / "vault")
    screen.make.click()
    assert screen.passphrase.first.problem


def test_strength_is_judged_while_typing(screen: CreateScreen, qtbot: QtBot) -> None:
    qtbot.keyClicks(screen.passphrase.first.line, "abc")
    assert "⚠" in screen.passphrase.strength.text()
    qtbot.keyClicks(screen.passphrase.first.line, f" {GOOD}")
    assert "✓" in screen.passphrase.strength.text()
    screen.passphrase.first.line.selectAll()
    screen.passphrase.first.line.del_()
    qtbot.keyClicks(screen.passphrase.first.line, "a")
    assert "⚠" in screen.passphrase.strength.text()


def test_both_lines_are_shown_when_asked(screen: CreateScreen) -> None:
    screen.passphrase.reveal.click()
    assert (
        screen.passphrase.first.line.echoMode() == screen.passphrase.again.line.echoMode() == QLineEdit.EchoMode.Normal
    )


def test_a_chosen_folder_is_taken_or_a_new_one_in_it(
    screen: CreateScreen, prompts: FakePrompts, tmp_path: Path
) -> None:
    empty, full = tmp_path / "empty", tmp_path / "full"
    empty.mkdir()
    (full / "something").mkdir(parents=True)
    prompts.will_answer(empty, full, None)
    screen.choose.click()
    assert screen.folder.read() == str(empty)
    screen.choose.click()
    assert screen.folder.read() == str(full / "Skarbonka")
    screen.choose.click()
    assert screen.folder.read() == str(full / "Skarbonka")


def test_all_currencies_are_offered_once() -> None:
    codes = [code for code, _ in currencies()]
    assert codes[0] == "EUR"
    assert len(codes) == len(set(codes)) > 150


def test_a_place_that_is_copied_by_other_programs_is_warned_of_not_refused(
    screen: CreateScreen, made: list[tuple[Path, str, OfficeSettings]], tmp_path: Path
) -> None:
    fill(screen, tmp_path / "Dropbox" / "office")
    screen.folder.left.emit()
    assert "synchronising" in screen.folder.problem
    screen.make.click()
    assert [folder for folder, *_ in made] == [tmp_path / "Dropbox" / "office"]
    fill(screen, tmp_path / "office")
    screen.folder.left.emit()
    assert screen.folder.problem == ""
