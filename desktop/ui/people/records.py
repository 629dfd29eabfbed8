"""What the panels below a person's form have in common: a heading, a sentence, a card of lines, a button."""

from __future__ import annotations

from abc import abstractmethod
from functools import partial
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from desktop.ui import errors
from desktop.ui.changes import Topic
from desktop.ui.language import follow_language
from desktop.ui.shared.banner import Banner
from desktop.ui.shared.elided import ElidedLink
from desktop.ui.shared.flow import FlowRow
from desktop.ui.shared.naming import button, named, role, text_label
from desktop.ui.shared.permit import guard_now
from desktop.ui.theme import APART, NEAR

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from desktop.ui.shared.step_dialog import StepDialog
    from desktop.ui.workplace import Workplace

Row = TypeVar("Row")
_LONGEST = 48  # letters of a link: a name may be as long as a passport's
_LINK_TOP = 6  # a link has its words this far below its top: texts stand in one line with them


class RecordsPanel(QWidget, Generic[Row]):
    """Lines about one person; read again when people change. Object names: area.add, area.change_3, area.remove_3."""

    def __init__(self, place: Workplace, area: str, person: str | None, stretches: Sequence[int]) -> None:
        super().__init__()
        self.place, self.area, self.person = place, area, person
        self.rows: tuple[Row, ...] = ()
        self._heading = text_label("", "heading")
        self.lead = named(text_label("", "muted", wrap=True), f"{area}.lead")
        self.banner = Banner(area)
        self._card = role(QFrame(), "card")
        self._grid = QGridLayout(self._card)
        self._grid.setContentsMargins(APART, NEAR + 4, APART, NEAR + 4)
        self._grid.setHorizontalSpacing(NEAR)
        self._grid.setVerticalSpacing(NEAR)
        for column, stretch in enumerate(stretches):
            self._grid.setColumnStretch(column, stretch)
        self._card.hide()
        self.add = button(f"{area}.add", picture="plus")
        row = QHBoxLayout()
        row.addWidget(self.add)
        row.addStretch(1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, APART, 0, 0)
        layout.setSpacing(NEAR)
        for each in (self._heading, self.lead, self.banner, self._card):
            layout.addWidget(each)
        layout.addLayout(row)
        self.add.clicked.connect(lambda: self.ask(self.adding()))
        place.changes.subscribe(self, (Topic.PEOPLE,), self.reload)
        follow_language(self, self.retranslate)
        if not self.here:
            self.hide()
        self.reload()

    # ------------------------------------------------------------------ for panels

    @abstractmethod
    def title(self) -> str:
        """Give the heading."""

    @abstractmethod
    def adding_words(self) -> str:
        """Give the words of the button."""

    @abstractmethod
    def lead_words(self) -> str:
        """Say in a sentence what there is, or what may be recorded."""

    @abstractmethod
    def heads(self) -> tuple[str, ...]:
        """Give the heads of the columns."""

    @abstractmethod
    def read(self, person: str) -> tuple[Row, ...]:
        """Read the lines (worker thread)."""

    @abstractmethod
    def cells(self, row: Row) -> tuple[QWidget, ...]:
        """Make the widgets of a line."""

    @abstractmethod
    def adding(self) -> StepDialog:
        """Make the dialog that records a new one."""

    # ------------------------------------------------------------------ what all do

    @property
    def here(self) -> bool:
        """Whether there can be lines: the person is stored, and the book of names is open."""
        return self.person is not None and self.place.office.has_identity

    def retranslate(self) -> None:
        self._heading.setText(self.title())
        self.add.setText(self.adding_words())
        self._show(self.rows)

    def reload(self) -> None:
        """Read the lines."""
        if self.here:
            self.place.tasks.run(self.read, self.person, done=self._show, failed=self._on_failed, owner=self)

    def show_for(self, erased: bool) -> None:
        """Show it or not: of a new or an erased person, and without the book of names, there is nothing to record."""
        self.setVisible(self.here and not erased)

    def ask(self, dialog: StepDialog) -> None:
        """Show a dialog; what it made is told to all pages."""
        self.banner.clear()
        if self.place.prompts.show(dialog) and dialog.made is not None:
            self.place.changes.announce(Topic.PEOPLE)

    def remove(self, do: Callable[..., Any], number: int) -> None:
        """Remove a line; it is one step back."""
        self.banner.clear()
        self.place.tasks.run(
            do, self.place.office, self.person, number, done=self._on_removed, failed=self._on_failed, owner=self
        )

    def text(self, said: str, look: str = "") -> QWidget:
        """Make a cell of words."""
        shown = text_label(said, look, wrap=True)
        shown.setContentsMargins(0, _LINK_TOP, 0, 0)
        return shown

    def link(self, name: str, said: str, spoken: str, do: Callable[..., Any], *facts: object) -> QWidget:
        """Make a cell that is pressed; `spoken` says what it is about."""
        made = named(ElidedLink(), name)
        made.setProperty("look", "link")
        made.setText((said if len(said) <= _LONGEST else f"{said[:_LONGEST]}…").replace("&", "&&"))
        made.setAccessibleName(spoken)
        made.clicked.connect(partial(_press, do, facts))
        return made

    def verbs(self, *links: QWidget) -> QWidget:
        """Put links side by side, or one below the other where the window is narrow."""
        return FlowRow(*links)

    def _show(self, rows: tuple[Row, ...]) -> None:
        self.rows = rows
        while (item := self._grid.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        said = self.lead_words()
        self.lead.setText(said)
        self.lead.setVisible(bool(said))
        self._card.setVisible(bool(rows))
        for column, title in enumerate(self.heads()):
            self._grid.addWidget(text_label(title, "muted", wrap=True), 0, column)
        top = Qt.AlignmentFlag.AlignTop
        for line, row in enumerate(rows, start=1):
            for column, cell in enumerate(self.cells(row)):
                self._grid.addWidget(cell, line, column, top)
        guard_now(self, self.place.office)

    def _on_removed(self, _made: object) -> None:
        self.place.changes.announce(Topic.PEOPLE)

    def _on_failed(self, error: BaseException) -> None:
        errors.show_on(self.banner, error)


def _press(do: Callable[..., Any], facts: tuple[object, ...], *_checked: object) -> None:
    do(*facts)
