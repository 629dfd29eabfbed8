"""The live strip, the list of likely pairs, merging and separating, as a worker drives them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QItemSelectionModel
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QLabel, QPushButton

from desktop.domain.merging import Take
from desktop.domain.people import PersonCategory, PersonDraft
from desktop.services.merging import merge_people
from desktop.services.people import load_person, save_person
from desktop.ui.people.duplicates import AT_ONCE, DuplicatesPage, merge_target
from desktop.ui.people.form import PersonForm
from desktop.ui.people.likely import half_typed
from desktop.ui.people.merge import MergePage
from desktop.ui.people.page import PeoplePage
from desktop.ui.shared.whole_rows import choose_row
from tests.ui.desk import desk_without_names
from tests.ui.kit import InlineTasks, assert_named

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QWidget
    from pytestqt.qtbot import QtBot

    from desktop.ui.people.merge_dialog import MergeWithDialog
    from tests.ui.desk import Desk

    Show = Callable[[QWidget], QWidget]

VERA = PersonDraft(alias="Viarba", name_local="Вера Лес", phone="+370 612 34567", languages="be")
TWIN = PersonDraft(alias="Vera L", name_latin="Wiera Les", phone="+37061234567", languages="pl", notes="Came in May")


@pytest.fixture
def show(qtbot: QtBot) -> Show:
    def shown(widget: QWidget) -> QWidget:
        qtbot.addWidget(widget)
        widget.resize(1140, 720)
        widget.show()
        return widget

    return shown


def press(page: QWidget, name: str) -> None:
    """Press what is shown under this name; what was shown before may still wait for its end."""
    shown = [each for each in page.findChildren(QPushButton, name) if not each.isHidden()]
    shown[-1].click()


def said(page: QWidget, name: str) -> str:
    label = page.findChild(QLabel, name)
    return label.text() if label is not None else ""


def two(desk: Desk) -> None:
    for draft in (VERA, TWIN):
        save_person(desk.office, draft)


def test_the_strip_says_whom_a_new_person_looks_like_and_never_blocks_saving(
    qtbot: QtBot, desk: Desk, show: Show
) -> None:
    save_person(desk.office, VERA)
    form = PersonForm(desk.place, None)
    show(form)
    assert form.likely.isHidden()
    form.form.fields["phone"].write("8 612 34567")
    form.form.fields["birth_date"].line.setText("31.02")  # type: ignore[attr-defined]
    form.form.fields["phone"].on_edited()
    qtbot.waitUntil(form.likely.isVisible)
    assert said(form, "person.likely_P-0001") == "Looks like P-0001 (Viarba): same phone."
    assert_named(form)
    press(form, "person.likely_open_P-0001")
    press(form, "person.likely_use_P-0001")
    assert desk.gone == [("people", "P-0001"), ("people", "P-0001")]
    form.form.fields["birth_date"].write(None)
    form.form.fields["alias"].write("Another")
    form.form.fields["alias"].on_edited()
    form.save()
    assert load_person(desk.office, "P-0002").draft.alias == "Another"


def test_the_strip_follows_an_alias_that_is_typed(qtbot: QtBot, desk: Desk, show: Show) -> None:
    save_person(desk.office, PersonDraft(alias="Weaver", name_local="Алеся Верабейчык"))
    form = PersonForm(desk.place, None)
    show(form)
    for typed, reason in (("weaver", "same alias"), ("Weavers", "same alias but for one letter")):
        form.form.fields["alias"].write(typed)
        form.form.fields["alias"].on_edited()
        qtbot.waitUntil(lambda said_so=reason: said(form, "person.likely_P-0001").endswith(f": {said_so}."))
    form.form.fields["alias"].write("Weaver of the north")
    form.form.fields["alias"].on_edited()
    qtbot.waitUntil(form.likely.isHidden)


def test_an_edit_offers_to_merge_and_says_nothing_of_the_person_itself(qtbot: QtBot, desk: Desk, show: Show) -> None:
    two(desk)
    form = PersonForm(desk.place, "P-0002")
    show(form)
    form.likely.look(half_typed(form.form.fields))
    assert [each.code for each in form.likely.found] == ["P-0001"]
    press(form, "person.likely_use_P-0001")
    assert desk.gone == [("people", merge_target("P-0002", "P-0001"))]
    form.likely.look(PersonDraft(alias="Nobody"))
    assert form.likely.isHidden()


def test_two_selected_rows_are_compared_and_no_other_number_of_them(desk: Desk, show: Show) -> None:
    two(desk)
    save_person(desk.office, PersonDraft(alias="Third"))
    page = PeoplePage(desk.place)
    show(page)
    action = page.rows.findChild(QAction, "people.merge")
    table = page.rows.table
    choose_row(table, 0)
    assert not action.isEnabled()
    table.selectAll()
    assert not action.isEnabled()
    table.clearSelection()
    chosen = QItemSelectionModel.SelectionFlag.Select | QItemSelectionModel.SelectionFlag.Rows
    for row in (2, 0):
        table.selectionModel().select(page.rows.model.index(row, 0), chosen)
    assert action.isEnabled()
    assert action in page.rows.context_menu().actions()
    action.trigger()
    assert desk.gone == [("people", merge_target("P-0001", "P-0003"))]


def test_a_persons_form_asks_with_whom_to_compare(desk: Desk, show: Show) -> None:
    two(desk)
    form = PersonForm(desk.place, "P-0001")
    show(form)

    def choose(dialog: MergeWithDialog) -> bool:
        assert_named(dialog)
        dialog.do_it.click()
        assert dialog.other.problem, "nobody is chosen"
        for code in ("P-0001", "P-0002"):
            dialog.other.write(code)
            dialog.do_it.click()
        assert dialog.made == "P-0002", "not the person itself"
        return True

    desk.prompts.will_answer(choose, False)
    form.merge_button.click()
    assert desk.gone == [("people", merge_target("P-0001", "P-0002"))]
    form.merge_button.click()
    assert len(desk.gone) == 1
    assert PersonForm(desk.place, None).merge_button.isHidden()


def test_without_the_book_of_names_there_is_no_strip_and_no_list(desk: Desk, tasks: InlineTasks, show: Show) -> None:
    two(desk)
    blind = desk_without_names(desk, tasks)
    form = PersonForm(blind.place, "P-0001")
    show(form)
    form.likely.typed()
    form.likely.look(TWIN)
    assert form.likely.isHidden()
    page = PeoplePage(blind.place)
    show(page)
    assert page.duplicates_button.isHidden()
    pairs = DuplicatesPage(blind.place)
    show(pairs)
    assert pairs.banner.text
    blind.office.close()


def test_the_list_shows_pairs_with_reasons_and_remembers_who_is_another(desk: Desk, show: Show) -> None:
    two(desk)
    page = PeoplePage(desk.place)
    show(page)
    assert page.duplicates_button.text() == "1 likely duplicate"
    page.duplicates_button.click()
    pairs = page.form
    assert isinstance(pairs, DuplicatesPage)
    key = "P-0001_P-0002"
    assert said(pairs, f"duplicates.reasons_{key}") == "names alike, same phone"
    assert said(pairs, "duplicates.lead") == "1 pair may be one person."
    assert_named(pairs)
    press(pairs, f"duplicates.merge_{key}")
    assert desk.gone == [("people", merge_target("P-0001", "P-0002"))]
    press(pairs, f"duplicates.apart_{key}")
    assert pairs.pairs == ()
    assert "kept as two" in pairs.banner.text
    assert page.duplicates_button.text() == "Likely duplicates"
    pairs.dismissed.setChecked(True)
    assert [pair.dismissed for pair in pairs.pairs] == [True]
    press(pairs, f"duplicates.apart_{key}")
    assert [pair.dismissed for pair in pairs.pairs] == [False]
    press(pairs, f"duplicates.apart_{key}")
    press(pairs, "duplicates.banner_action")
    assert [pair.dismissed for pair in pairs.pairs] == [False]


def test_a_long_list_comes_in_parts(desk: Desk, show: Show) -> None:
    save_person(desk.office, VERA)
    pairs = DuplicatesPage(desk.place)
    show(pairs)
    assert said(pairs, "duplicates.lead") == "Nobody looks like anybody else."
    for number in range(11):
        save_person(desk.office, PersonDraft(alias=f"Kin {number}", phone="+37061234567"))
    pairs.look()
    assert len(pairs.pairs) == 66
    assert pairs.more.text() == "Show 16 more"
    pairs.more.click()
    assert pairs.more.isHidden()
    assert pairs.findChild(QPushButton, "duplicates.apart_P-0011_P-0012") is not None
    assert len(pairs.pairs) > AT_ONCE


def test_fields_are_chosen_side_by_side_and_merged(desk: Desk, show: Show) -> None:
    two(desk)
    page = PeoplePage(desk.place)
    show(page)
    page.open_code(merge_target("P-0001", "P-0002"))
    merge = page.form
    assert isinstance(merge, MergePage)
    assert_named(merge)
    assert merge.radios["name_latin"][Take.OTHER].isChecked()
    assert merge.radios["alias"][Take.KEPT].isChecked()
    assert Take.BOTH not in merge.radios["alias"]
    merge.radios["alias"][Take.OTHER].setChecked(True)
    merge.radios["languages"][Take.BOTH].setChecked(True)
    merge.retranslate()
    assert merge.takes()["alias"] is Take.OTHER, "what is chosen outlives a change of the language"
    assert said(merge, "merge.moves") == "Nothing is booked under P-0002."
    desk.prompts.answers = [False]
    merge.do.click()
    assert load_person(desk.office, "P-0002").code == "P-0002"
    desk.prompts.answers = [True]
    merge.do.click()
    kept = load_person(desk.office, "P-0002")
    assert kept.code == "P-0001"
    assert (kept.draft.alias, kept.draft.languages, kept.draft.notes) == ("Vera L", "be, pl", "Came in May")
    assert desk.gone == [("people", "P-0001")]


def test_what_cannot_be_merged_is_said_and_the_other_way_is_a_click_away(desk: Desk, show: Show) -> None:
    two(desk)
    desk.kit.person("Ema", PersonCategory.STAFF)
    page = MergePage(desk.place, "P-0001", "P-0003")
    show(page)
    assert "P-0003 is staff" in page.banner.text
    assert not page.do.isEnabled()
    page.swap.click()
    assert desk.gone == [("people", merge_target("P-0003", "P-0001"))]
    good = MergePage(desk.place, "P-0001", "P-0002")
    show(good)
    draft = load_person(desk.office, "P-0001")
    save_person(desk.office, draft.draft, "P-0001", draft.revision)
    desk.prompts.answers = [True]
    good.do.click()
    assert "changed" in good.banner.text.lower()
    assert good.do.isEnabled()


def test_the_old_code_opens_the_kept_person_who_can_be_separated(desk: Desk, show: Show) -> None:
    two(desk)
    merge_people(desk.office, "P-0001", "P-0002")
    form = PersonForm(desk.place, "P-0002")
    show(form)
    assert (form.code, form.banner.text) == ("P-0001", "P-0002 is P-0001 now.")
    assert form.merged.isVisible()
    assert_named(form)
    desk.prompts.answers = [False]
    press(form, "person.separate_P-0002")
    assert load_person(desk.office, "P-0002").code == "P-0001"
    desk.prompts.answers = [True]
    press(form, "person.separate_P-0002")
    assert load_person(desk.office, "P-0002").draft == TWIN
    assert form.merged.isHidden()
    assert "P-0002 is a person of its own again." in form.banner.text
    assert form.form.fields["name_latin"].read() == ""


def test_a_value_with_an_ampersand_is_shown_whole(desk: Desk, show: Show) -> None:
    desk.kit.person("Baker & Sons")
    desk.kit.person("Baker")
    merge = MergePage(desk.place, "P-0001", "P-0002")
    show(merge)
    radio = merge.radios["alias"][Take.KEPT]
    assert radio.text() == "Baker && Sons", "a single one makes a shortcut of what follows, and is not seen"
    assert "Baker & Sons" in radio.accessibleName()
    assert radio.shortcut().isEmpty()
