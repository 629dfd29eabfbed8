"""The grid in which the proofs of a settlement are entered: expense item, document, its day, amount."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QEvent, QObject, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop.domain.advances import ProofLine
from desktop.domain.errors import Problem, Refused
from desktop.domain.money import Money, total
from desktop.i18n import mark, tr
from desktop.services import wording
from desktop.ui import formatting
from desktop.ui.shared.columns import Align
from desktop.ui.shared.grid import Grid
from desktop.ui.shared.grid_kinds import money_column, text_column
from desktop.ui.shared.grid_model import GridColumn, Unread

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from datetime import date

    from desktop.domain.campaigns import Campaign
    from desktop.ui.shared.grid_model import Cells

_AT = re.compile(r"lines\.(\d+)\.(\w+)")
_STRETCHED = 1
_LEAST_STRETCHED = 180


class ProofsGrid(QWidget):
    """`read()` gives the proofs; `spent()` their sum, None while something cannot be read. `edited` after a change."""

    edited = Signal()

    def __init__(self, today: Callable[[], date]) -> None:
        super().__init__()
        self._today = today
        self._currency = "EUR"
        self._items: list[tuple[int, str]] = []
        self._places: list[int] = []
        columns = (
            GridColumn("item", mark("Expense item"), self._item_text, lambda text: text, Align.START, 240,
                       self._choices),
            text_column("document", mark("Proof"), 260),
            GridColumn("on", mark("Date"), formatting.day, self._read_day, Align.START, 110),
            money_column("amount", mark("Amount"), lambda: self._currency, 120),
        )  # fmt: skip
        self.grid = Grid("settlement.proofs", mark("Proofs"), columns, self._blank, title_look="heading")
        for each in (self.grid.up_button, self.grid.down_button):
            each.hide()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.grid)
        self.grid.table.viewport().installEventFilter(self)
        self.grid.edited.connect(self._on_edited)
        self._fit_height()

    def show_campaign(self, campaign: Campaign) -> None:
        """Offer a campaign's items in use, and one row to begin with."""
        self._currency = campaign.draft.currency
        self._items = [(item.line, item.draft.label) for item in campaign.items if not item.draft.archived]
        self.grid.model.set_rows([self._blank()])
        self._fit_height()

    def commit(self) -> None:
        """Take what is being typed in a cell."""
        self.grid.commit()

    def read_alone(self) -> None:
        """Let the proofs be read and scrolled, and none be changed."""
        self.grid.read_alone()

    def read(self) -> tuple[ProofLine, ...]:
        """Give the proofs; rows that nothing was typed into are none.

        Raises:
            Refused: A cell cannot be read or lacks; problems stand at "lines.2.amount".
        """
        rows = self._filled()
        found: list[Problem] = []
        for at, row in enumerate(rows):
            for name, value in row.items():
                if isinstance(value, Unread):
                    found.extend(
                        Problem(each.code, f"lines.{at}.{name}", each.params) for each in value.reason.problems
                    )
                elif value is None:
                    found.append(Problem("field.required", f"lines.{at}.{name}"))
        if found:
            raise Refused(*found)
        return tuple(ProofLine(row["item"], row["amount"], row["document"], row["on"]) for row in rows)

    def spent(self) -> Money | None:
        """Sum the amounts; None while one cannot be read."""
        amounts = [row["amount"] for row in self._filled() if row["amount"] is not None]
        if any(isinstance(amount, Unread) for amount in amounts):
            return None
        return total(amounts, self._currency)

    def place_problems(self, problems: Iterable[Problem]) -> list[Problem]:
        """Mark the cells that problems belong to; give back the rest."""
        self._filled()
        marks: dict[tuple[int, str], str] = {}
        rest: list[Problem] = []
        for problem in problems:
            found = _AT.fullmatch(problem.at or "")
            if found is None or int(found[1]) >= len(self._places):
                rest.append(problem)
            else:
                marks.setdefault((self._places[int(found[1])], found[2]), wording.sentence(problem))
        self.grid.model.mark(marks)
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

    # ------------------------------------------------------------------ cells

    def _blank(self) -> Cells:
        first = self._items[0][0] if len(self._items) == 1 else None
        return {"item": first, "document": "", "on": self._today(), "amount": None}

    def _filled(self) -> list[Cells]:
        rows = self.grid.model.rows()
        self._places = [at for at, row in enumerate(rows) if row["document"] or row["amount"] is not None]
        return [rows[at] for at in self._places]

    def _choices(self) -> list[tuple[Any, str]]:
        return [(line, f"{line} {label}") for line, label in self._items]

    def _item_text(self, line: Any) -> str:
        return next((text for value, text in self._choices() if value == line), tr("Choose…"))

    def _read_day(self, text: str) -> date | None:
        return wording.read_day(text, self._today(), at="on") if text.strip() else None

    def _on_edited(self) -> None:
        self.grid.model.mark({})
        self._fit_height()
        self.edited.emit()

    def _fit_height(self) -> None:
        """Show all proofs without a scroll bar of their own, as long as there are not very many."""
        table = self.grid.table
        rows = min(max(self.grid.model.rowCount() + 1, 4), 12)
        table.setFixedHeight(
            table.horizontalHeader().sizeHint().height() + rows * table.verticalHeader().defaultSectionSize() + 4
        )

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize and watched is self.grid.table.viewport():
            table = self.grid.table
            others = sum(table.columnWidth(at) for at in range(len(self.grid.model.columns)) if at != _STRETCHED)
            table.setColumnWidth(_STRETCHED, max(table.viewport().width() - others, _LEAST_STRETCHED))
        return False
