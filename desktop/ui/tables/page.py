"""Importing a table: the file, what its columns are, what each row would do, and what was done, one after another."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer, Signal

from desktop.domain.errors import NotFound, Problem, Refused, Stopped
from desktop.domain.table_fields import TableKind
from desktop.domain.table_import import TableDone, TablePreview
from desktop.domain.table_rows import TableAsked
from desktop.i18n import mark, ntr, tr
from desktop.services import wording
from desktop.services.table_import import import_table, preview_table
from desktop.ui import errors
from desktop.ui.changes import Topic
from desktop.ui.shared.fields import REQUIRED
from desktop.ui.shared.form_page import FormPage
from desktop.ui.shared.naming import button
from desktop.ui.shared.taking_back import TakingBack
from desktop.ui.tables.columns import ColumnsStep
from desktop.ui.tables.done import DoneStep
from desktop.ui.tables.keeping import Keeping, look_again, read_source
from desktop.ui.tables.maps import Maps
from desktop.ui.tables.preview import PreviewStep
from desktop.ui.tables.source import SourceStep

if TYPE_CHECKING:
    from pathlib import Path

    from desktop.domain.progress import Progress
    from desktop.domain.table_maps import TableMap
    from desktop.domain.table_rows import TableText
    from desktop.ui.importing.files import Dropped
    from desktop.ui.shared.form_state import State
    from desktop.ui.tables.keeping import Found
    from desktop.ui.workplace import Workplace

IMPORT = "import"
"""The target that opens the import of a table: `navigate("people", IMPORT)`."""
_TITLES = {TableKind.PEOPLE: mark("Import people"), TableKind.ITEMS: mark("Import expense items")}
_BACK = {TableKind.PEOPLE: mark("People"), TableKind.ITEMS: mark("Expense items")}
_VERB = "table.imported"
_SOON_MILLISECONDS = 60
_KINDS = ("xlsx", "csv", "tsv", "txt")


class TableImportPage(FormPage[TablePreview, TableDone]):
    """`imported(TableDone)` after the rows were stored; the page stays and says what was done."""

    imported = Signal(object)

    def __init__(self, place: Workplace, kind: TableKind) -> None:
        super().__init__(place, "table_import", None, _BACK[kind])
        self.kind = kind
        self.table: TableText | None = None
        self.chosen_map: TableMap | None = None
        self.done: TableDone | None = None
        self.looked: TablePreview | None = None  # as it was before anything was chosen
        self.keeping, self.maps = Keeping(self), Maps(self)
        self._source: Path | str = ""
        self._touched = False
        self.source, self.columns = SourceStep(), ColumnsStep(place, kind)
        self.preview, self.done_step = PreviewStep(kind), DoneStep(kind)
        self.form.hide()
        self.steps = (self.source, self.columns, self.preview, self.done_step)
        for step in self.steps:
            self.body.addWidget(step, 1)
        self.save_another.hide()  # one table at a time
        self.next_button = button("table.next", "primary")
        self.former_button = button("table.former", "", "back")
        self.foot_row.insert(0, self.former_button)
        self.foot_row.insert(1, self.next_button)
        self._connect()
        self.begin()

    def _connect(self) -> None:
        self.source.file_asked.connect(self.choose)
        self.source.text_given.connect(self.read)
        self.columns.read_again.connect(lambda sheet, encoding: self.read(self._source, TableAsked(sheet, encoding)))
        self.columns.touched.connect(self.touch)
        self.columns.keep_asked.connect(self.maps.keep)
        self.columns.forget_asked.connect(self.maps.forget)
        self.next_button.clicked.connect(self.look)
        self.former_button.clicked.connect(self._on_former)
        self.preview.chosen.connect(self._on_chosen)
        self.preview.corrected.connect(self._on_corrected)
        self.done_step.again_asked.connect(self._on_again)
        self.done_step.list_asked.connect(self.closed)
        self.taking_back = TakingBack(
            self.place, self.banner, self.done_step, (Topic.PEOPLE, Topic.CAMPAIGNS, Topic.ITEMS), self
        )

    # ------------------------------------------------------------------ the file

    def choose(self) -> None:
        """Ask for the file."""
        kinds = ((tr("Tables"), _KINDS), (tr("All files"), ("*",)))
        path = self.place.prompts.choose_open(tr("Choose a table"), kinds)
        if path is not None:
            self.read(path)

    def take(self, dropped: Dropped) -> None:
        """Read what was dropped: a file, or rows as text."""
        self.read(dropped)

    def read(self, source: Path | str, asked: TableAsked | None = None) -> None:
        """Read a file or pasted rows."""
        self._source = source
        self._reading(True)
        self.place.tasks.run(
            read_source,
            self.place.office,
            self.kind,
            source,
            asked or TableAsked(),
            done=self._on_read,
            failed=self._on_unread,
            progress=lambda _done, _whole: None,
            owner=self,
            title=tr("Reading the table"),
        )

    def _reading(self, busy: bool) -> None:
        if busy:
            self.banner.clear()
        self.source.busy(busy)
        self.columns.setEnabled(not busy)
        self.preview.setEnabled(not busy)
        for each in (self.next_button, self.former_button, self.save_button):
            each.setEnabled(not busy)
        self.say_beside(tr("Reading…") if busy else "")

    def look_at(self, table: TableText) -> None:
        """Show a table that a draft held."""
        self._source = ""
        self._reading(True)
        office, kind = self.place.office, self.kind
        self.place.tasks.run(look_again, office, kind, table, done=self._on_read, failed=self._on_unread, owner=self)

    def _on_read(self, found: Found) -> None:
        read, saved = found
        self._reading(False)
        self.table, self._touched = read.table, False
        self.columns.show_read(read, saved)
        self._show(self.columns)
        if read.saved:
            self.banner.show_info(tr("The columns are as you kept them under “{name}”.").format(name=read.saved))
        if not self.keeping.fits:
            self.banner.show_warning(
                tr("This table is too large to be kept when the program is locked. Import it before you leave.")
            )
        self.next_button.setFocus()
        self.keeping.read()

    def _on_unread(self, error: BaseException) -> None:
        self._reading(False)
        self.say_beside("")
        if not isinstance(error, Stopped):
            errors.show_on(self.banner, error)
        self.keeping.failed()

    # ------------------------------------------------------------------ the columns

    def look(self) -> None:
        """Show what each row would do."""
        if self.table is None:
            return
        self.chosen_map = self.columns.chosen()
        campaign = ""
        picker = self.columns.campaign
        if picker is not None:
            picker.tidy()
            if picker.pending:  # a code typed a moment ago is being looked up
                QTimer.singleShot(_SOON_MILLISECONDS, self, self.look)
                return
            try:
                campaign = picker.read() or ""
            except Refused as refusal:
                picker.show_problem(wording.sentence(refusal.problems[0]))
                return
        self._reading(True)
        self.place.tasks.run(
            preview_table,
            self.place.office,
            self.table,
            self.chosen_map,
            campaign,
            done=self._on_looked,
            failed=self._on_unread,
            progress=lambda _done, _whole: None,
            owner=self,
            title=tr("Looking at the rows"),
        )

    def _on_looked(self, preview: TablePreview) -> None:
        self._reading(False)
        assert self.chosen_map is not None  # noqa: S101  it was looked at with it
        self.looked = preview
        self.show_rows(preview, self.chosen_map)
        self.preview.table.setFocus()
        self.keeping.looked()

    def show_rows(self, preview: TablePreview, chosen: TableMap) -> None:
        """Show what each row would do."""
        self.preview.show_preview(preview, chosen, self._cell)
        self._show(self.preview)
        self._on_chosen()

    def _cell(self, row: int, column: int) -> str:
        cells = self.table.rows[row] if self.table is not None else ()
        return cells[column] if column < len(cells) else ""

    # ------------------------------------------------------------------ the rows

    def touch(self) -> None:
        """Note that leaving would lose something."""
        self._touched = True

    def _on_chosen(self) -> None:
        found = self.preview.preview
        count = len(found.chosen) if found is not None else 0
        self._touched = True
        self.save_button.setEnabled(count > 0)
        self.save_button.setText(ntr("Import {count} row", "Import {count} rows", count))

    def _on_corrected(self, row: int, column: int, text: str) -> None:
        """Write a cell anew, and look at all rows again: one row may depend on another."""
        if self.table is None:
            return
        rows = list(self.table.rows)
        cells = list(rows[row]) + [""] * (column + 1 - len(rows[row]))
        cells[column] = text.strip()
        rows[row] = tuple(cells)
        self.table = replace(self.table, rows=tuple(rows))
        self.look()

    @property
    def looking(self) -> bool:
        """Whether the rows are in front."""
        return self._step is self.preview

    def _on_former(self) -> None:
        self.banner.clear()
        self._show(self.columns if self._step is self.preview else self.source)

    def _show(self, step: object) -> None:
        self._step = step
        for each in self.steps:
            each.setVisible(each is step)
        self.next_button.setVisible(step is self.columns)
        self.former_button.setVisible(step in (self.columns, self.preview))
        self.save_button.setVisible(step is self.preview)
        self.cancel_button.setVisible(step is not self.done_step)
        self.scroll_area.verticalScrollBar().setValue(0)

    # ------------------------------------------------------------------ the kit's hooks

    @property
    def dirty(self) -> bool:
        """Whether leaving would lose work: rows were looked at, chosen or put right, and are not stored yet."""
        return self._touched and self.done is None and self.table is not None

    @property
    def keeps_draft(self) -> bool:
        """Whether the table is small enough to be kept."""
        return self.keeping.fits

    def keep_more(self) -> State:
        return self.keeping.state()

    def take_more(self, more: State) -> None:
        self.keeping.take(more)

    def awaits(self) -> bool:
        return self.keeping.awaiting

    def load(self, code: str) -> TableDone:
        """A table is read and imported; nothing is ever loaded here."""
        raise NotFound(subject=code)

    def show_record(self, record: TableDone | None) -> None:
        self._show(self.source)
        if not self.place.office.has_identity:
            self.banner.show_info(wording.sentence(self.place.office.nameless))
            self.source.setEnabled(False)

    def read_draft(self) -> TablePreview:
        if self.preview.preview is None:
            raise Refused(Problem(REQUIRED))
        return self.preview.preview

    def store(self, draft: TablePreview) -> TableDone:
        raise TypeError("rows are stored with progress")

    def save(self, *, another: bool = False) -> None:
        """Store the chosen rows; before there is a preview there is nothing to store."""
        found = self.preview.preview
        if self.saving or found is None or self._step is not self.preview or not found.chosen:
            return
        self.banner.clear()
        self._busy(True)
        self.place.tasks.run(
            self._import,
            found,
            self.preview.reason.line.text() if found.needs_reason else "",
            done=self._on_stored,
            failed=self._on_failed,
            progress=lambda _done, _whole: None,
            owner=self,
            title=tr("Storing the rows"),
        )

    def _import(self, preview: TablePreview, reason: str, *, progress: Progress) -> TableDone:
        """Store the rows (worker thread)."""
        made: TableDone = self.drafting.settle(
            lambda: import_table(self.place.office, preview, reason, progress=progress)
        )
        return made

    def place_problems(self, problems: list[Problem]) -> list[Problem]:
        rest = []
        for each in problems:
            if each.at == "reason":
                self.preview.reason.show_problem(wording.sentence(each))
            else:
                rest.append(each)
        return rest

    def focus_problem(self) -> bool:
        if self.preview.reason.problem:
            self.preview.reason.editor.setFocus()
            return True
        return False

    def _busy(self, busy: bool) -> None:
        super()._busy(busy)
        self.preview.setEnabled(not busy)
        self.former_button.setEnabled(not busy)

    def _on_failed(self, error: BaseException) -> None:
        super()._on_failed(error)
        if isinstance(error, Refused):
            QTimer.singleShot(0, self, self._on_chosen)

    def _on_stored(self, record: TableDone) -> None:
        self._busy(False)
        self.record = self.done = record
        self.done_step.show_done(record, may_undo=self.taking_back.remember(_VERB))
        self._show(self.done_step)
        self.place.changes.announce(Topic.PEOPLE, Topic.CAMPAIGNS, Topic.ITEMS)
        self.imported.emit(record)
        self.done_step.list_button.setFocus()

    def _on_again(self) -> None:
        self.table = self.done = None
        self._touched = False
        self.source.text.clear()
        self.preview.preview = None
        self._show(self.source)
        self.focus_first()

    def focus_first(self) -> None:
        self.source.choose.setFocus()

    def retranslate(self) -> None:
        super().retranslate()
        self.heading.setText(tr(_TITLES[self.kind]))
        self.next_button.setText(tr("Look at the rows"))
        self.former_button.setText(tr("Back one step"))
        self._on_words()

    def _on_words(self) -> None:
        """Write the button that stores, which says how many rows."""
        touched = self._touched
        self._on_chosen()
        self._touched = touched
