"""Every column of every list sorts, or says here why it does not."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from desktop.storage.lists import SPECS
from desktop.ui.advances.table import ADVANCES
from desktop.ui.campaigns.moved_table import DECISIONS, TRANSFERS
from desktop.ui.campaigns.table import CAMPAIGNS
from desktop.ui.cash.table import CASH
from desktop.ui.documents.table import DOCUMENTS
from desktop.ui.donations.table import DONATIONS
from desktop.ui.items.table import ITEMS
from desktop.ui.payouts.table import PAYOUTS
from desktop.ui.people.table import PEOPLE
from desktop.ui.pledges.table import PLEDGES
from desktop.ui.rates.table import RATES
from desktop.ui.reports.table import CAMPAIGNS as REPORTED
from desktop.ui.trash import table as trash

if TYPE_CHECKING:
    from desktop.ui.shared.list_spec import ListSpec

LISTS: tuple[ListSpec[Any], ...] = (
    PEOPLE, CAMPAIGNS, DECISIONS, TRANSFERS, ITEMS, DONATIONS, PLEDGES, PAYOUTS, ADVANCES, CASH, DOCUMENTS, RATES,
    REPORTED, trash.PEOPLE, trash.CAMPAIGNS, trash.ITEMS,
)  # fmt: skip

UNSORTED = {
    "people.planned": "summed up over the campaigns of each row that is shown; of 100,000 people it took three seconds",
    "cash.balance": "what was left after each movement: it means something in the order of the days alone",
}
"""Columns that no list is sorted by, and why."""


@pytest.mark.parametrize("spec", LISTS, ids=lambda spec: spec.area)
def test_every_column_sorts_or_says_why_not(spec: ListSpec[Any]) -> None:
    known = {*SPECS[spec.kind].sorts, *SPECS[spec.kind].worked}
    for column in spec.columns:
        if column.sort:
            assert column.sort in known, column.name
            assert f"{spec.area}.{column.name}" not in UNSORTED
        else:
            assert UNSORTED[f"{spec.area}.{column.name}"]
    assert spec.sort in known


@pytest.mark.parametrize("spec", LISTS, ids=lambda spec: spec.area)
def test_what_is_added_up_is_added_up_for_the_whole_list_too(spec: ListSpec[Any]) -> None:
    added = {column.name for column in spec.columns if column.money is not None}
    sums = SPECS[spec.kind].sums
    assert added <= set(sums.figures if sums is not None else ())
