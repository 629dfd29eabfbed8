"""Heads are found, columns proposed, and maps kept for the next file of the same kind."""

from dataclasses import replace

import pytest

from desktop.domain.people import PersonCategory
from desktop.domain.table_fields import ItemField, PersonField, TableKind
from desktop.domain.table_maps import (
    Heads,
    SavedMap,
    TableMap,
    check_map,
    check_saving,
    find_heads,
    head_digest,
    propose,
    saved_as,
)  # fmt: skip
from desktop.domain.table_rows import TableText
from desktop.domain.table_values import DayOrder

P, E = PersonField, ItemField
PEOPLE, ITEMS = TableKind.PEOPLE, TableKind.ITEMS


def table(*rows: tuple[str, ...]) -> TableText:
    return TableText(rows, tuple(range(1, len(rows) + 1)))


def proposed(kind: TableKind, *rows: tuple[str, ...]) -> tuple[int, tuple[object, ...]]:
    read = table(*rows)
    found, saved = propose(kind, read, find_heads(kind, read))
    assert saved == ""
    assert found.kind is kind
    return found.first, found.columns


def test_a_title_above_the_heads_is_passed_over() -> None:
    first, columns = proposed(
        PEOPLE, ("Our people, 2026",), ("Code", "Імя і прозвішча", "Phone"), ("P-0001", "Ганна", "+37529")
    )
    assert (first, columns) == (2, (P.CODE, P.NAME_LOCAL, P.PHONE))


def test_joined_heads_in_two_rows() -> None:
    read = table(
        ("Code", "Names", "Names", "Contact", "Contact"),
        ("", "local", "Latin", "phone", "e-mail"),
        ("P-0001", "Анна", "Anna", "+37529", "a@b.cd"),
    )
    heads = find_heads(PEOPLE, read)
    assert heads == Heads(("Code", "Names local", "Names Latin", "Contact phone", "Contact e-mail"), 2)
    assert propose(PEOPLE, read, heads)[0].columns == (P.CODE, P.NAME_LOCAL, P.NAME_LATIN, P.PHONE, P.EMAIL)


def test_joined_heads_of_which_the_lower_row_is_known_better() -> None:
    read = table(("", "Who", "Who", "Where"), ("Code", "Name", "Alias", ""), ("P-1", "Anna", "Linden", "x1"))
    assert find_heads(PEOPLE, read) == Heads(("Code", "Who Name", "Who Alias", "Where"), 2)


def test_joined_heads_of_which_the_upper_row_is_known_better() -> None:
    read = table(("Code", "Phone", "Phone", "Alias"), ("", "home", "work", ""), ("P-1", "1", "2", "Linden"))
    assert find_heads(PEOPLE, read) == Heads(("Code", "Phone home", "Phone work", "Alias"), 2)


def test_heads_without_a_row_below_them_and_unknown_heads() -> None:
    assert find_heads(PEOPLE, table(("Names", "Names", "Phone"))).first == 1
    assert find_heads(PEOPLE, table(("Foo", "Bar"), ("Anna", "4.5.1990"))) == Heads(("Foo", "Bar"), 1)
    assert find_heads(PEOPLE, table(("Foo", "Bar"), ("Anna", "Olga"))).first == 0
    assert find_heads(PEOPLE, table(("Name",), ("Anna",))) == Heads(("Name",), 1)
    assert find_heads(PEOPLE, table(("1", "2"), ("3", "4"))).first == 0
    assert find_heads(PEOPLE, table(("List of person", "List of person"), ("a", "1"))).first == 0
    assert find_heads(PEOPLE, table(("Names of all",), ("a", "1"))).first == 0


def test_columns_without_heads_are_told_by_their_cells() -> None:
    row = (
        "P-0001",
        "Анна Іванова",
        "Anna Ivanova",
        "1990-05-04",
        "LT12 1000 0111 0100 1000",
        "a@b.cd",
        "+370 600 10000",
        "?",
    )
    assert proposed(PEOPLE, row, row, row) == (
        0, (P.CODE, P.NAME_LOCAL, P.NAME_LATIN, P.BIRTH_DATE, P.IBAN, P.EMAIL, P.PHONE, None),
    )  # fmt: skip
    assert proposed(ITEMS, ("C-0001", "1 200,50", "EUR"), ("C-0001", "", "EUR")) == (
        0, (E.CAMPAIGN, E.PLANNED, E.CURRENCY),
    )  # fmt: skip


def test_columns_with_heads_that_nobody_knows_are_told_by_their_cells_only_where_that_is_sure() -> None:
    rows = [("Name", "Extra", "More", "Empty"), *[("Anna", "a@b.cd", "Olga Petrova", "")] * 3]
    assert proposed(PEOPLE, *rows)[1] == (P.NAME_LOCAL, P.EMAIL, None, None)
    mixed = [("Name", "Extra"), ("Anna", "a@b.cd"), ("Anna", "x"), ("Anna", "y")]
    assert proposed(PEOPLE, *mixed)[1] == (P.NAME_LOCAL, None)


