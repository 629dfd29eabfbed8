"""Receipts and vouchers: preview, issue, hand out, void and file as signed."""

from __future__ import annotations

from contextlib import nullcontext
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from desktop.domain.donations import DonationDraft
from desktop.domain.errors import refuse, refuse_errors
from desktop.domain.journal import Record
from desktop.domain.payouts import PayoutState
from desktop.domain.receipts import DocumentKind, DocumentState, Mark, Rendering, check_void, siblings, thaw
from desktop.domain.text import one_line
from desktop.services.consents import naming_problems
from desktop.services.donations import check_new_donation
from desktop.services.exports import written_with
from desktop.services.gathering import gather, gather_for, kinds_for, party_of
from desktop.services.issuing import document_facts, draw, issue, logo_of, predecessor, redraw
from desktop.services.named_papers import require_agreed
from desktop.services.payouts import check_new_payout
from desktop.services.periods import booked, require_open

if TYPE_CHECKING:
    from collections.abc import Callable
    from contextlib import AbstractContextManager
    from pathlib import Path

    from desktop.domain.errors import Problem
    from desktop.domain.payouts import PayoutDraft
    from desktop.domain.people import NameUse
    from desktop.domain.receipts import Document, IssueRequest
    from desktop.services.office import Office
    from desktop.storage.work import Work


@dataclass(frozen=True, slots=True)
class HandedOut:
    """A document on its way out of the vault. `file_name` is neutral: "PV-2026-0001.pdf"."""

    pdf: bytes
    file_name: str
    document: Document


def preview_document(office: Office, subject_code: str, request: IssueRequest) -> bytes:
    """Draw what the document of a record would look like; takes no number, records nothing."""
    with office.work() as work:
        facts = gather_for(work, subject_code, request, office.today())
        facts = replace(facts, replaces=predecessor(work, facts) or "")
        logo = logo_of(work, facts)
    return draw(facts, Rendering(Mark.PREVIEW), logo)


def preview_draft(office: Office, draft: DonationDraft | PayoutDraft, request: IssueRequest) -> bytes:
    """Draw the document of a donation or payout that is not recorded yet; takes no number, records nothing."""
    with office.work() as work:
        if isinstance(draft, DonationDraft):
            draft = booked(work, check_new_donation(work, draft, office.today()), office.today())
        else:
            check_new_payout(work, draft, office.today())
            draft = booked(work, draft, office.today())
        facts = gather(work, draft, "", request, office.today())
        logo = logo_of(work, facts)
    return draw(facts, Rendering(Mark.PREVIEW), logo)


def check_naming(office: Office, subject_code: str, name_use: NameUse) -> tuple[Problem, ...]:
    """Say beforehand why the document of a donation or payout may not name the person so: warnings, or what refuses."""
    with office.work() as work:
        party = party_of(work, subject_code)
        return naming_problems(work, party, name_use) if party is not None else ()


def issue_document(office: Office, subject_code: str, request: IssueRequest, replaces: str | None = None) -> Document:
    """Issue the document of a record; `replaces` is the number of its voided predecessor, if there is one.

    Raises:
        Refused: A valid one is there already, or the subject allows none; no number is taken then.
    """
    with office.work() as work:
        issued = issue(work, office, subject_code, request, replaces)
        work.commit(Record("document.issued", issued.document.subject_code, document_facts(issued)))
    return issued.document


def document_funds(office: Office, number: str) -> tuple[str, ...]:
    """Give the codes of all funds that a document's gift or payout is split over; raises NotFound."""
    with office.work() as work:
        return work.documents.funds(number)


def document_kinds(office: Office, subject_code: str) -> tuple[DocumentKind, ...]:
    """Say which kinds of document a record may get, the usual one first."""
    with office.work() as work:
        return kinds_for(work, subject_code)


def load_document(office: Office, number: str) -> Document:
    """Read a document's entry in the register; raises NotFound."""
    with office.work() as work:
        return work.documents.get(number)


def valid_sibling(office: Office, document: Document) -> str | None:
    """Give the number of the valid document of the same record and sort: itself, or what stands in its place."""
    with office.work() as work:
        return work.documents.valid_for(document.subject_code, siblings(document.kind))


def valid_document(office: Office, subject_code: str, kind: DocumentKind) -> str | None:
    """Give the number of a record's valid document of a kind, if it has one."""
    with office.work() as work:
        return work.documents.valid_for(subject_code, (kind,))


def file_name(number: str) -> str:
    """Name a document's file neutrally: "PV/2026/0001" gives "PV-2026-0001.pdf"."""
    return f"{number.replace('/', '-')}.pdf"


def view_document(office: Office, number: str) -> bytes:
    """Give the paper for the screen alone: not counted, and marked VOID if it is void, or REDACTED."""
    with office.work() as work:
        document = work.documents.get(number)
        if document.redacted is not None and document.state is not DocumentState.VOIDED:
            return redrawn(work, number, Rendering(Mark.REDACTED))
        if document.state is not DocumentState.VOIDED:
            return work.documents.pdf(number)
        return redrawn(work, number, void_rendering(document))


