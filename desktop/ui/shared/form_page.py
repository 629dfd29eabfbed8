"""A page for one record: head with the way back, banner, form, Save and Cancel. Nothing is lost when saving fails."""

from __future__ import annotations

from abc import abstractmethod
from functools import partial
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from desktop.domain.errors import Problem, Refused, Severity
from desktop.i18n import tr
from desktop.services import wording
from desktop.ui import errors
from desktop.ui.language import follow_language
from desktop.ui.later import later
from desktop.ui.shared import permit
from desktop.ui.shared.banner import Banner
from desktop.ui.shared.drafting import Drafting
from desktop.ui.shared.elided import ElidedLabel
from desktop.ui.shared.flow import FlowRow
from desktop.ui.shared.foot_bar import FootBar
from desktop.ui.shared.form import Form
from desktop.ui.shared.form_deeds import FormKeys, form_deeds
from desktop.ui.shared.head_row import HeadRow
from desktop.ui.shared.history import HistoryDialog, has_history
from desktop.ui.shared.naming import button, named, role, text_label
from desktop.ui.shared.permit import kept_from
from desktop.ui.shared.steady import steady
from desktop.ui.theme import APART, FAR, NEAR, scaled

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from desktop.ui.deeds import Deeds
    from desktop.ui.shared.form_state import Part, State
    from desktop.ui.workplace import Workplace

_WIDEST = 1280
_HEADING_KEPT = 300  # of a title, before the buttons beside it stay in one line
_AROUND = 60

OF_THIS_COMPUTER = ("screen_language", "theme", "density")
"""Fields that nothing in the vault depends on: no role is needed for them."""

Draft = TypeVar("Draft")
Record = TypeVar("Record")


