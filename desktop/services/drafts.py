"""Drafts of forms: kept while somebody types, found again after a lock or a crash, gone when they are saved."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from desktop.domain.drafts import FormDraft
    from desktop.services.office import Office

T = TypeVar("T")


def keep_drafts(office: Office, drafts: Sequence[FormDraft], gone: Iterable[str] = ()) -> None:
    """Store the acting user's drafts, each in place of the one with its key, and take those in `gone` out.

    All of it in one transaction, and none of it in the journal: a draft is nobody's fact. One that is too long to be
    kept is left as it was kept before. Where nothing can be written, nothing can be typed that would be kept.
    """
    if office.read_only:
        return
    with office.store.drafts(office.user) as desk:
        for draft in drafts:
            if draft.fits:
                desk.keep(draft)
        desk.forget(gone)
        desk.commit()


def waiting_drafts(office: Office) -> tuple[FormDraft, ...]:
    """Read the acting user's drafts, the oldest first; nobody else's are ever offered."""
    with office.store.drafts(office.user) as desk:
        return desk.mine()


def settle_draft(office: Office, key: str, save: Callable[[], T]) -> T:
    """Save what was typed: the draft with this key goes in the very transaction that makes it a fact.

    A save that is refused or fails leaves the draft; an empty key is no draft.
    """
    with office.store.settling(key):
        return save()


def leave_office(
    office: Office, drafts: Sequence[FormDraft], gone: Iterable[str], saved: Callable[[], Iterable[str]]
) -> int:
    """Keep what is typed and close the books: the last thing that is done in an office; count what waits in it then.

    `saved` tells, at that moment, the keys of forms whose saving was under way and went through: they leave no draft.
    The books are closed and the keys wiped whatever happens.
    """
    try:
        return len(keep_left(office, drafts, gone, saved))
    finally:
        office.close()


def keep_left(
    office: Office, drafts: Sequence[FormDraft], gone: Iterable[str], saved: Callable[[], Iterable[str]]
) -> tuple[FormDraft, ...]:
    """Keep what is typed into pages that are left; give what waits then. `saved` is as in `leave_office`."""
    done = set(saved())
    keep_drafts(office, [each for each in drafts if each.key not in done], [*gone, *done])
    return waiting_drafts(office)
