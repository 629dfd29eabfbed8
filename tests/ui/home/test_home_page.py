"""Home: figures at once, the chart after them, tasks a click away, first steps while empty, failures said."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date
from typing import TYPE_CHECKING, cast

import pytest
from PySide6.QtWidgets import QLabel, QPushButton

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
from desktop.ui.home.months_chart import round_step
from desktop.ui.home.page import MOST_BARS, HomePage
from desktop.ui.theme import Theme, ThemeChoice, tokens
from desktop.ui.workplace import NEW, Target, Workplace
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
        ("settings", ""), ("campaigns", NEW), ("donations", NEW), ("payouts", NEW), ("settings", ""),
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


def test_a_share_is_exact() -> None:
    assert share(eur(68_300), eur(100_000)) == 683
    assert share(eur(1), eur(0)) == 0


def test_the_chart_can_be_made_alone(qtbot: QtBot) -> None:
    chart = ProgressChart()
    qtbot.addWidget(chart)
    chart.show_rows([progress(1)])
    assert_named(chart)
