"""Receipts a second, one file each, against a default ReportLab canvas that draws the same texts. Goal: twice as many.

The ratio is printed (run with `-s`), never asserted: it is a goal to build towards, and machines differ.
"""

import io
import time
from collections.abc import Callable
from dataclasses import replace
from functools import partial

import pytest
from reportlab.graphics import renderPDF
from reportlab.graphics.barcode.qr import QrCodeWidget
from reportlab.graphics.shapes import Drawing
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

from desktop.documents.fonts import Face
from desktop.documents.paper import A4, MM, Paper, Tone
from desktop.documents.papers import draw_document
from desktop.domain.papers import PaperForm, PaperLayout
from desktop.domain.receipts import DocumentFacts
from desktop.paths import resource
from tests.documents.kinds_kit import document
from tests.documents.papers_kit import ORIGINAL, RECEIPT, VOUCHER, facts

ROUNDS = 25
Text = tuple[float, float, str, str, float]


def _texts(given: DocumentFacts) -> list[Text]:
    texts: list[Text] = []
    put = Paper.put

    def record(
        paper: Paper, x: float, y: float, text: str, face: Face, size: float, tone: Tone = 0.1, angle: float = 0
    ) -> None:
        put(paper, x, y, text, face, size, tone, angle)
        texts.append((x, y, text, "BareBold" if "Bold" in face.fontName else "Bare", size))

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Paper, "put", record)
        draw_document(given, ORIGINAL)
    return texts


def _bare(texts: list[Text], code: str) -> bytes:
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=A4)
    for x, y, text, face, size in texts:
        canvas.setFont(face, size)
        canvas.drawString(x, y, text)
    drawing = Drawing(24 * MM, 24 * MM)
    drawing.add(QrCodeWidget(code, barWidth=24 * MM, barHeight=24 * MM))
    renderPDF.draw(drawing, canvas, 160 * MM, 250 * MM)
    canvas.save()
    return out.getvalue()


def _seconds(work: Callable[[], bytes]) -> float:
    begin = time.perf_counter()
    work()
    return time.perf_counter() - begin


GIVEN = {
    "receipt of a former version": facts(RECEIPT, "be"),
    "voucher of a former version": facts(VOUCHER, "be"),
    "receipt, A4": document(RECEIPT, layout=PaperLayout.A4, language="be"),
    "voucher, two A5": document(VOUCHER, layout=PaperLayout.TWO_A5, language="be"),
    "KW, two A5": document(VOUCHER, PaperForm.POLAND, PaperLayout.TWO_A5, "pl"),
    "KO-2 in two languages": document(VOUCHER, PaperForm.EAST, PaperLayout.TWO_A5, "uk", second_language="pl"),
}


@pytest.mark.parametrize("name", GIVEN)
def test_papers_a_second(name: str) -> None:
    pdfmetrics.registerFont(TTFont("Bare", str(resource("fonts", "DejaVuSansCondensed.ttf"))))
    pdfmetrics.registerFont(TTFont("BareBold", str(resource("fonts", "DejaVuSansCondensed-Bold.ttf"))))
    given, kind = GIVEN[name], GIVEN[name].kind
    texts, code = _texts(given), given.qr_text()
    ours, bare = 0.0, 0.0
    for count in range(ROUNDS):
        other = replace(given, number=f"{kind.value}/2026/{count + 2:04d}")  # a code of its own, as in real work
        ours += _seconds(partial(draw_document, other, ORIGINAL))
        bare += _seconds(lambda: _bare(texts, code))
    size, bare_size = len(draw_document(given, ORIGINAL)), len(_bare(texts, code))
    print(
        f"\n{name}: {ROUNDS / ours:.0f}/s against {ROUNDS / bare:.0f}/s bare, "
        f"{bare / ours:.2f} x (goal 2); {size // 1024} against {bare_size // 1024} KiB"
    )
