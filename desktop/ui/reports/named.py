"""Saving a report or a pack: one that names people asks for the passphrase once more."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from desktop.i18n import tr
from desktop.services.named_exports import asks_again
from desktop.services.reports import Export
from desktop.ui.settings.user_dialogs import UserDialog

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from PySide6.QtWidgets import QWidget

    from desktop.services.named_exports import Typed
    from desktop.services.office import Office
    from desktop.ui.workplace import Workplace

E = TypeVar("E", bound=Export)


class NamedExportDialog(UserDialog):
    """Asks for the passphrase of who works now, and saves; what the disk refuses is said in it."""

    def __init__(self, place: Workplace, file_name: str, save: Callable[[str], None]) -> None:
        super().__init__(
            place,
            "named_export",
            tr("Save a file that names people"),
            tr(
                "{file} will name people to whoever opens it. So that nobody takes names out of an office that was "
                "left open, type your passphrase once more. The history of the office says that it was saved, "
                "without names."
            ).format(file=file_name),
            tr("Save"),
        )
        self._save = save

    def work(self) -> Callable[[], object]:
        own = str(self.form.read()["own_passphrase"])
        return lambda: self._save(own)


def save_export(
    place: Workplace,
    export: E,
    path: Path,
    save: Callable[[Office, E, Path, str | Typed | None], None],
    *,
    done: Callable[[], object],
    kept: Callable[[], object],
    failed: Callable[[BaseException], object],
    owner: QWidget,
) -> None:
    """Save what was made: with a question for the passphrase where it names people. `kept`: it was not answered."""
    office = place.office
    if asks_again(export.name_use):
        dialog = NamedExportDialog(place, path.name, lambda own: save(office, export, path, own))
        (done if place.prompts.show(dialog) else kept)()
        return
    place.tasks.run(save, office, export, path, None, done=lambda _none: done(), failed=failed, owner=owner)
