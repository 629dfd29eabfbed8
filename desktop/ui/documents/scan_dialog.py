"""The signed scans of one document, page after page, and the way to take one off."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from desktop.i18n import tr
from desktop.services.attachments import attachment_pages
from desktop.services.scans import scans_of, take_off
from desktop.ui import errors
from desktop.ui.changes import Topic
from desktop.ui.documents.preview import fit_to_screen
from desktop.ui.shared.banner import Banner
from desktop.ui.shared.naming import button, named, text_label
from desktop.ui.shared.picture import PictureView
from desktop.ui.theme import APART, FAR, NEAR

if TYPE_CHECKING:
    from desktop.ui.workplace import Workplace


class ScanDialog(QDialog):
    """Shows the scans of `number`."""

    def __init__(self, place: Workplace, number: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.place, self._number = place, number
        self.scans: tuple[int, ...] = ()
        self._at = 0
        title = tr("Signed scans of {number}").format(number=number)
        named(self, "scan.dialog", title)
        self.setWindowTitle("Skarbonka")
        self.banner = Banner("scan")
        self.view = PictureView("scan", title)
        self.words = text_label("", "muted")
        self.next_button = button("scan.next")
        self.off_button = button("scan.take_off", "danger")
        self.close_button = button("scan.close", "primary")
        self.next_button.setText(tr("Next page"))
        self.off_button.setText(tr("Take off…"))
        self.close_button.setText(tr("Close"))
        row = QHBoxLayout()
        row.setSpacing(NEAR)
        for each in (self.words, self.next_button, self.off_button):
            row.addWidget(each)
        row.addStretch(1)
        row.addWidget(self.close_button)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(FAR, APART, FAR, APART)
        layout.setSpacing(NEAR)
        layout.addWidget(text_label(title, "heading"))
        layout.addWidget(self.banner)
        layout.addWidget(self.view, 1)
        layout.addLayout(row)
        self.next_button.clicked.connect(self._on_next)
        self.off_button.clicked.connect(self._on_take_off)
        self.close_button.clicked.connect(self.accept)
        fit_to_screen(self, 760, 820)
        self.read()

    def read(self) -> None:
        """Read which scans there are."""
        self.place.tasks.run(scans_of, self.place.office, self._number, done=self._on_read, failed=self._on_failed)

    def _on_read(self, scans: tuple[int, ...]) -> None:
        self.scans, self._at = scans, 0
        self.off_button.setEnabled(bool(scans))
        self.next_button.setVisible(len(scans) > 1)
        self._show()

    def _show(self) -> None:
        if not self.scans:
            self.words.setText("")
            self.view.clear(tr("No scan is filed here."))
            return
        text = tr("Page {number} of {count}")
        self.words.setText(text.format(number=self._at + 1, count=len(self.scans)))
        self.view.clear(tr("Reading…"))
        self.place.tasks.run(
            attachment_pages,
            self.place.office,
            self.scans[self._at],
            done=lambda pages: self.view.show_picture(pages[0]),
            failed=self._on_failed,
            owner=self,
        )

    def _on_next(self) -> None:
        self._at = (self._at + 1) % max(len(self.scans), 1)
        self._show()

    def _on_take_off(self) -> None:
        reason = self.place.prompts.ask_text(
            tr("Take this scan off {number}?").format(number=self._number),
            tr("Why. The scan goes to those that wait; without any scan the document is not signed any more."),
            tr("Take off"),
            danger=True,
        )
        if reason is not None:
            self.off_button.setEnabled(False)
            self.place.tasks.run(
                take_off,
                self.place.office,
                self.scans[self._at],
                reason,
                done=lambda _document: self._on_taken_off(),
                failed=self._on_failed,
                owner=self,
            )

    def _on_taken_off(self) -> None:
        self.place.changes.announce(Topic.DOCUMENTS, Topic.PAYOUTS)
        self.banner.show_good(tr("It waits among the scans that have no document."))
        self.read()

    def _on_failed(self, error: BaseException) -> None:
        self.off_button.setEnabled(bool(self.scans))
        errors.show_on(self.banner, error)
