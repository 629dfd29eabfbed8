"""A preview of a PDF in the window, read from memory, with zoom. QtPdf is loaded when the first one shows."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QStackedLayout, QVBoxLayout, QWidget

from desktop.i18n import tr
from desktop.ui.language import follow_language
from desktop.ui.shared.naming import named, say, text_label, tool_button
from desktop.ui.shared.steady import steady
from desktop.ui.theme import NEAR, TIGHT

if TYPE_CHECKING:
    from PySide6.QtPdf import QPdfDocument
    from PySide6.QtPdfWidgets import QPdfView

_STEP = 1.25
_LEAST, _MOST = 0.25, 5.0


class PdfPreview(QWidget):
    """Shows one PDF. `show_pdf(bytes)`, `clear(text)`; zoom by buttons, Ctrl+plus, Ctrl+minus, Ctrl+0 (fit)."""

    def __init__(self, area: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._area = area
        self._document: QPdfDocument | None = None
        self._view: QPdfView | None = None
        self._note = text_label("", "muted", wrap=True)
        self._note.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._zoom_out = tool_button(f"{area}.zoom_out", "zoom_out")
        self._zoom_in = tool_button(f"{area}.zoom_in", "zoom_in")
        self._fit = tool_button(f"{area}.zoom_fit", "fit")
        self._pages = text_label("", "muted")
        bar = QHBoxLayout()
        bar.setContentsMargins(0, 0, 0, 0)
        bar.setSpacing(TIGHT)
        bar.addWidget(self._pages)
        bar.addStretch(1)
        for each, slot in ((self._zoom_out, self.zoom_out), (self._zoom_in, self.zoom_in), (self._fit, self.fit)):
            bar.addWidget(each)
            each.clicked.connect(slot)
        self._stack = QStackedLayout()
        self._stack.addWidget(self._note)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(NEAR)
        layout.addLayout(bar)
        layout.addLayout(self._stack, 1)
        for keys, act in (
            (QKeySequence.StandardKey.ZoomIn, self.zoom_in),
            (QKeySequence.StandardKey.ZoomOut, self.zoom_out),
        ):
            QShortcut(QKeySequence(keys), self, act, context=Qt.ShortcutContext.WidgetWithChildrenShortcut)
        self._enable(False)
        follow_language(self, self.retranslate)

    def retranslate(self) -> None:
        say(self._zoom_in, tr("Larger"))
        say(self._zoom_out, tr("Smaller"))
        say(self._fit, tr("Fit the width"))
        if self._view is not None:
            self._view.setAccessibleName(tr("Preview"))

    def show_pdf(self, pdf: bytes) -> None:
        """Show a PDF; raises CannotRead when the bytes are none."""
        from PySide6.QtPdfWidgets import QPdfView  # noqa: PLC0415  loaded with the first preview

        from desktop.ui.shared.pdf_document import open_pdf  # noqa: PLC0415  the same

        former = self._document
        document, _buffer = open_pdf(pdf, self)
        if self._view is None:
            self._view = named(QPdfView(self), f"{self._area}.preview", tr("Preview"))
            steady(self._view)
            self._view.setPageMode(QPdfView.PageMode.MultiPage)
            # Always there: a page that fits the width without a scroll bar may not fit the height beside one, and the
            # view would go to and fro between the two sizes for ever.
            self._view.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
            self._view.setZoomMode(QPdfView.ZoomMode.FitToWidth)
            self._stack.addWidget(self._view)
        self._view.setDocument(document)
        self._document = document
        if former is not None:
            former.deleteLater()
        self._pages.setText(tr("Pages: {count}").format(count=document.pageCount()))
        self._stack.setCurrentWidget(self._view)
        self._enable(True)

    def clear(self, note: str = "") -> None:
        """Show a sentence in place of a PDF, and let the PDF go."""
        if self._view is not None and self._document is not None:
            self._stack.removeWidget(self._view)
            self._view.deleteLater()
            self._document.deleteLater()
            self._view, self._document = None, None
        self._pages.clear()
        self._note.setText(note)
        self._stack.setCurrentWidget(self._note)
        self._enable(False)

    @property
    def has_pdf(self) -> bool:
        """Whether a PDF is shown."""
        return self._document is not None

    def zoom_in(self) -> None:
        self._zoom(_STEP)

    def zoom_out(self) -> None:
        self._zoom(1 / _STEP)

    def fit(self) -> None:
        """Fit the page to the width of the view."""
        if self._view is not None:
            self._view.setZoomMode(self._view.ZoomMode.FitToWidth)

    def _zoom(self, factor: float) -> None:
        view, document = self._view, self._document
        if view is None or document is None:
            return
        now = view.zoomFactor()
        if view.zoomMode() is view.ZoomMode.FitToWidth:
            points = document.pagePointSize(0).width() * view.logicalDpiX() / 72
            now = max(view.viewport().width() / points, _LEAST) if points else 1.0
        view.setZoomMode(view.ZoomMode.Custom)
        view.setZoomFactor(min(max(now * factor, _LEAST), _MOST))

    def _enable(self, there: bool) -> None:
        for each in (self._zoom_in, self._zoom_out, self._fit):
            each.setEnabled(there)
            each.setVisible(there)
