"""Saved views: a list as somebody set it up - words, filters, order, columns - kept under a name of their choice.

A view is its user's own, as a draft is: nobody's fact, and no record in the journal speaks of it. Its name and its
words may say who somebody is.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

LONGEST_NAME = 60
"""Letters of a view's name: it stands in the sidebar."""


@dataclass(frozen=True, slots=True)
class ViewState:
    """How a list is set up: as its `listing.Query`, and the names of the columns that are shown, in their order."""

    text: str = ""
    filters: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    sort: str = ""
    descending: bool = False
    archived: bool = False
    columns: tuple[str, ...] = ()

    def written(self) -> str:
        """Write it as the text that is kept."""
        return json.dumps(
            {
                "text": self.text,
                "filters": dict(sorted(self.filters.items())),
                "sort": self.sort,
                "descending": self.descending,
                "archived": self.archived,
                "columns": list(self.columns),
            },
            ensure_ascii=False,
        )


@dataclass(frozen=True, slots=True)
class SavedView:
    """A view of one user. `key` is drawn by chance; `section` ("campaigns") and `area` ("decisions") name the list."""

    key: str
    section: str
    area: str
    name: str
    at: datetime
    state: ViewState


def read_state(text: str) -> ViewState:
    """Read what `ViewState.written` gave; what is missing or of another kind is as it is in an unfiltered list."""
    try:
        found = json.loads(text)
    except ValueError:
        return ViewState()
    if not isinstance(found, dict):
        return ViewState()
    filters, columns = found.get("filters"), found.get("columns")
    return ViewState(
        text=_word(found.get("text")),
        filters=MappingProxyType(
            {name: value for name, value in filters.items() if isinstance(value, str)}
            if isinstance(filters, dict)
            else {}
        ),
        sort=_word(found.get("sort")),
        descending=found.get("descending") is True,
        archived=found.get("archived") is True,
        columns=tuple(map(_word, columns)) if isinstance(columns, list) else (),
    )


def tidy_name(name: str) -> str:
    """Make a name as it is kept: one line, single spaces, not too long; empty if nothing was typed."""
    return " ".join(name.split())[:LONGEST_NAME].strip()


def _word(value: Any) -> str:
    return value if isinstance(value, str) else ""
