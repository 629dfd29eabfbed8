"""Printing a PDF that lies in memory: each page is drawn at the printer's own resolution.

We write nothing to the disk. Qt itself hands what was drawn to CUPS as a temporary file, so its folder for those is
set to one in memory while it does; what CUPS keeps until a job is printed is CUPS's own.
"""

from __future__ import annotations

import os
import sys
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, QSize, QSizeF
from PySide6.QtGui import QPageSize, QPainter
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QDialog, QWidget

from desktop.ui.shared.pdf_document import open_pdf

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from PySide6.QtPdf import QPdfDocument

_MOST_DOTS = 600
_FOLDER = "TMPDIR"
JOB = "Skarbonka"
"""What every job is called: queues show it to others, and keep it. A number or a name would tell."""


class Printing:
    """A printer that was chosen. Choosing and printing are two steps: an original is used up only by the second.

    Several PDFs make one job: `begin`, `add` each, `end`.
    """

    def __init__(self, printer: QPrinter) -> None:
        self._printer = printer
        self._painter = QPainter()
        self._pages = 0

    def paint(self, pdf: bytes) -> bool:
        """Print a PDF; False when the printer refused."""
        document, _buffer = open_pdf(pdf, None)
        return paint_pages(self._printer, document)

    def begin(self) -> bool:
        """Begin a job of several PDFs; False when the printer refused."""
        self._pages = 0
        with in_memory():
            return self._painter.begin(self._printer)

    def add(self, pdf: bytes) -> None:
        """Draw all pages of a PDF, as often as was asked for."""
        document, _buffer = open_pdf(pdf, None)
        for number in list(range(document.pageCount())) * _times(self._printer):
            if self._pages:
                self._printer.newPage()
            self._pages += 1
            _draw(self._painter, self._printer, document, number)

    def end(self) -> None:
        """Give the job to the printer."""
        with in_memory():
            self._painter.end()


def choose_printer(parent: QWidget | None, pdf: bytes, *, whole: bool = False) -> Printing | None:
    """Ask for a printer for a PDF of this size and length; None when it was cancelled.

    With `whole` there is no choice of pages: the PDF is only the first of several.
    """
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setDocName(JOB)
    document, _buffer = open_pdf(pdf, None)
    points = document.pagePointSize(0)
    printer.setPageSize(QPageSize(points, QPageSize.Unit.Point))
    printer.setFullPage(True)
    dialog = QPrintDialog(printer, parent)
    if whole:
        dialog.setOption(QPrintDialog.PrintDialogOption.PrintPageRange, False)
    else:
        dialog.setMinMax(1, document.pageCount())
    accepted = dialog.exec() == QDialog.DialogCode.Accepted
    dialog.deleteLater()
    return Printing(printer) if accepted else None


def paint_pages(printer: QPrinter, document: QPdfDocument) -> bool:
    """Draw the pages that the printer was asked for, as often as it was; False when it refused."""
    painter = QPainter()
    with in_memory():
        if not painter.begin(printer):
            return False
        for place, number in enumerate(_pages(printer, document.pageCount()) * _times(printer)):
            if place:
                printer.newPage()
            _draw(painter, printer, document, number)
        painter.end()
    return True


def _times(printer: QPrinter) -> int:
    """Say how often we draw a page ourselves: a printer that makes copies makes them of what is drawn once."""
    return 1 if printer.supportsMultipleCopies() else max(printer.copyCount(), 1)


def _pages(printer: QPrinter, count: int) -> list[int]:
    """Give the pages that were asked for, counted from nothing: "2-3, 5" or all."""
    asked = printer.pageRanges()
    if not asked.isEmpty():
        return [number for number in range(count) if asked.contains(number + 1)]
    first = max(printer.fromPage(), 1)
    return list(range(first - 1, min(printer.toPage() or count, count)))


def _draw(painter: QPainter, printer: QPrinter, document: QPdfDocument, number: int) -> None:
    dots = min(printer.resolution(), _MOST_DOTS)
    size: QSizeF = document.pagePointSize(number) * (dots / 72)
    image = document.render(number, QSize(round(size.width()), round(size.height())))
    painter.drawImage(QRectF(printer.paperRect(QPrinter.Unit.DevicePixel)), image)


@contextmanager
def in_memory(folders: tuple[str, ...] = ("/dev/shm",)) -> Iterator[None]:  # noqa: S108 - it is memory, and Linux's own
    """Let temporary files of Qt's print engine lie in memory on Linux: it makes one of every job for CUPS."""
    place = next((each for each in folders if Path(each).is_dir() and os.access(each, os.W_OK)), "")
    if not place or not sys.platform.startswith("linux"):
        yield
        return
    former = os.environ.get(_FOLDER)
    os.environ[_FOLDER] = place
    try:
        yield
    finally:
        if former is None:
            del os.environ[_FOLDER]
        else:
            os.environ[_FOLDER] = former


class PrintRun:
    """A job of many documents, one after another: `next_one` asks for each, so that it can be stopped between them."""

    def __init__(self, printing: Printing, numbers: tuple[str, ...]) -> None:
        self.printing = printing
        self.numbers = numbers
        self.done: list[str] = []
        self.stopped = False

    @property
    def left(self) -> tuple[str, ...]:
        """What is not printed yet."""
        return self.numbers[len(self.done) :]

    def next_one(self, take: Callable[[str], object]) -> bool:
        """Ask for the next document; False when there is none, or it was stopped."""
        if self.stopped or not self.left:
            return False
        take(self.left[0])
        return True

    def add(self, pdf: bytes) -> None:
        """Print the one that was asked for."""
        self.printing.add(pdf)
        self.done.append(self.left[0])