class FormPage(QWidget, Generic[Draft, Record]):
    """A record's page; override the methods under "for pages". Object names: form.save, form.cancel, form.back.

    `code` None is a new record. Loading and saving run in the worker. `another_asked` after a new record was saved and
    one more is wanted, `next_asked(code)` after a stored one: the section's `find_next` said before which one follows.
    `unread` are the warnings under which it was saved, but which stood nowhere yet.
    """

    closed = Signal()
    back_asked = Signal()
    another_asked = Signal()
    next_asked = Signal(str)

    def __init__(
        self, place: Workplace, area: str, code: str | None, back_text: str, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.place, self.area, self.code = place, area, code
        self.record: Record | None = None
        self.saving = False
        self.held = kept_from(place.office, area)
        self._refused: tuple[list[Problem], str] = ([], "")
        self._back_text = back_text
        self._then_another = False
        self.find_next: Callable[[str, Callable[[str], None]], None] | None = None
        self._next = ""
        self.unread: tuple[str, ...] = ()
        self._waits_to_save: Callable[[], None] | None = None
        self.banner = Banner(area)
        self.form = Form(area)
        self.drafting = Drafting(self)
        self._make_head()
        self._make_foot()
        self.body = QVBoxLayout()
        self.body.setContentsMargins(FAR, NEAR, FAR, APART)
        self.body.setSpacing(NEAR + 4)
        self.body.addWidget(self.form)
        inner = role(QWidget(), "ground")
        middle = QHBoxLayout(inner)
        middle.setContentsMargins(0, 0, 0, 0)
        holder = QWidget()
        holder.setLayout(self.body)
        holder.setMaximumWidth(_WIDEST)
        middle.addWidget(holder, 1000)  # all the room there is, up to its greatest width
        middle.addStretch(1)
        self.scroll_area = QScrollArea()
        self.scroll_area.setWidgetResizable(True)
        self.scroll_area.setWidget(inner)
        steady(self.scroll_area)
        self.scroll_area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        banner_row = QHBoxLayout()
        banner_row.setContentsMargins(FAR, 0, FAR, 0)
        banner_row.addWidget(self.banner)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, APART, 0, 0)
        layout.setSpacing(NEAR)
        layout.addWidget(self.head)
        layout.addLayout(banner_row)
        layout.addWidget(self.scroll_area, 1)
        layout.addWidget(self._foot)
        FormKeys(self)

    def _make_head(self) -> None:
        self.back = button("form.back", "quiet", "back")
        self.heading = role(ElidedLabel(kept=scaled(_HEADING_KEPT)), "title")
        self.history_button = button("form.history", "quiet", "history")
        self.history_button.setVisible(has_history(self.history_subject))
        self.history_button.clicked.connect(self._on_history)
        self.action_row = FlowRow(self.history_button)
        self.head = HeadRow((self.back, self.heading), self.action_row, 1)
        self.head.setContentsMargins(FAR - NEAR, 0, FAR, 0)
        self.back.clicked.connect(self.back_asked)

    def _make_foot(self) -> None:
        self.save_button = button("form.save", "primary")
        self.save_another = button("form.save_another")
        self.cancel_button = button("form.cancel")
        self.note = named(text_label("", "muted", wrap=True), "form.note")
        self.note.hide()
        self.foot_row = FlowRow(self.save_button, self.save_another, self.cancel_button)
        self._foot = FootBar(self.foot_row, self.note)
        self.save_button.clicked.connect(lambda: self.save())
        self.save_another.clicked.connect(lambda: self.save(another=True))
        self.cancel_button.clicked.connect(self.back_asked)

    def say_beside(self, text: str) -> None:
        """Say something beside the buttons, else why this form is only to be read; nothing takes no room from them."""
        self.note.setText(text or self.held)
        self.note.setVisible(bool(self.note.text()))

    def begin(self) -> None:
        """Call at the end of the page's own `__init__`, when all fields are there."""
        self.form.check_with(self._problems_now)
        self.form.changed.connect(self.banner.clear)
        self.form.settled.connect(self._on_settled)
        follow_language(self, self.retranslate)
        follow_language(self, self._say_again)
        permit.guard(self, self.place.office)
        if self.code is None:
            self.show_record(None)
            self.form.clean()
            self._hold()
        else:
            self.form.lock(True)
            self.place.tasks.run(self.load, self.code, done=self._on_loaded, failed=self._on_failed, owner=self)

    # ------------------------------------------------------------------ for pages

    @abstractmethod
    def load(self, code: str) -> Record:
        """Read the record (worker thread: touch no widget)."""

    @abstractmethod
    def show_record(self, record: Record | None) -> None:
        """Fill the form; None is a new record. Set `self.heading` in `retranslate`."""

    @abstractmethod
    def read_draft(self) -> Draft:
        """Make the draft out of `self.form.read()`; raises Refused."""

    def check(self, draft: Draft) -> Iterable[Problem]:
        """Say what the domain finds wrong; the same checks run again in the service."""
        return ()

    def place_problems(self, problems: list[Problem]) -> list[Problem]:
        """Put problems that belong to no field (a grid's cells) where they belong; give back the rest."""
        return problems

    def focus_problem(self) -> bool:
        """Go to the first thing that is wrong; False when there is none."""
        return self.form.focus_problem()

    @abstractmethod
    def store(self, draft: Draft) -> Record:
        """Save (worker thread: touch no widget)."""

    def stored(self, record: Record) -> None:
        """Announce what changed; the page closes after it."""

    def read_like(self, code: str) -> Any:
        """Read the record that a new one is to be like (worker thread: touch no widget)."""
        return self.load(code)

    def take_like(self, found: Any) -> None:
        """Fill the form with what `read_like` gave, without what belongs to that one record alone."""

    def draft_parts(self) -> dict[str, Part]:
        """Give what is typed and stands in no field (a grid), by a name, for a draft."""
        return {}

    def keep_more(self) -> State:
        """Give what else a draft must know to show this form again."""
        return {}

    def take_more(self, more: State) -> None:
        """Take what `keep_more` gave; it may be taken again while the draft waits for what it rests on."""

    def ready_for_draft(self) -> bool:
        """Whether a draft can be taken up now; call `drafting.go_on()` when that changes."""
        return self.code is None or self.record is not None

    def awaits(self) -> bool:
        """Whether the parts of a draft must wait for something to be read; call `drafting.go_on()` after it."""
        return False

    def retranslate(self) -> None:
        """Write the page's own texts; call super."""
        self.back.setText(tr(self._back_text))
        self.history_button.setText(tr("History…"))
        self.save_button.setText(tr("Save"))
        self.save_button.setToolTip("Ctrl+S")
        self.save_another.setText(tr("Save and new") if self.code is None else tr("Save and next"))
        self.save_another.setToolTip("Ctrl+Enter")
        self.cancel_button.setText(tr("Cancel"))
        self._hold()

    # ------------------------------------------------------------------ what it does

    @property
    def keeps_draft(self) -> bool:
        """Whether what is typed is kept as a draft; a page may hold more than fits."""
        return True

    @property
    def history_subject(self) -> str:
        """What the journal calls the thing on this page; empty for a new one."""
        return self.code or ""

    @property
    def dirty(self) -> bool:
        """Whether leaving would lose something."""
        return self.form.dirty

    def deeds(self) -> Deeds:
        """Say what can be done now with what is open here."""
        return form_deeds(self, saves=not self._foot.isHidden())

    def fill_like(self, code: str) -> None:
        """Fill this form, which is of a new record, as the record with a code is; a page that can says `read_like`."""
        self.place.tasks.run(self.read_like, code, done=self._on_like, failed=self._on_failed, owner=self)

    def _on_like(self, found: Any) -> None:
        self.take_like(found)
        self.form.soil()

    def focus_first(self) -> None:
        """Put the cursor into the first field."""
        for field in self.form.fields.values():
            field.editor.setFocus()
            return

    def save(self, *, another: bool = False) -> None:
        """Save what is entered, if nothing is wrong with it."""
        if self.saving or self.held:
            return
        read = {field.problem for field in self.form.fields.values()}
        focused = self.focusWidget()
        if focused is not None:
            focused.clearFocus()  # a field that is being typed into tidies itself first
            focused.setFocus()
        self.form.leave()  # without the focus (a list of choices has it) none goes away
        if self.form.pending:  # a name typed a moment ago is being looked up
            self._waits_to_save = partial(self.save, another=another)
            return
        try:
            draft = self.read_draft()
            found = list(self.check(draft))
        except Refused as refusal:
            self.show_problems(refusal.problems)
            return
        if any(problem.severity is Severity.ERROR for problem in found):
            self.show_problems(found)
            return
        said = (wording.sentence(problem) for problem in found)
        self.unread = tuple(dict.fromkeys(each for each in said if not any(each in text for text in read)))
        self.form.clear_problems()
        self.banner.clear()
        self._busy(True)
        self._then_another = another
        self._next = ""
        if another and self.code is not None and self.find_next is not None:
            self.find_next(self.code, self._on_next)  # before saving, which may move it within the list
        self.place.tasks.run(self.drafting.store, draft, done=self._on_stored, failed=self._on_failed, owner=self)

    def offer(self, ready: bool) -> None:
        """Let "Save" be pressed while there is something to save, by whoever may."""
        for each in (self.save_button, self.save_another):
            each.setEnabled(ready and not self.saving and not self.held)

    def show_problems(self, problems: Iterable[Problem]) -> None:
        """Put problems at their fields, the count above, and go to the first."""
        self._say_problems(list(problems))
        if self.focus_problem() and self.focusWidget() is not None:
            self.reveal(self.focusWidget())

    def _say_problems(self, found: list[Problem]) -> None:
        rest = self.place_problems(self.form.problems(found))
        blocking = [problem for problem in found if problem.severity is Severity.ERROR]
        at_fields = len(blocking) - sum(problem.severity is Severity.ERROR for problem in rest)
        said = [wording.sentence(problem) for problem in rest]
        if at_fields:
            said.append(tr("Look at the marked fields."))
        self.banner.show_error(tr("Not saved yet."), " ".join(said))
        self._refused = found, self.banner.text

    def _say_again(self) -> None:
        """Say in the language of now what kept the form from being saved, if that still stands there."""
        found, said = self._refused
        if found and not self.banner.isHidden() and self.banner.text == said:
            self._say_problems(found)

    def reveal(self, widget: QWidget) -> None:
        """Scroll so that a part of the page is seen, once everything has its place."""
        later(widget, lambda: self.scroll_area.ensureWidgetVisible(widget, 0, _AROUND))

    @property
    def history_title(self) -> str:
        """How people call the thing, where its name in the journal says little to them; else empty."""
        return ""

    def _on_history(self) -> None:
        dialog = HistoryDialog(self.place, self.history_subject, self.window(), self.history_title)
        self.place.prompts.show(dialog)

    def _on_settled(self) -> None:
        save, self._waits_to_save = self._waits_to_save, None
        if save is not None:
            save()

    def _problems_now(self) -> Iterable[Problem]:
        return self.check(self.read_draft())

    def _busy(self, busy: bool) -> None:
        self.saving = busy
        self.offer(not busy)
        self.say_beside(tr("Saving…") if busy else "")

    def _hold(self) -> None:
        """Let a form that who works now may not save be read alone, and say beside the buttons who may."""
        if not self.held:
            return
        self.held = kept_from(self.place.office, self.area)  # in the language of now
        self.form.hold(OF_THIS_COMPUTER)
        self._busy(False)

    def _on_loaded(self, record: Record) -> None:
        self.form.lock(False)
        self._show_stored(record)
        self.focus_first()
        self.drafting.go_on()

    def _show_stored(self, record: Record) -> None:
        self.record = record
        self.show_record(record)
        self.form.clean()
        self.retranslate()
        self._hold()

    def read_anew(self) -> None:
        """Show the record as it stands now, if nothing is being entered: it was changed from elsewhere."""
        if self.code is not None and self.record is not None and not self.dirty and not self.saving:
            self.place.tasks.run(self.load, self.code, done=self._on_read_anew, failed=self._on_failed, owner=self)

    def _on_read_anew(self, record: Record) -> None:
        if not self.dirty and not self.saving:
            self._show_stored(record)

    def _on_stored(self, record: Record) -> None:
        self._busy(False)
        self.record = record
        self.form.clean()
        self.stored(record)
        if not self._then_another:
            self.closed.emit()
        elif self.code is None:
            self.another_asked.emit()
        else:
            self.next_asked.emit(self._next)

    def _on_next(self, code: str) -> None:
        self._next = code

    def _on_failed(self, error: BaseException) -> None:
        self._busy(False)
        self.unread = ()
        if isinstance(error, Refused):
            self.show_problems(error.problems)
        else:
            errors.show_on(self.banner, error)
