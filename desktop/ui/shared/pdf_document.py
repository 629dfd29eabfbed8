"""Opening a PDF from memory for showing and printing."""

from __future__ import annotations

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QObject
from PySide6.QtPdf import QPdfDocument

from desktop.domain.errors import CannotRead


def open_pdf(pdf: bytes, parent: QObject | None) -> tuple[QPdfDocument, QBuffer]:
    """Open a PDF; the buffer must live as long as the document reads from it.

    Raises:
        CannotRead: If the bytes are no PDF.
    """
    document = QPdfDocument(parent) if parent is not None else QPdfDocument()
    buffer = QBuffer(document)
    buffer.setData(QByteArray(pdf))
    buffer.open(QIODevice.OpenModeFlag.ReadOnly)
    document.load(buffer)
    if document.status() is not QPdfDocument.Status.Ready:
        raise CannotRead(reason="damaged")
    return document, buffer
