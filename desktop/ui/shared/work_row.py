"""The last row of a dialog that does lasting work: how far it is, Stop, Cancel and the verb; one thing at a time."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QHBoxLayout, QProgressBar

from desktop.i18n import tr
from desktop.ui.shared.naming import button, named
from desktop.ui.theme import NEAR

if TYPE_CHECKING:
    from collections.abc import Callable

    from desktop.ui.tasks import Job, Tasks

T = TypeVar("T")


class WorkRow(QHBoxLayout):
    """`do_it` and `keep` wait while something is done; `turned(busy)` comes when it begins and when it is over.

    Its widgets are called `area.bar`, `area.stop`, `area.cancel` and `area.do`.
    """

    turned = Signal(bool)

    def __init__(self, area: str, tasks: Tasks, owner: QObject) -> None:
        super().__init__()
        self._tasks, self._owner = tasks, owner
        self._job: Job | None = None
        self.bar = named(QProgressBar(), f"{area}.bar", tr("Progress"))
        self.bar.setTextVisible(False)
        self.stop_button, self.keep = button(f"{area}.stop"), button(f"{area}.cancel")
        self.do_it = button(f"{area}.do", "primary")
        self.stop_button.setText(tr("Stop"))
        self.stop_button.clicked.connect(self.stop)
        self.setContentsMargins(0, NEAR, 0, 0)
        self.setSpacing(NEAR)
        self.addWidget(self.bar, 1)
        self.addWidget(self.stop_button)
        self.addStretch(1)
        self.addWidget(self.keep)
        self.addWidget(self.do_it)
        self._turn(False)

    @property
    def busy(self) -> bool:
        """Whether something is being done, which may still be stopped."""
        return self._job is not None

    def run(
        self,
        work: Callable[..., T],
        *args: object,
        done: Callable[[T], object],
        failed: Callable[[BaseException], object],
    ) -> None:
        """Do `work(*args, progress=…)` in the worker thread; the row is at rest again before either is called."""
        self.bar.setRange(0, 0)
        self._turn(True)

        def on_done(result: T) -> None:
            self._turn(False)
            done(result)

        def on_failed(error: BaseException) -> None:
            self._turn(False)
            failed(error)

        job = self._tasks.run(work, *args, done=on_done, failed=on_failed, progress=self._on_step, owner=self._owner)
        self._job = None if job.finished else job  # a test's is over at once

    def stop(self) -> None:
        """Stop after the one that is being done."""
        if self._job is not None:
            self._job.stop()
            self.stop_button.setEnabled(False)

    def _turn(self, busy: bool) -> None:
        for each in (self.bar, self.stop_button):
            each.setVisible(busy)
        self.stop_button.setEnabled(True)
        self.turned.emit(busy)
        self.do_it.setEnabled(not busy)
        self.keep.setEnabled(not busy)
        self.keep.setText(tr("Cancel"))
        if not busy:
            self._job = None

    def _on_step(self, done: int, whole: int) -> None:
        self.bar.setRange(0, whole)
        self.bar.setValue(done)
