"""Spelling made comparable: one name in every script and spelling, and the order of the alphabet."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.storage.folding import needles, search_words, sort_key, to_latin, words_of

SAME = (
    ("Андрэй Кавалевіч", "Андрей Ковалевич", "Andrei Kavalevich", "Andrey Kovalevich", "ANDREJ KAVALEVIČ"),
    ("Ціханоўская", "Тихановская", "Tsikhanouskaya", "Tikhanovskaya"),
    ("Святлана", "Светлана", "Sviatlana", "Svetlana"),
    ("Дзмітрый", "Дмитрий", "Dzmitry", "Dmitriy", "Dmitry"),
    ("Кавалёў", "Ковалёв", "Ковалев", "Kavaliou", "Kovalyov", "Kovalev"),
    ("Ігар", "Игорь", "Ihar", "Igor"),
    ("Łukasz", "Lukasz", "Лукаш"),
    ("Жанна", "Żanna", "Zhanna", "Žanna"),
    ("Артём", "Артем", "Artyom", "Artiom"),
    ("Мар'яна", "Маръяна", "Mariana", "Марʼяна"),
    ("ქეთევან", "Кетеван", "Ketevan"),
    ("Giedrė", "Giedre", "Гедре"),
)


def found(typed: str, text: str) -> bool:
    """Whether what was typed finds a text, as the index does: each word somewhere."""
    indexed = search_words(text)
    return all(any(needle in indexed for needle in needles(word)) for word in words_of(typed))


@pytest.mark.parametrize("spellings", SAME, ids=lambda each: each[0])
def test_every_spelling_finds_every_other(spellings: tuple[str, ...]) -> None:
    assert [(typed, text) for typed in spellings for text in spellings if not found(typed, text)] == []


def test_figures_are_never_folded() -> None:
    assert found("77777", "Alias 77777")
    assert not found("77777", "Alias 7")
    assert not found("2000", "20")


def test_other_names_are_not_found() -> None:
    for typed in ("Кавалевіч", "Ihar", "Жанна", "Лукаш"):
        assert not found(typed, "Святлана Ціханоўская")


@pytest.mark.parametrize("name", ["Tsikhanouskaya", "Kavalevich", "Ціханоўская", "Chaplia", "Марыя", "Khatskevich"])
def test_a_name_is_found_from_its_first_letter_to_its_last(name: str) -> None:
    typed = [name[:length] for length in range(1, len(name) + 1)]
    assert [each for each in typed if not found(each, name)] == []


def test_one_or_two_letters_find_words_that_begin_so() -> None:
    assert found("к", "Андрэй Кавалевіч")
    assert found("ka", "Андрэй Кавалевіч")
    assert not found("v", "Андрэй Кавалевіч")
    assert not found("le", "Андрэй Кавалевіч")
    assert found("lev", "Андрэй Кавалевіч")


@given(st.text(max_size=20))
def test_what_is_searched_is_plain_letters_and_digits(text: str) -> None:
    assert set(search_words(text)) <= set("abcdefghijklmnopqrstuvwxyz0123456789^ ")
    assert all(len(needle) >= 3 for word in words_of(text) for needle in needles(word))
    assert to_latin(text).isascii()


def test_the_alphabet_keeps_its_order() -> None:
    ordered = [
        "",
        "Adam",
        "Lis",
        "Łoś",
        "mama",
        "Ель",
        "Ён",
        "ж",
        "Зоя",
        "Игорь",
        "Ігар",
        "Йосиф",
        "узор",
        "Ўладзь",
        "фара",
    ]
    assert sorted(set(ordered), key=sort_key) == ordered


@given(st.text(max_size=12), st.text(max_size=12))
def test_case_does_not_matter_to_the_order(left: str, right: str) -> None:
    assert sort_key(left.casefold()) == sort_key(left)
    assert (sort_key(left) < sort_key(right)) == (sort_key(left).encode() < sort_key(right).encode())
