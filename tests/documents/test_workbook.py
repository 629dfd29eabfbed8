"""The workbook as accountants get it: live, exact, harmless, readable, the same each time."""

import io
import re
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
from babel.messages.mofile import write_mo
from hypothesis import Phase, given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from desktop import i18n
from desktop.documents import workbook as module
from desktop.documents.workbook import make_workbook
from desktop.documents.workbook_styles import as_number, lines_of, money_format, money_length
from desktop.documents.workbook_words import LONGEST_CELL, cell_text
from desktop.domain.errors import Stopped
from desktop.domain.money import EXPONENTS, MOST_MINOR, Money
from desktop.domain.people import NameUse
from desktop.domain.progress import NoProgress
from desktop.domain.reports import WorkbookFacts
from tests.documents.workbook_facts import HOSTILE, Office, empty, example, large, moved, offices, whole
from tests.documents.workbook_office import assert_recalculated, assert_same, formulas, recalculate, values
from tests.tools import translations

SHEETS = [
    "Cover", "Budget", "Transactions", "Income", "Rates", "Cash", "Beneficiaries", "Charts", "Notes", "Lists",
]  # fmt: skip


def _made(facts: WorkbookFacts) -> bytes:
    return make_workbook(facts, NoProgress())


@pytest.fixture(scope="module")
def made() -> bytes:
    return _made(example())


@pytest.fixture
def sheets(made: bytes) -> dict[str, Worksheet]:
    book = load_workbook(io.BytesIO(made))
    return {sheet.title: sheet for sheet in book.worksheets}


