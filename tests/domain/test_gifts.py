"""Gifts that are no plain ones: split, earmarked, foreign, in crypto-currency, in kind, with a fee that others bear."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.domain.donation_checks import GiftFund, check_donation, tidy_quantity
from desktop.domain.donations import Donation, DonationDraft, gift_entry
from desktop.domain.ledger import Account, Entry, EntryKind, PaymentMethod, Posting, balance_by_currency
from desktop.domain.money import Money, total
from desktop.domain.rates import PinnedRate, RateSource
from desktop.domain.refunds import Refund, check_refund, refund_entry, refund_parts
from desktop.domain.shares import FeeBearer, GiftShare

DAY = date(2026, 5, 4)
RATE = PinnedRate("USD", "EUR", Decimal("0.92"), RateSource.ECB, DAY)
FUNDS = {
    "C-0001": GiftFund("EUR", {1, 2}),
    "C-0002": GiftFund("EUR", ()),
    "C-0003": GiftFund("PLN", ()),
}


def eur(minor: int) -> Money:
    return Money(minor, "EUR")


def usd(minor: int) -> Money:
    return Money(minor, "USD")


GIFT = DonationDraft("C-0001", eur(10000), eur(150), DAY, donor="P-0001")
SPLIT = replace(GIFT, shares=(GiftShare("C-0001", eur(6000), 2), GiftShare("C-0002", eur(4000))))
FOREIGN = replace(GIFT, gross=usd(10000), fee=usd(300), rate=RATE)
COINS = replace(GIFT, method=PaymentMethod.CRYPTO, asset="BTC", quantity="0.0153")
THINGS = replace(GIFT, fee=eur(0), method=PaymentMethod.IN_KIND, goods="Winter coats")


def found(draft: DonationDraft) -> list[tuple[str, str | None]]:
    return [(problem.code, problem.at) for problem in check_donation(draft, FUNDS, DAY)]


def sums(entry: Entry, account: Account) -> dict[tuple[str | None, int | None, str], int]:
    result: dict[tuple[str | None, int | None, str], int] = {}
    for posting in entry.postings:
        if posting.account is account:
            key = (posting.campaign, posting.item, posting.money.currency)
            result[key] = result.get(key, 0) + posting.money.minor
    return result


@pytest.mark.parametrize("draft", [GIFT, SPLIT, FOREIGN, COINS, THINGS])
def test_what_is_right_is_not_refused(draft: DonationDraft) -> None:
    assert found(draft) == []


@pytest.mark.parametrize(
    ("draft", "problem"),
    [
        (replace(SPLIT, shares=SPLIT.shares[:1]), ("donation.shares_below", "shares")),
        (replace(SPLIT, gross=eur(9999)), ("donation.shares_above", "shares")),
        (replace(SPLIT, shares=(SPLIT.shares[0], GiftShare("C-0002", usd(4000)))),
         ("donation.share_currency", "shares.1.gross")),
        (replace(SPLIT, shares=(SPLIT.shares[0], GiftShare("C-0001", eur(4000), 2))),
         ("donation.share_twice", "shares.1.campaign")),
        (replace(SPLIT, shares=(GiftShare("C-0001", eur(10001)), GiftShare("C-0002", eur(-1)))),
         ("amount.not_positive", "shares.1.gross")),
        (replace(SPLIT, shares=(GiftShare("C-0001", eur(6000)), GiftShare("C-0003", eur(4000)))),
         ("donation.funds_differ", "shares.1.campaign")),
        (replace(SPLIT, shares=(GiftShare("C-0001", eur(6000), 7), GiftShare("C-0002", eur(4000)))),
         ("item.no_such_line", "shares.0.item")),
        (replace(GIFT, shares=(GiftShare("C-0001", eur(10000), 7),)), ("item.no_such_line", "item")),
        (replace(SPLIT, shares=SPLIT.shares * 26), ("donation.too_many_shares", "shares")),
        (replace(GIFT, rate=RATE), ("donation.rate_not_needed", "rate")),
        (replace(THINGS, rate=RATE), ("donation.rate_not_needed", "rate")),
        (replace(FOREIGN, rate=None), ("donation.needs_rate", "rate")),
        (replace(FOREIGN, rate=replace(RATE, base="GBP")), ("donation.rate_of_others", "rate")),
        (replace(FOREIGN, rate=replace(RATE, on=DAY + timedelta(days=1))), ("donation.rate_later", "rate")),
        (replace(FOREIGN, rate=replace(RATE, on=DAY - timedelta(days=11))), ("donation.rate_old", "rate")),
        (replace(FOREIGN, on=DAY, happened=DAY - timedelta(days=20), rate=replace(RATE, on=DAY - timedelta(days=40))),
         ("donation.rate_old", "rate")),
        (replace(FOREIGN, gross=Money(1, "JPY"), fee=Money(0, "JPY"),
                 rate=replace(RATE, base="JPY", rate=Decimal("0.004"))), ("donation.worth_nothing", "gross")),
        (replace(COINS, asset="bitcoin"), ("donation.needs_asset", "asset")),
        (replace(COINS, quantity="0.000"), ("donation.needs_quantity", "quantity")),
        (replace(COINS, quantity="1e5"), ("donation.needs_quantity", "quantity")),
        (replace(GIFT, asset="BTC", quantity="1"), ("donation.crypto_only", "asset")),
        (replace(GIFT, quantity="1"), ("donation.crypto_only", "quantity")),
        (replace(THINGS, goods=""), ("donation.needs_goods", "goods")),
        (replace(THINGS, goods="x" * 501), ("text.too_long", "goods")),
        (replace(THINGS, fee=eur(1)), ("donation.in_kind_fee", "fee")),
        (replace(GIFT, goods="Winter coats"), ("donation.in_kind_only", "goods")),
    ],
)  # fmt: skip
def test_what_is_wrong_is_said_at_its_field(draft: DonationDraft, problem: tuple[str, str]) -> None:
    assert found(draft) == [problem]


def test_a_rate_of_a_month_may_be_older_than_one_of_a_day() -> None:
    monthly = PinnedRate("USD", "EUR", Decimal("0.92"), RateSource.INFOREUR, date(2026, 4, 1))
    assert found(replace(FOREIGN, rate=monthly)) == []


def test_a_fee_on_top_of_a_gift_may_be_anything() -> None:
    on_top = replace(GIFT, gross=eur(100), fee=eur(150), fee_bearer=FeeBearer.DONOR)
    assert found(on_top) == []
    assert found(replace(on_top, fee_bearer=FeeBearer.OFFICE)) == [("donation.fee_too_large", "fee")]


def test_a_quantity_is_read_as_it_is_typed() -> None:
    assert tidy_quantity("1 200,5") == "1200.5"


def test_a_plain_gift_moves_three_times() -> None:
    assert gift_entry(GIFT).postings == (
        Posting(Account.BANK, eur(9850), "C-0001", None, "P-0001"),
        Posting(Account.FEES, eur(150), "C-0001"),
        Posting(Account.DONATIONS, eur(-10000), "C-0001", None, "P-0001"),
    )


def test_a_split_gift_is_dealt_out_to_the_cent_and_names_its_item() -> None:
    entry = gift_entry(SPLIT)
    assert sums(entry, Account.DONATIONS) == {("C-0001", 2, "EUR"): -6000, ("C-0002", None, "EUR"): -4000}
    assert sums(entry, Account.FEES) == {("C-0001", 2, "EUR"): 90, ("C-0002", None, "EUR"): 60}
    assert sums(entry, Account.BANK) == {("C-0001", None, "EUR"): 5910, ("C-0002", None, "EUR"): 3940}


def test_a_foreign_gift_is_exchanged_on_its_way() -> None:
    entry = gift_entry(FOREIGN)
    assert entry.postings == (
        Posting(Account.BANK, usd(9700), person="P-0001"),
        Posting(Account.EXCHANGE, usd(-9700)),
        Posting(Account.EXCHANGE, eur(8924), "C-0001"),
        Posting(Account.FEES, eur(276), "C-0001"),
        Posting(Account.DONATIONS, eur(-9200), "C-0001", None, "P-0001"),
    )
    assert entry.rates == (RATE,)
    assert (FOREIGN.net, FOREIGN.booked.fund_net) == (usd(9700), eur(8924))


@pytest.mark.parametrize("draft", [GIFT, FOREIGN])
def test_a_fee_that_the_office_bears_is_the_general_funds(draft: DonationDraft) -> None:
    office = replace(draft, fee_bearer=FeeBearer.OFFICE)
    entry = gift_entry(office, "C-0009")
    fee = 150 if draft is GIFT else 276
    gross = 10000 if draft is GIFT else 9200
    assert sums(entry, Account.FEES) == {("C-0009", None, "EUR"): fee}
    assert sums(entry, Account.DONATIONS) == {("C-0001", None, "EUR"): -gross}
    by_fund: dict[str | None, int] = {}
    for posting in entry.postings:
        if posting.money.currency == "EUR":
            by_fund[posting.campaign] = by_fund.get(posting.campaign, 0) + posting.money.minor
    assert {code: minor for code, minor in by_fund.items() if minor} == {}
    assert (office.net, office.received) == (office.gross, office.gross - office.fee)


def test_a_fee_that_the_donor_bears_is_only_told() -> None:
    donor = replace(GIFT, fee_bearer=FeeBearer.DONOR)
    assert sums(gift_entry(donor), Account.BANK) == {("C-0001", None, "EUR"): 10000}
    assert sums(gift_entry(donor), Account.FEES) == {}
    assert donor.received == donor.net == eur(10000)


@st.composite
def drafts(draw: st.DrawFn) -> DonationDraft:
    """Split gifts with and without a rate, whoever bears the fee."""
    parts = draw(st.lists(st.integers(1, 10**7), min_size=1, max_size=5))
    gross, foreign = sum(parts), draw(st.booleans())
    currency = "USD" if foreign else "EUR"
    fee = draw(st.integers(0, gross - 1))
    shares = tuple(GiftShare(f"C-{place:04d}", Money(minor, currency)) for place, minor in enumerate(parts, 1))
    rate = draw(st.decimals(Decimal("0.01"), Decimal(200), places=4)) if foreign else None
    return DonationDraft(
        "C-0001",
        Money(gross, currency),
        Money(fee, currency),
        DAY,
        shares=shares,
        fee_bearer=draw(st.sampled_from(FeeBearer)),
        rate=None if rate is None else PinnedRate("USD", "EUR", rate, RateSource.HAND, DAY),
    )


def recorded(
    draft: DonationDraft, refunds: tuple[Refund, ...] = (), parts: tuple[tuple[Money, ...], ...] = ()
) -> Donation:
    gift = draft.booked
    refunded = [total(each, gift.fund_gross.currency) for each in zip(*parts, strict=True)] if parts else ()
    return Donation("D-0001", draft, 1, gift.with_refunded(refunded) if parts else gift, refunds=refunds)


@given(drafts(), st.lists(st.integers(1, 10**8), max_size=4))
def test_parts_are_the_whole_and_refunds_give_back_exactly_what_came(draft: DonationDraft, wishes: list[int]) -> None:
    gift = draft.booked
    entry = gift_entry(draft, "C-0099")
    assert not any(balance_by_currency(entry.postings).values())
    assert total((share.fund_gross for share in gift.shares), "EUR") == gift.fund_gross
    assert all(Money.zero("EUR") <= share.fund_fee <= share.fund_gross for share in gift.shares)
    if draft.fee_bearer is FeeBearer.CAMPAIGN:
        assert total((share.fund_fee for share in gift.shares), "EUR") == gift.fund_fee
        assert total((share.fee for share in gift.shares), draft.gross.currency) == draft.fee
    refunds: tuple[Refund, ...] = ()
    given_back: tuple[tuple[Money, ...], ...] = ()
    for wish in (*wishes, None):
        donation = recorded(draft, refunds, given_back)
        rest = donation.net_refundable
        amount = rest if wish is None else min(Money(wish, rest.currency), rest)
        if not amount:
            break
        parts = refund_parts(donation, amount)
        assert all(
            Money.zero("EUR") <= part <= share.fund_rest
            for part, share in zip(parts, donation.gift.shares, strict=True)
        )
        refunds = (*refunds, Refund(2, DAY, amount, total(parts, "EUR")))
        given_back = (*given_back, parts)
        if any(parts):
            assert not any(balance_by_currency(refund_entry(donation, amount, DAY).postings).values())
    donation = recorded(draft, refunds, given_back)
    assert not donation.net_refundable
    assert not donation.gift.fund_rest


def test_a_refund_comes_out_of_every_share_and_out_of_where_the_money_lies() -> None:
    entry = refund_entry(recorded(SPLIT), eur(4925), DAY)
    assert entry.kind is EntryKind.REFUND
    assert sums(entry, Account.DONATIONS) == {("C-0001", 2, "EUR"): 2955, ("C-0002", None, "EUR"): 1970}
    assert sums(entry, Account.BANK) == {("C-0001", None, "EUR"): -2955, ("C-0002", None, "EUR"): -1970}


def test_a_foreign_refund_goes_back_in_its_own_currency_at_its_own_rate() -> None:
    entry = refund_entry(recorded(FOREIGN), usd(5000), DAY, DAY - timedelta(days=1))
    assert entry.postings == (
        Posting(Account.BANK, usd(-5000), person="P-0001"),
        Posting(Account.EXCHANGE, usd(5000)),
        Posting(Account.EXCHANGE, eur(-4600), "C-0001"),
        Posting(Account.DONATIONS, eur(4600), "C-0001", None, "P-0001"),
    )
    assert (entry.rates, entry.happened) == ((RATE,), DAY - timedelta(days=1))


PLENTY = {"C-0001": eur(10**6), "C-0002": eur(10**6)}
TINY = replace(
    FOREIGN, gross=Money(1000, "JPY"), fee=Money(0, "JPY"), rate=replace(RATE, base="JPY", rate=Decimal("0.004"))
)


@pytest.mark.parametrize(
    ("donation", "amount", "available", "problem"),
    [
        (recorded(GIFT), eur(9850), PLENTY, None),
        (recorded(GIFT), eur(9851), PLENTY, ("refund.above_rest", "amount")),
        (recorded(GIFT), eur(0), PLENTY, ("amount.not_positive", "amount")),
        (recorded(GIFT), usd(5), PLENTY, ("refund.other_currency", "amount")),
        (recorded(GIFT), eur(9850), {"C-0001": eur(9849)}, ("refund.already_spent", "amount")),
        (recorded(SPLIT), eur(9850), {**PLENTY, "C-0002": eur(0)}, ("refund.already_spent", "amount")),
        (recorded(TINY), Money(1, "JPY"), PLENTY, ("refund.too_small", "amount")),
        (recorded(THINGS), eur(1), PLENTY, ("refund.in_kind", None)),
        (replace(recorded(GIFT), opening=True), eur(1), PLENTY, ("refund.opening", None)),
        (replace(recorded(GIFT), countered_by=2), eur(1), PLENTY, ("donation.already_taken_back", None)),
        (replace(recorded(GIFT), withdrawn=True), eur(1), PLENTY, ("donation.already_taken_back", None)),
        (recorded(GIFT, (Refund(2, DAY, eur(9850), eur(9850)),), ((eur(9850),),)), eur(1), PLENTY,
         ("refund.nothing_left", "amount")),
    ],
)  # fmt: skip
def test_a_refund_is_refused_with_its_figures(
    donation: Donation, amount: Money, available: dict[str, Money], problem: tuple[str, str | None] | None
) -> None:
    problems = [(each.code, each.at) for each in check_refund(donation, amount, available)]
    assert problems == ([] if problem is None else [problem])


def test_a_refund_that_was_taken_back_leaves_all_to_be_given_back() -> None:
    slip = Refund(2, DAY, eur(100), eur(100), countered_by=3)
    donation = recorded(GIFT, (slip,))
    assert (donation.refunded, donation.net_refundable) == (eur(0), eur(9850))
