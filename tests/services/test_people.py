"""People: save, load, archive; what is wrong with them is said at its field."""

import pytest

from desktop.domain.errors import NotFound, Refused
from desktop.domain.listing import ListKind, Query
from desktop.domain.people import PersonCategory, PersonDraft
from desktop.services import lists, people
from tests.services.office_kit import TODAY, Kit


def refused(call: object, *arguments: object) -> list[tuple[str, str | None]]:
    with pytest.raises(Refused) as refusal:
        call(*arguments)  # type: ignore[operator]
    return [(problem.code, problem.at) for problem in refusal.value.problems]


def test_a_new_person_gets_the_next_code_and_is_found_again(kit: Kit) -> None:
    saved = people.save_person(kit.office, PersonDraft(alias="Weaver", name_local="Алеся Верабейчык"))
    assert (saved.code, saved.revision, saved.known) == ("P-0001", 1, True)
    assert people.load_person(kit.office, "P-0001") == saved
    assert [row.code for row in lists.pick_people(kit.office, "верабей")] == ["P-0001"]
    assert lists.pick_people(kit.office, "верабей", [PersonCategory.STAFF]) == ()


def test_a_change_made_on_an_old_copy_is_refused(kit: Kit) -> None:
    first = people.save_person(kit.office, PersonDraft(alias="Weaver"))
    second = people.save_person(kit.office, PersonDraft(alias="Miller"), first.code, first.revision)
    assert second.revision == 2
    for revision in (1, None):
        assert refused(people.save_person, kit.office, PersonDraft(alias="X"), first.code, revision) == [
            ("changed_meanwhile", None)
        ]
    assert people.load_person(kit.office, first.code).draft.alias == "Miller"


def test_an_alias_belongs_to_one_person(kit: Kit) -> None:
    first = people.save_person(kit.office, PersonDraft(alias="Weaver"))
    assert refused(people.save_person, kit.office, PersonDraft(alias=" weaver ")) == [("person.alias_taken", "alias")]
    assert people.save_person(kit.office, PersonDraft(alias="Weaver", country="PL"), first.code, 1).revision == 2


def test_problems_are_said_at_their_fields_and_warnings_pass(kit: Kit) -> None:
    wrong = PersonDraft(alias="A", iban="PL00123", country="Poland")
    assert refused(people.save_person, kit.office, wrong) == [("person.country", "country"), ("person.iban", "iban")]
    warned = PersonDraft(alias="A", email="x@", phone="12")
    assert [problem.code for problem in people.person_problems(warned, TODAY)] == ["person.email", "person.phone"]
    assert people.save_person(kit.office, warned).code == "P-0001"


@pytest.mark.parametrize(
    ("text", "right"),
    [
        ("PL61109010140000071219812874", True),
        ("PL61 1090 1014 0000 0712 1981 2874", True),
        ("PL61109010140000071219812875", False),
        ("GE29NB0000000101904917", True),
        ("BY13NBRB3600900000002Z00AB00", True),
        ("", False),
        ("XX", False),
        ("номер", False),
    ],
)
def test_ibans_are_checked(text: str, right: bool) -> None:
    assert people.iban_is_right(text) is right


@pytest.mark.parametrize(
    ("text", "right"), [("+48 600 000 000", True), ("+375291234567", True), ("600000000", False), ("+", False)]
)
def test_phones_are_checked(text: str, right: bool) -> None:
    assert people.phone_is_plausible(text) is right


def test_an_archived_person_leaves_the_lists_and_comes_back(kit: Kit) -> None:
    code = kit.person("Weaver")
    assert people.archive_person(kit.office, code).archived
    assert lists.read_page(kit.office, ListKind.PEOPLE, Query()).rows == ()
    assert len(lists.read_page(kit.office, ListKind.PEOPLE, Query(archived=True)).rows) == 1
    assert not people.archive_person(kit.office, code, archived=False).archived
    assert lists.read_outline(kit.office, ListKind.PEOPLE, Query()).count == 1


def test_unknown_codes_are_said(kit: Kit) -> None:
    with pytest.raises(NotFound):
        people.load_person(kit.office, "P-0007")
    with pytest.raises(NotFound):
        people.archive_person(kit.office, "P-0007")


@pytest.mark.parametrize(
    ("text", "right"),
    [
        ("WBKPPLPP", True),
        ("wbkp pl pp xxx", True),
        ("AKBBBY2X", True),
        ("WBKPPLP", False),
        ("WBKPXXPP", False),
        ("1BKP!LPP", False),
        ("БИК 044525225", False),
    ],
)
def test_bics_are_checked(text: str, right: bool) -> None:
    assert people.bic_is_right(text) is right
    assert [each.code for each in people.person_problems(PersonDraft(alias="A", bic=text), TODAY)] == (
        [] if right else ["person.bic"]
    )


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("+48 600 000 000", "+48600000000"),
        (" 00375 (29) 123-45-67 ", "+375291234567"),
        ("+370 612 34567", "+37061234567"),
        ("8 029 123 45 67", "8 029 123 45 67"),
        ("+48 600 000 000, +370 612 34567", "+48 600 000 000, +370 612 34567"),
        ("+48 600 000 000 (sister)", "+48 600 000 000 (sister)"),
        ("+48 12", "+48 12"),
        ("+999 12345678", "+999 12345678"),
        ("", ""),
    ],
)
def test_phones_are_shown_as_they_are_dialled_from_everywhere(text: str, shown: str) -> None:
    assert people.normal_phone(text) == shown
    assert people.normal_phone(shown) == shown
