"""Walks under strace, each in folders of its own: what a program said, where it wrote, which sockets it asked for."""

import os
import re
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from tests.faults.tracing import Outcome, python, traced
from tests.faults.walker import PAGE

CALLS = ("%network", "openat", "open", "creat", "openat2", "memfd_create")
_WRITING = re.compile(
    r'\bopen(?:at)?\((?:AT_FDCWD, )?"([^"]*)", ([A-Z_|]*(?:O_WRONLY|O_RDWR|O_CREAT|O_TMPFILE)[A-Z_|]*)'
)
_INTERNET = re.compile(r"\b(?:PF|AF)_INET6?\b")


@dataclass(frozen=True)
class Walked:
    """Where a walk was and how it went. `home`, `temp` and `place` are its own folders."""

    root: Path
    outcome: Outcome

    @property
    def place(self) -> Path:
        return self.root / "place"

    @property
    def exports(self) -> Path:
        return self.place / "exports"

    def written(self) -> Iterator[str]:
        """Every path that was opened for writing, if only for a moment."""
        for line in self.outcome.trace.splitlines():
            found = _WRITING.search(line)
            if found and not re.search(r"= -1 ", line):
                yield f"{found[1]} (a file without a name)" if "O_TMPFILE" in found[2] else found[1]

    @property
    def marks(self) -> Path:
        """Where the program keeps what it saw of vaults: hashes and counts."""
        return self.root / "home" / ".state" / "skarbonka"

    def internet(self) -> list[str]:
        """Every line of the trace in which an internet address stands."""
        return [line for line in self.outcome.trace.splitlines() if _INTERNET.search(line)]

    def sockets(self) -> int:
        """How many calls about the network were seen at all."""
        return len(re.findall(r"\b(?:socket|socketpair|connect)\(", self.outcome.trace))


def walk(root: Path, command: Sequence[str] | None = None, *, off: Path | None = None) -> Walked:
    """Run a command under strace in new folders: home, temporary folder, and a place for its work.

    Args:
        root: A folder for all of it.
        command: The program; the walk through the main job when None.
        off: Where the exports and the worker's pages go instead, out of `root`.
    """
    folders = {"HOME": "home", "TMPDIR": "temp", "XDG_RUNTIME_DIR": "run"}
    folders |= {f"XDG_{kind.upper()}_HOME": f"home/.{kind}" for kind in ("config", "data", "state", "cache")}
    outside = off or root / "place"
    for folder in (*(root / name for name in folders.values()), root / "place", outside / "exports", outside / "pages"):
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    if off is not None:
        for name in ("exports", "pages"):
            (root / "place" / name).symlink_to(off / name)
    (outside / "pages" / "page.txt").write_text(PAGE, encoding="utf-8")
    environment = {**os.environ, **{name: str(root / folder) for name, folder in folders.items()}}
    log = (off or root) / "trace.log"
    chosen = command or python("tests.faults.walker", str(root / "place"))
    outcome = traced(chosen, log, calls=CALLS, environment=environment)
    return Walked(root, outcome)


def script(code: str) -> list[str]:
    """The command that runs a few lines, for the controls."""
    return [sys.executable, "-c", code]


@contextmanager
def small_disk(folder: Path) -> Iterator[tuple[Path, Path]]:
    """A disk of its own, for as long as it is looked at: its raw image, and where it is mounted."""
    image, place = folder / "disk.img", folder / "disk"
    place.mkdir()
    with image.open("wb") as file:
        file.truncate(96 * 1024 * 1024)
    subprocess.run(["/sbin/mkfs.ext4", "-q", str(image)], check=True)
    subprocess.run(["mount", "-o", "loop", str(image), str(place)], check=True)
    try:
        yield image, place
    finally:
        subprocess.run(["umount", str(place)], check=False, stderr=subprocess.DEVNULL)
