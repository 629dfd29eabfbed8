"""Donors' forms in the window: added, mapped by clicks, filled from the Reports page; previews of workbooks."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import openpyxl
import pytest
from PySide6.QtWidgets import QDialog

from desktop.domain.reports import Variant
from desktop.domain.templates import Figure, FormFact
from desktop.i18n import use_language
from desktop.services.donor_forms import add_form, donor_forms, form_keys, load_form, map_form
from desktop.ui.reports.forms import FormsDialog
from desktop.ui.reports.mapping import MappingDialog
from desktop.ui.reports.page import ReportsPage
from desktop.ui.reports.preview import WorkbookPreview
from tests.documents.template_kit import form, with_parts
from tests.ui.kit import assert_named
from tests.ui.money import Fund, make_fund

if TYPE_CHECKING:
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from tests.ui.desk import Desk


@pytest.fixture
def fund(desk: Desk) -> Fund:
    fund = make_fund(desk)
    desk.kit.give(fund.code, "600", fund.donor)
    desk.kit.pay(fund.code, fund.beneficiary, {1: "100"})
    return fund


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "form.xlsx"
    path.write_bytes(form())
    return path


def _mapping(qtbot: QtBot, desk: Desk, codes: tuple[str, ...]) -> MappingDialog:
    kept, grids = load_form(desk.office, 1)
    made = MappingDialog(desk.place, kept, grids, form_keys(desk.office, codes))
    qtbot.addWidget(made)
    return made


def _choose(dialog: MappingDialog, what: object, cell: tuple[int, int]) -> None:
    """Choose what is written, then click a cell by row and column from zero."""
    from PySide6.QtCore import Qt

    place = next(at for at in range(dialog.what.count()) if dialog.what.item(at).data(Qt.ItemDataRole.UserRole) == what)
    dialog.what.setCurrentRow(place)
    assert dialog.view.shown is not None
    dialog.view.clicked.emit(dialog.view.shown.index(*cell))


def test_a_form_is_mapped_by_clicks(qtbot: QtBot, desk: Desk, fund: Fund, file: Path) -> None:
    add_form(desk.office, "Grant", file)
    dialog = _mapping(qtbot, desk, (fund.code,))
    keys = [key for key, _word in form_keys(desk.office, (fund.code,))]
    for language in ("en", "be"):
        use_language(language)
        assert_named(dialog)
    use_language("en")
    _choose(dialog, Figure.PERIOD, (0, 3))
    for at, key in enumerate(keys):
        _choose(dialog, key, (4 + at, 0))
    _choose(dialog, FormFact.GRANT, (1, 1))
    assert dialog.filling.targets()["D5"] == (Figure.PERIOD, keys[0])
    shown = dialog.view.shown
    assert shown is not None
    assert shown.data(shown.index(1, 1)) == "✎ Grant"
    _choose(dialog, FormFact.CURRENCY, (3, 0))
    dialog.what.setCurrentRow(dialog.what.currentRow() - 1)
    dialog.clear_button.click()
    assert "A4" not in dialog.filling.targets()
    dialog.save_button.click()
    assert dialog.result() == QDialog.DialogCode.Accepted
    assert donor_forms(desk.office)[0].ready


def test_a_formula_is_not_lost(qtbot: QtBot, desk: Desk, fund: Fund, file: Path) -> None:
    add_form(desk.office, "Grant", file)
    dialog = _mapping(qtbot, desk, (fund.code,))
    _choose(dialog, FormFact.GRANT, (4, 4))
    dialog.save_button.click()
    assert "E5 holds a formula" in dialog.banner.text
    assert dialog.save_button.isEnabled()
    assert dialog.filling.cells == ((FormFact.GRANT, "E5"),)


def test_forms_are_added_replaced_and_removed(qtbot: QtBot, desk: Desk, fund: Fund, file: Path) -> None:
    dialog = FormsDialog(desk.place, (fund.code,))
    qtbot.addWidget(dialog)
    assert_named(dialog)
    assert "No forms yet." in dialog.banner.text
    desk.prompts.will_answer(file, "Grant 2026")
    dialog.buttons["add"].click()
    assert dialog.list.item(0).text() == "Grant 2026  (not mapped)"
    desk.prompts.will_answer(file)
    dialog.buttons["replace"].click()
    assert "same file" in dialog.banner.text
    file.write_bytes(with_parts(form(), {"xl/vbaProject.bin": b"x"}))
    desk.prompts.will_answer(file)
    dialog.buttons["replace"].click()
    assert "macros" in dialog.banner.text
    desk.prompts.will_answer(True)
    dialog.buttons["remove"].click()
    assert dialog.list.count() == 0
    assert not dialog.buttons["map"].isEnabled()


@pytest.fixture
def page(qtbot: QtBot, desk: Desk, fund: Fund) -> ReportsPage:
    made = ReportsPage(desk.place)
    qtbot.addWidget(made)
    made.resize(1140, 720)
    made.show()
    made.open_code(fund.code)
    return made


def test_a_layout_is_chosen_and_looked_at_first(page: ReportsPage, desk: Desk, tmp_path: Path) -> None:
    seen: list[list[str]] = []

    def look(dialog: QDialog) -> bool:
        assert isinstance(dialog, WorkbookPreview)
        assert_named(dialog)
        seen.append([dialog.sheets.itemText(at) for at in range(dialog.sheets.count())])
        dialog.sheets.setCurrentIndex(1)
        return True

    target = tmp_path / "face.xlsx"
    desk.prompts.will_answer(look, target)
    page.variant.write(Variant.FACE)
    page.variant.on_edited()
    page.people.write(False)
    page.grant.write("Help 2026")
    page.preview_button.click()
    assert seen[0][:2] == ["Cover", "FACE"]
    assert "Beneficiaries" not in seen[0]
    assert "Lists" not in seen[0]
    assert openpyxl.load_workbook(target)["FACE"]["C5"].value == "Help 2026"


def test_the_donors_form_is_filled_from_the_page(page: ReportsPage, desk: Desk, file: Path, tmp_path: Path) -> None:
    page.variant.write(Variant.TEMPLATE)
    page.variant.on_edited()
    assert not page.donor_form.isHidden()
    assert page.people.isHidden()
    page.export_button.click()
    assert "Choose the donor's form" in page.donor_form.problem
    add_form(desk.office, "Grant", file)
    kept, _grids = load_form(desk.office, 1)
    map_form(desk.office, 1, replace(kept.filling, sheet="Report", cells=((FormFact.GRANT, "B2"),)))
    page._load_forms()
    page.donor_form.write("1")
    target = tmp_path / "filled.xlsx"
    desk.prompts.will_answer(target)
    page.export_button.click()
    assert openpyxl.load_workbook(target)["Report"]["B2"].value == "Grant"
