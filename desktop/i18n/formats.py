"""Amounts and dates as a reader writes them, both ways: formatted one way only, read leniently but never guessed.

The signs come from Babel's locale data; the digits are laid out from whole numbers, so no float is ever near.
Babel's own `parse_decimal` is not used: it takes "1000,50" for 100050 in English and accepts "NaN".
"""

from __future__ import annotations

import datetime
import re
from decimal import Decimal
from functools import lru_cache
from typing import NamedTuple

from desktop.i18n import LANGUAGES

LONGEST_INPUT = 40
"""Longer texts are no amount and no date; looking no further keeps reading them cheap."""

_SPACES = "\u0020\u00a0\u2007\u2009\u202f"
_APOSTROPHES = "'\u2019"
_MINUS = "-\u2212"
_SHAPE = re.compile(rf"([{_MINUS}+]?)[{_SPACES}]*([0-9.,{_SPACES}{_APOSTROPHES}]+)")
_GROUPED = re.compile(r"[0-9]{1,3}(?:,[0-9]{3})+")
_DAY_FIRST = re.compile(r"([0-9]{1,2})([./-])([0-9]{1,2})(?:\2([0-9]{4}|[0-9]{2}))?")
_YEAR_FIRST = re.compile(r"([12][0-9]{3})([./-])([0-9]{1,2})\2([0-9]{1,2})")
_YEARS_AHEAD = 10
_YEAR_FIRST_LANGUAGES = ("en", "lt")


class _Signs(NamedTuple):
    decimal: str
    group: str
    minus: str
    percent: str


def _known(language: str) -> str:
    return language if language in LANGUAGES else LANGUAGES[0]


@lru_cache(maxsize=16)
def _signs(language: str) -> _Signs:
    """Give a language's signs; Babel takes 30 ms to import, which the first window does not wait for."""
    from babel import numbers  # noqa: PLC0415 - late: heavy

    locale = _known(language)
    return _Signs(
        numbers.get_decimal_symbol(locale),
        numbers.get_group_symbol(locale),
        numbers.get_minus_sign_symbol(locale),
        numbers.format_percent(Decimal(0), locale=locale).lstrip("0"),
    )


def number(minor: int, exponent: int, language: str) -> str:
    """Write an amount of `minor` units with `exponent` decimals: 284850 and 2 give "2,848.50" in English."""
    signs = _signs(language)
    whole, part = divmod(abs(minor), 10**exponent)
    text = f"{whole:,}".replace(",", signs.group)
    if exponent:
        text += f"{signs.decimal}{part:0{exponent}d}"
    return signs.minus + text if minor < 0 else text


def money(minor: int, currency: str, exponent: int, language: str) -> str:
    """Write an amount with its currency's code after it: "2,848.50 EUR"."""
    return f"{number(minor, exponent, language)} {currency}"


def digits(plain: str, language: str) -> str:
    """Write plain digits of any length, as a rate has them, with the language's decimal sign and without groups."""
    return plain.replace(".", _signs(language).decimal)


def date(day: datetime.date, language: str) -> str:
    """Write a date with a four-digit year, so that none can be misread: "2026-11-22", in Belarusian "22.11.2026".

    English and Lithuanian write the year first (Lithuania by its own standard), the others the day.
    """
    if _known(language) in _YEAR_FIRST_LANGUAGES:
        return day.isoformat()
    return f"{day.day:02d}.{day.month:02d}.{day.year:04d}"


def long_date(day: datetime.date, language: str) -> str:
    """Write a date with the month's name: "22 November 2026", in Belarusian "22 лістапада 2026 г."."""
    from babel.dates import format_date  # noqa: PLC0415 - late: heavy

    locale = _known(language)
    text = format_date(day, "d MMMM y" if locale == "en" else "long", locale=locale)
    return str(text).replace("\u202f", "\u00a0")  # not every font has the narrow space


def month(first: datetime.date, language: str) -> str:
    """Write the month of a day with its name: "March 2026", in Belarusian "сакавік 2026"."""
    from babel.dates import format_date  # noqa: PLC0415 - late: heavy

    return str(format_date(first, "LLLL y", locale=_known(language)))


def percent(value: int | Decimal, language: str) -> str:
    """Write percents: 105 gives "105%", in Belarusian "105 %" with a space that does not break."""
    signs = _signs(language)
    digits = f"{abs(value):,}".replace(",", "\0").replace(".", signs.decimal).replace("\0", signs.group)
    return f"{signs.minus if value < 0 else ''}{digits}{signs.percent}"