def hand_out(office: Office, number: str, *, anyway: bool = False) -> HandedOut:
    """Take a document out of the vault: the original the first time, then copies marked with count and date.

    A void document is handed out marked VOID. Each handing out is recorded. `anyway`: the worker was told that a
    person whom it names does not agree any more, and goes on.

    Raises:
        Refused: `services.named_papers.NO_CONSENT`; nothing is recorded.
    """
    return _hand_out(office, number, lambda _handed: nullcontext(), anyway=anyway)


def export_document(office: Office, number: str, path: Path, *, anyway: bool = False) -> HandedOut:
    """Take a document out into a file. If the file cannot be written, nothing is recorded. `anyway`: as above.

    Raises:
        Refused: `services.named_papers.NO_CONSENT`; there is no file.
        CannotWrite: The place does not allow it; the original was not used up.
    """
    return _hand_out(office, number, lambda handed: written_with(path, handed.pdf), anyway=anyway)


def _hand_out(
    office: Office, number: str, deliver: Callable[[HandedOut], AbstractContextManager[None]], *, anyway: bool
) -> HandedOut:
    with office.work() as work:
        handed, record = take_out(work, office, number, anyway=anyway)
        with deliver(handed):
            work.commit(record)
    return handed


def take_out(work: Work, office: Office, number: str, *, anyway: bool = False) -> tuple[HandedOut, Record]:
    """Take a document out within a work; give it with the record that the work is to be committed with.

    Raises:
        Refused: As `hand_out`.
    """
    before = work.documents.get(number)
    against = require_agreed(work, number, anyway=anyway)
    if before.state is DocumentState.VOIDED:
        pdf = redrawn(work, number, void_rendering(before))
        facts: dict[str, object] = {"mark": Mark.VOID.value}
    elif before.redacted is not None:  # it has no original any more, and what is drawn is no copy of one
        pdf, facts = redrawn(work, number, Rendering(Mark.REDACTED)), {"mark": Mark.REDACTED.value}
    else:
        pdf, facts = _original_or_copy(work, office, number)
    if against:
        facts["against_consent"] = True
    handed = HandedOut(pdf, file_name(number), work.documents.get(number))
    return handed, Record("document.handed_out", number, facts)


def _original_or_copy(work: Work, office: Office, number: str) -> tuple[bytes, dict[str, object]]:
    copy = work.documents.hand_out(number, office.now())
    if copy == 0:
        return work.documents.pdf(number), {"mark": Mark.ORIGINAL.value}
    rendering = Rendering(Mark.COPY, copy_number=copy, copied_on=office.today())
    return redrawn(work, number, rendering), {"mark": Mark.COPY.value, "copy": copy}


def redrawn(work: Work, number: str, rendering: Rendering) -> bytes:
    """Draw a document from its frozen facts once more."""
    return redraw(work, thaw(work.documents.facts(number)), rendering)


def void_rendering(document: Document) -> Rendering:
    """Tell how a void document is drawn: since when, and why."""
    day = document.voided_at.astimezone().date() if document.voided_at is not None else None
    return Rendering(Mark.VOID, void_reason=document.void_reason, voided_on=day)


def void_document(office: Office, number: str, reason: str) -> Document:
    """Make a document void: its number, paper and reason stay, and what it rested on may be corrected.

    Raises:
        Refused: It is void already, no reason is given, or it is dated in a locked month.
    """
    with office.work() as work:
        document = work.documents.get(number)
        reason = one_line(reason)
        refuse_errors(check_void(document.state, reason))
        require_open(work, document.issued_on, number)
        work.documents.void(number, reason, office.now())
        if document.state is DocumentState.SIGNED and document.signs_payout:
            work.payouts.set_state(document.subject_code, PayoutState.PAID)
        work.commit(Record("document.voided", number, {"subject": document.subject_code}))
        return work.documents.get(number)


def sign_document(office: Office, number: str) -> Document:
    """File that the signed paper came back; a signed voucher makes its payout signed.

    Raises:
        Refused: It is void, filed as signed already, or dated in a locked month.
    """
    with office.work() as work:
        document = work.documents.get(number)
        if document.state is DocumentState.VOIDED:
            raise refuse("document.void_not_signed", number=number)
        if document.state is DocumentState.SIGNED:
            raise refuse("document.already_signed", number=number)
        require_open(work, document.issued_on, number)
        work.documents.set_state(number, DocumentState.SIGNED)
        if document.signs_payout:
            work.payouts.set_state(document.subject_code, PayoutState.SIGNED)
        work.commit(Record("document.signed", number, {"subject": document.subject_code}))
        return work.documents.get(number)
