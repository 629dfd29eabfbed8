"""Consents: record one, withdraw one, list a person's; and who may not be named or paid for want of one."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from desktop.domain.consents import (
    Consent,
    ConsentState,
    Purpose,
    Unconsented,
    check_consent,
    check_withdrawal,
    consent_problem,
    identifies,
    latest,
)
from desktop.domain.errors import Severity, refuse, refuse_errors
from desktop.domain.journal import Record
from desktop.domain.people import NameUse
from desktop.domain.text import one_line, tidied
from desktop.services import wording

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from desktop.domain.consents import ConsentDraft
    from desktop.domain.errors import Problem
    from desktop.domain.people import Person
    from desktop.services.office import Office
    from desktop.storage.work import Work


@dataclass(frozen=True, slots=True)
class ConsentRow:
    """A consent as it stands today; `counts` is False for one that a later one replaced."""

    consent: Consent
    state: ConsentState
    counts: bool


def record_consent(office: Office, person: str, draft: ConsentDraft) -> Consent:
    """Record what a person agreed to; an earlier consent to the same stays to be seen, and no longer counts.

    Raises:
        Refused: A check failed, or the book of names is not open; nothing is stored.
        NotFound: There is no such person.
    """
    draft = tidied(draft)
    refuse_errors(check_consent(draft, office.today()))
    with office.work() as work:
        found = work.people.get(person)
        if found.erased is not None:
            raise refuse("person.erased", at="person", code=found.code, date=found.erased)
        code = found.code
        consent = work.consents.get(work.consents.add(code, draft))
        work.commit(Record("consent.recorded", code, _told(consent)))
    return consent


def withdraw_consent(office: Office, number: int, on: date, reason: str = "") -> Consent:
    """Withdraw a consent from a day on.

    Raises:
        Refused: It is withdrawn already, a later one counts in its place, or the day is not right.
        NotFound: There is no such consent, or the book of names is not open.
    """
    reason = one_line(reason)
    with office.work() as work:
        consent = work.consents.get(number)
        draft, theirs = consent.draft, work.consents.of(consent.person)
        counts = latest(theirs, draft.purpose, office.today(), draft.what)
        refuse_errors(check_withdrawal(consent, counts, on, reason, office.today()))
        work.consents.withdraw(number, on, reason)
        consent = work.consents.get(number)
        work.commit(Record("consent.withdrawn", consent.person, _told(consent)))
    return consent


def list_consents(office: Office, person: str) -> tuple[ConsentRow, ...]:
    """List a person's consents by purpose, the one that counts first; none without the book of names."""
    with office.work() as work:
        return consent_rows(work, person, office.today())


def consent_rows(work: Work, person: str, today: date) -> tuple[ConsentRow, ...]:
    """Give what `list_consents` lists, within a work."""
    consents = work.consents.of(person)
    rows: list[ConsentRow] = []
    for purpose in Purpose:
        mine = [each for each in reversed(consents) if each.draft.purpose is purpose]
        counts = [latest(mine, purpose, today, what) for what in dict.fromkeys(each.draft.what for each in mine)]
        rows.extend(ConsentRow(each, each.state(today), each in counts) for each in mine)
    return tuple(rows)


def purpose_words(draft: ConsentDraft) -> str:
    """Say what a consent is for; another purpose than those of the list says it in its note."""
    return draft.what or wording.label(draft.purpose)


def unconsented(work: Work, people: Iterable[str], purpose: Purpose) -> tuple[Unconsented, ...]:
    """Give those of some people whose consent for a purpose is not in force today; nobody without the book of names."""
    if not work.has_identity:
        return ()
    states = work.consents.states(people, purpose, work.today)
    return tuple(Unconsented(code, purpose, state) for code, state in states.items() if not state.in_force)


def naming_problems(work: Work, person: str, use: NameUse) -> tuple[Problem, ...]:
    """Say that a document may not name a person so, as the office's rule has it: a warning, a refusal, or nothing."""
    found = unidentifiable(work, (person,), use)
    return consent_problem(work.settings.load().document_consent, "document.no_consent", found, "name_use")


def agreed_use(work: Work, asked: NameUse | None, person: Person | None) -> NameUse:
    """Give how a document names a person: as was asked; where nothing was, by the most that the office allows.

    That is the name, unless the office refuses names without consent and there is none: then the alias, where it is no
    name itself, or the code. Somebody whom the open books do not know by name is told by the code in any case.
    """
    if person is None or not person.known:
        return NameUse.CODE
    if asked is not None:
        return asked
    for use in (NameUse.NAME, NameUse.ALIAS):
        if all(each.severity is not Severity.ERROR for each in naming_problems(work, person.code, use)):
            return use
    return NameUse.CODE


def unidentifiable(work: Work, people: Iterable[str], use: NameUse) -> tuple[Unconsented, ...]:
    """Give those of some people who would be told by name to accountants, and did not agree to it."""
    named = [code for code, draft in work.people.names_of(people).items() if identifies(draft, use)]
    return unconsented(work, named, Purpose.ACCOUNTANT)


def _told(consent: Consent) -> dict[str, object]:
    """Tell the journal of a consent: which one, and what for. Everything else lies in the book of names."""
    return {"consent": consent.number, "purpose": consent.draft.purpose.value}
