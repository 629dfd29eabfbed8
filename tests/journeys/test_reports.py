"""Point 7: the budget workbook of chosen campaigns is saved, holds codes, and agrees with the ledger to the cent."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from openpyxl import load_workbook
from PySide6.QtCore import QItemSelectionModel, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QTableView

from desktop.services.campaigns import load_campaign
from desktop.services.sample_people import PAGE_PEOPLE, PEOPLE
from tests.services.office_kit import PASSPHRASE

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from openpyxl import Workbook

    from tests.journeys.hand import Hand

CHOSEN = ("C-0008", "C-0001")


def cells(book: Workbook) -> Iterator[object]:
    for sheet in book.worksheets:
        for row in sheet.iter_rows(values_only=True):
            yield from (value for value in row if value is not None)


def amounts(book: Workbook) -> set[Decimal]:
    numbers = (value for value in cells(book) if isinstance(value, (int, float)) and not isinstance(value, bool))
    return {round(Decimal(str(value)), 2) for value in numbers}


def select(desk: Hand, codes: tuple[str, ...]) -> None:
    """Select rows of the campaigns with Ctrl and the mouse."""
    desk.point("reports.table", codes[0])
    table = desk.find("reports.table", QTableView)
    for code in codes[1:]:
        _table, index = desk.cell_of("reports.table", code)
        table.scrollTo(index)
        keys = Qt.KeyboardModifier.ControlModifier
        QTest.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, keys, table.visualRect(index).center())
        desk.settle()
    selection: QItemSelectionModel = table.selectionModel()
    assert len(selection.selectedRows()) == len(codes)


def test_a_workbook_of_several_campaigns_agrees_with_the_ledger(sample_desk: Hand, tmp_path: Path) -> None:
    desk = sample_desk
    path = tmp_path / "budget.xlsx"
    desk.go("reports")
    desk.click("reports.export")
    assert desk.said("reports.done").startswith("No workbook yet.")
    select(desk, CHOSEN)
    assert desk.sees("2 campaigns go into the workbook.")
    assert desk.sees("The file holds codes instead of names.")
    desk.prompts.will_answer(None)
    desk.click("reports.export", double=True)
    assert "made but not saved" in desk.said("reports.done")
    assert list(tmp_path.glob("*.xlsx")) == []
    desk.prompts.will_answer(path)
    desk.click("reports.done.banner_action")
    assert "saved as budget.xlsx" in desk.said("reports.done")
    assert "agrees with the ledger to the cent" in desk.said("reports.done")

    cached, live = load_workbook(path, data_only=True), load_workbook(path)
    assert any(isinstance(value, str) and value.startswith("=") for value in cells(live))
    said = " ".join(str(value) for value in cells(cached))
    assert "C-0001" in said
    assert "C-0008" in said
    assert "C-0009" not in said
    for person in (*PEOPLE.values(), *PAGE_PEOPLE.values()):
        for name in (person.name_local, person.name_latin, person.name_bank, person.alias):
            assert not name or name not in said
    place = desk.program.place
    assert place is not None
    found = amounts(cached)
    for code in CHOSEN:
        campaign = load_campaign(place.office, code)
        for amount in (campaign.planned, campaign.totals.collected, campaign.totals.paid):
            assert amount.amount in found, f"{code}: {amount}"


def test_names_stand_in_a_workbook_only_when_asked_for(sample_desk: Hand, tmp_path: Path) -> None:
    desk = sample_desk
    desk.go("campaigns")
    desk.open_row("campaigns.table", "C-0008")
    desk.click("campaign.report")
    assert desk.sees("1 campaign goes into the workbook.")
    desk.choose("reports.name_use", "Names")
    assert desk.sees("This file will name people.")
    desk.choose("reports.language", "Беларуская")

    def prove() -> None:
        desk.write("named_export.own_passphrase", PASSPHRASE)
        desk.click("named_export.do")

    desk.prompts.will_answer(tmp_path / "names.xlsx", desk.in_dialog(prove))
    desk.click("reports.export")
    said = " ".join(str(value) for value in cells(load_workbook(tmp_path / "names.xlsx", data_only=True)))
    assert "Мілана Званцова" in said
    assert "Бюджэт" in said


def test_a_workbook_that_cannot_be_written_leaves_nothing(sample_desk: Hand, tmp_path: Path) -> None:
    desk = sample_desk
    desk.go("reports")
    desk.click("reports.every")
    desk.write("reports.period_from", "1.2.26")
    desk.write("reports.period_to", "1.1.26")
    desk.click("reports.export")
    assert desk.problem("reports.period_to") or desk.problem("reports.period_from")
    desk.write("reports.period_from", "")
    desk.write("reports.period_to", "")
    desk.prompts.will_answer(tmp_path / "no such folder" / "budget.xlsx")
    desk.click("reports.export")
    assert "no such folder" in desk.said("reports.done")
    desk.prompts.will_answer(tmp_path / "all.xlsx")
    desk.click("reports.done.banner_action")
    assert "saved as all.xlsx" in desk.said("reports.done")
    assert "PLN" in " ".join(str(value) for value in cells(load_workbook(tmp_path / "all.xlsx", data_only=True)))
