"""The lists of decisions and of transfers between funds."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from sqlalchemy import Integer, cast, func, select

from desktop.domain.decisions import DecisionKind, DecisionRow, DecisionState
from desktop.domain.funding import FundingRule
from desktop.domain.ids import CodeKind, make_code
from desktop.domain.money import Money
from desktop.domain.transfers import TransferRow
from desktop.storage.context import campaign_code
from desktop.storage.lists.matching import amounting, coded, named, numbered
from desktop.storage.lists.spec import ListSpec, Sums, by_code, by_period, by_span, exactly
from desktop.storage.search import Indexed
from desktop.storage.tables_money import decision, transfer

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sqlalchemy import ColumnElement

    from desktop.storage.context import Desk
    from desktop.storage.lists.typed import Typed


def load_decisions(desk: Desk, ids: Sequence[int]) -> dict[int, DecisionRow]:
    """Read the decisions of some ids as rows of the list."""
    return {
        row.id: DecisionRow(
            row_id=row.id,
            code=make_code(CodeKind.DECISION, row.id),
            on=date.fromisoformat(row.day),
            campaign=campaign_code(row.campaign_id),
            kind=DecisionKind(row.kind),
            rule=FundingRule(row.rule),
            amount=Money(row.amount, row.currency),
            state=DecisionState(row.state),
            author=row.author,
            approver=row.approver,
        )
        for row in desk.connection.execute(select(decision).where(decision.c.id.in_(ids)))
    }


def load_transfers(desk: Desk, ids: Sequence[int]) -> dict[int, TransferRow]:
    """Read the transfers of some ids as rows of the list."""
    return {
        row.id: TransferRow(
            row_id=row.id,
            code=make_code(CodeKind.TRANSFER, row.id),
            on=date.fromisoformat(row.day),
            source=campaign_code(row.from_id),
            target=campaign_code(row.to_id),
            amount=Money(row.amount, row.currency),
            decision=None if row.decision_id is None else make_code(CodeKind.DECISION, row.decision_id),
            taken_back=row.countered_by is not None,
        )
        for row in desk.connection.execute(select(transfer).where(transfer.c.id.in_(ids)))
    }


def _decision_matches(desk: Desk, typed: Typed) -> list[ColumnElement[bool]]:
    return [
        *named(desk, decision.c.campaign_id, Indexed.CAMPAIGN, typed),
        *coded(decision.c.id, CodeKind.DECISION, typed),
        *coded(decision.c.campaign_id, CodeKind.CAMPAIGN, typed),
        *numbered(decision.c.id, typed),
        *amounting(typed, decision.c.amount_key),
    ]


def _transfer_matches(desk: Desk, typed: Typed) -> list[ColumnElement[bool]]:
    return [
        *named(desk, transfer.c.from_id, Indexed.CAMPAIGN, typed),
        *named(desk, transfer.c.to_id, Indexed.CAMPAIGN, typed),
        *coded(transfer.c.id, CodeKind.TRANSFER, typed),
        *coded(transfer.c.from_id, CodeKind.CAMPAIGN, typed),
        *coded(transfer.c.to_id, CodeKind.CAMPAIGN, typed),
        *numbered(transfer.c.id, typed),
        *amounting(typed, transfer.c.amount_key),
    ]


DECISIONS = ListSpec(
    table=decision,
    natural=decision.c.id,
    sorts={
        "code": decision.c.id,
        "on": decision.c.day,
        "campaign": decision.c.campaign_id,
        "kind": decision.c.kind,
        "amount": decision.c.amount_key,
        "state": decision.c.state,
    },
    worked={"rule": lambda _desk: decision.c.rule + ""},
    filters={
        "campaign": by_code(decision.c.campaign_id, CodeKind.CAMPAIGN),
        "on": by_period(decision.c.day),
        "amount": by_span(decision.c.amount_key),
        "kind": exactly(decision.c.kind),
        "state": exactly(decision.c.state),
        "currency": exactly(decision.c.currency),
    },
    load=load_decisions,
    sums=Sums(decision.c.currency, decision.c.id, {"amount": decision.c.amount}),
    matches=_decision_matches,
)

TRANSFERS = ListSpec(
    table=transfer,
    natural=transfer.c.id,
    sorts={
        "code": transfer.c.id,
        "on": transfer.c.day,
        "source": transfer.c.from_id,
        "target": transfer.c.to_id,
        "amount": transfer.c.amount_key,
    },
    worked={
        "decision": lambda _desk: func.coalesce(transfer.c.decision_id, 0),
        "taken_back": lambda _desk: cast(transfer.c.countered_by.is_not(None), Integer),
    },
    filters={
        "source": by_code(transfer.c.from_id, CodeKind.CAMPAIGN),
        "target": by_code(transfer.c.to_id, CodeKind.CAMPAIGN),
        "on": by_period(transfer.c.day),
        "amount": by_span(transfer.c.amount_key),
        "currency": exactly(transfer.c.currency),
    },
    load=load_transfers,
    sums=Sums(transfer.c.currency, transfer.c.id, {"amount": transfer.c.amount}),
    matches=_transfer_matches,
)
