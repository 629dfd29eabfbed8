"""A look at one attached file: its pages as pixels, larger and smaller; nothing of it is written to a disk."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from desktop.i18n import tr
from desktop.services.attachments import attachment_pages
from desktop.ui import errors, formatting
from desktop.ui.documents.preview import fit_to_screen
from desktop.ui.files.saving import save_copy
from desktop.ui.files.words import size_words, sort_words
from desktop.ui.shared import permit
from desktop.ui.shared.banner import Banner
from desktop.ui.shared.elided import ElidedLabel
from desktop.ui.shared.naming import button, named, role, say, text_label, tool_button
from desktop.ui.shared.picture import PictureView
from desktop.ui.theme import APART, FAR, NEAR

if TYPE_CHECKING:
    from desktop.domain.attachments import Attachment
    from desktop.ui.tasks import Job
    from desktop.ui.workplace import Workplace

_SIZE = (900, 860)


class FileDialog(QDialog):
    """Shows `file`. The first page comes at once, the others when all are drawn."""

    def __init__(self, place: Workplace, file: Attachment, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.place, self.file = place, file
        self.pages: tuple[bytes, ...] = ()
        self._at = 0
        self._job: Job | None = None
        named(self, "file.dialog", file.name)
        self.setWindowTitle("Skarbonka")
        self.banner = Banner("file")
        self.view = PictureView("file", file.name)
        self.words = named(text_label("", "muted"), "file.page")
        self.before_button, self.next_button = button("file.before", "", "back"), button("file.next", "", "forward")
        self.larger = tool_button("file.larger", "zoom_in")
        self.smaller = tool_button("file.smaller", "zoom_out")
        self.fit = tool_button("file.fit", "fit")
        self.save_button = button("files.save", "", "save")
        self.close_button = button("file.close", "primary")
        self._write()
        self._lay_out()
        self.save_button.clicked.connect(lambda: save_copy(place, file, self.banner, self))
        self._connect()
        permit.guard(self, place.office)
        fit_to_screen(self, *_SIZE)
        self._rest()
        self.view.clear(tr("Reading…"))
        self._read(first_only=True)

    def _write(self) -> None:
        self.before_button.setText(tr("Previous page"))
        self.next_button.setText(tr("Next page"))
        say(self.larger, tr("Larger"))
        say(self.smaller, tr("Smaller"))
        say(self.fit, tr("Fit the width"))
        self.save_button.setText(tr("Save a copy…"))
        self.close_button.setText(tr("Close"))
        self.close_button.setDefault(True)

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(NEAR)
        head.addWidget(role(ElidedLabel(self.file.name), "heading"), 1)
        for each in (self.smaller, self.larger, self.fit):
            head.addWidget(each)
        told = (formatting.label(self.file.kind), sort_words(self.file), size_words(self.file.size))
        row = QHBoxLayout()
        row.setSpacing(NEAR)
        row.addWidget(self.before_button)
        row.addWidget(self.next_button)
        row.addWidget(self.words)
        row.addStretch(1)
        row.addWidget(self.save_button)
        row.addWidget(self.close_button)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(FAR, APART, FAR, APART)
        layout.setSpacing(NEAR)
        layout.addLayout(head)
        layout.addWidget(text_label(", ".join(told), "muted"))
        layout.addWidget(self.banner)
        layout.addWidget(self.view, 1)
        layout.addLayout(row)

    def _connect(self) -> None:
        self.before_button.clicked.connect(lambda: self.turn(-1))
        self.next_button.clicked.connect(lambda: self.turn(1))
        self.larger.clicked.connect(self.view.zoom_in)
        self.smaller.clicked.connect(self.view.zoom_out)
        self.fit.clicked.connect(self.view.fit_width)
        self.close_button.clicked.connect(self.accept)
        keys = QKeySequence.StandardKey
        for key, act in (
            (QKeySequence(keys.ZoomIn), self.view.zoom_in),
            (QKeySequence(keys.ZoomOut), self.view.zoom_out),
            (QKeySequence("Ctrl+0"), self.view.fit_width),
            (QKeySequence("Ctrl+PgDown"), lambda: self.turn(1)),
            (QKeySequence("Ctrl+PgUp"), lambda: self.turn(-1)),
        ):
            QShortcut(key, self, act, context=Qt.ShortcutContext.WindowShortcut)

    # ------------------------------------------------------------------ the pages

    def turn(self, step: int) -> None:
        """Go a page on or back, as far as there are pages."""
        at = min(max(self._at + step, 0), max(len(self.pages) - 1, 0))
        if at != self._at:
            self._at = at
            self.view.show_picture(self.pages[at])
            self._rest()

    def done(self, result: int) -> None:
        """Let the drawing end: nobody looks any more."""
        if self._job is not None:
            self._job.drop()
        super().done(result)

    def _read(self, *, first_only: bool) -> None:
        self._job = self.place.tasks.run(
            partial(attachment_pages, first_only=first_only),
            self.place.office,
            self.file.number,
            done=self._on_first if first_only else self._on_all,
            failed=self._on_failed,
            progress=self._on_step,
            owner=self,
        )

    def _on_first(self, pages: tuple[bytes, ...]) -> None:
        self.pages = pages
        self.view.show_picture(pages[0])
        self._rest()
        if self.file.pages > 1:
            self._read(first_only=False)

    def _on_all(self, pages: tuple[bytes, ...]) -> None:
        self.pages = pages
        self._rest()

    def _on_step(self, drawn: int, whole: int) -> None:
        if whole > 1:
            self.words.setText(tr("{count} of {whole} pages are drawn…").format(count=drawn, whole=whole))

    def _on_failed(self, error: BaseException) -> None:
        if not self.pages:
            self.view.clear()
        errors.show_on(self.banner, error)

    def _rest(self) -> None:
        many = self.file.pages > 1
        for each in (self.before_button, self.next_button, self.words):
            each.setVisible(many)
        self.before_button.setEnabled(self._at > 0)
        self.next_button.setEnabled(self._at < len(self.pages) - 1)
        text = tr("Page {number} of {count}")
        self.words.setText(text.format(number=self._at + 1, count=self.file.pages))
