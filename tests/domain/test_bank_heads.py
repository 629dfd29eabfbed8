"""What the columns of a bank's own table likely are."""

import pytest

from desktop.domain.bank_columns import BankField, BankMap
from desktop.domain.bank_heads import bank_heads, proposed_columns
from desktop.domain.bank_statements import StatementLine
from desktop.domain.money import Money
from desktop.domain.table_rows import TableText

F = BankField


def propose_map(given: TableText) -> BankMap:
    return proposed_columns(bank_heads(given), given)


OURS, ANNA, JONAS = "LT601010012345678901", "PL61109010140000071219812874", "LT121000011101001000"


def table(*rows: str) -> TableText:
    return TableText(tuple(tuple(row.split(";")) for row in rows), tuple(range(1, len(rows) + 1)))


@pytest.mark.parametrize(
    ("heads", "columns"),
    [
        ("Data operacji;Kwota;Waluta;Nadawca / Odbiorca;Tytuł", (F.DATE, F.AMOUNT, F.CURRENCY, F.NAME, F.TEXT)),
        ("Data;Mokėtojas;Paskirtis;Debetas;Kreditas", (F.DATE, F.NAME, F.TEXT, F.DEBIT, F.CREDIT)),
        ("Дата операции;Сумма;Назначение платежа;№", (F.DATE, F.AMOUNT, F.TEXT, None)),
        ("Дата;Сума;Прызначэнне плацяжу;Камісія", (F.DATE, F.AMOUNT, F.TEXT, F.FEE)),
        ("Date;Debit/Credit;Amount;Archiving ID;Date", (F.DATE, F.SIDE, F.AMOUNT, F.REFERENCE, None)),
    ],
)
def test_heads_of_several_languages(heads: str, columns: tuple[BankField | None, ...]) -> None:
    found = propose_map(table("Wyciąg", heads, "04.05.2026;1;2;3;4"))
    assert (found.columns[: len(columns)], found.first) == (columns, 2)


def test_the_offices_own_account_and_currency_are_told() -> None:
    heads = "Sąskaita;Date;Amount (EUR);Account;IBAN"
    found = propose_map(table(heads, f"{OURS};2026-05-04;1;{ANNA};x", f"{OURS};2026-05-05;1;{JONAS};y"))
    assert found.columns == (None, F.DATE, F.AMOUNT, F.IBAN, None)
    assert (found.account, found.currency) == (OURS, "EUR")


def test_a_table_without_known_heads_has_no_map() -> None:
    assert propose_map(table("a;b", "1;2")) == BankMap((None, None), first=1)
    assert propose_map(table("3;4", "1;2")) == BankMap((None, None), first=0)
    assert propose_map(TableText((), ())).tells_money is False


def test_a_line_changes_the_balance_by_its_amount_less_the_fee() -> None:
    line = StatementLine(None, Money(-500, "EUR"), Money(20, "EUR"))  # type: ignore[arg-type]
    assert line.change == Money(-520, "EUR")
    assert BankMap((F.AMOUNT, None)).column_of(F.DATE) is None
