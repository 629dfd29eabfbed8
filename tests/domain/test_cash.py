"""The cash desk: never below nothing, counted exactly, closed only when the count agrees."""

from datetime import UTC, date, datetime

import pytest

from desktop.domain.cash import (
    DENOMINATIONS,
    ENTERED,
    CashCount,
    CashDay,
    CashDraft,
    CashKind,
    CashReport,
    CashRow,
    CountDraft,
    Pieces,
    agreeing_count,
    cash_changes,
    cash_entry,
    check_cash,
    check_count,
    check_open,
    check_voucher,
)
from desktop.domain.errors import Problem, Refused
from desktop.domain.ledger import Account, Entry, EntryKind, Posting
from desktop.domain.money import Money

TODAY = date(2026, 5, 20)
NOW = datetime(2026, 5, 20, 17, tzinfo=UTC)


def day(number: int) -> date:
    return date(2026, 5, number)


def eur(minor: int) -> Money:
    return Money(minor, "EUR")


def moved(number: int, came_in: int, went_out: int = 0) -> CashDay:
    return CashDay(day(number), eur(came_in), eur(went_out))


def codes(problems: tuple[Problem, ...]) -> list[tuple[str, str | None]]:
    return [(problem.code, problem.at) for problem in problems]


@pytest.mark.parametrize(
    ("held", "days", "change", "expected"),
    [
        (0, [], 500, None),  # cash that comes in is always taken, even while the desk is below nothing
        (-100, [], 50, None),
        (500, [], -500, None),
        (500, [], -501, ("cash.below_nothing", day(10), 500)),
        (0, [moved(10, 500)], -500, None),  # what came in on the day itself counts
        (0, [moved(10, 500, 300)], -201, ("cash.below_nothing", day(10), 200)),
        (500, [moved(12, 0, 400)], -101, ("cash.below_nothing_later", day(12), 100)),
        (500, [moved(12, 0, 400)], -100, None),
        (500, [moved(12, 300)], -501, ("cash.below_nothing", day(10), 500)),  # later cash does not help today
        (0, [moved(12, 300), moved(10, 50)], -51, ("cash.below_nothing", day(10), 50)),
        (900, [moved(13, 0, 100), moved(11, 0, 700), moved(12, 500)], -250, ("cash.below_nothing_later", day(11), 200)),
    ],
)
def test_cash_is_never_below_nothing_from_the_day_on(
    held: int, days: list[CashDay], change: int, expected: tuple[str, date, int] | None
) -> None:
    problems = check_cash(eur(held), days, day(10), eur(change))
    if expected is None:
        assert problems == ()
        return
    (problem,) = problems
    assert (problem.code, problem.at) == (expected[0], "amount")
    assert problem.params == {
        "date": expected[1], "currency": "EUR", "held": eur(expected[2]), "amount": eur(-change),
    }  # fmt: skip


def test_a_closed_day_takes_no_more_cash() -> None:
    assert check_open(day(5), None, None) == ()
    assert check_open(day(5), day(4), day(5)) == ()
    (problem,) = check_open(day(4), day(4), day(5))
    assert (problem.code, problem.at, problem.params["open"]) == ("cash.day_closed", "on", day(5))


@pytest.mark.parametrize(
    ("draft", "expected"),
    [
        (CashDraft(CashKind.WITHDRAWAL, eur(100), TODAY), []),
        (CashDraft(CashKind.DEPOSIT, eur(0), TODAY), [("amount.not_positive", "amount")]),
        (CashDraft(CashKind.OTHER_IN, eur(100), TODAY), [("field.required", "text")]),
        (CashDraft(CashKind.OTHER_OUT, eur(100), TODAY, "stamps"), []),
        (CashDraft(CashKind.DEPOSIT, eur(100), date(2026, 5, 21), "x" * 301),
         [("date.in_future", "on"), ("text.too_long", "text")]),
    ],
)  # fmt: skip
def test_a_voucher_is_checked_at_its_fields(draft: CashDraft, expected: list[tuple[str, str]]) -> None:
    assert codes(check_voucher(draft, TODAY)) == expected


def test_a_difference_is_not_entered_by_hand() -> None:
    assert CashKind.DIFFERENCE not in ENTERED
    assert len(ENTERED) == len(CashKind) - 1


def test_every_currency_can_be_counted_to_its_smallest_coin() -> None:
    for currency, values in DENOMINATIONS.items():
        assert list(values) == sorted(set(values), reverse=True)
        every = CountDraft(currency, TODAY, tuple(Pieces(value, 3) for value in values))
        assert every.counted == Money(3 * sum(values), currency)


def count(*pieces: tuple[int, int], currency: str = "EUR", reason: str = "") -> CountDraft:
    return CountDraft(currency, TODAY, tuple(Pieces(*each) for each in pieces), reason)


