"""Records what a real program does to the files below a folder, in order, with the bytes, by strace.

    calls = record(python("tests.faults.writer", "engine", FOLDER, "4"), FOLDER, LOG)

What the program says on its standard output stands between the calls, so it is known what was acknowledged when.
"""

import os
import re
import shutil
import subprocess
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from tests.faults.tracing import ROOT

_CALLS = (
    "openat", "close", "write", "pwrite64", "writev", "fsync", "fdatasync", "ftruncate", "unlink", "unlinkat",
    "rename", "renameat", "renameat2", "link", "linkat", "mkdir", "rmdir", "lseek", "dup", "dup2", "sync_file_range",
)  # fmt: skip
#: Calls that change files and that a recording cannot follow yet; a recording with one of these is refused.
_UNKNOWN = frozenset({"writev", "dup", "dup2", "link", "linkat", "renameat2", "sync_file_range"})
_SECONDS = 300


@dataclass(frozen=True)
class Call:
    """One system call on a file below the folder, or a line that the program said.

    Attributes:
        name: "make" and "open" (a file, by its descriptor), "folder" (one was opened), "write", "truncate", "sync",
            "unlink", "rename", "mkdir", "rmdir", "close" or "said".
        path: The file, where the call names one.
        to: The new name of a rename.
        descriptor: What the call was made on.
        data: What was written or said.
        at: Where it was written, or the new length of a file that is cut.
    """

    name: str
    path: Path = Path()
    to: Path = Path()
    descriptor: int = -1
    data: bytes = b""
    at: int = 0


def record(command: Sequence[str], folder: Path, log: Path) -> tuple[Call, ...]:
    """Run a program and give everything it did to files below `folder`."""
    strace = shutil.which("strace")
    assert strace, "strace is needed: apt-get install strace"
    options = ["--seccomp-bpf", "-f", "-q", "-xx", "-s", "100000000", "-o", str(log), "-e", f"trace={','.join(_CALLS)}"]
    environment = {**os.environ, "PYTHONDONTWRITEBYTECODE": "1"}
    done = subprocess.run(
        [strace, *options, *command], cwd=ROOT, env=environment, capture_output=True, timeout=_SECONDS, check=False
    )
    assert done.returncode == 0, done.stderr.decode()
    return tuple(_understood(log, folder.absolute()))


def _lines(log: Path) -> Iterator[tuple[str, str, str]]:
    """Each call's name, arguments and answer; those that another thread interrupted are joined again."""
    waiting: dict[str, str] = {}
    with log.open(encoding="ascii") as file:
        for line in file:
            process, _, text = line.rstrip("\n").partition(" ")
            text = text.lstrip()
            if text.endswith("<unfinished ...>"):
                waiting[process] = text.removesuffix("<unfinished ...>")
                continue
            if text.startswith("<... "):
                text = waiting.pop(process) + text.partition(" resumed>")[2]
            if found := re.fullmatch(r"(\w+)\((.*)\)\s+= (-?\d+)(?: .*)?", text):
                yield found[1], found[2], found[3]


def _bytes(text: str) -> bytes:
    """The bytes of a quoted argument."""
    return bytes.fromhex(text.strip().strip('"').replace("\\x", ""))


def _path(text: str) -> Path:
    return Path(os.fsdecode(_bytes(text)))


class _Follower:
    """Turns the trace's lines into calls; knows which descriptor is a file below the folder, and where it stands."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.places: dict[int, int] = {}
        self.folders: dict[int, Path] = {}
        self.made: set[Path] = set()

    def follow(self, name: str, arguments: str, answer: int) -> Call | None:
        if answer < 0:
            return None
        parts = arguments.split(", ")
        if name in {"openat", "unlink", "unlinkat", "rename", "renameat", "mkdir", "rmdir"}:
            return self._named(name, parts, answer)
        descriptor = int(parts[0]) if parts[0].isdigit() else -1
        if name == "write" and descriptor == 1:
            return Call("said", data=_bytes(parts[1]))
        if descriptor not in self.places:
            return None
        assert name not in _UNKNOWN, f"{name} is not followed"
        return self._described(name, descriptor, parts, answer)

    def _named(self, name: str, parts: list[str], answer: int) -> Call | None:
        if name == "openat":
            self.places.pop(answer, None)
        at = name in {"openat", "unlinkat", "renameat"}
        path = _path(parts[1] if at else parts[0])
        if at and parts[0].isdigit():
            path = self.folders.get(int(parts[0]), Path()) / path
        if not path.is_relative_to(self.folder):
            return None
        if name == "openat":
            self.places[answer] = 0
            if "O_DIRECTORY" in parts[2] or path in self.made or path.is_dir():
                self.folders[answer] = path
                return Call("folder", path, descriptor=answer)
            kind = "make" if "O_CREAT" in parts[2] else "open"
            return Call(kind, path, descriptor=answer, at=0 if "O_TRUNC" in parts[2] else -1)
        if name.startswith("rename"):
            return Call("rename", path, to=_path(parts[3] if at else parts[1]))
        if name == "mkdir":
            self.made.add(path)
        kind = "rmdir" if "AT_REMOVEDIR" in parts[-1] else name.removesuffix("at")
        return Call(kind, path)

    def _described(self, name: str, descriptor: int, parts: list[str], answer: int) -> Call | None:
        if name in {"fsync", "fdatasync"}:
            return Call("sync", descriptor=descriptor)
        if name == "ftruncate":
            return Call("truncate", descriptor=descriptor, at=int(parts[1]))
        if name == "pwrite64":
            return Call("write", descriptor=descriptor, data=_bytes(parts[1])[:answer], at=int(parts[3]))
        place = self.places[descriptor]
        if name == "write":
            self.places[descriptor] = place + answer
            return Call("write", descriptor=descriptor, data=_bytes(parts[1])[:answer], at=place)
        if name == "lseek":
            self.places[descriptor] = answer
            return None
        del self.places[descriptor]
        return Call("close", descriptor=descriptor)


def _understood(log: Path, folder: Path) -> Iterator[Call]:
    follower = _Follower(folder)
    for name, arguments, answer in _lines(log):
        call = follower.follow(name, arguments, int(answer))
        if call is not None:
            yield call
