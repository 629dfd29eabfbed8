"""Proves an office: both books, the journal's chain, every entry, the kept sums, the numbers, every document."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from desktop.domain.errors import NotFound, Refused, Severity
from desktop.domain.journal import GENESIS
from desktop.domain.listing import PAGE_SIZE, ListKind, Query
from desktop.domain.progress import NoProgress, Progress
from desktop.domain.receipts import thaw
from desktop.domain.summaries import Finding, Verification
from desktop.services.campaigns import UNUSUAL, campaign_facts
from desktop.services.facts import payout_digest
from desktop.services.four_eyes import FourEyes
from desktop.services.marks import doubts
from desktop.services.roles import RoleCheck
from desktop.services.settings import settings_facts, settings_problems
from desktop.services.signatures import Signatures, holders_for_proof
from desktop.services.told import Told, ToldDocument, ToldMonth
from desktop.services.users import users_that_differ
from desktop.services.verification_gifts import compare_gifts
from desktop.services.verification_plans import compare_decisions, compare_plans

if TYPE_CHECKING:
    from collections.abc import Iterator

    from desktop.domain.listing import Cursor
    from desktop.domain.receipts import DocumentFacts
    from desktop.services.office import Office
    from desktop.storage.work import Work

_STEP = 500
_UNREADABLE = (ArithmeticError, ValueError, KeyError, TypeError, NotFound, Refused)  # a row that no program wrote


@dataclass(slots=True)
class _Audit:
    """What was read so far, and what was found."""

    progress: Progress
    entries: int = 0
    postings: int = 0
    records: int = 0
    documents: int = 0
    head: str = GENESIS
    signatures: Signatures = field(default_factory=lambda: Signatures(""))
    four_eyes: FourEyes = field(default_factory=FourEyes)
    roles: RoleCheck = field(default_factory=RoleCheck)
    findings: list[Finding] = field(default_factory=list)
    words: set[str] = field(default_factory=set)

    def find(self, code: str, **params: object) -> None:
        """Keep a finding."""
        self.findings.append(Finding(code, params))

    def step(self) -> None:
        """Say now and then how much is read; hear whether to stop."""
        done = self.entries + self.records + self.documents
        if done % _STEP == 0:
            self.progress.step(done, 0)


def verify(office: Office, progress: Progress | None = None) -> Verification:
    """Read the whole office and compare everything that must agree; changes nothing.

    Raises:
        DamagedDatabase: A book is so damaged that it cannot be read on.
        Stopped: The user stopped it.
    """
    audit = _Audit(progress or NoProgress(), signatures=Signatures(office.vault_id))
    with office.work() as work:
        _check_storage(work, audit)
        told = _read_journal(work, audit)
        _read_entries(work, audit, told)
        _read_documents(work, audit, told, with_papers=office.has_identity)
        _compare_campaigns(work, audit, told, with_sources=office.has_identity)
        _compare_people(work, audit, told)
        _compare_erasures(work, audit, told)
        _compare_payouts(work, audit, told)
        audit.findings.extend(compare_gifts(work, told))
        _compare_settings(work, audit, told)
        _compare_months(work, audit, told)
        _compare_cash(work, audit, told)
        audit.findings.extend(audit.roles.findings)
        if told.whole:
            audit.findings.extend(audit.roles.differing(work))
            compare_plans(work, told, audit.find)
            compare_decisions(work, told, audit.find, with_notes=office.has_identity)
    audit.findings.extend(_check_users(office, audit))
    return Verification(
        audit.entries, audit.postings, audit.records, audit.documents, audit.head, tuple(audit.findings)
    )


def _check_users(office: Office, audit: _Audit) -> Iterator[Finding]:
    """Hold what the journal tells of users and their signatures against the header."""
    holders, wrong = holders_for_proof(office)
    yield from doubts(office)
    yield from wrong
    yield from audit.signatures.compare(holders)
    yield from audit.four_eyes.findings
    yield from users_that_differ(office)


def _check_storage(work: Work, audit: _Audit) -> None:
    """Ask storage for what it can prove by itself: pages, the books' own rules, kept sums, numbers, papers."""
    for check in (
        work.checks.integrity,
        work.checks.schema,
        lambda: work.checks.summaries(audit.progress),
        work.checks.numbering,
        work.checks.documents,
    ):
        try:
            audit.findings.extend(check())
        except (ValueError, Refused):  # a row holds what no program would have written there
            audit.find("verify.unreadable")