def read_amount(text: str, exponent: int, language: str | None = None) -> Decimal:
    """Read an amount as people type it: "1 200,50", "1200.5", "1,200.50", "1.200,50", "1'200", "-5".

    Groups are of three digits and set off by one kind of sign; the decimal sign is a comma or a dot, the later one
    where both stand. A lone comma or dot before exactly three digits sets off thousands ("1,234", "1.500") where the
    currency has fewer than three decimals. With three decimals it may be either: it is decimal if it is the decimal
    sign of `language` (so that what `number` wrote is read back), and refused as ambiguous otherwise.

    Args:
        text: What was typed. Digits 0 to 9, comma, dot, spaces, apostrophes and a leading sign are all that may stand.
        exponent: The currency's number of decimals.
        language: The language of the reader, where it is known.

    Returns:
        The amount in whole units, exact; negative if a minus leads. No more decimals than the currency has.

    Raises:
        ValueError: Its text is a code: "unreadable", "too_many_decimals" or "ambiguous".
    """
    shape = _SHAPE.fullmatch(text.strip()) if len(text) <= LONGEST_INPUT else None
    if shape is None:
        raise ValueError("unreadable")
    sign, body = shape.groups()
    whole, part = _parts(body, exponent, _signs(language).decimal if language else "")
    if len(part) > exponent:
        raise ValueError("too_many_decimals")
    value = Decimal(f"{whole}.{part}" if part else whole)
    return -value if sign and sign in _MINUS and value else value


def _parts(body: str, exponent: int, decimal_sign: str) -> tuple[str, str]:
    """Take digits and signs apart into whole and decimal digits."""
    plain, spaced = _one_group_sign(body)
    marks = [sign for sign in plain if sign in ".,"]
    if not marks:
        return _whole(plain, grouped=spaced), ""
    last = marks[-1]
    if marks.count(last) > 1:  # 1.234.567: thousands alone
        if len(set(marks)) > 1 or spaced:
            raise ValueError("unreadable")
        return _whole(plain.replace(last, ","), grouped=True), ""
    before, after = plain.rsplit(last, 1)
    if not after:
        raise ValueError("unreadable")
    if len(marks) > 1:
        if spaced:
            raise ValueError("unreadable")
        return _whole(before.replace(marks[0], ","), grouped=True), after
    if not spaced and len(after) == 3 and re.fullmatch(r"[1-9][0-9]{0,2}", before):
        if exponent < 3:
            return before + after, ""
        if last != decimal_sign:
            raise ValueError("ambiguous")
    return (_whole(before, grouped=spaced) if before else "0"), after


def _one_group_sign(body: str) -> tuple[str, bool]:
    """Turn spaces or apostrophes between groups into "_"; both kinds at once are no amount."""
    kinds = {_SPACES: "_", _APOSTROPHES: "_"}
    found = [kind for kind in kinds if any(sign in kind for sign in body)]
    if len(found) > 1:
        raise ValueError("unreadable")
    return "".join("_" if sign in _SPACES + _APOSTROPHES else sign for sign in body), bool(found)


def _whole(text: str, *, grouped: bool) -> str:
    """Check the whole part and give its digits alone."""
    text = text.replace("_", ",")
    if grouped and "," in text:
        if not _GROUPED.fullmatch(text):
            raise ValueError("unreadable")
        return text.replace(",", "")
    if not text.isdecimal():
        raise ValueError("unreadable")
    return text


def read_date(text: str, today: datetime.date, *, ahead: bool = False) -> datetime.date:
    """Read a date as people type it: "22.11", "22/11/26", "22.11.2026", "22-11-2026", "2026-11-22".

    The day comes before the month unless a four-digit year comes first; nobody's month-first order is guessed at.
    Without a year the latest such day is meant that is not in the future: this year's, or an earlier year's
    (with `ahead`, for things planned: the first one that is not in the past). A year of two digits lies at most
    ten years ahead of `today`, else in the century before.

    Raises:
        ValueError: Its text is the code "unreadable".
    """
    plain = re.sub(r"\s*г\.?$", "", text.strip()).rstrip(".") if len(text) <= LONGEST_INPUT else ""
    try:
        if found := _YEAR_FIRST.fullmatch(plain):
            return datetime.date(int(found[1]), int(found[3]), int(found[4]))
        if found := _DAY_FIRST.fullmatch(plain):
            day, month, year = int(found[1]), int(found[3]), found[4]
            if year:
                return datetime.date(_full_year(year, today), month, day)
            return _nearest(month, day, today, ahead=ahead)
    except ValueError:
        pass  # no such day: said below with our own code
    raise ValueError("unreadable")


def _full_year(year: str, today: datetime.date) -> int:
    if len(year) == 4:
        if year[0] not in "12":
            raise ValueError("unreadable")
        return int(year)
    full = today.year - today.year % 100 + int(year)
    return full - 100 if full > today.year + _YEARS_AHEAD else full


def _nearest(month: int, day: int, today: datetime.date, *, ahead: bool) -> datetime.date:
    """Give the day nearest to today on the wanted side; 29 February may lie up to eight years off."""
    datetime.date(2000, month, day)  # a day that no year has is refused here
    for distance in range(10):
        year = today.year + (distance if ahead else -distance)
        try:
            found = datetime.date(year, month, day)
        except ValueError:
            continue
        if (found >= today) if ahead else (found <= today):
            return found
    raise ValueError("unreadable")
