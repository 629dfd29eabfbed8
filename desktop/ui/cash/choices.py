"""Which currencies a cash desk may be in: those that it is in, the office's own, and those that can be counted."""

from __future__ import annotations

from typing import TYPE_CHECKING

from desktop.domain.cash import DENOMINATIONS
from desktop.i18n import LANGUAGES, NATIVE_NAMES

if TYPE_CHECKING:
    from collections.abc import Sequence

    from desktop.ui.workplace import Workplace


def currency_choices(place: Workplace, first: str) -> Sequence[tuple[str, str]]:
    """Give the currencies, the one at hand and the office's own first."""
    found = dict.fromkeys((first, place.settings().base_currency, *DENOMINATIONS))
    return [(code, code) for code in found if code]


def language_choices() -> Sequence[tuple[str, str]]:
    """Give the languages of a paper."""
    return [(code, NATIVE_NAMES[code]) for code in LANGUAGES]


def second_choices() -> Sequence[tuple[str, str]]:
    """Give the languages that may stand beside the first one, and none."""
    return [("", "—"), *language_choices()]
