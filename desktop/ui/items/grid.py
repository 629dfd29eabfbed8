"""The grid in which a campaign's expense items are entered, with its live sum beside the stated goal."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop.domain.campaigns import check_item
from desktop.domain.errors import Problem, Refused, Severity
from desktop.domain.money import Money, total
from desktop.i18n import mark, tr
from desktop.services import wording
from desktop.ui.items.cells import (
    LINE,
    blank_cells,
    draft_of,
    is_blank,
    item_columns,
    propose_amount,
    read_drafts,
    row_of,
)
from desktop.ui.items.standing import Standing, StandingBar
from desktop.ui.language import follow_language
from desktop.ui.shared.grid import Grid
from desktop.ui.shared.grid_clipboard import plan_paste
from desktop.ui.shared.grid_model import Unread
from desktop.ui.shared.naming import text_label
from desktop.ui.shared.table import room_for_title
from desktop.ui.theme import NEAR

if TYPE_CHECKING:
    from collections.abc import Iterable

    from desktop.domain.campaigns import ItemDraft
    from desktop.ui.prompts import Prompts
    from desktop.ui.shared.grid_clipboard import Block, PastePlan
    from desktop.ui.shared.grid_model import Cells

_AT = re.compile(r"items\.(\d+)\.(\w+)")
_STRETCHED = "description"
_LEAST_STRETCHED = 150
_MOST_REMARKS = 3


class ItemsGrid(QWidget):
    """Enters expense items. `edited` after each change by the worker; a row that Tab began and nobody wrote in is none.

    `currency` is the campaign's; amounts in another keep theirs until the worker types one. `set_goal` tells the
    stated goal that the sum stands beside.
    """

    edited = Signal()

    def __init__(self, area: str, currency: str, *, whole: bool = True) -> None:
        super().__init__()
        self.currency = currency
        self._numbered = False
        self._goal: Money | None = None
        self._places: list[int] = []
        self._last: list[Cells] = []  # what was written when it was told last
        self._refused: dict[tuple[int, str], str] = {}
        columns = item_columns(lambda: self.currency, whole=whole)
        self.grid = Grid(f"{area}.items", mark("Expense items"), columns, blank_cells, title_look="heading")
        self.grid.model.complete = propose_amount
        self.grid.model.row_name = self._name_row
        self.bar = StandingBar()
        self._remarks = text_label("", "warning", wrap=True)
        self._remarks.hide()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(NEAR)
        layout.addWidget(self.grid)
        layout.addWidget(self._remarks)
        layout.addWidget(self.bar)
        self._stretched = next(at for at, column in enumerate(columns) if column.name == _STRETCHED)
        self.grid.table.viewport().installEventFilter(self)
        self.grid.edited.connect(self._on_edited)
        follow_language(self, self.retranslate)

    def retranslate(self) -> None:
        self._tell()

    # ------------------------------------------------------------------ for pages

    def show_items(self, items: Iterable[ItemDraft], *, numbered: bool = False) -> None:
        """Show these items; `numbered` when they are stored, so that each has its line number for good."""
        self._numbered = numbered
        self._refused.clear()
        self.grid.model.set_rows([row_of(item) for item in items])
        self._last = self._filled()
        self._fit_height()
        self._tell()

    def read(self) -> tuple[ItemDraft, ...]:
        """Give the items; rows that nothing was typed into are none.

        Raises:
            Refused: A cell cannot be read; problems stand at "items.2.planned".
        """
        rows = self._filled()
        return read_drafts(rows, self.currency)

    def preview_with(self, prompts: Prompts) -> None:
        """Show what pasting several lines would do, and which of them make no item, before it is done."""

        def preview(block: Block, top: int, left: int) -> None:
            plan = plan_paste(self.grid.model, block, top, left)
            self.grid.show_paste(prompts, plan, [self._refusals(plan, at) for at in range(len(plan.rows))])

        self.grid.table.on_block = preview

    def _refusals(self, plan: PastePlan, at: int) -> list[str]:
        """Say why a pasted line makes no item by itself; one that goes into a row that is there completes it."""
        unread = plan.problems(at)
        if unread or plan.top + at < self.grid.model.rowCount():
            return unread
        row = {**blank_cells(), **plan.rows[at]}
        propose_amount(blank_cells(), row)
        found = check_item(draft_of(row, self.currency), self.currency, at="")
        return [wording.sentence(problem) for problem in found if problem.severity is Severity.ERROR]

    def commit(self) -> None:
        """Take what is being typed in a cell (call before saving)."""
        self.grid.commit()

    def planned(self) -> Money | None:
        """Give the sum of the items in use; None without items, in several currencies, or while a cell is unread."""
        amounts = self._amounts()
        if not amounts or len({amount.currency for amount in amounts}) != 1:
            return None
        return total(amounts, amounts[0].currency)

    def set_currency(self, currency: str, *, amounts_too: bool) -> None:
        """Read amounts in another currency; `amounts_too` takes the figures that are there as meant in it."""
        former, self.currency = self.currency, currency
        if amounts_too and former != currency:
            self.grid.model.set_rows([_in_currency(row, former, currency) for row in self.grid.model.rows()])
        else:
            self.grid.model.retranslate()
        self._tell()

    def set_goal(self, goal: Money | None) -> None:
        """Tell the stated goal that the sum stands beside."""
        self._goal = goal
        self._tell()

    def place_problems(self, problems: Iterable[Problem]) -> list[Problem]:
        """Mark the cells that problems belong to; give back the rest."""
        self._filled()
        marks: dict[tuple[int, str], str] = {}
        rest: list[Problem] = []
        for problem in problems:
            found = _AT.fullmatch(problem.at or "")
            if found is None or int(found[1]) >= len(self._places):
                rest.append(problem)
            elif problem.severity is Severity.ERROR:
                marks.setdefault((self._places[int(found[1])], found[2]), wording.sentence(problem))
        self._refused = marks
        self._tell()
        return rest

    def focus_problem(self) -> bool:
        """Go to the first cell that is marked; False when there is none."""
        model = self.grid.model
        for row in range(model.rowCount()):
            for column in model.columns:
                if model.problem(row, column.name):
                    self.grid.focus_cell(row, column.name)
                    return True
        return False

    def focus_line(self, line: int) -> None:
        """Go to the item with this number."""
        for place, row in enumerate(self.grid.model.rows()):
            if row.get(LINE) == line:
                self.grid.focus_cell(place, "label")

    def add_item(self) -> None:
        """Begin a new item."""
        self.grid.add_row()

    def lock(self, locked: bool) -> None:
        """Make it read-only, or editable again."""
        self.grid.lock(locked)

    def read_alone(self) -> None:
        """Let nothing be changed in it."""
        self.grid.read_alone()

    # ------------------------------------------------------------------ what it does

    def _filled(self) -> list[Cells]:
        """Give the rows that are items, and remember where each stands in the grid."""
        rows = self.grid.model.rows()
        self._places = [place for place, row in enumerate(rows) if not is_blank(row)]
        return [rows[place] for place in self._places]

    def _amounts(self) -> list[Money]:
        return [
            row["planned"]
            for row in self.grid.model.rows()
            if not row["archived"] and isinstance(row["planned"], Money)
        ]

    def _name_row(self, place: int, row: Cells) -> str:
        """A stored item has its number for good; a new one of a stored campaign gets one when it is saved."""
        if row.get(LINE) is not None:
            return str(row[LINE])
        return "+" if self._numbered else str(place + 1)

    def _on_edited(self) -> None:
        self._refused.clear()
        self._fit_height()
        self._tell()
        written = self._filled()
        if written != self._last:
            self._last = written
            self.edited.emit()

    def _tell(self) -> None:
        """Write what follows from the cells: sum, remarks, and amounts that are not in the campaign's currency."""
        rows = self.grid.model.rows()
        foreign = {
            (place, name): wording.sentence(Problem("item.other_currency", params={"currency": self.currency}))
            for place, row in enumerate(rows)
            for name in ("planned", "unit_price")
            if isinstance(row[name], Money) and row[name].currency != self.currency
        }
        self.grid.model.mark(foreign | self._refused)
        unread = any(isinstance(row["planned"], Unread) for row in rows)
        self.bar.show_standing(Standing(self.planned(), self._goal, unread=unread, foreign=bool(foreign)))
        said = self._remarks_now()
        self._remarks.setText("\n".join(said))
        self._remarks.setVisible(bool(said))

    def _remarks_now(self) -> list[str]:
        """Say what is worth a look and blocks nothing: lines that do not multiply out."""
        if self.grid.model.unread():
            return []
        said = []
        for place, row in enumerate(self.grid.model.rows()):
            if is_blank(row) or row["planned"] is None or row["archived"]:
                continue
            for problem in check_item(read_drafts([row], self.currency)[0], self.currency, at=""):
                if problem.severity is Severity.WARNING:
                    line = tr("Line {line}:").format(line=self._name_row(place, row))
                    said.append(f"⚠ {line} {wording.sentence(problem)}")
        more = len(said) - _MOST_REMARKS
        return [*said[:_MOST_REMARKS], "…"] if more > 0 else said

    def _fit_height(self) -> None:
        """Show all items without a scroll bar of their own, as long as there are not very many."""
        table = self.grid.table
        rows = min(max(self.grid.model.rowCount() + 1, 4), 14)
        height = table.horizontalHeader().sizeHint().height() + rows * table.verticalHeader().defaultSectionSize() + 4
        if table.minimumHeight() != height:
            table.setFixedHeight(height)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize and watched is self.grid.table.viewport():
            self._stretch()
        return False

    def _stretch(self) -> None:
        """Give the page's own words the room that is left."""
        table = self.grid.table
        others = sum(table.columnWidth(at) for at in range(len(self.grid.model.columns)) if at != self._stretched)
        least = max(room_for_title(table, tr(self.grid.model.columns[self._stretched].title)), _LEAST_STRETCHED)
        table.setColumnWidth(self._stretched, max(table.viewport().width() - others, least))


def _in_currency(row: Cells, former: str, currency: str) -> Cells:
    """Take a row's figures in one currency as meant in another, where its decimals allow it."""
    for name in ("planned", "unit_price"):
        amount = row[name]
        if isinstance(amount, Money) and amount.currency == former:
            try:
                row[name] = Money.of(amount.amount, currency)
            except Refused:
                continue  # it has more decimals than the other currency: it stays, and is marked
    return row
