"""People: whom a code stands for, what may be entered about them, and what a list of them shows.

The code, category and status live in the ledger book; all else is identity and lives in the identity book alone.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from enum import Enum
from typing import TYPE_CHECKING

from desktop.domain.cases import check_case
from desktop.domain.errors import Problem, Severity

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from datetime import date

    from desktop.domain.cases import CaseStatus
    from desktop.domain.consents import ConsentState
    from desktop.domain.money import Money

LONGEST_NAME = 200
LONGEST_ID = 40
LONGEST_TEXT = 20_000
OLDEST_BIRTH_YEAR = 1900


class PersonCategory(Enum):
    """What a person is to the office."""

    BENEFICIARY = "beneficiary"
    PAYEE = "payee"
    DONOR = "donor"
    STAFF = "staff"


class NationalNumber(Enum):
    """A number that a country gives to persons, with a check digit."""

    PESEL = "pesel"
    ASMENS_KODAS = "asmens_kodas"
    RNOKPP = "rnokpp"
    BELARUSIAN = "belarusian"


class NameUse(Enum):
    """How a person is named on a document or a workbook."""

    CODE = "code"
    ALIAS = "alias"
    NAME = "name"


@dataclass(frozen=True, slots=True)
class PersonDraft:
    """What a worker enters about a person. At least one name or an alias is needed.

    `name_local` is in the local script, `name_latin` as in the passport, `name_bank` as on the bank account.
    `country`, `nationality` and `national_id_country` are ISO 3166 codes of two letters or empty. `address` is the
    first line or lines of one: street, house, flat. `case_status` is a value of `cases.CaseStatus` or empty;
    `released_on` may lie ahead, as a term ends. `concerns` are values of `pages.Concern`.
    """

    category: PersonCategory = PersonCategory.BENEFICIARY
    name_local: str = ""
    name_latin: str = ""
    name_bank: str = ""
    alias: str = ""
    birth_date: date | None = None
    nationality: str = ""
    document: str = ""
    national_id: str = ""
    national_id_country: str = ""
    phone: str = ""
    email: str = ""
    safe_channel: str = ""
    do_not_contact_via: str = ""
    languages: str = ""
    country: str = ""
    region: str = ""
    city: str = ""
    postcode: str = ""
    address: str = ""
    iban: str = ""
    bic: str = ""
    account_holder: str = ""
    case_status: str = ""
    article: str = ""
    sentence: str = ""
    held_at: str = ""
    detained_on: date | None = None
    released_on: date | None = None
    needs: str = ""
    notes: str = ""
    concerns: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Person:
    """A person as stored. `revision` rises with each change, so that an edit made on an old copy is noticed.

    Without the identity book `draft` holds the category alone and `known` is False. `merged` are the codes of those who
    were merged into this person, and are this person now. `erased` is the day since when nothing tells who it is.
    """

    code: str
    draft: PersonDraft
    archived: bool
    revision: int
    known: bool = True
    merged: tuple[str, ...] = ()
    erased: date | None = None

    def named(self, use: NameUse) -> str:
        """The person as named for a use; falls back from name to alias to code, never the other way."""
        return name_for(self.code, self.draft, use)


def preferred_language(languages: str, known: Mapping[str, str]) -> str:
    """Give the language that a person's documents are best in: the first one of the person's that is known.

    Args:
        languages: As entered: codes or names, set off by commas or spaces ("be, pl", "Polski").
        known: Codes of the languages that documents speak, each with its own name.

    Returns:
        A code, or empty where none is known.
    """
    by_name = {name.casefold(): code for code, name in known.items()} | {code: code for code in known}
    words = re.split(r"[^\w]+", languages.casefold())
    return next((by_name[word] for word in words if word in by_name), "")


def name_for(code: str, draft: PersonDraft, use: NameUse) -> str:
    """Name a person at a level of disclosure; what is missing falls back towards the code."""
    if use is NameUse.NAME:
        found = draft.name_local or draft.name_latin or draft.name_bank or draft.alias
    elif use is NameUse.ALIAS:
        found = draft.alias
    else:
        found = ""
    return found or code


@dataclass(frozen=True, slots=True)
class PersonRow:
    """A line of the people list. Amounts are per currency (several campaigns may be in several).

    `merged_into` is who this person is now, where they were merged into another; `erased` the day since when nothing
    tells who it is. `planned` is what the campaigns for this person plan; `consent` how the consent to keep their data
    stands, where they are helped now and it is not in force; `status` where they stand, if that is known.
    """

    row_id: int
    code: str
    name: str
    name_latin: str
    alias: str
    category: PersonCategory
    country: str
    archived: bool
    campaigns: int = 0
    paid: tuple[Money, ...] = ()
    last_payout: date | None = None
    merged_into: str | None = None
    erased: date | None = None
    planned: tuple[Money, ...] = ()
    consent: ConsentState | None = None
    status: CaseStatus | None = None


_EMAIL = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s]+")
_COUNTRY = re.compile(r"[A-Z]{2}")
_COUNTRIES = ("country", "national_id_country")
_TEXTS: tuple[tuple[str, int], ...] = (
    ("name_local", LONGEST_NAME),
    ("name_latin", LONGEST_NAME),
    ("name_bank", LONGEST_NAME),
    ("alias", LONGEST_NAME),
    ("document", LONGEST_NAME),
    ("national_id", LONGEST_ID),
    ("region", LONGEST_NAME),
    ("city", LONGEST_NAME),
    ("postcode", LONGEST_ID),
    ("address", 1_000),
    ("article", LONGEST_NAME),
    ("sentence", 1_000),
    ("held_at", 1_000),
    ("needs", LONGEST_TEXT),
    ("notes", LONGEST_TEXT),
)


@dataclass(frozen=True, slots=True)
class PersonChecks:
    """Checks that need more than this room knows; each takes text and says whether it is well formed.

    That of a national number takes its country's code first, which may be empty.
    """

    iban: Callable[[str], bool] = field(default=lambda _text: True)
    bic: Callable[[str], bool] = field(default=lambda _text: True)
    phone: Callable[[str], bool] = field(default=lambda _text: True)
    national_id: Callable[[str, str], bool] = field(default=lambda _country, _number: True)


def check_person(draft: PersonDraft, today: date, checks: PersonChecks | None = None) -> tuple[Problem, ...]:
    """Say what is wrong with a person's draft: errors block, warnings do not."""
    return (
        *_check_texts(draft),
        *_check_birth(draft, today),
        *_check_forms(draft, checks or PersonChecks()),
        *check_case(draft, today),
    )


