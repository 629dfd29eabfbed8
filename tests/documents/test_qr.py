"""The check code as it comes out of the paper: the very modules, the right way round, and nothing of a person."""

import io
import re

import pytest
import segno
from pypdf import PdfReader
from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QSize
from PySide6.QtGui import QImage, qGray
from PySide6.QtPdf import QPdfDocument

from desktop.documents.paper import A4, MM
from desktop.documents.papers import draw_document
from desktop.documents.qr import modules
from desktop.domain.receipts import DocumentFacts, DocumentKind
from tests.documents.papers_kit import COPY, ORIGINAL, RECEIPT, VOID, VOUCHER, facts

SCALE = 6


def _bitmaps(pdf: bytes) -> list[list[list[int]]]:
    """Read the 1-bit images of a document's first sheet."""
    stream = PdfReader(io.BytesIO(pdf)).pages[0]["/Contents"].get_object().get_data()
    found = []
    for size, digits in re.findall(rb"BI /W (\d+) /H \1 /IM true /BPC 1 /D \[1 0\] /F /AHx ID\n([0-9a-f]+)>", stream):
        side, data = int(size), bytes.fromhex(digits.decode())
        width = (side + 7) // 8
        rows = (data[start : start + width] for start in range(0, len(data), width))
        found.append([[row[x // 8] >> (7 - x % 8) & 1 for x in range(side)] for row in rows])
    return found


def _expected(given: DocumentFacts) -> list[list[int]]:
    return [list(row) for row in segno.make(given.qr_text(), error="m", micro=False, boost_error=False).matrix]


@pytest.mark.parametrize(("kind", "count"), [(RECEIPT, 1), (VOUCHER, 2)])
@pytest.mark.parametrize("rendering", [ORIGINAL, COPY, VOID])
def test_each_paper_bears_the_code_of_its_facts(kind: DocumentKind, count: int, rendering: object) -> None:
    given = facts(kind, "be")
    assert _bitmaps(draw_document(given, rendering)) == [_expected(given)] * count  # type: ignore[arg-type]


def test_the_code_holds_number_day_amount_and_check_alone() -> None:
    given = facts()
    assert given.qr_text() == f"SKB1|DR/2026/0001|2026-11-22|2848.50|EUR|{given.digest()[:12]}"
    assert [list(row) for row in modules(given.qr_text())] == _expected(given)


@pytest.mark.usefixtures("qapp")
def test_the_code_is_seen_the_right_way_round() -> None:
    given = facts()
    image = _rendered(draw_document(given, ORIGINAL))
    expected = _expected(given)
    side = 24 * MM
    left, top = 188 * MM - side, 20 * MM
    step = side / len(expected)
    seen = [
        [
            int(
                qGray(image.pixel(round((left + (x + 0.5) * step) * SCALE), round((top + (y + 0.5) * step) * SCALE)))
                < 128
            )
            for x in range(len(expected))
        ]
        for y in range(len(expected))
    ]
    assert seen == expected


def _rendered(pdf: bytes) -> QImage:
    buffer = QBuffer()
    buffer.setData(QByteArray(pdf))
    buffer.open(QIODevice.OpenModeFlag.ReadOnly)
    document = QPdfDocument()
    document.load(buffer)
    assert document.pageCount() == 1
    image = document.render(0, QSize(round(A4[0] * SCALE), round(A4[1] * SCALE)))
    white = QImage(image.size(), QImage.Format.Format_RGB32)
    white.fill(0xFFFFFFFF)
    from PySide6.QtGui import QPainter

    painter = QPainter(white)
    painter.drawImage(0, 0, image)
    painter.end()
    document.close()
    return white
