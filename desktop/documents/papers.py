"""Receipts and vouchers as PDF: frozen facts in, bytes out. The same facts, rendered the same, give the same bytes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from desktop.domain.receipts import DocumentFacts, DocumentKind, Rendering

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence


def draw_document(
    facts: DocumentFacts, rendering: Rendering, logo: bytes = b"", kept: Sequence[Mapping[str, str]] = ()
) -> bytes:
    """Draw a document as a PDF, in memory.

    Args:
        facts: All that the document says, as frozen at issue; without a number it is drawn as a preview's would be.
        logo: The picture whose hash the facts hold, as a PNG.
        rendering: As the original, a preview, a numbered copy or voided.
        kept: The words whose hashes the facts hold, for each language; without any, today's words.

    Returns:
        A PDF with its fonts embedded. Its metadata hold the number and the day of issue and nothing else.
    """
    # Late: ReportLab takes 100 ms to import, which the first window does not wait for.
    from desktop.documents.laid_out import draw_laid_out  # noqa: PLC0415
    from desktop.documents.paper import NEUTRAL, Paper  # noqa: PLC0415
    from desktop.documents.receipt import draw_receipt  # noqa: PLC0415
    from desktop.documents.voucher import draw_voucher  # noqa: PLC0415
    from desktop.documents.wordings import Wording  # noqa: PLC0415

    wording = Wording(facts, rendering, kept)
    paper = Paper(wording.language, facts.number or NEUTRAL, facts.issued_on, f"{facts.digest()} {rendering}")
    if facts.paper is not None:
        draw_laid_out(paper, wording, facts.paper, logo)
    elif facts.kind is DocumentKind.DONATION_RECEIPT:
        draw_receipt(paper, wording)
    else:
        draw_voucher(paper, wording)
    return paper.finish()
