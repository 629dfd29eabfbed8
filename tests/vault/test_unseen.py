"""Exports have no name until they are whole; where the disk refuses, or knows no such files, none is half there."""

import errno
import os
from collections.abc import Callable
from pathlib import Path

import pytest

from desktop.domain.errors import DiskFailed, DiskFull
from desktop.vault import unseen


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def refuse(number: int) -> Callable[..., None]:
    def refusing(*_arguments: object, **_named: object) -> None:
        raise OSError(number, os.strerror(number))

    return refusing


@pytest.mark.parametrize("old", [None, b"old"], ids=["new", "replaced"])
def test_it_is_its_owners_alone_and_whole(tmp_path: Path, old: bytes | None) -> None:
    path = tmp_path / "pack.zip"
    if old is not None:
        path.write_bytes(old)
    unseen.write_unseen(path, b"new")
    assert (path.read_bytes(), path.stat().st_mode & 0o777, names(tmp_path)) == (b"new", 0o600, ["pack.zip"])


def test_while_it_is_written_it_has_no_name(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    seen: list[list[str]] = []
    monkeypatch.setattr(unseen, "sync", lambda _descriptor: seen.append(names(tmp_path)))
    unseen.write_unseen(tmp_path / "pack.zip", b"x" * 100_000)
    assert (seen, names(tmp_path)) == ([[]], ["pack.zip"])


def test_a_link_is_replaced_and_not_followed(tmp_path: Path) -> None:
    (tmp_path / "theirs").write_bytes(b"theirs")
    (tmp_path / "pack.zip").symlink_to(tmp_path / "theirs")
    unseen.write_unseen(tmp_path / "pack.zip", b"ours")
    assert (tmp_path / "theirs").read_bytes() == b"theirs"
    assert not (tmp_path / "pack.zip").is_symlink()


@pytest.mark.parametrize("old", [None, b"old"], ids=["new", "replaced"])
@pytest.mark.parametrize(
    ("owner", "step"), [(unseen, "sync"), (os, "link"), (Path, "replace"), (unseen, "sync_folder")]
)
@pytest.mark.parametrize(("number", "meaning"), [(errno.ENOSPC, DiskFull), (errno.EIO, DiskFailed)])
def test_a_refusing_disk_leaves_the_old_file_or_none(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, owner: object, step: str, number: int, meaning: type[Exception],
    old: bytes | None,
) -> None:  # fmt: skip
    path = tmp_path / "pack.zip"
    if old is not None:
        path.write_bytes(old)
    if step == "replace" and old is None:
        return  # nothing is replaced
    with monkeypatch.context() as patched:
        patched.setattr(owner, step, refuse(number))
        with pytest.raises(meaning):
            unseen.write_unseen(path, b"new")
    written = step == "sync_folder"  # it has its name, and the folder's list was not brought onto the disk
    expected = b"new" if written else old
    assert names(tmp_path) == ([] if expected is None else ["pack.zip"])
    assert expected is None or path.read_bytes() == expected


@pytest.mark.parametrize("how", ["system", "file system"])
def test_where_files_need_a_name_it_is_written_beside_its_place(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, how: str
) -> None:
    if how == "system":
        monkeypatch.setattr(unseen, "_NAMELESS", 0)
    else:
        real = os.open

        def like_fat(path: object, flags: int, *more: int) -> int:
            if flags & os.O_TMPFILE == os.O_TMPFILE:
                raise OSError(errno.EOPNOTSUPP, "")
            return real(path, flags, *more)  # type: ignore[call-overload, no-any-return]

        monkeypatch.setattr(os, "open", like_fat)
    monkeypatch.setattr(os, "link", refuse(errno.EPERM))
    unseen.write_unseen(tmp_path / "pack.zip", b"new")
    assert ((tmp_path / "pack.zip").read_bytes(), names(tmp_path)) == (b"new", ["pack.zip"])
