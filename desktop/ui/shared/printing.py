"""Printing a PDF that lies in memory: each page is drawn at the printer's own resolution; nothing touches the disk."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, QSize, QSizeF
from PySide6.QtGui import QPageSize, QPainter
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QDialog, QWidget

from desktop.ui.shared.pdf_document import open_pdf

if TYPE_CHECKING:
    from PySide6.QtPdf import QPdfDocument

_MOST_DOTS = 600


class Printing:
    """A printer that was chosen. Choosing and printing are two steps: an original is used up only by the second."""

    def __init__(self, printer: QPrinter) -> None:
        self._printer = printer

    def paint(self, pdf: bytes) -> bool:
        """Print a PDF; False when the printer refused."""
        document, _buffer = open_pdf(pdf, None)
        return paint_pages(self._printer, document)


def choose_printer(parent: QWidget | None, pdf: bytes, title: str) -> Printing | None:
    """Ask for a printer for a PDF of this size and length; None when it was cancelled."""
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setDocName(title)
    document, _buffer = open_pdf(pdf, None)
    points = document.pagePointSize(0)
    printer.setPageSize(QPageSize(points, QPageSize.Unit.Point))
    printer.setFullPage(True)
    dialog = QPrintDialog(printer, parent)
    dialog.setMinMax(1, document.pageCount())
    accepted = dialog.exec() == QDialog.DialogCode.Accepted
    dialog.deleteLater()
    return Printing(printer) if accepted else None


def paint_pages(printer: QPrinter, document: QPdfDocument) -> bool:
    """Draw the pages that the printer was asked for; False when it refused."""
    painter = QPainter()
    if not painter.begin(printer):
        return False
    first = max(printer.fromPage(), 1)
    last = printer.toPage() or document.pageCount()
    for number in range(first - 1, min(last, document.pageCount())):
        if number > first - 1:
            printer.newPage()
        dots = min(printer.resolution(), _MOST_DOTS)
        size: QSizeF = document.pagePointSize(number) * (dots / 72)
        image = document.render(number, QSize(round(size.width()), round(size.height())))
        painter.drawImage(QRectF(printer.paperRect(QPrinter.Unit.DevicePixel)), image)
    painter.end()
    return True
