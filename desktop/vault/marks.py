"""High-water marks: what this computer saw last of each vault, kept outside it, so that an older copy is noticed.

A mark is a small file of its owner's alone. It names no vault and no place: its own name and the place of the vault are
hashes. It only rises. One that is missing or cannot be read says nothing; a disk that refuses one stops nothing.
"""

from __future__ import annotations

import hashlib
import json
from contextlib import suppress
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from desktop.domain.errors import VaultError
from desktop.vault.files import atomic_write, private_folder, read_bounded

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

_FOLDER = "marks"
_MOST_BYTES = 4096
_NAMES = {"sequence", "head", "revision", "place", "pages"}


@dataclass(frozen=True, slots=True)
class Mark:
    """The last record of a vault's journal, its hash, and how often the header was written.

    `pages` are digests over the pages of each book as it was closed here, in the folder that `place` stands for; empty
    while the vault is open, so that a kill leaves none.
    """

    sequence: int
    head: str
    revision: int
    place: str = ""
    pages: Mapping[str, str] = field(default_factory=dict)


def read_mark(state: Path, vault_id: str, place: str = "") -> Mark | None:
    """Give the mark of a vault as it is kept for a place; None where there is none that can be read."""
    return _read(_kept(state, vault_id, place))


def write_mark(state: Path, vault_id: str, mark: Mark) -> None:
    """Keep a vault's mark, unless a higher one is kept already: another copy of the vault is further then."""
    kept = read_mark(state, vault_id, mark.place)
    if kept is None or mark.sequence >= kept.sequence:
        replace_mark(state, vault_id, mark)


def replace_mark(state: Path, vault_id: str, mark: Mark) -> None:
    """Keep a vault's mark, whatever was kept before: a person said that the vault is as it should be."""
    _write(_kept(state, vault_id, mark.place), mark)


def begin_mark(state: Path, vault_id: str, mark: Mark) -> None:
    """Give the vault in the mark's place a mark of its own from now on: a backup was put there on purpose.

    What stands elsewhere goes on being held against what it was last.
    """
    _write(_path(state, vault_id, mark.place), mark)


def place_of(vault_id: str, folder: Path) -> str:
    """Stand for a vault's folder without naming it."""
    return _hash(f"place\x00{vault_id}\x00{folder.resolve()}")


def _path(state: Path, vault_id: str, place: str = "") -> Path:
    name = _hash(f"mark\x00{vault_id}\x00{place}" if place else f"mark\x00{vault_id}")
    return state / _FOLDER / f"{name}.mark"


def _kept(state: Path, vault_id: str, place: str) -> Path:
    """Say where the mark for a place is kept: that of a restored copy by itself, else the vault's."""
    own = _path(state, vault_id, place)
    with suppress(OSError):  # a folder of state that lets nobody in holds no mark
        if own.exists():
            return own
    return _path(state, vault_id)


def _read(path: Path) -> Mark | None:
    try:
        data = read_bounded(path, _MOST_BYTES)
        return None if data is None else _mark(json.loads(data))
    except (VaultError, ValueError, RecursionError):
        return None


def _write(path: Path, mark: Mark) -> None:
    plain = {"sequence": mark.sequence, "head": mark.head, "revision": mark.revision, "place": mark.place,
             "pages": dict(mark.pages)}  # fmt: skip
    with suppress(VaultError, OSError):
        for folder in reversed([path.parent, *path.parent.parents]):
            if not folder.exists():
                private_folder(folder)
        atomic_write(path, json.dumps(plain, sort_keys=True).encode("ascii"))


def _hash(text: str) -> str:
    return hashlib.sha256(b"skarbonka " + text.encode("utf-8", "surrogateescape")).hexdigest()[:32]


def _mark(plain: object) -> Mark | None:
    """Read what was written; None for anything else."""
    if not isinstance(plain, dict) or set(plain) != _NAMES:
        return None
    counts, texts, pages = (plain["sequence"], plain["revision"]), (plain["head"], plain["place"]), plain["pages"]
    if not all(type(each) is int for each in counts) or not all(isinstance(each, str) for each in texts):
        return None
    if not isinstance(pages, dict) or not all(isinstance(each, str) for each in pages.values()):
        return None
    return Mark(counts[0], texts[0], counts[1], texts[1], pages)
