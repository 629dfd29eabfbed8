"""An office's logo: whatever picture file it comes as, it is kept as a small plain PNG that tells nothing else.

The picture is drawn anew: no EXIF, no name of a camera, program or author, no colour profile, no hidden frame survives.
"""

from __future__ import annotations

import io
import warnings

from desktop.domain.errors import refuse

MOST_BYTES = 10_000_000
_MOST_PIXELS = 50_000_000
_SIDE = 600
_FORMATS = ("PNG", "JPEG", "GIF", "BMP", "WEBP", "TIFF")


def read_logo(data: bytes) -> bytes:
    """Draw a picture anew as a PNG on white, no side longer than 600 pixels.

    Raises:
        Refused: "logo.unreadable" for what is no picture, "logo.too_large" for one beyond all bounds.
    """
    from PIL import Image, ImageOps  # noqa: PLC0415 - late: heavy

    if len(data) > MOST_BYTES:
        raise refuse("logo.too_large", at="logo", most=MOST_BYTES // 1_000_000)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            image = Image.open(io.BytesIO(data), formats=_FORMATS)
            if image.width * image.height > _MOST_PIXELS:
                raise refuse("logo.too_large", at="logo", most=MOST_BYTES // 1_000_000)
            image.draft("RGB", (_SIDE, _SIDE))
            upright = ImageOps.exif_transpose(image).convert("RGBA")
    except (Image.DecompressionBombWarning, Image.DecompressionBombError):  # Pillow's own bound may be the narrower one
        raise refuse("logo.too_large", at="logo", most=MOST_BYTES // 1_000_000) from None
    except (OSError, ValueError, SyntaxError, EOFError):
        raise refuse("logo.unreadable", at="logo") from None
    upright.thumbnail((_SIDE, _SIDE))
    white = Image.new("RGB", upright.size, "white")
    white.paste(upright, mask=upright.getchannel("A"))
    out = io.BytesIO()
    white.save(out, "PNG", optimize=True)
    return out.getvalue()
