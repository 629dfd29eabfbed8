"""The issuer's logo at a paper's head: as high as its room, as wide as it is, drawn from memory."""

from __future__ import annotations

import io
from functools import lru_cache
from typing import TYPE_CHECKING

from desktop.documents.paper import MM

if TYPE_CHECKING:
    from desktop.documents.paper import Paper

LOGO = 13 * MM
"""The height of its room."""

BESIDE = 4 * MM
"""The space between it and what stands beside it."""


def logo_room(png: bytes, width: float) -> float:
    """Measure how far to the right of it a text beside it begins, where it may be `width` wide; 0 for no picture."""
    if not png:
        return 0
    wide, _high = _size(png, width)
    return wide + BESIDE


def draw_logo(paper: Paper, png: bytes, x: float, top: float, width: float) -> None:
    """Draw a picture whose upper left corner is x and `top`, in its room; nothing for no picture."""
    if not png:
        return
    from reportlab.lib.utils import ImageReader  # noqa: PLC0415 - late: papers without a logo need none

    wide, high = _size(png, width)
    paper.drawImage(ImageReader(io.BytesIO(png)), x, top - high, wide, high)


@lru_cache(maxsize=8)
def _size(png: bytes, width: float) -> tuple[float, float]:
    from reportlab.lib.utils import ImageReader  # noqa: PLC0415 - late: papers without a logo need none

    wide, high = ImageReader(io.BytesIO(png)).getSize()
    scale = min(LOGO / high, width / wide)
    return wide * scale, high * scale
