"""The issuer's logo at a paper's head: as high as its room, as wide as it is, drawn from memory."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

from desktop.documents.paper import MM

if TYPE_CHECKING:
    from desktop.documents.paper import Paper

LOGO = 13 * MM
"""The height of its room."""

_WIDEST = 60 * MM


def draw_logo(paper: Paper, png: bytes, x: float, top: float, width: float) -> None:
    """Draw a picture whose upper left corner is x and `top`, in its room; nothing for no picture."""
    if not png:
        return
    from reportlab.lib.utils import ImageReader  # noqa: PLC0415 - late: papers without a logo need none

    picture = ImageReader(io.BytesIO(png))
    wide, high = picture.getSize()
    scale = min(LOGO / high, min(width, _WIDEST) / wide)
    paper.drawImage(picture, x, top - high * scale, wide * scale, high * scale)
