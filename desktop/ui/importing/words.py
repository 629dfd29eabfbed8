"""What an import says, and what it tells at its end."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Generic, NamedTuple, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

Done = TypeVar("Done")


class Told(NamedTuple):
    """What was done, with the codes of its records."""

    summary: str
    details: Sequence[str]
    codes: Sequence[str]


@dataclass(frozen=True, slots=True)
class ImportWords(Generic[Done]):
    """Marked English; `files` are those of the dialog that chooses one, `reading` and `storing` stand at long work."""

    heading: str
    back: str
    files: str
    choose: str
    reading: str
    look: str
    storing: str
    show_list: str
    another: str
    undone: str
    tell: Callable[[Done], Told]
