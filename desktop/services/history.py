"""The history of any thing that has a code or a number, read from the journal: who, when, what, from what to what."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from desktop.domain.campaigns import CampaignStatus
from desktop.domain.consents import ConsentRule, ConsentState
from desktop.domain.errors import NotFound, Refused
from desktop.domain.funding import FundingRule
from desktop.domain.history import TEXTS, Change, HistoryLine, Key, differences
from desktop.domain.ids import CodeKind
from desktop.domain.journal import Record
from desktop.domain.money import Money
from desktop.domain.papers import LoosePaper
from desktop.domain.payouts import PayoutState
from desktop.domain.people import PersonCategory
from desktop.domain.pledges import PledgeState
from desktop.services.facts import ACTS, DECISION, DOCUMENT, ENTRY, PAYOUTS, PLANS, TAKES_BACK
from desktop.services.payment_records import EXPORTED, FILES, files, files_with
from desktop.services.users import shown_name

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping
    from enum import Enum

    from desktop.domain.journal import Link
    from desktop.services.office import Office
    from desktop.storage.work import Work

_AMOUNTS = ("goal", "gross", "fee", "amount", "returned", "topped_up", "expected", "counted", "balance")
_PLAIN = (
    "beneficiary", "campaign", "payee", "donor", "person", "from", "to", "currency", "language", "reallocation_limit",
    "rate_rule", "approval_threshold", "rate", "table", DOCUMENT, "voucher", "part_of", "donation",
    TAKES_BACK,
)  # fmt: skip
_SAID_IF_TRUE = ("override", "against_consent")
_DAYS = ("on", "due", "day")
_STATES: Mapping[str, type[Enum]] = {CodeKind.PAYOUT.value: PayoutState, CodeKind.PLEDGE.value: PledgeState}
_MEMBERS: Mapping[str, type[Enum]] = {
    "status": CampaignStatus, "category": PersonCategory, "rule": FundingRule, "payout_consent": ConsentRule,
    "document_consent": ConsentRule, "paper": LoosePaper,
}  # fmt: skip
_CONSENTS = {"consent.recorded": ConsentState.VALID, "consent.withdrawn": ConsentState.WITHDRAWN}
_OFFICE = "office"
_CURRENCY: Key = ("currency", None)
_COUNTED_IN_IT = (f"{CodeKind.CAMPAIGN.value}-", _OFFICE[:2])  # these say which currency they are in
_FIRST = (
    "status", "state", "category", "campaign", "from", "to", "beneficiary", "payee", "donor", "person", "gross", "fee",
    "amount", "goal", "planned", "removed", "priority",
)  # fmt: skip
_PLACES = {name: place for place, name in enumerate(_FIRST)}
_ITEM_PARTS = ("planned", "priority", "removed")
_REPLACED, _IMPORTED = "rate.replaced", "rates.imported"
_HIDES = ("campaign.saved", "person.changed", "payout.changed", "pledge.changed", "settings.saved", "user.renamed")
"""Records of things with texts: where nothing else differs, it was a text that was changed."""


def history(office: Office, subject: str) -> tuple[HistoryLine, ...]:
    """Give what was done to a thing, in order; a thing nobody did anything to has none.

    The documents that rest on a donation or payout belong to its history, and so do the decisions on a campaign; a part
    of a payout that was split has that of the whole until then.

    Args:
        office: The open office.
        subject: A code, a document's number, a month ("2026-03"), a user ("U-2"), a rate's name, or "office".
    """
    with office.work() as work:
        names = work.staff.names()
        known: dict[str, dict[Key, object]] = {}
        lines = []
        for link in _links(work, subject):
            record = link.record
            about = subject if PLANS in record.facts else record.subject
            before = {} if about == FILES else known.setdefault(about, {})
            if record.verb == _REPLACED:
                before.setdefault(("rate", None), record.facts.get("before"))  # it came from a file, within many
            told = _told(record, str(record.facts.get("currency") or before.get(_CURRENCY) or ""))
            changes = differences(before, told)
            before.update(told)
            for once in (TAKES_BACK, "paper"):  # each record takes back another, tells of another paper
                before.pop((once, None), None)
            if "currency" in record.facts:
                before[_CURRENCY] = record.facts["currency"]
            if record.verb in _HIDES and not changes:
                changes = (Change(TEXTS[0]),)
            lines.append(_line(work, link, shown_name(link.actor, names.get(link.actor, "")), changes))
    return tuple(lines)


def _links(work: Work, subject: str) -> list[Link]:
    """Read the records of a thing, and of what belongs to it: its documents, the decisions that were made about it."""
    kind, number = subject[:2].removesuffix("-"), subject[1:2] == "-"
    found = [_flat(link) for link in (*work.journal.history(subject), *(files(work) if subject == _OFFICE else ()))]
    with suppress(NotFound, Refused):
        if " " in subject:
            found.extend(_tables_with(work, subject))
        elif "/" in subject:
            rests_on = work.documents.get(subject).subject_code
            found.extend(link for link in work.journal.history(rests_on) if link.record.facts.get(DOCUMENT) == subject)
        elif number and kind == CodeKind.ADVANCE.value:
            for at in range(len(work.advances.get(subject).settlements) + 1):
                settled = f"{subject}/{at}"
                found.extend(work.journal.history(settled) if at else ())
                for paper in work.documents.for_subject(settled if at else subject):
                    found.extend(work.journal.history(paper.number))
        elif number and kind in (CodeKind.DONATION.value, CodeKind.PAYOUT.value):
            for paper in work.documents.for_subject(subject):
                found.extend(work.journal.history(paper.number))
            if kind == CodeKind.PAYOUT.value:
                found.extend(_until_split(work, subject))
                found.extend(replace(link, record=Record(EXPORTED, subject)) for link in files_with(work, subject))
        if number:
            found.extend(_decided(work, subject, kind))
    return sorted(found, key=lambda link: link.sequence)


def _until_split(work: Work, part: str) -> Iterator[Link]:
    """Give what happened to the payout that a part was split from, until the part had a way of its own."""
    if work.payouts.get(part).part_of is None:
        return
    for whole in work.payouts.family(part):
        links = work.journal.history(whole)[::-1]
        split = next((at for at, link in enumerate(links) if part in _payouts_in(link)), None)
        if whole != part and split is not None:
            yield from _until_split(work, whole)
            yield from links[: split + 1]
            return


def _payouts_in(link: Link) -> Collection[str]:
    told = link.record.facts.get(PAYOUTS)
    return told.keys() if isinstance(told, dict) else ()


def _tables_with(work: Work, rate: str) -> Iterator[Link]:
    """Give the imports of tables that a rate of this name may have come with: of its source, around its day."""
    source, _pair, day = [*rate.split(" "), "", ""][:3]
    for link in work.journal.history(source):
        facts = link.record.facts
        if link.record.verb == _IMPORTED and str(facts.get("first")) <= day <= str(facts.get("last")):
            yield link


def _flat(link: Link) -> Link:
    """Bring what a decision's record tells of it to where other records tell it."""
    told = link.record.facts.get(DECISION)
    if not isinstance(told, dict):
        return link
    return replace(link, record=replace(link.record, facts={**link.record.facts, **told}))


