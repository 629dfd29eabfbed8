"""The funds that a document is about: a gift may be split over several, and a payout charge items of several."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from sqlalchemy import func, or_, select

from desktop.domain.ids import CodeKind, read_code
from desktop.domain.receipts import DocumentState
from desktop.storage.context import campaign_code
from desktop.storage.tables_ledger import document, donation, payout_line
from desktop.storage.tables_money import donation_share

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from datetime import date
    from typing import Any

    from sqlalchemy import Column, ColumnElement, Select

    from desktop.storage.context import Desk

_AT_ONCE = 5000
_PARTS = (
    (CodeKind.DONATION, donation_share, donation_share.c.donation_id),
    (CodeKind.PAYOUT, payout_line, payout_line.c.payout_id),
)


def funds_of(desk: Desk, subjects: Iterable[str]) -> dict[str, tuple[str, ...]]:
    """Give the codes of the funds of some donations and payouts, each in its own order; others are left out."""
    asked = tuple(subjects)
    found: dict[str, tuple[str, ...]] = {}
    for kind, table, key in _PARTS:
        numbers = {read_code(kind, code): code for code in asked if code.startswith(f"{kind.value}-")}
        if not numbers:
            continue
        query = select(key.label("number"), table.c.campaign_id).where(key.in_(numbers)).order_by(key, table.c.position)
        for row in desk.connection.execute(query):
            code, fund = numbers[row.number], campaign_code(row.campaign_id)
            before = found.get(code, ())
            found[code] = before if fund in before else (*before, fund)
    return found


def valid_papers(desk: Desk, subjects: Iterable[str]) -> dict[str, str]:
    """Give the valid documents of some records that do not name theirs themselves: advances, settlements, cash."""
    wanted = sorted(set(subjects))
    found: dict[str, str] = {}
    for start in range(0, len(wanted), _AT_ONCE):
        query = select(document.c.subject, document.c.number).where(
            document.c.subject.in_(wanted[start : start + _AT_ONCE]), document.c.state != DocumentState.VOIDED.value
        )
        found |= {row.subject: row.number for row in desk.connection.execute(query.order_by(document.c.id))}
    return found


def about_or_named(
    desk: Desk, campaigns: Iterable[str], since: date | None, until: date | None, named: Iterable[str]
) -> tuple[str, ...]:
    """Give the numbers of the documents of some funds that were issued in a period, and of those named, as issued."""
    funds = [read_code(CodeKind.CAMPAIGN, code) for code in campaigns]
    wanted = about_campaigns(lambda column: column.in_(_listed(funds)))
    if since is not None:
        wanted &= document.c.issued_on >= since.isoformat()
    if until is not None:
        wanted &= document.c.issued_on <= until.isoformat()
    found: dict[int, str] = {}
    for condition in (wanted, document.c.number.in_(_listed(list(named)))):
        query = select(document.c.id, document.c.number).where(condition)
        found |= {row.id: row.number for row in desk.connection.execute(query)}
    return tuple(found[row_id] for row_id in sorted(found))


def _listed(values: list[int] | list[str]) -> Select[tuple[Any]]:
    return select(func.json_each(json.dumps(values)).table_valued("value", name="listed").c.value)


def about_campaigns(condition: Callable[[Column[Any]], ColumnElement[bool]]) -> ColumnElement[bool]:
    """Documents whose own fund meets a condition, or any that their split gift is for; a payout has one fund.

    Args:
        condition: Of a column with the number of a campaign.
    """
    others = (  # the first fund of a gift is its document's own
        select(func.printf(f"{CodeKind.DONATION.value}%09d", donation.c.id))
        .join(donation_share, donation_share.c.donation_id == donation.c.id)
        .where(condition(donation_share.c.campaign_id), donation.c.campaign_id != donation_share.c.campaign_id)
    )
    return or_(condition(document.c.campaign_id), document.c.subject_key.in_(others))
