"""A list and, beside it, what is chosen in it; in a narrow window one at a time, with the way back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QSplitter, QVBoxLayout, QWidget

from desktop.i18n import tr
from desktop.ui.language import follow_language
from desktop.ui.shared.naming import button
from desktop.ui.theme import APART, FAR, NEAR, scaled

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent, QResizeEvent

    from desktop.ui.memory import Memory

_NARROW = 860
_LIST_WIDTH, _PANEL_WIDTH, _PANEL_LEAST = 690, 470, 340


class Beside(QWidget):
    """Holds `rows` and `panel`. `show_panel` and `show_rows` choose in a narrow window; a wide one shows both.

    Escape in the panel goes back to the list, as the button above it does: to `table`, which is in `rows`.
    """

    def __init__(self, area: str, rows: QWidget, table: QWidget, panel: QWidget, memory: Memory) -> None:
        super().__init__()
        self.narrow = False
        self._rows, self._table, self._chosen = rows, table, False
        self.back_button = button(f"{area}.back", "quiet", "back")
        self._holder = QWidget()
        self._holder.setMinimumWidth(scaled(_PANEL_LEAST))
        column = QVBoxLayout(self._holder)
        column.setContentsMargins(0, APART, FAR, APART)
        column.setSpacing(NEAR)
        column.addWidget(self.back_button, 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(panel, 1)
        self.split = QSplitter(Qt.Orientation.Horizontal)
        self.split.setChildrenCollapsible(False)
        self.split.addWidget(rows)
        self.split.addWidget(self._holder)
        self.split.setStretchFactor(0, 3)
        self.split.setStretchFactor(1, 2)
        key = f"{area}.split"
        kept = memory.number(key, 0)
        self.split.setSizes([kept or _LIST_WIDTH, _PANEL_WIDTH])
        self.split.splitterMoved.connect(lambda at, _index: memory.keep(key, at))
        self.back_button.clicked.connect(self.show_rows)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.split)
        self._arrange()
        follow_language(self, self.retranslate)

    def retranslate(self) -> None:
        self.back_button.setText(tr("Back to the list"))

    def show_panel(self) -> None:
        """Show what is chosen."""
        self._chosen = True
        self._arrange()

    def show_rows(self) -> None:
        """Show the list."""
        back = self.narrow and self._chosen
        self._chosen = False
        self._arrange()
        if back:
            self._table.setFocus()

    def _arrange(self) -> None:
        self.back_button.setVisible(self.narrow)
        self._holder.setVisible(not self.narrow or self._chosen)
        self._rows.setVisible(not (self.narrow and self._chosen))
        margins = self._holder.layout()
        if margins is not None:
            margins.setContentsMargins(FAR if self.narrow else 0, APART, FAR, APART)

    def minimumSizeHint(self) -> QSize:
        """Take no more room than the list alone: side by side is for those who have it."""
        return QSize(self._rows.minimumSizeHint().width(), super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        narrow = event.size().width() < scaled(_NARROW)
        if narrow != self.narrow:
            self.narrow = narrow
            self._arrange()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self.narrow and self._chosen:
            self.show_rows()
        else:
            super().keyPressEvent(event)
