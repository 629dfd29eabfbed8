"""The donors' layouts: Annex VI and FACE, their figures, and what an office program computes of them."""

import io
import re
import zipfile
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from desktop.documents.reread import reconcile
from desktop.documents.workbook import make_workbook
from desktop.documents.workbook_figures import gather
from desktop.documents.workbook_report import report_lines
from desktop.domain.money import Money
from desktop.domain.progress import NoProgress
from desktop.domain.reports import CashBook, CashLine, Variant, WorkbookFacts
from tests.documents.workbook_facts import empty, example, moved, valued, whole
from tests.documents.workbook_office import assert_recalculated, assert_same, recalculate, values

CASH = (
    CashBook(
        Money(5000, "EUR"),
        (
            CashLine(date(2026, 7, 2), "PV/2026/0001", Money(-1200, "EUR")),
            CashLine(date(2026, 7, 3), "D-0004", Money(3350, "EUR")),
        ),
    ),
    CashBook(Money(0, "JPY"), (), whole=False),
)


def _made(facts: WorkbookFacts) -> bytes:
    return make_workbook(facts, NoProgress())


def _eu(**more: Any) -> WorkbookFacts:
    return replace(valued(example(grant="Help", agreement="HUM/417", **more), Variant.EU), cash=CASH)


def _rows(data: bytes, sheet: str, header: str, key: int) -> dict[str, dict[str, Any]]:
    rows = list(load_workbook(io.BytesIO(data), data_only=True)[sheet].iter_rows(values_only=True))
    at = next(place for place, row in enumerate(rows) if header in row)
    return {str(row[key] or row[0]): dict(zip(rows[at], row, strict=True)) for row in rows[at + 1 :]}  # type: ignore[misc]


@pytest.mark.parametrize("variant", [Variant.EU, Variant.FACE])
@pytest.mark.parametrize("facts", [empty(), example(), example(language="be"), whole(), moved()])
def test_what_was_written_is_read_back(facts: WorkbookFacts, variant: Variant) -> None:
    made = replace(valued(facts, variant), cash=CASH)
    assert reconcile(_made(made), made) == ()
    fewer = replace(made, people=False)
    assert reconcile(_made(fewer), fewer) == ()


def test_annex_vi_in_figures() -> None:
    rows = _rows(_made(_eu()), "Annex VI", "Expenses", 1)
    other, total = rows["6"], rows["11"]
    assert other["Budget as per contract (a)"] == 920 + 980 + 800 + 500 + 1135.80 + 1525
    assert total["Costs from the start, d = b + c"] == 2621.01
    assert (total["Costs this period (b)"], total["Costs before this report (c)"]) == (1101.01, 1520)
    assert rows["C-0003.1"]["Budget as per contract (a)"] == 1135.80  # 1,234.56 USD at 0.92
    assert rows["C-0001.3"]["Variation, a + r − d"] == -1
    assert (rows["C-0001.2"]["Units this period"], rows["C-0001.2"]["Unit cost"]) == (1, 300)
    assert rows["7"]["Budget as per contract (a)"] == rows["9"]["Budget as per contract (a)"] == 7360.80
    assert rows["10"]["Budget as per contract (a)"] == 0
    assert "Laptop" not in rows["5"].values()


def test_annex_vi_shows_what_was_moved_between_items() -> None:
    rows = _rows(_made(valued(moved(), Variant.EU)), "Annex VI", "Expenses", 1)
    columns = ("Budget as per contract (a)", "Allowed reallocation (r)", "Variation, a + r − d", "Variation, %")
    assert [rows["C-0001.2"][word] for word in columns] == [420, 80, 454, 0.908]
    assert [rows["11"][word] for word in columns[:2]] == [2231.7, 0]


