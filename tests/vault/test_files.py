"""Files for their owner alone: whole or not at all, and only where nobody else can write."""

import errno
import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from desktop.domain.errors import DamagedHeader, DiskFailed, DiskFull, UnsafePlace
from desktop.vault import files


def refuse(number: int) -> Callable[..., None]:
    def refusing(*_arguments: object, **_named: object) -> None:
        raise OSError(number, os.strerror(number))

    return refusing


def mode(path: Path) -> int:
    return path.lstat().st_mode & 0o777


def test_a_file_is_written_whole_for_its_owner_alone(tmp_path: Path) -> None:
    before = os.umask(0)
    try:
        files.atomic_write(tmp_path / "header", b"new")
    finally:
        os.umask(before)
    assert (tmp_path / "header").read_bytes() == b"new"
    assert mode(tmp_path / "header") == 0o600
    assert [path.name for path in tmp_path.iterdir()] == ["header"]


@pytest.mark.parametrize(("step", "owner"), [("open", os), ("fsync", os), ("replace", Path)])
@pytest.mark.parametrize(
    ("number", "meaning"), [(errno.ENOSPC, DiskFull), (errno.EDQUOT, DiskFull), (errno.EIO, DiskFailed)]
)
def test_a_refusing_disk_leaves_the_old_file_and_no_other(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, step: str, owner: object, number: int, meaning: type[Exception]
) -> None:
    (tmp_path / "header").write_bytes(b"old")
    with monkeypatch.context() as patched:
        patched.setattr(owner, step, refuse(number))
        with pytest.raises(meaning):
            files.atomic_write(tmp_path / "header", b"new")
    assert (tmp_path / "header").read_bytes() == b"old"
    assert [path.name for path in tmp_path.iterdir()] == ["header"]


def test_the_bytes_and_then_the_name_are_brought_onto_the_disk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    steps: list[str] = []
    real_sync, real_replace = os.fsync, Path.replace

    def note_sync(descriptor: int) -> None:
        steps.append("folder" if os.path.isdir(f"/proc/self/fd/{descriptor}") else "file")  # noqa: PTH112
        real_sync(descriptor)

    def note_replace(path: Path, target: Path) -> Path:
        steps.append("rename")
        return real_replace(path, target)

    monkeypatch.setattr(os, "fsync", note_sync)
    monkeypatch.setattr(Path, "replace", note_replace)
    files.atomic_write(tmp_path / "header", b"x")
    assert steps == ["file", "rename", "folder"]


def test_a_link_is_replaced_and_not_followed(tmp_path: Path) -> None:
    (tmp_path / "elsewhere").write_bytes(b"theirs")
    (tmp_path / "header").symlink_to(tmp_path / "elsewhere")
    files.atomic_write(tmp_path / "header", b"ours")
    assert (tmp_path / "elsewhere").read_bytes() == b"theirs"
    assert not (tmp_path / "header").is_symlink()


