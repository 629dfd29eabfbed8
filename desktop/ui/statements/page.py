"""Importing a bank statement: the file, what each line is, and what was booked, one after another."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from desktop.domain.money_in import Fate, MoneyInDone, Preview
from desktop.domain.money_in_plan import followed
from desktop.i18n import ntr, tr
from desktop.services import money_in, wording
from desktop.services.match_rules import keep_match_rule
from desktop.ui import errors
from desktop.ui.changes import MONEY
from desktop.ui.importing.page import ImportPage
from desktop.ui.statements import keeping
from desktop.ui.statements.columns import ColumnsStep
from desktop.ui.statements.preview import PreviewStep
from desktop.ui.statements.rules import RulesPanel
from desktop.ui.statements.source import SourceStep
from desktop.ui.statements.words import WORDS

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from PySide6.QtWidgets import QWidget

    from desktop.domain.bank_statements import Statement
    from desktop.domain.errors import Problem
    from desktop.domain.match_rules import MatchRule, RuleDraft
    from desktop.domain.money_in import LineRow
    from desktop.ui.shared.form_state import State
    from desktop.ui.statements.keeping import Looked, Read
    from desktop.ui.workplace import Workplace


class BankStatementPage(ImportPage[Preview, MoneyInDone]):
    """The step of the columns is shown for a table that the program does not know."""

    endings = ("xml", "sta", "mt940", "940", "txt", "ofx", "qfx", "csv")
    topics = MONEY
    verb = money_in.IMPORTED
    source: SourceStep
    columns: ColumnsStep
    preview: PreviewStep

    def __init__(self, place: Workplace) -> None:
        super().__init__(place, "bank_statement", "bank", WORDS)
        self.statements: tuple[Statement, ...] = ()
        self._before: Preview | None = None  # as it was proposed
        self._called: dict[str, str] = {}
        self._taking = self._checking = False
        self._fits, self._of_table = True, False
        self.source, self.columns = SourceStep(RulesPanel(place, self.banner)), ColumnsStep()
        self.preview = PreviewStep(place)
        self.preview.edited.connect(self._on_edited)
        self.preview.rule_asked.connect(self._on_rule)
        self.preview.open_wanted.connect(self._on_open_wanted)
        self.begin()

    # ------------------------------------------------------------------ the file

    @property
    def brought(self) -> bool:
        return bool(self.statements)

    def read(self, source: Path) -> None:
        self.work(keeping.read_source, source, done=self._on_read)

    def look(self) -> None:
        """Read the table by what its columns are; before another file is chosen, show the lines again."""
        found = self.columns.found
        if self._step is self.source or found is None:
            self._show(self.preview)
            return
        name = self.columns.map_name.read().strip()
        self.work(keeping.read_table, found, self.columns.chosen(), name, done=self._on_read)

    def _on_read(self, read: Read) -> None:
        """Show the lines, or first the columns of a table that nobody named yet."""
        looked, table = read
        if table is not None:
            self.columns.show_table(table)
        self._of_table = table is not None
        if looked is not None:
            self._on_looked(looked)
            return
        self._show(self.columns)
        self.columns.table.setFocus()

    def _on_looked(self, looked: Looked) -> None:
        self.statements, self._before, found, self._called = looked
        self.touched, self._fits = self._taking, keeping.fits(self.statements)
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

    def not_read(self) -> None:
        self._taken_up()

    def _taken_up(self) -> None:
        """Go on when a draft was taken up, or cannot be."""
        if self._taking:
            self._taking = False
            self.drafting.go_on()

    def let_go(self) -> None:
        self.statements, self._before = (), None

    def former(self) -> QWidget:
        return super().former() if self._of_table else self.source

    def leads_on(self, step: QWidget) -> bool:
        return super().leads_on(step) or (step is self.source and self.brought)

    def _show(self, step: QWidget) -> None:
        super()._show(step)
        if step is self.source:
            self.source.rules.refresh()

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
        self.touched = self._checking = True
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

    def storable(self, found: Preview) -> bool:
        return not self._checking and (bool(found.chosen) or any(each.settled for each in found.rows))

    def store_text(self, found: Preview | None) -> str:
        count = len(found.chosen) if found is not None else 0
        settled = found is not None and any(each.settled for each in found.rows)
        text = ntr("Book {count} gift", "Book {count} gifts", count)
        return text if count or not settled else tr("Remember what was chosen")

    def storing(self, found: Preview) -> Callable[..., MoneyInDone]:
        return partial(money_in.book, self.place.office, found)

    # ------------------------------------------------------------------ the kit's hooks

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
        self.work(keeping.take_up, more, done=self._on_looked)

    def awaits(self) -> bool:
        return self._taking

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
