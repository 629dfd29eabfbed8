"""A page that imports a file in four steps, one shown at a time: the file, its columns, its rows, what was done."""

from __future__ import annotations

from abc import abstractmethod
from functools import partial
from typing import TYPE_CHECKING, Any, Generic

from desktop.domain.errors import NotFound, Problem, Refused, Stopped
from desktop.i18n import tr
from desktop.ui import errors
from desktop.ui.importing.done import ImportDone
from desktop.ui.importing.preview import Found
from desktop.ui.importing.taking_back import TakingBack
from desktop.ui.importing.words import Done
from desktop.ui.later import later
from desktop.ui.shared.fields import REQUIRED
from desktop.ui.shared.form_page import FormPage
from desktop.ui.shared.naming import button

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from PySide6.QtWidgets import QWidget

    from desktop.domain.progress import Progress
    from desktop.ui.changes import Topic
    from desktop.ui.importing.files import Dropped
    from desktop.ui.importing.preview import ImportPreview
    from desktop.ui.importing.source import FileSource
    from desktop.ui.importing.words import ImportWords
    from desktop.ui.workplace import Workplace


class ImportPage(FormPage[Found, Done], Generic[Found, Done]):
    """The base of every import of many rows; the page stays after it, and says what was done.

    A page of its own makes `source`, `columns` and `preview`, calls `begin`, and fills in what stands under "for
    imports". `endings` are those of its files, `topics` what an import changes, `verb` what the journal calls it.
    """

    source: FileSource
    columns: QWidget
    preview: ImportPreview[Found, Any]
    endings: tuple[str, ...]
    topics: tuple[Topic, ...]
    verb: str

    def __init__(self, place: Workplace, area: str, prefix: str, words: ImportWords[Done]) -> None:
        super().__init__(place, area, None, words.back)
        self.words = words
        self.done: Done | None = None
        self.touched = False
        self._step: QWidget | None = None
        self.form.hide()
        self.save_another.hide()  # one file at a time
        self.former_button = button(f"{prefix}.former", "", "back")
        self.next_button = button(f"{prefix}.next", "primary")
        self.done_step = ImportDone[Done](prefix, words)
        self.taking_back = TakingBack(place, self.banner, self.done_step, self.topics, self)

    def begin(self) -> None:
        self.steps: tuple[QWidget, ...] = (self.source, self.columns, self.preview, self.done_step)
        for step in self.steps:
            self.body.addWidget(step, 1)
        self.foot_row.insert(0, self.former_button)
        self.foot_row.insert(1, self.next_button)
        self.source.file_asked.connect(self.choose)
        self.former_button.clicked.connect(self._on_former)
        self.next_button.clicked.connect(self.look)
        self.done_step.again_asked.connect(self._on_again)
        self.done_step.list_asked.connect(self.closed)
        super().begin()

    # ------------------------------------------------------------------ for imports

    @property
    @abstractmethod
    def brought(self) -> bool:
        """Whether there is a file whose rows are not let go of."""

    @abstractmethod
    def read(self, source: Path) -> None:
        """Read a file, by `work`."""

    @abstractmethod
    def look(self) -> None:
        """Show the rows, as the columns are chosen."""

    @abstractmethod
    def storable(self, found: Found) -> bool:
        """Whether anything would be done with the rows."""

    @abstractmethod
    def store_text(self, found: Found | None) -> str:
        """Say what the button does that stores the rows."""

    @abstractmethod
    def storing(self, found: Found) -> Callable[..., Done]:
        """Give what stores the rows (worker thread), which takes `progress`."""

    def not_read(self) -> None:
        """Go on where a draft was being taken up: what it rests on could not be read."""

    def let_go(self) -> None:
        """Forget the file: another is wanted."""

    def former(self) -> QWidget:
        """Give the step before the one that is shown."""
        return self.columns if self.looking else self.source

    def leads_on(self, step: QWidget) -> bool:
        """Whether a step has the button that shows the rows."""
        return step is self.columns

    # ------------------------------------------------------------------ the file

    def choose(self) -> None:
        """Ask for the file."""
        kinds = ((tr(self.words.files), self.endings), (tr("All files"), ("*",)))
        path = self.place.prompts.choose_open(tr(self.words.choose), kinds)
        if path is not None:
            self.read(path)

    def take(self, dropped: Dropped) -> None:
        """Read a file that was dropped; a text is none."""
        if not isinstance(dropped, str):
            self.read(dropped)

    def work(self, act: Callable[..., Any], *given: object, done: Callable[[Any], object], title: str = "") -> None:
        """Do `act(office, *given, progress=…)` in the worker, and wait for it; its title is that of reading."""
        self._wait(True)
        self.place.tasks.run(
            act,
            self.place.office,
            *given,
            done=partial(self._on_worked, done),
            failed=self._on_unread,
            progress=lambda _done, _whole: None,
            owner=self,
            title=title or tr(self.words.reading),
        )

    def _wait(self, busy: bool) -> None:
        if busy:
            self.banner.clear()
        self.source.busy(busy)
        self.columns.setEnabled(not busy)
        self.preview.setEnabled(not busy)
        for each in (self.former_button, self.next_button):
            each.setEnabled(not busy)
        self.offer(not busy)
        self.say_beside(tr("Reading…") if busy else "")

    def _on_worked(self, done: Callable[[Any], object], found: Any) -> None:
        self._wait(False)
        done(found)

    def _on_unread(self, error: BaseException) -> None:
        self._wait(False)
        if not isinstance(error, Stopped):
            errors.show_on(self.banner, error)
        self.not_read()

    # ------------------------------------------------------------------ the steps

    @property
    def looking(self) -> bool:
        """Whether the rows are in front."""
        return self._step is self.preview

    def touch(self) -> None:
        """Note that leaving would lose something."""
        self.touched = True

    def _show(self, step: QWidget) -> None:
        self._step = step
        for each in self.steps:
            each.setVisible(each is step)
        self.next_button.setVisible(self.leads_on(step))
        self.former_button.setVisible(step in (self.columns, self.preview))
        self.save_button.setVisible(step is self.preview)
        self.cancel_button.setVisible(step is not self.done_step)
        self.scroll_area.verticalScrollBar().setValue(0)

    def _on_former(self) -> None:
        self.banner.clear()
        self._show(self.former())

    def _on_again(self) -> None:
        self.let_go()
        self.done, self.touched, self.preview.preview = None, False, None
        self._show(self.source)
        self.focus_first()

    def _write_save(self) -> None:
        """Write the button that stores, which says what it would do."""
        found = self.preview.preview
        self.offer(found is not None and self.storable(found))
        self.save_button.setText(self.store_text(found))

    # ------------------------------------------------------------------ the kit's hooks

    @property
    def dirty(self) -> bool:
        """Whether leaving would lose work: something was chosen or put right, and is not stored yet."""
        return self.touched and self.done is None and self.brought

    def load(self, code: str) -> Done:
        """A file is read and imported; nothing is ever loaded here."""
        raise NotFound(subject=code)

    def show_record(self, record: Done | None) -> None:
        self._show(self.source)
        self.source.want_names(self.place.office, self.banner)

    def read_draft(self) -> Found:
        if self.preview.preview is None:
            raise Refused(Problem(REQUIRED))
        return self.preview.preview

    def store(self, draft: Found) -> Done:
        raise TypeError("an import is stored with progress")

    def save(self, *, another: bool = False) -> None:
        """Store what was chosen; before there is a preview there is nothing to store."""
        found = self.preview.preview
        if self.saving or self.held or found is None or not self.looking or not self.storable(found):
            return
        self.banner.clear()
        self._busy(True)
        self.place.tasks.run(
            self._store,
            self.storing(found),
            done=self._on_stored,
            failed=self._on_failed,
            progress=lambda _done, _whole: None,
            owner=self,
            title=tr(self.words.storing),
        )

    def _store(self, act: Callable[..., Done], *, progress: Progress) -> Done:
        """Store the rows (worker thread)."""
        return self.drafting.settle(partial(act, progress=progress))

    def stored(self, record: Done) -> None:
        self.place.changes.announce(*self.topics)

    def _busy(self, busy: bool) -> None:
        super()._busy(busy)
        self.preview.setEnabled(not busy)
        self.former_button.setEnabled(not busy)

    def _on_failed(self, error: BaseException) -> None:
        super()._on_failed(error)
        later(self, self._write_save)

    def _on_stored(self, record: Done) -> None:
        self._busy(False)
        self.record = self.done = record
        self.done_step.show_done(record, may_undo=self.taking_back.remember(self.verb))
        self._show(self.done_step)
        self.stored(record)
        self.done_step.list_button.setFocus()

    def focus_first(self) -> None:
        """Put the cursor where the file is chosen."""
        self.source.choose.setFocus()

    def retranslate(self) -> None:
        super().retranslate()
        self.heading.setText(tr(self.words.heading))
        self.former_button.setText(tr("Back one step"))
        self.next_button.setText(tr(self.words.look))
        self._write_save()
