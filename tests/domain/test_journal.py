"""The journal's chain: every change of any link is found, and order is by sequence."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from desktop.domain.journal import GENESIS, Link, Record, chain, first_break

START = datetime(2026, 5, 4, 9, tzinfo=UTC)


def links(count: int) -> list[Link]:
    made: list[Link] = []
    for number in range(count):
        record = Record("donation.recorded", f"D-{number + 1:04d}", {"minor": number})
        made.append(chain(made[-1] if made else None, START + timedelta(minutes=number), 1, record))
    return made


def stored(chained: list[Link]) -> list[tuple[Link, str]]:
    return [(link, link.hash) for link in chained]


def test_a_chain_as_made_is_whole() -> None:
    made = links(5)
    assert first_break(stored(made)) is None
    assert made[0].previous == GENESIS
    assert [link.sequence for link in made] == [1, 2, 3, 4, 5]


def test_an_empty_chain_is_whole() -> None:
    assert first_break([]) is None


@pytest.mark.parametrize(
    "change",
    [
        lambda link: replace(link, at=link.at + timedelta(seconds=1)),
        lambda link: replace(link, actor=2),
        lambda link: replace(link, record=replace(link.record, verb="payout.recorded")),
        lambda link: replace(link, record=replace(link.record, subject="D-9999")),
        lambda link: replace(link, record=replace(link.record, facts={"minor": 999})),
        lambda link: replace(link, clock_went_back=True),
        lambda link: replace(link, previous="f" * 64),
        lambda link: replace(link, sequence=9),
    ],
)
def test_any_changed_fact_breaks_the_chain_where_it_was_changed(change) -> None:  # type: ignore[no-untyped-def]
    kept = stored(links(5))
    kept[2] = (change(kept[2][0]), kept[2][1])
    assert first_break(kept) == 3


def test_a_changed_link_with_a_new_hash_breaks_the_next() -> None:
    kept = stored(links(5))
    forged = replace(kept[2][0], actor=7)
    kept[2] = (forged, forged.hash)
    assert first_break(kept) == 4


def test_a_missing_or_moved_link_is_found() -> None:
    kept = stored(links(5))
    assert first_break(kept[:2] + kept[3:]) == 3
    assert first_break([kept[1], kept[0], *kept[2:]]) == 1


def test_a_clock_that_went_back_is_marked_and_order_stays() -> None:
    first = chain(None, START, 1, Record("a", "x"))
    second = chain(first, START - timedelta(days=1), 1, Record("b", "x"))
    assert second.clock_went_back
    assert not chain(second, START, 1, Record("c", "x")).clock_went_back
    assert first_break(stored([first, second])) is None
