"""Locking an office and coming back to it: what was typed is kept, and nothing of the office stays behind."""

from __future__ import annotations

import sys
import threading
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from desktop.services.drafts import keep_drafts, leave_office
from desktop.ui import errors
from desktop.ui.clipboard import ClipboardGuard
from desktop.ui.collecting import collect_all
from desktop.ui.cover import Covers, close_dialogs
from desktop.ui.draft_strip import DraftStrip
from desktop.ui.drafts import DraftKeeper, Leaving
from desktop.ui.start.lock import LockScreen
from desktop.ui.watch import LockReason, Watch

if TYPE_CHECKING:
    from pathlib import Path

    from PySide6.QtWidgets import QApplication

    from desktop.app.program import Program
    from desktop.domain.drafts import FormDraft
    from desktop.domain.settings import OfficeSettings
    from desktop.services.office import Office
    from desktop.ui.sessions import SessionEars
    from desktop.ui.start.work import Opened
    from desktop.ui.windows_sessions import WindowsEars
    from desktop.ui.workplace import Workplace
    from desktop.ui.workspace import Workspace

_AFTER_DIALOGS_MILLISECONDS = 250
_MINUTE = 60.0
_PATIENCE_SECONDS = 1.5
"""Windows ends its wait for a program after two seconds."""


@dataclass(frozen=True, slots=True)
class _Place:
    """Where somebody was when the office was locked; `draft` is the key of the form in front, empty for none."""

    folder: Path
    user: int
    section: str
    target: str
    draft: str


