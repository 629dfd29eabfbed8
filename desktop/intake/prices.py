"""What a line costs: single amounts, ranges ("€500–700"), products and sums ("3 x €300 = €900").

A range and a calculation that does not come out keep the lower figure and are marked ambiguous.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from desktop.intake.amounts import Amount, Convention, find_amounts

if TYPE_CHECKING:
    from collections.abc import Sequence

_TIMES = r"(?:x|х|×|✕|\*|·|po|по|па|à|@|at)"
_WORD = r"[^\W\d_]{1,15}\.?"
_TIMES_GAP = re.compile(rf"\s*(?:{_WORD}\s+){{0,3}}?{_TIMES}\s*", re.IGNORECASE)
_BARE_TIMES_GAP = re.compile(r"\s*[xх×✕*·]\s*", re.IGNORECASE)
_PLUS_GAP = re.compile(r"\s*\+\s*")
_PER_TIMES_GAP = re.compile(rf"\s*(?:/ ?)?(?:{_WORD}\s*){{1,3}}[xх×✕*·]\s*", re.IGNORECASE)
_EQUALS_GAP = re.compile(rf"\s*(?:{_WORD}\s*){{0,3}}[=≈(]\s*[=~≈]?\s*")
_DASH_GAP = re.compile(r"(\s*)([-–—−‑]|\.\.\.?|…)(\s*)")
_TO_GAP = re.compile(r"\s*(?:to|up to|до|да|do)\s*", re.IGNORECASE)
_OR_GAP = re.compile(r"\s*(?:or|или|або|ці|чи|albo|lub)\s*", re.IGNORECASE)
_AND_GAP = re.compile(r"\s*(?:and|и|і|й|i|ды|та|a)\s*", re.IGNORECASE)
_FROM = re.compile(r"(?<![^\W\d_])(?:from|от|ад|від|вiд|od)\s*$", re.IGNORECASE)
_BETWEEN = re.compile(r"(?<![^\W\d_])(?:between|между|паміж|між|między)\s*$", re.IGNORECASE)
_OPEN = re.compile(
    r"(?<![^\W\d_])(?:from|up to|at least|min\.?|minimum|max\.?|(?:(?:no|not) )?(?:less|more) than|over|above|under"
    r"|nearly|almost|свыше|более|больше|менее|меньше|не более|почти|звыш|больш(?: за| чым)?|менш(?: за| чым)?|амаль"
    r"|понад|більше(?: ніж)?|менше(?: ніж)?|майже|ponad|powyżej|poniżej|prawie|niemal|(?:więcej|mniej) niż"
    r"|от|до|не менее|минимум|максимум|ад"
    r"|да|не менш(?: за)?"
    r"|мінімум|максімум|від|не менше|щонайменше|od|do|co najmniej|maksymalnie)\s*$",
    re.IGNORECASE,
)
_SEPARATED = re.compile(r"(?:^|(?:^|\s)[-–—−]|[:=|(~≈,;•])\s*$")
_OPEN_BEHIND = re.compile(
    r"\s*(?:\+(?!\s*[\w€$£₴₽₾₺₸₪¥])|(?:or|and) (?:more|up|less)\b|(?:и|или) (?:более|больше|выше)"
    r"|(?:і|ці|або) (?:больш|більше)|(?:i|lub) więcej)",
    re.IGNORECASE,
)
_MINUS = re.compile(r"(?:[-–—−:=|]\s+|^)[-−]$")  # a price below nothing: a slip, or a deduction
_ENDED = re.compile(r"\s*(?:$|[).,;:|=—–-])")


@dataclass(frozen=True, slots=True)
class Price:
    """What a line (or a part of it) costs: the cautious `value` in whole units of `currency` (None: not written).

    `calculated` says that the line multiplies or adds; `count` is given when it multiplies and it comes out. `start`
    and `end` cover the expression.
    """

    value: Decimal
    currency: str | None
    start: int
    end: int
    ambiguous: bool = False
    count: int | None = None
    calculated: bool = False


def find_prices(text: str, convention: Convention) -> tuple[Price, ...]:
    """Find what a line costs, from left to right; numbers that nothing ties to money are given without a currency."""
    amounts = find_amounts(text, convention)
    found: list[Price] = []
    at = 0
    while at < len(amounts):
        price, used = _calculation(text, amounts, at) or _range(text, amounts, at) or (_single(text, amounts, at), 1)
        found.append(price)
        at += used
    return tuple(found)


def _gap(text: str, amounts: Sequence[Amount], at: int) -> str | None:
    """Give what stands between an amount and the next one; None at the end."""
    if at + 1 >= len(amounts):
        return None
    return text[amounts[at].end : amounts[at + 1].start]


def _single(text: str, amounts: Sequence[Amount], at: int) -> Price:
    amount = amounts[at]
    lead = text[max(0, amount.start - 20) : amount.start]
    is_open = amount.currency is not None and bool(
        _MINUS.search(lead) or _OPEN.search(lead) or _OPEN_BEHIND.match(text, amount.end)
    )
    return Price(amount.value, amount.currency, amount.start, amount.end, amount.ambiguous or is_open)


# -- calculations ---------------------------------------------------------------------------------------------------


def _calculation(text: str, amounts: Sequence[Amount], at: int) -> tuple[Price, int] | None:
    """Read a chain of factors or of addends, with or without its result."""
    operator, last = _chain(text, amounts, at)
    if not operator:
        return None
    terms = amounts[at : last + 1]
    gap = _gap(text, amounts, last)
    has_result = gap is not None and _EQUALS_GAP.fullmatch(gap) is not None
    result = amounts[last + 1] if has_result else None
    currencies = {term.currency for term in (*terms, *((result,) if result else ())) if term.currency}
    if len(currencies) != 1 or not _makes_sense(operator, terms):
        return None
    worth = Decimal(1 if operator == "x" else 0)
    for term in terms:
        worth = worth * term.value if operator == "x" else worth + term.value
    agreed = result is None or result.value == worth
    value = worth if result is None else min(worth, result.value)
    unclear = not agreed or any(amount.ambiguous for amount in (*terms, *((result,) if result else ())))
    count = (
        next((int(term.value) for term in terms if term.is_count), None) if operator == "x" and not unclear else None
    )
    end = result.end if result else terms[-1].end
    start = _calculation_start(text, amounts, at)
    return Price(value, currencies.pop(), start, end, unclear, count, True), len(terms) + (1 if result else 0)


def _chain(text: str, amounts: Sequence[Amount], at: int) -> tuple[str, int]:
    """Give the operator of a chain that begins at an amount, and the place of its last term."""
    operator, last = "", at
    while (gap := _gap(text, amounts, last)) is not None and len(gap) <= 60:
        if _PLUS_GAP.fullmatch(gap):
            found = "+"
        elif _BARE_TIMES_GAP.fullmatch(gap) or (_TIMES_GAP if amounts[last].is_count else _PER_TIMES_GAP).fullmatch(
            gap
        ):
            found = "x"
        else:
            break
        if operator and found != operator:
            break
        operator, last = found, last + 1
    return operator, last


def _makes_sense(operator: str, terms: Sequence[Amount]) -> bool:
    """Money is multiplied by counts alone, and added to money alone."""
    if operator == "+":
        return True
    priced = sum(term.currency is not None for term in terms)
    counts = sum(term.is_count for term in terms)
    return priced + counts >= len(terms) and counts >= len(terms) - 1


def _calculation_start(text: str, amounts: Sequence[Amount], at: int) -> int:
    """Leave "Rent for 3 months" to the description: the expression then begins at its multiplication sign."""
    first = amounts[at]
    if first.currency or _SEPARATED.search(text[: first.start][-20:]):
        return first.start
    gap = text[first.end : amounts[at + 1].start]
    sign = _BARE_TIMES_GAP.match(gap) or re.search(rf"\s+{_TIMES}\s*$", gap, re.IGNORECASE)
    unit = gap[: sign.start()] if sign else ""
    return first.end + len(unit) if unit.strip() else first.start


# -- ranges ---------------------------------------------------------------------------------------------------------


def _range(text: str, amounts: Sequence[Amount], at: int) -> tuple[Price, int] | None:
    gap = _gap(text, amounts, at)
    if gap is None or len(gap) > 12:
        return None
    low, high = amounts[at], amounts[at + 1]
    currencies = {amount.currency for amount in (low, high) if amount.currency}
    if len(currencies) != 1:
        return None
    if _OR_GAP.fullmatch(gap):
        return Price(min(low.value, high.value), currencies.pop(), low.start, high.end, True), 2
    if high.value <= low.value:
        return None
    lead = text[max(0, low.start - 20) : low.start]
    closed = low.currency is None or high.currency or _ENDED.match(text, high.end) or _comparable(low, high)
    worded = _TO_GAP.fullmatch(gap) and closed
    between = _AND_GAP.fullmatch(gap) and _BETWEEN.search(lead)
    if not (worded or between or _dashed(text, low, high, gap)):
        return None
    return Price(low.value, currencies.pop(), low.start, high.end, True), 2


def _dashed(text: str, low: Amount, high: Amount, gap: str) -> bool:
    """Tell "500–700 €" from "Stage 2 — €300" and "€500 — 3 months"."""
    dash = _DASH_GAP.fullmatch(gap)
    if not dash:
        return False
    if low.currency and high.currency:
        return True
    tight = not dash[1] and not dash[3]
    if low.currency:
        return _ENDED.match(text, high.end) is not None or (dash[2] != "—" and _comparable(low, high))
    before = text[max(0, low.start - 20) : low.start]
    if tight or _SEPARATED.search(before) or _FROM.search(before):
        return _comparable(low, high)
    return dash[2] != "—" and bool(dash[1]) == bool(dash[3]) and low.value >= 20 and _comparable(low, high)


def _comparable(low: Amount, high: Amount) -> bool:
    return low.value * 5 >= high.value
