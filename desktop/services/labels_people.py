"""The English labels of people: where they stand, why two are likely one, and whose value a field takes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from desktop.domain.case_events import EventKind
from desktop.domain.cases import CaseStatus
from desktop.domain.duplicates import Reason
from desktop.domain.merging import Take
from desktop.domain.people import NationalNumber
from desktop.domain.relations import RelationKind
from desktop.domain.retention import Clock
from desktop.domain.summaries import TaskKind
from desktop.i18n import mark

if TYPE_CHECKING:
    from enum import Enum

PEOPLE_LABELS: dict[Enum, str] = {
    CaseStatus.AT_RISK: mark("At risk"),
    CaseStatus.WANTED: mark("Wanted"),
    CaseStatus.DETAINED: mark("Detained"),
    CaseStatus.ON_TRIAL: mark("On trial"),
    CaseStatus.IMPRISONED: mark("Imprisoned"),
    CaseStatus.RESTRICTED: mark("Freedom restricted"),
    CaseStatus.RELEASED: mark("Released"),
    CaseStatus.ABROAD: mark("Left the country"),
    CaseStatus.CLOSED: mark("Case closed"),
    RelationKind.SPOUSE: mark("Spouse"),
    RelationKind.PARTNER: mark("Partner"),
    RelationKind.PARENT: mark("Parent"),
    RelationKind.CHILD: mark("Child"),
    RelationKind.SIBLING: mark("Brother or sister"),
    RelationKind.RELATIVE: mark("Other relative"),
    RelationKind.FRIEND: mark("Friend"),
    RelationKind.GUARDIAN: mark("Guardian"),
    RelationKind.WARD: mark("In the care of this person"),
    RelationKind.LAWYER: mark("Lawyer"),
    RelationKind.CLIENT: mark("Client of this lawyer"),
    RelationKind.TRUSTED_PAYEE: mark("Trusted payee"),
    RelationKind.PAID_FOR: mark("This person takes money for them"),
    RelationKind.CONTACT: mark("Contact person"),
    RelationKind.CONTACT_FOR: mark("This person is their contact"),
    EventKind.SEARCH: mark("House search"),
    EventKind.DETENTION: mark("Detention"),
    EventKind.CHARGE: mark("Charge"),
    EventKind.TRIAL: mark("Trial"),
    EventKind.SENTENCE: mark("Sentence"),
    EventKind.TRANSFER: mark("Transfer to another place"),
    EventKind.HEALTH: mark("Health"),
    EventKind.RELEASE: mark("Release"),
    EventKind.DEPARTURE: mark("Departure"),
    EventKind.CONTACT: mark("Talk or letter"),
    EventKind.HELP: mark("Help given"),
    EventKind.DECISION: mark("Decision of the office"),
    EventKind.OTHER: mark("Something else"),
    Reason.DOCUMENT: mark("same identity document"),
    Reason.IBAN: mark("same IBAN"),
    Reason.PHONE: mark("same phone"),
    Reason.EMAIL: mark("same e-mail"),
    Reason.ALIAS: mark("same alias"),
    Reason.NEAR_ALIAS: mark("same alias but for one letter"),
    Reason.NAME: mark("names alike"),
    Reason.SWAPPED: mark("names alike, in another order"),
    Reason.TYPO: mark("names alike but for one letter"),
    Reason.BIRTH: mark("same day of birth"),
    Reason.OTHER_BIRTH: mark("but another day of birth"),
    Reason.OTHER_NAME: mark("but another name"),
    TaskKind.TO_REVIEW: mark("Records that are due for review"),
    Clock.PEOPLE: mark("Person without activity"),
    Clock.DONORS: mark("Donor without gifts"),
    Clock.STORIES: mark("Story of a campaign that is over"),
    Clock.FILES: mark("Attached file"),
    Clock.DOCUMENTS: mark("Document past its term"),
    NationalNumber.PESEL: mark("Polish PESEL"),
    NationalNumber.ASMENS_KODAS: mark("Lithuanian personal code"),
    NationalNumber.RNOKPP: mark("Ukrainian taxpayer number"),
    NationalNumber.BELARUSIAN: mark("Belarusian identification number"),
    Take.KEPT: mark("From the one that is kept"),
    Take.OTHER: mark("From the other one"),
    Take.BOTH: mark("Both"),
}
