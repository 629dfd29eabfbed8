"""The Trash section: archived people, campaigns and expense items, one list at a time, each with its way back."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from desktop.i18n import mark, tr
from desktop.services.campaigns import archive_campaigns
from desktop.services.people import archive_people
from desktop.services.trash import archive_items
from desktop.ui.shared.archiving import Archiving
from desktop.ui.shared.list_page import ListPage
from desktop.ui.shared.list_switch import ListSwitch
from desktop.ui.shared.naming import button
from desktop.ui.shared.section import SectionPage
from desktop.ui.trash.table import CAMPAIGNS, ITEMS, PEOPLE

if TYPE_CHECKING:
    from desktop.domain.trash import TrashRow
    from desktop.ui.shared.archiving import PutAway
    from desktop.ui.shared.list_spec import ListSpec
    from desktop.ui.workplace import Workplace


class TrashList(ListPage["TrashRow"]):
    """A list of archived rows; `back_button` brings the selected ones back, as the context menu does."""

    def __init__(self, place: Workplace, spec: ListSpec[TrashRow], put_away: PutAway) -> None:
        self.back_button = button(f"{spec.area}.back", "", "back")
        super().__init__(place, spec)
        self.archiving = Archiving(self, put_away, only_back=True)
        self.back_button.clicked.connect(self.archiving.bring_back.trigger)
        self.back_button.setEnabled(False)
        self.add_button(self.back_button)
        self.selection.changed.connect(lambda: self.back_button.setEnabled(bool(self.table.selected_rows())))

    def retranslate(self) -> None:
        super().retranslate()
        self.back_button.setText(tr("Bring back"))


class TrashPage(SectionPage):
    """Opening a row goes to the record in its own section."""

    def __init__(self, place: Workplace) -> None:
        self.people = TrashList(place, PEOPLE, archive_people)
        super().__init__(place, self.people)
        self.campaigns = TrashList(place, CAMPAIGNS, archive_campaigns)
        self.items = TrashList(place, ITEMS, archive_items)
        lists: tuple[tuple[str, str, ListPage[Any]], ...] = (
            ("trash.show_people", mark("People"), self.people),
            ("trash.show_campaigns", mark("Campaigns"), self.campaigns),
            ("trash.show_items", mark("Expense items"), self.items),
        )
        self.switch = ListSwitch(self, lists)

    def open_code(self, code: str) -> None:
        """Show a record where it belongs."""
        if code:
            self.place.navigate("people" if code.startswith("P-") else "campaigns", code)

    def refresh(self) -> None:
        self.switch.refresh()
