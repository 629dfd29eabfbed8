"""How close things stand: comfortable or compact, for lists, grids and forms, changed at once.

What the style sheet measures (fields, buttons, heads of columns) is changed with it by `theme`; what a layout or a list
holds as a number of its own follows by `follow_density`, rows by `shared/lines`.
"""

from __future__ import annotations

from enum import Enum
from typing import TYPE_CHECKING
from weakref import WeakMethod

from PySide6.QtCore import QCoreApplication
from shiboken6 import isValid

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtCore import QObject

_KEY = "density"


class Density(Enum):
    """What the worker chose. Whatever is pressed stays 24 pixels high in both."""

    COMFORTABLE = "comfortable"
    COMPACT = "compact"


_ROWS = {Density.COMFORTABLE: 28, Density.COMPACT: 24}
MEASURES = {
    Density.COMFORTABLE: {
        "line": 24, "pad": 3, "pad_in": 2, "press": 22, "press_pad": 4, "press_in": 3, "entry": 26, "entry_pad": 2,
        "head_pad": 5, "nav_pad": 5, "nav_in": 4, "card_pad": 8, "card_in": 7,
    },
    Density.COMPACT: {
        "line": 20, "pad": 2, "pad_in": 1, "press": 20, "press_pad": 2, "press_in": 1, "entry": 22, "entry_pad": 1,
        "head_pad": 3, "nav_pad": 3, "nav_in": 2, "card_pad": 5, "card_in": 4,
    },
}  # fmt: skip
"""Heights and paddings of the style sheet, in pixels: `@line_px@` and so on; `…_in` is inside a thicker edge."""
ONE_LINE = frozenset({"line", "press", "entry"})
"""Those of them that hold a line of text."""


class _Following:
    """Who wants to know when the density changes."""

    def __init__(self) -> None:
        self.listeners: list[Callable[[], None]] = []


_following = _Following()


def density() -> Density:
    """Give the density that rules now. It is kept at the application, as the palette is."""
    app = QCoreApplication.instance()
    return Density((app.property(_KEY) if app is not None else None) or Density.COMFORTABLE.value)


def row_height() -> int:
    """Give the height of a row of a list at the smallest text size."""
    return _ROWS[density()]


def settle(app: QCoreApplication, wanted: Density) -> None:
    """Let a density rule from now on, and tell those who follow. `theme` does so, with the style sheet."""
    app.setProperty(_KEY, wanted.value)
    for listener in tuple(_following.listeners):
        listener()


def follow_density(owner: QObject, fit: Callable[[], None]) -> None:
    """Call `fit` (a method of `owner`, held weakly) now and after each change of density, until `owner` is gone."""
    method = WeakMethod(fit)

    def listener() -> None:
        living = method()
        if living is not None and isValid(owner):
            living()

    def stop() -> None:
        if listener in _following.listeners:
            _following.listeners.remove(listener)

    _following.listeners.append(listener)
    owner.destroyed.connect(lambda *_: stop())
    fit()
