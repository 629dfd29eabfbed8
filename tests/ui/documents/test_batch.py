"""Several documents at once: one job of the printer, one PDF, a file each; stopped between two of them."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from pypdf import PdfReader

from desktop.domain.consents import ConsentChannel, ConsentDraft, ConsentRule, Purpose
from desktop.services.consents import record_consent, withdraw_consent
from desktop.services.documents import load_document
from desktop.services.settings import load_settings, save_settings
from desktop.ui.documents.page import DocumentsPage
from desktop.ui.people.consent_dialogs import ConsentDialog
from desktop.ui.shared.whole_rows import choose_row
from tests.ui.kit import assert_named
from tests.ui.money import make_fund

if TYPE_CHECKING:
    from pathlib import Path

    from PySide6.QtWidgets import QDialog
    from pytestqt.qtbot import QtBot

    from tests.ui.desk import Desk

NUMBERS = ["DR/2026/0001", "PV/2026/0001", "PV/2026/0002"]


@pytest.fixture
def page(qtbot: QtBot, desk: Desk) -> DocumentsPage:
    fund = make_fund(desk)
    desk.kit.give(fund.code, "600", fund.donor, receipt="en")
    for amount in ("1", "2"):
        desk.kit.pay(fund.code, fund.beneficiary, {1: amount}, voucher="en")
    made = DocumentsPage(desk.place)
    qtbot.addWidget(made)
    made.resize(1140, 720)
    made.show()
    return made


def out(desk: Desk) -> list[bool]:
    return [load_document(desk.office, number).handed_out for number in NUMBERS]


def test_the_bar_is_there_for_several_documents_alone(page: DocumentsPage) -> None:
    assert page.batch.isHidden()
    choose_row(page.rows.table, 0)
    assert page.batch.isHidden()
    page.rows.table.selectAll()
    assert page.batch.isVisible()
    assert_named(page)


def test_all_are_printed_in_one_job_in_the_order_of_issue(page: DocumentsPage, desk: Desk) -> None:
    page.rows.table.selectAll()
    desk.prompts.will_answer(True)
    page.batch.print_button.click()
    assert len(desk.prompts.printed) == 3
    assert out(desk) == [True] * 3
    assert "3 documents are printed" in page.batch.banner.text
    assert page.batch.print_button.isEnabled()
    assert page.batch.stop_button.isHidden()


def test_a_stop_leaves_the_rest_as_it_was(page: DocumentsPage, desk: Desk) -> None:
    page.rows.table.selectAll()
    add = desk.prompts.printed.append

    def add_and_stop(pdf: bytes) -> None:
        add(pdf)
        page.batch.stop_button.click()

    desk.prompts.will_answer(True)
    desk.prompts.printed = _Listening(add_and_stop)
    page.batch.print_button.click()
    assert out(desk) == [True, False, False]
    assert "2 are left as they were" in page.batch.banner.text


class _Listening(list[bytes]):
    """A list that tells when something is put into it."""

    def __init__(self, hear: object) -> None:
        super().__init__()
        self.append = hear  # type: ignore[method-assign,assignment]


def test_a_printer_that_refuses_uses_nothing_up(page: DocumentsPage, desk: Desk) -> None:
    page.rows.table.selectAll()
    desk.prompts.will_answer(False, None)
    page.batch.print_button.click()
    assert "refused" in page.batch.banner.text
    page.batch.print_button.click()
    assert out(desk) == [False] * 3


def test_one_pdf_and_a_file_each(page: DocumentsPage, desk: Desk, tmp_path: Path) -> None:
    folder = tmp_path / "papers"
    folder.mkdir()
    page.rows.table.selectAll()
    desk.prompts.will_answer(None, tmp_path / "all.pdf", None, folder, tmp_path / "none")
    page.batch.one_button.click()
    assert out(desk) == [False] * 3
    page.batch.one_button.click()
    assert len(PdfReader(tmp_path / "all.pdf").pages) == 3
    assert "3 documents are saved" in page.batch.banner.text
    page.batch.each_button.click()
    page.batch.each_button.click()
    assert sorted(path.name for path in folder.iterdir()) == [f"{each.replace('/', '-')}.pdf" for each in NUMBERS]
    page.batch.each_button.click()
    assert "folder" in page.batch.banner.text


def withdrawn(desk: Desk, rule: ConsentRule) -> None:
    """Both vouchers' payee agreed to be named, and does not any more."""
    payee = load_document(desk.office, NUMBERS[1]).party_code or ""
    draft = ConsentDraft(Purpose.ACCOUNTANT, ConsentChannel.PAPER, desk.office.today())
    withdraw_consent(desk.office, record_consent(desk.office, payee, draft).number, desk.office.today())
    save_settings(desk.office, replace(load_settings(desk.office), document_consent=rule))


