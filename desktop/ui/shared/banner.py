"""A banner above a form or a list: what went wrong or well, with a next step and details to copy."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QAccessibleEvent, QGuiApplication
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from desktop.i18n import tr
from desktop.ui.icons import icon
from desktop.ui.language import follow_language
from desktop.ui.shared.naming import button, named, restyle, say, text_label, tool_button
from desktop.ui.theme import NEAR, TIGHT

if TYPE_CHECKING:
    from collections.abc import Callable

_ICON = QSize(20, 20)


class Banner(QFrame):
    """Hidden until it has something to say. Kinds differ by icon and words, not by colour alone."""

    def __init__(self, area: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        named(self, f"{area}.banner")
        self._picture = QLabel()
        self._what = text_label("", wrap=True)
        self._more = text_label("", "muted", wrap=True)
        self._act = button(f"{area}.banner_action")
        self._copy = button(f"{area}.banner_details", "quiet", "copy")
        self._close = tool_button(f"{area}.banner_close", "close")
        self._details = ""
        self._action: Callable[[], object] | None = None
        words = QVBoxLayout()
        words.setSpacing(TIGHT)
        words.addWidget(self._what)
        words.addWidget(self._more)
        self._steps = QWidget()
        row = QHBoxLayout(self._steps)
        row.setContentsMargins(0, TIGHT, 0, 0)
        row.setSpacing(NEAR)
        row.addWidget(self._act)
        row.addWidget(self._copy)
        row.addStretch(1)
        words.addWidget(self._steps)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(NEAR + TIGHT, NEAR, NEAR, NEAR)
        layout.setSpacing(NEAR + TIGHT)
        layout.addWidget(self._picture, 0, Qt.AlignmentFlag.AlignTop)
        layout.addLayout(words, 1)
        layout.addWidget(self._close, 0, Qt.AlignmentFlag.AlignTop)
        self._act.clicked.connect(self._on_action)
        self._copy.clicked.connect(lambda: QGuiApplication.clipboard().setText(self._details))
        self._close.clicked.connect(self.clear)
        self._act.hide()
        self.hide()
        follow_language(self, self.retranslate)

    def retranslate(self) -> None:
        self._copy.setText(tr("Copy details"))
        say(self._close, tr("Close this message"))

    def show_error(self, what: str, more: str = "", details: str = "") -> None:
        """Say what went wrong; `details` (without personal values) can be copied."""
        self._show("error", what, more, details)

    def show_warning(self, what: str, more: str = "") -> None:
        """Say what the worker should look at; it stops nothing."""
        self._show("warning", what, more)

    def show_info(self, what: str, more: str = "") -> None:
        """Say something plain."""
        self._show("info", what, more)

    def show_good(self, what: str, more: str = "") -> None:
        """Say what was done."""
        self._show("good", what, more)

    def offer(self, text: str, action: Callable[[], object]) -> None:
        """Add a button to what is shown ("Undo", "Open the receipt")."""
        self._action = action
        self._act.setText(text)
        self._act.show()
        self._steps.show()

    @property
    def offers(self) -> bool:
        """Whether something is offered with what is shown."""
        return self._action is not None and not self.isHidden()

    def add_warning(self, what: str, more: str) -> None:
        """Say a warning below what is shown now, and keep what is offered with it."""
        if self.isHidden():
            self.show_warning(what, more)
            return
        action, offered = self._action, self._act.text()
        before = "" if self._more.isHidden() else self._more.text()
        self._show("warning", self._what.text(), " ".join(part for part in (before, what, more) if part))
        if action is not None:
            self.offer(offered, action)

    def clear(self) -> None:
        """Hide the banner."""
        self.hide()
        self._action = None

    @property
    def text(self) -> str:
        """What is said now; empty when hidden."""
        return "" if self.isHidden() else " ".join(part for part in (self._what.text(), self._more.text()) if part)

    def _show(self, kind: str, what: str, more: str, details: str = "") -> None:
        self._details, self._action = details, None
        restyle(self, "kind", kind)
        self._picture.setPixmap(icon(kind).pixmap(_ICON, self.devicePixelRatioF()))
        self._what.setText(what)
        self._more.setText(more)
        self._more.setVisible(bool(more))
        self._act.hide()
        self._copy.setVisible(bool(details))
        self._steps.setVisible(bool(details))
        self.setAccessibleName(f"{what} {more}".strip())
        self.show()
        QAccessible.updateAccessibility(QAccessibleEvent(self, QAccessible.Event.Alert))
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, self.accessibleName()))

    def _on_action(self) -> None:
        action = self._action
        self.clear()
        if action is not None:
            action()
