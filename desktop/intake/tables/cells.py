"""What a cell of a workbook shows: numbers as plain decimals, days as dates; and which number formats are of days."""

from __future__ import annotations

import re
from datetime import date, datetime, timedelta
from decimal import Context, Decimal, InvalidOperation

_DATE_FORMATS = frozenset((*range(14, 23), *range(27, 37), *range(45, 48), *range(50, 59)))
_QUIET = re.compile(r'"[^"]*"|\\.|_.|\*.|\[[^\]]*\]')
_OF_DAYS = re.compile(r"[dmyhs]", re.IGNORECASE)
_FIFTEEN = Context(prec=15)  # so many digits a spreadsheet keeps; what lies behind them is noise of its arithmetic
_WIDEST = 25
_LAST_DAY = 2_958_466  # 10000-01-01
_NOT_LEAP = 60  # spreadsheets believe in the 29th of February 1900
_FIRST = date(1899, 12, 30)
_FIRST_1904 = date(1904, 1, 1)
_MINUTES = 24 * 60
_NOT_THOUSANDS = 3


def is_of_days(number: int, code: str = "") -> bool:
    """Tell whether a number format shows days or times; `code` is a format that the workbook itself defines."""
    if not code:
        return number in _DATE_FORMATS
    return bool(_OF_DAYS.search(_QUIET.sub("", code.partition(";")[0].replace("General", ""))))


def number_text(raw: str) -> str:
    """Write a number plainly: "1200.5", never with exactly three decimals, which could be read as thousands."""
    try:
        value = Decimal(raw.strip())
        if not value.is_finite() or abs(value.adjusted()) > _WIDEST:
            return raw.strip()
        text = format(_FIFTEEN.plus(value).normalize(), "f")
    except InvalidOperation:
        return raw.strip()
    return text + "0" if len(text.partition(".")[2]) == _NOT_THOUSANDS else text


def day_text(raw: str, *, since_1904: bool = False) -> str:
    """Write the day that a number stands for, with the time if it has one; a number that is no day stays one."""
    try:
        value = Decimal(raw.strip())
    except InvalidOperation:
        return raw.strip()
    if not value.is_finite() or not 1 <= value < _LAST_DAY - (1462 if since_1904 else 0):
        return number_text(raw)
    days = int(value)
    minutes = int(((value - days) * _MINUTES).to_integral_value())
    first = _FIRST_1904 if since_1904 else _FIRST if days > _NOT_LEAP else _FIRST + timedelta(days=1)
    moment = datetime(first.year, first.month, first.day) + timedelta(days=days, minutes=minutes)  # noqa: DTZ001 - no zone
    return moment.date().isoformat() if not minutes else moment.strftime("%Y-%m-%d %H:%M")
