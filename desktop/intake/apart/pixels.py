"""Opens a picture or a PDF and gives its pages as pixels. Runs in the helper alone: the file may be hostile."""

from __future__ import annotations

import io
import warnings
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from PIL.Image import Image

MOST_PIXELS = 64_000_000
"""Of one picture as it lies in the file: a phone's largest photo has 50 million."""
PDF = "application/pdf"
_PICTURES = {"JPEG": "image/jpeg", "PNG": "image/png", "WEBP": "image/webp", "TIFF": "image/tiff"}
_SEVERAL_JPEGS = "MPO"  # what some phones write: the first is the picture
_PAGE_DOTS = 200
_POINTS = 72
_ORIENTATION = 0x0112
"""Exif's tag: 1 is upright, 2 to 8 are the ways to turn and mirror. Source: CIPA DC-008 (Exif 2.32), 4.6.4."""
_LONGEST_DRAWN = 3600
_HEIC = (b"ftypheic", b"ftypheix", b"ftyphevc", b"ftypmif1", b"ftypmsf1", b"ftypavif")


class Unfit(Exception):
    """The file cannot be taken; the reason is a stable word."""


@dataclass(frozen=True, slots=True)
class Page:
    """One page: what kind of file it is of, which of how many, and its pixels."""

    media: str
    number: int
    count: int
    image: Image


def pages(data: bytes, most: int, first_only: bool = False) -> Iterator[Page]:
    """Give the pages of a file, one after another.

    Args:
        data: The file.
        most: How many pages it may have.
        first_only: Whether the first is enough.

    Raises:
        Unfit: It is no picture and no PDF, damaged, locked by a password, or has too many pages or pixels.
    """
    if data[:1024].lstrip().startswith(b"%PDF"):
        return _pdf_pages(data, most, first_only)
    return _picture_pages(data, most, first_only)


def _pdf_pages(data: bytes, most: int, first_only: bool) -> Iterator[Page]:
    import pypdfium2  # noqa: PLC0415 - late: heavy

    try:
        document = pypdfium2.PdfDocument(data)
        count = len(document)
    except pypdfium2.PdfiumError as error:
        raise Unfit("locked" if "password" in str(error).lower() else "damaged") from None
    if not count:
        raise Unfit("damaged")
    if count > most:
        raise Unfit("too_many_pages")
    for index in range(1 if first_only else count):
        try:
            page = document[index]
            longest = max(page.get_size())
            if not longest > 0:
                raise Unfit("damaged")
            scale = min(_PAGE_DOTS / _POINTS, _LONGEST_DRAWN / longest)
            image = page.render(scale=scale).to_pil().convert("RGB")
        except (pypdfium2.PdfiumError, ValueError, OverflowError):
            raise Unfit("damaged") from None
        yield Page(PDF, index + 1, count, image)
        page.close()


def _picture_pages(data: bytes, most: int, first_only: bool) -> Iterator[Page]:
    from PIL import Image, UnidentifiedImageError  # noqa: PLC0415 - late: heavy

    if data[4:12] in _HEIC:
        raise Unfit("heic")
    Image.MAX_IMAGE_PIXELS = MOST_PIXELS
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        warnings.simplefilter("ignore", DeprecationWarning)
        try:
            picture = Image.open(io.BytesIO(data), formats=tuple(_PICTURES))
            count = int(getattr(picture, "n_frames", 1)) if picture.format == "TIFF" else 1
            if count > most:
                raise Unfit("too_many_pages")
            for index in range(1 if first_only else count):
                picture.seek(index)
                if picture.width * picture.height > MOST_PIXELS:
                    raise Unfit("too_many_pixels")
                form = "JPEG" if picture.format == _SEVERAL_JPEGS else str(picture.format)
                yield Page(_PICTURES[form], index + 1, count, _flat(upright(picture)))
        except UnidentifiedImageError:
            raise Unfit("no_picture") from None
        except (Image.DecompressionBombError, Image.DecompressionBombWarning):
            raise Unfit("too_many_pixels") from None
        except (Unfit, MemoryError):
            raise
        except Exception:  # noqa: BLE001  a hostile picture finds an error of each kind in its reader: struct's, zlib's
            raise Unfit("damaged") from None


def upright(picture: Image) -> Image:
    """Turn a picture as a camera wrote that it was held; one whose notes cannot be read stays as it is.

    Pillow's own way writes all notes anew without that one, and a broken one among them would cost the picture.
    """
    from PIL.Image import Transpose  # noqa: PLC0415 - late: heavy

    try:
        held = picture.getexif().get(_ORIENTATION)
    except Exception:  # noqa: BLE001  as above: the pixels are what counts
        return picture
    turns = (
        Transpose.FLIP_LEFT_RIGHT, Transpose.ROTATE_180, Transpose.FLIP_TOP_BOTTOM, Transpose.TRANSPOSE,
        Transpose.ROTATE_270, Transpose.TRANSVERSE, Transpose.ROTATE_90,
    )  # fmt: skip
    return picture.transpose(turns[held - 2]) if isinstance(held, int) and 2 <= held <= 8 else picture


def _flat(picture: Image) -> Image:
    """Give a picture as red, green and blue, on white where it is transparent."""
    import PIL.Image  # noqa: PLC0415 - late: heavy

    if picture.mode in ("RGBA", "LA", "PA") or "transparency" in picture.info:
        clear = picture.convert("RGBA")
        white = PIL.Image.new("RGBA", clear.size, "white")
        return PIL.Image.alpha_composite(white, clear).convert("RGB")
    if picture.mode.startswith("I;16") or picture.mode == "I":
        return picture.point(lambda value: value / 256).convert("L").convert("RGB")
    return picture.convert("RGB")
