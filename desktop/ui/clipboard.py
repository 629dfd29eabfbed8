"""The clipboard: what was copied here is marked as a secret for its history, and cleared soon and on locking."""

from __future__ import annotations

from PySide6.QtCore import QMimeData, QObject, QTimer
from PySide6.QtGui import QClipboard, QGuiApplication

CLEAR_MILLISECONDS = 15_000
_KDE = "x-kde-passwordManagerHint"
_HINTS = {
    _KDE: b"secret",
    'application/x-qt-windows-mime;value="ExcludeClipboardContentFromMonitorProcessing"': b"\0\0\0\0",
    'application/x-qt-windows-mime;value="CanIncludeInClipboardHistory"': b"\0\0\0\0",
    'application/x-qt-windows-mime;value="CanUploadToCloudClipboard"': b"\0\0\0\0",
}


class ClipboardGuard(QObject):
    """Follows all that is copied in this program, by whichever way; what another program copied is never touched."""

    def __init__(self, parent: QObject | None = None, clear: int = CLEAR_MILLISECONDS) -> None:
        super().__init__(parent)
        self._clipboard = QGuiApplication.clipboard()
        self._marking = False
        self.timer = QTimer(self, interval=clear)
        self.timer.timeout.connect(self.clear)
        self._clipboard.dataChanged.connect(self._on_changed)

    def clear(self) -> None:
        """Clear what is still ours."""
        self.timer.stop()
        if self._clipboard.ownsClipboard():
            self._clipboard.clear()
        if self._clipboard.ownsSelection():
            self._clipboard.clear(QClipboard.Mode.Selection)

    def _on_changed(self) -> None:
        if self._marking:
            return
        data = self._clipboard.mimeData() if self._clipboard.ownsClipboard() else None
        if data is None or not data.formats():
            self.timer.stop()
            return
        self.timer.start()
        if not data.hasFormat(_KDE):
            self._mark(data)

    def _mark(self, data: QMimeData) -> None:
        marked = QMimeData()
        for each in data.formats():
            marked.setData(each, data.data(each))
        for name, value in _HINTS.items():
            marked.setData(name, value)
        self._marking = True
        try:
            self._clipboard.setMimeData(marked)
        finally:
            self._marking = False
