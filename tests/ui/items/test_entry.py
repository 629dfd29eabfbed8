"""Quick entry of expenses: cells find their records, rows say how they stand, pasting is shown before it is done."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QGuiApplication
from PySide6.QtWidgets import QApplication

from desktop.domain.campaigns import CampaignDraft, CampaignStatus, ItemDraft
from desktop.domain.listing import ListKind, Query
from desktop.domain.money import Money
from desktop.domain.people import PersonCategory
from desktop.domain.periods import Month
from desktop.domain.rates import PinnedRate, RateSource
from desktop.services import campaigns, lists
from desktop.services.attachments import attachments
from desktop.services.payout_steps import approve_payout
from desktop.services.payouts import load_payout, pay_payout
from desktop.services.periods import lock_month
from desktop.services.rates import add_rate
from desktop.services.settings import load_settings, save_settings
from desktop.ui.changes import MONEY
from desktop.ui.items.entry_cells import Chosen
from desktop.ui.items.entry_page import EntryPage
from desktop.ui.shared.grid_model import Unread
from desktop.ui.shared.grid_proposals import ProposingLine
from desktop.ui.shared.paste_dialog import PasteDialog
from desktop.ui.shared.whole_rows import choose_row
from tests.intake.strange_files import pdf
from tests.services.office_kit import TODAY, eur
from tests.ui.kit import assert_named
from tests.ui.money import Fund, make_fund

if TYPE_CHECKING:
    from pathlib import Path

    from PySide6.QtWidgets import QDialog
    from pytestqt.qtbot import QtBot

    from tests.ui.desk import Desk

CONTROL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def fund(desk: Desk) -> Fund:
    fund = make_fund(desk, "600")
    desk.kit.person("Clinic", PersonCategory.PAYEE, name_latin="Green Leaf Clinic")
    return fund


@pytest.fixture
def page(qtbot: QtBot, desk: Desk, fund: Fund) -> EntryPage:
    made = EntryPage(desk.place)
    qtbot.addWidget(made)
    made.resize(1170, 700)
    with qtbot.waitExposed(made):
        made.show()
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow)
    made.focus_first()
    return made


def at(page: EntryPage, name: str) -> int:
    return next(at for at, each in enumerate(page.entry.grid.model.columns) if each.name == name)


def put(page: EntryPage, row: int, **cells: Any) -> None:
    model = page.entry.grid.model
    while model.rowCount() <= row:
        model.add()
    for name, value in cells.items():
        model.setData(model.index(row, at(page, name)), value)


def text(page: EntryPage, row: int, name: str) -> str:
    return str(page.entry.grid.model.index(row, at(page, name)).data() or "")


def column(page: EntryPage, name: str) -> list[str]:
    return [said for row in range(page.entry.grid.model.rowCount()) if (said := text(page, row, name))]


class TestCells:
    def test_a_row_is_read_as_it_is_typed(self, page: EntryPage, fund: Fund) -> None:
        put(page, 0, on="12.5", payee="leaf", campaign="c-1", item="line 2", amount="120,5")
        row = page.entry.grid.model.rows()[0]
        assert (row["payee"].code, row["campaign"].code, row["item"].code) == ("P-0003", fund.code, "2")
        assert row["amount"] == eur("120.50")
        assert text(page, 0, "state") == "✓ Ready"
        assert text(page, 0, "base") == "120.50"
        assert page.entry.sums.text() == "1 row: 120.50 EUR"
        assert_named(page)

    def test_a_row_that_is_begun_has_a_date_and_its_campaigns_beneficiary(self, page: EntryPage, fund: Fund) -> None:
        put(page, 0, campaign="A need")
        row = page.entry.grid.model.rows()[0]
        assert row["on"] == TODAY
        assert row["payee"].code == fund.beneficiary
        assert text(page, 0, "state") == "… still missing: Expense item, Amount"

    def test_names_that_mean_nothing_stay_and_are_marked(self, page: EntryPage) -> None:
        put(page, 0, payee="Nobody", campaign="C-0001", item="7", amount="x", currency="QQQ", on="99.99")
        model = page.entry.grid.model
        assert {name for _row, name, _ in model.unread()} == {"payee", "item", "amount", "currency", "on"}
        assert text(page, 0, "payee") == "Nobody"
        assert text(page, 0, "state") == "✕ Look at the marked cells"
        put(page, 0, payee="Clinic", item="1", amount="5", currency="", on="1.5")
        assert text(page, 0, "state") == "✓ Ready"

    def test_what_was_unknown_is_looked_up_again_when_people_change(self, page: EntryPage, desk: Desk) -> None:
        put(page, 0, payee="Landlord")
        assert isinstance(page.entry.grid.model.cell(0, "payee"), Unread)
        desk.kit.person("Landlord", PersonCategory.PAYEE)
        desk.place.changes.announce(*MONEY)
        assert isinstance(page.entry.grid.model.cell(0, "payee"), Chosen)

    def test_an_item_is_told_again_in_another_campaign(self, page: EntryPage, desk: Desk) -> None:
        desk.kit.campaign("10", title="Another")
        put(page, 0, campaign="C-0001", item="2")
        put(page, 0, campaign="Another")
        assert page.entry.grid.model.problem(0, "item") != "", "line 2 is none of its lines"
        put(page, 0, item="")
        assert page.entry.grid.model.cell(0, "item").code == "1", "the only one is meant"

    def test_yens_have_no_decimals_and_dinars_three(self, page: EntryPage) -> None:
        put(page, 0, currency="jpy", amount="1200.5")
        assert page.entry.grid.model.problem(0, "amount") != ""
        put(page, 0, amount="1200")
        assert page.entry.grid.model.cell(0, "amount") == Money.of("1200", "JPY")
        put(page, 0, currency="KWD")
        assert page.entry.grid.model.cell(0, "amount") == Money.of("1200", "KWD")
        put(page, 0, amount="1.125")
        assert page.entry.grid.model.cell(0, "amount") == Money.of("1.125", "KWD")
        put(page, 0, currency="EUR")
        assert page.entry.grid.model.problem(0, "amount") != "", "it has more decimals than the euro"

    def test_an_amount_typed_before_its_campaign_is_in_the_funds_currency(self, page: EntryPage, desk: Desk) -> None:
        items = (ItemDraft("Rent", Money.of("500", "USD")),)
        campaigns.save_campaign(
            desk.office, CampaignDraft("Dollars", currency="USD", status=CampaignStatus.OPEN, items=items)
        )
        put(page, 0, amount="12.5")
        put(page, 0, campaign="Dollars")
        assert page.entry.grid.model.cell(0, "amount") == Money.of("12.50", "USD")
        assert text(page, 0, "currency") == "USD"

    def test_the_rate_is_the_official_one_or_the_banks(self, page: EntryPage, desk: Desk) -> None:
        add_rate(desk.office, PinnedRate("USD", "EUR", Decimal("0.9"), RateSource.HAND, TODAY.replace(day=19)))
        put(page, 0, campaign="C-0001", item="1", currency="USD", amount="100", on="20.5.2026")
        assert text(page, 0, "rate") == "1 USD = 0.9 EUR"
        assert text(page, 0, "base") == "90.00"
        assert page.entry.sums.text() == "1 row: 100.00 USD = 90.00 EUR"
        put(page, 0, rate="0,95")
        assert text(page, 0, "rate") == "1 USD = 0.95 EUR"
        assert text(page, 0, "base") == "95.00"

    def test_without_a_rate_it_is_still_missing(self, page: EntryPage) -> None:
        put(page, 0, campaign="C-0001", item="1", currency="GEL", amount="100")
        assert text(page, 0, "state") == "… still missing: Rate"


class TestStanding:
    def test_a_row_counts_with_those_above_it(self, page: EntryPage) -> None:
        for row, amount in enumerate(("200", "100", "120")):
            put(page, row, campaign="C-0001", item="2", amount=amount)
        assert column(page, "state")[:3] == ["✓ Ready", "✓ Ready", "▲ 120.00 EUR over C-0001.2"]
        page.entry.grid.focus_cell(2, "amount")
        assert "120.00 EUR over what C-0001.2 still has" in page.entry.remark.text()
        page.entry.grid.focus_cell(0, "amount")
        assert page.entry.remark.isHidden()
        put(page, 0, amount="80")
        assert column(page, "state")[:3] == ["✓ Ready"] * 3

    def test_the_selection_is_summed_beside_the_whole(self, page: EntryPage) -> None:
        for row, amount in enumerate(("1", "2", "4")):
            put(page, row, amount=amount)
        page.entry.grid.table.clearSelection()
        page.entry.grid.focus_cell(0, "amount")
        page.entry.grid.table.selectAll()
        assert page.entry.sums.text() == "3 rows: 7.00 EUR   ·   3 selected: 7.00 EUR"


class TestStoring:
    def test_rows_stay_locked_with_code_and_state(self, page: EntryPage, desk: Desk) -> None:
        put(page, 0, campaign="C-0001", item="1", amount="10", purpose="Tea", payee="Clinic")
        put(page, 2, campaign="C-0001", item="2", amount="20")
        assert page.dirty
        page.save()
        assert page.banner.text == "2 payouts are saved as drafts: O-0001 – O-0002."
        assert not page.dirty
        model = page.entry.grid.model
        assert [model.headerData(row, Qt.Orientation.Vertical) for row in range(3)] == ["O-0001", "O-0002", "3"]
        assert column(page, "state") == ["Draft", "Draft"]
        assert not model.flags(model.index(0, 2)) & Qt.ItemFlag.ItemIsEditable
        model.put(0, "purpose", "Coffee")
        model.remove([0])
        assert text(page, 0, "purpose") == "Tea"
        stored = load_payout(desk.office, "O-0001")
        assert (stored.draft.purpose, stored.draft.payee) == ("Tea", "P-0003")
        page.banner._act.click()
        assert desk.gone == [("payouts", "")]

    def test_what_becomes_of_a_stored_row_is_shown_in_it(self, page: EntryPage, desk: Desk) -> None:
        put(page, 0, campaign="C-0001", item="1", amount="10")
        page.submit_button.click()
        assert "1 payout waits for approval: O-0001." in page.banner.text
        approve_payout(desk.office, "O-0001")
        pay_payout(desk.office, "O-0001", TODAY)
        desk.place.changes.announce(*MONEY)
        assert text(page, 0, "state") == "Paid"

    def test_paying_more_than_there_is_is_refused_at_its_cell_and_nothing_is_stored(
        self, page: EntryPage, desk: Desk
    ) -> None:
        for row, amount in enumerate(("200", "100.01")):
            put(page, row, campaign="C-0001", item="2", amount=amount)
        page.pay_button.click()
        assert "Not saved yet. Refused rows: 2." in page.banner.text
        assert "what remains of expense item 2" in page.entry.grid.model.problem(1, "amount")
        assert page.entry.grid.table.currentIndex().row() == 1
        assert lists.read_outline(desk.office, ListKind.PAYOUTS, Query()).count == 0
        put(page, 1, amount="100")
        page.pay_button.click()
        assert "2 payouts are recorded as paid: O-0001 – O-0002." in page.banner.text
        assert desk.kit.load("C-0001").totals.paid == eur("300")

    def test_above_the_threshold_the_sentence_stands_at_the_amount(self, page: EntryPage, desk: Desk) -> None:
        save_settings(desk.office, replace(load_settings(desk.office), approval_threshold=eur("50")))
        put(page, 0, campaign="C-0001", item="1", amount="51")
        page.pay_button.click()
        assert "approved before they are paid" in page.entry.grid.model.problem(0, "amount")

    def test_a_locked_month_offers_the_open_day(self, page: EntryPage, desk: Desk) -> None:
        lock_month(desk.office, Month(2026, 4))
        put(page, 0, campaign="C-0001", item="1", amount="10", on="3.4.2026")
        page.pay_button.click()
        assert page.entry.grid.model.problem(0, "on") != ""
        page.banner._act.click()
        assert "1 payout is recorded as paid" in page.banner.text
        assert text(page, 0, "on").endswith("05-01") or "1" in text(page, 0, "on")

    def test_an_empty_grid_is_no_draft(self, page: EntryPage) -> None:
        page.save()
        assert "No row is filled in yet." in page.banner.text

    def test_a_double_click_stores_once(self, page: EntryPage, desk: Desk) -> None:
        put(page, 0, campaign="C-0001", item="1", amount="10")
        page.save_button.click()
        page.save_button.click()
        assert lists.read_outline(desk.office, ListKind.PAYOUTS, Query()).count == 1

    def test_undo_takes_back_what_was_typed_not_what_was_looked_up(self, page: EntryPage) -> None:
        put(page, 0, payee="Clinic")
        put(page, 0, purpose="Tea")
        page.entry.grid.model.undo_stack.undo()
        row = page.entry.grid.model.rows()[0]
        assert row["purpose"] == ""
        assert row["payee"].code == "P-0003"
        page.entry.grid.model.undo_stack.undo()
        assert page.entry.grid.model.rows()[0]["payee"] is None


class TestProposals:
    def open_editor(self, page: EntryPage, qtbot: QtBot, name: str, typed: str) -> ProposingLine:
        table = page.entry.grid.table
        page.entry.grid.focus_cell(0, name)
        qtbot.keyClick(table, Qt.Key.Key_F2)
        editor: ProposingLine | None = table.viewport().findChild(ProposingLine)
        assert editor is not None
        qtbot.keyClicks(editor, typed)
        qtbot.waitUntil(editor.choices.isVisible)
        return editor

    def test_the_only_one_that_fits_is_taken_with_tab(self, page: EntryPage, qtbot: QtBot) -> None:
        editor = self.open_editor(page, qtbot, "payee", "leaf")
        qtbot.keyClick(editor, Qt.Key.Key_Tab)
        assert page.entry.grid.model.cell(0, "payee").code == "P-0003"
        assert page.entry.grid.table.currentIndex().column() == at(page, "purpose")

    def test_of_several_none_is_taken_by_itself_and_down_chooses(self, page: EntryPage, qtbot: QtBot) -> None:
        editor = self.open_editor(page, qtbot, "payee", "P-")
        assert editor.choices.count() == 3
        assert editor.value is None
        qtbot.keyClick(editor, Qt.Key.Key_Down)
        qtbot.keyClick(editor, Qt.Key.Key_Down)
        qtbot.keyClick(editor, Qt.Key.Key_Up)
        chosen = editor.choices.item(0).text().split()[0]
        qtbot.keyClick(editor, Qt.Key.Key_Return)
        qtbot.waitUntil(lambda: isinstance(page.entry.grid.model.cell(0, "payee"), Chosen))
        assert page.entry.grid.model.cell(0, "payee").code == chosen

    def test_escape_takes_back(self, page: EntryPage, qtbot: QtBot) -> None:
        put(page, 0, payee="Clinic")
        editor = self.open_editor(page, qtbot, "payee", "P-")
        qtbot.keyClick(editor, Qt.Key.Key_Escape)
        assert page.entry.grid.model.cell(0, "payee").code == "P-0003"

    def test_items_are_proposed_with_what_remains(self, page: EntryPage, qtbot: QtBot) -> None:
        put(page, 0, campaign="C-0001")
        editor = self.open_editor(page, qtbot, "item", "2")
        assert [editor.choices.item(row).text() for row in range(editor.choices.count())] == [
            "2 Line 2 – 300.00 EUR left"
        ]
        editor.choices.itemClicked.emit(editor.choices.item(0))
        assert page.entry.grid.model.cell(0, "item").code == "2"


class TestPasting:
    BLOCK = (
        "Date\tPayee\tAmount\tCampaign\tExpense item\tColour\n"
        "1.5.26\tClinic\t12,50\tC-0001\t1\tred\n"
        "2.5.26\tNobody\tmany\tC-0001\t1\t\n"
        "3.5.26\t\t1 000.25\tA need\t2\t\n"
    )

    def paste(self, page: EntryPage, desk: Desk, qtbot: QtBot, answer: Any) -> None:
        QGuiApplication.clipboard().setText(self.BLOCK)
        page.entry.grid.focus_cell(0, "on")
        desk.prompts.will_answer(answer)
        qtbot.keyClick(page.entry.grid.table, Qt.Key.Key_V, CONTROL)

    def test_rows_are_shown_before_with_reasons_and_the_good_ones_put_in(
        self, page: EntryPage, desk: Desk, qtbot: QtBot
    ) -> None:
        def look(dialog: QDialog) -> bool:
            assert isinstance(dialog, PasteDialog)
            assert_named(dialog)
            assert dialog.table.rowCount() == 3
            states = [dialog.table.item(row, 0).text() for row in range(3)]  # type: ignore[union-attr]  # it is filled
            assert states == ["New", "Refused", "New"]
            assert "Nobody has this code or name" in dialog.table.item(1, 1).text()  # type: ignore[union-attr]
            assert dialog.do_it.text() == "Put in 3 rows"
            dialog.refused_too.setChecked(False)
            assert dialog.do_it.text() == "Put in 2 rows"
            dialog.do_it.click()
            return bool(dialog.result())

        self.paste(page, desk, qtbot, look)
        assert column(page, "amount") == ["12.50", "1,000.25"]
        assert column(page, "state")[0] == "✓ Ready"
        page.entry.grid.model.undo_stack.undo()
        assert column(page, "amount") == []

    def test_refused_rows_may_be_put_in_too_marked(self, page: EntryPage, desk: Desk, qtbot: QtBot) -> None:
        self.paste(page, desk, qtbot, lambda dialog: bool(dialog.do_it.click()) or bool(dialog.result()))
        assert column(page, "amount") == ["12.50", "many", "1,000.25"]
        assert page.entry.grid.model.problem(1, "payee")

    def test_given_up_nothing_is_put_in(self, page: EntryPage, desk: Desk, qtbot: QtBot) -> None:
        self.paste(page, desk, qtbot, False)
        assert column(page, "amount") == []

    def test_what_was_copied_here_can_be_pasted_here(self, page: EntryPage, desk: Desk, qtbot: QtBot) -> None:
        put(page, 0, payee="Clinic", campaign="C-0001", item="1", amount="5", purpose="=1+1")
        table = page.entry.grid.table
        page.entry.grid.focus_cell(0, "on")
        choose_row(table, 0)
        qtbot.keyClick(table, Qt.Key.Key_C, CONTROL)
        copied = QGuiApplication.clipboard().text()
        assert "\t'=1+1\t" in copied, "no cell begins a formula in a spreadsheet"
        page.entry.grid.focus_cell(1, "on")
        qtbot.keyClick(table, Qt.Key.Key_V, CONTROL)
        first, second = page.entry.grid.model.rows()[:2]
        for name in ("on", "payee", "purpose", "campaign", "item", "amount", "method"):
            assert first[name] == second[name], name

    def test_an_amount_waits_for_its_campaigns_currency(self, page: EntryPage, desk: Desk, qtbot: QtBot) -> None:
        items = (ItemDraft("Rent", Money.of("500", "KWD")),)
        campaigns.save_campaign(
            desk.office, CampaignDraft("Dinars", currency="KWD", status=CampaignStatus.OPEN, items=items)
        )
        QGuiApplication.clipboard().setText("Campaign\tAmount\nDinars\t1.125\nDinars\t1.1255")
        desk.prompts.will_answer(lambda dialog: bool(dialog.do_it.click()) or bool(dialog.result()))
        page.entry.grid.focus_cell(0, "on")
        qtbot.keyClick(page.entry.grid.table, Qt.Key.Key_V, CONTROL)
        assert page.entry.grid.model.cell(0, "amount") == Money.of("1.125", "KWD")
        assert page.entry.grid.model.problem(1, "amount") != ""

    def test_hundreds_of_rows_are_looked_up_at_once(self, page: EntryPage, desk: Desk, qtbot: QtBot) -> None:
        lines = "\n".join(f"1.5.26\tClinic\tTea {row}\tC-0001\t1\t\t\t0,01" for row in range(300))
        QGuiApplication.clipboard().setText(lines)
        before = len(desk.place.tasks.jobs)  # type: ignore[attr-defined]  # work done at once keeps its jobs
        desk.prompts.will_answer(lambda dialog: bool(dialog.do_it.click()) or bool(dialog.result()))
        page.entry.grid.focus_cell(0, "on")
        qtbot.keyClick(page.entry.grid.table, Qt.Key.Key_V, CONTROL)
        assert len(desk.place.tasks.jobs) - before == 1  # type: ignore[attr-defined]
        assert page.entry.sums.text().startswith("300 rows: 3.00 EUR")


class TestInvoices:
    def test_a_file_waits_at_its_row_and_is_attached_once_that_is_stored(
        self, page: EntryPage, desk: Desk, tmp_path: Path
    ) -> None:
        good, bad = tmp_path / "bill.pdf", tmp_path / "notes.pdf"
        good.write_bytes(pdf(1))
        bad.write_text("no PDF at all", encoding="utf-8")
        put(page, 0, campaign="C-0001", item="1", amount="10", invoice="FV 1")
        put(page, 1, campaign="C-0001", item="1", amount="20")
        page.entry.grid.focus_cell(0, "invoice")
        desk.prompts.will_answer(good)
        page.entry.invoices.attach_button.click()
        assert text(page, 0, "invoice") == "FV 1 + bill.pdf"
        assert attachments(desk.office, "O-0001") == ()
        drop(page, 1, bad)
        assert text(page, 1, "invoice") == "notes.pdf"
        page.save()
        assert [each.subject for each in attachments(desk.office, "O-0001")] == ["O-0001"]
        assert text(page, 0, "invoice") == "FV 1"
        assert "not every invoice is attached. O-0002:" in page.banner.text
        assert text(page, 1, "invoice") == "notes.pdf", "it still waits there"
        drop(page, 1, good)
        assert len(attachments(desk.office, "O-0002")) == 1

    def test_below_the_rows_a_drop_begins_a_row(self, page: EntryPage, tmp_path: Path) -> None:
        drop(page, None, tmp_path / "bill.pdf")
        assert text(page, 0, "invoice") == "bill.pdf"
        assert page.dirty


def drop(page: EntryPage, row: int | None, path: Path) -> None:
    """Drop a file on a row, or below all of them."""
    table = page.entry.grid.table
    viewport = table.viewport()
    at_y = table.rowViewportPosition(row) + 5 if row is not None else viewport.height() - 3
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path))])
    for kind in (QDragEnterEvent, QDropEvent):
        where = QPointF(200, at_y)
        event = kind(where, Qt.DropAction.CopyAction, data, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier)
        QApplication.sendEvent(viewport, event)
        assert event.isAccepted()
