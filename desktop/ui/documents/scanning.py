"""Signed papers that came back: dropped or chosen, filed with progress and stop, and what became of them in words."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from desktop.domain.errors import CannotRead
from desktop.i18n import ntr, tr
from desktop.services import wording
from desktop.services.scans import take_scans
from desktop.ui import errors
from desktop.ui.changes import Topic

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtCore import QMimeData

    from desktop.domain.scans import TakenScans
    from desktop.ui.shared.banner import Banner
    from desktop.ui.workplace import Workplace

_ENDINGS = ("pdf", "jpg", "jpeg", "png", "webp", "tif", "tiff")


def dropped_files(data: QMimeData) -> tuple[Path, ...]:
    """Give the local files that are dropped."""
    urls = data.urls() if data.hasUrls() else []
    return tuple(Path(url.toLocalFile()) for url in urls if url.isLocalFile())


class Scanning(QObject):
    """Takes scans one batch at a time and says on `banner` what came of it."""

    def __init__(self, place: Workplace, banner: Banner, parent: QObject) -> None:
        super().__init__(parent)
        self._place, self._banner = place, banner
        self.busy = False

    def choose(self) -> None:
        """Ask for files, and take them."""
        kinds = ((tr("Scans and photos"), _ENDINGS),)
        self.take(self._place.prompts.choose_files(tr("Signed scans"), kinds))

    def take(self, paths: Sequence[Path]) -> None:
        """Take the scans in some files."""
        if self.busy or not paths:
            return
        self.busy = True
        self._banner.clear()
        self._place.tasks.run(
            take_scans,
            self._place.office,
            tuple(paths),
            done=lambda taken: self._on_taken(taken, tuple(paths)),
            failed=self._on_failed,
            progress=lambda _done, _whole: None,
            owner=self,
            title=tr("Filing signed scans…"),
        )

    def _on_taken(self, taken: TakenScans, paths: tuple[Path, ...]) -> None:
        self.busy = False
        if taken.filed or taken.waiting:
            self._place.changes.announce(Topic.DOCUMENTS, Topic.PAYOUTS)
        title, rest = summary(taken, paths)
        (self._banner.show_error if taken.unread else self._banner.show_good)(title, rest)

    def _on_failed(self, error: BaseException) -> None:
        self.busy = False
        errors.show_on(self._banner, error)


def summary(taken: TakenScans, paths: Sequence[Path]) -> tuple[str, str]:
    """Say what became of the pages: how many are filed, and then what is not as it should be."""
    filed = len(taken.filed)
    title = ntr("{count} page is filed to its document.", "{count} pages are filed to their documents.", filed)
    said = []
    if taken.stopped:
        said.append(tr("It was stopped: give the same files again to go on."))
    if taken.waiting:
        text = ntr("{count} page waits to be filed by hand.", "{count} pages wait to be filed by hand.",
                   len(taken.waiting))  # fmt: skip
        said.append(text)
    if taken.known:
        text = ntr("{count} page was here already.", "{count} pages were here already.", len(taken.known))
        numbers = ", ".join(dict.fromkeys(filter(None, taken.known)))
        said.append(f"{text} ({numbers})" if numbers else text)
    for at, reason in taken.unread:
        explained = wording.explain(CannotRead(reason=reason))
        said.append(f"{paths[at - 1].name}: {explained.why or explained.what}")
    return title, " ".join(said)
