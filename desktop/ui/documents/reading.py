"""What the panel of a document shows, read in the worker in one go."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from desktop.domain.advances import read_subject
from desktop.domain.ids import CodeKind
from desktop.domain.receipts import DocumentKind, DocumentState
from desktop.services.advances import load_advance
from desktop.services.cash import load_cash_voucher
from desktop.services.documents import document_funds, load_document, valid_sibling, view_document
from desktop.services.donations import load_donation
from desktop.services.files import count_files
from desktop.services.payouts import load_payout
from desktop.services.scans import scans_of

if TYPE_CHECKING:
    from desktop.domain.receipts import Document
    from desktop.services.office import Office


@dataclass(frozen=True, slots=True)
class Paper:
    """A document and its paper (empty without the book of names).

    `valid` is the number of the valid document of the same record and sort; `taken_back` whether that is no more;
    `funds` are all campaigns that it is split over; `scanned` whether signed scans are filed to it, `files` how many
    are attached, these too.
    """

    document: Document
    pdf: bytes
    valid: str | None
    taken_back: bool
    funds: tuple[str, ...] = ()
    scanned: bool = False
    files: int = 0

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
    paper = _read(office, number)
    return replace(
        paper,
        funds=document_funds(office, number),
        scanned=bool(scans_of(office, number)),
        files=count_files(office, number),
    )


def _read(office: Office, number: str) -> Paper:
    document = load_document(office, number)
    pdf = view_document(office, number) if office.has_identity else b""
    valid = valid_sibling(office, document)
    letter = document.subject_code[:1]
    if letter == CodeKind.DONATION.value:
        return Paper(document, pdf, valid, load_donation(office, document.subject_code).taken_back)
    if letter == CodeKind.PAYOUT.value:
        return Paper(document, pdf, valid, load_payout(office, document.subject_code).countered_by is not None)
    if letter == CodeKind.CASH_VOUCHER.value:
        return Paper(document, pdf, valid, load_cash_voucher(office, document.subject_code).countered_by is not None)
    if letter == CodeKind.ADVANCE.value:
        return Paper(document, pdf, valid, _advance_taken_back(office, document.subject_code))
    return Paper(document, pdf, valid, taken_back=False)


def _advance_taken_back(office: Office, subject: str) -> bool:
    code, number = read_subject(subject)
    advance = load_advance(office, code)
    settlement = advance.settlement(number)
    return (advance if settlement is None else settlement).countered_by is not None
