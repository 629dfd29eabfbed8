"""Strange files are opened in a process of their own: only pixels come back, limits hold, nothing is left behind."""

from __future__ import annotations

import io
import json
import os
import random
import struct
import subprocess
import sys
from pathlib import Path

import pytest
from PIL import Image, ImageOps

from desktop.domain.errors import CannotRead
from desktop.intake.apart import caller, helper, pixels, process
from desktop.intake.apart.caller import Asked, PixelPage, read_apart
from desktop.intake.apart.wire import Broken, Part, read_part, write_part
from run import ROOT
from tests.intake.strange_files import (
    locked_pdf,
    pages_as_tiff,
    pdf,
    photo_with_exif,
    picture,
    png_that_says,
)

ASKED = Asked(1000, most=20)


def read(data: bytes, asked: Asked = ASKED) -> list[PixelPage]:
    return list(read_apart(data, asked))


def reason(data: bytes, asked: Asked = ASKED) -> str:
    with pytest.raises(CannotRead) as refusal:
        read(data, asked)
    return str(refusal.value.params["reason"])


def answered(data: bytes, asked: Asked = ASKED) -> list[Part]:
    """What the helper answers, asked within this process."""
    target = io.BytesIO()
    helper.answer(json.loads(json.dumps({**caller.asdict(asked)})), data, target)
    target.seek(0)
    parts = []
    while target.tell() < len(target.getvalue()):
        parts.append(read_part(target))
    return parts


def test_a_picture_comes_back_as_pixels_no_larger_than_asked() -> None:
    (page,) = read(picture((3000, 2000)))
    assert (page.media, page.number, page.count) == ("image/jpeg", 1, 1)
    assert (page.width, page.height) == (1000, 667)
    assert len(page.pixels) == 1000 * 667 * 3


def test_pages_of_a_pdf_come_one_after_another() -> None:
    found = read(pdf(3))
    assert [(page.number, page.count, page.media) for page in found] == [(n, 3, "application/pdf") for n in (1, 2, 3)]
    assert [page.number for page in read(pdf(3), Asked(300, first_only=True))] == [1]


@pytest.mark.parametrize("form", ["PNG", "WEBP", "TIFF"])
def test_other_pictures_are_taken_too(form: str) -> None:
    (page,) = read(picture(form=form))
    assert (page.width, page.height) == (600, 400)


@pytest.mark.parametrize(
    ("form", "mode"), [("PNG", "RGBA"), ("PNG", "LA"), ("PNG", "P"), ("PNG", "1"), ("JPEG", "CMYK"), ("PNG", "I;16")]
)
def test_every_sort_of_colours_becomes_red_green_blue(form: str, mode: str) -> None:
    if mode == "I;16":
        written = io.BytesIO()
        Image.new("I;16", (60, 40), 65535).save(written, "PNG")
        data = written.getvalue()
    else:
        data = picture((60, 40), form, mode)
    parts = answered(data)
    assert parts[0].told["width"] == 60
    assert parts[0].blob[20 * 60 * 3 + 45 : 20 * 60 * 3 + 48] == b"\xff\xff\xff"
    assert parts[-1].told == {"end": True}


