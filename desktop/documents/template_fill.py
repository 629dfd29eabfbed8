"""A donor's own form filled in: our figures in the cells that were chosen, everything else as the donor made it.

Formulas, formats, widths and print areas stay. Nothing touches the disk: openpyxl's own saver writes each sheet into
the temporary folder first, so its writer is given memory to write to.
"""

from __future__ import annotations

import io
import zipfile
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from desktop.documents.template_guard import guard
from desktop.documents.workbook_figures import gather
from desktop.documents.workbook_report import report_lines
from desktop.documents.workbook_styles import as_number
from desktop.documents.workbook_words import INCOME, cell_text
from desktop.domain.money import Money
from desktop.domain.templates import Figure, FormFact

if TYPE_CHECKING:
    from openpyxl.workbook import Workbook

    from desktop.documents.workbook_figures import Figures
    from desktop.domain.reports import WorkbookFacts
    from desktop.domain.templates import Filling

_FIXED = (1980, 1, 1, 0, 0, 0)
_ENOUGH = 20

Value = Money | date | str


def form_lines(facts: WorkbookFacts) -> dict[str, tuple[str, bool]]:
    """Give each expense item's code with its donor line and whether it has anything to show."""
    return {
        each.line.code: (each.line.donor_line, bool(each.planned or each.moved or each.spent.cumulative))
        for each in report_lines(facts, gather(facts))
    }


def form_values(facts: WorkbookFacts, filling: Filling) -> dict[str, Value]:
    """Give what each chosen cell must say."""
    figures = gather(facts)
    lines = _sums(facts, figures)
    cover = _cover(facts, figures, lines)
    return {
        cell: cover[what] if isinstance(what, FormFact) else _line(lines, what[1], what[0], facts.currency)
        for cell, what in filling.targets().items()
    }


def _sums(facts: WorkbookFacts, figures: Figures) -> dict[str, dict[Figure, int]]:
    """Add up each item, and each donor line over its items, in minor units."""
    found: dict[str, dict[Figure, int]] = {}
    for each in report_lines(facts, figures):
        committed = each.line.committed if each.rate is None else each.rate.convert(each.line.committed)
        spent = each.spent
        own = {
            Figure.BUDGET: each.approved.minor,
            Figure.REALLOCATION: each.moved.minor,
            Figure.REVISED: each.limit.minor,
            Figure.PREVIOUS: spent.previous,
            Figure.PERIOD: spent.period,
            Figure.CUMULATIVE: spent.cumulative,
            Figure.COMMITTED: committed.minor,
            Figure.BALANCE: each.limit.minor - spent.cumulative - committed.minor,
        }
        for key in {each.line.code, each.line.donor_line} - {""}:
            sums = found.setdefault(key, dict.fromkeys(Figure, 0))
            for figure, minor in own.items():
                sums[figure] += minor
    return found


def _line(lines: dict[str, dict[Figure, int]], key: str, figure: Figure, currency: str) -> Money:
    return Money(lines[key][figure] if key in lines else 0, currency)


def _cover(facts: WorkbookFacts, figures: Figures, lines: dict[str, dict[Figure, int]]) -> dict[FormFact, Value]:
    own = [lines[line.code] for campaign in facts.campaigns for line in campaign.lines]

    def whole(figure: Figure) -> Money:
        return Money(sum(each[figure] for each in own), facts.currency)

    return {
        FormFact.ORGANISATION: facts.organisation,
        FormFact.GRANT: facts.grant,
        FormFact.AGREEMENT: facts.agreement,
        FormFact.CURRENCY: facts.currency,
        FormFact.PERIOD_FROM: figures.period_from,
        FormFact.PERIOD_TO: figures.period_to,
        FormFact.MADE_ON: facts.made_at.date(),
        FormFact.TOTAL_BUDGET: whole(Figure.BUDGET),
        FormFact.TOTAL_PERIOD: whole(Figure.PERIOD),
        FormFact.TOTAL_CUMULATIVE: whole(Figure.CUMULATIVE),
        FormFact.RECEIVED: Money(figures.worth_until(INCOME), facts.currency),
    }


