"""A paper of the office, seen, printed and saved as often as one likes: options at the left, the paper at the right."""

from __future__ import annotations

from abc import abstractmethod
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from desktop.domain.errors import Refused
from desktop.i18n import tr
from desktop.services import wording
from desktop.ui import errors
from desktop.ui.deeds import Deed
from desktop.ui.shared.flow import FlowLayout
from desktop.ui.shared.form_page import FormPage
from desktop.ui.shared.naming import button
from desktop.ui.shared.paper_out import PaperOut
from desktop.ui.shared.pdf_view import PdfPreview
from desktop.ui.tasks import Latest
from desktop.ui.theme import APART, FAR, scaled

if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any

    from desktop.services.loose_papers import Leaving
    from desktop.ui.deeds import Deeds
    from desktop.ui.workplace import Workplace

_OPTIONS_LEAST, _OPTIONS_MOST, _PAPER_LEAST = 300, 380, 420


class PaperPage(FormPage[None, bytes]):
    """Add the fields, then call `show_paper()`; override `draw` and `file_name`. Nothing here changes the books."""

    def __init__(self, place: Workplace, area: str, back_text: str) -> None:
        super().__init__(place, area, None, back_text)
        self._foot.hide()
        self._latest = Latest(place.tasks)
        self._pdf: bytes | None = None
        self._out = PaperOut(place, self.banner, self)
        self.preview = PdfPreview(area)
        self.preview.setMinimumHeight(scaled(_PAPER_LEAST))
        self.show_button = button(f"{area}.show", "", "eye")
        self.print_button = button(f"{area}.print", "", "print")
        self.save_paper_button = button(f"{area}.save_paper", "primary", "save")
        self.show_button.clicked.connect(self.show_paper)
        self.print_button.clicked.connect(self._on_print)
        self.save_paper_button.clicked.connect(self._on_save)
        self.body.removeWidget(self.form)
        self.form.setMinimumWidth(scaled(_OPTIONS_LEAST))
        self.form.setMaximumWidth(scaled(_OPTIONS_MOST))
        left = QVBoxLayout()
        left.setSpacing(APART)
        left.addWidget(self.form, 0, Qt.AlignmentFlag.AlignTop)
        left.addStretch(1)
        row = QHBoxLayout()
        row.setSpacing(FAR)
        row.addLayout(left, 2)
        row.addWidget(self.preview, 3)
        self.body.addLayout(row, 1)
        for each in (self.print_button, self.save_paper_button):
            self.action_row.add(each)
        shown = FlowLayout()
        shown.addWidget(self.show_button)
        left.insertLayout(1, shown)
        self._allow(False)

    # ------------------------------------------------------------------ for the pages

    @abstractmethod
    def draw(self, values: dict[str, Any]) -> bytes:
        """Make the PDF of the fields' values (worker thread: touch no widget)."""

    @abstractmethod
    def file_name(self) -> str:
        """Suggest a neutral name for the file."""

    @abstractmethod
    def leaving(self, pdf: bytes) -> Leaving:
        """Say for the journal which paper was drawn."""

    # ------------------------------------------------------------------ the kit's hooks

    def load(self, code: str) -> bytes:
        raise TypeError("a paper is drawn, not loaded")

    def read_draft(self) -> None:
        """Nothing is stored here."""

    def store(self, draft: None) -> bytes:
        raise TypeError("a paper is not stored")

    def save(self, *, another: bool = False) -> None:
        """Ctrl+S saves the paper."""
        self._on_save()

    def deeds(self) -> Deeds:
        found: dict[Deed, Callable[[], object]] = {Deed.PAPER: self.show_paper}
        if self.save_paper_button.isEnabled():
            found[Deed.SAVE] = self._on_save
        return found

    @property
    def dirty(self) -> bool:
        """Looking at a paper loses nothing."""
        return False

    def retranslate(self) -> None:
        super().retranslate()
        self.show_button.setText(tr("Show"))
        self.print_button.setText(tr("Print…"))
        self.save_paper_button.setText(tr("Save…"))

    # ------------------------------------------------------------------ what happens

    def show_paper(self) -> None:
        """Draw the paper anew and show it."""
        self._allow(False)
        try:
            values = self.form.read()
        except Refused as refusal:
            self._refuse(refusal)
            return
        self.form.clear_problems()
        self.banner.clear()
        self._latest.run(self.draw, values, done=self._on_drawn, failed=self._on_failed, owner=self)

    def _on_drawn(self, pdf: bytes) -> None:
        self._pdf = pdf
        self.preview.show_pdf(pdf)
        self._allow(True)

    def _on_failed(self, error: BaseException) -> None:
        if isinstance(error, Refused):
            self._refuse(error)
        else:
            errors.show_on(self.banner, error)

    def _refuse(self, refusal: Refused) -> None:
        rest = self.form.problems(refusal.problems)
        said = " ".join(wording.sentence(problem) for problem in rest) or tr("Look at the marked fields.")
        self.banner.show_error(tr("No paper yet."), said)
        self.form.focus_problem()

    def _allow(self, allowed: bool) -> None:
        for each in (self.print_button, self.save_paper_button):
            each.setEnabled(allowed)

    def _on_print(self) -> None:
        if self._pdf is not None:
            self._out.print_out(self.leaving(self._pdf))

    def _on_save(self) -> None:
        if self._pdf is not None and self.save_paper_button.isEnabled():
            self._out.save_as(self.leaving(self._pdf), self.file_name())
