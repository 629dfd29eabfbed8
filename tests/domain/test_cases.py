"""A person's case and address: what may be entered, and how an address is written."""

from dataclasses import replace
from datetime import date

import pytest

from desktop.domain.cases import CaseStatus, address_lines, status_of
from desktop.domain.people import PersonChecks, PersonDraft, check_person

TODAY = date(2026, 5, 4)
DRAFT = PersonDraft(alias="Sparrow", birth_date=date(1990, 1, 2))


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        ({"case_status": "detained", "detained_on": TODAY, "released_on": date(2029, 5, 4)}, []),
        ({"case_status": "asleep"}, [("person.case_status", "case_status")]),
        ({"detained_on": date(2026, 5, 5)}, [("date.in_future", "detained_on")]),
        ({"detained_on": date(1990, 1, 1)}, [("person.before_birth", "detained_on")]),
        ({"released_on": date(1989, 1, 1)}, [("person.before_birth", "released_on")]),
        ({"detained_on": TODAY, "released_on": date(2026, 5, 3)}, [("person.released_before", "released_on")]),
        ({"birth_date": None, "released_on": date(1980, 1, 1)}, []),
        ({"article": "x" * 201}, [("text.too_long", "article")]),
        ({"needs": "x" * 20_001}, [("text.too_long", "needs")]),
        ({"national_id_country": "Poland"}, [("person.country", "national_id_country")]),
        ({"national_id": "1" * 41}, [("text.too_long", "national_id")]),
    ],
)
def test_what_is_wrong_is_named_at_its_field(change: dict[str, object], expected: list[tuple[str, str]]) -> None:
    problems = check_person(replace(DRAFT, **change), TODAY)  # type: ignore[arg-type]
    assert [(problem.code, problem.at) for problem in problems] == expected


def test_a_national_number_that_does_not_fit_its_country_is_said_not_refused() -> None:
    checks = PersonChecks(national_id=lambda country, text: (country, text) == ("PL", "1"))
    right = replace(DRAFT, national_id="1", national_id_country="PL")
    assert check_person(right, TODAY, checks) == ()
    (found,) = check_person(replace(right, national_id_country="LT"), TODAY, checks)
    assert (found.code, found.at, found.severity.value) == ("person.national_id_wrong", "national_id", "warning")


def test_a_status_is_known_by_its_word() -> None:
    assert [status_of(each.value) for each in CaseStatus] == list(CaseStatus)
    assert (status_of(""), status_of("of tomorrow")) == (None, None)


def test_an_address_is_written_as_on_a_letter() -> None:
    whole = replace(DRAFT, address="ul. Wymyślona 7\nm. 2", postcode="00-000", city="Białystok", region="podlaskie")
    assert address_lines(whole) == ("ul. Wymyślona 7", "m. 2", "00-000 Białystok", "podlaskie")
    assert address_lines(whole, "Poland")[-1] == "Poland"
    assert address_lines(replace(DRAFT, city="Vilnius")) == ("Vilnius",)
    assert address_lines(DRAFT, "Poland") == (), "a country alone is no address"
