"""Tables of payment providers, and a bank's own table by what a worker said of its columns."""

from dataclasses import replace
from datetime import date

import pytest

from desktop.domain.bank_columns import BankField, BankMap, DecimalSign
from desktop.domain.bank_statements import Statement
from desktop.domain.errors import CannotRead, Refused
from desktop.domain.money import Money
from desktop.domain.table_rows import TableAsked
from desktop.domain.table_values import DayOrder
from desktop.intake.bank import apart
from desktop.intake.bank.figures import amount_of, decimal_sign
from desktop.intake.bank.mapped import read_mapped
from desktop.intake.bank.reader import read_statements
from desktop.intake.tables.reader import read_table
from tests.intake import bank_files, table_files
from tests.intake.bank_files import ANNA, JONAS
from tests.intake.test_bank_camt import codes, only, reason, refusal


def told(statement: Statement) -> list[tuple[int, int, bool]]:
    return [(line.amount.minor, line.fee.minor, line.own) for line in statement.lines]


def test_revolut_for_business() -> None:
    euros, dollars = read_statements(bank_files.REVOLUT.encode())
    assert (euros.profile, euros.account, euros.currency) == ("revolut.business", "EUR Main", "EUR")
    assert told(euros) == [(5000, 0, False), (-1200, 20, False), (-1000, 0, True)]
    assert (euros.opening, euros.closing, codes(euros)) == (
        Money(10000, "EUR"),
        Money(12780, "EUR"),
        ["bank.not_booked"],
    )
    gift, bill, _ = euros.lines
    assert (gift.on, gift.name, gift.iban) == (date(2026, 5, 4), "Ганна Нязломная", ANNA)
    assert (gift.text, gift.reference) == ("На лячэнне", "r-1")
    assert (bill.name, bill.iban, bill.place) == ("Jonas Žąsinas", JONAS, 3)
    assert (told(dollars), dollars.closing) == ([(1100, 0, True)], Money(1100, "USD"))


def test_revolut_without_names_of_accounts_knows_no_own_ones() -> None:
    bare = bank_files.REVOLUT.replace("EUR Main,", ",").replace("Money added from Ганна", "")
    assert not read_statements(bare.encode())[0].lines[0].own


def test_revolut_for_persons() -> None:
    read = only(bank_files.REVOLUT_PERSONAL.encode())
    assert (read.profile, told(read)) == ("revolut.personal", [(5000, 0, False), (-2000, 100, False)])
    assert (read.opening, read.closing, read.lines[0].name) == (
        Money(10000, "EUR"),
        Money(12900, "EUR"),
        "Żaneta Gęśl",
    )


def test_wise_statement_has_its_account_in_the_files_name() -> None:
    (read,) = read_statements(bank_files.WISE_STATEMENT.encode(), "statement_1234567_EUR_2026-05-01_2026-05-31.csv")
    assert (read.profile, read.account) == ("wise.statement", "1234567")
    assert told(read) == [(-2000, 50, False), (5000, 0, False)]
    assert (read.opening, read.closing, read.warnings) == (Money(10000, "EUR"), Money(12950, "EUR"), ())
    assert [(line.name, line.on) for line in read.lines] == [
        ("Jonas Žąsinas", date(2026, 5, 5)),
        ("Ганна Нязломная", date(2026, 5, 4)),
    ]


