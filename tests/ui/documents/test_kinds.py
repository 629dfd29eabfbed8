"""Kinds of documents at the screen: chosen when issued, statements asked for, texts edited beside the paper."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from desktop.domain.ledger import PaymentMethod
from desktop.domain.papers import PaperForm, PaperLayout
from desktop.domain.receipts import DocumentKind, thaw
from desktop.services.templates import load_template
from desktop.ui.documents.issue import IssueDialog
from desktop.ui.documents.page import DocumentsPage
from desktop.ui.documents.statement import StatementDialog
from desktop.ui.settings.templates import TemplatesDialog
from tests.ui.kit import assert_named
from tests.ui.money import Fund, make_fund

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from tests.ui.desk import Desk

DR, MV, PV = DocumentKind.DONATION_RECEIPT, DocumentKind.MONEY_IN_VOUCHER, DocumentKind.PAYMENT_VOUCHER
TC = DocumentKind.TRANSFER_CONFIRMATION


@pytest.fixture
def fund(desk: Desk) -> Fund:
    """A gift in cash (D-0001) and a payout by bank (O-0001)."""
    fund = make_fund(desk)
    desk.kit.give(fund.code, "600", fund.donor, method=PaymentMethod.CASH)
    desk.kit.pay(fund.code, fund.beneficiary, {1: "100"})
    return fund


def test_kind_form_sheet_and_accounts_are_chosen_when_it_is_issued(qtbot: QtBot, desk: Desk, fund: Fund) -> None:
    dialog = IssueDialog(desk.place, "O-0001", PV, others=(TC,))
    qtbot.addWidget(dialog)
    dialog.show()
    assert_named(dialog)
    paper = dialog.paper
    assert paper.form.isVisibleTo(dialog)
    assert not paper.end_to_end.isVisibleTo(dialog)
    paper.kind.write(TC)
    paper.kind.on_edited()
    paper._on_kind()
    assert (paper.form.isVisibleTo(dialog), paper.end_to_end.isVisibleTo(dialog)) == (False, True)
    paper.kind.write(PV)
    paper._on_kind()
    paper.form.write(PaperForm.EAST)
    paper.form.on_edited()
    paper.layout.write(PaperLayout.A4)
    paper.debit.line.setText("949")
    dialog.do_it.click()
    assert dialog.issued is not None
    with desk.office.work() as work:
        facts = thaw(work.documents.facts(dialog.issued.number))
    assert facts.paper is not None
    assert (facts.paper.form, facts.paper.layout, facts.paper.debit) == (PaperForm.EAST, PaperLayout.A4, "949")


def test_a_receipt_asks_for_the_donors_code_and_agreement(qtbot: QtBot, desk: Desk, fund: Fund) -> None:
    dialog = IssueDialog(desk.place, "D-0001", DR, others=(MV,))
    qtbot.addWidget(dialog)
    dialog.show()
    assert_named(dialog)
    paper = dialog.paper
    assert paper.donor_code.isVisibleTo(dialog)
    paper.donor_code.line.setText("39001010000")
    paper.agreement.line.setText("A/7")
    paper.kind.write(MV)
    paper._on_kind()
    assert not paper.agreement.isVisibleTo(dialog)
    paper.kind.write(DR)
    paper._on_kind()
    dialog.do_it.click()
    assert dialog.issued is not None
    with desk.office.work() as work:
        facts = thaw(work.documents.facts(dialog.issued.number))
    assert facts.paper is not None
    assert (facts.paper.donor_code, facts.paper.agreement) == ("39001010000", "A/7")


def test_a_text_too_long_is_said_at_its_field_and_kept(qtbot: QtBot, desk: Desk, fund: Fund) -> None:
    dialog = IssueDialog(desk.place, "O-0001", PV)
    qtbot.addWidget(dialog)
    dialog.paper.attachments.line.setText("x" * 400)
    dialog.do_it.click()
    assert dialog.issued is None
    assert "300" in dialog.paper.attachments.problem
    assert dialog.paper.attachments.read() == "x" * 400


def test_a_statement_is_asked_for_and_issued(qtbot: QtBot, desk: Desk, fund: Fund) -> None:
    page = DocumentsPage(desk.place)
    qtbot.addWidget(page)
    page.show()
    assert page.statement_button.text() == "Annual statement…"
    asked = StatementDialog(desk.place)
    qtbot.addWidget(asked)
    asked.show()
    assert_named(asked)
    asked.do_it.click()
    assert asked.donor.problem, "a donor is needed"
    asked.donor.write(fund.donor)
    asked.year.write("2026")
    asked.do_it.click()
    assert asked.subject == f"{fund.donor}/2026/EUR"
    dialog = IssueDialog(desk.place, asked.subject, DocumentKind.ANNUAL_STATEMENT)
    qtbot.addWidget(dialog)
    dialog.do_it.click()
    assert dialog.done_title.text() == "Statement AS/2026/0001 is issued"
    page.open_code("AS/2026/0001")
    assert page.panel.subject_button.text() == f"Go to {fund.donor}"


def test_texts_are_edited_beside_the_paper_and_saved_as_versions(qtbot: QtBot, desk: Desk, fund: Fund) -> None:
    dialog = TemplatesDialog(desk.place)
    qtbot.addWidget(dialog)
    dialog.show()
    assert_named(dialog)
    assert dialog.view.has_pdf
    assert "Version 1" in dialog.version.text()
    dialog.texts["thanks"].text.setPlainText("Thank you!")
    assert dialog.dirty
    dialog.save.click()
    assert "Version 2" in dialog.version.text()
    assert not dialog.dirty
    assert load_template(desk.office, dialog.kind.read(), dialog.language.read()).texts.thanks == "Thank you!"
    dialog.texts["thanks"].text.setPlainText("x" * 1100)
    dialog.save.click()
    assert dialog.texts["thanks"].problem
    desk.prompts.will_answer(False)
    dialog.reject()
    assert dialog.isVisible(), "what is not saved is asked about"
    desk.prompts.will_answer(True)
    dialog.reject()
    assert not dialog.isVisible()
