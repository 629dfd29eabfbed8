"""What the journal tells from its beginning to its end: how everything it knows of must stand today."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from desktop.domain.decisions import DecisionState
from desktop.domain.journal import Record
from desktop.domain.pledges import PledgeState
from desktop.domain.receipts import DocumentState, Mark
from desktop.services.facts import (
    ACTS,
    DECISION,
    DOCUMENT,
    DOCUMENT_FACTS,
    DOCUMENT_PDF,
    ENTRY,
    ENTRY_DIGEST,
    PAYOUTS,
    PLANS,
    REVISIONS,
    TAKES_BACK,
    VOIDED,
)
from desktop.services.gift_facts import UNPROVEN
from desktop.services.periods import ASKED, LOCKED, UNLOCKED

if TYPE_CHECKING:
    from collections.abc import Mapping

    from desktop.domain.journal import Link

_STATES = {
    "document.voided": DocumentState.VOIDED,
    "document.signed": DocumentState.SIGNED,
    "document.unsigned": DocumentState.ISSUED,
}
SETTINGS = (
    "currency",
    "language",
    "rate_rule",
    "approval_threshold",
    "reallocation_limit",
    "payout_consent",
    "document_consent",
)
ERASED = ("person.erased", "campaign.erased", "document.redacted", "decision.redacted")
DECIDED = {
    "decision.proposed": DecisionState.PROPOSED,
    "decision.approved": DecisionState.APPROVED,
    "decision.withdrawn": DecisionState.WITHDRAWN,
}
_ARCHIVED = {
    "person.archived": True,
    "person.brought_back": False,
    "campaign.archived": True,
    "campaign.brought_back": False,
}


@dataclass(slots=True)
class ToldDocument:
    """A document as the journal tells it: the digests of its paper and its facts, and what became of it.

    `left` is the digest of what a redacted one still says; empty for one that says all it ever did.
    """

    pdf: str
    facts: str
    replaces: str | None
    state: DocumentState = DocumentState.ISSUED
    handed_out: bool = False
    copies: int = 0
    left: str = ""


@dataclass(frozen=True, slots=True)
class ToldMonth:
    """A locked month as the journal tells it."""

    locked_by: int
    asked_by: int | None = None


@dataclass(slots=True)
class ToldDecision:
    """A decision as the journal tells it: what was proposed, by whom, and what became of it."""

    proposed: object = None
    author: int | None = None
    state: DecisionState = DecisionState.PROPOSED
    approver: int | None = None
    override: bool = False
    note: object = None
    left: str = ""

    def hear(self, verb: str, actor: int, facts: Mapping[str, object]) -> None:
        """Take in one record of it."""
        self.state = DECIDED[verb]
        if self.state is DecisionState.PROPOSED:
            self.proposed, self.author = facts.get(DECISION), actor
        elif self.state is DecisionState.APPROVED:
            self.approver, self.override, self.note = actor, bool(facts.get("override")), facts.get("note")


@dataclass(slots=True)
class Told:
    """All that the journal told; `whole` is False when it could not be read to its end."""

    entries: dict[int, str] = field(default_factory=dict)
    documents: dict[str, ToldDocument] = field(default_factory=dict)
    campaigns: dict[str, Mapping[str, object]] = field(default_factory=dict)
    sources: dict[str, str] = field(default_factory=dict)
    categories: dict[str, object] = field(default_factory=dict)
    archived: dict[str, bool] = field(default_factory=dict)
    merged: dict[str, object] = field(default_factory=dict)
    erased: dict[str, str] = field(default_factory=dict)
    settings: dict[str, object] = field(default_factory=dict)
    months: dict[str, ToldMonth] = field(default_factory=dict)
    cash: dict[tuple[str, object], Mapping[str, object]] = field(default_factory=dict)
    payouts: dict[str, object] = field(default_factory=dict)
    gifts: dict[str, Mapping[str, object]] = field(default_factory=dict)
    pledges: dict[str, Mapping[str, object]] = field(default_factory=dict)
    revisions: list[object] = field(default_factory=list)
    decisions: dict[str, ToldDecision] = field(default_factory=dict)
    whole: bool = True

    def hear(self, link: Link) -> None:
        """Take in one record; a later one about the same thing replaces an earlier one."""
        record = link.record
        facts, subject = record.facts, record.subject
        self._hear_of_gift(record)
        self._hear_of_numbers(facts)
        self._hear_of_plans(link)
        if record.verb in ERASED:
            self._hear_of_erasure(record)
        elif record.verb in _ARCHIVED:
            self.archived[subject] = _ARCHIVED[record.verb]
        elif record.verb.startswith("person."):
            self._hear_of_person(record)
        elif record.verb in ("settings.saved", "office.created"):
            self.settings.update({name: facts[name] for name in SETTINGS if name in facts})
        elif record.verb in ("cash.counted", "cash.day_closed"):
            self.cash[record.verb, facts.get("count")] = facts
        elif record.verb in ("campaign.saved", "page.imported"):
            self._hear_of_campaign(record)
        elif record.verb in (LOCKED, ASKED, UNLOCKED):
            self._hear_of_month(link)
        elif subject in self.documents:
            self._hear_of_document(record)

    def _hear_of_person(self, record: Record) -> None:
        facts, subject = record.facts, record.subject
        if record.verb in ("person.added", "person.changed", "person.merged", "person.separated"):
            self.categories[subject] = facts.get("category")
        elif record.verb == "person.merged_into":
            self.archived[subject], self.merged[subject] = True, facts.get("into")
        elif record.verb == "person.separated_from":
            self.archived[subject] = bool(facts.get("archived"))
            self.merged.pop(subject, None)

    def _hear_of_erasure(self, record: Record) -> None:
        """Take in that something was erased: what is left of a paper is held to the digest that was recorded then."""
        subject = record.subject
        self.erased[subject] = str(record.facts.get("day"))
        if record.verb == "person.erased":
            self.archived[subject] = True
        paper = self.documents.get(subject) or self.decisions.get(subject)
        if paper is not None:
            paper.left = str(record.facts.get("left"))

    def _hear_of_numbers(self, facts: Mapping[str, object]) -> None:
        """Take in what any record may tell of: a posted entry, an issued document, payouts as they stand."""
        number, digest = facts.get(ENTRY), facts.get(ENTRY_DIGEST)
        if isinstance(number, int) and isinstance(digest, str):
            self.entries[number] = digest
        if isinstance(document := facts.get(DOCUMENT), str):
            replaces = facts.get("replaces")
            self.documents[document] = ToldDocument(
                str(facts.get(DOCUMENT_PDF)), str(facts.get(DOCUMENT_FACTS)), str(replaces) if replaces else None
            )
        if isinstance(payouts := facts.get(PAYOUTS), dict):
            self.payouts.update(payouts)

    def _hear_of_gift(self, record: Record) -> None:
        """Take in what no entry proves: a gift in kind or with a fee on top, a pledge's state, a receipt's void."""
        facts, subject = record.facts, record.subject
        if (voided := self.documents.get(str(facts.get(VOIDED)))) is not None:
            voided.state = DocumentState.VOIDED
        if isinstance(gift := facts.get(UNPROVEN), dict):
            self.gifts[subject] = gift
        elif record.verb == "donation.taken_back" and subject in self.gifts:
            self.gifts[subject] = {**self.gifts[subject], "taken_back": True}
        if record.verb.startswith("pledge."):
            self.pledges[subject] = {name: value for name, value in facts.items() if name != TAKES_BACK}
        elif isinstance(pledge := facts.get("pledge"), str) and pledge in self.pledges:
            kept = record.verb != "donation.taken_back"
            state = {
                "state": (PledgeState.KEPT if kept else PledgeState.OPEN).value,
                "donation": subject if kept else None,
            }
            self.pledges[pledge] = {**self.pledges[pledge], **state}

    def _hear_of_campaign(self, record: Record) -> None:
        if isinstance(record.facts.get("items"), list):
            self.campaigns[record.subject] = record.facts
        if isinstance(source := record.facts.get("source"), str):
            self.sources[record.subject] = source

    def _hear_of_month(self, link: Link) -> None:
        month, actor = link.record.subject, link.actor
        if link.record.verb == LOCKED:
            self.months[month] = ToldMonth(actor)
        elif link.record.verb == ASKED and month in self.months:
            self.months[month] = replace(self.months[month], asked_by=actor)
        else:
            self.months.pop(month, None)

    def _hear_of_plans(self, link: Link) -> None:
        """Take in what a record tells of things done along with it, of plans, revisions and decisions."""
        record = link.record
        if isinstance(acts := record.facts.get(ACTS), list):
            for verb, subject, facts in acts:
                self.hear(replace(link, record=Record(verb, subject, facts)))
        if isinstance(plans := record.facts.get(PLANS), dict):
            self.campaigns.update(plans)
        if isinstance(revisions := record.facts.get(REVISIONS), list):
            self.revisions.extend(revisions)
        if record.verb in DECIDED:
            told = self.decisions.setdefault(record.subject, ToldDecision())
            told.hear(record.verb, link.actor, record.facts)

    def _hear_of_document(self, record: Record) -> None:
        document = self.documents[record.subject]
        document.state = _STATES.get(record.verb, document.state)
        if record.verb == "document.handed_out":
            mark, copy = record.facts.get("mark"), record.facts.get("copy")
            document.handed_out = document.handed_out or mark == Mark.ORIGINAL.value
            document.copies = copy if mark == Mark.COPY.value and isinstance(copy, int) else document.copies
