"""One step for the selected payouts: a preview, the doing, what became of each, and stopping."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from desktop.domain.payouts import PayoutDraft, PayoutLine, PayoutState
from desktop.domain.quick_entry import EntryStep
from desktop.services.payout_bulk import BulkStep
from desktop.services.payouts import load_payout
from desktop.services.quick_entry import enter_payouts
from desktop.ui.payouts.bulk import BulkDialog
from desktop.ui.payouts.outcomes import Outcomes
from desktop.ui.payouts.page import PayoutsList
from desktop.ui.shared.whole_rows import choose_row
from desktop.ui.tasks import Tasks
from tests.services.office_kit import TODAY, eur
from tests.ui.desk import desk_without_names
from tests.ui.kit import InlineTasks, assert_named
from tests.ui.money import Fund, make_fund

if TYPE_CHECKING:
    from PySide6.QtWidgets import QDialog
    from pytestqt.qtbot import QtBot

    from tests.ui.desk import Desk


@pytest.fixture
def fund(desk: Desk) -> Fund:
    return make_fund(desk, "600")


def enter(desk: Desk, fund: Fund, step: EntryStep, *amounts: str) -> list[str]:
    drafts = [PayoutDraft(fund.code, fund.beneficiary, (PayoutLine(1, eur(each)),), TODAY) for each in amounts]
    return [each.code for each in enter_payouts(desk.office, drafts, step)]


@pytest.fixture
def rows(qtbot: QtBot, desk: Desk, fund: Fund) -> PayoutsList:
    enter(desk, fund, EntryStep.SUBMIT, "400", "200")
    enter(desk, fund, EntryStep.DRAFT, "50")
    made = PayoutsList(desk.place)
    qtbot.addWidget(made)
    made.show()
    return made


def cells(dialog: BulkDialog, column: int) -> list[str]:
    found = (dialog.table.item(row, column) for row in range(dialog.table.rowCount()))
    return [cell.text() if cell is not None else "" for cell in found]


def test_what_is_refused_is_told_before_and_only_the_rest_is_done(rows: PayoutsList, desk: Desk) -> None:
    assert not rows.bulk_button.isEnabled()
    rows.table.selectAll()
    assert rows.bulk_button.isEnabled()
    assert_named(rows)

    def approve(dialog: QDialog) -> bool:
        assert isinstance(dialog, BulkDialog)
        assert_named(dialog)
        assert dialog.heading.text() == "1 payout will be done, 2 are refused."
        seen = dict(zip(cells(dialog, 0), cells(dialog, 6), strict=True))
        assert "what remains of expense item 1" in seen["O-0001" if "O-0001" in _refused(dialog) else "O-0002"]
        assert "this cannot be done to it now" in seen["O-0003"]
        assert dialog.do_it.text() == "Approve 1 payout"
        dialog.do_it.click()
        assert dialog.heading.text() == "1 payout is done, 2 are refused."
        assert dialog.changed
        dialog.keep.click()
        return bool(dialog.result())

    desk.prompts.will_answer(approve)
    _trigger(rows, "payouts.bulk_approve")
    states = [load_payout(desk.office, code).state for code in ("O-0001", "O-0002", "O-0003")]
    assert sorted(state.value for state in states) == ["approved", "draft", "submitted"]
    assert "Approved" in [rows.model.index(at, 7).data() for at in range(3)], "the list reads again"


def _refused(dialog: BulkDialog) -> list[str]:
    return [code for code, what in zip(cells(dialog, 0), cells(dialog, 5), strict=True) if what == "Refused"]


def _trigger(rows: PayoutsList, name: str) -> None:
    (action,) = [each for each in rows.bulk_button.menu().actions() if each.objectName() == name]
    assert action.isEnabled()
    action.trigger()


def test_commands_are_open_where_they_fit(rows: PayoutsList) -> None:
    choose_row(rows.table, next(at for at in range(3) if rows.model.index(at, 0).data() == "O-0003"))
    enabled = {each.objectName(): each.isEnabled() for each in rows.bulk_button.menu().actions()}
    assert enabled == {
        "payouts.bulk_submit": True,
        "payouts.bulk_approve": False,
        "payouts.bulk_voucher": False,
        "payouts.bulk_pay": False,
        "payouts.payment_file": False,
    }
    assert {"payouts.bulk_submit"} <= {each.objectName() for each in rows.context_menu().actions()}


def test_vouchers_are_issued_in_a_chosen_language(desk: Desk, fund: Fund, qtbot: QtBot) -> None:
    paid = enter(desk, fund, EntryStep.PAY, "10", "20")
    dialog = BulkDialog(desk.place, BulkStep.VOUCHER, paid)
    qtbot.addWidget(dialog)
    assert dialog.choices is not None
    dialog.choices.language.write("be")
    dialog.do_it.click()
    assert cells(dialog, 5) == ["Voucher PV/2026/0001", "Voucher PV/2026/0002"]
    assert desk.place.memory.text("issue.language") == "be"


def test_vouchers_are_not_offered_without_names(desk: Desk, fund: Fund, tasks: InlineTasks, qtbot: QtBot) -> None:
    enter(desk, fund, EntryStep.PAY, "10")
    without = desk_without_names(desk, tasks)
    made = PayoutsList(without.place)
    qtbot.addWidget(made)
    made.table.selectAll()
    assert not any(each.isEnabled() for each in made.bulk_button.menu().actions())
    without.office.close()


def test_a_stop_leaves_the_rest_untouched_and_says_so(desk: Desk, fund: Fund, qtbot: QtBot) -> None:
    drafts = enter(desk, fund, EntryStep.DRAFT, "10", "20")
    dialog = BulkDialog(desk.place, BulkStep.SUBMIT, drafts)
    qtbot.addWidget(dialog)
    dialog.work.stop()  # nothing is being done: nothing happens
    real = Tasks(lambda error: pytest.fail(str(error)))
    object.__setattr__(desk.place, "tasks", real)
    try:
        dialog.do()
        dialog.work.stop()
        dialog.reject()
        assert dialog.result() == 0
        qtbot.waitUntil(lambda: real.idle)
    finally:
        real.close()
    done = [load_payout(desk.office, code).state for code in drafts]
    said = cells(dialog, 5)
    if done == [PayoutState.DRAFT] * 2:  # it had not begun
        assert dialog.heading.text() == "Nothing was done." or "Not done: it was stopped" in said
    assert dialog.keep.text() == "Close"


def test_no_amount_and_no_outcome_is_cut(qtbot: QtBot) -> None:
    table = Outcomes("bulk", "Payouts", ("Code", "Amount"), (60, 60, 60, 60), 1)
    qtbot.addWidget(table)
    facts = ("O-0001", "1,234,567,890.00 UAH")
    table.setRowCount(1)
    table.show_facts(0, facts)
    table.say(0, "good", "Will be approved, its money reserved", ())
    for column, text in enumerate((*facts, "Will be approved, its money reserved")):
        assert table.columnWidth(column) > table.fontMetrics().horizontalAdvance(text)
    table.show_facts(0, ("O-0002", "1.00 UAH"))
    assert table.columnWidth(1) > table.fontMetrics().horizontalAdvance(facts[1])  # grows, and does not jump back
