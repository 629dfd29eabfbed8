"""Consents: what a person agreed to, how and until when, and how that stands on a day.

A consent is for one purpose. The latest word on a purpose counts: a later consent stands in place of an earlier one,
and a withdrawn one is not revived by it. What is no purpose of the list is one by its own words, the note. All of it
lies in the identity book.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from enum import Enum
from typing import TYPE_CHECKING

from desktop.domain.campaigns import LATEST_YEAR
from desktop.domain.clock import check_date
from desktop.domain.errors import Problem, Severity
from desktop.domain.people import LONGEST_NAME, NameUse

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from desktop.domain.people import PersonDraft

LONGEST_NOTE = 500
EXPIRES_SOON = timedelta(days=30)
_SHORTEST_WORD = 3


class Purpose(Enum):
    """What a consent is for; the value is what is stored."""

    DATA = "data"  # the office keeps the person's data, to help and to pay
    ACCOUNTANT = "accountant"  # accountants and auditors see the name
    DONOR = "donor"  # the donor who pays for it sees the name
    PARTNER = "partner"  # another organisation that helps sees the name
    PUBLISH_NAME = "publish_name"
    PUBLISH_PHOTO = "publish_photo"
    PUBLISH_STORY = "publish_story"
    OTHER = "other"  # what the note says


class ConsentChannel(Enum):
    """How a consent was given; the value is what is stored."""

    PAPER = "paper"  # signed
    MESSENGER = "messenger"
    EMAIL = "email"
    CALL = "call"  # by phone or video
    WITNESSED = "witnessed"  # orally, before a witness


class ConsentState(Enum):
    """How a purpose stands on a day."""

    VALID = "valid"
    EXPIRING = "expiring"  # in force, but for less than `EXPIRES_SOON`
    EXPIRED = "expired"
    WITHDRAWN = "withdrawn"
    MISSING = "missing"

    @property
    def in_force(self) -> bool:
        """Whether the person agrees on that day."""
        return self in (ConsentState.VALID, ConsentState.EXPIRING)


class ConsentRule(Enum):
    """What the office does where a consent is not in force."""

    OFF = "off"
    WARN = "warn"
    REFUSE = "refuse"


@dataclass(frozen=True, slots=True)
class ConsentDraft:
    """A consent as entered. `until` is its last day; None is without an end. `witness` belongs to an oral one."""

    purpose: Purpose
    channel: ConsentChannel
    on: date
    until: date | None = None
    witness: str = ""
    note: str = ""

    @property
    def what(self) -> str:
        """Give the words that tell it from others of its purpose: two other purposes are two."""
        return self.note if self.purpose is Purpose.OTHER else ""


@dataclass(frozen=True, slots=True)
class Consent:
    """A recorded consent of a person (a code). `number` is its own in the vault."""

    number: int
    person: str
    draft: ConsentDraft
    withdrawn_on: date | None = None
    withdrawn_because: str = ""

    def state(self, day: date) -> ConsentState:
        """Tell how it stands on a day; from the day of a withdrawal on it is withdrawn."""
        if self.withdrawn_on is not None and self.withdrawn_on <= day:
            return ConsentState.WITHDRAWN
        until = self.draft.until
        if until is None or until - day >= EXPIRES_SOON:
            return ConsentState.VALID
        return ConsentState.EXPIRING if until >= day else ConsentState.EXPIRED


@dataclass(frozen=True, slots=True)
class Unconsented:
    """A person without a consent in force: the code, what it would be for, and how that stands."""

    person: str
    purpose: Purpose
    state: ConsentState


def latest(consents: Iterable[Consent], purpose: Purpose, day: date, what: str = "") -> Consent | None:
    """Give the consent that counts for a purpose on a day, the last one given by then; `what` says which other one."""
    mine = [each for each in consents if (each.draft.purpose, each.draft.what) == (purpose, what)]
    given = [each for each in mine if each.draft.on <= day]
    return max(given, key=lambda each: (each.draft.on, each.number), default=None)


def state_of(consents: Iterable[Consent], purpose: Purpose, day: date) -> ConsentState:
    """Tell how one person's consents stand for a purpose on a day."""
    counts = latest(consents, purpose, day)
    return ConsentState.MISSING if counts is None else counts.state(day)


def identifies(draft: PersonDraft, use: NameUse) -> bool:
    """Tell whether naming a person so says who it is: by a name, or by an alias that has a word of a name in it."""
    names = [name for name in (draft.name_local, draft.name_latin, draft.name_bank) if name.strip()]
    if use is NameUse.CODE:
        return False
    if use is NameUse.NAME and names:
        return True
    words = {word for name in names for word in _words(name)}
    return bool(words.intersection(_words(draft.alias)))


def _words(text: str) -> set[str]:
    """Give the words of a name that tell people apart."""
    spaced = "".join(letter if letter.isalnum() else " " for letter in text.casefold())
    return {word for word in spaced.split() if len(word) >= _SHORTEST_WORD}


def check_consent(draft: ConsentDraft, today: date) -> tuple[Problem, ...]:
    """Say what is wrong with a consent: an oral one needs its witness; one that is over already is doubtful."""
    found = list(check_date(draft.on, today, at="on"))
    until = draft.until
    if until is not None and until.year > LATEST_YEAR:
        found.append(Problem("date.absurd", "until", {"date": until}))
    elif until is not None and until < draft.on:
        found.append(Problem("consent.until_before", "until", {"until": until, "on": draft.on}))
    elif until is not None and until < today:
        found.append(Problem("consent.over", "until", {"until": until}, Severity.WARNING))
    if draft.channel is ConsentChannel.WITNESSED and not draft.witness.strip():
        found.append(Problem("consent.witness", "witness"))
    if draft.purpose is Purpose.OTHER and not draft.note.strip():
        found.append(Problem("consent.what_for", "note"))
    for name, longest in (("witness", LONGEST_NAME), ("note", LONGEST_NOTE)):
        if len(getattr(draft, name)) > longest:
            found.append(Problem("text.too_long", name, {"longest": longest}))
    return tuple(found)


def check_withdrawal(
    consent: Consent, counts: Consent | None, on: date, reason: str, today: date
) -> tuple[Problem, ...]:
    """Say why a consent cannot be withdrawn on a day; nobody needs a reason to withdraw.

    Args:
        consent: The one to withdraw.
        counts: The one that counts for its purpose today.
        on: The day of the withdrawal.
        reason: Why, if the person said so.
        today: The office's day.
    """
    if consent.withdrawn_on is not None:
        return (Problem("consent.withdrawn", None, {"date": consent.withdrawn_on}),)
    if counts is not None and counts.number != consent.number:
        return (Problem("consent.replaced", None, {"date": counts.draft.on}),)
    found = list(check_date(on, today, at="on"))
    if not found and on < consent.draft.on:
        found.append(Problem("consent.withdrawn_before", "on", {"date": on, "on": consent.draft.on}))
    if len(reason) > LONGEST_NOTE:
        found.append(Problem("text.too_long", "reason", {"longest": LONGEST_NOTE}))
    return tuple(found)


def consent_problem(rule: ConsentRule, code: str, found: Iterable[Unconsented], at: str) -> tuple[Problem, ...]:
    """Say of each person without a consent what the office's rule makes of it: nothing, a warning or a refusal."""
    if rule is ConsentRule.OFF:
        return ()
    severity = Severity.ERROR if rule is ConsentRule.REFUSE else Severity.WARNING
    return tuple(
        Problem(code, at, {"person": each.person, "purpose": each.purpose, "state": each.state}, severity)
        for each in found
    )
