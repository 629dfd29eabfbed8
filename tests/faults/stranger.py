"""A process that works as somebody who may not: the user `nobody`, if it is root's, and a bench with a vault for it.

For root no permission holds anything off. So a process of root loads the whole program first (a checkout may be closed
to others), then works as the user `nobody`, without capabilities, and is root again only to take rights and give them
back. Whoever is not root takes rights from themselves.
"""

from __future__ import annotations

import importlib
import os
import pkgutil
import shutil
import traceback
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import desktop
from desktop.domain.errors import SkarbonkaError
from desktop.services import backups, wording
from tests.services.office_kit import Kit, open_office

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

NOBODY = 65534
ROOT = os.geteuid() == 0
_UI = ("desktop.ui", "desktop.app")
_STATE = "state"


# ------------------------------------------------------------------------------------------------------ who one is


def load_everything() -> None:
    """Import all that is imported late, which whoever cannot read the checkout could not."""
    for each in pkgutil.walk_packages(desktop.__path__, "desktop."):
        if not each.name.startswith(_UI) and not each.name.endswith("__main__"):
            importlib.import_module(each.name)


@contextmanager
def as_stranger() -> Iterator[None]:
    """Be the user `nobody`, if we are root: also by the real number, which `access` asks for."""
    if not ROOT:
        yield
        return
    groups = os.getgroups()
    os.setgroups([])
    os.setresgid(NOBODY, NOBODY, 0)
    os.setresuid(NOBODY, NOBODY, 0)
    try:
        yield
    finally:
        os.setresuid(0, 0, 0)
        os.setresgid(0, 0, 0)
        os.setgroups(groups)


def own(path: Path, *, theirs: bool = False) -> None:
    """Give a file or all of a folder to whoever does the deeds, or to somebody else; a folder's own bits stay."""
    if ROOT:
        user = 0 if theirs else NOBODY
        for each in (path, *path.rglob("*")):
            os.chown(each, user, user, follow_symlinks=False)


def tried(deed: Callable[[], object]) -> dict[str, Any]:
    """Do a deed as that user, and say what came of it."""
    try:
        with as_stranger():
            done = deed()
    except SkarbonkaError as error:
        said = wording.explain(error)
        return {
            "refused": type(error).__name__,
            "reason": error.params.get("reason"),
            "said": [said.what, said.why, said.next],
        }
    except BaseException:  # noqa: BLE001 - it is told, and the test fails
        return {"broke": traceback.format_exc()}
    return {"done": done}


# ------------------------------------------------------------------------------------------------------------ cases


@dataclass(frozen=True)
class Case:
    """A deed, what is to stay as it was, how the right is taken and given back."""

    deed: Callable[[], object]
    kept: Path
    take: Callable[[], object]
    give: Callable[[], object]


def modes(path: Path, bits: int) -> Callable[[], object]:
    return lambda: path.chmod(bits)


def taken(path: Path, bits: int, deed: Callable[[], object], kept: Path) -> Case:
    """A case in which only the permission bits of one path are wrong."""
    return Case(deed, kept, modes(path, bits), modes(path, path.lstat().st_mode & 0o777))


def held(folder: Path) -> dict[str, tuple[int, bytes | str]]:
    """All below a folder: names, bits, bytes."""
    return {
        str(path.relative_to(folder)): (
            path.lstat().st_mode,
            str(path.readlink()) if path.is_symlink() else path.read_bytes() if path.is_file() else b"",
        )
        for path in (folder, *sorted(folder.rglob("*")))
    }


class Bench:
    """A folder for one case, with a closed vault in it."""

    def __init__(self, place: Path, made: Path) -> None:
        self.place = place
        self.vault = place / "vault"
        place.mkdir(mode=0o700)
        shutil.copytree(made, self.vault)
        own(place)

    def folder(self, name: str, bits: int = 0o700) -> Path:
        made = self.place / name
        made.mkdir()
        made.chmod(bits)
        own(made)
        return made

    def file(self, name: str, data: bytes) -> Path:
        made = self.place / name
        made.write_bytes(data)
        made.chmod(0o600)
        own(made)
        return made

    # ---------------------------------------------------------------------------------- deeds

    def open(self) -> str:
        open_office(self.vault).close()
        return "opened"

    def record(self) -> str:
        """Open, write down a person, close."""
        office = open_office(self.vault)
        try:
            return Kit(office).person("Heron")
        finally:
            office.close()

    def back_up(self, folder: Path | None) -> str:
        office = open_office(self.vault)
        try:
            before = Kit(office).head()
            try:
                made = backups.make_backup(office, folder)
            except SkarbonkaError:
                assert Kit(office).head() == before, "a backup that failed is told to the journal"
                raise
            return made.path.suffix
        finally:
            office.close()
