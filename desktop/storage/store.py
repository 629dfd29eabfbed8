"""The store: both books of one vault, open, at their current schema, handing out units of work."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING, Protocol

from desktop.domain.errors import WriteProtected
from desktop.storage.catching_up import catch_up
from desktop.storage.drafts import DraftDesk
from desktop.storage.engine import LEDGER, open_books
from desktop.storage.migrations import check_version, upgrade
from desktop.storage.renewing import opens_with, renew_key
from desktop.storage.snapshots import take_snapshot
from desktop.storage.work import Work

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence
    from pathlib import Path

    from desktop.domain.backups import Sums
    from desktop.domain.clock import Clock
    from desktop.domain.journal import Record
    from desktop.domain.progress import Progress
    from desktop.storage.engine import Books


class BookKeys(Protocol):
    """The keys of the books that a user may open."""

    @property
    def ledger(self) -> bytes | bytearray:
        """The ledger book's key."""

    @property
    def identity(self) -> bytes | bytearray | None:
        """The identity book's key; None when the user does not hold it."""


class OpenedVault(Protocol):
    """An unlocked vault, as the vault's room gives it."""

    @property
    def ledger_path(self) -> Path:
        """The ledger book's file."""

    @property
    def identity_path(self) -> Path:
        """The identity book's file."""

    @property
    def keys(self) -> BookKeys:
        """The books' keys."""


class Store:
    """The open books of one vault. One unit of work at a time, on one worker thread."""

    def __init__(self, books: Books, clock: Clock, vault: OpenedVault) -> None:
        """Keep the open books; `create_store` and `open_store` make these."""
        self._books = books
        self._clock = clock
        self._vault = vault
        self._settling = ""

    @property
    def has_identity(self) -> bool:
        """Whether the identity book is open."""
        return self._books.has_identity

    @property
    def read_only(self) -> bool:
        """Whether nothing can be written to the books."""
        return self._books.read_only

    @property
    def hides(self) -> bool:
        """Whether names are hidden that could be seen: never here, see `CodedStore`."""
        return False

    def coded_work(
        self,
        actor: int,
        hear: Callable[[Sequence[Record]], object] | None = None,
        sign: Callable[[str], bytes] | None = None,
    ) -> Work:
        """Make a unit of work that does not look into the identity book, though it may be open."""
        books, hides = self._books, self._books.has_identity
        draft = self._settling
        made = Work(books.engine, has_identity=False, actor=actor, clock=self._clock, draft=draft, hides=hides)
        made.hear, made.sign = hear, sign
        return made

    def catch_up(self) -> None:
        """Give what was written while names were hidden its place in the identity book."""
        if self._books.has_identity:
            catch_up(self._books)

    def work(
        self,
        actor: int,
        hear: Callable[[Sequence[Record]], object] | None = None,
        sign: Callable[[str], bytes] | None = None,
    ) -> Work:
        """Make a unit of work of the user with this number: `with store.work(1) as work`; `hear` learns what it did.

        `sign` signs the hash of each record that it commits, in the user's name.
        What it does not commit is rolled back. DiskFull, DiskFailed and DamagedDatabase leave it with nothing changed.
        """
        books = self._books
        made = Work(books.engine, has_identity=books.has_identity, actor=actor, clock=self._clock, draft=self._settling)
        made.hear, made.sign = hear, sign
        return made

    def drafts(self, owner: int) -> DraftDesk:
        """Make the desk of a user's drafts: the one way to write without a record, and to nothing but drafts."""
        return DraftDesk(self._books.engine, has_identity=self._books.has_identity, owner=owner)

    @contextmanager
    def settling(self, draft: str) -> Iterator[None]:
        """Let the commits inside take the draft with this key away: what was typed is saved, in the same moment."""
        self._settling = draft
        try:
            yield
        finally:
            self._settling = ""

    def snapshot(self, keys: BookKeys, folder: Path, progress: Progress) -> Sums:
        """Copy the open books into a folder, as they are now, and prove the copies; give what they hold.

        Raises:
            DamagedDatabase: A page is not as it was written, or a copy does not hold what the books do.
            DiskFull, DiskFailed, Stopped: The copies are to be thrown away.
        """
        return take_snapshot(self._books, keys.ledger, keys.identity, folder, progress)

    def renew_key(self, book: str, held: bytearray, fresh: bytes | bytearray, progress: Progress) -> None:
        """Give an open book another key, all of it or nothing; no unit of work may be at work meanwhile.

        Args:
            book: "ledger" or "identity".
            held: The vault's own buffer of the book's key; it holds the new one afterwards.
            fresh: The new key.
            progress: Hears how far it is; it stops nothing.

        Raises:
            DiskFull, DiskFailed, DamagedDatabase: The books were opened again, with the key that opens them.
        """
        path = self._vault.ledger_path if book == LEDGER else self._vault.identity_path
        try:
            renew_key(self._books, book, path, fresh, progress)
            held[:] = fresh
        except BaseException:
            self._books.close()
            if opens_with(path, book, fresh):
                held[:] = fresh
            keys = self._vault.keys
            self._books = open_books(self._vault.ledger_path, self._vault.identity_path, keys.ledger, keys.identity)
            raise

    @property
    def page_sums(self) -> Mapping[str, str]:
        """Digests over the books' pages as they were before they were opened, where they were asked for."""
        return self._books.page_sums

    def close(self, *, sum_pages: bool = False, closed: Callable[[], object] | None = None) -> dict[str, str]:
        """Close the books and give up their locks. Closing twice does nothing.

        `closed` is called as soon as they are closed, before any digest is made: with it the keys go.

        Returns:
            With `sum_pages`, digests over the books' pages as they are left.
        """
        return self._books.close(sum_pages=sum_pages, closed=closed)


