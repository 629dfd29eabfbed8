"""The settlement of an advance on paper: what was given, every proof, what came back, what is still open."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from desktop.documents.layout import CAPTION, STRONG, Cell, Row, Rule, gap, grid, heading, line, paragraph
from desktop.documents.office_paper import PaperHead, Speaker, draw_office_paper
from desktop.documents.paper import INK, MM
from desktop.documents.sheet import LEFT, RIGHT, WIDTH
from desktop.documents.signatures import Signatory
from desktop.documents.text import Style, wrap

if TYPE_CHECKING:
    from collections.abc import Mapping

    from desktop.domain.advances import Advance, Settlement
    from desktop.domain.money import Money

_CELL = Style(8.5, 11)
_SUM = Style(9, 12.5, bold=True)
_PAD = 1.1 * MM
_DAY, _DOCUMENT, _ITEM, _AMOUNT = LEFT, LEFT + 22 * MM, LEFT + 88 * MM, RIGHT
_DOCUMENT_WIDTH = _ITEM - _DOCUMENT - 3 * MM
_ITEM_WIDTH = _AMOUNT - 28 * MM - _ITEM


@dataclass(frozen=True, slots=True)
class SettlementSheet:
    """An advance with all that its paper says: who holds it and the campaign as named, items and method in words."""

    head: PaperHead
    advance: Advance
    holder: str
    campaign: str
    items: Mapping[int, str]
    method: str


def draw_settlement_sheet(sheet: SettlementSheet) -> bytes:
    """Draw an advance's settlement as a PDF, in memory. What was taken back is left out."""
    speaker, advance = Speaker(sheet.head.language, sheet.head.second_language), sheet.advance
    t = speaker.t
    live = [each for each in advance.settlements if each.countered_by is None]
    body = [
        *grid(_facts(sheet, speaker), LEFT, WIDTH, 3, STRONG),
        *_purpose(advance, speaker),
        gap(2 * MM),
        *(row for each in live for row in _settlement(sheet, speaker, each)),
        *_sums(advance, speaker),
    ]
    office = sheet.head.organisation
    signatories = (
        Signatory(t.tr("Holder of the advance"), sheet.holder, cross=True),
        Signatory(t.tr("Proofs checked by")),
        Signatory(office.signatory_role.strip() or t.tr("Authorised signature"), office.signatory.strip()),
        Signatory(t.tr("Date")),
    )
    seed = repr(replace(sheet, items=dict(sorted(sheet.items.items()))))
    return draw_office_paper(sheet.head, t.tr("Settlement of an advance"), advance.code, body, signatories, seed)


def _facts(sheet: SettlementSheet, speaker: Speaker) -> list[tuple[str, str]]:
    t, draft = speaker.t, sheet.advance.draft
    return [
        (t.tr("Holder of the advance"), sheet.holder),
        (t.tr("Campaign"), sheet.campaign),
        (t.tr("Advance"), speaker.money(draft.amount)),
        (t.tr("Given on"), speaker.day(draft.on)),
        (t.tr("Method"), sheet.method),
        (t.tr("Proofs due on"), speaker.day(draft.due)),
    ]


def _purpose(advance: Advance, speaker: Speaker) -> list[Row]:
    """Say what it was given for, where that is known."""
    if not advance.draft.purpose.strip():
        return []
    caption = Row(CAPTION.leading, (Cell(LEFT, speaker.t.tr("Purpose"), CAPTION),), keep=True)
    return [caption, *paragraph(advance.draft.purpose, LEFT, WIDTH, _CELL)]


def _settlement(sheet: SettlementSheet, speaker: Speaker, settlement: Settlement) -> list[Row]:
    t, draft = speaker.t, settlement.draft
    title = t.tr("Settlement {number} of {date}").format(number=settlement.number, date=speaker.day(draft.on))
    currency = draft.returned.currency
    head = heading(
        CAPTION.leading + 3,
        Cell(_DAY, t.tr("Date"), CAPTION),
        Cell(_DOCUMENT, t.tr("Proof"), CAPTION),
        Cell(_ITEM, t.tr("Expense item"), CAPTION),
        Cell(_AMOUNT, t.tr("Amount, {currency}").format(currency=currency), CAPTION, right=True),
    )
    rows = [Row(STRONG.leading + 4, (Cell(LEFT, title, STRONG),), keep=True)]
    rows += head if draft.lines else ()
    for proof in draft.lines:
        item = f"{proof.item} {sheet.items.get(proof.item, '')}".strip()
        documents, items = wrap(proof.document or "—", _CELL, _DOCUMENT_WIDTH), wrap(item, _CELL, _ITEM_WIDTH)
        lines: list[Row] = []
        for n in range(max(len(documents), len(items), 1)):
            cells = [Cell(_DAY, speaker.day(proof.on), _CELL)] if n == 0 else []
            cells += [Cell(_DOCUMENT, documents[n], _CELL)] if n < len(documents) else []
            cells += [Cell(_ITEM, items[n], _CELL)] if n < len(items) else []
            if n == 0:
                cells.append(Cell(_AMOUNT, speaker.figures(proof.amount), _CELL, right=True))
            lines.append(Row(_CELL.leading, tuple(cells), keep=True, head=head))
        lines[-1] = replace(lines[-1], keep=False)
        rows += [Row(_PAD, rule=Rule(LEFT, RIGHT), keep=True, head=head), *lines, Row(_PAD * 0.6, head=head)]
    sums = [(t.tr("Proofs"), draft.spent), (t.tr("Returned"), draft.returned), (t.tr("Topped up"), draft.topped_up)]
    rows += [_sum(text, amount, speaker, rule=n == 0) for n, (text, amount) in enumerate(sums) if amount or n == 0]
    return [*rows, gap(4 * MM)]


def _sum(text: str, amount: Money, speaker: Speaker, *, rule: bool = False) -> Row:
    cells = (Cell(_ITEM, text, _SUM), Cell(_AMOUNT, speaker.figures(amount), _SUM, right=True))
    return Row(_SUM.leading, cells, Rule(_ITEM, RIGHT, INK, 0.5) if rule else None)


def _sums(advance: Advance, speaker: Speaker) -> list[Row]:
    """The whole of it: what was given and topped up is what was proven, returned and is still open."""
    t = speaker.t
    figures = (
        (t.tr("Advance"), advance.draft.amount),
        (t.tr("Topped up"), advance.topped_up),
        (t.tr("Proofs"), advance.spent),
        (t.tr("Returned"), advance.returned),
        (t.tr("Still open"), advance.open),
    )
    rows = [Row(STRONG.leading + 4, (Cell(LEFT, t.tr("The whole"), STRONG),), Rule(LEFT, RIGHT, INK, 0.8), keep=True)]
    for text, amount in figures:
        cells = (Cell(LEFT, text, _CELL), Cell(_AMOUNT, speaker.money(amount), _SUM, right=True))
        rows.append(Row(_SUM.leading, cells, keep=True))
    return [*rows, line(LEFT, RIGHT, INK, 0.8)]
