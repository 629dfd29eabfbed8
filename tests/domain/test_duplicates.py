"""Likely duplicates: a table of people who are one and of people who are two, and what each rule does by itself."""

from dataclasses import replace
from datetime import date

import pytest

from desktop.domain.duplicates import (
    LIKELY,
    Likeness,
    Reason,
    Traits,
    keys_of,
    keys_typed,
    likeness,
    one_slip,
    traits_of,
)
from desktop.domain.people import PersonCategory, PersonDraft
from desktop.storage.person_keys import folded, traits

BORN = date(1985, 3, 2)
OTHER_DAY = date(1991, 7, 30)


def who(name: str = "", latin: str = "", **more: object) -> PersonDraft:
    return replace(PersonDraft(name_local=name, name_latin=latin), **more)  # type: ignore[arg-type]


ONE = [
    pytest.param(who("Андрэй Кавалевіч"), who("Андрей Ковалевич"), id="Belarusian and Russian"),
    pytest.param(who("Андрэй Кавалевіч"), who("", "Andrey Kovalevich"), id="Cyrillic and Latin"),
    pytest.param(who("", "Andrei Kavalevich"), who("", "Andrey Kovalevich"), id="two Latin spellings"),
    pytest.param(who("Андрэй Кавалевіч"), who("Кавалевіч Андрэй"), id="family name first"),
    pytest.param(who("Кавалевіч Андрэй Пятровіч"), who("Андрэй Кавалевіч"), id="with and without a patronymic"),
    pytest.param(who("Святлана Новік"), who("Светлана Новик"), id="я heard as е"),
    pytest.param(who("", "Andrei Kavalevich"), who("", "Andrei Kavalvich"), id="a letter left out"),
    pytest.param(who("", "Andrei Kavalevich"), who("", "Andrei Kavalveich"), id="two letters exchanged"),
    pytest.param(who("", "Andrei Kavalevich"), who("", "Kavalewich Andrei"), id="another letter, other order"),
    pytest.param(who("Вера Лес", birth_date=BORN), who("Вера Лес", birth_date=BORN), id="name and day of birth"),
    pytest.param(who(alias="A", phone="+375 29 123-45-67"), who(alias="B", phone="8 029 1234567"), id="phone alone"),
    pytest.param(who(alias="A", email="Ala@Mail.example"), who(alias="B", email="ala@mail.example"), id="e-mail"),
    pytest.param(who(alias="A", iban="LT60 1010 0123"), who(alias="B", iban="lt6010100123"), id="IBAN"),
    pytest.param(
        who("Вера Лес", document="Passport MP1234567, Minsk"), who("Вера Бор", document="mp1234567"), id="document"
    ),
    pytest.param(
        who("Вера Лес", phone="+375291234567", birth_date=BORN),
        who("Вера Бор", phone="375291234567", birth_date=BORN),
        id="a new family name, the same phone and day of birth",
    ),
    pytest.param(who(alias="Ясная Паляна"), who(alias="Yasnaya Palyana"), id="alias in another script"),
    pytest.param(who(alias="Верабейчык"), who(alias="Verabeichyk"), id="a long alias of one word"),
    pytest.param(who("Вольга Каралькова"), who(alias="Olga", name_latin="Volha Karalkova"), id="one of three names"),
    pytest.param(who(alias="Hanna Siarova"), who("Ганна Сярова"), id="an alias that is the name"),
    pytest.param(
        who("Вольга Каралькова", category=PersonCategory.DONOR),
        who("Вольга Каралькова", category=PersonCategory.PAYEE),
        id="another category",
    ),
]

TWO = [
    pytest.param(who("Андрэй Кавалевіч"), who("Алена Кавалевіч"), id="brother and sister"),
    pytest.param(who("Ivan Ivanov"), who("Ivanova Iryna"), id="husband and wife"),
    pytest.param(who("", "Aliaksandr Ivanov"), who("", "Aliaksandra Ivanov"), id="a vowel at the end is no slip"),
    pytest.param(
        who("Андрэй Кавалевіч", phone="+375291234567"),
        who("Алена Кавалевіч", phone="+375291234567"),
        id="a family with one phone",
    ),
    pytest.param(
        who("Ганна Лес", iban="LT601010012345678901"),
        who("Пётр Бор", iban="LT601010012345678901"),
        id="a landlord's account",
    ),
    pytest.param(
        who("Андрэй Кавалевіч", birth_date=BORN), who("Андрэй Кавалевіч", birth_date=OTHER_DAY), id="father and son"
    ),
    pytest.param(who("Алена Кавалевіч", birth_date=BORN), who("Вера Кавалевіч", birth_date=BORN), id="twins"),
    pytest.param(who("Алена Лес", birth_date=BORN), who("Вера Бор", birth_date=BORN), id="born on one day"),
    pytest.param(who("Андрэй"), who("Андрэй"), id="a given name alone"),
    pytest.param(who(alias="Вера"), who(alias="Vera"), id="a short alias in two scripts"),
    pytest.param(who("Ала Лес"), who("Ала Бес"), id="short words with another letter"),
    pytest.param(who("Андрэй Кавалевіч Пятровіч"), who("Андрэй Кавалевіч Іванавіч"), id="other patronymics"),
    pytest.param(who(phone="123"), who(phone="123"), id="no phone"),
    pytest.param(who(document="passport"), who(document="passport"), id="no number"),
    pytest.param(who(), who(), id="nothing is known"),
    pytest.param(
        who(category=PersonCategory.DONOR, alias="Adam Bor"), who(category=PersonCategory.DONOR, alias="Ewa Las"),
        id="the category alone",
    ),
]  # fmt: skip


