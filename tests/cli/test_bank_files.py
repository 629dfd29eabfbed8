"""read-statement: exactly the keys promised, one sentence on failure, no vault."""

import json
from pathlib import Path

from tests.cli.conftest import Run
from tests.intake.bank_files import ANNA, OWN, Pay, balance, camt, camt_entry

GIFT = Pay("50.00", "Ганна Нязломная", ANNA, "На лячэнне", "B-1")


def test_a_statement_is_told_for_readers_and_for_machines(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "май.xml"
    path.write_bytes(camt(camt_entry(GIFT), 2, balance("OPBD", "1.00") + balance("CLBD", "52.00")))
    said = run("read-statement", path, stdin="")
    assert (said.code, said.err) == (0, "")
    assert said.out.splitlines()[0] == f"camt.053  {OWN}  EUR  1 line"
    assert "Ганна Нязломная" in said.out
    assert "! The statement does not add up" in said.out
    (told,) = json.loads(run("read-statement", path, "--json", stdin="").out)
    assert (told["profile"], told["opening"], told["warnings"][0]["code"]) == ("camt.053", "1.00", "bank.balance")
    assert told["lines"] == [
        {
            "date": "2026-05-04",
            "amount": "50.00",
            "fee": "0.00",
            "name": GIFT.name,
            "iban": ANNA,
            "text": GIFT.text,
            "reference": "B-1",
            "own": False,
            "reversal": False,
            "place": 1,
        }
    ]


def test_what_is_no_statement_is_said_in_one_sentence(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "x.csv"
    path.write_text("a;b\n1;2\n")
    said = run("read-statement", path, stdin="")
    assert (said.code, said.out) == (2, "")
    assert "columns are not known" in said.err
    path.write_bytes(camt(camt_entry(Pay("50.001"))))
    assert "more decimals" in run("read-statement", path, stdin="").err


def test_a_table_that_nobody_knows_is_read_by_what_is_said_of_its_columns(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "x.csv"
    path.write_text("Data;Kwota;Kto;Co\n04/05/2026;12,50;Żaneta;Dar\n", encoding="utf-8")
    said = run("read-statement", path, "--map", "Kto=name", "--map", "4=text", "--currency", "pln", "--json", stdin="")
    assert said.code == 2, "4 May, or 5 April"
    said = run(
        "read-statement", path, "--map", "Kto=name", "--map", "4=text", "--currency", "pln", "--dates", "dmy", "--json",
        stdin="",
    )  # fmt: skip
    (told,) = json.loads(said.out)
    (line,) = told["lines"]
    assert [line[key] for key in ("date", "amount", "name", "text")] == ["2026-05-04", "12.50", "Żaneta", "Dar"]
    assert told["currency"] == "PLN"
    assert run("read-statement", path, "--map", "Who=name", stdin="").code == 2
    assert run("read-statement", path, "--map", "1=cat", stdin="").code == 2
