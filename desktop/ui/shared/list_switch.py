"""Several lists in one section, one at a time: buttons above them say which is shown."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QVBoxLayout, QWidget

from desktop.i18n import tr
from desktop.ui.language import follow_language
from desktop.ui.shared.naming import button, restyle
from desktop.ui.theme import FAR, NEAR

if TYPE_CHECKING:
    from collections.abc import Sequence

    from desktop.ui.shared.list_page import ListPage
    from desktop.ui.shared.section import SectionPage

Choice = tuple[str, str, "ListPage[Any]"]
"""A button's object name, its text (marked English), and the list that it shows."""


class ListSwitch(QWidget):
    """Stands above a section's lists; `page.rows` is always the one that is shown, the first to begin with."""

    def __init__(self, page: SectionPage, choices: Sequence[Choice]) -> None:
        super().__init__()
        self._page = page
        page.several = self
        self._texts = [text for _name, text, _rows in choices]
        self.lists: tuple[ListPage[Any], ...] = tuple(rows for _name, _text, rows in choices)
        self.buttons = [button(name, "quiet") for name, _text, _rows in choices]
        row = QHBoxLayout(self)
        row.setContentsMargins(FAR, NEAR, FAR, 0)
        row.setSpacing(NEAR)
        group = QButtonGroup(self)
        for choice, rows in zip(self.buttons, self.lists, strict=True):
            choice.setCheckable(True)
            group.addButton(choice)
            row.addWidget(choice)
            choice.clicked.connect(lambda _checked=False, rows=rows: self.show_list(rows))
            if rows is not page.rows:
                self._take_in(rows)
        row.addStretch(1)
        layout = page.layout()
        if isinstance(layout, QVBoxLayout):
            layout.insertWidget(0, self)
        page.stack.currentChanged.connect(lambda _place: self._tell())
        self._tell()
        follow_language(self, self.retranslate)

    def _take_in(self, rows: ListPage[Any]) -> None:
        page = self._page
        page.stack.addWidget(rows)
        rows.opened.connect(page.open_code)
        rows.new_asked.connect(page.begin_new)
        rows.status_changed.connect(page.status_changed)

    def retranslate(self) -> None:
        for choice, text in zip(self.buttons, self._texts, strict=True):
            choice.setText(tr(text))

    def show_list(self, rows: ListPage[Any]) -> None:
        """Show one of the lists in place of another."""
        self._page.rows = rows
        self._page.stack.setCurrentWidget(rows)
        self._page.status_changed.emit(rows.status())

    def refresh(self) -> None:
        """Read all lists again."""
        for rows in self.lists:
            rows.refresh()

    def _tell(self) -> None:
        """Leave the buttons away while something is open, and let them say which list is shown."""
        self.setVisible(self._page.stack.currentWidget() in self.lists)
        for choice, rows in zip(self.buttons, self.lists, strict=True):
            shown = rows is self._page.rows
            choice.setChecked(shown)
            restyle(choice, "look", "" if shown else "quiet")  # the one that is shown has a frame
