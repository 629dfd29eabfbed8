"""A vault is a folder: two copies of the header and two books. Makes one, and opens one with a passphrase."""

from __future__ import annotations

import os
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from desktop.domain.errors import DiskFailed, NotAVault, VaultError, VaultExists
from desktop.vault import keys as crypto
from desktop.vault.copies import COPY, HEADER
from desktop.vault.files import atomic_write, check_place, private_folder
from desktop.vault.header import IDENTITY, LEDGER, VAULT_ID_BYTES, Header, decode, encode
from desktop.vault.inside import enter
from desktop.vault.keys import FLOOR, KdfCost, wipe
from desktop.vault.slots import BookKey, Keys, new_user
from desktop.vault.users import Holder, holders_of

if TYPE_CHECKING:
    from collections.abc import Sequence

LEDGER_FILE = "ledger.db"
IDENTITY_FILE = "identity.db"
_FIRST_USER = 1
_FIRST_GENERATION = 1


@dataclass(frozen=True, slots=True)
class OpenVault:
    """An unlocked vault. `vault_id` is 32 hexadecimal digits; `user` a number; `repaired` tells of a mended header.

    `holders` are all who may open it, as the header said when it was opened.
    """

    folder: Path
    vault_id: str
    user: int
    keys: Keys
    repaired: bool = False
    holders: tuple[Holder, ...] = ()

    @property
    def ledger_path(self) -> Path:
        """The ledger's file."""
        return self.folder / LEDGER_FILE

    @property
    def identity_path(self) -> Path:
        """The identity book's file."""
        return self.folder / IDENTITY_FILE


def is_vault(folder: Path) -> bool:
    """Whether a folder looks like a vault, whole or damaged. False for one that cannot be looked into."""
    try:
        return _looks_like_one(Path(folder))
    except OSError:
        return False


def create(folder: Path, passphrase: str, cost: KdfCost | None = None) -> OpenVault:
    """Make a vault's folder and header, with random keys for both books. The books themselves are storage's.

    Args:
        folder: A new or an empty folder.
        passphrase: What its first user will type.
        cost: The cost of guessing; measured on this machine when None. Below `FLOOR` only for tests: such a vault
            opens only where the same lower floor is asked for.

    Raises:
        VaultExists: The folder holds something.
        UnsafePlace: Others could write there.
        NotEnoughMemory, DiskFull, DiskFailed: The machine refused; no header was left that opens.
    """
    folder = Path(folder)
    check_place(folder)
    if folder.exists() and not (folder.is_dir() and not any(folder.iterdir())):
        raise VaultExists
    private_folder(folder)
    cost = cost or crypto.calibrate()
    keys = Keys(crypto.new_key(), crypto.new_key())
    header = _first_header(passphrase, cost, keys)
    data = encode(header)
    decode(data, floor=cost)  # what could not be read again must not be written
    atomic_write(folder / COPY, data)
    atomic_write(folder / HEADER, data)
    return OpenVault(folder, header.vault_id.hex(), _FIRST_USER, keys, holders=holders_of(header))


def unlock(folder: Path, passphrase: str, *, floor: KdfCost = FLOOR, first: Sequence[int] = ()) -> OpenVault:
    """Open a vault's keys with a passphrase; a damaged copy of the header is mended from the whole one.

    The users whom `first` names by number are tried first: each that is tried costs up to a second.

    Raises:
        NotAVault: There is no vault here.
        WrongPassphrase: The header is whole, and no slot opens.
        DamagedHeader: Neither copy can be used, or they are of two vaults.
        NewerSchema: A newer program wrote the header.
        NotEnoughMemory: The machine cannot do what the header asks for; the passphrase was not tried.
        UnsafePlace: Others could have put their own files here.
        DiskFailed: The header cannot be read.
    """
    folder = Path(folder)
    try:
        if not _looks_like_one(folder):
            raise NotAVault
    except OSError as error:
        raise DiskFailed from error
    check_place(folder)
    inside = enter(folder, passphrase, None, floor, first)
    wipe(inside.found.private)
    user = inside.found.user
    if len(user.slots) > 1 and inside.found.slot is user.slots[0]:
        with suppress(VaultError):  # a disk that refuses must not keep anybody from opening the vault
            inside.keep_one_slot()  # a change of the passphrase was interrupted, and the new one has opened now
    vault_id = inside.header.vault_id.hex()
    return OpenVault(folder, vault_id, user.number, inside.keys, inside.repaired, holders_of(inside.header))


def _looks_like_one(folder: Path) -> bool:
    return any((folder / name).is_file() for name in (HEADER, COPY, LEDGER_FILE))


def _first_header(passphrase: str, cost: KdfCost, keys: Keys) -> Header:
    """Make the header of a new vault with one user, who holds both books' keys."""
    vault_id = os.urandom(VAULT_ID_BYTES)
    held = [
        BookKey(book, _FIRST_GENERATION, key)
        for book, key in ((LEDGER, keys.ledger), (IDENTITY, keys.identity))
        if key is not None
    ]
    user = new_user(vault_id, _FIRST_USER, passphrase, cost, held)
    return Header(vault_id, 1, (user,)).sealed_with(keys.ledger)
