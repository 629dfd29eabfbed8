"""What the roles do not allow cannot be pressed, and says who may."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from desktop.domain.roles import MAY, Role
from desktop.ui.people.form import PersonForm
from desktop.ui.people.page import PeoplePage
from desktop.ui.shared import permit
from desktop.ui.shared.naming import button

if TYPE_CHECKING:
    from PySide6.QtWidgets import QPushButton
    from pytestqt.qtbot import QtBot

    from tests.ui.desk import Desk

UI = Path(permit.__file__).parents[1]


@pytest.fixture
def viewer(desk: Desk) -> Desk:
    desk.office.duty.roles = frozenset({Role.VIEWER})
    return desk


def test_every_verb_is_one_and_every_name_stands_somewhere() -> None:
    assert set(permit.NAMES.values()) | set(permit.FORMS.values()) <= MAY.keys()
    source = "\n".join(path.read_text(encoding="utf-8") for path in UI.rglob("*.py") if path.name != "permit.py")
    words = set(re.findall(r"[a-z_]+", source.lower()))
    for name in permit.NAMES:
        area, _dot, thing = name.partition(".")
        pieces = {area, *re.sub("^(do|bulk|first)_", "", thing).split(" ")}
        assert pieces <= words, name


def test_a_button_stays_off_whatever_its_page_says(viewer: Desk, qtbot: QtBot) -> None:
    made: QPushButton = button("payout.do_approve")
    qtbot.addWidget(made)
    permit.hold(made, viewer.office, "payout.approved")
    permit.hold(made, viewer.office, "payout.approved")
    made.setEnabled(True)
    made.setToolTip("Ctrl+S")
    assert not made.isEnabled()
    assert made.toolTip().startswith("Needs another role: Approver.")
    assert len(made.children()) == 1


def test_names_that_end_in_a_number_are_known(viewer: Desk) -> None:
    office = viewer.office
    assert permit.verb_of("users.remove_12") == "user.removed"
    assert not permit.allowed(office, "users.access_2")
    assert permit.allowed(office, "users.history_2")
    viewer.office.duty.roles = frozenset({Role.ADMINISTRATOR})
    assert permit.allowed(office, "users.access_2")


def test_a_form_is_read_alone_and_says_who_may_save(viewer: Desk, qtbot: QtBot) -> None:
    form = PersonForm(viewer.place, None)
    qtbot.addWidget(form)
    form.show()
    assert "Caseworker, Finance" in form.note.text()
    assert not form.save_button.isEnabled()
    form.save()
    assert not form.banner.text
    for each in form.form.fields.values():
        assert not each.editor.isEnabled() or each.editor.property("readOnly"), each.name


def test_a_list_begins_nothing_new(viewer: Desk, qtbot: QtBot) -> None:
    page = PeoplePage(viewer.place)
    qtbot.addWidget(page)
    page.show()
    qtbot.waitUntil(lambda: not page.rows.new_button.isEnabled())
    assert page.rows.new_button.toolTip().startswith("Needs another role")
    page.begin_new()
    page.rows.begin_new()
    assert page.form is None
    page.rows.paste()
    assert page.rows.banner.text.startswith("Needs another role")
    assert page.form is None
