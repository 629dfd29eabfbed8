"""LibreOffice as a second opinion: it opens workbooks, computes every formula anew, and gives back what came out."""

import io
import shutil
import subprocess
from collections.abc import Sequence
from pathlib import Path

import pytest
from openpyxl import load_workbook

_PROFILE = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry" xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">
<item oor:path="/org.openoffice.Office.Calc/Formula/Load"><prop oor:name="OOXMLRecalcMode" oor:op="fuse">
<value>0</value></prop></item>
</oor:items>
"""
"""Recalculation mode 0: always, whatever the file says of its cached values."""

Cells = dict[tuple[str, str], object]


def recalculate(books: Sequence[bytes], folder: Path, seconds: int = 150) -> list[bytes]:
    """Open workbooks in LibreOffice, compute them anew, and save them as LibreOffice does."""
    program = shutil.which("soffice")
    if program is None:
        pytest.skip("LibreOffice Calc is not installed")
    profile, out = folder / "profile", folder / "out"
    (profile / "user").mkdir(parents=True, exist_ok=True)
    (profile / "user" / "registrymodifications.xcu").write_text(_PROFILE, encoding="utf-8")
    paths = [folder / f"{at}.xlsx" for at in range(len(books))]
    for path, data in zip(paths, books, strict=True):
        path.write_bytes(data)
    subprocess.run(
        [
            program, f"-env:UserInstallation={profile.as_uri()}", "--headless", "--norestore", "--convert-to", "xlsx",
            "--outdir", str(out), *map(str, paths),
        ],
        check=True, capture_output=True, timeout=seconds,
    )  # fmt: skip
    return [(out / path.name).read_bytes() for path in paths]


def values(data: bytes) -> Cells:
    """Read every cell's cached value."""
    book = load_workbook(io.BytesIO(data), read_only=True, data_only=True)
    return {
        (sheet.title, cell.coordinate): cell.value
        for sheet in book.worksheets
        for row in sheet.iter_rows()
        for cell in row
        if cell.value is not None
    }


def formulas(data: bytes) -> Cells:
    """Read every formula."""
    book = load_workbook(io.BytesIO(data), read_only=True)
    return {
        (sheet.title, cell.coordinate): cell.value
        for sheet in book.worksheets
        for row in sheet.iter_rows()
        for cell in row
        if cell.data_type == "f"
    }


def assert_recalculated(data: bytes, again: bytes) -> int:
    """Every formula comes to its cached value: amounts exactly, shares but for the last digits of a double."""
    cached, computed = values(data), values(again)
    live = formulas(data)
    for place, formula in live.items():
        ours, theirs = cached.get(place), computed.get(place)
        ours, theirs = (None if each == "" else each for each in (ours, theirs))
        if isinstance(ours, (int, float)) and isinstance(theirs, (int, float)):
            assert theirs == pytest.approx(ours, rel=1e-12, abs=1e-12), (place, formula)
        else:
            assert theirs == ours, (place, formula)
    return len(live)


def assert_same(data: bytes, again: bytes) -> None:
    """What the office program saved says cell for cell what we wrote; it opened it without a word about repairs."""
    ours, theirs = values(data), values(again)
    wanted = {place: value for place, value in ours.items() if value != ""}
    found = {place: value for place, value in theirs.items() if value != ""}
    assert wanted.keys() == found.keys()
    for place, value in wanted.items():
        if isinstance(value, (int, float)):
            assert found[place] == pytest.approx(value, rel=1e-12, abs=1e-12), place
        else:
            assert found[place] == value, place


def compare(data: bytes, again: bytes) -> tuple[int, list[str]]:
    """Count the formulas of a workbook, and name each cell that an office program computed or saved differently."""
    live = formulas(data)
    ours, theirs = ({place: value for place, value in values(each).items() if value != ""} for each in (data, again))
    found = []
    for place in ours.keys() | theirs.keys():
        mine, other = ours.get(place), theirs.get(place)
        numbers = isinstance(mine, (int, float)) and isinstance(other, (int, float))
        if mine != other and not (numbers and other == pytest.approx(mine, rel=1e-12, abs=1e-12)):
            found.append(f"{place} {live.get(place, '')}: {mine!r}, recomputed {other!r}")
    return len(live), found