def test_a_batch_asks_about_those_who_do_not_agree_any_more(page: DocumentsPage, desk: Desk, tmp_path: Path) -> None:
    withdrawn(desk, ConsentRule.WARN)
    page.rows.table.selectAll()
    desk.prompts.will_answer(False, tmp_path / "some.pdf")
    page.batch.one_button.click()
    assert "PV/2026/0001, PV/2026/0002 (P-" in desk.prompts.asked[0][2]
    assert out(desk) == [True, False, False]
    assert "Left out for want of consent: PV/2026/0001, PV/2026/0002." in page.batch.banner.text
    desk.prompts.will_answer(True, True)
    page.batch.print_button.click()
    assert out(desk) == [True] * 3
    assert len(desk.prompts.printed) == 3


def test_where_the_office_refuses_a_batch_goes_on_without_them_or_not_at_all(
    page: DocumentsPage, desk: Desk, tmp_path: Path
) -> None:
    withdrawn(desk, ConsentRule.REFUSE)
    donor = load_document(desk.office, NUMBERS[0]).party_code or ""
    record_consent(desk.office, donor, ConsentDraft(Purpose.ACCOUNTANT, ConsentChannel.PAPER, desk.office.today()))
    page.rows.table.selectAll()
    desk.prompts.will_answer(False, True, tmp_path / "some.pdf")
    page.batch.one_button.click()
    assert out(desk) == [False] * 3
    page.batch.one_button.click()
    assert out(desk) == [True, False, False]
    page.rows.table.clearSelection()
    page.rows.filter.setText("PV/2026")
    page.rows.apply_filter()
    page.rows.table.selectAll()
    page.batch.print_button.click()
    assert "Nothing is handed out." in page.batch.banner.text


def test_one_document_asks_too_and_a_new_consent_leads_out(page: DocumentsPage, desk: Desk, tmp_path: Path) -> None:
    withdrawn(desk, ConsentRule.WARN)
    page.open_code(NUMBERS[1])
    desk.prompts.will_answer(tmp_path / "one.pdf", False)
    page.panel.save_button.click()
    assert "PV/2026/0001 names P-" in desk.prompts.asked[-1][2]
    assert "It is not handed out." in page.panel.banner.text
    assert page.panel.view.has_pdf, "it can be looked at all the same"
    assert not (tmp_path / "one.pdf").exists()

    def agree(dialog: QDialog) -> bool:
        assert isinstance(dialog, ConsentDialog)
        dialog.do_it.click()
        return True

    desk.prompts.will_answer(agree)
    page.panel.banner._act.click()
    desk.prompts.will_answer(tmp_path / "one.pdf")
    page.panel.save_button.click()
    assert "The original of PV/2026/0001 is saved" in page.panel.banner.text


def test_against_a_warning_it_goes_out_and_against_a_refusal_not(page: DocumentsPage, desk: Desk) -> None:
    withdrawn(desk, ConsentRule.WARN)
    page.open_code(NUMBERS[1])
    desk.prompts.will_answer(True, True)
    page.panel.print_button.click()
    assert "The original of PV/2026/0001 is printed." in page.panel.banner.text
    save_settings(desk.office, replace(load_settings(desk.office), document_consent=ConsentRule.REFUSE))
    desk.prompts.will_answer(True)
    page.panel.print_button.click()
    assert "It is not handed out." in page.panel.banner.text
    assert len(desk.prompts.printed) == 1
