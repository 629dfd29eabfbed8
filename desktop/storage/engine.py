"""Opens both books as one database connection: guards first, then keys, then settings, each of them proven.

The ledger is the connection's main schema; the identity book is attached to it as the schema ``identity`` when its key
is held. Both are locked for this process from the start to the end, so a second program is refused at once.
"""

from __future__ import annotations

from contextlib import ExitStack, suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sqlalchemy import Connection, Engine, QueuePool, create_engine, event

from desktop.domain.errors import DamagedDatabase, EngineUnsafe
from desktop.storage.claims import Place, check_whole, claim, give_up, read_through
from desktop.storage.failures import translating_errors
from desktop.storage.keying import attach, tell_key
from desktop.storage.moved import SUPER_JOURNAL, mend_moved
from desktop.storage.page_sums import page_sum
from desktop.storage.sqlcipher import check_engine, check_keyed, load

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

__all__ = ["IDENTITY", "LEDGER", "Books", "check_engine", "open_books", "translating_errors"]

LEDGER = "ledger"
IDENTITY = "identity"
_SCHEMAS = {LEDGER: "main", IDENTITY: "identity"}
_KEY_BYTES = 32
# Measured with simulated power cuts: this pair lost nothing in 300 cuts. Each is (name, value to set, value read back).
_BOOK_SETTINGS = (
    ("journal_mode", "TRUNCATE", "truncate"),
    ("synchronous", "EXTRA", "3"),
    ("locking_mode", "EXCLUSIVE", "exclusive"),
    ("secure_delete", "ON", "1"),
    # 32 MB: a filter on 200,000 rows goes to and fro over the book, and each page that is not kept is opened anew.
    ("cache_size", "-32768", "-32768"),
)
_CONNECTION_SETTINGS = (
    ("foreign_keys", "ON", "1"),
    ("temp_store", "MEMORY", "2"),
    ("fullfsync", "ON", "1"),
    # Without it, INSERT OR REPLACE deletes a row without asking the triggers that protect it.
    ("recursive_triggers", "ON", "1"),
    ("trusted_schema", "OFF", "0"),
    ("cell_size_check", "ON", "1"),
)
# Long enough for two programs that start together to sort out who is first; one that has the vault keeps it for hours.
_LOCK_SECONDS = 0.25


class Books:
    """Both books, open and locked. One connection: a unit of work holds it from its beginning to its end.

    `new` says that the files were made by this very opening; `read_only` that nothing can be written to them;
    `page_sums` are digests over the books' pages as they were before it, where they were asked for.
    """

    def __init__(
        self,
        engine: Engine,
        connection: Any,
        has_identity: bool,
        places: frozenset[Place],
        *,
        new: bool,
        read_only: bool,
        files: Mapping[str, Path],
        page_sums: Mapping[str, str],
    ) -> None:
        """Keep what must be closed; `open_books` makes these."""
        self.engine = engine
        self.has_identity = has_identity
        self.new = new
        self.read_only = read_only
        self.page_sums = page_sums
        self._connection = connection
        self._places = places
        self._files = files

    @property
    def names(self) -> tuple[str, ...]:
        """The books that are open: "ledger", and "identity" when its key is held."""
        return (LEDGER, IDENTITY) if self.has_identity else (LEDGER,)

    def damaged(self) -> tuple[str, ...]:
        """Read every page of the open books and name those that are not as they were written."""
        with self.engine.connect() as connection:
            return tuple(book for book in self.names if is_damaged(connection, book))

    def close(self, *, sum_pages: bool = False, closed: Callable[[], object] | None = None) -> dict[str, str]:
        """Close the connection and give up both locks. Closing twice does nothing.

        Args:
            sum_pages: Make digests over the pages, which takes seconds for a large book and needs no key.
            closed: Called as soon as nothing is open any more, whatever happened: keys go then, not after the digests.

        Returns:
            With `sum_pages`, digests over the pages of both books as they are left, whether the second was open or not.
        """
        try:
            try:
                self.engine.dispose()
                self._connection.close()
            finally:
                if closed is not None:
                    closed()
            return _page_sums(self._files) if sum_pages else {}
        finally:
            give_up(self._places)