def test_of_a_files_name_only_the_account_goes_to_the_helper(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[object] = []
    monkeypatch.setattr(apart, "ask", lambda question, *_rest, **_more: asked.append(question["name"]))
    for name in ("Anna Kowalska.csv", "for Anna statement_1234567_EUR_2026-05-01.csv"):
        apart.read_statements_apart(b"x", name)
    assert asked == ["", "statement_1234567_EUR_"]


def test_wise_history_has_both_sides_of_a_change() -> None:
    euros, dollars = read_statements(bank_files.WISE_HISTORY.encode())
    assert told(euros) == [(-2000, 50, False), (5000, 100, False), (-1000, 10, True)]
    assert (told(dollars), codes(euros)) == ([(1100, 0, True)], ["bank.not_booked"])
    assert [line.name for line in euros.lines] == ["Jonas", "Ганна", "Мы"]


def test_stripe() -> None:
    euros, yen = read_statements(bank_files.STRIPE.encode())
    assert told(euros) == [(5000, 103, False), (-4897, 0, False), (-1000, 0, True)]
    assert ([line.reversal for line in euros.lines], told(yen)) == ([False, True, False], [(5000, 100, False)])


def test_paypal_with_commas_and_days_first() -> None:
    read = only(bank_files.PAYPAL.encode())
    assert told(read) == [(105000, 3010, False), (-4860, 0, False), (-7130, 0, True)]
    assert (read.lines[0].on, read.lines[1].reversal) == (date(2026, 5, 4), True)
    assert (read.opening, read.closing, codes(read)) == (Money(10000, "EUR"), Money(100000, "EUR"), ["bank.not_booked"])


def test_paypal_tells_ambiguous_days_by_the_order_of_rows() -> None:
    head = "Date,Currency,Gross,Fee,Net,Transaction ID\n"
    months = head + "04/05/2026,EUR,1.50,0,1.50,A\n05/03/2026,EUR,1.50,0,1.50,B\n05/04/2026,EUR,1,0,1,C\n"
    assert [line.on for line in only(months.encode()).lines][:2] == [
        date(2026, 4, 5),
        date(2026, 5, 3),
    ]
    assert reason((head + "04/05/2026,EUR,1.50,0,1.50,A\n").encode()) == "bank_unknown_table"
    assert refusal((head + "yesterday,EUR,1.50,0,1.50,A\n").encode()) == ("bank.day", 2)


def test_balances_that_do_not_follow_are_said() -> None:
    rows = bank_files.REVOLUT_PERSONAL.splitlines(keepends=True)
    rows.insert(2, "ATM,Current,2026-05-04 11:00:00,2026-05-04 11:00:00,Cash,-1.00,0.00,EUR,COMPLETED,99.00\n")
    read = only("".join(rows).encode())
    (warning,) = [each for each in read.warnings if each.code == "bank.gap"]
    assert (warning.params["line"], read.opening) == (3, None)


def test_a_workbook_and_other_code_pages_are_tables_too() -> None:
    polish = bank_files.REVOLUT_PERSONAL.encode("cp1250")
    assert only(polish).lines[0].name == "Żaneta Gęśl"
    wide = bank_files.REVOLUT_PERSONAL.replace(",", "\t").encode("utf-16")
    assert only(wide).lines[0].name == "Żaneta Gęśl"
    assert reason(table_files.workbook(table_files.PLAIN)) == "bank_unknown_table"


def test_tables_that_nobody_knows_and_hostile_ones() -> None:
    assert reason(b"Data;Suma\n2026-05-04;12,50\n") == "bank_unknown_table"
    assert reason((bank_files.STRIPE.splitlines()[0] + "\n").encode()) == "bank_no_statement"
    assert refusal(bank_files.STRIPE.replace("48.97,charge", "48.971,charge").encode()) == ("bank.decimals", 2)
    assert refusal(bank_files.STRIPE.replace("48.97,charge", "48,97,charge").encode()) == ("bank.cells", 2)
    assert refusal(bank_files.STRIPE.replace("2026-05-05", "1926-05-05").encode()) == ("bank.day_absurd", 3)
    strange = bank_files.WISE_HISTORY.replace("Мы,20.00,EUR,Jonas", "Мы,20.00,euros,Jonas")
    assert refusal(strange.encode()) == ("bank.currency", 2)
    nothing = bank_files.WISE_HISTORY.replace("Мы,10.00,EUR,X", "Мы,10.00,,X")
    assert codes(read_statements(nothing.encode())[0]) == ["bank.not_booked"]
    many = "id," * 300 + "\n"
    assert reason(many.encode() + many.encode()) == "table_too_wide"


# --------------------------------------------------------------------------------------------------- a worker's own map

F = BankField


def mapped(text: str, chosen: BankMap) -> tuple[Statement, ...]:
    return read_mapped(read_table(text.encode(), TableAsked()), chosen)


def test_a_table_by_a_map() -> None:
    (read,) = mapped(bank_files.OWN_TABLE, bank_files.MAP)
    assert (read.profile, read.account, told(read)) == ("table", "LT60", [(105000, 0, False), (-1230, 0, False)])
    assert (read.lines[0].name, read.lines[0].iban, read.lines[1].text) == ("Ганна", bank_files.ANNA, "Sąskaita")
    assert (read.lines[1].on, read.lines[1].reference, codes(read)) == (date(2026, 5, 13), "2", ["bank.rows_left"])


def test_a_map_with_a_mark_of_the_side_and_fees() -> None:
    table = "Date,Sum,D/C,Fee,What,More\n5/4/2026,100.00,C,1.00,A,B\n5/13/2026,20.00,D,,A,A\n"
    chosen = BankMap((F.DATE, F.AMOUNT, F.SIDE, F.FEE, F.TEXT, F.TEXT), 1, currency="eur")
    (read,) = mapped(table, chosen)
    assert (told(read), [line.text for line in read.lines]) == ([(10000, 100, False), (-2000, 0, False)], ["A B", "A"])
    with pytest.raises(Refused):
        mapped(table.replace(",C,", ",?,"), chosen)


def test_a_map_that_tells_too_little_is_refused() -> None:
    table = 'Date,Sum\n4/5/2026,"1,234"\n'
    chosen = BankMap((F.DATE, F.AMOUNT), 1, currency="EUR")
    for short in (BankMap((F.DATE,)), BankMap((F.AMOUNT,)), chosen):
        with pytest.raises(CannotRead) as error:
            mapped(table, short)
        assert error.value.params["reason"] == "bank_unknown_table"
    with pytest.raises(Refused) as refused:
        mapped(table, replace(chosen, order=DayOrder.DAY_FIRST))
    assert refused.value.problems[0].code == "bank.amount"
    whole = replace(chosen, order=DayOrder.DAY_FIRST, sign=DecimalSign.POINT)
    assert (mapped(table, whole)[0].lines[0].amount, mapped(table, whole)[0].lines[0].on) == (
        Money(123400, "EUR"),
        date(2026, 5, 4),
    )
    with pytest.raises(Refused):
        mapped(table.replace("4/5/2026", "soon"), whole)


@pytest.mark.parametrize(
    ("text", "minor"),
    [
        ("1 234,50", 123450), ("1.234,50", 123450), ("-1'234,50", -123450), ("12,5", 1250), ("(3,00)", -300),
        ("3,00-", -300), ("+3,00 EUR", 300), ("€ 3,00", 300), ("\u22123,00 zł", -300), ("1\u00a0000", 100000), ("", 0),
    ],
)  # fmt: skip
def test_amounts_as_banks_write_them(text: str, minor: int) -> None:
    assert amount_of(text, "EUR", DecimalSign.COMMA, 1).minor == minor


@pytest.mark.parametrize("text", ["1,23,4", "1.23,50", "abc", "--", "1 2 x", ",", "."])
def test_what_is_no_amount_is_refused(text: str) -> None:
    with pytest.raises(Refused):
        amount_of(text, "EUR", DecimalSign.COMMA, 1)


def test_the_sign_before_the_cents_is_told_by_the_column() -> None:
    assert decimal_sign(["1,234", "5", "1,234.50"]) is DecimalSign.POINT
    assert decimal_sign(["1.234", "1.234.567"]) is DecimalSign.COMMA
    assert decimal_sign(["1,234,567"]) is DecimalSign.POINT
    assert decimal_sign(["1.234,5"]) is DecimalSign.COMMA
    assert decimal_sign(["0,5"]) is DecimalSign.COMMA
    assert decimal_sign(["1,234", "7"]) is None
