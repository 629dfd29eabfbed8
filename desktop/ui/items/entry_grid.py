"""The grid in which expenses are entered, with what follows from its cells: names found, sums, what is overspent."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop.domain.errors import Problem, Severity
from desktop.i18n import mark, ntr, tr
from desktop.services import wording
from desktop.services.quick_entry import load_payouts
from desktop.ui import formatting
from desktop.ui.changes import Topic
from desktop.ui.items.entry_cells import (
    BASE,
    CODE,
    STATE,
    TONE,
    Looked,
    blank_cells,
    campaign_of,
    entry_columns,
    is_blank,
    is_stored,
    stored_cells,
)
from desktop.ui.items.entry_finder import Finder
from desktop.ui.items.entry_invoices import Invoices
from desktop.ui.items.entry_rows import base_sum, excesses, missing, standing, sums
from desktop.ui.language import follow_language
from desktop.ui.shared.grid import Grid
from desktop.ui.shared.grid_clipboard import plan_paste
from desktop.ui.shared.grid_model import Unread
from desktop.ui.shared.lines import keep_lines
from desktop.ui.shared.naming import named, text_label
from desktop.ui.theme import NEAR, TIGHT

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from desktop.domain.payouts import Payout
    from desktop.ui.shared.grid_clipboard import Block, PastePlan
    from desktop.ui.shared.grid_model import Cells
    from desktop.ui.workplace import Workplace

_AT = re.compile(r"rows\.(\d+)\.(.*)")
_BLANK = 5  # empty rows below what is entered; Enter and Tab add more
_LEAST_ROWS = 4
_CELLS = {"override": "amount", "iban": "payee", "authority": "payee"}


class EntryGrid(QWidget):
    """Enters expenses. `edited` after each change by the worker; `settled` when nothing more is being looked up."""

    edited = Signal()
    settled = Signal()

    def __init__(self, place: Workplace) -> None:
        super().__init__()
        self.place = place
        self._places: list[int] = []
        self._refused: dict[tuple[int, str], str] = {}
        self._paste: tuple[Block, int, int] | None = None
        self.finder = Finder(place, self)
        columns = entry_columns(
            place.office.today,
            lambda: self.finder.base,
            self.finder.propose_payees,
            self.finder.propose_campaigns,
            self.finder.propose_items,
        )
        self.grid = Grid("expenses", mark("Expenses"), columns, blank_cells)
        place.memory.follow_widths(self.grid.table, "expenses.widths")
        self.grid.table.fit_titles()
        keep_lines(self.grid.table, more=TIGHT, least=_LEAST_ROWS)  # the sums are seen at larger text too
        self.invoices = Invoices(place, self.grid)
        self.remark = named(text_label("", "warning", wrap=True), "expenses.remark")
        self.sums = named(text_label("", "heading", wrap=True), "expenses.sums")
        self.remark.hide()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(NEAR)
        layout.addWidget(self.grid, 1)
        layout.addWidget(self.remark)
        layout.addWidget(self.sums)
        model = self.grid.model
        model.locked = is_stored
        model.complete = self._complete
        model.row_name = lambda at, row: row[CODE] or str(at + 1)
        self.grid.table.on_block = self._on_block
        self.grid.edited.connect(self._on_edited)
        self.finder.found.connect(self._on_found)
        selection = self.grid.table.selectionModel()
        selection.selectionChanged.connect(lambda *_: self._tell_sums())
        selection.currentChanged.connect(lambda *_: self._tell_remark())
        place.changes.subscribe(self, (Topic.PAYOUTS, Topic.CAMPAIGNS, Topic.ITEMS, Topic.PEOPLE), self._on_changes)
        self._bring_state_forward()
        model.set_rows([blank_cells() for _ in range(_BLANK)])
        follow_language(self, self.retranslate)

    def retranslate(self) -> None:
        self.invoices.retranslate()
        self._tell()

    def _bring_state_forward(self) -> None:
        """Show the state beside the amount: what is overspent is seen without scrolling."""
        names = [column.name for column in self.grid.model.columns]
        self.grid.table.horizontalHeader().moveSection(names.index(STATE), names.index("amount") + 1)

    # ------------------------------------------------------------------ for the page

    def filled(self) -> list[Cells]:
        """Give the rows to be stored, and remember where each stands."""
        rows = self.grid.model.rows()
        self._places = [at for at, row in enumerate(rows) if not is_blank(row) and not is_stored(row)]
        return [rows[at] for at in self._places]

    def keep_stored(self, payouts: Sequence[Payout]) -> None:
        """Show what was stored of the `filled` rows, locked, and begin a new row below."""
        rows = self.grid.model.rows()
        made = dict(zip(self._places, payouts, strict=True))
        kept = [stored_cells(made[at], row) if at in made else row for at, row in enumerate(rows)]
        kept = [row for row in kept if not is_blank(row)]
        self.grid.model.set_rows([*kept, *(blank_cells() for _ in range(_BLANK))])
        self.forget_refusals()
        self.go_on()

    def show_rows(self, rows: Sequence[Cells]) -> None:
        """Show rows that were typed before, with empty ones below them."""
        kept = [row for row in rows if not is_blank(row)]
        self.grid.model.set_rows([*kept, *(blank_cells() for _ in range(_BLANK))])

    def go_on(self) -> None:
        """Put the cursor where the next row begins."""
        rows = self.grid.model.rows()
        self.grid.focus_cell(next((at for at, row in enumerate(rows) if not is_stored(row)), 0), "on")

    def forget_refusals(self) -> None:
        """Take the marks of refusals away."""
        self._refused.clear()
        self._tell()

    def row_of(self, problem: Problem) -> int | None:
        """Give the row that a problem of the drafts belongs to."""
        found = _AT.fullmatch(problem.at or "")
        inside = found is not None and int(found[1]) < len(self._places)
        return self._places[int(found[1])] if inside and found is not None else None

    def place_problems(self, problems: Iterable[Problem]) -> list[Problem]:
        """Mark the cells that problems belong to; give back the rest."""
        rest: list[Problem] = []
        names = {column.name for column in self.grid.model.columns}
        for problem in problems:
            row = self.row_of(problem)
            if row is None:
                rest.append(problem)
                continue
            part = (problem.at or "").rpartition(".")[2]
            name = part if part in names else _CELLS.get(part, "amount")
            if problem.severity is Severity.ERROR:
                self._refused.setdefault((row, name), wording.sentence(problem))
        self.grid.model.mark(self._refused)
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

    # ------------------------------------------------------------------ pasting

    def _on_block(self, block: Block, top: int, left: int) -> None:
        """Look up what pasted rows name before they are shown; figures of the preview are those of the books now."""
        self._paste = (block, top, left)
        self._go_on_pasting()

    def _go_on_pasting(self) -> None:
        if self._paste is None:
            return
        plan = plan_paste(self.grid.model, *self._paste)
        rows = [self._settled({**blank_cells(), **cells}) for cells in plan.rows]
        if self.finder.look(rows):
            return  # it goes on when that is found
        self._paste = None
        self.grid.show_paste(self.place.prompts, plan, [self._refusals(plan, at, row) for at, row in enumerate(rows)])

    def _settled(self, row: Cells) -> Cells:
        """Give a row with all that is known of it; a name that was just filled in may lead to more."""
        for _ in range(3):
            row = {**row, **self.finder.settle(row)}
        return row

    def _refusals(self, plan: PastePlan, at: int, row: Cells) -> list[str]:
        """Say what is wrong with a pasted row; what a row lacks that is there already is not."""
        said = [
            " ".join(wording.sentence(each) for each in value.reason.problems)
            for value in row.values()
            if isinstance(value, Unread)
        ]
        if not said and plan.top + at >= self.grid.model.rowCount() and missing(row):
            said.append(standing(row, None)[0])
        return said

    # ------------------------------------------------------------------ what follows from what

    def _complete(self, before: Cells, after: Cells) -> None:
        """A row that is begun has a date: that of the day."""
        if is_blank(before) and not is_blank(after) and after["on"] is None:
            after["on"] = self.place.office.today()

    def _on_edited(self) -> None:
        self._refused.clear()
        self._settle()
        self.edited.emit()

    def _settle(self) -> None:
        """Write what is known of the rows, and look up what is not."""
        model = self.grid.model
        for _ in range(3):
            cells = {
                (at, name): value
                for at, row in enumerate(model.rows())
                for name, value in self.finder.settle(row).items()
            }
            model.settle(cells)
            if not cells:
                break
        self._tell()
        self.finder.look(model.rows())

    def _on_found(self) -> None:
        if self._paste is not None:
            self._go_on_pasting()
        self._settle()
        if not self.finder.busy:
            self.settled.emit()

    def _on_changes(self) -> None:
        """Figures and names may be others now: look them up again, and read the stored rows again."""
        self.finder.forget()
        model = self.grid.model
        cells: dict[tuple[int, str], object] = {}
        stored = {row[CODE]: at for at, row in enumerate(model.rows()) if is_stored(row)}
        for at, row in enumerate(model.rows()):
            if is_stored(row):
                continue
            for name in ("payee", "campaign"):
                if isinstance(row[name], Unread):
                    cells[at, name] = Looked(row[name].text)
            if campaign_of(row) is not None:
                cells[at, "campaign"] = Looked(row["campaign"].code)
        model.settle(cells)
        self._settle()
        if stored:
            self.place.tasks.run(load_payouts, self.place.office, list(stored), done=self._on_read, owner=self)

    def _on_read(self, payouts: Sequence[Payout]) -> None:
        model = self.grid.model
        places = {row[CODE]: at for at, row in enumerate(model.rows()) if is_stored(row)}
        model.settle({
            (places[each.code], name): value
            for each in payouts
            if each.code in places
            for name, value in stored_cells(each, {}).items()
        })  # fmt: skip

    def _tell(self) -> None:
        """Write at each row how it stands, the remark on the current one, and the sums."""
        model = self.grid.model
        rows = model.rows()
        cells: dict[tuple[int, str], object] = {}
        for at, (row, excess) in enumerate(zip(rows, excesses(rows), strict=True)):
            if not is_stored(row):
                said, tone = standing(row, excess)
                if (row[STATE], row[TONE]) != (said, tone):
                    cells |= {(at, STATE): said, (at, TONE): tone}
        model.settle(cells)
        model.mark(self._refused)
        self._tell_remark()
        self._tell_sums()

    def _tell_remark(self) -> None:
        """Say of the current row what its item still has, and by how much it is over."""
        at = self.grid.table.currentIndex().row()
        rows = self.grid.model.rows()
        excess = excesses(rows)[at] if 0 <= at < len(rows) else None
        text = ""
        if excess is not None:
            said = tr("▲ Row {row}: with the rows above it, {amount} over what {item} still has. A draft may wait for "
                      "money; it is not approved or paid before it is there.")  # fmt: skip
            text = said.format(row=at + 1, amount=formatting.money(excess.money), item=excess.code)
        self.remark.setText(text)
        self.remark.setVisible(bool(text))

    def _tell_sums(self) -> None:
        rows = [row for row in self.grid.model.rows() if not is_blank(row)]
        texts = [self._sum_text(ntr("{count} row", "{count} rows", len(rows)), rows)]
        everything = self.grid.model.rows()
        places = sorted({index.row() for index in self.grid.table.selectedIndexes()})
        chosen = [everything[at] for at in places if at < len(everything) and not is_blank(everything[at])]
        if len(chosen) > 1:
            texts.append(self._sum_text(ntr("{count} selected", "{count} selected", len(chosen)), chosen))
        said = "   ·   ".join(texts)
        self.sums.setText(said)

    def _sum_text(self, count: str, rows: Sequence[Cells]) -> str:
        text, base = f"{count}: {sums(rows)}", self.finder.base
        foreign = any(row["amount"] is not None and row["amount"] != row[BASE] for row in rows)
        whole = base_sum(rows, base) if foreign else None
        return f"{text} = {formatting.money(whole)}" if whole is not None else text
