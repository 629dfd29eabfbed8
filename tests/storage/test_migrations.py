"""Migrations: both books in one transaction, a newer book refused, and the migrated schema is the declared one."""

import pkgutil
import re
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from types import ModuleType

import pytest
from alembic import op
from sqlalchemy import Column, Connection, Integer, Text, text
from sqlalchemy.schema import CreateIndex, CreateTable

from desktop.domain.errors import DamagedDatabase, DiskFull, NewerSchema
from desktop.storage import migrations
from desktop.storage.engine import Books, open_books
from desktop.storage.migrations import HEADS, check_version, runner, upgrade
from desktop.storage.tables import identity_metadata, ledger_metadata

METADATA = {"ledger": ledger_metadata, "identity": identity_metadata}


@pytest.fixture
def books(tmp_path: Path) -> Iterator[Books]:
    made = open_books(tmp_path / "ledger.db", tmp_path / "identity.db", b"L" * 32, b"I" * 32, create=True)
    yield made
    made.close()


def version_module(number: str, before: str | None, change: Callable[[], None]) -> ModuleType:
    module = ModuleType(f"v{number}")
    module.__doc__ = "a version made for a test"
    module.__dict__.update(
        revision=number, down_revision=before, branch_labels=None, depends_on=None, upgrade=change, downgrade=None
    )
    return module


def schema_of(connection: Connection, schema: str) -> dict[str, str]:
    rows = connection.execute(text(f"SELECT name, sql FROM {schema}.sqlite_schema WHERE sql IS NOT NULL"))
    return {str(row.name): str(row.sql) for row in rows}


def versions(books: Books) -> dict[str, str | None]:
    with books.engine.connect() as connection:
        return {book: migrations.version(connection, book) for book in books.names}


# ------------------------------------------------------------------------------------------------- the program's chains


def test_new_books_get_this_programs_schema(books: Books) -> None:
    assert check_version(books) is False
    upgrade(books)
    assert check_version(books) is True
    assert versions(books) == HEADS
    upgrade(books)


def test_the_heads_are_the_chains_last_versions() -> None:
    assert runner.heads() == HEADS


@pytest.mark.parametrize("book", sorted(HEADS))
def test_every_version_in_the_folder_is_in_its_chain(book: str) -> None:
    package = sys.modules[f"desktop.storage.migrations.{book}.versions"]
    in_folder = {found.name for found in pkgutil.iter_modules(package.__path__)}
    named = {module.__name__.rpartition(".")[2] for module in runner.CHAINS[book]}
    # A version's triggers may stand in a module beside it.
    assert named <= in_folder
    assert {name[:5] for name in in_folder} == {name[:5] for name in named}


def words(sql: str) -> str:
    """A statement without the differences that mean nothing: spaces, quotes, the schema's name."""
    plain = re.sub(r'["`]', "", sql).replace("identity.", "")
    return re.sub(r"\s*([(),])\s*", r"\1", re.sub(r"\s+", " ", plain)).strip().lower()


@pytest.mark.parametrize("book", sorted(HEADS))
def test_a_migrated_schema_is_the_declared_one(books: Books, book: str) -> None:
    upgrade(books)
    schema = migrations.SCHEMAS[book] or "main"
    with books.engine.connect() as connection:
        found = schema_of(connection, schema)
        dialect = connection.dialect
    tables = METADATA[book].tables.values()
    declared = {table.name: str(CreateTable(table).compile(dialect=dialect)) for table in tables}
    declared |= {
        str(index.name): str(CreateIndex(index).compile(dialect=dialect)) for table in tables for index in table.indexes
    }
    ours = {
        name: sql
        for name, sql in found.items()
        if re.match(r"CREATE (UNIQUE )?(TABLE|INDEX)", sql) and name != migrations.VERSION_TABLE
    }
    virtual = {name for name, sql in found.items() if sql.startswith("CREATE VIRTUAL TABLE")}
    shadows = {name for name in ours if any(name.startswith(f"{table}_") for table in virtual)}
    assert {name: words(sql) for name, sql in ours.items() if name not in shadows} == {
        name: words(sql) for name, sql in declared.items()
    }


@pytest.mark.parametrize("book", sorted(HEADS))
def test_the_declared_columns_are_the_ones_the_engine_sees(books: Books, book: str) -> None:
    """The same once more through the engine's own eyes, so that a mistake in comparing texts cannot hide one."""
    upgrade(books)
    schema = migrations.SCHEMAS[book] or "main"
    with books.engine.connect() as connection:
        for table in METADATA[book].tables.values():
            rows = connection.execute(text(f"PRAGMA {schema}.table_xinfo({table.name})")).all()
            found = {(row.name, row.type, bool(row.notnull), bool(row.pk)) for row in rows}
            assert found == {
                (c.name, c.type.compile(connection.dialect), not c.nullable, c.primary_key) for c in table.columns
            }, table.name


def test_the_ledger_alone_is_migrated_without_the_identity_book(tmp_path: Path) -> None:
    alone = open_books(tmp_path / "ledger.db", None, b"L" * 32, None, create=True)
    upgrade(alone)
    assert check_version(alone) is True
    alone.close()
    assert [path.name for path in sorted(tmp_path.iterdir())] == ["ledger.db", "ledger.db-journal"]


