"""The live sum of expense items beside the stated goal, and the difference in words."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QVBoxLayout

from desktop.i18n import tr
from desktop.ui import formatting
from desktop.ui.icons import icon
from desktop.ui.shared.naming import named, role, text_label
from desktop.ui.theme import APART, FAR, NEAR

if TYPE_CHECKING:
    from desktop.domain.money import Money

_ICON = QSize(18, 18)


@dataclass(frozen=True, slots=True)
class Standing:
    """How items stand to the goal. `planned` is their sum (None: no items), `goal` the stated one (None: none).

    `unread`: an amount cannot be read yet; `foreign`: some are not in the campaign's currency.
    """

    planned: Money | None
    goal: Money | None
    unread: bool = False
    foreign: bool = False

    def in_words(self) -> tuple[str, str]:
        """Give an icon's name and a sentence."""
        if self.unread:
            return "warning", tr("An amount cannot be read yet.")
        if self.foreign:
            return "warning", tr("Some amounts are not in the campaign's currency: type them anew.")
        if self.planned is None:
            return "info", tr("No priced items yet.")
        if self.goal is None or self.goal.currency != self.planned.currency:
            return "info", tr("No goal is stated: the sum of the items counts as the goal.")
        difference = self.planned - self.goal
        if not difference:
            return "good", tr("The items make exactly the stated goal.")
        text = (
            tr("The items make {amount} more than the stated goal.")
            if difference.minor > 0
            else tr("The items make {amount} less than the stated goal.")
        )
        return "warning", text.format(amount=formatting.money(difference if difference.minor > 0 else -difference))


class StandingBar(QFrame):
    """Two figures and a sentence; a change is told to screen readers by the sentence's name."""

    def __init__(self) -> None:
        super().__init__()
        role(self, "card")
        self._titles = [text_label("", "muted") for _ in range(2)]
        self._figures = [text_label("", "heading") for _ in range(2)]
        self._picture = QLabel()
        self._sentence = named(text_label("", wrap=True), "items.standing")
        self._said = ("", "")
        row = QHBoxLayout(self)
        row.setContentsMargins(APART, NEAR, APART, NEAR)
        row.setSpacing(FAR)
        for title, figure in zip(self._titles, self._figures, strict=True):
            column = QVBoxLayout()
            column.setSpacing(0)
            column.addWidget(title)
            column.addWidget(figure)
            row.addLayout(column)
        words = QHBoxLayout()
        words.setSpacing(NEAR)
        words.addWidget(self._picture, 0, Qt.AlignmentFlag.AlignVCenter)
        words.addWidget(self._sentence, 1)
        row.addLayout(words, 1)

    def show_standing(self, standing: Standing) -> None:
        """Write the figures and the sentence."""
        self._titles[0].setText(tr("Sum of the items"))
        self._titles[1].setText(tr("Stated goal"))
        self._figures[0].setText(formatting.money(standing.planned))
        self._figures[1].setText(formatting.money(standing.goal))
        self._said = standing.in_words()
        self._sentence.setText(self._said[1])
        self._paint()

    @property
    def sentence(self) -> str:
        """What is said now."""
        return self._said[1]

    @property
    def figures(self) -> tuple[str, str]:
        """The sum and the goal as shown."""
        return self._figures[0].text(), self._figures[1].text()

    def _paint(self) -> None:
        if self._said[0]:
            self._picture.setPixmap(icon(self._said[0]).pixmap(_ICON, self.devicePixelRatioF()))

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            self._paint()
