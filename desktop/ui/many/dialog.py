"""The dialog that changes one field of several records: field, new value, what it would change; then it is done."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QTableView, QWidget

from desktop.domain.errors import Refused, Stopped
from desktop.domain.many import FIELDS, ManyChange, ManyKind
from desktop.i18n import mark, ntr, tr
from desktop.services.many import change_many, preview_many
from desktop.services.many_words import counted
from desktop.ui import errors
from desktop.ui.many.fields import value_field, value_of, which_field
from desktop.ui.many.rows import WIDTHS, ManyRows, what_happens
from desktop.ui.shared.banner import Banner
from desktop.ui.shared.dialog_frame import stack
from desktop.ui.shared.dialogs import fit
from desktop.ui.shared.form import Form
from desktop.ui.shared.kept_dialog import KeptDialog
from desktop.ui.shared.naming import named, text_label
from desktop.ui.shared.whole_rows import choose_row, read_whole_rows
from desktop.ui.shared.work_row import WorkRow
from desktop.ui.theme import scaled

if TYPE_CHECKING:
    from collections.abc import Sequence

    from desktop.domain.many import ManyPreview
    from desktop.domain.progress import Progress
    from desktop.ui.workplace import Workplace

TITLES = {
    ManyKind.PEOPLE: mark("Change several people"),
    ManyKind.CAMPAIGNS: mark("Change several campaigns"),
    ManyKind.ITEMS: mark("Change several expense items"),
}
_SIZE = (920, 600)


class ManyDialog(KeptDialog):
    """`made` is how many were changed. The first press of its verb shows the preview, the second does it."""

    asks_first = False  # one value, and Cancel stands beside the verb

    def __init__(self, place: Workplace, kind: ManyKind, codes: Sequence[str], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.place, self.kind, self._codes = place, kind, tuple(codes)
        self.made: int | None = None
        named(self, "many.dialog", tr(TITLES[kind]))
        self.setWindowTitle("Skarbonka")
        fit(self, *_SIZE)
        self.banner, self.form = Banner("many"), Form("many")
        self.which = self.form.add(which_field(kind), wide=True)
        self.values = {
            name: self.form.add(value_field(kind, name, place.office.today), wide=True) for name in FIELDS[kind]
        }
        self.summary = named(text_label("", "", wrap=True), "many.summary")
        self.rows = ManyRows(self)
        self.table = named(QTableView(), "many.table", tr("What changes"))
        self.why = named(text_label("", "", wrap=True), "many.why")
        self.work = WorkRow("many", place.tasks, self)
        self.keep, self.do_it = self.work.keep, self.work.do_it
        self._lay_out()
        self.form.changed.connect(self._on_edited)
        self.work.turned.connect(self.form.lock)
        self.keep.clicked.connect(self.reject)
        self.do_it.clicked.connect(self.do)
        self._on_edited()
        self.which.editor.setFocus()

    def _lay_out(self) -> None:
        table = self.table
        table.setModel(self.rows)
        read_whole_rows(table)
        table.verticalHeader().hide()
        table.horizontalHeader().setStretchLastSection(True)
        for place, width in enumerate(WIDTHS[:-1]):
            table.setColumnWidth(place, scaled(width))
        heading = text_label(tr(TITLES[self.kind]), "heading", wrap=True)
        stack(self, heading, self.banner, self.form, self.summary, table, self.why, self.work, grows=table)
        table.selectionModel().currentRowChanged.connect(lambda now, _former: self._say_why(now.row()))
        for each in (self.keep, self.work.stop_button):
            each.setAutoDefault(False)
        self.do_it.setDefault(True)

    # ------------------------------------------------------------------ what is pressed

    def do(self) -> None:
        """Show what the value would change; if that is shown already, change it."""
        if self.work.busy or self.made is not None:
            return
        if self.rows.preview is None:
            self._look()
        else:
            self._change(self.rows.preview)

    def reject(self) -> None:
        """Close; not while something is being done."""
        if not self.work.busy:
            super().reject()

    def _look(self) -> None:
        self.form.leave()
        try:
            value = value_of(self.kind, self.values[self.which.read()])
        except Refused as refusal:
            self._on_failed(refusal)
            return
        change = ManyChange(self.kind, self.which.read(), value)
        self._begin(tr("Reading…"))
        self.work.run(
            preview_many, self.place.office, change, self._codes, done=self._on_previewed, failed=self._on_failed
        )

    def _change(self, preview: ManyPreview) -> None:
        self._begin(tr("Working…"))
        self.work.run(self._store, preview, done=self._on_done, failed=self._on_failed)

    def _store(self, preview: ManyPreview, *, progress: Progress) -> int:
        """Do it, and let the kept draft go with it (worker thread)."""
        office = self.place.office
        return self.settling(office, lambda: change_many(office, preview, progress=progress))

    # ------------------------------------------------------------------ what happens

    def _begin(self, text: str) -> None:
        self.banner.clear()
        self.form.clear_problems()
        self.summary.setText(text)

    def _on_edited(self) -> None:
        """Another field or value: what was shown holds no more."""
        chosen = self.which.read()
        for name, field in self.values.items():
            field.setVisible(name == chosen)
        self._show(None)

    def _say_why(self, row: int) -> None:
        """Say in full why the current record is refused: its line may be cut short in the table."""
        preview = self.rows.preview
        line = preview.lines[row] if preview is not None and 0 <= row < len(preview.lines) else None
        self.why.setText(what_happens(line) if line is not None and line.refused else "")

    def _show(self, preview: ManyPreview | None) -> None:
        self.rows.show_preview(preview)
        self.why.clear()
        if preview is None:
            selected = ntr("{count} selected", "{count} selected", len(self._codes))
            said = tr("Choose a field and its new value, then look at what would change.")
            self.summary.setText(f"{selected[:1].upper()}{selected[1:]}. {said}")
            self.do_it.setText(tr("Show what changes"))
            self.do_it.setEnabled(True)
            return
        choose_row(self.table, 0)
        count = len(preview.changed)
        self.summary.setText(f"{counted(preview)}.")
        self.do_it.setText(ntr("Change {count} record", "Change {count} records", count))
        self.do_it.setEnabled(count > 0)

    def _on_previewed(self, preview: ManyPreview) -> None:
        self._show(preview)
        (self.do_it if preview.changed else self.values[preview.change.field].editor).setFocus()

    def _on_done(self, count: int) -> None:
        self.made = count
        self.accept()

    def _on_failed(self, error: BaseException) -> None:
        self._show(None)
        if isinstance(error, Stopped):
            return
        if isinstance(error, Refused) and not self.form.problems(error.problems):
            self.form.focus_problem()
            return
        errors.show_on(self.banner, error)
