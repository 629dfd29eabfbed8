"""The journal for accountants' programs, from the Reports page: made in the worker, then saved."""

from __future__ import annotations

from typing import TYPE_CHECKING

from desktop.i18n import tr
from desktop.services.exports import write_export
from desktop.services.journal_export import make_journal
from desktop.ui import errors
from desktop.ui.shared.naming import button

if TYPE_CHECKING:
    from pathlib import Path

    from PySide6.QtWidgets import QWidget

    from desktop.services.reports import Export
    from desktop.ui.shared.banner import Banner
    from desktop.ui.workplace import Workplace


class JournalExport:
    """Holds the button `reports.journal`; what it says goes on the page's banner."""

    def __init__(self, place: Workplace, banner: Banner, owner: QWidget) -> None:
        self.place, self.banner, self._owner = place, banner, owner
        self.button = button("reports.journal", "link")
        self.button.clicked.connect(self._on_export)
        self._export: Export | None = None

    def retranslate(self) -> None:
        """Write the button's text."""
        self.button.setText(tr("Journal (Beancount)…"))
        self.button.setToolTip(tr("The whole ledger for accountants' programs: codes and money, no names"))

    def _on_export(self) -> None:
        self.banner.clear()
        self.button.setEnabled(False)
        self.place.tasks.run(
            make_journal,
            self.place.office,
            title=tr("Writing the journal"),
            progress=lambda _done, _whole: None,
            done=self._on_made,
            failed=self._on_failed,
            owner=self._owner,
        )

    def _on_made(self, export: Export) -> None:
        self.button.setEnabled(True)
        self._export = export
        self._choose_place()

    def _choose_place(self) -> None:
        export = self._export
        if export is None:
            return
        kinds = ((tr("Beancount journal"), ("beancount",)),)
        path = self.place.prompts.choose_save(tr("Save the journal"), export.file_name, kinds)
        if path is None:
            self.banner.show_info(tr("The journal is made but not saved."))
            self.banner.offer(tr("Save it…"), self._choose_place)
            return
        self.place.tasks.run(
            write_export,
            path,
            export.data,
            done=lambda _none: self._on_written(path),
            failed=self._on_unwritten,
            owner=self._owner,
        )

    def _on_written(self, path: Path) -> None:
        self._export = None
        self.banner.show_good(
            tr("The journal is saved as {file}.").format(file=path.name),
            tr("It was compared with the sums of every fund, and agrees to the cent."),
        )

    def _on_unwritten(self, error: BaseException) -> None:
        errors.show_on(self.banner, error)
        self.banner.offer(tr("Save it elsewhere…"), self._choose_place)

    def _on_failed(self, error: BaseException) -> None:
        self.button.setEnabled(True)
        errors.show_on(self.banner, error)