def _read_journal(work: Work, audit: _Audit) -> Told:
    """Follow the chain from its beginning, and collect what it tells."""
    told, broken = Told(), False
    expected, previous = 1, GENESIS
    try:
        for link, stored, signature in work.journal.signed_links():
            audit.records += 1
            audit.step()
            if not broken and (link.sequence != expected or link.previous != previous or link.hash != stored):
                broken = True
                audit.find("verify.journal_broken", sequence=link.sequence)
            expected, previous = link.sequence + 1, stored
            told.hear(link)
            audit.signatures.hear(link, stored, signature)
            audit.four_eyes.hear(link)
            audit.roles.hear(link)
    except (ValueError, TypeError):  # a record that is none any more: nothing behind it can be compared
        told.whole = False
        audit.find("verify.journal_broken", sequence=audit.records + 1)
    audit.head = previous
    return told


def _read_entries(work: Work, audit: _Audit, told: Told) -> None:
    """Compare every entry with its digest in the journal."""
    last = 0
    try:
        for number, entry in work.ledger.entries():
            last = number
            audit.entries += 1
            audit.postings += len(entry.postings)
            audit.step()
            digest = told.entries.pop(number, None)
            if digest is None and told.whole:
                audit.find("verify.entry_unrecorded", entry=number)
            elif digest is not None and digest != entry.digest():
                audit.find("verify.entry_changed", entry=number)
    except (ValueError, Refused):  # a row that is no entry any more: it does not balance, or its values are none
        audit.find("verify.entry_unreadable", entry=last + 1)
        told.entries.clear()
    for number in sorted(told.entries):
        audit.find("verify.entry_lost", entry=number)


def _read_documents(work: Work, audit: _Audit, told: Told, *, with_papers: bool) -> None:
    """Compare every document's paper, facts and line in the register with what the journal told of them."""
    for number, sha256 in work.movements.register():
        audit.documents += 1
        audit.step()
        known = told.documents.pop(number, None)
        if known is None:
            if told.whole:
                audit.find("verify.document_unrecorded", number=number)
        elif sha256 != known.pdf:
            audit.find("verify.document_changed", number=number)
        facts = _check_facts(work, audit, number, known) if with_papers else None
        _check_line(work, audit, number, known if told.whole else None, facts)
    for number in sorted(told.documents):
        audit.find("verify.document_lost", number=number)


def _check_facts(work: Work, audit: _Audit, number: str, known: ToldDocument | None) -> DocumentFacts | None:
    """Compare what a document says with what was frozen at issue; give what it says."""
    try:
        facts = thaw(work.documents.facts(number))
        whole = known is None or (
            facts.digest() == known.facts and known.left == (facts.left() if facts.frozen else "")
        )
        if not whole:
            audit.find("verify.facts_changed", number=number)
            return None
        for sha256 in set(facts.labels) - audit.words:
            work.templates.labels(sha256)  # a copy could not be drawn without them
            audit.words.add(sha256)
    except (ValueError, KeyError, TypeError, NotFound, Refused):  # what was stored is no document's facts any more
        audit.find("verify.document_unreadable", number=number)
        return None
    return facts


def _check_line(
    work: Work, audit: _Audit, number: str, known: ToldDocument | None, facts: DocumentFacts | None
) -> None:
    """Compare a document's line in the register with the paper and with what became of it."""
    try:
        line = work.documents.get(number)
    except _UNREADABLE:
        audit.find("verify.document_unreadable", number=number)
        return
    same = known is None or (line.state, line.handed_out, line.copies, line.replaces) == (
        known.state, known.handed_out, known.copies, known.replaces,
    )  # fmt: skip
    if facts is not None:
        same = same and all(
            getattr(line, name) == getattr(facts, name)
            for name in ("kind", "number", "language", "issued_on", "amount", "campaign")
        )
        same = same and (line.party_code or "") == facts.party_code
        same = same and line.subject_code == facts.subject
    if not same:
        audit.find("verify.register_differs", number=number)