def _decided(work: Work, subject: str, kind: str) -> Iterator[Link]:
    """Give what decisions did to a campaign, a transfer or a donation, within records of their own."""
    if kind == CodeKind.CAMPAIGN.value:
        for decision in work.decisions.of(subject):
            for link in work.journal.history(decision.code):
                plans = link.record.facts.get(PLANS)
                plan = plans.get(subject) if isinstance(plans, dict) else None
                facts = {PLANS: True, **plan} if isinstance(plan, dict) else {}
                yield replace(link, record=replace(link.record, facts=facts))
        return
    made_by: tuple[str, ...] = ()
    if kind == CodeKind.TRANSFER.value:
        decision_code = work.transfers.get(subject).decision
        made_by = (decision_code,) if decision_code is not None else ()
    elif kind == CodeKind.DONATION.value:
        made_by = work.decisions.refunding(subject)
    for code in made_by:
        for link in work.journal.history(code):
            acts = link.record.facts.get(ACTS)
            for verb, what, facts in acts if isinstance(acts, list) else ():
                if what == subject:
                    yield replace(link, record=Record(verb, subject, facts))


def _told(record: Record, currency: str) -> dict[Key, object]:
    """Give what a record tells of its thing as values that a reader knows; digests and counters are left out."""
    told: dict[Key, object] = {}
    for name, value in record.facts.items():
        kind = _STATES.get(record.subject[:1]) if name == "state" else _MEMBERS.get(name)
        if kind is not None:
            told[name, None] = _member(kind, value)
        elif name in _AMOUNTS:
            told[name, None] = _money(value, currency)
        elif name in _DAYS:
            told[name, None] = _day(value)
        elif name in _PLAIN or (name in _SAID_IF_TRUE and value):
            told[name, None] = value
        elif name == "purpose" and record.verb in _CONSENTS:
            number = record.facts.get("consent")
            told[f"consent_{value}", number if isinstance(number, int) else None] = _CONSENTS[record.verb]
        elif name in ("items", "lines", "allotted"):
            told |= _lines(name, value, currency)
    if record.subject[:2] not in _COUNTED_IN_IT:
        told.pop(_CURRENCY, None)  # every amount says it
    return dict(sorted(told.items(), key=lambda each: (_PLACES.get(each[0][0], len(_PLACES)), each[0][1] or 0)))


