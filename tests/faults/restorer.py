"""The program that is killed while it restores a backup.

    python -m tests.faults.restorer MODE FILE FOLDER

It says "restored" when the office is in its place. Mode `restore` is the real thing; with `in place` the vault is made
in its last folder from the beginning, with `unsynced` it gets there before its header is on the disk: the checks must
find half a vault.
"""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from desktop.domain.errors import SkarbonkaError
from desktop.services import backups, vaults
from desktop.vault import container, files
from tests.services.office_kit import CHEAP, PASSPHRASE, SetClock


def restore_in_place(folder: Path) -> None:
    """Restore as a careless program does."""

    @contextmanager
    def careless(_building: Path) -> Iterator[Path]:
        files.private_folder(folder)
        yield folder

    backups._folder = careless
    vaults.put_in_place = lambda _building, _folder: None


def main(mode: str, file: str, folder: str) -> int:
    if mode == "in place":
        restore_in_place(Path(folder))
    if mode == "unsynced":
        files.sync = container.sync = lambda _descriptor: None
    try:
        backups.restore_backup(Path(file), PASSPHRASE, Path(folder), clock=SetClock(), floor=CHEAP)
        print("restored", flush=True)
    except SkarbonkaError as error:
        print(f"refused {error.code}", flush=True)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
