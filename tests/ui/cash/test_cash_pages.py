"""The Cash desk: balances above the movements, vouchers, a count with its live sum, a closed day, the report."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from desktop.domain.cash import CashDraft, CashKind
from desktop.domain.ledger import PaymentMethod
from desktop.domain.money import Money
from desktop.i18n import use_language
from desktop.services import cash
from desktop.services.history import history
from desktop.ui.cash.close import CloseForm
from desktop.ui.cash.count import CountForm
from desktop.ui.cash.form import CashForm
from desktop.ui.cash.page import CashPage, make_cash_page
from desktop.ui.cash.record import CashVoucherPage
from desktop.ui.cash.report import CashReportPage
from desktop.ui.documents.issue import IssueDialog
from desktop.ui.shared.take_back import TakeBackDialog
from desktop.ui.workplace import NEW
from tests.services.office_kit import TODAY, eur
from tests.ui.kit import assert_named
from tests.ui.money import make_fund, type_in, write

if TYPE_CHECKING:
    from pathlib import Path

    from PySide6.QtWidgets import QDialog
    from pytestqt.qtbot import QtBot

    from tests.ui.desk import Desk


def put(desk: Desk, amount: str, kind: CashKind = CashKind.WITHDRAWAL, on: date = TODAY, text: str = "") -> str:
    return cash.record_cash(desk.office, CashDraft(kind, eur(amount), on, text)).code


@pytest.fixture
def section(qtbot: QtBot, desk: Desk) -> CashPage:
    page = make_cash_page(desk.place)
    qtbot.addWidget(page)
    page.resize(1140, 720)
    page.show()
    return page


def test_everything_is_named_in_both_languages(desk: Desk, section: CashPage) -> None:
    put(desk, "100")
    for language in ("en", "be"):
        use_language(language)
        assert_named(section)
        for code in (NEW, "count", "close", "report", "K-0001"):
            section.open_code(code)
            assert section.form is not None
            assert_named(section.form)
            section.close_form()


def test_each_currency_has_a_card_that_shows_its_movements(desk: Desk, section: CashPage) -> None:
    put(desk, "100")
    cash.record_cash(desk.office, CashDraft(CashKind.WITHDRAWAL, Money(5000, "USD"), TODAY))
    section.refresh()
    cards = section.list._cards
    assert [card.text().partition("  ·  ")[0] for card in cards.values()] == ["100.00 EUR", "50.00 USD"]
    assert cards["EUR"].isChecked()
    assert [row.code for _at, row in section.list.model.loaded_rows()] == ["K-0001"]
    cards["USD"].click()
    assert [row.balance for _at, row in section.list.model.loaded_rows()] == [Money(5000, "USD")]


def test_a_withdrawal_is_recorded_and_said(desk: Desk, section: CashPage) -> None:
    section.rows.new_button.click()
    form = section.form
    assert isinstance(form, CashForm)
    assert form.kind.read() is CashKind.WITHDRAWAL
    form.save()
    assert form.form.fields["amount"].problem
    type_in(form, "amount", "250")
    form.save()
    assert section.form is None
    assert section.list.banner.text == "K-0001 is recorded."
    assert cash.expected_cash(desk.office, "EUR", TODAY) == eur("250")
    assert section.list._cards["EUR"].text().startswith("250.00 EUR")


def test_more_than_there_is_cannot_be_deposited(desk: Desk, section: CashPage) -> None:
    put(desk, "100")
    section.open_code("deposit")
    form = section.form
    assert isinstance(form, CashForm)
    assert "100.00 EUR" in form.standing.text()
    type_in(form, "amount", "100.01")
    form.save()
    assert section.form is form
    assert "Withdraw cash from the bank first" in form.form.fields["amount"].problem
    type_in(form, "amount", "100")
    form.save()
    assert cash.expected_cash(desk.office, "EUR", TODAY) == eur("0")


def test_other_cash_needs_words(desk: Desk, section: CashPage) -> None:
    section.open_code("other_out")
    form = section.form
    assert isinstance(form, CashForm)
    write(form, "kind", CashKind.OTHER_IN)
    type_in(form, "amount", "5")
    form.save()
    assert form.form.fields["text"].problem
    write(form, "text", "Change of the printer sale")
    form.save()
    assert cash.load_cash_voucher(desk.office, "K-0001").draft.text == "Change of the printer sale"


def count(form: CountForm, **pieces: int) -> None:
    for row in form.pieces.rows:
        if f"p{row.value}" in pieces:
            row.number.setText(str(pieces[f"p{row.value}"]))


def test_a_count_shows_its_sum_beside_the_books(desk: Desk, section: CashPage) -> None:
    put(desk, "125")
    section.open_code("count")
    form = section.form
    assert isinstance(form, CountForm)
    assert "125.00 EUR" in form.whole.text()
    count(form, p5000=2, p500=4)
    assert "120.00 EUR" in form.whole.text()
    assert form.difference.text() == "▲ 5.00 EUR is missing."
    form.save()
    assert "5.00 EUR is missing" in form.form.fields["reason"].problem
    count(form, p500=6)
    assert form.difference.text() == "▲ There is 5.00 EUR too much."
    count(form, p500=5)
    assert form.difference.text() == "✓ They agree."
    form.pieces.rows[0].number.setText("many")
    form.save()
    assert section.form is form
    assert form.pieces.rows[0].number.property("bad") == "true"
    form.pieces.rows[0].number.setText("")
    form.save()
    assert section.form is None
    assert section.list.banner.text == "Counted: 125.00 EUR, as the books say."


def test_a_currency_without_coins_of_its_own_here_is_an_amount(qtbot: QtBot, desk: Desk) -> None:
    form = CountForm(desk.place, "SEK")
    qtbot.addWidget(form)
    assert [row.value for row in form.pieces.rows] == [None]
    form.pieces.rows[0].number.setText("12,50")
    assert form.pieces.counted() == Money(1250, "SEK")


def test_a_day_is_closed_on_its_count_and_then_takes_no_cash(desk: Desk, section: CashPage) -> None:
    put(desk, "50")
    section.open_code("close")
    form = section.form
    assert isinstance(form, CloseForm)
    form.save()
    assert "Count the cash" in form.form.fields["on"].problem
    form.banner._act.click()
    counting = section.form
    assert isinstance(counting, CountForm)
    count(counting, p5000=1)
    counting.save()
    section.list.banner._act.click()
    closing = section.form
    assert isinstance(closing, CloseForm)
    closing.save()
    assert section.form is None
    assert "closed up to 2026-05-20 with 50.00 EUR" in section.list.banner.text
    assert section.list._cards["EUR"].text().endswith("Closed up to 2026-05-20")
    section.open_code(NEW)
    form_again = section.form
    assert isinstance(form_again, CashForm)
    type_in(form_again, "amount", "5")
    form_again.save()
    assert "first open day is 2026-05-21" in form_again.form.fields["on"].problem


def test_a_voucher_is_taken_back(desk: Desk, section: CashPage) -> None:
    code = put(desk, "50")
    section.open_code(code)
    page = section.form
    assert isinstance(page, CashVoucherPage)
    assert page.facts.said("fact_amount") == "50.00 EUR"

    def answer(dialog: QDialog) -> bool:
        assert isinstance(dialog, TakeBackDialog)
        dialog.reason.write("typed twice")
        dialog.do_it.click()
        return True

    desk.prompts.will_answer(answer)
    page.take_back_button.click()
    assert page.facts.said("fact_back") == "by entry 2"
    assert page.take_back_button.isHidden()
    page.retranslate()
    assert page.heading.text() == "Cash voucher K-0001"


def test_cash_that_went_to_the_bank_gets_its_voucher_once(desk: Desk, section: CashPage) -> None:
    put(desk, "50")
    code = cash.record_cash(desk.office, CashDraft(CashKind.DEPOSIT, eur("20"), TODAY)).code
    section.open_code(code)
    page = section.form
    assert isinstance(page, CashVoucherPage)
    assert page.issue_button.text() == "Payment voucher…"

    def issue(dialog: QDialog) -> bool:
        assert isinstance(dialog, IssueDialog)
        assert dialog.paper.payer.title == "Who received the cash"
        assert dialog.paper.payer.isVisibleTo(dialog)
        dialog.do_it.click()
        return True

    desk.prompts.will_answer(issue)
    page.issue_button.click()
    assert "Voucher PV/2026/0001 is issued" in page.banner.text
    assert page.issue_button.isHidden()
    assert page.facts.said("fact_voucher") == "PV/2026/0001"


def test_rows_of_other_events_lead_to_their_sections(desk: Desk, section: CashPage) -> None:
    fund = make_fund(desk)
    gift = desk.kit.give(fund.code, "20", method=PaymentMethod.CASH)
    section.open_code(gift.code)
    assert desk.gone == [("donations", gift.code)]
    assert section.form is None


def test_the_report_is_seen_printed_and_saved(desk: Desk, section: CashPage, tmp_path: Path) -> None:
    put(desk, "50")
    section.open_code("report")
    page = section.form
    assert isinstance(page, CashReportPage)
    assert page.print_button.isEnabled()
    desk.prompts.will_answer(True, tmp_path / "cash.pdf")
    page.print_button.click()
    assert desk.prompts.printed[0].startswith(b"%PDF")
    page.save_paper_button.click()
    assert (tmp_path / "cash.pdf").read_bytes().startswith(b"%PDF")
    assert [line.verb for line in history(desk.office, "office")][-2:] == ["paper.printed", "paper.saved"]
    page.first.write(date(2026, 6, 1))
    page.show_button.click()
    assert not page.print_button.isEnabled()
    assert page.form.fields["last"].problem
