"""What the panel of a document shows, read in the worker in one go."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from desktop.domain.receipts import DocumentKind, DocumentState
from desktop.services.documents import load_document, view_document
from desktop.services.donations import load_donation
from desktop.services.payouts import load_payout

if TYPE_CHECKING:
    from desktop.domain.receipts import Document
    from desktop.services.office import Office


@dataclass(frozen=True, slots=True)
class Paper:
    """A document and its paper (empty without the book of names).

    `valid` is the number of the valid document of the same donation or payout; `taken_back` whether that is no more.
    """

    document: Document
    pdf: bytes
    valid: str | None
    taken_back: bool

    @property
    def replaceable(self) -> bool:
        """Whether another one may be issued in its stead."""
        return self.document.state is DocumentState.VOIDED and self.valid is None and not self.taken_back

    @property
    def returnable(self) -> bool:
        """Whether its signed copy may still come back: vouchers are signed by who got the money."""
        return self.document.state is DocumentState.ISSUED and self.document.kind is DocumentKind.PAYMENT_VOUCHER


def read_paper(office: Office, number: str) -> Paper:
    """Read a document, its paper as it looks on screen, and what it rests on; raises NotFound."""
    document = load_document(office, number)
    pdf = view_document(office, number) if office.has_identity else b""
    if document.kind is DocumentKind.DONATION_RECEIPT:
        gift = load_donation(office, document.subject_code)
        return Paper(document, pdf, gift.receipt, gift.countered_by is not None)
    paid = load_payout(office, document.subject_code)
    return Paper(document, pdf, paid.voucher, paid.countered_by is not None)
