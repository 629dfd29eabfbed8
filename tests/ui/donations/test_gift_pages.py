"""Money in, beyond the plain gift: split, for one item, foreign, crypto, in kind; refunds; pledges and their switch."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

import pytest

from desktop.domain.ledger import PaymentMethod
from desktop.domain.money import Money
from desktop.domain.pledges import PledgeDraft, PledgeState
from desktop.domain.rates import RateSource
from desktop.domain.shares import FeeBearer, GiftShare
from desktop.domain.summaries import TaskKind
from desktop.i18n import use_language
from desktop.services.donations import load_donation
from desktop.services.pledges import load_pledge, record_pledge, withdraw_pledge
from desktop.services.refunds import refund_donation
from desktop.ui.donations.form import DonationForm
from desktop.ui.donations.page import GiftsPage, make_donations_page
from desktop.ui.donations.record import DonationPage
from desktop.ui.donations.refund import RefundDialog
from desktop.ui.money.form import Start
from desktop.ui.pledges.form import PledgeForm
from desktop.ui.pledges.record import PledgePage
from desktop.ui.shared.take_back import TakeBackDialog
from desktop.ui.workplace import NEW
from tests.services.office_kit import TODAY, eur
from tests.ui.kit import assert_named
from tests.ui.money import Fund, available, make_fund, shown, tick, type_in, write

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QDialog
    from pytestqt.qtbot import QtBot

    from tests.ui.desk import Desk


@pytest.fixture
def fund(desk: Desk) -> Fund:
    made = make_fund(desk)
    desk.kit.campaign("70")
    return made


@pytest.fixture
def section(qtbot: QtBot, desk: Desk) -> GiftsPage:
    page = make_donations_page(desk.place)
    qtbot.addWidget(page)
    page.resize(1140, 720)
    page.show()
    return page


def new_form(qtbot: QtBot, desk: Desk, fund: Fund) -> DonationForm:
    form: DonationForm = shown(qtbot, DonationForm(desk.place, Start(fund.code)))
    return form


def add_share(form: DonationForm, campaign: str, amount: str) -> None:
    row = form.shares.rows[-1]
    row.picker.write(campaign)
    row.picker.on_chosen(row.picker.record)
    row.gross.line.setText(amount)
    row.gross.on_edited()


def test_the_plain_form_is_calm(qtbot: QtBot, desk: Desk, fund: Fund) -> None:
    form = new_form(qtbot, desk, fund)
    for field in (form.item, form.currency, form.rate, form.asset, form.quantity, form.goods, form.bearer):
        assert field.isHidden(), field.name
    assert form.shares.isHidden()
    assert not form.fee.isHidden()


def test_a_gift_is_split_and_the_rest_is_the_first_campaigns(qtbot: QtBot, desk: Desk, fund: Fund) -> None:
    form = new_form(qtbot, desk, fund)
    type_in(form, "gross", "100")
    form.split.click()
    form.for_item.click()
    form.item.write("2")
    add_share(form, "C-0002", "40")
    assert form.shares.rest.text() == f"Left for {fund.code}: 60.00 EUR"
    form.shares.more.click()
    form.save()
    assert form.shares.rows[1].picker.problem
    form.shares.rows[1].remove.click()
    form.save()
    assert load_donation(desk.office, "D-0001").draft.shares == (
        GiftShare(fund.code, eur("60"), 2), GiftShare("C-0002", eur("40")),
    )  # fmt: skip


def test_a_split_of_more_than_there_is_is_said_below_it(qtbot: QtBot, desk: Desk, fund: Fund) -> None:
    form = new_form(qtbot, desk, fund)
    type_in(form, "gross", "100")
    form.split.click()
    add_share(form, "C-0002", "100")
    assert form.shares.rest.text().startswith("▲")
    form.save()
    assert "nothing is left" in form.shares.trouble.text()
    add_share(form, fund.code, "40")
    form.save()
    assert "twice" in form.shares.rows[0].picker.problem
    form.shares.rows[0].remove.click()
    assert form.shares.isHidden()
    form.save()
    assert load_donation(desk.office, "D-0001").draft.shares == ()


def test_a_foreign_gift_takes_the_banks_rate(qtbot: QtBot, desk: Desk, fund: Fund) -> None:
    form = new_form(qtbot, desk, fund)
    form.foreign.click()
    write(form, "currency", "USD")
    assert not form.rate.isHidden()
    type_in(form, "gross", "100")
    form.save()
    assert form.rate.problem, "no official rate is known here"
    form.rate.line.setText("0.92")
    form.rate.line.typed.emit("0.92")
    form.save()
    draft = load_donation(desk.office, "D-0001").draft
    assert draft.rate is not None
    assert (draft.rate.rate, draft.rate.source) == (Decimal("0.92"), RateSource.BANK)
    assert available(desk, fund.code) == eur("92")
    page: DonationPage = shown(qtbot, DonationPage(desk.place, "D-0001"))
    assert page.facts.said("fact_counted") == "92.00 EUR"
    assert page.facts.said("fact_rate").startswith("1 USD = 0.92 EUR")


def test_fields_come_with_their_method(qtbot: QtBot, desk: Desk, fund: Fund) -> None:
    form = new_form(qtbot, desk, fund)
    type_in(form, "gross", "900")
    write(form, "method", PaymentMethod.CRYPTO)
    assert not form.asset.isHidden()
    type_in(form, "asset", "btc")
    form.save()
    assert form.quantity.problem
    type_in(form, "quantity", "0,0153")
    form.save()
    draft = load_donation(desk.office, "D-0001").draft
    assert (draft.asset, draft.quantity) == ("BTC", "0.0153")
    form = new_form(qtbot, desk, fund)
    type_in(form, "gross", "300")
    type_in(form, "fee", "3")
    write(form, "method", PaymentMethod.IN_KIND)
    assert form.fee.isHidden()
    type_in(form, "goods", "30 winter coats")
    form.save()
    draft = load_donation(desk.office, "D-0002").draft
    assert (draft.goods, draft.fee) == ("30 winter coats", eur("0"))
    page: DonationPage = shown(qtbot, DonationPage(desk.place, "D-0002"))
    assert page.facts.said("fact_goods") == "30 winter coats"
    assert page.refund_button.isHidden()


def test_who_bears_the_fee_is_asked_where_there_is_one(qtbot: QtBot, desk: Desk, fund: Fund) -> None:
    form = new_form(qtbot, desk, fund)
    type_in(form, "gross", "100")
    type_in(form, "fee", "2")
    assert not form.bearer.isHidden()
    write(form, "fee_bearer", FeeBearer.OFFICE)
    assert form.net.figure.text() == "100.00 EUR"
    form.save()
    assert "general fund" in form.bearer.problem
    write(form, "fee_bearer", FeeBearer.DONOR)
    form.save()
    assert load_donation(desk.office, "D-0001").draft.net == eur("100")


def test_a_refund_proposes_all_and_replaces_the_receipt(qtbot: QtBot, desk: Desk, fund: Fund) -> None:
    desk.kit.give(fund.code, "100", fund.donor, "2", "en")
    page: DonationPage = shown(qtbot, DonationPage(desk.place, "D-0001"))
    seen: list[str] = []

    def answer(dialog: QDialog) -> bool:
        assert isinstance(dialog, RefundDialog)
        assert_named(dialog)
        seen.append(dialog.amount.line.text())
        dialog.do_it.click()
        assert dialog.reason.problem
        dialog.reason.write("Wrong account")
        dialog.amount.line.setText("200")
        dialog.do_it.click()
        assert "98.00 EUR" in dialog.amount.problem
        dialog.amount.line.setText("49")
        dialog.do_it.click()
        return True

    with_dialogs(desk, answer)
    page.refund_button.click()
    assert seen == ["98.00"]
    assert "DR/2026/0002" in page.banner.text
    assert "Wrong account" in page.facts.said("fact_refund_1")
    assert page.facts.said("fact_rest") == "49.00 EUR"
    assert page.take_back_button.isHidden()
    assert load_donation(desk.office, "D-0001").receipt == "DR/2026/0002"


def test_a_wrong_refund_is_taken_back(qtbot: QtBot, desk: Desk, fund: Fund) -> None:
    desk.kit.give(fund.code, "100", fund.donor)
    refund_donation(desk.office, "D-0001", eur("10"), "A slip", TODAY)
    page: DonationPage = shown(qtbot, DonationPage(desk.place, "D-0001"))

    def answer(dialog: QDialog) -> bool:
        assert isinstance(dialog, TakeBackDialog)
        dialog.reason.write("Nothing was given back")
        dialog.do_it.click()
        return True

    with_dialogs(desk, answer)
    page.unrefund_button.click()
    assert "is taken back" in page.banner.text
    assert page.unrefund_button.isHidden()
    assert not page.take_back_button.isHidden()
    assert available(desk, fund.code) == eur("100")


def test_a_gift_for_the_general_fund_opens_it(qtbot: QtBot, desk: Desk, fund: Fund) -> None:
    form: DonationForm = shown(qtbot, DonationForm(desk.place, Start()))
    form.general.click()
    assert "C-0003" in form.standing.text()
    type_in(form, "gross", "5")
    form.save()
    assert available(desk, "C-0003") == eur("5")


def with_dialogs(desk: Desk, answer: Callable[[QDialog], bool]) -> None:
    """Let the test act in the dialog that is shown next."""
    desk.prompts.show = answer  # type: ignore[method-assign,assignment]


def test_a_pledge_is_promised_received_and_its_gift_says_so(section: GiftsPage, desk: Desk, fund: Fund) -> None:
    section.switch.buttons[1].click()
    assert section.rows is section.promised
    section.begin_new()
    form = section.form
    assert isinstance(form, PledgeForm)
    assert_named(form)
    assert section.switch.isHidden()
    write(form, "campaign", fund.code)
    write(form, "donor", fund.donor)
    type_in(form, "amount", "50")
    type_in(form, "due", "24.12")
    form.save()
    assert section.form is None
    assert not section.switch.isHidden()
    pledge = load_pledge(desk.office, "G-0001")
    assert (pledge.draft.amount, pledge.draft.due.isoformat()) == (eur("50"), "2026-12-24")
    section.open_code("G-0001")
    page = section.form
    assert isinstance(page, PledgePage)
    assert_named(page)
    page.received_button.click()
    gift = section.form
    assert isinstance(gift, DonationForm)
    assert gift.gross.line.text() == "50.00"
    tick(gift)
    gift.save()
    assert isinstance(section.form, DonationPage)
    assert section.form.facts.said("fact_pledge") == "G-0001"
    assert load_pledge(desk.office, "G-0001").state is PledgeState.KEPT
    section.open_code("G-0001")
    assert isinstance(section.form, PledgePage)
    assert section.form.received_button.isHidden()
    assert section.form.facts.said("fact_donation") == "D-0001"


def test_what_a_pledge_promises_is_changed_in_its_form_and_seen_on_its_page(
    section: GiftsPage, desk: Desk, fund: Fund
) -> None:
    record_pledge(desk.office, PledgeDraft(fund.code, fund.donor, Money(5000, "USD"), TODAY, TODAY, "By phone"))
    section.open_code("G-0001")
    assert isinstance(section.form, PledgePage)
    section.form.change_button.click()
    form = section.form
    assert isinstance(form, PledgeForm)
    assert_named(form)
    assert form.heading.text() == "Change G-0001"
    assert (form.save_another.isHidden(), form.dirty) == (True, False)
    assert not form.donor.line.isEnabled() or form.donor.line.isReadOnly()
    type_in(form, "amount", "0")
    form.save()
    assert section.form is form  # said at the field, nothing lost
    type_in(form, "amount", "80")
    form.save()
    page = section.form
    assert isinstance(page, PledgePage)
    assert page.facts.said("fact_amount") == "80.00 USD"
    assert load_pledge(desk.office, "G-0001").draft.note == "By phone"
    assert page.change_button.isVisibleTo(page)
    withdraw_pledge(desk.office, "G-0001", "Moved")
    page.read_again()
    assert page.change_button.isHidden()


def test_a_pledge_is_withdrawn_and_overdue_ones_are_shown_from_home(section: GiftsPage, desk: Desk, fund: Fund) -> None:
    from datetime import timedelta

    late = PledgeDraft(fund.code, fund.donor, eur("50"), TODAY - timedelta(days=9), TODAY - timedelta(days=2))
    record_pledge(desk.office, late)
    section.refresh()
    section.show_task(TaskKind.PLEDGES_OVERDUE)
    assert section.stack.currentWidget() is section.promised
    assert section.promised.model.count == 1
    section.open_code("G-0001")
    page = section.form
    assert isinstance(page, PledgePage)
    assert "Overdue" in page.facts.said("fact_state")
    desk.prompts.will_answer("Moved away")
    page.withdraw_button.click()
    assert load_pledge(desk.office, "G-0001").withdrawn_because == "Moved away"
    assert page.facts.said("fact_because") == "Moved away"
    section.show_task(TaskKind.NO_RECEIPT)


def test_everything_is_named_in_both_languages(qtbot: QtBot, desk: Desk, section: GiftsPage, fund: Fund) -> None:
    desk.kit.give(fund.code, "10", fund.donor, receipt="en")
    for language in ("en", "be"):
        use_language(language)
        form = new_form(qtbot, desk, fund)
        form.split.click()
        form.for_item.click()
        form.foreign.click()
        assert_named(form)
        assert_named(section)
    section.open_code(NEW)
    assert isinstance(section.form, DonationForm)
