"""What stands below a widget, looked up without a trace.

PySide's `findChildren` makes each part that Qt made by itself (scroll bars, view ports, menu entries) a child, for
Python, of the object that was asked. Asked again and again of a window that lives long, it keeps a dead shell of every
part of every page that was ever left. `children()` gives each part to its own parent, with which it goes.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import QObject

if TYPE_CHECKING:
    from collections.abc import Iterator

Q = TypeVar("Q", bound=QObject)


def below(root: QObject, kind: type[Q]) -> Iterator[Q]:
    """Give all objects of a kind below `root`, each before what is below it, in the order in which they were made."""
    for each in root.children():
        if isinstance(each, kind):
            yield each
        yield from below(each, kind)
