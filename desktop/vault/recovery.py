"""The recovery key: a key pair of its own in the header, to which both books' keys are sealed, as to a user.

Its private key is made of a random secret that is kept nowhere but on paper, in three parts. So the books' keys can
change without the paper, a new set takes the old one's place by being written over it, and two parts open everything.
"""

from __future__ import annotations

import hmac
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from desktop.domain.errors import DamagedHeader, NotFound, refuse
from desktop.vault import keys as crypto
from desktop.vault.copies import newest, read_copies, repair, write_copies
from desktop.vault.files import check_place
from desktop.vault.header import RECOVERY_NUMBER, Recovery, User
from desktop.vault.inside import enter, prove
from desktop.vault.keys import FLOOR, KdfCost, wipe
from desktop.vault.parts import (
    MOST_SETS,
    NUMBERS,
    SECRET_BYTES,
    SHORT_ID_BYTES,
    Part,
    join,
    read_part,
    split,
    write_part,
)
from desktop.vault.slots import book_keys, every_key, new_user, new_wraps
from desktop.vault.users import holders_of, reads_names, refuse_taken
from desktop.vault.vault import OpenVault

if TYPE_CHECKING:
    from desktop.vault.header import Header
    from desktop.vault.slots import Keys


@dataclass(frozen=True, slots=True, repr=False)
class Parts:
    """A new set: its number and its three parts as they are printed. They exist nowhere else."""

    set_number: int
    texts: tuple[str, ...]


def set_number(folder: Path, floor: KdfCost = FLOOR) -> int | None:
    """Say which set of parts opens the vault, as the header says without being opened; None when there is none.

    Raises:
        DamagedHeader, NewerSchema, UnsafePlace, DiskFailed: It cannot be read.
    """
    recovery = newest(read_copies(Path(folder), floor))[0][1].recovery
    return None if recovery is None else recovery.set_number


def make_parts(folder: Path, passphrase: str, *, number: int | None = None, floor: KdfCost = FLOOR) -> Parts:
    """Make a recovery key for both books in three parts; the parts made before open this vault no more.

    Args:
        folder: The vault's.
        passphrase: Of somebody who may open both books.
        number: Whose passphrase it must be; anybody's when None.
        floor: The least cost of guessing that is accepted.

    Raises:
        WrongPassphrase: `passphrase` does not open the vault.
        Refused: The user may not open the book of names.
        VaultInUse, DiskFull, DiskFailed, NotEnoughMemory: It could not be done; the parts made before open it still.
    """
    folder = Path(folder)
    check_place(folder)
    inside = enter(folder, passphrase, number, floor)
    secret = crypto.new_secret(SECRET_BYTES)
    try:
        header, found = inside.header, inside.found
        if not reads_names(found.user):
            raise refuse("identity.needed")
        held = every_key(header, found.user, found.private)
        before = header.recovery.set_number if header.recovery is not None else 0
        fresh = before % MOST_SETS + 1
        private = crypto.recovery_private(secret, header.vault_id)
        public = crypto.public_key(private)
        wipe(private)
        recovery = Recovery(fresh, public, new_wraps(header.vault_id, RECOVERY_NUMBER, public, held))
        for each in held:
            wipe(each.key)
        short = header.vault_id[:SHORT_ID_BYTES]
        parts = tuple(Part(n, fresh, short, share) for n, share in zip(NUMBERS, split(secret), strict=True))
        texts = tuple(map(write_part, parts))
        inside.write(header.users, lambda read: _open(read, texts[0], texts[2])[1].wipe(), recovery)
    finally:
        wipe(secret)
        inside.wipe()
    return Parts(fresh, texts)


def check_parts(folder: Path, first: str, second: str, keys: Keys, *, floor: KdfCost = FLOOR) -> int:
    """Open the vault's keys with two parts and hold them against those that are in use; give the set's number.

    Args:
        folder: The vault's.
        first: A part, as it was typed.
        second: Another one.
        keys: What the books are open with now; the book of names may be closed.
        floor: The least cost of guessing that is accepted.

    Raises:
        Refused: The parts do not open this vault: why, at "part_1" or "part_2".
        DamagedHeader: They open other keys than those in use.
    """
    _data, header, private, opened = _enter(Path(folder), first, second, floor)
    wipe(private)
    pairs = ((opened.ledger, keys.ledger), (opened.identity, keys.identity))
    same = all(one is None or two is None or hmac.compare_digest(one, two) for one, two in pairs)
    opened.wipe()
    if not same:
        raise DamagedHeader(reason="recovery")
    return recovery_of(header).set_number


