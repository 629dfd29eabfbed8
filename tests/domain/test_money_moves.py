"""Donations and payouts: what is refused, with the figures."""

from dataclasses import replace
from datetime import date

import pytest

from desktop.domain.campaigns import Item, ItemDraft
from desktop.domain.donation_checks import GiftFund, check_donation
from desktop.domain.donations import DonationDraft
from desktop.domain.money import Money
from desktop.domain.payouts import PayoutDraft, PayoutLine, check_payout
from desktop.domain.reports import BudgetCampaign, BudgetLine
from desktop.domain.summaries import Finding, Verification

TODAY = date(2026, 5, 4)


def eur(minor: int) -> Money:
    return Money(minor, "EUR")


GIFT = DonationDraft("C-0001", eur(10000), eur(150), TODAY)


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        ({}, []),
        ({"gross": eur(0), "fee": eur(0)}, [("amount.not_positive", "gross")]),
        ({"gross": eur(-5), "fee": eur(0)}, [("amount.not_positive", "gross")]),
        ({"fee": eur(-1)}, [("amount.negative", "fee")]),
        ({"fee": eur(10000)}, [("donation.fee_too_large", "fee")]),
        ({"gross": Money(10000, "USD"), "fee": Money(0, "USD")}, [("donation.needs_rate", "rate")]),
        ({"fee": Money(0, "USD")}, [("donation.fee_currency", "fee")]),
        ({"on": date(2026, 5, 5)}, [("date.in_future", "on")]),
        ({"reference": "x" * 201}, [("text.too_long", "reference")]),
    ],
)
def test_a_donation_is_checked_at_its_fields(change: dict[str, object], expected: list[tuple[str, str]]) -> None:
    problems = check_donation(replace(GIFT, **change), {"C-0001": GiftFund("EUR", ())}, TODAY)  # type: ignore[arg-type]
    assert [(problem.code, problem.at) for problem in problems] == expected


def test_the_net_is_what_reached_the_office() -> None:
    assert GIFT.net == eur(9850)


ITEMS = (
    Item("C-0001", 1, ItemDraft("Housing", eur(50000)), eur(0), eur(0), eur(20000), eur(0)),
    Item("C-0001", 2, ItemDraft("Travel", eur(30000)), eur(0), eur(0), eur(0), eur(0)),
    Item("C-0001", 3, ItemDraft("Gone", eur(30000), archived=True), eur(0), eur(0), eur(0), eur(0)),
)


def payout(*lines: tuple[int, Money], **change: object) -> PayoutDraft:
    draft = PayoutDraft("C-0001", "P-0001", tuple(PayoutLine(item, amount) for item, amount in lines), TODAY)
    return replace(draft, **change)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("draft", "expected"),
    [
        (payout((1, eur(30000)), (2, eur(10000))), []),
        (payout(), [("payout.no_lines", "lines")]),
        (payout((1, eur(30001))), [("payout.over_item", "lines.0.amount")]),
        (payout((1, eur(20000)), (1, eur(10001))), [("payout.over_item", "lines.1.amount")]),
        (payout((1, eur(30000)), (2, eur(10001))), [("payout.over_fund", "lines.0.amount")]),
        (payout((3, eur(1))), [("payout.no_such_item", "lines.0.item")]),
        (payout((9, eur(1))), [("payout.no_such_item", "lines.0.item")]),
        (payout((1, eur(0))), [("amount.not_positive", "lines.0.amount")]),
        (payout((1, eur(1)), (2, Money(5, "USD"))), [("item.other_currency", "lines.1.amount")]),
        (payout((1, Money(5, "USD"))), [("payout.needs_rate", "rate")]),
        (payout((1, eur(1)), on=date(2027, 1, 1)), [("date.in_future", "on")]),
        (payout((1, eur(1)), purpose="x" * 501), [("text.too_long", "purpose")]),
    ],
)
def test_a_payout_never_overspends_an_item_or_the_fund(draft: PayoutDraft, expected: list[tuple[str, str]]) -> None:
    problems = check_payout(draft, ITEMS, eur(40000), TODAY)
    assert [(problem.code, problem.at) for problem in problems] == expected


def test_a_refusal_tells_the_figures() -> None:
    over_item = check_payout(payout((1, eur(30001))), ITEMS, eur(40000), TODAY)[0]
    assert over_item.params == {"line": 1, "amount": eur(30001), "remaining": eur(30000)}
    over_fund = check_payout(payout((1, eur(30000))), ITEMS, eur(29999), TODAY)[0]
    assert over_fund.params["available"] == eur(29999)


def test_a_workbooks_line_and_campaign_know_their_code_and_sum() -> None:
    zero = eur(0)
    line = BudgetLine("C-0001", 2, "Travel", "travel", "", "1", None, eur(300), zero, zero, zero)
    allotted = replace(line, allotted=eur(7))
    assert (line.limit, allotted.limit) == (line.planned, eur(7))
    campaign = BudgetCampaign("C-0001", "", "", "open", None, *[zero] * 6, (line, line))
    assert (line.code, campaign.currency, campaign.planned) == ("C-0001.2", "EUR", eur(600))


def test_verification_is_good_without_findings() -> None:
    assert Verification(0, 0, 0, 0, "").good
    assert not Verification(0, 0, 0, 0, "", (Finding("x"),)).good
