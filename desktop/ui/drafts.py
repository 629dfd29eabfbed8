"""Keeps what is typed into open forms and dialogs, about every two seconds, and offers again what was left unsaved."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, QTimer, Signal
from shiboken6 import isValid

from desktop.domain.drafts import FormDraft
from desktop.i18n import tr
from desktop.services.drafts import keep_drafts
from desktop.ui.dialog_drafts import DialogDrafts, dialog_of

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from desktop.ui.shared.form_page import FormPage
    from desktop.ui.tasks import Job
    from desktop.ui.workplace import PageWidget, Workplace

_EVERY_MILLISECONDS = 2_000


@dataclass(frozen=True, slots=True)
class Leaving:
    """What is kept when an office is left; `saved` tells later which of the forms being saved went through."""

    keep: list[FormDraft]
    gone: list[str]
    saved: Callable[[], list[str]]


class DraftKeeper(QObject):
    """One for each open office. `changed` when the list of what waits is another; `failed` when nothing can be kept.

    `advised` says what a worker does to see a draft again that is opened in two steps.

    Reading a form's fields is work of the screen's thread and takes a millisecond or so; the write is done by the
    worker. Nothing is written while nothing changes. A form that was saved, left or cleaned loses its draft.
    """

    changed = Signal()
    failed = Signal(object)
    advised = Signal(str)

    def __init__(
        self,
        place: Workplace,
        pages: Callable[[], Mapping[str, PageWidget]],
        where: Callable[[], tuple[str, str]] = lambda: ("", ""),
    ) -> None:
        super().__init__()
        self.dialogs = DialogDrafts(self, where, place.office.now)
        self._place, self._pages = place, pages
        self.waiting: list[FormDraft] = []
        self._written: dict[str, str] = {}
        self._taken: dict[str, FormDraft] = {}
        self._job: Job | None = None
        self._told = False
        self._gone: list[str] = []
        self._timer = QTimer(self, interval=_EVERY_MILLISECONDS)
        self._timer.timeout.connect(self.tick)

    def begin(self, waiting: tuple[FormDraft, ...]) -> None:
        """Begin keeping; `waiting` is what was left the last time."""
        self.waiting = list(waiting)
        self._timer.start()
        self.changed.emit()

    def end(self) -> None:
        """Keep nothing more."""
        self._timer.stop()

    # ------------------------------------------------------------------ keeping

    def tick(self) -> None:
        """Keep what changed since the last time, in the worker; what is still being kept is waited for."""
        if self._job is not None and not self._job.finished:
            return
        keep, gone = self.collect()
        self._gone = [*self._gone, *gone]
        if keep or gone:
            self._job = self._place.tasks.run(
                keep_drafts,
                self._place.office,
                keep,
                self._gone,
                done=self._on_kept,
                failed=self._on_failed,
                owner=self,
            )

    def collect(self) -> tuple[list[FormDraft], list[str]]:
        """Give the drafts that changed and the keys of those that are no drafts any more; both count as written."""
        keep: list[FormDraft] = []
        there: set[str] = set()
        for section, form in self._forms().items():
            drafting = form.drafting
            if not (form.dirty or drafting.taking or form.saving) or not form.keeps_draft:
                continue
            there.add(drafting.key)
            if form.saving or drafting.taking:
                continue
            text = json.dumps(drafting.state(), ensure_ascii=False)
            if text != self._written.get(drafting.key):
                self._written[drafting.key] = text
                drafting.kept = True
                keep.append(self._draft(section, form, text))
            self._taken.pop(drafting.key, None)
        for draft in self.dialogs.typed():
            there.add(draft.key)
            if draft.state != self._written.get(draft.key):
                self._written[draft.key] = draft.state
                self.dialogs.kept(draft.key)
                keep.append(draft)
        gone = [key for key in self._written if key not in there]
        for key in list(gone):
            self._written.pop(key)
            returned = self._taken.pop(key, None)
            if returned is not None:  # it was opened, but never came up whole: it goes on waiting
                gone.remove(key)
                self.waiting.append(returned)
                self.changed.emit()
        return keep, gone

    def leave(self) -> Leaving:
        """Give all there is to keep now; a form that is being saved leaves a draft only if that fails."""
        if self._job is not None and not self._job.finished:  # it will be stopped before it began
            self._written = dict.fromkeys(self._written, "")
        keep, gone = self.collect()
        gone = [*self._gone, *gone]
        saving = {section: form for section, form in self._forms().items() if form.saving and form.keeps_draft}
        for section, form in saving.items():
            keep.append(self._draft(section, form, json.dumps(form.drafting.state(), ensure_ascii=False)))
        states = [form.drafting for form in saving.values()]
        done = self.dialogs.leave()
        return Leaving(keep, gone, lambda: [*(each.key for each in states if each.saved), *done()])

    def unsaved(self) -> list[FormPage[Any, Any]]:
        """Give the forms that hold what is not saved."""
        return [form for form in self._forms().values() if form.dirty or form.drafting.taking]

    def _forms(self) -> dict[str, FormPage[Any, Any]]:
        found = {section: page.open_form() for section, page in self._pages().items()}
        return {section: form for section, form in found.items() if form is not None and isValid(form)}

    def _draft(self, section: str, form: FormPage[Any, Any], text: str) -> FormDraft:
        target = self._pages()[section].target
        return FormDraft(form.drafting.key, section, target, form.heading.text(), self._place.office.now(), text)

    def _on_kept(self, _none: None) -> None:
        self._told = False
        self._gone = []

    def _on_failed(self, error: BaseException) -> None:
        """Try again with the next change; say it once."""
        self._written = dict.fromkeys(self._written, "")
        if not self._told:
            self._told = True
            self.failed.emit(error)

    # ------------------------------------------------------------------ what waits

    def open(self, draft: FormDraft) -> bool:
        """Go to the form of a draft and fill it; False when another form there is not left.

        What was written in a dialog is offered when that is opened there again, and goes on waiting until then.
        """
        if dialog_of(draft):
            return self._lead_to(draft)
        self._place.navigate(draft.section, "")
        page = self._pages().get(draft.section)
        if page is None:
            return False
        before = page.open_form()
        if draft.target:
            page.open_code(draft.target)
        form = page.open_form()
        if form is None or (form is before and draft.target):
            return False
        self.waiting = [each for each in self.waiting if each.key != draft.key]
        form.drafting.key, form.drafting.kept = draft.key, True
        self._written[draft.key] = draft.state
        self._taken[draft.key] = draft
        form.drafting.take(json.loads(draft.state))
        self.changed.emit()
        return True

    def _lead_to(self, draft: FormDraft) -> bool:
        """Go where a dialog was opened; its draft waits behind the others."""
        self._place.navigate(draft.section, draft.target)
        self.waiting = [*(each for each in self.waiting if each.key != draft.key), draft]
        self.changed.emit()
        said = tr("You were writing in “{title}”. Open that here once more: what you wrote is offered in it.")
        self.advised.emit(said.format(title=draft.title))
        return True

    def taken(self, draft: FormDraft) -> None:
        """Note that what waited is being written on."""
        self.waiting = [each for each in self.waiting if each.key != draft.key]
        self._written[draft.key] = draft.state
        self.changed.emit()

    def discard(self, draft: FormDraft) -> None:
        """Let a draft go for good."""
        self.waiting = [each for each in self.waiting if each.key != draft.key]
        self._place.tasks.run(keep_drafts, self._place.office, (), (draft.key,), failed=self._on_failed, owner=self)
        self.changed.emit()
