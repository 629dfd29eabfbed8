"""The bar above everything that says at all times what kind of office this is: invented, or one to be read only."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFrame, QHBoxLayout

from desktop.domain.errors import READ_ONLY
from desktop.i18n import tr
from desktop.services import wording
from desktop.ui.language import follow_language
from desktop.ui.shared.naming import named, text_label
from desktop.ui.theme import NEAR, TIGHT

if TYPE_CHECKING:
    from collections.abc import Callable


class StandingBar(QFrame):
    """Says one thing for as long as it is shown; nothing puts it away."""

    def __init__(self, name: str, words: Callable[[], str]) -> None:
        """`words` gives what it says, in the language of now."""
        super().__init__()
        named(self, name)
        self.setProperty("kind", "sample")
        self._words = words
        self._text = text_label("", wrap=True)
        row = QHBoxLayout(self)
        row.setContentsMargins(NEAR * 2, TIGHT, NEAR * 2, TIGHT)
        row.addWidget(self._text, 1)
        self.hide()
        follow_language(self, self.retranslate)

    def retranslate(self) -> None:
        self._text.setText(self._words())
        self.setAccessibleName(self._text.text())


def sample_bar() -> StandingBar:
    """Make the bar of the sample office."""
    return StandingBar(
        "window.sample", lambda: tr("SAMPLE — all people and amounts here are invented. Do not enter real data.")
    )


def read_only_bar() -> StandingBar:
    """Make the bar of a vault in which nothing can be saved."""
    return StandingBar("window.read_only", lambda: wording.sentence(READ_ONLY))
