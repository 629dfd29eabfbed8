"""The part of a page that says how much is needed: its lines become priced items and statements of the goal.

An amount on a line of its own is an item's when a description stands beside it, and the goal when nothing does or when
it equals the sum of the rest.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from decimal import Decimal
from enum import Enum, auto
from typing import TYPE_CHECKING

from desktop.intake.lines import Kind, Line
from desktop.intake.pricing import Place, Priced, is_bare_plea, is_plea, read_priced

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from desktop.intake.prices import Price

_SENTENCE_END = (".", "!", "?", ":", ";", "…", ".”", ".»", ".)")
_MOST_BROKEN = 40  # lines of one description
_OPEN_END = re.compile(r"(?:\s[-–—−]|[,(/&+])$")


@dataclass(slots=True)
class Needs:
    """What was read: items in the page's order, goals in the page's order (the first is the stated one)."""

    items: list[Priced] = field(default_factory=list)
    goals: list[Price] = field(default_factory=list)

    @property
    def is_empty(self) -> bool:
        """Tell whether nothing with an amount was found."""
        return not self.items and not self.goals


class _Role(Enum):
    TEXT = auto()
    ALONE = auto()  # an amount on a line of its own
    PLEA = auto()  # a sentence that asks for a sum: the goal or an item
    ITEM = auto()
    MIDDLE = auto()  # a sentence with an amount inside it
    GOAL = auto()


@dataclass(slots=True, eq=False)
class _Entry:
    role: _Role
    line: Line
    priced: tuple[Priced, ...] = ()
    after_blank: bool = False

    @property
    def price(self) -> Price:
        return self.priced[0].price


def read_needs(lines: Sequence[Line]) -> Needs:
    """Read the lines that follow the anchor phrase up to the next heading."""
    entries = _entries(_join(lines))
    needs = Needs(goals=[entry.price for entry in entries if entry.role is _Role.GOAL])
    open_ones = [entry for entry in entries if entry.role is not _Role.GOAL]
    _settle_sentences(open_ones)
    goal = _goal_among(open_ones, bool(needs.goals))
    if goal:
        needs.goals.append(goal.price)
        goal.role = _Role.GOAL
        for at, entry in enumerate(open_ones):
            if entry.role is _Role.ALONE and entry.price.value == goal.price.value and _is_repeated(open_ones, at):
                entry.role = _Role.GOAL
    needs.items.extend(_items([entry for entry in open_ones if entry.role is not _Role.GOAL]))
    return needs


# -- lines that belong together -------------------------------------------------------------------------------------


def _join(lines: Sequence[Line]) -> list[tuple[Line, bool]]:
    """Join lines that were broken in the middle of a sentence; say of each whether a blank line stands before it."""
    joined: list[tuple[Line, bool]] = []
    pieces: list[Line] = []
    blank, after_blank, has_price = False, False, False
    for line in lines:
        if line.kind is Kind.BLANK:
            blank = True
            continue
        if pieces and not blank and len(pieces) < _MOST_BROKEN and _continues(pieces, line, has_price):
            pieces.append(line)
            has_price = has_price or bool(line.prices)
            continue
        if pieces:
            joined.append((_one(pieces), after_blank))
        pieces, after_blank, blank, has_price = [line], blank, False, bool(line.prices)
    if pieces:
        joined.append((_one(pieces), after_blank))
    return joined


def _one(pieces: Sequence[Line]) -> Line:
    if len(pieces) == 1:
        return pieces[0]
    first = pieces[0]
    text, plain = " ".join(piece.text for piece in pieces), " ".join(piece.plain for piece in pieces)
    return Line(text, plain, first.bulleted, first.convention, first.assumed)


def _continues(pieces: Sequence[Line], line: Line, has_price: bool) -> bool:
    """Tell whether a line goes on with the sentence of the line before it."""
    previous = pieces[-1]
    plain_kinds = previous.kind is Kind.TEXT and line.kind is Kind.TEXT
    if not plain_kinds or line.bulleted or line.is_lone_price or previous.is_lone_price:
        return False
    if has_price and (line.prices or _ends_with_price(previous)):
        return False
    if _OPEN_END.search(previous.text) or (pieces[0].bulleted and not line.prices):
        return True
    if pieces[0].bulleted and not has_price:
        return True
    return line.text[:1].islower() and not previous.text.endswith(_SENTENCE_END)


def _ends_with_price(line: Line) -> bool:
    return bool(line.prices) and not any(char.isalnum() for char in line.plain[line.prices[-1].end :])


# -- what each line is ----------------------------------------------------------------------------------------------


def _entries(lines: Iterable[tuple[Line, bool]]) -> list[_Entry]:
    entries: list[_Entry] = []
    label_waits = False
    for line, after_blank in lines:
        if line.kind in (Kind.NOTE, Kind.NOISE, Kind.OTHER_TAB):
            continue
        priced = read_priced(line)
        if line.kind is Kind.GOAL and not priced:
            label_waits = True  # "Goal" alone: the amount stands on the next line
            continue
        role = _role(line, priced)
        if label_waits and role is _Role.ALONE:
            role = _Role.GOAL
        label_waits = False
        entries.append(_Entry(role, line, priced, after_blank))
    return entries


def _role(line: Line, priced: tuple[Priced, ...]) -> _Role:
    if not priced:
        return _Role.TEXT
    if line.kind is Kind.GOAL or is_bare_plea(line):
        return _Role.GOAL
    if len(priced) == 1 and (priced[0].place is Place.ALONE or line.is_lone_price):
        return _Role.ALONE
    if len(priced) == 1 and is_plea(line):
        return _Role.PLEA
    return _Role.MIDDLE if priced[0].place is Place.MIDDLE and not line.bulleted else _Role.ITEM


def _settle_sentences(entries: list[_Entry]) -> None:
    """A sentence with an amount inside is an item unless the page has a list of items: then it is a remark."""
    listed = sum(entry.role in (_Role.ITEM, _Role.ALONE) for entry in entries)
    for entry in entries:
        if entry.role is _Role.MIDDLE:
            entry.role = _Role.ITEM if listed < 2 else _Role.TEXT


# -- which amount is the goal ---------------------------------------------------------------------------------------


def _goal_among(entries: Sequence[_Entry], has_goal: bool) -> _Entry | None:
    """Find the amount that is the goal and not an item's."""
    priced = [entry for entry in entries if entry.role is not _Role.TEXT]
    candidates = [entry for entry in priced if entry.role in (_Role.ALONE, _Role.PLEA)]
    if not candidates:
        return None
    if len(priced) == 1:
        return None if has_goal else candidates[0]
    total = _sum_of_all(priced)
    if total is not None and len(priced) > 2:
        for entry in candidates:
            if entry.price.value * 2 == total:
                return entry
    if has_goal:
        return None
    return _goal_by_place(entries, priced)


