"""Engines that share their compiled statements: each test opens books of its own, and compiling takes long.

The program itself shares none: a compiled statement keeps the values of its first use, and they must go with the lock.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy.util import LRUCache

if TYPE_CHECKING:
    from collections.abc import Callable

    from sqlalchemy import Engine

#: More than all the program's statements; an engine of the program's own keeps 500.
_ROOM = 5000

_first: list[Engine] = []


def sharing_statements(make: Callable[..., Engine]) -> Callable[..., Engine]:
    """Let all engines that `make` makes use one cache and, because the cache goes by it, one dialect."""

    def made(*arguments: object) -> Engine:
        new = make(*arguments)
        if not _first:
            new._compiled_cache = LRUCache(_ROOM)
            _first.append(new)
        new.dialect = new.pool._dialect = _first[0].dialect
        new._compiled_cache = _first[0]._compiled_cache
        return new

    return made
