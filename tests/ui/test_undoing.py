"""Undo and Redo in the window: what the menu says, what the keys do, and what keeps the keys for itself."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit

from desktop.app.pages import SECTIONS, low_sections
from desktop.domain.people import PersonDraft
from desktop.services import people
from desktop.ui.main_window import MainWindow
from desktop.ui.people.form import PersonForm
from desktop.ui.shortcuts import PhysicalKeys
from desktop.ui.undo_strip import UndoStrip
from tests.ui.desk import make_desk
from tests.ui.kit import Chosen, FakePrompts, InlineTasks, assert_named
from tests.ui.test_shortcuts import press, strike

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from desktop.ui.workspace import Workspace
    from tests.ui.desk import Desk

CONTROL = Qt.KeyboardModifier.ControlModifier


class Seat:
    """A desk with the real window around it."""

    def __init__(self, desk: Desk, window: MainWindow, workspace: Workspace) -> None:
        self.desk, self.window, self.workspace = desk, window, workspace
        self.strip = workspace.findChild(UndoStrip)
        self.undo, self.redo = (window.findChild(QAction, name) for name in ("menu.undo", "menu.redo"))

    def save(self, alias: str, code: str | None = None, revision: int | None = None) -> str:
        made: list[people.Person] = []
        tasks = self.desk.place.tasks
        tasks.run(people.save_person, self.desk.office, PersonDraft(alias=alias), code, revision, done=made.append)
        return made[0].code

    def alias(self, code: str) -> str:
        return people.load_person(self.desk.office, code).draft.alias

    def key(self, key: Qt.Key, modifiers: Qt.KeyboardModifier = CONTROL) -> None:

        handle = self.window.windowHandle()
        QTest.keyClick(handle, key, modifiers)
        if modifiers != Qt.KeyboardModifier.NoModifier:  # else Qt holds them for pressed in whatever test comes next
            QTest.keyRelease(handle, Qt.Key.Key_Control, Qt.KeyboardModifier.NoModifier)


@pytest.fixture
def seat(qtbot: QtBot, qapp: QApplication, tmp_path: Path) -> Iterator[Seat]:
    tasks = InlineTasks(lambda _error: None)
    desk = make_desk(tmp_path, tasks, FakePrompts())
    memory = desk.place.memory
    window = MainWindow(SECTIONS, low_sections(Chosen()), memory)
    qtbot.addWidget(window)
    workspace = window.prepare()
    window.enter(workspace, desk.place)
    with qtbot.waitExposed(window):
        window.show()
    window.activateWindow()
    qtbot.waitUntil(lambda: QApplication.activeWindow() is window)
    workspace.go("people")
    workspace.pages["people"].setFocus()
    yield Seat(desk, window, workspace)
    tasks.close()
    desk.office.close()


def test_nothing_can_be_taken_back_at_first(seat: Seat) -> None:
    assert (seat.undo.text(), seat.undo.isEnabled()) == ("Undo", False)
    assert (seat.redo.text(), seat.redo.isEnabled()) == ("Redo", False)
    assert seat.strip.isHidden()


def test_the_menu_says_what_would_be_taken_back_and_does_it(seat: Seat) -> None:
    code = seat.save("Weaver")
    seat.save("Miller", code, 1)
    assert seat.undo.text() == "Undo: change of a person, P-0001"
    assert seat.strip.what.text() == "Saved: change of a person, P-0001"
    assert_named(seat.strip)
    seat.undo.trigger()
    assert seat.alias(code) == "Weaver"
    assert seat.undo.text() == "Undo: new person, P-0001"
    assert seat.redo.text() == "Redo: change of a person, P-0001"
    assert seat.strip.what.text() == "Undone: change of a person, P-0001"
    seat.strip.act_button.click()
    assert seat.alias(code) == "Miller"
    assert seat.strip.what.text() == "Done again: change of a person, P-0001"


def test_the_keys_work_from_a_list_with_either_redo(seat: Seat) -> None:
    code = seat.save("Weaver")
    seat.workspace.pages["people"].rows.table.setFocus()  # type: ignore[attr-defined]
    seat.key(Qt.Key.Key_Z)
    assert people.load_person(seat.desk.office, code).archived
    seat.key(Qt.Key.Key_Y)
    assert not people.load_person(seat.desk.office, code).archived
    seat.key(Qt.Key.Key_Z)
    seat.key(Qt.Key.Key_Z, CONTROL | Qt.KeyboardModifier.ShiftModifier)
    assert not people.load_person(seat.desk.office, code).archived


def test_the_list_and_the_open_record_are_read_again(seat: Seat) -> None:
    code = seat.save("Weaver")
    seat.save("Miller", code, 1)
    page = seat.workspace.pages["people"]
    page.refresh()
    page.open_code(code)
    form = page.open_form()
    assert isinstance(form, PersonForm)
    assert form.form.fields["alias"].read() == "Miller"
    seat.undo.trigger()
    assert form.form.fields["alias"].read() == "Weaver"
    assert not form.dirty
    form.save()
    assert people.load_person(seat.desk.office, code).revision == 4
    rows = page.rows.model.loaded_rows()  # type: ignore[attr-defined]
    assert [row.alias for _place, row in rows] == ["Weaver"]


def test_what_is_being_typed_is_left_alone(seat: Seat) -> None:
    code = seat.save("Weaver")
    page = seat.workspace.pages["people"]
    page.open_code(code)
    form = page.open_form()
    assert isinstance(form, PersonForm)
    field = form.form.fields["notes"]
    field.editor.setPlainText("typed")  # type: ignore[attr-defined]
    assert form.dirty
    seat.undo.trigger()
    assert not people.load_person(seat.desk.office, code).archived
    assert "Save what you entered" in seat.workspace.banner.text
    assert field.read() == "typed"


@pytest.mark.parametrize("cyrillic", [False, True])
def test_a_text_field_keeps_the_key_for_itself(seat: Seat, qapp: QApplication, qtbot: QtBot, cyrillic: bool) -> None:
    code = seat.save("Weaver")
    line: QLineEdit = seat.workspace.pages["people"].rows.filter  # type: ignore[attr-defined]
    line.setFocus()
    qtbot.waitUntil(lambda: QApplication.focusWidget() is line)
    keys = PhysicalKeys(qapp)
    line.insert("abc")
    if cyrillic:
        strike(seat.window, press("я", 44))
    else:
        seat.key(Qt.Key.Key_Z)
    assert line.text() == ""
    assert not people.load_person(seat.desk.office, code).archived
    keys.deleteLater()


def test_on_a_cyrillic_layout_the_key_is_where_it_is(seat: Seat, qapp: QApplication) -> None:
    code = seat.save("Weaver")
    keys = PhysicalKeys(qapp)
    seat.workspace.pages["people"].rows.table.setFocus()  # type: ignore[attr-defined]
    strike(seat.window, press("я", 44))
    assert people.load_person(seat.desk.office, code).archived
    strike(seat.window, press("н", 21))
    assert not people.load_person(seat.desk.office, code).archived
    keys.deleteLater()


def test_money_says_what_is_done_in_place_of_it_with_the_way_there(seat: Seat) -> None:
    campaign = seat.desk.kit.campaign("500").code
    seat.save("Weaver")
    gift = seat.desk.kit.give(campaign, "100").code
    seat.desk.place.tasks.run(lambda: None)
    assert seat.undo.text() == f"Undo: {gift}"
    assert seat.strip.isHidden()
    seat.undo.trigger()
    assert f"{gift} is not taken back by a key." in seat.workspace.banner.text
    assert "counter-entry" in seat.workspace.banner.text
    seat.workspace.banner._act.click()
    assert seat.desk.gone == [("donations", gift)]
    assert seat.undo.text() == "Undo: new person, P-0001"


def test_what_was_changed_since_is_refused_in_a_sentence(seat: Seat) -> None:
    code = seat.save("Weaver")
    with seat.desk.office.store.work(2) as work:
        work.people.save(code, PersonDraft(alias="Theirs"), 1)
        work.commit(people.Record("person.changed", code))
    seat.undo.trigger()
    assert "P-0001 was changed since, so nothing was done." in seat.workspace.banner.text
    assert seat.alias(code) == "Theirs"
    assert not seat.undo.isEnabled()


def test_the_strip_goes_by_itself_and_the_lock_ends_all(seat: Seat) -> None:
    seat.save("Weaver")
    seat.strip._going.timeout.emit()
    assert seat.strip.isHidden()
    seat.save("Miller")
    seat.strip.close_button.click()
    assert seat.strip.isHidden()
    assert seat.undo.isEnabled()
    seat.window.drop_office()
    assert (seat.undo.text(), seat.undo.isEnabled()) == ("Undo", False)


def test_del_archives_the_selected_without_a_question_as_one_step(seat: Seat) -> None:
    codes = [seat.save(f"A{number}") for number in range(4)]
    page = seat.workspace.pages["people"]
    page.refresh()
    rows = page.rows  # type: ignore[attr-defined]
    rows.table.setFocus()
    rows.table.selectAll()
    seat.key(Qt.Key.Key_Delete, Qt.KeyboardModifier.NoModifier)
    assert all(people.load_person(seat.desk.office, code).archived for code in codes)
    assert rows.model.rowCount() == 0
    assert seat.undo.text() == "Undo: archiving of a person (4)"
    seat.undo.trigger()
    assert not any(people.load_person(seat.desk.office, code).archived for code in codes)
    assert rows.model.rowCount() == 4


def test_archived_rows_are_brought_back_from_the_list(seat: Seat) -> None:
    codes = [seat.save(f"A{number}") for number in range(2)]
    people.archive_people(seat.desk.office, codes[:1])
    page = seat.workspace.pages["people"].rows  # type: ignore[attr-defined]
    page.archived.setChecked(True)
    page.refresh()
    page.table.selectAll()
    bring_back, archive = (page.findChild(QAction, f"people.{name}") for name in ("bring_back", "archive"))
    assert bring_back.isEnabled()
    assert archive.isEnabled()
    bring_back.trigger()
    assert not people.load_person(seat.desk.office, codes[0]).archived
    page.table.selectAll()
    assert not bring_back.isEnabled()
