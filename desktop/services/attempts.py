"""Wrong passphrases in a row, counted for each vault: after a few one waits, and longer each time.

It is one count for the lock, for the dialogs that ask for one's own passphrase, and for the terminal. It lies in the
program's own folder of state, so leaving a screen or the program begins no new one. Nothing is ever erased for it, and
the right passphrase ends it. It hinders who sits at this computer; whoever copied the vault is hindered by what each
guess costs (`vault/keys`).
"""

from __future__ import annotations

import hashlib
import json
import math
import time
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING

from desktop import paths
from desktop.domain.errors import TryLater, VaultError, WrongPassphrase

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

FREE_TRIES = 3
LONGEST_WAIT = 30
_FOLDER = "tries"
_MOST_BYTES = 200


@dataclass(frozen=True, slots=True)
class _Tries:
    """How many were wrong in a row, and when the last one was, by the clock on the wall."""

    wrong: int = 0
    at: float = 0.0


_here: dict[str, _Tries] = {}  # where the state's folder takes no file, this process counts all the same


def wait_after(wrong: int) -> int:
    """Seconds to wait after so many wrong passphrases in a row: none for three, then 1, 2, 4, 8, 16, 30."""
    return min(2 ** min(wrong - FREE_TRIES - 1, 5), LONGEST_WAIT) if wrong > FREE_TRIES else 0


def seconds_left(folder: Path) -> int:
    """Tell how long a vault's next passphrase must wait; 0 when it may be tried now.

    A clock that was set back makes nobody wait longer than the longest wait from now.
    """
    name = _name(folder)
    tries, now = _read(name), _now()
    if tries.at > now:
        tries = _Tries(tries.wrong, now)
        _keep(name, tries)
    return max(math.ceil(tries.at + wait_after(tries.wrong) - now), 0)


@contextmanager
def counted(folder: Path) -> Iterator[None]:
    """Let a passphrase of a vault be tried inside: a wrong one counts, the right one ends the count.

    Raises:
        TryLater: It is too early; nothing was tried.
    """
    left = seconds_left(folder)
    if left:
        raise TryLater(seconds=left)
    name = _name(folder)
    try:
        yield
    except WrongPassphrase:
        _keep(name, _Tries(_read(name).wrong + 1, _now()))
        raise
    _forget(name)


def _now() -> float:
    return time.time()


def _name(folder: Path) -> str:
    """Stand for a vault's place without naming it."""
    text = f"skarbonka tries\x00{folder.resolve()}"
    return hashlib.sha256(text.encode("utf-8", "surrogateescape")).hexdigest()[:32]


def _path(name: str) -> Path:
    return paths.state_folder() / _FOLDER / f"{name}.tries"


def _read(name: str) -> _Tries:
    from desktop.vault.files import read_bounded  # noqa: PLC0415 - late: a vault's libraries load when one is opened

    here = _here.get(name, _Tries())
    with suppress(VaultError, ValueError, TypeError, OverflowError, RecursionError):
        wrong, at = json.loads(read_bounded(_path(name), _MOST_BYTES) or b"[0, 0]")
        kept = _Tries(min(int(wrong), 1_000), float(at))
        if math.isfinite(kept.at):
            return max(here, kept, key=lambda each: each.wrong)
    return here


def _keep(name: str, tries: _Tries) -> None:
    from desktop.vault.files import atomic_write, private_folder  # noqa: PLC0415 - late: as above

    _here[name] = tries
    path = _path(name)
    with suppress(VaultError, OSError):
        for folder in reversed([path.parent, *path.parent.parents]):
            if not folder.exists():
                private_folder(folder)
        atomic_write(path, json.dumps([tries.wrong, tries.at]).encode("ascii"))


def _forget(name: str) -> None:
    _here.pop(name, None)
    with suppress(OSError):
        _path(name).unlink(missing_ok=True)
