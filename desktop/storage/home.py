"""What Home shows, read from the kept sums and counts alone."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import case, func, select

from desktop.domain.backups import COPIED, SUBJECT
from desktop.domain.campaigns import CampaignStatus, FundKind
from desktop.domain.decisions import APPROVED
from desktop.domain.ids import CodeKind, make_code
from desktop.domain.listing import ListKind
from desktop.domain.money import Money
from desktop.domain.periods import Month
from desktop.domain.roles import may
from desktop.domain.summaries import CampaignProgress, Home, HomeTask, MonthFlow, TaskKind
from desktop.storage.consents import about_consents
from desktop.storage.context import campaign_code
from desktop.storage.lists.waiting_rows import decisions_of_mine
from desktop.storage.staff import Staff
from desktop.storage.tables_identity import campaign_identity
from desktop.storage.tables_ledger import campaign, document, donation, item, journal, payout, person, tally
from desktop.storage.tables_money import advance, cash_day, decision, pledge
from desktop.storage.tasks import waiting

if TYPE_CHECKING:
    from datetime import date

    from desktop.storage.context import Desk
    from desktop.storage.tasks import Waiting

MOST_BARS = 30
MONTHS = 12
_TABLES = {
    ListKind.CAMPAIGNS: (campaign, CodeKind.CAMPAIGN),
    ListKind.DONATIONS: (donation, CodeKind.DONATION),
    ListKind.PAYOUTS: (payout, CodeKind.PAYOUT),
    ListKind.ADVANCES: (advance, CodeKind.ADVANCE),
    ListKind.PLEDGES: (pledge, CodeKind.PLEDGE),
    ListKind.PEOPLE: (person, CodeKind.PERSON),
    ListKind.DECISIONS: (decision, CodeKind.DECISION),
}
_OTHER_NAMES = {ListKind.DOCUMENTS: document, ListKind.ITEMS: item}
"""Lists whose rows have another name than a code: a document's number, an item's place in its campaign."""
_COUNTED = {
    "person": "people",
    "campaign": "campaigns",
    "donation": "donations",
    "payout": "payouts",
    "document": "documents",
}


class HomeReader:
    """Reads Home."""

    def __init__(self, desk: Desk) -> None:
        """Work at a unit of work's desk."""
        self._desk = desk

    def read(self, today: date) -> Home:
        """Read Home as it is on a day: sums per currency, counts without what is archived, bars of live campaigns."""
        sums = self._desk.connection.execute(
            select(
                campaign.c.currency,
                func.sum(campaign.c.collected).label("collected"),
                func.sum(campaign.c.paid).label("paid"),
                func.sum(campaign.c.available).label("available"),
            )
            .group_by(campaign.c.currency)
            .order_by(campaign.c.currency)
        ).all()
        return Home(
            progress=self._progress(),
            tasks=tuple(task for each in self._waiting(today) if (task := self._task(each)) is not None),
            collected=tuple(Money(row.collected, row.currency) for row in sums),
            paid=tuple(Money(row.paid, row.currency) for row in sums),
            available=tuple(Money(row.available, row.currency) for row in sums),
            counts=self._counts(),
            months=self._months(today),
            copied=self._copied(),
            cash=self._cash(),
        )

    def _cash(self) -> tuple[Money, ...]:
        """Give what each cash desk holds, from the kept days; a desk that was only ever counted empty has nothing."""
        held = func.sum(cash_day.c.came_in - cash_day.c.went_out).label("held")
        query = select(cash_day.c.currency, held).group_by(cash_day.c.currency).order_by(cash_day.c.currency)
        return tuple(Money(int(row.held), row.currency) for row in self._desk.connection.execute(query))

    def _months(self, today: date) -> dict[str, tuple[MonthFlow, ...]]:
        """Give twelve months up to today's for each currency that moved in them, from the events' own rows."""
        months = [Month.of(today)]
        while len(months) < MONTHS:
            months.insert(0, months[0].before)
        came = (
            select(donation.c.fund_currency, func.substr(donation.c.day, 1, 7), func.sum(donation.c.fund_gross))
            .where(donation.c.day >= months[0].first.isoformat(), donation.c.opening == 0)
            .where(donation.c.countered_by.is_(None), donation.c.entry.is_not(None))
            .group_by(donation.c.fund_currency, func.substr(donation.c.day, 1, 7))
        )
        went = (
            select(payout.c.fund_currency, func.substr(payout.c.day, 1, 7), func.sum(payout.c.fund_amount))
            .where(payout.c.day >= months[0].first.isoformat())
            .where(payout.c.countered_by.is_(None), payout.c.entry.is_not(None))
            .group_by(payout.c.fund_currency, func.substr(payout.c.day, 1, 7))
        )
        sums = [
            {(currency, month): int(minor) for currency, month, minor in self._desk.connection.execute(each)}
            for each in (came, went)
        ]
        return {
            currency: tuple(
                MonthFlow(month, *(Money(each.get((currency, str(month)), 0), currency) for each in sums))
                for month in months
            )
            for currency in sorted({currency for each in sums for currency, _month in each})
        }

    def _copied(self) -> bool:
        told = select(journal.c.sequence).where(journal.c.subject == SUBJECT, journal.c.verb == COPIED)
        return self._desk.connection.execute(told.limit(1)).first() is not None

    def _waiting(self, today: date) -> tuple[Waiting, ...]:
        """Give what may wait; of consents only what the identity book shows, and none that is but missing.

        Decisions wait for those whose role it is to approve them.
        """
        consents = about_consents(today) if self._desk.has_identity else ()
        mine = may(Staff(self._desk).roles(self._desk.actor), APPROVED)
        decisions = (decisions_of_mine(self._desk),) if mine else ()
        return (*waiting(today), *decisions, *(each for each in consents if each.kind is not TaskKind.CONSENT_MISSING))

    def _counts(self) -> dict[str, int]:
        rows = self._desk.connection.execute(
            select(tally.c.kind, tally.c.count.label("kept")).where(tally.c.archived == 0)
        )
        kept = {row.kind: row.kept for row in rows}
        return {name: kept.get(kind, 0) for kind, name in _COUNTED.items()}

    def _task(self, each: Waiting) -> HomeTask | None:
        if each.where in _OTHER_NAMES:
            table, kind = _OTHER_NAMES[each.where], None
        else:
            table, kind = _TABLES[each.where]
        found = self._desk.connection.execute(
            select(func.count().label("count"), func.min(table.c.id).label("first")).where(each.condition)
        ).one()
        count, first = found
        if not count:
            return None
        if kind is not None:
            return HomeTask(each.kind, count, make_code(kind, first))
        if table is item:
            query = select(item.c.campaign_id, item.c.line).where(item.c.id == first)
            of, line = self._desk.connection.execute(query).one()
            return HomeTask(each.kind, count, f"{campaign_code(of)}.{line}")
        number = self._desk.connection.execute(select(document.c.number).where(document.c.id == first)).scalar_one()
        return HomeTask(each.kind, count, number)

    def _progress(self) -> tuple[CampaignProgress, ...]:
        """The newest campaigns that run, open ones first."""
        shown = [status.value for status in (CampaignStatus.OPEN, CampaignStatus.PAUSED, CampaignStatus.CLOSED)]
        rows = self._desk.connection.execute(
            select(campaign)
            .where(campaign.c.archived == 0, campaign.c.status.in_(shown), campaign.c.kind == FundKind.APPEAL.value)
            .order_by(case((campaign.c.status == CampaignStatus.OPEN.value, 0), else_=1), campaign.c.id.desc())
            .limit(MOST_BARS)
        ).all()
        titles: dict[int, str] = {}
        if self._desk.has_identity:
            told = self._desk.connection.execute(
                select(campaign_identity.c.id, campaign_identity.c.title).where(
                    campaign_identity.c.id.in_([row.id for row in rows])
                )
            )
            titles = {row.id: row.title for row in told}
        return tuple(
            CampaignProgress(
                campaign_code(row.id),
                titles.get(row.id) or campaign_code(row.id),
                *(Money(minor, row.currency) for minor in (row.goal_shown, row.collected, row.funded, row.paid)),
            )
            for row in rows
        )
