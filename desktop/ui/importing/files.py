"""What was dropped on the window: a file, or a text."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PySide6.QtCore import QMimeData

Dropped = Path | str


def dropped_page(data: QMimeData) -> Dropped | None:
    """Give the first local file, or the text; None when there is neither."""
    for url in data.urls() if data.hasUrls() else ():
        if url.isLocalFile():
            return Path(url.toLocalFile())
    return data.text() if data.hasText() and not data.hasUrls() and data.text().strip() else None
