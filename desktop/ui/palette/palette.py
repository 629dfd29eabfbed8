"""The command palette (Ctrl+K): one line to type in, and below it commands and records that fit, as one types."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QItemSelectionModel, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QKeyEvent
from PySide6.QtWidgets import QApplication, QFrame, QListView, QVBoxLayout, QWidget
from shiboken6 import isValid

from desktop.domain.errors import Stopped
from desktop.i18n import ntr, tr
from desktop.services.finding import find_everywhere, recall
from desktop.ui import errors
from desktop.ui.icons import icon
from desktop.ui.palette.entries import Entry, at_first, found_lines, place_of
from desktop.ui.palette.results import LineDelegate, Lines
from desktop.ui.shared.heard import Line, hear_rows
from desktop.ui.shared.naming import named, speak, text_label
from desktop.ui.tasks import unseen
from desktop.ui.theme import FAR, NEAR, scaled

if TYPE_CHECKING:
    from collections.abc import Sequence

    from desktop.domain.finding import Findings, Found
    from desktop.ui.palette.commands import Command
    from desktop.ui.tasks import Job
    from desktop.ui.trail import Stop
    from desktop.ui.workplace import Workplace

_TYPING_MILLISECONDS = 25
_WIDEST, _TALLEST = 640, 460
_STEPS = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1, Qt.Key.Key_PageDown: 8, Qt.Key.Key_PageUp: -8}


class Palette(QFrame):
    """Lies over the window until something is chosen, Escape is pressed, or the focus goes elsewhere.

    `went(section, target)` when a record is chosen. Nothing of what was typed or found outlives it.
    """

    went = Signal(str, str)
    closed = Signal()

    def __init__(self, place: Workplace, commands: Sequence[Command], recent: Sequence[Stop], window: QWidget) -> None:
        super().__init__(window)
        self._place, self._commands = place, commands
        self._job: Job | None = None
        self._recent: tuple[Found, ...] = ()
        self._enter_waits = False
        self._closing = False
        self._before = window.focusWidget()
        named(self, "palette", tr("Find anything"))
        self.setProperty("role", "palette")
        self._make_parts()
        self._typing = QTimer(self, singleShot=True, interval=_TYPING_MILLISECONDS)
        self._typing.timeout.connect(self._search)
        self.query.typed.connect(self._on_typed)
        self.results.clicked.connect(lambda index: self._choose(index.row()))
        hear_rows(self.results)
        window.installEventFilter(self)
        QApplication.instance().focusChanged.connect(self._on_focus)  # type: ignore[union-attr]
        self._show(at_first(commands, ()))
        if recent:
            codes = [each.target for each in recent]
            place.tasks.run(recall, place.office, codes, done=self._on_recent, failed=self._on_nothing, owner=self)

    def _make_parts(self) -> None:
        self.query = named(Line(), "palette.query")
        speak(self.query, tr("Find people, money and papers, or a command"))
        self.query.setPlaceholderText(tr("A name, code, amount, number, word or command"))
        self.query.addAction(icon("search"), Line.ActionPosition.LeadingPosition)
        self.query.setClearButtonEnabled(True)
        self.lines = Lines()
        self.results = named(QListView(), "palette.results", tr("What was found"))
        self.results.setModel(self.lines)
        self.results.setItemDelegate(LineDelegate(self.results))
        self.results.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.results.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.said = named(text_label("", "muted"), "palette.said")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(NEAR, NEAR, NEAR, NEAR)
        layout.setSpacing(NEAR)
        layout.addWidget(self.query)
        layout.addWidget(self.results, 1)
        layout.addWidget(self.said)

    def open(self) -> None:
        """Show it, with the cursor in its line."""
        self._settle()
        self.show()
        self.raise_()
        self.query.setFocus(Qt.FocusReason.PopupFocusReason)

    def dismiss(self, *, back: bool = True) -> None:
        """Put it away; the cursor goes back to where it was."""
        if self._closing:
            return
        self._closing = True
        if self._job is not None:
            self._job.drop()
        before = self._before
        self.hide()
        if back and before is not None and _is_there(before):
            before.setFocus()
        self.closed.emit()
        self.deleteLater()

    # ------------------------------------------------------------------ typing and finding

    def _on_typed(self, text: str) -> None:
        self._enter_waits = False
        self.said.clear()
        if self._job is not None:
            self._job.drop()
            self._job = None
        if not text.strip():
            self._typing.stop()
            self._show(at_first(self._commands, self._recent))
            return
        self._typing.start()

    def _search(self) -> None:
        """Show the commands at once, and the records when they are found."""
        text = self.query.text()
        self._show(found_lines(self._commands, text, None))
        job = self._place.tasks.run(
            find_everywhere,
            self._place.office,
            text,
            done=self._on_found,
            failed=self._on_failed,
            progress=unseen,
            owner=self,
        )
        self._job = None if job.finished else job

    @property
    def searching(self) -> bool:
        """Whether what is shown is not yet all that fits what is typed."""
        return self._typing.isActive() or self._job is not None

    def _on_found(self, found: Findings) -> None:
        self._job = None
        self._show(found_lines(self._commands, self.query.text(), found))
        count = len(self.lines.choices())
        self._say(ntr("{count} found", "{count} found", count) if count else tr("Nothing was found"))
        if self._enter_waits:
            self._enter_waits = False
            self._choose(self.results.currentIndex().row())

    def _on_failed(self, error: BaseException) -> None:
        self._job = None
        self._enter_waits = False
        if not isinstance(error, Stopped):
            what = errors.in_words(error)
            self._show([Entry(tr("The search could not be made"), what, note=True)])
            self._say(what)

    def _on_recent(self, found: tuple[Found, ...]) -> None:
        self._recent = found
        if not self.query.text().strip():
            self._show(at_first(self._commands, found))

    def _on_nothing(self, _error: BaseException) -> None:
        """Without what was open before, the palette is whole all the same."""

    # ------------------------------------------------------------------ what is shown

    def _show(self, entries: Sequence[Entry]) -> None:
        """Show lines; the choice stays on the same thing if the worker went down to it, else it is the first."""
        chosen = self.lines.entry(self.results.currentIndex().row())
        moved = self.results.currentIndex().row() not in self.lines.choices()[:1]
        self.lines.show(entries)
        choices = self.lines.choices()
        same = [row for row in choices if moved and chosen is not None and chosen.same(entries[row])]
        self._go_to((same or choices or [-1])[0])

    def _go_to(self, row: int) -> None:
        index = self.lines.index(row, 0)
        self.results.selectionModel().setCurrentIndex(index, QItemSelectionModel.SelectionFlag.ClearAndSelect)
        if row == next(iter(self.lines.choices()), -1):
            self.results.scrollToTop()  # with its heading
        elif row >= 0:
            self.results.scrollTo(index)
        entry = self.lines.entry(row)
        self.query.setAccessibleDescription(entry.spoken if entry is not None else "")

    def _say(self, text: str) -> None:
        self.said.setText(text)
        entry = self.lines.entry(self.results.currentIndex().row())
        spoken = f"{text}. {entry.spoken}" if entry is not None else text
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self.query, spoken))

    def _step(self, step: int) -> None:
        choices = self.lines.choices()
        if not choices:
            return
        now = self.results.currentIndex().row()
        at = choices.index(now) if now in choices else 0
        wanted = (at + step) % len(choices) if abs(step) == 1 else max(0, min(at + step, len(choices) - 1))
        self._go_to(choices[wanted])
        entry = self.lines.entry(choices[wanted])
        if entry is not None:
            QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self.query, entry.spoken))

    # ------------------------------------------------------------------ choosing

    def _enter(self) -> None:
        if self.searching:
            self._enter_waits = True  # a code that was typed at once is what is meant, not the command above it
        else:
            self._choose(self.results.currentIndex().row())

    def _choose(self, row: int) -> None:
        entry = self.lines.entry(row)
        if entry is None or not entry.can_be_chosen:
            return
        self.dismiss()
        if entry.command is not None:
            entry.command.action.trigger()
        elif entry.record is not None:
            self.went.emit(*place_of(entry.record))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Keys that the line and the list leave; the arrows walk through the list wherever the cursor is."""
        key = Qt.Key(event.key())
        if key is Qt.Key.Key_Escape:
            self.dismiss()
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._enter()
        elif key in _STEPS:
            self._step(_STEPS[key])

    def focusNextPrevChild(self, forward: bool) -> bool:
        """Stay inside: the line and the list take turns."""
        other = self.query if self.results.hasFocus() else self.results
        other.setFocus(Qt.FocusReason.TabFocusReason if forward else Qt.FocusReason.BacktabFocusReason)
        return True

    def _on_focus(self, _old: QWidget | None, new: QWidget | None) -> None:
        elsewhere = new is not None and new is not self and not self.isAncestorOf(new)
        if elsewhere and new is not None and new.window() is self.window() and self.isVisible():
            self.dismiss(back=False)

    # ------------------------------------------------------------------ where it lies

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.Resize:
            self._settle()
        return False

    def _settle(self) -> None:
        window = self.window()
        width = min(scaled(_WIDEST), window.width() - 2 * FAR)
        top = min(window.height() // 10, 2 * FAR + FAR)
        height = min(scaled(_TALLEST), window.height() - top - FAR)
        self.setGeometry((window.width() - width) // 2, top, width, height)


def _is_there(widget: QWidget) -> bool:
    return isValid(widget) and widget.isVisible()