def _check_texts(draft: PersonDraft) -> Iterator[Problem]:
    if not any(text.strip() for text in (draft.name_local, draft.name_latin, draft.name_bank, draft.alias)):
        yield Problem("person.needs_a_name", "alias")
    for name, longest in _TEXTS:
        if len(getattr(draft, name)) > longest:
            yield Problem("text.too_long", name, {"longest": longest})


def _check_birth(draft: PersonDraft, today: date) -> Iterator[Problem]:
    if draft.birth_date and not OLDEST_BIRTH_YEAR <= draft.birth_date.year <= today.year:
        yield Problem("person.birth_year", "birth_date", {"date": draft.birth_date})
    elif draft.birth_date and draft.birth_date > today:
        yield Problem("date.in_future", "birth_date", {"date": draft.birth_date, "today": today})


def _check_forms(draft: PersonDraft, checks: PersonChecks) -> Iterator[Problem]:
    """Say what has not the form that such things have."""
    if draft.email and not _EMAIL.fullmatch(draft.email.strip()):
        yield Problem("person.email", "email", severity=Severity.WARNING)
    for name in _COUNTRIES:
        if (country := getattr(draft, name)) and not _COUNTRY.fullmatch(country):
            yield Problem("person.country", name)
    accounts = (("person.iban", "iban", draft.iban, checks.iban), ("person.bic", "bic", draft.bic, checks.bic))
    yield from (Problem(code, name) for code, name, text, right in accounts if text and not right(text))
    if draft.phone and not checks.phone(draft.phone):
        yield Problem("person.phone", "phone", severity=Severity.WARNING)
    if draft.national_id and not checks.national_id(draft.national_id_country, draft.national_id):
        yield Problem("person.national_id_wrong", "national_id", severity=Severity.WARNING)
