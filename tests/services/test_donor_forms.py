"""Donors' own forms: kept for a grant, mapped, filled with the ledger's figures or not at all."""

import io
from dataclasses import replace
from pathlib import Path

import pytest
from openpyxl import load_workbook

from desktop.domain.errors import CannotRead, DoesNotReconcile, NotFound, Refused
from desktop.domain.people import PersonCategory
from desktop.domain.templates import Figure, Filling, FormFact
from desktop.services import donor_forms, reports
from tests.documents.template_kit import form, with_parts
from tests.services.office_kit import Kit, open_without_names

FILLING = Filling(
    "Report",
    (("C-0001.1", 5), ("C-0001.2", 6)),
    ((Figure.BUDGET, "C"), (Figure.PERIOD, "D")),
    ((FormFact.GRANT, "B2"), (FormFact.ORGANISATION, "D2")),
)
WANTED = reports.WorkbookRequest(("C-0001",))


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "form.xlsx"
    path.write_bytes(form())
    return path


@pytest.fixture
def busy(kit: Kit) -> Kit:
    kit.person("Clinic", PersonCategory.PAYEE)
    kit.campaign("100", "50")
    kit.give("C-0001", "120", fee="2")
    kit.pay("C-0001", "P-0001", {1: "60"})
    return kit


def _codes(refusal: pytest.ExceptionInfo[Refused]) -> list[str]:
    return [problem.code for problem in refusal.value.problems]


def test_a_form_is_kept_mapped_and_filled(busy: Kit, file: Path) -> None:
    kept = donor_forms.add_form(busy.office, "  Grant 2026 ", file)
    assert (kept.number, kept.title, kept.ready) == (1, "Grant 2026", False)
    mapped = donor_forms.map_form(busy.office, 1, FILLING)
    assert mapped.ready
    assert donor_forms.donor_forms(busy.office) == (mapped,)
    made = donor_forms.fill_donor_form(busy.office, 1, WANTED)
    sheet = load_workbook(io.BytesIO(made.data))["Report"]
    assert [sheet[cell].value for cell in ("B2", "C5", "D5", "C6", "D6", "E5")] == [
        "Grant 2026", 100, 60, 50, 0, "=C5-D5",
    ]  # fmt: skip
    assert made.file_name == "report-2026-05-20.xlsx"


def test_a_replaced_form_must_be_looked_at_again(busy: Kit, file: Path) -> None:
    donor_forms.add_form(busy.office, "Grant", file)
    donor_forms.map_form(busy.office, 1, FILLING)
    with pytest.raises(Refused) as refusal:
        donor_forms.replace_form(busy.office, 1, file)
    assert _codes(refusal) == ["template.same"]
    file.write_bytes(with_parts(form(), {"docProps/note.txt": b"newer"}))
    assert donor_forms.replace_form(busy.office, 1, file).changed
    with pytest.raises(Refused) as refusal:
        donor_forms.fill_donor_form(busy.office, 1, WANTED)
    assert _codes(refusal) == ["template.changed"]
    kept, _grids = donor_forms.load_form(busy.office, 1)
    assert not donor_forms.map_form(busy.office, 1, kept.filling).changed
    assert donor_forms.fill_donor_form(busy.office, 1, WANTED).data


@pytest.mark.parametrize(
    ("filling", "code"),
    [
        (replace(FILLING, sheet="Other"), "template.no_sheet"),
        (replace(FILLING, columns=((Figure.BUDGET, "E"),)), "template.formula"),
        (Filling("Report"), "template.nothing_mapped"),
    ],
)
def test_a_wrong_mapping_is_refused(busy: Kit, file: Path, filling: Filling, code: str) -> None:
    donor_forms.add_form(busy.office, "Grant", file)
    with pytest.raises(Refused) as refusal:
        donor_forms.map_form(busy.office, 1, filling)
    assert code in _codes(refusal)
    with pytest.raises(Refused) as refusal:
        donor_forms.fill_donor_form(busy.office, 1, WANTED)
    assert _codes(refusal) == ["template.nothing_mapped"]


def test_money_without_a_row_makes_no_file(busy: Kit, file: Path) -> None:
    donor_forms.add_form(busy.office, "Grant", file)
    donor_forms.map_form(busy.office, 1, replace(FILLING, rows=FILLING.rows[:1]))
    with pytest.raises(Refused) as refusal:
        donor_forms.fill_donor_form(busy.office, 1, WANTED)
    assert _codes(refusal) == ["template.items_left"]
    assert refusal.value.problems[0].params["items"] == "C-0001.2"


def test_a_figure_that_differs_makes_no_file(busy: Kit, file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    donor_forms.add_form(busy.office, "Grant", file)
    donor_forms.map_form(busy.office, 1, FILLING)
    monkeypatch.setattr("desktop.documents.template_fill.reconcile_form", lambda *_all: ("Report!C5",))
    with pytest.raises(DoesNotReconcile) as failure:
        donor_forms.fill_donor_form(busy.office, 1, WANTED)
    assert failure.value.params["what"] == "Report!C5"


def test_what_may_not_be_kept(busy: Kit, file: Path, tmp_path: Path) -> None:
    for title in ("", "x" * 201):
        with pytest.raises(Refused):
            donor_forms.add_form(busy.office, title, file)
    donor_forms.add_form(busy.office, "Grant", file)
    with pytest.raises(Refused) as refusal:
        donor_forms.add_form(busy.office, "Grant", file)
    assert _codes(refusal) == ["template.there_already"]
    (tmp_path / "macros.xlsx").write_bytes(with_parts(form(), {"xl/vbaProject.bin": b"x"}))
    with pytest.raises(CannotRead):
        donor_forms.add_form(busy.office, "Other", tmp_path / "macros.xlsx")
    assert len(donor_forms.donor_forms(busy.office)) == 1


def test_a_removed_form_is_gone(busy: Kit, file: Path) -> None:
    donor_forms.add_form(busy.office, "Grant", file)
    donor_forms.remove_form(busy.office, 1)
    assert donor_forms.donor_forms(busy.office) == ()
    with pytest.raises(NotFound):
        donor_forms.load_form(busy.office, 1)
    assert donor_forms.add_form(busy.office, "Grant", file).number == 2
    verbs = [link.record.verb for link, _hash in _journal(busy) if link.record.subject.startswith("form")]
    assert verbs == ["form.added", "form.removed", "form.added"]


def _journal(kit: Kit):  # type: ignore[no-untyped-def]
    with kit.office.work() as work:
        return tuple(work.journal.links())


def test_without_the_book_of_names_there_are_no_forms(busy: Kit, file: Path) -> None:
    donor_forms.add_form(busy.office, "Grant", file)
    folder = busy.office.folder
    busy.office.close()
    office = open_without_names(folder)
    assert donor_forms.donor_forms(office) == ()
    with pytest.raises(Refused) as refusal:
        donor_forms.add_form(office, "Grant", file)
    assert _codes(refusal) == ["identity.needed"]
    office.close()


def test_lines_of_a_form_are_donor_lines_and_items(busy: Kit) -> None:
    assert donor_forms.form_keys(busy.office, ("C-0001",)) == (("C-0001.1", "Line 1"), ("C-0001.2", "Line 2"))
