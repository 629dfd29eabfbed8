"""The dialog that asks with whom a person is to be compared, and the same from two selected rows of the list."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from desktop.domain.errors import refuse
from desktop.i18n import mark, tr
from desktop.ui.people.duplicates import merge_target
from desktop.ui.shared.pickers import PersonPicker
from desktop.ui.shared.step_dialog import StepDialog

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from desktop.domain.people import PersonRow
    from desktop.ui.shared.list_page import ListPage
    from desktop.ui.workplace import Workplace


class MergeWithDialog(StepDialog):
    """Asks for the other person; `made` is their code. Nothing is merged yet: the two are compared on a page."""

    refused = mark("Choose another person.")

    def __init__(self, place: Workplace, person: str, parent: QWidget | None = None) -> None:
        title = tr("Compare {person} with somebody else").format(person=person)
        super().__init__(place, "merge_with", title, tr("Compare"), parent)
        self._person = person
        self.other: PersonPicker = self.form.add(
            PersonPicker(
                place,
                "other",
                mark("The other person"),
                hint=mark("Nothing is merged before you saw both"),
                needed=True,
            ),
            wide=True,
        )
        self.other.editor.setFocus()

    def step(self, values: dict[str, Any]) -> str:
        """Refuse somebody who is the person itself."""
        other = str(values["other"])
        if other == self._person:
            raise refuse("merge.itself", at="other", code=other)
        return other


class MergeSelected:
    """Adds "Compare and merge…" to the list of people; it is on while exactly two are selected."""

    def __init__(self, page: ListPage[PersonRow]) -> None:
        self._page = page
        page.add_action("merge", mark("Compare and merge…"), self._compare, self._two, "people")

    def _two(self, rows: list[PersonRow]) -> bool:
        whole = len(self._page.table.selected_rows())
        return len(rows) == whole == 2 and self._page.place.office.has_identity

    def _compare(self, rows: list[PersonRow]) -> None:
        first, second = sorted(rows, key=lambda row: row.row_id)
        self._page.place.navigate("people", merge_target(first.code, second.code))
