"""A list is set up, saved as a view, and found again after the lock: in the sidebar, in the palette, by its owner."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt

from tests.journeys.conftest import unlocked
from tests.journeys.test_palette import find
from tests.journeys.test_users import SECOND, add_ganna
from tests.journeys.test_vault import PASSPHRASE, make_vault

if TYPE_CHECKING:
    from pathlib import Path

    from tests.journeys.conftest import Begin
    from tests.journeys.hand import Hand


def save_view(desk: Hand, name: str) -> None:
    desk.write("people.filter", "lant")
    desk.choose("people.filter_category", "Donor")
    desk.prompts.will_answer(name)
    desk.click("people.save_view")


def test_a_view_is_found_again_after_the_lock(aid_desk: Hand) -> None:
    desk = aid_desk
    desk.go("people")
    save_view(desk, "Choirs & friends")
    assert desk.text("people.view").startswith("View: Choirs && friends")
    assert desk.text("nav.view.1") == "Choirs && friends"
    desk.click("window.lock")
    assert not desk.is_there("nav.view.1")
    assert not desk.sees("Choirs")
    unlocked(desk)
    desk.wait_for("nav.view.1")
    desk.go("home")
    desk.click("nav.view.1")
    assert desk.text("people.filter") == "lant"
    assert desk.text("people.filter_category") == "Donor"
    desk.click("people.view")
    assert desk.text("people.filter") == ""
    desk.go("home")
    find(desk, "choirs")
    assert desk.text("people.filter") == "lant"

    desk.write("people.filter", "mill")
    desk.click("people.update_view")
    desk.find("nav.view.1").setFocus()
    desk.prompts.will_answer("Mills")
    desk.key(Qt.Key.Key_F2)
    assert desk.text("nav.view.1") == "Mills"
    assert desk.text("people.view").startswith("View: Mills")
    desk.click("people.view")
    desk.click("nav.view.1")
    assert len(desk.rows("people.table")) == 1
    desk.find("nav.view.1").setFocus()
    desk.prompts.will_answer(True)
    desk.key(Qt.Key.Key_Delete)
    assert not desk.is_there("nav.view.1")
    assert not desk.is_there("people.view")


def test_each_user_has_views_of_their_own(begin: Begin, tmp_path: Path) -> None:
    desk = begin()
    make_vault(desk, tmp_path / "office")
    desk.click("nav.settings")
    desk.prompts.will_answer(desk.in_dialog(lambda: add_ganna(desk)))
    desk.click("users.add")
    desk.go("trash")
    place = desk.program.place
    assert place is not None
    assert place.views is not None
    workspace = desk.window.workspace
    assert workspace is not None
    page = workspace.page
    assert page is not None
    place.views.add("trash_people", "Mine alone", page.rows.views.state())  # type: ignore[attr-defined]
    desk.wait_for("nav.view.1")
    desk.click("window.lock")
    unlocked(desk, SECOND)
    desk.settle()
    assert not desk.is_there("nav.view.1")
    desk.click("window.lock")
    unlocked(desk, PASSPHRASE)
    assert desk.wait_for("nav.view.1")
