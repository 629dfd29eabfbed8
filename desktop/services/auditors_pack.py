"""The auditor's pack: workbook, papers, index and hashes in one file, encrypted where the office wants it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import chain
from typing import TYPE_CHECKING

from desktop.domain.attachments import AttachmentKind
from desktop.domain.coded_papers import coded, names_in
from desktop.domain.consents import ConsentRule, Purpose, identifies
from desktop.domain.people import NameUse
from desktop.domain.progress import NoProgress, Progress
from desktop.domain.receipts import DocumentState, Mark, Rendering, thaw
from desktop.services.consents import unconsented
from desktop.services.documents import file_name, void_rendering
from desktop.services.issuing import redraw
from desktop.services.named_papers import bearers
from desktop.services.passphrases import suggest_passphrase
from desktop.services.reports import Export, WorkbookRequest, make_workbook

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date

    from desktop.documents.auditors_pack import PackFacts, PackPaper
    from desktop.domain.receipts import Document, DocumentFacts
    from desktop.services.office import Office
    from desktop.storage.work import Work

FOLDER, SCANS = "documents", "scans"


@dataclass(frozen=True, slots=True)
class Pack(Export):
    """A finished pack. `passphrase` is empty where it is not encrypted; it is kept nowhere else.

    `left_out` are the numbers of documents whose papers could not be given without a name.
    """

    passphrase: str = ""
    documents: int = 0
    left_out: tuple[str, ...] = ()


def make_pack(
    office: Office, request: WorkbookRequest, *, encrypt: bool = False, progress: Progress | None = None
) -> Pack:
    """Make the pack of some campaigns and a period, in memory.

    In it are the documents of the period's transactions, and those issued in it, the void ones marked so. By names
    each paper is the frozen one itself, with its signed scans; by codes or aliases it is drawn anew without purposes
    and references, which may name people. So are the papers of people who did not agree to be named to accountants,
    where the office refuses that; where it warns, the pack says who they are (`without_consent`).

    Raises:
        Refused: No campaign was chosen, the period ends before it starts, or the book of names is closed.
        DoesNotReconcile: The workbook does not say what the ledger says.
        Stopped: The user stopped it.
    """
    from desktop.documents.auditors_pack import build_pack  # noqa: PLC0415 - late: only a pack needs it

    progress = progress or NoProgress()
    office.need_identity()
    workbook = make_workbook(office, request, progress)
    numbers = document_numbers(office, request)
    papers = []
    with office.work() as work:
        without = _without_consent(work, numbers, request.name_use)
        refused = work.settings.load().document_consent is ConsentRule.REFUSE
        for count, number in enumerate(numbers):
            progress.step(count, len(numbers))
            use = NameUse.CODE if refused and number in without else request.name_use
            papers.append(_paper(work, number, use, office.today()))
        facts = _facts(work, office, request)
    passphrase = suggest_passphrase() if encrypt else ""
    data = build_pack(facts, ("workbook.xlsx", workbook.data), papers, passphrase)
    return Pack(
        data,
        f"auditors-pack-{office.today().isoformat()}.zip",
        passphrase,
        len(papers),
        tuple(paper.document.number for paper in papers if not paper.files),
        name_use=request.name_use,
        doubts=workbook.doubts,
        without_consent=tuple(sorted({*workbook.without_consent, *chain.from_iterable(without.values())})),
        withheld=workbook.withheld or (refused and bool(without)),
    )


def _facts(work: Work, office: Office, request: WorkbookRequest) -> PackFacts:
    from desktop.documents.auditors_pack import PackFacts  # noqa: PLC0415 - late: as above

    return PackFacts(
        organisation=work.settings.load().organisation.name,
        language=request.language,
        made_on=office.today(),
        campaigns=request.campaigns,
        period_from=request.period_from,
        period_to=request.period_to,
        name_use=request.name_use,
        journal_head=work.head(),
    )


def document_numbers(office: Office, request: WorkbookRequest) -> tuple[str, ...]:
    """Give the numbers of the documents that belong into a pack, in the register's order."""
    with office.work() as work:
        sources = work.movements.sources(request.campaigns)
        entries = work.ledger.entries(request.campaigns, request.period_from, request.period_to)
        resting = {sources[number].document for number, _entry in entries if number in sources}
        return work.documents.about(request.campaigns, request.period_from, request.period_to, sorted(resting))


def _without_consent(work: Work, numbers: Sequence[str], use: NameUse) -> dict[str, tuple[str, ...]]:
    """Give the documents whose papers would name people without a consent in force, and who these are."""
    if use is NameUse.CODE or work.settings.load().document_consent is ConsentRule.OFF:
        return {}
    told = {number: _told_on(work, number, use) for number in numbers}
    people = {code for codes in told.values() for code in codes}
    lacking = {each.person for each in unconsented(work, people, Purpose.ACCOUNTANT)}
    found = {number: tuple(code for code in codes if code in lacking) for number, codes in told.items()}
    return {number: codes for number, codes in found.items() if codes}


def _told_on(work: Work, number: str, use: NameUse) -> tuple[str, ...]:
    """Give whom a document's paper in the pack says by name: the frozen one does for good, an alias as it is today."""
    if use is NameUse.NAME:
        return bearers(work, number)
    party = work.documents.get(number).party_code
    named = work.people.names_of([party] if party is not None else [])
    return tuple(code for code, draft in named.items() if identifies(draft, use))


def _paper(work: Work, number: str, use: NameUse, today: date) -> PackPaper:
    """Give one document as the pack discloses it."""
    from desktop.documents.auditors_pack import PackPaper  # noqa: PLC0415 - late: as above

    document = work.documents.get(number)
    facts = thaw(work.documents.facts(number))
    name = f"{FOLDER}/{file_name(number)}"
    if document.redacted is not None and document.state is not DocumentState.VOIDED:
        return PackPaper(
            document, facts.party_code, facts.operation_on, ((name, redraw(work, facts, Rendering(Mark.REDACTED))),)
        )
    if use is NameUse.NAME:
        pdf = work.documents.pdf(number) if document.state is not DocumentState.VOIDED else _void(work, facts, document)
        files = ((name, pdf), *_scans(work, number))
        return PackPaper(document, facts.party or facts.party_code, facts.operation_on, files)
    party = _disclosed(work, document, use)
    neutral = coded(facts, party, use)
    if names_in(neutral, facts.party if facts.name_use is NameUse.NAME else ""):
        return PackPaper(document, party, facts.operation_on, ())
    if document.state is DocumentState.VOIDED:
        pdf = _void(work, neutral, replace(document, void_reason=""))
    else:
        pdf = redraw(work, neutral, Rendering(Mark.COPY, copied_on=today))
    return PackPaper(document, party, facts.operation_on, ((name, pdf),))


def _scans(work: Work, number: str) -> Iterator[tuple[str, bytes]]:
    """Give the signed scans of a document: they show names and signatures, and go along by names alone."""
    for each in work.attachments.of(number):
        if each.kind is AttachmentKind.SIGNED_SCAN and not each.removed:
            yield f"{SCANS}/{each.name}", work.attachments.data(each.number)


def _disclosed(work: Work, document: Document, use: NameUse) -> str:
    if document.party_code is None:
        return ""
    return work.people.names([document.party_code], use).get(document.party_code, document.party_code)


def _void(work: Work, facts: DocumentFacts, document: Document) -> bytes:
    return redraw(work, facts, void_rendering(document))
