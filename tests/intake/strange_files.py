"""Pictures and PDFs for tests: whole ones, and such as try to break their reader."""

from __future__ import annotations

import io
import struct
import zlib
from typing import TYPE_CHECKING

from PIL import Image, ImageDraw

if TYPE_CHECKING:
    from collections.abc import Sequence


def picture(size: tuple[int, int] = (600, 400), form: str = "JPEG", mode: str = "RGB", **more: object) -> bytes:
    """A picture with a frame and a stroke in it."""
    image = Image.new("RGB", size, "white")
    draw = ImageDraw.Draw(image)
    draw.rectangle((5, 5, size[0] - 6, size[1] - 6), outline="black", width=3)
    draw.line((0, 0, size[0], size[1]), fill="navy", width=5)
    written = io.BytesIO()
    image.convert(mode).save(written, form, **more)
    return written.getvalue()


def photo_with_exif(size: tuple[int, int] = (600, 400), turn: int = 6) -> bytes:
    """A photo that says where and by whom it was taken, and that it lies on its side."""
    exif = Image.Exif()
    exif[0x0112] = turn  # Orientation
    exif[0x010F] = "Hidden Maker"
    exif[0x013B] = "Hidden Artist"
    exif.get_ifd(0x8825)[1] = "N"  # GPS
    return picture(size, exif=exif)


def pages_as_tiff(count: int) -> bytes:
    images = [Image.new("L", (200, 300), 255 - place * 10) for place in range(count)]
    written = io.BytesIO()
    images[0].save(written, "TIFF", save_all=True, append_images=images[1:], compression="tiff_deflate")
    return written.getvalue()


def png_that_says(width: int, height: int) -> bytes:
    """A tiny PNG whose head promises an enormous picture."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(b"\0" * 64)) + chunk(b"IEND", b"")


def pdf(pages: int = 1, size: tuple[int, int] = (595, 842), contents: bytes = b"", extra: bytes = b"") -> bytes:
    """A plain PDF by hand: `contents` on each page, `extra` in its catalogue."""
    kids = b" ".join(b"%d 0 R" % (4 + place) for place in range(pages))
    objects: list[bytes] = [
        b"<< /Type /Catalog /Pages 2 0 R " + extra + b" >>",
        b"<< /Type /Pages /Count %d /Kids [%s] >>" % (pages, kids),
        b"<< /Length %d >>\nstream\n%s\nendstream" % (len(contents), contents),
    ]
    page = b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 %d %d] /Contents 3 0 R >>" % size
    objects += [page] * pages
    return _joined(objects)


def _joined(objects: Sequence[bytes]) -> bytes:
    out, places = b"%PDF-1.7\n", []
    for number, each in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, each)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n%s" % (len(objects) + 1, table)
    return out + b"trailer << /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, start)


def locked_pdf() -> bytes:
    from reportlab.lib.pdfencrypt import StandardEncryption
    from reportlab.pdfgen.canvas import Canvas

    written = io.BytesIO()
    canvas = Canvas(written, encrypt=StandardEncryption("secret", "owner", strength=128))
    canvas.drawString(100, 700, "locked")
    canvas.showPage()
    canvas.save()
    return written.getvalue()
