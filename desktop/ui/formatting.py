"""Values as people read them on screen; one thin door to the program's only formatter and its only words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from desktop.domain.money import Money, exponent_of
from desktop.i18n import formats, screen_language
from desktop.services import wording

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date
    from enum import Enum

    from desktop.domain.rates import PinnedRate

NOTHING = "—"


def money(amount: Money | None) -> str:
    """Write an amount with its currency: "2 848,50 EUR"; a dash for none."""
    return wording.money(amount) if amount is not None else NOTHING


def moneys(amounts: Iterable[Money]) -> str:
    """Write amounts of several currencies side by side; two currencies are never added."""
    return " + ".join(wording.money(amount) for amount in amounts) or NOTHING


def number(amount: Money | None) -> str:
    """Write an amount without its currency, for columns and fields that show it beside."""
    if amount is None:
        return ""
    return formats.number(amount.minor, exponent_of(amount.currency), screen_language())


def day(value: date | None) -> str:
    """Write a date; nothing for none."""
    return wording.date(value) if value is not None else ""


def rate(pinned: PinnedRate | None) -> str:
    """Write an exchange rate: "1 EUR = 1.0912 USD"; a dash for none."""
    return wording.rate(pinned) if pinned is not None else NOTHING


def percent(value: int | None) -> str:
    """Write whole percents: "34 %"; nothing for none."""
    return f"{value} %" if value is not None else ""


def label(member: Enum) -> str:
    """Name a member of one of the domain's lists in the screens' language."""
    return wording.label(member)
