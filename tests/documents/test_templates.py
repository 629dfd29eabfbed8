"""A donor's own form: filled where it was mapped, kept where it was not; what is no plain form is never opened."""

import builtins
import io
import tempfile
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from desktop.documents import template_apart
from desktop.documents.template_apart import grids_apart
from desktop.documents.template_fill import fill_form, form_lines, reconcile_form
from desktop.documents.template_grid import heard, read_grids, told
from desktop.documents.template_guard import MOST_UNPACKED, guard
from desktop.domain.errors import CannotRead
from desktop.domain.money import Money
from desktop.domain.reports import Variant, WorkbookFacts
from desktop.domain.templates import LARGEST_TEMPLATE, Figure, Filling, FormFact
from tests.documents.template_kit import form, replaced, with_parts
from tests.documents.workbook_facts import example, valued, whole
from tests.documents.workbook_office import recalculate, values

FILLING = Filling(
    "Report",
    (("C-0001.1", 5), ("C-0001.2", 6), ("C-0003.1", 7)),
    ((Figure.BUDGET, "C"), (Figure.CUMULATIVE, "D")),
    ((FormFact.GRANT, "B2"), (FormFact.PERIOD_TO, "C2"), (FormFact.TOTAL_PERIOD, "D2")),
)


@pytest.fixture
def facts() -> WorkbookFacts:
    return valued(example(grant="Help 2026"), Variant.TEMPLATE)


def test_a_form_is_filled_and_all_else_is_kept(facts: WorkbookFacts) -> None:
    data = fill_form(form(), facts, FILLING)
    sheet: Any = load_workbook(io.BytesIO(data))["Report"]
    assert [sheet[cell].value for cell in ("B2", "C5", "D5", "C6", "D6", "D2")] == [
        "Help 2026", 920, 920, 980, 900, 1101.01,
    ]  # fmt: skip
    assert sheet["C7"].value == 1135.80  # 1,234.56 USD at 0.92
    assert sheet["C2"].value.date() == date(2026, 9, 30)
    assert (sheet["E5"].value, sheet["C8"].value) == ("=C5-D5", "=SUM(C5:C7)")
    assert (sheet["A1"].font.size, sheet["C5"].number_format) == (16, "#,##0.00")
    assert sheet.column_dimensions["B"].width == 40
    assert [str(each) for each in sheet.merged_cells.ranges] == ["A1:E1"]
    assert reconcile_form(data, form(), facts, FILLING) == ()
    assert fill_form(form(), facts, FILLING) == data, "the same facts give the same bytes"


def test_an_office_program_opens_and_computes_it(facts: WorkbookFacts, tmp_path: Path) -> None:
    (again,) = recalculate([fill_form(form(), facts, FILLING)], tmp_path)
    cells = values(again)
    assert (cells["Report", "C8"], cells["Report", "D8"]) == (pytest.approx(3035.80), 1820)
    assert (cells["Report", "E6"], cells["Help", "A1"]) == (80, 2)


def test_donor_lines_stand_for_their_items(facts: WorkbookFacts) -> None:
    filling = Filling(
        "Report",
        (("A.1", 5), ("A.2", 6)),
        tuple((each, column) for each, column in zip(Figure, "BCDFGHIJ", strict=True)),
    )
    sheet: Any = load_workbook(io.BytesIO(fill_form(form(), facts, filling)))["Report"]
    assert [sheet[f"{column}6"].value for column in "BCDFGHIJ"] == [500, 0, 500, 0, 0, 0, 50, 450]
    assert form_lines(facts)["C-0002.1"] == ("A.1", True)


@pytest.mark.parametrize("text", ["=1+1", "+cmd|'/C calc'!A0", '\t=HYPERLINK("http://x")', "@SUM(A1)", "-2+3"])
def test_a_text_stays_a_text(facts: WorkbookFacts, text: str) -> None:
    hostile = replace(facts, grant=text)
    data = fill_form(form(), hostile, FILLING)
    cell: Any = load_workbook(io.BytesIO(data))["Report"]["B2"]
    assert cell.data_type == "s"
    assert cell.quotePrefix
    assert reconcile_form(data, form(), hostile, FILLING) == ()


def test_nothing_touches_the_disk(facts: WorkbookFacts, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*arguments: Any, **_more: Any) -> None:
        raise AssertionError(f"the disk was touched: {arguments[:1]}")

    def guarded(file: Any, mode: str = "r", *more: Any, **rest: Any) -> Any:
        if set(mode) & set("wax+"):
            refuse(file)
        return opened(file, mode, *more, **rest)

    fill_form(form(), facts, FILLING)  # whatever is imported late is imported by now
    blank, opened = form(), builtins.open
    for name in ("mkstemp", "mkdtemp", "TemporaryFile", "NamedTemporaryFile", "SpooledTemporaryFile"):
        monkeypatch.setattr(tempfile, name, refuse)
    monkeypatch.setattr("openpyxl.worksheet._writer.NamedTemporaryFile", refuse)
    monkeypatch.setattr(builtins, "open", guarded)
    data = fill_form(blank, facts, FILLING)
    monkeypatch.undo()
    assert data.startswith(b"PK")


