"""The People section: the list, the form of a person, the import of a table."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from desktop.domain.table_fields import TableKind
from desktop.i18n import tr
from desktop.services.people import archive_people
from desktop.ui.importing.files import dropped_page
from desktop.ui.language import follow_language
from desktop.ui.people.form import PersonForm
from desktop.ui.people.table import PEOPLE
from desktop.ui.shared.archiving import Archiving
from desktop.ui.shared.list_page import ListPage
from desktop.ui.shared.naming import button
from desktop.ui.shared.section import SectionPage

if TYPE_CHECKING:
    from PySide6.QtGui import QDragEnterEvent, QDropEvent

    from desktop.domain.people import PersonRow
    from desktop.ui.importing.files import Dropped
    from desktop.ui.shared.form_page import FormPage
    from desktop.ui.workplace import Workplace

IMPORT = "import"
"""The target that opens the import of a table: `navigate("people", IMPORT)`."""


class PeoplePage(SectionPage):
    """Goes to a person, begins a new one, or imports a table."""

    def __init__(self, place: Workplace) -> None:
        rows: ListPage[PersonRow] = ListPage(place, PEOPLE)
        super().__init__(place, rows, self._make)
        Archiving(rows, archive_people)
        self.import_button = button("people.import", "", "import")
        self.import_button.clicked.connect(lambda: self.open_code(IMPORT))
        rows.add_button(self.import_button)
        self.first_import = rows.first_use.add_second("people.first_import", lambda: self.open_code(IMPORT))
        self.setAcceptDrops(True)
        follow_language(self, self.retranslate)

    def retranslate(self) -> None:
        self.import_button.setText(tr("Import from a table…"))
        self.first_import.setText(tr("Import from a table…"))
        self.setAccessibleName(tr("People"))

    def _make(self, code: str | None) -> FormPage[Any, Any]:
        if code != IMPORT:
            return PersonForm(self.place, code)
        from desktop.ui.tables.page import TableImportPage  # noqa: PLC0415  loads when it is first wanted

        return TableImportPage(self.place, TableKind.PEOPLE)

    # ------------------------------------------------------------------ dropping a file

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if dropped_page(event.mimeData()) is not None:
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        dropped = dropped_page(event.mimeData())
        if dropped is not None:
            event.acceptProposedAction()
            self.import_dropped(dropped)

    def import_dropped(self, dropped: Dropped) -> None:
        """Read a dropped table in the import that is open, or in a new one."""
        if self.target != IMPORT or self.form is None:
            self.open_code(IMPORT)
        take = getattr(self.form, "take", None)
        if take is not None and self.form is not None and not self.form.dirty:
            take(dropped)


def make_people_page(place: Workplace) -> PeoplePage:
    """Build the section."""
    return PeoplePage(place)
