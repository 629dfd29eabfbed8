"""The program that is killed: writes over both books in a loop and says each number once it is stored.

    python -m tests.faults.writer MODE FOLDER COUNT

It says "opened", then "stored N" for each entry and "refused CODE" for each that the program refused. Modes: `engine`
is the real thing on small tables; `early` says a number before it is stored, `halves` commits each book by itself, and
`unsynced` leaves it to the system when bytes go to the disk: with these three the checks must find something.
"""

import sys
from collections.abc import Callable
from pathlib import Path

from sqlalchemy import Connection, text

from desktop.domain.errors import SkarbonkaError
from desktop.storage.engine import Books, open_books, translating_errors

LEDGER_KEY, IDENTITY_KEY = b"L" * 32, b"I" * 32
#: Large enough that a commit moves several pages in each book.
NAME = "Імя " * 700


def open_small(folder: Path, *, create: bool = False) -> Books:
    """Open the small books."""
    return open_books(folder / "ledger.db", folder / "identity.db", LEDGER_KEY, IDENTITY_KEY, create=create)


def make_small(folder: Path) -> None:
    """Make books with small tables."""
    books = open_small(folder, create=True)
    with books.engine.begin() as connection:
        connection.execute(text("CREATE TABLE entry (number INTEGER PRIMARY KEY)"))
        connection.execute(text("CREATE TABLE posting (entry INTEGER REFERENCES entry, minor INTEGER)"))
        connection.execute(text("CREATE TABLE totals (minor INTEGER)"))
        connection.execute(text("INSERT INTO totals VALUES (0)"))
        connection.execute(text("CREATE TABLE identity.donor (number INTEGER PRIMARY KEY, name TEXT)"))
    books.close()


def say(word: str) -> None:
    print(word, flush=True)


def ledger_part(connection: Connection, number: int) -> None:
    connection.execute(text("INSERT INTO entry VALUES (:n)"), {"n": number})
    connection.execute(text("INSERT INTO posting VALUES (:n, :m), (:n, -:m)"), {"n": number, "m": number * 100})
    connection.execute(text("UPDATE totals SET minor = minor + :m"), {"m": number * 100})


def identity_part(connection: Connection, number: int) -> None:
    connection.execute(text("INSERT INTO donor VALUES (:n, :name)"), {"n": number, "name": NAME})


def store(books: Books, number: int) -> None:
    with books.engine.begin() as connection:
        ledger_part(connection, number)
        identity_part(connection, number)
    say(f"stored {number}")


def store_early(books: Books, number: int) -> None:
    with books.engine.begin() as connection:
        ledger_part(connection, number)
        identity_part(connection, number)
        say(f"stored {number}")


def store_halves(books: Books, number: int) -> None:
    with books.engine.begin() as connection:
        ledger_part(connection, number)
    with books.engine.begin() as connection:
        identity_part(connection, number)
    say(f"stored {number}")


def store_unsynced(books: Books, number: int) -> None:
    for schema in ("main", "identity"):
        books._connection.execute(f"PRAGMA {schema}.synchronous = OFF").fetchall()
    store(books, number)


MODES: dict[str, Callable[[Books, int], None]] = {
    "engine": store,
    "early": store_early,
    "halves": store_halves,
    "unsynced": store_unsynced,
}


def next_number(books: Books) -> int:
    with books.engine.connect() as connection:
        return int(connection.execute(text("SELECT coalesce(max(number), 0) + 1 FROM entry")).scalar_one())


def main(mode: str, folder: str, count: str) -> int:
    try:
        books = open_small(Path(folder))
    except SkarbonkaError as error:
        say(f"refused {error.code}")
        return 1
    say("opened")
    for _turn in range(int(count)):
        try:
            with translating_errors():
                MODES[mode](books, next_number(books))
        except SkarbonkaError as error:
            say(f"refused {error.code}")
    books.close()
    return 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