def _sum_of_all(priced: Sequence[_Entry]) -> Decimal | None:
    """Add everything with a price; None when there are several currencies."""
    each = [part.price for entry in priced for part in entry.priced]
    if len({price.currency for price in each}) != 1:
        return None
    return sum((price.value for price in each), Decimal(0))


def _goal_by_place(entries: Sequence[_Entry], priced: Sequence[_Entry]) -> _Entry | None:
    first, last = priced[0], priced[-1]
    has_items = any(entry.role is _Role.ITEM for entry in priced)
    if first.role is _Role.PLEA:
        rest = max(part.price.value for entry in priced[1:] for part in entry.priced)
        return first if has_items and first.price.value > rest else None
    if first.role is _Role.ALONE:
        at = next(place for place, entry in enumerate(entries) if entry is first)
        if has_items and priced[1].role is not _Role.ALONE:
            under_bullet = at > 0 and entries[at - 1].line.bulleted
            return None if under_bullet else first
        if at == 0 and (priced[1] is entries[1] or entries[-1] is last):
            return first  # texts and amounts by turns end with an amount: the texts stand above their amounts
        if entries[-1] is last and first.after_blank and not any(e.after_blank for e in priced[1:]):
            return first
    if last.role is _Role.ALONE and has_items and len(entries) > 1 and priced[-2] is entries[-2] is not last:
        return last
    return None


def _is_repeated(entries: Sequence[_Entry], at: int) -> bool:
    """Tell an amount said again from an item of the same price: no text of its own stands beside it."""
    beside = [entries[near] for near in (at - 1, at + 1) if 0 <= near < len(entries)]
    return all(near.role is not _Role.TEXT for near in beside)


# -- items ----------------------------------------------------------------------------------------------------------


def _items(entries: Sequence[_Entry]) -> list[Priced]:
    """Give the items in order; a lone amount takes the text above it, or below where the amounts stand first."""
    above = _amounts_stand_below(entries)
    items: list[Priced] = []
    taken: set[int] = set()
    for at, entry in enumerate(entries):
        if entry.role in (_Role.ITEM, _Role.PLEA):
            items.extend(_with_following(entries, at))
        elif entry.role is _Role.ALONE:
            near = at - 1 if above else at + 1
            words = ""
            if 0 <= near < len(entries) and entries[near].role is _Role.TEXT and near not in taken:
                taken.add(near)
                words = entries[near].line.text.rstrip(" :—–-")
                words += _following(entries, near) if not above else ""
            part = entry.priced[0]
            items.append(Priced(words, part.price, part.place, True, part.per_unit))
    return items


def _with_following(entries: Sequence[_Entry], at: int) -> tuple[Priced, ...]:
    """Add the further sentences of an item whose amount stands first: "€500 — I wait for a visa." and the next line."""
    priced = entries[at].priced
    if len(priced) != 1 or priced[0].place is not Place.FIRST:
        return priced
    return (replace(priced[0], description=priced[0].description + _following(entries, at)),)


def _following(entries: Sequence[_Entry], at: int) -> str:
    """Add further sentences of a description that stands below its amount, up to a blank line."""
    words = ""
    for entry in entries[at + 1 :]:
        if entry.role is not _Role.TEXT or entry.after_blank or entry.line.bulleted:
            break
        words += f" {entry.line.text}"
    return words


def _amounts_stand_below(entries: Sequence[_Entry]) -> bool:
    """Tell "description, amount" from "amount, description" where they stand on lines of their own."""
    closer_above = closer_below = 0
    below = alone = 0
    first = len(entries)
    for at, entry in enumerate(entries):
        if entry.role is not _Role.ALONE:
            continue
        alone += 1
        first = min(first, at)
        following = entries[at + 1] if at + 1 < len(entries) else None
        has_below = following is not None and following.role is _Role.TEXT
        below += has_below
        closer_below += following is not None and has_below and not following.after_blank
        closer_above += at > 0 and entries[at - 1].role is _Role.TEXT and not entry.after_blank
    if closer_above != closer_below:
        return closer_above > closer_below
    if not 0 < first < len(entries) or entries[first - 1].role is not _Role.TEXT:
        return False
    introduced = entries[first - 1].line.text.endswith(_SENTENCE_END)
    return not (below == alone and introduced)
