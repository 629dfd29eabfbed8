"""Reports: campaigns and period are chosen, the workbook is made and saved, and what fails leaves no file."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

import openpyxl
import pytest

from desktop.domain.errors import DoesNotReconcile, Stopped
from desktop.domain.people import NameUse
from desktop.domain.summaries import Finding
from desktop.i18n import use_language
from desktop.services.campaigns import archive_campaign
from desktop.ui.reports.named import NamedExportDialog
from desktop.ui.reports.page import ReportsPage
from tests.services.office_kit import PASSPHRASE
from tests.ui.kit import assert_named
from tests.ui.money import Fund, make_fund

if TYPE_CHECKING:
    from pathlib import Path

    from PySide6.QtWidgets import QDialog
    from pytestqt.qtbot import QtBot

    from tests.ui.desk import Desk


@pytest.fixture
def fund(desk: Desk) -> Fund:
    fund = make_fund(desk)
    desk.kit.give(fund.code, "600", fund.donor, receipt="en")
    desk.kit.pay(fund.code, fund.beneficiary, {1: "100"})
    desk.kit.campaign("50")
    return fund


@pytest.fixture
def page(qtbot: QtBot, desk: Desk, fund: Fund) -> ReportsPage:
    made = ReportsPage(desk.place)
    qtbot.addWidget(made)
    made.resize(1140, 720)
    made.show()
    return made


def texts(path: Path) -> str:
    """All that the workbook says, in one text."""
    book = openpyxl.load_workbook(io.BytesIO(path.read_bytes()))
    return "\n".join(
        str(cell.value)
        for sheet in book.worksheets
        for row in sheet.iter_rows()
        for cell in row
        if cell.value is not None
    )


def test_everything_is_named_in_both_languages(page: ReportsPage) -> None:
    for language in ("en", "be"):
        use_language(language)
        assert_named(page)


def test_nothing_chosen_is_said_and_asks_for_no_file(page: ReportsPage, desk: Desk) -> None:
    page.export_button.click()
    assert page.banner.text == "No workbook yet. Choose at least one campaign."
    assert desk.prompts.asked == []


def test_a_chosen_campaign_is_written_with_codes(page: ReportsPage, desk: Desk, fund: Fund, tmp_path: Path) -> None:
    page.open_code(fund.code)
    assert page.chosen.text() == "1 campaign goes into the workbook."
    target = tmp_path / "budget.xlsx"
    desk.prompts.will_answer(target)
    page.export_button.click()
    assert "The workbook is saved as budget.xlsx." in page.banner.text
    assert "agrees with the ledger to the cent" in page.banner.text
    said = texts(target)
    assert fund.code in said
    assert "C-0002" not in said
    assert "Ганна" not in said
    assert page.export_button.isEnabled()


def test_all_campaigns_archived_ones_too(page: ReportsPage, desk: Desk, fund: Fund, tmp_path: Path) -> None:
    archive_campaign(desk.office, "C-0002")
    page.every.box.click()
    desk.prompts.will_answer(tmp_path / "all.xlsx")
    page.export_button.click()
    said = texts(tmp_path / "all.xlsx")
    assert fund.code in said
    assert "C-0002" in said


def test_names_are_warned_of_and_stand_there_only_when_chosen(
    page: ReportsPage, desk: Desk, fund: Fund, tmp_path: Path
) -> None:
    assert "codes instead of names" in page.warning.text()
    page.name_use.write(NameUse.NAME)
    page.name_use.on_edited()
    assert "will name people" in page.warning.text()
    page.open_code(fund.code)
    target = tmp_path / "names.xlsx"

    def mistakes_then_leaves(dialog: QDialog) -> bool:
        assert isinstance(dialog, NamedExportDialog)
        assert_named(dialog)
        dialog.do_it.click()
        assert dialog.own.problem, "nothing is typed"
        dialog.own.write("another one entirely")
        dialog.do_it.click()
        assert dialog.own.problem
        assert not target.exists()
        return False

    def proves(dialog: QDialog) -> bool:
        assert isinstance(dialog, NamedExportDialog)
        dialog.own.write(PASSPHRASE)
        dialog.do_it.click()
        return dialog.result() == NamedExportDialog.DialogCode.Accepted

    desk.prompts.will_answer(target, mistakes_then_leaves, target, proves)
    page.export_button.click()
    assert "made but not saved" in page.banner.text
    page.banner._act.click()
    assert "Ганна Вэрас" in texts(target)
    assert desk.prompts.answers == []


def test_what_is_found_against_an_approval_is_said_with_the_saved_file(
    page: ReportsPage, desk: Desk, fund: Fund, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    forged = Finding("verify.approval_forged", {"subject": "B-0001", "number": 2, "sequence": 7})
    monkeypatch.setattr("desktop.services.approvals.prove_approvals", lambda _office: (forged,))
    page.open_code(fund.code)
    desk.prompts.will_answer(tmp_path / "budget.xlsx")
    page.export_button.click()
    assert "The approval of B-0001 is not signed by user 2" in page.banner.text
    assert "Verify the books before you hand this file out." in page.banner.text
    assert page.banner.property("kind") == "warning"


def test_a_period_that_cannot_be_stands_at_its_field(page: ReportsPage, desk: Desk, fund: Fund) -> None:
    page.open_code(fund.code)
    page.period_from.line.setText("2.5.2026")
    page.period_to.line.setText("1.5.2026")
    page.export_button.click()
    assert "2026-05-01" in page.period_to.problem
    page.period_to.line.setText("soon")
    page.export_button.click()
    assert page.period_to.problem
    assert desk.prompts.asked == []


def test_a_cancelled_file_keeps_the_workbook_until_it_is_saved(
    page: ReportsPage, desk: Desk, fund: Fund, tmp_path: Path
) -> None:
    page.open_code(fund.code)
    desk.prompts.will_answer(None, tmp_path / "missing" / "a.xlsx", tmp_path / "a.xlsx")
    page.export_button.click()
    assert "made but not saved" in page.banner.text
    act = page.banner.findChild(type(page.export_button), "reports.done.banner_action")
    act.click()
    assert "There is no such folder." in page.banner.text
    assert list(tmp_path.glob("*.xlsx")) == []
    act.click()
    assert (tmp_path / "a.xlsx").exists()
    assert "is saved as a.xlsx" in page.banner.text


@pytest.mark.parametrize(
    ("error", "said"),
    [(DoesNotReconcile(what="C-0001"), "No file was made."), (Stopped(), "Stopped. Nothing was stored.")],
)
def test_what_cannot_be_made_is_said_before_a_file_is_asked_for(
    page: ReportsPage, desk: Desk, fund: Fund, monkeypatch: pytest.MonkeyPatch, error: Exception, said: str
) -> None:
    def fail(*_args: object) -> None:
        raise error

    monkeypatch.setattr("desktop.ui.reports.page.make_workbook", fail)
    page.open_code(fund.code)
    page.export_button.click()
    assert said in page.banner.text
    assert desk.prompts.asked == []
    assert page.export_button.isEnabled()
