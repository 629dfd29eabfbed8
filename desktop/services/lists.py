"""Pages of lists and quick choices of people and campaigns; nothing here ever loads a whole list."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from desktop.domain.listing import PAGE_SIZE, Cursor, Outline, Page, Query
from desktop.domain.progress import NoProgress

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from desktop.domain.campaigns import CampaignRow
    from desktop.domain.listing import ListKind
    from desktop.domain.money import Money
    from desktop.domain.people import PersonCategory, PersonRow
    from desktop.domain.progress import Progress
    from desktop.services.office import Office


def read_page(
    office: Office,
    kind: ListKind,
    query: Query,
    after: Cursor | None = None,
    limit: int = PAGE_SIZE,
    *,
    progress: Progress | None = None,
) -> Page[Any]:
    """Read the rows of a list that follow `after` (None: from the beginning), at most `limit`.

    Raises:
        Stopped: From `progress`, which may break the reading off at any time.
    """
    with office.work() as work, work.breaking_off(progress or NoProgress()):
        return work.lists.page(kind, query, after, limit)


def read_outline(office: Office, kind: ListKind, query: Query, *, progress: Progress | None = None) -> Outline:
    """Count a list and mark where each page of it begins.

    Raises:
        Stopped: From `progress`, which may break the reading off at any time.
    """
    with office.work() as work, work.breaking_off(progress or NoProgress()):
        return work.lists.outline(kind, query)


def read_following(office: Office, kind: ListKind, query: Query, row_id: int) -> Any | None:
    """Read the row below another in a list as a query shows it; None at its end."""
    with office.work() as work:
        return work.lists.following(kind, query, row_id)


def read_totals(
    office: Office, kind: ListKind, query: Query, *, progress: Progress | None = None
) -> dict[str, tuple[Money, ...]]:
    """Sum up a list as a query shows it, by column and currency; two currencies are never added.

    Raises:
        Stopped: From `progress`, which may break the reading off at any time.
    """
    with office.work() as work, work.breaking_off(progress or NoProgress()):
        return work.lists.totals(kind, query)


def stream_rows(office: Office, kind: ListKind, query: Query) -> Iterator[Any]:
    """Give the rows of a whole list one by one, holding one page at a time."""
    after: Cursor | None = None
    while True:
        page = read_page(office, kind, query, after, PAGE_SIZE)
        yield from page.rows
        if page.last is None or len(page.rows) < PAGE_SIZE:
            return
        after = page.last


def pick_people(
    office: Office, text: str, categories: Sequence[PersonCategory] = (), limit: int = 20
) -> tuple[PersonRow, ...]:
    """Find people by code, alias or any of their names, for a field that names one."""
    with office.work() as work:
        return work.people.pick(text, limit, tuple(categories))


def pick_campaigns(office: Office, text: str, limit: int = 20) -> tuple[CampaignRow, ...]:
    """Find campaigns by code or title, for a field that names one."""
    with office.work() as work:
        return work.campaigns.pick(text, limit)
