"""The Expense items section: a list; each item is entered in the form of its campaign."""

from __future__ import annotations

from typing import TYPE_CHECKING

from desktop.domain.campaigns import ItemRow
from desktop.ui.items.choose import ChooseCampaign
from desktop.ui.items.table import ITEMS
from desktop.ui.shared.list_page import ListPage
from desktop.ui.workplace import NEW

if TYPE_CHECKING:
    from desktop.ui.workplace import Workplace


class ItemsPage(ListPage[ItemRow]):
    """Opening an item goes to its line in its campaign; a new one asks for its campaign first."""

    def __init__(self, place: Workplace) -> None:
        super().__init__(place, ITEMS)
        self.opened.connect(lambda code: place.navigate("campaigns", code))
        self.new_asked.connect(self._choose)

    def open_code(self, code: str) -> None:
        """Begin a new item, or show the items of the campaign with this code."""
        if code == NEW:
            self.begin_new()
        elif code:
            self.filter.setText(code)
            self.apply_filter()

    def _choose(self) -> None:
        dialog = ChooseCampaign(self.place, self.window())
        if self.place.prompts.show(dialog):
            self.place.navigate("campaigns", NEW if dialog.code == NEW else f"{dialog.code}.{NEW}")


def make_items_page(place: Workplace) -> ItemsPage:
    """Build the section."""
    return ItemsPage(place)
