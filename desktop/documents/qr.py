"""The QR code of a document: its number, day, amount and check code, and never a name."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from desktop.documents.paper import Paper

QUIET_MODULES = 4
"""The white margin that readers need on each side, in modules."""


@lru_cache(maxsize=8)
def modules(text: str) -> tuple[bytearray, ...]:
    """Give the code's square matrix without its margin: 1 is black. Level M survives a fold or a stamp's edge.

    Kept for the paper's second copy: choosing the mask is most of the work of a receipt.
    """
    import segno  # noqa: PLC0415 - late: previews need none

    return tuple(segno.make(text, error="m", micro=False, boost_error=False).matrix)


def draw_qr(paper: Paper, text: str, right: float, top: float, side: float) -> None:
    """Draw a code whose black corner stands at `right` and `top`, `side` points wide; the margin lies outside of it."""
    paper.bitmap(right - side, top - side, side, modules(text))
