"""The lists of what is archived: columns and words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from desktop.domain.listing import ListKind
from desktop.i18n import mark, ntr
from desktop.services.trash import ARCHIVED, read_trash
from desktop.ui import formatting
from desktop.ui.changes import Topic
from desktop.ui.shared.columns import Column
from desktop.ui.shared.list_spec import FirstUse, ListSpec

if TYPE_CHECKING:
    from collections.abc import Callable

    from desktop.domain.trash import TrashRow


def _when(row: TrashRow) -> str:
    if row.at is None:
        return formatting.NOTHING
    here = row.at.astimezone()
    return f"{formatting.day(here.date())} {here:%H:%M}"


def _columns(sorts: tuple[str, str], named: str) -> tuple[Column[TrashRow], ...]:
    return (
        Column("code", mark("Code"), lambda row: row.code, sort=sorts[0], width=100),
        Column("name", named, lambda row: row.name, sort=sorts[1], width=320),
        Column("at", mark("Archived"), _when, sort="put_away_at", width=150),
        Column("who", mark("Who"), lambda row: row.who, sort="put_away_by", width=160),
    )


def _spec(
    kind: ListKind,
    title: str,
    columns: tuple[Column[TrashRow], ...],
    count_text: Callable[[int], str],
    topics: tuple[Topic, ...],
    hint: str,
) -> ListSpec[TrashRow]:
    return ListSpec(
        area=f"trash_{kind.value}",
        title=title,
        kind=kind,
        columns=columns,
        count_text=count_text,
        key=lambda row: row.code,
        topics=topics,
        first_use=FirstUse(
            "trash",
            mark("Nothing is archived here"),
            mark("What is archived stands in no list and is never deleted: it waits here until it is brought back."),
        ),
        sort="put_away_at",
        descending=True,
        filter_hint=hint,
        fixed=ARCHIVED,
        read=read_trash,
    )


PEOPLE = _spec(
    ListKind.PEOPLE,
    mark("Archived people"),
    _columns(("code", "name"), mark("Name")),
    lambda count: ntr("{count} person", "{count} people", count),
    (Topic.PEOPLE,),
    mark("Finds codes, aliases and names in any script and spelling"),
)
CAMPAIGNS = _spec(
    ListKind.CAMPAIGNS,
    mark("Archived campaigns"),
    _columns(("code", "title"), mark("Title")),
    lambda count: ntr("{count} campaign", "{count} campaigns", count),
    (Topic.CAMPAIGNS,),
    mark("Finds codes, titles, beneficiaries in any script, and amounts"),
)
ITEMS = _spec(
    ListKind.ITEMS,
    mark("Archived expense items"),
    _columns(("campaign", "label"), mark("Label")),
    lambda count: ntr("{count} expense item", "{count} expense items", count),
    (Topic.ITEMS, Topic.CAMPAIGNS),
    mark("Finds labels, the page's words, campaigns and amounts"),
)
