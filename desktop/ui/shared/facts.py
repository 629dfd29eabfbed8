"""A card of facts that cannot be edited: what it is, what it says, and where it leads."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from desktop.i18n import tr
from desktop.ui.shared.naming import button, named, role, text_label
from desktop.ui.theme import APART, NEAR

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

_LINK_PADDING, _LINK_TOP = 5, 6  # a link has its words this far inside: titles and texts stand in one line with them


@dataclass(frozen=True, slots=True)
class Fact:
    """One line: its stable name, its title (marked English) and its text.

    With `go` the text is a link that leads there, and `more` stands below it; `look` is the text's.
    """

    name: str
    title: str
    text: str
    go: Callable[[], object] | None = None
    more: str = ""
    look: str = ""


class FactsCard(QFrame):
    """Shows facts one below the other. Texts can be selected and copied; a fact that leads somewhere is a button."""

    def __init__(self, area: str) -> None:
        super().__init__()
        self._area = area
        role(self, "card")
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(APART, NEAR + 4, APART, NEAR + 4)
        self._grid.setHorizontalSpacing(APART)
        self._grid.setVerticalSpacing(NEAR)
        self._grid.setColumnStretch(1, 1)
        self._widgets: list[QWidget] = []
        self._facts: tuple[Fact, ...] = ()

    def show_facts(self, facts: Sequence[Fact]) -> None:
        """Show these facts in place of the former ones; a fact without a text is left out."""
        for widget in self._widgets:
            self._grid.removeWidget(widget)
            widget.deleteLater()
        self._widgets = []
        self._facts = tuple(fact for fact in facts if fact.text)
        for row, fact in enumerate(self._facts):
            title = text_label(tr(fact.title), "muted")
            value = self._link(fact) if fact.go is not None else self._text(fact)
            title.setBuddy(value)
            if fact.go is not None:
                title.setContentsMargins(0, _LINK_TOP, 0, 0)
            self._grid.addWidget(title, row, 0, Qt.AlignmentFlag.AlignTop)
            self._grid.addWidget(value, row, 1)
            self._widgets += [title, value]

    def said(self, name: str) -> str:
        """Give what a fact says; empty when it is not shown."""
        return next((f"{fact.text} {fact.more}".strip() for fact in self._facts if fact.name == name), "")

    def _text(self, fact: Fact) -> QLabel:
        label = text_label(fact.text, fact.look, wrap=True)
        label.setContentsMargins(_LINK_PADDING, 0, 0, 0)
        label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        return named(label, f"{self._area}.{fact.name}", f"{tr(fact.title)}: {fact.text}")

    def _link(self, fact: Fact) -> QWidget:
        link = button(f"{self._area}.{fact.name}", "link")
        link.setText(fact.text)
        link.setAccessibleName(f"{tr(fact.title)}: {fact.text} {fact.more}".strip())
        go = fact.go
        link.clicked.connect(lambda: go() if go is not None else None)
        holder = QWidget()
        column = QVBoxLayout(holder)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        row = QHBoxLayout()
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(link)
        row.addStretch(1)
        column.addLayout(row)
        if fact.more:
            more = text_label(fact.more, wrap=True)
            more.setContentsMargins(_LINK_PADDING, 0, 0, 0)
            column.addWidget(more)
        return holder
