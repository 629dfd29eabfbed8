"""The Trash: empty, filled, brought back one or many, and the way to the record."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt

from desktop.domain.campaigns import CampaignStatus
from desktop.i18n import use_language
from desktop.services import campaigns, people, trash, undo, users
from desktop.ui.changes import Topic
from desktop.ui.shared.whole_rows import choose_row
from desktop.ui.trash.page import TrashPage
from tests.services.office_kit import PASSPHRASE, as_user
from tests.ui.kit import assert_named

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from desktop.ui.trash.page import TrashList
    from tests.ui.desk import Desk

SECOND = "seven other words for the second user"


@pytest.fixture
def page(desk: Desk, qtbot: QtBot) -> TrashPage:
    made = TrashPage(desk.place)
    qtbot.addWidget(made)
    made.resize(1100, 640)
    with qtbot.waitExposed(made):
        made.show()
    return made


def shown(rows: TrashList) -> list[tuple[str, str]]:
    return [(row.code, row.name) for _place, row in rows.model.loaded_rows()]


def test_an_empty_trash_says_so(page: TrashPage) -> None:
    for rows in (page.people, page.campaigns, page.items):
        assert rows._stack.currentWidget() is rows.first_use
        assert not rows.back_button.isEnabled()
        assert not rows.new_button.isVisible()
        assert_named(rows)
    use_language("be")
    assert_named(page)


def test_what_is_archived_is_shown_filtered_and_brought_back_as_one_step(page: TrashPage, desk: Desk) -> None:
    codes = [desk.kit.person(alias) for alias in ("Ant", "Bee", "Cat")]
    people.archive_people(desk.office, codes)
    desk.place.changes.announce(Topic.PEOPLE)
    assert shown(page.people) == list(zip(codes, ("Ant", "Bee", "Cat"), strict=True))[::-1]
    columns = [column.text(page.people.model.row_at(0)) for column in page.people.spec.columns]  # type: ignore[arg-type]
    assert columns[2].startswith("20 May 2026") or "2026" in columns[2]
    assert columns[3]
    page.people.filter.setText("bee")
    page.people.apply_filter()
    assert shown(page.people) == [("P-0002", "Bee")]
    page.people.filter.setText("zebra")
    page.people.apply_filter()
    assert page.people._stack.currentWidget() is page.people.nothing
    page.people.clear_filters()
    page.people.table.selectAll()
    assert page.people.back_button.isEnabled()
    page.people.back_button.click()
    assert shown(page.people) == []
    assert not any(people.load_person(desk.office, code).archived for code in codes)
    assert undo.undo(desk.office).codes == tuple(codes[::-1])
    assert desk.heard[-1] == {Topic.PEOPLE}


def test_what_was_archived_last_stands_first(page: TrashPage, desk: Desk) -> None:
    codes = [desk.kit.person(alias) for alias in ("Ant", "Bee", "Cat")]
    for code in (codes[1], codes[2], codes[0]):
        people.archive_people(desk.office, [code])
    draft = desk.kit.campaign("5", "6", "7", status=CampaignStatus.DRAFT).code
    for line in (2, 1, 3):
        trash.archive_items(desk.office, [f"{draft}.{line}"])
    trash.archive_items(desk.office, [f"{draft}.2"], archived=False)
    trash.archive_items(desk.office, [f"{draft}.2"])
    page.refresh()
    assert [code for code, _name in shown(page.people)] == [codes[0], codes[2], codes[1]]
    assert [code for code, _name in shown(page.items)] == [f"{draft}.2", f"{draft}.3", f"{draft}.1"]
    page.people.table.sortByColumn(2, Qt.SortOrder.AscendingOrder)
    assert [code for code, _name in shown(page.people)] == [codes[1], codes[2], codes[0]]


def test_who_archived_sorts_by_name(page: TrashPage, desk: Desk) -> None:
    codes = [desk.kit.person(alias) for alias in ("Ant", "Bee", "Cat")]
    users.rename_user(desk.office, 1, "Zoë")
    users.add_user(desk.office, PASSPHRASE, "Anna", SECOND)
    people.archive_people(desk.office, [codes[0]])
    rival = as_user(desk.office, 2, SECOND)
    people.archive_people(rival, [codes[1]])
    people.archive_people(desk.office, [codes[2]])
    page.refresh()
    page.people.table.sortByColumn(3, Qt.SortOrder.AscendingOrder)
    assert [code for code, _name in shown(page.people)] == [codes[1], codes[0], codes[2]]


def test_campaigns_and_items_have_their_lists(page: TrashPage, desk: Desk) -> None:
    draft = desk.kit.campaign("5", "6", status=CampaignStatus.DRAFT).code
    trash.archive_items(desk.office, [f"{draft}.1"])
    campaigns.archive_campaign(desk.office, desk.kit.campaign("7").code)
    page.refresh()
    assert shown(page.campaigns) == [("C-0002", "A need")]
    assert shown(page.items) == [("C-0001.1", "Line 1")]
    page.switch.buttons[2].click()
    assert page.rows is page.items
    choose_row(page.items.table, 0)
    page.items.back_button.click()
    assert shown(page.items) == []
    choose_row(page.campaigns.table, 0)
    page.campaigns.table.opened.emit(0)
    assert desk.gone == [("campaigns", "C-0002")]


def test_a_refusal_is_said_on_the_list(page: TrashPage, desk: Desk) -> None:
    people.archive_person(desk.office, desk.kit.person("Ant"))
    page.refresh()
    page.people.archiving._put_away = lambda *_: people.load_person(desk.office, "P-0009")
    choose_row(page.people.table, 0)
    page.people.back_button.click()
    assert page.people.banner.text
