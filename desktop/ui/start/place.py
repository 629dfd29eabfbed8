"""The folder of a vault that shall be made: where other programs would copy it, the field warns of it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from desktop.domain.errors import Severity
from desktop.services import wording
from desktop.ui.start import work
from desktop.ui.tasks import Latest

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from desktop.domain.errors import Problem
    from desktop.ui.shared.fields import TextField
    from desktop.ui.tasks import Tasks


class PlaceJudge(QObject):
    """A synchronised or network folder is warned of, not refused: some offices have no other."""

    def __init__(self, tasks: Tasks, field: TextField, owner: QWidget) -> None:
        super().__init__(owner)
        self._latest, self._field = Latest(tasks), field
        field.left.connect(self.judge)

    def judge(self) -> None:
        """Look at what stands in the field; also when it was chosen and not typed."""
        text = self._field.line.text().strip()
        if text:
            self._latest.run(work.judge_place, Path(text).expanduser(), done=self._on_judged, owner=self)

    def _on_judged(self, problems: tuple[Problem, ...]) -> None:
        self._field.show_problem(" ".join(wording.sentence(each) for each in problems), Severity.WARNING)
