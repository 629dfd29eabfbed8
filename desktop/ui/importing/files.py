"""What was dropped on the window: a file, or a text."""

from __future__ import annotations

from abc import abstractmethod
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PySide6.QtCore import QMimeData
    from PySide6.QtGui import QDragEnterEvent, QDropEvent

Dropped = Path | str


def dropped_page(data: QMimeData) -> Dropped | None:
    """Give the first local file, or the text; None when there is neither."""
    for url in data.urls() if data.hasUrls() else ():
        if url.isLocalFile():
            return Path(url.toLocalFile())
    return data.text() if data.hasText() and not data.hasUrls() and data.text().strip() else None


class TakesDropped:
    """Beside a widget's own class: what is dropped anywhere on it goes to `import_dropped`."""

    @abstractmethod
    def import_dropped(self, dropped: Dropped) -> None:
        """Read what was dropped; the page says how."""

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if dropped_page(event.mimeData()) is not None:
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        dropped = dropped_page(event.mimeData())
        if dropped is not None:
            event.acceptProposedAction()
            self.import_dropped(dropped)
