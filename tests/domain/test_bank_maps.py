"""What the columns of a bank's own table likely are, and what is kept of a choice."""

import pytest

from desktop.domain.bank_columns import BankField, BankMap, DecimalSign
from desktop.domain.bank_heads import bank_heads
from desktop.domain.bank_maps import SavedBankMap, bank_map_saved, check_bank_map, propose_bank_map
from desktop.domain.table_maps import Heads
from desktop.domain.table_rows import TableText
from desktop.domain.table_values import DayOrder

B = BankField


def table(*rows: tuple[str, ...]) -> TableText:
    return TableText(rows, tuple(range(1, len(rows) + 1)))


POLISH = table(
    ("Lista operacji",),
    ("Data operacji", "Nadawca", "Tytuł", "Opis", "Kwota", "Waluta", "Kwota"),
    ("04.05.2026", "Anna", "Dar", "na boty", "12,50", "PLN", "12,50"),
)


def test_heads_are_found_below_a_title_and_told_by_their_words() -> None:
    heads = bank_heads(POLISH)
    assert heads.first == 2
    proposed, name = propose_bank_map(heads, (), POLISH)
    assert proposed == BankMap((B.DATE, B.NAME, B.TEXT, B.TEXT, B.AMOUNT, B.CURRENCY, None), 2)
    assert name == ""
    assert proposed.tells_money


@pytest.mark.parametrize(
    ("rows", "heads"),
    [
        ([("When", "How much"), ("04.05.2026", "5.00")], Heads(("When", "How much"), 1)),
        ([("04.05.2026", "5.00", "Anna")], Heads(("", "", ""), 0)),
        ([("Title",), ("Date", "Sum"), ("04.05.2026", "5.00", "x")], Heads(("Date", "Sum", ""), 2)),
    ],
)
def test_unknown_words_are_heads_where_they_stand_above_values(rows: list[tuple[str, ...]], heads: Heads) -> None:
    assert bank_heads(table(*rows)) == heads


def test_a_kept_choice_is_used_for_a_table_with_the_same_heads() -> None:
    heads = Heads(("When", "How much", ""), 1)
    chosen = BankMap((B.DATE, B.AMOUNT, None), 1, DayOrder.MONTH_FIRST, DecimalSign.COMMA, "EUR", "LT12")
    saved = bank_map_saved("Our bank", chosen, heads)
    assert SavedBankMap.from_facts("Our bank", saved.facts()) == saved
    assert "When" not in str(saved.facts())
    less = bank_map_saved("Less", BankMap((B.DATE, None, None)), heads)
    assert SavedBankMap.from_facts("Less", less.facts()) == less
    other = Heads(("Else", "How much", "When"), 3)
    found, name = propose_bank_map(other, (less, saved), POLISH)
    assert name == "Our bank"
    assert found == BankMap((None, B.AMOUNT, B.DATE), 3, DayOrder.MONTH_FIRST, DecimalSign.COMMA, "EUR", "LT12")
    assert propose_bank_map(Heads(("", "Date"), 1), (saved, SavedBankMap("None", ())), POLISH)[1] == ""


def test_a_choice_needs_a_name_and_heads() -> None:
    def wrong(saved: SavedBankMap) -> list[str]:
        return [each.code for each in check_bank_map(saved)]

    assert wrong(SavedBankMap(" ", ())) == ["import.map_name", "import.map_heads"]
    assert wrong(SavedBankMap("x" * 61, (("digest", B.DATE),))) == ["text.too_long"]
    assert wrong(SavedBankMap("x", (("digest", B.DATE),))) == []
