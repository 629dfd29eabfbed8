"""Rows of a table become values, and values drafts; what cannot be read is refused with its reason."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from desktop.domain.campaigns import ItemDraft
from desktop.domain.errors import Severity, refuse
from desktop.domain.money import Money
from desktop.domain.pages import ItemCategory
from desktop.domain.people import PersonCategory, PersonDraft
from desktop.domain.table_fields import ItemField, PersonField, TableField, TableKind
from desktop.domain.table_import import (
    FieldChange,
    Readers,
    RowChoice,
    RowPlan,
    RowState,
    RowValues,
    TablePreview,
    Twin,
    changes_between,
    counts,
    document_key,
    drafted,
    item_blank,
    read_row,
    said_campaign,
)  # fmt: skip
from desktop.domain.table_maps import TableMap
from desktop.domain.table_values import DayOrder

P, E = PersonField, ItemField
TODAY = date(2026, 11, 22)


def money(text: str, currency: str) -> Money:
    if text == "much":
        raise refuse("amount.unreadable", at="amount", text=text)
    return Money.of(text.replace(",", "."), currency)


READERS = Readers(money, lambda text: ItemCategory.FOOD if "bread" in text.lower() else ItemCategory.OTHER)


def read(said: dict[TableField, str], **options: Any) -> RowValues:
    kind = TableKind.PEOPLE if isinstance(next(iter(said)), PersonField) else TableKind.ITEMS
    chosen = TableMap(kind, (*said, None), **{"currency": "EUR", **options})
    return read_row([*said.values(), "not asked for"], chosen, READERS, TODAY)


def codes(values: RowValues) -> list[tuple[str, str | None]]:
    return [(each.code, each.at) for each in values.problems]


def test_a_person_s_case() -> None:
    values = read({
        P.ALIAS: "Heron", P.CASE_STATUS: " Detained ", P.DETAINED_ON: "3.2.2024", P.RELEASED_ON: "2027-02-03",
        P.ARTICLE: "342", P.NEEDS: "=boots", P.CITY: "Grodno",
    })  # fmt: skip
    assert not values.problems
    assert values.values == {
        "alias": "Heron", "case_status": "detained", "detained_on": date(2024, 2, 3), "released_on": date(2027, 2, 3),
        "article": "342", "needs": "=boots", "city": "Grodno",
    }  # fmt: skip
    assert codes(read({P.ALIAS: "Heron", P.DETAINED_ON: "in spring"})) == [("date.unreadable", "detained_on")]


def test_a_person() -> None:
    values = read({
        P.CODE: " p-7 ", P.CATEGORY: "Донор", P.GIVEN_NAME: "Анна", P.FAMILY_NAME: "Іванова", P.BIRTH_DATE: "4.5.1990",
        P.COUNTRY: " by ", P.IBAN: "lt12 1000", P.PHONE: "+375 29", P.EMAIL: "", P.NOTES: "=fine here",
    })  # fmt: skip
    assert not values.refused
    assert values.code == "P-0007"
    assert values.values == {
        "category": PersonCategory.DONOR, "name_local": "Анна Іванова", "birth_date": date(1990, 5, 4), "country": "BY",
        "iban": "LT12 1000", "phone": "+375 29", "notes": "=fine here",
    }  # fmt: skip


def test_a_whole_name_goes_before_its_parts_and_short_rows_say_less() -> None:
    assert read({P.GIVEN_NAME: "Анна", P.NAME_LOCAL: "Ганна І."}).values == {"name_local": "Ганна І."}
    assert read({P.FAMILY_NAME: "Іванова"}).values == {"name_local": "Іванова"}
    chosen = TableMap(TableKind.PEOPLE, (P.ALIAS, P.PHONE))
    assert read_row(["Linden"], chosen, READERS, TODAY).values == {"alias": "Linden"}


def test_what_cannot_be_read_of_a_person() -> None:
    values = read({P.CODE: "C-0001", P.CATEGORY: "friend", P.BIRTH_DATE: "soon"})
    assert values.refused
    assert codes(values) == [
        ("date.unreadable", "birth_date"), ("import.category", "category"), ("code.unreadable", "code"),
    ]  # fmt: skip
    assert values.values == {}
    assert values.code == ""


def test_formulas_and_failures_are_refused() -> None:
    values = read({P.ALIAS: "=HYPERLINK(1)", P.PHONE: "#N/A", P.NOTES: "#REF!"})
    assert codes(values) == [
        ("import.formula_text", "alias"), ("import.broken_cell", "phone"), ("import.broken_cell", "notes"),
    ]  # fmt: skip
    assert values.values == {}


def test_a_date_that_may_be_two_is_flagged_where_nobody_chose() -> None:
    values = read({P.BIRTH_DATE: "03/04/1990"})
    assert (values.refused, values.values["birth_date"]) == (False, date(1990, 4, 3))
    assert [(each.code, each.severity) for each in values.problems] == [("import.two_days", Severity.WARNING)]
    chosen = read({P.BIRTH_DATE: "03/04/1990"}, order=DayOrder.MONTH_FIRST)
    assert (chosen.problems, chosen.values["birth_date"]) == ((), date(1990, 3, 4))


def test_an_item() -> None:
    values = read({
        E.CAMPAIGN: "c-3", E.LINE: "2.", E.LABEL: "Bread", E.QUANTITY: "2,50", E.UNIT: "kg", E.UNIT_PRICE: "4.00",
        E.PLANNED: "10,00", E.CURRENCY: "zł", E.PRIORITY: "3", E.CATEGORY: "bread", E.DESCRIPTION: "Bread for all",
    })  # fmt: skip
    assert values.problems == ()
    assert (values.code, values.line) == ("C-0003", 2)
    assert values.values == {
        "label": "Bread", "quantity": Decimal("2.5"), "unit": "kg", "unit_price": Money(400, "PLN"),
        "planned": Money(1000, "PLN"), "priority": 3, "category": ItemCategory.FOOD, "description": "Bread for all",
    }  # fmt: skip


def test_the_category_of_a_new_item_comes_from_its_words() -> None:
    assert read({E.LABEL: "Daily", E.DESCRIPTION: "bread"}).values["category"] is ItemCategory.FOOD
    assert "category" not in read({E.LABEL: "Bread", E.LINE: "1"}).values
    assert "category" not in read({E.PLANNED: "5"}).values


@pytest.mark.parametrize(
    ("text", "currency", "amount"),
    [
        ("12", "EUR", Money(1200, "EUR")), ("€ 12", "EUR", Money(1200, "EUR")), ("12 USD", "EUR", Money(1200, "USD")),
        ("12.3400", "EUR", Money(1234, "EUR")), ("1.2340", "KWD", Money(1234, "KWD")),
        ("12.0000", "JPY", Money(12, "JPY")),
    ],
)  # fmt: skip
def test_amounts_may_bring_their_currency_and_noughts(text: str, currency: str, amount: Money) -> None:
    assert read({E.PLANNED: text}, currency=currency).values["planned"] == amount


def test_what_cannot_be_read_of_an_item() -> None:
    assert codes(read({E.PLANNED: "much"})) == [("amount.unreadable", "planned")]
    assert codes(read({E.PLANNED: "5 USD", E.CURRENCY: "EUR"})) == [("import.two_currencies", "planned")]
    assert read({E.PLANNED: "5 EUR", E.CURRENCY: "EUR"}).values["planned"] == Money(500, "EUR")
    assert codes(read({E.PLANNED: "5", E.CURRENCY: "XXX"})) == [("currency.unknown", "currency")]
    assert codes(read({E.PLANNED: "5"}, currency="")) == [("currency.unknown", "currency")]
    for text in ("1.2.3", "two", "٣", "1" * 13, "-1"):
        assert codes(read({E.QUANTITY: text})) == [("import.number", "quantity")]
    for text in ("1,5", "two", "٣", "1" * 7):
        assert codes(read({E.LINE: text, E.PRIORITY: "1"})) == [("import.number", "line")]
    assert codes(read({E.PRIORITY: "high"})) == [("import.number", "priority")]
    assert codes(read({E.CAMPAIGN: "P-0001", E.QUANTITY: "3"})) == [("code.unreadable", "campaign")]
    assert read({E.QUANTITY: "1 000"}).values["quantity"] == Decimal(1000)


def test_the_campaign_that_a_row_names() -> None:
    chosen = TableMap(TableKind.ITEMS, (None, E.CAMPAIGN))
    assert said_campaign(["", "c-12"], chosen) == "C-0012"
    assert said_campaign(["", "Anna"], chosen) == ""
    assert said_campaign([""], chosen) == ""
    assert said_campaign(["C-1"], TableMap(TableKind.ITEMS, (E.LABEL,))) == ""


def test_changes_are_field_by_field() -> None:
    before = PersonDraft(alias="Linden", phone="1")
    after = drafted(before, {"phone": "2"})
    assert changes_between(before, after) == (FieldChange("phone", "1", "2"),)
    assert changes_between(before, before) == ()
    assert item_blank("EUR") == ItemDraft("", Money(0, "EUR"))
    assert document_key(" ab 123-4") == "AB1234"
    assert Readers(money, lambda _text: ItemCategory.OTHER).country(" pl") == "PL"


def row(state: RowState, choice: RowChoice, **more: Any) -> RowPlan:
    return RowPlan(1, 2, state, choice, **more)


def test_what_may_be_chosen_for_a_row() -> None:
    skip, add, change = RowChoice.SKIP, RowChoice.ADD, RowChoice.CHANGE
    draft, differs = PersonDraft(alias="x"), (FieldChange("a", 1, 2),)
    duplicate = RowState.DUPLICATE
    assert row(RowState.REFUSED, skip).choices == (skip,)
    assert row(RowState.NEW, add).choices == (add, skip)
    assert row(RowState.CHANGED, change).choices == (change, skip)
    assert row(duplicate, skip, twin=Twin.SAME).choices == (skip,)
    assert row(duplicate, skip, twin=Twin.ALIKE, draft=draft).choices == (skip, add)
    assert row(duplicate, skip, twin=Twin.ALIKE, draft=draft, changes=differs).choices == (skip, add, change)
    assert row(duplicate, skip, twin=Twin.ROW, draft=draft).choices == (skip, add)
    assert row(duplicate, skip, twin=Twin.ROW).choices == (skip,)
    refused = row(RowState.REFUSED, skip)
    assert refused.chosen(add) is refused
    assert row(RowState.NEW, add).chosen(skip).choice is skip


def test_a_preview_counts_and_takes_choices() -> None:
    rows = tuple(RowPlan(place, place + 1, RowState.NEW, RowChoice.ADD) for place in range(3))
    preview = TablePreview(TableKind.PEOPLE, rows).with_choice({1}, RowChoice.SKIP)
    assert [each.row for each in preview.chosen] == [0, 2]
    assert counts(preview.rows) == {
        RowState.NEW: 3, RowState.CHANGED: 0, RowState.DUPLICATE: 0, RowState.REFUSED: 0,
    }  # fmt: skip


def test_concerns_are_read_and_only_added() -> None:
    assert read({P.NAME_LOCAL: "A", P.CONCERNS: "сваякі, health"}).values["concerns"] == ("health", "relatives")
    assert "concerns" not in read({P.NAME_LOCAL: "A", P.CONCERNS: ","}).values
    strange = read({P.NAME_LOCAL: "A", P.CONCERNS: "health, sun"})
    assert codes(strange) == [("import.concern", "concerns")]
    assert strange.refused
    before = PersonDraft(concerns=("helpers", "of_tomorrow"))
    after = drafted(before, {"concerns": ("health", "helpers")})
    assert after.concerns == ("helpers", "of_tomorrow", "health")
    assert drafted(before, {"notes": "x"}).concerns == before.concerns
