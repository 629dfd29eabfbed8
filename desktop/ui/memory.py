"""What the window remembers between sessions: sizes, columns, look, the last vault's folder. Never what was typed.

While an office is open it is remembered for its user: under the beginning of the vault's digest and the user's number.
What that user has not chosen is as it was left on this computer.
"""

from __future__ import annotations

import hashlib
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QByteArray, QSettings

if TYPE_CHECKING:
    from PySide6.QtWidgets import QSplitter, QTableView

_TRUE = "yes"
_MOST_RECENT = 8
_LONGEST_NUMBER = 9
_LARGEST = 1_000_000
_SIGNS = 12  # of the digest
_OF_THE_COMPUTER = frozenset({
    "vault", "users", "key_file", "window.geometry", "printing.unwarned", "surroundings.seen",
    "captures.kept_out",
})  # fmt: skip
_ALSO_LAST = frozenset({"language", "theme", "density"})
"""Kept for the computer too: the lock has the language and the look of whoever worked last."""


class Memory:
    """A small file in the user's own settings folder; it holds no name, no filter text and no amount."""

    def __init__(self, settings: QSettings | None = None) -> None:
        self._settings = settings or QSettings(
            QSettings.Format.IniFormat, QSettings.Scope.UserScope, "skarbonka", "window"
        )
        self._whose = ""

    def settle(self, vault: str, user: int) -> None:
        """Remember for one user of one vault from now on, until `leave`."""
        self._whose = f"{hashlib.sha256(vault.encode()).hexdigest()[:_SIGNS]}-{user}"
        for key in _ALSO_LAST:
            own = self.own(key)
            if own:
                self._settings.setValue(key, own)

    def leave(self) -> None:
        """Remember for this computer alone: no office is open."""
        self._whose = ""

    def own(self, key: str) -> str:
        """Read what the user of the open office chose; empty for nothing yet."""
        return str(self._settings.value(self._own(key)) or "") if self._whose else ""

    def _own(self, key: str) -> str:
        return key if not self._whose or key in _OF_THE_COMPUTER else f"{self._whose}/{key}"

    def text(self, key: str, default: str = "") -> str:
        """Read a text."""
        own = self._own(key)
        value = self._settings.value(own if self._settings.contains(own) else key, default)
        return value if isinstance(value, str) else default

    def number(self, key: str, default: int) -> int:
        """Read a whole number."""
        with suppress(ValueError):
            found = int(self.text(key))
            return found if abs(found) < _LARGEST else default
        return default

    def flag(self, key: str, default: bool) -> bool:
        """Read a yes or no."""
        text = self.text(key)
        return text == _TRUE if text else default

    def shape(self, key: str) -> QByteArray:
        """Read a saved geometry or header."""
        return QByteArray.fromBase64(self.text(key).encode())

    def keep(self, key: str, value: str | int | bool | QByteArray) -> None:
        """Remember something."""
        if isinstance(value, bool):
            value = _TRUE if value else "no"
        elif isinstance(value, QByteArray):
            value = bytes(value.toBase64().data()).decode()
        self._settings.setValue(self._own(key), str(value))
        if key in _ALSO_LAST:
            self._settings.setValue(key, str(value))

    def follow(self, split: QSplitter, key: str) -> None:
        """Give a splitter the shares that it was left with, and remember each change."""
        kept = [int(part) for part in self.text(key).split("-") if part.isdecimal()]
        if len(kept) == split.count() and any(kept):
            split.setSizes(kept)
        split.splitterMoved.connect(lambda *_: self.keep(key, "-".join(map(str, split.sizes()))))

    def follow_widths(self, table: QTableView, key: str) -> None:
        """Give a table's columns the widths that somebody drew, and remember each change."""
        kept = [int(part) for part in self.text(key).split("-") if part.isdecimal()]
        columns = range(table.model().columnCount())
        if len(kept) == len(columns):
            for place, width in enumerate(kept):
                table.setColumnWidth(place, width)
        table.horizontalHeader().sectionResized.connect(
            lambda *_: self.keep(key, "-".join(str(table.columnWidth(each)) for each in columns))
        )

    def flush(self) -> None:
        """Write now what is to be remembered."""
        self._settings.sync()

    @property
    def last_vault(self) -> Path | None:
        """The vault opened last, if it is still there."""
        text = self.text("vault")
        with suppress(OSError, ValueError):  # somebody changed the file: no folder has such a name
            if text and (Path(text) / "header").exists():
                return Path(text)
        return None

    @last_vault.setter
    def last_vault(self, folder: Path | None) -> None:
        if str(folder) != self.text("vault"):
            self.keep("users", "")
            self.keep("key_file", "")
        self.keep("vault", str(folder) if folder is not None else "")

    def key_file_of(self, folder: Path) -> Path | None:
        """Where the key file of the vault in this folder lies, if it is the last one and that was to be remembered."""
        text = self.text("key_file") if str(folder) == self.text("vault") else ""
        return Path(text) if text else None

    def remember_key_file(self, path: Path | None) -> None:
        """Remember where the last vault's key file lies, its place alone; or forget it."""
        self.keep("key_file", str(path) if path is not None else "")

    @property
    def recent_users(self) -> tuple[int, ...]:
        """The numbers of those who opened the last vault here, the latest first; the numbers say nothing of who it is.

        The passphrase is tried on them first: each user whom it is tried on takes up to a second.
        """
        parts = self.text("users").split("-")
        return tuple(int(part) for part in parts if part.isdecimal() and len(part) <= _LONGEST_NUMBER)[:_MOST_RECENT]

    def remember_user(self, number: int) -> None:
        """Remember who opened the last vault."""
        others = [each for each in self.recent_users if each != number]
        self.keep("users", "-".join(map(str, (number, *others)[:_MOST_RECENT])))
