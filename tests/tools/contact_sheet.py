"""Developers' command: draw one picture of all kinds of documents in all their forms and layouts, to be looked at.

.venv/bin/python -m tests.tools.contact_sheet FILE.png [LANGUAGE [SECOND]]
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

import pypdfium2
from PIL import Image, ImageDraw

from desktop.documents.papers import draw_document
from desktop.domain.papers import PaperForm, PaperLayout
from desktop.domain.receipts import Rendering
from tests.documents.kinds_kit import FORMS, PV, by_proxy, document, logo
from tests.tools.papers import install_translations

if TYPE_CHECKING:
    from collections.abc import Iterator

_SCALE = 0.9
_WIDE, _HIGH = 540, 790
_COLUMNS = 6


def pages(language: str, second: str) -> Iterator[tuple[str, Image.Image]]:
    """Draw each document's sheets, each with its name."""
    extra = {"second_language": second} if second else {}
    for (kind, form), named in FORMS.items():
        for layout in PaperLayout:
            given = document(kind, form, layout, language, **extra)
            yield from _sheets(f"{kind.value} {named} {layout.value}", draw_document(given, Rendering(), logo()))
    for form in PaperForm:
        given = by_proxy(document(PV, form, PaperLayout.TWO_A5, language, lines=10, **extra))
        yield from _sheets(f"PV {form.value}, ten items, a proxy", draw_document(given, Rendering(), logo()))


def _sheets(name: str, pdf: bytes) -> Iterator[tuple[str, Image.Image]]:
    read = pypdfium2.PdfDocument(pdf)
    for number, page in enumerate(read, 1):
        yield f"{name} {number}/{len(read)}", page.render(scale=_SCALE).to_pil().convert("RGB")


def main(arguments: list[str]) -> int:
    """Draw the picture into the file that is named."""
    target, language, second = Path(arguments[0]), *[*arguments[1:], "en", ""][:2]
    if len(arguments) < 2:
        language, second = "en", ""
    elif len(arguments) < 3:
        second = ""
    with tempfile.TemporaryDirectory() as folder:
        install_translations(Path(folder))
        found = list(pages(language, second))
    rows = -(-len(found) // _COLUMNS)
    sheet = Image.new("RGB", (_COLUMNS * _WIDE, rows * _HIGH), "#888888")
    pen = ImageDraw.Draw(sheet)
    for place, (name, picture) in enumerate(found):
        x, y = place % _COLUMNS * _WIDE, place // _COLUMNS * _HIGH
        sheet.paste(picture, (x + 2, y + 20))
        pen.text((x + 4, y + 4), name, fill="white")
    sheet.save(target)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
