"""The tray: scanned pages that found no document by themselves, seen one by one, filed by hand or thrown away."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QDialog, QHBoxLayout, QLabel, QLineEdit, QListWidget, QVBoxLayout, QWidget

from desktop.i18n import ntr, tr
from desktop.services.scans import file_scan, throw_away, tray, tray_picture
from desktop.ui import errors, formatting
from desktop.ui.changes import Topic
from desktop.ui.documents.preview import fit_to_screen
from desktop.ui.shared.banner import Banner
from desktop.ui.shared.naming import button, named, text_label
from desktop.ui.shared.picture import PictureView
from desktop.ui.tasks import Latest
from desktop.ui.theme import APART, FAR, NEAR

if TYPE_CHECKING:
    from desktop.domain.scans import Filed, TrayPage
    from desktop.ui.workplace import Workplace

_SIDE = 360


class TrayDialog(QDialog):
    """Reads the tray when it opens; what is done in it is done at once."""

    def __init__(self, place: Workplace, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.place = place
        self.pages: tuple[TrayPage, ...] = ()
        self._latest, self._reading = Latest(place.tasks), Latest(place.tasks)
        named(self, "tray.dialog", tr("Scans that wait"))
        self.setWindowTitle("Skarbonka")
        self.banner = Banner("tray")
        self.words = text_label("", "muted", wrap=True)
        self.list = named(QListWidget(), "tray.list", tr("Scans that wait"))
        self.list.setWordWrap(True)
        self.number = named(QLineEdit(), "tray.number", tr("Number of the document"))
        self.file_button = button("tray.file", "primary")
        self.throw_button = button("tray.throw_away", "danger")
        self.close_button = button("tray.close")
        self.view = PictureView("tray", tr("The scanned page"))
        self._lay_out()
        self.list.currentRowChanged.connect(lambda _row: self._on_chosen())
        self.file_button.clicked.connect(self._on_file)
        self.number.returnPressed.connect(self._on_file)
        self.throw_button.clicked.connect(self._on_throw)
        self.close_button.clicked.connect(self.accept)
        for each in (self.file_button, self.throw_button, self.close_button):
            each.setAutoDefault(False)
        fit_to_screen(self, 1040, 760)
        self._rest(True)
        self.read()

    def _lay_out(self) -> None:
        self.file_button.setText(tr("File it"))
        self.throw_button.setText(tr("Throw away…"))
        self.close_button.setText(tr("Close"))
        label = QLabel(tr("Number of the document"))
        label.setBuddy(self.number)
        side = QVBoxLayout()
        side.setContentsMargins(0, 0, 0, 0)
        side.setSpacing(NEAR)
        side.addWidget(text_label(tr("Scans that wait"), "heading"))
        side.addWidget(self.words)
        side.addWidget(self.banner)
        side.addWidget(self.list, 1)
        side.addWidget(label)
        row = QHBoxLayout()
        row.addWidget(self.number, 1)
        row.addWidget(self.file_button)
        side.addLayout(row)
        end = QHBoxLayout()
        end.addWidget(self.throw_button)
        end.addStretch(1)
        end.addWidget(self.close_button)
        side.addLayout(end)
        holder = QWidget()
        holder.setFixedWidth(_SIDE)
        holder.setLayout(side)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(FAR, APART, FAR, APART)
        layout.setSpacing(FAR)
        layout.addWidget(holder)
        layout.addWidget(self.view, 1)

    def read(self) -> None:
        """Read the tray anew."""
        self._reading.run(tray, self.place.office, done=self._on_read, failed=self._on_failed, owner=self)

    # ------------------------------------------------------------------ what happens

    def _on_read(self, pages: tuple[TrayPage, ...]) -> None:
        row = max(self.list.currentRow(), 0)
        self.pages = pages
        self.list.clear()
        for page in pages:
            self.list.addItem("\n".join(filter(None, (page.document, formatting.label(page.waits)))))
        if pages:
            text = ntr("{count} page waits. Look whose it is, and write the number.",
                       "{count} pages wait. Look whose each is, and write its number.", len(pages))  # fmt: skip
            self.words.setText(text)
            self.list.setCurrentRow(min(row, len(pages) - 1))
        else:
            self.words.setText(tr("Nothing waits: every scan is with its document."))
            self.view.clear()
            self.number.clear()
        self._rest(not pages)

    def _page(self) -> TrayPage | None:
        row = self.list.currentRow()
        return self.pages[row] if 0 <= row < len(self.pages) else None

    def _on_chosen(self) -> None:
        page = self._page()
        if page is None:
            return
        self.number.setText(page.document)
        self.view.clear(tr("Reading…"))
        self._latest.run(
            tray_picture,
            self.place.office,
            page.number,
            done=self.view.show_picture,
            failed=self._on_failed,
            owner=self,
        )

    def _on_file(self) -> None:
        page = self._page()
        if page is None or not self.file_button.isEnabled():
            return
        self._rest(True)
        self.place.tasks.run(
            file_scan, self.place.office, page.number, self.number.text(), done=self._on_filed, failed=self._on_failed
        )

    def _on_filed(self, filed: Filed) -> None:
        said = tr("{number} is filed as signed.") if filed.signed else tr("The scan is added to {number}.")
        self.banner.show_good(said.format(number=filed.document))
        self.place.changes.announce(Topic.DOCUMENTS, Topic.PAYOUTS)
        self.read()

    def _on_throw(self) -> None:
        page = self._page()
        if page is None or not self.place.prompts.confirm(
            tr("Throw this page away?"),
            tr("It is gone for good; the journal keeps only that it was here."),
            tr("Throw away"),
            danger=True,
        ):
            return
        self._rest(True)
        self.place.tasks.run(
            throw_away,
            self.place.office,
            page.number,
            done=lambda _none: self.read(),
            failed=self._on_failed,
            owner=self,
        )

    def _on_failed(self, error: BaseException) -> None:
        self._rest(not self.pages)
        errors.show_on(self.banner, error)

    def _rest(self, busy: bool) -> None:
        for each in (self.file_button, self.throw_button, self.number):
            each.setEnabled(not busy)