def unlock_with_parts(
    folder: Path, first: str, second: str, number: int | None = None, *, floor: KdfCost = FLOOR
) -> OpenVault:
    """Open a vault's keys with two parts, both books; the user is `number`, or the first one when it is None.

    Raises:
        Refused: The parts do not open this vault: why, at "part_1" or "part_2".
        NotFound: There is no such user.
        DamagedHeader, NewerSchema, UnsafePlace, DiskFailed: The header cannot be used.
    """
    folder = Path(folder)
    check_place(folder)
    data, header, private, keys = _enter(folder, first, second, floor)
    wipe(private)
    try:
        user = header.users[0] if number is None else _user(header, number)
    except NotFound:
        keys.wipe()
        raise
    repaired = repair(folder, data, header, floor)
    holders = holders_of(header)
    return OpenVault(folder, header.vault_id.hex(), user.number, keys, repaired, holders, revision=header.revision)


def set_passphrase(folder: Path, first: str, second: str, number: int, new: str, *, floor: KdfCost = FLOOR) -> None:
    """Give a user who forgot it a new passphrase, by two parts. The user's old one opens the vault no more.

    The user gets a new key pair, since nobody can open the old one, and may open the same books as before.

    Raises:
        Refused: The parts do not open this vault, or another user has this passphrase.
        NotFound: There is no such user.
        VaultInUse, DiskFull, DiskFailed, NotEnoughMemory: It could not be done; everything is as it was.
    """
    folder = Path(folder)
    check_place(folder)
    data, header, private, keys = _enter(folder, first, second, floor)
    try:
        user = _user(header, number)
        others = tuple(each for each in header.users if each.number != number)
        refuse_taken(replace(header, users=others), new)
        held = every_key(header, _as_user(recovery_of(header)), private)
        books = {wrap.book for wrap in user.wraps}
        passed_on = [each for each in held if each.book in books]
        fresh = new_user(header.vault_id, number, new, user.slots[0].cost, passed_on)
        for each in held:
            wipe(each.key)
        users = tuple(fresh if each.number == number else each for each in header.users)
        changed = replace(header, revision=header.revision + 1, users=users).sealed_with(keys.ledger)
        write_copies(folder, data, changed, lambda read: prove(read, new, number), floor)
    finally:
        wipe(private)
        keys.wipe()


def recovery_of(header: Header) -> Recovery:
    """Give the header's recovery key.

    Raises:
        Refused: There is none.
    """
    if header.recovery is None:
        raise refuse("recovery.none")
    return header.recovery


def _enter(folder: Path, first: str, second: str, floor: KdfCost) -> tuple[bytes, Header, bytearray, Keys]:
    """Open the header with two parts, by the copy that is as it was written. The caller wipes the keys."""
    failure = DamagedHeader(reason="missing")
    for data, header in newest(read_copies(folder, floor)):
        try:
            return data, header, *_open(header, first, second)
        except DamagedHeader as error:
            failure = error
    raise failure


def _open(header: Header, first: str, second: str) -> tuple[bytearray, Keys]:
    """Open the private recovery key and the books' keys with two parts. The caller wipes both.

    Raises:
        Refused: Why the parts do not open this vault.
        DamagedHeader: The header was altered.
    """
    recovery = recovery_of(header)
    one, two = read_part(first, "part_1"), read_part(second, "part_2")
    for part, at in ((one, "part_1"), (two, "part_2")):
        if part.vault != header.vault_id[:SHORT_ID_BYTES]:
            raise refuse("recovery.other_vault", at=at, vault=part.vault.hex(), here=header.vault_id.hex()[:8])
        if part.set_number != recovery.set_number:
            raise refuse("recovery.other_set", at=at, found=part.set_number, here=recovery.set_number)
    if one.number == two.number:
        raise refuse("recovery.same_part", at="part_2", number=two.number)
    secret = join(one, two)
    private = crypto.recovery_private(secret, header.vault_id)
    wipe(secret)
    if crypto.public_key(private) != recovery.public:
        wipe(private)
        raise refuse("recovery.no_pair", at="part_2")
    try:
        return private, book_keys(header, _as_user(recovery), private)
    except BaseException:
        wipe(private)
        raise


def _as_user(recovery: Recovery) -> User:
    return User(RECOVERY_NUMBER, recovery.public, (), recovery.wraps)


def _user(header: Header, number: int) -> User:
    for user in header.users:
        if user.number == number:
            return user
    raise NotFound(subject=number)
