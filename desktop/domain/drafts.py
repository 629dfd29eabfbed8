"""Drafts: what was typed into a form and not saved. Nobody's fact: no record in the journal speaks of one."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import datetime

LONGEST_STATE = 4_000_000
"""Letters of a draft's state: a pasted page is kept, a heap of them is not."""


@dataclass(frozen=True, slots=True)
class FormDraft:
    """One form as it was left, half typed or wrong as it may be.

    `key` is drawn by chance when the form is first typed into. `section` and `target` say where the form opens
    ("people", "P-0001"); `title` is what stood above it. `state` is JSON text of the form's own making; `at` is when
    it was last written (UTC).
    """

    key: str
    section: str
    target: str
    title: str
    at: datetime
    state: str

    @property
    def fits(self) -> bool:
        """Whether it is short enough to be kept."""
        return len(self.state) <= LONGEST_STATE
