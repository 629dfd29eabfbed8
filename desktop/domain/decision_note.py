"""The note of a decision: all that its page says, frozen when it is approved."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, fields, replace
from datetime import date
from typing import TYPE_CHECKING, Any

from desktop.domain.decisions import DecisionAction, DecisionKind, limit_of, standing
from desktop.domain.funding import FundingRule
from desktop.domain.ledger import canonical
from desktop.domain.money import Money, total
from desktop.domain.receipts import Organisation, freeze_organisation

if TYPE_CHECKING:
    from collections.abc import Mapping

    from desktop.domain.campaigns import Campaign
    from desktop.domain.decisions import Decision, DecisionDraft

NOTE_VERSION = 1
_LATER = ("frozen", "logo", "labels")
"""What stands in a frozen note only where there is something: notes of former versions keep their digests."""


@dataclass(frozen=True, slots=True)
class NoteItem:
    """An expense item in the note: what it asked for before the decision, and after it."""

    line: int
    label: str
    before: Money
    after: Money


@dataclass(frozen=True, slots=True)
class NoteMove:
    """Money that leaves the campaign: to a fund or a donor, by code. `general` says that it is the general fund."""

    action: DecisionAction
    code: str
    amount: Money
    general: bool = False


@dataclass(frozen=True, slots=True)
class DecisionNote:
    """All that a note says. `language` is the office's at the approval; `approved_by` is empty before it.

    `collected` is gross, `fees` what was kept of it, `moved` what came from other funds less what went to them; the
    three make what there is. `journal_head` is the head of the journal's chain before the approval. `frozen` is the
    digest of all that was frozen then, where less is told since. `logo` is the picture's hash and `labels` the hashes
    of the words that the note's captions are taken from, by language; a note of a former version has neither.
    """

    number: str
    language: str
    decided_on: date
    organisation: Organisation
    campaign: str
    kind: DecisionKind
    rule: FundingRule
    goal: Money | None
    planned: Money
    collected: Money
    fees: Money
    moved: Money
    amount: Money
    items: tuple[NoteItem, ...]
    moves: tuple[NoteMove, ...]
    reason: str
    decided_by: str
    approved_by: str = ""
    approved_on: date | None = None
    override_reason: str = ""
    journal_head: str = ""
    template: int = NOTE_VERSION
    frozen: str = ""
    logo: str = ""
    labels: tuple[tuple[str, str], ...] = ()

    @property
    def day(self) -> date:
        """The day that the note is of."""
        return self.approved_on or self.decided_on

    @property
    def items_before(self) -> Money:
        """What all items asked for before the decision."""
        return total((item.before for item in self.items), self.planned.currency)

    @property
    def items_after(self) -> Money:
        """What they ask for after it."""
        return total((item.after for item in self.items), self.planned.currency)

    def digest(self) -> str:
        """SHA-256 over all that the note said when it was frozen."""
        return self.frozen or self.left()

    def left(self) -> str:
        """SHA-256 over what the note says now."""
        return hashlib.sha256(canonical(self.freeze())).hexdigest()

    def qr_text(self) -> str:
        """What the QR code holds: number, date, amount, currency and 12 characters of the digest. No name."""
        amount = self.amount
        return "|".join(
            ("SKB1", self.number, self.day.isoformat(), amount.plain(), amount.currency, self.digest()[:12])
        )

    def freeze(self) -> dict[str, object]:
        """Turn the note into plain JSON values that `thaw_note` gives back exactly."""
        apart = {"items", "moves", *(name for name in _LATER if not getattr(self, name))}
        plain = {each.name: _plain(getattr(self, each.name)) for each in fields(self) if each.name not in apart}
        return {
            **plain,
            "items": [[item.line, item.label, _plain(item.before), _plain(item.after)] for item in self.items],
            "moves": [[move.action.value, move.code, _plain(move.amount), move.general] for move in self.moves],
        }


def _plain(value: Any) -> object:
    if isinstance(value, Money):
        return [value.minor, value.currency]
    if isinstance(value, DecisionKind | FundingRule):
        return value.value
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Organisation):
        return freeze_organisation(value)
    if isinstance(value, tuple):
        return [list(each) for each in value]
    return value


def thaw_note(frozen: Mapping[str, Any]) -> DecisionNote:
    """Turn frozen values back into a note; the digest is the same as before.

    Raises:
        ValueError, KeyError, TypeError: The values are no note's.
    """
    approved_on, goal = frozen["approved_on"], frozen["goal"]
    return DecisionNote(
        number=frozen["number"],
        language=frozen["language"],
        decided_on=date.fromisoformat(frozen["decided_on"]),
        organisation=Organisation(**frozen["organisation"]),
        campaign=frozen["campaign"],
        kind=DecisionKind(frozen["kind"]),
        rule=FundingRule(frozen["rule"]),
        goal=Money(*goal) if goal is not None else None,
        planned=Money(*frozen["planned"]),
        collected=Money(*frozen["collected"]),
        fees=Money(*frozen["fees"]),
        moved=Money(*frozen["moved"]),
        amount=Money(*frozen["amount"]),
        items=tuple(
            NoteItem(line, label, Money(*before), Money(*after)) for line, label, before, after in frozen["items"]
        ),
        moves=tuple(
            NoteMove(DecisionAction(action), code, Money(*amount), general)
            for action, code, amount, general in frozen["moves"]
        ),
        reason=frozen["reason"],
        decided_by=frozen["decided_by"],
        approved_by=frozen["approved_by"],
        approved_on=date.fromisoformat(approved_on) if approved_on is not None else None,
        override_reason=frozen["override_reason"],
        journal_head=frozen["journal_head"],
        template=frozen["template"],
        frozen=frozen.get("frozen", ""),
        logo=frozen.get("logo", ""),
        labels=tuple((language, sha256) for language, sha256 in frozen.get("labels", ())),
    )


def redacted_note(note: DecisionNote) -> DecisionNote:
    """Give what is left of a note for good: figures and codes, and nobody's words."""
    return replace(note, frozen=note.digest(), reason="", override_reason="")


