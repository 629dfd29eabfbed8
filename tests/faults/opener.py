"""The program that races for a vault: told to by a line, it opens it, says how that went, and closes it when told.

    python -m tests.faults.opener MODE FOLDER

Mode `careless` opens the ledger without taking its lock: with it the check of the race must find two.
"""

import sys
from pathlib import Path
from typing import Any

from desktop.domain.errors import SkarbonkaError
from desktop.storage import sqlcipher
from tests.faults.writer import LEDGER_KEY, open_small


def careless(folder: Path) -> Any:
    connection = sqlcipher.load().connect(str(folder / "ledger.db"))
    connection.execute(f"PRAGMA key = \"x'{LEDGER_KEY.hex()}'\"")
    connection.execute("SELECT count(*) FROM entry").fetchone()
    return connection


def main(mode: str, folder: str) -> None:
    print("ready", flush=True)
    for _go in sys.stdin:
        try:
            books = careless(Path(folder)) if mode == "careless" else open_small(Path(folder))
        except SkarbonkaError as error:
            print(error.code, flush=True)
            sys.stdin.readline()
            print("closed", flush=True)
            continue
        print("opened", flush=True)
        sys.stdin.readline()
        books.close()
        print("closed", flush=True)


if __name__ == "__main__":
    main(*sys.argv[1:])
