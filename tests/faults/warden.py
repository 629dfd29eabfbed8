"""The walk under an audit hook: nothing is written but in the vault, the exports, and the program's own state.

    python -m tests.faults.warden PLACE

The interpreter tells the hook of each file that Python opens, and of each change of names and folders, before it is
done; what is elsewhere raises, and is told at the end even if somebody swallowed that. Whatever asks `tempfile` for a
file raises too. What the engine itself writes is no call of Python's: that is what strace sees (`test_canaries`).

    python -m tests.faults.warden PLACE CONTROL

does one wrong thing in place of the walk.
"""

from __future__ import annotations

import os
import sys
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable

_WRITES = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC | os.O_APPEND
#: What changes names or files, and which of the event's arguments are their paths.
_CHANGES: dict[str, tuple[int, ...]] = {
    "os.rename": (0, 1),
    "os.link": (1,),
    "os.symlink": (1,),
    "os.mkdir": (0,),
    "os.rmdir": (0,),
    "os.remove": (0,),
    "os.truncate": (0,),
    "os.chmod": (0,),
    "os.chown": (0,),
    "os.utime": (0,),
    "os.setxattr": (0,),
    "shutil.copyfile": (1,),
    "shutil.move": (1,),
    "shutil.rmtree": (0,),
}
#: Where bytes go that nobody keeps.
_NOWHERE = ("/dev/null", "/dev/tty")
EVENTS = ("open", *_CHANGES)


class Outside(BaseException):
    """Something was to be written where nothing may be; no `except Exception` takes it for its own."""


class Warden:
    """Allows these folders, and hidden ones beside a place whose names begin as `built`; raises at all else."""

    def __init__(self, *allowed: Path, built: str = "") -> None:
        self._allowed = tuple(each.resolve() for each in allowed)
        self._built = (self._allowed[0].parent, built) if built else None
        self.found: list[str] = []
        self.seen: set[str] = set()

    def hear(self, event: str, arguments: tuple[Any, ...]) -> None:
        """Take in one event of the interpreter."""
        if event.startswith("tempfile."):
            self._refuse(f"{event} {arguments}")
        if event == "open":
            path, mode, flags = arguments
            if flags & _WRITES if isinstance(flags, int) else _is_writing(mode):
                self._look(event, path)
        for at in _CHANGES.get(event, ()):
            self._look(event, arguments[at])

    def _look(self, event: str, path: Any) -> None:
        if isinstance(path, int):  # an open file, which was looked at when it was opened
            return
        self.seen.add(event)
        # Where a name lies is asked for, not what it leads to: a link is made and deleted by its own name.
        named = Path(os.path.abspath(os.fsdecode(path)))  # noqa: PTH100
        whole = named.parent.resolve() / named.name
        if str(whole) not in _NOWHERE and not self._may(whole):
            self._refuse(f"{event} {whole}")

    def _may(self, whole: Path) -> bool:
        if any(whole.is_relative_to(each) for each in self._allowed):
            return True
        if self._built is None or not whole.is_relative_to(self._built[0]):
            return False
        return whole.relative_to(self._built[0]).parts[0].startswith(self._built[1])

    def _refuse(self, what: str) -> None:
        self.found.append(what)
        raise Outside(what)


def _is_writing(mode: object) -> bool:
    return isinstance(mode, str) and bool(set(mode) & set("wax+"))


# ------------------------------------------------------------------------------------------------------- the controls


def _named(place: Path) -> None:
    import tempfile

    tempfile.NamedTemporaryFile().close()


def _nameless(place: Path) -> None:
    import tempfile

    tempfile.TemporaryFile().close()


def _folder(place: Path) -> None:
    import tempfile

    tempfile.mkdtemp()


def _beside(place: Path) -> None:
    (place / "pages" / "note.txt").write_text("a name")


def _low(place: Path) -> None:
    os.close(os.open(place / "pages" / "note.txt", os.O_WRONLY | os.O_CREAT, 0o600))


def _moved(place: Path) -> None:
    (place / "exports" / "note.txt").write_text("a name")
    (place / "exports" / "note.txt").rename(place / "pages" / "note.txt")


def _through_a_link(place: Path) -> None:
    (place / "exports" / "away").symlink_to(place / "pages", target_is_directory=True)
    (place / "exports" / "away" / "note.txt").write_text("a name")


def _swallowed(place: Path) -> None:
    with suppress(BaseException):
        _beside(place)


def _openpyxl(place: Path) -> None:
    import openpyxl

    book = openpyxl.Workbook()
    book.active["A1"] = "a name"
    book.save(place / "exports" / "book.xlsx")


CONTROLS: dict[str, Callable[[Path], None]] = {
    "named": _named,
    "nameless": _nameless,
    "folder": _folder,
    "beside": _beside,
    "low": _low,
    "moved": _moved,
    "link": _through_a_link,
    "swallowed": _swallowed,
    "openpyxl": _openpyxl,
}


def _allowed(place: Path) -> tuple[Path, ...]:
    from desktop import paths

    return place / "vault", place / "exports", paths.state_folder()


def main(place: str, control: str = "") -> int:
    """Walk, or do a control; 1 when anything was to be written elsewhere, with what it was on standard error."""
    from tests.faults.walker import walk

    # A new vault is built as a hidden folder beside its place.
    warden = Warden(*_allowed(Path(place)), built=".vault.")
    sys.dont_write_bytecode = True
    sys.addaudithook(warden.hear)
    with suppress(Outside):
        CONTROLS[control](Path(place)) if control else walk(place)
    for each in warden.found:
        print(f"outside: {each}", file=sys.stderr)
    print(f"seen: {' '.join(sorted(warden.seen))}")
    return 1 if warden.found else 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
