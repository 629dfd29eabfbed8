"""National numbers: right and wrong check digits of four countries, and which number of a free text is meant."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.domain.errors import Severity
from desktop.domain.people import NationalNumber as N
from desktop.domain.people import PersonDraft
from desktop.i18n import use_language
from desktop.services import people, wording
from desktop.services.national_ids import check_national_id, national_id_problems
from tests.services.office_kit import TODAY

PESEL, ASMENS, RNOKPP, BELARUSIAN = "44051401359", "33309240064", "1759013776", "3141185A012PB6"


@pytest.mark.parametrize(
    ("country", "text", "right"),
    [
        ("PL", PESEL, True),
        ("pl", "4405 1401 359", True),
        ("PL", "44051401358", False),
        ("PL", "4405140135", False),
        ("LT", ASMENS, True),
        ("LT", "333-0924-0064", True),
        ("LT", "33309240065", False),
        ("UA", RNOKPP, True),
        ("UA", "1759013770", False),
        ("BY", BELARUSIAN, True),
        ("BY", "3141185а012рв6", True),
        ("BY", "3141185A012PB5", False),
        ("BY", "3141185A012PB", False),
        ("BY", "номер", False),
        ("GE", "123", None),
        ("", PESEL, None),
        ("PL", "  ", None),
    ],
)
def test_numbers_are_checked_by_their_countries_rules(country: str, text: str, right: bool | None) -> None:
    assert check_national_id(country, text) is right


@pytest.mark.parametrize(
    ("text", "countries", "meant"),
    [
        (f"PESEL {PESEL}", (), None),
        ("PESEL 44051401358", (), (N.PESEL,)),
        (f"PESEL {ASMENS}", (), (N.PESEL,)),
        (f"passport AB 1234567, {PESEL}", ("BY", "LT"), None),
        ("asmens kodas 33309240065", (), (N.ASMENS_KODAS,)),
        ("44051401358", (), (N.PESEL, N.ASMENS_KODAS)),
        ("44051401358", ("BY", "PL"), (N.PESEL,)),
        (ASMENS, ("PL",), None),
        ("пашпарт MP1234567, 3141185A012PB5", (), (N.BELARUSIAN,)),
        ("3141185А012РВ6", ("BY",), None),
        ("1759013770", (), None),
        ("1759013770", ("RU", "UA"), (N.RNOKPP,)),
        ("РНОКПП 1759013770", (), (N.RNOKPP,)),
        (f"РНОКПП {RNOKPP}", ("UA",), None),
        ("AB 0000000", ("BY", "PL", "LT", "UA"), None),
        ("144051401358", ("PL",), None),
        ("", ("PL",), None),
    ],
)
def test_a_free_text_is_looked_through(text: str, countries: tuple[str, ...], meant: tuple[N, ...] | None) -> None:
    found = national_id_problems(text, countries)
    assert [each.params["number"] for each in found] == ([] if meant is None else [meant])
    assert all((each.code, each.at, each.severity) == ("person.national_id", "document", Severity.WARNING)
               for each in found)  # fmt: skip


def test_a_person_is_warned_of_and_saved_all_the_same() -> None:
    wrong = PersonDraft(alias="A", document="PESEL 44051401358", nationality="PL")
    (problem,) = people.person_problems(wrong, TODAY)
    assert problem.severity is Severity.WARNING
    use_language("en")
    assert wording.sentence(problem).startswith("A digit or letter of this number seems to be wrong (Polish PESEL).")


@given(st.text(max_size=60), st.sampled_from(["", "BY", "LT", "PL", "UA", "RU"]))
def test_no_text_is_too_strange(text: str, country: str) -> None:
    assert check_national_id(country, text) in (True, False, None)
    assert all(each.severity is Severity.WARNING for each in national_id_problems(text, (country,)))
