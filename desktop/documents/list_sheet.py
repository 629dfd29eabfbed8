"""A list as a file, made in memory: a workbook of one sheet whose amounts are numbers, read back; or CSV."""

from __future__ import annotations

import csv
import io
from datetime import UTC, datetime
from itertools import zip_longest
from typing import TYPE_CHECKING

from desktop.documents.workbook_styles import BODY, HEADER, Sheet, Styles, as_number, new_workbook
from desktop.documents.workbook_words import cell_text
from desktop.domain.money import Money, exponent_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date

    from desktop.domain.listing import ListCell
    from desktop.domain.progress import Progress

MOST_ROWS = 1_000_000
"""A sheet of Excel ends at row 1,048,576."""

_STEP = 500
_LONGEST_TITLE = 31  # of a tab, as Excel has it
_NOT_ON_A_TAB = str.maketrans(dict.fromkeys(r"[]:*?/\\", " "))
_NARROW, _WIDE = 8.0, 48.0


def make_list_workbook(
    title: str,
    titles: Sequence[str],
    rows: Sequence[Sequence[ListCell]],
    language: str,
    made_on: date,
    progress: Progress,
) -> bytes:
    """Make the workbook of a list; its properties say a neutral author and the day without the hour.

    Raises:
        Stopped: From `progress`; nothing is left behind.
        ValueError: More rows than a sheet has, or it says something else when it is read back.
    """
    if len(rows) > MOST_ROWS:
        raise ValueError("more rows than a sheet has")
    out = io.BytesIO()
    workbook = new_workbook(out)
    made = datetime(made_on.year, made_on.month, made_on.day, tzinfo=UTC).replace(tzinfo=None)
    workbook.set_properties({"title": title, "author": "Skarbonka", "created": made})
    tab = title.translate(_NOT_ON_A_TAB)[:_LONGEST_TITLE]
    sheet = Sheet(workbook.add_worksheet(tab), Styles(workbook, language), tab)
    _write(sheet, titles, rows, progress)
    workbook.close()
    data = out.getvalue()
    if not _says(data, titles, rows, progress):
        raise ValueError("the workbook says something else than the list")
    return data


def _write(sheet: Sheet, titles: Sequence[str], rows: Sequence[Sequence[ListCell]], progress: Progress) -> None:
    """Write titles and rows, and let the sheet be looked through and printed."""
    for column, each in enumerate(titles):
        sheet.fitted(0, column, each, HEADER)
    for number, row in enumerate(rows, 1):
        for column, cell in enumerate(row):
            if isinstance(cell, Money):
                sheet.money(number, column, cell, BODY)
            else:
                sheet.fitted(number, column, cell, BODY)
        if number % _STEP == 0:
            progress.step(number, 2 * len(rows))
    for column in range(len(titles)):
        sheet.fit(column, _NARROW, _WIDE)
    sheet.raw.freeze_panes(1, 0)
    sheet.raw.autofilter(0, 0, len(rows), max(len(titles) - 1, 0))
    sheet.raw.repeat_rows(0)
    sheet.raw.set_landscape()
    sheet.raw.fit_to_pages(1, 0)


def make_list_csv(titles: Sequence[str], rows: Iterable[Sequence[str]], separator: str) -> bytes:
    """Make the CSV file of a list; it begins with the mark by which spreadsheets know its letters."""
    text = io.StringIO(newline="")
    writer = csv.writer(text, delimiter=separator, lineterminator="\r\n")
    writer.writerow(titles)
    writer.writerows(rows)
    return text.getvalue().encode("utf-8-sig")


def _says(data: bytes, titles: Sequence[str], rows: Sequence[Sequence[ListCell]], progress: Progress) -> bool:
    """Read the finished workbook, and hold each cell against what it was made of."""
    import openpyxl  # noqa: PLC0415 - late: heavy

    book = openpyxl.load_workbook(io.BytesIO(data), read_only=True, data_only=True)
    try:
        found = book.worksheets[0].iter_rows(values_only=True)
        for number, (read, meant) in enumerate(zip_longest(found, [titles, *rows])):
            if read is None or meant is None or len(read) != len(meant):
                return False
            if any(not _same(a, b) for a, b in zip(read, meant, strict=True)):
                return False
            if number % _STEP == 0:
                progress.step(len(rows) + number, 2 * len(rows))
    finally:
        book.close()
    return True


def _same(read: object, meant: ListCell) -> bool:
    if isinstance(meant, str):
        return (read or "") == cell_text(meant)[0]
    if not isinstance(read, int | float):
        return False
    whole = as_number(meant.minor, meant.currency)
    return round(read, exponent_of(meant.currency)) == whole
