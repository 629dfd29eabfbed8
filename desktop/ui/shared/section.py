"""A section of the program: its list, and one record's form in its place when a row is opened."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from desktop.i18n import tr
from desktop.services.lists import read_following
from desktop.ui.deeds import Deed
from desktop.ui.shared import permit
from desktop.ui.workplace import NEW, PageWidget, Workplace

if TYPE_CHECKING:
    from desktop.domain.summaries import TaskKind
    from desktop.domain.views import SavedView
    from desktop.ui.deeds import Deeds
    from desktop.ui.shared.banner import Banner
    from desktop.ui.shared.form_page import FormPage
    from desktop.ui.shared.list_page import ListPage
    from desktop.ui.shared.list_switch import ListSwitch

MakeForm = Callable[[str | None], "FormPage[Any, Any]"]


class SectionPage(PageWidget):
    """Shows a list; opens `make_form(code)` (None: a new record) over it; comes back when the form is done.

    Leaving a form with changes asks first, with words that say what is lost. `alike` are the letters of the codes of
    which a new record can be filled as one that is there.
    """

    alike: tuple[str, ...] = ()

    def __init__(
        self, place: Workplace, rows: ListPage[Any], make_form: MakeForm | None = None, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.place, self.rows = place, rows
        self._make_form = make_form
        self.form: FormPage[Any, Any] | None = None
        self._target = ""
        self._passed_on: set[tuple[str, str]] = set()  # what was said once of a record is not said at each saving
        self.several: ListSwitch | None = None  # where the section has more lists than one
        self.stack = QStackedWidget()
        self.stack.addWidget(rows)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.stack)
        rows.opened.connect(self.open_code)
        rows.new_asked.connect(self.begin_new)
        rows.status_changed.connect(self.status_changed)

    def open_code(self, code: str) -> None:
        if not code:
            self.close_form()
        elif self._make_form is not None and self.may_leave():
            made = self._make_form(None if code == NEW else code)
            self.target = code
            self._open(made)
            self.arrived(code)

    def arrived(self, target: str) -> None:
        """Note what was opened over the list; empty when it was closed."""
        self._target = target
        self.went.emit(target)

    def front(self) -> str:
        return self._target if self.form is not None else ""

    def show_list(self) -> None:
        if not self.unsaved():
            self.close_form()

    def show_task(self, task: TaskKind) -> None:
        if self.close_form():
            self.rows.show_task(task)

    def show_view(self, view: SavedView) -> None:
        if not self.close_form():
            return
        lists = self.several.lists if self.several is not None else (self.rows,)
        for rows in lists:
            if rows.spec.area == view.area:
                if self.several is not None:
                    self.several.show_list(rows)
                rows.views.open(view)

    def deeds(self) -> Deeds:
        found = dict(self.form.deeds() if self.form is not None else self.rows.deeds())
        code = self._chosen()
        if code and self.duplicates(code) and permit.allowed(self.place.office, self.rows.new_button.objectName()):
            found[Deed.DUPLICATE] = partial(self.duplicate, code)
        return found

    def duplicates(self, code: str) -> bool:
        """Whether a new record can be begun that is filled as the one with this code is."""
        return code.partition("-")[0] in self.alike

    def duplicate(self, code: str) -> None:
        """Begin a new record, filled as the one with this code is, without what belongs to that one alone."""
        former = self.form
        self.begin_new()
        if self.form is not None and self.form is not former:
            self.form.fill_like(code)

    def _chosen(self) -> str:
        """Give the code of the stored record that is open, or of the one row that is selected."""
        if self.form is not None:
            return (self.form.code or "") if self.form.record is not None else ""
        row = self.rows.selection.only() if self.rows.table.isVisibleTo(self.rows) else None
        return self.rows.spec.key(row) if row is not None else ""

    def begin_new(self) -> None:
        if self._make_form is None or not self.rows.spec.new_text:
            return
        if not permit.allowed(self.place.office, self.rows.new_button.objectName()):
            return
        self.open_code(NEW)

    def focus_filter(self) -> None:
        if self.form is None or self.close_form():
            self.rows.focus_filter()

    def refresh(self) -> None:
        if self.form is None:
            self.rows.refresh()

    def unsaved(self) -> bool:
        return self.form is not None and self.form.dirty

    def open_form(self) -> FormPage[Any, Any] | None:
        return self.form

    def status(self) -> str:
        return self.rows.status() if self.form is None else ""

    def may_leave(self) -> bool:
        """Ask about changes that would be lost; True when there are none or they may go."""
        if not self.unsaved():
            return True
        return self.place.prompts.confirm(
            tr("Leave without saving?"),
            tr("What you entered here has not been saved and would be lost."),
            tr("Leave without saving"),
            danger=True,
            keep=tr("Go on editing"),
        )

    def close_form(self) -> bool:
        """Go back to the list; False when the worker wants to stay."""
        if self.form is None:
            return True
        if not self.may_leave():
            return False
        self._to_list()
        return True

    def _open(self, form: FormPage[Any, Any]) -> None:
        former = self.form
        self._drop_form()
        self.form = form
        form.find_next = self._find_next
        self.stack.addWidget(form)
        self.stack.setCurrentWidget(form)
        form.closed.connect(self._to_list)
        form.back_asked.connect(self.close_form)
        form.another_asked.connect(lambda: self.open_code(NEW))
        form.next_asked.connect(self._on_next)
        form.focus_first()
        if former is not None:
            self._pass_on(former, form.banner, form.code)
        self.status_changed.emit("")

    def _to_list(self) -> None:
        former = self.form
        self._drop_form()
        self.arrived("")
        if former is not None:
            self._pass_on(former, self.rows.banner)

    # ------------------------------------------------------------------ after saving

    def _find_next(self, code: str, done: Callable[[str], None]) -> None:
        """Look up which record follows in the list as it stands."""
        rows = self.rows
        row_id = rows.row_id_of(code)
        if row_id is None:
            return

        def told(row: Any | None) -> None:
            done(rows.spec.key(row) if row is not None else "")

        office, spec = self.place.office, rows.spec
        self.place.tasks.run(read_following, office, spec.kind, rows.model.query, row_id, done=told, owner=self)

    def _on_next(self, code: str) -> None:
        if code:
            self.open_code(code)
            return
        self.rows.banner.show_info(tr("Saved. No further row follows in the list."))
        self._to_list()

    def _pass_on(self, former: FormPage[Any, Any], banner: Banner, shown: str | None = None) -> None:
        """Say where one is now with which warnings a record was saved, if nobody could read them before."""
        code = str(getattr(former.record, "code", "")) or former.code or ""
        fresh = [each for each in former.unread if (code, each) not in self._passed_on]
        former.unread = ()
        if not fresh:
            return
        self._passed_on.update((code, each) for each in fresh)
        banner.add_warning(tr("Saved, and this is worth a look:"), " ".join(fresh))
        if code and code != shown and not banner.offers:
            banner.offer(tr("Go back to {code}").format(code=code), lambda: self.open_code(code))

    def _drop_form(self) -> None:
        form, self.form = self.form, None
        if form is None:
            return
        had_focus = form.isAncestorOf(self.focusWidget()) if self.focusWidget() is not None else False
        self.stack.setCurrentWidget(self.rows)
        self.stack.removeWidget(form)
        form.deleteLater()
        if had_focus:
            self.rows.table.setFocus()
        self.status_changed.emit(self.rows.status())
