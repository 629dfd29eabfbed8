"""A logo is drawn anew: whatever a picture told beside is gone, and what is no picture is refused."""

import io
import random
import sys

import pytest
from PIL import Image, PngImagePlugin

from desktop.domain.errors import Refused
from desktop.intake import logo
from desktop.intake.apart import answers
from desktop.intake.apart.wire import Broken
from desktop.intake.logo import MOST_BYTES, read_logo, told


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


def test_a_picture_beyond_all_bounds_is_refused() -> None:
    out = io.BytesIO()
    Image.new("1", (9_000, 9_000)).save(out, "PNG")  # few bytes, many points
    for data in (bytes(MOST_BYTES + 1), out.getvalue()):
        with pytest.raises(Refused) as refusal:
            read_logo(data)
        assert refusal.value.problems[0].code == "logo.too_large"


def _hostile_exif() -> list[bytes]:
    """Photos whose EXIF breaks its reader in ways of its own."""
    whole = _jpeg()
    begin = whole.index(b"Exif\0\0") + 6
    dice = random.Random(4)
    changed = []
    for _turn in range(60):
        data = bytearray(whole)
        for _byte in range(dice.randint(1, 6)):
            data[begin + dice.randrange(60)] = dice.choice((0, 1, 2, 0x7F, 0x80, 0xFF, dice.randrange(256)))
        changed.append(bytes(data))
    return changed


def test_hostile_exif_is_a_picture_or_its_own_refusal() -> None:
    refused = 0
    for data in _hostile_exif():
        try:
            told({}, data)
        except Refused as refusal:
            refused += refusal.problems[0].code == "logo.unreadable"
    assert refused > 0


def test_a_picture_that_breaks_the_helper_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(answers, "program", lambda: [sys.executable, "-c", "raise SystemExit(1)"])
    with pytest.raises(Refused) as refusal:
        read_logo(_png())
    assert refusal.value.problems[0].code == "logo.unreadable"


@pytest.mark.parametrize(
    ("plain", "blob"),
    [([1, 1], b""), ([1, 1], b"1234"), ([601, 1], bytes(1803)), ([0, 1], b""), ([True, 1], b"123"), ([1.0, 1], b"123")],
)
def test_pixels_of_another_size_than_was_said_are_not_taken(plain: object, blob: bytes) -> None:
    with pytest.raises(Broken):
        logo._understood(plain, blob)