def test_of_two_columns_that_say_the_same_the_surer_has_it() -> None:
    assert proposed(PEOPLE, ("Name", "His phone", "Phone"), ("A", "B", "C"))[1] == (P.NAME_LOCAL, None, P.PHONE)


def test_a_part_of_a_name_alone_is_the_name() -> None:
    assert proposed(PEOPLE, ("Имя", "Телефон"), ("Анна", "+37529"))[1] == (P.NAME_LOCAL, P.PHONE)
    assert proposed(PEOPLE, ("Имя", "Фамилия"), ("Анна", "Иванова"))[1] == (P.GIVEN_NAME, P.FAMILY_NAME)
    assert proposed(PEOPLE, ("Имя", "ФИО"), ("Анна", "Анна"))[1] == (P.GIVEN_NAME, P.NAME_LOCAL)


def test_the_order_of_dates_is_proposed() -> None:
    for text, order in (("03/04/1990", None), ("03/14/1990", DayOrder.MONTH_FIRST), ("14/03/1990", DayOrder.DAY_FIRST)):
        read = table(("Name", "Born"), ("Anna", text))
        assert propose(PEOPLE, read, find_heads(PEOPLE, read))[0].order is order


def test_a_map_is_kept_and_known_again() -> None:
    read = table(("Who", "Born", "Tel."), ("Anna", "03/04/1990", "+37529"))
    heads = find_heads(PEOPLE, read)
    chosen = TableMap(PEOPLE, (P.NAME_LOCAL, P.BIRTH_DATE, None), 1, DayOrder.MONTH_FIRST, "PLN", PersonCategory.DONOR)
    saved = saved_as("Ours", chosen, heads)
    assert SavedMap.from_facts("Ours", saved.facts()) == saved
    assert "Who" not in str(saved.facts())
    assert saved.heads == ((head_digest("WHO:"), P.NAME_LOCAL), (head_digest("born"), P.BIRTH_DATE))
    again = table(("A title",), ("Tel.", "Born", "Who"), ("+37529", "03/04/1990", "Anna"))
    found, name = propose(PEOPLE, again, find_heads(PEOPLE, again), [saved])
    assert name == "Ours"
    assert found == replace(chosen, columns=(None, P.BIRTH_DATE, P.NAME_LOCAL), first=2)
    other = table(("Who", "Tel."), ("Anna", "+37529"))
    assert propose(PEOPLE, other, find_heads(PEOPLE, other), [saved])[1] == ""
    assert propose(ITEMS, again, find_heads(PEOPLE, again), [saved])[1] == ""


def test_a_map_without_an_order_and_with_a_strange_field() -> None:
    saved = SavedMap("Ours", ITEMS, ((head_digest("What"), E.LABEL),))
    facts = {**saved.facts(), "heads": [["x", "no such"], [head_digest("What"), "label"]]}
    assert SavedMap.from_facts("Ours", facts) == saved
    read = table(("What", "What"), ("Bread", "Milk"))
    assert propose(ITEMS, read, Heads(("What", "What"), 1), [saved])[0].columns == (E.LABEL, None)


def test_of_several_maps_the_one_that_knows_more_is_taken() -> None:
    read = table(("What", "How much"), ("Bread", "5"))
    small = SavedMap("Small", ITEMS, ((head_digest("What"), E.LABEL),))
    large = SavedMap("Large", ITEMS, (*small.heads, (head_digest("How much"), E.PLANNED)))
    assert propose(ITEMS, read, find_heads(ITEMS, read), [small, large, SavedMap("None", ITEMS, ())])[1] == "Large"


def test_what_keeps_a_map_from_being_kept() -> None:
    good = SavedMap("Ours", PEOPLE, (("x", P.ALIAS),))
    assert check_saving(good) == ()
    assert [each.code for each in check_saving(replace(good, name=" ", heads=()))] == [
        "import.map_name",
        "import.map_heads",
    ]
    assert [each.code for each in check_saving(replace(good, name="x" * 61))] == ["text.too_long"]


@pytest.mark.parametrize(
    ("kind", "columns", "codes"),
    [
        (PEOPLE, (P.PHONE, None), ["import.needs_name_column"]),
        (PEOPLE, (P.PHONE, P.ALIAS), []),
        (ITEMS, (E.LABEL, None), ["import.needs_item_columns"]),
        (ITEMS, (E.LABEL, E.PLANNED), []),
        (ITEMS, (E.LINE,), []),
    ],
)
def test_what_a_map_lacks(
    kind: TableKind, columns: tuple[PersonField | ItemField | None, ...], codes: list[str]
) -> None:
    assert [each.code for each in check_map(TableMap(kind, columns))] == codes


def test_a_field_belongs_to_one_column() -> None:
    chosen = TableMap(PEOPLE, (P.ALIAS, P.PHONE, None)).with_column(2, P.ALIAS)
    assert chosen.columns == (None, P.PHONE, P.ALIAS)
    assert chosen.column_of(P.ALIAS) == 2
    assert chosen.column_of(P.EMAIL) is None
    assert chosen.with_column(1, None).columns == (None, None, P.ALIAS)
