"""Signed papers as they come back: printed, written on, photographed askew in bad light, scanned two on a sheet."""

from __future__ import annotations

import io
import random
from typing import TYPE_CHECKING

import pypdfium2
from PIL import Image, ImageChops, ImageDraw, ImageEnhance, ImageFilter

if TYPE_CHECKING:
    from collections.abc import Sequence


def printed(pdf: bytes, dots: int = 200, page: int = 0) -> Image.Image:
    """The upper half of a paper, cut off, as pixels, with a signature scribbled on it."""
    document = pypdfium2.PdfDocument(pdf)
    sheet: Image.Image = document[page].render(scale=dots / 72).to_pil().convert("RGB")
    document.close()
    image = sheet.crop((0, 0, sheet.width, sheet.height // 2))
    draw = ImageDraw.Draw(image)
    wide, high = image.size
    points = [(wide * (50 + step * 3) // 100, high * (40 + (step % 3) * 2) // 100) for step in range(10)]
    draw.line(points, fill=(20, 30, 140), width=max(dots // 60, 2), joint="curve")
    return image


def photographed(
    image: Image.Image, turn: float = 7, dark: float = 1.0, noise: int = 12, quality: int = 80, lying: int = 6
) -> bytes:
    """A phone's photo of a paper on a desk: askew, in uneven light, a little blurred, with all that EXIF tells."""
    desk = Image.new("RGB", (image.width * 5 // 4, image.height * 5 // 4), (96, 82, 70))
    desk.paste(image, (image.width // 8, image.height // 8))
    desk = desk.rotate(turn, resample=Image.Resampling.BICUBIC, expand=True, fillcolor=(96, 82, 70))
    light = Image.linear_gradient("L").resize(desk.size).point(lambda value: 150 + value * 2 // 5)
    desk = ImageChops.multiply(desk, Image.merge("RGB", (light, light, light)))
    desk = ImageEnhance.Brightness(desk).enhance(dark).filter(ImageFilter.GaussianBlur(0.8))
    if noise:
        grain = Image.effect_noise(desk.size, noise)
        desk = ImageChops.add(desk, Image.merge("RGB", (grain, grain, grain)), offset=-128)
    exif = Image.Exif()
    exif[0x010F] = "Hidden Maker"
    if lying != 1:  # the phone was held on its side, and says so
        exif[0x0112] = lying
        desk = desk.transpose({6: Image.Transpose.ROTATE_90, 3: Image.Transpose.ROTATE_180}[lying])
    written = io.BytesIO()
    desk.save(written, "JPEG", quality=quality, exif=exif)
    return written.getvalue()


def scanned(images: Sequence[Image.Image], dots: int = 200) -> bytes:
    """What a scanner gives: a PDF with a picture for each sheet."""
    written = io.BytesIO()
    images[0].save(written, "PDF", save_all=True, append_images=list(images[1:]), resolution=dots)
    return written.getvalue()


def two_on_a_sheet(upper: Image.Image, lower: Image.Image) -> Image.Image:
    """Two halves on one sheet."""
    sheet = Image.new("RGB", (upper.width, upper.height + lower.height), "white")
    sheet.paste(upper, (0, 0))
    sheet.paste(lower, (0, upper.height))
    return sheet


def speckled(image: Image.Image, share: float = 0.002) -> Image.Image:
    """A paper with dirt on it."""
    chance, dirty = random.Random(3), image.copy()
    for _speck in range(int(image.width * image.height * share / 20)):
        place = chance.randrange(image.width), chance.randrange(image.height)
        dirty.paste((90, 90, 90), (*place, place[0] + 4, place[1] + 5))
    return dirty
