"""Expenses entered as rows: which item a text means, and which rows spend more than there is."""

from dataclasses import replace

import pytest

from desktop.domain.campaigns import Campaign, CampaignDraft, Item, ItemDraft
from desktop.domain.errors import Problem
from desktop.domain.ledger import FundTotals
from desktop.domain.money import Money
from desktop.domain.quick_entry import Charge, Excess, find_excesses, find_item

NOTHING = Money.zero("EUR")


def eur(text: str) -> Money:
    return Money.of(text, "EUR")


def campaign(
    available: str = "1000", labels: tuple[str, ...] = ("Rent", "Rent of a van", "Surgery", "Old")
) -> Campaign:
    items = tuple(
        Item("C-0001", line, ItemDraft(label, eur("300"), line=line), NOTHING, eur("100"), eur("50"), NOTHING)
        for line, label in enumerate(labels, 1)
    )
    items = (*items[:-1], replace(items[-1], draft=replace(items[-1].draft, archived=True)))
    totals = FundTotals(eur(available), NOTHING, NOTHING, NOTHING, NOTHING, NOTHING)
    return Campaign("C-0001", CampaignDraft("A need"), items, totals, archived=False, revision=1)


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("2", 2),
        ("1.3", 3),
        ("C-0001.2", 2),
        ("c-1.2", 2),
        ("rent", 1),  # a whole label comes before a part of another
        ("surg", 3),
        ("VAN", 2),
        ("3 Surgery", 3),
    ],
)
def test_an_item_is_meant_by_its_number_its_label_or_a_part_of_it(text: str, line: int) -> None:
    found = find_item(campaign(), text)
    assert not isinstance(found, Problem)
    assert found.line == line


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("9", "entry.no_item"),
        ("C-0002.2", "entry.no_item"),  # of another campaign
        ("Old", "entry.no_item"),  # archived
        ("4", "entry.no_item"),
        ("ren", "entry.several_items"),
    ],
)
def test_what_means_no_item_or_several_is_said(text: str, code: str) -> None:
    found = find_item(campaign(), text)
    assert isinstance(found, Problem)
    assert (found.code, found.at) == (code, "item")


def test_two_items_of_one_label_are_told_apart_by_number() -> None:
    twice = campaign(labels=("Rent", "Rent", "Old"))
    found = find_item(twice, "rent")
    assert isinstance(found, Problem)
    assert found.params["lines"] == ("1", "2")


def test_a_row_counts_with_those_above_it() -> None:
    rows = [
        Charge("C-0001", 1, eur("100")),
        None,
        Charge("C-0001", 2, eur("150")),
        Charge("C-0001", 1, eur("50")),  # exactly what was left
        Charge("C-0001", 1, eur("0.01")),
        Charge("C-0009", 1, eur("5")),  # nothing is known of it
        Charge("C-0001", 9, eur("5")),
    ]
    found = find_excesses(rows, {"C-0001": campaign()})
    assert found == (None, None, None, None, Excess("C-0001", 1, eur("0.01")), None, None)
    assert found[4] is not None
    assert found[4].code == "C-0001.1"


def test_the_fund_ends_before_its_items() -> None:
    rows = [Charge("C-0001", 1, eur("100")), Charge("C-0001", 2, eur("140"))]
    found = find_excesses(rows, {"C-0001": campaign("200")})
    assert found == (None, Excess("C-0001", None, eur("40")))
    assert found[1] is not None
    assert found[1].code == "C-0001"
