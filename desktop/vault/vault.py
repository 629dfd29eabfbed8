"""A vault is a folder: two copies of the header and two books. Makes one, and opens one with a passphrase."""

from __future__ import annotations

import os
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from desktop.domain.errors import (
    DamagedHeader,
    DiskFailed,
    NotAVault,
    VaultError,
    VaultExists,
    WrongPassphrase,
)
from desktop.vault import keys as crypto
from desktop.vault.files import atomic_write, check_place, private_folder, read_bounded
from desktop.vault.header import (
    MOST_BYTES,
    PASSPHRASE,
    VAULT_ID_BYTES,
    Header,
    Slot,
    User,
    Wrap,
    decode,
    encode,
    slot_belongs_to,
    wrap_belongs_to,
)
from desktop.vault.keys import FLOOR, CannotOpen, KdfCost, wipe
from desktop.vault.process import keep_in_memory

HEADER = "header"
COPY = "header.copy"
LEDGER_FILE = "ledger.db"
IDENTITY_FILE = "identity.db"
_FIRST_USER = 1
_FIRST_GENERATION = 1


@dataclass(slots=True, repr=False)
class Keys:
    """The books' keys, while the vault is open. `identity` is None for a user who may not read names."""

    ledger: bytearray
    identity: bytearray | None

    def __post_init__(self) -> None:
        """Keep the keys out of the swap where the system allows it."""
        for key in (self.ledger, self.identity):
            if key is not None:
                keep_in_memory(key)

    def wipe(self) -> None:
        """Overwrite the keys: nothing opens with them afterwards."""
        for key in (self.ledger, self.identity):
            if key is not None:
                wipe(key)


@dataclass(frozen=True, slots=True)
class OpenVault:
    """An unlocked vault. `vault_id` is 32 hexadecimal digits; `user` a number; `repaired` tells of a mended header."""

    folder: Path
    vault_id: str
    user: int
    keys: Keys
    repaired: bool = False

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
    return OpenVault(folder, header.vault_id.hex(), _FIRST_USER, keys)


def unlock(folder: Path, passphrase: str, *, floor: KdfCost = FLOOR) -> OpenVault:
    """Open a vault's keys with a passphrase; a damaged copy of the header is mended from the whole one.

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
    found = _read_copies(folder, floor)
    failure: VaultError = DamagedHeader(reason="missing")
    for data, header in _newest(found):
        try:
            user, keys = _open(header, passphrase)
        except (WrongPassphrase, DamagedHeader) as error:
            failure = error
            continue
        return OpenVault(folder, header.vault_id.hex(), user, keys, repaired=_repair(folder, data))
    raise failure


def _looks_like_one(folder: Path) -> bool:
    return any((folder / name).is_file() for name in (HEADER, COPY, LEDGER_FILE))


def _first_header(passphrase: str, cost: KdfCost, keys: Keys) -> Header:
    """Make the header of a new vault with one user, who holds both books' keys."""
    vault_id, salt = os.urandom(VAULT_ID_BYTES), os.urandom(crypto.SALT_BYTES)
    private = crypto.new_private_key()
    opener = crypto.derive(passphrase, salt, cost)
    try:
        public = crypto.public_key(private)
        about = slot_belongs_to(vault_id, _FIRST_USER, public, PASSPHRASE, salt, cost)
        slot = Slot(PASSPHRASE, salt, cost, crypto.seal(opener, private, about))
    finally:
        wipe(opener)
        wipe(private)
    held = {"ledger": keys.ledger, "identity": keys.identity}
    wraps = tuple(
        Wrap(book, _FIRST_GENERATION, crypto.seal_to(public, key, _about(vault_id, book)))
        for book, key in held.items()
        if key is not None
    )
    return Header(vault_id, 1, (User(_FIRST_USER, public, (slot,), wraps),)).sealed_with(keys.ledger)


def _about(vault_id: bytes, book: str) -> bytes:
    return wrap_belongs_to(vault_id, _FIRST_USER, book, _FIRST_GENERATION)


def _read_copies(folder: Path, floor: KdfCost) -> list[tuple[bytes, Header]]:
    """Read the whole copies of the header, the first one first."""
    found: list[tuple[bytes, Header]] = []
    failure: VaultError = DamagedHeader(reason="missing")
    for name in (HEADER, COPY):
        try:
            data = read_bounded(folder / name, MOST_BYTES)
            if data is not None:
                found.append((data, decode(data, floor)))
        except DamagedHeader as error:
            failure = error
    if not found:
        raise failure
    if len({header.vault_id for _data, header in found}) > 1:
        # To mend one from the other could destroy the right one.
        raise DamagedHeader(reason="mixed")
    return found


def _newest(found: list[tuple[bytes, Header]]) -> list[tuple[bytes, Header]]:
    """The copies to try: those of the last writing, each once. An older one may name a passphrase since taken away."""
    last = max(header.revision for _data, header in found)
    return list({data: (data, header) for data, header in found if header.revision == last}.values())


def _open(header: Header, passphrase: str) -> tuple[int, Keys]:
    """Try the passphrase on each slot.

    Raises:
        WrongPassphrase: None opens.
        DamagedHeader: One opens, but what it leads to was altered.
        NotEnoughMemory: A slot cannot be tried.
    """
    for user in header.users:
        for slot in user.slots:
            about = slot_belongs_to(header.vault_id, user.number, user.public, slot.kind, slot.salt, slot.cost)
            opener = crypto.derive(passphrase, slot.salt, slot.cost)
            try:
                private = crypto.unseal(opener, slot.sealed, about)
            except CannotOpen:
                continue
            finally:
                wipe(opener)
            try:
                return user.number, _book_keys(header, user, private)
            finally:
                wipe(private)
    raise WrongPassphrase


def _book_keys(header: Header, user: User, private: bytearray) -> Keys:
    """Open the newest key of each book that the user may read, and prove by it that the header is as it was written."""
    opened: dict[str, bytearray] = {}
    for wrap in sorted(user.wraps, key=lambda wrap: wrap.generation):
        about = wrap_belongs_to(header.vault_id, user.number, wrap.book, wrap.generation)
        try:
            opened[wrap.book] = crypto.unseal_from(private, wrap.box, about)
        except CannotOpen as error:
            raise DamagedHeader(reason="wrap") from error
    if "ledger" not in opened or not header.is_sealed_with(opened["ledger"]):
        raise DamagedHeader(reason="seal")
    return Keys(opened["ledger"], opened.get("identity"))


def _repair(folder: Path, data: bytes) -> bool:
    """Write the copy that opened over one that is damaged, missing or older; True when something was mended.

    A disk that refuses (a read-only medium) must not keep anybody from opening the vault.
    """
    repaired = False
    for name in (HEADER, COPY):
        with suppress(VaultError):
            if _held(folder / name) != data:
                atomic_write(folder / name, data)
                repaired = True
    return repaired


def _held(path: Path) -> bytes | None:
    """What a copy holds now; None when it cannot be a header."""
    try:
        return read_bounded(path, MOST_BYTES)
    except DamagedHeader:
        return None