def test_a_photo_stands_upright_and_pages_of_a_tiff_are_all_read() -> None:
    (page,) = read(photo_with_exif((600, 400)))
    assert (page.width, page.height) == (400, 600)
    assert [page.number for page in read(pages_as_tiff(3))] == [1, 2, 3]


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (b"just text", "no_picture"),
        (b"PK\x03\x04" + b"\0" * 100, "no_picture"),
        (picture()[:2000], "picture_damaged"),
        (b"%PDF-1.7 and nothing more", "picture_damaged"),
        (pdf(1)[:150], "picture_damaged"),
        (b"\0\0\0\x1cftypheic\0\0\0\0", "heic"),
        (png_that_says(60_000, 60_000), "too_many_pixels"),
        (png_that_says(9_000, 9_000), "too_many_pixels"),
        (pdf(21), "too_many_pages"),
        (pages_as_tiff(21), "too_many_pages"),
        (locked_pdf(), "locked"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_what_cannot_be_taken_says_why(data: bytes, expected: str) -> None:
    told = answered(data)[-1].told
    assert caller._reason(told["refused"]) == expected
    assert reason(data) == expected


def test_a_page_of_any_size_is_drawn_no_larger_than_asked() -> None:
    (page,) = read(pdf(1, (14_400, 10)))
    assert max(page.width, page.height) <= 1000


def test_too_little_memory_is_a_refusal() -> None:
    if sys.platform != "linux":
        pytest.skip("only Linux holds a process to its memory")
    assert reason(picture((5000, 5000)), Asked(1000, mebibytes=120)) in ("too_many_pixels", "reader_failed")


def test_too_long_is_a_refusal() -> None:
    assert reason(picture((3000, 3000)), Asked(1000, seconds=0)) == "too_slow"


def test_a_helper_that_breaks_is_a_refusal(monkeypatch: pytest.MonkeyPatch) -> None:
    for program in ("raise SystemExit(3)", "import os; os.kill(os.getpid(), 9)", "print('no part at all' * 9)"):
        monkeypatch.setattr(caller, "_command", lambda _asked, program=program: [sys.executable, "-c", program])
        assert reason(picture((2000, 2000))) == "reader_failed"


@pytest.mark.parametrize(
    "changed",
    [
        {"width": 99},
        {"width": 10**6},
        {"width": -1},
        {"width": True},
        {"width": "100"},
        {"media": "text/html"},
        {"codes": ["x" * 500]},
        {"codes": "x"},
        {"codes": [1]},
        {"codes": ["x"] * 50},
        {"count": 999},
        {"number": None},
    ],
)
def test_nothing_that_the_helper_says_is_trusted(changed: dict[str, object]) -> None:
    told = {"media": "image/jpeg", "number": 1, "count": 1, "width": 10, "height": 10, "codes": []}
    assert caller._page(Part(told, b"\0" * 300), ASKED).width == 10
    with pytest.raises(Broken):
        caller._page(Part({**told, **changed}, b"\0" * 300), ASKED)


@pytest.mark.parametrize(
    "sent",
    [
        b"",
        b"\0\0",
        b"\0\0\0\0",
        b"\xff\xff\xff\xff",
        b"\0\0\0\x02{}",
        b"\0\0\0\x02[]",
        b"\0\0\0\x01x",
        b'\0\0\0\x0c{"bytes":-1}',
        b'\0\0\0\x0b{"bytes":9}',
        b'\0\0\0\x19{"bytes":99999999999999}  ',
        b"\0\0\x20\0" + b"[" * 8192,
    ],
)
def test_what_is_no_part_is_broken(sent: bytes) -> None:
    with pytest.raises(Broken):
        read_part(io.BytesIO(sent))


def test_a_reason_that_is_none_is_not_passed_on() -> None:
    assert caller._reason("<b>anything") == "reader_failed"
    assert caller._reason(["locked"]) == "reader_failed"


def test_parts_come_as_they_were_sent() -> None:
    stream = io.BytesIO()
    write_part(stream, Part({"number": 1}, b"abc"))
    stream.seek(0)
    assert read_part(stream) == Part({"number": 1}, b"abc")


def test_whoever_stops_listening_ends_the_helper() -> None:
    pages = read_apart(pdf(15), Asked(2000))
    next(pages)
    pages.close()
    children = Path(f"/proc/{os.getpid()}/task/{os.getpid()}/children")
    if children.exists():
        for child in children.read_text().split():
            line = Path(f"/proc/{child}/cmdline").read_bytes()
            assert b"--open-file" not in line


def test_the_helper_holds_no_file_of_its_own_and_cannot_write_one(tmp_path: Path) -> None:
    if sys.platform != "linux":
        pytest.skip("only Linux forbids a process to write files")
    program = (
        "from desktop.intake.apart.limits import set_limits; set_limits(800)\n"
        f"open({str(tmp_path / 'left')!r}, 'wb', buffering=0).write(b'x' * 9)"
    )
    ended = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=False)
    assert "File too large" in ended.stderr
    assert (tmp_path / "left").read_bytes() == b""


def test_no_kind_of_garbage_breaks_the_reader() -> None:
    """Each file is whole, then bent in many places; the answer is pages or a reason, never anything else."""
    chance = random.Random(7)
    whole = [picture(), picture(form="PNG"), picture(form="WEBP"), pages_as_tiff(2), pdf(2, contents=b"0 0 90 90 re f")]
    reasons = set()
    for data in whole:
        for _turn in range(12):
            bent = bytearray(data)
            for _place in range(chance.choice((1, 5, 40))):
                bent[chance.randrange(len(bent))] = chance.randrange(256)
            last = answered(bytes(bent[: chance.choice((len(bent), len(bent) // 2))]))[-1]
            reasons.add(last.told.get("refused", "taken"))
    assert reasons <= {"taken", "damaged", "no_picture", "too_many_pixels", "too_many_pages", "locked"}
    assert {"taken", "damaged"} <= reasons


def test_the_program_takes_the_hidden_argument(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    assert caller._command(ASKED)[:2] == [sys.executable, "--open-file"]
    assert "PYTHONPATH" not in process.environment()
    assert pixels.MOST_PIXELS < 100_000_000


@pytest.mark.parametrize("held", range(9))
def test_a_picture_is_turned_as_its_camera_was_held(held: int) -> None:
    paper = Image.new("RGB", (3, 2))
    paper.putdata([(each * 40, 0, 255 - each * 40) for each in range(6)])
    notes = Image.Exif()
    notes[0x0112] = held
    out = io.BytesIO()
    paper.save(out, "PNG", exif=notes)
    picture = Image.open(io.BytesIO(out.getvalue()))
    turned, expected = pixels.upright(picture), ImageOps.exif_transpose(picture)
    assert (turned.size, turned.tobytes()) == (expected.size, expected.tobytes())


def test_broken_notes_do_not_cost_the_picture() -> None:
    data = (ROOT / "tests/fuzz/corpus/picture/notes_of_another_kind").read_bytes()
    with pytest.raises(struct.error):  # the control: what Pillow's own way makes of them
        ImageOps.exif_transpose(Image.open(io.BytesIO(data)))
    (page,) = pixels.pages(data, 1)
    assert page.image.size == (40, 60)