def test_opening_a_current_vault_imports_no_alembic(books: Books, tmp_path: Path) -> None:
    upgrade(books)
    books.close()
    code = (
        "import sys\n"
        "from pathlib import Path\n"
        "from desktop.storage.engine import open_books\n"
        "from desktop.storage.migrations import check_version, upgrade\n"
        "folder = Path(sys.argv[1])\n"
        "books = open_books(folder / 'ledger.db', folder / 'identity.db', b'L' * 32, b'I' * 32)\n"
        "upgrade(books)\n"
        "print(check_version(books), any(name.startswith('alembic') for name in sys.modules))\n"
        "books.close()\n"
    )
    done = subprocess.run([sys.executable, "-c", code, str(tmp_path)], capture_output=True, text=True, check=True)
    assert done.stdout == "True False\n"


# --------------------------------------------------------------------------------------------------------- other chains


def first_ledger() -> None:
    op.create_table("money", Column("number", Integer, primary_key=True))


def first_identity() -> None:
    op.create_table("names", Column("number", Integer, primary_key=True), schema="identity")


def second_ledger() -> None:
    op.add_column("money", Column("memo", Text))


def failing_identity() -> None:
    op.create_table("later", Column("number", Integer, primary_key=True), schema="identity")
    raise ZeroDivisionError


FIRST = {
    "ledger": (version_module("0001", None, first_ledger),),
    "identity": (version_module("0001", None, first_identity),),
}


def test_an_older_book_is_brought_up_step_by_step_and_keeps_its_rows(books: Books) -> None:
    runner.run(books, FIRST)
    with books.engine.begin() as connection:
        connection.execute(text("INSERT INTO money VALUES (7)"))
    second = {**FIRST, "ledger": (*FIRST["ledger"], version_module("0002", "0001", second_ledger))}
    runner.run(books, second)
    assert versions(books) == {"ledger": "0002", "identity": "0001"}
    with books.engine.connect() as connection:
        assert connection.execute(text("SELECT number, memo FROM money")).all() == [(7, None)]


def test_a_failing_version_leaves_both_books_as_they_were(books: Books) -> None:
    runner.run(books, FIRST)
    with books.engine.connect() as connection:
        before = {schema: schema_of(connection, schema) for schema in ("main", "identity")}
    second = {
        "ledger": (*FIRST["ledger"], version_module("0002", "0001", second_ledger)),
        "identity": (*FIRST["identity"], version_module("0002", "0001", failing_identity)),
    }
    with pytest.raises(ZeroDivisionError):
        runner.run(books, second)
    with books.engine.connect() as connection:
        assert {schema: schema_of(connection, schema) for schema in ("main", "identity")} == before
    assert versions(books) == {"ledger": "0001", "identity": "0001"}


def test_a_version_that_breaks_references_is_taken_back(books: Books) -> None:
    def broken() -> None:
        op.execute("CREATE TABLE child (a INTEGER REFERENCES money (number) DEFERRABLE INITIALLY DEFERRED)")
        op.execute("INSERT INTO child VALUES (99)")

    chains = {**FIRST, "ledger": (*FIRST["ledger"], version_module("0002", "0001", broken))}
    with pytest.raises(RuntimeError, match="references"):
        runner.run(books, chains)
    assert versions(books) == {"ledger": None, "identity": None}


@pytest.mark.parametrize("book", sorted(HEADS))
@pytest.mark.parametrize("number", ["0011", "9999", "from the future", ""])
def test_a_newer_book_is_refused_untouched(books: Books, book: str, number: str) -> None:
    upgrade(books)
    table = f"{migrations.SCHEMAS[book] or 'main'}.{migrations.VERSION_TABLE}"
    with books.engine.begin() as connection:
        connection.execute(text(f"UPDATE {table} SET version_num = :number"), {"number": number})
    for verb in (check_version, upgrade):
        with pytest.raises(NewerSchema) as caught:
            verb(books)
        assert caught.value.params["book"] == book
    assert versions(books)[book] == number


def test_an_older_number_asks_for_an_upgrade(books: Books, monkeypatch: pytest.MonkeyPatch) -> None:
    upgrade(books)
    monkeypatch.setitem(migrations.HEADS, "ledger", "9999")
    assert check_version(books) is False


@pytest.mark.parametrize("book", sorted(HEADS))
def test_an_empty_book_in_the_place_of_a_used_one_is_damaged_and_not_filled(
    books: Books, tmp_path: Path, book: str
) -> None:
    upgrade(books)
    books.close()
    path = tmp_path / f"{book}.db"
    path.unlink()
    key = {"ledger": b"L" * 32, "identity": b"I" * 32}[book]
    empty = open_books(path, None, key, None, create=True)
    with empty.engine.begin() as connection:
        connection.execute(text("CREATE TABLE other (a)"))
    empty.close()
    again = open_books(tmp_path / "ledger.db", tmp_path / "identity.db", b"L" * 32, b"I" * 32)
    for verb in (check_version, upgrade):
        with pytest.raises(DamagedDatabase) as caught:
            verb(again)
        assert caught.value.params["book"] == book
    again.close()


def test_a_version_table_without_a_row_is_a_new_book(books: Books) -> None:
    with books.engine.begin() as connection:
        connection.execute(text("CREATE TABLE alembic_version (version_num TEXT)"))
    assert versions(books)["ledger"] is None


def test_a_disk_that_fills_during_a_migration_is_told_as_such(books: Books) -> None:
    with books.engine.connect() as connection:
        connection.exec_driver_sql("PRAGMA main.max_page_count = 2")
    with pytest.raises(DiskFull):
        upgrade(books)
    assert versions(books) == {"ledger": None, "identity": None}
