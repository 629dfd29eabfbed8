"""The list of exchange rates."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from sqlalchemy import Integer, cast, func, or_, select

from desktop.domain.rate_tables import RateRow
from desktop.domain.rates import RateSource
from desktop.storage.lists.spec import ListSpec, by_period, exactly
from desktop.storage.tables_money import rate

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from sqlalchemy import ColumnElement

    from desktop.storage.context import Desk
    from desktop.storage.lists.typed import Typed

_CODE_LETTERS = 3
_YEAR_DIGITS = 4


def load_rates(desk: Desk, ids: Sequence[int]) -> dict[int, RateRow]:
    """Read the rates of some ids as rows of the list."""
    return {
        row.id: RateRow(row.id, date.fromisoformat(row.day), row.pair, row.rate, RateSource(row.source), row.table_no)
        for row in desk.connection.execute(select(rate).where(rate.c.id.in_(ids)))
    }


def _matches(_desk: Desk, typed: Typed) -> list[ColumnElement[bool]]:
    return list(_meant(typed))


def _meant(typed: Typed) -> Iterator[ColumnElement[bool]]:
    """A currency's first letters, or a day or its beginning: 2026, 2026-05, 4.5.2026."""
    words = typed.words
    if len(words) == 1 and words[0].isascii() and words[0].isalpha() and len(words[0]) <= _CODE_LETTERS:
        code = words[0].upper()
        yield or_(rate.c.base.startswith(code), rate.c.quote.startswith(code))
    if words and all(word.isascii() and word.isdigit() for word in words):
        parts = words if len(words[0]) == _YEAR_DIGITS else words[::-1]
        yield rate.c.day.startswith("-".join(part.zfill(2) for part in parts))


def _by_figure(_desk: Desk) -> ColumnElement[str]:
    """A rate's digits so that texts stand as numbers do: it may have more of them than the engine's numbers hold."""
    point = func.instr(rate.c.rate + ".", ".")
    return func.printf("%012d", cast(rate.c.rate, Integer)) + func.substr(rate.c.rate, point)


RATES = ListSpec(
    table=rate,
    natural=rate.c.id,
    sorts={"on": rate.c.day, "pair": rate.c.pair, "source": rate.c.source},
    worked={
        "rate": _by_figure,
        "quote": lambda _desk: rate.c.quote + "/" + rate.c.base,
        "table": lambda _desk: rate.c.table_no + "",
    },
    filters={
        "source": exactly(rate.c.source),
        "pair": exactly(rate.c.pair),
        "on": by_period(rate.c.day),
        "currency": lambda value: or_(rate.c.base == value, rate.c.quote == value),
    },
    load=load_rates,
    matches=_matches,
)
