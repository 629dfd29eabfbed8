"""Importing a table: the file, what its columns are, what each row would do, and what was done, one after another."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal

from desktop.domain.errors import Refused
from desktop.domain.table_import import TableDone, TablePreview
from desktop.domain.table_rows import TableAsked
from desktop.i18n import ntr, tr
from desktop.services import wording
from desktop.services.table_import import import_table, preview_table
from desktop.ui.changes import Topic
from desktop.ui.importing.page import ImportPage
from desktop.ui.later import later
from desktop.ui.tables.columns import ColumnsStep
from desktop.ui.tables.keeping import Keeping, read_source
from desktop.ui.tables.maps import Maps
from desktop.ui.tables.preview import PreviewStep
from desktop.ui.tables.source import SourceStep
from desktop.ui.tables.words import WORDS

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from desktop.domain.errors import Problem
    from desktop.domain.table_fields import TableKind
    from desktop.domain.table_maps import TableMap
    from desktop.domain.table_rows import TableText
    from desktop.ui.importing.files import Dropped
    from desktop.ui.shared.form_state import State
    from desktop.ui.tables.keeping import Found
    from desktop.ui.workplace import Workplace

IMPORT = "import"
"""The target that opens the import of a table: `navigate("people", IMPORT)`."""
_SOON_MILLISECONDS = 60


class TableImportPage(ImportPage[TablePreview, TableDone]):
    """`imported(TableDone)` after the rows were stored."""

    imported = Signal(object)

    endings = ("xlsx", "csv", "tsv", "txt")
    topics = (Topic.PEOPLE, Topic.CAMPAIGNS, Topic.ITEMS)
    verb = "table.imported"
    source: SourceStep
    columns: ColumnsStep
    preview: PreviewStep

    def __init__(self, place: Workplace, kind: TableKind) -> None:
        super().__init__(place, "table_import", "table", WORDS[kind])
        self.kind = kind
        self.table: TableText | None = None
        self.chosen_map: TableMap | None = None
        self.looked: TablePreview | None = None  # as it was before anything was chosen
        self.keeping, self.maps = Keeping(self), Maps(self)
        self._source: Path | str = ""
        self.source, self.columns, self.preview = SourceStep(), ColumnsStep(place, kind), PreviewStep(kind)
        self.source.text_given.connect(self.read)
        self.columns.read_again.connect(lambda sheet, encoding: self.read(self._source, TableAsked(sheet, encoding)))
        self.columns.touched.connect(self.touch)
        self.columns.keep_asked.connect(self.maps.keep)
        self.columns.forget_asked.connect(self.maps.forget)
        self.preview.chosen.connect(self._on_chosen)
        self.preview.corrected.connect(self._on_corrected)
        self.begin()

    # ------------------------------------------------------------------ the file

    @property
    def brought(self) -> bool:
        return self.table is not None

    def take(self, dropped: Dropped) -> None:
        """Read what was dropped: a file, or rows as text."""
        self.read(dropped)

    def read(self, source: Path | str, asked: TableAsked | None = None) -> None:
        """Read a file or pasted rows."""
        self._source = source
        self.work(read_source, self.kind, source, asked or TableAsked(), done=self._on_read)

    def look_at(self, table: TableText) -> None:
        """Show a table that a draft held."""
        self._source = ""
        self.work(read_source, self.kind, table, TableAsked(), done=self._on_read)

    def _on_read(self, found: Found) -> None:
        read, saved = found
        self.table, self.touched = read.table, False
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

    def not_read(self) -> None:
        self.keeping.failed()

    def let_go(self) -> None:
        self.table = None
        self.source.text.clear()

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
                later(self, self.look, _SOON_MILLISECONDS)
                return
            try:
                campaign = picker.read() or ""
            except Refused as refusal:
                picker.show_problem(wording.sentence(refusal.problems[0]))
                return
        title = tr("Looking at the rows")
        self.work(preview_table, self.table, self.chosen_map, campaign, done=self._on_looked, title=title)

    def _on_looked(self, preview: TablePreview) -> None:
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

    def _on_chosen(self) -> None:
        self.touch()
        self._write_save()

    def storable(self, found: TablePreview) -> bool:
        return bool(found.chosen)

    def store_text(self, found: TablePreview | None) -> str:
        return ntr("Import {count} row", "Import {count} rows", len(found.chosen) if found is not None else 0)

    def storing(self, found: TablePreview) -> Callable[..., TableDone]:
        reason = self.preview.reason.line.text() if found.needs_reason else ""
        return partial(import_table, self.place.office, found, reason)

    def stored(self, record: TableDone) -> None:
        super().stored(record)
        self.imported.emit(record)

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

    # ------------------------------------------------------------------ the kit's hooks

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
