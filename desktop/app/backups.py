"""The day's backup: made by itself a while after the office was opened, when one is due; its age in the status bar."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

from desktop.domain.errors import Stopped
from desktop.i18n import tr
from desktop.services.backup_words import made_words
from desktop.ui import errors, formatting
from desktop.ui.changes import Topic
from desktop.ui.language import follow_language
from desktop.ui.shared.naming import restyle

if TYPE_CHECKING:
    from collections.abc import Callable

    from desktop.domain.backups import BackupState
    from desktop.domain.progress import Progress
    from desktop.services.backups import Backup
    from desktop.services.office import Office
    from desktop.ui.main_window import MainWindow
    from desktop.ui.workplace import Workplace

AFTER_MILLISECONDS = 30_000
"""Nobody waits for it: the first pages are read by then. While something else is at work it waits as long again."""
RESTED_SECONDS = 10.0
"""A big office takes some ten seconds, and a list that is asked for meanwhile waits: it begins while the hands rest."""
MOST_LOOKS = 40
"""Who never rests for twenty minutes gets the backup all the same."""


class DailyBackup(QObject):
    """Follows one open office at a time. The sample office is invented, and is not backed up by itself."""

    def __init__(self, rested: Callable[[], float], parent: QObject | None = None) -> None:
        """`rested` tells for how many seconds nobody has typed or pointed."""
        super().__init__(parent)
        self._rested = rested
        self._looks = 0
        self._place: Workplace | None = None
        self._window: MainWindow | None = None
        self._state: BackupState | None = None
        self._follows = False
        self._timer = QTimer(self, interval=AFTER_MILLISECONDS)
        self._timer.timeout.connect(self.look)

    def begin(self, place: Workplace, window: MainWindow) -> None:
        """Follow an office that was just opened."""
        self._place, self._window, self._state = place, window, None
        self._looks = 0
        if place.settings().sample or place.office.read_only:
            return
        place.changes.subscribe(window, (Topic.BACKUPS,), self._read)
        if not self._follows:
            self._follows = True
            follow_language(window.backup, self._say)
        self._timer.start()
        self._read()

    def end(self) -> None:
        """Follow none."""
        self._timer.stop()
        self._place = self._window = self._state = None

    def look(self) -> None:
        """Make the day's backup if it is due, nothing else is at work, and nobody is just using the window."""
        self._looks += 1
        rests = self._rested() >= RESTED_SECONDS or self._looks >= MOST_LOOKS
        if self._place is not None and self._place.tasks.idle and rests:
            self._timer.stop()
            self._run(only_if_due=True)

    def make(self) -> None:
        """Make one now: somebody asked for it."""
        self._run(only_if_due=False)

    def _run(self, *, only_if_due: bool) -> None:
        place = self._place
        if place is None:
            return
        place.tasks.run(
            back_up,
            place.office,
            only_if_due,
            done=lambda made: self._on_made(place, made, asked=not only_if_due),
            failed=lambda error: self._on_failed(place, error),
            progress=lambda _done, _whole: None,
            owner=self,
            title=tr("Backing up"),
        )

    def _read(self) -> None:
        place = self._place
        if place is not None:
            place.tasks.run(
                read_state, place.office, done=lambda state: self._take(place, state), failed=lambda _: None, owner=self
            )

    def _take(self, place: Workplace, state: BackupState) -> None:
        if place is self._place:
            self._state = state
            self._say()

    def _on_made(self, place: Workplace, made: Backup | None, *, asked: bool) -> None:
        if place is not self._place:
            return
        workspace = self._window.workspace if self._window is not None else None
        if asked and workspace is not None and made is not None:
            show = workspace.banner.show_warning if made.carried else workspace.banner.show_good
            show(made_words(made) if made.carried else tr("The backup is made and proven."))
        if made:
            place.changes.announce(Topic.BACKUPS)

    def _on_failed(self, place: Workplace, error: BaseException) -> None:
        workspace = self._window.workspace if self._window is not None else None
        if place is self._place and workspace is not None and not isinstance(error, Stopped):
            errors.show_on(workspace.banner, error)

    def _say(self) -> None:
        window, state = self._window, self._state
        if window is None:
            return
        if state is None:
            window.backup.clear()
            return
        moments = [moment for moment in (state.inside, state.outside) if moment is not None]
        text = tr("Backup: none yet")
        if moments:
            text = tr("Backup: {day}").format(day=formatting.day(max(moments).astimezone().date()))
        if state.outside_due:
            text = tr("{what}; ▲ a copy on another disk is due").format(what=text)
        window.backup.setText(text)
        restyle(window.backup, "role", "warning" if state.outside_due else "muted")


def back_up(office: Office, only_if_due: bool, *, progress: Progress) -> Backup | None:
    """Make a backup beside the vault (worker thread); give it, or None where none is due."""
    from desktop.services import backups  # noqa: PLC0415  late: loads the database

    if only_if_due and not backups.state_of_backups(office).inside_due:
        return None
    return backups.make_backup(office, None, progress)


def read_state(office: Office) -> BackupState:
    """Read how old the backups are (worker thread)."""
    from desktop.services.backups import state_of_backups  # noqa: PLC0415  late: loads the database

    return state_of_backups(office)
