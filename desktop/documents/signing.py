"""The block of signatures at a paper's foot: lines to fill in by hand, a sentence, rows of lines to sign on."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from desktop.documents.layout import CAPTION, Row, draw_rows, height_of, paragraph
from desktop.documents.paper import MM, QUIET
from desktop.documents.signatures import SLOT, TIGHT_SLOT, Signatory, draw_fills, draw_signatories, fills_height
from desktop.documents.text import Style
from desktop.domain.ledger import PaymentMethod
from desktop.domain.papers import PaperForm
from desktop.domain.payouts import PayeeRole
from desktop.domain.receipts import DocumentKind

if TYPE_CHECKING:
    from desktop.documents.paper import Paper
    from desktop.documents.wordings import Wording
    from desktop.domain.receipts import DocumentFacts

_SPACE = 4 * MM
_WIDE, _MOST = 90 * MM, 3
_TO_SIGN = 65 * MM
_BEFORE = 1.5 * MM
_BOX, _BOX_ROOM = 2.4 * MM, 4 * MM
_SAID = Style(CAPTION.size, CAPTION.leading)
_ZLOTY = "PLN"


@dataclass(frozen=True, slots=True)
class Signing:
    """Who signs a paper, and where: `office` side by side, then `said` and `party` with the date.

    `asked` stands beside an empty box that the party may tick.
    """

    office: tuple[Signatory, ...] = ()
    party: tuple[Signatory, ...] = ()
    fills: tuple[str, ...] = ()
    said: str = ""
    asked: str = ""

    def _office(self, width: float) -> list[tuple[Signatory, ...]]:
        """Put the office's signatories in rows: three side by side in a wide block, two in a narrow one."""
        beside = _MOST if width >= _WIDE else 2
        return [self.office[start : start + beside] for start in range(0, len(self.office), beside)]

    def _rows(self, width: float) -> list[tuple[Signatory, ...]]:
        return [*self._office(width), *([self.party] if self.party else [])]

    def _places(self, row: tuple[Signatory, ...], x: float, width: float) -> list[tuple[Signatory, float, float]]:
        """Share a row out: two thirds for a recipient beside the date, else all alike; who is alone has half of it.

        Half of a narrow block is too short to sign on: then it is as much of it as a signature takes.
        """
        if row is self.party and len(row) > 1:
            first = width * 0.68
            return [(row[0], x, first), (row[1], x + first + _SPACE, width - first - _SPACE)]
        count = max(len(row), 2)
        each = (width - _SPACE * (count - 1)) / count
        if len(row) == 1:
            each = max(each, min(width, _TO_SIGN))
        return [(signatory, x + n * (each + _SPACE), each) for n, signatory in enumerate(row)]

    def _sentence(self, x: float, width: float) -> list[Row]:
        return paragraph(self.said, x, width, _SAID) if self.said else []

    def _question(self, x: float, width: float) -> list[Row]:
        return paragraph(self.asked, x + _BOX_ROOM, width - _BOX_ROOM, _SAID) if self.asked else []

    def height(self, width: float, *, tight: bool = False) -> float:
        """Measure the block in a width; nothing where nobody signs. `tight` leaves less room over each line."""
        fills = fills_height(self.fills, width) if self.fills else 0
        said = height_of(self._sentence(0, width)) + _BEFORE if self.said else 0
        said += height_of(self._question(0, width)) + _BEFORE if self.asked else 0
        return fills + said + (TIGHT_SLOT if tight else SLOT) * len(self._rows(width))

    def complete(self, width: float) -> bool:
        """Tell whether all roles and names find room."""
        return not self.cut(width)

    def cut(self, width: float) -> list[Signatory]:
        """Give those whose roles or names are cut below their lines."""
        places = [place for row in self._rows(width) for place in self._places(row, 0, width)]
        return [signatory for signatory, _x, each in places if not signatory.complete(each)]

    def draw(self, paper: Paper, x: float, top: float, width: float, *, tight: bool = False) -> None:
        """Draw the block below `top`."""
        slot = TIGHT_SLOT if tight else SLOT
        if self.fills:
            draw_fills(paper, self.fills, x, top, width)
            top -= fills_height(self.fills, width)
        for row in self._office(width):
            draw_signatories(paper, self._places(row, x, width), top, tight=tight)
            top -= slot
        if self.said:
            top = draw_rows(paper, self._sentence(x, width), top - _BEFORE)
        if self.asked:
            paper.frame(x, top - _BEFORE - _SAID.size, _BOX, _BOX, QUIET)
            top = draw_rows(paper, self._question(x, width), top - _BEFORE)
        if self.party:
            draw_signatories(paper, self._places(self.party, x, width), top, tight=tight)


