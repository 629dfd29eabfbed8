"""A new office: what is missing stands at its field, the passphrase is typed twice, strength is judged as one types."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QLineEdit

from desktop.domain.errors import UnsafePlace, VaultExists, refuse
from desktop.domain.papers import PaperForm
from desktop.domain.presets import OfficePlace
from desktop.i18n import use_language
from desktop.ui.start import work
from desktop.ui.start.create import CreateScreen, currencies
from tests.ui.kit import FakePrompts, InlineTasks, OpenedMeanwhile, assert_named, memory_in

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


def test_four_pages_one_after_another_and_back(
    screen: CreateScreen, qtbot: QtBot, made: list[tuple[Path, str, OfficeSettings]], tmp_path: Path
) -> None:
    """Enter goes on, Escape goes back, and nothing typed is lost on the way."""
    assert "1 of 4" in screen.heading.text()
    assert screen.place.box.isVisible()
    screen.next.click()
    qtbot.keyClicks(screen.name.editor, "Lantern Aid")
    qtbot.keyClick(screen.name.editor, Qt.Key.Key_Return)
    assert screen.here == 2
    screen.folder.write(str(tmp_path / "vault"))
    qtbot.keyClick(screen.passphrase.first.line, Qt.Key.Key_Return)
    assert screen.here == 2
    assert screen.passphrase.first.problem, "there is none yet"
    qtbot.keyClicks(screen.passphrase.first.line, GOOD)
    qtbot.keyClicks(screen.passphrase.again.line, GOOD)
    qtbot.keyClick(screen.passphrase.again.line, Qt.Key.Key_Return)
    assert screen.here == 3
    assert not screen.next.isVisible()
    shown = " ".join(label.text() for label in screen.findChildren(QLabel) if label.isVisible())
    assert "Lantern Aid" in shown
    assert str(tmp_path / "vault") in shown
    for page in (2, 1, 0):
        qtbot.keyClick(screen, Qt.Key.Key_Escape)
        assert screen.here == page
    with qtbot.waitSignal(screen.back_asked):
        qtbot.keyClick(screen, Qt.Key.Key_Escape)
    for _page in range(3):
        screen.next.click()
    screen.make.click()
    assert [(folder.name, passphrase) for folder, passphrase, _settings in made] == [("vault", GOOD)]


def test_an_organisation_without_a_name_is_not_left(screen: CreateScreen) -> None:
    screen.next.click()
    screen.next.click()
    assert screen.here == 1
    assert screen.name.problem


@pytest.mark.parametrize(
    ("language", "place", "currency", "documents"),
    [("lt", OfficePlace.LITHUANIA, "EUR", "lt"), ("pl", OfficePlace.POLAND, "PLN", "pl"),
     ("be", OfficePlace.ELSEWHERE, "EUR", "be")],
)  # fmt: skip
def test_the_place_is_guessed_from_the_language_and_sets_what_is_usual(
    qtbot: QtBot, tasks: InlineTasks, prompts: FakePrompts, tmp_path: Path,
    language: str, place: OfficePlace, currency: str, documents: str,
) -> None:  # fmt: skip
    use_language(language)
    screen = CreateScreen(tasks, prompts, memory_in(tmp_path))
    qtbot.addWidget(screen)
    assert screen.place.read() is place
    assert (screen.currency.read(), screen.documents.read()) == (currency, documents)


def test_a_place_sets_currency_rates_forms_and_language_unless_that_was_chosen(
    screen: CreateScreen, made: list[tuple[Path, str, OfficeSettings]], tmp_path: Path
) -> None:
    screen.place.write(OfficePlace.POLAND)
    screen.place.edited.emit()
    assert (screen.currency.read(), screen.documents.read()) == ("PLN", "pl")
    screen.documents.write("uk")
    screen.documents.edited.emit()
    screen.place.write(OfficePlace.LITHUANIA)
    screen.place.edited.emit()
    assert (screen.currency.read(), screen.documents.read()) == ("EUR", "uk")
    fill(screen, tmp_path / "vault")
    screen.organisation["signatory"].write("Ema Lichylnik")
    screen.make.click()
    settings = made[0][2]
    assert settings.papers.form is PaperForm.LITHUANIA
    assert (settings.organisation.country, settings.organisation.signatory) == ("LT", "Ema Lichylnik")
    assert settings.retention.documents == 10


def test_who_signs_is_asked_where_the_form_has_them(
    screen: CreateScreen, made: list[tuple[Path, str, OfficeSettings]], tmp_path: Path
) -> None:
    screen.show_page(1)
    cashier, accountant = screen.organisation["cashier"], screen.organisation["accountant"]
    assert not cashier.isVisible(), "a plain voucher names one person"
    for place in (OfficePlace.POLAND, OfficePlace.LITHUANIA):
        screen.place.write(place)
        screen.place.edited.emit()
        assert cashier.isVisible()
        assert accountant.isVisible()
    cashier.write("Ivo Kasininkas")
    accountant.write("Ona Sąskaitienė")
    assert_named(screen)
    fill(screen, tmp_path / "vault")
    screen.make.click()
    office = made[0][2].organisation
    assert (office.cashier, office.accountant) == ("Ivo Kasininkas", "Ona Sąskaitienė")
    screen.place.write(OfficePlace.ELSEWHERE)
    screen.place.edited.emit()
    assert screen._settings().organisation.cashier == "", "what is not asked is not taken"


def test_the_last_page_offers_to_look_at_the_sample_first(
    screen: CreateScreen, qtbot: QtBot, made: list[tuple[Path, str, OfficeSettings]]
) -> None:
    screen.show_page(3)
    assert screen.sample.isVisible()
    with qtbot.waitSignal(screen.sample_asked):
        screen.sample.click()
    assert made == [], "nothing is made of this office"


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


def test_a_machine_that_slept_meanwhile_finds_the_office_locked(
    screen: CreateScreen, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    office = OpenedMeanwhile()

    def create(*_given: object) -> OpenedMeanwhile:
        screen.give_up()
        return office

    monkeypatch.setattr(work, "create", create)
    fill(screen, tmp_path / "vault")
    with qtbot.assertNotEmitted(screen.opened), qtbot.waitSignal(screen.locked) as locked:
        screen.make.click()
    assert locked.args == [office.folder]
    assert office.closed


def test_what_is_missing_stands_at_its_field(
    screen: CreateScreen, made: list[tuple[Path, str, OfficeSettings]], tmp_path: Path
) -> None:
    fill(screen, tmp_path / "vault")
    screen.name.write("")
    screen.make.click()
    assert screen.name.problem
    assert (screen.here, screen.name.editor.hasFocus()) == (1, True), "the page with the field is shown"
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
    assert screen.forms[2].fields[field].problem
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
