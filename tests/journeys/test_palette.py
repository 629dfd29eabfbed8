"""Search everywhere in the real window, and the way back and forward, by the keyboard alone."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest

from tests.journeys.hand import CONTROL
from tests.journeys.test_records import add_person

if TYPE_CHECKING:
    from tests.journeys.hand import Hand

ALT = Qt.KeyboardModifier.AltModifier


def find(desk: Hand, text: str) -> None:
    desk.key(Qt.Key.Key_K, CONTROL)
    desk.wait_for("palette.query")
    desk.keys(text)
    desk.key(Qt.Key.Key_Return)


def test_everything_is_found_as_one_types_and_the_way_leads_back(aid_desk: Hand) -> None:
    desk = aid_desk
    for typed in ("Званцова", "Zvantsova", "p4", "P-0004"):
        find(desk, typed)
        assert desk.wait_for("person.alias")
        assert desk.text("person.alias") == "Florist"
        assert not desk.is_there("palette.query")
    find(desk, "a new start")
    assert desk.text("campaign.title") == "A new start"
    desk.key(Qt.Key.Key_Left, ALT)
    assert desk.text("person.alias") == "Florist"
    desk.click("nav.forward")
    assert desk.text("campaign.title") == "A new start"
    assert not desk.find("nav.forward").isEnabled()
    for _ in range(2):
        desk.click("nav.back")
    assert desk.is_there("home.title") or desk.window.workspace.here == "home"  # type: ignore[union-attr]
    assert not desk.find("nav.back").isEnabled()

    # The buttons at the side of a mouse.
    handle = desk.window.windowHandle()
    QTest.mouseClick(handle, Qt.MouseButton.ForwardButton, pos=QPoint(400, 300))
    desk.settle()
    assert desk.text("person.alias") == "Florist"
    QTest.mouseClick(handle, Qt.MouseButton.BackButton, pos=QPoint(400, 300))
    desk.settle()
    assert not desk.is_there("person.alias")


def test_commands_run_and_what_was_open_is_offered(aid_desk: Hand) -> None:
    desk = aid_desk
    find(desk, "record a don")
    assert desk.is_there("donation.gross")
    find(desk, "p-4")
    desk.wait_for("person.alias")
    desk.go("rates")
    find(desk, "")
    assert desk.text("person.alias") == "Florist", "what was open a moment ago comes first"
    desk.key(Qt.Key.Key_K, CONTROL)
    desk.wait_for("palette.query")
    desk.key(Qt.Key.Key_L, CONTROL)
    desk.wait_for("lock.passphrase")
    assert not desk.is_there("palette.query")
    assert desk.window.palette_shown is None


def test_the_way_back_asks_about_what_is_unsaved(desk: Hand) -> None:
    add_person(desk, "Heron")
    add_person(desk, "Crane")
    find(desk, "p-1")
    desk.wait_for("person.alias")
    find(desk, "p-2")
    desk.write("person.alias", "Craned")
    desk.prompts.will_answer(False)
    desk.key(Qt.Key.Key_Left, ALT)
    assert desk.text("person.alias") == "Craned"
    desk.go("rates")
    desk.key(Qt.Key.Key_Left, ALT)
    assert desk.text("person.alias") == "Craned", "another section: what was entered stays, and nobody is asked"
    desk.prompts.will_answer(True)
    desk.key(Qt.Key.Key_Left, ALT)
    assert desk.text("person.alias") == "Heron"
    desk.key(Qt.Key.Key_Right, ALT)
    assert desk.text("person.alias") == "Crane"


def test_from_a_new_record_the_way_back_is_the_list(desk: Hand) -> None:
    desk.go("people")
    desk.click("people.first_new")
    assert desk.is_there("person.alias")
    desk.key(Qt.Key.Key_Left, ALT)
    assert not desk.is_there("person.alias")
