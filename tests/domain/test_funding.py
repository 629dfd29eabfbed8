"""Collected money covers items by priority, to the cent, and never more than there is."""

from hypothesis import given
from hypothesis import strategies as st

from desktop.domain.campaigns import Campaign, CampaignDraft, Item, ItemDraft
from desktop.domain.funding import FundingRule, ItemNeed, check_allotment, fund_items, need_of
from desktop.domain.ledger import FundTotals
from desktop.domain.money import Money


def eur(minor: int) -> Money:
    return Money(minor, "EUR")


def test_the_first_priority_is_covered_first_then_line_order() -> None:
    needs = [ItemNeed(1, 2, eur(500), eur(0)), ItemNeed(2, 1, eur(300), eur(0)), ItemNeed(3, 2, eur(200), eur(0))]
    assert fund_items(eur(900), needs) == {1: eur(500), 2: eur(300), 3: eur(100)}


def test_what_was_paid_is_covered_whatever_its_priority() -> None:
    needs = [ItemNeed(1, 1, eur(500), eur(0)), ItemNeed(2, 9, eur(300), eur(250))]
    assert fund_items(eur(400), needs) == {1: eur(150), 2: eur(250)}


def test_a_surplus_stays_with_the_campaign() -> None:
    assert fund_items(eur(1000), [ItemNeed(1, 1, eur(300), eur(0))]) == {1: eur(300)}


def test_money_that_was_taken_back_leaves_what_is_paid_covered() -> None:
    assert fund_items(eur(-50), [ItemNeed(1, 1, eur(300), eur(20)), ItemNeed(2, 1, eur(1), eur(0))]) == {
        1: eur(20),
        2: eur(0),
    }


@given(
    st.integers(0, 10**7),
    st.lists(st.tuples(st.integers(1, 5), st.integers(1, 10**6), st.integers(0, 10**6)), max_size=12),
)
def test_never_above_the_plan_never_below_the_paid_never_more_than_there_is(
    net: int, lines: list[tuple[int, int, int]]
) -> None:
    needs = [ItemNeed(n, p, eur(plan), eur(min(paid, plan))) for n, (p, plan, paid) in enumerate(lines, 1)]
    funded = fund_items(eur(net), needs)
    paid = sum(need.paid.minor for need in needs)
    assert set(funded) == {need.line for need in needs}
    for need in needs:
        assert need.paid <= funded[need.line] <= need.planned
    assert sum(each.minor for each in funded.values()) == max(paid, min(net, sum(n.planned.minor for n in needs)))


def need(line: int, planned: int, paid: int = 0, *, earmarked: int = 0, allotted: int | None = None) -> ItemNeed:
    return ItemNeed(line, 1, eur(planned), eur(paid), eur(earmarked), None if allotted is None else eur(allotted))


def spread(net: int, needs: list[ItemNeed], rule: FundingRule) -> list[int]:
    return [money.minor for money in fund_items(eur(net), needs, rule).values()]


def test_the_open_page_by_priority_and_in_proportion() -> None:
    needs = [need(1, 50000), need(2, 50000), need(3, 100000)]
    assert spread(68300, needs, FundingRule.PRIORITY) == [50000, 18300, 0]
    assert spread(68300, needs, FundingRule.PRO_RATA) == [17075, 17075, 34150]


def test_the_last_cents_go_to_the_largest_remainders_ties_in_line_order() -> None:
    assert spread(100, [need(1, 200), need(2, 200), need(3, 200)], FundingRule.PRO_RATA) == [34, 33, 33]
    assert spread(10, [need(1, 100), need(2, 50)], FundingRule.PRO_RATA) == [7, 3]


def test_paying_an_item_what_it_has_moves_no_other_items_share() -> None:
    assert spread(500, [need(1, 500, 250), need(2, 500)], FundingRule.PRO_RATA) == [250, 250]
    assert spread(500, [need(1, 500, 400), need(2, 500)], FundingRule.PRO_RATA) == [400, 100]
    assert spread(300, [need(1, 500, 400), need(2, 500)], FundingRule.PRO_RATA) == [400, 0]
    assert spread(900, [need(1, 500, 700), need(2, 300)], FundingRule.PRO_RATA) == [700, 200]
    assert spread(9000, [need(1, 500, 700), need(2, 300)], FundingRule.PRO_RATA) == [700, 300]


def test_a_gift_for_one_item_funds_that_item_first_up_to_its_plan() -> None:
    needs = [need(1, 500), need(2, 500, earmarked=300)]
    assert spread(600, needs, FundingRule.PRIORITY) == [300, 300]
    assert spread(400, needs, FundingRule.PRO_RATA) == [100, 300]
    assert spread(800, needs, FundingRule.PRO_RATA) == [400, 400]
    assert spread(200, needs, FundingRule.PRIORITY) == [0, 200]
    assert spread(900, [need(1, 500), need(2, 200, earmarked=700)], FundingRule.PRIORITY) == [500, 200]


