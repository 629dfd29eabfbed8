"""The golden year: what the office says of itself at the end is what a naive reader of its flat sheet comes to."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

import pytest

from desktop.domain.accounting import SKR03, BookFormat
from desktop.domain.listing import ListKind, Query
from desktop.services import reports
from desktop.services.campaigns import load_campaign
from desktop.services.journal_export import BooksRequest, make_journal
from desktop.services.lists import stream_rows
from desktop.services.verification import verify
from tests.documents.foreign_books import read_datev, read_flat, read_gnucash
from tests.documents.test_beancount import load, ours

if TYPE_CHECKING:
    from desktop.services.office import Office
    from tests.golden_year.naive import Closing

# Watched line by line, a year would take three times as long.
pytestmark = pytest.mark.no_cover


def _plain(amount: Decimal) -> Decimal:
    return amount.quantize(Decimal("0.01"))


def test_the_office_verifies_and_much_happened_in_it(year: tuple[Office, Closing]) -> None:
    office, found = year
    assert verify(office).good
    kinds = {row.kind for row in stream_rows(office, ListKind.DECISIONS, Query())}
    assert {kind.value for kind in kinds} >= {"surplus", "shortfall"}
    paid_in = {row.amount.currency for row in stream_rows(office, ListKind.PAYOUTS, Query())}
    assert len(paid_in) == 4
    assert found.currencies["EUR", "moved"] == 0
    assert any(amount for (_code, name), amount in found.funds.items() if name == "moved")


def test_every_closing_figure_is_computed_a_second_time_to_the_cent(year: tuple[Office, Closing]) -> None:
    office, found = year
    compared = 0
    for code in reports.all_campaigns(office):
        fund = load_campaign(office, code)
        totals = fund.totals
        ours = {name: getattr(totals, name).amount for name in ("collected", "fees", "paid", "moved", "advanced")}
        theirs = {name: _plain(found.funds[code, name]) for name in ours}
        assert theirs == ours, code
        assert _plain(found.balance(code)) == totals.balance.amount, code
        assert totals.available.minor >= 0, code
        for item in fund.items:
            assert _plain(found.items[f"{code}.{item.line}"]) == item.paid.amount, (code, item.line)
        compared += 1
    assert compared == len({code for code, _name in found.funds} | set(reports.all_campaigns(office)))


def test_accountants_programs_read_the_whole_year_and_come_to_our_balances(year: tuple[Office, Closing]) -> None:
    office, found = year
    wanted = ours(office)
    entries, loaded = load(make_journal(office).data.decode())
    assert loaded == wanted
    assert len(entries) > len(wanted)
    assert read_flat(make_journal(office, BooksRequest(BookFormat.CSV)).data)[1] == wanted
    assert read_gnucash(make_journal(office, BooksRequest(BookFormat.GNUCASH)).data)[1] == wanted
    batch = read_datev(make_journal(office, BooksRequest(BookFormat.DATEV)).data)
    assert batch.rows
    assert any(found.items.values())
    totals = [load_campaign(office, code).totals for code in reports.all_campaigns(office)]
    of_euro = [each for each in totals if each.paid.currency == batch.currency]
    assert batch.sums[SKR03["aid"]] == sum(each.paid.minor for each in of_euro)
    assert batch.sums[SKR03["donations"]] == -sum(each.collected.minor for each in of_euro)
