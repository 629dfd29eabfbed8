"""Safe view (F8): the open office without its names, on every page at once; and back, with all that was typed.

Turning it leaves the pages as the lock does, and builds others on the same office with its names hidden: what was on
screen is gone, and nothing has to be blanked. What was typed is kept as drafts, and is there again when names are.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

if TYPE_CHECKING:
    from pathlib import Path

    from desktop.app.program import Program
    from desktop.domain.drafts import FormDraft
    from desktop.ui.start.work import Opened

START = "safe_view.{user}"
"""Whether this user begins in safe view on this computer; the number says nothing of who it is."""


class SafeView(QObject):
    """Follows one open office at a time; `on` while its names are hidden."""

    def __init__(self, program: Program) -> None:
        super().__init__(program)
        self._program = program
        self._whole: Opened | None = None
        self._whose: tuple[Path, int] | None = None
        self._draft = ""
        self.on = False

    def dress(self, opened: Opened) -> Opened:
        """Give the office as it is shown: without names while they are hidden, or where its user begins so."""
        self._whole, former = opened, self._whose
        self._whose = opened.office.folder, opened.office.user
        if former != self._whose:
            self._draft = ""
            self.on = self._program.memory.flag(START.format(user=opened.office.user), default=False)
        self.on = self.on and opened.office.has_identity
        return self._hidden(opened) if self.on else opened

    def let_go(self) -> None:
        """The office is locked: whose it was is known until it is unlocked, and nothing of it is kept."""
        self._whole = None

    def forget(self) -> None:
        """The office is closed for good, not only locked."""
        self._whole, self._whose, self._draft, self.on = None, None, "", False

    def toggle(self) -> None:
        """Hide the names, or show them again."""
        from desktop.services.safe_view import turn_view  # noqa: PLC0415  late: loads the database

        program, whole = self._program, self._whole
        if whole is None or program.place is None or not whole.office.has_identity:
            return
        aside = program.locking.step_aside()
        if aside is None:
            return
        leaving, draft, later = aside
        workspace = program.window.workspace
        trail = workspace.trail if workspace is not None else None
        program.place = None
        program.backups.end()
        program.window.drop_office(later)
        self.on = not self.on
        job = program.tasks.run(
            turn_view, whole.office, leaving.keep, leaving.gone, leaving.saved, done=self._on_kept, owner=self
        )
        job.must = True  # what was typed is kept also when the program is locked or ended a moment later
        self._draft = draft or self._draft
        program.enter(replace(whole, drafts=(), papers=None))
        if trail is not None and program.window.workspace is not None:
            program.window.workspace.trail = trail

    def _on_kept(self, waiting: tuple[FormDraft, ...]) -> None:
        if not self.on:
            self._program.locking.offer(waiting, self._draft)
            self._draft = ""

    @staticmethod
    def _hidden(opened: Opened) -> Opened:
        from desktop.domain.settings import masked  # noqa: PLC0415  as below
        from desktop.services.safe_view import coded_office  # noqa: PLC0415  late: loads the database

        office = coded_office(opened.office)
        return replace(opened, office=office, settings=masked(opened.settings), user="", drafts=(), papers=None)
