"""Campaigns and items: what may be entered, and the goal checked three ways."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from desktop.domain.campaigns import (
    LONGEST_TITLE,
    MOST_ITEMS,
    TITLE_LANGUAGES,
    Campaign,
    CampaignDraft,
    CampaignRow,
    CampaignStatus,
    Item,
    ItemDraft,
    ItemFunding,
    ItemPayment,
    ItemRow,
    check_campaign,
    check_item,
    tidied_titles,
)
from desktop.domain.errors import Severity
from desktop.domain.imports import PageImport, check_import
from desktop.domain.ledger import FundTotals
from desktop.domain.money import Money
from desktop.domain.pages import (
    ItemCategory,
    PageDraft,
    PageItem,
    PageStatus,
    PageWarning,
    goal_warnings,
    sum_of_items,
)
from desktop.i18n import LANGUAGES

DAY = date(2026, 5, 4)


def eur(minor: int) -> Money:
    return Money(minor, "EUR")


LINE = ItemDraft("Housing", eur(98000))
DRAFT = CampaignDraft("Settling in", goal=eur(98000), items=(LINE,))


def codes(draft: CampaignDraft) -> list[tuple[str, str | None]]:
    return [(problem.code, problem.at) for problem in check_campaign(draft)]


def test_a_plain_campaign_is_well() -> None:
    assert codes(DRAFT) == []
    assert codes(replace(DRAFT, goal=None, items=(), starts=DAY, ends=DAY)) == []


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        ({"title": "  "}, [("campaign.needs_a_title", "title")]),
        ({"titles": (("be", "x" * (LONGEST_TITLE + 1)), ("pl", "y"))}, [("text.too_long", "title_be")]),
        ({"titles": (("de", "Ein Anfang"),)}, [("campaign.title_language", "title_de")]),
        ({"titles": (("be", "Пачатак"), ("be", "Шлях"))}, [("campaign.title_twice", "title_be")]),
        ({"title": "x" * 301}, [("text.too_long", "title")]),
        ({"story": "x" * 200_001}, [("text.too_long", "story")]),
        ({"goal": eur(0)}, [("amount.not_positive", "goal")]),
        ({"goal": Money(5, "USD")}, [("item.other_currency", "goal")]),
        ({"published_goal": eur(-1)}, [("amount.not_positive", "published_goal")]),
        ({"starts": DAY, "ends": date(2026, 5, 3)}, [("campaign.ends_before_start", "ends")]),
        ({"starts": date(1026, 5, 4)}, [("date.absurd", "starts")]),
        ({"ends": date(2206, 5, 4)}, [("date.absurd", "ends")]),
        ({"currency": "EURO"}, [("currency.unknown", "currency")]),
        ({"items": (LINE,) * (MOST_ITEMS + 1)}, [("campaign.too_many_items", "items")]),
    ],
)
def test_what_is_wrong_is_named_at_its_field(change: dict[str, object], expected: list[tuple[str, str]]) -> None:
    assert codes(replace(DRAFT, **change)) == expected  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        ({"label": " "}, ("item.needs_a_label", "items.3.label")),
        ({"label": "x" * 201}, ("text.too_long", "items.3.label")),
        ({"planned": Money(5, "USD")}, ("item.other_currency", "items.3.planned")),
        ({"planned": eur(0)}, ("amount.not_positive", "items.3.planned")),
        ({"quantity": Decimal(0)}, ("item.quantity", "items.3.quantity")),
        ({"priority": 0}, ("item.priority", "items.3.priority")),
        ({"priority": 100}, ("item.priority", "items.3.priority")),
    ],
)
def test_what_is_wrong_with_a_line_is_named_at_its_cell(change: dict[str, object], expected: tuple[str, str]) -> None:
    problems = check_item(replace(LINE, **change), "EUR", at="items.3")  # type: ignore[arg-type]
    assert [(problem.code, problem.at) for problem in problems] == [expected]


def test_a_line_that_does_not_multiply_out_is_said_not_refused() -> None:
    odd = replace(LINE, quantity=Decimal(3), unit_price=eur(32667))
    problems = check_item(odd, "EUR", at="items.0")
    assert [(problem.code, problem.severity) for problem in problems] == [
        ("item.does_not_multiply_out", Severity.WARNING)
    ]
    assert problems[0].params["product"] == eur(98001)
    exact = replace(LINE, quantity=Decimal(2), unit_price=eur(49000))
    assert check_item(exact, "EUR", at="items.0") == ()
    assert check_item(replace(LINE, unit_price=Money(1, "USD")), "EUR", at="items.0") == ()


@pytest.mark.parametrize(
    ("goal", "items", "collected", "status", "expected"),
    [
        (None, 270000, 284800, PageStatus.CLOSED, [PageWarning.NO_GOAL, PageWarning.OVERFUNDED]),
        (200000, 200000, 68300, PageStatus.OPEN, []),
        (200000, 200000, 68300, PageStatus.CLOSED, [PageWarning.UNDERFUNDED_CLOSED]),
        (200000, 190000, 200000, PageStatus.OPEN, [PageWarning.GOAL_MISMATCH]),
        (200000, None, 200001, PageStatus.UNKNOWN, [PageWarning.OVERFUNDED]),
        (None, None, 5, PageStatus.OPEN, [PageWarning.NO_GOAL]),
        (200000, 200000, None, PageStatus.CLOSED, []),
    ],
)
def test_the_goal_is_checked_three_ways(
    goal: int | None, items: int | None, collected: int | None, status: PageStatus, expected: list[PageWarning]
) -> None:
    money = [None if minor is None else eur(minor) for minor in (goal, items, collected)]
    assert list(goal_warnings(*money, status)) == expected


def test_amounts_in_two_currencies_are_not_compared_or_added() -> None:
    assert goal_warnings(eur(5), Money(7, "USD"), Money(9, "USD"), PageStatus.CLOSED) == ()
    items = (PageItem("a", eur(1)), PageItem("b", Money(1, "USD")))
    assert sum_of_items(items) is None
    assert sum_of_items(()) is None
    assert PageDraft("t", "s", items[:1], None, None, None, PageStatus.OPEN, "EUR").item_sum == eur(1)


def stored(status: CampaignStatus, collected: int, goal: Money | None = None) -> Campaign:
    lines = (
        Item("C-0001", 1, LINE, eur(5000), eur(0), eur(3000), eur(0)),
        Item("C-0001", 2, replace(LINE, archived=True), eur(0), eur(0), eur(0), eur(0)),
    )
    totals = FundTotals.plain(eur(collected), eur(100), eur(3000))
    return Campaign("C-0001", replace(DRAFT, status=status, goal=goal), lines, totals, archived=False, revision=1)


def test_a_stored_campaign_leaves_archived_lines_out_of_its_sum() -> None:
    campaign = stored(CampaignStatus.OPEN, 8100)
    assert campaign.planned == campaign.goal == eur(98000)
    assert campaign.funded == eur(5000)
    assert campaign.totals.available == eur(5000)
    assert campaign.items[0].remaining == eur(95000)
    assert campaign.warnings == (PageWarning.NO_GOAL,)
    assert stored(CampaignStatus.CLOSED, 8100, eur(98000)).warnings == (PageWarning.UNDERFUNDED_CLOSED,)
    bare = replace(campaign, items=())
    assert bare.warnings == (PageWarning.NO_GOAL,)
    assert stored(CampaignStatus.OPEN, 1, eur(7)).goal == eur(7)


def test_money_moves_until_a_campaign_is_settled_or_cancelled() -> None:
    assert {status for status in CampaignStatus if not status.takes_money} == {
        CampaignStatus.SETTLED,
        CampaignStatus.CANCELLED,
    }


@pytest.mark.parametrize(("goal", "percent"), [(270000, 105), (0, None)])
def test_a_row_shows_whole_percents(goal: int, percent: int | None) -> None:
    zero = eur(0)
    row = CampaignRow(
        1, "C-0001", "t", None, CampaignStatus.OPEN, eur(goal), eur(284800), zero, zero, zero, None, archived=False
    )
    assert row.percent == percent


def test_an_items_row_shows_what_remains() -> None:
    row = ItemRow(
        1, "C-0001", "", 1, "Housing", "", ItemCategory.HOUSING, 1, eur(10), eur(9), eur(2), eur(3), archived=False
    )
    assert row.remaining == eur(5)


@pytest.mark.parametrize(
    ("figure", "allotted", "state"),
    [(0, None, "none"), (-1, None, "none"), (9, None, "part"), (10, None, "whole"), (7, 7, "whole"), (10, 12, "part")],
)
def test_an_items_row_tells_how_far_it_is_funded_and_paid(figure: int, allotted: int | None, state: str) -> None:
    limit = None if allotted is None else eur(allotted)
    row = ItemRow(
        1, "C-0001", "", 1, "Housing", "", ItemCategory.HOUSING, 1, eur(10), eur(figure), eur(0), eur(figure),
        archived=False, allotted=limit,
    )  # fmt: skip
    assert (row.funding, row.payment) == (ItemFunding(state), ItemPayment(state))


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        ({}, []),
        ({"person": "P-0001", "alias": "Sparrow"}, ["page.two_persons"]),
        ({"collected": eur(-1)}, ["amount.negative"]),
        ({"collected": Money(1, "USD")}, ["item.other_currency"]),
    ],
)
def test_an_import_belongs_to_one_person_and_its_money_is_the_funds(
    change: dict[str, object], expected: list[str]
) -> None:
    page = PageDraft("t", "s", (), None, None, None, PageStatus.OPEN, "EUR")
    request = PageImport(page, DRAFT, eur(1), DAY)
    assert [p.code for p in check_import(replace(request, **change))] == expected  # type: ignore[arg-type]


def test_what_was_decided_on_is_not_warned_of() -> None:
    draft = CampaignDraft("Help", status=CampaignStatus.CLOSED, items=(LINE,))
    item = Item("C-0001", 1, LINE, eur(5000), eur(0), eur(0), eur(0))
    sums = FundTotals.plain(eur(6000), eur(0), eur(0))
    closed = Campaign("C-0001", draft, (item,), sums, archived=False, revision=1)
    assert PageWarning.UNDERFUNDED_CLOSED in closed.warnings
    assert replace(closed, decided="F-0001").warnings == (PageWarning.NO_GOAL,)
    rich = replace(closed, totals=FundTotals.plain(eur(10**7), eur(0), eur(0)))
    assert PageWarning.OVERFUNDED in rich.warnings


def test_an_appeal_runs_until_it_is_closed() -> None:
    running = {status for status in CampaignStatus if status.is_running}
    assert running == {
        CampaignStatus.DRAFT, CampaignStatus.IN_REVIEW, CampaignStatus.OPEN, CampaignStatus.PAUSED,
    }  # fmt: skip


def test_a_title_is_told_in_the_language_asked_for_or_else_as_the_working_title() -> None:
    draft = replace(DRAFT, titles=(("be", "Першы дом"), ("pl", "Pierwszy dom")))
    assert [draft.title_in(each) for each in ("be", "pl", "lt", "")] == [
        "Першы дом", "Pierwszy dom", "Settling in", "Settling in",
    ]  # fmt: skip
    assert draft.all_titles == ("Settling in", "Першы дом", "Pierwszy dom")
    assert codes(draft) == []


def test_titles_are_kept_in_order_and_without_blank_ones() -> None:
    told = tidied_titles((("pl", " Pierwszy\ndom "), ("be", "Першы дом"), ("lt", " \t")))
    assert told == (("be", "Першы дом"), ("pl", "Pierwszy dom"))


def test_titles_may_be_told_in_each_language_of_the_program() -> None:
    assert sorted(LANGUAGES) == list(TITLE_LANGUAGES)
