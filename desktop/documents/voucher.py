"""The payment voucher: two A5 papers on one A4 sheet, the original above and the office's copy below a line to cut.

A voucher with more lines or longer texts than a half sheet holds takes whole A4 sheets instead, first for the original,
then for the copy: nothing is ever cut off or set smaller.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from desktop.documents import receipt
from desktop.documents.layout import (
    CAPTION,
    Cell,
    Row,
    Rule,
    draw_rows,
    gap,
    grid,
    heading,
    height_of,
    line,
    paragraph,
)
from desktop.documents.paper import A4, MM, Paper
from desktop.documents.sheet import LEFT, RIGHT, Foot, draw_sheets
from desktop.documents.signatures import (
    SLOT,
    STAMP,
    Signatory,
    draw_fills,
    draw_signatories,
    draw_stamp_room,
    fills_height,
)
from desktop.documents.slip import Slip
from desktop.documents.text import Style, wrap
from desktop.documents.voucher_payout import payout_details
from desktop.domain.ledger import PaymentMethod
from desktop.i18n.both import first_part

if TYPE_CHECKING:
    from desktop.documents.wordings import Wording

_CELL = Style(9, 11.4)
_CELL_PAD = 0.4 * MM
_NUMBER_WIDTH = 7 * MM
_RECEIVED = Style(CAPTION.size, CAPTION.leading)
_BEFORE_RECEIVED = 5.5 * MM - _RECEIVED.leading
_AMOUNT_WIDTH = 30 * MM


def item_rows(wording: Wording, x: float, to: float, amount_width: float = _AMOUNT_WIDTH) -> list[Row]:
    """Set the expense items as a table: number, label, amount; its headings are repeated on each new sheet."""
    lines, t = wording.facts.lines, wording.t
    if not lines:
        return []
    label_x, label_width = x + _NUMBER_WIDTH, to - x - _NUMBER_WIDTH - amount_width
    amount_caption = t.tr("Amount, {currency}").format(currency=wording.facts.amount.currency)
    head = heading(
        CAPTION.leading + 3,
        Cell(x, first_part(t.tr("No.")), CAPTION),
        Cell(label_x, t.tr("Expense item"), CAPTION),
        Cell(to, amount_caption, CAPTION, right=True),
    )
    rows = [*head]
    for item in lines:
        labels = wrap(item.label, _CELL, label_width) or ["—"]
        rows.append(Row(_CELL_PAD, rule=Rule(x, to), keep=True, head=head))
        for n, label in enumerate(labels):
            cells = [Cell(label_x, label, _CELL)]
            if n == 0:
                amount = Cell(to, wording.figures(item.amount), _CELL, right=True)
                cells = [Cell(x, str(item.item), _CELL), *cells, amount]
            rows.append(Row(_CELL.leading, tuple(cells), keep=n in (0, len(labels) - 1), head=head))
        rows.append(gap(_CELL_PAD))
    return [*rows[:-1], replace(rows[-1], keep=True), line(x, to)]


class Signing:
    """Who signs a voucher, and the block of lines where they do."""

    def __init__(self, wording: Wording) -> None:
        """Take issuer, cashier (if there is one) and recipient from the facts."""
        facts, t = wording.facts, wording.t
        office = facts.organisation
        self.t = t
        self.office = [
            Signatory(office.signatory_role.strip() or t.tr("Authorised signature"), office.signatory.strip())
        ]
        if office.cashier.strip():
            self.office.append(Signatory(t.tr("Cashier"), office.cashier.strip()))
        self.recipient = Signatory(t.tr("Recipient's signature"), facts.party.strip() or facts.party_code, cross=True)
        self.fills = [t.tr("Attachments")]
        if facts.method is PaymentMethod.CASH:
            self.fills.append(t.tr("Identity document"))

    def height(self, width: float) -> float:
        """Measure a block of `width`."""
        return fills_height(self.fills, width) + 2 * SLOT + height_of(self._received(0, width)) + _BEFORE_RECEIVED

    def _received(self, x: float, width: float) -> list[Row]:
        return paragraph(self.t.tr("I have received the amount stated above."), x, width, _RECEIVED)

    def widths(self, width: float) -> tuple[float, float]:
        """Give the width of an office signature and of the recipient's, in a block of `width`."""
        return (width - 4 * MM) / 2, width * 0.68

    def complete(self, width: float) -> bool:
        """Tell whether all roles and names find room in a block of `width`."""
        office, recipient = self.widths(width)
        return all(each.complete(office) for each in self.office) and self.recipient.complete(recipient)

    def draw(self, paper: Paper, x: float, top: float, width: float) -> None:
        """Draw the block below `top`."""
        office, recipient = self.widths(width)
        draw_fills(paper, self.fills, x, top, width)
        top -= fills_height(self.fills, width)
        beside = [(each, x + number * (office + 4 * MM), office) for number, each in enumerate(self.office)]
        draw_signatories(paper, beside, top)
        top -= SLOT
        top = draw_rows(paper, self._received(x, width), top - _BEFORE_RECEIVED)
        date_x = x + recipient + 4 * MM
        day = (Signatory(self.t.tr("Date")), date_x, x + width - date_x)
        draw_signatories(paper, [(self.recipient, x, recipient), day], top)


def _long(paper: Paper, wording: Wording, signing: Signing) -> None:
    """Draw original and copy on A4 sheets of their own."""
    t = wording.t
    x = LEFT + STAMP[0] + 8 * MM
    body = [
        *receipt.party(wording, t.tr("Paid to")),
        gap(3 * MM),
        *receipt.amount_panel(wording),
        *grid([*wording.details(), *payout_details(wording)], LEFT, RIGHT - LEFT, 4, _CELL),
        gap(2 * MM),
        *receipt.field(t.tr("Purpose"), wording.facts.purpose),
        *receipt.beyond(wording),
        *_signatories_in_full(wording, signing, RIGHT - x),
        gap(3 * MM),
        *item_rows(wording, LEFT, RIGHT),
    ]

    def foot(sheet: Paper, top: float) -> None:
        top -= 8 * MM
        draw_stamp_room(sheet, t.tr("Place for the stamp"), LEFT, top - STAMP[1])
        signing.draw(sheet, x, top, RIGHT - x)

    height = 8 * MM + max(STAMP[1], signing.height(RIGHT - x))
    for for_office in (False, True):
        draw_sheets(paper, wording, wording.tags(for_office=for_office), body, Foot(height, foot))


def _signatories_in_full(wording: Wording, signing: Signing, width: float) -> list[Row]:
    """Name the office's signatories that are cut below their lines; the recipient stands above in full anyway."""
    room, _recipient = signing.widths(width)
    rows: list[Row] = []
    for signatory in signing.office:
        if not signatory.complete(room):
            text = "\n".join(filter(None, (signatory.role, signatory.name)))
            rows += receipt.field(wording.t.tr("To be signed by"), text)
    return rows


def draw_voucher(paper: Paper, wording: Wording) -> None:
    """Draw a payment voucher: two halves of a sheet if both are large enough, else whole sheets."""
    signing = Signing(wording)
    slip = Slip(wording, item_rows, signing)
    if not slip.fits:
        _long(paper, wording, signing)
        return
    half = A4[1] / 2
    slip.draw(paper, half, wording.tags())
    paper.dashes(8 * MM, half, A4[0] - 8 * MM)
    slip.draw(paper, 0, wording.tags(for_office=True))
    paper.showPage()
