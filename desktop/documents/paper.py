"""The sheet that documents are drawn on: a ReportLab canvas with a few strokes of its own, fixed and neutral inside.

Nothing is left to chance or to the machine: the same calls give the same bytes, no date but the document's day, no
name, no path. Texts are only ever drawn as glyphs; nothing is parsed, so no markup in a name can do anything.
"""

from __future__ import annotations

import hashlib
import io
import math
from typing import TYPE_CHECKING, Any, NamedTuple

from reportlab import rl_config
from reportlab.pdfgen.canvas import Canvas

from desktop.documents.fonts import Face, faces

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

rl_config.useA85 = 0  # binary streams: a fifth smaller and faster than ASCII85
rl_config.trustedSchemes = []
rl_config.trustedHosts = []

MM = 72 / 25.4
A4 = (210 * MM, 297 * MM)
NEUTRAL = "Skarbonka"

INK = 0.10
QUIET = 0.40
HAIR = 0.66
TINT = 0.955


class Colour(NamedTuple):
    """A colour in red, green, blue from 0 to 1."""

    red: float
    green: float
    blue: float


RED = Colour(0.70, 0.09, 0.11)
PALE_RED = Colour(0.965, 0.80, 0.80)

Tone = float | Colour
"""A grey from 0 (black) to 1 (white), or a colour."""


def _number(value: float) -> str:
    return f"{value:.2f}".rstrip("0").rstrip(".")


def _fill(tone: Tone) -> str:
    if isinstance(tone, Colour):
        return " ".join(map(_number, tone)) + " rg"
    return f"{_number(tone)} g"


def _stroke(grey: float) -> str:
    return f"{_number(grey)} G"


class Paper(Canvas):
    """A4 sheets in memory. Lengths are points from the lower left corner; `put` takes a text's baseline."""

    _doc: Any
    logo: bytes = b""
    """The issuer's picture, for whatever draws a heading."""

    def __init__(self, language: str, title: str, day: date, seed: str) -> None:
        """Begin a document of one language; `title` and `day` go into its metadata, the file's id is made of `seed`."""
        regular, bold = faces()
        super().__init__(
            io.BytesIO(),
            pagesize=A4,
            pageCompression=1,
            invariant=1,
            initialFontName=regular.fontName,  # type: ignore[arg-type]  # a name: the stub says float
            initialFontSize=9,
            lang=language,
        )
        # ReportLab's own seed may hold the environment's clock, and knows nothing of the content.
        self._doc.signature = hashlib.md5(seed.encode(), usedforsecurity=False)
        regular.begin(self._doc)
        bold.begin(self._doc)
        self.setDateFormatter(lambda *_now: f"D:{day:%Y%m%d}000000Z")
        self.setTitle(title)
        self.setAuthor(NEUTRAL)
        self.setProducer(NEUTRAL)
        self.setCreator(NEUTRAL)
        self.setSubject("")

    def put(self, x: float, y: float, text: str, face: Face, size: float, tone: Tone = INK, angle: float = 0) -> None:
        """Draw a text from x on its baseline y, turned by `angle` degrees."""
        turn = math.radians(angle)
        cos, sin = (_number(1.0), "0") if not angle else (f"{math.cos(turn):.4f}", f"{math.sin(turn):.4f}")
        minus_sin = "0" if not angle else f"{-math.sin(turn):.4f}"
        parts = [f"BT {_fill(tone)} {cos} {sin} {minus_sin} {cos} {_number(x)} {_number(y)} Tm"]
        for subset, codes in face.splitString(text, self._doc):
            parts.append(f"{face.getSubsetInternalName(subset, self._doc)} {_number(size)} Tf <{codes.hex()}> Tj")
        parts.append("ET")
        self.addLiteral(" ".join(parts))

    def rule(self, x: float, y: float, to: float, tone: float = HAIR, weight: float = 0.4) -> None:
        """Draw a level line from x to `to`."""
        line = f"{_number(x)} {_number(y)} m {_number(to)} {_number(y)} l S"
        self.addLiteral(f"{_stroke(tone)} {_number(weight)} w {line}")

    def dashes(self, x: float, y: float, to: float, tone: float = QUIET) -> None:
        """Draw a level dashed line from x to `to`."""
        line = f"{_number(x)} {_number(y)} m {_number(to)} {_number(y)} l S"
        self.addLiteral(f"{_stroke(tone)} 0.5 w [3 3] 0 d {line} [] 0 d")

    def area(self, x: float, y: float, width: float, height: float, tone: Tone = TINT) -> None:
        """Fill a rectangle whose lower left corner is x, y."""
        self.addLiteral(f"{_fill(tone)} {_number(x)} {_number(y)} {_number(width)} {_number(height)} re f")

    def frame(self, x: float, y: float, width: float, height: float, tone: float = HAIR, weight: float = 0.5) -> None:
        """Draw a rectangle's outline."""
        box = f"{_number(x)} {_number(y)} {_number(width)} {_number(height)} re S"
        self.addLiteral(f"{_stroke(tone)} {_number(weight)} w {box}")

    def corners(self, x: float, y: float, width: float, height: float, arm: float = 4 * MM) -> None:
        """Mark a rectangle by its four corners alone: a room left free for a stamp."""
        strokes = []
        for corner_x, step_x in ((x, arm), (x + width, -arm)):
            for corner_y, step_y in ((y, arm), (y + height, -arm)):
                points = ((corner_x + step_x, corner_y), (corner_x, corner_y), (corner_x, corner_y + step_y))
                path = [f"{_number(point_x)} {_number(point_y)}" for point_x, point_y in points]
                strokes.append(f"{path[0]} m {path[1]} l {path[2]} l S")
        self.addLiteral(f"{_stroke(HAIR)} 0.5 w " + " ".join(strokes))

    def bitmap(self, x: float, y: float, side: float, rows: Sequence[Sequence[int]]) -> None:
        """Draw a square matrix of black modules (true values) as one 1-bit image: crisp at any size, and small."""
        count = len(rows)
        size = (count + 7) // 8
        bits = ("".join("1" if cell else "0" for cell in row).ljust(size * 8, "0") for row in rows)
        data = b"".join(int(row, 2).to_bytes(size, "big") for row in bits)
        self.addLiteral(
            f"q {_fill(0.0)} {_number(side)} 0 0 {_number(side)} {_number(x)} {_number(y)} cm "
            f"BI /W {count} /H {count} /IM true /BPC 1 /D [1 0] /F /AHx ID\n{data.hex()}>\nEI Q"
        )

    def finish(self) -> bytes:
        """Give the whole document; each sheet must have been ended by `showPage`."""
        data: bytes = self._doc.GetPDFData(self)
        return data
