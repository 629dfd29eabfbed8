"""Welcome: a new office, an existing one, the sample office, or one out of a backup, each one click away."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QStandardPaths, Signal
from PySide6.QtWidgets import QProgressBar, QPushButton

from desktop.i18n import tr
from desktop.ui import errors
from desktop.ui.shared.naming import button, named, text_label
from desktop.ui.start import work
from desktop.ui.start.frame import StartScreen
from desktop.ui.theme import NEAR

if TYPE_CHECKING:
    from desktop.ui.memory import Memory
    from desktop.ui.prompts import Prompts
    from desktop.ui.tasks import Job, Tasks


def sample_folder() -> Path:
    """Where the sample office lives: the program's own data folder of this user."""
    kind = QStandardPaths.StandardLocation.GenericDataLocation
    return Path(QStandardPaths.writableLocation(kind)) / "skarbonka" / "sample"


class WelcomeScreen(StartScreen):
    """`opened(Opened)`, `new_asked`, `restore_asked`, `folder_chosen(Path)` (to be unlocked)."""

    opened = Signal(object)
    new_asked = Signal()
    restore_asked = Signal()
    folder_chosen = Signal(object)

    def __init__(self, tasks: Tasks, prompts: Prompts, memory: Memory, sample: Path | None = None) -> None:
        super().__init__("welcome", memory)
        self._tasks, self._prompts = tasks, prompts
        self._sample_folder = sample
        self._job: Job | None = None
        self.new = button("welcome.new", "primary", "plus")
        self.open = button("welcome.open", "", "folder")
        self.sample = button("welcome.sample", "", "people")
        self.restore = button("welcome.restore", "link")
        self._new_note = text_label("", "hint", wrap=True)
        self._open_note = text_label("", "hint", wrap=True)
        self._sample_note = text_label("", "hint", wrap=True)
        self.progress = named(QProgressBar(), "welcome.progress")
        self.progress.setTextVisible(False)
        self.stop = button("welcome.stop")
        for widget, note in (
            (self.new, self._new_note),
            (self.open, self._open_note),
            (self.sample, self._sample_note),
        ):
            self.card.addSpacing(NEAR)
            self.card.addWidget(widget)
            self.card.addWidget(note)
        self.card.addWidget(self.restore)
        self.card.addWidget(self.progress)
        self.card.addWidget(self.stop)
        self._busy(False)
        self.new.clicked.connect(self.new_asked)
        self.open.clicked.connect(self._on_open)
        self.restore.clicked.connect(self.restore_asked)
        self.sample.clicked.connect(self._on_sample)
        self.stop.clicked.connect(self._on_stop)
        self.begin()

    def retranslate(self) -> None:
        super().retranslate()
        self.heading.setText(tr("Welcome"))
        self.lead.setText(
            tr(
                "An office keeps its people, campaigns and money in one encrypted vault on this computer. "
                "Nothing is sent anywhere."
            )
        )
        self.new.setText(tr("New office…"))
        self._new_note.setText(tr("Make an empty vault, locked with a passphrase of your own."))
        self.open.setText(tr("Open an office…"))
        self._open_note.setText(tr("Choose the folder of a vault that you already have."))
        self.sample.setText(tr("Look at the sample office"))
        self._sample_note.setText(tr("Invented people and campaigns, to try everything without risk."))
        self.restore.setText(tr("Restore a backup…"))
        self.progress.setAccessibleName(tr("Making the sample office"))
        self.stop.setText(tr("Stop"))

    def _buttons(self) -> tuple[QPushButton, ...]:
        return self.new, self.open, self.sample, self.restore

    def _busy(self, busy: bool) -> None:
        for each in self._buttons():
            each.setEnabled(not busy)
        self.progress.setVisible(busy)
        self.stop.setVisible(busy)

    def _on_open(self) -> None:
        folder = self._prompts.choose_folder(tr("Choose the vault's folder"))
        if folder is not None:
            self.folder_chosen.emit(folder)

    def _on_sample(self) -> None:
        self._busy(True)
        self.banner.clear()
        self.progress.setRange(0, 0)
        folder = self._sample_folder or sample_folder()
        self.opening = True
        self._job = self._tasks.run(
            work.open_sample,
            folder,
            done=self._on_opened,
            failed=self._on_failed,
            progress=self._on_step,
            owner=self,
            dropped=work.close_again,
        )

    def _on_stop(self) -> None:
        if self._job is not None:
            self._job.stop()

    def _on_step(self, done: int, whole: int) -> None:
        self.progress.setRange(0, whole)
        self.progress.setValue(done)

    def _on_opened(self, opened: work.Opened) -> None:
        self._busy(False)
        if not self._closes_again(self._tasks, opened):
            self.opened.emit(opened)

    def _on_failed(self, error: BaseException) -> None:
        self._busy(False)
        self.opening = self._given_up = False
        errors.show_on(self.banner, error)
