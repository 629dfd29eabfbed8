"""The ledger under random use: sums always as the postings say, numbers without a gap, entries as they were posted."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.domain.donations import DonationDraft, gift_entry
from desktop.domain.errors import NotFound, Refused
from desktop.domain.funding import ItemNeed, fund_items
from desktop.domain.ledger import Account, counter_entry, fund_totals
from desktop.domain.ledger import PaymentMethod as Method
from desktop.domain.listing import ListKind, Query
from desktop.domain.money import Money
from desktop.domain.payouts import PayoutState
from desktop.storage.movements import Source
from tests.factories import TODAY, TestVault, campaign, eur, give, issue, item, open_with, pay, person, take_back

if TYPE_CHECKING:
    from collections.abc import Iterator

    from desktop.storage.store import Store
    from desktop.storage.work import Work

PEOPLE, FUNDS = 3, 2
amounts = st.integers(1, 100_000).map(lambda minor: str(Money(minor, "EUR").amount))
days = st.dates(date(2026, 1, 1), TODAY)
index = st.integers(0, 9)
deeds = st.lists(
    st.one_of(
        st.tuples(st.just("give"), index, amounts, st.integers(0, 99), days),
        st.tuples(st.just("open"), index, amounts, days),
        st.tuples(st.just("pay"), index, index, st.lists(st.tuples(index, amounts), min_size=1, max_size=3), days),
        st.tuples(st.just("take back"), index),
        st.tuples(st.just("revise"), index, st.lists(amounts, max_size=3), st.integers(1, 3), st.booleans()),
        st.tuples(st.just("archive"), index, st.booleans()),
    ),
    max_size=14,
)


@pytest.fixture(scope="module")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    store = TestVault.new(tmp_path_factory.mktemp("ledger")).create()
    yield store
    store.close()


class Play:
    """Does random deeds in one work that is never committed."""

    def __init__(self, work: Work) -> None:
        self.work = work
        self.people = [work.people.add(person(f"Person {number}")) for number in range(PEOPLE)]
        self.funds = [work.campaigns.add(campaign("500", "300.50")) for _ in range(FUNDS)]
        self.events: list[str] = []

    def do(self, deed: tuple[Any, ...]) -> None:
        {
            "give": self.give, "open": self.open, "pay": self.pay, "take back": self.take_back,
            "revise": self.revise, "archive": self.archive,
        }[deed[0]](*deed[1:])  # fmt: skip

    def give(self, where: int, amount: str, percent: int, on: date) -> None:
        donor = (*self.people, None)[where % 4]
        fee = str(Money(eur(amount).minor * percent // 100, "EUR").amount)
        self.events.append(give(self.work, self.funds[where % FUNDS], amount, fee, donor, on))

    def open(self, where: int, amount: str, on: date) -> None:
        self.events.append(open_with(self.work, self.funds[where % FUNDS], amount, on))

    def pay(self, where: int, whom: int, parts: list[tuple[int, str]], on: date) -> None:
        fund = self.funds[where % FUNDS]
        known = self.work.campaigns.get(fund).items
        lines = {known[place % len(known)].line: amount for place, amount in parts}
        self.events.append(pay(self.work, fund, self.people[whom % PEOPLE], lines, on))

    def take_back(self, which: int) -> None:
        if self.events:
            take_back(self.work, self.events.pop(which % len(self.events)))

    def revise(self, where: int, planned: list[str], priority: int, keep: bool) -> None:
        before = self.work.campaigns.get(self.funds[where % FUNDS])
        items = before.draft.items if keep else ()
        changed = tuple(replace(each, priority=priority) for each in items)
        draft = replace(before.draft, items=changed + tuple(item(amount) for amount in planned))
        self.work.campaigns.save(before.code, draft, before.revision)

    def archive(self, where: int, archived: bool) -> None:
        self.work.campaigns.archive(self.funds[where % FUNDS], archived)


@given(done=deeds)
def test_sums_are_always_what_the_postings_say(shared: Store, done: list[tuple[Any, ...]]) -> None:
    with shared.work(1) as work:
        play = Play(work)
        for deed in done:
            play.do(deed)
        entries = list(work.ledger.entries())
        postings = [posting for _number, entry in entries for posting in entry.postings]
        assert [number for number, _entry in entries] == list(range(1, len(entries) + 1))
        for code in play.funds:
            fund = work.campaigns.get(code)
            assert fund.totals == fund_totals(postings, code, eur(0))
            assert {each.line: each.paid for each in fund.items} == {
                each.line: Money(
                    sum(
                        p.money.minor
                        for p in postings
                        if (p.account, p.campaign, p.item) == (Account.AID, code, each.line)
                    ),
                    "EUR",
                )
                for each in fund.items
            }
            needs = [
                ItemNeed(each.line, each.draft.priority, each.paid if each.draft.archived else each.planned, each.paid)
                for each in fund.items
            ]
            assert {each.line: each.funded for each in fund.items} == fund_items(fund.totals.net, needs)
        rows = work.lists.page(ListKind.PEOPLE, Query(archived=True)).rows
        for row in rows:
            mine = sum(p.money.minor for p in postings if (p.account, p.person) == (Account.AID, row.code))
            assert row.paid == ((Money(mine, "EUR"),) if mine else ())
        assert work.checks.summaries() == ()
        assert work.checks.integrity() == ()
        assert work.checks.numbering() == ()


def test_an_entry_is_read_as_it_was_posted(work: Work) -> None:
    donor, code = work.people.add(person()), work.campaigns.add(campaign())
    entry = gift_entry(DonationDraft(code, eur("100.01"), eur("0.01"), TODAY, Method.CASH, donor))
    number = work.ledger.post(entry)
    assert work.ledger.get(number) == entry
    assert work.ledger.get(number).digest() == entry.digest()
    with pytest.raises(NotFound):
        work.ledger.get(2)


def test_an_entry_is_countered_once(work: Work) -> None:
    code = work.campaigns.add(campaign())
    gift = give(work, code, "100")
    number = take_back(work, gift)
    assert work.ledger.countered_by(1) == number
    assert work.donations.get(gift).countered_by == number
    with pytest.raises(Refused, match="already_countered"):
        work.ledger.post(counter_entry(work.ledger.get(1), 1, TODAY))
    with pytest.raises(Refused, match="already_countered"):
        work.donations.mark_countered(gift, number)
    with pytest.raises(NotFound):
        work.ledger.post(counter_entry(work.ledger.get(1), 77, TODAY))


def test_why_something_was_taken_back_is_kept(work: Work) -> None:
    who, code = work.people.add(person()), work.campaigns.add(campaign("100"))
    gift, paid = give(work, code, "50"), pay(work, code, who, {1: "5"})
    for events, event in ((work.donations, gift), (work.payouts, paid)):
        original = events.get(event).entry
        number = work.ledger.post(counter_entry(work.ledger.get(original), original, TODAY))
        events.mark_countered(event, number, "entered twice")
        assert (events.get(event).countered_by, events.get(event).taken_back_because) == (number, "entered twice")
        with pytest.raises(Refused, match="already_countered"):
            events.mark_countered(event, number)


def test_reports_and_verification_read_what_entries_rest_on(work: Work) -> None:
    who, code = work.people.add(person()), work.campaigns.add(campaign("100"))
    gift = give(work, code, "50", donor=who, method=Method.CARD)
    opened, paid = open_with(work, code, "20"), pay(work, code, who, {1: "5"})
    receipt = issue(work, gift)
    take_back(work, paid)
    assert work.movements.sources([code]) == {
        1: Source(gift, Method.CARD, receipt),
        2: Source(opened, None, ""),
        3: Source(paid, Method.BANK, ""),
    }
    assert work.movements.sources([]) == {}
    assert list(work.movements.register()) == [(receipt, work.documents.get(receipt).sha256)]


def test_entries_are_read_by_campaign_and_by_day(work: Work) -> None:
    one, two = work.campaigns.add(campaign()), work.campaigns.add(campaign())
    for where, day in ((one, 1), (two, 2), (one, 3), (one, 5)):
        give(work, where, "10", on=date(2026, 5, day))
    numbers = lambda **asked: [number for number, _entry in work.ledger.entries(**asked)]  # noqa: E731
    assert numbers() == [1, 2, 3, 4]
    assert numbers(campaigns=[one]) == [1, 3, 4]
    assert numbers(first=date(2026, 5, 2), last=date(2026, 5, 3)) == [2, 3]
    assert numbers(campaigns=[one, two], last=date(2026, 5, 2)) == [1, 2]


def test_a_posting_belongs_to_a_campaign_and_an_item_that_are_there(work: Work) -> None:
    who, code = work.people.add(person()), work.campaigns.add(campaign("100"))
    with pytest.raises(NotFound):
        give(work, "C-0009", "5")
    with pytest.raises(ValueError, match="expense item"):
        pay(work, code, who, {7: "5"})


def test_a_payout_taken_back_is_not_a_persons_last(work: Work) -> None:
    who, code = work.people.add(person()), work.campaigns.add(campaign("100"))
    pay(work, code, who, {1: "5"}, on=date(2026, 2, 1))
    later = pay(work, code, who, {1: "6"}, on=date(2026, 3, 1))

    def last() -> date | None:
        found: date | None = work.lists.page(ListKind.PEOPLE, Query()).rows[0].last_payout
        return found

    assert last() == date(2026, 3, 1)
    take_back(work, later)
    assert last() == date(2026, 2, 1)
    assert work.payouts.get(later).state is PayoutState.TAKEN_BACK
    with pytest.raises(Refused, match="already_taken_back"):
        work.payouts.set_state(later, PayoutState.SIGNED)


def test_events_are_read_as_they_were_recorded(work: Work) -> None:
    who, code = work.people.add(person()), work.campaigns.add(campaign("100", "50"))
    gift = give(work, code, "10", "0.25", who, reference="from Heron", method=Method.CARD)
    opened = open_with(work, code, "683")
    give(work, code, "11", method=Method.CASH)
    paid = pay(work, code, who, {2: "5", 1: "6"}, purpose="To the landlord", method=Method.CASH)
    draft = work.donations.get(gift).draft
    assert (draft.reference, draft.method, draft.donor, draft.net) == ("from Heron", Method.CARD, who, eur("9.75"))
    assert (work.donations.get(opened).opening, work.donations.get(gift).opening) == (True, False)
    read = work.payouts.get(paid).draft
    assert [(line.item, line.amount) for line in read.lines] == [(2, eur("5")), (1, eur("6"))]
    assert (read.purpose, read.method, read.payee) == ("To the landlord", Method.CASH, who)
    work.payouts.set_state(paid, PayoutState.SIGNED)
    assert work.payouts.get(paid).state is PayoutState.SIGNED
    for look, code in ((work.donations.get, "D-0009"), (work.payouts.get, "O-0009")):
        with pytest.raises(NotFound):
            look(code)