def open_books(
    ledger_path: Path,
    identity_path: Path | None,
    ledger_key: bytes | bytearray,
    identity_key: bytes | bytearray | None,
    *,
    create: bool = False,
    read_only: bool = False,
    sum_pages: bool = False,
    module: Any = None,
) -> Books:
    """Open the ledger, and the identity book with it when its key is given; make both files when `create`.

    Nothing is written before the engine, the files and the keys have been checked. The keys are not kept.

    Args:
        ledger_path: The ledger's file.
        identity_path: The identity book's file, or None where there is none.
        ledger_key: 32 random bytes.
        identity_key: 32 random bytes, or None when this user does not hold it.
        create: Make new files, which must not exist.
        read_only: Open them where nothing can be written; a commit that was cut off there can then not be undone.
        sum_pages: Make digests over the books' pages first.
        module: The DB-API module; the program's own when None (tests trip the guards with another).

    Raises:
        EngineUnsafe: The engine, a file or a setting is not what must be; nothing was written.
        DamagedDatabase: A book is missing, or cannot be read with its key.
        VaultInUse: Another program, or this one, has the books open.
        UnsafePlace, VaultExists: A book's file is a link or no file; one to be made is there.
        DiskFull, DiskFailed: The disk refused; WriteProtected: it takes no writing, and `read_only` was not asked for,
            or a commit that was cut off stands in the way.
    """
    module = module or load()
    check_engine(module)
    files = {book: Path(path) for book, path in ((LEDGER, ledger_path), (IDENTITY, identity_path)) if path is not None}
    keyed = _keyed(files, ledger_key, identity_key)
    places = claim({book: path for book, (path, _key) in keyed.items()}, create, read_only=read_only)
    with ExitStack() as undo:
        undo.callback(give_up, places)
        sums = _page_sums(files) if sum_pages else {}
        if not create:
            mend_moved(Path(ledger_path), identity_path)
        connection = _connect_telling_disk_from_damage(module, keyed, read_only)
        undo.callback(connection.close)
        _sweep_super_journals(keyed)
        engine = _engine(module, connection)
        undo.pop_all()
    state = {"new": create, "read_only": read_only}
    return Books(engine, connection, IDENTITY in keyed, places, **state, files=files, page_sums=sums)


def _keyed(
    files: Mapping[str, Path], ledger_key: bytes | bytearray, identity_key: bytes | bytearray | None
) -> dict[str, tuple[Path, bytes | bytearray]]:
    """Put the books that are to be opened with their keys."""
    keyed = {LEDGER: (files[LEDGER], ledger_key)}
    if identity_key is not None:
        if IDENTITY not in files:
            raise ValueError("a key of the identity book needs its file")
        keyed[IDENTITY] = (files[IDENTITY], identity_key)
    if any(len(key) != _KEY_BYTES for _path, key in keyed.values()):
        raise ValueError("a book's key has 32 bytes")
    return keyed


def _page_sums(files: Mapping[str, Path]) -> dict[str, str]:
    return {book: page_sum(path) for book, path in files.items()}


def _connect_telling_disk_from_damage(
    module: Any, keyed: dict[str, tuple[Path, bytes | bytearray]], read_only: bool
) -> Any:
    """Connect; before a book is called damaged, make sure that the disk gives all of it."""
    try:
        return _connect(module, keyed, read_only)
    except DamagedDatabase:
        for path, _key in keyed.values():
            read_through(path)
        raise


