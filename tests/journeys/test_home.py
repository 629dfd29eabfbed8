"""Point 8: Home shows how far the campaigns are, as a chart and in figures, and what waits, each a click away."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtWidgets import QPushButton

from desktop.domain.summaries import TaskKind
from desktop.services.home import read_home
from desktop.ui.home.chart import ProgressChart
from desktop.ui.home.page import GOES_TO
from tests.journeys.test_money import give

if TYPE_CHECKING:
    from tests.journeys.hand import Hand


_OTHER_AREAS = {TaskKind.PLEDGES_OVERDUE: "pledges", TaskKind.DECISION_TO_APPROVE: "decisions"}


def chart(desk: Hand) -> ProgressChart:
    """Wait for the chart, which is drawn after the figures."""
    desk.qtbot.waitUntil(lambda: any(each.isVisible() for each in desk.window.findChildren(ProgressChart)))
    return desk.window.findChildren(ProgressChart)[0]


def test_home_shows_each_campaigns_progress(sample_desk: Hand) -> None:
    desk = sample_desk
    drawn = chart(desk)
    assert drawn.height() > 100
    assert desk.find("home.chart").accessibleName() == "Campaigns' progress"
    rows = desk.rows("home.progress")
    florist = next(row for row in rows if "florist" in row[0])
    assert florist[1:] == ["2,410.00 EUR", "2,380.33 EUR", "2,371.81 EUR", "1,264.50 EUR", "98 %"]
    assert len(rows) >= 8
    assert desk.sees("Collected")
    assert any("PLN" in line for line in desk.labels().splitlines()), "currencies stand below each other"
    desk.open_row("home.progress", "florist")
    assert desk.text("campaign.title") == "A new start for a florist"


def test_the_picture_follows_what_is_recorded(aid_desk: Hand) -> None:
    desk = aid_desk
    assert desk.rows("home.progress")[0][2] == "0.00 EUR"
    give(desk, "300", "Baker")
    desk.go("home")
    assert desk.rows("home.progress")[0][1:4] == ["1,200.00 EUR", "300.00 EUR", "300.00 EUR"]
    assert desk.is_there("home.task_no_receipt")


def test_cash_and_backups_lead_to_where_they_are_looked_after(sample_desk: Hand) -> None:
    desk = sample_desk
    desk.click("home.cash_EUR")
    assert desk.is_there("cash.table")
    desk.go("home")
    desk.click("home.task_copy_due")
    assert desk.is_there("backups.copy")
    desk.qtbot.waitUntil(lambda: desk.find("backups.copy").visibleRegion().boundingRect().height() > 0)


def waiting(desk: Hand) -> list[str]:
    links = [each.objectName() for each in desk.front.findChildren(QPushButton) if each.isVisible()]
    return [name for name in links if name.startswith("home.task_")]


def test_what_waits_is_one_click_away(sample_desk: Hand) -> None:
    desk = sample_desk
    place = desk.program.place
    assert place is not None
    counts = {task.kind: task.count for task in read_home(place.office).tasks if task.count}
    assert set(waiting(desk)) == {f"home.task_{kind.value}" for kind in counts}
    assert len(counts) >= 4
    assert desk.is_there("home.task_copy_due")
    del counts[TaskKind.COPY_DUE]  # it is about no records: it leads to the buttons of the backups
    for kind, count in counts.items():
        desk.go("home")
        name = f"home.task_{kind.value}"
        assert desk.find(name).accessibleName().endswith(f": {count}")
        desk.click(name)
        area = _OTHER_AREAS.get(kind) or GOES_TO.get(kind, "campaigns")
        assert len(desk.rows(f"{area}.table")) == count, kind
        assert desk.text(f"{area}.clear_task"), "says what the list shows"
        desk.click(f"{area}.clear_task")
        assert len(desk.rows(f"{area}.table")) >= count
    desk.go("home")


@pytest.mark.parametrize("kind", [TaskKind.NO_BENEFICIARY])
def test_a_task_that_is_done_is_gone(sample_desk: Hand, kind: TaskKind) -> None:
    desk = sample_desk
    place = desk.program.place
    assert place is not None
    if not desk.is_there(f"home.task_{kind.value}"):
        desk.go("campaigns")
        desk.click("campaigns.new")
        desk.write("campaign.title", "Nobody's yet")
        desk.choose("campaign.status", "Open")
        desk.click("form.save")
        desk.go("home")
    desk.click(f"home.task_{kind.value}")
    left = desk.rows("campaigns.table")
    desk.open_row("campaigns.table", left[0][0])
    desk.pick("campaign.beneficiary", "P-0001")
    desk.click("form.save")
    assert len(desk.rows("campaigns.table") if desk.is_there("campaigns.table") else []) == len(left) - 1
