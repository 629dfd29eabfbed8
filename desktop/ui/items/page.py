"""The Expense items section: the list of items, and quick entry of expenses in its place."""

from __future__ import annotations

from typing import TYPE_CHECKING

from desktop.domain.campaigns import ItemRow
from desktop.domain.many import ManyKind
from desktop.domain.table_fields import TableKind
from desktop.i18n import tr
from desktop.services.trash import archive_items
from desktop.ui.importing.files import TakesDropped
from desktop.ui.items.choose import ChooseCampaign
from desktop.ui.items.table import ITEMS
from desktop.ui.many.verbs import ChangeMany
from desktop.ui.shared.archiving import Archiving
from desktop.ui.shared.list_page import ListPage
from desktop.ui.shared.naming import button
from desktop.ui.shared.section import SectionPage
from desktop.ui.workplace import NEW

if TYPE_CHECKING:
    from desktop.ui.importing.files import Dropped
    from desktop.ui.workplace import Workplace

IMPORT = "import"
"""The target that opens the import of a table: `navigate("items", IMPORT)`."""
ENTER = "enter"
"""The target that begins quick entry of expenses."""


class ItemsPage(ListPage[ItemRow]):
    """The list, with the button that begins quick entry."""

    def __init__(self, place: Workplace) -> None:
        self.enter_button = button("items.enter", "", "edit")
        self.import_button = button("items.import", "", "import")
        super().__init__(place, ITEMS)
        self.add_button(self.enter_button)
        self.add_button(self.import_button)
        Archiving(self, archive_items)
        ChangeMany(self, ManyKind.ITEMS)

    def retranslate(self) -> None:
        super().retranslate()
        self.enter_button.setText(tr("Enter expenses"))
        self.enter_button.setToolTip("Ctrl+Shift+X")
        self.import_button.setText(tr("Import from a table…"))


class ItemsSection(TakesDropped, SectionPage):
    """Opening an item goes to its line in its campaign; a new one asks for its campaign first."""

    def __init__(self, place: Workplace) -> None:
        rows = ItemsPage(place)
        super().__init__(place, rows)
        rows.enter_button.clicked.connect(lambda: self.open_code(ENTER))
        rows.import_button.clicked.connect(lambda: self.open_code(IMPORT))
        rows.paste_with(self.import_dropped)
        self.setAcceptDrops(True)

    def open_code(self, code: str) -> None:
        """Begin a new item or quick entry, go to an item ("C-0001.2"), or show the items of a campaign."""
        if code == NEW:
            self.begin_new()
        elif code == ENTER:
            self._enter()
        elif code == IMPORT:
            self._import()
        elif "." in code:
            self.place.navigate("campaigns", code)
        elif self.close_form() and code:
            self.rows.filter.setText(code)
            self.rows.apply_filter()

    def begin_new(self) -> None:
        """Ask which campaign a new item belongs to; rows of expenses that are being entered stay."""
        dialog = ChooseCampaign(self.place, self.window())
        if self.place.prompts.show(dialog):
            self.place.navigate("campaigns", NEW if dialog.code == NEW else f"{dialog.code}.{NEW}")

    def _enter(self) -> None:
        from desktop.ui.items.entry_page import EntryPage  # noqa: PLC0415  loads when it is first wanted

        if self.form is None:
            self.target = ENTER
            self._open(EntryPage(self.place))
            self.arrived(ENTER)
        else:
            self.form.focus_first()

    def _import(self) -> None:
        from desktop.ui.tables.page import TableImportPage  # noqa: PLC0415  loads when it is first wanted

        if self.may_leave():
            self.target = IMPORT
            self._open(TableImportPage(self.place, TableKind.ITEMS))
            self.arrived(IMPORT)

    # ------------------------------------------------------------------ dropping a file

    def import_dropped(self, dropped: Dropped) -> None:
        """Read a dropped table in the import that is open, or in a new one; rows that are being entered stay."""
        if self.target != IMPORT or self.form is None:
            self.open_code(IMPORT)
        take = getattr(self.form, "take", None)
        if take is not None and self.form is not None and not self.form.dirty:
            take(dropped)


def make_items_page(place: Workplace) -> ItemsSection:
    """Build the section."""
    return ItemsSection(place)
