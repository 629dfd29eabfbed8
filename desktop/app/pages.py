"""The sections of the program, in the order of the sidebar. A new page is one line here and its maker below.

Makers import their page when it is first gone to: the first window waits for none of them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from desktop.i18n import mark
from desktop.ui.workplace import SectionSpec

if TYPE_CHECKING:
    from desktop.ui.captures import ScreenGuard
    from desktop.ui.theme import Looks
    from desktop.ui.workplace import PageWidget, Workplace


def _home(place: Workplace) -> PageWidget:
    from desktop.ui.home.page import HomePage  # noqa: PLC0415  pages load when they are first shown

    return HomePage(place)


def _people(place: Workplace) -> PageWidget:
    from desktop.ui.people.page import make_people_page  # noqa: PLC0415  pages load when they are first shown

    return make_people_page(place)


def _campaigns(place: Workplace) -> PageWidget:
    from desktop.ui.campaigns.page import make_campaigns_page  # noqa: PLC0415  pages load when they are first shown

    return make_campaigns_page(place)


def _items(place: Workplace) -> PageWidget:
    from desktop.ui.items.page import make_items_page  # noqa: PLC0415  pages load when they are first shown

    return make_items_page(place)


def _donations(place: Workplace) -> PageWidget:
    from desktop.ui.donations.page import make_donations_page  # noqa: PLC0415  pages load when they are first shown

    return make_donations_page(place)


def _payouts(place: Workplace) -> PageWidget:
    from desktop.ui.payouts.page import make_payouts_page  # noqa: PLC0415  pages load when they are first shown

    return make_payouts_page(place)


def _advances(place: Workplace) -> PageWidget:
    from desktop.ui.advances.page import make_advances_page  # noqa: PLC0415  pages load when they are first shown

    return make_advances_page(place)


def _cash(place: Workplace) -> PageWidget:
    from desktop.ui.cash.page import make_cash_page  # noqa: PLC0415  pages load when they are first shown

    return make_cash_page(place)


def _documents(place: Workplace) -> PageWidget:
    from desktop.ui.documents.page import DocumentsPage  # noqa: PLC0415  pages load when they are first shown

    return DocumentsPage(place)


def _reports(place: Workplace) -> PageWidget:
    from desktop.ui.reports.page import ReportsPage  # noqa: PLC0415  pages load when they are first shown

    return ReportsPage(place)


def _rates(place: Workplace) -> PageWidget:
    from desktop.ui.rates.page import RatesPage  # noqa: PLC0415  pages load when they are first shown

    return RatesPage(place)


def _checks(place: Workplace) -> PageWidget:
    from desktop.ui.checks.page import ChecksPage  # noqa: PLC0415  pages load when they are first shown

    return ChecksPage(place)


def _months(place: Workplace) -> PageWidget:
    from desktop.ui.months.page import MonthsPage  # noqa: PLC0415  pages load when they are first shown

    return MonthsPage(place)


def _trash(place: Workplace) -> PageWidget:
    from desktop.ui.trash.page import TrashPage  # noqa: PLC0415  pages load when they are first shown

    return TrashPage(place)


def _help(place: Workplace) -> PageWidget:
    from desktop.ui.help.page import HelpPage  # noqa: PLC0415  pages load when they are first shown

    return HelpPage(place.memory)


# The order of the sidebar; the first nine have a number, and `SectionSpec.shortcut` is the only place that says it.
SECTIONS: tuple[SectionSpec, ...] = (
    SectionSpec("home", mark("Home"), "home", _home, "Ctrl+1"),
    SectionSpec("people", mark("People"), "people", _people, "Ctrl+2"),
    SectionSpec("campaigns", mark("Campaigns"), "campaigns", _campaigns, "Ctrl+3"),
    SectionSpec("items", mark("Expense items"), "items", _items, "Ctrl+4"),
    SectionSpec("donations", mark("Money in"), "donations", _donations, "Ctrl+5"),
    SectionSpec("payouts", mark("Payouts"), "payouts", _payouts, "Ctrl+6"),
    SectionSpec("cash", mark("Cash desk"), "cash", _cash, "Ctrl+7"),
    SectionSpec("documents", mark("Documents"), "documents", _documents, "Ctrl+8"),
    SectionSpec("reports", mark("Reports"), "reports", _reports, "Ctrl+9"),
    SectionSpec("advances", mark("Advances"), "advances", _advances),
    SectionSpec("rates", mark("Rates"), "rates", _rates),
    SectionSpec("checks", mark("Checks"), "good", _checks),
    SectionSpec("months", mark("Months"), "calendar", _months),
    SectionSpec("trash", mark("Trash"), "trash", _trash),
)


def low_sections(looks: Looks, guard: ScreenGuard | None = None) -> tuple[SectionSpec, ...]:
    """Give the sections at the foot of the sidebar; Settings ask `looks` what is chosen, and change it."""

    def settings(place: Workplace) -> PageWidget:
        from desktop.ui.settings.page import SettingsPage  # noqa: PLC0415  pages load when they are first shown

        return SettingsPage(place, looks, guard)

    return (
        SectionSpec("settings", mark("Settings"), "settings", settings, "Ctrl+,"),
        SectionSpec("help", mark("Help"), "help", _help, "F1"),
    )
