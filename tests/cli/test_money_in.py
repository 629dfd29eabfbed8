"""A bank's statement at the terminal: looked at first, booked when that is said, safe when it comes again."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from tests.intake.bank_files import ANNA, JONAS, Pay, camt, camt_entry

if TYPE_CHECKING:
    from pathlib import Path

    from tests.cli.conftest import Run

GIFT = Pay("50.00", "Ганна Нязломная", ANNA, "for C-0001", "B-1")
PLAIN = Pay("7.00", "Somebody", JONAS, "thanks", "B-2")
BILL = Pay("-12.30", "Jonas Žąsinas", JONAS, "Sąskaita Nr. 7", "B-3")


def test_a_statement_is_looked_at_then_booked_once(run: Run, busy: Path, tmp_path: Path) -> None:
    file = tmp_path / "statement.xml"
    file.write_bytes(camt("".join(camt_entry(each) for each in (GIFT, PLAIN, BILL))))
    looked = run("import-statement", busy, file)
    assert (looked.code, looked.out) == (0, "")
    assert "New: 2, Money out: 1" in looked.err
    assert "1 gift would be booked: 50.00 EUR" in looked.err
    assert "1 line does not say what for" in looked.err
    booked = run("import-statement", busy, file, "--book")
    assert (booked.code, booked.out) == (0, "D-0002\n")
    assert "1 gift booked" in booked.err
    rest = run("import-statement", busy, file, "--book", "--campaign", "general", "--json")
    told = json.loads(rest.out)
    assert (told["gifts"], told["counts"]) == (["D-0003"], {"new": 1, "duplicate": 1, "out": 1})
    assert [each["found"] for each in told["rows"]] == ["D-0002", "", ""]
    assert "Somebody" not in rest.out
    assert run("verify", busy).code == 0


def test_what_is_refused_is_said_by_its_line(run: Run, busy: Path, tmp_path: Path) -> None:
    file = tmp_path / "statement.xml"
    file.write_bytes(camt("".join(camt_entry(each) for each in (GIFT, PLAIN))))
    said = run("import-statement", busy, file, "--campaign", "c-99")
    assert said.code == 1
    assert "Line 2: " in said.err
    assert "C-0099" in said.err
    file.write_bytes(b"%PDF-1.7")
    assert "is a PDF" in run("import-statement", busy, file).err
    file.write_text("Kiedy;Ile\n04.05.2026;25,00\n", encoding="utf-8")
    unknown = run("import-statement", busy, file)
    assert (unknown.code, "columns are not known" in unknown.err) == (2, True)
