"""Collected money covers items by priority, to the cent, and never more than there is."""

from hypothesis import given
from hypothesis import strategies as st

from desktop.domain.funding import ItemNeed, fund_items
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
