"""Advances: given, settled by proofs in a grid with what follows from them, taken back, aged, on paper."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

import pytest
from PySide6.QtWidgets import QPushButton

from desktop.domain.advances import AdvanceAge, AdvanceDraft, AdvanceState, ProofLine, SettlementDraft
from desktop.domain.cash import CashDraft, CashKind
from desktop.domain.consents import ConsentRule
from desktop.domain.ledger import PaymentMethod
from desktop.domain.people import NameUse
from desktop.domain.receipts import IssueRequest
from desktop.domain.roles import Role
from desktop.i18n import use_language
from desktop.services import cash
from desktop.services.advances import give_advance, load_advance, settle_advance
from desktop.services.documents import issue_document
from desktop.services.settings import load_settings, save_settings
from desktop.ui.advances.form import AdvanceForm
from desktop.ui.advances.page import AdvanceList, AdvancesPage, make_advances_page
from desktop.ui.advances.paper import SettlementPaperPage
from desktop.ui.advances.record import AdvancePage
from desktop.ui.advances.settle import SettleForm
from desktop.ui.documents.issue import IssueDialog
from desktop.ui.documents.panel import DocumentPanel
from desktop.ui.people.consent_dialogs import ConsentDialog
from desktop.ui.shared.take_back import TakeBackDialog
from desktop.ui.workplace import NEW
from tests.services.office_kit import TODAY, eur
from tests.ui.kit import assert_named
from tests.ui.money import Fund, available, make_fund, type_in, write

if TYPE_CHECKING:
    from PySide6.QtWidgets import QDialog
    from pytestqt.qtbot import QtBot

    from tests.ui.desk import Desk


@pytest.fixture
def fund(desk: Desk) -> Fund:
    made = make_fund(desk, "600")
    cash.record_cash(desk.office, CashDraft(CashKind.WITHDRAWAL, eur("300"), date(2026, 5, 1)))
    return made


@pytest.fixture
def section(qtbot: QtBot, desk: Desk, fund: Fund) -> AdvancesPage:
    page = make_advances_page(desk.place)
    qtbot.addWidget(page)
    page.resize(1140, 720)
    page.show()
    return page


def give(desk: Desk, fund: Fund, amount: str = "200") -> str:
    draft = AdvanceDraft(fund.beneficiary, fund.code, eur(amount), date(2026, 4, 1), date(2026, 5, 1), purpose="Rent")
    return give_advance(desk.office, AdvanceDraft(**{**_fields(draft), "method": PaymentMethod.BANK})).code


def _fields(draft: AdvanceDraft) -> dict[str, object]:
    return {name: getattr(draft, name) for name in draft.__slots__}


def prove(form: SettleForm, *proofs: tuple[int, str]) -> None:
    cells: dict[tuple[int, str], object] = {}
    for at, (item, amount) in enumerate(proofs):
        cells[at, "item"], cells[at, "document"], cells[at, "amount"] = item, f"FV {at + 1}", eur(amount)
    form.proofs.grid.model.put_many(cells)


def opened(section: AdvancesPage, code: str) -> SettleForm:
    section.open_code(f"settle:{code}")
    form = section.form
    assert isinstance(form, SettleForm)
    return form


def test_everything_is_named_in_both_languages(desk: Desk, section: AdvancesPage, fund: Fund) -> None:
    code = give(desk, fund)
    for language in ("en", "be"):
        use_language(language)
        assert_named(section)
        for target in (NEW, code, f"settle:{code}", f"sheet:{code}"):
            section.open_code(target)
            assert section.form is not None
            assert_named(section.form)
            section.form.form.clean()
            section.close_form()


def test_an_advance_is_given_and_shown(desk: Desk, section: AdvancesPage, fund: Fund) -> None:
    section.open_code(f"new:{fund.code}")
    form = section.form
    assert isinstance(form, AdvanceForm)
    assert "600.00 EUR available" in form.standing.text()
    write(form, "person", fund.beneficiary)
    type_in(form, "amount", "600.01")
    form.save()
    assert "600.00 EUR" in form.form.fields["amount"].problem
    type_in(form, "amount", "400")
    form.save()
    assert "cash desk holds 300.00 EUR" in form.form.fields["amount"].problem
    type_in(form, "amount", "200")
    form.save()
    page = section.form
    assert isinstance(page, AdvancePage)
    assert page.banner.text == "A-0001 is recorded."
    assert page.facts.said("fact_open") == "200.00 EUR"
    assert available(desk, fund.code) == eur("400")


def test_who_may_only_look_scrolls_the_proofs_and_enters_none(desk: Desk, section: AdvancesPage, fund: Fund) -> None:
    code = give(desk, fund)
    desk.office.duty.roles = frozenset({Role.VIEWER})
    proofs = opened(section, code).proofs
    assert proofs.grid.model.held
    assert proofs.grid.table.isEnabled()
    assert not proofs.grid.add_button.isEnabled()


def test_what_is_left_is_returned_and_what_lacks_topped_up(desk: Desk, section: AdvancesPage, fund: Fund) -> None:
    form = opened(section, give(desk, fund))
    assert "200.00 EUR was given on 2026-04-01" in form.standing.text()
    prove(form, (1, "90"), (2, "50"))
    assert form.returned.read() == eur("60")
    assert form.topped_up.read() is None
    assert form.whole.text().endswith("0.00 EUR stays open")
    prove(form, (1, "190"))
    assert (form.returned.read(), form.topped_up.read()) == (None, eur("40"))
    prove(form, (1, "90"))
    type_in(form, "returned", "10")
    assert not form.rest.read()
    assert form.whole.text().endswith("50.00 EUR stays open")
    form.save()
    page = section.form
    assert isinstance(page, AdvancePage)
    assert page.banner.text == "The settlement is recorded."
    assert load_advance(desk.office, "A-0001").open == eur("50")


def test_a_proof_above_its_item_is_marked_in_its_cell(desk: Desk, section: AdvancesPage, fund: Fund) -> None:
    form = opened(section, give(desk, fund))
    prove(form, (1, "20"), (2, "300.01"))
    form.proofs.grid.model.put(0, "document", "")
    form.save()
    assert section.form is form
    assert "300.00 EUR" in form.proofs.grid.model.problem(1, "amount")
    assert form.proofs.grid.model.problem(0, "document")
    form.proofs.grid.model.put(1, "amount", form.proofs.grid.model.read_text(form.proofs.grid.model.columns[3], "x"))
    form.save()
    assert "cannot be read" in form.proofs.grid.model.problem(1, "amount")


def take_back(desk: Desk) -> None:
    def answer(dialog: QDialog) -> bool:
        assert isinstance(dialog, TakeBackDialog)
        dialog.reason.write("a slip")
        dialog.do_it.click()
        return True

    desk.prompts.will_answer(answer)


def test_a_settlement_and_its_advance_are_taken_back(desk: Desk, section: AdvancesPage, fund: Fund) -> None:
    form = opened(section, give(desk, fund))
    prove(form, (1, "200"))
    form.save()
    page = section.form
    assert isinstance(page, AdvancePage)
    assert page.settle_button.isHidden()
    assert page.take_back_button.isHidden()
    take_back(desk)
    page._on_take_back_settlement(1)
    assert load_advance(desk.office, "A-0001").state is AdvanceState.OPEN
    assert not page.settle_button.isHidden()
    take_back(desk)
    page.take_back_button.click()
    assert page.facts.said("fact_state") == "Taken back"
    assert available(desk, fund.code) == eur("600")


def test_ages_stand_above_the_list(desk: Desk, section: AdvancesPage, fund: Fund) -> None:
    give(desk, fund)
    section.refresh()
    rows = section.rows
    assert isinstance(rows, AdvanceList)
    assert rows.strip[AdvanceAge.UP_TO_60].text().splitlines() == ["31 to 60 days", "200.00 EUR", "1 advance"]
    assert rows.strip[AdvanceAge.OVER_90].text().splitlines() == ["Over 90 days", "—", "none"]
    (_at, row), *_none = rows.model.loaded_rows()
    assert (row.days, row.overdue) == ((TODAY - date(2026, 4, 1)).days, True)


def test_the_settlement_sheet_is_drawn_in_both_languages(desk: Desk, section: AdvancesPage, fund: Fund) -> None:
    section.open_code(f"sheet:{give(desk, fund)}")
    page = section.form
    assert isinstance(page, SettlementPaperPage)
    english = page._pdf
    write_language(page, "be")
    assert page._pdf is not None
    assert page._pdf != english


def test_a_settlement_sheet_by_name_asks_for_the_consent(desk: Desk, section: AdvancesPage, fund: Fund) -> None:
    code = give(desk, fund)
    section.open_code(f"sheet:{code}")
    page = section.form
    assert isinstance(page, SettlementPaperPage)
    assert "did not agree that accountants see the name" in page.banner.text
    assert page.save_paper_button.isEnabled(), "the office only warns"
    save_settings(desk.office, replace(load_settings(desk.office), document_consent=ConsentRule.REFUSE))
    page.show_paper()
    assert page.names.read() is NameUse.CODE, "what nobody chose gives way"
    assert page.save_paper_button.isEnabled()
    assert not page.banner.text
    page.names.write(NameUse.NAME)
    page.names.on_edited()
    assert not page.save_paper_button.isEnabled()
    assert page.banner.text == "This paper may not have the name without a consent."

    def agree(dialog: QDialog) -> bool:
        assert isinstance(dialog, ConsentDialog)
        dialog.do_it.click()
        return True

    desk.prompts.will_answer(agree)
    page.banner._act.click()
    assert page.save_paper_button.isEnabled()
    assert not page.banner.text


def write_language(page: SettlementPaperPage, language: str) -> None:
    page.language.write(language)
    page.language.on_edited()


def test_cash_of_an_advance_gets_its_vouchers(desk: Desk, section: AdvancesPage, fund: Fund) -> None:
    draft = AdvanceDraft(fund.beneficiary, fund.code, eur("200"), date(2026, 5, 2), date(2026, 5, 12))
    code = give_advance(desk.office, draft).code
    lines = (ProofLine(1, eur("150"), "FV 1", date(2026, 5, 3)),)
    settle_advance(desk.office, code, SettlementDraft(TODAY, lines, eur("50"), eur("0")))
    section.open_code(code)
    record = section.form
    assert isinstance(record, AdvancePage)

    def issue(dialog: QDialog) -> bool:
        assert isinstance(dialog, IssueDialog)
        assert_named(dialog)
        dialog.do_it.click()
        return True

    desk.prompts.will_answer(issue, issue)
    record.issue_button.click()
    assert "Voucher PV/2026/0001 is issued" in record.banner.text
    assert record.issue_button.isHidden()
    back = record.findChild(QPushButton, "advance.issue_1")
    assert back.text() == "Money-in voucher…"
    back.click()
    assert "Voucher MV/2026/0001 is issued" in record.banner.text
    assert record.record is not None
    assert dict(record.record.vouchers) == {0: "PV/2026/0001", 1: "MV/2026/0001"}
    assert_named(record)


def test_its_voucher_leads_back_to_the_advance(desk: Desk, qtbot: QtBot, fund: Fund) -> None:
    draft = AdvanceDraft(fund.beneficiary, fund.code, eur("20"), date(2026, 5, 2), date(2026, 5, 12))
    code = give_advance(desk.office, draft).code
    issue_document(desk.office, code, IssueRequest("en"))
    panel = DocumentPanel(desk.place)
    qtbot.addWidget(panel)
    panel.show_number("PV/2026/0001")
    assert panel.subject_button.text() == f"Go to {code}"
    desk.prompts.will_answer("A slip")
    panel.void()
    assert panel.paper is not None
    assert panel.paper.replaceable