def test_face_in_figures() -> None:
    rows = _rows(_made(valued(whole(), Variant.FACE)), "FACE", "Activity", 1)
    rent = rows["C-0001.1"]
    assert [rent[f"{word} ({letter})"] for word, letter in (("Authorised amount", "A"), ("New request", "E"))] == [
        500, None,
    ]  # fmt: skip
    assert (rent["Actual project expenditure (B)"], rent["Balance, D = A − C"]) == (10, 500)
    assert rows["C-0001.2"]["Authorised amount (A)"] == 183  # what a decision allots
    assert rows["Total"]["Outstanding authorised amount, G = D + F"] == 1914.70


def test_only_what_the_donor_or_the_office_fills_in_is_open() -> None:
    for variant, count in ((Variant.EU, 8), (Variant.FACE, 24)):
        facts = valued(example(), variant)
        sheet = load_workbook(io.BytesIO(_made(facts)))["Annex VI" if variant is Variant.EU else "FACE"]
        assert sheet.protection.sheet
        open_cells = [cell for row in sheet.iter_rows() for cell in row if not cell.protection.locked]
        assert len(open_cells) == count


def test_an_office_program_computes_what_is_cached(tmp_path: Path) -> None:
    facts = [_eu(), valued(example(), Variant.FACE), valued(moved(), Variant.EU), valued(empty(), Variant.FACE)]
    books = [_made(each) for each in facts]
    again = recalculate(books, tmp_path)
    assert all(assert_recalculated(*pair) > 10 for pair in zip(books, again, strict=True))
    for ours, theirs in zip(books, again, strict=True):
        assert_same(ours, theirs)
        assert "DIFF" not in values(theirs).values()


@pytest.mark.parametrize(
    ("variant", "part", "pattern", "by"),
    [
        (Variant.EU, "xl/worksheets/sheet2.xml", r"<v>1135\.8</v>", "<v>1135.81</v>"),
        (Variant.EU, "xl/worksheets/sheet2.xml", r"<v>2621\.01</v>", "<v>2621.02</v>"),
        (Variant.FACE, "xl/worksheets/sheet2.xml", r"<v>300\.0</v>", "<v>299</v>"),
        (Variant.EU, "xl/worksheets/sheet7.xml", r"<v>71\.5</v>", "<v>71.6</v>"),
        (Variant.EU, "xl/workbook.xml", 'name="Annex VI"', 'name="Other"'),
    ],
)
def test_a_changed_figure_is_found(variant: Variant, part: str, pattern: str, by: str) -> None:
    facts, out = replace(valued(example(), variant), cash=CASH), io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(_made(facts))) as old, zipfile.ZipFile(out, "w") as new:
        for name in old.namelist():
            text = old.read(name)
            if name == part:
                text, count = re.subn(pattern.encode(), by.encode(), text)
                assert count
            new.writestr(name, text)
    assert reconcile(out.getvalue(), facts)


def test_a_report_in_one_currency_needs_every_rate() -> None:
    facts = example(variant=Variant.EU)
    with pytest.raises(ValueError, match="needs a rate"):
        list(report_lines(facts, gather(facts)))


def test_the_rates_are_told_and_what_lacks_one_is_counted() -> None:
    sheet = load_workbook(io.BytesIO(_made(_eu())), data_only=True)["Rates"]
    said = [row for row in sheet.iter_rows(values_only=True) if row[0] == "USD"]
    assert said[0][:2] == ("USD", "EUR")
    assert (said[0][3], said[0][4], said[0][6]) == (0.92, "InforEuro", "InforEuro, mean of the period's months")
    lacking = load_workbook(io.BytesIO(_made(example())), data_only=True)["Rates"]["A4"].value
    assert str(lacking).endswith(f": {len(example().transactions)}")


def test_cash_runs_from_opening_to_closing() -> None:
    rows = list(load_workbook(io.BytesIO(_made(_eu())), data_only=True)["Cash"].iter_rows(values_only=True))
    balances = [(row[0], row[5]) for row in rows if row[5] is not None][1:]
    assert [balance for _label, balance in balances] == [50, 38, 71.5, 71.5, 0, 0]
    assert balances[0][0] == "Opening EUR"
    assert balances[3][0] == "Closing EUR"
