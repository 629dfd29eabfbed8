"""Safe view: an open office shown as to somebody who holds no key to the names, and as it is again."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from desktop.services.drafts import keep_left
from desktop.storage.coded import CodedStore

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from desktop.domain.drafts import FormDraft
    from desktop.services.office import Office


def coded_office(office: Office) -> Office:
    """Give the same office without its names. Work that is under way with the whole one goes on as it began."""
    return replace(office, store=CodedStore(office.store))


def turn_view(
    office: Office, drafts: Sequence[FormDraft], gone: Iterable[str], saved: Callable[[], Iterable[str]]
) -> tuple[FormDraft, ...]:
    """Keep what was typed on the pages that are left, and give what waits.

    What was recorded without names gets its place in the book of names here, before it is read again.
    """
    waiting = keep_left(office, drafts, gone, saved)
    office.store.catch_up()
    return waiting
