"""The cells of the grid of expense items: its columns, and how a row becomes a draft and back."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from desktop.domain.campaigns import ItemDraft
from desktop.domain.errors import Problem, Refused
from desktop.domain.money import Money
from desktop.domain.pages import ItemCategory
from desktop.i18n import mark, tr
from desktop.ui import formatting
from desktop.ui.shared.grid_kinds import choice_column, money_column, quantity_column, text_column, whole_column
from desktop.ui.shared.grid_model import GridColumn, Unread

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from desktop.ui.shared.grid_model import Cells

PROPOSED = "proposed"
"""A key that rides along: the planned amount was proposed here, so a change of its factors proposes it anew."""
LINE = "line"


def item_columns(currency: Callable[[], str], *, whole: bool) -> tuple[GridColumn, ...]:
    """Give the columns. `whole` False leaves out what a page says nothing about: priority, donor line, archived."""
    columns = (
        text_column("label", mark("Label"), 150),
        text_column("description", mark("The page's own words"), 250),
        choice_column("category", mark("Category"), ItemCategory, 120),
        _quantity(),
        text_column("unit", mark("Unit"), 66),
        _money("unit_price", mark("Unit price"), currency, 96 if whole else 120),
        _money("planned", mark("Amount"), currency, 112 if whole else 136),
    )
    if not whole:
        return columns
    return (
        *columns,
        whole_column("priority", mark("Priority"), 74),
        text_column("donor_line", mark("Donor line"), 98),
        _archived(),
    )


def _quantity() -> GridColumn:
    """Emptied, a quantity is one."""
    plain = quantity_column("quantity", mark("Quantity"), 86)
    return replace(plain, read=lambda text: plain.read(text) if text.strip() else Decimal(1))


def _money(name: str, title: str, currency: Callable[[], str], width: int) -> GridColumn:
    """An amount; one that is not in the campaign's currency shows its own, so that nobody adds it in the mind."""

    def show(amount: Money | None) -> str:
        if amount is not None and amount.currency != currency():
            return formatting.money(amount)
        return formatting.number(amount)

    return replace(money_column(name, title, currency, width), show=show)


def _archived() -> GridColumn:
    def show(archived: Any) -> str:
        return tr("Archived") if archived else ""

    return GridColumn(
        "archived",
        mark("State"),
        show,
        lambda text: text,
        width=86,
        choices=lambda: [(False, tr("In use")), (True, tr("Archived"))],
    )


def blank_cells() -> Cells:
    """Give a new row."""
    return row_of(ItemDraft("", Money(0, "EUR"))) | {"planned": None}


def row_of(item: ItemDraft) -> Cells:
    """Give an item's row."""
    return {
        "label": item.label,
        "description": item.description,
        "category": item.category,
        "quantity": item.quantity,
        "unit": item.unit,
        "unit_price": item.unit_price,
        "planned": item.planned,
        "priority": item.priority,
        "donor_line": item.donor_line,
        "archived": item.archived,
        LINE: item.line,
        PROPOSED: False,
    }


def is_blank(row: Cells) -> bool:
    """Whether nothing was typed into a row yet; such a row is no item."""
    new = blank_cells()
    return row.get(LINE) is None and all(row.get(name) == new[name] for name in new if name != PROPOSED)


def draft_of(row: Cells, currency: str) -> ItemDraft:
    """Make the draft of a row without unread cells; an empty amount is nothing, which the domain refuses."""
    return ItemDraft(
        label=row["label"],
        planned=row["planned"] if row["planned"] is not None else Money.zero(currency),
        category=row["category"],
        quantity=row["quantity"],
        unit=row["unit"],
        unit_price=row["unit_price"],
        priority=row["priority"],
        donor_line=row["donor_line"],
        description=row["description"],
        line=row[LINE],
        archived=row["archived"],
    )


def read_drafts(rows: Sequence[Cells], currency: str) -> tuple[ItemDraft, ...]:
    """Make the drafts of rows that are not blank.

    Raises:
        Refused: A cell cannot be read; each problem stands at "items.2.planned", counted as the drafts are.
    """
    found = tuple(
        Problem(problem.code, f"items.{place}.{name}", problem.params)
        for place, row in enumerate(rows)
        for name, value in row.items()
        if isinstance(value, Unread)
        for problem in value.reason.problems
    )
    if found:
        raise Refused(*found)
    return tuple(draft_of(row, currency) for row in rows)


def propose_amount(before: Cells, after: Cells) -> None:
    """Propose quantity × unit price as the amount of a row that has none, and anew while nobody typed another."""
    quantity, price = factors = (after.get("quantity"), after.get("unit_price"))
    if after.get("planned") != before.get("planned"):
        after[PROPOSED] = False
    elif factors == (before.get("quantity"), before.get("unit_price")):
        return
    elif (
        (after.get("planned") is None or after.get(PROPOSED))
        and isinstance(quantity, Decimal)
        and isinstance(price, Money)
        and quantity > 0
        and price.minor > 0
    ):
        after["planned"] = price.times(quantity)
        after[PROPOSED] = True