class Locking(QObject):
    """The program's lock. Its key, the idle time and a machine that slept all end in `lock()`, which never asks."""

    def __init__(self, program: Program, app: QApplication) -> None:
        super().__init__(program)
        self._program = program
        self._was: _Place | None = None
        self._ears: SessionEars | WindowsEars | None = None
        self._away = threading.Event()
        self._away.set()
        self.keeper: DraftKeeper | None = None
        self.clipboard = ClipboardGuard(self)
        self.covers = Covers(app)
        self.watch = Watch(app)
        self.watch.busy = lambda: program.tasks.asked_for
        self.watch.wanted.connect(self._on_wanted)
        self.watch.left.connect(self.covers.follow)

    def listen(self) -> None:
        """Hear what the desktop says of its session; later than the first window, which waits for nothing."""
        if self._ears is not None:
            self._ears.end()
        self._ears = self._make_ears()
        self._ears.left.connect(lambda: self._on_wanted(LockReason.SLEPT))
        self._ears.listen()
        if self.keeper is not None:
            self._ears.hold()

    def _make_ears(self) -> SessionEars | WindowsEars:
        if sys.platform.startswith("win"):
            from desktop.ui.windows_sessions import WindowsEars  # noqa: PLC0415  Windows' alone

            windows = WindowsEars(self)
            windows.sleeps.connect(self.wait_until_away)
            return windows
        from desktop.ui.sessions import SessionEars  # noqa: PLC0415  late: the message bus

        return SessionEars(self)

    def wait_until_away(self) -> None:
        """Let the machine that tells of its sleep wait in this very call until the keys are wiped, or give up.

        The worker wipes them; no event is processed meanwhile, for a dialog that was just closed may wait above.
        """
        self._away.wait(_PATIENCE_SECONDS)

    def follow(self, settings: OfficeSettings) -> None:
        """Take the office's own idle time, and whether its windows are covered when they are left."""
        self.watch.limit = settings.idle_minutes * _MINUTE
        self.covers.wanted = settings.covers

    # ------------------------------------------------------------------ in

    def enter(self, opened: Opened, place: Workplace, workspace: Workspace) -> None:
        """Keep drafts from now on; go back to where this user was when the office was locked."""
        self.keeper = keeper = DraftKeeper(place, lambda: workspace.pages, lambda: _front(workspace))
        keeper.setParent(workspace)
        keeper.advised.connect(lambda text: workspace.banner.show_info(text))
        place.prompts.drafts = keeper.dialogs
        keeper.failed.connect(lambda error: errors.show_on(workspace.banner, error))
        workspace.add_strip(DraftStrip(keeper))
        keeper.begin(opened.drafts)
        self.watch.note()
        if self._ears is not None:
            self._ears.hold()
        was, self._was = self._was, None
        if was is None or (was.folder, was.user) != (opened.office.folder, opened.office.user):
            return
        mine = next((each for each in keeper.waiting if each.key == was.draft), None)
        if mine is None or not keeper.open(mine):
            workspace.go(was.section, was.target)

    # ------------------------------------------------------------------ out

    def end(self) -> None:
        """Watch nothing more; the program ends."""
        self.clipboard.clear()
        self.watch.end()
        if self._ears is not None:
            self._ears.end()
            self._ears = None

    def _on_wanted(self, _reason: LockReason) -> None:
        self.lock()  # also while nothing is open: what is being opened must not be there when somebody comes back

    def lock(self) -> None:
        """Show the blank lock, keep what is typed, drop keys and connections. An unlock under way is given up."""
        program, place, keeper = self._program, self._program.place, self.keeper
        if place is None or keeper is None:
            if program.screen is not None:
                program.screen.give_up()
            if self._away.is_set():  # a lock under way lets the machine sleep when it is done
                self._let_sleep()
            return
        leaving, _draft, later = self._step_aside(place, keeper)
        self.covers.follow(left=False)
        program.let_go()
        program.show_lock(place.office.folder, later)
        self._away.clear()
        job = program.tasks.run(_leave, self._away, place.office, leaving, done=self._on_left, owner=self)
        job.must = True  # also when the program is ended a moment later: drafts are kept, keys wiped

    def step_aside(self) -> tuple[Leaving, str, int] | None:
        """Leave the pages as the lock does, to come back to others: what they hold, the draft in front, a pause."""
        place, keeper = self._program.place, self.keeper
        return None if place is None or keeper is None else self._step_aside(place, keeper)

    def _step_aside(self, place: Workplace, keeper: DraftKeeper) -> tuple[Leaving, str, int]:
        """Remember where somebody is, take what is typed, close dialogs; their page may go a moment later."""
        self._was = self._where(place, keeper)
        keeper.end()
        leaving = keeper.leave()
        self.keeper = place.prompts.drafts = None
        self.clipboard.clear()
        later = _AFTER_DIALOGS_MILLISECONDS if close_dialogs() else 0
        return leaving, self._was.draft if self._was is not None else "", later

    def offer(self, waiting: tuple[FormDraft, ...], key: str) -> None:
        """Offer drafts that were read since the office was entered; the one with this key is opened where one is."""
        keeper, workspace = self.keeper, self._program.window.workspace
        if keeper is None or workspace is None:
            return
        keeper.begin(waiting)
        page = workspace.page
        mine = next((each for each in waiting if each.key == key), None)
        here = page is not None and mine is not None and (mine.section, mine.target) == (workspace.here, page.target)
        if here and mine is not None:
            keeper.open(mine)

    def _where(self, place: Workplace, keeper: DraftKeeper) -> _Place | None:
        workspace = self._program.window.workspace
        page = workspace.page if workspace is not None else None
        if workspace is None or page is None:
            return None
        form = page.open_form()
        draft = form.drafting.key if form is not None and form in keeper.unsaved() else ""
        target = page.target if form is not None else ""
        return _Place(place.office.folder, place.office.user, workspace.here, target, draft)

    def _on_left(self, waiting: int) -> None:
        self._let_sleep()
        if isinstance(self._program.screen, LockScreen):
            self._program.screen.say_drafts(waiting)
        collect_all()

    def _let_sleep(self) -> None:
        """Keys are wiped, or there were none: the machine need not wait any more."""
        if self._ears is not None:
            self._ears.release()

    def let_go(self) -> list[str]:
        """End keeping; give the keys of what was typed and is not wanted any more."""
        keeper, self.keeper = self.keeper, None
        self._was = None
        if keeper is None:
            return []
        keeper.end()
        self._program.prompts.drafts = None
        return [*(form.drafting.key for form in keeper.unsaved() if form.drafting.kept), *keeper.dialogs.keys()]

    def forget(self, place: Workplace, keys: list[str]) -> None:
        """Take drafts out in the thread that calls: the program ends, and its worker is gone."""
        if keys:
            keep_drafts(place.office, (), keys)


def _leave(away: threading.Event, office: Office, leaving: Leaving) -> int:
    """Leave the office (the worker thread); whatever happens, nobody waits any longer."""
    try:
        return leave_office(office, leaving.keep, leaving.gone, leaving.saved)
    finally:
        away.set()


def _front(workspace: Workspace) -> tuple[str, str]:
    """Give the section and the record in front."""
    page = workspace.page
    front = page.front() if page is not None else ""
    return workspace.here, page.target if front is None and page is not None else front or ""
