"""What columns are, told by the words over them in six languages."""

import pytest

from desktop.domain.table_fields import (
    FIELDS,
    VOCABULARY,
    ItemField,
    PersonField,
    TableField,
    TableKind,
    field_named,
    field_of_head,
    folded,
)  # fmt: skip

P, E = PersonField, ItemField


@pytest.mark.parametrize(
    ("head", "field"),
    [
        ("Name", P.NAME_LOCAL), ("Імя і прозвішча", P.NAME_LOCAL), ("Ф.И.О.", None), ("ФИО", P.NAME_LOCAL),
        ("Прізвище та ім'я", P.NAME_LOCAL), ("Imię i nazwisko", P.NAME_LOCAL), ("Vardas, pavardė", P.NAME_LOCAL),
        ("Дата нараджэння", P.BIRTH_DATE), ("Дата рождения:", P.BIRTH_DATE), ("Дата народження", P.BIRTH_DATE),
        ("Data urodzenia", P.BIRTH_DATE), ("Gimimo data", P.BIRTH_DATE), ("Date of birth (d.m.y)", P.BIRTH_DATE),
        ("Тэлефон", P.PHONE), ("Телефон моб.", P.PHONE), ("Telefonas", P.PHONE), ("nr telefonu", P.PHONE),
        ("E-mail", P.EMAIL), ("Эл. пошта", P.EMAIL), ("Электронная почта", P.EMAIL), ("El. paštas", P.EMAIL),
        ("Псеўданім", P.ALIAS), ("Slapyvardis", P.ALIAS), ("PESEL", P.DOCUMENT), ("Asmens kodas", P.DOCUMENT),
        ("Счёт", P.IBAN), ("Nr konta (IBAN)", P.IBAN), ("Šalis", P.COUNTRY), ("Uwagi", P.NOTES),
        ("name_latin", P.NAME_LATIN), ("Protection concerns", P.CONCERNS), ("Рызыкі для бяспекі", P.CONCERNS),
        ("Риски", P.CONCERNS), ("Ризики для безпеки", P.CONCERNS), ("Zagrożenia wymagające ochrony", P.CONCERNS),
        ("Apsaugos rizikos", P.CONCERNS),
        ("Фамилия", P.FAMILY_NAME), ("Імя", P.GIVEN_NAME), ("Colour", None), ("", None), ("№", None),
        ("(phone)", P.PHONE), ("Beneficiary's phone number", P.PHONE),
        ("Статус", P.CASE_STATUS), ("Data zatrzymania", P.DETAINED_ON), ("Miestas", P.CITY),
    ],
)  # fmt: skip
def test_heads_of_people(head: str, field: TableField | None) -> None:
    assert field_of_head(TableKind.PEOPLE, head)[0] is field


@pytest.mark.parametrize(
    ("head", "field"),
    [
        ("Amount", E.PLANNED), ("Сума", E.PLANNED), ("Сумма, EUR", E.PLANNED), ("Kwota", E.PLANNED),
        ("Suma", E.PLANNED),
        ("Артыкул", E.LABEL), ("Статья расходов", E.LABEL), ("Стаття витрат", E.LABEL), ("Wydatek", E.LABEL),
        ("Išlaidos", E.LABEL), ("№ п/п", E.LINE), ("Lp.", E.LINE), ("Eil. Nr.", E.LINE), ("Валюта", E.CURRENCY),
        ("Кол-во", E.QUANTITY), ("Cena jednostkowa", E.UNIT_PRICE), ("Price per unit", E.UNIT_PRICE),
        ("donor_line", E.DONOR_LINE),
        ("Прыярытэт", E.PRIORITY), ("Збор", E.CAMPAIGN), ("Opis", E.DESCRIPTION),
    ],
)  # fmt: skip
def test_heads_of_items(head: str, field: TableField) -> None:
    assert field_of_head(TableKind.ITEMS, head)[0] is field


def test_a_whole_head_is_surer_than_a_word_in_it() -> None:
    assert field_of_head(TableKind.PEOPLE, "phone")[1] > field_of_head(TableKind.PEOPLE, "the phone at home")[1] > 0


def test_each_field_is_known_by_its_own_name() -> None:
    for kind, fields in FIELDS.items():
        for field in fields:
            assert field_of_head(kind, field.value)[0] is field
            assert field_named(kind, f" {field.value.upper()} ") is field
    assert field_named(TableKind.PEOPLE, "planned") is None


def test_no_word_is_of_no_field_or_folds_to_nothing() -> None:
    for kind, words in VOCABULARY.items():
        assert all(words)
        assert set(words.values()) == set(FIELDS[kind])
    assert folded("  E-MAIL: (home)\n[x] ") == "e mail"