def signing_of(wording: Wording) -> Signing:
    """Say who signs a document of its kind and form (documents.md)."""
    kind = wording.facts.kind
    if kind is DocumentKind.TRANSFER_CONFIRMATION:
        return Signing()
    if kind is DocumentKind.PAYMENT_VOUCHER:
        return _money_out(wording)
    if kind is DocumentKind.MONEY_IN_VOUCHER:
        return _money_in(wording)
    return Signing((_head(wording),))


def _head(wording: Wording) -> Signatory:
    office = wording.facts.organisation
    return Signatory(office.signatory_role.strip() or wording.t.tr("Authorised signature"), office.signatory.strip())


def _cashier(wording: Wording) -> Signatory:
    return Signatory(wording.t.tr("Cashier"), wording.facts.organisation.cashier.strip())


def _accountant(wording: Wording) -> Signatory:
    return Signatory(wording.t.tr("Chief accountant"), wording.facts.organisation.accountant.strip())


def _money_out(wording: Wording) -> Signing:
    t, facts = wording.t, wording.facts
    form = PaperForm.PLAIN if facts.paper is None else facts.paper.form
    office = {
        PaperForm.EAST: (_head(wording), _accountant(wording), _cashier(wording)),
        PaperForm.LITHUANIA: (_head(wording), _cashier(wording)),
    }.get(form, (_head(wording), *((_cashier(wording),) if facts.organisation.cashier.strip() else ())))
    recipient = Signatory(t.tr("Recipient's signature"), facts.party.strip() or facts.party_code, cross=True)
    return Signing(
        office,
        (recipient, Signatory(t.tr("Date"))),
        _fills(wording, form),
        t.tr("I have received the amount stated above."),
        t.tr("Only if you wish: I agree that accountants and auditors see my name.") if _asks(facts) else "",
    )


def _asks(facts: DocumentFacts) -> bool:
    """Tell whether the recipient may agree by a tick."""
    return facts.paper is not None and facts.paper.asks_consent


def _money_in(wording: Wording) -> Signing:
    facts = wording.facts
    form = PaperForm.PLAIN if facts.paper is None else facts.paper.form
    counted = form in (PaperForm.EAST, PaperForm.LITHUANIA) or facts.organisation.accountant.strip()
    return Signing((*((_accountant(wording),) if counted else ()), _cashier(wording)), fills=_fills(wording, form))


def _fills(wording: Wording, form: PaperForm) -> tuple[str, ...]:
    """Leave a line for whatever a form asks for and the office does not know yet."""
    t, facts, paper = wording.t, wording.facts, wording.facts.paper
    if paper is None:
        return ()
    out = facts.kind is DocumentKind.PAYMENT_VOUCHER
    proxy = facts.payout is not None and facts.payout.role is PayeeRole.PROXY
    accounts = form in (PaperForm.POLAND, PaperForm.EAST) and not (paper.debit and paper.credit)
    in_zloty = form is PaperForm.POLAND and facts.amount.currency != _ZLOTY and paper.converted is None
    identity = out and facts.method is PaymentMethod.CASH and not paper.document
    wanted = (
        (not paper.attachments, t.tr("Attachments")),
        (identity and (form is not PaperForm.POLAND or proxy), t.tr("Identity document")),
        (accounts, t.tr("Debit / credit")),
        (in_zloty, t.tr("Amount in {currency}").format(currency=_ZLOTY)),
    )
    return tuple(caption for missing, caption in wanted if missing)
