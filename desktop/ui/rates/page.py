"""The Rates section: the list with what is missing above it, the form of one rate, the import of a table."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from desktop.i18n import ntr, tr
from desktop.services.rates import rate_gaps
from desktop.ui.changes import MONEY, Topic
from desktop.ui.importing.files import dropped_page
from desktop.ui.language import follow_language
from desktop.ui.rates.form import RateForm
from desktop.ui.rates.gaps import GapStrip
from desktop.ui.rates.importing import RateImportForm
from desktop.ui.rates.table import RATES
from desktop.ui.shared.list_page import ListPage
from desktop.ui.shared.naming import button
from desktop.ui.shared.section import SectionPage
from desktop.ui.tasks import Latest

if TYPE_CHECKING:
    from PySide6.QtCore import QMimeData
    from PySide6.QtGui import QDragEnterEvent, QDropEvent

    from desktop.domain.rate_tables import RateImport, RateRow
    from desktop.ui.workplace import Workplace

IMPORT = "import"
"""The target that opens the import of a table: `navigate("rates", IMPORT)`."""

_STRIP_PLACE = 2  # below the title and the filters


class RatesPage(SectionPage):
    """Goes to a kept rate by its name, begins a new one, or imports a table."""

    def __init__(self, place: Workplace) -> None:
        rows: ListPage[RateRow] = ListPage(place, RATES)
        super().__init__(place, rows, lambda code: self._make(code))
        self._latest = Latest(place.tasks)
        self.gaps = GapStrip()
        layout = rows.layout()
        if layout is not None:
            layout.insertWidget(_STRIP_PLACE, self.gaps)  # type: ignore[attr-defined]
        self.import_button = button("rates.import", "", "import")
        self.import_button.clicked.connect(lambda: self.open_code(IMPORT))
        rows.add_button(self.import_button)
        self.first_import = rows.first_use.add_second("rates.first_import", lambda: self.open_code(IMPORT))
        self.setAcceptDrops(True)
        follow_language(self, self.retranslate)
        place.changes.subscribe(self, (Topic.RATES, Topic.SETTINGS, *MONEY), self._read_gaps)
        self._read_gaps()

    def retranslate(self) -> None:
        self.import_button.setText(tr("Import a table…"))
        self.first_import.setText(tr("Import a table…"))
        self.setAccessibleName(tr("Rates"))

    def refresh(self) -> None:
        super().refresh()
        self._read_gaps()

    def _read_gaps(self) -> None:
        self._latest.run(rate_gaps, self.place.office, done=self.gaps.show_gaps, owner=self)

    def _make(self, code: str | None) -> RateForm | RateImportForm:
        if code != IMPORT:
            return RateForm(self.place, code)
        form = RateImportForm(self.place)
        form.imported.connect(self._on_imported)
        return form

    def _on_imported(self, done: RateImport) -> None:
        said = ntr("{count} rate is stored.", "{count} rates are stored.", done.new)
        filled = (
            ntr("{count} entry got its official rate.", "{count} entries got their official rates.", done.filled)
            if done.filled
            else ""
        )
        self.rows.banner.show_good(said, filled)

    # ------------------------------------------------------------------ dropping a file

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if _dropped_file(event.mimeData()) is not None:
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        path = _dropped_file(event.mimeData())
        if path is not None:
            event.acceptProposedAction()
            self.import_file(path)

    def import_file(self, path: Path) -> None:
        """Look at a dropped table in the import that is open, or in a new one."""
        if not isinstance(self.form, RateImportForm):
            self.open_code(IMPORT)
        if isinstance(self.form, RateImportForm):
            self.form.take(path)


def _dropped_file(data: QMimeData) -> Path | None:
    dropped = dropped_page(data)
    return dropped if isinstance(dropped, Path) else None
