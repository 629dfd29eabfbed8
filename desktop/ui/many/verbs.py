"""The command of a list that changes one field of all selected rows: a button beside the others, and the menu's."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject

from desktop.i18n import mark, tr
from desktop.ui.language import follow_language
from desktop.ui.shared import permit
from desktop.ui.shared.naming import button

if TYPE_CHECKING:
    from collections.abc import Sequence

    from desktop.domain.many import ManyKind
    from desktop.ui.shared.list_page import ListPage

_TEXT = mark("Change several…")


class ChangeMany(QObject):
    """Adds both to a list whose rows are of this kind; they are on while something is selected."""

    def __init__(self, page: ListPage[Any], kind: ManyKind) -> None:
        super().__init__(page)
        self._page, self._kind = page, kind
        self.button = button(f"{page.spec.area}.change_several", "", "edit")
        self.button.clicked.connect(lambda: self._begin())
        page.add_button(self.button)
        page.add_action("change_many", _TEXT, lambda _rows: self._begin(), self._fits, "edit")
        page.selection.changed.connect(self._on_selection)
        follow_language(self.button, self.retranslate)
        self._on_selection()

    def retranslate(self) -> None:
        self.button.setText(tr(_TEXT))

    def _fits(self, rows: list[Any]) -> bool:
        return bool(rows) and self._page.place.office.has_identity

    def _on_selection(self) -> None:
        area, office = self._page.spec.area, self._page.place.office
        on = self._fits(self._page.table.selected_rows()) and permit.allowed(office, f"{area}.change_several")
        self.button.setEnabled(on)

    def _begin(self) -> None:
        self._page.selection.collect(self._show)

    def _show(self, rows: Sequence[Any]) -> None:
        from desktop.ui.many.dialog import ManyDialog  # noqa: PLC0415  loads when it is first wanted

        page = self._page
        if not rows:
            return
        dialog = ManyDialog(page.place, self._kind, [page.spec.key(row) for row in rows], page.window())
        if page.place.prompts.show(dialog):
            page.place.changes.announce(*page.spec.topics)
