"""The program that is killed while it makes a vault, or while it mends a damaged header.

python -m tests.faults.maker new VAULT
python -m tests.faults.maker mend VAULT
"""

import sys
from pathlib import Path

from desktop.vault import vault
from tests.services.office_kit import CHEAP, PASSPHRASE, make_office


def mend(folder: Path) -> None:
    """Damage one copy and then the other, and open the vault each time, which mends it."""
    for name in (vault.HEADER, vault.COPY) * 2:
        path = folder / name
        path.write_bytes(path.read_bytes()[:100])
        vault.unlock(folder, PASSPHRASE, floor=CHEAP)
        print("mended", flush=True)


def main(mode: str, folder: str) -> None:
    if mode == "new":
        make_office(Path(folder)).close()
    else:
        mend(Path(folder))
    print("done", flush=True)


if __name__ == "__main__":
    main(*sys.argv[1:])
