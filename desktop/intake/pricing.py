"""One line of the list of expenses: what is bought, and for how much."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from enum import Enum, auto
from itertools import pairwise
from typing import TYPE_CHECKING

from desktop.intake import vocabulary
from desktop.intake.prices import Price

if TYPE_CHECKING:
    from collections.abc import Sequence

    from desktop.intake.lines import Line

_MOST_IN_A_LINE = 40

_WORD = re.compile(r"[^\W\d_]")
_ANY_WORD = re.compile(r"[^\W_]")
_SEPARATOR_END = re.compile(r"(?:(?:^|\s)[-–—−]+|[-–—−:=|→>~≈\t]|\.{2,}|…)\s*[(~≈]?\s*$")
_SEPARATOR_START = re.compile(r"\s*\)?\s*[-–—−:=|→\t]")
_TRAILING_SEPARATORS = re.compile(r"[\s\-–—−:=|→>~≈.,;…(\[]+$")
_LEADING_SEPARATORS = re.compile(r"^[\s\-–—−:=|→>.,;…)\]]+")
_PREPOSITION = re.compile(r"^(?:for|на|для|za|za|na|dla|з|for the)\s+(?=\S)", re.IGNORECASE)
_ABOUT = re.compile(
    r"(?:^|(?<=\W))(?:about|approx(?:imately)?\.?|around|circa|ca\.?|only|just|cost|price|sum|каля|прыкладна"
    r"|прыблізна|кошт|цана|около|примерно"
    r"|приблизительно|стоимость|цена|сумма|близько|приблизно|вартість|ціна|сума|ok\.|około|mniej więcej|cena"
    r"|koszt|kwota)\s*[:~≈]*\s*$",
    re.IGNORECASE,
)
_OPEN_LEAD = re.compile(
    r"(?:^|(?<=\W))(?:from|up to|at least|min\.?|max\.?|between|(?:(?:no|not) )?(?:less|more) than|over|above|under"
    r"|nearly|almost|свыше|более|больше|менее|меньше|не более|почти|звыш|больш(?: за| чым)?|менш(?: за| чым)?|амаль"
    r"|понад|більше(?: ніж)?|менше(?: ніж)?|майже|ponad|powyżej|poniżej|prawie|niemal|(?:więcej|mniej) niż"
    r"|от|до|не менее|между|ад|да|паміж|від|між|od|do"
    r"|między)\s*$",
    re.IGNORECASE,
)
_PER = re.compile(
    r"\s*\(?(?:/ ?|per |a |each\b|monthly|a piece|apiece|в |у |на |за |ежемесячно|щомісяця|штомесяц|кожны|каждый"
    r"|кожен|miesięcznie|na |za )"
    r"(?:month|week|day|night|person|session|lesson|piece|item|visit|месяц|мес\.?|неделю|тыдзень|тиждень|день"
    r"|дзень|сутки|чалавека|человека"
    r"|людину|сеанс|занятие|занятак|заняття|місяць|штуку|miesiąc|tydzień|dzień|noc|osobę|sesję|wizytę|lekcję)?\.?\)?",
    re.IGNORECASE,
)
_PARENTHESIS = re.compile(r"\([^()]{0,300}\)")
_BREAK = re.compile(r"\s*\)?\s*(?:[,;]|(?:and|и|і|й|ды|та|i|oraz)(?!\w))", re.IGNORECASE)
_BREAK_END = re.compile(r"(?:[,;.]|(?<!\w)(?:and|и|і|й|ды|та|i|oraz))\s*\(?\s*$", re.IGNORECASE)
_CONJUNCTION = re.compile(r"^(?:and|и|і|й|ды|та|i|oraz)\s+", re.IGNORECASE)


class Place(Enum):
    """Where the amount stands in its line."""

    ALONE = auto()
    FIRST = auto()
    LAST = auto()
    MIDDLE = auto()


@dataclass(frozen=True, slots=True)
class Priced:
    """What is bought (the page's own words) and its price."""

    description: str
    price: Price
    place: Place
    set_off: bool = False  # a dash, a colon or the like stands between the words and the amount
    per_unit: bool = False  # "per month" stands behind the amount


def read_priced(line: Line) -> tuple[Priced, ...]:
    """Read the items of a line: none without money, usually one, several when the line is a list."""
    prices = _outside_parentheses(line)
    prices = tuple(_checked(line, price) for price in prices) if len(prices) == 1 else prices
    if not prices:
        return ()
    if len(prices) == 1:
        return (_single(line, prices[0]),)
    if len(prices) <= _MOST_IN_A_LINE:
        several = _list_amount_first(line, prices) or _list_amount_last(line, prices)
        if several:
            return several
    return (_set_off_or_unclear(line, prices),)


def _outside_parentheses(line: Line) -> tuple[Price, ...]:
    """Leave out remarks such as "(€300 a month)" behind the amount that counts."""
    spans = [match.span() for match in _PARENTHESIS.finditer(line.plain)]
    outside = tuple(p for p in line.prices if not any(start <= p.start and p.end <= end for start, end in spans))
    return outside or line.prices


def _checked(line: Line, price: Price) -> Price:
    """Hold an amount against its other half ("500/600 €"), or the calculation in brackets ("€1000 (3 × €300)")."""
    price = _halved(line, price)
    others = [other for other in line.prices if other.calculated and other.currency == price.currency]
    if price.calculated or len(others) != 1 or others[0] is price:
        return price
    if others[0].value != price.value:
        return replace(price, value=min(price.value, others[0].value), ambiguous=True)
    return replace(price, count=others[0].count)


def _halved(line: Line, price: Price) -> Price:
    """Take the lower of two figures with a stroke between them."""
    for other in line.all_prices:
        first, second = (other, price) if other.start < price.start else (price, other)
        beside = line.plain[first.end : second.start].strip() == "/"
        lower, higher = sorted((first.value, second.value))
        if other.currency is None and beside and lower < higher <= lower * 3:
            return replace(price, value=lower, start=first.start, end=second.end, ambiguous=True)
    return price


def _single(line: Line, price: Price) -> Priced:
    plain, text = line.plain, line.text
    before, after = plain[: price.start], plain[price.end :]
    per = _PER.match(after)
    per_unit = per is not None and per.end() > 0 and bool(per[0].strip())
    tail = after[per.end() :] if per and per_unit else after
    outer = _PARENTHESIS.sub("", tail)
    lead = _OPEN_LEAD.sub("", _ABOUT.sub("", before))
    if not _ANY_WORD.search(lead):
        if not _ANY_WORD.search(tail):
            return Priced("", price, Place.ALONE, per_unit=per_unit)
        rest = text[len(text) - len(tail) :]
        return Priced(_clean_first(rest), price, Place.FIRST, _SEPARATOR_START.match(after) is not None, per_unit)
    off = _SEPARATOR_END.search(lead) is not None
    opened = lead.rstrip().endswith("(") and tail.lstrip().startswith(")")
    if not _ANY_WORD.search(outer) or ((off or opened) and re.match(r"\s*[,;.|()]", tail)):
        words = _clean_last(text[: len(lead)])
        if _ANY_WORD.search(tail):
            words = f"{words}{_clean_tail(text[len(text) - len(tail) :], opened)}".strip(" ,;|")
        return Priced(words, price, Place.LAST, off or opened, per_unit)
    return Priced(text.strip(), price, Place.MIDDLE, per_unit=per_unit)


def _clean_first(rest: str) -> str:
    rest = _LEADING_SEPARATORS.sub("", rest)
    return _PREPOSITION.sub("", rest).strip(" ;,")


def _clean_last(words: str) -> str:
    words = _TRAILING_SEPARATORS.sub("", words)
    return words.strip(" ;,")


def _clean_tail(tail: str, opened: bool) -> str:
    tail = tail.strip()
    if opened:
        tail = tail[1:].lstrip()
    return tail if tail[:1] in ".,;" else f" {tail}"


def _list_amount_first(line: Line, prices: Sequence[Price]) -> tuple[Priced, ...]:
    """Read "€500 for the visa, €300 for clothes"."""
    lead = line.plain[: prices[0].start]
    if _ANY_WORD.search(lead) and not lead.rstrip().endswith(":"):
        return ()
    found: list[Priced] = []
    for at, price in enumerate(prices):
        last = at + 1 == len(prices)
        end = len(line.plain) if last else prices[at + 1].start
        gap = line.plain[price.end : end]
        if not _WORD.search(gap) or not (last or _BREAK_END.search(gap)):
            return ()
        words = line.text[price.end : end]
        if not last:
            words = _BREAK_END.sub("", _TRAILING_SEPARATORS.sub("", words))
        words = _clean_first(words)
        if not _WORD.search(words):
            return ()
        found.append(Priced(words.rstrip(" .,;"), price, Place.FIRST, _SEPARATOR_START.match(gap) is not None))
    return tuple(found)


def _list_amount_last(line: Line, prices: Sequence[Price]) -> tuple[Priced, ...]:
    """Read "visa — €500, clothes — €300"."""
    if _ANY_WORD.search(line.plain[prices[-1].end :]):
        return ()
    found: list[Priced] = []
    start = 0
    for at, price in enumerate(prices):
        if at + 1 < len(prices) and not _BREAK.match(line.plain, price.end):
            return ()
        words = _LEADING_SEPARATORS.sub("", line.text[start : price.start])
        words = _CONJUNCTION.sub("", words)
        if not at and ": " in words:
            words = words.rpartition(": ")[2]
        words = _clean_last(words)
        if not _WORD.search(words):
            return ()
        off = _SEPARATOR_END.search(line.plain[: price.start]) is not None
        found.append(Priced(words, price, Place.LAST, off))
        start = price.end
    return tuple(found)


def _set_off_or_unclear(line: Line, prices: Sequence[Price]) -> Priced:
    """Take the amount that a dash sets off at an edge; otherwise the lowest, marked as having several readings."""
    first, last = _single_among(line, prices[0]), _single_among(line, prices[-1])
    if last.place is Place.LAST and last.set_off:
        return last
    if first.place is Place.FIRST and first.set_off:
        return first
    if len({price.currency for price in prices}) == len(prices) and not _WORD.search(_between(line, prices)):
        return first  # the same sum in another currency behind it
    same = [price for price in prices if price.currency == prices[0].currency]
    lowest = min(same, key=lambda price: price.value)
    edge = first if first.place is not Place.MIDDLE else last
    unclear = Price(lowest.value, lowest.currency, lowest.start, lowest.end, True)
    words = edge.description if edge.place in (Place.FIRST, Place.LAST) else line.text.strip()
    return Priced(words, unclear, edge.place, edge.set_off)


def _between(line: Line, prices: Sequence[Price]) -> str:
    return "".join(line.plain[one.end : other.start] for one, other in pairwise(prices))


def _single_among(line: Line, price: Price) -> Priced:
    """Read one of several prices as if the others were words."""
    return _single(line, price)


def is_plea(line: Line) -> bool:
    """Tell a sentence that asks for a sum ("We need €2000 for treatment") from a priced thing."""
    prices = line.prices
    if line.bulleted or len(prices) != 1:
        return False
    before = line.plain[: prices[0].start]
    return not _SEPARATOR_END.search(before) and vocabulary.NEED_WORD.search(before) is not None


def is_bare_plea(line: Line) -> bool:
    """Tell a plea that says nothing of what the money is for ("We need to raise €2000")."""
    if not is_plea(line):
        return False
    rest = vocabulary.NEED_WORD.sub(" ", line.around(line.prices[0]))
    return not _WORD.search(vocabulary.FILLER.sub(" ", rest))
