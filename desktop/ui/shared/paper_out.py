"""The way out of a paper without a number: to a printer or into a file, each with its record in the journal."""

from __future__ import annotations

from typing import TYPE_CHECKING

from desktop.domain.errors import SkarbonkaError
from desktop.i18n import tr
from desktop.services.loose_papers import PRINTED, note_printed, save_paper
from desktop.ui import errors

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from desktop.services.loose_papers import Leaving
    from desktop.ui.shared.banner import Banner
    from desktop.ui.workplace import Workplace


class PaperOut:
    """Says on the page's banner what became of it."""

    def __init__(self, place: Workplace, banner: Banner, owner: QWidget) -> None:
        self._place, self._banner, self._owner = place, banner, owner

    def print_out(self, leaving: Leaving) -> None:
        """Ask for the printer and print; what was refused is not recorded, and what cannot be recorded not printed."""
        try:
            self._place.office.need_role(PRINTED)
        except SkarbonkaError as error:
            self._on_failed(error)
            return
        printing = self._place.prompts.choose_printer(leaving.pdf)
        if printing is None:
            return
        if not printing.paint(leaving.pdf):
            self._banner.show_error(tr("It was not printed."), tr("The printer refused."))
            return
        self._place.tasks.run(
            note_printed,
            self._place.office,
            leaving,
            done=lambda _done: self._banner.show_good(tr("It is printed.")),
            failed=self._on_failed,
            owner=self._owner,
        )

    def save_as(self, leaving: Leaving, name: str) -> None:
        """Ask for the place and write.

        Args:
            leaving: The paper.
            name: What the file is called unless the user says otherwise, neutral and without an ending.
        """
        kinds = ((tr("PDF document"), ("pdf",)),)
        path = self._place.prompts.choose_save(tr("Save the paper"), f"{name}.pdf", kinds)
        if path is None:
            return
        self._place.tasks.run(
            save_paper,
            self._place.office,
            leaving,
            path,
            done=lambda _done: self._banner.show_good(tr("It is saved as {file}.").format(file=path.name)),
            failed=self._on_failed,
            owner=self._owner,
        )

    def _on_failed(self, error: BaseException) -> None:
        errors.show_on(self._banner, error)
