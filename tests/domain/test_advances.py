"""Advances: what is open, what is refused with which figures, and the entries they make."""

from dataclasses import replace
from datetime import date

import pytest

from desktop.domain.advances import (
    Advance,
    AdvanceAge,
    AdvanceDraft,
    AdvanceState,
    ProofLine,
    Settlement,
    SettlementDraft,
    advance_entry,
    check_advance,
    check_settlement,
    read_subject,
    settlement_entry,
)
from desktop.domain.campaigns import Item, ItemDraft
from desktop.domain.errors import Refused
from desktop.domain.ledger import Account, EntryKind, PaymentMethod, fund_totals
from desktop.domain.money import Money

TODAY = date(2026, 5, 20)
GIVEN = date(2026, 5, 1)


def eur(minor: int) -> Money:
    return Money(minor, "EUR")


DRAFT = AdvanceDraft("P-0001", "C-0001", eur(20000), GIVEN, date(2026, 5, 31))
OPEN = Advance("A-0001", DRAFT, AdvanceState.OPEN, 1, eur(0), eur(0), eur(0))
ITEMS = (
    Item("C-0001", 1, ItemDraft("Housing", eur(50000)), eur(0), eur(0), eur(40000), eur(0)),
    Item("C-0001", 2, ItemDraft("Travel", eur(30000)), eur(0), eur(0), eur(0), eur(0)),
    Item("C-0001", 3, ItemDraft("Gone", eur(30000), archived=True), eur(0), eur(0), eur(0), eur(0)),
)


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        ({}, []),
        ({"amount": eur(0)}, [("amount.not_positive", "amount")]),
        ({"amount": Money(5, "USD")}, [("item.other_currency", "amount")]),
        ({"amount": eur(90001)}, [("advance.over_fund", "amount")]),
        ({"on": date(2026, 5, 21)}, [("date.in_future", "on")]),
        ({"due": date(2026, 4, 30)}, [("advance.due_before", "due")]),
        ({"due": date(2028, 4, 30)}, [("date.absurd", "due")]),
        ({"method": PaymentMethod.CRYPTO}, [("advance.method", "method")]),
        ({"method": PaymentMethod.IN_KIND}, [("advance.method", "method")]),
        ({"purpose": "x" * 501}, [("text.too_long", "purpose")]),
    ],
)
def test_an_advance_is_checked_at_its_fields(change: dict[str, object], expected: list[tuple[str, str]]) -> None:
    problems = check_advance(replace(DRAFT, **change), eur(90000), TODAY)  # type: ignore[arg-type]
    assert [(problem.code, problem.at) for problem in problems] == expected


def proof(item: int, minor: int, **change: object) -> ProofLine:
    return replace(ProofLine(item, eur(minor), "FV 12", date(2026, 5, 10)), **change)  # type: ignore[arg-type]


def settle(*lines: ProofLine, returned: int = 0, topped_up: int = 0, **change: object) -> SettlementDraft:
    return replace(SettlementDraft(TODAY, lines, eur(returned), eur(topped_up)), **change)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("draft", "expected"),
    [
        (settle(proof(2, 15000), returned=5000), []),
        (settle(proof(2, 15000)), []),  # in parts: the rest stays open
        (settle(returned=20000), []),
        (settle(proof(2, 25000), topped_up=5000), []),
        (settle(), [("advance.nothing_settled", "lines")]),
        (settle(proof(2, 15000), returned=5001), [("advance.returned_too_much", "returned")]),
        (settle(proof(2, 25000)), [("advance.over_open", "topped_up")]),
        (settle(proof(2, 25000), topped_up=4999), [("advance.top_up_differs", "topped_up")]),
        (settle(proof(2, 15000), topped_up=1), [("advance.top_up_differs", "topped_up")]),
        (settle(proof(2, 25000), topped_up=5000, returned=1), [("advance.both_ways", "returned")]),
        (settle(proof(2, 29000), topped_up=9000), [("advance.top_up_over_fund", "topped_up")]),
        (settle(proof(1, 6000), proof(1, 4001)), [("advance.over_item", "lines.1.amount")]),
        (settle(proof(3, 100)), [("payout.no_such_item", "lines.0.item")]),
        (settle(proof(2, 0)), [("amount.not_positive", "lines.0.amount")]),
        (settle(proof(2, 5, amount=Money(5, "USD"), document="  ")),
         [("field.required", "lines.0.document"), ("item.other_currency", "lines.0.amount")]),
        (settle(proof(2, 5, document="x" * 201)), [("text.too_long", "lines.0.document")]),
        (settle(proof(2, 5, on=date(2026, 5, 21))), [("date.in_future", "lines.0.on")]),
        (settle(*(proof(2, 5) for _ in range(201))), [("advance.too_many_proofs", "lines")]),
        (settle(returned=-1), [("amount.negative", "returned")]),
        (settle(returned=5, topped_up=0, method=PaymentMethod.IN_KIND), [("advance.method", "method")]),
        (settle(returned=5, on=date(2026, 4, 30)), [("date.before_original", "on")]),
        (settle(returned=5, on=date(2026, 5, 21)), [("date.in_future", "on")]),
    ],
)  # fmt: skip
def test_a_settlement_is_checked_at_its_fields(draft: SettlementDraft, expected: list[tuple[str, str]]) -> None:
    problems = check_settlement(draft, OPEN, ITEMS, eur(8000), TODAY)
    assert [(problem.code, problem.at) for problem in problems] == expected


