"""Something to be done a moment later, by a widget that may be gone by then."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

if TYPE_CHECKING:
    from collections.abc import Callable


def later(owner: QObject, act: Callable[[], object], milliseconds: int = 0) -> None:
    """Call `act` once what is to be done now is done, or after a while; never once `owner` is gone.

    Not by `QTimer.singleShot(0, owner, act)`: where `owner` goes before, PySide 6.12 keeps `act` for good, and with it
    the page that it belongs to and the whole office that was left.
    """
    timer = QTimer(owner, singleShot=True, interval=milliseconds)
    timer.timeout.connect(act)
    timer.timeout.connect(timer.deleteLater)
    timer.start()
