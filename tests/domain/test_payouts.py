"""A payout's states and moves, its money in two currencies, four eyes, findings, and parts that make the whole."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.domain.campaigns import Item, ItemDraft
from desktop.domain.errors import Problem, Refused, Severity
from desktop.domain.ledger import Account, PaymentMethod, balance_by_currency, payout_entry
from desktop.domain.money import Money, total
from desktop.domain.payout_checks import (
    Circumstances,
    check_approval,
    check_before_approval,
    is_override,
    needs_second,
)
from desktop.domain.payout_parts import divide, instalments
from desktop.domain.payouts import (
    LIVE,
    MOVES,
    PayeeRole,
    Payout,
    PayoutDraft,
    PayoutLine,
    PayoutMove,
    PayoutState,
    check_draft,
    check_payout,
    check_plan,
    role_for,
)
from desktop.domain.rates import PinnedRate, RateSource

DAY = date(2026, 5, 4)
RATE = PinnedRate("USD", "EUR", Decimal("0.92"), RateSource.HAND, DAY)


def eur(minor: int) -> Money:
    return Money(minor, "EUR")


def usd(minor: int) -> Money:
    return Money(minor, "USD")


ITEMS = tuple(
    Item("C-0001", line, ItemDraft("Housing", eur(50000)), eur(0), eur(0), eur(0), eur(0)) for line in (1, 2, 3)
)


def draft(*lines: tuple[int, Money], **change: object) -> PayoutDraft:
    made = PayoutDraft("C-0001", "P-0001", tuple(PayoutLine(item, amount) for item, amount in lines), DAY)
    return replace(made, **change)  # type: ignore[arg-type]


def payout(*lines: tuple[int, Money], state: PayoutState = PayoutState.APPROVED, **change: object) -> Payout:
    made = draft(*lines, **change)
    return Payout("O-0001", made, state, made.charged("EUR"))


def codes(problems: tuple[Problem, ...]) -> list[tuple[str, str | None]]:
    return [(problem.code, problem.at) for problem in problems]


def refused(refusal: pytest.ExceptionInfo[Refused]) -> list[tuple[str, str | None]]:
    return codes(refusal.value.problems)


# ----------------------------------------------------------------------------------------------------- states


@pytest.mark.parametrize(
    ("move", "from_states", "to"),
    [
        ("change", "draft returned submitted approved", "draft"),
        ("submit", "draft returned", "submitted"),
        ("approve", "submitted", "approved"),
        ("return", "submitted approved", "returned"),
        ("reject", "submitted", "rejected"),
        ("cancel", "draft returned submitted approved", "cancelled"),
        ("split", "approved", "approved"),
        ("pay", "approved", "paid"),
        ("take_back", "paid signed", "taken_back"),
    ],
)
def test_a_move_leads_on_from_its_states_and_from_no_other(move: str, from_states: str, to: str) -> None:
    for state in PayoutState:
        stands = payout((1, eur(100)), state=state)
        assert stands.may(PayoutMove(move)) is (state.value in from_states.split())
        if stands.may(PayoutMove(move)):
            assert stands.after(PayoutMove(move)) is PayoutState(to)
        else:
            with pytest.raises(Refused) as refusal:
                stands.after(PayoutMove(move))
            assert refused(refusal) == [("payout.wrong_state", None)]
            assert refusal.value.problems[0].params == {"code": "O-0001", "state": state}
    assert set(MOVES) == set(PayoutMove)


def test_only_a_payout_without_money_gone_waits_and_only_a_live_one_may_be_paid() -> None:
    waiting = {state for state in PayoutState if state.waits}
    paid = {state for state in PayoutState if state.is_paid}
    assert waiting & paid == set()
    assert waiting | paid == set(LIVE)
    assert PayoutState.TAKEN_BACK not in LIVE


# ----------------------------------------------------------------------------------------------------- two currencies


def test_money_of_another_currency_is_converted_whole_and_split_exactly() -> None:
    dollars = draft((1, usd(1000)), (2, usd(1000)), (3, usd(1000)), rate=RATE)
    assert dollars.charged("EUR") == (eur(920), eur(920), eur(920))
    odd = draft((1, usd(1)), (2, usd(100)), (3, usd(99)), rate=RATE)
    assert total(odd.charged("EUR"), "EUR") == RATE.convert(usd(200))
    assert draft((1, eur(5))).charged("EUR") == (eur(5),)
    with pytest.raises(ValueError, match="needs a rate"):
        draft((1, usd(5))).charged("EUR")


def test_its_entry_balances_in_both_currencies_and_keeps_the_fund_in_its_own() -> None:
    made = draft((1, usd(10000)), rate=RATE)
    parts = [(line.item, money) for line, money in zip(made.lines, made.charged("EUR"), strict=True)]
    entry = payout_entry(DAY, "C-0001", parts, PaymentMethod.CASH, "P-0001", given=made.amount, rate=RATE)
    assert balance_by_currency(entry.postings) == {"EUR": 0, "USD": 0}
    assert [(p.account, p.money, p.campaign) for p in entry.postings] == [
        (Account.AID, eur(9200), "C-0001"),
        (Account.EXCHANGE, eur(-9200), "C-0001"),
        (Account.EXCHANGE, usd(10000), None),
        (Account.CASH, usd(-10000), None),
    ]
    assert entry.rates == (RATE,)
    with pytest.raises(ValueError, match="at a rate"):
        payout_entry(DAY, "C-0001", parts, PaymentMethod.CASH, "P-0001", given=made.amount)


@pytest.mark.parametrize(
    ("made", "expected"),
    [
        (draft((1, usd(100)), rate=RATE), []),
        (draft((1, usd(100))), [("payout.needs_rate", "rate")]),
        (draft((1, Money(100, "PLN")), rate=RATE), [("payout.other_rate", "rate")]),
        (draft((1, usd(1)), (2, usd(1)), rate=replace(RATE, rate=Decimal("0.1"))),
         [("payout.too_small", "lines.0.amount"), ("payout.too_small", "lines.1.amount")]),
        (draft((1, eur(100)), method=PaymentMethod.CRYPTO), [("payout.method", "method")]),
        (draft((1, eur(100)), role=PayeeRole.PROXY, authority=" "), [("payout.no_authority", "authority")]),
        (draft((1, eur(100)), role=PayeeRole.PROXY, authority="Letter"), []),
        (draft((1, eur(100)), invoice="x" * 101), [("text.too_long", "invoice")]),
        (draft(), [("payout.no_lines", "lines")]),
    ],
)  # fmt: skip
def test_a_draft_is_checked_at_its_fields(made: PayoutDraft, expected: list[tuple[str, str]]) -> None:
    assert codes(check_draft(made, ITEMS, "EUR")) == expected


def test_what_is_planned_may_be_due_later_and_wait_for_money_but_not_in_absurd_years() -> None:
    planned = draft((1, eur(60000)), on=date(2027, 1, 1))
    assert check_plan(planned, ITEMS, "EUR") == ()
    assert codes(check_plan(replace(planned, on=date(1999, 1, 1)), ITEMS, "EUR")) == [("date.absurd", "on")]
    assert codes(check_payout(planned, ITEMS, eur(0), DAY)) == [("date.in_future", "on")]
    over = check_payout(draft((1, usd(60000)), rate=RATE), ITEMS, eur(0), DAY)
    assert codes(over) == [("payout.over_item", "lines.0.amount")]
    assert over[0].params["amount"] == eur(55200)


# ----------------------------------------------------------------------------------------------------- four eyes


@pytest.mark.parametrize(
    ("amount", "threshold", "second"),
    [
        (eur(100), None, False),
        (eur(100), eur(100), False),
        (eur(101), eur(100), True),
        (None, eur(100), True),
        (None, None, False),
        (eur(1), eur(0), True),
    ],
)
def test_above_the_threshold_a_second_person_approves(
    amount: Money | None, threshold: Money | None, second: bool
) -> None:
    assert needs_second(amount, threshold) is second
    own = check_approval({1, 2}, 1, amount, threshold)
    assert bool(own) is second
    assert is_override({1, 2}, 1, amount, threshold) is second
    assert check_approval({1, 2}, 3, amount, threshold) == ()
    assert check_approval({1, 2}, 1, amount, threshold, "Alone in the office") == ()


def test_an_approval_of_ones_own_is_refused_with_the_threshold() -> None:
    (found,) = check_approval({1}, 1, eur(200), eur(100), " ")
    assert (found.code, found.at, found.params) == ("payout.own_approval_alone", "override", {"threshold": eur(100)})
    assert codes(check_approval({1}, 1, None, eur(100)))[1:] == [("payout.no_rate_to_threshold", "override")]
    assert codes(check_approval({1}, 1, eur(200), eur(100), "x" * 501)) == [("text.too_long", "override")]


# ----------------------------------------------------------------------------------------------------- findings


CASH = PaymentMethod.CASH


@pytest.mark.parametrize(
    ("made", "around", "expected"),
    [
        ({}, {}, []),
        ({}, {"named": False}, ["payout.payee_unnamed"]),
        ({}, {"iban_right": None}, ["payout.no_iban"]),
        ({}, {"iban_right": False}, ["person.iban!"]),
        ({"method": CASH}, {"iban_right": False, "has_document": False}, ["payout.no_document"]),
        ({"method": CASH}, {"iban_right": None}, []),
        ({"role": PayeeRole.PROXY}, {}, ["payout.no_authority!"]),
        ({}, {"same_invoice": ("O-0002",)}, ["payout.same_invoice"]),
        ({}, {"same_iban": ("P-0002",)}, ["payout.same_iban"]),
        ({}, {"this_month": ("O-0003",)}, ["payout.this_month"]),
        (
            {"role": PayeeRole.PROXY},
            {"known": False, "named": False, "iban_right": False},
            ["payout.not_known", "payout.consent_unseen"],
        ),
    ],
)
def test_findings_forbid_or_deserve_a_second_look(
    made: dict[str, object], around: dict[str, object], expected: list[str]
) -> None:
    looked_at = draft((1, eur(100)), **made)
    circumstances = Circumstances(**around)  # type: ignore[arg-type]
    found = check_before_approval(looked_at, (eur(100),), ITEMS, eur(100), circumstances)
    assert [p.code + ("!" if p.severity is Severity.ERROR else "") for p in found] == expected


def test_overspending_forbids_an_approval_with_the_figures() -> None:
    looked_at = draft((1, eur(100)))
    (found,) = check_before_approval(looked_at, (eur(100),), ITEMS, eur(99), Circumstances())
    assert (found.code, found.params["available"]) == ("payout.over_fund", eur(99))
    (found,) = check_before_approval(looked_at, (eur(50001),), ITEMS, eur(99999), Circumstances())
    assert (found.code, found.params["remaining"]) == ("payout.over_item", eur(50000))


# ----------------------------------------------------------------------------------------------------- parts


def test_what_is_paid_now_is_parted_from_what_is_left() -> None:
    approved = payout((1, eur(100)), (2, eur(50)), (1, eur(20)))
    now, left = divide(approved, [PayoutLine(1, eur(110))])
    assert now[0].lines == (PayoutLine(1, eur(100)), PayoutLine(1, eur(10)))
    assert left is not None
    assert left[0].lines == (PayoutLine(2, eur(50)), PayoutLine(1, eur(10)))
    whole, nothing = divide(approved, [PayoutLine(1, eur(120)), PayoutLine(2, eur(50))])
    assert nothing is None
    assert whole[0].amount == eur(170)


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        ([], [("payout.no_lines", "lines")]),
        ([PayoutLine(3, eur(1))], [("payout.not_in_it", "lines.0.amount")]),
        ([PayoutLine(1, usd(1))], [("payout.not_in_it", "lines.0.amount")]),
        ([PayoutLine(1, eur(0))], [("amount.not_positive", "lines.0.amount")]),
        ([PayoutLine(1, eur(60)), PayoutLine(1, eur(41))], [("payout.part_too_large", "lines.1.amount")]),
    ],
)
def test_a_part_is_a_part_of_it(lines: list[PayoutLine], expected: list[tuple[str, str]]) -> None:
    with pytest.raises(Refused) as refusal:
        divide(payout((1, eur(100))), lines)
    assert refused(refusal) == expected


def test_instalments_are_even_and_due_on_their_days() -> None:
    days = [date(2026, 7, 1), date(2026, 6, 1), date(2026, 8, 1)]
    parts = instalments(payout((1, eur(100)), (2, eur(2))), days)
    assert [part.on for part, _charged in parts] == sorted(days)
    assert [[(line.item, line.amount.minor) for line in part.lines] for part, _charged in parts] == [
        [(1, 34), (2, 1)],
        [(1, 33), (2, 1)],
        [(1, 33)],
    ]


@pytest.mark.parametrize(
    ("days", "code"),
    [
        ([DAY], "payout.instalments"),
        ([DAY] * 61, "payout.instalments"),
        ([DAY, date(1000, 1, 1)], "date.absurd"),
        ([DAY] * 4, "payout.too_small"),
    ],
)
def test_instalments_need_days_and_money_for_each(days: list[date], code: str) -> None:
    with pytest.raises(Refused) as refusal:
        instalments(payout((1, eur(3))), days)
    assert refused(refusal) == [(code, "days")]


def test_instalments_of_uneven_amounts_use_up_the_items_in_their_order() -> None:
    days = [date(2026, 8, 1), date(2026, 6, 1), date(2026, 7, 1)]
    parts = instalments(payout((1, eur(100)), (2, eur(50))), days, [eur(60), eur(30), eur(60)])
    assert [part.on for part, _charged in parts] == sorted(days)
    assert [[(line.item, line.amount.minor) for line in part.lines] for part, _charged in parts] == [
        [(1, 30)],
        [(1, 60)],
        [(1, 10), (2, 50)],
    ]


@pytest.mark.parametrize(
    ("amounts", "code"),
    [
        ([eur(60), eur(39)], "payout.instalments_sum"),
        ([eur(100)], "payout.instalments_sum"),
        ([eur(100), eur(0)], "amount.not_positive"),
        ([usd(60), eur(40)], "amount.not_positive"),
    ],
)
def test_uneven_instalments_make_the_whole(amounts: list[Money], code: str) -> None:
    with pytest.raises(Refused) as refusal:
        instalments(payout((1, eur(100))), [DAY, DAY], amounts)
    assert refused(refusal) == [(code, "amounts")]


def test_a_part_of_less_than_the_funds_smallest_coin_is_refused() -> None:
    with pytest.raises(Refused) as refusal:
        divide(payout((1, usd(100)), rate=replace(RATE, rate=Decimal("0.2"))), [PayoutLine(1, usd(1))])
    assert refused(refusal) == [("payout.too_small", "lines")]


@given(
    st.lists(st.integers(10_000, 10**7), min_size=1, max_size=4),
    st.decimals("0.02", "50", places=3),
    st.integers(2, 12),
    st.data(),
)
def test_parts_make_the_whole_in_both_currencies(
    amounts: list[int], rate: Decimal, count: int, data: st.DataObject
) -> None:
    lines = [(at, usd(minor)) for at, minor in enumerate(amounts, 1)]
    approved = payout(*lines, rate=replace(RATE, rate=rate))
    amount = {at: st.integers(2500, money.minor - 2500) | st.just(money.minor) for at, money in lines}
    paid = [PayoutLine(at, usd(data.draw(amount[at]))) for at, _money in lines]
    now, left = divide(approved, paid)
    for parts in ([now] + ([left] if left else []), instalments(approved, [DAY] * count)):
        assert sum(draft.amount.minor for draft, _charged in parts) == approved.draft.amount.minor
        assert total((m for _d, charged in parts for m in charged), "EUR") == approved.fund_amount


@pytest.mark.parametrize(
    ("chosen", "payee", "beneficiary", "given"),
    [
        (PayeeRole.BENEFICIARY, "P-0001", "P-0001", PayeeRole.BENEFICIARY),
        (PayeeRole.BENEFICIARY, "P-0002", "P-0001", PayeeRole.OTHER),
        (PayeeRole.BENEFICIARY, "P-0002", None, PayeeRole.BENEFICIARY),
        (PayeeRole.LANDLORD, "P-0002", "P-0001", PayeeRole.LANDLORD),
        (PayeeRole.RELATIVE, "P-0001", "P-0001", PayeeRole.RELATIVE),
    ],
)
def test_who_is_not_the_beneficiary_is_not_left_as_one(
    chosen: PayeeRole, payee: str, beneficiary: str | None, given: PayeeRole
) -> None:
    assert role_for(chosen, payee, beneficiary) is given
