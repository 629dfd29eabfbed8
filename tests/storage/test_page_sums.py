"""Digests over pages: any page that is another changes them; what cannot be read has none."""

from pathlib import Path

import pytest

from desktop.storage import page_sums
from desktop.storage.page_sums import page_sum


def test_the_end_of_every_page_counts_and_the_size(tmp_path: Path) -> None:
    path = tmp_path / "book"
    data = bytes(range(256)) * 16 * 3
    path.write_bytes(data)
    sums = {page_sum(path)}
    for page in range(3):
        for end in (1, 80):
            changed = bytearray(data)
            changed[(page + 1) * 4096 - end] ^= 1
            path.write_bytes(changed)
            sums.add(page_sum(path))
    path.write_bytes(data + bytes(100))
    sums.add(page_sum(path))
    path.write_bytes(data[:-4096])
    sums.add(page_sum(path))
    assert len(sums) == 9
    assert "" not in sums


def test_a_short_file_and_an_empty_one_have_one(tmp_path: Path) -> None:
    path = tmp_path / "book"
    path.write_bytes(b"short")
    one = page_sum(path)
    path.write_bytes(b"")
    assert len({one, page_sum(path), ""}) == 3


def test_what_is_missing_or_too_large_has_none(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert page_sum(tmp_path / "none") == ""
    path = tmp_path / "book"
    path.write_bytes(bytes(8192))
    monkeypatch.setattr(page_sums, "_MOST_BYTES", 4096)
    assert page_sum(path) == ""