def test_a_difference_is_found(facts: WorkbookFacts) -> None:
    data = fill_form(form(), facts, FILLING)
    changed = replaced(data, "xl/worksheets/sheet1.xml", b"<v>980</v>", b"<v>980.01</v>")
    assert reconcile_form(changed, form(), facts, FILLING) == ("Report!C6: not the ledger's figure",)
    lost = replaced(data, "xl/worksheets/sheet1.xml", b"<f>C5-D5</f>", b"<f>C5-D6</f>")
    assert reconcile_form(lost, form(), facts, FILLING) == ("Report!E5: not as the donor made it",)
    other = replace(facts, campaigns=(replace(facts.campaigns[0], lines=()), *facts.campaigns[1:]))
    assert reconcile_form(data, form(), other, FILLING)
    assert reconcile_form(replaced(data, "xl/workbook.xml", b'name="Help"', b'name="Other"'), form(), facts, FILLING)


def test_what_a_decision_allots_and_what_is_reserved(facts: WorkbookFacts) -> None:
    funded = valued(whole(), Variant.TEMPLATE)
    filling = Filling("Report", (("C-0001.2", 5),), ((Figure.REVISED, "C"), (Figure.COMMITTED, "D")))
    sheet: Any = load_workbook(io.BytesIO(fill_form(form(), funded, filling)))["Report"]
    assert (sheet["C5"].value, sheet["D5"].value) == (183, 77)
    assert Money(18300, "EUR")


# ------------------------------------------------------------------------------------------------ what is no plain form


def _grids() -> tuple[Any, ...]:
    return read_grids(form())


def test_a_form_is_looked_at_in_a_process_of_its_own() -> None:
    grids = grids_apart(form())
    assert [grid.title for grid in grids] == ["Report", "Help"]
    assert grids[0].rows[4][0] == "1.1"
    assert {"E5", "C8", "D8"} <= grids[0].formulas
    assert "B1" in grids[0].merged
    assert heard(told(_grids())) == grids == _grids()


_SHEET = "xl/worksheets/sheet1.xml"
_EXTERNAL = b'<Relationships xmlns="x"><Relationship Id="r1" Type="t/oleObject" Target="file:///x" TargetMode="External"/></Relationships>'  # noqa: E501
HOSTILE = {
    "not a workbook": (b"%PDF-1.7", "template_no_xlsx"),
    "empty": (b"", "template_no_xlsx"),
    "cut short": (form()[:-300], "template_no_xlsx"),
    "a plain archive": (with_parts(b"PK\x05\x06" + b"\x00" * 18, {"a.txt": b"a"}), "template_no_xlsx"),
    "old or locked": (b"\xd0\xcf\x11\xe0" + b"\x00" * 600, "template_locked"),
    "too large": (b"PK" + b"\x00" * LARGEST_TEMPLATE, "template_too_large"),
    "a bomb": (with_parts(form(), {"xl/media/zeros.bin": b"\x00" * (MOST_UNPACKED + 1)}), "template_bomb"),
    "many parts": (with_parts(form(), {f"xl/media/{at}.png": b"" for at in range(600)}), "template_bomb"),
    "macros": (with_parts(form(), {"xl/vbaProject.bin": b"x"}), "template_macros"),
    "macros by type": (
        replaced(form(), "[Content_Types].xml", b"spreadsheetml.sheet.main", b"sheet.macroEnabled.main"),
        "template_macros",
    ),
    "a form of buttons": (with_parts(form(), {"xl/activeX/activeX1.bin": b"x"}), "template_macros"),
    "another file": (with_parts(form(), {"xl/externalLinks/externalLink1.xml": b"<x/>"}), "template_links"),
    "a database": (with_parts(form(), {"xl/connections.xml": b"<x/>"}), "template_links"),
    "a server": (with_parts(form(), {"xl/worksheets/_rels/sheet2.xml.rels": _EXTERNAL}), "template_links"),
    "a web service": (replaced(form(), _SHEET, b"<f>C5-D5</f>", b"<f>WEBSERVICE(A1)</f>"), "template_links"),
    "entities": (
        replaced(form(), _SHEET, b"<worksheet", b'<!DOCTYPE a [<!ENTITY b "c">]><worksheet'),
        "template_declarations",
    ),
}


@pytest.mark.parametrize(("data", "reason"), HOSTILE.values(), ids=HOSTILE.keys())
def test_what_is_no_plain_form_is_refused(data: bytes, reason: str) -> None:
    with pytest.raises(CannotRead) as refusal:
        guard(data)
    assert refusal.value.params["reason"] == reason


def test_what_breaks_the_library_breaks_only_its_reader() -> None:
    with pytest.raises(CannotRead) as refusal:
        grids_apart(with_parts(form(), {_SHEET: b"<worksheet"}))
    assert refusal.value.params["reason"] == "template_no_xlsx"
    wide = replaced(form(), _SHEET, b'r="A1"', b'r="XFD1"')
    with pytest.raises(CannotRead) as refusal:
        grids_apart(wide)
    assert refusal.value.params["reason"] in ("template_too_wide", "template_no_xlsx")


def test_a_reader_that_lies_or_hangs_is_not_believed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(template_apart, "_SECONDS", 0.01)
    with pytest.raises(CannotRead) as refusal:
        grids_apart(form())
    assert refusal.value.params["reason"] == "reader_failed"
    for said in (b"", b"{}", b"[]", b'[["a"]]', b"[1]"):
        with pytest.raises((ValueError, TypeError)):
            heard(said)
