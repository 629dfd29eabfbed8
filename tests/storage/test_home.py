"""Home: sums per currency, what waits, and the same rows behind each line of it."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from sqlalchemy import func, select

from desktop.domain.campaigns import CampaignStatus
from desktop.domain.decisions import DecisionKind, undecided
from desktop.domain.journal import Record
from desktop.domain.listing import ListKind, Query
from desktop.domain.money import Money
from desktop.domain.periods import Month
from desktop.domain.receipts import DocumentState
from desktop.domain.summaries import TaskKind
from desktop.storage.home import MOST_BARS
from desktop.storage.tables_ledger import campaign as campaigns
from desktop.storage.tables_ledger import item as items
from desktop.storage.tables_money import cash_day
from desktop.storage.tasks import waiting as all_waiting
from tests.factories import TODAY, campaign, eur, give, issue, item, open_with, pay, person, take_back

if TYPE_CHECKING:
    from desktop.storage.work import Work

LISTS = {
    TaskKind.NO_RECEIPT: ListKind.DONATIONS,
    TaskKind.NO_VOUCHER: ListKind.PAYOUTS,
    TaskKind.TO_SIGN: ListKind.DOCUMENTS,
}


def waiting(work: Work) -> dict[TaskKind, tuple[int, str]]:
    """What Home says waits; the list behind each line must show exactly that."""
    tasks = work.home.read(TODAY).tasks
    for task in tasks:
        rows = work.lists.page(LISTS.get(task.kind, ListKind.CAMPAIGNS), Query(filters={"task": task.kind.value})).rows
        assert len(rows) == task.count
        assert getattr(rows[0], "number", None) == task.first or rows[0].code == task.first
    return {task.kind: (task.count, task.first) for task in tasks}


def test_an_empty_office_has_nothing_to_do(work: Work) -> None:
    home = work.home.read(TODAY)
    assert (home.progress, home.tasks, home.collected, home.paid, home.available) == ((), (), (), (), ())
    assert home.counts == {"people": 0, "campaigns": 0, "donations": 0, "payouts": 0, "documents": 0}


def test_sums_are_per_currency(work: Work) -> None:
    who = work.people.add(person())
    one, two = work.campaigns.add(campaign("100")), work.campaigns.add(campaign("100"))
    yen = work.campaigns.add(campaign(currency="JPY", items=(item(Money(500, "JPY")),)))
    give(work, one, "10", "1")
    give(work, two, "20")
    give(work, yen, Money(300, "JPY"))
    pay(work, two, who, {1: "5"})
    home = work.home.read(TODAY)
    assert home.collected == (eur("30"), Money(300, "JPY"))
    assert home.paid == (eur("5"), Money(0, "JPY"))
    assert home.available == (eur("24"), Money(300, "JPY"))
    assert home.counts == {"people": 1, "campaigns": 3, "donations": 3, "payouts": 1, "documents": 0}


def test_twelve_months_are_summed_from_the_events_in_each_currency(work: Work) -> None:
    who = work.people.add(person())
    fund = work.campaigns.add(campaign("100", beneficiary=who))
    yen = work.campaigns.add(campaign(currency="JPY", items=(item(Money(500, "JPY")),)))
    give(work, fund, "10", "1")
    give(work, fund, "7", on=TODAY.replace(day=1) - timedelta(1))
    give(work, fund, "1000", on=TODAY - timedelta(500))
    take_back(work, give(work, fund, "3"))
    open_with(work, fund, "40")
    give(work, yen, Money(300, "JPY"))
    pay(work, fund, who, {1: "5"})
    months = work.home.read(TODAY).months
    assert list(months) == ["EUR", "JPY"]
    assert [len(flows) for flows in months.values()] == [12, 12]
    *_, before, now = months["EUR"]
    assert (before.month.next, now.month) == (Month.of(TODAY), Month.of(TODAY))
    assert (now.came, now.went, before.came, before.went) == (eur("10"), eur("5"), eur("7"), eur("0"))
    assert sum(flow.came.minor for flow in months["EUR"]) == 1700
    assert months["JPY"][-1].came == Money(300, "JPY")
    assert not work.home.read(TODAY).copied
    work.journal.append(datetime(2026, 5, 20, tzinfo=UTC), 1, Record("backup.copied", "backup"))
    assert work.home.read(TODAY).copied


def test_what_waits_is_counted_until_it_is_done(work: Work) -> None:
    who = work.people.add(person())
    fund = work.campaigns.add(campaign("100", beneficiary=who))
    gift = give(work, fund, "50", donor=who)
    give(work, fund, "1")
    open_with(work, fund, "2")
    paid = pay(work, fund, who, {1: "53"})
    assert waiting(work) == {TaskKind.NO_RECEIPT: (1, gift), TaskKind.NO_VOUCHER: (1, paid)}
    receipt, voucher = issue(work, gift), issue(work, paid)
    assert waiting(work) == {TaskKind.TO_SIGN: (1, voucher)}
    work.documents.set_state(voucher, DocumentState.SIGNED)
    assert waiting(work) == {}
    work.documents.void(receipt, "wrong", work._clock.now())
    assert waiting(work) == {TaskKind.NO_RECEIPT: (1, gift)}
    take_back(work, gift)
    assert TaskKind.NO_RECEIPT not in waiting(work)


def test_campaigns_wait_for_what_they_need(work: Work) -> None:
    who = work.people.add(person())
    closed, goal = CampaignStatus.CLOSED, eur("2000")
    differs = work.campaigns.add(campaign("1999", goal=goal, beneficiary=who))
    nobody = work.campaigns.add(campaign("5", ends=TODAY + timedelta(14)))
    over = work.campaigns.add(campaign("5", status=closed, beneficiary=who))
    under = work.campaigns.add(campaign("5", status=closed, beneficiary=who))
    work.campaigns.add(campaign("5", status=CampaignStatus.SETTLED, ends=TODAY + timedelta(15), goal=goal))
    give(work, over, "6")
    assert waiting(work) == {
        TaskKind.GOAL_DIFFERS: (1, differs),
        TaskKind.NO_BENEFICIARY: (1, nobody),
        TaskKind.ENDING: (1, nobody),
        TaskKind.SURPLUS: (1, over),
        TaskKind.TO_PAY: (1, over),
        TaskKind.SHORTFALL: (1, under),
    }
    for code in (differs, nobody, over, under):
        work.campaigns.archive(code)
    assert waiting(work) == {}


def test_what_must_be_decided_is_what_the_rules_say(work: Work) -> None:
    """The condition on rows and `domain.decisions.undecided` are two ways to say the same."""
    closed, goal = CampaignStatus.CLOSED, eur("10")
    drafts = (
        campaign("5", "3", status=closed),
        campaign(items=(item("5"), item("9", "Gone", archived=True)), status=closed),
        campaign(items=(item("9", "Gone", archived=True),), status=closed, goal=goal),
        campaign(items=(), status=closed, goal=goal),
    )
    allotted: list[tuple[tuple[int, int], ...]] = [(), ((1, 400),), ((1, 600), (2, 200))]
    expected: dict[DecisionKind, set[str]] = {DecisionKind.SURPLUS: set(), DecisionKind.SHORTFALL: set()}
    for draft in drafts:
        for amounts in allotted:
            for given in ("4", "5", "6", "8", "10", "12"):
                code = work.campaigns.add(draft)
                give(work, code, given)
                for line, minor in amounts:
                    row = (items.c.campaign_id == int(code[2:]), items.c.line == line)
                    work._connection.execute(items.update().where(*row).values(allotted=minor))
                    decided = campaigns.update().where(campaigns.c.id == int(code[2:])).values(decided="F-0001")
                    work._connection.execute(decided)
                found = undecided(work.campaigns.get(code))
                if found is not None and found.kind is not None:
                    expected[found.kind].add(code)
    assert all(expected.values())
    for task, kind in ((TaskKind.SURPLUS, DecisionKind.SURPLUS), (TaskKind.SHORTFALL, DecisionKind.SHORTFALL)):
        rows = work.lists.page(ListKind.CAMPAIGNS, Query(filters={"task": task.value})).rows
        assert {row.code for row in rows} == expected[kind]


def test_items_are_found_by_their_campaign_and_not_by_being_in_use(work: Work) -> None:
    """With 2,500 closed campaigns the other index took 1.6 seconds for each of these lines."""
    for each in all_waiting(TODAY):
        if each.kind in (TaskKind.SURPLUS, TaskKind.SHORTFALL):
            counted = select(func.count()).select_from(campaigns).where(each.condition)
            compiled = counted.compile(dialect=work._connection.dialect, compile_kwargs={"render_postcompile": True})
            values = tuple(compiled.params[name] for name in compiled.positiontup or ())
            steps = work._connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {compiled}", values)
            of_items = [step[3] for step in steps if " item " in step[3]]
            assert of_items
            assert all("(campaign_id=?)" in step for step in of_items), of_items


def test_what_is_overspent_and_overdrawn_is_found_by_its_index(work: Work) -> None:
    fund = work.campaigns.add(campaign("100", "10", beneficiary=work.people.add(person())))
    assert not work.home.read(TODAY).tasks
    work._connection.execute(items.update().where(items.c.line == 2).values(paid=900, committed=101))
    work._connection.execute(campaigns.update().values(paid=1))
    tasks = {task.kind: (task.count, task.first) for task in work.home.read(TODAY).tasks}
    assert tasks == {TaskKind.OVERDRAWN: (1, fund), TaskKind.OVERSPENT: (1, f"{fund}.2")}
    rows = work.lists.page(ListKind.ITEMS, Query(filters={"task": "overspent"})).rows
    assert [row.line for row in rows] == [2]
    for each in all_waiting(TODAY):
        if each.kind in (TaskKind.OVERDRAWN, TaskKind.OVERSPENT):
            table = items if each.kind is TaskKind.OVERSPENT else campaigns
            counted = select(func.count(), func.min(table.c.id)).where(each.condition)
            compiled = counted.compile(dialect=work._connection.dialect, compile_kwargs={"render_postcompile": True})
            values = tuple(compiled.params[name] for name in compiled.positiontup or ())
            (step,) = work._connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {compiled}", values)
            assert "SEARCH" in step[3], step
            assert "_key" in step[3], step


def test_cash_desks_are_read_from_their_days(work: Work) -> None:
    assert work.home.read(TODAY).cash == ()
    for currency, came_in, went_out in (("PLN", 500, 200), ("EUR", 900, 900)):
        row = {"currency": currency, "day": "2026-05-02", "came_in": came_in, "went_out": went_out}
        work._connection.execute(cash_day.insert().values(row))
    assert work.home.read(TODAY).cash == (eur("0"), Money(300, "PLN"))


def test_the_chart_shows_running_campaigns_open_ones_first(work: Work) -> None:
    shut = work.campaigns.add(campaign("7", status=CampaignStatus.CLOSED, title="Shut"))
    work.campaigns.add(campaign(status=CampaignStatus.DRAFT))
    runs = work.campaigns.add(campaign("5", title="Runs", goal=eur("9")))
    give(work, runs, "6")
    bars = work.home.read(TODAY).progress
    assert [(bar.code, bar.title) for bar in bars] == [(runs, "Runs"), (shut, "Shut")]
    assert (bars[0].goal, bars[0].collected, bars[0].funded, bars[1].goal) == (eur("9"), eur("6"), eur("5"), eur("7"))
    for _ in range(MOST_BARS):
        work.campaigns.add(campaign())
    assert len(work.home.read(TODAY).progress) == MOST_BARS