@pytest.mark.parametrize(
    ("draft", "expected"),
    [
        (count((5000, 2), (20, 1)), []),
        (count((5000, 2), (20, 0)), [("cash.missing", "reason")]),
        (count((5000, 2), (20, 2)), [("cash.in_excess", "reason")]),
        (count((5000, 2), (20, 2), reason="found under the drawer"), []),
        (count((5000, -1)), [("cash.pieces", "pieces.0")]),
        (count((5000, 1), (20, 1_000_000_001)), [("cash.pieces", "pieces.1")]),
        (count((3, 1)), [("cash.no_such_piece", "pieces.0")]),
        (count((5000, 1), reason="x" * 301), [("text.too_long", "reason")]),
    ],
)
def test_a_count_needs_a_reason_only_for_a_difference(draft: CountDraft, expected: list[tuple[str, str]]) -> None:
    assert codes(check_count(draft, eur(10020), TODAY)) == expected


def test_a_currency_without_denominations_is_counted_as_an_amount() -> None:
    assert check_count(count((1234, 1), currency="SEK"), Money(1234, "SEK"), TODAY) == ()
    with pytest.raises(Refused, match=r"currency\.unknown"):
        check_count(count(currency="ABC"), eur(0), TODAY)


def test_the_difference_is_told_with_its_figures() -> None:
    (problem,) = check_count(count((5000, 1)), eur(5030), TODAY)
    assert problem.params == {"counted": eur(5000), "expected": eur(5030), "difference": eur(30)}
    kept = CashCount(1, count((5000, 1)), eur(5030), NOW, 1)
    assert kept.difference == eur(-30)
    assert kept.draft.written == "[[5000, 1]]"


def test_a_day_is_closed_on_a_count_that_agrees() -> None:
    kept = CashCount(1, count((5000, 1)), eur(5000), NOW, 1)
    assert agreeing_count(TODAY, TODAY, day(19), kept, eur(5000)) is kept
    for on, closed, count_, balance, code in (
        (date(2026, 5, 21), None, kept, 5000, r"date\.in_future"),
        (TODAY, TODAY, kept, 5000, r"cash\.already_closed"),
        (TODAY, None, None, 5000, r"cash\.not_counted"),
        (TODAY, None, kept, 5001, r"cash\.count_differs"),
    ):
        with pytest.raises(Refused, match=code):
            agreeing_count(on, TODAY, closed, count_, eur(balance))


@pytest.mark.parametrize(
    ("kind", "amount", "cash", "other", "fund"),
    [
        (CashKind.WITHDRAWAL, 500, 500, Account.BANK, None),
        (CashKind.DEPOSIT, 500, -500, Account.BANK, None),
        (CashKind.OTHER_IN, 500, 500, Account.CASH_DIFFERENCE, "C-0009"),
        (CashKind.OTHER_OUT, 500, -500, Account.CASH_DIFFERENCE, "C-0009"),
        (CashKind.DIFFERENCE, 500, 500, Account.CASH_DIFFERENCE, "C-0009"),
        (CashKind.DIFFERENCE, -500, -500, Account.CASH_DIFFERENCE, "C-0009"),
    ],
)
def test_a_voucher_makes_a_balanced_entry(
    kind: CashKind, amount: int, cash: int, other: Account, fund: str | None
) -> None:
    entry = cash_entry(kind, eur(amount), TODAY, fund, day(1))
    assert kind.needs_a_fund == (fund is not None)
    assert entry.kind is EntryKind.CASH
    assert entry.happened == day(1)
    assert entry.postings == (Posting(Account.CASH, eur(cash), fund), Posting(other, eur(-cash), fund))
    assert cash_changes(entry) == {"EUR": eur(cash)}


def test_an_entry_changes_each_cash_desk_by_its_own_sum() -> None:
    usd = Money(900, "USD")
    postings = (
        Posting(Account.CASH, eur(300)), Posting(Account.CASH, eur(-300)), Posting(Account.CASH, usd),
        Posting(Account.BANK, -usd),
    )  # fmt: skip
    assert cash_changes(Entry(EntryKind.CASH, TODAY, postings)) == {"USD": usd}


def row(change: int, balance: int) -> CashRow:
    return CashRow(1, TODAY, 1, "K-0001", None, EntryKind.CASH, CashKind.DEPOSIT, None, eur(change), eur(balance))


def test_a_report_closes_at_opening_and_in_less_out() -> None:
    rows = (row(500, 600), row(-200, 400), row(50, 450))
    assert (rows[0].came_in, rows[0].went_out) == (eur(500), None)
    assert (rows[1].came_in, rows[1].went_out) == (None, eur(200))
    report = CashReport("EUR", day(1), TODAY, eur(100), rows)
    assert (report.came_in, report.went_out, report.closing) == (eur(550), eur(200), eur(450))
    assert CashReport("EUR", day(1), TODAY, eur(100), ()).closing == eur(100)
    assert moved(3, 500, 200).change == eur(300)
