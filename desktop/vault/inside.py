"""Inside the header: opened with a passphrase, proven to be as it was written, and changed."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from desktop.domain.errors import DamagedHeader, VaultError, WrongPassphrase
from desktop.vault.copies import newest, read_copies, repair, write_copies
from desktop.vault.keys import wipe
from desktop.vault.signing import signing_key
from desktop.vault.slots import book_keys, find

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from desktop.vault.header import Header, Recovery, User
    from desktop.vault.keys import KdfCost
    from desktop.vault.slots import Found, Keys


@dataclass(frozen=True, slots=True, repr=False)
class Inside:
    """A header that a passphrase opened. `data` are its bytes; `repaired` tells of a mended copy. To be wiped."""

    folder: Path
    data: bytes
    header: Header
    found: Found
    keys: Keys
    floor: KdfCost
    repaired: bool

    def write(self, users: tuple[User, ...], proof: Callable[[Header], None], recovery: Recovery | None = None) -> None:
        """Write the header with other users or another recovery key, a revision later, sealed with the ledger's key.

        Raises:
            VaultInUse, DiskFull, DiskFailed, DamagedHeader: As `write_copies` says.
        """
        kept = recovery or self.header.recovery
        changed = replace(self.header, revision=self.header.revision + 1, users=users, recovery=kept)
        changed = changed.sealed_with(self.keys.ledger)
        write_copies(self.folder, self.data, changed, proof, self.floor)

    def keep_one_slot(self) -> None:
        """Take the user's other slots away: the newest passphrase has opened."""
        self._change_own(replace(self.found.user, slots=(self.found.slot,)))

    def settle(self, signing: bytes) -> bool:
        """Write what an opening leaves to be done; False when it is nothing.

        Of a changed passphrase the older one goes, since the newer has opened; and an older header learns by which key
        its user signs.
        """
        user, newest = self.found.user, self.found.slot is self.found.user.slots[0]
        changed = replace(user, slots=(self.found.slot,) if newest else user.slots, signing=signing)
        if changed == user:
            return False
        self._change_own(changed)
        return True

    def _change_own(self, changed: User) -> None:
        # The slot stands there unchanged, so that it was read back whole is proof enough.
        self.write(self.with_user(changed), lambda _read: None)

    def with_user(self, changed: User) -> tuple[User, ...]:
        """Give all users, one of them changed."""
        return tuple(changed if user.number == changed.number else user for user in self.header.users)

    def wipe(self) -> None:
        """Overwrite the private key and the books' keys."""
        wipe(self.found.private)
        self.keys.wipe()


def enter(folder: Path, passphrase: str, number: int | None, floor: KdfCost, first: Sequence[int] = ()) -> Inside:
    """Open the header with a passphrase, of one user alone if `number` says so; mend a damaged copy.

    Those whom `first` names are tried first.

    Raises:
        WrongPassphrase: The header is whole, and no slot opens.
        DamagedHeader: Neither copy can be used, or they are of two vaults.
        NewerSchema, NotEnoughMemory, UnsafePlace, DiskFailed: As the name says; the passphrase was not tried.
    """
    failure: VaultError = DamagedHeader(reason="missing")
    for data, header in newest(read_copies(folder, floor)):
        try:
            found = find(header, passphrase, number, first)
            keys = _proven_keys(header, found)
        except (WrongPassphrase, DamagedHeader) as error:
            failure = error
            continue
        return Inside(folder, data, header, found, keys, floor, repair(folder, data, header, floor))
    raise failure


def prove(header: Header, passphrase: str, number: int) -> None:
    """Open a header that was read back, as its user will.

    Raises:
        WrongPassphrase, DamagedHeader: It does not open.
    """
    found = find(header, passphrase, number)
    _proven_keys(header, found).wipe()
    wipe(found.private)


def _proven_keys(header: Header, found: Found) -> Keys:
    try:
        keys = book_keys(header, found.user, found.private)
        if found.user.signing not in (None, signing_key(header.vault_id, found.private)):
            keys.wipe()
            raise DamagedHeader(reason="signing")  # somebody with the ledger's key put another key in this user's place
    except BaseException:
        wipe(found.private)
        raise
    return keys
