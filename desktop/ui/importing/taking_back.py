"""Taking an import back from the page that says what it did: as Ctrl+Z does, while nothing else was done since."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject

from desktop.domain.errors import Stopped
from desktop.domain.undo import Step
from desktop.i18n import tr
from desktop.ui import errors

if TYPE_CHECKING:
    from desktop.ui.changes import Topic
    from desktop.ui.importing.done import ImportDone
    from desktop.ui.shared.banner import Banner
    from desktop.ui.workplace import Workplace


class TakingBack(QObject):
    """Belongs to the step's page; `topics` is what else shows what an import brings."""

    def __init__(
        self, place: Workplace, banner: Banner, step: ImportDone[Any], topics: tuple[Topic, ...], parent: QObject
    ) -> None:
        super().__init__(parent)
        self._place, self._banner, self._step, self._topics = place, banner, step, topics
        self._done: object = None
        step.undo_asked.connect(self._on_asked)

    def remember(self, verb: str) -> bool:
        """Note what was done just now, and say whether it is a step of this verb, which can be taken back."""
        self._done = self._place.office.steps.past.last
        return isinstance(self._done, Step) and self._done.verb == verb

    def _on_asked(self) -> None:
        from desktop.services import undo  # noqa: PLC0415  beside its only use

        if self._place.office.steps.past.last is not self._done:
            self._banner.show_info(tr("Something else was done since. Take that back first, with Ctrl+Z."))
            return
        self._step.undo_button.setEnabled(False)
        self._place.tasks.run(
            undo.undo,
            self._place.office,
            done=self._on_undone,
            failed=self._on_not_undone,
            progress=lambda _done, _whole: None,
            owner=self,
            title=tr("Taking it back"),
        )

    def _on_undone(self, _step: object) -> None:
        self._step.say_undone()
        self._place.changes.announce(*self._topics)

    def _on_not_undone(self, error: BaseException) -> None:
        if isinstance(error, Stopped):
            self._step.undo_button.setEnabled(True)
        else:
            errors.show_on(self._banner, error)