def _compare_campaigns(work: Work, audit: _Audit, told: Told, *, with_sources: bool) -> None:
    """Compare every campaign, its plan and its kept page with what the journal told of them last."""
    if not told.whole:
        return
    for code, facts in told.campaigns.items():
        audit.step()
        try:
            campaign = work.campaigns.get(code)
        except _UNREADABLE:
            audit.find("verify.campaign_changed", campaign=code)
            continue
        now = campaign_facts(campaign)
        same = all(now.get(name) == facts.get(name) for name in (now.keys() | UNUSUAL) - {"revision"})
        if not same or campaign.archived != told.archived.get(code, False):
            audit.find("verify.campaign_changed", campaign=code)
    for code, source in told.sources.items():
        try:
            kept = work.campaigns.get(code).source_sha256 == source
            kept = kept and not (with_sources and work.campaigns.source_text(code) is None)
        except _UNREADABLE:
            kept = False
        if not kept:
            audit.find("verify.source_lost", campaign=code)


def _compare_people(work: Work, audit: _Audit, told: Told) -> None:
    """Compare everybody's category, who is archived and who was merged into whom with what the journal told."""
    after: Cursor | None = None
    while told.whole:
        try:
            page = work.lists.page(ListKind.PEOPLE, Query(archived=True), after, PAGE_SIZE)
        except _UNREADABLE:
            audit.find("verify.unreadable")
            return
        for row in page.rows:
            audit.step()
            category = told.categories.get(row.code, row.category.value)
            stands = (row.category.value, row.archived, row.merged_into)
            if stands != (category, told.archived.get(row.code, False), told.merged.get(row.code)):
                audit.find("verify.person_changed", person=row.code)
        if page.last is None or len(page.rows) < PAGE_SIZE:
            return
        after = page.last


def _compare_erasures(work: Work, audit: _Audit, told: Told) -> None:
    """Compare the register of erasures with what the journal told: nothing is said to be gone that is not, or back."""
    kept = {subject: day.isoformat() for subject, day in work.erasures.everything().items()}
    for subject in sorted(kept.keys() | told.erased.keys()) if told.whole else ():
        if kept.get(subject) != told.erased.get(subject):
            audit.find("verify.erasure_differs", subject=subject)


def _compare_cash(work: Work, audit: _Audit, told: Told) -> None:
    """Compare every count and every closing of a cash desk with what the journal told of it."""
    if not told.whole:
        return
    kept = dict(work.cash.recorded())
    for key in sorted(kept.keys() | told.cash.keys(), key=str):
        now, then = kept.get(key, {}), told.cash.get(key, {})
        if not now or any(then.get(name) != value for name, value in now.items()):
            facts = now or then
            if key[0] == "cash.counted":
                audit.find("verify.count_changed", count=key[1])
            else:
                audit.find("verify.close_changed", currency=facts.get("currency"), date=facts.get("day"))


def _compare_payouts(work: Work, audit: _Audit, told: Told) -> None:
    """Compare every payout with what the journal told of it last; one that is not paid must have been told of."""
    if not told.whole:
        return
    unknown = [code for code in work.payouts.waiting() if code not in told.payouts]
    for code, digest in told.payouts.items():
        audit.step()
        try:
            same = payout_digest(work.payouts.get(code)) == digest
        except _UNREADABLE:
            same = False
        if not same:
            unknown.append(code)
    for code in sorted(unknown):
        audit.find("verify.payout_changed", payout=code)


def _compare_settings(work: Work, audit: _Audit, told: Told) -> None:
    """Compare the base currency, the language and the rule of rates, which documents and amounts rest on."""
    try:
        settings = work.settings.load()
    except _UNREADABLE:
        audit.find("verify.unreadable")
        return
    now = settings_facts(settings)
    differ = told.whole and any(now[name] != value for name, value in told.settings.items())
    if differ or any(problem.severity is Severity.ERROR for problem in settings_problems(settings)):
        audit.find("verify.settings_changed")


def _compare_months(work: Work, audit: _Audit, told: Told) -> None:
    """Compare the locked months with what the journal told of them."""
    try:
        kept = {str(lock.month): ToldMonth(lock.locked_by, lock.asked_by) for lock in work.periods.locks()}
    except _UNREADABLE:
        audit.find("verify.unreadable")
        return
    for month in sorted(kept.keys() | told.months.keys()) if told.whole else ():
        if kept.get(month) != told.months.get(month):
            audit.find("verify.month_changed", month=month)
