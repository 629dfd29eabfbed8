"""The Payouts section."""

from __future__ import annotations

from typing import TYPE_CHECKING

from desktop.ui.money.page import MoneyPage
from desktop.ui.payouts.form import PayoutForm
from desktop.ui.payouts.record import PayoutPage
from desktop.ui.payouts.table import PAYOUTS
from desktop.ui.shared.list_page import ListPage

if TYPE_CHECKING:
    from desktop.ui.workplace import Workplace


def make_payouts_page(place: Workplace) -> MoneyPage:
    """Build the section."""
    return MoneyPage(
        place,
        ListPage(place, PAYOUTS),
        lambda start: PayoutForm(place, start),
        lambda code, greeting: PayoutPage(place, code, greeting),
    )
