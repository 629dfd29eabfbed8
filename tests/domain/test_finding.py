"""What was found is told with the best first, and nothing is told of kinds without any."""

from desktop.domain.finding import Findings, Found, FoundGroup, Match, ranked
from desktop.domain.listing import ListKind


def group(kind: ListKind, *matches: Match) -> FoundGroup:
    return FoundGroup(kind, tuple(Found(kind, "X-0001", "", "", None, match) for match in matches), more=False)


def test_kinds_with_a_better_match_come_first_and_equal_ones_as_they_were() -> None:
    people = group(ListKind.PEOPLE, Match.WITHIN)
    items = group(ListKind.ITEMS, Match.WITHIN, Match.RELATED)
    payouts = group(ListKind.PAYOUTS, Match.RELATED, Match.EXACT)
    found = ranked("x", (people, items, group(ListKind.CASH), payouts))
    assert found == Findings("x", (payouts, people, items))
    assert found


def test_nothing_found_is_false() -> None:
    assert not ranked("x", (group(ListKind.CASH),))
