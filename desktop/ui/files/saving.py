"""A copy of an attached file into a place that somebody chooses; the journal says that it left."""

from __future__ import annotations

from typing import TYPE_CHECKING

from desktop.domain.attachments import PDF
from desktop.i18n import tr
from desktop.services.attachments import export_attachment
from desktop.ui import errors

if TYPE_CHECKING:
    from PySide6.QtCore import QObject

    from desktop.domain.attachments import Attachment
    from desktop.ui.shared.banner import Banner
    from desktop.ui.workplace import Workplace


def save_copy(place: Workplace, file: Attachment, banner: Banner, owner: QObject) -> None:
    """Ask where a copy goes, write it there in the worker, and say on `banner` what became of it."""
    kind = (tr("PDF document"), ("pdf",)) if file.media == PDF else (tr("Picture"), ("jpg",))
    path = place.prompts.choose_save(tr("Save a copy"), file.name, (kind,))
    if path is None:
        return

    def said(_file: Attachment) -> None:
        banner.show_good(
            tr("A copy is saved as {file}.").format(file=path.name),
            tr("It lies there unencrypted: delete it when it is not needed. The history says that it left."),
        )

    place.tasks.run(
        export_attachment,
        place.office,
        file.number,
        path,
        done=said,
        failed=lambda error: errors.show_on(banner, error),
        owner=owner,
    )
