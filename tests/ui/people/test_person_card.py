"""A person's card in the window: the ways to it, what is chosen, printed and saved; without names there is none."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from desktop.domain.errors import Problem, Refused
from desktop.domain.people import NameUse, PersonCategory
from desktop.i18n import use_language
from desktop.services.history import history
from desktop.services.office import Office
from desktop.services.people import archive_person
from desktop.services.safe_view import coded_office
from desktop.ui.deeds import Deed
from desktop.ui.people.card import PersonCardPage
from desktop.ui.people.form import PersonForm
from desktop.ui.people.page import make_people_page
from desktop.ui.shared.whole_rows import choose_row
from tests.ui.desk import desk_without_names
from tests.ui.kit import InlineTasks, assert_named

if TYPE_CHECKING:
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from desktop.ui.shared.section import SectionPage
    from tests.ui.desk import Desk


@pytest.fixture
def code(desk: Desk) -> str:
    return desk.kit.person("Heron", PersonCategory.BENEFICIARY, name_local="Ганна Верабейчык")


def section(qtbot: QtBot, desk: Desk) -> SectionPage:
    made = make_people_page(desk.place)
    qtbot.addWidget(made)
    made.resize(1140, 720)
    made.show()
    return made


@pytest.fixture
def page(qtbot: QtBot, desk: Desk, code: str) -> SectionPage:
    return section(qtbot, desk)


def form_of(page: SectionPage) -> PersonForm:
    assert isinstance(page.form, PersonForm)
    return page.form


def card_of(page: SectionPage) -> PersonCardPage:
    assert isinstance(page.form, PersonCardPage)
    return page.form


def test_the_button_and_the_command_lead_to_it(page: SectionPage, code: str) -> None:
    page.open_code(code)
    assert not form_of(page).card_button.isHidden()
    form_of(page).card_button.click()
    assert "P-0001" in card_of(page).heading.text()
    page.open_code(code)
    form_of(page).deeds()[Deed.PAPER]()
    assert card_of(page).save_paper_button.isEnabled()
    assert page.front() == "card P-0001"
    assert_named(page)


def test_a_new_person_has_none(page: SectionPage) -> None:
    page.begin_new()
    assert form_of(page).card_button.isHidden()
    assert Deed.PAPER not in form_of(page).deeds()


def test_the_lists_menu_offers_it_for_one_person(page: SectionPage, desk: Desk) -> None:
    (action,) = (each for each, *_ in page.rows.commands._own if each.objectName() == "people.card")
    assert not action.isEnabled()
    choose_row(page.rows.table, 0)
    assert action.isEnabled()
    action.trigger()
    assert desk.gone == [("people", "card P-0001")]


def test_it_is_in_the_screens_language_and_names_others_by_codes_until_chosen(
    qtbot: QtBot, desk: Desk, code: str
) -> None:
    use_language("be")
    page = section(qtbot, desk)
    page.open_code(f"card {code}")
    card = card_of(page)
    assert card.language.read() == "be"
    assert card.others.read() is NameUse.CODE
    before = card._pdf
    card.language.write("pl")
    card.language.on_edited()
    assert card._pdf != before
    assert_named(card)


def test_it_is_saved_under_the_code_and_printed_and_the_history_tells_both(
    page: SectionPage, desk: Desk, code: str, tmp_path: Path
) -> None:
    page.open_code(f"card {code}")
    card, target = card_of(page), tmp_path / "out.pdf"
    desk.prompts.will_answer(target)
    card.save_paper_button.click()
    assert desk.prompts.asked == [("choose_save", "Save the paper", "P-0001-card.pdf")]
    assert target.read_bytes() == card._pdf
    desk.prompts.will_answer(True)
    card.print_button.click()
    assert desk.prompts.printed == [card._pdf]
    assert [line.verb for line in history(desk.office, code)][-2:] == ["paper.saved", "paper.printed"]


def test_an_archived_person_still_has_one(page: SectionPage, desk: Desk, code: str) -> None:
    archive_person(desk.office, code)
    page.open_code(code)
    assert not form_of(page).card_button.isHidden()


@pytest.mark.parametrize("safe", [True, False], ids=["safe view", "no key"])
def test_without_names_there_is_no_way_to_it_and_nothing_is_drawn(
    qtbot: QtBot, desk: Desk, tasks: InlineTasks, code: str, safe: bool
) -> None:
    other = desk_without_names(desk, tasks) if not safe else desk
    if safe:
        other.place = replace(other.place, office=coded_office(other.office))
    page = section(qtbot, other)
    page.open_code(code)
    assert form_of(page).card_button.isHidden()
    assert Deed.PAPER not in form_of(page).deeds()
    choose_row(page.rows.table, 0)
    (action,) = (each for each, *_ in page.rows.commands._own if each.objectName() == "people.card")
    assert not action.isEnabled()
    page.open_code(f"card {code}")
    card = card_of(page)
    assert card.banner.text.startswith("No paper yet.")
    assert ("F8" in card.banner.text) is safe
    assert not card.save_paper_button.isEnabled()
    assert not card.print_button.isEnabled()
    assert Deed.SAVE not in card.deeds()
    other.office.close()


def test_what_cannot_be_recorded_is_not_printed(
    page: SectionPage, desk: Desk, code: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    page.open_code(f"card {code}")

    def refuse(_office: Office, _verb: str) -> None:
        raise Refused(Problem("vault.read_only"))

    monkeypatch.setattr(Office, "need_role", refuse)
    card_of(page).print_button.click()
    assert desk.prompts.asked == []
    assert desk.prompts.printed == []
    assert "can only be read" in card_of(page).banner.text
