"""Dialogs about one's own key file: made, and given up."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from desktop.i18n import tr
from desktop.services.key_files import drop_key_file, make_key_file
from desktop.ui.settings.user_dialogs import UserDialog

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from desktop.ui.workplace import Workplace


class MakeKeyFileDialog(UserDialog):
    """Makes a key file at a place that was chosen; `fingerprint` is its own once it is made."""

    def __init__(self, place: Workplace, path: Path) -> None:
        super().__init__(
            place,
            "make_key_file",
            tr("Make a key file"),
            tr(
                "From now on your passphrase opens this vault only together with the file “{file}”. Keep it on a stick "
                "or a card, away from this computer, and a copy of it in a safe place: without it the passphrase opens "
                "nothing, and only the recovery papers help. Copies and backups made before open without it."
            ).format(file=path.name),
            tr("Make it"),
        )
        self._path = path
        self.fingerprint = ""

    def work(self) -> Callable[..., object]:
        self.form.read()
        return partial(self._make, self.own.read())

    def _make(self, own: str) -> None:
        self.fingerprint = make_key_file(self.place.office, own, self._path).shown


class DropKeyFileDialog(UserDialog):
    """Lets the passphrase open the vault alone again."""

    def __init__(self, place: Workplace) -> None:
        super().__init__(
            place,
            "drop_key_file",
            tr("Give up your key file?"),
            tr("Your passphrase opens this vault alone again, and the file opens nothing any more."),
            tr("Give it up"),
        )

    def work(self) -> Callable[..., object]:
        self.form.read()
        return partial(drop_key_file, self.place.office, self.own.read())
