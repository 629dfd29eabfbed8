"""A logo is drawn anew: whatever a picture told beside is gone, and what is no picture is refused."""

import io

import pytest
from PIL import Image, PngImagePlugin

from desktop.domain.errors import Refused
from desktop.intake.logo import MOST_BYTES, read_logo


def _jpeg() -> bytes:
    image = Image.new("RGB", (1200, 300), "#204080")
    exif = Image.Exif()
    exif[0x010F] = "Camera of Ingrid"
    exif[0x0112] = 6  # lies on its side
    out = io.BytesIO()
    image.save(out, "JPEG", exif=exif, comment=b"made by Ingrid")
    return out.getvalue()


def _png() -> bytes:
    told = PngImagePlugin.PngInfo()
    told.add_text("Author", "Ingrid")
    out = io.BytesIO()
    Image.new("RGBA", (40, 40), (200, 0, 0, 0)).save(out, "PNG", pnginfo=told)
    return out.getvalue()


def test_a_photo_tells_nothing_of_its_maker() -> None:
    made = read_logo(_jpeg())
    assert b"Ingrid" in _jpeg()
    assert b"Ingrid" not in made
    read = Image.open(io.BytesIO(made))
    assert (read.format, read.mode, read.size) == ("PNG", "RGB", (150, 600))
    assert read.info == {}


def test_what_is_seen_through_is_white_on_paper() -> None:
    made = read_logo(_png())
    assert b"Author" not in made
    assert Image.open(io.BytesIO(made)).getpixel((5, 5)) == (255, 255, 255)


def test_the_same_picture_gives_the_same_bytes() -> None:
    assert read_logo(_jpeg()) == read_logo(_jpeg())


@pytest.mark.parametrize("data", [b"", b"%PDF-1.7", _jpeg()[:200], b"<svg/>", b"\x89PNG\r\n\x1a\n" + bytes(40)])
def test_what_is_no_picture_is_refused(data: bytes) -> None:
    with pytest.raises(Refused) as refusal:
        read_logo(data)
    assert refusal.value.problems[0].code == "logo.unreadable"


@pytest.mark.parametrize("bound_of_pillow", [10_000_000, 50_000_000, 100_000_000, None])
def test_a_picture_beyond_all_bounds_is_refused(monkeypatch: pytest.MonkeyPatch, bound_of_pillow: int | None) -> None:
    monkeypatch.setattr(Image, "MAX_IMAGE_PIXELS", bound_of_pillow)  # a setting of the process: others may have set it
    with pytest.raises(Refused) as refusal:
        read_logo(bytes(MOST_BYTES + 1))
    assert refusal.value.problems[0].code == "logo.too_large"
    out = io.BytesIO()
    Image.new("1", (9_000, 9_000)).save(out, "PNG")  # few bytes, many points
    with pytest.raises(Refused) as refusal:
        read_logo(out.getvalue())
    assert refusal.value.problems[0].code == "logo.too_large"
