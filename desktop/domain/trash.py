"""What lies in the trash: a record that was archived, since when and by whom."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import datetime


@dataclass(frozen=True, slots=True)
class TrashRow:
    """A line of the trash. `name` falls back to the code where names are not held; `at` is UTC, None when unknown."""

    row_id: int
    code: str
    name: str
    at: datetime | None = None
    who: str = ""
    archived: bool = True
