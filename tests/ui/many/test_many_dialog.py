"""Changing several records in the window: the preview, what is refused, drafts, stopping, and who may."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QPushButton

from desktop.domain.campaigns import CampaignStatus
from desktop.domain.many import ManyKind
from desktop.domain.pages import ItemCategory
from desktop.services import people
from desktop.ui.below import below
from desktop.ui.campaigns.page import make_campaigns_page
from desktop.ui.items.page import make_items_page
from desktop.ui.many.dialog import ManyDialog
from desktop.ui.people.page import make_people_page
from desktop.ui.shared.whole_rows import choose_row
from tests.ui.desk import desk_without_names
from tests.ui.kit import InlineTasks, assert_named

if TYPE_CHECKING:
    from PySide6.QtWidgets import QDialog
    from pytestqt.qtbot import QtBot

    from tests.ui.desk import Desk


def table(dialog: ManyDialog) -> list[list[str]]:
    model = dialog.rows
    return [
        [str(model.data(model.index(row, column))) for column in range(model.columnCount())]
        for row in range(model.rowCount())
    ]


def opened(qtbot: QtBot, desk: Desk, kind: ManyKind, *codes: str) -> ManyDialog:
    dialog = ManyDialog(desk.place, kind, codes)
    qtbot.addWidget(dialog)
    dialog.show()
    return dialog


def choose(dialog: ManyDialog, field: str, value: Any) -> None:
    dialog.which.write(field)
    dialog.which.on_edited()
    dialog.values[field].write(value)
    dialog.values[field].on_edited()


def test_the_selected_people_are_changed_after_a_look(qtbot: QtBot, desk: Desk) -> None:
    for alias, city in (("Heron", "Minsk"), ("Otter", "Vilnius"), ("Finch", "")):
        desk.kit.person(alias, city=city)
    page = make_people_page(desk.place)
    qtbot.addWidget(page)
    page.show()
    page.rows.table.selectAll()

    def change(dialog: QDialog) -> bool:
        assert isinstance(dialog, ManyDialog)
        dialog.show()
        assert_named(dialog)
        choose(dialog, "city", "Vilnius")
        assert [name for name, field in dialog.values.items() if not field.isHidden()] == ["city"]
        assert dialog.do_it.text() == "Show what changes"
        dialog.do_it.click()
        assert dialog.summary.text() == "2 records change, 1 stays as it is."
        assert table(dialog) == [
            ["P-0001", "Minsk", "Vilnius", "Changes"],
            ["P-0003", "empty", "Vilnius", "Changes"],
            ["P-0002", "Vilnius", "Vilnius", "Stays as it is"],
        ]
        assert dialog.do_it.text() == "Change 2 records"
        dialog.do_it.click()
        assert dialog.made == 2
        return True

    desk.prompts.will_answer(change)
    _action(page.rows, "change_many").trigger()
    assert [people.load_person(desk.office, f"P-000{number}").draft.city for number in (1, 2, 3)] == ["Vilnius"] * 3
    assert desk.heard


def _action(page: Any, name: str) -> Any:
    (found,) = (each for each in below(page, QAction) if each.objectName().endswith(f".{name}"))
    return found


def test_what_is_refused_says_why_and_another_value_takes_the_preview_away(qtbot: QtBot, desk: Desk) -> None:
    open_one, empty = desk.kit.campaign("5").code, desk.kit.campaign("6").code
    desk.kit.give(open_one, "5")
    dialog = opened(qtbot, desk, ManyKind.CAMPAIGNS, open_one, empty)
    choose(dialog, "status", CampaignStatus.CANCELLED)
    dialog.do_it.click()
    assert dialog.summary.text() == "1 record changes, 1 record is refused."
    (code, before, after, reason), _other = table(dialog)
    assert (code, before, after) == (open_one, "Open", "—")
    assert "still holds" in reason
    assert dialog.why.text() == reason
    choose(dialog, "status", CampaignStatus.OPEN)
    assert table(dialog) == []
    dialog.do_it.click()
    assert dialog.summary.text() == "0 records change, 2 stay as they are."
    assert not dialog.do_it.isEnabled()


def test_a_value_that_cannot_be_read_is_said_at_its_field(qtbot: QtBot, desk: Desk) -> None:
    dialog = opened(qtbot, desk, ManyKind.CAMPAIGNS, desk.kit.campaign("5").code)
    dialog.which.write("ends")
    dialog.which.on_edited()
    field: Any = dialog.values["ends"]
    field.line.setText("soon")
    field.on_edited()
    dialog.do_it.click()
    assert field.problem
    assert table(dialog) == []


def test_items_are_changed_over_campaigns(qtbot: QtBot, desk: Desk) -> None:
    first, second = desk.kit.campaign("5", "6").code, desk.kit.campaign("7").code
    dialog = opened(qtbot, desk, ManyKind.ITEMS, f"{first}.2", f"{second}.1")
    choose(dialog, "category", ItemCategory.FOOD)
    dialog.do_it.click()
    dialog.do_it.click()
    assert dialog.made == 2
    dialog = opened(qtbot, desk, ManyKind.ITEMS, f"{first}.2")
    choose(dialog, "priority", "7")
    dialog.do_it.click()
    dialog.do_it.click()
    assert desk.kit.load(first).items[1].draft.priority == 7
    assert desk.kit.load(first).items[1].draft.category is ItemCategory.FOOD


def test_what_somebody_else_changed_meanwhile_is_said_and_nothing_is_changed(qtbot: QtBot, desk: Desk) -> None:
    code = desk.kit.person("Heron")
    dialog = opened(qtbot, desk, ManyKind.PEOPLE, code)
    choose(dialog, "city", "Vilnius")
    dialog.do_it.click()
    people.archive_person(desk.office, code)
    dialog.do_it.click()
    assert dialog.made is None
    assert "was changed since the preview" in dialog.banner.text
    assert dialog.do_it.text() == "Show what changes"


def test_what_is_typed_outlives_a_lock(qtbot: QtBot, desk: Desk) -> None:
    code = desk.kit.person("Heron")
    dialog = opened(qtbot, desk, ManyKind.PEOPLE, code)
    assert dialog.typed_state() == {}
    choose(dialog, "city", "Vilnius")
    for each in (dialog.which, dialog.values["city"]):
        each.changed = True
    state = dialog.typed_state()
    other = opened(qtbot, desk, ManyKind.PEOPLE, code)
    other.take_state(state)
    assert other.which.read() == "city"
    assert other.values["city"].read() == "Vilnius"
    assert not other.values["city"].isHidden()


@pytest.mark.parametrize(
    ("make", "area"), [(make_people_page, "people"), (make_campaigns_page, "campaigns"), (make_items_page, "items")]
)
def test_the_command_is_off_until_rows_are_selected_and_without_names(
    qtbot: QtBot, desk: Desk, tasks: InlineTasks, make: Any, area: str
) -> None:
    desk.kit.person("Heron")
    desk.kit.campaign("5")
    page = make(desk.place)
    qtbot.addWidget(page)
    page.show()
    action = _action(page.rows, "change_many")
    assert action.objectName() == f"{area}.change_many"
    assert not action.isEnabled()
    choose_row(page.rows.table, 0)
    assert action.isEnabled()
    assert _button(page, area).isEnabled()
    nameless = desk_without_names(desk, tasks)
    page = make(nameless.place)
    qtbot.addWidget(page)
    page.show()
    choose_row(page.rows.table, 0)
    assert not _action(page.rows, "change_many").isEnabled()
    assert not _button(page, area).isEnabled()


def _button(page: Any, area: str) -> Any:
    (found,) = (each for each in below(page, QPushButton) if each.objectName() == f"{area}.change_several")
    return found
