"""The audit of numbers as PDF: series by series every number, its state, every void explained, and what is missing."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from desktop.documents.layout import CAPTION, Cell, Row, Rule, heading
from desktop.documents.office_paper import PaperHead, Speaker, draw_office_paper
from desktop.documents.paper import MM
from desktop.documents.sheet import LEFT, RIGHT, WIDTH
from desktop.documents.signatures import Signatory
from desktop.documents.text import Style, wrap
from desktop.domain.receipts import DocumentState

if TYPE_CHECKING:
    from datetime import date

    from desktop.domain.numbers import NumberLine, SeriesAudit

_CELL = Style(8, 10.6)
_STRONG = Style(9.5, 13, bold=True)
_PAD = 1.1 * MM
# Where the columns stand: number, day, state, what is said of it; the amount ends at its own.
_NUMBER, _DAY, _STATE = LEFT, LEFT + 32 * MM, LEFT + 54 * MM
_SAID, _AMOUNT = LEFT + 76 * MM, RIGHT
_SAID_WIDTH = _AMOUNT - 34 * MM - _SAID


@dataclass(frozen=True, slots=True)
class AuditSheet:
    """An audit of a period. `states` are the words of each state in the paper's language."""

    head: PaperHead
    first: date
    last: date
    series: tuple[SeriesAudit, ...]
    states: dict[DocumentState, str]


def draw_numbers_audit(sheet: AuditSheet) -> bytes:
    """Draw the audit of numbers, in memory."""
    speaker = Speaker(sheet.head.language)
    t = speaker.t
    subtitle = t.tr("{first} to {last}").format(first=speaker.day(sheet.first), last=speaker.day(sheet.last))
    body: list[Row] = []
    for each in sheet.series:
        body += _series(each, sheet, speaker)
    if not body:
        body = [Row(_STRONG.leading, (Cell(LEFT, t.tr("No number was taken in this period."), _CELL),))]
    office = sheet.head.organisation
    signatory = Signatory(office.signatory_role.strip() or t.tr("Authorised signature"), office.signatory.strip())
    return draw_office_paper(sheet.head, t.tr("Audit of numbers"), subtitle, body, (signatory,), repr(sheet))


def _series(audit: SeriesAudit, sheet: AuditSheet, speaker: Speaker) -> list[Row]:
    t = speaker.t
    head = heading(
        CAPTION.leading + 4,
        Cell(_NUMBER, t.tr("Number"), CAPTION),
        Cell(_DAY, t.tr("Date"), CAPTION),
        Cell(_STATE, t.tr("State"), CAPTION),
        Cell(_SAID, t.tr("What became of it"), CAPTION),
        Cell(_AMOUNT, t.tr("Amount"), CAPTION, right=True),
    )
    rows = [Row(_STRONG.leading + 4, (Cell(LEFT, audit.name, _STRONG),), keep=True), *head]
    for each in audit.lines:
        rows += _line(each, sheet, speaker, head)
    for text in (_sum(audit, speaker), _gaps(audit, speaker)):
        rows += [Row(_CELL.leading, (Cell(LEFT, part, _CELL),), keep=True) for part in wrap(text, _CELL, WIDTH)]
    rows[-1] = replace(rows[-1], keep=False)
    return [*rows, Row(6 * MM)]


def _line(each: NumberLine, sheet: AuditSheet, speaker: Speaker, head: tuple[Row, ...]) -> list[Row]:
    said = wrap(" ".join(_said(each, speaker)), _CELL, _SAID_WIDTH) or [""]
    rows = []
    for place, part in enumerate(said):
        cells = []
        if place == 0:
            cells = [
                Cell(_NUMBER, each.number, _CELL),
                Cell(_DAY, speaker.day(each.issued_on), _CELL),
                Cell(_STATE, sheet.states[each.state], _CELL),
                Cell(_AMOUNT, speaker.money(each.amount), _CELL, right=True),
            ]
        cells.append(Cell(_SAID, part, _CELL))
        rows.append(Row(_CELL.leading, tuple(cells), keep=True, head=head))
    rows[-1] = replace(rows[-1], keep=False)
    return [Row(_PAD, rule=Rule(LEFT, RIGHT), keep=True, head=head), *rows, Row(_PAD * 0.6, head=head)]


def _said(each: NumberLine, speaker: Speaker) -> list[str]:
    """Say what it rests on and what became of it."""
    t = speaker.t
    said = [f"{each.subject}."]
    if each.state is DocumentState.VOIDED:
        when = speaker.day(each.voided_on) if each.voided_on is not None else "—"
        said.append(t.tr("Void since {date} by user {user}:").format(date=when, user=each.voided_by or "—"))
        reason = each.reason.rstrip(".") or t.tr("the reason is in the book of names")
        said.append(f"{reason}.")
        following = t.tr("{number} stands in its place.").format(number=each.replaced_by)
        said.append(following if each.replaced_by else t.tr("Nothing stands in its place."))
    if each.replaces:
        said.append(t.tr("It stands in for {number}.").format(number=each.replaces))
    if each.copies:
        said.append(t.ntr("{count} copy was made.", "{count} copies were made.", each.copies))
    return said


def _sum(audit: SeriesAudit, speaker: Speaker) -> str:
    text = speaker.t.tr("Numbers in this period: {count}, of them void: {void}. The last that was taken is {number}.")
    return text.format(count=len(audit.lines), void=audit.voided, number=audit.series.number(max(audit.last, 1)))


def _gaps(audit: SeriesAudit, speaker: Speaker) -> str:
    t = speaker.t
    if not audit.missing:
        return t.tr("No number of this series is missing, from the first to the last.")
    return t.tr("Missing, without a document: {numbers}.").format(numbers=", ".join(audit.missing))
