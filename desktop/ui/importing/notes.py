"""What does not agree on a page, each in a sentence of its own beside an icon."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QLabel

from desktop.i18n import tr
from desktop.ui.icons import icon
from desktop.ui.shared.naming import button, named, role, text_label
from desktop.ui.theme import APART, NEAR

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

Note = tuple[str, str]
"""An icon's name and a sentence."""

_ICON = QSize(18, 18)


class EarlierNotice(QFrame):
    """Says that a page was imported before, and leads there; `go(code)`."""

    def __init__(self, go: Callable[[str], object]) -> None:
        super().__init__()
        self._code = ""
        self.setProperty("kind", "warning")
        self._picture = QLabel()
        self._text = text_label("", wrap=True)
        self.open_button = button("import.open_earlier")
        row = QHBoxLayout(self)
        row.setContentsMargins(NEAR + 4, NEAR, NEAR, NEAR)
        row.setSpacing(NEAR + 4)
        row.addWidget(self._picture)
        row.addWidget(self._text, 1)
        row.addWidget(self.open_button)
        self.open_button.clicked.connect(lambda: go(self._code))
        self.show_code(None)

    def show_code(self, code: str | None) -> None:
        """Say which campaign it became; None hides the notice."""
        self._code = code or ""
        self.setVisible(code is not None)
        self._picture.setPixmap(icon("warning").pixmap(_ICON, self.devicePixelRatioF()))
        self._text.setText(tr("This page was imported before, as {code}.").format(code=code))
        self.setAccessibleName(self._text.text())
        self.open_button.setText(tr("Open {code}").format(code=self._code).strip())

    @property
    def text(self) -> str:
        """What is said; empty when hidden."""
        return self._text.text() if self._code else ""


class Notes(QFrame):
    """A list of sentences; a good word when there is nothing to say."""

    def __init__(self) -> None:
        super().__init__()
        role(named(self, "import.discrepancies"), "card")
        self._notes: tuple[Note, ...] = ()
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(APART, NEAR + 4, APART, NEAR + 4)
        self._grid.setHorizontalSpacing(NEAR + 4)
        self._grid.setVerticalSpacing(NEAR)
        self._grid.setColumnStretch(1, 1)

    def show_notes(self, notes: Sequence[Note]) -> None:
        """Show these in place of the former."""
        found = tuple(notes) or (("good", tr("The page agrees with itself.")),)
        self.setAccessibleName("\n".join(text for _picture, text in found))
        if found != self._notes:
            self._notes = found
            self._fill()

    @property
    def texts(self) -> tuple[str, ...]:
        """The sentences as shown."""
        return tuple(text for _picture, text in self._notes)

    def _fill(self) -> None:
        while (item := self._grid.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        for row, (picture, text) in enumerate(self._notes):
            drawing = QLabel()
            drawing.setPixmap(icon(picture).pixmap(_ICON, self.devicePixelRatioF()))
            self._grid.addWidget(drawing, row, 0, Qt.AlignmentFlag.AlignTop)
            self._grid.addWidget(text_label(text, wrap=True), row, 1)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            self._fill()
