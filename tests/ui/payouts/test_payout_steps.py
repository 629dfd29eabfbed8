"""A payout's way in the window: drafted, submitted, refused to its author, approved by another, paid in parts."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from desktop.domain.payouts import PayeeRole, PayoutMove, PayoutState
from desktop.domain.summaries import TaskKind
from desktop.i18n import use_language
from desktop.services.payout_steps import approve_payout, submit_payout
from desktop.services.payouts import load_payout
from desktop.services.settings import load_settings, save_settings
from desktop.services.users import add_user
from desktop.ui.money.form import Start
from desktop.ui.payouts.dialogs import InstalmentsDialog, PayDialog
from desktop.ui.payouts.form import PayoutForm
from desktop.ui.payouts.page import make_payouts_page
from desktop.ui.payouts.record import PayoutPage
from tests.services.office_kit import PASSPHRASE, eur
from tests.ui.kit import assert_named
from tests.ui.money import Fund, make_fund, shown, write

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


def drafted(section: MoneyPage, fund: Fund, amount: str, button: str = "draft_button") -> PayoutPage:
    """Draft a payout for the first item in the form; gives its page."""
    section.open_code(f"new:{fund.code}")
    form = section.form
    assert isinstance(form, PayoutForm)
    form.lines.rows[0].amount.setText(amount)
    getattr(form, button).click()
    page = section.form
    assert isinstance(page, PayoutPage)
    return page


def press(page: PayoutPage, move: PayoutMove) -> None:
    assert page.way.buttons[move].isVisibleTo(page)
    page.way.buttons[move].click()


def offered(page: PayoutPage) -> set[str]:
    return {move.value for move, each in page.way.buttons.items() if each.isVisibleTo(page)}


def with_threshold(desk: Desk, amount: str) -> None:
    settings = save_settings(desk.office, replace(load_settings(desk.office), approval_threshold=eur(amount)))
    object.__setattr__(desk.place, "settings", lambda: settings)


def test_a_payout_goes_from_a_draft_to_paid_in_parts(section: MoneyPage, desk: Desk, fund: Fund) -> None:
    page = drafted(section, fund, "400")
    assert "O-0001 is saved as a draft." in page.banner.text
    assert page.steps.text().startswith("●\u00a0Draft")
    assert offered(page) == {"change", "submit", "cancel"}
    press(page, PayoutMove.SUBMIT)
    assert "●\u00a0Waits for approval" in page.steps.text()
    assert "no IBAN" in page.way.text
    press(page, PayoutMove.APPROVE)
    assert "its money is reserved" in page.banner.text
    assert offered(page) == {"change", "pay", "split", "return", "cancel"}

    def pay_part(dialog: QDialog) -> bool:
        assert isinstance(dialog, PayDialog)
        assert_named(dialog)
        dialog.form.fields["part_1"].line.setText("500")  # type: ignore[attr-defined]
        dialog.do_it.click()
        assert "more than is left" in dialog.form.fields["part_1"].problem
        dialog.form.fields["part_1"].line.setText("150")  # type: ignore[attr-defined]
        dialog.do_it.click()
        return bool(dialog.result())

    desk.prompts.will_answer(pay_part)
    page.way.pay_part.click()
    assert "What is left stays approved as O-0002." in page.banner.text
    assert page.facts.said("fact_state") == "Paid"
    assert page.facts.said("fact_family") == "O-0002"
    assert page.way.isHidden()
    assert page.history.text.splitlines()[-1].endswith("Paid – User 1")

    def split(dialog: QDialog) -> bool:
        assert isinstance(dialog, InstalmentsDialog)
        dialog.days.write("1.7.2026")
        dialog.do_it.click()
        assert dialog.days.problem or "two to 60 days" in dialog.banner.text
        dialog.days.write("1.7.2026, 1.8.2026")
        dialog.amounts.write("100; 150,01")
        dialog.do_it.click()
        assert not dialog.result()
        assert "250.00" in (dialog.amounts.problem or dialog.banner.text)
        dialog.amounts.write("125; 125,00")
        dialog.do_it.click()
        return bool(dialog.result())

    section.open_code("O-0002")
    rest = section.form
    assert isinstance(rest, PayoutPage)
    desk.prompts.will_answer(split)
    press(rest, PayoutMove.SPLIT)
    assert "It is split into O-0002, O-0003." in rest.banner.text
    assert load_payout(desk.office, "O-0003").draft.amount == eur("125")


def test_a_payout_above_the_threshold_is_refused_to_its_author_and_approved_by_another(
    section: MoneyPage, desk: Desk, fund: Fund
) -> None:
    with_threshold(desk, "100")
    other = add_user(desk.office, PASSPHRASE, "Alena", "otter lamp granite violin meadow crisp")
    section.open_code(f"new:{fund.code}")
    form = section.form
    assert isinstance(form, PayoutForm)
    assert form.save_button.isEnabled()
    form.lines.rows[0].amount.setText("100.01")
    assert not form.save_button.isEnabled()
    assert form.note.text().startswith("Above 100.00 EUR a payout is approved before it is paid")
    write(form, "override", "At night")
    form.override.on_edited()
    assert form.save_button.isEnabled()
    form.submit_button.click()
    page = section.form
    assert isinstance(page, PayoutPage)
    assert "It may be approved by: Alena." in page.way.text
    press(page, PayoutMove.APPROVE)
    assert "It may be approved by: Alena." in page.banner.text
    assert load_payout(desk.office, "O-0001").state is PayoutState.SUBMITTED
    approve_payout(replace(desk.office, user=other.number), "O-0001")
    page.read_again()
    assert page.facts.said("fact_approver") == "Alena"


def test_one_alone_approves_with_a_reason(section: MoneyPage, desk: Desk, fund: Fund) -> None:
    with_threshold(desk, "100")
    page = drafted(section, fund, "200", "submit_button")
    press(page, PayoutMove.APPROVE)
    assert "Nobody else works in this office" in page.banner.text
    desk.prompts.will_answer("I am alone")
    page._approve_with_reason()
    assert load_payout(desk.office, "O-0001").override is True
    assert page.facts.said("fact_approver") == "User 1, with a written reason"
    assert "I am alone" in page.history.text


def test_an_edit_of_an_approved_payout_says_that_its_approval_is_void(
    section: MoneyPage, desk: Desk, fund: Fund
) -> None:
    drafted(section, fund, "500", "submit_button")
    approve_payout(desk.office, "O-0001")
    section.open_code("change:O-0001")
    form = section.form
    assert isinstance(form, PayoutForm)
    assert form.save_button.isHidden()
    assert form.lines.rows[0].amount.text() == "500.00"
    assert form.lines.rows[0].problem.isHidden(), "its own reservation is its to use"
    form.role.write(PayeeRole.PROXY)
    form._tell_role()
    assert not form.authority.isHidden()
    form.draft_button.click()
    assert form.authority.problem
    write(form, "authority", "Letter of 2 May")
    form.draft_button.click()
    page = section.form
    assert isinstance(page, PayoutPage)
    assert "Its approval is void, and 500.00 EUR is not reserved any more." in page.banner.text
    assert page.facts.said("fact_authority") == "Letter of 2 May"


def test_sent_back_with_a_reason_it_waits_on_home(section: MoneyPage, desk: Desk, fund: Fund) -> None:
    page = drafted(section, fund, "50", "submit_button")
    section.show_task(TaskKind.TO_APPROVE)
    assert section.rows.model.count == 1
    section.open_code("O-0001")
    page = section.form  # type: ignore[assignment]
    desk.prompts.will_answer(None, "The bill is missing")
    press(page, PayoutMove.RETURN)
    assert load_payout(desk.office, "O-0001").state is PayoutState.SUBMITTED
    press(page, PayoutMove.RETURN)
    assert page.steps.text() == "✕ Returned for changes"
    assert "The bill is missing" in page.history.text
    section.show_task(TaskKind.RETURNED)
    assert section.rows.model.count == 1


def test_money_of_another_currency_is_drafted_at_a_rate(qtbot: QtBot, desk: Desk, fund: Fund) -> None:
    form: PayoutForm = shown(qtbot, PayoutForm(desk.place, Start(fund.code)))
    form.lines.rows[0].amount.setText("100")
    form.currency.write("USD")
    form.currency.on_edited()
    assert not form.rate.isHidden()
    assert form.lines.whole.text().startswith("Whole: 100.00 USD")
    form.rate.line.setText("0.92")
    form.rate.line.typed.emit("0.92")
    form.draft_button.click()
    stored = load_payout(desk.office, "O-0001")
    assert (stored.draft.amount.currency, stored.fund_amount) == ("USD", eur("92"))


def test_the_page_of_a_waiting_payout_is_named_in_both_languages(
    qtbot: QtBot, section: MoneyPage, desk: Desk, fund: Fund
) -> None:
    drafted(section, fund, "50")
    submit_payout(desk.office, "O-0001")
    for language in ("en", "be"):
        use_language(language)
        assert_named(shown(qtbot, PayoutPage(desk.place, "O-0001")))
        assert_named(shown(qtbot, PayoutForm(desk.place, Start(change="O-0001"))))
    use_language("en")
