"""Saved views as text: what is written is read again, and what is damaged is an unfiltered list."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.domain.views import LONGEST_NAME, ViewState, read_state, tidy_name

WORDS = st.text(max_size=8)


@given(
    st.builds(
        ViewState,
        text=WORDS,
        filters=st.dictionaries(WORDS, WORDS, max_size=3),
        sort=WORDS,
        descending=st.booleans(),
        archived=st.booleans(),
        columns=st.lists(WORDS, max_size=3).map(tuple),
    )
)
def test_what_is_written_is_read_again(state: ViewState) -> None:
    assert read_state(state.written()) == state


@pytest.mark.parametrize("text", ["", "{", "[]", "7", '{"filters": [], "columns": {}, "text": 5, "sort": null}'])
def test_what_is_damaged_is_a_list_without_filters(text: str) -> None:
    assert read_state(text) == ViewState()


def test_only_texts_are_filters() -> None:
    assert read_state('{"filters": {"a": "b", "c": 5}}').filters == {"a": "b"}


def test_a_name_is_one_short_line() -> None:
    assert tidy_name("  Gifts \n of  June ") == "Gifts of June"
    assert tidy_name(" ") == ""
    assert tidy_name("x" * 59 + " y") == "x" * 59
    assert len(tidy_name("x" * 200)) == LONGEST_NAME
