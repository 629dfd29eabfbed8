"""A look at a document that is kept: its paper in a window of its own; nothing is handed out by looking."""

from __future__ import annotations

from typing import TYPE_CHECKING

from desktop.i18n import tr
from desktop.services.documents import view_document
from desktop.ui import errors
from desktop.ui.documents.preview import PreviewDialog

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from desktop.ui.shared.banner import Banner
    from desktop.ui.workplace import Workplace


def look_at(place: Workplace, number: str, banner: Banner, owner: QWidget) -> None:
    """Show the paper of a document by its number; a failure is said on the banner."""
    place.tasks.run(
        view_document,
        place.office,
        number,
        done=lambda pdf: show_paper(place, number, pdf, owner),
        failed=lambda error: errors.show_on(banner, error),
        owner=owner,
    )


def show_paper(place: Workplace, number: str, pdf: bytes, owner: QWidget) -> None:
    """Show a paper that is at hand."""
    note = tr("{number} as it is kept. Looking at it hands nothing out and records nothing.").format(number=number)
    place.prompts.show(PreviewDialog(pdf, owner.window(), note))
