"""Texts made fit to be drawn: what is dropped, what is marked, where lines break."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.documents.fonts import FALLBACK, faces
from desktop.documents.text import Style, clean, fit, wrap

BODY = Style(10, 13)


@pytest.mark.parametrize(
    ("given_text", "drawn"),
    [
        ("plain", "plain"),
        ("a\tb", "a b"),
        ("a\u2003b\u2028c", "a b c"),
        ("a\r\nb\rc", "a\nb\nc"),
        ("1\u00a0000", "1\u00a0000"),
        ("\u202edlog\u202c", "dlog"),
        ("so\u00adft\u200b\u200d\ufeff", "soft"),
        ("\x00\x07\x1b", ""),
        ("и\u0306", "й"),
        ("中😀", FALLBACK * 2),
        ("☂\ufe0f", "☂"),
        ("\U0001d400", FALLBACK),  # in the face, but beyond what a way back to Unicode can name
    ],
)
def test_a_text_is_cleaned(given_text: str, drawn: str) -> None:
    assert clean(given_text) == drawn


def test_lines_break_between_words() -> None:
    width = BODY.width("one two")
    assert wrap("one two three", BODY, width) == ["one two", "three"]
    assert wrap("one\ntwo", BODY, 500) == ["one", "two"]
    assert wrap("", BODY, 500) == []
    assert wrap(" \n ", BODY, 500) == []
    assert wrap("1\u00a0000 EUR", BODY, BODY.width("1 000")) == ["1\u00a0000", "EUR"]


def test_a_word_wider_than_the_line_is_broken_anywhere() -> None:
    assert wrap("abcdef gh", BODY, BODY.width("abcde")) == ["abcde", "f gh"]
    assert wrap("WW", BODY, 1) == ["W", "W"]


def test_a_right_to_left_script_is_turned_round_line_by_line() -> None:
    assert wrap("a \u05d0\u05d1 \u05d2 b", BODY, 500) == ["a \u05d2 \u05d1\u05d0 b"]


def test_a_cut_text_ends_with_an_ellipsis_and_says_so() -> None:
    width = BODY.width("one two")
    assert fit("one two", BODY, width, 1) == (["one two"], True)
    lines, whole = fit("one two three", BODY, width, 1)
    assert not whole
    assert lines[0].startswith("one")
    assert lines[0].endswith("…")
    assert BODY.width(lines[0]) <= width


@given(st.text(max_size=300), st.floats(20, 300))
def test_no_line_is_wider_and_no_letter_is_lost(text: str, width: float) -> None:
    lines = wrap(text, BODY, width)
    assert all(BODY.width(line) <= width + 1e-6 for line in lines)
    kept = [letter for letter in clean(text) if letter not in " \n"]
    assert sorted("".join(lines).replace(" ", "")) == sorted(kept)
    for face in faces():
        assert all(face.has(letter) for line in lines for letter in line)
