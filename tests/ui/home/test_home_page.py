"""Home: figures at once, the chart after them, tasks a click away, first steps while empty, failures said."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, cast

import pytest
from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QImage, QPainter
from PySide6.QtWidgets import QLabel, QPushButton

from desktop.domain.backups import BackupState
from desktop.domain.errors import DamagedDatabase
from desktop.domain.first_steps import FirstStep
from desktop.domain.money import Money
from desktop.domain.periods import Month
from desktop.domain.receipts import Organisation
from desktop.domain.settings import OfficeSettings
from desktop.domain.summaries import CampaignProgress, Home, HomeTask, MonthFlow, TaskKind
from desktop.i18n import use_language
from desktop.ui.changes import Changes, Topic
from desktop.ui.home import page as home_page
from desktop.ui.home.chart import ProgressChart, share
from desktop.ui.home.figures import LEAST_NAME
from desktop.ui.home.months_chart import round_step
from desktop.ui.home.page import MOST_BARS, HomePage
from desktop.ui.home.series import Swatch, paint_bar
from desktop.ui.theme import Theme, ThemeChoice, tokens
from desktop.ui.workplace import BACKUPS, NEW, Target, Workplace
from tests.ui.kit import FakePrompts, InlineTasks, assert_named, memory_in

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from desktop.services.office import Office


def eur(minor: int) -> Money:
    return Money(minor, "EUR")


def progress(number: int, title: str = "") -> CampaignProgress:
    return CampaignProgress(
        f"C-{number:04d}", title or f"Campaign {number}", eur(100_000), eur(68_300), eur(68_000), eur(25_000)
    )


@dataclass
class Told:
    """What Home is told, and where it went."""

    home: Home
    failing: Exception | None = None
    gone: list[tuple[str, Target]] = field(default_factory=list)


@pytest.fixture
def told(monkeypatch: pytest.MonkeyPatch) -> Told:
    tasks = (HomeTask(TaskKind.NO_RECEIPT, 3, "D-0001"), HomeTask(TaskKind.SURPLUS, 0, ""))
    made = Told(
        Home((progress(1), progress(2)), tasks, (eur(136_600),), (eur(50_000),), (eur(86_600),), {"campaigns": 2})
    )

    def read_home(_office: object) -> Home:
        if made.failing is not None:
            raise made.failing
        return made.home

    monkeypatch.setattr(home_page, "read_home", read_home)
    return made


@pytest.fixture
def place(tmp_path: Path, tasks: InlineTasks, prompts: FakePrompts, told: Told) -> Workplace:
    office = cast("Office", date.min)
    return Workplace(
        office,
        tasks,
        Changes(),
        prompts,
        memory_in(tmp_path),
        lambda section, target: told.gone.append((section, target)),
        OfficeSettings,
    )


@pytest.fixture
def make(qtbot: QtBot, place: Workplace) -> Callable[[], HomePage]:
    def made() -> HomePage:
        page = HomePage(place)
        qtbot.addWidget(page)
        page.resize(1100, 700)
        with qtbot.waitExposed(page):
            page.show()
        return page

    return made


def texts(page: HomePage) -> list[str]:
    return [label.text() for label in page.findChildren(QLabel) if label.isVisible()]


def test_figures_stand_there_before_the_chart_is_drawn(make: Callable[[], HomePage], qtbot: QtBot) -> None:
    page = make()
    assert page.table.rowCount() == 2
    assert page.table.item(0, 2).text() == "683.00 EUR"  # type: ignore[union-attr]
    assert page.table.item(0, 5).text() == "68 %"  # type: ignore[union-attr]
    assert "1,366.00 EUR" in texts(page)
    qtbot.waitUntil(lambda: page._chart is not None, timeout=20_000)
    assert_named(page)


def test_a_task_is_one_click_away_and_what_does_not_wait_is_not_shown(make: Callable[[], HomePage], told: Told) -> None:
    page = make()
    links = [each for each in page.waiting.findChildren(QPushButton) if each.isVisible()]
    assert [each.objectName() for each in links] == ["home.task_no_receipt"]
    links[0].click()
    assert told.gone == [("donations", TaskKind.NO_RECEIPT)]


OFFICE_MD = {
    "to sign": [(TaskKind.TO_SIGN, "documents")],
    "to pay": [(TaskKind.APPROVED, "payouts"), (TaskKind.TO_PAY, "campaigns")],
    "overspent lines": [(TaskKind.OVERSPENT, "items"), (TaskKind.OVERDRAWN, "campaigns")],
    "campaigns ending": [(TaskKind.ENDING, "campaigns")],
    "missing documents": [(TaskKind.NO_RECEIPT, "donations"), (TaskKind.NO_VOUCHER, "payouts")],
    "to decide": [
        (TaskKind.SURPLUS, "campaigns"), (TaskKind.SHORTFALL, "campaigns"),
        (TaskKind.TO_APPROVE, "payouts"), (TaskKind.DECISION_TO_APPROVE, "campaigns"),
    ],
}  # fmt: skip
"""What Home lists, in the words of the plan of the office, and where each line of it leads."""


@pytest.mark.parametrize(("kind", "section"), [pair for pairs in OFFICE_MD.values() for pair in pairs])
def test_all_that_the_plan_names_is_one_click_away(
    make: Callable[[], HomePage], told: Told, kind: TaskKind, section: str
) -> None:
    told.home = replace(told.home, tasks=(HomeTask(kind, 2, "C-0001"),))
    page = make()
    link = page.findChild(QPushButton, f"home.task_{kind.value}")
    assert isinstance(link, QPushButton)
    assert link.isVisible()
    assert link.accessibleName().endswith(": 2")
    link.click()
    assert told.gone == [(section, kind)]


def test_cash_and_backups_are_one_click_away(make: Callable[[], HomePage], told: Told, qtbot: QtBot) -> None:
    page = make()
    assert not page.cash.isVisible()
    assert not page.backups.isVisible(), "nobody looked"
    yesterday = datetime(2026, 5, 19, 10, tzinfo=UTC)
    state = BackupState(yesterday, None, inside_due=False, outside_due=True)
    due = HomeTask(TaskKind.COPY_DUE, 1, "")
    told.home = replace(told.home, cash=(eur(30_050), Money(7_00, "PLN")), backups=state, tasks=(due,))
    page.refresh()
    assert_named(page)
    for name, text in (
        ("cash_EUR", "300.50 EUR"), ("cash_PLN", "7.00 PLN"),
        ("backup_beside", "Beside the vault: 2026-05-19"), ("backup_elsewhere", "On another disk: none yet ▲ due"),
        ("task_copy_due", "A copy to another disk is due"),
    ):  # fmt: skip
        link = page.findChild(QPushButton, f"home.{name}")
        assert isinstance(link, QPushButton)
        assert link.text() == text
        link.click()
    assert told.gone == [("cash", "")] * 2 + [("settings", BACKUPS)] * 3
    page.refresh()
    qtbot.waitUntil(lambda: len([each for each in page.cash.findChildren(QPushButton) if each.isVisible()]) == 2)


def test_a_row_leads_to_its_campaign(make: Callable[[], HomePage], told: Told) -> None:
    make().table.cellActivated.emit(1, 0)
    assert told.gone == [("campaigns", "C-0002")]


def test_nothing_waits(make: Callable[[], HomePage], told: Told) -> None:
    told.home = Home((progress(1),), (), (), (), (), {"campaigns": 1})
    page = make()
    assert any("Nothing waits" in text for text in texts(page))


def test_an_empty_office_is_shown_the_first_steps(make: Callable[[], HomePage], told: Told, place: Workplace) -> None:
    told.home = Home((), (), (), (), (), {"people": 0, "campaigns": 0})
    page = make()
    assert page.empty.isVisible()
    assert_named(page)
    page.empty.button.click()
    assert told.gone == [("campaigns", NEW)]
    told.home = Home((progress(1),), (), (), (), (), {"campaigns": 1})
    place.changes.announce(Topic.CAMPAIGNS)
    assert not page.empty.isVisible()


def test_the_first_steps_lead_there_are_ticked_and_can_be_hidden(
    make: Callable[[], HomePage], told: Told, place: Workplace
) -> None:
    told.home = Home((), (), (), (), (), {"campaigns": 0})
    page = make()
    assert page.steps.isVisible()
    assert [tick.text() for tick in page.steps.ticks.values()] == ["○"] * 5
    for link in page.steps.links.values():
        link.click()
    assert told.gone == [
        ("settings", ""), ("campaigns", NEW), ("donations", NEW), ("payouts", NEW), ("settings", BACKUPS),
    ]  # fmt: skip
    told.home = Home((progress(1),), (), (), (), (), {"campaigns": 1}, copied=True)
    place.changes.announce(Topic.CAMPAIGNS)
    assert page.steps.isVisible()
    assert [tick.text() for tick in page.steps.ticks.values()] == ["○", "✓", "○", "○", "✓"]
    assert page.steps.links[FirstStep.COPY].accessibleName() == "Copy a backup elsewhere: done"
    assert_named(page)
    button = page.findChild(QPushButton, "home.hide_steps")
    assert isinstance(button, QPushButton)
    button.click()
    place.changes.announce(Topic.CAMPAIGNS)
    assert not page.steps.isVisible()
    assert not make().steps.isVisible(), "it is remembered"


def test_the_steps_go_when_all_are_done_and_are_none_of_the_sample(make: Callable[[], HomePage], told: Told) -> None:
    whole = Organisation("Lantern Aid", address="Vilnius", signatory="Ema")
    counts = {"campaigns": 1, "donations": 1, "documents": 1}
    told.home = Home((progress(1),), (), (), (), (), counts, copied=True)
    page = make()
    assert page.steps.isVisible()
    told.home = replace(told.home, settings=OfficeSettings(organisation=whole))
    page.refresh()
    assert not page.steps.isVisible()
    told.home = Home((), (), (), (), (), {"campaigns": 0}, settings=OfficeSettings(sample=True))
    page.refresh()
    assert not page.steps.isVisible()


def test_where_nothing_can_be_written_nothing_leads_to_what_would_be_refused(
    make: Callable[[], HomePage], told: Told
) -> None:
    told.home = replace(told.home, read_only=True, settings=replace(told.home.settings, sample=False))
    page = make()
    assert page.steps.isHidden()
    assert page.backups.isHidden()
    told.home = replace(told.home, read_only=False)
    page.refresh()
    assert not page.steps.isHidden()


def test_months_are_drawn_in_the_base_currency_and_said_to_who_does_not_see(
    make: Callable[[], HomePage], told: Told, qtbot: QtBot
) -> None:
    def flows(currency: str) -> tuple[MonthFlow, ...]:
        return tuple(
            MonthFlow(Month(2026, number), Money(100 * number, currency), Money(50, currency))
            for number in range(1, 13)
        )

    told.home = Home((), (), (), (), (), {"donations": 1}, {"PLN": flows("PLN"), "EUR": flows("EUR")})
    page = make()
    qtbot.waitUntil(lambda: page._months_chart is not None, timeout=20_000)
    assert any("The last twelve months, EUR" in text for text in texts(page))
    chart = page._months_chart
    assert chart is not None
    assert "2026-03: 3.00 EUR came in, 0.50 EUR paid out" in chart._plot.accessibleDescription()
    assert_named(page)
    figures = page.month_figures
    assert figures.isVisible()
    assert [figures.item(0, column).text() for column in range(3)] == [  # type: ignore[union-attr]
        "December 2026", "12.00 EUR", "0.50 EUR",
    ]  # fmt: skip
    assert figures.rowCount() == 12
    assert figures.verticalHeader().length() + figures.horizontalHeader().height() <= figures.height()
    told.home = Home((), (), (), (), (), {"donations": 1}, {"PLN": flows("PLN")})
    page.refresh()
    qtbot.waitUntil(lambda: any("months, PLN" in text for text in texts(page)))
    chart.show_months(())  # takes nothing too
    use_language("be")
    page.refresh()
    told.home = Home((progress(1),), (), (), (), (), {"donations": 1})
    page.refresh()
    assert not chart.isVisible()


def test_marks_beside_the_bars_are_round() -> None:
    assert [round_step(most) for most in (1, 4, 5, 9, 186_000, 200_000, 900_000)] == [
        1, 1, 2, 5, 50_000, 50_000, 500_000,
    ]  # fmt: skip


def test_many_campaigns_are_cut_with_a_way_to_all(make: Callable[[], HomePage], told: Told) -> None:
    told.home = Home(tuple(progress(number) for number in range(1, 40)), (), (), (), (), {"campaigns": 39})
    page = make()
    assert page.table.rowCount() == MOST_BARS
    page._more.click()
    assert told.gone == [("campaigns", "")]


def test_a_failure_is_said_and_can_be_tried_again(make: Callable[[], HomePage], told: Told) -> None:
    told.failing = DamagedDatabase(book="ledger")
    page = make()
    assert page.banner.text
    assert_named(page)
    told.failing = None
    page.banner._act.click()
    assert page.banner.text == ""
    assert page.table.rowCount() == 2


def test_texts_follow_the_language(make: Callable[[], HomePage]) -> None:
    page = make()
    english = texts(page)
    use_language("be")
    assert page._title.text() not in english
    assert page.table.item(0, 2).text() == "683,00 EUR"  # type: ignore[union-attr]


def test_the_chart_follows_the_theme_and_takes_any_figures(
    qtbot: QtBot, dressed: Theme, make: Callable[[], HomePage]
) -> None:
    page = make()
    qtbot.waitUntil(lambda: page._chart is not None, timeout=20_000)
    dressed.choose(ThemeChoice.DARK)
    assert page._chart is not None
    labels = page._chart._plot.getPlotItem().getAxis("left").textPen().color().name()
    assert labels == tokens().text
    nothing = CampaignProgress("C-0009", "", eur(0), eur(0), eur(0), eur(0))
    over = CampaignProgress("C-0010", "Very long title " * 20, eur(100), eur(100_000), eur(100), eur(0))
    page._chart.show_rows([nothing, over])
    page._chart.show_rows([])


def test_series_differ_without_colours(qtbot: QtBot) -> None:
    """Drawn in one grey, the pieces of a legend are still three different things."""
    drawn = []
    for series in ("collected", "funded", "paid"):
        picture = QImage(40, 20, QImage.Format.Format_Grayscale8)
        painter = QPainter(picture)
        paint_bar(painter, QRectF(0.5, 0.5, 39, 19), series)
        painter.end()
        ground = QColor(tokens().surface).lightness()
        drawn.append([[abs(picture.pixelColor(x, y).lightness() - ground) > 20 for x in range(40)] for y in range(20)])
    shares = [sum(map(sum, rows)) / 800 for rows in drawn]
    assert shares[0] == 1
    assert all(0.1 < share < 0.6 for share in shares[1:]), shares
    assert drawn[1] != drawn[2]
    assert all(row[0] and row[39] for rows in drawn for row in rows), "each has its edge"
    swatch = Swatch("funded")
    qtbot.addWidget(swatch)
    assert not swatch.grab().isNull()


def test_a_narrow_table_keeps_the_names(make: Callable[[], HomePage], told: Told, qtbot: QtBot) -> None:
    name = "Збор для сям’і, якая чакае суда"
    told.home = Home(tuple(progress(number, name) for number in range(1, 4)), (), (), (), (), {"campaigns": 3})
    page = make()
    page.resize(1100, 500)
    page.table.setFixedWidth(800)
    assert [page.table.isColumnHidden(column) for column in range(6)] == [False] * 6
    hidden = []
    for width in (500, 400, 300):
        page.table.setFixedWidth(width)
        qtbot.waitUntil(lambda: page.table.width() == width and page.table.columnWidth(0) >= LEAST_NAME)  # noqa: B023
        hidden.append([column for column in range(6) if page.table.isColumnHidden(column)])
    assert {1, 3, 4} <= set(hidden[-1]), "the share of the goal stays"
    assert [len(each) for each in hidden] == sorted(len(each) for each in hidden)
    page.table.setFixedWidth(800)
    qtbot.waitUntil(lambda: not any(page.table.isColumnHidden(column) for column in range(6)))  # they come back


def test_a_share_is_exact() -> None:
    assert share(eur(68_300), eur(100_000)) == 683
    assert share(eur(1), eur(0)) == 0


def test_the_chart_can_be_made_alone(qtbot: QtBot) -> None:
    chart = ProgressChart()
    qtbot.addWidget(chart)
    chart.show_rows([progress(1)])
    assert_named(chart)
