"""What was typed into a quick filter, in every way it may be meant: word, amount, code, document number."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from desktop.domain.ids import CodeKind
from desktop.storage.folding import words_of

if TYPE_CHECKING:
    from collections.abc import Iterator

_GROUPED = re.compile(r"(?<=\d)[ \u00a0\u202f\u2009](?=\d{3}(?!\d))")
_CODE = re.compile(r"([pcdoafgtk])(?:-(\d{0,9})|(\d{1,9}))(?:\.(\d{1,6}))?")
# A Belarusian or Russian keyboard gives letters that look like those of our codes.
_LOOKALIKES = str.maketrans({"р": "p", "с": "c", "о": "o", "а": "a", "т": "t", "к": "k"})
_DOCUMENT = re.compile(r"[a-z]{2}(-[a-z]{0,3})?(/\d{0,4}(/\d{0,9})?)?")
_NUMBER = re.compile(r"([a-z]{2}(?:-[a-z]{3})?)/(\d{4})/(\d{1,9})")
_YEAR_AND_COUNT = re.compile(r"(\d{4})/(\d{1,9})")
_PLAIN_AMOUNT = re.compile(r"(\d{1,13})(?:[.,](\d{0,3}))?")
_ENGLISH_AMOUNT = re.compile(r"\d{1,3}(?:,\d{3})+(?:\.\d{0,3})?")
_EUROPEAN_AMOUNT = re.compile(r"\d{1,3}(?:\.\d{3})+(?:,\d{0,3})?")
_CODE_DIGITS = 4
_MOST_DIGITS = 9
_THOUSANDTHS = 3


@dataclass(frozen=True, slots=True)
class Range:
    """Whole numbers from `low` to `high`, both included."""

    low: int
    high: int


@dataclass(frozen=True, slots=True)
class Typed:
    """One of the words typed. Each attribute that is not empty is a way to mean it.

    `amounts` are in thousandths of a unit. `codes` are numbers of codes of the letter `kind`; `line` is an expense
    item's in "C-0001.2". `number` is a bare number. `document` begins a document's number, `in_year` is "2026/0012",
    `whole_number` the series, year and count of a whole one, "PV/2026/12". A code without its dash may be a word too.
    """

    words: tuple[str, ...] = ()
    amounts: tuple[Range, ...] = ()
    kind: CodeKind | None = None
    codes: tuple[Range, ...] = ()
    line: int | None = None
    number: int | None = None
    document: str = ""
    in_year: tuple[int, int] | None = None
    whole_number: tuple[str, int, int] | None = None

    def codes_of(self, kind: CodeKind) -> tuple[Range, ...]:
        """Give the numbers of codes of a kind that are meant."""
        return self.codes if self.kind is kind else ()


def read_typed(text: str) -> tuple[Typed, ...]:
    """Read a quick filter's text: "2 848" and "2848" are one amount; everything else is split at spaces."""
    return tuple(_read(part) for part in _GROUPED.sub("", text.strip()).split())


def _read(part: str) -> Typed:
    low = part.casefold()
    code = _CODE.fullmatch(low.translate(_LOOKALIKES))
    year = _YEAR_AND_COUNT.fullmatch(low)
    document = _DOCUMENT.fullmatch(low)
    whole = _NUMBER.fullmatch(low)
    amounts = tuple(_amounts(low))
    digits = low.isascii() and low.isdigit() and len(low) <= _MOST_DIGITS
    return Typed(
        # Only what cannot be anything else but a code, a number or an amount is no word.
        words=() if ((code and "-" in low) or year or "/" in low or (amounts and not digits)) else words_of(part),
        amounts=amounts,
        kind=CodeKind(code[1].upper()) if code else None,
        codes=tuple(_codes(code[2] or code[3] or "")) if code else (),
        line=int(code[4]) if code and code[4] else None,
        number=int(low) if digits else None,
        document=low.upper() if document else "",
        in_year=(int(year[1]), int(year[2])) if year else None,
        whole_number=(whole[1].upper(), int(whole[2]), int(whole[3])) if whole else None,
    )


def _amounts(text: str) -> Iterator[Range]:
    """Give the amounts that may be meant: "2848" is any from 2848.00 to 2848.99, "2848,5" from 2848.50 to 2848.59."""
    plain = _PLAIN_AMOUNT.fullmatch(text)
    if plain is not None:
        yield _range(plain[1], plain[2] or "")
    if _ENGLISH_AMOUNT.fullmatch(text):
        whole, _dot, decimals = text.replace(",", "").partition(".")
        yield _range(whole, decimals)
    elif _EUROPEAN_AMOUNT.fullmatch(text):
        whole, _comma, decimals = text.replace(".", "").partition(",")
        yield _range(whole, decimals)


def _range(whole: str, decimals: str) -> Range:
    width = int(10 ** (_THOUSANDTHS - len(decimals)))
    low = int(whole + decimals) * width
    return Range(low, low + width - 1)


def _codes(digits: str) -> Iterator[Range]:
    """Give the numbers of codes that begin with these digits as written ("001" begins 0010 to 0019), or are them."""
    if digits and int(digits) > 0:
        yield Range(int(digits), int(digits))
    for length in range(max(_CODE_DIGITS, len(digits)), _MOST_DIGITS + 1):
        if length > _CODE_DIGITS and digits.startswith("0"):
            return
        low, high = int(digits.ljust(length, "0")), int(digits.ljust(length, "9"))
        yield Range(low if digits or length == _CODE_DIGITS else int(10 ** (length - 1)), high)
