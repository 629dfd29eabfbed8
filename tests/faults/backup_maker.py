"""The program that is killed while it makes backups: beside the vault and on another disk, in turn.

    python -m tests.faults.backup_maker MODE FOLDER COUNT

It says "opened", then "stored NAME" for each. Mode `backups` is the real thing; with `in place` the file is
written under its last name from the beginning, with `unsynced` it gets that name before its bytes are on the disk:
the checks must find half a file.
"""

import sys
from pathlib import Path

from desktop.domain.errors import SkarbonkaError
from desktop.services import backups
from desktop.vault import container
from tests.services.office_kit import open_office


def write_in_place() -> None:
    """Write as a careless program does."""
    real = container.os.open

    def careless(path: Path, flags: int, mode: int = 0o777, **more: int) -> int:
        name = Path(path).name
        if name.endswith(".new"):
            last = Path(path).with_name(name.removeprefix(".").rsplit(".", 2)[0])
            Path(path).symlink_to(last.name)
            flags &= ~container.os.O_EXCL
        return real(path, flags, mode, **more)  # shutil asks for `dir_fd`, and from Python 3.13 on hides no TypeError

    container.os.open = careless  # type: ignore[assignment]


def main(mode: str, folder: str, count: str) -> int:
    vault = Path(folder)
    disk = vault.parent / "disk"
    disk.mkdir(exist_ok=True)
    if mode == "in place":
        write_in_place()
    if mode == "unsynced":
        container.sync = lambda _descriptor: None
    try:
        office = open_office(vault)
    except SkarbonkaError as error:
        print(f"refused {error.code}", flush=True)
        return 1
    print("opened", flush=True)
    for turn in range(int(count)):
        try:
            made = backups.make_backup(office, disk if turn % 2 else None)
            print(f"stored {made.path.relative_to(vault.parent)}", flush=True)
        except SkarbonkaError as error:
            print(f"refused {error.code}", flush=True)
    office.close()
    return 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
