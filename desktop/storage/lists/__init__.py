"""Lists that page by key: people, campaigns, expense items, donations, payouts, documents, rates."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from desktop.domain.listing import PAGE_SIZE, Cursor, ListKind, Outline, Page
from desktop.storage.lists.advance_rows import ADVANCES
from desktop.storage.lists.campaign_rows import CAMPAIGNS, ITEMS
from desktop.storage.lists.cash_rows import CASH
from desktop.storage.lists.decision_rows import DECISIONS, TRANSFERS
from desktop.storage.lists.document_rows import DOCUMENTS
from desktop.storage.lists.money_rows import DONATIONS, PAYOUTS
from desktop.storage.lists.paging import read_outline, read_place, read_places, read_totals, reading
from desktop.storage.lists.people_rows import PEOPLE
from desktop.storage.lists.pledge_rows import PLEDGES
from desktop.storage.lists.rate_rows import RATES
from desktop.storage.lists.waiting_rows import TASK, with_tasks

if TYPE_CHECKING:
    from desktop.domain.listing import Query
    from desktop.domain.money import Money
    from desktop.storage.context import Desk
    from desktop.storage.lists.spec import ListSpec

SPECS: dict[ListKind, ListSpec] = {
    ListKind.PEOPLE: PEOPLE,
    ListKind.CAMPAIGNS: CAMPAIGNS,
    ListKind.ITEMS: ITEMS,
    ListKind.DONATIONS: DONATIONS,
    ListKind.PLEDGES: PLEDGES,
    ListKind.PAYOUTS: PAYOUTS,
    ListKind.DOCUMENTS: DOCUMENTS,
    ListKind.RATES: RATES,
    ListKind.CASH: CASH,
    ListKind.ADVANCES: ADVANCES,
    ListKind.DECISIONS: DECISIONS,
    ListKind.TRANSFERS: TRANSFERS,
}


class Lists:
    """Reads lists, one page at a time."""

    def __init__(self, desk: Desk) -> None:
        """Work at a unit of work's desk."""
        self._desk = desk

    def page(self, kind: ListKind, query: Query, after: Cursor | None = None, limit: int = PAGE_SIZE) -> Page[Any]:
        """Read up to `limit` rows after a place; `Page.last` is None when the list ends with them.

        Raises:
            ValueError: The list is not sorted or filtered by what the query names.
            Refused: "code.unreadable" when a filter by code holds no code.
        """
        spec = self._spec(kind, query)
        places = read_places(reading(self._desk, spec, query), after, limit + 1)
        shown = places[:limit]
        rows = spec.load(self._desk, [row_id for _key, row_id in shown])
        last = Cursor(*shown[-1]) if len(places) > limit else None
        return Page(tuple(rows[row_id] for _key, row_id in shown), last)

    def outline(self, kind: ListKind, query: Query) -> Outline:
        """Count a list, and give the places where its pages begin (at least one, be it empty).

        Raises:
            ValueError, Refused: As `page`.
        """
        return read_outline(reading(self._desk, self._spec(kind, query), query))

    def following(self, kind: ListKind, query: Query, row_id: int) -> Any | None:
        """Read the row below another as a query shows them, be that one shown or not; None at the end.

        Raises:
            ValueError, Refused: As `page`.
        """
        spec = self._spec(kind, query)
        asked = reading(self._desk, spec, query)
        here = read_place(asked, row_id)
        below = read_places(asked, here, 1) if here is not None else []
        return spec.load(self._desk, [below[0][1]])[below[0][1]] if below else None

    def totals(self, kind: ListKind, query: Query) -> dict[str, tuple[Money, ...]]:
        """Sum up a list as a query shows it, by column and currency.

        Raises:
            ValueError, Refused: As `page`.
        """
        return read_totals(reading(self._desk, self._spec(kind, query), query))

    def sorts(self, kind: ListKind) -> tuple[str, ...]:
        """Name what a list can be sorted by: the attributes of its rows."""
        return (*SPECS[kind].sorts, *SPECS[kind].worked)

    def filters(self, kind: ListKind) -> tuple[str, ...]:
        """Name what a list can be filtered by."""
        return tuple(with_tasks(SPECS[kind], kind, self._desk).filters)

    def _spec(self, kind: ListKind, query: Query) -> ListSpec:
        return with_tasks(SPECS[kind], kind, self._desk) if TASK in query.filters else SPECS[kind]
