"""A table of whatever make: told by its content, never by its name. Runs in the helper: the file may be hostile."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from desktop.domain.errors import CannotRead
from desktop.domain.table_rows import LARGEST_TABLE, TableAsked, TableText
from desktop.intake.tables.text_table import read_text_table
from desktop.intake.tables.workbook import is_old_workbook, old_reason, read_workbook
from desktop.intake.text import kind_by_signature

if TYPE_CHECKING:
    from collections.abc import Iterator

MOST_SHEETS = 100
_AT_ONCE = 1_000_000
_PACKED = b"PK"
_BY_KIND = {"archive": "table_archive", "office_file": "table_old_excel"}


def read_table(data: bytes, asked: TableAsked) -> TableText:
    """Read a table.

    Raises:
        CannotRead: With the reason as a stable word.
    """
    if len(data) > LARGEST_TABLE:
        raise CannotRead(reason="table_file_large")
    if is_old_workbook(data):
        raise CannotRead(reason=old_reason(data))
    if data.startswith(_PACKED) and data[2:4] in (b"\x03\x04", b"\x05\x06", b"\x07\x08"):
        table = read_workbook(data, asked)
    else:
        kind = kind_by_signature(data)
        if kind:
            raise CannotRead(reason=_BY_KIND.get(kind, "no_table"))
        table = read_text_table(data, asked)
    if not table.rows:
        raise CannotRead(reason="empty")
    return table


def packed(table: TableText) -> Iterator[tuple[dict[str, object], bytes]]:
    """Write a table for the other process: first what it is, then its rows, some at a time."""
    yield (
        {
            "sheets": list(table.sheets[:MOST_SHEETS]),
            "sheet": table.sheet,
            "encoding": table.encoding,
            "separator": table.separator,
            "unvalued": table.unvalued,
            "rows": len(table.rows),
        },
        b"",
    )
    some: list[tuple[int, tuple[str, ...]]] = []
    size = 0
    for line, row in zip(table.lines, table.rows, strict=True):
        some.append((line, row))
        size += sum(map(len, row)) + len(row)
        if size > _AT_ONCE:
            yield {}, _written(some)
            some, size = [], 0
    if some:
        yield {}, _written(some)


def _written(rows: list[tuple[int, tuple[str, ...]]]) -> bytes:
    return json.dumps(rows, ensure_ascii=False).encode("utf-8", "replace")
