"""A table is read by the helper process: whatever the file does to its reader stays with the reader.

What comes back is checked as if the helper were the file.
"""

from __future__ import annotations

import json
from contextlib import closing
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from desktop.domain.errors import CannotRead
from desktop.domain.table_rows import LONGEST_CELL, MOST_COLUMNS, MOST_ROWS, TableAsked, TableText
from desktop.intake.apart.process import hear, program
from desktop.intake.apart.wire import FLAG, Broken, Part
from desktop.intake.tables.reader import MOST_SHEETS

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from desktop.domain.progress import Progress

REASONS = frozenset((
    "empty", "binary", "encoding", "table_file_large", "table_old_excel", "table_locked", "table_archive", "no_table",
    "table_html", "table_xml", "table_quote", "table_cell", "table_too_wide", "table_too_long", "damaged_table",
    "table_declarations", "table_bomb", "table_ods", "table_macros", "table_links", "table_no_xlsx",
))  # fmt: skip
_SECONDS = 60
_MEBIBYTES = 1024
_LONGEST_LINE = 10_000_000
_LONGEST_NAME = 100


def read_table_apart(data: bytes, asked: TableAsked, progress: Progress | None = None) -> TableText:
    """Read a table.

    Raises:
        CannotRead: It is none, or none that is taken; the reason is a stable word, `line` where a row is to blame.
        Stopped: From `progress`.
    """
    with closing(hear(_command(asked), data, _SECONDS)) as parts:
        try:
            return _heard(parts, progress)
        except (Broken, ValueError, TypeError, KeyError, RecursionError):
            raise CannotRead(reason="reader_failed") from None


def _heard(parts: Iterable[Part], progress: Progress | None) -> TableText:
    told: dict[str, Any] = {}
    rows: list[tuple[str, ...]] = []
    lines: list[int] = []
    for place, part in enumerate(parts):
        if "refused" in part.told:
            raise _refusal(part.told["refused"])
        if place == 0:
            told = dict(part.told)
            continue
        for line, cells in json.loads(part.blob):
            lines.append(_number(line, _LONGEST_LINE))
            rows.append(_row(cells))
        if len(rows) > MOST_ROWS:
            raise Broken
        if progress is not None:
            progress.step(len(rows), _number(told["rows"], MOST_ROWS))
    sheets = told["sheets"]
    if not isinstance(sheets, list) or len(sheets) > MOST_SHEETS or len(rows) != told["rows"]:
        raise Broken
    return TableText(
        tuple(rows),
        tuple(lines),
        sheets=tuple(str(each)[:_LONGEST_NAME] for each in sheets),
        sheet=str(told["sheet"])[:_LONGEST_NAME],
        encoding=str(told["encoding"])[:20],
        separator=str(told["separator"])[:1],
        unvalued=_number(told["unvalued"], _LONGEST_LINE),
    )


def _row(cells: Any) -> tuple[str, ...]:
    fits = isinstance(cells, list) and len(cells) <= MOST_COLUMNS
    if not fits or not all(isinstance(cell, str) and len(cell) <= LONGEST_CELL for cell in cells):
        raise Broken
    return tuple(cells)


def _number(value: object, most: int) -> int:
    if type(value) is not int or not 0 <= value <= most:
        raise Broken
    return value


def _refusal(told: object) -> CannotRead:
    """Take the helper's reason only if it is one."""
    reason = told.get("reason") if isinstance(told, dict) else None
    if reason not in REASONS:
        return CannotRead(reason="reader_failed")
    line = told.get("line") if isinstance(told, dict) else None
    return CannotRead(reason=reason, **({"line": line} if type(line) is int else {}))


def _command(asked: TableAsked) -> Sequence[str]:
    return [*program(), FLAG, json.dumps({"table": asdict(asked), "mebibytes": _MEBIBYTES})]
