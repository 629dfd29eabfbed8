"""The question before a donation is given back: how much, why, on which day, and whether the rest gets a receipt."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from desktop.i18n import mark, tr
from desktop.services.refunds import refund_donation
from desktop.ui import formatting
from desktop.ui.shared.fields import CheckField, MoneyField
from desktop.ui.shared.take_back import TakeBackDialog

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    from PySide6.QtWidgets import QWidget

    from desktop.domain.donations import Donation
    from desktop.domain.money import Money
    from desktop.domain.summaries import Recorded
    from desktop.services.office import Office
    from desktop.ui.workplace import Workplace


class RefundDialog(TakeBackDialog):
    """Proposes all that can be given back. `recorded` is what was made, once it is done."""

    area = "refund"
    title = mark("Give {code} back?")
    verb = mark("Give back")
    refused = mark("It cannot be given back.")

    def __init__(self, place: Workplace, donation: Donation, parent: QWidget | None) -> None:
        self._donation = donation
        self.recorded: Recorded | None = None
        text = tr(
            "The money goes back to the donor out of each campaign's part. {rest} can be given back. A receipt of this "
            "gift becomes void."
        ).format(rest=formatting.money(donation.net_refundable))
        super().__init__(place, donation.code, text, self._refund, parent)

    def add_fields(self) -> None:
        rest = self._donation.net_refundable
        self.amount: MoneyField = self.form.add(
            MoneyField("amount", mark("Amount"), rest.currency, needed=True), wide=True
        )
        self.amount.write(rest)
        self.replace = CheckField("replace", mark("Issue a receipt over the rest"))
        if self._donation.receipt is not None:
            self.form.add(self.replace, wide=True)
            self.replace.write(True)

    def prepared(self, values: dict[str, Any]) -> Callable[..., object]:
        return partial(self._refund, amount=values["amount"], replace_receipt=values.get("replace", True))

    def _refund(
        self,
        office: Office,
        code: str,
        reason: str,
        on: date,
        *,
        amount: Money,
        replace_receipt: bool,
        into_open: bool = False,
    ) -> None:
        self.recorded = refund_donation(
            office, code, amount, reason, on, replace_receipt=replace_receipt, into_open=into_open
        )
