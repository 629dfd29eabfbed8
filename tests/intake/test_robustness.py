"""Whatever comes in: a draft or a refusal, never a crash, and never more than linear work."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, TypeVar

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.domain.errors import CannotRead
from desktop.intake.page import read_page, read_page_text
from desktop.services.explanations import READ_REASONS

if TYPE_CHECKING:
    from collections.abc import Callable
    from types import FrameType

    from desktop.domain.pages import PageDraft

_Input = TypeVar("_Input", str, bytes)

_PIECES = (
    "How much is needed?",
    "Колькі трэба?",
    "Story",
    "Collected:",
    "The collection is over.",
    "€",
    "500",
    "€500",
    "2 000",
    "—",
    "- ",
    "• ",
    "rent",
    "in ",
    "Goal:",
    "x",
    "=",
    "(",
    ")",
    ",",
    "\n",
    "\n\n",
    " ",
    "\u00a0",
    "zł",
    "руб.",
    "3 months",
    "1.500",
    "to",
    "of",
    "Total",
    "<p>",
    "</li>",
    "<script>",
    "|",
    "We need",
    "Other campaigns",
    "%",
    "I",
    "Сабрана",
    "з",
    "Сollected",
    "\u0301",
    "’",
    "\t",
    "1e9",
    "½",
    "²",
    "٣",
)


def _sound(draft: PageDraft) -> None:
    """A draft holds together: sums in one currency only, no negative amounts, warnings once each."""
    assert all(item.amount.minor >= 0 for item in draft.items)
    assert len(set(draft.warnings)) == len(draft.warnings)
    if len({item.amount.currency for item in draft.items}) > 1:
        assert draft.item_sum is None
    assert all(item.amount.times(1) == item.amount and item.quantity >= 1 for item in draft.items)
    assert all(item.amount.minor % int(item.quantity) == 0 for item in draft.items)


def _read_or_refuse(read: Callable[[_Input], PageDraft], page: _Input) -> None:
    """Read a page; the one error allowed is a refusal with a reason that has a sentence."""
    try:
        draft = read(page)
    except CannotRead as refused:
        refusal = refused
    else:
        _sound(draft)
        return
    assert refusal.params["reason"] in READ_REASONS


@given(st.binary(max_size=400))
def test_any_bytes_are_a_draft_or_a_refusal(data: bytes) -> None:
    _read_or_refuse(read_page, data)


@given(st.text(max_size=400))
def test_any_text_is_a_draft_or_a_refusal(text: str) -> None:
    _read_or_refuse(read_page_text, text)


@given(st.lists(st.sampled_from(_PIECES), max_size=60))
def test_any_mixture_of_a_page_s_own_words_is_a_draft_or_a_refusal(pieces: list[str]) -> None:
    text = "Help for a nurse\n\nHow much is needed?\n\n" + "".join(pieces)
    _read_or_refuse(read_page_text, text)
    _read_or_refuse(read_page, text.encode("utf-16"))


_WORDS = st.sampled_from(
    ["rent", "food", "clothes", "medicine", "a course", "tickets", "a visa", "a bed", "books", "glasses"]
)
_STYLES = (
    "{d} — €{a}",
    "€{a} — {d}",
    "• {d}: €{a}",
    "- {d} - {a} EUR",
    "{d} (€{a})",
    "{d}\n€{a}\n",
    "1. {d} — {a} €",
    "| {d} | €{a} |",
)


@given(st.lists(st.tuples(_WORDS, st.integers(1, 99_999)), min_size=2, max_size=8), st.sampled_from(_STYLES))
def test_items_keep_their_order_and_their_amounts(items: list[tuple[str, int]], style: str) -> None:
    lines = "\n".join(style.format(d=words, a=amount) for words, amount in items)
    total = sum(amount for _, amount in items)
    text = f"Help for a nurse\n\nHow much is needed?\n\nGoal: €{total}\n\n{lines}\n\nCollected: € 5"
    draft = read_page_text(text)
    assert [(item.description, item.amount.minor) for item in draft.items] == [
        (words, amount * 100) for words, amount in items
    ]
    assert draft.item_sum == draft.stated_goal


@given(st.data())
def test_the_kind_of_a_space_changes_nothing(data: st.DataObject) -> None:
    text = (
        "Help for former prisoner Anna Koval\n\n• Story\n\nI paid — € 300 — once.\n\nHow much is needed?\n\n€ 2 848\n\n"
        "€ 1 848.50 — rent for 3 months\n999,50 € — food\n\nCollected:\n€ 1 683 in 2 848"
    )
    spaces = st.sampled_from([" ", "\u00a0", "\u2009", "\u202f", "\u2007"])
    changed = "".join(data.draw(spaces) if char == " " else char for char in text)
    found, expected = read_page_text(changed), read_page_text(text)
    assert (found.items, found.stated_goal, found.published_goal, found.collected, found.warnings, found.person) == (
        expected.items,
        expected.stated_goal,
        expected.published_goal,
        expected.collected,
        expected.warnings,
        expected.person,
    )


_HUGE = 200_000  # characters: what is quadratic takes hours here, what is linear a quarter of a second
_NASTY = (
    "€1 ",
    "€1 — ",
    "1 ",
    "1,",
    "1 000 ",
    "3 x ",
    "€3 + ",
    "aб",
    "(",
    "()€5",
    "<a ",
    '<a "',
    "<!--",
    "<script>",
    "&amp",
    "—",
    "• ",
    "a\u0301\u0327",
    "\u0301\u0327",
    " ",
    ":",
    "Ab ",
    "12 months for ",
    "I paid €5, ",
    "_",
    "*",
    "| a ",
    "0",
    "per ",
    "How much is needed ",
    "Сollected ",
)
_NASTY_LINES = (
    "Rent — €1\n",
    "€1\n",
    "rent\n€1\n",
    "€1\nrent here\n\n",
    "Goal: €1\n",
    "Collected: € 5\n",
    "Collected:\n",
    "How much is needed?\n",
    "How much is needed?\n€5\nrent — €5\n",
    "Story\n",
    "\n",
    "rent\n",
    "We need €5 for x\n",
    "I paid €5 for x\n",
    "€1 in 2\n",
    "• rent\n",
    "rent,\n",
    "Left: €5\n",
)


def _page_with(story: str, needs: str) -> str:
    return f"Help for a nurse\n\n• Story\n\n{story}\n\nHow much is needed?\n\n{needs}\n\nCollected: € 683 in 2 000\n"


@pytest.mark.sampled(3)
@pytest.mark.parametrize("piece", _NASTY, ids=repr)
@pytest.mark.parametrize("place", ["story", "needs"])
@pytest.mark.timeout(60)
def test_a_huge_page_of_one_nasty_piece_ends(piece: str, place: str) -> None:
    body = piece * (_HUGE // len(piece))
    text = _page_with(body, "€5") if place == "story" else _page_with("I was a nurse.", body)
    assert read_page_text(text).collected is not None


def _calls(text: str) -> int:
    """Count the Python calls that reading a page takes: the same on every machine."""
    count = 0

    def tally(_frame: FrameType, event: str, _arg: object) -> None:
        nonlocal count
        count += event in ("call", "c_call")

    before = sys.getprofile()
    sys.setprofile(tally)
    try:
        read_page_text(text)
    finally:
        sys.setprofile(before)
    return count


@pytest.mark.parametrize("piece", _NASTY_LINES, ids=repr)
@pytest.mark.parametrize("place", ["story", "needs"])
def test_twice_the_lines_take_twice_the_work(piece: str, place: str) -> None:
    def page(times: int) -> str:
        body = piece * times
        return _page_with(body, "€5") if place == "story" else _page_with("I was a nurse.", body)

    _calls(page(10))  # what is made once is made here
    once, twice = _calls(page(250)), _calls(page(500))
    assert twice <= once * 2.2 + 500
