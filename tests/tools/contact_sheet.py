"""Developers' command: draw one picture of all kinds of documents in all their forms, layouts and marks, to look at.

.venv/bin/python -m tests.tools.contact_sheet FILE.png [--language be] [--second pl] [--long]

Two languages side by side with --second; --long draws long names, a long purpose, ten items and a proxy instead.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import pypdfium2
from PIL import Image, ImageDraw

from desktop.documents.papers import draw_document
from desktop.domain.papers import PaperForm, PaperLayout
from desktop.domain.receipts import Rendering
from desktop.i18n import LANGUAGES
from tests.documents.kinds_kit import DR, FORMS, PV, by_proxy, document, logo, long_document
from tests.documents.papers_kit import RENDERINGS, seen
from tests.tools.papers import install_translations

if TYPE_CHECKING:
    from collections.abc import Iterator

_PAGE = (600, 845)
"""An A4 sheet at a scale of 1, with its name above and a margin."""
_NAME = 20


def pages(language: str, second: str, scale: float, *, long: bool = False) -> Iterator[tuple[str, Image.Image]]:
    """Draw each document's sheets, each with its name."""
    both = f"{language}+{second}" if second else language
    for (kind, form), named in FORMS.items():
        for layout in PaperLayout:
            given = (
                long_document(kind, form, layout, both)
                if long
                else document(kind, form, layout, language, second_language=second)
            )
            name = " ".join(filter(None, (kind.value, named, layout.value, both)))
            yield from _sheets(name, draw_document(given, Rendering(), logo()), scale)
    for form in () if long else PaperForm:
        given = by_proxy(document(PV, form, PaperLayout.TWO_A5, language, lines=10, second_language=second))
        yield from _sheets(f"PV {form.value}, ten items, a proxy", draw_document(given, Rendering(), logo()), scale)
    if not long:
        yield from _marked(language, second, scale)
        yield from _office_papers(both, scale)


def _marked(language: str, second: str, scale: float) -> Iterator[tuple[str, Image.Image]]:
    """Draw what is no original: previews, copies, void and redacted papers."""
    for kind, layout in ((DR, PaperLayout.A4), (PV, PaperLayout.TWO_A5)):
        given = document(kind, PaperForm.PLAIN, layout, language, second_language=second)
        for named, rendering in RENDERINGS.items():
            if named != "original":
                drawn = draw_document(seen(given, rendering), rendering, logo())
                yield from _sheets(f"{kind.value} {layout.value}, {named}", drawn, scale)
        if kind is PV and given.paper is not None:
            asking = replace(given, paper=replace(given.paper, asks_consent=True), replaces="PV/2026/0001")
            drawn = draw_document(replace(asking, number="PV/2026/0002"), Rendering(), logo())
            yield from _sheets("PV, that replaces another and asks for a consent", drawn, scale)


def _office_papers(language: str, scale: float) -> Iterator[tuple[str, Image.Image]]:
    """Draw the papers that take no number of a series: cash report, settlement of an advance, notes of decisions."""
    from tests.documents.test_languages import office_papers

    for name, pdf in office_papers(language).items():
        yield from _sheets(name, pdf, scale)


def _sheets(name: str, pdf: bytes, scale: float) -> Iterator[tuple[str, Image.Image]]:
    read = pypdfium2.PdfDocument(pdf)
    for number, page in enumerate(read, 1):
        yield f"{name} {number}/{len(read)}", page.render(scale=scale).to_pil().convert("RGB")


def sheet_of(found: list[tuple[str, Image.Image]], columns: int, scale: float) -> Image.Image:
    """Lay the pictures out in rows, each below its name."""
    wide, high = (round(side * scale) for side in _PAGE)
    rows = -(-len(found) // columns)
    sheet = Image.new("RGB", (columns * wide, rows * (high + _NAME)), "#888888")
    pen = ImageDraw.Draw(sheet)
    for place, (name, picture) in enumerate(found):
        x, y = place % columns * wide, place // columns * (high + _NAME)
        sheet.paste(picture, (x + 2, y + _NAME))
        pen.text((x + 4, y + 4), name, fill="white")
    return sheet


def main(arguments: list[str]) -> int:
    """Draw the picture into the file that is named."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("file", type=Path)
    parser.add_argument("--language", choices=LANGUAGES, default="en")
    parser.add_argument("--second", choices=("", *LANGUAGES), default="")
    parser.add_argument("--long", action="store_true")
    parser.add_argument("--columns", type=int, default=6)
    parser.add_argument("--scale", type=float, default=0.9)
    options = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory() as folder:
        install_translations(Path(folder))
        found = list(pages(options.language, options.second, options.scale, long=options.long))
    sheet_of(found, options.columns, options.scale).save(options.file)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
