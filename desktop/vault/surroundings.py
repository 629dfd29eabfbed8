"""A look at what lies around a vault: is its disk encrypted, and memory that the system moves to a disk?

Linux tells by files that everybody may read: no program is started, and nothing is asked of any network. A disk is
encrypted where it, or all that it is made of, is a mapping of dm-crypt (LUKS). Elsewhere we say that we cannot tell.
"""

from __future__ import annotations

import re
import sys
from dataclasses import dataclass
from pathlib import Path

from desktop.domain.surroundings import Guard, Surroundings
from desktop.vault.files import place_warnings

_CRYPT = "CRYPT-"
_GUARDED_SYSTEMS = ("fuse.gocryptfs", "fuse.cryfs", "fuse.encfs", "ecryptfs")
_UNTOLD_SYSTEMS = ("overlay", "zfs", "nfs", "nfs4", "cifs", "9p", "virtiofs", "fuse")
_MEMORY_SYSTEMS = ("tmpfs", "ramfs")
_MEMORY_DEVICE = "zram"
_ESCAPED = re.compile(r"\\([0-7]{3})")
_DEEPEST = 8


@dataclass(frozen=True, slots=True)
class _Mount:
    """Where a file system is seen, of which kind it is, and what it lies on."""

    place: Path
    system: str
    source: str


def look_around(folder: Path, system: str = sys.platform, root: Path = Path("/")) -> Surroundings:
    """Tell how the disk of a folder and the swap are guarded. `root` is where the system's own files are looked for."""
    copied = bool(place_warnings(folder))
    if not system.startswith("linux"):
        return Surroundings(Guard.UNKNOWN, Guard.UNKNOWN, copied)
    return Surroundings(_disk(folder, root), _swap(root), copied)


def _disk(folder: Path, root: Path) -> Guard:
    try:
        place = folder.resolve()
        lines = (root / "proc/self/mountinfo").read_text(encoding="utf-8", errors="replace").splitlines()
    except OSError:
        return Guard.UNKNOWN
    mounts = [each for each in map(_mount, lines) if each is not None and place.is_relative_to(each.place)]
    if not mounts:
        return Guard.UNKNOWN
    # What was mounted last hides what was mounted there before.
    return _guard_of(max(reversed(mounts), key=lambda each: len(each.place.parts)), root)


def _mount(line: str) -> _Mount | None:
    """Read a line of mountinfo: "36 35 98:0 /root /place options - kind source options"."""
    before, dash, after = line.partition(" - ")
    parts, rest = before.split(" "), after.split(" ")
    if not dash or len(parts) < 5 or len(rest) < 2:
        return None
    return _Mount(Path(_plain(parts[4])), rest[0], _plain(rest[1]))


def _plain(text: str) -> str:
    return _ESCAPED.sub(lambda found: chr(int(found[1], 8)), text)


def _guard_of(mount: _Mount, root: Path) -> Guard:
    if mount.system in (*_GUARDED_SYSTEMS, *_MEMORY_SYSTEMS):
        return Guard.GUARDED
    if mount.system in _UNTOLD_SYSTEMS or not mount.source.startswith("/dev/"):
        return Guard.UNKNOWN
    return _device(mount.source, root)


def _device(source: str, root: Path) -> Guard:
    """Tell of a device by its name, "/dev/sda2" or "/dev/mapper/home": what it is, and what it is made of."""
    try:
        name = (root / source.lstrip("/")).resolve().name
        known = root / "sys/class/block" / name
        if not known.exists():
            return Guard.UNKNOWN
        return Guard.GUARDED if _is_crypt(known.resolve(), root, _DEEPEST) else Guard.OPEN
    except OSError:
        return Guard.UNKNOWN


def _is_crypt(device: Path, root: Path, deep: int) -> bool:
    """Say whether a block device is a mapping of dm-crypt, or lies on nothing but such."""
    if deep == 0:
        return False
    if _words(device / "dm/uuid").startswith(_CRYPT):
        return True
    below = sorted((device / "slaves").iterdir()) if (device / "slaves").is_dir() else []
    if below:
        return all(_is_crypt(each.resolve(), root, deep - 1) for each in below)
    whole = device.parent
    return (device / "partition").exists() and _is_crypt(whole, root, deep - 1)


def _words(path: Path) -> str:
    return path.read_text(encoding="utf-8", errors="replace").strip() if path.is_file() else ""


def _swap(root: Path) -> Guard:
    try:
        lines = (root / "proc/swaps").read_text(encoding="utf-8", errors="replace").splitlines()[1:]
    except OSError:
        return Guard.UNKNOWN
    areas = [line.split() for line in lines if len(line.split()) > 1]
    found = {_swap_area(source, kind, root) for source, kind, *_more in areas}
    return next((each for each in (Guard.OPEN, Guard.UNKNOWN) if each in found), Guard.GUARDED)


def _swap_area(source: str, kind: str, root: Path) -> Guard:
    source = _plain(source)
    if Path(source).name.startswith(_MEMORY_DEVICE):
        return Guard.GUARDED
    return _disk(Path(source), root) if kind == "file" else _device(source, root)
