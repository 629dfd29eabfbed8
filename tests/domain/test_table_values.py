"""What texts of cells mean."""

from datetime import date

import pytest

from desktop.domain.pages import Concern
from desktop.domain.people import PersonCategory
from desktop.domain.table_values import (
    DayOrder,
    Looks,
    is_broken,
    is_formula,
    looks_like,
    may_be_head,
    may_be_two_days,
    order_of_days,
    person_category,
    read_concerns,
    read_day,
)  # fmt: skip

TODAY = date(2026, 11, 22)
DAY, MONTH = DayOrder.DAY_FIRST, DayOrder.MONTH_FIRST


@pytest.mark.parametrize(
    ("text", "looks"),
    [
        ("", Looks.NOTHING), ("  ", Looks.NOTHING), ("P-0001", Looks.PERSON_CODE), ("c-12", Looks.CAMPAIGN_CODE),
        ("1990-05-04", Looks.DAY), ("4.5.1990", Looks.DAY), ("4/5/90", Looks.DAY), ("1990-05-04 10:30", Looks.DAY),
        ("04.05.1990 г.", Looks.DAY), ("LT12 1000 0111 0100 1000", Looks.IBAN), ("a@b.cd", Looks.EMAIL),
        ("+375 29 123-45-67", Looks.PHONE), ("0048 600 100 200", Looks.PHONE), ("1 200,50", Looks.AMOUNT),
        ("1200.5 EUR", Looks.AMOUNT), ("€ 920", Looks.AMOUNT), ("12 zł", Looks.AMOUNT), ("EUR", Looks.CURRENCY),
        ("Анна Іванова", Looks.CYRILLIC_NAME), ("Jean-Paul O'Neil", Looks.LATIN_NAME), ("Name", Looks.WORDS),
        ("two words, and more of them here", Looks.WORDS),
    ],
)  # fmt: skip
def test_what_a_cell_looks_like(text: str, looks: str) -> None:
    assert looks_like(text) == looks


def test_a_head_is_words() -> None:
    assert [text for text in ("Name", "", "Full Name", "EUR", "12", "4.5.1990", "P-0001") if may_be_head(text)] == [
        "Name", "", "Full Name", "EUR",
    ]  # fmt: skip


def test_formulas_and_what_became_of_them() -> None:
    assert [text for text in ("=1+1", "@SUM", "+48 600", "-", "a=b") if is_formula(text)] == ["=1+1", "@SUM"]
    assert [text for text in ("#N/A", " #ref! ", "#1", "N/A") if is_broken(text)] == ["#N/A", " #ref! "]


@pytest.mark.parametrize(
    ("texts", "order"),
    [
        ([], DAY), (["1990-05-04", "x", ""], DAY), (["04/05/1990"], None), (["04/04/1990"], DAY),
        (["04/05/1990", "13/05/1990"], DAY), (["04/05/1990", "05/13/1990"], MONTH), (["04.05.1990"], DAY),
        (["04-05-90", "04.05.1990"], DAY),
    ],
)  # fmt: skip
def test_the_order_of_days_is_told_by_the_column(texts: list[str], order: DayOrder | None) -> None:
    assert order_of_days(texts) is order


@pytest.mark.parametrize(
    ("text", "order", "day"),
    [
        ("1990-05-04", DAY, date(1990, 5, 4)), ("1990.5.4", MONTH, date(1990, 5, 4)),
        ("4.5.1990", DAY, date(1990, 5, 4)),
        ("4.5.1990", MONTH, date(1990, 5, 4)), ("4/5/1990", DAY, date(1990, 5, 4)),
        ("4/5/1990", MONTH, date(1990, 4, 5)),
        ("4/5/26", DAY, date(2026, 5, 4)), ("4/5/27", DAY, date(1927, 5, 4)), ("04.05.1990 г.", DAY, date(1990, 5, 4)),
        ("1990-05-04 10:30", DAY, date(1990, 5, 4)), ("31.02.1990", DAY, None), ("1990-13-04", DAY, None),
        ("13/13/1990", DAY, None), ("May 1990", DAY, None), ("4.5/1990", DAY, None), ("", DAY, None),
    ],
)  # fmt: skip
def test_days_are_read(text: str, order: DayOrder, day: date | None) -> None:
    assert read_day(text, order, TODAY) == day


def test_two_days_in_one() -> None:
    told = [text for text in ("3/4/1990", "3.4.1990", "3/3/1990", "3/13/1990", "1990-03-04") if may_be_two_days(text)]
    assert told == ["3/4/1990"]


@pytest.mark.parametrize(
    ("text", "category"),
    [
        ("Beneficiary", PersonCategory.BENEFICIARY), ("падапечны", PersonCategory.BENEFICIARY),
        ("donoras", PersonCategory.DONOR), ("Darczyńca", PersonCategory.DONOR), ("staff", PersonCategory.STAFF),
        ("odbiorca", PersonCategory.PAYEE), ("friend", None), ("", None),
    ],
)  # fmt: skip
def test_categories_by_words(text: str, category: PersonCategory | None) -> None:
    assert person_category(text) is category


@pytest.mark.parametrize(
    "text",
    [
        "health, criminal case; relatives / helpers | children\nwhereabouts",
        "Здароўе, крымінальная справа, сваякі, памочнікі, дзеці, месцазнаходжанне",
        "здоровье, уголовное дело, родственники, помощники, дети, местонахождение",
        "здоров'я, кримінальна справа, родичі, помічники, діти, місцеперебування",
        "Zdrowie, Sprawa karna, Krewni, Pomagający, Dzieci, Miejsce pobytu",
        "Sveikata, Baudžiamoji byla, Giminaičiai, Pagalbininkai, Vaikai, Buvimo vieta",
        "whereabouts, minors, helpers, relatives, criminal_case, health, health",
    ],
)
def test_concerns_are_read_in_six_languages(text: str) -> None:
    assert read_concerns(text) == (tuple(Concern), ())


def test_a_word_that_is_no_concern_is_told() -> None:
    assert read_concerns("health, Sun ,, moon") == ((Concern.HEALTH,), ("Sun", "moon"))
    assert read_concerns(" , ") == ((), ())
