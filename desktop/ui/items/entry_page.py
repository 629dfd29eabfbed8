"""Quick entry: expenses as rows of a grid, stored together as drafts, submitted, or recorded as paid."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from desktop.domain.errors import Problem, Refused
from desktop.domain.payouts import Payout, PayoutDraft
from desktop.domain.quick_entry import EntryStep
from desktop.i18n import mark, ntr, tr
from desktop.services.quick_entry import enter_payouts
from desktop.ui.changes import MONEY
from desktop.ui.items.entry_cells import is_blank, is_stored
from desktop.ui.items.entry_grid import EntryGrid
from desktop.ui.items.entry_rows import read_rows
from desktop.ui.money.late import LateBooking
from desktop.ui.shared.form_page import FormPage
from desktop.ui.shared.grid_state import GridPart
from desktop.ui.shared.naming import button, text_label

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from desktop.domain.progress import Progress
    from desktop.ui.shared.form_state import Part
    from desktop.ui.workplace import Workplace

_MOST_NAMED = 12


class EntryPage(FormPage[tuple[PayoutDraft, ...], tuple[Payout, ...]]):
    """The grid of expenses. What is stored stays in it, locked, with its code, voucher and state."""

    def __init__(self, place: Workplace) -> None:
        super().__init__(place, "expenses", None, mark("Expense items"))
        self.step = EntryStep.DRAFT
        self._waiting: EntryStep | None = None
        self.entry = EntryGrid(place)
        self.late = LateBooking(self.banner, lambda: self.save_as(self.step))
        self.hint = text_label("", "muted", wrap=True)
        self.submit_button, self.pay_button = button("expenses.submit"), button("expenses.pay")
        self.form.hide()
        self.body.addWidget(self.hint)
        self.body.addWidget(self.entry, 1)
        self.save_another.hide()
        for at, each, step in ((1, self.submit_button, EntryStep.SUBMIT), (2, self.pay_button, EntryStep.PAY)):
            self.foot_row.insert(at, each)
            each.clicked.connect(partial(self.save_as, step))
        self.entry.edited.connect(self._on_edited)
        self.entry.settled.connect(self._on_settled)
        self.entry.invoices.failed.connect(self._on_unattached)
        self.begin()

    # ------------------------------------------------------------------ the kit's hooks

    def load(self, code: str) -> tuple[Payout, ...]:
        raise TypeError("stored payouts have pages of their own")

    def show_record(self, record: tuple[Payout, ...] | None) -> None:
        """There is nothing to show at first but an empty row."""

    def store(self, draft: tuple[PayoutDraft, ...]) -> tuple[Payout, ...]:
        raise TypeError("rows are stored with progress")

    def read_draft(self) -> tuple[PayoutDraft, ...]:
        drafts = read_rows(self.entry.filled())
        if not drafts:
            raise Refused(Problem("entry.no_rows"))
        return tuple(replace(each, into_open=self.late.accepted) for each in drafts)

    def place_problems(self, problems: list[Problem]) -> list[Problem]:
        return self.entry.place_problems(problems)

    def focus_problem(self) -> bool:
        return self.entry.focus_problem()

    def focus_first(self) -> None:
        self.entry.go_on()

    @property
    def dirty(self) -> bool:
        """Whether leaving would lose a row that was typed."""
        return any(not is_stored(row) and not is_blank(row) for row in self.entry.grid.model.rows())

    def show_problems(self, problems: Iterable[Problem]) -> None:
        """Mark the cells, and say above which rows are refused: one keeps all of them out."""
        found = list(problems)
        super().show_problems(found)
        rows = sorted({row + 1 for each in found if (row := self.entry.row_of(each)) is not None})
        if rows:
            named = ", ".join(map(str, rows[:_MOST_NAMED])) + (" …" if len(rows) > _MOST_NAMED else "")
            said = tr("Refused rows: {rows}. All rows are stored together, or none of them; what you typed stays.")
            self.banner.show_error(tr("Not saved yet."), said.format(rows=named))
        self.late.offer(found)

    def retranslate(self) -> None:
        super().retranslate()
        self.heading.setText(tr("Enter expenses"))
        self.save_button.setText(tr("Save as drafts"))
        self.submit_button.setText(tr("Submit for approval"))
        self.pay_button.setText(tr("Record as paid"))
        self.cancel_button.setText(tr("Close"))
        self.hint.setText(
            tr("Each row is a payout. Tab goes on, Enter to the next row, F2 changes a cell, Esc takes back; Ctrl+' "
               "copies the cell above, Ctrl+D fills down, Ctrl+V pastes rows from a spreadsheet.")
        )  # fmt: skip

    # ------------------------------------------------------------------ saving

    def save(self, *, another: bool = False) -> None:
        """Store the rows as drafts."""
        self.save_as(EntryStep.DRAFT)

    def save_as(self, step: EntryStep, *_checked: object) -> None:
        """Store the rows, if nothing is wrong with them; what is being looked up is waited for."""
        if self.saving:
            return
        self.entry.grid.commit()
        if self.entry.finder.busy:
            self._waiting = step
            return
        self.step = step
        self.entry.forget_refusals()
        try:
            draft = self.read_draft()
        except Refused as refusal:
            self.show_problems(refusal.problems)
            return
        self.banner.clear()
        self._busy(True)
        self.place.tasks.run(
            self._enter,
            draft,
            step,
            done=self._on_stored,
            failed=self._on_failed,
            progress=lambda _done, _whole: None,
            owner=self,
            title=tr("Storing the rows"),
        )

    def _enter(self, drafts: tuple[PayoutDraft, ...], step: EntryStep, *, progress: Progress) -> tuple[Payout, ...]:
        """Store the rows (worker thread); the draft of them goes in the same transaction."""
        made: tuple[Payout, ...] = self.drafting.settle(
            lambda: enter_payouts(self.place.office, drafts, step, progress=progress)
        )
        return made

    def draft_parts(self) -> dict[str, Part]:
        return {"rows": GridPart(self.entry.grid, self.entry.show_rows)}

    def _busy(self, busy: bool) -> None:
        super()._busy(busy)
        for each in (self.submit_button, self.pay_button):
            each.setEnabled(not busy)
        self.entry.grid.lock(busy)

    def _on_edited(self) -> None:
        self.late.forget()
        self.banner.clear()

    def _on_settled(self) -> None:
        step, self._waiting = self._waiting, None
        if step is not None:
            self.save_as(step)

    def _on_stored(self, record: tuple[Payout, ...]) -> None:
        """Keep what is stored in the grid; the page stays for the next rows."""
        self._busy(False)
        self.late.forget()
        self.entry.keep_stored(record)
        self.place.changes.announce(*MONEY)
        self._say_stored([each.code for each in record])
        self.entry.invoices.attach_waiting()

    def _on_unattached(self, said: str) -> None:
        self.banner.show_warning(tr("The rows are stored, but not every invoice is attached."), said)

    def _say_stored(self, codes: Sequence[str]) -> None:
        count = len(codes)
        texts = {
            EntryStep.DRAFT: ntr("{count} payout is saved as a draft", "{count} payouts are saved as drafts", count),
            EntryStep.SUBMIT: ntr("{count} payout waits for approval", "{count} payouts wait for approval", count),
            EntryStep.PAY: ntr("{count} payout is recorded as paid", "{count} payouts are recorded as paid", count),
        }
        span = codes[0] if count == 1 else f"{codes[0]} – {codes[-1]}"
        self.banner.show_good(f"{texts[self.step]}: {span}.")
        self.banner.offer(tr("Show the payouts"), lambda: self.place.navigate("payouts", ""))
