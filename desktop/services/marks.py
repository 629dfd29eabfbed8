"""What this computer saw last of a vault, held against what it finds: an older copy, a book or a page put back.

The mark lies outside the vault (`vault/marks`), and only rises. What is found is said, and stops nobody. It goes on
being said until somebody says that it is what they expected, which the journal keeps; until then the mark stays as it
was. A backup that the program itself put into a folder is expected there, and has a mark of its own.
"""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING

from desktop import paths
from desktop.domain.errors import VaultError
from desktop.domain.journal import GENESIS, Record
from desktop.domain.summaries import Finding

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from desktop.domain.backups import Holds
    from desktop.domain.journal import Link
    from desktop.services.office import Office
    from desktop.vault.keys import KdfCost
    from desktop.vault.marks import Mark
    from desktop.vault.vault import OpenVault

ACCEPTED = "vault.accepted"
SUBJECT = "vault"
_EVERY = 25
"""Commits between two writings of the mark: a program that is killed leaves one that is hardly older."""


@dataclass(slots=True)
class Watch:
    """The mark of an open vault. One without a place to keep marks (a rehearsal, say) keeps and doubts nothing."""

    state: Path | None = None
    revision: int = 0
    last: Link | None = None
    doubts: tuple[Finding, ...] = ()
    unsaved: int = 0


def known_mark(opened: OpenVault) -> Mark | None:
    """Give what this computer saw last of an unlocked vault."""
    from desktop.vault.marks import place_of, read_mark  # noqa: PLC0415 - late: a vault's libraries load with one

    return read_mark(paths.state_folder(), opened.vault_id, place_of(opened.vault_id, opened.folder))


def has_pages(opened: OpenVault, mark: Mark | None) -> bool:
    """Whether the mark knows how the books' files were left in this very place."""
    from desktop.vault.marks import place_of  # noqa: PLC0415 - late: as above

    return mark is not None and bool(mark.pages) and mark.place == place_of(opened.vault_id, opened.folder)


def look(office: Office, opened: OpenVault, mark: Mark | None) -> None:
    """Hold a vault that was just opened, before anything is written, against its mark; then begin to keep it."""
    watch = office.watch
    watch.state, watch.revision = paths.state_folder(), opened.revision
    with office.work() as work:
        watch.last = work.journal.last()
        records, head = (watch.last.sequence, watch.last.hash) if watch.last is not None else (0, GENESIS)
        seen = None if mark is None else work.journal.hash_at(mark.sequence) or (GENESIS if not mark.sequence else None)
    if mark is not None:
        watch.doubts = tuple(_doubts(mark, records, seen, opened.revision))
        if not watch.doubts and (mark.sequence, mark.head) == (records, head):
            watch.doubts = tuple(_replayed(mark.pages, office.store.page_sums))
    _keep(office)


def doubts(office: Office) -> tuple[Finding, ...]:
    """Say what speaks for an older copy, or one that was changed elsewhere; nothing when all is as it was left."""
    with office.work() as work:
        apart = work.moments.apart()
    if apart is None:
        return office.watch.doubts
    of_two = {"book": apart.older, "ledger": apart.ledger, "identity": apart.identity}
    return (*office.watch.doubts, Finding("verify.books_apart", of_two))


def accept(office: Office) -> tuple[Finding, ...]:
    """Take the vault as it is for the right one, and tell the journal so; gives what was accepted.

    Raises:
        VaultError: The disk refused; it is doubted still.
    """
    from desktop.vault.marks import replace_mark  # noqa: PLC0415 - late: as above

    found = doubts(office)
    if not found:
        return ()
    with office.work() as work:
        last = work.journal.last()
        if last is not None and office.has_identity:
            work.moments.bring_together(last)
        work.commit(Record(ACCEPTED, SUBJECT, {"found": sorted({each.code for each in found})}))
    office.watch.doubts = ()
    if office.watch.state is not None:
        replace_mark(office.watch.state, office.vault_id, _mark(office))
    return found


def heard(office: Office, link: Link) -> None:
    """Take in that something was committed; now and then the mark is written."""
    watch = office.watch
    watch.last = link
    watch.unsaved += 1
    if watch.unsaved >= _EVERY:
        _keep(office)


def leave(office: Office, pages: Mapping[str, str]) -> None:
    """Write the mark of a vault that was closed, with the digests over its books' pages."""
    _keep(office, pages)


def was_restored(vault_id: str, folder: Path, holds: Holds, floor: KdfCost) -> None:
    """Expect in this folder what a backup held that was just put there on purpose, and nothing older from now on."""
    from desktop.vault import users  # noqa: PLC0415 - late: as above
    from desktop.vault.marks import Mark, begin_mark, place_of  # noqa: PLC0415 - late: as above

    mark = Mark(holds.records, holds.head, users.revision(folder, floor), place_of(vault_id, folder))
    begin_mark(paths.state_folder(), vault_id, mark)


def _doubts(mark: Mark, records: int, seen: str | None, revision: int) -> Iterator[Finding]:
    if seen is None:
        yield Finding("verify.older_file", {"records": records, "seen": mark.sequence})
    elif seen != mark.head:
        yield Finding("verify.other_history", {"sequence": mark.sequence})
    if revision < mark.revision:
        yield Finding("verify.older_header", {"found": revision, "seen": mark.revision})


def _replayed(before: Mapping[str, str], now: Mapping[str, str]) -> Iterator[Finding]:
    """Say which books have other pages than when they were closed here, though the journal is the same."""
    for book, pages in sorted(before.items()):
        if pages and now.get(book) and now[book] != pages:
            yield Finding("verify.page_replayed", {"book": book})


def _keep(office: Office, pages: Mapping[str, str] | None = None) -> None:
    from desktop.vault.marks import write_mark  # noqa: PLC0415 - late: as above

    watch = office.watch
    watch.unsaved = 0
    if watch.state is not None and not watch.doubts:
        write_mark(watch.state, office.vault_id, _mark(office, pages))


def _mark(office: Office, pages: Mapping[str, str] | None = None) -> Mark:
    from desktop.vault import users  # noqa: PLC0415 - late: as above
    from desktop.vault.marks import Mark, place_of  # noqa: PLC0415 - late: as above

    watch = office.watch
    with suppress(VaultError):  # who needs the header says what is wrong with it
        watch.revision = users.revision(office.folder, office.floor)
    sequence, head = (watch.last.sequence, watch.last.hash) if watch.last is not None else (0, GENESIS)
    return Mark(sequence, head, watch.revision, place_of(office.vault_id, office.folder), dict(pages or {}))
