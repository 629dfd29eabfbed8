"""Taking back in the real window: a change, many people at once, and money, by the keyboard alone; the Trash."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction

from tests.journeys.hand import CONTROL
from tests.journeys.test_records import add_person

if TYPE_CHECKING:
    from tests.journeys.hand import Hand


def aliases(desk: Hand) -> list[str]:
    return desk.column("people.table", "Code")


def test_people_are_archived_and_come_back_by_the_keyboard(desk: Hand) -> None:
    for alias in ("Heron", "Otter", "Finch"):
        add_person(desk, alias)
    desk.point("people.table", "P-0001")
    desk.key(Qt.Key.Key_A, CONTROL)
    desk.key(Qt.Key.Key_Delete)
    desk.settle()
    assert desk.is_there("people.first_new"), "nobody is left in the list"
    command = desk.window.findChild(QAction, "menu.undo")
    assert command is not None
    assert command.text() == "Undo: archiving of a person (3)"
    desk.key(Qt.Key.Key_Z, CONTROL)
    desk.settle()
    assert aliases(desk) == ["P-0001", "P-0002", "P-0003"]
    desk.key(Qt.Key.Key_Y, CONTROL)
    desk.settle()
    desk.go("trash")
    assert desk.column("trash_people.table", "Code") == ["P-0003", "P-0002", "P-0001"], "the last first"
    assert desk.column("trash_people.table", "Name") == ["Finch", "Otter", "Heron"]
    desk.point("trash_people.table", "P-0002")
    desk.click("trash_people.back")
    desk.settle()
    desk.go("people")
    assert aliases(desk) == ["P-0002"]
    assert desk.prompts.asked == []


def test_a_change_is_undone_on_the_open_record_and_typing_keeps_its_own_undo(desk: Hand) -> None:
    add_person(desk, "Heron")
    desk.open_row("people.table", "P-0001")
    desk.write("person.alias", "Stork")
    desk.click("form.save")
    desk.open_row("people.table", "P-0001")
    desk.find("form.back").setFocus()
    desk.key(Qt.Key.Key_Z, CONTROL)
    desk.settle()
    assert desk.text("person.alias") == "Heron"
    desk.write("person.alias", "Gull")
    desk.key(Qt.Key.Key_Z, CONTROL)
    assert desk.text("person.alias") != "Gull", "the field took its own step back"
    desk.settle()
    assert desk.is_there("form.save")
