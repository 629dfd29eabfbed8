"""Names in Latin letters as passports write them: golden names of three countries, which rule is taken, and laws."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.domain.passport_names import Proposal, Rule, passport_name, rule_for

BELARUSIAN = (
    ("Ігар", "Ihar"),
    ("Святлана", "Sviatlana"),
    ("СВЯТЛАНА", "SVIATLANA"),
    ("Дзмітрый", "Dzmitry"),
    ("Мікалай", "Mikalai"),
    ("Бабрыковіч Аляксандр", "Babrykovich Aliaksandr"),
    ("Міховіч Марыя", "Mikhovich Maryia"),
    ("Максім", "Maksim"),
    ("МІХАІЛ", "MIKHAIL"),
    ("Андрэй Кавалевіч", "Andrei Kavalevich"),
    ("Алёна Цвяткова", "Aliona Tsviatkova"),
    ("Юрый Быкаў", "Iury Bykau"),
    ("Вольга Грынкевіч", "Volha Hrynkevich"),
    ("Хведар", "Khvedar"),
    ("Наталля Дар’я", "Natallia Daria"),
    ("Надзея Салаўёва-Жук", "Nadzeia Salauiova-Zhuk"),
    ("Ганна-Марыя", "Hanna-Maryia"),
    ("ДЗМІТРЫЙ ЯГОРАЎ", "DZMITRY IAHORAU"),
    ("Уладзімір Пятровіч Ш.", "Uladzimir Piatrovich Sh."),
)
RUSSIAN = (
    ("Щеглова Юлия", "Shcheglova Iuliia"),
    ("Дмитрий Горький", "Dmitrii Gorkii"),
    ("Игорь Подъячев", "Igor Podieiachev"),
    ("Семён Хрущёв", "Semen Khrushchev"),
    ("Цыпкина Эльвира", "Tsypkina Elvira"),
    ("Жанна Сычёва", "Zhanna Sycheva"),
)
UKRAINIAN = (
    ("Соломія Криницька", "Solomiia Krynytska"),
    ("Їжакевич Юрій", "Yizhakevych Yurii"),
    ("Згурський Знам’янка", "Zghurskyi Znamianka"),
    ("ЗГУРСЬКИЙ", "ZGHURSKYI"),
    ("Єнакієве Гаєвич", "Yenakiieve Haievych"),
    ("Короп’є Ґалаґан", "Koropie Galagan"),
    ("Йосипівка Стрий", "Yosypivka Stryi"),
    ("Щербухи Яготин Костянтин", "Shcherbukhy Yahotyn Kostiantyn"),
    ("Розгон-Яремчук", "Rozghon-Yaremchuk"),
)


@pytest.mark.parametrize(("local", "latin"), BELARUSIAN)
def test_belarusian_names_are_written_as_the_passport_office_does(local: str, latin: str) -> None:
    proposed = passport_name(local, nationality="BY")
    assert proposed is not None
    assert (proposed.name, proposed.rule) == (latin, Rule.BELARUSIAN)


@pytest.mark.parametrize(("local", "latin"), RUSSIAN)
def test_russian_names_are_written_as_the_passport_office_does(local: str, latin: str) -> None:
    proposed = passport_name(local, languages="ru")
    assert proposed is not None
    assert (proposed.name, proposed.rule) == (latin, Rule.RUSSIAN)


@pytest.mark.parametrize(("local", "latin"), UKRAINIAN)
def test_ukrainian_names_are_written_as_the_cabinet_says(local: str, latin: str) -> None:
    proposed = passport_name(local, languages="uk, pl")
    assert proposed is not None
    assert (proposed.name, proposed.rule) == (latin, Rule.UKRAINIAN)


def test_a_final_short_i_is_left_out_by_the_rule_of_2010_and_the_other_spelling_is_told() -> None:
    assert passport_name("Дзмітрый Жук") == Proposal("Dzmitry Zhuk", Rule.BELARUSIAN, "Dzmitryi Zhuk")
    assert passport_name("Сяргей", "be") == Proposal("Siarhe", Rule.BELARUSIAN, "Siarhei")
    assert passport_name("Андрэй") == Proposal("Andrei", Rule.BELARUSIAN, "")


@pytest.mark.parametrize(
    ("name", "languages", "nationality", "rule"),
    [
        pytest.param("Быкаў", "ru", "RU", Rule.BELARUSIAN, id="ў is Belarusian, whatever is spoken"),
        pytest.param("Їжакевич", "be", "BY", Rule.UKRAINIAN, id="ї is Ukrainian"),
        pytest.param("Подъячев", "be", "UA", Rule.RUSSIAN, id="ъ is Russian"),
        pytest.param("Ковалевич", "", "", Rule.RUSSIAN, id="и is not Belarusian"),
        pytest.param("Ковалевич", "", "BY", Rule.RUSSIAN, id="a Belarusian's name in Russian"),
        pytest.param("Ковалевич", "", "UA", Rule.UKRAINIAN, id="the nationality decides"),
        pytest.param("Анна", "", "", Rule.BELARUSIAN, id="nothing tells"),
        pytest.param("Анна", "", "UA", Rule.UKRAINIAN, id="nationality alone"),
        pytest.param("Анна", "pl, русский", "UA", Rule.RUSSIAN, id="language before nationality"),
        pytest.param("Анна", "pl", "PL", Rule.BELARUSIAN, id="neither has a rule"),
        pytest.param("Быкаў Щ", "uk", "", Rule.UKRAINIAN, id="letters of two alphabets"),
    ],
)
def test_the_rule_is_told_by_letters_then_language_then_nationality(
    name: str, languages: str, nationality: str, rule: str
) -> None:
    assert rule_for(name, languages, nationality) == rule


def test_latin_letters_stay_and_other_scripts_are_left_to_the_worker() -> None:
    assert passport_name("Zenon  Wymyślny") == Proposal("Zenon Wymyślny")
    assert passport_name("Żaneta O’Hara") == Proposal("Żaneta O’Hara")
    assert passport_name("Алеся Smith", "be") == Proposal("Alesia Smith", Rule.BELARUSIAN)
    assert passport_name("Алеся (Alesia) 2", "be") == Proposal("Alesia (Alesia) 2", Rule.BELARUSIAN)
    for nothing in ("", "  ", "12", "გიორგი", "Ђорђе", "Алеся გიორგი"):
        assert passport_name(nothing) is None


def test_one_letter_is_no_word_in_capitals_and_mixed_case_is_kept() -> None:
    assert passport_name("Я. Жук", "be") == Proposal("Ia. Zhuk", Rule.BELARUSIAN)
    assert passport_name("МакКей Ван", "ru") == Proposal("MakKei Van", Rule.RUSSIAN)
    assert passport_name("мікола", "be") == Proposal("mikola", Rule.BELARUSIAN)


LETTERS = st.text(
    alphabet=sorted({*"абвгґдеёєжзиіїйклмнопрстуўфхцчшщъыьэюя", *"АБВГДЕЁЖЯЮЎЇЄЙ", *" -’'Łąž"}), max_size=40
)


@given(LETTERS, st.sampled_from(["", "be", "ru", "uk"]), st.sampled_from(["", "BY", "RU", "UA", "PL"]))
def test_whatever_is_typed_gives_latin_letters_and_the_same_once_more(text: str, spoken: str, nation: str) -> None:
    proposed = passport_name(text, spoken, nation)
    if proposed is None:
        assert not any(letter.isalpha() for letter in text)
        return
    assert not any("\u0400" <= letter <= "\u052f" for letter in proposed.name + proposed.kept)
    assert proposed.name.count(" ") <= text.count(" ")
    again = passport_name(proposed.name, spoken, nation)
    assert again is None or again == Proposal(" ".join(proposed.name.split()))
    assert passport_name(text, spoken, nation) == proposed
