"""Exports have no name until they are whole; where the disk refuses, or knows no such files, none is half there."""

import errno
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from desktop import paths
from desktop.domain.errors import DiskFailed, DiskFull
from desktop.services import exports
from desktop.vault import unseen


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def write(path: Path, data: bytes) -> None:
    unseen.write_unseen(path, data, paths.state_folder())


def notes() -> list[Path]:
    return sorted((paths.state_folder() / "exports").glob("*"))


def like_fat(monkeypatch: pytest.MonkeyPatch) -> None:
    """A file system that knows neither files without a name nor second names for one."""
    real = os.open

    def opened(path: object, flags: int, *more: int) -> int:
        if flags & os.O_TMPFILE == os.O_TMPFILE:
            raise OSError(errno.EOPNOTSUPP, "")
        return real(path, flags, *more)  # type: ignore[call-overload, no-any-return]

    monkeypatch.setattr(os, "open", opened)
    monkeypatch.setattr(os, "link", refuse(errno.EPERM))


def refuse(number: int) -> Callable[..., None]:
    def refusing(*_arguments: object, **_named: object) -> None:
        raise OSError(number, os.strerror(number))

    return refusing


@pytest.mark.parametrize("old", [None, b"old"], ids=["new", "replaced"])
def test_it_is_its_owners_alone_and_whole(tmp_path: Path, old: bytes | None) -> None:
    path = tmp_path / "pack.zip"
    if old is not None:
        path.write_bytes(old)
    write(path, b"new")
    assert (path.read_bytes(), path.stat().st_mode & 0o777, names(tmp_path)) == (b"new", 0o600, ["pack.zip"])


def test_while_it_is_written_it_has_no_name(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    seen: list[list[str]] = []
    monkeypatch.setattr(unseen, "sync", lambda _descriptor: seen.append(names(tmp_path)))
    write(tmp_path / "pack.zip", b"x" * 100_000)
    assert (seen, names(tmp_path)) == ([[]], ["pack.zip"])


def test_a_link_is_replaced_and_not_followed(tmp_path: Path) -> None:
    (tmp_path / "theirs").write_bytes(b"theirs")
    (tmp_path / "pack.zip").symlink_to(tmp_path / "theirs")
    write(tmp_path / "pack.zip", b"ours")
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
            write(path, b"new")
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
        like_fat(monkeypatch)
    monkeypatch.setattr(os, "link", refuse(errno.EPERM))
    write(tmp_path / "pack.zip", b"new")
    assert ((tmp_path / "pack.zip").read_bytes(), names(tmp_path)) == (b"new", ["pack.zip"])
    assert notes() == []


class Killed(BaseException):
    """In place of SIGKILL: nothing of the program's own tidying is done after it."""


def killed_export(path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Write half an export of which the program is killed; give what is left of it."""

    def half(_path: Path, data: bytes, fresh: Path) -> None:
        if fresh.suffix == ".note":
            really(_path, data)
            return
        fresh.write_bytes(data[: len(data) // 2])
        raise Killed

    really = unseen.atomic_write
    with monkeypatch.context() as patched:
        patched.setattr(unseen, "_NAMELESS", 0)
        patched.setattr(unseen, "atomic_write", lambda place, data, fresh=place_of_note: half(place, data, fresh))
        patched.setattr(Path, "unlink", lambda *_given, **_more: None)
        with pytest.raises(Killed):
            write(path, b"the names of everybody")
    (left,) = path.parent.glob(".*.new")
    assert left.read_bytes() == b"the names o"
    return left


place_of_note = Path("a.note")


def test_what_a_kill_leaves_of_one_is_deleted_at_the_next_start(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    left = killed_export(tmp_path / "pack.zip", monkeypatch)
    assert len(notes()) == 1
    exports.sweep_exports()
    assert not left.exists()
    assert notes() == []
    exports.sweep_exports()


def test_another_export_deletes_it_too(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    left = killed_export(tmp_path / "pack.zip", monkeypatch)
    (tmp_path / "other").mkdir()
    write(tmp_path / "other" / "another.pdf", b"new")
    assert not left.exists()


def test_a_stick_that_is_away_is_waited_for(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    stick, away = tmp_path / "stick", tmp_path / "away"
    stick.mkdir()
    left = killed_export(stick / "pack.zip", monkeypatch)
    stick.rename(away)
    exports.sweep_exports()
    assert len(notes()) == 1
    away.rename(stick)
    exports.sweep_exports()
    assert not left.exists()


def test_what_another_computer_left_of_the_same_file_goes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    left = killed_export(tmp_path / "pack.zip", monkeypatch)
    shutil.rmtree(paths.state_folder())
    (tmp_path / ".pack.zip.mine.new").write_bytes(b"mine")
    (tmp_path / ".letter.odt.0123456789abcdef.new").write_bytes(b"mine")
    write(tmp_path / "pack.zip", b"new")
    assert names(tmp_path) == [".letter.odt.0123456789abcdef.new", ".pack.zip.mine.new", "pack.zip"]
    assert not left.exists()


def test_what_another_program_is_writing_is_let_be(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    left = killed_export(tmp_path / "pack.zip", monkeypatch)
    (note,) = notes()
    with subprocess.Popen([sys.executable, "-c", "input()"], stdin=subprocess.PIPE) as other:
        note.write_text(json.dumps([str(left), other.pid]))
        exports.sweep_exports()
        assert left.exists()
        with monkeypatch.context() as patched:
            patched.setattr(os, "kill", refuse(errno.EPERM))  # somebody else's process
            exports.sweep_exports()
        assert left.exists()
        other.communicate(b"\n")
    exports.sweep_exports()
    assert not left.exists()


def test_a_note_that_names_nothing_of_ours_deletes_nothing(tmp_path: Path) -> None:
    mine = tmp_path / "letter.odt"
    mine.write_bytes(b"mine")
    folder = paths.state_folder() / "exports"
    folder.mkdir(parents=True)
    endless = '["/a/.b.0123456789abcdef.new", 1e999]'
    texts = (json.dumps([str(mine), 0]), "[", "[1]", "{}", "[[], 1]", endless, "[" * 15_000, "\0", "x" * 20_000)
    for number, text in enumerate(texts):
        (folder / f"{number}.note").write_text(text)
    exports.sweep_exports()
    assert notes() == []
    assert mine.exists()


def test_without_a_place_for_notes_an_export_is_made_all_the_same(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    paths.state_folder().parent.mkdir(parents=True, exist_ok=True)
    paths.state_folder().write_bytes(b"a file in the place of a folder")
    monkeypatch.setattr(unseen, "_NAMELESS", 0)
    write(tmp_path / "pack.zip", b"new")
    assert names(tmp_path) == ["pack.zip"]
    (tmp_path / ".gone").mkdir()
    with pytest.raises(DiskFailed):
        write(tmp_path / "nowhere" / "pack.zip", b"new")


def test_a_leftover_that_cannot_be_deleted_stops_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    left = killed_export(tmp_path / "pack.zip", monkeypatch)
    monkeypatch.setattr(Path, "unlink", refuse(errno.EACCES))
    exports.sweep_exports()
    assert left.exists()
    assert len(notes()) == 1


def test_a_folder_of_state_that_lets_nobody_in_stops_no_export(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Path, "glob", refuse(errno.EACCES))
    write(tmp_path / "pack.zip", b"new")
    assert names(tmp_path) == ["pack.zip"]
