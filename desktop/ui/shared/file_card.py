"""A card that a file is brought to: what may be dropped, and the button beside it that chooses one."""

from __future__ import annotations

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel

from desktop.ui.icons import icon
from desktop.ui.shared.naming import button, role, text_label
from desktop.ui.theme import APART, NEAR

_ICON = QSize(24, 24)
_AROUND = NEAR + 4


class FileCard(QFrame):
    """The first step of every import looks like this; `choose` asks for the file. Files are dropped on the page."""

    def __init__(self, choose: str, look: str = "primary") -> None:
        """Make the card; `choose` is the name of its button."""
        super().__init__()
        role(self, "card")
        picture = QLabel()
        picture.setPixmap(icon("import").pixmap(_ICON, self.devicePixelRatioF()))
        self._text = text_label("", "muted", wrap=True)
        self.choose = button(choose, look, "folder")
        row = QHBoxLayout(self)
        row.setContentsMargins(APART, _AROUND, APART, _AROUND)
        row.setSpacing(_AROUND)
        row.addWidget(picture)
        row.addWidget(self._text, 1)
        row.addWidget(self.choose)

    def tell(self, text: str, choose: str) -> None:
        """Say what may be dropped, and what the button does."""
        self._text.setText(text)
        self.choose.setText(choose)
