"""Decisions on surplus and shortfall: who, what, how much in the ledger book; why, and the note, in the other."""

from __future__ import annotations

import json
from datetime import date
from typing import TYPE_CHECKING, Any

from sqlalchemy import select

from desktop.domain.decisions import (
    APPROVED,
    PROPOSED,
    Decision,
    DecisionAction,
    DecisionDraft,
    DecisionKind,
    DecisionLine,
    DecisionState,
)
from desktop.domain.errors import NotFound
from desktop.domain.funding import FundingRule
from desktop.domain.ids import CodeKind, make_code, read_code
from desktop.domain.money import Money
from desktop.storage.context import campaign_code, campaign_id, read_moment, scale_of
from desktop.storage.tables_identity import decision_identity, remark
from desktop.storage.tables_ledger import campaign
from desktop.storage.tables_money import decision, decision_line

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from desktop.storage.context import Desk


class Decisions:
    """The repository of decisions."""

    def __init__(self, desk: Desk) -> None:
        """Work at a unit of work's desk."""
        self._desk = desk

    def add(self, draft: DecisionDraft, amount: Money, author: int) -> str:
        """Store a proposed decision; gives its code. Its reason is a remark of its own."""
        number = self._desk.next_id(decision)
        self._desk.connection.execute(
            decision.insert().values(
                id=number,
                campaign_id=campaign_id(draft.campaign),
                kind=draft.kind.value,
                rule=draft.rule.value,
                day=draft.on.isoformat(),
                currency=amount.currency,
                scale=scale_of(amount.currency),
                amount=amount.minor,
                state=DecisionState.PROPOSED.value,
                author=author,
            )
        )
        self._desk.connection.execute(
            decision_line.insert(),
            [_line_values(number, position, line) for position, line in enumerate(draft.lines, start=1)],
        )
        self._desk.tally(decision, 1)
        if self._desk.has_identity:
            self._desk.connection.execute(decision_identity.insert().values(id=number))
        return make_code(CodeKind.DECISION, number)

    def get(self, code: str) -> Decision:
        """Load a decision.

        Raises:
            NotFound: There is no such decision.
        """
        row = self._row(code)
        lines = self._desk.connection.execute(
            select(decision_line).where(decision_line.c.decision_id == row.id).order_by(decision_line.c.position)
        )
        said = self._said(make_code(CodeKind.DECISION, row.id))
        draft = DecisionDraft(
            campaign=campaign_code(row.campaign_id),
            kind=DecisionKind(row.kind),
            rule=FundingRule(row.rule),
            lines=tuple(_line(line, row.currency) for line in lines),
            reason=said.get(PROPOSED, ""),
            on=date.fromisoformat(row.day),
        )
        return Decision(
            code=make_code(CodeKind.DECISION, row.id),
            draft=draft,
            amount=Money(row.amount, row.currency),
            state=DecisionState(row.state),
            author=row.author,
            approver=row.approver,
            approved_at=read_moment(row.approved_at),
            override=bool(row.override),
            override_reason=said.get(APPROVED, "") if row.override else "",
        )

    def of(self, campaign: str) -> tuple[Decision, ...]:
        """Read all decisions on a campaign, oldest first."""
        numbers = self._desk.connection.execute(
            select(decision.c.id).where(decision.c.campaign_id == campaign_id(campaign)).order_by(decision.c.id)
        ).scalars()
        return tuple(self.get(make_code(CodeKind.DECISION, number)) for number in numbers.all())

    def refunding(self, donation: str) -> tuple[str, ...]:
        """Give the codes of the decisions that give a donation back, oldest first."""
        numbers = self._desk.connection.execute(
            select(decision_line.c.decision_id)
            .where(decision_line.c.donation_id == read_code(CodeKind.DONATION, donation))
            .distinct()
            .order_by(decision_line.c.decision_id)
        ).scalars()
        return tuple(make_code(CodeKind.DECISION, number) for number in numbers.all())

    def pending(self, campaign: str) -> str | None:
        """Give the code of the decision on a campaign that awaits its approval, if one does."""
        found = self._desk.connection.execute(
            select(decision.c.id).where(
                decision.c.campaign_id == campaign_id(campaign), decision.c.state == DecisionState.PROPOSED.value
            )
        ).scalar()
        return None if found is None else make_code(CodeKind.DECISION, found)

    def approve(self, code: str, approver: int, at: datetime, *, override: bool) -> None:
        """Say that a decision is approved; its campaign is then decided on, unless only its plan was moved."""
        row = self._row(code)
        self._desk.connection.execute(
            decision.update()
            .where(decision.c.id == row.id)
            .values(
                state=DecisionState.APPROVED.value,
                approver=approver,
                approved_at=at.isoformat(),
                override=int(override),
            )
        )
        if row.kind != DecisionKind.REALLOCATION.value:
            self._desk.connection.execute(
                campaign.update()
                .where(campaign.c.id == row.campaign_id)
                .values(decided=make_code(CodeKind.DECISION, row.id))
            )

    def withdraw(self, code: str) -> None:
        """Say that a proposed decision is not to be."""
        number = self._row(code).id
        self._desk.connection.execute(
            decision.update().where(decision.c.id == number).values(state=DecisionState.WITHDRAWN.value)
        )

    def freeze(self, code: str, facts: Mapping[str, object]) -> None:
        """Keep what a decision's note says for ever.

        Raises:
            Refused: "identity.needed" without the identity book.
        """
        self._desk.need_identity()
        text = json.dumps(dict(facts), ensure_ascii=False, sort_keys=True)
        number = read_code(CodeKind.DECISION, code)
        self._desk.connection.execute(
            decision_identity.update().where(decision_identity.c.id == number).values(facts=text)
        )

    def facts(self, code: str) -> dict[str, object]:
        """Give what was frozen of a decision; nothing as long as it is not approved.

        Raises:
            Refused: "identity.needed" without the identity book.
        """
        self._desk.need_identity()
        query = select(decision_identity.c.facts).where(decision_identity.c.id == self._row(code).id)
        text = self._desk.connection.execute(query).scalar_one_or_none()
        return dict(json.loads(text)) if text else {}

    def _said(self, code: str) -> dict[str, str]:
        if not self._desk.has_identity:
            return {}
        told = self._desk.connection.execute(select(remark).where(remark.c.subject == code).order_by(remark.c.id))
        return {row.verb: row.text for row in told}

    def _row(self, code: str) -> Any:
        query = select(decision).where(decision.c.id == read_code(CodeKind.DECISION, code))
        row = self._desk.connection.execute(query).one_or_none()
        if row is None:
            raise NotFound(subject=code)
        return row


def _line_values(number: int, position: int, line: DecisionLine) -> dict[str, object]:
    return {
        "decision_id": number,
        "position": position,
        "action": line.action.value,
        "item": line.item,
        "to_id": None if line.to is None else campaign_id(line.to),
        "donation_id": None if line.donation is None else read_code(CodeKind.DONATION, line.donation),
        "amount": line.amount.minor,
    }


def _line(row: Any, currency: str) -> DecisionLine:
    return DecisionLine(
        DecisionAction(row.action),
        Money(row.amount, currency),
        row.item,
        None if row.to_id is None else campaign_code(row.to_id),
        None if row.donation_id is None else make_code(CodeKind.DONATION, row.donation_id),
    )
