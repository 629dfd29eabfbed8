"""The lines of a page, cleaned and told apart by what they are on their own, without regard to their neighbours."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from enum import Enum, auto
from functools import cached_property
from itertools import pairwise
from typing import TYPE_CHECKING

from desktop.intake import vocabulary
from desktop.intake.amounts import unread_money
from desktop.intake.prices import Price, find_prices

if TYPE_CHECKING:
    from collections.abc import Sequence

    from desktop.intake.amounts import Convention

# Longer lines are prose: a heading, a label or a line of status is never that long.
SHORT = 160
_LONGEST_PRICED = 4000

_CURRENCY_SIGNS = "€$£₴₽₾₺₸₪¥"
# A leading sign that is no part of the words: a bullet, a dash, an arrow, a pictogram; a list number.
_BULLET = re.compile(
    rf"\s*(?:[^\w\s.,:;!?…\"'“”„«»‘’(\[#&{_CURRENCY_SIGNS}]{{1,4}}\s*|(?:[0-9]{{1,2}}[.)](?=\s|[^\W\d_])|[a-zа-я]\)(?=\s))\s*)",
    re.IGNORECASE,
)
_EMPHASIS = re.compile(r"\*\*|__|`")
_SINGLE_EMPHASIS = re.compile(r"(?<![\w*])\*(?=[^\s*])([^*]{0,300}[^\s*])\*(?![\w*])")
_HASHES = re.compile(r"\s*#{1,6}\s+")
_EDGE = " \t|*_"
_SET_OFF_END = re.compile(r"(?:^|[-–—−:=|;]|\t|\s{3})\s*$")
_WORD = re.compile(r"[^\W_]")
_LETTER = re.compile(r"[^\W\d_]")

_LATIN = "ABCEHIKMOPTXaceiopxyS"
_CYRILLIC = "АВСЕНІКМОРТХасеіорхуЅ"
_TO_CYRILLIC = str.maketrans(_LATIN, _CYRILLIC)
_TO_LATIN = str.maketrans(_CYRILLIC, _LATIN)
_MIXED = re.compile(r"\b(?:[A-Za-z]+[\u0400-\u04ff]|[\u0400-\u04ff]+[A-Za-z])\w*")


class Kind(Enum):
    """What a line is on its own."""

    BLANK = auto()
    TEXT = auto()
    ANCHOR = auto()
    STATUS = auto()
    REMAINING = auto()
    STORY_TAB = auto()
    OTHER_TAB = auto()
    FOOTER = auto()
    NOISE = auto()
    NOTE = auto()
    GOAL = auto()


def unmix(text: str) -> str:
    """Set look-alike letters right in words of two scripts ("Сollected" with a Cyrillic letter); the length stays."""
    return _MIXED.sub(lambda match: _one_script(match[0]), text)


def _one_script(word: str) -> str:
    latin = sum(char.isascii() and char.isalpha() for char in word)
    cyrillic = sum("\u0400" <= char <= "\u04ff" for char in word)
    return word.translate(_TO_LATIN if latin > cyrillic else _TO_CYRILLIC)


@dataclass(frozen=True)
class Line:
    """A line without its bullet. `text` is as written; `plain` is the same with its look-alikes set right."""

    text: str
    plain: str
    bulleted: bool
    convention: Convention
    assumed: str | None = None  # the currency of a number that stands where an amount stands, when the page has one
    doubtful: bool = False  # the other amounts beside it have a currency, and this number has none

    @cached_property
    def prices(self) -> tuple[Price, ...]:
        """What stands in the line with a currency."""
        found = tuple(price for price in self.all_prices if price.currency)
        if found or not self.assumed:
            return found
        return tuple(
            replace(price, currency=self.assumed, ambiguous=price.ambiguous or self.doubtful)
            for price in self.all_prices
            if self._is_set_off(price)
        )

    def _is_set_off(self, price: Price) -> bool:
        """Tell a number that stands as an amount does: alone, or at the end of the line behind a dash or a colon."""
        before, after = self.plain[: price.start], self.plain[price.end :].strip(" .;,|")
        return not after and _SET_OFF_END.search(before) is not None

    @property
    def setting(self) -> tuple[bool, str]:
        """How the line sets its amount off: bulleted or not, and the sign before the amount; ("", no sign) for none."""
        prices = self.prices or self.all_prices
        before = self.plain[: prices[-1].start] if prices else ""
        return self.bulleted, "\t" if before[-1:] == "\t" else before.rstrip()[-1:]

    def lacks_currency_beside(self, listed: Sequence[Line]) -> bool:
        """Tell an item that lacks its currency: written as the items are. A year or a telephone number is none."""
        if self.prices or self.kind is not Kind.TEXT or len(self.all_prices) != 1 or len(self.text) > SHORT:
            return False
        price = self.all_prices[0]
        is_year = 1950 <= price.value < 2050 and price.value % 50 != 0
        if is_year or not self._is_set_off(price) or not _LETTER.search(self.plain[: price.start]):
            return False
        return any(line.setting == self.setting and price.value <= 20 * line.prices[-1].value for line in listed)

    @cached_property
    def all_prices(self) -> tuple[Price, ...]:
        """What stands in the line as a number, with or without a currency."""
        if len(self.text) > _LONGEST_PRICED or not any(char.isdigit() for char in self.plain):
            return ()
        return find_prices(self.plain, self.convention)

    @property
    def has_unread_money(self) -> bool:
        """Tell whether there is money in the line that could not be read as an amount."""
        if len(self.text) > _LONGEST_PRICED:
            return False
        return unread_money(self.plain, [(price.start, price.end) for price in self.all_prices if price.currency])

    @cached_property
    def kind(self) -> Kind:
        """What the line is on its own."""
        return _kind(self)

    @property
    def is_lone_price(self) -> bool:
        """Tell whether the line is an amount and nothing else that is a word."""
        return len(self.prices) == 1 and not _WORD.search(_without_ending(self.around(self.prices[0])))

    def around(self, price: Price) -> str:
        """Give the rest of the line without one of its prices."""
        return f"{self.plain[: price.start]} {self.plain[price.end :]}"

    @property
    def has_letters(self) -> bool:
        """Tell whether there is any word in the line."""
        return _LETTER.search(self.text) is not None


def make_lines(text: str, convention: Convention) -> list[Line]:
    """Cut the working text into lines."""
    plain = unmix(text)
    return [_line(raw, same, convention) for raw, same in zip(text.split("\n"), plain.split("\n"), strict=True)]


def _line(raw: str, plain: str, convention: Convention) -> Line:
    if "*" in raw or "_" in raw or "`" in raw or "#" in raw:
        raw, plain = (_HASHES.sub("", _unstressed(each), count=1) for each in (raw, plain))
    start, bulleted = 0, False
    while (match := _BULLET.match(raw, start)) and match.end() > start and match.end() < len(raw):
        start, bulleted = match.end(), True
    while start < len(raw) and raw[start] in _EDGE:
        start += 1
    text = raw[start:].rstrip(_EDGE)
    return Line(text, plain[start : start + len(text)], bulleted, convention)


def _unstressed(text: str) -> str:
    """Take the signs of emphasis away ("**€500**", "*€500*"), and leave those of a product ("2*250")."""
    return _SINGLE_EMPHASIS.sub(r"\1", _EMPHASIS.sub("", text))


def _kind(line: Line) -> Kind:
    plain = line.plain
    if not plain.strip(" -–—_=*·•|~"):
        return Kind.BLANK
    if len(plain) > SHORT:
        return Kind.TEXT
    for kind, pattern in _WHOLE_LINES:
        if pattern.match(plain):
            return kind
    if is_status(line):
        return Kind.STATUS
    if is_goal(line):
        return Kind.GOAL
    if _is_anchor(plain):
        return Kind.ANCHOR
    if vocabulary.REMAINING.match(plain) and line.prices:
        return Kind.REMAINING
    return Kind.TEXT


_WHOLE_LINES = (
    (Kind.STORY_TAB, vocabulary.STORY_TAB),
    (Kind.OTHER_TAB, vocabulary.OTHER_TAB),
    (Kind.FOOTER, vocabulary.FOOTER),
    (Kind.NOTE, vocabulary.NOTE),
    (Kind.NOISE, vocabulary.NOISE),
)


def _is_anchor(plain: str) -> bool:
    """Tell a heading from a sentence that begins with the same words: nothing follows it, or money does."""
    match = vocabulary.ANCHOR.match(plain)
    if not match:
        return False
    rest = plain[match.end() :]
    closed = match[0].rstrip().endswith(("?", ":", "—", "–", "-"))
    return not rest or rest[0] in f"{_CURRENCY_SIGNS}0123456789" or (closed and any(char.isdigit() for char in rest))


def anchor_rest(line: Line) -> Line | None:
    """Give what stands in the line behind the anchor phrase ("How much is needed? €2000"), as a line of its own."""
    match = vocabulary.ANCHOR.match(line.plain)
    cut = match.end() if match else 0
    rest = line.text[cut:]
    return Line(rest, line.plain[cut:], False, line.convention) if rest else None


def is_goal(line: Line) -> bool:
    """Tell a labelled goal: the label and an amount with at most a sign between, or the label alone."""
    plain = line.plain
    if vocabulary.GOAL_ALONE.match(plain):
        return True
    if len(line.prices) != 1:
        return False
    price = line.prices[0]
    label = vocabulary.GOAL_LABEL.match(plain)
    rest = plain[price.end :].strip(" .,:;!()—–-")
    if label and label.end() <= price.start:
        between = plain[label.end() : price.start]
        return not _WORD.search(between) and len(between) <= 6
    if vocabulary.NEED_LABEL.match(plain, 0, price.start) and not rest:
        return True
    if plain[: price.start].strip(" ~≈("):
        return False
    found = vocabulary.TOTAL_WORD.match(rest)
    return found is not None and not _WORD.search(rest[found.end() :])


def is_status(line: Line) -> bool:
    """Tell a line that says what was collected, or that the collection is over."""
    plain = line.plain
    if len(plain) > SHORT:
        return False
    if is_closing(plain):
        return True
    label = vocabulary.COLLECTED.match(plain)
    if label:
        rest = plain[label.end() :]
        if vocabulary.COLLECTED_END.match(rest):
            return True
        numbers = line.all_prices
        return bool(numbers) and not _WORD.search(vocabulary.ABOUT.sub("", plain[label.end() : numbers[0].start]))
    return progress_of(line) is not None or _is_collected_after(line)


def is_closing(plain: str) -> bool:
    """Tell whether one of the sentences of a line says that the collection is over, and nothing else."""
    for sentence in sentences(plain):
        match = vocabulary.CLOSED.match(sentence)
        if match and vocabulary.CLOSED_END.match(sentence, match.end()):
            return True
    return False


def sentences(plain: str) -> list[str]:
    """Cut a line of status into its sentences; a dot within a number cuts nothing."""
    return [sentence.strip(" -–—*•") for sentence in _SENTENCE_END.split(plain)]


def _is_collected_after(line: Line) -> bool:
    """Tell "€ 683 collected": the amount first, then the word."""
    if not line.prices or vocabulary.ABOUT.sub("", line.plain[: line.prices[0].start]).strip(" ~≈,"):
        return False
    return vocabulary.COLLECTED_AFTER.match(line.plain, line.prices[0].end) is not None


def is_share(line: Line, price: Price) -> bool:
    """Tell a percentage from an amount."""
    return price.currency is None and line.plain[price.end :].lstrip().startswith("%")


def progress_of(line: Line) -> tuple[Price, Price] | None:
    """Give the two prices of a line of progress ("€ 683 in 2 000"): collected, and the goal."""
    prices = [price for price in line.all_prices if not is_share(line, price)]
    for first, second in pairwise(prices):
        gap = vocabulary.PROGRESS_GAP.fullmatch(line.plain, first.end, second.start)
        if not gap:
            continue
        before = sentences(line.plain[: first.start].strip(" :~≈"))[-1]
        rest = line.plain[second.end :].strip(" .()")
        labelled = vocabulary.COLLECTED.match(before)
        if not (labelled or first.currency or second.currency):
            continue
        counted = second.currency is None and _LETTER.match(_without_ending(rest).strip())  # "from 12 donors"
        if (not before or labelled) and not counted and (labelled or not _WORD.search(_without_ending(rest))):
            return first, second
    return _labelled_pair(line.plain, prices)


def _labelled_pair(plain: str, prices: Sequence[Price]) -> tuple[Price, Price] | None:
    """Read "Goal: €2000 | Collected: €683", in either order."""
    for first, second in pairwise(prices):
        before = plain[: first.start].strip(_AROUND_LABEL)
        between = plain[first.end : second.start].strip(_AROUND_LABEL)
        if vocabulary.COLLECTED.fullmatch(before) and vocabulary.GOAL_LABEL.fullmatch(between):
            return first, second
        if vocabulary.GOAL_LABEL.fullmatch(before) and vocabulary.COLLECTED.fullmatch(between):
            return second, first
    return None


_AROUND_LABEL = " :;,.|/·•()~≈—–-\t"
_SENTENCE_END = re.compile(r"[.!…](?:\s+|$)")
_ENDING = re.compile(
    r"[0-9]+ (?:donors?|donations?|supporters?|people|донар\w*|данат\w*|донор\w*|донат\w*|жертвовател\w*|darczyńc\w*"
    r"|wpłat\w*)|[0-9]+(?:[.,][0-9]+)? ?%|goal|target|collected|raised|мэты|цели|мети|celu|сабрана|собрано"
    r"|зібрано|zebrano",
    re.IGNORECASE,
)


def _without_ending(rest: str) -> str:
    return _ENDING.sub("", rest)
