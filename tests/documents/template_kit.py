"""Donors' forms for tests: a plain one with formulas and formats, and hostile ones made of it."""

import io
import zipfile
from collections.abc import Mapping
from functools import lru_cache

from openpyxl import Workbook
from openpyxl.styles import Font, PatternFill


@lru_cache
def form() -> bytes:
    """A small form: title, five lines, a live total, a second sheet with help."""
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "Report"
    sheet["A1"] = "Financial report"
    sheet["A1"].font = Font(bold=True, size=16)
    sheet.merge_cells("A1:E1")
    sheet["A2"] = "Grant"
    for column, word in enumerate(("Line", "What", "Budget", "Spent", "Left"), 1):
        sheet.cell(4, column, word).fill = PatternFill("solid", fgColor="FFDDDDDD")
    for row, code in enumerate(("1.1", "1.2", "2.1"), 5):
        sheet.cell(row, 1, code)
        sheet.cell(row, 3).number_format = sheet.cell(row, 4).number_format = "#,##0.00"
        sheet.cell(row, 5, f"=C{row}-D{row}")
    sheet["C8"], sheet["D8"] = "=SUM(C5:C7)", "=SUM(D5:D7)"
    sheet.column_dimensions["B"].width = 40
    sheet.print_title_rows = "4:4"
    book.create_sheet("Help")["A1"] = "=1+1"
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def with_parts(data: bytes, added: Mapping[str, bytes]) -> bytes:
    """Add parts to a form, or put others in their place."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            if name not in added:
                new.writestr(name, old.read(name))
        for name, content in added.items():
            new.writestr(name, content)
    return out.getvalue()


def replaced(data: bytes, name: str, old: bytes, new: bytes) -> bytes:
    """Change a part's text."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        content = archive.read(name)
    assert old in content
    return with_parts(data, {name: content.replace(old, new, 1)})