def test_a_folder_cannot_be_brought_onto_the_disk_where_folders_cannot_be_opened(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(os, "open", refuse(errno.EACCES))
    with pytest.raises(PermissionError):
        files.sync_folder(tmp_path)
    monkeypatch.setattr(files, "_POSIX", False)
    files.sync_folder(tmp_path)


def test_a_small_file_is_read_within_its_bound(tmp_path: Path) -> None:
    path = tmp_path / "header"
    assert files.read_bounded(path, 3) is None
    path.write_bytes(b"abc")
    assert files.read_bounded(path, 3) == b"abc"
    path.write_bytes(b"abcd")
    with pytest.raises(DamagedHeader):
        files.read_bounded(path, 3)


def test_a_link_or_folder_is_not_read(tmp_path: Path) -> None:
    (tmp_path / "real").write_bytes(b"x")
    (tmp_path / "link").symlink_to(tmp_path / "real")
    for path in (tmp_path / "link", tmp_path):
        with pytest.raises(UnsafePlace):
            files.read_bounded(path, 10)


def test_a_file_that_the_disk_refuses_is_not_taken_for_damaged(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "header").write_bytes(b"x")
    monkeypatch.setattr(os, "open", refuse(errno.EIO))
    with pytest.raises(DiskFailed):
        files.read_bounded(tmp_path / "header", 10)


def test_a_private_folder_is_its_owners_alone(tmp_path: Path) -> None:
    files.private_folder(tmp_path / "new")
    assert mode(tmp_path / "new") == 0o700
    (tmp_path / "open").mkdir()
    (tmp_path / "open").chmod(0o777)
    files.private_folder(tmp_path / "open")
    assert mode(tmp_path / "open") == 0o700
    files.private_folder(tmp_path / "open")


def test_a_link_or_a_file_is_no_private_folder(tmp_path: Path) -> None:
    (tmp_path / "real").mkdir()
    (tmp_path / "link").symlink_to(tmp_path / "real")
    (tmp_path / "file").write_bytes(b"")
    for name in ("link", "file"):
        with pytest.raises(UnsafePlace):
            files.private_folder(tmp_path / name)


@pytest.mark.parametrize(
    ("number", "meaning"), [(errno.EPERM, UnsafePlace), (errno.ENOSPC, DiskFull), (errno.EROFS, DiskFailed)]
)
def test_a_folder_that_cannot_be_made_says_why(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: int, meaning: type[Exception]
) -> None:
    monkeypatch.setattr(Path, "mkdir", refuse(number))
    with pytest.raises(meaning):
        files.private_folder(tmp_path / "new")


def test_a_place_of_ones_own_is_safe_also_before_it_exists(tmp_path: Path) -> None:
    files.check_place(tmp_path)
    files.check_place(tmp_path / "office" / "vault")


def test_a_linked_place_is_refused(tmp_path: Path) -> None:
    (tmp_path / "real").mkdir()
    (tmp_path / "link").symlink_to(tmp_path / "real")
    with pytest.raises(UnsafePlace) as caught:
        files.check_place(tmp_path / "link")
    assert caught.value.params["reason"] == "link"


@pytest.mark.parametrize(
    ("above", "itself", "safe"),
    [(0o755, 0o700, True), (0o777, 0o700, False), (0o1777, 0o700, True), (0o700, 0o777, False), (0o700, 0o1777, False)],
)
def test_a_place_that_everybody_can_write_to_is_refused(tmp_path: Path, above: int, itself: int, safe: bool) -> None:
    parent, vault = tmp_path / "parent", tmp_path / "parent" / "vault"
    vault.mkdir(parents=True)
    vault.chmod(itself)
    parent.chmod(above)
    if safe:
        files.check_place(vault)
        return
    with pytest.raises(UnsafePlace) as caught:
        files.check_place(vault)
    assert caught.value.params["reason"] == "writable"


def test_a_place_that_cannot_be_looked_at_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Path, "is_symlink", lambda _path: False)
    monkeypatch.setattr(Path, "resolve", lambda path: path)
    monkeypatch.setattr(Path, "stat", refuse(errno.EACCES))
    with pytest.raises(UnsafePlace):
        files.check_place(tmp_path)


def test_a_system_without_permissions_is_asked_for_links_only(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    tmp_path.chmod(0o777)
    monkeypatch.setattr(files, "_POSIX", False)
    files.check_place(tmp_path)


@pytest.mark.parametrize(
    ("name", "codes"),
    [("Documents", []), ("Dropbox (Office)", ["vault.sync_folder"]), ("OneDrive", ["vault.sync_folder"])],
)
def test_a_synchronised_folder_is_warned_about(tmp_path: Path, name: str, codes: list[str]) -> None:
    assert [problem.code for problem in files.place_warnings(tmp_path / name / "vault")] == codes


@pytest.mark.parametrize(
    ("mount", "network"),
    [("server:/x {} nfs4 rw 0 0", True), ("me@host: {} fuse.sshfs rw 0 0", True), ("/dev/sda1 {} ext4 rw 0 0", False)],
)
def test_a_network_folder_is_recognised_by_its_nearest_mount(tmp_path: Path, mount: str, network: bool) -> None:
    mounts = tmp_path / "mounts"
    share = tmp_path / "with space"
    lines = ("/dev/sda1 / ext4 rw 0 0", "short", mount.format(str(share).replace(" ", "\\040")))
    mounts.write_text("\n".join(lines), encoding="utf-8")
    assert files._is_network(share / "vault", mounts) is network
    assert files._is_network(tmp_path, mounts) is False
    assert files._is_network(share, tmp_path / "none") is False


def test_a_network_folder_is_warned_about(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(files, "_is_network", lambda _path: True)
    assert [problem.code for problem in files.place_warnings(tmp_path)] == ["vault.network_folder"]


def test_a_write_needs_twice_what_the_vault_holds_and_fifty_megabytes(tmp_path: Path) -> None:
    (tmp_path / "ledger.db").write_bytes(bytes(1000))
    (tmp_path / "identity.db").write_bytes(bytes(500))
    (tmp_path / "header").write_bytes(bytes(77))
    assert files.room_to_keep(tmp_path) == 3000 + 50 * 1024 * 1024


def test_too_little_room_is_told_with_figures(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shutil, "disk_usage", lambda _folder: shutil._ntuple_diskusage(100, 40, 60))
    files.free_space_guard(tmp_path, 60)
    with pytest.raises(DiskFull) as caught:
        files.free_space_guard(tmp_path, 61)
    assert dict(caught.value.params) == {"needed": 61, "free": 60}
    with pytest.raises(DiskFull) as caught:
        files.free_space_guard(tmp_path)
    assert caught.value.params["needed"] == files.RESERVE


def test_a_disk_that_does_not_tell_its_room_is_a_failure(tmp_path: Path) -> None:
    with pytest.raises(DiskFailed):
        files.free_space_guard(tmp_path / "none", 1)
