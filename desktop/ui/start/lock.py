"""The lock: a passphrase and nothing else. Each reason why a vault does not open has a sentence of its own."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from PySide6.QtCore import QLocale, QTimer, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from desktop.i18n import ntr, ptr, tr
from desktop.services.attempts import seconds_left
from desktop.ui import errors
from desktop.ui.draft_strip import said_count
from desktop.ui.shared.naming import button, named, text_label, tool_button
from desktop.ui.shared.passphrase import PassphraseEdit, is_cyrillic
from desktop.ui.start import work
from desktop.ui.start.frame import StartScreen
from desktop.ui.start.key_file import KeyFileLine
from desktop.ui.theme import NEAR

if TYPE_CHECKING:
    from pathlib import Path

    from PySide6.QtWidgets import QWidget

    from desktop.ui.memory import Memory
    from desktop.ui.prompts import Prompts
    from desktop.ui.tasks import Tasks


def layout_name(locale: QLocale) -> str:
    """Name the language of a keyboard layout in its own words; empty where the system says none."""
    if locale.language() in (QLocale.Language.AnyLanguage, QLocale.Language.C):
        return ""
    name = locale.nativeLanguageName() or QLocale.languageToString(locale.language())
    return f"{name} ({locale.name().replace('_', '-')})"


class LockScreen(StartScreen):
    """`opened(Opened)`, or `other_asked`, or `forgotten_asked`. It shows the folder's name alone."""

    opened = Signal(object)
    other_asked = Signal()
    forgotten_asked = Signal()

    layout_told = sys.platform in {"win32", "darwin"}
    """Whether the system tells what the keyboard types. Where it does not, Qt says the language of the system instead:
    so on Linux nothing is said before an input method has told of a change."""

    def __init__(
        self, folder: Path, tasks: Tasks, memory: Memory, prompts: Prompts | None = None, tick: int = 1000
    ) -> None:
        super().__init__("lock", memory)
        self._folder, self._tasks, self._memory = folder, tasks, memory
        self._wait = 0
        self._clock = QTimer(self, interval=tick)
        self.passphrase = named(PassphraseEdit(), "lock.passphrase")
        self._label = text_label("", "label")
        self._label.setBuddy(self.passphrase)
        self.reveal = tool_button("lock.reveal", "eye")
        self.reveal.setCheckable(True)
        self.caps = text_label("", "warning")
        self.layout_note = text_label("", "hint")
        self.layout_name = named(text_label("", "muted"), "lock.layout")
        self._drafts = 0
        self.drafts = named(text_label("", "muted"), "lock.drafts")
        self.drafts.hide()
        self.key_file = KeyFileLine(prompts, memory.key_file_of(folder))
        self.unlock = button("lock.unlock", "primary")
        self.other = button("lock.other", "quiet")
        self.forgotten = button("lock.forgotten", "link")
        line = QHBoxLayout()
        line.setSpacing(4)
        line.addWidget(self.passphrase, 1)
        line.addWidget(self.reveal)
        row = QHBoxLayout()
        row.setContentsMargins(0, NEAR, 0, 0)
        row.addWidget(self.unlock)
        row.addStretch(1)
        row.addWidget(self.other)
        field = QVBoxLayout()
        field.setSpacing(3)
        field.addWidget(self._label)
        field.addLayout(line)
        field.addWidget(self.layout_name)
        self.card.addLayout(field)
        self.card.addWidget(self.caps)
        self.card.addWidget(self.layout_note)
        self.card.addWidget(self.key_file)
        self.card.addLayout(row)
        self.card.addWidget(self.forgotten)
        self.card.addWidget(self.drafts)
        self._connect()
        self.begin()
        self._look_at_wait()
        self.passphrase.setFocus()

    def _connect(self) -> None:
        self.caps.hide()
        self.layout_note.hide()
        self.passphrase.caps_lock.connect(self.caps.setVisible)
        self.passphrase.typed.connect(self._on_typed)
        self.passphrase.returnPressed.connect(self._on_unlock)
        self.unlock.clicked.connect(self._on_unlock)
        self.other.clicked.connect(self.other_asked)
        self.forgotten.clicked.connect(self.forgotten_asked)
        self.reveal.toggled.connect(self._on_reveal)
        self._clock.timeout.connect(self._on_tick)
        QGuiApplication.inputMethod().localeChanged.connect(self._on_layout)

    def _on_layout(self) -> None:
        LockScreen.layout_told = True
        self._say_layout()

    def _say_layout(self) -> None:
        """Name the language that the keyboard types, where the system tells it: a hidden line does not show it."""
        name = layout_name(QGuiApplication.inputMethod().locale()) if self.layout_told else ""
        self.layout_name.setText(tr("Keyboard: {name}").format(name=name))
        self.layout_name.setVisible(bool(name))

    def retranslate(self) -> None:
        super().retranslate()
        self._say_layout()
        self.heading.setText(ptr("program", "Locked"))
        self.lead.setText(tr("Office: {name}").format(name=self._folder.name))
        self._label.setText(tr("Passphrase"))
        self.passphrase.setAccessibleName(tr("Passphrase"))
        self.reveal.setToolTip(tr("Show the passphrase"))
        self.reveal.setAccessibleName(tr("Show the passphrase"))
        self.caps.setText(tr("Caps Lock is on."))
        self.other.setText(tr("Another office…"))
        self.forgotten.setText(tr("Forgotten passphrase"))
        self.key_file.retranslate()
        self.layout_note.setText(tr("The keyboard is typing Cyrillic letters."))
        self._say_button()
        self.say_drafts(self._drafts)

    def say_drafts(self, count: int) -> None:
        """Say how many drafts wait behind the lock; only a program that locked the office itself knows."""
        self._drafts = count
        self.drafts.setText(said_count(count))
        self.drafts.setVisible(bool(count))

    def give_up(self) -> None:
        """Give an unlock under way up, and what is typed of a passphrase."""
        self.passphrase.clear()
        super().give_up()

    def first_field(self) -> QWidget:
        return self.passphrase

    def _on_reveal(self, shown: bool) -> None:
        self.passphrase.setEchoMode(PassphraseEdit.EchoMode.Normal if shown else PassphraseEdit.EchoMode.Password)

    def _on_typed(self, text: str) -> None:
        self.layout_note.setVisible(is_cyrillic(text))
        self.banner.clear()

    def _on_unlock(self) -> None:
        if self.opening or self._wait or not self.passphrase.text():
            return
        self.opening = True
        self.banner.clear()
        self._say_button()
        passphrase = self.passphrase.take()
        file = self.key_file.path
        self._tasks.run(
            work.unlock,
            self._folder,
            passphrase,
            self._memory.recent_users,
            *(() if file is None else (file,)),
            done=self._on_opened,
            failed=self._on_failed,
            owner=self,
            dropped=work.close_again,
        )

    def _say_button(self) -> None:
        for way_out in (self.other, self.forgotten):  # nobody waits for what is being opened, once they are taken
            way_out.setEnabled(not self.opening)
        self.unlock.setEnabled(not self.opening and not self._wait)
        if self._wait:
            self.unlock.setText(ntr("Wait {count} second", "Wait {count} seconds", self._wait))
        else:
            self.unlock.setText(tr("Opening…") if self.opening else tr("Unlock"))

    def _on_opened(self, opened: work.Opened) -> None:
        if self._closes_again(self._tasks, opened):
            self._say_button()
            return
        self.opened.emit(opened)
        self._memory.remember_key_file(self.key_file.to_remember)  # by now it remembers this vault as the last one

    def _on_failed(self, error: BaseException) -> None:
        self.opening = self._given_up = False
        errors.show_on(self.banner, error)
        self._look_at_wait()
        self.passphrase.setFocus()

    def _on_tick(self) -> None:
        self._look_at_wait()

    def _look_at_wait(self) -> None:
        """Ask how long the next try must wait: the count is the vault's, and no new screen begins another one."""
        self._wait = seconds_left(self._folder)
        if self._wait:
            self._clock.start()
        else:
            self._clock.stop()
        self._say_button()
