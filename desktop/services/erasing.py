"""Erasing: a person's identity goes for good, the coded ledger stays and still proves itself.

Documents that accounts rest on are kept as they are until their term ends (`domain.retention`): sealed, which means
that no list or search names anybody, and that handing one out is asked about. All others are redacted at once. What was
erased stands in a register of codes and days (`storage.erasures`), in the ledger book and so in each later backup.
"""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING

from desktop.domain.coded_papers import names_in, redacted
from desktop.domain.decision_note import redacted_note, thaw_note
from desktop.domain.erasing import Erasure, Sealed, check_erasure, sealed_until
from desktop.domain.errors import NotFound, Refused, refuse, refuse_errors
from desktop.domain.ids import CodeKind
from desktop.domain.journal import Record
from desktop.domain.receipts import DocumentState, freeze, thaw
from desktop.domain.roles import REPLAYED
from desktop.services.users import prove_own

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from datetime import date

    from desktop.services.office import Office
    from desktop.storage.work import Work

ERASED, STORY_ERASED = "person.erased", "campaign.erased"
REDACTED, NOTE_REDACTED = "document.redacted", "decision.redacted"


def view_erasure(office: Office, code: str) -> Erasure:
    """Say what erasing a person would take away, what stays until when, and why it cannot be done now.

    Raises:
        NotFound: There is no such person.
        Refused: "identity.needed" without the book of names.
    """
    office.need_identity()
    with office.work() as work:
        return _plan(work, code, office.today())


def erase_person(office: Office, code: str, passphrase: str) -> Erasure:
    """Erase a person, with all codes that stand for them; cannot be taken back.

    Steps back that were left before are forgotten: they hold what records were.

    Args:
        office: The open office.
        code: Any of the person's codes.
        passphrase: The acting user's own, once more.

    Raises:
        Refused: The passphrase is not this user's, something of the person's is not finished, they are erased
            already, or the book of names is not open.
        NotFound: There is no such person.
    """
    office.need_identity()
    prove_own(office, passphrase)
    with office.work() as work:
        erasure = _plan(work, code, office.today())
        refuse_errors(erasure.problems)
        work.commit(*_erase(work, office, erasure, office.today()))
    office.steps.forget()
    return erasure


def redact_document(office: Office, number: str) -> None:
    """Take the names out of a document whose term has ended; cannot be taken back.

    Raises:
        Refused: It is redacted already ("document.redacted"), its term has not ended ("document.in_term"), or the book
            of names is not open.
        NotFound: There is no such document.
    """
    office.need_identity()
    with office.work() as work:
        document, today = work.documents.get(number), office.today()
        if document.redacted is not None:
            raise refuse("document.redacted", number=number, date=document.redacted)
        until = sealed_until(document.kind, document.issued_on, work.settings.load().retention, today)
        if until is not None:
            raise refuse("document.in_term", number=number, date=until)
        record = _redact(work, number, today)
        for each in work.attachments.of(number):
            if not each.removed:
                work.attachments.remove(each.number, "", office.now(), office.user)
        work.commit(record)
    office.steps.forget()


def erase_story(office: Office, code: str) -> None:
    """Take the titles, story, descriptions, page and files of a campaign that is over; plan, money and invoices stay.

    Raises:
        Refused: It still runs ("erase.campaigns"), its story is gone already ("campaign.erased"), or the book of names
            is not open.
        NotFound: There is no such campaign.
    """
    office.need_identity()
    with office.work() as work:
        campaign = work.campaigns.get(code)
        if (day := work.erasures.day_of(code)) is not None:
            raise refuse("campaign.erased", code=code, date=day)
        if campaign.draft.status.is_running:
            raise refuse("erase.campaigns", code=code, codes=(code,))
        work.erasures.shred_story(code, office.now(), office.user)
        work.commit(_noted(work, STORY_ERASED, code, office.today()))
    office.steps.forget()


def replay_erasures(office: Office, register: Mapping[str, date]) -> tuple[str, ...]:
    """Erase once more what a newer state of the same office had erased; what is not here yet, or gone, is left out.

    Nothing is refused: the newer state allowed it, and what is open here was finished there. Gives the subjects.
    """
    done: list[str] = []
    with office.work() as work:
        wanted = {subject: day for subject, day in register.items() if work.erasures.day_of(subject) is None}
        records: list[Record] = []
        for subject, day in sorted(wanted.items()):
            if work.erasures.day_of(subject) is None:
                with suppress(NotFound):
                    records += _replayed(work, office, subject, day)
        done = [record.subject for record in records]
        if records:
            work.commit(*(Record(each.verb, each.subject, {**each.facts, REPLAYED: True}) for each in records))
    return tuple(done)


