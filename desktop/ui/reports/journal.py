"""The ledger for accountants' programs, from the Reports page: asked for, made in the worker, then saved."""

from __future__ import annotations

from typing import TYPE_CHECKING

from desktop.i18n import mark, ntr, tr
from desktop.services.journal_export import keep_wishes, make_journal, years
from desktop.services.named_exports import save_books
from desktop.services.settings import load_settings
from desktop.ui import errors
from desktop.ui.reports.books import BooksDialog
from desktop.ui.shared.naming import button

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from PySide6.QtWidgets import QWidget

    from desktop.domain.accounting import Accounting
    from desktop.domain.progress import Progress
    from desktop.domain.settings import OfficeSettings
    from desktop.services.journal_export import BooksExport, BooksRequest
    from desktop.services.office import Office
    from desktop.ui.shared.banner import Banner
    from desktop.ui.workplace import Workplace

_KINDS = {
    "csv": mark("CSV file"),
    "beancount": mark("Beancount journal"),
    "journal": mark("hledger journal"),
}


def _look(office: Office) -> tuple[OfficeSettings, tuple[tuple[int, str], ...]]:
    """Read what the dialog shows."""
    return load_settings(office), years(office)


def _produce(office: Office, wishes: Accounting, request: BooksRequest, progress: Progress) -> BooksExport:
    """Keep the wishes, then make the file."""
    keep_wishes(office, wishes)
    return make_journal(office, request, progress)


class JournalExport:
    """Holds the button `reports.journal`; what it says goes on the page's banner."""

    def __init__(self, place: Workplace, banner: Banner, owner: QWidget) -> None:
        self.place, self.banner, self._owner = place, banner, owner
        self.button = button("reports.journal", "link")
        self.button.clicked.connect(self._on_asked)
        self._export: BooksExport | None = None

    def retranslate(self) -> None:
        """Write the button's text."""
        self.button.setText(tr("Ledger for other programs…"))
        self.button.setToolTip(tr("CSV, GnuCash, Beancount, hledger, DATEV: codes and money, no names"))

    def _on_asked(self) -> None:
        self.banner.clear()
        self.button.setEnabled(False)
        self.place.tasks.run(_look, self.place.office, done=self._on_looked, failed=self._on_failed, owner=self._owner)

    def _on_looked(self, found: tuple[OfficeSettings, Sequence[tuple[int, str]]]) -> None:
        settings, booked = found
        self.button.setEnabled(True)
        dialog = BooksDialog(settings.accounting, booked, settings.base_currency, self._owner.window())
        if not self.place.prompts.show(dialog):
            return
        self.button.setEnabled(False)
        self.place.tasks.run(
            _produce,
            self.place.office,
            dialog.wishes(),
            dialog.request,
            title=tr("Writing the journal"),
            progress=lambda _done, _whole: None,
            done=self._on_made,
            failed=self._on_failed,
            owner=self._owner,
        )

    def _on_made(self, export: BooksExport) -> None:
        self.button.setEnabled(True)
        self._export = export
        self._choose_place()

    def _choose_place(self) -> None:
        export = self._export
        if export is None:
            return
        ending = export.file_name.rpartition(".")[2]
        kinds = ((tr(_KINDS[ending]), (ending,)),)
        path = self.place.prompts.choose_save(tr("Save the journal"), export.file_name, kinds)
        if path is None:
            self.banner.show_info(tr("The journal is made but not saved."))
            self.banner.offer(tr("Save it…"), self._choose_place)
            return
        self.place.tasks.run(
            save_books,
            self.place.office,
            export,
            path,
            done=lambda _none: self._on_written(path, export),
            failed=self._on_unwritten,
            owner=self._owner,
        )

    def _on_written(self, path: Path, export: BooksExport) -> None:
        self._export = None
        said = [tr("It was compared with the sums of every fund, and agrees to the cent.")]
        for year, currency, count in export.left_out:
            entries = ntr("{count} entry", "{count} entries", count)
            left = tr("Not in it: {entries} of {year} in {currency}.")
            said.append(left.format(entries=entries, year=year, currency=currency))
        self.banner.show_good(tr("The journal is saved as {file}.").format(file=path.name), " ".join(said))

    def _on_unwritten(self, error: BaseException) -> None:
        errors.show_on(self.banner, error)
        self.banner.offer(tr("Save it elsewhere…"), self._choose_place)

    def _on_failed(self, error: BaseException) -> None:
        self.button.setEnabled(True)
        errors.show_on(self.banner, error)
