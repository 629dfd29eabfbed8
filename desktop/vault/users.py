"""Who may open the vault: a user is added, changes a passphrase, or is taken away, without a colleague's passphrase.

Each change is a new header with a higher revision, sealed with the ledger's key. Taking a user away does not change the
books' keys: whoever copied the vault before can still open that copy.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from desktop.domain.errors import DamagedHeader, NotFound, WrongPassphrase, refuse
from desktop.domain.key_files import key_file_of, with_key_file
from desktop.domain.staff import MOST_USERS
from desktop.vault.copies import newest, read_copies
from desktop.vault.files import check_place
from desktop.vault.header import IDENTITY
from desktop.vault.inside import Inside, enter, prove
from desktop.vault.keys import FLOOR, KdfCost, wipe
from desktop.vault.slots import every_key, find, new_slot, new_user

if TYPE_CHECKING:
    from desktop.domain.key_files import KeyFile
    from desktop.vault.header import Header, User


@dataclass(frozen=True, slots=True)
class Holder:
    """Somebody who may open the vault: a number, whether the book of names opens too, and the public signing key.

    Who has not opened an older vault yet has no signing key. `key_file` is the fingerprint of the one that is needed.
    """

    number: int
    reads_names: bool
    signing: bytes | None = None
    key_file: str = ""


def holders(folder: Path, floor: KdfCost = FLOOR) -> tuple[Holder, ...]:
    """Say who may open the vault, as the header says without being opened: to be shown, not to be relied on.

    Raises:
        DamagedHeader, NewerSchema, UnsafePlace, DiskFailed: It cannot be read.
    """
    return holders_of(newest(read_copies(Path(folder), floor))[0][1])


def holders_of(header: Header) -> tuple[Holder, ...]:
    """Say who may open the vault."""
    return tuple(Holder(user.number, reads_names(user), user.signing, user.slots[0].file) for user in header.users)


def revision(folder: Path, floor: KdfCost = FLOOR) -> int:
    """Say how often the header was written, as it says without being opened.

    Raises:
        DamagedHeader, NewerSchema, UnsafePlace, DiskFailed: It cannot be read.
    """
    return newest(read_copies(Path(folder), floor))[0][1].revision


def proven_holders(folder: Path, ledger_key: bytes | bytearray, floor: KdfCost = FLOOR) -> tuple[Holder, ...]:
    """Say who may open the vault, once the ledger's key has shown that the header is as it was written.

    Raises:
        DamagedHeader: It was altered.
        NewerSchema, UnsafePlace, DiskFailed: It cannot be read.
    """
    header = newest(read_copies(Path(folder), floor))[0][1]
    if not header.is_sealed_with(ledger_key):
        raise DamagedHeader(reason="seal")
    return holders_of(header)


def add_user(
    folder: Path,
    passphrase: str,
    new_passphrase: str,
    *,
    with_identity: bool = True,
    number: int | None = None,
    highest: int = 0,
    floor: KdfCost = FLOOR,
) -> int:
    """Let one more user open the vault; give the new number.

    Args:
        folder: The vault's.
        passphrase: Of somebody who may open it.
        new_passphrase: The new user's. Its guessing will cost what the other's costs.
        with_identity: Whether the new user gets the key to the book of names, if the other one holds it.
        number: Whose passphrase it must be; anybody's when None.
        highest: The highest number ever given here, as the books know it: a number is never given again.
        floor: The least cost of guessing that is accepted.

    Raises:
        WrongPassphrase: `passphrase` does not open the vault.
        Refused: There are too many users, or somebody has the new passphrase already.
        VaultInUse, DiskFull, DiskFailed, NotEnoughMemory: It could not be done; everything is as it was.
    """
    inside = _enter(folder, passphrase, number, floor)
    try:
        header, found = inside.header, inside.found
        if len(header.users) >= MOST_USERS:
            raise refuse("user.too_many", most=MOST_USERS)
        refuse_taken(header, new_passphrase)
        given = max(highest, *(user.number for user in header.users)) + 1
        held = every_key(header, found.user, found.private)
        passed_on = [each for each in held if with_identity or each.book != IDENTITY]
        user = new_user(header.vault_id, given, new_passphrase, found.slot.cost, passed_on)
        for each in held:
            wipe(each.key)
        inside.write((*header.users, user), lambda read: prove(read, new_passphrase, given))
    finally:
        inside.wipe()
    return given


def change_passphrase(folder: Path, old: str, new: str, *, number: int | None = None, floor: KdfCost = FLOOR) -> None:
    """Let a user open the vault with another passphrase. The old one opens until the new one has opened once.

    Args:
        folder: The vault's.
        old: The user's passphrase.
        new: The one to come. Its guessing will cost what the old one's costs.
        number: Whose passphrase `old` must be; anybody's when None.
        floor: The least cost of guessing that is accepted.

    Raises:
        WrongPassphrase: `old` does not open the vault.
        Refused: `new` opens it already.
        VaultInUse, DiskFull, DiskFailed, NotEnoughMemory: It could not be done; the old one opens still.
    """
    inside = _enter(folder, old, number, floor)
    try:
        # A key file that the old slot needed is needed by the new one too.
        new = with_key_file(new, key_file_of(old) if inside.found.slot.file else None)
        refuse_taken(inside.header, new)
        user = _change_slot(inside, new)
    finally:
        inside.wipe()
    _keep_newest(folder, new, user, floor)


def change_key_file(
    folder: Path, passphrase: str, key_file: KeyFile | None, *, number: int, floor: KdfCost = FLOOR
) -> None:
    """Let a user's passphrase need a key file from now on, or none. The way of before opens until the new one has.

    Args:
        folder: The vault's.
        passphrase: The user's, with the key file that it needs now, if it needs one.
        key_file: The one that it shall need, or None.
        number: Whose passphrase it must be.
        floor: The least cost of guessing that is accepted.

    Raises:
        WrongPassphrase: `passphrase` does not open the vault.
        VaultInUse, DiskFull, DiskFailed, NotEnoughMemory: It could not be done; everything is as it was.
    """
    new = with_key_file(passphrase, key_file)
    inside = _enter(folder, passphrase, number, floor)
    try:
        _change_slot(inside, new)
    finally:
        inside.wipe()
    _keep_newest(folder, new, number, floor)


def check_passphrase_of(folder: Path, passphrase: str, number: int, floor: KdfCost = FLOOR) -> None:
    """Open the header as a user, and close it again; raises WrongPassphrase where that is not the user's passphrase."""
    _enter(folder, passphrase, number, floor).wipe()


