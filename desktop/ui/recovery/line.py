"""The line on Home that stays as long as there are no recovery papers, or they were not tried."""

from __future__ import annotations

from typing import TYPE_CHECKING

from desktop.domain.recovery import RecoveryNeed
from desktop.i18n import tr
from desktop.services import wording
from desktop.services.recovery import recovery_need
from desktop.ui.changes import Topic
from desktop.ui.language import follow_language
from desktop.ui.shared.banner import Banner
from desktop.ui.tasks import Latest

if TYPE_CHECKING:
    from desktop.ui.workplace import Workplace


class RecoveryLine(Banner):
    """Cannot be closed: it goes when what it asks for is done."""

    def __init__(self, place: Workplace) -> None:
        super().__init__("home_recovery")
        self._place = place
        self._latest = Latest(place.tasks)
        self._need = RecoveryNeed.NOTHING
        self._close.hide()
        place.changes.subscribe(self, (Topic.RECOVERY, Topic.SETTINGS), self.reload)
        follow_language(self, self._say)
        self.reload()

    def reload(self) -> None:
        """Look what is to be done."""
        # A header that cannot be read is told by whatever needs it.
        self._latest.run(recovery_need, self._place.office, done=self._take, failed=lambda _error: None, owner=self)

    def _take(self, need: RecoveryNeed) -> None:
        self._need = need
        self._say()

    def _say(self) -> None:
        if self._need is RecoveryNeed.NOTHING:
            self.clear()
            return
        self.show_warning(wording.label(self._need))
        if self._need is RecoveryNeed.MAKE:
            self.offer(tr("Make recovery papers…"), self._on_make)
        else:
            self.offer(tr("Rehearse the recovery…"), self._on_rehearse)

    def _on_make(self) -> None:
        from desktop.ui.recovery.verbs import make_papers  # noqa: PLC0415  Home does not wait for the dialogs

        make_papers(self._place, again=False)
        self.reload()

    def _on_rehearse(self) -> None:
        from desktop.ui.recovery.verbs import rehearse_papers  # noqa: PLC0415  as above

        rehearse_papers(self._place, self.window())
        self.reload()
