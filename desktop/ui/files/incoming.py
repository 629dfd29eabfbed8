"""What a drop or the clipboard brings: files of this computer, or the bytes of a picture.

A picture of another program is taken as the bytes that it gave: they are opened in a process of their own, as a file
is. Only where a system has no such bytes does Qt make them of its own picture.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QBuffer, QByteArray, QIODevice
from PySide6.QtGui import QImage

if TYPE_CHECKING:
    from PySide6.QtCore import QMimeData

    from desktop.services.files import FileSource

ENDINGS = ("pdf", "jpg", "jpeg", "png", "tif", "tiff", "webp")
"""Of the files that can be opened here."""
_PICTURES = ("image/png", "image/jpeg", "image/webp", "image/tiff")


def brings_files(data: QMimeData, *, any_sort: bool) -> bool:
    """Tell whether there is something to take, without reading it; with `any_sort` a file of any ending is."""
    paths = [Path(url.toLocalFile()) for url in data.urls() if url.isLocalFile()]
    if paths:
        return any_sort or all(path.suffix.lower().lstrip(".") in ENDINGS for path in paths)
    return not data.hasUrls() and data.hasImage()


def brought(data: QMimeData | None) -> tuple[FileSource, ...]:
    """Give the local files, or else the picture, that is brought; nothing where there is neither."""
    if data is None:
        return ()
    paths = tuple(Path(url.toLocalFile()) for url in data.urls() if url.isLocalFile())
    if paths:
        return paths
    given = next((each for each in _PICTURES if data.hasFormat(each)), "")
    if given:
        return (bytes(data.data(given).data()),)
    picture = data.imageData() if data.hasImage() else None
    return (_png(picture),) if isinstance(picture, QImage) and not picture.isNull() else ()


def _png(picture: QImage) -> bytes:
    written = QByteArray()
    buffer = QBuffer(written)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    picture.save(buffer, "PNG")  # type: ignore[call-overload]  # the stubs want bytes, Qt takes the name
    buffer.close()
    return bytes(written.data())