def decision_note(
    decision: Decision,
    campaign: Campaign,
    general: frozenset[str],
    organisation: Organisation,
    language: str,
    author: str,
) -> DecisionNote:
    """Make the note of a decision on a campaign as it stands before the decision is carried out.

    Args:
        decision: The decision.
        campaign: Its campaign.
        general: The codes of those funds in the decision that are the general fund.
        organisation: The office.
        language: The office's language.
        author: Who decided, by name.
    """
    draft, totals = decision.draft, campaign.totals
    return DecisionNote(
        number=decision.code,
        language=language,
        decided_on=draft.on,
        organisation=organisation,
        campaign=campaign.code,
        kind=draft.kind,
        rule=draft.rule,
        goal=campaign.draft.goal,
        planned=standing(campaign).needs,
        collected=totals.collected,
        fees=totals.fees,
        moved=totals.moved,
        amount=decision.amount,
        items=_note_items(campaign, draft),
        moves=tuple(
            NoteMove(line.action, line.to or line.donation or "", line.amount, line.to in general)
            for line in draft.lines
            if line.action in (DecisionAction.TRANSFER, DecisionAction.REFUND)
        ),
        reason=draft.reason,
        decided_by=author,
    )


def _note_items(campaign: Campaign, draft: DecisionDraft) -> tuple[NoteItem, ...]:
    after = {
        item.line: limit_of(item, decided=bool(campaign.decided)) for item in campaign.items if not item.draft.archived
    }
    before = dict(after)
    for line in draft.lines:
        if line.item is None:
            continue
        if line.action is DecisionAction.ALLOT:
            after[line.item] = line.amount
        else:
            change = -line.amount if line.action is DecisionAction.REDUCE else line.amount
            after[line.item] = after[line.item] + change
    labels = {item.line: item.draft.label for item in campaign.items}
    return tuple(NoteItem(line, labels[line], amount, after[line]) for line, amount in before.items())
