"""Money in: a donation is entered, previewed, recorded with its receipt, shown read-only, and taken back."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from desktop.domain.errors import DiskFailed
from desktop.domain.ledger import PaymentMethod
from desktop.domain.listing import ListKind, Query
from desktop.domain.money import Money
from desktop.domain.people import NameUse
from desktop.domain.summaries import TaskKind
from desktop.i18n import use_language
from desktop.services import donations, lists
from desktop.services.campaigns import save_campaign
from desktop.services.documents import load_document
from desktop.services.donations import load_donation
from desktop.ui.documents.issue import IssueDialog
from desktop.ui.documents.preview import PreviewDialog
from desktop.ui.donations.form import DonationForm
from desktop.ui.donations.page import make_donations_page
from desktop.ui.donations.record import DonationPage
from desktop.ui.money.form import Start
from desktop.ui.shared.take_back import TakeBackDialog
from desktop.ui.shared.whole_rows import choose_row
from desktop.ui.workplace import NEW
from tests.services.office_kit import TODAY, draft_campaign, eur
from tests.ui.desk import desk_without_names
from tests.ui.kit import InlineTasks, assert_named
from tests.ui.money import Fund, available, make_fund, shown, tick, type_in, write

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QDialog
    from pytestqt.qtbot import QtBot

    from desktop.ui.money.page import MoneyPage
    from tests.ui.desk import Desk


@pytest.fixture
def fund(desk: Desk) -> Fund:
    return make_fund(desk)


@pytest.fixture
def section(qtbot: QtBot, desk: Desk) -> MoneyPage:
    page = make_donations_page(desk.place)
    qtbot.addWidget(page)
    page.resize(1140, 720)
    page.show()
    return page


def new_form(qtbot: QtBot, desk: Desk, fund: Fund) -> DonationForm:
    form: DonationForm = shown(qtbot, DonationForm(desk.place, Start(fund.code)))
    return form


def record_page(qtbot: QtBot, desk: Desk, code: str) -> DonationPage:
    page: DonationPage = shown(qtbot, DonationPage(desk.place, code))
    return page


def test_everything_is_named_in_both_languages(qtbot: QtBot, desk: Desk, section: MoneyPage, fund: Fund) -> None:
    desk.kit.give(fund.code, "10", fund.donor, receipt="en")
    for language in ("en", "be"):
        use_language(language)
        assert_named(new_form(qtbot, desk, fund))
        assert_named(record_page(qtbot, desk, "D-0001"))
        assert_named(section)


def test_a_donation_is_recorded_as_typed_and_shown(section: MoneyPage, desk: Desk, fund: Fund) -> None:
    section.open_code(f"{NEW}:{fund.code}")
    form = section.form
    assert isinstance(form, DonationForm)
    assert "goal 800.00 EUR" in form.standing.text()
    assert form.focusWidget() is form.donor.line or not form.isActiveWindow()
    write(form, "donor", fund.donor)
    type_in(form, "gross", "1 200,50")
    assert form.net.figure.text() == "1,200.50 EUR"
    type_in(form, "fee", "1.5")
    assert form.net.figure.text() == "1,199.00 EUR"
    type_in(form, "on", "19.5")
    write(form, "method", PaymentMethod.PROVIDER)
    type_in(form, "reference", "order 7")
    assert section.unsaved()
    form.save()
    form.save()
    gift = load_donation(desk.office, "D-0001")
    assert (gift.draft.gross, gift.draft.fee, gift.draft.donor) == (eur("1200.50"), eur("1.50"), fund.donor)
    assert (gift.draft.on.isoformat(), gift.draft.method) == ("2026-05-19", PaymentMethod.PROVIDER)
    assert available(desk, fund.code) == eur("1199")
    assert isinstance(section.form, DonationPage)
    assert "D-0001 is recorded." in section.form.banner.text
    assert section.form.facts.said("fact_net") == "1,199.00 EUR"
    assert section.form.facts.said("fact_donor").startswith(fund.donor)
    assert section.rows.model.count == 1, "saved once"


def test_save_and_new_keeps_the_campaign_the_date_and_the_method(section: MoneyPage, desk: Desk, fund: Fund) -> None:
    section.open_code(f"{NEW}:{fund.code}")
    form = section.form
    assert isinstance(form, DonationForm)
    type_in(form, "gross", "5")
    type_in(form, "on", "18.5.26")
    write(form, "method", PaymentMethod.CASH)
    form.save(another=True)
    again = section.form
    assert isinstance(again, DonationForm)
    assert again is not form
    assert again.form.fields["campaign"].read() == fund.code
    assert again.form.fields["on"].read().isoformat() == "2026-05-18"
    assert again.form.fields["method"].read() is PaymentMethod.CASH
    assert again.gross.line.text() == ""
    assert "D-0001 is recorded." in again.banner.text
    assert not again.dirty


def test_what_is_wrong_stands_at_its_field_and_nothing_is_stored(qtbot: QtBot, desk: Desk, fund: Fund) -> None:
    form: DonationForm = shown(qtbot, DonationForm(desk.place, Start()))
    form.save()
    assert form.picker.problem
    assert form.gross.problem
    assert form.banner.text.startswith("Not saved yet.")
    form = new_form(qtbot, desk, fund)
    type_in(form, "gross", "100")
    type_in(form, "fee", "100")
    form.save()
    assert "100.00 EUR" in form.fee.problem
    type_in(form, "fee", "-1")
    form.save()
    assert form.fee.problem
    type_in(form, "fee", "")
    type_in(form, "on", "21.5.2026")
    form.save()
    assert "2026-05-21" in form.form.fields["on"].problem, "tomorrow"
    type_in(form, "on", "x")
    form.save()
    assert form.form.fields["on"].problem
    assert lists.read_outline(desk.office, ListKind.DONATIONS, Query()).count == 0


def test_a_receipt_needs_a_donor_and_takes_its_number_with_the_record(qtbot: QtBot, desk: Desk, fund: Fund) -> None:
    form = new_form(qtbot, desk, fund)
    assert form.issue is not None
    assert not form.issue.preview_button.isEnabled()
    type_in(form, "gross", "100")
    tick(form)
    assert form.issue.preview_button.isEnabled()
    form.save()
    assert form.donor.problem == "A gift without a donor gets no receipt. Enter the donor first."
    write(form, "donor", fund.donor)
    write(form, "language", "be")
    write(form, "name_use", NameUse.CODE)
    seen: list[PreviewDialog] = []

    def look(dialog: QDialog) -> bool:
        assert isinstance(dialog, PreviewDialog)
        assert dialog.view.has_pdf
        assert_named(dialog)
        seen.append(dialog)
        return True

    desk.prompts.will_answer(look, look)
    form.preview()
    form.preview()
    assert len(seen) == 2
    assert lists.read_outline(desk.office, ListKind.DONATIONS, Query()).count == 0, "looking records nothing"
    made: list[object] = []
    form.recorded.connect(lambda record, _start, _another: made.append(record.document))
    form.save()
    assert made == ["DR/2026/0001"], "no preview took a number"
    assert load_document(desk.office, "DR/2026/0001").language == "be"
    again = new_form(qtbot, desk, fund)
    assert again.form.fields["language"].read() == "be", "proposed again"
    assert again.form.fields["name_use"].read() is NameUse.CODE


def test_a_preview_of_something_wrong_says_what(qtbot: QtBot, desk: Desk, fund: Fund) -> None:
    form = new_form(qtbot, desk, fund)
    tick(form)
    form.preview()
    assert form.gross.problem
    assert form.banner.text.startswith("No preview yet.")
    assert desk.prompts.asked == []


def test_a_failure_keeps_all_that_was_typed(
    qtbot: QtBot, desk: Desk, fund: Fund, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_args: object) -> None:
        raise DiskFailed

    monkeypatch.setattr("desktop.ui.donations.form.record_donation", fail)
    form = new_form(qtbot, desk, fund)
    type_in(form, "gross", "100")
    form.save()
    assert "The disk refused." in form.banner.text
    assert form.gross.read() == eur("100")
    assert form.save_button.isEnabled()
    assert form.dirty


def test_a_new_donor_is_added_under_an_alias(qtbot: QtBot, desk: Desk, fund: Fund) -> None:
    form = new_form(qtbot, desk, fund)
    desk.prompts.will_answer("Lark")
    form.donor.new_button.click()
    code = form.donor.read()
    assert code is not None
    found = lists.pick_people(desk.office, "Lark")
    assert [(row.code, row.category.value) for row in found] == [(code, "donor")]


def test_amounts_are_in_the_campaigns_currency(qtbot: QtBot, desk: Desk) -> None:
    draft = draft_campaign("100")
    item = replace(draft.items[0], planned=Money.of("100", "PLN"))
    code = save_campaign(desk.office, replace(draft, currency="PLN", items=(item,))).code
    form: DonationForm = shown(qtbot, DonationForm(desk.place, Start(code)))
    type_in(form, "gross", "7")
    assert form.gross.read() == Money.of("7", "PLN")
    form.picker.line.clear()
    assert form.campaign is None
    assert form.standing.text().startswith("Choose the campaign first")


def test_a_recorded_donation_cannot_be_edited(qtbot: QtBot, desk: Desk, fund: Fund) -> None:
    desk.kit.give(fund.code, "100", fund.donor, fee="2")
    page = record_page(qtbot, desk, "D-0001")
    assert page.facts.said("fact_fee") == "2.00 EUR"
    assert page.facts.said("fact_receipt") == "None yet"
    assert not page.save_button.isVisible()
    assert not page.dirty
    page.save()
    link = page.facts.findChild(type(page.back), "donation.fact_campaign")
    link.click()
    assert desk.gone == [("campaigns", fund.code)]


def test_anonymous_gifts_and_openings_get_no_receipt(qtbot: QtBot, desk: Desk, fund: Fund) -> None:
    desk.kit.give(fund.code, "100")
    page = record_page(qtbot, desk, "D-0001")
    assert page.facts.said("fact_donor") == "Anonymous"
    assert page.facts.said("fact_receipt") == "An anonymous gift gets none"
    assert page.issue_button.isHidden()
    assert not page.take_back_button.isHidden()


def test_a_receipt_is_issued_from_the_page(qtbot: QtBot, desk: Desk, fund: Fund) -> None:
    desk.kit.give(fund.code, "100", fund.donor)
    page = record_page(qtbot, desk, "D-0001")
    assert page.panel.isHidden()

    def issue(dialog: QDialog) -> bool:
        assert isinstance(dialog, IssueDialog)
        dialog.do_it.click()
        return True

    desk.prompts.will_answer(issue)
    page.issue_button.click()
    assert page.facts.said("fact_receipt") == "DR/2026/0001"
    assert page.issue_button.isHidden()
    assert page.panel.number == "DR/2026/0001"
    assert page.panel.view.has_pdf


def back_with(reason: str, on: str = "") -> Callable[[QDialog], bool]:
    """Answer the dialog of taking back."""

    def answer(dialog: QDialog) -> bool:
        assert isinstance(dialog, TakeBackDialog)
        assert_named(dialog)
        dialog.reason.write(reason)
        if on:
            dialog.on.line.setText(on)
        dialog.do_it.click()
        dialog.do_it.click()
        if not dialog.result():
            problems.append(dialog.reason.problem or dialog.on.problem or dialog.banner.text)
        return bool(dialog.result())

    problems: list[str] = []
    answer.problems = problems  # type: ignore[attr-defined]  # what was said in the dialog
    return answer


def test_taking_back_needs_a_reason_and_a_possible_day(qtbot: QtBot, desk: Desk, fund: Fund) -> None:
    desk.kit.give(fund.code, "100", fund.donor)
    page = record_page(qtbot, desk, "D-0001")
    empty, future, early = back_with(""), back_with("x", "21.5.2026"), back_with("x", "19.5.2026")
    desk.prompts.will_answer(empty, future, early, back_with("Typed 100 instead of 10"))
    for answer, said in ((empty, "Write the reason."), (future, "2026-05-21"), (early, "2026-05-19")):
        page.take_back_button.click()
        assert said in answer.problems[0]  # type: ignore[attr-defined]
        assert load_donation(desk.office, "D-0001").countered_by is None
    page.take_back_button.click()
    gift = load_donation(desk.office, "D-0001")
    assert gift.countered_by == 2
    assert "D-0001 is taken back" in page.banner.text
    assert page.facts.said("fact_back") == "by entry 2: Typed 100 instead of 10"
    assert page.take_back_button.isHidden()
    assert page.issue_button.isHidden()
    assert available(desk, fund.code) == eur("0")


def test_money_already_spent_cannot_be_taken_back(qtbot: QtBot, desk: Desk, fund: Fund) -> None:
    desk.kit.give(fund.code, "100", fund.donor)
    desk.kit.pay(fund.code, fund.beneficiary, {1: "60"})
    page = record_page(qtbot, desk, "D-0001")
    refused = back_with("A slip")
    desk.prompts.will_answer(refused)
    page.take_back_button.click()
    assert "40.00 EUR" in refused.problems[0]  # type: ignore[attr-defined]
    assert load_donation(desk.office, "D-0001").countered_by is None


def test_a_valid_receipt_is_voided_first_by_the_way_out_offered(qtbot: QtBot, desk: Desk, fund: Fund) -> None:
    desk.kit.give(fund.code, "100", fund.donor, receipt="en")
    page = record_page(qtbot, desk, "D-0001")
    page.take_back_button.click()
    assert "The receipt DR/2026/0001 rests on this donation." in page.banner.text
    assert desk.prompts.asked == []
    desk.prompts.will_answer("Wrong amount", back_with("Wrong amount"))
    page.banner.findChild(type(page.back), "donation.banner_action").click()
    assert load_document(desk.office, "DR/2026/0001").void_reason == "Wrong amount"
    assert "can be taken back now" in page.banner.text
    page.banner.findChild(type(page.back), "donation.banner_action").click()
    assert load_donation(desk.office, "D-0001").countered_by is not None
    assert page.panel.number == "DR/2026/0001", "the void paper stays in sight"


def test_the_list_says_openings_and_what_was_taken_back(section: MoneyPage, desk: Desk, fund: Fund) -> None:
    code = desk.kit.give(fund.code, "70", fund.donor).code
    desk.kit.give(fund.code, "30", None, fee="1")
    donations.take_back_donation(desk.office, code, "slip", TODAY)
    section.refresh()
    cells = {
        section.rows.model.index(row, 0).data(): [
            section.rows.model.index(row, column).data() for column in range(section.rows.model.columnCount())
        ]
        for row in range(section.rows.model.rowCount())
    }
    assert "Taken back" in cells["D-0001"]
    assert "Choir of the Old Mill" in cells["D-0001"]
    assert {"Anonymous", "30.00 EUR", "1.00 EUR", "29.00 EUR"} <= set(cells["D-0002"])
    section.rows.table.selectAll()
    assert "100.00 EUR" in section.status()


def test_home_leads_to_what_waits_for_a_receipt(section: MoneyPage, desk: Desk, fund: Fund) -> None:
    desk.kit.give(fund.code, "70", fund.donor)
    desk.kit.give(fund.code, "30", fund.donor, receipt="en")
    section.show_task(TaskKind.NO_RECEIPT)
    assert section.rows.model.count == 1
    assert section.rows.model.index(0, 0).data() == "D-0001"


def test_without_the_book_of_names_there_are_codes_and_no_receipts(
    qtbot: QtBot, desk: Desk, fund: Fund, tasks: InlineTasks
) -> None:
    desk.kit.give(fund.code, "70", fund.donor, receipt="en")
    blind = desk_without_names(desk, tasks)
    form: DonationForm = shown(qtbot, DonationForm(blind.place, Start(fund.code)))
    assert form.issue is None
    type_in(form, "gross", "5")
    form.save()
    assert available(blind, fund.code) == eur("75")
    page = record_page(qtbot, blind, "D-0001")
    assert page.facts.said("fact_donor") == fund.donor
    assert not page.panel.view.has_pdf
    assert not page.panel.print_button.isEnabled()


def test_a_receipt_is_issued_from_the_list_too(section: MoneyPage, desk: Desk, fund: Fund) -> None:
    desk.kit.give(fund.code, "10", fund.donor)
    desk.kit.give(fund.code, "20", fund.donor, receipt="en")
    desk.kit.give(fund.code, "30", None)
    rows = section.rows
    rows.refresh()
    (action,) = [each for each in rows.commands.menu().actions() if each.objectName() == "donations.issue"]
    may = {}
    for at in range(3):
        rows.table.clearSelection()  # a Shift that another test left held would only widen it
        choose_row(rows.table, at)
        may[rows.selection.rows()[0].code] = action.isEnabled()
    assert may == {"D-0001": True, "D-0002": False, "D-0003": False}
    rows.table.selectAll()
    assert not action.isEnabled()

    def issue(dialog: QDialog) -> bool:
        assert isinstance(dialog, IssueDialog)
        dialog.do_it.click()
        return True

    choose_row(rows.table, next(at for at in range(3) if rows.model.row_at(at).code == "D-0001"))
    desk.prompts.will_answer(issue)
    action.trigger()
    assert load_donation(desk.office, "D-0001").receipt == "DR/2026/0002"
    assert not action.isEnabled()
