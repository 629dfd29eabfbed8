"""An office's logo: whatever picture file it comes as, it is kept as a small plain PNG that tells nothing else.

The picture is drawn anew: no EXIF, no name of a camera, program or author, no colour profile, no hidden frame survives.
It is opened by the helper process; only pixels come back.
"""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, Any

from desktop.domain.errors import CannotRead, Refused, refuse
from desktop.intake.apart.answers import ask
from desktop.intake.apart.pixels import upright
from desktop.intake.apart.wire import Broken

if TYPE_CHECKING:
    from collections.abc import Mapping

MOST_BYTES = 10_000_000
REFUSALS = frozenset(("logo.unreadable", "logo.too_large"))
_MOST_PIXELS = 50_000_000
_SIDE = 600
_CHANNELS = 3
_FORMATS = ("PNG", "JPEG", "GIF", "BMP", "WEBP", "TIFF")


def read_logo(data: bytes) -> bytes:
    """Draw a picture anew as a PNG on white, no side longer than 600 pixels.

    Raises:
        Refused: "logo.unreadable" for what is no picture, "logo.too_large" for one beyond all bounds.
    """
    from PIL import Image  # noqa: PLC0415 - late: heavy

    if len(data) > MOST_BYTES:
        raise _too_large()
    try:
        size, pixels = ask({"kind": "logo"}, data, _understood, codes=REFUSALS)
    except CannotRead:  # it broke its reader, or kept it for ever: no picture for a letterhead
        raise refuse("logo.unreadable", at="logo") from None
    out = io.BytesIO()
    Image.frombytes("RGB", size, pixels).save(out, "PNG", optimize=True)
    return out.getvalue()


def _too_large() -> Refused:
    return refuse("logo.too_large", at="logo", most=MOST_BYTES // 1_000_000)


def _understood(plain: Any, blob: bytes) -> tuple[tuple[int, int], bytes]:
    width, height = plain
    if not all(type(each) is int and 0 < each <= _SIDE for each in plain) or len(blob) != width * height * _CHANNELS:
        raise Broken
    return (width, height), blob


def told(_question: Mapping[str, Any], data: bytes) -> tuple[object, bytes]:
    """Draw a picture, in the helper: its size, then its pixels in red, green and blue.

    Raises:
        Refused: As `read_logo` says.
    """
    from PIL import Image  # noqa: PLC0415 - after the limits are set

    Image.MAX_IMAGE_PIXELS = _MOST_PIXELS
    try:
        image = Image.open(io.BytesIO(data), formats=_FORMATS)
        if image.width * image.height > _MOST_PIXELS:
            raise _too_large()
        image.draft("RGB", (_SIDE, _SIDE))
        turned = upright(image).convert("RGBA")
        turned.thumbnail((_SIDE, _SIDE))
        white = Image.new("RGB", turned.size, "white")
        white.paste(turned, mask=turned.getchannel("A"))
    except Refused:
        raise
    except (Image.DecompressionBombError, MemoryError):
        raise _too_large() from None
    except Exception:  # noqa: BLE001  a hostile picture finds an error of each kind in its reader: struct's, zlib's
        raise refuse("logo.unreadable", at="logo") from None
    return list(white.size), white.tobytes()
