"""Ready-made kinds of grid columns: text, amount, number, choice."""

from __future__ import annotations

from enum import Enum
from typing import TYPE_CHECKING, Any

from desktop.domain.errors import refuse
from desktop.i18n import formats, screen_language
from desktop.services import wording
from desktop.ui import formatting
from desktop.ui.shared.columns import Align
from desktop.ui.shared.grid_model import GridColumn

if TYPE_CHECKING:
    from collections.abc import Callable
    from decimal import Decimal

    from desktop.domain.money import Money

_MOST_DECIMALS = 3


def text_column(name: str, title: str, width: int = 200) -> GridColumn:
    """A column of plain text."""
    return GridColumn(name, title, lambda value: value or "", lambda text: text.strip(), Align.START, width)


def money_column(
    name: str, title: str, currency: Callable[[], str], width: int = 110, *, fixed: bool = False
) -> GridColumn:
    """A column of amounts in the currency that rules now; None is an empty cell."""

    def read(text: str) -> Money | None:
        return wording.read_money(text, currency(), at=name) if text.strip() else None

    return GridColumn(name, title, formatting.number, read, Align.END, width, fixed=fixed)


def quantity_column(name: str, title: str, width: int = 80) -> GridColumn:
    """A column of quantities with up to three decimals."""

    def show(value: Decimal | None) -> str:
        if value is None:
            return ""
        exponent = max(0, -int(value.normalize().as_tuple().exponent))
        return formats.number(int(value.scaleb(exponent)), exponent, screen_language())

    def read(text: str) -> Decimal:
        try:
            return formats.read_amount(text, _MOST_DECIMALS, screen_language())
        except ValueError:
            raise refuse("amount.unreadable", at=name, text=text.strip()[:40]) from None

    return GridColumn(name, title, show, read, Align.END, width)


def whole_column(name: str, title: str, width: int = 70) -> GridColumn:
    """A column of whole numbers."""

    def read(text: str) -> int:
        if not text.strip().isdecimal():
            raise refuse("amount.unreadable", at=name, text=text.strip()[:40])
        return int(text)

    return GridColumn(name, title, lambda value: "" if value is None else str(value), read, Align.END, width)


def choice_column(name: str, title: str, choices: type[Enum], width: int = 120) -> GridColumn:
    """A column whose cells are one member of a list of the domain."""

    def show(value: Any) -> str:
        return formatting.label(value) if isinstance(value, Enum) else ""

    return GridColumn(
        name,
        title,
        show,
        lambda text: text,
        Align.START,
        width,
        lambda: [(each, formatting.label(each)) for each in choices],
    )
