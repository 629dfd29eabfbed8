"""Parts of an approved payout: what is paid now and what is left, or instalments by dates; parts make the whole."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from desktop.domain.clock import EARLIEST_YEAR
from desktop.domain.errors import Problem, refuse, refuse_errors
from desktop.domain.money import Money
from desktop.domain.payouts import LATEST_YEAR, MOST_PARTS, PayoutDraft, PayoutLine

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date

    from desktop.domain.payouts import Payout

Part = tuple[PayoutDraft, tuple[Money, ...]]
"""A part: its draft, and what each of its lines takes from the fund."""


def divide(payout: Payout, lines: Sequence[PayoutLine]) -> tuple[Part, Part | None]:
    """Part what is paid now from what is left (None when nothing is).

    Args:
        payout: The approved payout.
        lines: What is paid now for each of its expense items.

    Raises:
        Refused: payout.no_lines, payout.not_in_it, payout.part_too_large, amount.not_positive, payout.too_small.
    """
    if not lines:
        raise refuse("payout.no_lines", at="lines")
    _check_part(payout, lines)
    wanted: dict[int, int] = {}
    for line in lines:
        wanted[line.item] = wanted.get(line.item, 0) + line.amount.minor
    weights: list[tuple[int, int]] = []
    for line in payout.draft.lines:
        taken = min(line.amount.minor, wanted.get(line.item, 0))
        wanted[line.item] = wanted.get(line.item, 0) - taken
        weights.append((taken, line.amount.minor - taken))
    now = _part(payout, weights, 0, at="lines")
    return now, _part(payout, weights, 1, at="lines") if any(left for _taken, left in weights) else None


def _check_part(payout: Payout, lines: Sequence[PayoutLine]) -> None:
    found: list[Problem] = []
    left: dict[int, Money] = {}
    for line in payout.draft.lines:
        left[line.item] = left.get(line.item, Money.zero(payout.draft.currency)) + line.amount
    for index, line in enumerate(lines):
        at = f"lines.{index}.amount"
        if line.item not in left or line.amount.currency != payout.draft.currency:
            found.append(Problem("payout.not_in_it", at, {"line": line.item, "code": payout.code}))
        elif line.amount.minor <= 0:
            found.append(Problem("amount.not_positive", at, {"amount": line.amount}))
        elif line.amount > left[line.item]:
            facts = {"line": line.item, "amount": line.amount, "left": left[line.item]}
            found.append(Problem("payout.part_too_large", at, facts))
        else:
            left[line.item] -= line.amount
    refuse_errors(tuple(found))


def instalments(payout: Payout, days: Iterable[date], amounts: Sequence[Money] = ()) -> tuple[Part, ...]:
    """Split an approved payout by the days on which its parts are due, evenly or by amounts.

    Args:
        payout: The approved payout.
        days: When the parts are due.
        amounts: One for each day, in the same order, which make the whole; even ones when there are none. They are
            taken from the expense items in their order.

    Raises:
        Refused: payout.instalments when there are fewer than two days or far too many, date.absurd, payout.too_small
            when there is less than the smallest coin for each; payout.instalments_sum or amount.not_positive at
            "amounts".
    """
    asked = tuple(days)
    if amounts:
        _check_amounts(payout, asked, amounts)
        paired = sorted(zip(asked, (each.minor for each in amounts), strict=True), key=lambda pair: pair[0])
        due, dealt = [day for day, _minor in paired], [minor for _day, minor in paired]
    else:
        due, dealt = sorted(asked), []
    if not 2 <= len(due) <= MOST_PARTS:
        raise refuse("payout.instalments", at="days", most=MOST_PARTS)
    absurd = [day for day in due if not EARLIEST_YEAR <= day.year <= LATEST_YEAR]
    if absurd:
        raise refuse("date.absurd", at="days", date=absurd[0])
    if dealt:
        weights = _dealt_out([line.amount.minor for line in payout.draft.lines], dealt)
    else:
        weights = [[part.minor for part in line.amount.split([1] * len(due))] for line in payout.draft.lines]
    parts = [_part(payout, weights, at, at="days") for at in range(len(due))]
    return tuple((replace(draft, on=day), charged) for (draft, charged), day in zip(parts, due, strict=True))


def _check_amounts(payout: Payout, days: Sequence[date], amounts: Sequence[Money]) -> None:
    whole = payout.draft.amount
    wrong = next((each for each in amounts if each.currency != whole.currency or each.minor <= 0), None)
    if wrong is not None:
        raise refuse("amount.not_positive", at="amounts", amount=wrong)
    given = Money(sum(each.minor for each in amounts), whole.currency)
    if len(amounts) != len(days) or given != whole:
        facts = {"count": len(days), "given": given, "whole": whole}
        raise refuse("payout.instalments_sum", at="amounts", **facts)


def _dealt_out(lines: Sequence[int], parts: Sequence[int]) -> list[list[int]]:
    """Give what each part takes from each line: the lines are used up in their order."""
    left = list(parts)
    dealt: list[list[int]] = []
    for line in lines:
        row: list[int] = []
        for place, part in enumerate(left):
            taken = min(line - sum(row), part)
            left[place] -= taken
            row.append(taken)
        dealt.append(row)
    return dealt


def _part(payout: Payout, weights: Sequence[Sequence[int]], place: int, *, at: str) -> Part:
    """Make the part that has the amounts at `place` of each line's `weights`; lines with nothing are left out of it.

    What a line takes from the fund is split as its own amount is.
    """
    currency = payout.draft.currency
    kept = [
        (PayoutLine(line.item, Money(each[place], currency)), money.split(each)[place])
        for line, money, each in zip(payout.draft.lines, payout.charged, weights, strict=True)
        if each[place]
    ]
    if not kept or not all(money for _line, money in kept):
        raise refuse("payout.too_small", at=at, currency=currency, fund=payout.charged[0].currency)
    return replace(payout.draft, lines=tuple(line for line, _money in kept)), tuple(money for _line, money in kept)
