"""Reads that can be broken off: a list is asked anew with each letter typed, and the new question must not wait."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from sqlalchemy.exc import DBAPIError

from desktop.domain.errors import Stopped

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sqlalchemy import Connection

    from desktop.domain.progress import Progress

# SQLite's own steps between two looks: some milliseconds, so that looking costs nothing.
_STEPS = 50_000


@contextmanager
def breaking_off(connection: Connection, progress: Progress) -> Iterator[None]:
    """Ask `progress` again and again while the database works; when it says stop, the database stops.

    For reads alone: SQLite takes back a whole transaction when it breaks a write off.

    Raises:
        Stopped: From `progress`.
    """
    driver: Any = connection.connection.driver_connection
    said_stop = False

    def look() -> int:
        nonlocal said_stop
        try:
            progress.step(0, 0)
        except Stopped:
            said_stop = True
        return int(said_stop)

    driver.set_progress_handler(look, _STEPS)
    try:
        yield
    except DBAPIError as error:
        if not said_stop:
            raise
        raise Stopped from error
    finally:
        driver.set_progress_handler(None, 0)
