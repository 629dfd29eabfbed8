"""An office program computes every workbook of the golden year anew: each variant, in each disclosure."""

from __future__ import annotations

import io
import time
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest
from openpyxl import Workbook

from desktop.domain.people import NameUse
from desktop.domain.reports import Variant
from desktop.domain.templates import Figure, Filling, FormFact
from desktop.services import donor_forms, reports
from desktop.services.campaigns import load_campaign
from tests.documents.workbook_office import compare, formulas, recalculate, values

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from desktop.services.office import Office
    from tests.golden_year.naive import Closing

pytestmark = pytest.mark.no_cover

EACH = [(variant, use) for variant in Variant for use in NameUse]
FEW = [(Variant.SIMPLE, NameUse.NAME), (Variant.EU, NameUse.ALIAS), (Variant.FACE, NameUse.CODE)]
FEW += [(Variant.TEMPLATE, NameUse.CODE)]
FIRST = 5


@dataclass(frozen=True)
class Made:
    """A workbook on its way through the office program."""

    variant: Variant
    use: NameUse
    data: bytes


def _form(keys: Sequence[str]) -> bytes:
    """A donor's form with a line for each expense item, its own formulas and a total."""
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "Report"
    for row, key in enumerate(keys, FIRST):
        sheet.cell(row, 1, key)
        sheet.cell(row, 6, f"=B{row}+C{row}-D{row}-E{row}")
    last = FIRST + len(keys) - 1
    for letter in "BCDEF":
        sheet[f"{letter}3"] = f"=SUM({letter}{FIRST}:{letter}{last})"
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _mapped(office: Office, folder: Path, campaigns: tuple[str, ...]) -> int:
    """Keep and map a donor's form with a line for each item of some campaigns; gives its number."""
    path = folder / "form.xlsx"
    keys = [key for key, _said in donor_forms.form_keys(office, campaigns) if key.startswith("C-")]
    path.write_bytes(_form(keys))
    number = donor_forms.add_form(office, "Grant", path).number
    columns = zip((Figure.BUDGET, Figure.REALLOCATION, Figure.PREVIOUS, Figure.PERIOD), "BCDE", strict=True)
    rows = tuple((key, row) for row, key in enumerate(keys, FIRST))
    donor_forms.map_form(office, number, Filling("Report", rows, tuple(columns), ((FormFact.TOTAL_CUMULATIVE, "G3"),)))
    return number


def _made(office: Office, folder: Path, wanted: Sequence[tuple[Variant, NameUse]]) -> list[Made]:
    """Make the workbooks; the donors' layouts are made of the funds in their currency, so that no rate is asked for."""
    whole = reports.all_campaigns(office)
    euro = tuple(code for code in whole if load_campaign(office, code).draft.currency == "EUR")
    number = _mapped(office, folder, euro) if Variant.TEMPLATE in dict(wanted) else 0
    found = []
    for variant, use in wanted:
        simple = variant is Variant.SIMPLE
        request = reports.WorkbookRequest(whole if simple else euro, use, variant=variant, whole=simple)
        if variant is Variant.TEMPLATE:
            data = donor_forms.fill_donor_form(office, number, request).data
        else:
            data = reports.make_workbook(office, request).data
        found.append(Made(variant, use, data))
    return found


def _computed(data: bytes, again: bytes) -> tuple[int, list[str]]:
    """Compare a filled form, whose formulas nobody computed before, with what its own lines add up to."""
    live, before, after = formulas(data), values(data), values(again)
    found = [
        f"{place}: {before[place]!r}, saved {after.get(place)!r}" for place in before if before[place] != after[place]
    ]
    sums = dict.fromkeys("BCDEF", Decimal(0))
    row = FIRST
    while ("Report", f"A{row}") in before:
        signed = [
            sign * Decimal(str(before["Report", f"{letter}{row}"]))
            for letter, sign in zip("BCDE", (1, 1, -1, -1), strict=True)
        ]
        for letter, sign, minor in zip("BCDE", (1, 1, -1, -1), signed, strict=True):
            sums[letter] += sign * minor
        sums["F"] += sum(signed)
        if not _near(after["Report", f"F{row}"], sum(signed, Decimal(0))):
            found.append(f"F{row}: {after['Report', f'F{row}']!r}, not {sum(signed)}")
        row += 1
    found += [
        f"{key}3: {after['Report', f'{key}3']!r}, not {each}"
        for key, each in sums.items()
        if not _near(after["Report", f"{key}3"], each)
    ]
    if not _near(after["Report", "G3"], sums["D"] + sums["E"]):
        found.append("G3: not what its lines come to")
    return len(live), found


def _near(value: object, wanted: Decimal) -> bool:
    return isinstance(value, (int, float)) and value == pytest.approx(float(wanted), rel=1e-12, abs=1e-9)


def computed_anew(office: Office, folder: Path, wanted: Sequence[tuple[Variant, NameUse]]) -> tuple[str, list[str]]:
    """Make workbooks and let an office program compute them; gives what was done in figures, and every difference."""
    made = _made(office, folder, wanted)
    start, live, differences = time.perf_counter(), 0, []
    again = recalculate([each.data for each in made], folder, 200 * len(made))
    seconds = time.perf_counter() - start
    for each, theirs in zip(made, again, strict=True):
        count, found = (_computed if each.variant is Variant.TEMPLATE else compare)(each.data, theirs)
        assert count > 20, each.variant
        live += count
        differences += [f"{each.variant.value}, {each.use.value}: {said}" for said in found]
        if each.variant is not Variant.TEMPLATE:
            assert "DIFF" not in values(theirs).values()
    return f"{len(made)} workbooks, {live:,} formulas, {len(differences)} differences, {seconds:.0f} s", differences


@pytest.mark.timeout(3600)
def test_an_office_program_computes_every_workbook_of_the_year(
    year: tuple[Office, Closing], request: pytest.FixtureRequest, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Of the small year each variant once, in different disclosures; of the whole year all of both."""
    full = request.config.getoption("--full")
    said, differences = computed_anew(year[0], tmp_path, EACH if full else FEW)
    if full:
        with capsys.disabled():
            print(f"\nthe golden year ({year[1].rows:,} transactions) in an office program: {said}")
    assert not differences, differences[:10]
