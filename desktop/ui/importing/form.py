"""Importing a campaign page: its text or file, then a preview in which everything is corrected in place."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal

from desktop.domain.errors import CannotRead, NotFound, Problem, Refused
from desktop.domain.imports import PageImport
from desktop.domain.summaries import Imported
from desktop.i18n import mark, tr
from desktop.services import pages, wording
from desktop.ui import errors
from desktop.ui.changes import MONEY
from desktop.ui.importing.fields import ImportFields
from desktop.ui.importing.page_source import PageSource
from desktop.ui.importing.reading import ReadPage, read_file, read_text
from desktop.ui.shared.fields import REQUIRED
from desktop.ui.shared.form_page import FormPage
from desktop.ui.shared.grid_state import GridPart
from desktop.ui.shared.naming import button

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from desktop.ui.importing.files import Dropped
    from desktop.ui.shared.form_state import Part, State
    from desktop.ui.workplace import Workplace

ALREADY = "page.already_imported"


class ImportForm(FormPage[PageImport, Imported]):
    """Two steps in one page: the source, then the preview. `imported(Imported)` after it."""

    imported = Signal(object)

    def __init__(self, place: Workplace) -> None:
        super().__init__(place, "import", None, mark("Campaigns"))
        self.found: ReadPage | None = None
        self._again = False  # the page of a draft is being read once more
        self.source = PageSource()
        self.body.insertWidget(0, self.source, 1)
        self.other_button = button("import.other_page", "", "back")
        self.action_row.add(self.other_button)
        self.save_another.hide()  # one page at a time
        self.parts = ImportFields(place, self.form)
        self.source.text_given.connect(self.read_text)
        self.source.file_asked.connect(self._on_choose)
        self.other_button.clicked.connect(self._on_other)
        self.begin()

    # ------------------------------------------------------------------ the first step

    def take(self, dropped: Dropped) -> None:
        """Read what was dropped: a file, or a text."""
        if isinstance(dropped, str):
            self.source.text.setPlainText(dropped)
            self.read_text(dropped)
        else:
            self.read_path(dropped)

    def read_text(self, text: str) -> None:
        """Read the pasted text."""
        self._reading(True)
        failed = self._on_text_unread
        self.place.tasks.run(read_text, self.place.office, text, done=self._on_read, failed=failed, owner=self)

    def read_path(self, path: Path) -> None:
        """Read a file."""
        self._reading(True)
        failed = self._on_unread
        self.place.tasks.run(read_file, self.place.office, path, done=self._on_read, failed=failed, owner=self)

    def _reading(self, reading: bool) -> None:
        if reading:
            self.banner.clear()
        self.source.busy(reading)

    def _on_choose(self) -> None:
        path = self.place.prompts.choose_open(tr("Choose the file of a campaign page"), ())
        if path is not None:
            self.read_path(path)

    def _on_unread(self, error: BaseException) -> None:
        self._reading(False)
        errors.show_on(self.banner, error)

    def _on_text_unread(self, error: BaseException) -> None:
        self._on_unread(error)
        if isinstance(error, CannotRead):
            self.banner.show_error(tr("This text cannot be read as a campaign page."), wording.explain(error).why)

    def _on_read(self, found: ReadPage) -> None:
        self._reading(False)
        self.found = found
        self.parts.fill(found)
        self._show_step()
        self.form.fields["title"].editor.setFocus()
        self.drafting.go_on()

    def _on_other(self) -> None:
        """Go back to the first step; corrections would be lost, so ask."""
        if self.form.dirty and not self.place.prompts.confirm(
            tr("Read another page?"),
            tr("What you corrected here has not been imported and would be lost."),
            tr("Read another page"),
            danger=True,
            keep=tr("Go on correcting"),
        ):
            return
        self.found = None
        self.form.clean()
        self.banner.clear()
        self._show_step()
        self.focus_first()

    # ------------------------------------------------------------------ the second step

    def _show_step(self) -> None:
        there = self.found is not None
        self.source.setVisible(not there)
        self.form.setVisible(there)
        self.save_button.setVisible(there)
        self.other_button.setVisible(there)
        self.scroll_area.verticalScrollBar().setValue(0)

    def load(self, code: str) -> Imported:
        """A page is read and imported; nothing is ever loaded here."""
        raise NotFound(subject=code)

    def show_record(self, record: Imported | None) -> None:
        self._show_step()
        self.parts.show_owner()
        self.source.want_names(self.place.office, self.banner)

    def read_draft(self) -> PageImport:
        if self.found is None:
            raise Refused(Problem(REQUIRED))
        return self.parts.read(self.found.page)

    def check(self, draft: PageImport) -> Iterable[Problem]:
        return pages.import_problems(draft)

    def draft_parts(self) -> dict[str, Part]:
        return {"items": GridPart(self.parts.items.grid)} if self.found is not None else {}

    def keep_more(self) -> State:
        """Give the page itself: it is read again, and then corrected as it was."""
        read = self.found is not None
        return {"page": self.found.page.text if self.found is not None else self.source.pasted(), "read": read}

    def take_more(self, more: State) -> None:
        if self.found is None and not self._again:
            self._again = bool(more.get("read"))
            self.source.text.setPlainText(str(more.get("page", "")))
            if self._again:
                self.read_text(str(more.get("page", "")))

    def awaits(self) -> bool:
        return self._again and self.found is None

    def place_problems(self, problems: list[Problem]) -> list[Problem]:
        rest = self.parts.items.place_problems(problems)
        for problem in rest:
            if problem.code == ALREADY:
                self.parts.again.show_problem(wording.sentence(problem))
        return [problem for problem in rest if problem.code != ALREADY]

    def focus_problem(self) -> bool:
        if self.parts.again.problem:
            self.parts.again.editor.setFocus()
            return True
        return super().focus_problem() or self.parts.items.focus_problem()

    def save(self, *, another: bool = False) -> None:
        """Import what is shown; in the first step there is nothing to import yet."""
        if self.found is not None:
            self.parts.items.commit()
            super().save()

    def store(self, draft: PageImport) -> Imported:
        return pages.import_page(self.place.office, draft)

    def stored(self, record: Imported) -> None:
        self.place.changes.announce(*MONEY)

    def _on_stored(self, record: Imported) -> None:
        """Hand over to the new campaign's page, which takes this one's place."""
        self._busy(False)
        self.record = record
        self.found = None
        self.source.text.clear()
        self.form.clean()
        self.stored(record)
        self.imported.emit(record)

    # ------------------------------------------------------------------ words

    @property
    def dirty(self) -> bool:
        """Whether leaving would lose something: corrections, or a text that was pasted."""
        return self.form.dirty if self.found is not None else bool(self.source.text.toPlainText().strip())

    def focus_first(self) -> None:
        """Put the cursor where the text is pasted."""
        self.source.text.setFocus()

    def retranslate(self) -> None:
        super().retranslate()
        self.heading.setText(tr("Import a campaign page"))
        self.save_button.setText(tr("Import"))
        self.other_button.setText(tr("Another page"))
        if self.found is not None:
            self.parts.say(self.found)
