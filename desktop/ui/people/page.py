"""The People section: the list, a person's form, the import of a table, likely duplicates and merging two of them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from desktop.domain.many import ManyKind
from desktop.domain.table_fields import TableKind
from desktop.i18n import ntr, tr
from desktop.services.duplicates import count_pairs
from desktop.services.people import archive_people
from desktop.ui.changes import Topic
from desktop.ui.erasing import REVIEW
from desktop.ui.importing.files import TakesDropped
from desktop.ui.language import follow_language
from desktop.ui.many.verbs import ChangeMany
from desktop.ui.people.card import CARD, CardSelected, PersonCardPage, card_target
from desktop.ui.people.duplicates import MERGE, TARGET, DuplicatesPage
from desktop.ui.people.form import PersonForm
from desktop.ui.people.merge import MergePage
from desktop.ui.people.merge_dialog import MergeSelected
from desktop.ui.people.table import PEOPLE
from desktop.ui.shared.archiving import Archiving
from desktop.ui.shared.list_page import ListPage
from desktop.ui.shared.naming import button
from desktop.ui.shared.section import SectionPage
from desktop.ui.tasks import Latest

if TYPE_CHECKING:
    from desktop.domain.people import PersonRow
    from desktop.ui.importing.files import Dropped
    from desktop.ui.shared.form_page import FormPage
    from desktop.ui.workplace import Workplace

IMPORT = "import"
"""The target that opens the import of a table: `navigate("people", IMPORT)`."""


class PeoplePage(TakesDropped, SectionPage):
    """Goes to a person, begins a new one; `card P-0003`, `merge P-0003 P-0007`, `import`, `duplicates`, `review`."""

    alike = ("P",)

    def __init__(self, place: Workplace) -> None:
        rows: ListPage[PersonRow] = ListPage(place, PEOPLE)
        super().__init__(place, rows, self._make)
        Archiving(rows, archive_people)
        ChangeMany(rows, ManyKind.PEOPLE)
        MergeSelected(rows)
        CardSelected(rows)
        self.import_button = button("people.import", "", "import")
        self.import_button.clicked.connect(lambda: self.open_code(IMPORT))
        rows.add_button(self.import_button)
        rows.paste_with(self.import_dropped)
        self.first_import = rows.first_use.add_second("people.first_import", lambda: self.open_code(IMPORT))
        self._latest = Latest(place.tasks)
        self._pairs: int | None = None
        self.duplicates_button = button("people.duplicates", "", "people")
        self.duplicates_button.clicked.connect(lambda: self.open_code(TARGET))
        self.duplicates_button.setVisible(place.office.has_identity)
        rows.add_button(self.duplicates_button)
        place.changes.subscribe(self, (Topic.PEOPLE,), self._count)
        self.setAcceptDrops(True)
        follow_language(self, self.retranslate)
        self._count()

    def retranslate(self) -> None:
        self.import_button.setText(tr("Import from a table…"))
        self.first_import.setText(tr("Import from a table…"))
        self.setAccessibleName(tr("People"))
        text = tr("Likely duplicates")
        if self._pairs:
            text = ntr("{count} likely duplicate", "{count} likely duplicates", self._pairs)
        self.duplicates_button.setText(text)

    def _count(self) -> None:
        """Count the pairs of a small office by the way; a large one's are counted when their page is opened."""
        self._latest.run(count_pairs, self.place.office, done=self._on_counted, failed=self._on_uncounted, owner=self)

    def _on_counted(self, pairs: int | None) -> None:
        self._pairs = pairs
        self.retranslate()

    def _on_uncounted(self, _error: BaseException) -> None:
        """Nobody asked for the count: what is in the way is said where it was asked for."""

    def _make(self, code: str | None) -> FormPage[Any, Any]:
        if code == TARGET:
            return DuplicatesPage(self.place)
        if code == REVIEW:
            from desktop.ui.erasing.review import ReviewPage  # noqa: PLC0415  loads when it is first wanted

            return ReviewPage(self.place)
        if code is not None and code.startswith(f"{MERGE} "):
            _merge, kept, other = code.split(" ")
            return MergePage(self.place, kept, other)
        if code is not None and code.startswith(f"{CARD} "):
            return PersonCardPage(self.place, code.partition(" ")[2])
        if code != IMPORT:
            form = PersonForm(self.place, code)
            form.card_asked.connect(lambda asked: self.open_code(card_target(asked)))
            return form
        from desktop.ui.tables.page import TableImportPage  # noqa: PLC0415  loads when it is first wanted

        return TableImportPage(self.place, TableKind.PEOPLE)

    # ------------------------------------------------------------------ dropping a file

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
