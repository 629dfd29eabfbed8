"""What a disk may hold after a power cut: everything that was synced, and any part of what was not.

A file's bytes are safe when the file was synced; its name is safe when its folder was. Of all else, each write, cut of
a file and change of a name may have reached the disk or not, in any order, and a write in part: some of its sectors.
"""

import random
import shutil
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from tests.faults.recording import Call

SECTOR = 512


@dataclass
class _File:
    """A file's bytes as they surely are, and the changes that were asked for since."""

    safe: bytes = b""
    waiting: list[Call] = field(default_factory=list)


_Names = dict[Path, "_File | None"]  # None is a folder


def _changed(data: bytearray, call: Call) -> None:
    """Do a whole change to a file's bytes."""
    if call.name == "truncate":
        del data[call.at :]
        data.extend(bytes(call.at - len(data)))
    else:
        data.extend(bytes(max(0, call.at + len(call.data) - len(data))))
        data[call.at : call.at + len(call.data)] = call.data


def _renamed(names: _Names, call: Call) -> None:
    """Do a change to the names; one whose subject never came to be changes nothing."""
    if call.name == "rename":
        for path in [path for path in names if path == call.path or path.is_relative_to(call.path)]:
            names[call.to / path.relative_to(call.path)] = names.pop(path)
    else:
        names.pop(call.path, None)


class Disk:
    """Follows a recording and makes images of what a cut would leave at any moment.

    `calls` are done one after another with `step`; `image` draws one of the many disks that may be found then.
    """

    def __init__(self, folder: Path) -> None:
        """Take the folder as it is for safe."""
        self._safe: _Names = {
            path: None if path.is_dir() else _File(path.read_bytes()) for path in sorted(folder.rglob("*"))
        }
        self._now: _Names = dict(self._safe)
        self._folder = folder
        self._waiting: list[tuple[Call, _File | None]] = []
        self._open: dict[int, tuple[Path, _File | None]] = {}
        self.said: list[str] = []

    @property
    def unsafe(self) -> int:
        """How many changes a cut might undo now."""
        files = {id(file): file for file in [*self._now.values(), *self._safe.values()] if file is not None}
        return len(self._waiting) + sum(len(file.waiting) for file in files.values())

    def step(self, call: Call) -> None:
        """Let one call be done."""
        if call.name == "said":
            self.said += call.data.decode().splitlines()
        elif call.name == "folder":
            self._open[call.descriptor] = (call.path, None)
        elif call.name in {"make", "open"}:
            self._opened(call)
        elif call.name in {"write", "truncate"}:
            file = self._open[call.descriptor][1]
            assert file is not None
            file.waiting.append(call)
        elif call.name == "sync":
            self._synced(*self._open[call.descriptor])
        elif call.name == "close":
            del self._open[call.descriptor]
        elif call.name == "mkdir":
            self._now[call.path] = None
            self._waiting.append((call, None))
        else:
            _renamed(self._now, call)
            self._waiting.append((call, None))

    def _opened(self, call: Call) -> None:
        if call.path not in self._now:
            made = self._now[call.path] = _File()
            self._waiting.append((call, made))
        file = self._now[call.path]
        assert file is not None
        if call.at == 0:
            file.waiting.append(Call("truncate"))
        self._open[call.descriptor] = (call.path, file)

    def _synced(self, path: Path, file: _File | None) -> None:
        if file is None:
            done = [(call, made) for call, made in self._waiting if path in {call.path.parent, call.to.parent}]
            self._waiting = [one for one in self._waiting if one not in done]
            self._do(self._safe, done)
            return
        data = bytearray(file.safe)
        for call in file.waiting:
            _changed(data, call)
        file.safe, file.waiting = bytes(data), []

    @staticmethod
    def _do(names: _Names, changes: Iterable[tuple[Call, _File | None]]) -> None:
        for call, made in changes:
            if call.name in {"make", "open", "mkdir"}:
                names[call.path] = made
            else:
                _renamed(names, call)

    def image(self, dice: random.Random) -> dict[Path, bytes | None]:
        """Draw one disk that a cut may leave now: each file's bytes by its name; None is a folder."""
        names = dict(self._safe)
        self._do(names, _some(self._waiting, dice))
        return {path: None if file is None else _drawn(file, dice) for path, file in names.items()}

    def lay_out(self, dice: random.Random, folder: Path) -> None:
        """Make a drawn disk real in a folder, which is emptied first."""
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir(mode=0o700, parents=True)
        for path, data in sorted(self.image(dice).items()):
            place = folder / path.relative_to(self._folder)
            place.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            if data is None:
                place.mkdir(mode=0o700, exist_ok=True)
            else:
                place.write_bytes(data)
                place.chmod(0o600)


def _some(changes: Sequence[Any], dice: random.Random) -> list[Any]:
    """Nothing, everything, a beginning, or any of them: each is what some disk does."""
    way = dice.randrange(5)
    if way <= 1:
        return [] if way == 0 else list(changes)
    if way == 2:
        return list(changes[: dice.randint(0, len(changes))])
    share = dice.choice((0.1, 0.5, 0.9))
    return [change for change in changes if dice.random() < share]


def _drawn(file: _File, dice: random.Random) -> bytes:
    """A file's bytes with some of its changes, some of these in part."""
    data = bytearray(file.safe)
    for call in _some(file.waiting, dice):
        if call.name == "truncate" or dice.random() < 0.6:
            _changed(data, call)
            continue
        for begin in range(0, len(call.data), SECTOR):
            if dice.random() < 0.5:
                _changed(data, Call("write", data=call.data[begin : begin + SECTOR], at=call.at + begin))
    return bytes(data)
