"""The register and its panel: what is shown, handed out, signed, voided and replaced; nothing is done twice."""

from __future__ import annotations

import io
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from pypdf import PdfReader
from PySide6.QtCore import Qt

from desktop.domain.listing import ListKind, Query
from desktop.domain.receipts import DocumentState
from desktop.domain.summaries import TaskKind
from desktop.i18n import use_language
from desktop.services import lists
from desktop.services.documents import load_document, sign_document, void_document
from desktop.services.payouts import load_payout, take_back_payout
from desktop.services.people import load_person, save_person
from desktop.ui.documents.issue import IssueDialog
from desktop.ui.documents.page import DocumentsPage
from desktop.ui.shared.whole_rows import choose_row
from tests.services.office_kit import TODAY
from tests.ui.desk import desk_without_names
from tests.ui.kit import InlineTasks, assert_named
from tests.ui.money import Fund, make_fund

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from PySide6.QtWidgets import QDialog
    from pytestqt.qtbot import QtBot

    from tests.ui.desk import Desk

RECEIPT, VOUCHER = "DR/2026/0001", "PV/2026/0001"


@pytest.fixture
def fund(desk: Desk) -> Fund:
    """A receipt (D-0001) and a voucher (O-0001) are issued."""
    fund = make_fund(desk)
    desk.kit.give(fund.code, "600", fund.donor, receipt="en")
    desk.kit.pay(fund.code, fund.beneficiary, {1: "100"}, voucher="be")
    return fund


@pytest.fixture
def page(qtbot: QtBot, desk: Desk, fund: Fund) -> DocumentsPage:
    return open_page(qtbot, desk)


def open_page(qtbot: QtBot, desk: Desk) -> DocumentsPage:
    made = DocumentsPage(desk.place)
    qtbot.addWidget(made)
    made.resize(1140, 720)
    made.show()
    return made


def numbers(page: DocumentsPage) -> list[str]:
    return [page.rows.model.index(row, 0).data() for row in range(page.rows.model.rowCount())]


def cells(page: DocumentsPage, number: str) -> set[str]:
    row = numbers(page).index(number)
    return {page.rows.model.index(row, column).data() for column in range(page.rows.model.columnCount())}


def count(desk: Desk) -> int:
    return lists.read_outline(desk.office, ListKind.DOCUMENTS, Query()).count


def test_everything_is_named_in_both_languages(page: DocumentsPage) -> None:
    for language in ("en", "be"):
        use_language(language)
        page.open_code(VOUCHER)
        assert_named(page)


def test_the_register_says_each_document_and_shows_its_paper(page: DocumentsPage) -> None:
    assert numbers(page) == [VOUCHER, RECEIPT]
    assert {"Payment voucher", "Ганна Вэрас", "100.00 EUR", "Issued", "Беларуская"} <= cells(page, VOUCHER)
    assert not page.panel.view.has_pdf
    choose_row(page.rows.table, 1)
    assert page.panel.number == RECEIPT
    assert page.panel.title.text() == "DR/2026/0001 · Issued"
    assert page.panel.view.has_pdf
    assert page.status().endswith("sum 600.00 EUR")
    page.rows.table.selectAll()
    assert not page.panel.view.has_pdf
    assert page.panel.print_button.isHidden()
    page.rows.table.clearSelection()
    page.rows.boxes["kind"].setCurrentIndex(2)
    assert numbers(page) == [VOUCHER]


def test_a_document_is_gone_to_by_its_number(page: DocumentsPage, desk: Desk) -> None:
    page.rows.filter.setText("nothing like it")
    page.rows.apply_filter()
    page.open_code(RECEIPT)
    assert page.panel.number == RECEIPT
    assert [row.number for row in page.rows.selection.rows()] == [RECEIPT]
    page.panel.subject_button.click()
    assert desk.gone == [("donations", "D-0001")]
    page.open_code("DR/2026/0099")
    assert "DR/2026/0099" in page.panel.view.findChild(type(page.panel.words)).text() or not page.panel.view.has_pdf
    assert page.panel.print_button.isHidden()


def test_home_leads_to_what_waits_for_its_signature(page: DocumentsPage, desk: Desk) -> None:
    page.show_task(TaskKind.TO_SIGN)
    assert numbers(page) == [VOUCHER]
    choose_row(page.rows.table, 0)
    page.panel.signed_button.click()
    assert load_document(desk.office, VOUCHER).state is DocumentState.SIGNED
    assert "filed as signed" in page.panel.banner.text
    assert numbers(page) == [], "it waits no more"
    assert page.panel.number == VOUCHER or page.panel.number == ""


