"""The Payouts section: the list with its steps for several at once, the form, and the page of one payout."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QMenu

from desktop.domain.ledger import PaymentMethod
from desktop.domain.payment_files import CURRENCY
from desktop.domain.payouts import MOVES, PayoutMove, PayoutRow, PayoutState
from desktop.i18n import mark, tr
from desktop.services.payout_bulk import MOST_AT_ONCE, BulkStep
from desktop.ui.money.page import MoneyPage
from desktop.ui.payouts.bulk import TITLES, BulkDialog
from desktop.ui.payouts.form import PayoutForm
from desktop.ui.payouts.payment_dialog import PaymentFileDialog
from desktop.ui.payouts.record import PayoutPage
from desktop.ui.payouts.table import PAYOUTS
from desktop.ui.shared.list_page import ListPage
from desktop.ui.shared.naming import button

if TYPE_CHECKING:
    from desktop.ui.workplace import Workplace


class PayoutsList(ListPage[PayoutRow]):
    """The list; `bulk_button` opens what can be done to all that are selected, which the context menu repeats."""

    def __init__(self, place: Workplace) -> None:
        self.bulk_button = button("payouts.bulk")
        super().__init__(place, PAYOUTS)
        self._menu = QMenu(self.bulk_button)
        for step in BulkStep:
            action = self.add_action(
                f"bulk_{step.value}", TITLES[step], partial(self._on_bulk, step), partial(self._fits, step)
            )
            self._menu.addAction(action)
        into_file = mark("Payment file for the bank…")
        self._menu.addAction(self.add_action("payment_file", into_file, self._on_file, self._fits_file))
        self.bulk_button.setMenu(self._menu)
        self.bulk_button.setEnabled(False)
        self.add_button(self.bulk_button)
        self.selection.changed.connect(lambda: self.bulk_button.setEnabled(bool(self.table.selected_rows())))

    def retranslate(self) -> None:
        super().retranslate()
        self.bulk_button.setText(tr("With the selected"))

    def _fits(self, step: BulkStep, rows: list[PayoutRow]) -> bool:
        """Whether a step may be done to one of the rows at least."""
        if step is BulkStep.PAY:
            return any(row.state in MOVES[PayoutMove.PAY][0] for row in rows)
        if step is BulkStep.VOUCHER:
            return self.place.office.has_identity and any(row.state.is_paid and not row.voucher for row in rows)
        move = PayoutMove.SUBMIT if step is BulkStep.SUBMIT else PayoutMove.APPROVE
        return any(row.state in MOVES[move][0] for row in rows)

    def _on_bulk(self, step: BulkStep, _loaded: list[PayoutRow]) -> None:
        self.selection.collect(partial(self._show_bulk, step))

    def _show_bulk(self, step: BulkStep, rows: list[PayoutRow]) -> None:
        if self._few(rows):
            self.place.prompts.show(BulkDialog(self.place, step, [row.code for row in rows], self.window()))

    def _few(self, rows: list[PayoutRow]) -> bool:
        """Whether so many are taken at once; said otherwise."""
        if len(rows) <= MOST_AT_ONCE:
            return True
        said = tr("At most {most} payouts are taken at once: select fewer, or filter the list.")
        self.banner.show_warning(said.format(most=MOST_AT_ONCE))
        return False

    def _fits_file(self, rows: list[PayoutRow]) -> bool:
        """Whether one of the rows at least may go into a payment file."""
        return self.place.office.has_identity and any(
            row.state is PayoutState.APPROVED and row.method is PaymentMethod.BANK and row.amount.currency == CURRENCY
            for row in rows
        )

    def _on_file(self, _loaded: list[PayoutRow]) -> None:
        self.selection.collect(self._show_file)

    def _show_file(self, rows: list[PayoutRow]) -> None:
        if self._few(rows):
            self.place.prompts.show(PaymentFileDialog(self.place, [row.code for row in rows], self.window()))


def make_payouts_page(place: Workplace) -> MoneyPage:
    """Build the section."""
    return MoneyPage(
        place,
        PayoutsList(place),
        lambda start: PayoutForm(place, start),
        lambda code, greeting: PayoutPage(place, code, greeting),
    )
