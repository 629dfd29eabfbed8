"""The switch against screen captures on a start screen: who helps from afar and sees black asks here first."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QCheckBox, QVBoxLayout, QWidget

from desktop.i18n import tr
from desktop.ui.captures import HINT, OPEN_HINT, TITLE
from desktop.ui.language import follow_language
from desktop.ui.shared.naming import named, text_label

if TYPE_CHECKING:
    from desktop.ui.captures import ScreenGuard


class CapturesSwitch(QWidget):
    """A box, and what others see now."""

    def __init__(self, area: str, guard: ScreenGuard) -> None:
        super().__init__()
        self._guard = guard
        self.box = named(QCheckBox(), f"{area}.captures")
        self.hint = text_label("", "hint", wrap=True)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.box)
        layout.addWidget(self.hint)
        self.box.setChecked(guard.on)
        self.box.toggled.connect(guard.turn)
        guard.changed.connect(self._on_turned)
        follow_language(self, self.retranslate)

    def retranslate(self) -> None:
        self.box.setText(tr(TITLE))
        self.hint.setText(tr(HINT) if self._guard.on else tr(OPEN_HINT))
        self.box.setAccessibleDescription(self.hint.text())

    def _on_turned(self, on: bool) -> None:
        self.box.setChecked(on)
        self.retranslate()
