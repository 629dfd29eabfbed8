"""The program that is killed while it takes users away and gives the books new keys.

    python -m tests.faults.rekeyer MODE FOLDER COUNT

It says "opened", then "stored NUMBER" for each who is gone. Mode `keys` is the real thing; with `careless` the older
keys leave the header before the books have changed: the checks must find books that nobody opens.
"""

import secrets
import sys
from collections.abc import Callable
from pathlib import Path

from desktop.domain.errors import SkarbonkaError
from desktop.services import renewal, users
from desktop.storage import renewing
from desktop.vault import renewal as header
from tests.services.office_kit import CHEAP, PASSPHRASE, open_office


class Here:
    """In place of a thread: strace counts the calls of each thread by itself, and all shall be counted together."""

    def __init__(self, target: Callable[[], object], name: str) -> None:
        self.start = target

    def is_alive(self) -> bool:
        return False

    def join(self) -> None:
        """It has ended already."""


def be_careless() -> None:
    """Forget the older keys as soon as there are new ones."""
    begin = header.begin

    def begin_and_forget(folder: Path, *rest: object, **more: object) -> object:
        fresh = begin(folder, *rest, **more)  # type: ignore[arg-type]
        ledger = next(each.key for each in fresh if each.book == "ledger")
        header.forget_former(folder, ledger, [each.book for each in fresh], CHEAP)
        return fresh

    header.begin = begin_and_forget  # type: ignore[assignment]


def main(mode: str, folder: str, count: str) -> int:
    renewing.threading.Thread = Here  # type: ignore[attr-defined]
    if mode == "careless":
        be_careless()
    try:
        office = open_office(Path(folder))
    except SkarbonkaError as error:
        print(f"refused {error.code}", flush=True)
        return 1
    print("opened", flush=True)
    for _turn in range(int(count)):
        known = secrets.token_hex(8)
        number = users.add_user(office, PASSPHRASE, f"Somebody {known}", f"copper willow {known}").number
        renewal.remove_user(office, PASSPHRASE, number)
        print(f"stored {number}", flush=True)
    office.close()
    return 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
