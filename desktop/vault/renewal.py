"""New keys for the books when somebody may open them no more: the header names both until the books have changed.

First a header in which who goes is gone, and everybody else (the recovery key too) has both keys of each book that
changes. Then the books change, which is not this room's work. Then the older keys are taken out. Nobody's passphrase is
needed for it: keys are sealed to public ones.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from desktop.domain.errors import DamagedHeader, NotFound, refuse
from desktop.vault import keys as crypto
from desktop.vault.copies import newest, read_copies, write_copies
from desktop.vault.files import check_place
from desktop.vault.header import IDENTITY, LEDGER, RECOVERY_NUMBER
from desktop.vault.inside import enter, prove
from desktop.vault.keys import FLOOR, KdfCost, wipe
from desktop.vault.slots import BookKey, every_key, new_wraps
from desktop.vault.users import reads_names

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from desktop.vault.header import Header, User, Wrap
    from desktop.vault.inside import Inside


@dataclass(frozen=True, slots=True)
class Change:
    """Who loses what: a user altogether, or (`names_only`) the book of names alone."""

    number: int
    names_only: bool = False


def check(
    folder: Path, passphrase: str, change: Change, *, own_number: int | None = None, floor: KdfCost = FLOOR
) -> frozenset[str]:
    """Say which books would get new keys; raise what `begin` would refuse, and write nothing.

    What comes between the two (a backup) may take long.
    """
    folder = Path(folder)
    check_place(folder)
    inside = enter(folder, passphrase, own_number, floor)
    try:
        return _plan(inside, change)[1]
    finally:
        inside.wipe()


def begin(
    folder: Path, passphrase: str, change: Change, *, own_number: int | None = None, floor: KdfCost = FLOOR
) -> tuple[BookKey, ...]:
    """Write the header with new keys beside the old ones, and without who goes; give the new keys, to be wiped.

    Args:
        folder: The vault's.
        passphrase: Of somebody else who may open the books that change.
        change: Who loses what.
        own_number: Whose passphrase it must be; anybody's when None.
        floor: The least cost of guessing that is accepted.

    Raises:
        WrongPassphrase: `passphrase` does not open the vault.
        NotFound: There is no such user.
        Refused: It is oneself, or the last who reads names; the names' key changes and is not one's own; an earlier
            change of keys is not finished.
        VaultInUse, DiskFull, DiskFailed: It could not be done; everything is as it was.
    """
    folder = Path(folder)
    check_place(folder)
    inside = enter(folder, passphrase, own_number, floor)
    fresh: tuple[BookKey, ...] = ()
    try:
        users, books = _plan(inside, change)
        header, found = inside.header, inside.found
        held = every_key(header, found.user, found.private)
        fresh = tuple(BookKey(each.book, each.generation + 1, crypto.new_key()) for each in held if each.book in books)
        for each in held:
            wipe(each.key)
        changed = _changed(header, users, fresh)
        seal = next((each.key for each in fresh if each.book == LEDGER), inside.keys.ledger)
        write_copies(
            folder,
            inside.data,
            changed.sealed_with(seal),
            lambda read: prove(read, passphrase, found.user.number),
            floor,
        )
    except BaseException:
        for each in fresh:
            wipe(each.key)
        raise
    finally:
        inside.wipe()
    return fresh


def give_names(
    folder: Path, passphrase: str, number: int, *, own_number: int | None = None, floor: KdfCost = FLOOR
) -> None:
    """Seal the key of the book of names to a user who has none.

    Raises:
        WrongPassphrase, NotFound, Refused, VaultInUse, DiskFull, DiskFailed: As `begin` says; everything is as it was.
    """
    folder = Path(folder)
    check_place(folder)
    inside = enter(folder, passphrase, own_number, floor)
    try:
        header, found = inside.header, inside.found
        user = _user(header, number)
        if not reads_names(found.user):
            raise refuse("identity.needed")
        if reads_names(user):
            return
        held = every_key(header, found.user, found.private)
        names = [each for each in held if each.book == IDENTITY]
        wraps = (*user.wraps, *new_wraps(header.vault_id, number, user.public, names))
        for each in held:
            wipe(each.key)
        users = inside.with_user(replace(user, wraps=wraps))
        inside.write(users, lambda read: prove(read, passphrase, found.user.number))
    finally:
        inside.wipe()


def forget_former(folder: Path, ledger_key: bytearray, books: Collection[str], floor: KdfCost = FLOOR) -> None:
    """Take the older keys of these books out of the header: the books have changed.

    Args:
        folder: The vault's.
        ledger_key: The ledger's newest key, which seals the header.
        books: Which have changed.
        floor: The least cost of guessing that is accepted.

    Raises:
        DamagedHeader: The header was not sealed with this key.
        VaultInUse, DiskFull, DiskFailed: It could not be written; both keys stay in it.
    """
    folder = Path(folder)
    whole = [each for each in newest(read_copies(folder, floor)) if each[1].is_sealed_with(ledger_key)]
    if not whole:
        raise DamagedHeader(reason="seal")
    data, header = whole[0]
    users = tuple(replace(user, wraps=_newest_only(user.wraps, books)) for user in header.users)
    recovery = header.recovery
    if recovery is not None:
        recovery = replace(recovery, wraps=_newest_only(recovery.wraps, books))
    if (users, recovery) == (header.users, header.recovery):
        return
    changed = replace(header, revision=header.revision + 1, users=users, recovery=recovery).sealed_with(ledger_key)
    # The keys that stay stand there unchanged, so that it was read back whole is proof enough.
    write_copies(folder, data, changed, lambda _read: None, floor)


def _plan(inside: Inside, change: Change) -> tuple[tuple[User, ...], frozenset[str]]:
    """Give the users as they will be, without new keys, and the books whose keys change."""
    own, users = inside.found.user, inside.header.users
    user = _user(inside.header, change.number)
    if user.number == own.number:
        raise refuse("user.last" if len(users) == 1 else "user.oneself")
    if change.names_only:
        kept = tuple(wrap for wrap in user.wraps if wrap.book != IDENTITY)
        rest = inside.with_user(replace(user, wraps=kept))
        books = frozenset({IDENTITY} if reads_names(user) else ())
    else:
        rest = tuple(each for each in users if each.number != change.number)
        books = frozenset(wrap.book for wrap in user.wraps)
    if any(map(reads_names, users)) and not any(map(reads_names, rest)):
        raise refuse("user.last_with_names")
    if IDENTITY in books and not reads_names(own):
        raise refuse("keys.needs_names", number=change.number)
    if any(sum(wrap.book == book for wrap in own.wraps) > 1 for book in books):
        raise refuse("keys.unfinished_before")
    return rest, books


def _changed(header: Header, users: tuple[User, ...], fresh: Sequence[BookKey]) -> Header:
    """Make the header, a revision later, of these users, with new keys for all who open the books; unsealed."""
    recovery = header.recovery
    if recovery is not None:
        wraps = _with_new(header, RECOVERY_NUMBER, recovery.public, recovery.wraps, fresh)
        recovery = replace(recovery, wraps=wraps)
    users = tuple(replace(each, wraps=_with_new(header, each.number, each.public, each.wraps, fresh)) for each in users)
    return replace(header, revision=header.revision + 1, users=users, recovery=recovery)


def _with_new(
    header: Header, number: int, public: bytes, wraps: tuple[Wrap, ...], fresh: Sequence[BookKey]
) -> tuple[Wrap, ...]:
    """Give a receiver's sealed keys, with a new one for each book that the receiver opens."""
    held = {wrap.book for wrap in wraps}
    return (*wraps, *new_wraps(header.vault_id, number, public, [each for each in fresh if each.book in held]))


def _newest_only(wraps: tuple[Wrap, ...], books: Collection[str]) -> tuple[Wrap, ...]:
    last = {book: max((wrap.generation for wrap in wraps if wrap.book == book), default=0) for book in books}
    return tuple(wrap for wrap in wraps if wrap.generation >= last.get(wrap.book, 0))


def _user(header: Header, number: int) -> User:
    for user in header.users:
        if user.number == number:
            return user
    raise NotFound(subject=number)
