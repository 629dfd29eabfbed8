"""Campaigns' titles in other languages, in the identity book: they may name people as the working title may."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import literal, select

from desktop.domain.campaigns import TITLE_LANGUAGES
from desktop.domain.summaries import Finding
from desktop.storage.tables_identity import campaign_title
from desktop.storage.tables_ledger import campaign

if TYPE_CHECKING:
    from collections.abc import Iterator

    from desktop.domain.campaigns import Titles
    from desktop.storage.context import Desk


def load_titles(desk: Desk, number: int) -> Titles:
    """Give a campaign's titles in other languages, in order; the identity book is open."""
    query = select(campaign_title.c.language, campaign_title.c.title).where(campaign_title.c.campaign_id == number)
    rows = desk.connection.execute(query.order_by(campaign_title.c.language))
    return tuple((row.language, row.title) for row in rows)


def every_title(desk: Desk) -> dict[int, list[str]]:
    """Give the titles in other languages of all campaigns that have some; the identity book is open."""
    found: dict[int, list[str]] = {}
    query = select(campaign_title.c.campaign_id, campaign_title.c.title)
    for number, title in desk.connection.execute(query):
        found.setdefault(number, []).append(title)
    return found


def save_titles(desk: Desk, number: int, titles: Titles) -> None:
    """Put a campaign's titles in other languages in place of what it had."""
    desk.connection.execute(campaign_title.delete().where(campaign_title.c.campaign_id == number))
    rows = [{"campaign_id": number, "language": language, "title": title} for language, title in titles]
    if rows:
        desk.connection.execute(campaign_title.insert(), rows)


def check_titles(desk: Desk) -> Iterator[Finding]:
    """Find titles that no program writes: of no campaign, in no language, blank ones."""
    if not desk.has_identity:
        return
    for column, wrong in (
        (campaign_title.c.campaign_id, campaign_title.c.campaign_id.not_in(select(campaign.c.id))),
        (campaign_title.c.language, campaign_title.c.language.not_in(TITLE_LANGUAGES)),
        (campaign_title.c.title, campaign_title.c.title == ""),
    ):
        if desk.connection.execute(select(literal(1)).select_from(campaign_title).where(wrong).limit(1)).first():
            yield Finding("verify.strange_value", {"where": f"{campaign_title.name}.{column.name}"})