@pytest.fixture(scope="module")
def belarusian(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """The catalogue in the sources, compiled for these tests alone."""
    before, folder = i18n._screen.folder, tmp_path_factory.mktemp("translations")
    place = folder / "be" / "LC_MESSAGES" / "skarbonka.mo"
    place.parent.mkdir(parents=True)
    with place.open("wb") as file:
        write_mo(file, translations.read("be"))
    i18n.install(folder)
    yield
    i18n.install(before)


def _day(text: str) -> datetime:
    """A date as openpyxl gives it."""
    return datetime.fromisoformat(text)


def _column(sheet: Worksheet, header: str, row: int) -> str:
    return next(cell.column_letter for cell in sheet[row] if cell.value == header)


def _parts(data: bytes) -> dict[str, str]:
    with zipfile.ZipFile(io.BytesIO(data)) as parts:
        return {name: parts.read(name).decode() for name in parts.namelist()}


# ---------------------------------------------------------------------------------------------- figures and formulas


@pytest.mark.usefixtures("belarusian")
def test_an_office_program_computes_what_is_cached(made: bytes, tmp_path: Path) -> None:
    facts = [empty(), example(language="be"), example(period_from=None, period_to=None), large(300), whole()]
    facts += [moved(), moved(name_use=NameUse.NAME, language="be")]
    books = [made, *map(_made, facts)]
    wrong = replace(example(), transactions=example().transactions[1:])
    books.append(_made(wrong))
    again = recalculate(books, tmp_path)
    counts = [assert_recalculated(*pair) for pair in zip(books, again, strict=True)]
    assert counts[0] > 300
    for pair in zip(books, again, strict=True):
        assert_same(*pair)
    assert counts[1] > 5
    assert "DIFF" in values(again[-1]).values()
    assert not any("DIFF" in values(each).values() for each in again[:-1])


def test_moves_advances_reserves_and_foreign_money_have_columns_where_there_are_any() -> None:
    book = load_workbook(io.BytesIO(_made(whole())), data_only=True)
    cover, budget, flat = (book[name] for name in ("Cover", "Budget", "Transactions"))
    header = next(row for row in cover.iter_rows(values_only=True) if "Advanced" in row)
    first = next(row for row in cover.iter_rows(values_only=True) if row[0] == "C-0001" and "OK" in row)
    said = dict(zip(header, first, strict=True))
    assert (said["Between funds"], said["Advanced"], said["Committed"], said["Available"]) == (-148, 50, 77, 761)
    header = next(row for row in budget.iter_rows(values_only=True) if "Allotted" in row)
    rows = {row[0]: dict(zip(header, row, strict=True)) for row in budget.iter_rows(values_only=True)}
    assert (rows["C-0001.2"]["Allotted"], rows["C-0001.2"]["Balance"]) == (183, 60)
    assert (rows["C-0001.1"]["Allotted"], rows["C-0001.1"]["Balance"]) == (500, 490)
    top, usd, late = (list(row) for row in flat.iter_rows(max_row=3, values_only=True))
    gift = dict(zip(top, usd, strict=True))
    assert (gift["Amount"], gift["Paid in"], gift["Amount there"]) == (92, "USD", 100)
    assert (gift["Rate there"], gift["Rate source there"]) == ("1 USD = 0.92 EUR", "As the bank charged it")
    assert (gift["Official rate"], gift["Exchange difference"]) == ("1 USD = 0.93 EUR", -1)
    assert dict(zip(top, late, strict=True))["Value date"] == _day("2026-06-30")


def test_a_plain_office_has_no_such_columns(sheets: dict[str, Worksheet]) -> None:
    words = {str(cell.value) for name in ("Cover", "Budget", "Transactions") for row in sheets[name] for cell in row}
    assert not words & {"Between funds", "Advanced", "Allotted", "Paid in", "Rate there", "Donor or payee"}
    assert "Committed" in words


def test_recalculation_does_not_trust_the_cache(made: bytes, tmp_path: Path) -> None:
    """The control of the test above: changed cached values are computed away."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(made)) as old, zipfile.ZipFile(out, "w") as new:
        for name in old.namelist():
            text = old.read(name)
            if name.startswith("xl/worksheets/sheet"):
                text = re.sub(rb"(</f><v>)[0-9.]+(</v>)", rb"\g<1>123456\2", text)
            new.writestr(name, text)
    assert 123456 in values(out.getvalue()).values()
    (again,) = recalculate([out.getvalue()], tmp_path)
    assert 123456 not in values(again).values()
    assert_recalculated(made, again)


@settings(max_examples=2, phases=[Phase.generate])
@given(st.lists(offices(), min_size=4, max_size=8))
def test_any_office_is_computed_as_cached(tmp_path_factory: pytest.TempPathFactory, facts: list[WorkbookFacts]) -> None:
    books = [_made(each) for each in facts]
    for data, again in zip(books, recalculate(books, tmp_path_factory.mktemp("office")), strict=True):
        assert_recalculated(data, again)


def test_the_budget_in_figures(made: bytes) -> None:
    cells = values(made)
    book = load_workbook(io.BytesIO(made), data_only=True)
    sheet = book["Budget"]
    words = [cell.value for cell in sheet[5]]
    rows = {
        row[0] or row[1]: dict(zip(words, row, strict=True)) for row in sheet.iter_rows(min_row=6, values_only=True)
    }
    dental = rows["C-0001.2"]
    assert [dental[word] for word in ("Units", "Unit rate", "Total budget", "Spent previous", "Spent this period")] == [
        2.5, 392, 980, 600, 300,
    ]  # fmt: skip
    assert [dental[word] for word in ("Cumulative", "Committed", "Balance", "Variance", "Alert")] == [
        900, 0, 80, -80, "> 90 %",
    ]  # fmt: skip
    over = rows["C-0001.3"]
    assert (over["Alert"], over["Variance"], over["Category"]) == ("▲ over", 1, "Living costs")
    rent = rows["C-0002.2"]
    assert (rent["Donor line"], rent["Committed"], rent["Balance"], rent["Used, %"]) == ("A.2", 50, 450, 0)
    # Paid after the period: not in Budget, but in the Cover's summary.
    assert rows["C-0002.1"]["Cumulative"] == 0
    assert rows["Subtotal C-0001"]["Total budget"] == 2700
    assert rows["Total EUR"]["Total budget"] == 4700
    assert rows["Total USD"]["Total budget"] == 1234.56
    assert rows["Total JPY"]["Cumulative"] == 1
    assert rows["Subtotal C-0005"]["Total budget"] == 0
    assert [value for (sheet_title, _), value in cells.items() if sheet_title == "Cover"].count("OK") == 5 + 5 + 1


def test_budget_is_a_product_only_where_it_comes_out(sheets: dict[str, Worksheet]) -> None:
    sheet = sheets["Budget"]
    planned = _column(sheet, "Total budget", 5)
    found = {row[0].value: sheet[f"{planned}{row[0].row}"].value for row in sheet.iter_rows(min_row=6)}
    assert str(found["C-0001.1"]).startswith("=ROUND(")
    assert found["C-0001.3"] == 800  # 3 × 266.67 is a cent more


def test_moves_between_items_stand_beside_the_budget_and_are_flagged_past_a_threshold() -> None:
    budget = load_workbook(io.BytesIO(_made(moved())))["Budget"]
    read = load_workbook(io.BytesIO(_made(moved())), data_only=True)["Budget"]
    words = [cell.value for cell in read[5]]
    rows = {row[0] or row[1]: dict(zip(words, row, strict=True)) for row in read.iter_rows(min_row=6, values_only=True)}
    columns = ("Total budget", "Reallocation", "Revised budget", "Explain")
    found = {key: tuple(rows[f"C-0001.{line}"][word] for word in columns) for line, key in enumerate("abc", 1)}
    assert found == {
        "a": (550, -50, 500, None), "b": (420, 80, 500, "required"), "c": (1030, -30, 1000, None),
    }  # fmt: skip
    assert [rows["Subtotal C-0001"][word] for word in columns[:3]] == [2000, 0, 2000]
    assert (rows["C-0003.1"]["Reallocation"], rows["C-0003.1"]["Revised budget"]) == (0, 1000)
    letter = _column(budget, "Reallocation", 5)
    flags = [
        rule for each in budget.conditional_formatting if str(each.sqref).startswith(letter) for rule in each.rules
    ]
    assert ["▲" in rule.dxf.numFmt.formatCode for rule in flags] == [True, True]
    assert budget[f"{_column(budget, 'Spent previous', 5)}3"].value == 15


def test_gifts_in_kind_stand_on_income_and_are_no_money() -> None:
    sheet = load_workbook(io.BytesIO(_made(moved(name_use=NameUse.NAME))), data_only=True)["Income"]
    rows = list(sheet.iter_rows(values_only=True))
    top = next(at for at, row in enumerate(rows) if row[0] == "Entry")
    table = [dict(zip(rows[top], row, strict=True)) for row in rows[top + 1 :]]
    coats, other = table[-2:]
    assert (coats["Method"], coats["Value in kind"], coats["Goods"]) == ("In kind", 123.45, "Two winter coats")
    assert [coats[word] for word in ("Entry", "Gross", "Fee", "Net", "Amount EUR")] == [None] * 5
    assert (coats["Restriction"], other["Restriction"]) == ("C-0001.2", "Restricted to the campaign")
    at = rows[top].index("Value in kind")
    sums = {row[rows[top].index("Currency")]: (row[rows[top].index("Gross")], row[at]) for row in rows[4:top]}
    assert sums["EUR"] == (1092, 123.45)
    assert sums["PLN"] == (0, 500)
    plain = load_workbook(io.BytesIO(_made(whole())))["Income"]
    assert not {"Value in kind", "Goods"} & {cell.value for row in plain for cell in row}
    assert "Goods" not in {cell.value for row in load_workbook(io.BytesIO(_made(moved())))["Income"] for cell in row}


def test_two_currencies_are_never_added(sheets: dict[str, Worksheet]) -> None:
    for (sheet, place), formula in formulas(_made(example())).items():
        if "tblTx[Amount]" in str(formula) and "COUNT" not in str(formula):
            assert "tblTx[Currency]" in str(formula), (sheet, place)
    cover = sheets["Cover"]
    totals = [cell.value for cell in cover["A"] if str(cell.value).startswith("Total ")]
    assert totals == ["Total EUR", "Total USD", "Total JPY"]


def test_disagreeing_facts_are_said_to_disagree() -> None:
    facts = example()
    wrong = replace(facts, campaigns=(replace(facts.campaigns[0], paid=Money(1, "EUR")), *facts.campaigns[1:]))
    texts = [value for value in values(_made(wrong)).values() if isinstance(value, str)]
    assert any("NOT the same" in text for text in texts)
    assert not any("NOT the same" in text for text in map(str, values(_made(facts)).values()))


def test_money_becomes_a_number_in_one_exact_way() -> None:
    for currency in ("EUR", "JPY", "KWD"):
        for minor in (0, 1, -1, 10, 284850, MOST_MINOR - 1, -MOST_MINOR + 1):
            assert as_number(minor, currency) == float(Money(minor, currency).amount)
            assert f"{as_number(minor, currency):.{EXPONENTS[currency]}f}" == Money(minor, currency).plain()
    assert money_format("EUR") == "#,##0.00 [$EUR]"
    assert money_format("JPY") == "#,##0 [$JPY]"
    assert money_format("KWD") == "#,##0.000 [$KWD]"
    assert money_length(-284850, "EUR") == len("-2,848.50 EUR")
    assert money_length(5, "JPY") == len("5 JPY")


# ------------------------------------------------------------------------------------------------ what a sheet may do


def test_transactions_are_flat(sheets: dict[str, Worksheet]) -> None:
    sheet = sheets["Transactions"]
    table = sheet.tables["tblTx"]
    assert table.ref == f"A1:AF{len(example().transactions) + 1}"
    assert not sheet.merged_cells.ranges
    row = {str(header.value): cell for header, cell in zip(sheet[1], sheet[3], strict=True)}
    assert {name: cell.value for name, cell in row.items() if cell.value is not None} == {
        "Entry": 2, "Voucher number": "KW/2026/0001", "Date": _day("2026-02-03"), "Value date": _day("2026-02-03"),
        "Description": "Course fee", "Heading": "Medical", "Expense item": "C-0001.1", "Campaign": "C-0001",
        "Method": "Bank transfer", "Type": "Aid", "Kind": "Payout", "Record": "O-0002", "Currency": "EUR",
        "Amount": -920, "File in ZIP": "KW-2026-0001.pdf", "Cost centre": "C-0001", "Status": "Posted",
    }  # fmt: skip
    assert row["Date"].is_date
    assert row["Record"].number_format == "@"
    assert row["Amount"].number_format == "#,##0.00 [$EUR]"
    for header in table.column_names:
        assert re.fullmatch(r"\w+( \w+)*", header), "a structured reference would need escapes"


def test_names_freezing_printing(made: bytes, sheets: dict[str, Worksheet]) -> None:
    book = load_workbook(io.BytesIO(made), data_only=True)
    names = {name: defined.attr_text for name, defined in book.defined_names.items()}
    assert names["Period_From"] == "'Cover'!$B$5"
    assert book["Cover"]["B5"].value == _day("2026-07-01")
    assert book["Cover"]["B6"].value == _day("2026-09-30")
    assert list(sheets) == SHEETS
    assert sheets["Lists"].sheet_state == "hidden"
    assert sheets["Budget"].freeze_panes == "C6"
    assert sheets["Transactions"].freeze_panes == "C2"
    assert sheets["Budget"].print_title_rows == "$5:$5"
    flat = sheets["Transactions"]
    assert (flat.print_title_rows, flat.print_title_cols, flat.page_setup.fitToWidth) == ("$1:$1", "$A:$B", 3)
    for sheet in sheets.values():
        assert sheet.page_setup.paperSize == 9
        if sheet.title not in ("Notes", "Charts"):
            assert sheet.page_setup.orientation == "landscape"
            assert sheet.sheet_properties.pageSetUpPr is not None
            assert sheet.sheet_properties.pageSetUpPr.fitToPage
            height = sheet.page_setup.fitToHeight  # none written: one page; nought: as many as it takes
            assert height == (None if sheet.title == "Cover" else 0)


def test_an_open_period_shows_real_dates() -> None:
    cells = values(_made(example(period_from=None, period_to=None)))
    assert cells["Cover", "B5"] == _day("2025-12-31")
    assert cells["Cover", "B6"] == _day("2026-11-22")
    assert "from the first" in str(cells["Cover", "C5"])


def test_a_half_open_period_never_turns_round() -> None:
    cells = values(_made(example(period_from=date(2027, 5, 1), period_to=None)))
    assert (cells["Cover", "B5"], cells["Cover", "B6"]) == (_day("2027-05-01"), _day("2027-05-01"))
    cells = values(_made(example(period_from=None, period_to=date(2020, 5, 1))))
    assert (cells["Cover", "B5"], cells["Cover", "B6"]) == (_day("2020-05-01"), _day("2020-05-01"))
    with pytest.raises(ValueError, match="a period ends"):
        _made(example(period_from=date(2026, 5, 2), period_to=date(2026, 5, 1)))


def test_only_explanations_are_unlocked(sheets: dict[str, Worksheet]) -> None:
    for sheet in sheets.values():
        assert sheet.protection.sheet
        assert not sheet.protection.password
        open_cells = {cell.coordinate for row in sheet.iter_rows() for cell in row if not cell.protection.locked}
        if sheet.title == "Budget":
            column = _column(sheet, "Explanation", 5)
            rows = [cell.row for cell in sheet["A"] if re.fullmatch(r"C-\d+\.\d+", str(cell.value))]
            threshold = {f"{_column(sheet, name, 5)}3" for name in ("Total budget", "Spent previous")}
            assert open_cells == {f"{column}{row}" for row in rows} | threshold
        else:
            assert not open_cells


def test_alerts_are_coloured_and_said(sheets: dict[str, Worksheet]) -> None:
    rules = [rule for each in sheets["Budget"].conditional_formatting for rule in each.rules]
    assert {rule.dxf.fill.bgColor.rgb for rule in rules} == {"FFF8D0CC", "FFFFE8B3"}
    assert all(rule.type == "expression" for rule in rules)


def test_columns_are_wide_enough(made: bytes) -> None:
    book = load_workbook(io.BytesIO(made), data_only=True)
    for sheet in book.worksheets:
        for row in sheet.iter_rows():
            for cell in row:
                letter = get_column_letter(cell.column or 1)
                found = re.fullmatch(r"#,##0(?:\.(0+))? \[\$(\w+)\]", cell.number_format)
                if found and isinstance(cell.value, (int, float)):
                    shown = f"{cell.value:,.{len(found[1] or '')}f} {found[2]}"
                    width = sheet.column_dimensions[letter].width
                    assert width >= len(shown) + 1, (sheet.title, cell.coordinate, shown)
                if isinstance(cell.value, datetime):
                    assert sheet.column_dimensions[letter].width >= 11


def test_long_texts_get_room() -> None:
    assert lines_of("", 10) == 1
    assert lines_of("x" * 95, 10) == 10
    assert lines_of("a\nb", 10) == 2
    assert lines_of("x" * 10_000, 10) == 40
    facts = large(4)
    rows = [replace(row, description="word " * 40) for row in facts.transactions]
    sheet = load_workbook(io.BytesIO(_made(replace(facts, transactions=tuple(rows)))))["Transactions"]
    assert sheet.row_dimensions[2].height is not None
    assert sheet.row_dimensions[2].height > 40


def test_charts_show_each_currency_by_itself(made: bytes) -> None:
    charts = [text for name, text in _parts(made).items() if re.fullmatch(r"xl/charts/chart\d+\.xml", name)]
    assert len(charts) == 6
    for text in charts:
        currencies = set(re.findall(r"\[\$(\w+)\]", text))
        assert len(currencies) == 1
        assert "<c:v>" in text, "the figures are cached for previews"
    many = Office()
    for at in range(35):
        many.campaign(f"C-{at:04d}", "EUR", [("One", 1000 + at)])
    cells = [value for (sheet, _), value in values(_made(many.facts())).items() if sheet == "Charts"]
    assert "C-0034" in cells
    assert "C-0034.1" not in cells
    assert any("30 largest" in str(value) for value in cells)


# -------------------------------------------------------------------------------------- names, texts, bytes, stopping


def test_titles_stand_only_where_names_were_chosen() -> None:
    facts = example()
    named = replace(facts, campaigns=tuple(replace(each, title=f"Help for {each.code}") for each in facts.campaigns))
    for use, shown in ((NameUse.CODE, False), (NameUse.ALIAS, False), (NameUse.NAME, True)):
        text = "".join(_parts(_made(replace(named, name_use=use))).values())
        assert ("Help for C-0001" in text) == shown


@pytest.mark.parametrize("text", HOSTILE)
def test_a_text_stays_a_text(text: str) -> None:
    office = Office()
    office.campaign("C-0001", "EUR", [(text, 1000)], beneficiary=text, title=text, status=text)
    office.line("C-0001", 1, unit=text, donor_line=text, category=text, quantity=text)
    office.income("C-0001", date(2026, 1, 1), 500, party=text, description=text, document=text)
    office.pay("C-0001", date(2026, 1, 2), 1, 100, party=text, description=text, document=text)
    facts = office.facts(organisation=text, journal_head=text, name_use=NameUse.NAME)
    data, plain = _made(facts), _made(replace(office.facts(name_use=NameUse.NAME)))
    assert set(formulas(data)) == set(formulas(plain)) or facts.campaigns[0].lines[0].donor_line != text
    book = load_workbook(io.BytesIO(data))
    expected, odd = cell_text(text)
    for sheet in book.worksheets:
        for row in sheet.iter_rows():
            for cell in row:
                if cell.data_type == "f":
                    assert expected == "" or expected not in str(cell.value) or len(expected) < 5
                elif odd and cell.value == expected:
                    assert cell.data_type == "s"
                    assert cell.style.quotePrefix if hasattr(cell.style, "quotePrefix") else cell.quotePrefix
    assert "hyperlink" not in "".join(text for name, text in _parts(data).items() if "sheet" in name)
    if expected and "_x00" not in expected:
        sheet = book["Transactions"]
        shown = sheet[f"{_column(sheet, 'Description', 1)}2"].value
        assert str(shown).replace("\r", "") == expected


@pytest.mark.parametrize(
    ("text", "plain", "marked"),
    [
        ("Rent", "Rent", False),
        ("a = b", "a = b", False),
        ("=1", "=1", True),
        ("  +1", "+1", True),
        ("\t=1", "=1", True),
        ("\x00-1", "-1", True),
        ("＝1", "＝1", True),
        ("a\r\nb\tc", "a b c", False),
        ("a\x07\ud800b\uffff", "ab", False),
        ("x" * (LONGEST_CELL + 1), "x" * (LONGEST_CELL - 1) + "…", False),
    ],
)
def test_what_goes_into_a_cell(text: str, plain: str, marked: bool) -> None:
    assert cell_text(text) == (plain, marked)


def test_the_same_facts_give_the_same_bytes(made: bytes) -> None:
    assert _made(example()) == made
    later = example(made_at=datetime(2026, 11, 22, 23, 1, 2, tzinfo=UTC))
    assert _made(later) == made, "the hour is nobody's business"
    assert _made(example(journal_head="0" * 64)) != made


def test_every_sheet_bears_the_journals_head_and_its_count_on_paper(made: bytes) -> None:
    head = example().journal_head
    book = load_workbook(io.BytesIO(made))
    said = [str(cell.value) for row in book["Cover"].iter_rows() for cell in row]
    assert head in said
    shown = [sheet for sheet in book.worksheets if sheet.sheet_state == "visible"]
    assert len(shown) > 7
    for sheet in shown:
        assert sheet.oddFooter.left.text == f"Skarbonka · {head[:12]}"
        assert "&P" in str(sheet.oddFooter.right.text)
        assert "&N" in str(sheet.oddFooter.right.text)


def test_the_file_says_nothing_of_its_maker(made: bytes) -> None:
    parts = _parts(made)
    core = parts["docProps/core.xml"]
    assert re.findall(r"<dc:creator>(.*?)</dc:creator>", core) == ["Skarbonka"]
    assert set(re.findall(r">(\d{4}-[^<]*)<", core)) == {"2026-11-22T00:00:00Z"}
    everything = "".join(parts.values())
    for trace in (str(Path.home()), str(Path.cwd()), "/tmp/", "root"):
        assert trace not in everything.replace("_rels", "")


def test_nothing_touches_the_disk(monkeypatch: pytest.MonkeyPatch) -> None:
    import builtins
    import os
    import tempfile

    def refuse(*arguments: Any, **_more: Any) -> None:
        raise AssertionError(f"the disk was touched: {arguments[:1]}")

    def guarded(file: Any, mode: str = "r", *more: Any, **rest: Any) -> Any:
        if set(mode) & set("wax+"):
            refuse(file)
        return opened(file, mode, *more, **rest)

    facts, opened = example(), builtins.open
    _made(facts)  # whatever is imported late is imported by now
    for name in ("mkstemp", "mkdtemp", "TemporaryFile", "NamedTemporaryFile", "SpooledTemporaryFile"):
        monkeypatch.setattr(tempfile, name, refuse)
    monkeypatch.setattr(builtins, "open", guarded)
    monkeypatch.setattr(os, "open", refuse)
    data = _made(facts)
    monkeypatch.undo()
    assert data.startswith(b"PK")


class _Count:
    def __init__(self, last: int = 10**9) -> None:
        self.steps: list[tuple[int, int]] = []
        self.last = last

    def step(self, done: int, whole: int) -> None:
        self.steps.append((done, whole))
        if len(self.steps) >= self.last:
            raise Stopped


def test_progress_is_said_and_stopping_is_heard() -> None:
    facts, progress = large(3000), _Count()
    make_workbook(facts, progress)
    whole = 2 * len(facts.transactions)
    assert [done for done, _ in progress.steps] == sorted(done for done, _ in progress.steps)
    assert len(progress.steps) >= 4
    assert progress.steps[-1] == (whole, whole)
    assert {each for _, each in progress.steps} == {whole}
    for last in (1, 4):
        with pytest.raises(Stopped):
            make_workbook(facts, _Count(last))


def test_more_than_a_sheet_holds_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "MOST_TRANSACTIONS", 3)
    with pytest.raises(ValueError, match="more transactions"):
        _made(large(4))


@pytest.mark.usefixtures("belarusian")
def test_the_workbook_speaks_its_language() -> None:
    data = _made(example(language="be"))
    book = load_workbook(io.BytesIO(data), data_only=True)
    assert "Cover" not in book.sheetnames
    assert len(set(book.sheetnames)) == len(SHEETS)
    assert all(len(title) <= 31 for title in book.sheetnames)
    transactions = book.worksheets[2]
    headers = transactions.tables["tblTx"].column_names
    day = next(cell for cell in transactions[2] if isinstance(cell.value, datetime))
    assert day.number_format == "dd.mm.yyyy"
    assert len({header.casefold() for header in headers}) == 32
    for header in (*headers, *book.worksheets[3].tables["tblIncome"].column_names):
        assert re.fullmatch(r"\w+( \w+)*", header)
        assert re.search("[а-яў]", header)
    english = re.compile(r"\b(the|and|of|Total|Budget|Paid)\b")
    for sheet in book.worksheets:
        for row in sheet.iter_rows(values_only=True):
            for value in row:
                own = isinstance(value, str) and "Office" not in value and not value.startswith("Living costs for")
                assert not (own and english.search(str(value))), value
