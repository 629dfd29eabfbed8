"""The trash: archived people, campaigns and expense items with when and by whom, page by page; and the way back."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from desktop.domain.errors import Refused, refuse
from desktop.domain.ids import CodeKind, make_code, read_code
from desktop.domain.journal import Record
from desktop.domain.listing import PAGE_SIZE, ListKind, Page, Query
from desktop.domain.progress import NoProgress
from desktop.domain.trash import TrashRow
from desktop.i18n import tr
from desktop.services.campaign_undo import CAMPAIGNS
from desktop.services.campaigns import campaign_facts, change_within, revision_facts
from desktop.services.undo import Gesture
from desktop.services.users import shown_name

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from desktop.domain.journal import Link
    from desktop.domain.listing import Cursor
    from desktop.domain.progress import Progress
    from desktop.services.office import Office
    from desktop.storage.work import Work

ARCHIVED: Mapping[str, str] = {"archived": "yes"}
"""The filter of a list that leaves what is in the trash."""

KINDS = (ListKind.PEOPLE, ListKind.CAMPAIGNS, ListKind.ITEMS)

_VERBS = {ListKind.PEOPLE: "person.archived", ListKind.CAMPAIGNS: "campaign.archived"}
_MOST_ITEMS = 4  # what the journal tells of an item: its line, its plan, its priority, whether it is archived


def read_trash(
    office: Office,
    kind: ListKind,
    query: Query,
    after: Cursor | None = None,
    limit: int = PAGE_SIZE,
    *,
    progress: Progress | None = None,
) -> Page[TrashRow]:
    """Read the archived rows of a list that follow `after`, at most `limit`.

    Raises:
        Stopped: From `progress`, which may break the reading off at any time.
    """
    query = replace(query, archived=True, filters={**query.filters, **ARCHIVED})
    with office.work() as work, work.breaking_off(progress or NoProgress()):
        page = work.lists.page(kind, query, after, limit)
        since = _items_since(work, page.rows) if kind is ListKind.ITEMS else _since(work, kind, page.rows)
        names = work.staff.names()
    rows = []
    for row in page.rows:
        code, link = row_code(kind, row), since.get(row_code(kind, row))
        who = shown_name(link.actor, names.get(link.actor, "")) if link is not None else ""
        rows.append(TrashRow(row.row_id, code, _name(kind, row) or code, link.at if link is not None else None, who))
    return Page(tuple(rows), page.last)


def stream_trash(office: Office, text: str = "") -> Iterator[TrashRow]:
    """Give all of the trash one by one: people, then campaigns, then items; one page is held at a time."""
    for kind in KINDS:
        after: Cursor | None = None
        while True:
            page = read_trash(office, kind, Query(text=text), after)
            yield from page.rows
            if page.last is None:
                break
            after = page.last


def archive_items(office: Office, codes: Iterable[str], archived: bool = True) -> None:
    """Put expense items ("C-0001.2") out of their campaigns' plans, or back, in one transaction: all or none.

    Raises:
        Refused: An item holds money, or its plan is approved: its campaign's form asks for the reason then.
        NotFound: There is no such campaign.
    """
    lines: dict[str, set[int]] = {}
    for code in codes:
        campaign, _dot, line = code.partition(".")
        campaign = make_code(CodeKind.CAMPAIGN, read_code(CodeKind.CAMPAIGN, campaign))
        lines.setdefault(campaign, set()).add(int(line) if line.isdecimal() else 0)
    reason = "" if archived else tr("Brought back from the archive")
    records = []
    with office.work() as work:
        gesture = Gesture(office, work)
        for code, wanted in lines.items():
            gesture.changes(CAMPAIGNS, code)
            before = work.campaigns.get(code)
            if missing := wanted - {item.line for item in before.items}:
                raise refuse("item.no_such_line", line=min(missing))
            items = tuple(
                replace(item.draft, archived=archived) if item.line in wanted else item.draft for item in before.items
            )
            try:
                made = change_within(work, office, replace(before.draft, items=items), code, before.revision, reason)
            except Refused as refusal:
                if any(problem.code == "plan.reason_missing" for problem in refusal.problems):
                    raise refuse("item.plan_approved", campaign=code) from refusal
                raise
            facts = {**campaign_facts(work.campaigns.get(code)), **revision_facts(made)}
            records.append(Record("campaign.saved", code, facts))
        gesture.commit(*records)


def row_code(kind: ListKind, row: Any) -> str:
    """Give what opens a row of a list: its code, or its campaign's code and its line."""
    return f"{row.campaign}.{row.line}" if kind is ListKind.ITEMS else str(row.code)


def _name(kind: ListKind, row: Any) -> str:
    if kind is ListKind.ITEMS:
        return str(row.label)
    return str(row.title if kind is ListKind.CAMPAIGNS else row.name)


def _since(work: Work, kind: ListKind, rows: Iterable[Any]) -> dict[str, Link]:
    return work.journal.latest([row.code for row in rows], _VERBS[kind])


def _items_since(work: Work, rows: Iterable[Any]) -> dict[str, Link]:
    """Give the records that archived items: the oldest of those since which the journal tells of them so."""
    found: dict[str, Link] = {}
    told: dict[str, tuple[Link, ...]] = {}
    for row in rows:
        if row.campaign not in told:
            told[row.campaign] = work.journal.history(row.campaign)
        for link in told[row.campaign]:
            archived = _told_archived(link, row.line)
            if archived is False:
                break
            if archived:
                found[f"{row.campaign}.{row.line}"] = link
    return found


def _told_archived(link: Link, line: int) -> bool | None:
    """Tell what a record says of an item; None for nothing."""
    items = link.record.facts.get("items")
    for each in items if isinstance(items, list) else ():
        if isinstance(each, list) and len(each) >= _MOST_ITEMS and each[0] == line:
            return bool(each[3])
    return None if not isinstance(items, list) else False
