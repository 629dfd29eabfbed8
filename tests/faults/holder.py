"""The process whose memory is looked at: opens a vault, works in it, locks it, and waits to be looked at in between.

    python -m tests.faults.holder MODE FOLDER PART PART

It says "opened" and "locked", and goes on at each line that it is given. Mode `real` is the program; `careless` keeps
a copy of a key after locking: with it the search must find something.
"""

import gc
import sys
from pathlib import Path

from desktop.services import backups
from desktop.services.office import Office
from desktop.vault import recovery
from tests.services.office_kit import Kit, open_office


def work(office: Office, first: str, second: str) -> None:
    """What uses the keys: entries in both books, a backup, whose copies are opened with them, and two papers."""
    Kit(office).campaign("100.00")
    backups.make_backup(office)
    assert office.keys is not None
    recovery.check_parts(office.folder, first, second, office.keys, floor=office.floor)


def main(mode: str, folder: str, first: str, second: str) -> None:
    office = open_office(Path(folder))
    work(office, first, second)
    kept = bytes(office.keys.ledger) if mode == "careless" and office.keys is not None else b""
    print("opened", flush=True)
    sys.stdin.readline()
    office.close()
    del office
    gc.collect()
    print("locked", flush=True)
    sys.stdin.readline()
    print(len(kept), flush=True)


if __name__ == "__main__":
    main(*sys.argv[1:])
