"""What the office's checks read: a count and the first few of what breaks a rule, never a table.

Rows that a list can show are found by the very condition that the list is narrowed by.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlalchemy import Select, and_, func, select

from desktop.domain.checks import FEW, CheckResult, Rule
from desktop.domain.ids import CodeKind, make_code
from desktop.domain.listing import ListKind
from desktop.domain.periods import late_months
from desktop.domain.summaries import TaskKind
from desktop.storage.consents import about_consents
from desktop.storage.context import campaign_code
from desktop.storage.periods import Periods
from desktop.storage.rates import Rates
from desktop.storage.tables_identity import document_identity
from desktop.storage.tables_ledger import campaign, document, donation, entry, item, payout, person, posting, series
from desktop.storage.tables_money import advance, cash_day, decision
from desktop.storage.tasks import waiting, watched

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from desktop.storage.context import Desk

_TABLES = {
    ListKind.CAMPAIGNS: (campaign, CodeKind.CAMPAIGN),
    ListKind.DONATIONS: (donation, CodeKind.DONATION),
    ListKind.PAYOUTS: (payout, CodeKind.PAYOUT),
    ListKind.ADVANCES: (advance, CodeKind.ADVANCE),
    ListKind.PEOPLE: (person, CodeKind.PERSON),
    ListKind.DECISIONS: (decision, CodeKind.DECISION),
}
TASKS: Mapping[Rule, TaskKind] = {
    Rule.OVERDRAWN: TaskKind.OVERDRAWN,
    Rule.RECEIPTS: TaskKind.RECEIPT_STANDS,
    Rule.UNSIGNED: TaskKind.UNSIGNED,
    Rule.APPROVALS: TaskKind.APPROVAL_LATE,
    Rule.ADVANCES: TaskKind.ADVANCE_OVERDUE,
    Rule.DECISIONS: TaskKind.UNDECIDED,
    Rule.PROPOSALS: TaskKind.PROPOSED,
    Rule.GOALS: TaskKind.GOAL_DIFFERS,
    Rule.CONSENTS_EXPIRED: TaskKind.CONSENT_EXPIRED,
    Rule.CONSENTS_MISSING: TaskKind.CONSENT_MISSING,
}
"""The rules whose breakers are rows of a list under their code."""

PERSONAL = (Rule.CONSENTS_EXPIRED, Rule.CONSENTS_MISSING)
"""The rules about what lies in the identity book."""


class OfficeRules:
    """The reader of the checks."""

    def __init__(self, desk: Desk) -> None:
        """Work at a unit of work's desk."""
        self._desk = desk
        self._read: Mapping[Rule, Callable[[], CheckResult]] = {
            Rule.BALANCED: self._balanced,
            Rule.NUMBERS: self._numbers,
            Rule.CASH: self._cash,
            Rule.OVERSPENT: self._overspent,
            Rule.RATES: self._rates,
            Rule.MONTHS: self._months,
        }

    def look(self, rule: Rule) -> CheckResult:
        """Look for what breaks a rule."""
        if rule in PERSONAL and not self._desk.has_identity:
            return CheckResult(rule, 0, seen=False)
        read = self._read.get(rule)
        return read() if read is not None else self._rows(rule)

    def _rows(self, rule: Rule) -> CheckResult:
        today = self._desk.today
        kinds = {each.kind: each for each in (*waiting(today), *watched(today), *about_consents(today))}
        found = kinds[TASKS[rule]]
        table, kind = _TABLES[found.where]
        numbers = self._desk.connection.execute(
            select(table.c.id).where(found.condition).order_by(table.c.id).limit(FEW)
        ).scalars()
        first = tuple(make_code(kind, number) for number in numbers)
        return CheckResult(rule, self._count(select(table.c.id).where(found.condition)), first)

    def _overspent(self) -> CheckResult:
        (found,) = (each for each in waiting(self._desk.today) if each.kind is TaskKind.OVERSPENT)
        query = select(item.c.campaign_id, item.c.line).where(found.condition)
        rows = self._desk.connection.execute(query.order_by(item.c.campaign_id, item.c.line).limit(FEW))
        return CheckResult(
            Rule.OVERSPENT, self._count(query), tuple(f"{campaign_code(row.campaign_id)}.{row.line}" for row in rows)
        )

    def _balanced(self) -> CheckResult:
        unequal = (
            select(posting.c.entry.label("number"))
            .group_by(posting.c.entry, posting.c.currency)
            .having(func.sum(posting.c.minor) != 0)
        )
        bare = select(entry.c.number).where(~select(posting.c.entry).where(posting.c.entry == entry.c.number).exists())
        return self._listed(Rule.BALANCED, unequal.union(bare))

    def _numbers(self) -> CheckResult:
        """Find series with fewer documents than numbers given out, and void documents without a reason."""
        there = (
            select(func.count())
            .where(document.c.prefix == series.c.prefix, document.c.year == series.c.year)
            .correlate(series)
            .scalar_subquery()
        )
        gaps = select(series.c.prefix, series.c.year, (series.c.last - there).label("missing")).where(
            there != series.c.last
        )
        rows = self._desk.connection.execute(gaps.order_by(series.c.prefix, series.c.year)).all()
        count = sum(abs(row.missing) for row in rows)
        first = [f"{row.prefix}/{row.year}" for row in rows]
        if self._desk.has_identity:
            silent = (
                select(document.c.number)
                .join(document_identity, document_identity.c.id == document.c.id)
                .where(and_(document.c.state == "voided", document_identity.c.void_reason == ""))
            )
            count += self._count(silent)
            first.extend(self._desk.connection.execute(silent.order_by(document.c.id).limit(FEW)).scalars())
        return CheckResult(Rule.NUMBERS, count, tuple(first[:FEW]))

    def _cash(self) -> CheckResult:
        held = func.sum(cash_day.c.came_in - cash_day.c.went_out).over(
            partition_by=cash_day.c.currency, order_by=cash_day.c.day
        )
        days = select(cash_day.c.currency, cash_day.c.day, held.label("held")).subquery()
        below = select((days.c.day + " " + days.c.currency).label("number")).where(days.c.held < 0)
        return self._listed(Rule.CASH, below)

    def _rates(self) -> CheckResult:
        count, first = 0, []
        for number, _day, _base, _quote in Rates(self._desk).without_reporting():
            count += 1
            if count <= FEW:
                first.append(str(number))
        return CheckResult(Rule.RATES, count, tuple(first))

    def _months(self) -> CheckResult:
        periods = Periods(self._desk)
        late = late_months(periods.entries().keys(), periods.locked(), self._desk.today)
        return CheckResult(Rule.MONTHS, len(late), tuple(str(month) for month in late[:FEW]))

    def _listed(self, rule: Rule, query: Any) -> CheckResult:
        """Count what a statement with one column `number` finds, and name the first."""
        found = query.subquery()
        numbers: Iterable[Any] = self._desk.connection.execute(
            select(found.c.number).distinct().order_by(found.c.number).limit(FEW)
        ).scalars()
        first = tuple(str(number) for number in numbers)
        return CheckResult(rule, self._count(select(found.c.number).distinct()), first)

    def _count(self, query: Select[Any]) -> int:
        counted = select(func.count()).select_from(query.subquery())
        return int(self._desk.connection.execute(counted).scalar_one())
