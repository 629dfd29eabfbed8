"""A vault is a folder: two copies of the header and two books. Makes one, and opens one with a passphrase."""

from __future__ import annotations

import os
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from desktop.domain.errors import DiskFailed, NotAVault, VaultError, VaultExists
from desktop.vault import keys as crypto
from desktop.vault.copies import COPY, HEADER
from desktop.vault.files import atomic_write, check_place, private_folder
from desktop.vault.header import IDENTITY, LEDGER, VAULT_ID_BYTES, Header, decode, encode
from desktop.vault.inside import enter
from desktop.vault.keys import FLOOR, KdfCost, wipe
from desktop.vault.signing import Signer
from desktop.vault.slots import BookKey, Keys, new_user
from desktop.vault.users import Holder, holders_of

if TYPE_CHECKING:
    from collections.abc import Sequence

LEDGER_FILE = "ledger.db"
IDENTITY_FILE = "identity.db"
_FIRST_USER = 1
_FIRST_GENERATION = 1
_FIRST_REVISION = 1


@dataclass(frozen=True, slots=True)
class OpenVault:
    """An unlocked vault. `vault_id` is 32 hexadecimal digits; `user` a number; `repaired` tells of a mended header.

    `holders` are all who may open it, as the header said when it was opened, and `revision` how often it was written.
    `signer` signs what the user does; None for who opened it with the recovery papers, which hold no user's key.
    """

    folder: Path
    vault_id: str
    user: int
    keys: Keys
    repaired: bool = False
    holders: tuple[Holder, ...] = ()
    signer: Signer | None = None
    revision: int = _FIRST_REVISION

    def wipe(self) -> None:
        """Overwrite the books' keys and the signing key: nothing is opened or signed with them afterwards."""
        self.keys.wipe()
        if self.signer is not None:
            self.signer.wipe()

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
    private = crypto.new_private_key()
    vault_id = os.urandom(VAULT_ID_BYTES)
    signer = Signer(vault_id, _FIRST_USER, private)
    header = _first_header(vault_id, passphrase, cost, keys, private)
    data = encode(header)
    decode(data, floor=cost)  # what could not be read again must not be written
    atomic_write(folder / COPY, data)
    atomic_write(folder / HEADER, data)
    return OpenVault(folder, vault_id.hex(), _FIRST_USER, keys, holders=holders_of(header), signer=signer)


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
    header, number = inside.header, inside.found.user.number
    signer = Signer(header.vault_id, number, inside.found.private)
    wipe(inside.found.private)
    revision = header.revision
    with suppress(VaultError):  # a disk that refuses must not keep anybody from opening the vault
        revision += inside.settle(signer.public)
    holders = tuple(replace(each, signing=signer.public) if each.number == number else each
                    for each in holders_of(header))  # fmt: skip
    return OpenVault(folder, header.vault_id.hex(), number, inside.keys, inside.repaired, holders, signer, revision)


def _looks_like_one(folder: Path) -> bool:
    return any((folder / name).is_file() for name in (HEADER, COPY, LEDGER_FILE))


def _first_header(vault_id: bytes, passphrase: str, cost: KdfCost, keys: Keys, private: bytearray) -> Header:
    """Make the header of a new vault with one user, who holds both books' keys."""
    held = [
        BookKey(book, _FIRST_GENERATION, key)
        for book, key in ((LEDGER, keys.ledger), (IDENTITY, keys.identity))
        if key is not None
    ]
    user = new_user(vault_id, _FIRST_USER, passphrase, cost, held, private)
    return Header(vault_id, _FIRST_REVISION, (user,)).sealed_with(keys.ledger)
