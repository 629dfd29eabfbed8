"""An invented list of people of any length, answered by key as the storage does."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING

from desktop.domain.listing import PAGE_SIZE, Cursor, ListKind, Outline, Page, Query
from desktop.domain.money import Money
from desktop.domain.people import PersonCategory, PersonRow

if TYPE_CHECKING:
    from desktop.domain.progress import Progress


def person_row(number: int, **changes: object) -> PersonRow:
    values: dict[str, object] = {
        "row_id": number,
        "code": f"P-{number:04d}",
        "name": f"Імя Прозвішча {number}",
        "name_latin": f"Imia Prozvishcha {number}",
        "alias": f"Bird {number}",
        "category": list(PersonCategory)[number % 4],
        "country": "PL",
        "archived": False,
        "campaigns": number % 3,
        "paid": (Money(number * 100, "EUR"),),
        "last_payout": date(2026, 11, 1 + number % 28),
    }
    return PersonRow(**(values | changes))  # type: ignore[arg-type]  # by name


@dataclass
class Shelf:
    """Rows in memory, read as the services read them; counts how often it was asked."""

    rows: list[PersonRow] = field(default_factory=list)
    asked: list[Query] = field(default_factory=list)
    failing: BaseException | None = None

    def _fitting(self, query: Query) -> list[PersonRow]:
        if self.failing is not None:
            raise self.failing
        found = [row for row in self.rows if query.text.casefold() in f"{row.code} {row.name} {row.alias}".casefold()]
        category = query.filters.get("category")
        found = [row for row in found if category in (None, row.category.value)]
        found = [row for row in found if query.archived or not row.archived]
        return sorted(found, key=lambda row: str(getattr(row, query.sort or "code")), reverse=query.descending)

    def page(self, query: Query, after: Cursor | None, *, progress: Progress) -> Page[PersonRow]:
        self.asked.append(query)
        found = self._fitting(query)
        start = 0 if after is None else next(at for at, row in enumerate(found) if row.row_id == after.row_id) + 1
        rows = tuple(found[start : start + PAGE_SIZE])
        return Page(rows, Cursor(None, rows[-1].row_id) if rows else None)

    def outline(self, query: Query, *, progress: Progress) -> Outline:
        found = self._fitting(query)
        anchors = [None, *(Cursor(None, found[at - 1].row_id) for at in range(PAGE_SIZE, len(found), PAGE_SIZE))]
        return Outline(len(found), tuple(anchors))

    def read_page(
        self, _office: object, _kind: ListKind, query: Query, after: Cursor | None = None, *, progress: Progress
    ) -> Page[PersonRow]:
        return self.page(query, after, progress=progress)

    def read_outline(self, _office: object, _kind: ListKind, query: Query, *, progress: Progress) -> Outline:
        return self.outline(query, progress=progress)