def test_the_first_one_out_is_the_original_all_others_are_marked(page: DocumentsPage, desk: Desk) -> None:
    page.open_code(VOUCHER)
    assert "the first print or file is the original" in page.panel.words.text()
    desk.prompts.will_answer(None)
    page.panel.print_button.click()
    assert not load_document(desk.office, VOUCHER).handed_out, "a cancelled printer uses nothing up"
    desk.prompts.will_answer(True, True)
    page.panel.print_button.click()
    assert load_document(desk.office, VOUCHER).handed_out
    assert page.panel.banner.text == "The original of PV/2026/0001 is printed."
    assert "marked as copy 1" in page.panel.words.text()
    page.panel.print_button.click()
    assert page.panel.banner.text == "Copy 1 of PV/2026/0001 is printed, and marked so."
    assert "1" in cells(page, VOUCHER), "the register counts copies"
    original, copy = desk.prompts.printed
    assert original.startswith(b"%PDF")
    assert original != copy


def test_a_printer_that_refuses_is_said_with_what_it_means(page: DocumentsPage, desk: Desk) -> None:
    page.open_code(VOUCHER)
    desk.prompts.will_answer(False)
    page.panel.print_button.click()
    assert page.panel.banner.text.startswith("The printer refused.")
    assert "copy 1" in page.panel.words.text()


def test_a_file_is_written_or_nothing_is_used_up(page: DocumentsPage, desk: Desk, tmp_path: Path) -> None:
    page.open_code(RECEIPT)
    desk.prompts.will_answer(None)
    page.panel.save_button.click()
    desk.prompts.will_answer(tmp_path / "no such folder" / "a.pdf")
    page.panel.save_button.click()
    assert "There is no such folder." in page.panel.banner.text
    assert not load_document(desk.office, RECEIPT).handed_out
    desk.prompts.will_answer(tmp_path / "a.pdf", tmp_path / "b.pdf")
    page.panel.save_button.click()
    assert desk.prompts.asked[-1] == ("choose_save", "Save DR/2026/0001", "DR-2026-0001.pdf")
    assert page.panel.banner.text == "The original of DR/2026/0001 is saved as a.pdf."
    page.panel.save_button.click()
    assert page.panel.banner.text == "Copy 1 of DR/2026/0001 is saved as b.pdf, and marked so."
    assert (tmp_path / "a.pdf").read_bytes() != (tmp_path / "b.pdf").read_bytes()


def test_a_void_needs_a_reason_and_stays_in_the_register(page: DocumentsPage, desk: Desk) -> None:
    page.open_code(RECEIPT)
    before = page.panel.paper
    desk.prompts.will_answer(None, "", "Wrong name")
    page.panel.void_button.click()
    page.panel.void_button.click()
    assert "Write why the document is void." in page.panel.banner.text
    assert load_document(desk.office, RECEIPT).state is DocumentState.ISSUED
    page.panel.void_button.click()
    assert load_document(desk.office, RECEIPT).void_reason == "Wrong name"
    assert page.panel.title.text() == "DR/2026/0001 · Void"
    assert "Void because: Wrong name." in page.panel.words.text()
    assert page.panel.void_button.isHidden()
    assert page.panel.signed_button.isHidden()
    assert before is not None
    assert page.panel.paper is not None
    assert page.panel.paper.pdf != before.pdf, "it bears VOID"
    assert "Void" in cells(page, RECEIPT)
    desk.prompts.will_answer(True)
    page.panel.print_button.click()
    assert page.panel.banner.text == "DR/2026/0001 is printed, marked VOID."


def issuing(check: Callable[[IssueDialog], object]) -> Callable[[QDialog], bool]:
    def answer(dialog: QDialog) -> bool:
        assert isinstance(dialog, IssueDialog)
        check(dialog)
        return bool(dialog.result())

    return answer


def test_a_void_one_is_replaced_once(page: DocumentsPage, desk: Desk) -> None:
    void_document(desk.office, RECEIPT, "Wrong name")
    page.open_code(RECEIPT)
    assert not page.panel.replace_button.isHidden()
    desk.prompts.will_answer(issuing(lambda dialog: dialog.do_it.click()))
    page.panel.replace_button.click()
    assert load_document(desk.office, "DR/2026/0002").replaces == RECEIPT
    assert page.panel.number == "DR/2026/0002"
    assert "It stands in for DR/2026/0001." in page.panel.words.text()
    assert "DR/2026/0002 is issued in place of DR/2026/0001." in page.panel.banner.text
    page.open_code(RECEIPT)
    assert page.panel.replace_button.isHidden(), "a valid one is there"
    assert "DR/2026/0002" in numbers(page)


def test_what_was_taken_back_gets_no_replacement(page: DocumentsPage, desk: Desk) -> None:
    void_document(desk.office, VOUCHER, "Slip")
    take_back_payout(desk.office, "O-0001", "Slip", TODAY)
    page.open_code(VOUCHER)
    assert page.panel.replace_button.isHidden()


def test_signing_twice_is_refused_in_words(page: DocumentsPage, desk: Desk) -> None:
    page.open_code(VOUCHER)
    sign_document(desk.office, VOUCHER)
    page.panel.signed_button.click()
    assert "already marked as signed" in page.panel.banner.text
    assert load_payout(desk.office, "O-0001").voucher == VOUCHER


