"""A donor's form as plain text to look at and click on; what its cells are is told, nothing in it is computed."""

from __future__ import annotations

import io
import json
import re
from datetime import datetime
from typing import TYPE_CHECKING, Any

from desktop.documents.workbook_words import cell_text
from desktop.domain.errors import CannotRead
from desktop.domain.templates import MOST_COLUMNS, MOST_ROWS, SheetGrid

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

_MOST_SHEETS = 30
_SHOWN_ROWS, _SHOWN_COLUMNS = 400, 60
_LONGEST = 80
_MONEY = re.compile(r"#,##0(?:\.(0+))? \[\$(\w+)\]")


def read_grids(data: bytes) -> tuple[SheetGrid, ...]:
    """Read the sheets of a form that `template_guard.guard` let through.

    Raises:
        CannotRead: "template_no_xlsx" where the library cannot make sense of it, "template_too_wide" for no form.
    """
    from openpyxl import load_workbook  # noqa: PLC0415 - late: heavy

    try:
        book = load_workbook(io.BytesIO(data))
    except Exception:  # noqa: BLE001  whatever a strange file does to its reader
        raise CannotRead(reason="template_no_xlsx") from None
    sheets = book.worksheets[:_MOST_SHEETS]
    if not sheets:
        raise CannotRead(reason="template_no_xlsx")
    return tuple(_grid(sheet) for sheet in sheets)


def begin_of(data: bytes) -> tuple[SheetGrid, ...]:
    """Read how the visible sheets of our own workbook begin, with what its formulas came to, however long it is."""
    from openpyxl import load_workbook  # noqa: PLC0415 - late: heavy

    book = load_workbook(io.BytesIO(data), read_only=True, data_only=True)
    try:
        sheets = [each for each in book.worksheets if each.sheet_state == "visible"]
        return tuple(SheetGrid(each.title, _texts(each)) for each in sheets)
    finally:
        book.close()


def _grid(sheet: Worksheet) -> SheetGrid:
    if sheet.max_row > MOST_ROWS or sheet.max_column > MOST_COLUMNS:
        raise CannotRead(reason="template_too_wide")
    formulas, merged = set(), set()
    for area in sheet.merged_cells.ranges:
        merged |= {f"{_letters(column)}{row}" for row, column in list(area.cells)[1:]}
    for row in sheet.iter_rows():
        formulas |= {cell.coordinate for cell in row if cell.data_type == "f"}
    return SheetGrid(sheet.title, _texts(sheet), frozenset(formulas), frozenset(merged))


def _texts(sheet: Worksheet) -> tuple[tuple[str, ...], ...]:
    """Give the first rows and columns of a sheet as texts."""
    rows = sheet.iter_rows(
        max_row=min(sheet.max_row or 1, _SHOWN_ROWS), max_col=min(sheet.max_column or 1, _SHOWN_COLUMNS)
    )
    return tuple(tuple(_shown(cell.value, cell.number_format or "") for cell in row) for row in rows)


def _letters(column: int) -> str:
    from openpyxl.utils import get_column_letter  # noqa: PLC0415 - late: heavy

    return get_column_letter(column)


def _shown(value: object, number_format: str) -> str:
    """Write a value about as a spreadsheet shows it: money with its currency, shares in percent, days without hours."""
    if value is None:
        return ""
    if isinstance(value, datetime):
        return value.date().isoformat()
    if isinstance(value, int | float) and not isinstance(value, bool):
        money = _MONEY.search(number_format)
        if money:
            return f"{value:,.{len(money[1] or '')}f} {money[2]}"
        if number_format.endswith("%"):
            return f"{value:.1%}"
        return str(int(value)) if float(value).is_integer() else str(value)
    return cell_text(str(getattr(value, "text", value)))[0][:_LONGEST]


def told(grids: tuple[SheetGrid, ...]) -> bytes:
    """Write grids for the other process."""
    return json.dumps([[each.title, each.rows, sorted(each.formulas), sorted(each.merged)] for each in grids]).encode()


def heard(data: bytes) -> tuple[SheetGrid, ...]:
    """Read what the other process said; nothing in it is trusted.

    Raises:
        ValueError: It is no such thing.
    """
    said: Any = json.loads(data)
    if not isinstance(said, list) or not 0 < len(said) <= _MOST_SHEETS:
        raise ValueError
    return tuple(
        SheetGrid(
            str(title)[:40],
            tuple(tuple(str(text)[:_LONGEST] for text in row) for row in rows),
            frozenset(map(str, formulas)),
            frozenset(map(str, merged)),
        )
        for title, rows, formulas, merged in said
    )