# ------------------------------------------------------------------------------------------------- what there is


def _plan(work: Work, code: str, today: date) -> Erasure:
    person = work.people.get(code)
    codes = work.erasures.codes_of(person.code)
    shredder = work.shredder(*codes)
    gone, kept = _papers(work, codes, today)
    return Erasure(
        codes=codes,
        campaigns=shredder.campaigns(),
        redacted=gone,
        sealed=kept,
        elsewhere=shredder.elsewhere(),
        problems=check_erasure(person.code, person.erased, shredder.matters()),
        **shredder.counts(),
    )


def _papers(work: Work, codes: Sequence[str], today: date) -> tuple[tuple[str, ...], tuple[Sealed, ...]]:
    """Sort the documents that name a person: those that are redacted at once, and those that the law keeps."""
    shredder = work.shredder(*codes)
    names, terms = shredder.names(), work.settings.load().retention
    gone, kept = [], []
    for number, mine in shredder.documents():
        document = work.documents.get(number)
        if document.redacted is not None or not (mine or _speaks_of(work, number, names)):
            continue
        until = sealed_until(document.kind, document.issued_on, terms, today)
        if until is None:
            gone.append(number)
        elif mine:
            kept.append(Sealed(number, until))
    return tuple(gone), tuple(kept)


def _speaks_of(work: Work, number: str, names: Sequence[str]) -> bool:
    """Tell whether a document of a campaign says a name of the person that the campaign is for."""
    facts = thaw(work.documents.facts(number))
    return any(names_in(facts, name) for name in names)


# ------------------------------------------------------------------------------------------------- how it goes


def _erase(work: Work, office: Office, erasure: Erasure, day: date) -> list[Record]:
    """Erase a person within a work; gives the records to commit with."""
    shredder = work.shredder(*erasure.codes)
    decisions = [code for code in shredder.decisions() if work.erasures.day_of(code) is None]
    records = [_redact(work, number, day) for number in erasure.redacted]
    records += [record for code in decisions for record in _redact_note(work, code, day)]
    shredder.hide_party(each.number for each in erasure.sealed)
    shredder.shred(day, office.now(), office.user)
    for code in erasure.campaigns:
        if work.erasures.day_of(code) is None:
            records.append(_noted(work, STORY_ERASED, code, day))
    for code in erasure.codes:
        if work.people.now(code) == code:
            _put_away(work, code)
    people = [_noted(work, ERASED, code, day) for code in erasure.codes]
    return [*people, *records]


def _put_away(work: Work, code: str) -> None:
    with suppress(Refused):  # it is in the archive already
        work.people.archive(code)


def _redact(work: Work, number: str, day: date) -> Record:
    document = work.documents.get(number)
    left = redacted(thaw(work.documents.facts(number)))
    work.documents.redact(number, freeze(left))
    if document.state is DocumentState.VOIDED:
        work.erasures.forget_remarks((number,))
    return _noted(work, REDACTED, number, day, left=left.left())


def _redact_note(work: Work, code: str, day: date) -> Iterator[Record]:
    frozen = work.decisions.facts(code)
    if frozen:
        left = redacted_note(thaw_note(frozen))
        work.decisions.freeze(code, left.freeze())
        yield _noted(work, NOTE_REDACTED, code, day, left=left.left())


def _noted(work: Work, verb: str, subject: str, day: date, **facts: object) -> Record:
    """Write something into the register of erasures, and give the journal's record of it: a code and a day."""
    work.erasures.add(subject, day)
    return Record(verb, subject, {"day": day.isoformat(), **facts})


def _replayed(work: Work, office: Office, subject: str, day: date) -> list[Record]:
    if "/" in subject:
        return [_redact(work, subject, day)]
    if subject.startswith(CodeKind.PERSON.value):
        own = work.people.own(subject)
        codes = (own.code, *own.merged) if own.merged else (own.code,)
        gone, kept = _papers(work, codes, day)
        plan = Erasure(codes, work.shredder(*codes).campaigns(), redacted=gone, sealed=kept)
        return _erase(work, office, plan, day)
    if subject.startswith(CodeKind.CAMPAIGN.value):
        work.campaigns.get(subject)
        work.erasures.shred_story(subject, office.now(), office.user)
        return [_noted(work, STORY_ERASED, subject, day)]
    return list(_redact_note(work, subject, day))
