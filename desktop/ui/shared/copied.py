"""Cells as a spreadsheet takes them from the clipboard: none begins a formula there, and amounts arrive as numbers.

The one place that does this, for lists and for grids.
"""

from __future__ import annotations

import re
from itertools import chain
from typing import TYPE_CHECKING, Any

from desktop.domain.money import exponent_of
from desktop.i18n import formats, mark, screen_language, tr

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from desktop.domain.money import Money
    from desktop.ui.shared.columns import Column

CURRENCY = mark("Currency")

_BEGINS_FORMULA = frozenset("=+-@＝＋－＠")  # a spreadsheet in East Asia takes the wide ones too
_NUMBER = re.compile(r"[-+−]?\d[\d \u00a0\u202f.,]*( ?%| [A-Z]{3})?")  # as this program writes them


def cell(text: str) -> str:
    """Write a text as one cell: on one line, and with a quotation mark before what would begin a formula."""
    flat = " ".join(text.split())  # a tab or a line's end at its beginning would hide what comes after it
    return f"'{flat}" if _begins_formula(flat) else flat


def uncell(text: str) -> str:
    """Read a cell that `cell` may have written."""
    flat = " ".join(text.split())
    return flat[1:] if flat.startswith("'") and _begins_formula(flat[1:]) else flat


def _begins_formula(flat: str) -> bool:
    if flat[:1] not in _BEGINS_FORMULA:
        return False
    return flat[0] != "-" or _NUMBER.fullmatch(flat) is None  # "+5" is a number too, and a formula to a spreadsheet


def figure(amount: Money) -> str:
    """Write an amount as a plain number with the screen's decimal sign: a spreadsheet reads it as a number."""
    minor, exponent = amount.minor, exponent_of(amount.currency)
    whole, part = divmod(abs(minor), 10**exponent)
    plain = f"{'-' if minor < 0 else ''}{whole}" + (f".{part:0{exponent}d}" if exponent else "")
    return formats.digits(plain, screen_language())


def join_block(rows: Iterable[Iterable[str]]) -> str:
    """Write cells so that a spreadsheet takes them."""
    return "\n".join("\t".join(cell(each) for each in row) for row in rows)


def join_rows(columns: Sequence[Column[Any]], rows: Sequence[Any]) -> str:
    """Write rows of a list below the titles of its columns; amounts are numbers, their currency stands beside them.

    One column says the currency where all amounts of each row are in the same; else each amount has its own.
    """
    figures = [column for column in columns if column.amount is not None]
    shared = all(len({amount.currency for amount in _amounts(figures, row)}) <= 1 for row in rows)
    titles: list[list[str]] = []
    lines: list[list[str]] = [[] for _row in rows]
    for column in columns:
        beside = column.amount is not None and (not shared or column is figures[0])
        titles.append([tr(column.title), *([tr(CURRENCY)] if beside else [])])
        for line, row in zip(lines, rows, strict=True):
            amount = column.amount(row) if column.amount is not None else None
            line.append(figure(amount) if amount is not None else column.text(row))
            if beside:
                of_row = [amount] if amount is not None else []
                found = _amounts(figures, row) if shared else of_row
                line.append(found[0].currency if found else "")
    return join_block([list(chain.from_iterable(titles)), *lines]) + "\n"


def _amounts(figures: Sequence[Column[Any]], row: Any) -> list[Money]:
    found = (column.amount(row) for column in figures if column.amount is not None)
    return [amount for amount in found if amount is not None]
