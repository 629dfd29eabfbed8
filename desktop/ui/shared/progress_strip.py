"""Work that takes over a second, shown in place: what, how far, how long still, and a button that stops it."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFrame, QHBoxLayout, QProgressBar, QWidget

from desktop.i18n import ntr, tr
from desktop.ui.language import follow_language
from desktop.ui.shared.naming import button, named, role, text_label
from desktop.ui.theme import APART, NEAR, TIGHT

if TYPE_CHECKING:
    from desktop.ui.tasks import Job, Tasks

_ENOUGH = 0.02


class ProgressStrip(QFrame):
    """Listens to the tasks and shows the one that lasts; hidden otherwise."""

    def __init__(self, tasks: Tasks, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        role(self, "bar")
        self._job: Job | None = None
        self._text = text_label("")
        self._bar = named(QProgressBar(), "progress.bar", tr("Progress"))
        self._bar.setTextVisible(False)
        self._left = text_label("", "muted")
        self._stop = button("progress.stop")
        row = QHBoxLayout(self)
        row.setContentsMargins(APART, TIGHT, APART, TIGHT)
        row.setSpacing(NEAR)
        row.addWidget(self._text)
        row.addWidget(self._bar, 1)
        row.addWidget(self._left)
        row.addWidget(self._stop)
        self._stop.clicked.connect(self._on_stop)
        tasks.lasting.connect(self._on_lasting)
        tasks.stepped.connect(self._on_stepped)
        tasks.ended.connect(self._on_ended)
        self.hide()
        follow_language(self, self.retranslate)

    def retranslate(self) -> None:
        self._stop.setText(tr("Stop"))
        self._bar.setAccessibleName(tr("Progress"))

    def _on_lasting(self, job: Job) -> None:
        self._job = job
        self._text.setText(job.title or tr("Working…"))
        self._stop.setVisible(job.stoppable)
        self._stop.setEnabled(True)
        self._on_stepped(job)
        self.show()

    def _on_stepped(self, job: Job) -> None:
        if job is not self._job:
            return
        self._bar.setRange(0, job.whole)
        self._bar.setValue(job.done)
        self._left.setText(_time_left(job))

    def _on_ended(self, job: Job) -> None:
        if job is self._job:
            self._job = None
            self.hide()

    def _on_stop(self) -> None:
        if self._job is not None:
            self._job.stop()
            self._stop.setEnabled(False)
            self._text.setText(tr("Stopping…"))


def _time_left(job: Job) -> str:
    """Estimate from what is done; nothing while that would be a guess."""
    if job.started is None or job.whole <= 0 or job.done < job.whole * _ENOUGH:
        return ""
    seconds = (time.monotonic() - job.started) * (job.whole - job.done) / job.done
    if seconds < 90:
        return ntr("about {count} second left", "about {count} seconds left", max(round(seconds), 1))
    return ntr("about {count} minute left", "about {count} minutes left", round(seconds / 60))
