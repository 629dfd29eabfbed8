"""Undo and Redo of the window: what the keys are about now, doing it, and the strip that offers it after a change.

A text field or a grid with the cursor in it keeps Ctrl+Z for what is typed there: it takes the key before the window.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from desktop.domain.errors import Stopped
from desktop.domain.ids import CodeKind
from desktop.domain.undo import Booked, Past, Step
from desktop.i18n import tr
from desktop.ui import errors
from desktop.ui.changes import MONEY, Topic
from desktop.ui.undo_strip import UndoStrip

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtGui import QAction

    from desktop.ui.tasks import Job
    from desktop.ui.workplace import Workplace
    from desktop.ui.workspace import Workspace

_TOPICS: dict[str, tuple[Topic, ...]] = {
    "person": (Topic.PEOPLE,),
    "relation": (Topic.PEOPLE,),
    "event": (Topic.PEOPLE,),
    "merge": MONEY,
    "campaign": (Topic.CAMPAIGNS, Topic.ITEMS, Topic.PEOPLE),
    "pledge": (Topic.DONATIONS,),
    "settings": (Topic.SETTINGS,),
    "template": (Topic.SETTINGS,),
    "pair": (Topic.PEOPLE,),
    "table map": (Topic.SETTINGS,),
}
"""What pages read again after a record of a kind was put back; of others, all that shows records."""

_SECTIONS = {
    CodeKind.PERSON: "people",
    CodeKind.CAMPAIGN: "campaigns",
    CodeKind.DONATION: "donations",
    CodeKind.PAYOUT: "payouts",
    CodeKind.ADVANCE: "advances",
    CodeKind.CASH_VOUCHER: "cash",
    CodeKind.DECISION: "campaigns",
    CodeKind.TRANSFER: "campaigns",
}


class Undoing(QObject):
    """Keeps the two commands true to the open office's steps, and does what they say."""

    def __init__(self, undo: QAction, redo: QAction, parent: QObject) -> None:
        super().__init__(parent)
        self._undo, self._redo = undo, redo
        self._place: Workplace | None = None
        self._workspace: Workspace | None = None
        self._strip: UndoStrip | None = None
        self._seen = Past()
        self._turning = False
        undo.triggered.connect(self.undo)
        redo.triggered.connect(self.redo)

    def enter(self, place: Workplace, workspace: Workspace) -> None:
        """Follow an office that was opened."""
        self._place, self._workspace = place, workspace
        self._strip = UndoStrip()
        workspace.add_foot(self._strip)
        self._seen = place.office.steps.past
        place.tasks.ended.connect(self._on_ended)
        self.retranslate()

    def leave(self) -> None:
        """The office is gone."""
        if self._place is not None:
            self._place.tasks.ended.disconnect(self._on_ended)
        self._place = self._workspace = self._strip = None
        self._seen, self._turning = Past(), False
        self.retranslate()

    def retranslate(self) -> None:
        """Say in the menu what would be taken back, or done again."""
        last, following = self._seen.last, self._seen.next
        self._undo.setText(tr("Undo: {what}").format(what=_words(last)) if last is not None else tr("Undo"))
        self._redo.setText(tr("Redo: {what}").format(what=_words(following)) if following is not None else tr("Redo"))
        self._undo.setEnabled(last is not None)
        self._redo.setEnabled(following is not None)

    # ------------------------------------------------------------------ what it does

    def undo(self) -> None:
        """Take the last step back, or say what is done in place of it."""
        from desktop.services import undo  # noqa: PLC0415  late: the first window needs no services

        last, place = self._seen.last, self._place
        if place is None or last is None or self._typing():
            return
        if isinstance(last, Booked):
            self._advise(last)
        else:
            self._turn(undo.undo, self._on_undone, self._undo.text())

    def redo(self) -> None:
        """Do again what was taken back last."""
        from desktop.services import undo  # noqa: PLC0415  late: the first window needs no services

        place = self._place
        if place is None or self._seen.next is None or self._typing():
            return
        self._turn(undo.redo, self._on_redone, self._redo.text())

    def _turn(self, work: Callable[..., Step], done: Callable[[Step], object], title: str) -> None:
        place = self._place
        assert place is not None  # noqa: S101  asked by both
        self._turning = True
        place.tasks.run(
            work,
            place.office,
            done=done,
            failed=self._on_failed,
            progress=lambda _done, _whole: None,
            owner=self,
            title=title,
        )

    def _typing(self) -> bool:
        """Keep away from a page on which something is being entered: its own way back is Cancel."""
        page = self._workspace.page if self._workspace is not None else None
        if page is None or not page.unsaved():
            return False
        self._say(tr("Save what you entered on this page, or cancel it. Then take back what was done before."))
        return True

    def _advise(self, booked: Booked) -> None:
        """Say how something that no step takes back is corrected, with the way there."""
        from desktop.services.undo_words import instead_words, refused_words  # noqa: PLC0415  as above

        place, workspace = self._place, self._workspace
        assert place is not None  # noqa: S101  asked by `undo`
        assert workspace is not None  # noqa: S101  as above
        workspace.banner.show_info(refused_words(booked), instead_words(booked))
        section = _section_of(booked)
        if section:
            workspace.banner.offer(
                tr("Open {code}").format(code=booked.subject), lambda: place.navigate(section, booked.subject)
            )
        place.office.steps.past = place.office.steps.past.without_last()
        self._look()

    def _say(self, text: str) -> None:
        if self._workspace is not None:
            self._workspace.banner.show_info(text)

    # ------------------------------------------------------------------ what happens

    def _on_ended(self, _job: Job) -> None:
        """Something was done: a new step is offered to be taken back at once."""
        before = self._seen
        self._look()
        step = self._seen.last
        fresh = self._seen is not before and step is not before.last and not self._turning
        if fresh and isinstance(step, Step) and self._strip is not None:
            self._strip.show_step(tr("Saved: {what}").format(what=_words(step)), tr("Undo"), self.undo)

    def _look(self) -> None:
        place = self._place
        if place is not None and place.office.steps.past is not self._seen:
            self._seen = place.office.steps.past
            if self._strip is not None:
                self._strip.put_away()
            self.retranslate()

    def _on_undone(self, step: Step) -> None:
        self._turned(step)
        if self._strip is not None:
            self._strip.show_step(tr("Undone: {what}").format(what=_words(step)), tr("Redo"), self.redo)

    def _on_redone(self, step: Step) -> None:
        self._turned(step)
        if self._strip is not None:
            self._strip.show_step(tr("Done again: {what}").format(what=_words(step)), tr("Undo"), self.undo)

    def _turned(self, step: Step) -> None:
        """Let lists and open records be read again."""
        self._turning = False
        self._look()
        place, workspace = self._place, self._workspace
        if place is None or workspace is None:
            return
        topics = {topic for part in step.parts for topic in _TOPICS.get(part.kind.name, (*MONEY, Topic.RATES))}
        place.changes.announce(*topics)
        for page in workspace.pages.values():
            form = page.open_form()
            if form is not None and form.code in step.codes:
                form.read_anew()

    def _on_failed(self, error: BaseException) -> None:
        self._turning = False
        self._look()
        if self._workspace is not None and not isinstance(error, Stopped):
            errors.show_on(self._workspace.banner, error)


def _words(step: Step | Booked) -> str:
    from desktop.services.undo_words import step_words  # noqa: PLC0415  late: the first window needs no services

    return step_words(step)


def _section_of(booked: Booked) -> str:
    """Give the section in which something is opened by its code or number; empty where there is none."""
    if "/" in booked.subject and not booked.subject.startswith("A-"):
        return "documents"
    kind = booked.subject.partition("-")[0]
    return _SECTIONS[CodeKind(kind)] if kind in {each.value for each in _SECTIONS} else ""