def _lines(name: str, value: object, currency: str) -> dict[Key, object]:
    """Read what is told line by line: of a plan, of a payout, of a decision."""
    told: dict[Key, object] = {}
    for line in value if isinstance(value, list) else ():
        if not isinstance(line, list) or not line or not isinstance(line[0], int):
            continue
        if name != "items":
            told[name, line[0]] = _money(line[1], currency)
            continue
        for part, each in zip(_ITEM_PARTS, line[1:], strict=False):
            if part == "planned":
                told[part, line[0]] = _money(each, currency)
            elif part == "priority" or each:
                told[part, line[0]] = each
    return told


def _member(kind: type[Enum], value: object) -> object:
    with suppress(ValueError):
        return kind(value)
    return value


def _money(value: object, currency: str) -> object:
    with suppress(ValueError, Refused):
        return Money(value, currency) if isinstance(value, int) and currency else value
    return value


def _day(value: object) -> object:
    with suppress(ValueError):
        return date.fromisoformat(value) if isinstance(value, str) else value
    return value


def _line(work: Work, link: Link, who: str, changes: tuple[Change, ...]) -> HistoryLine:
    record = link.record
    entry, counters = record.facts.get(ENTRY), record.facts.get("counters")
    number = entry if isinstance(entry, int) else None
    return HistoryLine(
        link.sequence,
        link.at,
        link.actor,
        who,
        record.verb,
        _OFFICE if record.subject == FILES else record.subject,
        changes,
        _reason(work, link),
        number,
        counters if isinstance(counters, int) else None,
        work.ledger.countered_by(number) if number is not None else None,
    )


def _reason(work: Work, link: Link) -> str:
    """Give what was said when it was done; nothing without the book of names, where such words lie."""
    record = link.record
    said = [remark.text for remark in work.remarks.of(record.subject) if remark.sequence == link.sequence]
    if said:
        return " ".join(said)
    with suppress(NotFound, Refused):
        if record.verb == "document.voided":
            return work.documents.get(record.subject).void_reason
        if record.verb == "consent.withdrawn":
            number = record.facts.get("consent")
            return work.consents.get(number).withdrawn_because if isinstance(number, int) else ""
        if record.verb == "donation.taken_back":
            return work.donations.get(record.subject).taken_back_because
        if record.verb == "payout.taken_back":
            return work.payouts.get(record.subject).taken_back_because
        if record.verb == "advance.taken_back":
            return work.advances.get(record.subject).taken_back_because
    return ""
