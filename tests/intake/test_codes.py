"""Codes on signed papers are read however the paper was scanned or photographed, and tell how it lies."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PIL import Image

from desktop.documents.papers import draw_document
from desktop.intake.apart.codes import find_codes
from desktop.intake.apart.pixels import pages
from tests.documents.papers_kit import ORIGINAL, VOUCHER, facts
from tests.services.paper_kit import photographed, printed, scanned, speckled, two_on_a_sheet

if TYPE_CHECKING:
    from desktop.domain.receipts import DocumentFacts

FACTS = facts(VOUCHER)


def paper(told: DocumentFacts = FACTS, dots: int = 200) -> Image.Image:
    return printed(draw_document(told, ORIGINAL), dots)


def read(data: bytes) -> tuple[tuple[str, ...], int]:
    (page,) = pages(data, 1)
    return find_codes(page.image)


@pytest.mark.parametrize(
    "how",
    [
        {"turn": 0, "lying": 1},
        {"turn": 33},
        {"turn": -14, "lying": 3},
        {"turn": 181, "lying": 1},
        {"dark": 0.5, "dots": 300},
        {"noise": 45, "quality": 40, "dots": 300},
    ],
    ids=str,
)
def test_however_it_was_photographed(how: dict[str, float]) -> None:
    image = speckled(paper(dots=int(how.pop("dots", 200))))
    assert read(photographed(image, **how))[0] == (FACTS.qr_text(),)  # type: ignore[arg-type]


@pytest.mark.parametrize("turn", [0, 90, 180, 270])
def test_a_page_tells_how_far_it_must_be_turned(turn: int) -> None:
    assert read(scanned([paper().rotate(turn, expand=True)])) == ((FACTS.qr_text(),), -turn % 360)


def test_two_vouchers_on_a_sheet_are_told_from_top_to_bottom() -> None:
    other = facts(VOUCHER, number="PV/2026/0002")
    sheet = two_on_a_sheet(paper(other), paper())
    assert read(scanned([sheet])) == ((other.qr_text(), FACTS.qr_text()), 0)


def test_other_codes_and_empty_pages_tell_nothing() -> None:
    import segno

    foreign = Image.new("L", (400, 400), 255)
    for y, row in enumerate(segno.make("https://example.org/SKB1|x", error="m").matrix):
        for x, cell in enumerate(row):
            if cell:
                foreign.paste(0, (40 + x * 8, 40 + y * 8, 48 + x * 8, 48 + y * 8))
    assert find_codes(foreign) == ((), 0)
    assert find_codes(Image.new("RGB", (5, 5), "white")) == ((), 0)
    assert find_codes(Image.new("RGB", (9000, 40), "white")) == ((), 0)
