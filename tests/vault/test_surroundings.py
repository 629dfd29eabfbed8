"""A look around the vault: disks and swap as Linux tells of them, and the honest answer where it does not."""

from __future__ import annotations

from pathlib import Path

import pytest

from desktop.domain.surroundings import Guard, Surroundings
from desktop.vault.surroundings import look_around

HEAD = "Filename\t\t\t\tType\t\tSize\t\tUsed\t\tPriority\n"


class System:
    """The files in which a system tells of its disks; `crypt` are mappings of dm-crypt."""

    def __init__(self, root: Path) -> None:
        self.root, self.mounts = root, ["24 1 0:5 / / rw - rootfs rootfs rw", "a line that is none"]
        for folder in ("proc/self", "sys/class/block", "dev/mapper"):
            (root / folder).mkdir(parents=True)
        self.swaps("")

    def disk(self, name: str, *, crypt: bool = False, on: str = "", part_of: str = "") -> None:
        """Put a block device there: whole, a part of another, or lying on another."""
        devices = self.root / "sys/devices" / part_of / name if part_of else self.root / "sys/devices" / name
        devices.mkdir(parents=True, exist_ok=True)
        (self.root / "sys/class/block" / name).symlink_to(devices)
        (self.root / "dev" / name).touch()
        if part_of:
            (devices / "partition").write_text("1\n")
        if crypt:
            (devices / "dm").mkdir()
            (devices / "dm/uuid").write_text("CRYPT-LUKS2-0f3c-home\n")
        for each in on.split():
            (devices / "slaves").mkdir(exist_ok=True)
            (devices / "slaves" / each).symlink_to(self.root / "sys/class/block" / each)

    def mount(self, place: Path, system: str, source: str) -> None:
        plain = str(place).replace(" ", "\\040")
        self.mounts.append(f"36 24 8:1 / {plain} rw,relatime shared:1 - {system} {source} rw")

    def swaps(self, *lines: str) -> None:
        (self.root / "proc/swaps").write_text(HEAD + "".join(f"{line}\n" for line in lines))

    def look(self, folder: Path) -> Surroundings:
        (self.root / "proc/self/mountinfo").write_text("\n".join(self.mounts) + "\n")
        return look_around(folder, "linux", self.root)


@pytest.fixture
def system(tmp_path: Path) -> System:
    return System(tmp_path / "root")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "my home" / "vault"
    made.mkdir(parents=True)
    return made


def test_a_disk_is_encrypted_where_it_or_all_below_it_is(system: System, folder: Path) -> None:
    system.disk("sda")
    system.disk("sda1", part_of="sda")
    system.disk("dm-0", crypt=True, on="sda1")
    system.disk("dm-1", on="dm-0")  # a volume of LVM on LUKS
    system.disk("dm-2", on="dm-0 sda1")
    system.disk("dm-3", crypt=True)
    system.disk("dm-3p1", part_of="dm-3")
    (system.root / "dev/mapper/home").symlink_to("../dm-1")
    for source, guard in (
        ("/dev/sda1", Guard.OPEN),
        ("/dev/dm-0", Guard.GUARDED),
        ("/dev/mapper/home", Guard.GUARDED),
        ("/dev/dm-2", Guard.OPEN),
        ("/dev/dm-3p1", Guard.GUARDED),
        ("/dev/gone", Guard.UNKNOWN),
    ):
        system.mount(folder.parent, "ext4", source)  # the one mounted last is what is seen
        assert system.look(folder).disk is guard, source


@pytest.mark.parametrize(
    ("kind", "source", "guard"),
    [
        ("tmpfs", "tmpfs", Guard.GUARDED),
        ("fuse.gocryptfs", "/home/cipher", Guard.GUARDED),
        ("overlay", "overlay", Guard.UNKNOWN),
        ("nfs4", "server:/home", Guard.UNKNOWN),
        ("btrfs", "pool", Guard.UNKNOWN),
    ],
)
def test_kinds_of_file_systems(system: System, folder: Path, kind: str, source: str, guard: Guard) -> None:
    system.mount(folder, kind, source)
    assert system.look(folder).disk is guard


def test_swap_is_off_encrypted_in_memory_or_open(system: System, folder: Path) -> None:
    system.disk("sdb2")
    system.disk("dm-5", crypt=True)
    system.mount(folder, "ext4", "/dev/sdb2")
    for lines, guard in (
        ((), Guard.GUARDED),
        (("/dev/dm-5 partition 8 0 -2",), Guard.GUARDED),
        (("/dev/zram0 partition 8 0 100", "short"), Guard.GUARDED),
        (("/dev/dm-5 partition 8 0 -2", "/dev/sdb2 partition 8 0 -3"), Guard.OPEN),
        ((f"{str(folder).replace(' ', chr(92) + '040')}/swapfile file 8 0 -2",), Guard.OPEN),
        (("/dev/nothing partition 8 0 -2",), Guard.UNKNOWN),
    ):
        system.swaps(*lines)
        assert system.look(folder).swap is guard, lines


def test_a_ring_of_devices_ends(system: System, folder: Path) -> None:
    system.disk("dm-7")
    (system.root / "sys/devices/dm-7/slaves").mkdir()
    (system.root / "sys/devices/dm-7/slaves/dm-7").symlink_to(system.root / "sys/class/block/dm-7")
    system.mount(folder, "ext4", "/dev/dm-7")
    assert system.look(folder).disk is Guard.OPEN


def test_where_it_cannot_be_told_that_is_said(
    tmp_path: Path, system: System, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    nothing = Surroundings(Guard.UNKNOWN, Guard.UNKNOWN)
    assert look_around(folder, "win32") == look_around(folder, "darwin") == nothing
    assert look_around(folder, "linux", tmp_path / "empty") == nothing
    system.mounts = []
    assert system.look(folder).disk is Guard.UNKNOWN
    system.disk("sda")
    system.mount(folder, "ext4", "/dev/sda")

    def refused(_path: Path) -> bool:
        raise PermissionError

    monkeypatch.setattr(Path, "exists", refused)
    assert system.look(folder).disk is Guard.UNKNOWN


def test_this_very_computer_answers(folder: Path) -> None:
    found = look_around(folder)
    assert {found.disk, found.swap} <= set(Guard)
    assert found.mark == f"{found.disk.value} {found.swap.value}"
    assert Surroundings(Guard.GUARDED, Guard.GUARDED).good
    assert not Surroundings(Guard.GUARDED, Guard.OPEN).good


def test_a_folder_that_another_program_copies_is_found_on_every_system(tmp_path: Path) -> None:
    plain, copied = tmp_path / "office", tmp_path / "Dropbox" / "office"
    for system in ("linux", "win32", "darwin"):
        assert not look_around(plain, system).copied
        found = look_around(copied, system)
        assert found.copied
        assert not found.good
        assert found.mark.endswith(" copied")
    assert not Surroundings(Guard.GUARDED, Guard.GUARDED, copied=True).good