def test_by_hand_each_item_gets_what_is_allotted_to_it_and_no_other() -> None:
    needs = [need(1, 500, allotted=200), need(2, 500)]
    assert spread(600, needs, FundingRule.MANUAL) == [200, 0]
    assert spread(150, needs, FundingRule.MANUAL) == [150, 0]
    assert spread(600, [need(1, 500, 100)], FundingRule.MANUAL) == [100]


def test_what_a_decision_allots_counts_in_place_of_the_plan_by_every_rule() -> None:
    needs = [need(1, 500, allotted=100), need(2, 500, allotted=50)]
    for rule in FundingRule:
        assert spread(150, needs, rule) == [100, 50]
        assert spread(900, needs, rule) == [100, 50]


def test_nothing_to_fund() -> None:
    for rule in FundingRule:
        assert fund_items(eur(100), [], rule) == {}
        assert spread(100, [need(1, 0)], rule) == [0]


_LINES = st.lists(
    st.tuples(st.integers(1, 4), st.integers(1, 5000), st.integers(0, 5000), st.integers(0, 6000)),
    min_size=1,
    max_size=8,
)


@given(
    st.integers(0, 30_000), st.integers(0, 500), _LINES, st.sampled_from((FundingRule.PRIORITY, FundingRule.PRO_RATA))
)
def test_exact_when_there_is_enough_never_more_than_there_is_and_more_money_takes_from_no_item(
    net: int, more: int, lines: list[tuple[int, int, int, int]], rule: FundingRule
) -> None:
    needs = [
        ItemNeed(n, priority, eur(plan), eur(min(paid, plan)), eur(earmarked))
        for n, (priority, plan, paid, earmarked) in enumerate(lines, 1)
    ]
    planned, paid = sum(each.planned.minor for each in needs), sum(each.paid.minor for each in needs)
    funded = fund_items(eur(net), needs, rule)
    assert sum(each.minor for each in funded.values()) == max(paid, min(net, planned))
    for each in needs:
        assert each.paid <= funded[each.line] <= each.planned
    richer = fund_items(eur(net + more), needs, rule)
    # The largest remainder may move with the whole: a cent, no more.
    slack = 0 if rule is FundingRule.PRIORITY else 1
    assert all(richer[line].minor >= money.minor - slack for line, money in funded.items())


def test_what_is_wrong_with_allotting_by_hand() -> None:
    items = (
        Item("C-0001", 1, ItemDraft("Rent", eur(500), line=1), eur(0), eur(50), eur(100), eur(0)),
        Item("C-0001", 2, ItemDraft("Food", eur(300), line=2), eur(0), eur(0), eur(0), eur(0)),
        Item("C-0001", 3, ItemDraft("Gone", eur(300), line=3, archived=True), eur(0), eur(0), eur(0), eur(0)),
    )
    draft = CampaignDraft("Help", items=tuple(each.draft for each in items))
    sums = FundTotals.plain(eur(600), eur(10), eur(100))
    campaign = Campaign("C-0001", draft, items, sums, archived=False, revision=1)

    def codes(**amounts: Money) -> list[tuple[str, str | None]]:
        by_line = {int(name[1:]): money for name, money in amounts.items()}
        return [(problem.code, problem.at) for problem in check_allotment(campaign, by_line)]

    assert codes(_1=eur(400), _2=eur(190)) == []
    assert codes(_1=eur(401), _2=eur(190)) == [("funding.more_than_there_is", "amounts")]
    assert codes(_1=eur(149)) == [("funding.below_the_bound", "amounts.1")]
    assert codes(_1=eur(501)) == [("funding.above_the_plan", "amounts.1")]
    assert codes(_2=eur(-1)) == [("amount.negative", "amounts.2")]
    assert codes(_2=Money(1, "USD")) == [("item.other_currency", "amounts.2")]
    assert codes(_3=eur(1), _4=eur(1)) == [("item.no_such_line", "amounts.3"), ("item.no_such_line", "amounts.4")]


def test_an_archived_item_asks_for_what_was_paid_for_it() -> None:
    gone = Item("C-0001", 1, ItemDraft("Gone", eur(500), line=1, archived=True), eur(0), eur(0), eur(70), eur(0))
    assert need_of(gone) == ItemNeed(1, 1, eur(70), eur(70), eur(0))
    live = Item("C-0001", 1, ItemDraft("Rent", eur(500), line=1), eur(0), eur(0), eur(70), eur(5), eur(90))
    assert need_of(live) == ItemNeed(1, 1, eur(500), eur(70), eur(5), eur(90))