@pytest.mark.parametrize(("one", "other"), ONE)
def test_one_person_entered_twice_is_likely_one(one: PersonDraft, other: PersonDraft) -> None:
    found = likeness(traits(one), traits(other))
    assert found.likely, found
    assert found == likeness(traits(other), traits(one))
    assert keys_of(traits(one)) & keys_of(traits(other)), "they would never be compared"


@pytest.mark.parametrize(("one", "other"), TWO)
def test_two_people_are_not(one: PersonDraft, other: PersonDraft) -> None:
    found = likeness(traits(one), traits(other))
    assert not found.likely, found
    assert found == likeness(traits(other), traits(one))


def test_reasons_are_told_the_weightiest_first() -> None:
    one = who("Вера Лес", phone="+375291234567", birth_date=BORN)
    assert likeness(traits(one), traits(one)) == Likeness(100, (Reason.NAME, Reason.PHONE, Reason.BIRTH))
    son = replace(one, name_local="Лес Вера", birth_date=OTHER_DAY)
    against = likeness(traits(one), traits(son))
    assert against == Likeness(65, (Reason.SWAPPED, Reason.PHONE, Reason.OTHER_BIRTH))
    assert [reason.speaks_against for reason in against.reasons] == [False, False, True]


def test_a_score_is_never_below_nothing() -> None:
    one = who("Вера Лес", iban="LT1", birth_date=BORN)
    assert likeness(traits(one), traits(who("Пётр Бор", iban="LT1", birth_date=OTHER_DAY))).score == 0
    assert Likeness(LIKELY, ()).likely
    assert not Likeness(LIKELY - 1, ()).likely


@pytest.mark.parametrize(
    ("one", "other", "slip"),
    [
        ("kavalevich", "kavalevich", False),
        ("kavalevich", "kavalvich", True),
        ("kavalevich", "kavalevichh", True),
        ("kavalevich", "kavalevicz", True),
        ("kavalevich", "akvalevich", True),
        ("kavalevich", "avkalevich", False),
        ("kavalevich", "kavalevi", False),
        ("ivanov", "ivanova", False),
        ("ivanova", "ivanov", False),
        ("abcdef", "abxdyf", False),
    ],
)
def test_one_slip_of_the_hand(one: str, other: str, slip: bool) -> None:
    assert one_slip(one, other) is slip


def test_what_is_compared_of_a_draft() -> None:
    draft = who("Вера Лес", "Vera Les", alias="Вярба", birth_date=BORN, phone="+375 29 123 45 67, 8 (017) 222-33-44")
    found = traits_of(replace(draft, email=" A@B.c ", iban="lt 12", document="ID 12345678 of 2020"), folded)
    assert found.phones == {"91234567", "72223344"}
    assert (found.email, found.iban, found.documents, found.born) == ("a@b.c", "LT12", {"12345678"}, BORN)
    assert len(found.names) == 1, "the same spelling is one name"


def test_keys_hold_each_thing_and_each_two_words() -> None:
    found = keys_of(
        Traits(
            names=((("andrei",), ("kavalevic",)),),
            alias=(("viarba", "verba"),),
            phones=frozenset({"1234567"}),
            email="a@b.c",
            iban="LT1",
            documents=frozenset({"MP1234567"}),
        )
    )
    assert found == {
        "p1234567", "ea@b.c", "iLT1", "dMP1234567", "aviarba",
        "nandrei kavalevic", "tandrei^kav", "tandrei$vic", "tkavalevic^and", "tkavalevic$rei",
    }  # fmt: skip
    assert keys_of(Traits()) == frozenset()


@pytest.mark.parametrize(
    ("typed", "keys"),
    [
        ("+375 29 123-45-67", {"p91234567"}),
        ("8 (029) 1234567", {"p91234567"}),
        ("91234567", {"p91234567", "d91234567"}),
        ("lt60 1010 0123 4567 8901", {"iLT601010012345678901", "dLT601010012345678901", "d601010012345678901"}),
        ("MP 1234567", {"dMP1234567", "d1234567"}),
        ("mp1234567", {"dMP1234567", "d1234567"}),
        ("3141185A012PB6", {"d3141185A012PB6"}),
        ("Ala@Mail.example", {"eala@mail.example"}),
        ("123", set()),
        ("2848.50", set()),
        ("P-0142", set()),
        ("PV/2026/0012", set()),
        ("Kavalevich Andrei", set()),
        ("", set()),
    ],
)
def test_keys_of_what_was_typed_into_a_search(typed: str, keys: set[str]) -> None:
    assert keys_typed(typed) == keys


def test_what_only_tells_how_somebody_is_reached_or_paid() -> None:
    assert Likeness(50, (Reason.PHONE,)).of_contact
    assert not Likeness(60, (Reason.NAME,)).of_contact
    assert not Likeness(80, (Reason.PHONE, Reason.BIRTH)).of_contact