def create_store(vault: OpenedVault, clock: Clock) -> Store:
    """Make both books of a new vault, and open them.

    Raises:
        EngineUnsafe, VaultExists, UnsafePlace, DiskFull, DiskFailed: As `open_books` says.
    """
    return _store(vault, clock, create=True)


def open_store(
    vault: OpenedVault,
    clock: Clock,
    before_upgrade: Callable[[Store], None] | None = None,
    *,
    read_only: bool = False,
    sum_pages: bool = False,
) -> Store:
    """Open the books of an unlocked vault, and bring them to this program's schema if they are older.

    Args:
        vault: The unlocked vault.
        clock: What tells the time.
        before_upgrade: Called with the books as they are, before an older schema is changed; what it raises keeps
            everything as it was.
        read_only: Open the books where nothing can be written.
        sum_pages: Make digests over the books' pages before they are opened.

    Raises:
        WriteProtected: Nothing can be written there, and `read_only` was not asked for, or the schema is older.
        NewerSchema: A book was written by a newer program; nothing was changed.
        EngineUnsafe, VaultInUse, DamagedDatabase, UnsafePlace, DiskFull, DiskFailed: As `open_books` says.
    """
    return _store(vault, clock, create=False, before_upgrade=before_upgrade, read_only=read_only, sum_pages=sum_pages)


def _store(
    vault: OpenedVault,
    clock: Clock,
    *,
    create: bool,
    before_upgrade: Callable[[Store], None] | None = None,
    read_only: bool = False,
    sum_pages: bool = False,
) -> Store:
    keys = vault.keys
    books = open_books(
        vault.ledger_path,
        vault.identity_path,
        keys.ledger,
        keys.identity,
        create=create,
        read_only=read_only,
        sum_pages=sum_pages,
    )
    try:
        if not check_version(books):
            if read_only:
                raise WriteProtected
            if before_upgrade is not None:
                before_upgrade(Store(books, clock, vault))
            upgrade(books)
        if books.has_identity and not create and not read_only:
            catch_up(books)
        return Store(books, clock, vault)
    except BaseException:
        books.close()
        raise
