"""Several people changed at once in the real window, by the keyboard alone, and taken back with one Ctrl+Z."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt

from tests.journeys.hand import CONTROL
from tests.journeys.test_records import add_person

if TYPE_CHECKING:
    from tests.journeys.hand import Hand

SHIFT = Qt.KeyboardModifier.ShiftModifier


def test_three_people_get_a_category_and_lose_it_again(desk: Hand) -> None:
    for alias in ("Heron", "Otter", "Finch"):
        add_person(desk, alias)
    was = desk.column("people.table", "Category")
    desk.point("people.table", "P-0001")
    desk.key(Qt.Key.Key_Down, SHIFT)
    assert desk.find("people.change_several").isEnabled()

    def change() -> None:
        desk.tab_to("many.category")
        for _ in range(4):
            if desk.text("many.category") == "Staff":
                break
            desk.key(Qt.Key.Key_Down)
        desk.key(Qt.Key.Key_Return)
        desk.settle()
        assert desk.text("many.summary") == "2 records change."
        assert desk.column("many.table", "Code") == ["P-0001", "P-0002"]
        desk.key(Qt.Key.Key_Return)
        desk.settle()

    desk.prompts.will_answer(desk.in_dialog(change))
    desk.tab_to("people.change_several", 60)
    desk.key(Qt.Key.Key_Space)
    desk.settle()
    assert desk.column("people.table", "Category") == ["Staff", "Staff", was[2]]
    desk.key(Qt.Key.Key_Z, CONTROL)
    desk.settle()
    assert desk.column("people.table", "Category") == was
