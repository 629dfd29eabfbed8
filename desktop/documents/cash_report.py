"""The cash report: opening, every movement with what was left after it, closing, and lines to sign on."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from desktop.documents.layout import CAPTION, Cell, Row, Rule, heading, line
from desktop.documents.office_paper import PaperHead, Speaker, draw_office_paper
from desktop.documents.paper import INK, MM
from desktop.documents.sheet import LEFT, RIGHT
from desktop.documents.signatures import Signatory
from desktop.documents.text import Style, wrap, wrap_parts

if TYPE_CHECKING:
    from datetime import date

    from desktop.domain.cash import CashReport
    from desktop.domain.money import Money

_CELL = Style(8, 10.6)
_STRONG = Style(8.5, 12, bold=True)
_PAD = 1.1 * MM
_GAP = 2 * MM
# Where the columns stand: day, voucher, text; in, out and balance end at theirs.
_DAY, _NUMBER, _TEXT = LEFT, LEFT + 20 * MM, LEFT + 54 * MM
_IN, _OUT, _LEFT_OVER = RIGHT - 48 * MM, RIGHT - 24 * MM, RIGHT
_NUMBER_WIDTH = _TEXT - _NUMBER - _GAP
_TEXT_WIDTH = _IN - 24 * MM - _TEXT


@dataclass(frozen=True, slots=True)
class CashSheet:
    """A cash report with its rows' words: `texts` has one for each row, without names."""

    head: PaperHead
    report: CashReport
    texts: tuple[str, ...]
    closed: date | None


def draw_cash_report(sheet: CashSheet) -> bytes:
    """Draw a cash report as a PDF, in memory."""
    speaker, report = Speaker(sheet.head.language, sheet.head.second_language), sheet.report
    t = speaker.t
    subtitle = t.tr("{currency}, {first} to {last}").format(
        currency=report.currency, first=speaker.day(report.first), last=speaker.day(report.last)
    )
    office = sheet.head.organisation
    signatories = (
        Signatory(t.tr("Cashier"), office.cashier.strip()),
        Signatory(office.signatory_role.strip() or t.tr("Authorised signature"), office.signatory.strip()),
    )
    body = [*_rows(sheet, speaker), *_closing(sheet, speaker)]
    return draw_office_paper(sheet.head, t.tr("Cash report"), subtitle, body, signatories, repr(sheet))


def _head(speaker: Speaker) -> tuple[Row, ...]:
    """Name the columns; repeated above each new sheet."""
    t = speaker.t
    return heading(
        CAPTION.leading + 4,
        Cell(_DAY, t.tr("Date"), CAPTION),
        Cell(_NUMBER, t.tr("Voucher"), CAPTION),
        Cell(_TEXT, t.tr("Text"), CAPTION),
        Cell(_IN, t.tr("In"), CAPTION, right=True),
        Cell(_OUT, t.tr("Out"), CAPTION, right=True),
        Cell(_LEFT_OVER, t.tr("Balance"), CAPTION, right=True),
    )


def _rows(sheet: CashSheet, speaker: Speaker) -> list[Row]:
    t, report, head = speaker.t, sheet.report, _head(speaker)
    rows = [*head, _figure(t.tr("Opening balance on {date}").format(date=speaker.day(report.first)),
                          report.opening, speaker)]  # fmt: skip
    for row, text in zip(report.rows, sheet.texts, strict=True):
        named = row.document or row.code
        numbers, words = wrap(named, _CELL, _NUMBER_WIDTH), wrap_parts(text, _CELL, _TEXT_WIDTH)
        lines: list[Row] = []
        for n in range(max(len(numbers), len(words), 1)):
            cells = [Cell(_DAY, speaker.day(row.on), _CELL)] if n == 0 else []
            cells += [Cell(_NUMBER, numbers[n], _CELL)] if n < len(numbers) else []
            cells += [Cell(_TEXT, words[n], _CELL)] if n < len(words) else []
            if n == 0:
                cells += _amount(row.came_in, _IN, speaker) + _amount(row.went_out, _OUT, speaker)
                cells.append(Cell(_LEFT_OVER, speaker.figures(row.balance), _CELL, right=True))
            lines.append(Row(_CELL.leading, tuple(cells), keep=True, head=head))
        lines[-1] = replace(lines[-1], keep=False)
        rows += [Row(_PAD, rule=Rule(LEFT, RIGHT), keep=True, head=head), *lines, Row(_PAD * 0.6, head=head)]
    return rows


def _amount(amount: Money | None, x: float, speaker: Speaker) -> list[Cell]:
    return [] if amount is None else [Cell(x, speaker.figures(amount), _CELL, right=True)]


def _figure(text: str, amount: Money, speaker: Speaker) -> Row:
    cells = (Cell(_DAY, text, _STRONG), Cell(_LEFT_OVER, speaker.figures(amount), _STRONG, right=True))
    return Row(_STRONG.leading + 3, cells, Rule(LEFT, RIGHT, INK, 0.6))


def _closing(sheet: CashSheet, speaker: Speaker) -> list[Row]:
    t, report = speaker.t, sheet.report
    turnover = Row(
        _STRONG.leading + 3,
        (
            Cell(_DAY, t.tr("Turnover"), _STRONG),
            Cell(_IN, speaker.figures(report.came_in), _STRONG, right=True),
            Cell(_OUT, speaker.figures(report.went_out), _STRONG, right=True),
        ),
        Rule(LEFT, RIGHT, INK, 0.6),
        keep=True,
        head=_head(speaker),
    )
    closing = t.tr("Closing balance on {date}").format(date=speaker.day(report.last))
    rows = [turnover, replace(_figure(closing, report.closing, speaker), keep=True), line(LEFT, RIGHT, INK, 0.8)]
    if sheet.closed is not None:
        rows[-1] = replace(rows[-1], keep=True)
        said = t.tr("The cash desk is closed up to {date}.").format(date=speaker.day(sheet.closed))
        rows.append(Row(CAPTION.leading + 6, (Cell(_DAY, said, CAPTION),)))
    return rows
