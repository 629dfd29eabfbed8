"""Importing a bank statement: the file, what each line is, and what was booked, one after another."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer

from desktop.domain.errors import NotFound, Problem, Refused, Stopped
from desktop.domain.money_in import Fate, MoneyInDone, Preview
from desktop.domain.money_in_plan import followed
from desktop.i18n import mark, ntr, tr
from desktop.services import money_in, wording
from desktop.services.match_rules import keep_match_rule
from desktop.ui import errors
from desktop.ui.changes import MONEY
from desktop.ui.shared.fields import REQUIRED
from desktop.ui.shared.form_page import FormPage
from desktop.ui.shared.naming import button
from desktop.ui.shared.taking_back import TakingBack
from desktop.ui.statements import keeping
from desktop.ui.statements.columns import ColumnsStep
from desktop.ui.statements.preview import PreviewStep
from desktop.ui.statements.rules import RulesPanel
from desktop.ui.statements.steps import DoneStep, SourceStep

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from desktop.domain.bank_statements import Statement
    from desktop.domain.match_rules import MatchRule, RuleDraft
    from desktop.domain.money_in import LineRow
    from desktop.domain.progress import Progress
    from desktop.ui.importing.files import Dropped
    from desktop.ui.shared.form_state import State
    from desktop.ui.statements.keeping import Looked, Read
    from desktop.ui.workplace import Workplace

_KINDS = ("xml", "sta", "mt940", "940", "txt", "ofx", "qfx", "csv")


class BankStatementPage(FormPage[Preview, MoneyInDone]):
    """The page stays after booking, and says what was done."""

    def __init__(self, place: Workplace) -> None:
        super().__init__(place, "bank_statement", None, mark("Money in"))
        self.statements: tuple[Statement, ...] = ()
        self.done: MoneyInDone | None = None
        self._before: Preview | None = None  # as it was proposed
        self._called: dict[str, str] = {}
        self._touched = self._taking = self._checking = False
        self._fits, self._of_table = True, False
        self.source, self.columns = SourceStep(RulesPanel(place, self.banner)), ColumnsStep()
        self.preview, self.done_step = PreviewStep(place), DoneStep()
        self.form.hide()
        self.steps = (self.source, self.columns, self.preview, self.done_step)
        for step in self.steps:
            self.body.addWidget(step, 1)
        self.save_another.hide()  # one statement at a time
        self.former_button = button("bank.former", "", "back")
        self.next_button = button("bank.next", "primary")
        self.foot_row.insert(0, self.former_button)
        self.foot_row.insert(1, self.next_button)
        self.next_button.clicked.connect(self.read_table)
        self.source.file_asked.connect(self.choose)
        self.former_button.clicked.connect(self._on_former)
        self.preview.edited.connect(self._on_edited)
        self.preview.rule_asked.connect(self._on_rule)
        self.preview.open_wanted.connect(self._on_open_wanted)
        self.done_step.again_asked.connect(self._on_again)
        self.done_step.list_asked.connect(self.closed)
        self.taking_back = TakingBack(place, self.banner, self.done_step, MONEY, self)
        self.begin()

    # ------------------------------------------------------------------ the file

    def choose(self) -> None:
        """Ask for the file."""
        kinds = ((tr("Bank statements"), _KINDS), (tr("All files"), ("*",)))
        path = self.place.prompts.choose_open(tr("Choose a bank statement"), kinds)
        if path is not None:
            self.read(path)

    def take(self, dropped: Dropped) -> None:
        """Read a file that was dropped; text is no statement."""
        if not isinstance(dropped, str):
            self.read(dropped)

    def read(self, path: Path) -> None:
        """Read a file."""
        self._reading(True)
        self.place.tasks.run(
            keeping.read_source,
            self.place.office,
            path,
            done=self._on_read,
            failed=self._on_unread,
            progress=lambda _done, _whole: None,
            owner=self,
            title=tr("Reading the statement"),
        )

    def _reading(self, busy: bool) -> None:
        if busy:
            self.banner.clear()
        self.source.busy(busy)
        self.preview.setEnabled(not busy)
        self.columns.setEnabled(not busy)
        for each in (self.former_button, self.next_button, self.save_button):
            each.setEnabled(not busy)
        self.say_beside(tr("Reading…") if busy else "")

    def read_table(self) -> None:
        """Read the table by what its columns are; before another file is chosen, show the lines again."""
        found = self.columns.found
        if self._step is self.source or found is None:
            self._show(self.preview)
            return
        self._reading(True)
        self.place.tasks.run(
            keeping.read_table,
            self.place.office,
            found,
            self.columns.chosen(),
            self.columns.map_name.read().strip(),
            done=self._on_read,
            failed=self._on_unread,
            progress=lambda _done, _whole: None,
            owner=self,
            title=tr("Reading the statement"),
        )

    def _on_read(self, read: Read) -> None:
        """Show the lines, or first the columns of a table that nobody named yet."""
        looked, table = read
        if table is not None:
            self.columns.show_table(table)
        self._of_table = table is not None
        if looked is not None:
            self._on_looked(looked)
            return
        self._reading(False)
        self._show(self.columns)
        self.columns.table.setFocus()

    def _on_looked(self, looked: Looked) -> None:
        self._reading(False)
        self.statements, self._before, found, self._called = looked
        self._touched, self._fits = self._taking, keeping.fits(self.statements)
        self.preview.show_preview(found, self._called)
        self._show(self.preview)
        said = [wording.sentence(problem) for problem in found.warnings]
        if not self._fits:
            said.append(tr("This statement is too large to be kept when the program is locked. Book it first."))
        if said:
            self.banner.show_warning(" ".join(said))
        self._write_save()
        self.preview.table.setFocus()
        self._taken_up()

    def _on_unread(self, error: BaseException) -> None:
        self._reading(False)
        if not isinstance(error, Stopped):
            errors.show_on(self.banner, error)
        self._taken_up()

    def _taken_up(self) -> None:
        """Go on when a draft was taken up, or cannot be."""
        if self._taking:
            self._taking = False
            self.drafting.go_on()

    # ------------------------------------------------------------------ the lines

    def _on_edited(self, rows: Sequence[LineRow]) -> None:
        """Check the rows that were chosen otherwise, and show them."""
        found = self.preview.preview
        if found is not None:
            self._check(found, rows, found.into_open)

    def _on_open_wanted(self, wanted: bool) -> None:
        found = self.preview.preview
        if found is not None:
            self._check(found, [each for each in found.rows if each.choices], wanted)

    def _check(self, found: Preview, rows: Sequence[LineRow], into_open: bool) -> None:
        self._touched = self._checking = True
        self._write_save()
        self.place.tasks.run(
            keeping.look_again,
            self.place.office,
            rows,
            into_open,
            done=partial(self._on_checked, into_open),
            failed=self._on_not_checked,
            owner=self,
        )

    def _on_checked(self, into_open: bool, looked: tuple[tuple[LineRow, ...], dict[str, str]]) -> None:
        rows, called = looked
        self._checking = False
        self._called |= called
        if self.preview.preview is not None:
            found = replace(self.preview.preview.with_rows(rows), into_open=into_open)
            self.preview.renew(found, self._called)
        self._write_save()

    def _on_not_checked(self, error: BaseException) -> None:
        self._checking = False
        errors.show_on(self.banner, error)
        self._write_save()

    def _on_rule(self, draft: RuleDraft) -> None:
        self.place.tasks.run(
            keep_match_rule, self.place.office, draft, done=self._on_ruled, failed=self._on_not_checked, owner=self
        )

    def _on_ruled(self, rule: MatchRule) -> None:
        """Give the other lines of this sender what the rule says, where nobody said it yet."""
        found = self.preview.preview
        if found is None:
            return
        self.banner.show_info(tr("Kept: lines of this sender will be filled so, from now on."))
        if changed := followed(found.rows, rule):
            self._on_edited(changed)

    def _write_save(self) -> None:
        found = self.preview.preview
        count = len(found.chosen) if found is not None else 0
        settled = sum(each.settled for each in found.rows) if found is not None else 0
        self.save_button.setEnabled((count > 0 or settled > 0) and not self._checking and not self.saving)
        text = ntr("Book {count} gift", "Book {count} gifts", count)
        self.save_button.setText(text if count or not settled else tr("Remember what was chosen"))

    def _on_former(self) -> None:
        self.banner.clear()
        self._show(self.columns if self._of_table and self._step is self.preview else self.source)

    def _show(self, step: object) -> None:
        self._step = step
        for each in self.steps:
            each.setVisible(each is step)
        self.next_button.setVisible(step is self.columns or (step is self.source and bool(self.statements)))
        self.former_button.setVisible(step in (self.columns, self.preview))
        self.save_button.setVisible(step is self.preview)
        self.cancel_button.setVisible(step is not self.done_step)
        self.scroll_area.verticalScrollBar().setValue(0)
        if step is self.source:
            self.source.rules.refresh()

    # ------------------------------------------------------------------ the kit's hooks

    @property
    def dirty(self) -> bool:
        """Whether leaving would lose work: something was chosen, and is not booked yet."""
        return self._touched and self.done is None and bool(self.statements)

    @property
    def keeps_draft(self) -> bool:
        """Whether the statement is small enough to be kept."""
        return self._fits

    def keep_more(self) -> State:
        found, before = self.preview.preview, self._before
        if not self.statements or found is None or before is None:
            return {}
        return keeping.state_of(self.statements, before, found)

    def take_more(self, more: State) -> None:
        if self._taking or self.statements or not more.get("statements"):
            return
        self._taking = True
        self._reading(True)
        self.place.tasks.run(
            keeping.take_up,
            self.place.office,
            more,
            done=self._on_looked,
            failed=self._on_unread,
            progress=lambda _done, _whole: None,
            owner=self,
            title=tr("Reading the statement"),
        )

    def awaits(self) -> bool:
        return self._taking

    def load(self, code: str) -> MoneyInDone:
        """A statement is read and booked; nothing is ever loaded here."""
        raise NotFound(subject=code)

    def show_record(self, record: MoneyInDone | None) -> None:
        self._show(self.source)
        if not self.place.office.has_identity:
            self.banner.show_info(wording.sentence(self.place.office.nameless))
            self.source.setEnabled(False)

    def read_draft(self) -> Preview:
        if self.preview.preview is None:
            raise Refused(Problem(REQUIRED))
        return self.preview.preview

    def store(self, draft: Preview) -> MoneyInDone:
        raise TypeError("gifts are booked with progress")

    def save(self, *, another: bool = False) -> None:
        """Book what is ready; before there is a preview there is nothing to book."""
        found = self.preview.preview
        if self.saving or self.held or self._checking or found is None or self._step is not self.preview:
            return
        if not found.chosen and not any(each.settled for each in found.rows):
            return
        self.banner.clear()
        self._busy(True)
        self.place.tasks.run(
            self._book,
            found,
            done=self._on_stored,
            failed=self._on_failed,
            progress=lambda _done, _whole: None,
            owner=self,
            title=tr("Booking the gifts"),
        )

    def _book(self, found: Preview, *, progress: Progress) -> MoneyInDone:
        """Book the gifts (worker thread)."""
        done: MoneyInDone = self.drafting.settle(lambda: money_in.book(self.place.office, found, progress=progress))
        return done

    def place_problems(self, problems: list[Problem]) -> list[Problem]:
        """Put what is refused at its lines, which then wait."""
        found, rest = self.preview.preview, []
        told: dict[int, list[Problem]] = {}
        for each in problems:
            parts = (each.at or "").split(".", 2)
            if len(parts) == 3 and parts[0] == "rows":
                told.setdefault(int(parts[1]), []).append(each)
            else:
                rest.append(each)
        if found is not None and told:
            rows = [replace(found.rows[row], problems=tuple(some), fate=Fate.WAIT) for row, some in told.items()]
            self.preview.renew(found.with_rows(rows), self._called)
            rest.extend(told[min(told)])
        return rest

    def _busy(self, busy: bool) -> None:
        super()._busy(busy)
        self.preview.setEnabled(not busy)
        self.former_button.setEnabled(not busy)

    def _on_failed(self, error: BaseException) -> None:
        super()._on_failed(error)
        QTimer.singleShot(0, self, self._write_save)

    def _on_stored(self, record: MoneyInDone) -> None:
        self._busy(False)
        self.record = self.done = record
        may_undo = self.taking_back.remember(money_in.IMPORTED)
        self.done_step.show_done(record, may_undo=may_undo)
        self._show(self.done_step)
        self.place.changes.announce(*MONEY)
        self.done_step.list_button.setFocus()

    def _on_again(self) -> None:
        self.statements, self.done, self._before, self._touched = (), None, None, False
        self.preview.preview = None
        self._show(self.source)
        self.focus_first()

    def focus_first(self) -> None:
        self.source.choose.setFocus()

    def retranslate(self) -> None:
        super().retranslate()
        self.heading.setText(tr("Bank statement"))
        self.former_button.setText(tr("Back one step"))
        self.next_button.setText(tr("Look at the lines"))
        self._write_save()
