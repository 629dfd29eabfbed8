"""Whom an issued paper names, and whether it may still go out: consents are asked again at each handing out."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from desktop.domain.consents import ConsentRule, ConsentState, Purpose, consent_problem, identifies
from desktop.domain.errors import Problem, Refused, Severity
from desktop.domain.people import NameUse
from desktop.domain.receipts import thaw
from desktop.services.consents import unconsented

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from desktop.domain.consents import Unconsented
    from desktop.domain.people import PersonDraft
    from desktop.domain.receipts import DocumentFacts
    from desktop.services.office import Office
    from desktop.storage.work import Work

NO_CONSENT = "document.handing_consent"
SEALED = "document.sealed"
_ENDED = (ConsentState.WITHDRAWN, ConsentState.EXPIRED)


@dataclass(frozen=True, slots=True)
class Held:
    """A document that names people who do not agree to it (any more), with what the office's rule says of it."""

    number: str
    problems: tuple[Problem, ...]

    @property
    def refused(self) -> bool:
        """Whether the office lets nobody hand it out."""
        return any(each.severity is Severity.ERROR for each in self.problems)


def check_handing(office: Office, numbers: Iterable[str]) -> tuple[Held, ...]:
    """Give those of some documents that name people without a consent in force; none where nothing is to be asked.

    Raises:
        NotFound: One of them is not there.
    """
    with office.work() as work:
        if not work.has_identity:
            return ()
        found = (Held(number, handing_problems(work, number)) for number in numbers)
        return tuple(each for each in found if each.problems)


def handing_problems(work: Work, number: str) -> tuple[Problem, ...]:
    """Say of each person whom a frozen paper names what follows from a missing consent when it goes out now.

    Where the office refuses, a consent must be in force. Where it warns, one that was never recorded was spoken of at
    issue, and is not again: only what was withdrawn or ran out since is. Whoever was erased cannot agree any more: a
    paper that the law keeps goes out only for those to whom it must be shown, so that is always asked.
    """
    rule = work.settings.load().document_consent
    named = bearers(work, number)
    sealed = tuple(code for code in named if work.people.get(code).erased is not None)
    asked = tuple(Problem(SEALED, None, {"number": number, "code": code}, Severity.WARNING) for code in sealed)
    if rule is ConsentRule.OFF:
        return asked
    found: tuple[Unconsented, ...] = unconsented(
        work, tuple(code for code in named if code not in sealed), Purpose.ACCOUNTANT
    )
    if rule is ConsentRule.WARN:
        found = tuple(each for each in found if each.state in _ENDED)
    problems = consent_problem(rule, NO_CONSENT, found, "number")
    told = (Problem(NO_CONSENT, None, {**each.params, "number": number}, each.severity) for each in problems)
    return (*asked, *told)


def require_agreed(work: Work, number: str, *, anyway: bool) -> bool:
    """Let a paper go out only as the people whom it names and the office's rule allow; tell if against a warning.

    Raises:
        Refused: The office refuses it; or it warns, and the worker was not asked yet (`anyway` is what they said).
    """
    problems = handing_problems(work, number)
    if problems and (not anyway or any(each.severity is Severity.ERROR for each in problems)):
        raise Refused(*problems)
    return bool(problems)


def bearers(work: Work, number: str) -> tuple[str, ...]:
    """Give the codes of the people whom a frozen paper tells by name, whatever they are called now."""
    facts = thaw(work.documents.facts(number))
    return tuple(dict.fromkeys(_named(work, facts)))


def _named(work: Work, facts: DocumentFacts) -> Iterator[str]:
    if facts.name_use is NameUse.CODE:
        return
    told = [(facts.party_code, facts.party)] if facts.party_code else []
    beneficiary = work.campaigns.get(facts.campaign).draft.beneficiary
    if facts.paper is not None and facts.paper.behalf and beneficiary is not None:
        told.append((beneficiary, facts.paper.behalf))
    drafts = work.people.names_of(code for code, _said in told)
    yield from (code for code, said in told if _tells(said, code, drafts.get(code), facts.name_use))


def _tells(said: str, code: str, draft: PersonDraft | None, use: NameUse) -> bool:
    """Tell whether what stands on a paper says who a person is; a name that was erased since still stands on it."""
    if said == code:
        return False
    if draft is not None and said == draft.alias:
        return identifies(draft, NameUse.ALIAS)
    return use is NameUse.NAME or (draft is not None and identifies(draft, use))
