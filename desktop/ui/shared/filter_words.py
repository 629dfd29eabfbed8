"""What a filter of a field says on its chip, and whether a kept value can be one at all."""

from __future__ import annotations

from typing import TYPE_CHECKING

from desktop.domain.errors import Refused
from desktop.domain.filters import Period, Span, month_of, read_period, read_span, year_of
from desktop.domain.ids import CodeKind, read_code
from desktop.i18n import LANGUAGES, NATIVE_NAMES, formats, ptr, screen_language, tr
from desktop.ui import formatting
from desktop.ui.shared.list_spec import Ask, FieldFilter

if TYPE_CHECKING:
    from collections.abc import Callable

YES, NO = "yes", "no"
_TENTH = 10  # a hundredth of a unit has so many thousandths
_CODES = {Ask.CAMPAIGN: CodeKind.CAMPAIGN, Ask.PERSON: CodeKind.PERSON}


def said(field: FieldFilter, value: str) -> str:
    """Say a filter: "Date: June 2026", "Given: from 1 200.50"."""
    return tr("{field}: {value}").format(field=tr(field.title), value=_value(field, value))


def fits(field: FieldFilter, value: str) -> bool:
    """Whether a value that was kept is one for this field; damaged ones are left away."""
    try:
        if field.ask in _CODES:
            read_code(_CODES[field.ask], value)
        elif field.ask in _READERS:
            _READERS[field.ask](value)
    except (Refused, ValueError):
        return False
    if field.ask is Ask.LANGUAGE:
        return value in LANGUAGES
    return bool(value) if field.ask is not Ask.PRESENCE else value in (YES, NO)


def _value(field: FieldFilter, value: str) -> str:
    if field.ask is Ask.DAYS:
        return period_words(read_period(value))
    if field.ask is Ask.AMOUNTS:
        return _span_words(read_span(value))
    if field.ask is Ask.PRESENCE:
        chosen = field.yes if value == YES else field.no  # both are marked where the field is
        return tr(chosen)
    if field.ask is Ask.RANK:
        return rank_words(read_span(value))
    return NATIVE_NAMES.get(value, value) if field.ask is Ask.LANGUAGE else value


def period_words(period: Period) -> str:
    """Say a period: "June 2026", "2026", "1 – 15 …" by its days, or where it begins or ends."""
    first, last = period.first, period.last
    if first is not None and last is not None:
        if period == month_of(first):
            return formats.month(first, screen_language())
        if period == year_of(first):
            return str(first.year)
        return _between(formatting.day(first), formatting.day(last))
    return _between(formatting.day(first), formatting.day(last))


def _span_words(span: Span) -> str:
    return _between(amount_words(span.low), amount_words(span.high))


def rank_words(span: Span) -> str:
    """Say whole numbers from – to, or the one that both ends are."""
    return _between(*("" if each is None else str(each) for each in (span.low, span.high)))


def amount_words(figure: int | None) -> str:
    """Write thousandths of a unit as an amount, without a currency; nothing for none."""
    if figure is None:
        return ""
    if figure % _TENTH:
        return formats.number(figure, 3, screen_language())
    return formats.number(figure // _TENTH, 2, screen_language())


def _between(first: str, last: str) -> str:
    if first == last:
        return first
    if not last:
        return ptr("range", "from {first}").format(first=first)
    return ptr("range", "to {last}").format(last=last) if not first else f"{first} – {last}"


_READERS: dict[Ask, Callable[[str], object]] = {
    Ask.DAYS: read_period, Ask.AMOUNTS: read_span, Ask.RANK: read_span,
}  # fmt: skip
