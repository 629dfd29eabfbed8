"""Proves an office: both books, the journal's chain, every entry, the kept sums, the numbers, every document."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from desktop.domain.errors import NotFound, Refused
from desktop.domain.journal import GENESIS, Link
from desktop.domain.progress import NoProgress, Progress
from desktop.domain.receipts import thaw
from desktop.domain.summaries import Finding, Verification
from desktop.services.facts import DOCUMENT, DOCUMENT_FACTS, DOCUMENT_PDF, ENTRY, ENTRY_DIGEST

if TYPE_CHECKING:
    from desktop.services.office import Office
    from desktop.storage.work import Work

_STEP = 500


@dataclass(slots=True)
class _Audit:
    """What was read so far, and what was found."""

    progress: Progress
    entries: int = 0
    postings: int = 0
    records: int = 0
    documents: int = 0
    head: str = GENESIS
    findings: list[Finding] = field(default_factory=list)

    def find(self, code: str, **params: object) -> None:
        """Keep a finding."""
        self.findings.append(Finding(code, params))

    def step(self) -> None:
        """Say now and then how much is read; hear whether to stop."""
        done = self.entries + self.records + self.documents
        if done % _STEP == 0:
            self.progress.step(done, 0)


@dataclass(slots=True)
class _Told:
    """What the journal told: each entry's digest by number, each document's digests by number."""

    entries: dict[int, str] = field(default_factory=dict)
    documents: dict[str, tuple[str, str]] = field(default_factory=dict)


def verify(office: Office, progress: Progress | None = None) -> Verification:
    """Read the whole office and compare everything that must agree; changes nothing.

    Raises:
        DamagedDatabase: A book is so damaged that it cannot be read on.
        Stopped: The user stopped it.
    """
    audit = _Audit(progress or NoProgress())
    with office.work() as work:
        _check_storage(work, audit)
        told = _read_journal(work, audit)
        _read_entries(work, audit, told)
        _read_documents(work, audit, told, with_papers=office.has_identity)
    return Verification(
        audit.entries, audit.postings, audit.records, audit.documents, audit.head, tuple(audit.findings)
    )


def _check_storage(work: Work, audit: _Audit) -> None:
    """Ask storage for what it can prove by itself: the books' pages, the kept sums, the numbers, the papers."""
    for check in (
        work.checks.integrity,
        lambda: work.checks.summaries(audit.progress),
        work.checks.numbering,
        work.checks.documents,
    ):
        try:
            audit.findings.extend(check())
        except (ValueError, Refused):  # a row holds what no program would have written there
            audit.find("verify.unreadable")


def _read_journal(work: Work, audit: _Audit) -> _Told:
    """Follow the chain from its beginning, and collect what it tells of entries and documents."""
    told, broken = _Told(), False
    expected, previous = 1, GENESIS
    for link, stored in work.journal.links():
        audit.records += 1
        audit.step()
        if not broken and (link.sequence != expected or link.previous != previous or link.hash != stored):
            broken = True
            audit.find("verify.journal_broken", sequence=link.sequence)
        expected, previous = link.sequence + 1, stored
        _hear(told, link)
    audit.head = previous
    return told


def _hear(told: _Told, link: Link) -> None:
    facts = link.record.facts
    number, digest = facts.get(ENTRY), facts.get(ENTRY_DIGEST)
    if isinstance(number, int) and isinstance(digest, str):
        told.entries[number] = digest
    if isinstance(document := facts.get(DOCUMENT), str):
        told.documents[document] = (str(facts.get(DOCUMENT_PDF)), str(facts.get(DOCUMENT_FACTS)))


def _read_entries(work: Work, audit: _Audit, told: _Told) -> None:
    """Compare every entry with its digest in the journal."""
    last = 0
    try:
        for number, entry in work.ledger.entries():
            last = number
            audit.entries += 1
            audit.postings += len(entry.postings)
            audit.step()
            digest = told.entries.pop(number, None)
            if digest is None:
                audit.find("verify.entry_unrecorded", entry=number)
            elif digest != entry.digest():
                audit.find("verify.entry_changed", entry=number)
    except (ValueError, Refused):  # a row that is no entry any more: it does not balance, or its values are none
        audit.find("verify.entry_unreadable", entry=last + 1)
        told.entries.clear()
    for number in sorted(told.entries):
        audit.find("verify.entry_lost", entry=number)


def _read_documents(work: Work, audit: _Audit, told: _Told, *, with_papers: bool) -> None:
    """Compare every document's paper and facts with their digests, in the register and in the journal."""
    for number, sha256 in work.movements.register():
        audit.documents += 1
        audit.step()
        pdf, facts = told.documents.pop(number, (None, None))
        if pdf is None:
            audit.find("verify.document_unrecorded", number=number)
        elif sha256 != pdf:
            audit.find("verify.document_changed", number=number)
        if with_papers:
            _check_facts(work, audit, number, facts)
    for number in sorted(told.documents):
        audit.find("verify.document_lost", number=number)


def _check_facts(work: Work, audit: _Audit, number: str, facts: str | None) -> None:
    """Compare what a document says with what was frozen at issue."""
    try:
        if facts is not None and thaw(work.documents.facts(number)).digest() != facts:
            audit.find("verify.facts_changed", number=number)
    except (ValueError, KeyError, TypeError, NotFound):  # what was stored is no document's facts any more
        audit.find("verify.document_unreadable", number=number)
