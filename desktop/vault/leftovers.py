"""Vaults that were never finished: hidden folders beside a vault's place, as a kill while one is made leaves them.

A new or restored vault is built as `.NAME.DIGITS.new` beside its place, and the books of a newer one may lie in
`.NAME.DIGITS.new.later` for a moment. Both are encrypted, and whole enough to be opened by who knows a passphrase: so
they are taken away when the vault is opened, before another is made there, and by the emergency wipe.
"""

from __future__ import annotations

import re
import shutil
from fnmatch import fnmatchcase
from typing import TYPE_CHECKING

from desktop.vault.copies import HEADER
from desktop.vault.vault import IDENTITY_FILE, LEDGER_FILE

if TYPE_CHECKING:
    from pathlib import Path

OWN = (f"{HEADER}*", f".{HEADER}*", f"{LEDGER_FILE}*", f"{IDENTITY_FILE}*", f".{LEDGER_FILE}*", f".{IDENTITY_FILE}*")
"""The names of a vault's files, and of what a kill leaves of them."""
_FOLDERS = ("backups", ".backup-*", ".rehearsal-*")


def unfinished(folder: Path) -> tuple[Path, ...]:
    """Give what was left beside a vault's place; a folder with anything in it that is none of ours is left out."""
    name = re.compile(rf"\.{re.escape(folder.name)}\.[0-9a-f]{{12}}\.new(\.later)?")
    try:
        return tuple(sorted(each for each in folder.parent.iterdir() if name.fullmatch(each.name) and _is_ours(each)))
    except OSError:
        return ()


def sweep_unfinished(folder: Path) -> None:
    """Delete what was left beside a vault's place; nobody may just be making one there."""
    for left in unfinished(folder):
        shutil.rmtree(left, ignore_errors=True)


def _is_ours(place: Path) -> bool:
    if place.is_symlink() or not place.is_dir():
        return False
    return all(any(fnmatchcase(each.name, own) for own in (*OWN, *_FOLDERS)) for each in place.iterdir())
