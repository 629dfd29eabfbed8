"""The program that is interrupted while it makes a vault, mends a header, changes a passphrase or an older schema.

python -m tests.faults.maker new VAULT
python -m tests.faults.maker mend VAULT
python -m tests.faults.maker passphrase VAULT
python -m tests.faults.maker upgrade VAULT

Mode `careless` changes passphrases without bringing a header's bytes onto the disk, mode `in parts` upgrades without a
journal to roll back from: the checks must find it.
"""

import sys
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path

from desktop.services import users, vaults
from desktop.storage import engine
from desktop.vault import files, vault
from tests.services.office_kit import CHEAP, PASSPHRASE, SetClock, make_office

NEW_PASSPHRASES = ("harbour ten willow paper stone", "copper meadow violin six cloud")


def mend(folder: Path) -> None:
    """Damage one copy and then the other, and open the vault each time, which mends it."""
    for name in (vault.HEADER, vault.COPY) * 2:
        path = folder / name
        path.write_bytes(path.read_bytes()[:100])
        vault.unlock(folder, PASSPHRASE, floor=CHEAP)
        print("mended", flush=True)


def change_passphrase(folder: Path) -> None:
    """Change the passphrase, open with the new one, and change it again: each is said once it is so."""
    words = (PASSPHRASE, *NEW_PASSPHRASES)
    for old, new in pairwise(words):
        office = vaults.open_vault(folder, old, clock=SetClock(), floor=CHEAP)
        print(f"opened {words.index(old)}", flush=True)
        users.change_passphrase(office, old, new)
        print(f"stored {words.index(new)}", flush=True)
        office.close()


def upgrade(folder: Path) -> None:
    """Open a vault of an older version, which brings it to this schema."""
    passphrase = (folder / "passphrase.txt").read_text(encoding="utf-8").strip()
    vaults.open_vault(folder, passphrase, clock=SetClock(), floor=CHEAP).close()


def change_carelessly(folder: Path) -> None:
    files.sync = lambda descriptor: None
    change_passphrase(folder)


def upgrade_in_parts(folder: Path) -> None:
    engine._BOOK_SETTINGS = (("journal_mode", "OFF", "off"), *engine._BOOK_SETTINGS[1:])
    upgrade(folder)


DO: dict[str, Callable[[Path], None]] = {
    "new": lambda folder: make_office(folder).close(),
    "mend": mend,
    "passphrase": change_passphrase,
    "careless": change_carelessly,
    "upgrade": upgrade,
    "in parts": upgrade_in_parts,
}


def main(mode: str, folder: str) -> None:
    DO[mode](Path(folder))
    print("done", flush=True)


if __name__ == "__main__":
    main(*sys.argv[1:])
