"""The help in a window of its own: over a dialog, and where no office is open."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout

from desktop.i18n import tr
from desktop.ui.help.page import HelpPage
from desktop.ui.language import follow_language
from desktop.ui.shared.dialogs import fit
from desktop.ui.shared.naming import button, named
from desktop.ui.theme import APART, FAR

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget


class HelpWindow(QDialog):
    """Not modal: whatever asked for it can be read and worked in beside it. It goes with its owner."""

    def __init__(self, owner: QWidget) -> None:
        super().__init__(owner)
        self.setWindowTitle("Skarbonka")
        named(self, "help.window")
        self.page = HelpPage()
        self.close_button = button("help.close")
        self.close_button.setAutoDefault(False)
        self.close_button.clicked.connect(self.reject)
        foot = QHBoxLayout()
        foot.setContentsMargins(FAR, 0, FAR, APART)
        foot.addStretch(1)
        foot.addWidget(self.close_button)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.page, 1)
        layout.addLayout(foot)
        fit(self, 820, 560)
        follow_language(self, self.retranslate)

    def retranslate(self) -> None:
        self.setAccessibleName(tr("Help"))
        self.close_button.setText(tr("Close"))

    def show_place(self, place: str) -> None:
        """Show a part of the help, and come to the front."""
        self.page.open_code(place)
        self.show()
        self.raise_()
        self.activateWindow()
        self.page.text.setFocus()