def _change_slot(inside: Inside, new: str) -> int:
    """Write a new slot before the one that opened; give whose it is."""
    found, user = inside.found, inside.found.user
    slot = new_slot(inside.header.vault_id, user.number, user.public, found.private, new, found.slot.cost)
    both = replace(user, slots=(slot, found.slot))  # the newer one first: it is tried first
    inside.write(inside.with_user(both), lambda read: prove(read, new, user.number))
    return user.number


def _keep_newest(folder: Path, new: str, number: int, floor: KdfCost) -> None:
    inside = _enter(folder, new, number, floor)
    try:
        inside.keep_one_slot()
    finally:
        inside.wipe()


def remove_user(
    folder: Path, passphrase: str, number: int, *, own_number: int | None = None, floor: KdfCost = FLOOR
) -> None:
    """Take away a user's slots and sealed keys. The books' keys stay: a copy made before opens still.

    Args:
        folder: The vault's.
        passphrase: Of somebody else who may open it.
        number: Who is taken away.
        own_number: Whose passphrase it must be; anybody's when None.
        floor: The least cost of guessing that is accepted.

    Raises:
        WrongPassphrase: `passphrase` does not open the vault.
        NotFound: There is no such user.
        Refused: It is oneself, or the last who can open the book of names.
        VaultInUse, DiskFull, DiskFailed, NotEnoughMemory: It could not be done; everything is as it was.
    """
    inside = _enter(folder, passphrase, own_number, floor)
    try:
        own, users = inside.found.user.number, inside.header.users
        if number == own:
            raise refuse("user.last" if len(users) == 1 else "user.oneself")
        rest = tuple(user for user in users if user.number != number)
        if len(rest) == len(users):
            raise NotFound(subject=number)
        if any(map(reads_names, users)) and not any(map(reads_names, rest)):
            raise refuse("user.last_with_names")
        inside.write(rest, lambda read: prove(read, passphrase, own))
    finally:
        inside.wipe()


def reads_names(user: User) -> bool:
    """Whether a user holds the key to the book of names."""
    return any(wrap.book == IDENTITY for wrap in user.wraps)


def _enter(folder: Path, passphrase: str, number: int | None, floor: KdfCost) -> Inside:
    folder = Path(folder)
    check_place(folder)
    return enter(folder, passphrase, number, floor)


def refuse_taken(header: Header, passphrase: str) -> None:
    """Refuse a passphrase that somebody has: nobody could tell who opened the vault."""
    try:
        wipe(find(header, passphrase).private)
    except WrongPassphrase:
        return
    raise refuse("passphrase.taken", at="passphrase")
