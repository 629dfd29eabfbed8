"""The preview reads a PDF from memory, zooms, and lets it go; what is no PDF is refused."""

from __future__ import annotations

import ctypes.util
import io
import os
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from PySide6.QtGui import QPageRanges
from PySide6.QtPrintSupport import QPrinter
from reportlab.pdfgen.canvas import Canvas

from desktop.domain.errors import CannotRead
from desktop.ui.shared.pdf_document import open_pdf
from desktop.ui.shared.pdf_view import PdfPreview
from desktop.ui.shared.printing import Printing, in_memory, paint_pages
from tests.ui.kit import assert_named

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot


def pdf(pages: int) -> bytes:
    held = io.BytesIO()
    canvas = Canvas(held)
    for number in range(pages):
        canvas.drawString(100, 700, f"page {number + 1}")
        canvas.showPage()
    canvas.save()
    return held.getvalue()


@pytest.fixture
def preview(qtbot: QtBot) -> PdfPreview:
    made = PdfPreview("document")
    qtbot.addWidget(made)
    made.resize(500, 600)
    with qtbot.waitExposed(made):
        made.show()
    return made


def test_a_pdf_is_shown_from_memory_and_replaced(preview: PdfPreview) -> None:
    assert not preview.has_pdf
    preview.show_pdf(pdf(2))
    assert preview.has_pdf
    assert "2" in preview._pages.text()
    preview.show_pdf(pdf(1))
    assert "1" in preview._pages.text()
    assert_named(preview)


def test_it_zooms_within_bounds_and_fits_again(preview: PdfPreview) -> None:
    preview.zoom_in()  # nothing is shown: nothing happens
    preview.show_pdf(pdf(1))
    view = preview._view
    assert view is not None
    preview.zoom_in()
    first = view.zoomFactor()
    preview.zoom_out()
    assert view.zoomFactor() < first
    for _ in range(30):
        preview.zoom_in()
    assert view.zoomFactor() == 5
    preview.fit()
    assert view.zoomMode() is view.ZoomMode.FitToWidth


def test_it_lets_the_pdf_go(preview: PdfPreview) -> None:
    preview.show_pdf(pdf(1))
    preview.clear("Choose a document")
    assert not preview.has_pdf
    assert preview._note.text() == "Choose a document"
    assert not preview._zoom_in.isEnabled()


def test_what_is_no_pdf_is_refused_and_the_former_stays(preview: PdfPreview) -> None:
    preview.show_pdf(pdf(1))
    with pytest.raises(CannotRead):
        preview.show_pdf(b"no pdf at all")
    assert preview.has_pdf


@pytest.mark.parametrize(("first", "last", "printed"), [(0, 0, 3), (2, 3, 2), (1, 1, 1)])
def test_the_wanted_pages_are_printed(tmp_path: Path, first: int, last: int, printed: int) -> None:
    document, _buffer = open_pdf(pdf(3), None)
    assert document.pagePointSize(0).width() == pytest.approx(595, abs=1)
    printer = QPrinter()
    printer.setResolution(72)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(tmp_path / "out.pdf"))
    printer.setFullPage(True)
    if first:
        printer.setFromTo(first, last)
    assert paint_pages(printer, document)
    again, _held = open_pdf((tmp_path / "out.pdf").read_bytes(), None)
    assert again.pageCount() == printed


def to_file(path: Path) -> QPrinter:
    printer = QPrinter()
    printer.setResolution(72)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(path))
    printer.setFullPage(True)
    return printer


def pages(path: Path) -> int:
    document, _held = open_pdf(path.read_bytes(), None)
    return document.pageCount()


@pytest.mark.parametrize(("asked", "printed"), [("2", 1), ("1,3", 2), ("", 3)])
def test_pages_are_chosen_by_ranges(tmp_path: Path, asked: str, printed: int) -> None:
    document, _buffer = open_pdf(pdf(3), None)
    printer = to_file(tmp_path / "out.pdf")
    if asked:
        printer.setPageRanges(QPageRanges.fromString(asked))
    assert paint_pages(printer, document)
    assert pages(tmp_path / "out.pdf") == printed


def test_copies_are_drawn_where_the_printer_makes_none_itself(tmp_path: Path) -> None:
    document, _buffer = open_pdf(pdf(2), None)
    printer = to_file(tmp_path / "out.pdf")
    printer.setCopyCount(3)
    assert paint_pages(printer, document)
    assert pages(tmp_path / "out.pdf") == 2 * (1 if printer.supportsMultipleCopies() else 3)


def test_several_pdfs_make_one_job(tmp_path: Path) -> None:
    printing = Printing(to_file(tmp_path / "out.pdf"))
    assert printing.begin()
    for count in (1, 2):
        printing.add(pdf(count))
    printing.end()
    assert pages(tmp_path / "out.pdf") == 3


def test_each_of_several_pdfs_is_copied_by_itself(tmp_path: Path) -> None:
    """Two sheets and one, twice: where the printer makes no copies, each document's sheets stay together."""
    printer = to_file(tmp_path / "out.pdf")
    printer.setCopyCount(2)
    printing = Printing(printer)
    assert printing.begin()
    for count in (2, 1):
        printing.add(pdf(count))
    printing.end()
    assert pages(tmp_path / "out.pdf") == 3 * (1 if printer.supportsMultipleCopies() else 2)


def test_what_qt_hands_to_cups_lies_in_memory(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where libcups is here, it is asked itself: Qt's print engine takes its temporary file from there alone."""
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    memory = Path("/dev/shm")
    with in_memory():
        assert os.environ["TMPDIR"] == (str(memory) if memory.is_dir() else str(tmp_path))
        if library := ctypes.util.find_library("cups"):
            name = ctypes.create_string_buffer(1024)
            os.close(ctypes.CDLL(library).cupsTempFd(name, len(name)))
            place = Path(name.value.decode())
            place.unlink()
            assert place.parent == memory
    assert os.environ["TMPDIR"] == str(tmp_path)
    monkeypatch.delenv("TMPDIR")
    with in_memory(("/nowhere",)):
        assert "TMPDIR" not in os.environ
    with in_memory():
        pass
    assert "TMPDIR" not in os.environ


def test_it_stands_still_at_any_height(preview: PdfPreview, qtbot: QtBot) -> None:
    """A page that fits without a scroll bar and not beside one made the view go to and fro for ever."""
    preview.show_pdf(pdf(1))
    view = preview._view
    assert view is not None
    widths = set()
    for height in range(300, 800, 17):
        preview.resize(400, height)
        qtbot.wait(1)
        widths.add(view.viewport().width())
    assert len(widths) == 1
