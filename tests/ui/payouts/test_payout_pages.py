"""Payouts: amounts beside the items, overspending refused with its figures, the voucher, signing, taking back."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from desktop.domain.listing import ListKind, Query
from desktop.domain.payouts import PayeeRole, PayoutState
from desktop.domain.summaries import TaskKind
from desktop.i18n import use_language
from desktop.services import lists
from desktop.services.campaigns import save_campaign
from desktop.services.documents import load_document
from desktop.services.payouts import load_payout
from desktop.services.settings import load_settings, save_settings
from desktop.ui.documents.issue import IssueDialog
from desktop.ui.money.form import Start
from desktop.ui.payouts.form import PayoutForm
from desktop.ui.payouts.page import make_payouts_page
from desktop.ui.payouts.record import PayoutPage
from desktop.ui.shared import form_page
from desktop.ui.shared.take_back import TakeBackDialog
from desktop.ui.workplace import NEW
from tests.services.office_kit import draft_campaign, eur
from tests.ui.kit import assert_named
from tests.ui.money import Fund, available, make_fund, shown, tick, type_in, write

if TYPE_CHECKING:
    from PySide6.QtWidgets import QDialog
    from pytestqt.qtbot import QtBot

    from desktop.ui.money.page import MoneyPage
    from tests.ui.desk import Desk


@pytest.fixture
def fund(desk: Desk) -> Fund:
    return make_fund(desk, "600")


@pytest.fixture
def section(qtbot: QtBot, desk: Desk) -> MoneyPage:
    page = make_payouts_page(desk.place)
    qtbot.addWidget(page)
    page.resize(1140, 720)
    page.show()
    return page


def new_form(qtbot: QtBot, desk: Desk, fund: Fund) -> PayoutForm:
    form: PayoutForm = shown(qtbot, PayoutForm(desk.place, Start(fund.code)))
    return form


def record_page(qtbot: QtBot, desk: Desk, code: str) -> PayoutPage:
    page: PayoutPage = shown(qtbot, PayoutPage(desk.place, code))
    return page


def test_who_may_not_pay_is_offered_nothing_and_reads_why(
    qtbot: QtBot, desk: Desk, fund: Fund, monkeypatch: pytest.MonkeyPatch
) -> None:
    save_settings(desk.office, replace(load_settings(desk.office), approval_threshold=eur("100")))
    monkeypatch.setattr(form_page, "kept_from", lambda *_all: "Only to be read")
    form = new_form(qtbot, desk, fund)
    pay(form, 1, "5")
    assert not form.save_button.isEnabled()
    assert not form.save_another.isEnabled()
    assert form.note.text() == "Only to be read"
    assert form.note.isVisible()
    assert not any(row.amount.isEnabled() for row in form.lines.rows), "nothing can be typed into the items' rows"


def test_a_stored_payout_that_may_not_be_changed_is_read_alone(
    qtbot: QtBot, desk: Desk, fund: Fund, monkeypatch: pytest.MonkeyPatch
) -> None:
    save_settings(desk.office, replace(load_settings(desk.office), approval_threshold=eur("100")))
    draft = new_form(qtbot, desk, fund)
    pay(draft, 1, "10")
    draft.draft_button.click()
    monkeypatch.setattr(form_page, "kept_from", lambda *_all: "Only to be read")
    form: PayoutForm = shown(qtbot, PayoutForm(desk.place, Start(change="O-0001")))
    assert form.lines.rows[0].amount.text() == "10.00"
    assert not form.lines.rows[0].amount.isEnabled()
    assert form.form.fields["invoice"].editor.property("readOnly")
    assert not form.submit_button.isEnabled()


def pay(form: PayoutForm, line: int, text: str) -> None:
    """Type an amount beside an item, and leave the field."""
    row = next(row for row in form.lines.rows if row.item.line == line)
    row.amount.setText(text)
    row.amount.editingFinished.emit()


def count(desk: Desk) -> int:
    return lists.read_outline(desk.office, ListKind.PAYOUTS, Query()).count


def test_everything_is_named_in_both_languages(qtbot: QtBot, desk: Desk, section: MoneyPage, fund: Fund) -> None:
    desk.kit.pay(fund.code, fund.beneficiary, {1: "10"}, voucher="en")
    for language in ("en", "be"):
        use_language(language)
        assert_named(new_form(qtbot, desk, fund))
        assert_named(record_page(qtbot, desk, "O-0001"))
        assert_named(section)


def test_several_items_are_paid_at_once(section: MoneyPage, desk: Desk, fund: Fund) -> None:
    section.open_code(f"{NEW}:{fund.code}")
    form = section.form
    assert isinstance(form, PayoutForm)
    assert form.payee.read() == fund.beneficiary, "the campaign's beneficiary is proposed"
    pay(form, 1, "1oo")
    assert not form.lines.rows[0].problem.isHidden()
    pay(form, 1, "400,5")
    assert form.lines.rows[0].amount.text() == "400.50"
    pay(form, 2, "99.50")
    assert form.lines.whole.text() == "Whole: 500.00 EUR of 600.00 EUR available"
    assert form.dirty
    write(form, "purpose", "Rent of May")
    form.save()
    form.save()
    paid = load_payout(desk.office, "O-0001")
    assert [(line.item, line.amount) for line in paid.draft.lines] == [(1, eur("400.50")), (2, eur("99.50"))]
    assert (paid.draft.payee, paid.draft.purpose) == (fund.beneficiary, "Rent of May")
    page = section.form
    assert isinstance(page, PayoutPage)
    assert "O-0001 is recorded." in page.banner.text
    assert page.facts.said("fact_items") == "1 Line 1: 400.50 EUR\n2 Line 2: 99.50 EUR"
    assert page.facts.said("fact_purpose") == "Rent of May"
    assert count(desk) == 1


def test_overspending_is_refused_with_its_figures_at_the_line(qtbot: QtBot, desk: Desk, fund: Fund) -> None:
    form = new_form(qtbot, desk, fund)
    pay(form, 1, "500.01")
    assert "500.00 EUR" in form.lines.rows[0].problem.text()
    form.save()
    assert "500.01 EUR" in form.lines.rows[0].problem.text()
    assert form.lines.rows[1].problem.isHidden()
    pay(form, 1, "400")
    assert form.lines.rows[0].problem.isHidden()
    pay(form, 2, "200.01")
    assert form.lines.whole.text().startswith("▲")
    form.save()
    assert form.lines.trouble.text().startswith("600.01 EUR is more than is available of C-0001: 600.00 EUR.")
    pay(form, 2, "-5")
    form.save()
    assert form.lines.rows[1].problem.text()
    assert count(desk) == 0


def test_what_is_missing_is_said(qtbot: QtBot, desk: Desk, fund: Fund) -> None:
    form = new_form(qtbot, desk, fund)
    form.save()
    assert form.lines.trouble.text() == "Say which expense item is paid, and how much."
    write(form, "payee", None)
    pay(form, 1, "500.01")
    pay(form, 2, "x")
    form.save()
    assert "500.00 EUR" in form.lines.rows[0].problem.text(), "one line's fault hides no other's"
    assert form.payee.problem
    assert form.lines.rows[1].problem.text(), "fields and lines are marked at once"
    assert count(desk) == 0


def test_all_that_remains_is_filled_in_as_far_as_the_money_goes(qtbot: QtBot, desk: Desk, fund: Fund) -> None:
    form = new_form(qtbot, desk, fund)
    form.lines.rows[0].rest.click()
    form.lines.rows[1].rest.click()
    assert [row.amount.text() for row in form.lines.rows] == ["500.00", "100.00"]
    form.save()
    again = new_form(qtbot, desk, fund)
    assert not again.lines.rows[0].amount.isEnabled(), "nothing remains of it"
    again.lines.rows[1].rest.click()
    assert again.lines.rows[1].amount.text() == "", "nothing is left in the fund"


def test_money_that_went_meanwhile_is_refused_by_the_service(qtbot: QtBot, desk: Desk, fund: Fund) -> None:
    form = new_form(qtbot, desk, fund)
    pay(form, 1, "400")
    desk.kit.pay(fund.code, fund.beneficiary, {1: "200"})
    form.save()
    assert "300.00 EUR" in form.lines.rows[0].problem.text()
    assert form.lines.rows[0].amount.text() == "400.00"


def test_archived_items_are_not_offered_and_a_campaign_may_have_none(qtbot: QtBot, desk: Desk) -> None:
    empty = save_campaign(desk.office, draft_campaign()).code
    form: PayoutForm = shown(qtbot, PayoutForm(desk.place, Start(empty)))
    assert form.lines.rows == []
    assert form.lines.whole.text() == "This campaign has no expense items: add one first."
    form.picker.line.clear()
    assert form.lines.whole.isHidden()


def test_a_voucher_is_previewed_and_issued_with_the_payout(qtbot: QtBot, desk: Desk, fund: Fund) -> None:
    form = new_form(qtbot, desk, fund)
    tick(form)
    form.preview()
    assert form.lines.trouble.text(), "there is nothing to preview yet"
    pay(form, 1, "40")
    write(form, "language", "be")
    desk.prompts.will_answer(True)
    form.preview()
    assert desk.prompts.asked == [("show", "preview.dialog")]
    assert count(desk) == 0
    made: list[str | None] = []
    form.recorded.connect(lambda record, _start, _another: made.append(record.document))
    form.save()
    assert made == ["PV/2026/0001"]
    assert load_document(desk.office, "PV/2026/0001").language == "be"


def test_a_recorded_payout_gets_its_voucher_and_its_signature(qtbot: QtBot, desk: Desk, fund: Fund) -> None:
    desk.kit.pay(fund.code, fund.beneficiary, {1: "40"})
    page = record_page(qtbot, desk, "O-0001")
    assert page.facts.said("fact_voucher") == "None yet"

    def issue(dialog: QDialog) -> bool:
        assert isinstance(dialog, IssueDialog)
        dialog.do_it.click()
        return True

    desk.prompts.will_answer(issue)
    page.issue_button.click()
    assert page.panel.number == "PV/2026/0001"
    assert not page.panel.signed_button.isHidden()
    page.panel.signed_button.click()
    assert load_payout(desk.office, "O-0001").state is PayoutState.SIGNED
    assert page.facts.said("fact_state") == "Paid and signed"
    assert page.panel.signed_button.isHidden()


def test_a_payout_is_taken_back_after_its_voucher_is_void(qtbot: QtBot, desk: Desk, fund: Fund) -> None:
    desk.kit.pay(fund.code, fund.beneficiary, {1: "40"}, voucher="en")
    page = record_page(qtbot, desk, "O-0001")
    page.take_back_button.click()
    assert "The voucher PV/2026/0001 rests on this payout." in page.banner.text
    assert available(desk, fund.code) == eur("560")

    def give_up(dialog: QDialog) -> bool:
        assert isinstance(dialog, TakeBackDialog)
        dialog.keep.click()
        return bool(dialog.result())

    def take_back(dialog: QDialog) -> bool:
        assert isinstance(dialog, TakeBackDialog)
        dialog.reason.write("The clinic sent it back")
        dialog.do_it.click()
        return bool(dialog.result())

    desk.prompts.will_answer("Money came back", give_up, take_back)
    page.panel.void_button.click()
    page.take_back_button.click()
    assert load_payout(desk.office, "O-0001").countered_by is None
    page.take_back_button.click()
    paid = load_payout(desk.office, "O-0001")
    assert paid.state is PayoutState.TAKEN_BACK
    assert paid.taken_back_because == "The clinic sent it back"
    assert page.facts.said("fact_state") == "Taken back"
    assert available(desk, fund.code) == eur("600")


def test_home_leads_to_what_waits_for_a_voucher(section: MoneyPage, desk: Desk, fund: Fund) -> None:
    desk.kit.pay(fund.code, fund.beneficiary, {1: "40"}, voucher="en")
    desk.kit.pay(fund.code, fund.beneficiary, {1: "50", 2: "7"})
    section.show_task(TaskKind.NO_VOUCHER)
    cells = [section.rows.model.index(0, column).data() for column in range(section.rows.model.columnCount())]
    assert section.rows.model.count == 1
    assert {"O-0002", "57.00 EUR", "1 Line 1; 2 Line 2", "Paid", "Ганна Вэрас"} <= set(cells)


def test_save_and_new_begins_with_the_same_campaign(section: MoneyPage, fund: Fund) -> None:
    section.open_code(f"{NEW}:{fund.code}")
    form = section.form
    assert isinstance(form, PayoutForm)
    pay(form, 1, "10")
    type_in(form, "on", "19.5.2026")
    form.save(another=True)
    again = section.form
    assert isinstance(again, PayoutForm)
    assert again.form.fields["on"].read().day == 19
    assert again.lines.whole.text() == "Whole: 0.00 EUR of 590.00 EUR available"
    assert not again.lines.touched


def test_a_payee_is_the_beneficiary_only_if_the_campaign_is_for_them(qtbot: QtBot, desk: Desk) -> None:
    florist, landlord = desk.kit.person("Florist"), desk.kit.person("Landlord")
    fund = desk.kit.campaign("500", beneficiary=florist).code
    form: PayoutForm = shown(qtbot, PayoutForm(desk.place, Start(fund)))
    assert (form.payee.read(), form.role.read()) == (florist, PayeeRole.BENEFICIARY)
    for payee, role in ((landlord, PayeeRole.OTHER), (florist, PayeeRole.BENEFICIARY)):
        form.payee.write(payee)
        form.payee.on_edited()
        assert form.role.read() is role
    form.role.write(PayeeRole.RELATIVE)
    form.payee.write(landlord)
    form.payee.on_edited()
    assert form.role.read() is PayeeRole.RELATIVE, "what was said stays"