def test_another_currency_is_refused_at_its_field() -> None:
    draft = replace(settle(), topped_up=Money(0, "USD"))
    problems = check_settlement(draft, OPEN, ITEMS, eur(8000), TODAY)
    assert [(problem.code, problem.at) for problem in problems] == [("item.other_currency", "topped_up")]


def test_what_is_open_is_given_and_topped_up_less_spent_and_returned() -> None:
    partly = replace(OPEN, spent=eur(15000), returned=eur(1000), topped_up=eur(500))
    assert partly.open == eur(4500)
    assert replace(partly, countered_by=9).open == eur(0)
    settlement = Settlement(1, settle(proof(2, 100)), 2)
    assert replace(OPEN, settlements=(settlement,)).settlement(1) is settlement
    assert OPEN.settlement(1) is None


@pytest.mark.parametrize(
    ("days", "age"),
    [
        (0, AdvanceAge.UP_TO_30), (30, AdvanceAge.UP_TO_30), (31, AdvanceAge.UP_TO_60), (60, AdvanceAge.UP_TO_60),
        (61, AdvanceAge.UP_TO_90), (90, AdvanceAge.UP_TO_90), (91, AdvanceAge.OVER_90), (999, AdvanceAge.OVER_90),
    ],
)  # fmt: skip
def test_ages_are_whole_days(days: int, age: AdvanceAge) -> None:
    assert AdvanceAge.of(days) is age


def test_an_open_advance_is_out_of_the_fund_and_not_paid() -> None:
    entry = advance_entry(DRAFT)
    assert entry.kind is EntryKind.ADVANCE
    assert [(each.account, each.money.minor, each.person) for each in entry.postings] == [
        (Account.ADVANCES, 20000, "P-0001"),
        (Account.CASH, -20000, "P-0001"),
    ]
    totals = fund_totals(entry.postings, "C-0001", eur(0))
    assert (totals.paid, totals.advanced, totals.available) == (eur(0), eur(20000), eur(-20000))


@pytest.mark.parametrize(
    ("draft", "cash", "left"),
    [
        (settle(proof(2, 9000), proof(1, 6000), returned=5000), 5000, 0),
        (settle(proof(2, 25000), topped_up=5000), -5000, 0),
        (settle(proof(2, 9000)), 0, 11000),
        (settle(returned=4000), 4000, 16000),
    ],
)
def test_a_settlement_pays_what_is_proven(draft: SettlementDraft, cash: int, left: int) -> None:
    entry = settlement_entry(draft, "C-0001", "P-0001")
    assert sum(each.money.minor for each in entry.postings if each.account is Account.CASH) == cash
    totals = fund_totals((*advance_entry(DRAFT).postings, *entry.postings), "C-0001", eur(0))
    assert (totals.paid, totals.advanced) == (draft.spent, eur(left))
    assert entry.kind is EntryKind.SETTLEMENT
    paid = [(each.item, each.person) for each in entry.postings if each.account is Account.AID]
    assert paid == [(line.item, "P-0001") for line in draft.lines]


def test_a_vouchers_subject_names_the_advance_or_one_of_its_settlements() -> None:
    assert read_subject(" a-1 ") == ("A-0001", 0)
    assert read_subject("A-0012/3") == ("A-0012", 3)
    for text in ("A-0001/", "A-0001/0", "A-0001/x", "A-0001/1/2", "A-0001/99999", "A-0001/²", "P-0001", ""):
        with pytest.raises(Refused, match=r"code\.unreadable"):
            read_subject(text)
