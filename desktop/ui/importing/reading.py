"""Reading a page in the worker, with what the office already knows about it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from desktop.domain.people import PersonDraft
from desktop.services import lists, pages
from desktop.services.duplicates import looks_like

if TYPE_CHECKING:
    from pathlib import Path

    from desktop.domain.pages import PageDraft
    from desktop.domain.people import PersonRow
    from desktop.services.office import Office

_MOST_LIKELY = 3


@dataclass(frozen=True, slots=True)
class ReadPage:
    """A page as read. `earlier` is the campaign that was imported from it; `likely` are people the title may name."""

    page: PageDraft
    source: str
    earlier: str | None
    likely: tuple[PersonRow, ...]


def read_file(office: Office, path: Path) -> ReadPage:
    """Read a file (worker thread); raises CannotRead."""
    return _look_up(office, pages.read_page_file(path), path.name)


def read_text(office: Office, text: str) -> ReadPage:
    """Read pasted text (worker thread); raises CannotRead."""
    return _look_up(office, pages.read_page_text(text), "")


def likely_under(office: Office, alias: str) -> tuple[PersonRow, ...]:
    """Find people who go under this alias, or a near one, and are worked with (worker thread)."""
    found = looks_like(office, PersonDraft(alias=alias))[:_MOST_LIKELY]
    return tuple(row for each in found for row in lists.pick_people(office, each.code, limit=1))


def _look_up(office: Office, page: PageDraft, source: str) -> ReadPage:
    return ReadPage(page, source, pages.already_imported(office, page), _likely(office, page.person))


def _likely(office: Office, name: str | None) -> tuple[PersonRow, ...]:
    """Find people of that name, in any script; failing that, of the same surname."""
    if not name:
        return ()
    found = lists.pick_people(office, name, limit=_MOST_LIKELY)
    return found or lists.pick_people(office, name.split()[-1], limit=_MOST_LIKELY)
