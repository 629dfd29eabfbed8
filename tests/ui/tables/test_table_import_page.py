"""Importing a table in the window: the file, its columns, what each row would do, and what was done."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

import openpyxl
import pytest
from PySide6.QtCore import Qt

from desktop.domain.campaigns import CampaignStatus
from desktop.domain.people import PersonDraft
from desktop.domain.table_fields import FIELDS, PersonField, TableKind
from desktop.domain.table_import import RowChoice, RowState
from desktop.i18n import use_language
from desktop.services import people, tables
from desktop.ui.items.page import ItemsSection
from desktop.ui.people.page import IMPORT, PeoplePage
from desktop.ui.shared import form_page
from desktop.ui.shared.whole_rows import choose_row
from desktop.ui.tables.page import TableImportPage
from tests.intake.table_files import PLAIN, workbook
from tests.ui.desk import desk_without_names
from tests.ui.kit import assert_named

if TYPE_CHECKING:
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from tests.ui.desk import Desk
    from tests.ui.kit import FakePrompts

ROWS = "Name;Phone;Born\nAnna Kowalska;+48600100200;1990-05-04\nOlga Nowa;;soon\nAnna Kowalska;;1990-05-04\n"


@pytest.fixture
def section(qtbot: QtBot, desk: Desk) -> PeoplePage:
    made = PeoplePage(desk.place)
    qtbot.addWidget(made)
    made.resize(1140, 720)
    made.show()
    return made


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "people.csv"
    path.write_text(ROWS, encoding="utf-8")
    return path


def opened(section: PeoplePage | ItemsSection) -> TableImportPage:
    section.open_code(IMPORT)
    assert isinstance(section.form, TableImportPage)
    return section.form


def states(page: TableImportPage) -> list[RowState]:
    assert page.preview.preview is not None
    return [each.state for each in page.preview.preview.rows]


def test_a_file_is_chosen_mapped_looked_at_and_imported(
    section: PeoplePage, desk: Desk, prompts: FakePrompts, file: Path
) -> None:
    section.import_button.click()
    page = section.form
    assert isinstance(page, TableImportPage)
    assert page.source.isVisible()
    assert not page.save_button.isVisible()
    prompts.will_answer(file)
    page.source.choose.click()
    assert page.columns.isVisible()
    assert page.columns.chosen().columns == (PersonField.NAME_LOCAL, PersonField.PHONE, PersonField.BIRTH_DATE)
    assert "3" in page.columns.facts.text()
    assert not page.dirty
    page.next_button.click()
    assert page.preview.isVisible()
    assert states(page) == [RowState.NEW, RowState.REFUSED, RowState.DUPLICATE]
    assert page.preview.chips[RowState.REFUSED].text() == "Refused: 1"
    assert page.save_button.text() == "Import 1 row"
    assert page.dirty
    page.save_button.click()
    assert page.done_step.isVisible()
    assert page.done_step.codes.toPlainText() == "P-0001"
    assert page.done_step.summary.text() == "Imported: 1 row added, 0 rows changed."
    assert page.done_step.details.text() == "1 row left out, 1 row refused"
    assert not page.dirty
    assert people.load_person(desk.office, "P-0001").draft.name_local == "Anna Kowalska"
    page.done_step.undo_button.click()
    assert people.load_person(desk.office, "P-0001").archived
    assert page.done_step.summary.text() == "The import was taken back."
    use_language("pl")
    use_language("en")
    assert page.done_step.summary.text() == "The import was taken back.", "another language does not forget it"
    page.done_step.list_button.click()
    assert section.form is None


def test_a_cell_is_put_right_in_place_and_a_choice_is_made(section: PeoplePage, file: Path) -> None:
    page = opened(section)
    page.read(file)
    page.look()
    page.preview.chips[RowState.REFUSED].click()
    assert [each.line for each in page.preview.selected()] == [3]
    assert "cannot be read as a date" in page.preview.detail.text()
    assert page.preview.fix_row.isVisible()
    assert (page.preview.fix_label.text(), page.preview.fix_line.text()) == ("Date of birth", "soon")
    page.preview.fix_line.setText("4.5.1991")
    page.preview.fix_button.click()
    assert states(page) == [RowState.NEW, RowState.NEW, RowState.DUPLICATE]
    assert page.preview.only is None  # nothing is refused any more
    page.preview.table.clearSelection()  # else a Ctrl that a test before left pressed would add the row to the others
    choose_row(page.preview.table, 2)
    assert page.preview.detail.text() == "The same as row 2."
    assert not page.preview.fix_row.isVisible()
    page.preview.buttons[RowChoice.ADD].click()
    assert page.save_button.text() == "Import 3 rows"
    page.preview.table.selectAll()
    page.preview.buttons[RowChoice.SKIP].click()
    assert not page.save_button.isEnabled()
    page.save()
    assert page.preview.isVisible()


def test_who_may_not_import_looks_and_reads_why(
    section: PeoplePage, file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(form_page, "kept_from", lambda *_all: "Only to be read")
    page = opened(section)
    page.read(file)
    page.look()
    assert states(page) == [RowState.NEW, RowState.REFUSED, RowState.DUPLICATE]
    assert not page.save_button.isEnabled()
    assert page.note.text() == "Only to be read"
    assert page.note.isVisible()


def test_pasted_rows_and_the_way_back(section: PeoplePage) -> None:
    page = opened(section)
    assert not page.source.read.isEnabled()
    page.source.text.setPlainText("Name\tPhone\nAnna\t1\n")
    page.source.read.click()
    assert page.columns.isVisible()
    assert not page.columns.encoding.isHidden()
    page.look()
    page.former_button.click()
    assert page.columns.isVisible()
    page.former_button.click()
    assert page.source.isVisible()
    assert page.source.text.toPlainText() == "Name\tPhone\nAnna\t1\n"


def test_a_file_that_is_no_table_is_said_and_all_stays(section: PeoplePage, file: Path, tmp_path: Path) -> None:
    page = opened(section)
    page.read(file)
    wrong = tmp_path / "people.xlsx"
    wrong.write_text("<html><table>", encoding="utf-8")
    page.read(wrong)
    assert "web page" in page.banner.text
    assert page.columns.isVisible()
    page.read(tmp_path / "none.csv")
    assert "There is no such file" in page.banner.text


def test_columns_that_name_nobody_are_refused(section: PeoplePage, file: Path) -> None:
    page = opened(section)
    page.read(file)
    page.columns.boxes[0].setCurrentIndex(0)
    page.look()
    assert "Say which column has the name" in page.banner.text
    assert page.columns.isVisible()


def test_a_field_belongs_to_one_column(section: PeoplePage, file: Path) -> None:
    page = opened(section)
    page.read(file)
    phone = FIELDS[TableKind.PEOPLE].index(PersonField.PHONE) + 1
    page.columns.boxes[0].setCurrentIndex(phone)
    page.columns.boxes[0].activated.emit(phone)
    assert page.columns.chosen().columns == (PersonField.PHONE, None, PersonField.BIRTH_DATE)


def test_a_choice_of_columns_is_kept_and_known_again(section: PeoplePage, desk: Desk, file: Path) -> None:
    page = opened(section)
    page.read(file)
    page.columns.keep_button.click()
    assert "Give the choice of columns a name" in page.columns.map_name.problem
    page.columns.boxes[0].setCurrentIndex(FIELDS[TableKind.PEOPLE].index(PersonField.NAME_BANK) + 1)
    page.columns.map_name.line.setText("From the bank")
    page.columns.keep_button.click()
    assert [each.name for each in tables.table_maps(desk.office, TableKind.PEOPLE)] == ["From the bank"]
    assert page.columns.saved.read() == "From the bank"
    page.read(file)
    assert "From the bank" in page.banner.text
    assert page.columns.chosen().columns[0] is PersonField.NAME_BANK
    page.columns.saved.write("From the bank")
    page.columns.saved.box.activated.emit(1)
    page.columns.forget_button.click()
    assert tables.table_maps(desk.office, TableKind.PEOPLE) == ()
    assert not page.columns.forget_button.isVisible()


def test_another_sheet_is_read(section: PeoplePage, tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    book.create_sheet("Second").append(["Alias"])
    book["Second"].append(["Linden"])
    book.worksheets[0].append(["Name"])
    book.worksheets[0].append(["Anna"])
    whole = io.BytesIO()
    book.save(whole)
    path = tmp_path / "two.xlsx"
    path.write_bytes(whole.getvalue())
    page = opened(section)
    page.read(path)
    assert page.columns.sheet.isVisible()
    assert not page.columns.encoding.isVisible()
    page.columns.sheet.write("Second")
    page.columns.sheet.box.activated.emit(1)
    assert page.columns.chosen().columns == (PersonField.ALIAS,)


def test_what_changed_meanwhile_stops_it_and_keeps_the_rows(section: PeoplePage, desk: Desk, tmp_path: Path) -> None:
    people.save_person(desk.office, PersonDraft(alias="Linden"))
    path = tmp_path / "people.csv"
    path.write_text("Alias;Phone\nLinden;+48600100200\n", encoding="utf-8")
    page = opened(section)
    page.read(path)
    page.look()
    assert page.preview.model.index(0, 5).data() == "Phone: empty → +48600100200."
    people.save_person(desk.office, PersonDraft(alias="Linden", notes="x"), "P-0001", 1)
    page.save_button.click()
    assert "P-0001 was changed since the file was looked at" in page.banner.text
    assert page.preview.isVisible()
    page.look()
    page.save_button.click()
    assert page.done_step.isVisible()


def test_items_go_into_the_chosen_campaign_with_a_reason(qtbot: QtBot, desk: Desk, tmp_path: Path) -> None:
    desk.kit.campaign("100", status=CampaignStatus.OPEN)
    section = ItemsSection(desk.place)
    qtbot.addWidget(section)
    section.show()
    section.rows.import_button.click()  # type: ignore[attr-defined]
    page = section.form
    assert isinstance(page, TableImportPage)
    path = tmp_path / "items.csv"
    path.write_text("Label;Amount\nBread;10,50\nTea;0\n", encoding="utf-8")
    page.take(path)
    page.look()
    assert states(page) == [RowState.REFUSED, RowState.REFUSED]
    page.former_button.click()
    assert page.columns.campaign is not None
    page.columns.campaign.write("C-0001")
    page.look()
    assert states(page) == [RowState.NEW, RowState.REFUSED]
    assert page.preview.model.index(0, 5).data() == "10.50 EUR"
    assert page.preview.model.headerData(3, Qt.Orientation.Horizontal) == "Label"
    page.save_button.click()
    assert page.preview.reason.problem
    page.preview.reason.line.setText("One more need")
    page.save_button.click()
    assert page.done_step.codes.toPlainText() == "C-0001.2"


def test_everything_is_named_and_spoken_in_each_language(section: PeoplePage, file: Path) -> None:
    page = opened(section)
    page.read(file)
    page.look()
    for language in ("en", "be"):
        use_language(language)
        for step in page.steps:
            page._show(step)
            assert_named(page)
    use_language("en")
    page._on_again()
    assert page.source.isVisible()
    assert page.table is None


def test_a_file_dropped_on_the_list_begins_an_import(section: PeoplePage, tmp_path: Path) -> None:
    path = tmp_path / "people.xlsx"
    path.write_bytes(workbook(PLAIN))
    section.import_dropped(path)
    assert isinstance(section.form, TableImportPage)
    assert section.form.columns.isVisible()
    section.import_dropped("Name\tPhone\nAnna\t1\n")
    assert section.form.table is not None
    assert section.form.table.rows[1] == ("Anna", "1")


def test_where_no_names_are_held_nothing_is_imported(qtbot: QtBot, desk: Desk) -> None:
    blind = desk_without_names(desk, desk.place.tasks)  # type: ignore[arg-type]
    page = TableImportPage(blind.place, TableKind.PEOPLE)
    qtbot.addWidget(page)
    page.show()
    assert not page.source.isEnabled()
    assert "holds no names" in page.banner.text