def _connect(module: Any, keyed: dict[str, tuple[Path, bytes | bytearray]], read_only: bool) -> Any:
    """Open, key, set and lock the books on one driver connection; an interrupted commit is rolled back here."""
    path, key = keyed[LEDGER]
    name, way = _address(path, read_only), {"uri": True} if read_only else {}
    with translating_errors(LEDGER):
        connection = module.connect(name, timeout=_LOCK_SECONDS, isolation_level=None, check_same_thread=False, **way)
    try:
        with translating_errors(LEDGER):
            connection.execute("PRAGMA cipher_log_level = 'NONE'")
            tell_key(connection, key)
            check_keyed(connection, _SCHEMAS[LEDGER])
            _lock(connection, _SCHEMAS[LEDGER])
        if IDENTITY in keyed:
            path, key = keyed[IDENTITY]
            with translating_errors(IDENTITY):
                attach(connection, _address(path, read_only), _SCHEMAS[IDENTITY], key)
                check_keyed(connection, _SCHEMAS[IDENTITY])
                _lock(connection, _SCHEMAS[IDENTITY])
        for book in keyed:
            with translating_errors(book):
                for name, value, expected in _BOOK_SETTINGS[read_only:]:  # it keeps no journal
                    _set(connection, f"{_SCHEMAS[book]}.{name}", value, expected)
        with translating_errors():
            for name, value, expected in _CONNECTION_SETTINGS:
                _set(connection, name, value, expected)
        for book, (path, _key) in keyed.items():
            with translating_errors(book):
                check_whole(path, book)
    except BaseException:
        connection.close()
        raise
    return connection


def _address(path: Path, read_only: bool) -> str:
    """Give a book's path, or the address by which the engine opens it and cannot write."""
    return f"{path.absolute().as_uri()}?mode=ro" if read_only else str(path)


def _lock(connection: Any, schema: str) -> None:
    """Lock a book for this connection until it is closed; an interrupted commit is rolled back here.

    The mode that keeps the lock is set only once the lock is held: in that mode, two programs that begin at the same
    moment would each keep a part of the lock, and both would be refused.
    """
    connection.execute("BEGIN EXCLUSIVE")
    connection.execute(f"PRAGMA {schema}.locking_mode = EXCLUSIVE")
    connection.execute(f"SELECT count(*) FROM {schema}.sqlite_schema").fetchone()  # noqa: S608  our own words
    connection.execute("COMMIT")


def _set(connection: Any, name: str, value: str, expected: str) -> None:
    """Set one PRAGMA and prove by reading it back that it holds."""
    connection.execute(f"PRAGMA {name} = {value}").fetchall()
    row = connection.execute(f"PRAGMA {name}").fetchone()
    if row is None or str(row[0]) != expected:
        raise EngineUnsafe(reason="setting", setting=name)


def _sweep_super_journals(keyed: dict[str, tuple[Path, bytes | bytearray]]) -> None:
    """Delete what a kill in a commit over both books may leave: a list of the two files' names, no data.

    Only once both books are open: swept earlier, an identity book still to be rolled back would keep its half.
    """
    if IDENTITY not in keyed:
        return
    ledger = keyed[LEDGER][0]
    for path in ledger.parent.glob(f"{ledger.name}-mj*"):
        if SUPER_JOURNAL.search(path.name):
            # It holds no data and does no harm: a disk that keeps it must not keep anybody out.
            with suppress(OSError):
                path.unlink()


def _engine(module: Any, connection: Any) -> Engine:
    """Wrap the one open connection. It is handed out once: a second would need the keys, which are not kept."""
    waiting = [connection]

    def hand_over() -> Any:
        if not waiting:
            raise RuntimeError("the books are closed")
        return waiting.pop()

    engine = create_engine(
        "sqlite://",
        module=module,
        creator=hand_over,
        poolclass=QueuePool,
        pool_size=1,
        max_overflow=0,
        # A statement's values must never reach a log or an error's text.
        hide_parameters=True,
    )

    @event.listens_for(engine, "begin")
    def begin(opened: Connection) -> None:
        # Not IMMEDIATE: nobody can come between, both files are locked from the start. IMMEDIATE would count both books
        # as written, and each commit to one of them would pay for a commit over both (measured: twice the time).
        opened.exec_driver_sql("BEGIN")

    return engine


def is_damaged(connection: Connection, book: str) -> bool:
    """Authenticate every page of a book, and let SQLite walk its trees."""
    schema = _SCHEMAS[book]
    try:
        with translating_errors(book):
            if connection.exec_driver_sql(f"PRAGMA {schema}.cipher_integrity_check").fetchall():
                return True
            found = connection.exec_driver_sql(f"PRAGMA {schema}.integrity_check(1)").scalars().all()
    except DamagedDatabase:
        return True
    return found != ["ok"]
