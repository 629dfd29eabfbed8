"""Finds the office's own QR codes on a page, however it lies, and how far the page must be turned to stand upright."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from PIL.Image import Image

MARK = "SKB1|"
_LONGEST = 200
_LONGEST_READ = 4200
_QUARTER = 90


def find_codes(image: Image) -> tuple[tuple[str, ...], int]:
    """Read the codes of a page.

    Returns:
        The texts of the office's own codes from top to bottom, each once; and the quarter turns, in degrees
        counter-clockwise, that bring the page upright.
    """
    import zxingcpp  # noqa: PLC0415 - late: few sessions read codes

    found: dict[str, tuple[int, int]] = {}
    for turn, attempt in enumerate(_attempts(image)):
        if turn > 1 and found:
            break
        for code in zxingcpp.read_barcodes(attempt, formats=zxingcpp.BarcodeFormats(zxingcpp.BarcodeFormat.QRCode)):
            text = code.text
            if text.startswith(MARK) and len(text) <= _LONGEST and text not in found:
                height = code.position.top_left.y * image.height // attempt.height
                found[text] = (height, round(code.orientation / _QUARTER) * _QUARTER % 360)
    upright = next(iter(found.values()))[1] if found else 0
    return tuple(sorted(found, key=lambda text: (found[text][0], text))), upright


def _attempts(image: Image) -> Iterator[Image]:
    """Give the page as it is and with its greys spread; for the page on which nothing is found, in other sizes too."""
    from PIL import ImageFilter, ImageOps  # noqa: PLC0415 - late: heavy

    grey = image.convert("L")
    if max(grey.size) > _LONGEST_READ:
        grey.thumbnail((_LONGEST_READ, _LONGEST_READ))
    yield grey
    yield ImageOps.autocontrast(grey, cutoff=2)
    half = grey.resize((max(grey.width // 2, 1), max(grey.height // 2, 1)))
    yield ImageOps.autocontrast(half, cutoff=2)
    if max(grey.size) * 2 <= _LONGEST_READ:
        yield ImageOps.autocontrast(grey.resize((grey.width * 2, grey.height * 2)), cutoff=2)
    yield ImageOps.equalize(half.filter(ImageFilter.MedianFilter(3)))
