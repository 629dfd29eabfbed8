"""Users of the header: a key pair each, a passphrase that opens it, and the books' keys sealed to it."""

from __future__ import annotations

import os
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from desktop.domain.errors import DamagedHeader, KeyFileNeeded, WrongKeyFile, WrongPassphrase
from desktop.domain.key_files import key_file_of
from desktop.vault import keys as crypto
from desktop.vault.header import (
    IDENTITY,
    LEDGER,
    PASSPHRASE,
    WITH_FILE,
    Header,
    Slot,
    User,
    Wrap,
    slot_belongs_to,
    wrap_belongs_to,
)
from desktop.vault.keys import CannotOpen, KdfCost, wipe
from desktop.vault.process import keep_in_memory
from desktop.vault.signing import signing_key

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence


@dataclass(frozen=True, slots=True, repr=False)
class BookKey:
    """A key of a book, of one generation."""

    book: str
    generation: int
    key: bytearray


@dataclass(slots=True, repr=False)
class Keys:
    """The books' keys, while the vault is open. `identity` is None for a user who may not read names.

    `pairs` is empty but for a header that was left in the midst of a change of keys: then it holds, by the book, the
    older key and the newest, and trying tells which one opens the book.
    """

    ledger: bytearray
    identity: bytearray | None
    pairs: dict[str, tuple[BookKey, BookKey]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Keep the keys out of the swap where the system allows it."""
        for key in self._every():
            keep_in_memory(key)

    def of(self, book: str) -> bytearray:
        """Give the key that is in use for a book that is open."""
        key = self.ledger if book == LEDGER else self.identity
        assert key is not None, "asked for a book that is open"  # noqa: S101
        return key

    def forget_pairs(self) -> None:
        """Overwrite the pairs: each book opens with the key in use, and that is the newest one."""
        for pair in self.pairs.values():
            for each in pair:
                wipe(each.key)
        self.pairs = {}

    def wipe(self) -> None:
        """Overwrite the keys: nothing opens with them afterwards."""
        for key in self._every():
            wipe(key)

    def _every(self) -> list[bytearray]:
        pairs = [each.key for pair in self.pairs.values() for each in pair]
        return [key for key in (self.ledger, self.identity, *pairs) if key is not None]


@dataclass(frozen=True, slots=True, repr=False)
class Found:
    """Whose slot a passphrase opened, and the private key that was in it. Whoever asked wipes it."""

    user: User
    slot: Slot
    private: bytearray


def find(header: Header, passphrase: str, number: int | None = None, first: Sequence[int] = ()) -> Found:
    """Try the passphrase on each slot, or on those of one user alone. The caller wipes the private key.

    One after another: a derivation uses several cores by itself, and two at once would need twice the memory.

    Args:
        header: The vault's.
        passphrase: What was typed.
        number: Whose it must be; anybody's when None.
        first: Whose slots are tried first, in this order: a hint alone, which may be wrong.

    Raises:
        WrongPassphrase: None opens; `KeyFileNeeded` or `WrongKeyFile` where that may be why.
        NotEnoughMemory: A slot cannot be tried.
    """
    key_file = key_file_of(passphrase)
    wanted: set[str] = set()
    for user in sorted(header.users, key=lambda user: _place(first, user.number)):
        if number is not None and user.number != number:
            continue
        for slot in user.slots:
            wanted.add(slot.file)
            if slot.file and (key_file is None or key_file.fingerprint != slot.file):
                continue
            private = _try(header, user, slot, passphrase)
            if private is not None:
                return Found(user, slot, private)
    if key_file is not None and key_file.fingerprint not in wanted:
        raise WrongKeyFile(fingerprint=key_file.shown)
    if key_file is None and any(wanted):
        raise KeyFileNeeded
    raise WrongPassphrase


def _try(header: Header, user: User, slot: Slot, passphrase: str) -> bytearray | None:
    """Open a slot's private key, or give None: another passphrase."""
    about = slot_belongs_to(header.vault_id, user.number, user.public, slot.kind, slot.salt, slot.cost, slot.file)
    opener = _derive(passphrase, slot.salt, slot.cost, slot.file)
    try:
        return crypto.unseal(opener, slot.sealed, about)
    except CannotOpen:
        return None
    finally:
        wipe(opener)


def _derive(passphrase: str, salt: bytes, cost: KdfCost, file: str) -> bytearray:
    key_file = key_file_of(passphrase) if file else None
    return (
        crypto.derive(passphrase, salt, cost)
        if key_file is None
        else crypto.derive(passphrase, salt, cost, key_file.secret)
    )


def _place(first: Sequence[int], number: int) -> int:
    return first.index(number) if number in first else len(first)


def book_keys(header: Header, user: User, private: bytearray) -> Keys:
    """Open the newest key of each book that the user may read, and prove by it that the header is as it was written.

    Raises:
        DamagedHeader: A sealed key does not open, or the header was altered.
    """
    opened: dict[str, list[BookKey]] = {}
    for each in every_key(header, user, private):
        opened.setdefault(each.book, []).append(each)
    if LEDGER not in opened or not header.is_sealed_with(opened[LEDGER][-1].key):
        raise DamagedHeader(reason="seal")
    pairs = {book: (held[-2], held[-1]) for book, held in opened.items() if len(held) > 1}
    # A pair's keys are copied: which one is in use changes in place, what the pair holds does not.
    newest = {book: bytearray(held[-1].key) if book in pairs else held[-1].key for book, held in opened.items()}
    return Keys(newest[LEDGER], newest.get(IDENTITY), pairs)


def every_key(header: Header, user: User, private: bytearray) -> list[BookKey]:
    """Open all keys that are sealed to a user, older generations first. The caller wipes them.

    Raises:
        DamagedHeader: One does not open.
    """
    opened = []
    for wrap in sorted(user.wraps, key=lambda wrap: wrap.generation):
        about = wrap_belongs_to(header.vault_id, user.number, wrap.book, wrap.generation)
        try:
            opened.append(BookKey(wrap.book, wrap.generation, crypto.unseal_from(private, wrap.box, about)))
        except CannotOpen as error:
            raise DamagedHeader(reason="wrap") from error
    return opened


def new_user(
    vault_id: bytes,
    number: int,
    passphrase: str,
    cost: KdfCost,
    held: Iterable[BookKey],
    private: bytearray | None = None,
) -> User:
    """Make a user with a new key pair, to whom these books' keys are sealed. The private key is wiped, given or not."""
    private = private or crypto.new_private_key()
    try:
        public = crypto.public_key(private)
        slot = new_slot(vault_id, number, public, private, passphrase, cost)
        signing = signing_key(vault_id, private)
    finally:
        wipe(private)
    return User(number, public, (slot,), new_wraps(vault_id, number, public, held), signing)


def new_wraps(vault_id: bytes, number: int, public: bytes, held: Iterable[BookKey]) -> tuple[Wrap, ...]:
    """Seal books' keys to a public key."""
    return tuple(
        Wrap(
            each.book,
            each.generation,
            crypto.seal_to(public, each.key, wrap_belongs_to(vault_id, number, each.book, each.generation)),
        )
        for each in held
    )


def new_slot(vault_id: bytes, number: int, public: bytes, private: bytearray, passphrase: str, cost: KdfCost) -> Slot:
    """Seal a user's private key with a passphrase, and with the key file that came with it."""
    salt = os.urandom(crypto.SALT_BYTES)
    key_file = key_file_of(passphrase)
    kind, file = (PASSPHRASE, "") if key_file is None else (WITH_FILE, key_file.fingerprint)
    opener = _derive(passphrase, salt, cost, file)
    try:
        about = slot_belongs_to(vault_id, number, public, kind, salt, cost, file)
        return Slot(kind, salt, cost, crypto.seal(opener, private, about), file)
    finally:
        wipe(opener)
