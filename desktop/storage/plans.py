"""Revisions of plans: written once, in the transaction that changes the plan; the reasons are remarks."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any

from sqlalchemy import select

from desktop.domain.ids import CodeKind, make_code, read_code
from desktop.domain.money import Money
from desktop.domain.revisions import PlanChange, PlanRevision, RevisionKind
from desktop.storage.context import campaign_code, campaign_id
from desktop.storage.tables_identity import remark
from desktop.storage.tables_ledger import campaign, item
from desktop.storage.tables_money import plan_revision

if TYPE_CHECKING:
    from collections.abc import Iterable

    from desktop.storage.context import Desk

_AT_ONCE = 500


class Plans:
    """The repository of revisions, and of what is allotted in place of plans."""

    def __init__(self, desk: Desk) -> None:
        """Work at a unit of work's desk."""
        self._desk = desk

    def revise(
        self,
        code: str,
        changes: Iterable[PlanChange],
        kind: RevisionKind,
        actor: int,
        at: datetime,
        decision: str | None = None,
    ) -> tuple[PlanRevision, ...]:
        """Store the changes of a campaign's plan as revisions."""
        made: list[PlanRevision] = []
        for change in changes:
            number = self._desk.next_id(plan_revision)
            self._desk.connection.execute(
                plan_revision.insert().values(
                    id=number,
                    campaign_id=campaign_id(code),
                    line=change.line,
                    before=change.before.minor,
                    after=change.after.minor,
                    kind=kind.value,
                    at=at.isoformat(),
                    actor=actor,
                    decision_id=None if decision is None else read_code(CodeKind.DECISION, decision),
                )
            )
            made.append(PlanRevision(number, code, change, kind, actor, at, decision))
        return tuple(made)

    def of(self, code: str) -> tuple[PlanRevision, ...]:
        """Read a campaign's revisions, oldest first, each with the reason given for it."""
        rows = self._desk.connection.execute(_QUERY.where(plan_revision.c.campaign_id == campaign_id(code))).all()
        reasons = self._reasons(code, {row.decision_id for row in rows})
        return tuple(_revision(row, reasons) for row in rows)

    def everything(self) -> Iterable[PlanRevision]:
        """Read all revisions, oldest first, without their reasons."""
        with self._desk.connection.execute(_QUERY.execution_options(yield_per=_AT_ONCE)) as rows:
            for row in rows:
                yield _revision(row, {})

    def set_planned(self, code: str, line: int, planned: Money) -> None:
        """Plan an item at another amount."""
        self._update(code, line, planned=planned.minor)

    def allot(self, code: str, line: int, amount: Money | None) -> None:
        """Give an item this much in place of its plan; None: its plan counts again."""
        self._update(code, line, allotted=None if amount is None else amount.minor)

    def forget_allotments(self, code: str) -> None:
        """Let the plans of all items of a campaign count again."""
        number = campaign_id(code)
        self._desk.connection.execute(item.update().where(item.c.campaign_id == number).values(allotted=None))

    def _update(self, code: str, line: int, **values: int | None) -> None:
        found = self._desk.connection.execute(
            item.update().where(item.c.campaign_id == campaign_id(code), item.c.line == line).values(**values)
        )
        if not found.rowcount:
            raise ValueError("a campaign has no such expense item")

    def _reasons(self, code: str, decisions: set[int | None]) -> dict[tuple[str, str], str]:
        """Give the reasons by what they were given for: a change at a moment, or a decision."""
        if not self._desk.has_identity:
            return {}
        subjects = [code, *(make_code(CodeKind.DECISION, number) for number in decisions if number)]
        told = self._desk.connection.execute(select(remark).where(remark.c.subject.in_(subjects)).order_by(remark.c.id))
        found: dict[tuple[str, str], str] = {}
        for row in told:
            at = "" if row.subject != code else row.at
            found.setdefault((row.subject, at), row.text)
        return found


_QUERY = (
    select(plan_revision, campaign.c.currency)
    .join(campaign, campaign.c.id == plan_revision.c.campaign_id)
    .order_by(plan_revision.c.id)
)


def _revision(row: Any, reasons: dict[tuple[str, str], str]) -> PlanRevision:
    code = campaign_code(row.campaign_id)
    decision = None if row.decision_id is None else make_code(CodeKind.DECISION, row.decision_id)
    about = (code, row.at) if decision is None else (decision, "")
    return PlanRevision(
        row.id,
        code,
        PlanChange(row.line, Money(row.before, row.currency), Money(row.after, row.currency)),
        RevisionKind(row.kind),
        row.actor,
        datetime.fromisoformat(row.at),
        decision,
        reasons.get(about, ""),
    )
