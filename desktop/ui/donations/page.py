"""The Money in section."""

from __future__ import annotations

from typing import TYPE_CHECKING

from desktop.ui.donations.form import DonationForm
from desktop.ui.donations.record import DonationPage
from desktop.ui.donations.table import DONATIONS
from desktop.ui.money.page import MoneyPage
from desktop.ui.shared.list_page import ListPage

if TYPE_CHECKING:
    from desktop.ui.workplace import Workplace


def make_donations_page(place: Workplace) -> MoneyPage:
    """Build the section."""
    return MoneyPage(
        place,
        ListPage(place, DONATIONS),
        lambda start: DonationForm(place, start),
        lambda code, greeting: DonationPage(place, code, greeting),
    )
