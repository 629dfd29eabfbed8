"""Entries balance, corrections are counter-entries, and totals are sums of postings."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.domain.donations import DonationDraft, gift_entry
from desktop.domain.ledger import (
    MOVING,
    Account,
    Entry,
    EntryKind,
    PaymentMethod,
    Posting,
    balance_by_currency,
    counter_entry,
    fund_totals,
    opening_entry,
    payout_entry,
)
from desktop.domain.money import Money
from desktop.domain.rates import PinnedRate, RateSource

DAY = date(2026, 5, 4)
METHODS = st.sampled_from(MOVING)


def eur(minor: int) -> Money:
    return Money(minor, "EUR")


def donation_entry(
    on: date, campaign: str, gross: Money, fee: Money, method: PaymentMethod, donor: str | None
) -> Entry:
    return gift_entry(DonationDraft(campaign, gross, fee, on, method, donor))


@pytest.mark.parametrize(
    ("postings", "message"),
    [
        ((Posting(Account.BANK, eur(1)),), "two postings"),
        ((Posting(Account.BANK, eur(2)), Posting(Account.DONATIONS, eur(-1))), "balances"),
        ((Posting(Account.BANK, eur(1)), Posting(Account.DONATIONS, Money(-1, "USD"))), "balances"),
        ((Posting(Account.BANK, eur(0)), Posting(Account.DONATIONS, eur(0))), "moves something"),
    ],
)
def test_an_entry_that_does_not_balance_cannot_exist(postings: tuple[Posting, ...], message: str) -> None:
    with pytest.raises(ValueError, match=message):
        Entry(EntryKind.DONATION, DAY, postings)


@given(st.integers(1, 10**9), st.data(), METHODS)
def test_a_donation_brings_the_net_and_keeps_the_fee_apart(
    gross: int, data: st.DataObject, method: PaymentMethod
) -> None:
    fee = data.draw(st.integers(0, gross - 1))
    entry = donation_entry(DAY, "C-0001", eur(gross), eur(fee), method, "P-0001")
    totals = fund_totals(entry.postings, "C-0001", eur(0))
    assert totals.collected == eur(gross)
    assert totals.fees == eur(fee)
    assert totals.net == totals.available == eur(gross - fee)
    held = [posting.money.minor for posting in entry.postings if posting.account is method.account]
    assert held == [gross - fee]


@given(st.lists(st.tuples(st.integers(1, 9), st.integers(1, 10**8)), min_size=1, max_size=8), METHODS)
def test_a_payout_takes_each_line_from_where_the_money_lies(
    lines: list[tuple[int, int]], method: PaymentMethod
) -> None:
    entry = payout_entry(DAY, "C-0001", [(item, eur(minor)) for item, minor in lines], method, "P-0002")
    whole = sum(minor for _item, minor in lines)
    assert fund_totals(entry.postings, "C-0001", eur(0)).paid == eur(whole)
    assert entry.postings[-1] == Posting(method.account, eur(-whole), "C-0001", None, "P-0002")


def test_cash_lies_in_the_cash_desk_and_all_else_at_the_bank() -> None:
    assert {method: method.account for method in MOVING} == {
        PaymentMethod.BANK: Account.BANK,
        PaymentMethod.CARD: Account.BANK,
        PaymentMethod.CASH: Account.CASH,
        PaymentMethod.PROVIDER: Account.BANK,
        PaymentMethod.CRYPTO: Account.BANK,
    }


def test_a_gift_in_kind_lies_in_no_account() -> None:
    with pytest.raises(ValueError, match="not money"):
        _ = PaymentMethod.IN_KIND.account


def test_an_entry_tells_the_day_and_the_rate_it_was_made_at_only_where_it_has_them() -> None:
    plain = donation_entry(DAY, "C-0001", eur(100), eur(0), PaymentMethod.BANK, None)
    assert plain.facts().keys() == {"kind", "on", "counters", "postings"}
    rate = PinnedRate("USD", "EUR", Decimal("0.92"), RateSource.ECB, DAY)
    late = replace(plain, happened=date(2026, 4, 30), rates=(rate,))
    assert late.facts()["happened"] == "2026-04-30"
    assert late.facts()["rates"] == [dict(rate.facts())]
    assert len({plain.digest(), late.digest(), replace(late, rates=()).digest()}) == 3
    assert counter_entry(late, 1, DAY).rates == (rate,)


def test_what_is_moved_advanced_and_reserved_is_not_available() -> None:
    postings = (
        Posting(Account.DONATIONS, eur(-1000), "C-0001"),
        Posting(Account.TRANSFERS, eur(-200), "C-0001"),
        Posting(Account.CASH_DIFFERENCE, eur(50), "C-0001"),
        Posting(Account.ADVANCES, eur(300), "C-0001"),
        Posting(Account.TRANSFERS, eur(-7), "C-0002"),
    )
    totals = fund_totals(postings, "C-0001", eur(100))
    assert (totals.moved, totals.advanced, totals.committed) == (eur(150), eur(300), eur(100))
    assert (totals.net, totals.balance, totals.available) == (eur(1000), eur(850), eur(750))


def test_what_was_collected_before_is_collected_but_lies_in_no_account_of_ours() -> None:
    entry = opening_entry(DAY, "C-0001", eur(284800))
    assert fund_totals(entry.postings, "C-0001", eur(0)).collected == eur(284800)
    assert {posting.account for posting in entry.postings} == {Account.BROUGHT_FORWARD, Account.DONATIONS}


def test_a_counter_entry_takes_all_back_and_says_what_it_corrects() -> None:
    entry = donation_entry(DAY, "C-0001", eur(100), eur(3), PaymentMethod.CARD, None)
    counter = counter_entry(entry, 17, date(2026, 5, 6))
    assert counter.counters == 17
    assert counter.kind is EntryKind.COUNTER
    totals = fund_totals((*entry.postings, *counter.postings), "C-0001", eur(0))
    assert not totals.collected
    assert not totals.fees


def test_totals_leave_other_campaigns_and_currencies_out() -> None:
    postings = (
        *donation_entry(DAY, "C-0001", eur(100), eur(0), PaymentMethod.BANK, None).postings,
        *donation_entry(DAY, "C-0002", eur(30), eur(0), PaymentMethod.BANK, None).postings,
        *donation_entry(DAY, "C-0001", Money(9, "USD"), Money(0, "USD"), PaymentMethod.BANK, None).postings,
    )
    assert fund_totals(postings, "C-0001", eur(0)).collected == eur(100)


def test_the_digest_changes_with_every_fact() -> None:
    entry = donation_entry(DAY, "C-0001", eur(100), eur(3), PaymentMethod.CARD, "P-0001")
    others = [
        donation_entry(date(2026, 5, 5), "C-0001", eur(100), eur(3), PaymentMethod.CARD, "P-0001"),
        donation_entry(DAY, "C-0002", eur(100), eur(3), PaymentMethod.CARD, "P-0001"),
        donation_entry(DAY, "C-0001", eur(101), eur(3), PaymentMethod.CARD, "P-0001"),
        donation_entry(DAY, "C-0001", eur(100), eur(2), PaymentMethod.CARD, "P-0001"),
        donation_entry(DAY, "C-0001", eur(100), eur(3), PaymentMethod.CASH, "P-0001"),
        donation_entry(DAY, "C-0001", eur(100), eur(3), PaymentMethod.CARD, "P-0002"),
        counter_entry(entry, 1, DAY),
        counter_entry(entry, 2, DAY),
    ]
    assert len({entry.digest(), *(other.digest() for other in others)}) == len(others) + 1
    assert entry.digest() == donation_entry(DAY, "C-0001", eur(100), eur(3), PaymentMethod.CARD, "P-0001").digest()


def test_balances_are_per_currency() -> None:
    postings = (Posting(Account.BANK, eur(3)), Posting(Account.BANK, Money(4, "USD")), Posting(Account.CASH, eur(2)))
    assert balance_by_currency(postings) == {"EUR": 5, "USD": 4}