def test_issuing_previews_takes_one_number_and_offers_the_way_out(qtbot: QtBot, desk: Desk, fund: Fund) -> None:
    desk.kit.give(fund.code, "5", fund.donor)
    dialog = IssueDialog(desk.place, "D-0002", load_document(desk.office, RECEIPT).kind)
    qtbot.addWidget(dialog)
    dialog.show()
    assert_named(dialog)
    assert dialog.view.has_pdf
    dialog.purpose.text.setPlainText("For the winter")
    dialog.choices.language.write("be")
    dialog.choices.language.on_edited()
    assert count(desk) == 2, "a preview takes no number"
    assert not dialog.save_button.isVisible()
    dialog.do_it.click()
    dialog.do_it.click()
    dialog._on_issue()  # a click that was already on its way
    assert count(desk) == 3
    assert dialog.issued is not None
    assert dialog.issued.number == "DR/2026/0002"
    assert dialog.done_title.text() == "Receipt DR/2026/0002 is issued"
    assert_named(dialog)
    desk.prompts.will_answer(True)
    dialog.print_button.click()
    assert dialog.banner.text == "The original of DR/2026/0002 is printed."
    assert "copy 1" in dialog.done_words.text()
    dialog.reject()
    assert dialog.result() == 1, "closing afterwards is no cancelling"


def test_the_recipients_language_is_proposed_beside_the_offices(qtbot: QtBot, desk: Desk, fund: Fund) -> None:
    person = load_person(desk.office, fund.donor)
    save_person(desk.office, replace(person.draft, languages="pl, en"), fund.donor, person.revision)
    desk.kit.give(fund.code, "5", fund.donor)
    dialog = IssueDialog(desk.place, "D-0002", load_document(desk.office, RECEIPT).kind)
    qtbot.addWidget(dialog)
    assert [dialog.choices.language.read(), dialog.choices.second.read()] == ["en", "pl"]
    assert dialog.view.has_pdf
    dialog.do_it.click()
    assert dialog.issued is not None
    said = "".join(page.extract_text() for page in PdfReader(io.BytesIO(dialog._pdf)).pages)
    assert "Donation receipt" in said
    assert "Potwierdzenie darowizny" in said
    again = dialog.choices
    again.second.write("be")
    again.second.changed = True
    again.propose_second("lt")
    assert again.request().second_language == "be", "what a person chose stays"


def test_issuing_what_has_a_valid_one_is_refused(qtbot: QtBot, desk: Desk, fund: Fund) -> None:
    dialog = IssueDialog(desk.place, "D-0001", load_document(desk.office, RECEIPT).kind)
    qtbot.addWidget(dialog)
    dialog.do_it.click()
    assert "DR/2026/0001 is already issued for D-0001." in dialog.banner.text
    assert dialog.issued is None
    dialog.cancel.click()
    assert dialog.result() == 0
    assert count(desk) == 2


def test_without_the_book_of_names_the_register_stays_and_papers_do_not(
    qtbot: QtBot, desk: Desk, fund: Fund, tasks: InlineTasks
) -> None:
    page = open_page(qtbot, desk_without_names(desk, tasks))
    assert numbers(page) == [VOUCHER, RECEIPT]
    page.open_code(VOUCHER)
    assert not page.panel.view.has_pdf
    assert not page.panel.print_button.isEnabled()
    assert page.panel.title.text().startswith(VOUCHER)


def test_an_empty_register_says_where_documents_come_from(qtbot: QtBot, desk: Desk) -> None:
    page = open_page(qtbot, desk)
    assert page.rows.first_use.isVisible()
    page.open_code(RECEIPT)
    assert page.panel.print_button.isHidden()


def test_a_narrow_window_shows_the_list_or_the_paper_and_the_way_back(page: DocumentsPage, qtbot: QtBot) -> None:
    assert page.panel.isVisible()
    assert page.rows.isVisible()
    assert not page.beside.back_button.isVisible()
    page.resize(700, 480)
    assert page.rows.isVisible()
    assert not page.panel.isVisible()
    choose_row(page.rows.table, 0)
    assert not page.panel.isVisible(), "choosing is not opening"
    page.rows.table.opened.emit(0)
    assert page.panel.isVisible()
    assert not page.rows.isVisible()
    assert page.panel.number == VOUCHER
    qtbot.keyClick(page.panel, Qt.Key.Key_Escape)
    assert page.rows.isVisible()
    assert not page.panel.isVisible()
    page.open_code(RECEIPT)
    assert page.panel.isVisible()
    page.beside.back_button.click()
    assert page.rows.isVisible()
    page.open_code(RECEIPT)
    page.focus_filter()
    assert page.rows.isVisible()
    page.resize(1140, 720)
    assert page.panel.isVisible()
    assert page.rows.isVisible()


def test_what_is_done_with_several_stands_below_the_list(page: DocumentsPage) -> None:
    page.resize(700, 600)
    page.rows.table.selectAll()
    assert page.batch.isVisible()
    assert page.rows.isAncestorOf(page.batch)
