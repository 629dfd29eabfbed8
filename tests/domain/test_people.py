"""People: what may be entered, and how one is named at each level of disclosure."""

from dataclasses import replace
from datetime import date

import pytest

from desktop.domain.errors import Severity
from desktop.domain.people import NameUse, Person, PersonChecks, PersonDraft, check_person, preferred_language

TODAY = date(2026, 5, 4)
DRAFT = PersonDraft(name_local="Алеся Прыклад", name_latin="Alesia Pryklad", alias="Sparrow")
STRICT = PersonChecks(iban=lambda text: text == "LT1", phone=lambda text: text == "1")


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        ({}, []),
        ({"name_local": "", "name_latin": " ", "alias": ""}, [("person.needs_a_name", "alias")]),
        ({"alias": "x" * 201}, [("text.too_long", "alias")]),
        ({"notes": "x" * 20_001}, [("text.too_long", "notes")]),
        ({"birth_date": date(1899, 12, 31)}, [("person.birth_year", "birth_date")]),
        ({"birth_date": date(2027, 1, 1)}, [("person.birth_year", "birth_date")]),
        ({"birth_date": date(2026, 5, 5)}, [("date.in_future", "birth_date")]),
        ({"birth_date": date(1990, 5, 5)}, []),
        ({"country": "Litva"}, [("person.country", "country")]),
        ({"country": "LT", "iban": "LT1", "phone": "1", "email": "a@b.lt"}, []),
        ({"iban": "LT2"}, [("person.iban", "iban")]),
    ],
)
def test_what_is_wrong_is_named_at_its_field(change: dict[str, object], expected: list[tuple[str, str]]) -> None:
    problems = check_person(replace(DRAFT, **change), TODAY, STRICT)  # type: ignore[arg-type]
    assert [(problem.code, problem.at) for problem in problems] == expected


def test_an_odd_phone_or_address_is_said_not_refused() -> None:
    problems = check_person(replace(DRAFT, email="none", phone="2"), TODAY, STRICT)
    assert [(problem.at, problem.severity) for problem in problems] == [
        ("email", Severity.WARNING),
        ("phone", Severity.WARNING),
    ]


def test_without_a_checker_any_iban_and_phone_pass() -> None:
    assert check_person(replace(DRAFT, iban="x", phone="x"), TODAY) == ()


@pytest.mark.parametrize(
    ("draft", "use", "name"),
    [
        (DRAFT, NameUse.NAME, "Алеся Прыклад"),
        (DRAFT, NameUse.ALIAS, "Sparrow"),
        (DRAFT, NameUse.CODE, "P-0007"),
        (replace(DRAFT, name_local=""), NameUse.NAME, "Alesia Pryklad"),
        (PersonDraft(name_bank="PRYKLAD A"), NameUse.NAME, "PRYKLAD A"),
        (PersonDraft(alias="Sparrow"), NameUse.NAME, "Sparrow"),
        (PersonDraft(name_local="Алеся"), NameUse.ALIAS, "P-0007"),
        (PersonDraft(), NameUse.NAME, "P-0007"),
    ],
)
def test_a_missing_name_falls_back_towards_the_code_never_to_more(draft: PersonDraft, use: NameUse, name: str) -> None:
    assert Person("P-0007", draft, archived=False, revision=1).named(use) == name


@pytest.mark.parametrize(
    ("languages", "code"),
    [
        ("be, pl", "be"),
        ("Polski; English", "pl"),
        ("de / uk", "uk"),
        ("БЕЛАРУСКАЯ", "be"),
        ("tlh", ""),
        ("", ""),
        ("belarusian", ""),
    ],
)
def test_documents_are_best_in_the_first_language_that_they_speak(languages: str, code: str) -> None:
    known = {"en": "English", "be": "Беларуская", "uk": "Українська", "pl": "Polski"}
    assert preferred_language(languages, known) == code
