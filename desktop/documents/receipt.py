"""The donation receipt: one calm A4 sheet, because it goes to the donor and the office keeps the frozen PDF.

(A voucher needs two signed papers; a receipt one. A whole sheet also leaves the room that tax offices ask for: figures
and words, an 80 × 50 mm stamp, long names.)
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from desktop.documents.layout import BODY, CAPTION, NOTE, Cell, Row, columns, gap, grid, line, over, paragraph
from desktop.documents.paper import MM, Paper
from desktop.documents.receipt_gift import gift_details, statement
from desktop.documents.sheet import LEFT, RIGHT, WIDTH, Foot, draw_sheets, unprinted_issuer
from desktop.documents.signatures import STAMP, Signatory, draw_signatory, draw_stamp_room
from desktop.documents.text import Style
from desktop.domain.ledger import PaymentMethod

if TYPE_CHECKING:
    from desktop.documents.wordings import Wording

_VALUE = LEFT + 46 * MM
_VALUE_WIDTH = RIGHT - _VALUE
_CAPTION_WIDTH = 43 * MM
_LABEL = Style(8.5, 13, tone=CAPTION.tone)
_NAME = Style(12, 16, bold=True)
_FIGURE = Style(18, 24, bold=True)
_WORDS = Style(10.5, 14.5)
_PAD = 5 * MM


def field(caption: str, text: str, style: Style = BODY) -> list[Row]:
    """Set a caption and its text side by side; nothing for an empty text."""
    if not text.strip():
        return []
    return [*columns((LEFT, caption, _LABEL, _CAPTION_WIDTH), (_VALUE, text, style, _VALUE_WIDTH)), gap(1.2 * MM)]


def party(wording: Wording, caption: str) -> list[Row]:
    """Set who gave or gets the money: as disclosed, with the code below if that is not the code itself."""
    facts = wording.facts
    name = facts.party.strip() or facts.party_code
    rows = field(caption, name or "—", _NAME)
    if facts.party_code and name != facts.party_code:
        rows = [*rows[:-1], *columns((_VALUE, facts.party_code, NOTE, _VALUE_WIDTH)), rows[-1]]
    return rows


def amount_panel(wording: Wording, caption: str = "") -> list[Row]:
    """Set the amount in figures and in words on a tinted ground; `caption` says what it is."""
    facts, shade = wording.facts, (LEFT, RIGHT)
    things = facts.method is PaymentMethod.IN_KIND
    caption = caption or (wording.t.tr("Value") if things else wording.t.tr("Amount"))
    figure = Cell(_VALUE, wording.money(facts.amount), _FIGURE)
    above: list[Row] = []
    if _LABEL.width(caption) > _CAPTION_WIDTH - _PAD:
        above = columns((LEFT + _PAD, caption, _LABEL, RIGHT - LEFT - 2 * _PAD))
        top = Row(_FIGURE.leading, (figure,))
    else:
        top = Row(_FIGURE.leading, (Cell(LEFT + _PAD, caption, _LABEL), figure))
    words = columns(
        (LEFT + _PAD, wording.t.tr("In words"), _LABEL, _CAPTION_WIDTH - _PAD),
        (_VALUE, wording.words, _WORDS, _VALUE_WIDTH - _PAD),
    )
    rows = over([gap(2.5 * MM), *above, top, *words, gap(3 * MM)], shade=shade)
    return [*rows, gap(0), gap(5 * MM)]


def _fee(wording: Wording) -> list[tuple[str, str]]:
    facts = wording.facts
    if not facts.fee:
        return []
    found = [(wording.t.tr("Payment service fee"), wording.money(facts.fee))]
    if facts.net is not None:
        found.append((wording.t.tr("Received after the fee"), wording.money(facts.net)))
    return found


def _details(wording: Wording) -> list[Row]:
    """Set what is known of the gift, each below the other; in two languages side by side, so that one sheet does."""
    long = [(wording.t.tr("Purpose"), wording.facts.purpose), *gift_details(wording)]
    if not wording.facts.second_language:
        return [row for pair in (*wording.details(), *long, *_fee(wording)) for row in field(*pair)]
    beside = grid([*wording.details(), *_fee(wording)], LEFT, WIDTH, 3, BODY)
    return [*beside, gap(2 * MM), *(row for pair in long for row in field(*pair))]


def beyond(wording: Wording, *signatories: Signatory) -> list[Row]:
    """Set in full what heading and foot have no room for."""
    rows = field(wording.t.tr("Issued by"), unprinted_issuer(wording))
    for signatory in signatories:
        if not signatory.complete(RIGHT - LEFT - STAMP[0] - 8 * MM):
            rows += field(wording.t.tr("To be signed by"), "\n".join(filter(None, (signatory.role, signatory.name))))
    return rows


def draw_receipt(paper: Paper, wording: Wording) -> None:
    """Draw a donation receipt."""
    t, office = wording.t, wording.facts.organisation
    signatory = Signatory(office.signatory_role.strip() or t.tr("Authorised signature"), office.signatory.strip())
    body = [
        *party(wording, t.tr("Received from")),
        gap(3 * MM),
        *amount_panel(wording),
        *_details(wording),
        *beyond(wording, signatory),
        gap(2 * MM),
        line(LEFT, RIGHT),
        gap(3 * MM),
        *paragraph(statement(wording), LEFT, WIDTH, BODY),
    ]

    def foot(sheet: Paper, top: float) -> None:
        bottom = top - 12 * MM - STAMP[1]
        draw_stamp_room(sheet, t.tr("Place for the stamp"), LEFT, bottom)
        x = LEFT + STAMP[0] + 8 * MM
        draw_signatory(sheet, signatory, x, bottom + STAMP[1] - 12 * MM, RIGHT - x)

    draw_sheets(paper, wording, wording.tags(), body, Foot(12 * MM + STAMP[1], foot))
