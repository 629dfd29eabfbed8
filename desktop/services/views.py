"""Saved views of lists: each user's own, kept encrypted beside their drafts, and told to nobody."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from desktop.domain.views import SavedView
    from desktop.services.office import Office


def keep_view(office: Office, view: SavedView) -> tuple[SavedView, ...]:
    """Store one of the acting user's views in place of the one with its key; give all of them as they are now.

    In the book of names where names are seen, else in the ledger's; none of it in the journal: a way of looking at a
    list is nobody's fact. While names are hidden, a view that may hold some is not shown either.
    """
    with office.store.drafts(office.user) as desk:
        desk.keep_view(view, names=office.has_identity)
        desk.commit()
        return desk.views(names=office.has_identity)


def forget_view(office: Office, key: str) -> tuple[SavedView, ...]:
    """Take one of the acting user's views out; give those that are left."""
    with office.store.drafts(office.user) as desk:
        desk.forget((key,))
        desk.commit()
        return desk.views(names=office.has_identity)


def saved_views(office: Office) -> tuple[SavedView, ...]:
    """Read the acting user's views, the first one saved first; nobody else's are ever shown."""
    with office.store.drafts(office.user) as desk:
        return desk.views(names=office.has_identity)
