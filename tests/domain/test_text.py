"""Texts are kept without what no screen, paper or file can hold, and otherwise as they were typed."""

from dataclasses import dataclass

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.domain.text import many_lines, one_line, tidied


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("  Алесь   Крыніца\n", "Алесь Крыніца"),
        ("a\nb\tc\r\nd", "a b c d"),
        ("a\x00b\x07c\x1b[31m", "abc[31m"),
        ("\u202egnp.exe", "gnp.exe"),
        ("\u200b\ufeff", ""),
        ("a\ud800b", "ab"),
        ("e\u0301", "é"),
        ("=SUM(A1)", "=SUM(A1)"),
        ("<b>&amp;", "<b>&amp;"),
        ("نام\u200cه", "نام\u200cه"),
        ("👩\u200d👧", "👩\u200d👧"),
        ("O'Neil “x” 1 000 €", "O'Neil “x” 1 000 €"),
    ],
)
def test_a_line(typed: str, kept: str) -> None:
    assert one_line(typed) == kept


def test_many_lines_keep_their_shape() -> None:
    assert many_lines("\r\nOne\r\n\r\n  two\x0bthree\x00\n") == "One\n\n  two\nthree"


@given(st.text(st.characters()))
def test_what_is_kept_can_be_written_anywhere(text: str) -> None:
    for tidy in (one_line, many_lines):
        kept = tidy(text)
        kept.encode("utf-8")
        assert tidy(kept) == kept
        assert "\x00" not in kept
    assert "\n" not in one_line(text)


@dataclass(frozen=True)
class Draft:
    name: str
    story: str = ""
    count: int = 1


def test_a_draft_is_tidied_field_by_field() -> None:
    assert tidied(Draft(" a\nb ", "c\r\nd "), ("story",)) == Draft("a b", "c\nd")
    fit = Draft("a", "b")
    assert tidied(fit) is fit
