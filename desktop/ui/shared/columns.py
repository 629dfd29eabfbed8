"""What a column of a list is: said once per page, read by the model, the header and the sum of the selection."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING, Generic, TypeVar

from PySide6.QtCore import Qt

from desktop.ui import formatting

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from desktop.domain.money import Money

Row = TypeVar("Row")


class Align(Enum):
    """Words stand at the start of a cell, figures at its end."""

    START = Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignVCenter
    END = Qt.AlignmentFlag.AlignTrailing | Qt.AlignmentFlag.AlignVCenter
    CENTRE = Qt.AlignmentFlag.AlignCenter


@dataclass(frozen=True, slots=True)
class Column(Generic[Row]):
    """One column.

    Args:
        name: Stable, for remembering width and order.
        title: English, marked with `i18n.mark`; translated when shown.
        text: What a cell shows; called once per row when a page arrives, never while painting.
        sort: The row's attribute that the storage sorts by; empty: not sortable.
        align: Words START, figures END.
        width: In device-independent pixels, until the worker changes it; wide columns of words share the window's room.
        whole: Never cut to fit the window (numbers of documents, dates).
        hidden: Not shown until chosen in the header's menu.
        amount: What the cell says as an amount: copied, it is a number with its currency beside it.
        money: What the row adds to the sums of the selection and of the list.
        says: All that a cell may say, in the screen's language, where it is one of few words: none of them is cut.
        tone: "", "muted", "danger", "warning" or "good"; the words must say the same.
    """

    name: str
    title: str
    text: Callable[[Row], str]
    sort: str = ""
    align: Align = Align.START
    width: int = 130
    whole: bool = False
    hidden: bool = False
    amount: Callable[[Row], Money | None] | None = None
    money: Callable[[Row], Money | tuple[Money, ...] | None] | None = None
    says: Callable[[], Iterable[str]] | None = None
    tone: Callable[[Row], str] | None = None


def amount_column(
    name: str,
    title: str,
    read: Callable[[Row], Money | None],
    width: int,
    *,
    summed: bool = True,
    hidden: bool = False,
    tone: Callable[[Row], str] | None = None,
) -> Column[Row]:
    """Make the column of an amount, which is sorted by the attribute of its name; `summed`: rows add it to the sums."""
    return Column(
        name,
        title,
        lambda row: formatting.money(read(row)),
        sort=name,
        align=Align.END,
        width=width,
        hidden=hidden,
        amount=read,
        money=read if summed else None,
        tone=tone,
    )