def fill_form(template: bytes, facts: WorkbookFacts, filling: Filling) -> bytes:
    """Fill a form in.

    Raises:
        CannotRead: The form is none any more.
    """
    from openpyxl import load_workbook  # noqa: PLC0415 - late: heavy

    guard(template)
    book = load_workbook(io.BytesIO(template))
    sheet = book[filling.sheet]
    for cell, value in form_values(facts, filling).items():
        target: Any = sheet[cell]
        if isinstance(value, Money):
            target.value = as_number(value.minor, value.currency)
        elif isinstance(value, date):
            target.value = value
        else:
            _write_text(target, value)
    book.calculation.fullCalcOnLoad = True
    day = facts.made_at.astimezone(UTC).date()
    book.properties.modified = datetime(day.year, day.month, day.day, tzinfo=UTC).replace(tzinfo=None)
    book.properties.lastModifiedBy = "Skarbonka"
    return _saved(book)


def _write_text(target: Any, text: str) -> None:
    """Write a text as a text, never as a formula."""
    plain, odd = cell_text(text)
    target.value = plain
    target.data_type = "s"
    if odd:
        target.quotePrefix = True


def _saved(book: Workbook) -> bytes:
    """Save in memory, with fixed times, so that the same facts give the same bytes."""
    from openpyxl.writer.excel import ExcelWriter  # noqa: PLC0415 - late: heavy

    class Writer(ExcelWriter):
        def write_worksheet(self, ws: Any) -> None:
            _write_sheet(self, ws)

    packed = io.BytesIO()
    Writer(book, zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED)).save()
    out = io.BytesIO()
    with zipfile.ZipFile(packed) as made, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as fixed:
        for name in made.namelist():
            fixed.writestr(zipfile.ZipInfo(name, _FIXED), made.read(name), zipfile.ZIP_DEFLATED)
    return out.getvalue()


def _write_sheet(writer: Any, sheet: Any) -> None:
    """What `ExcelWriter.write_worksheet` does, but into memory."""
    from openpyxl.drawing.spreadsheet_drawing import SpreadsheetDrawing  # noqa: PLC0415 - late: heavy
    from openpyxl.worksheet._writer import WorksheetWriter  # noqa: PLC0415 - as above

    drawing = sheet._drawing = SpreadsheetDrawing()  # noqa: SLF001  the library's own saver, line by line
    drawing.charts, drawing.images = sheet._charts, sheet._images  # noqa: SLF001
    out = io.BytesIO()
    made: Any = WorksheetWriter(sheet, out)
    made.write()
    sheet._rels = made._rels  # noqa: SLF001
    writer._archive.writestr(sheet.path[1:], out.getvalue())  # noqa: SLF001
    writer.manifest.append(sheet)


def reconcile_form(data: bytes, template: bytes, facts: WorkbookFacts, filling: Filling) -> tuple[str, ...]:
    """Open a filled form again and compare it: chosen cells with the ledger, all others with the donor's own form.

    Returns:
        The differences, each naming a cell, without any person's name; none if all agrees.
    """
    from openpyxl import load_workbook  # noqa: PLC0415 - late: heavy

    ours, theirs = load_workbook(io.BytesIO(data)), load_workbook(io.BytesIO(template))
    if ours.sheetnames != theirs.sheetnames:
        return ("sheets",)
    wanted, found = form_values(facts, filling), list[str]()
    for sheet in theirs.worksheets:
        mine: Any = ours[sheet.title]
        chosen = wanted if sheet.title == filling.sheet else {}
        for name, value in chosen.items():
            if not _says(mine[name].value, value):
                found.append(f"{sheet.title}!{name}: not the ledger's figure")
        for row in sheet.iter_rows():
            for cell in row:
                other: Any = mine[cell.coordinate]
                same = _raw(other.value) == _raw(cell.value) and other.number_format == cell.number_format
                if cell.coordinate not in chosen and not same:
                    found.append(f"{sheet.title}!{cell.coordinate}: not as the donor made it")
    return tuple(found[:_ENOUGH])


def _says(read: object, value: Value) -> bool:
    if isinstance(value, Money):
        if isinstance(read, bool) or not isinstance(read, int | float):
            return False
        return Decimal(repr(read)) == value.amount
    if isinstance(value, date):
        return isinstance(read, datetime) and read.date() == value
    return (read or "") == cell_text(value)[0]


def _raw(value: object) -> object:
    """A formula of an array or a table is an object; its text is what counts."""
    return getattr(value, "text", value)
