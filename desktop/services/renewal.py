"""Taking access away for good: the user goes and the books get new keys, so what was copied before is all there is.

In this order: a backup that is proven; a header with both keys and without the user; the books, one after the other;
the record; the header without the older keys. Cut off anywhere, the next opening finds by trying which key opens each
book, and goes on.
"""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING

from desktop.domain.errors import DiskFailed, DiskFull, VaultError, refuse
from desktop.domain.journal import Record
from desktop.domain.progress import NoProgress, Progress
from desktop.services.signatures import user_subject
from desktop.services.users import with_own_passphrase

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from desktop.services.office import Office
    from desktop.vault.renewal import Change
    from desktop.vault.slots import BookKey
    from desktop.vault.vault import OpenVault

SUBJECT = "keys"
RENEWED = "keys.renewed"


def remove_user(office: Office, own_passphrase: str, number: int, progress: Progress | None = None) -> None:
    """Take away a user's way into the vault, and give the books that the user opened new keys.

    Who copied the vault before, or holds a backup made before, can still open that. Until the backup is made `progress`
    may stop it; from then on it is only told.

    Args:
        office: The open office.
        own_passphrase: Of who works now; nobody else's is needed.
        number: Who goes.
        progress: Hears how far it is.

    Raises:
        Refused: It is oneself or the last who reads names; the user reads names and oneself does not;
            `own_passphrase` is not the right one; or "keys.unfinished": the user is gone, the keys follow later.
        NotFound: No such user may open the vault.
        VaultError, Stopped: The disk or the memory refused, or it was stopped; everything is as it was.
    """
    from desktop.vault.renewal import Change  # noqa: PLC0415 - late: cryptography, which the first window awaits not

    _take_away(office, own_passphrase, Change(number), progress)


def close_names(office: Office, own_passphrase: str, number: int, progress: Progress | None = None) -> None:
    """Take the book of names away from a user, who works with codes alone from now on; the book gets a new key.

    Raises as `remove_user`.
    """
    from desktop.vault.renewal import Change  # noqa: PLC0415 - late: as above

    _take_away(office, own_passphrase, Change(number, names_only=True), progress)


def open_names(office: Office, own_passphrase: str, number: int) -> None:
    """Open the book of names to a user, by who reads it.

    Raises:
        Refused: Oneself does not read names, or `own_passphrase` is not the right one.
        NotFound: No such user may open the vault.
        VaultError: The disk or the memory refused; everything is as it was.
    """
    from desktop.vault import renewal  # noqa: PLC0415 - late: as above

    office.need_role("user.names_opened")
    own_passphrase = office.own(own_passphrase)
    office.need_identity()
    with_own_passphrase(
        office,
        lambda: renewal.give_names(office.folder, own_passphrase, number, own_number=office.user, floor=office.floor),
    )
    with office.work() as work:
        work.commit(Record("user.names_opened", user_subject(number), {"number": number}))


def fit_keys(opened: OpenVault) -> None:
    """Choose by trying, for each book that two keys are named for, the one that opens it.

    Raises:
        VaultInUse, DamagedDatabase, EngineUnsafe, UnsafePlace, DiskFailed: A book cannot be tried.
    """
    from desktop.storage.renewing import opens_with  # noqa: PLC0415 - late: as above

    for book, pair in opened.keys.pairs.items():
        for each in pair:
            if opens_with(_path(opened, book), book, each.key):
                opened.keys.of(book)[:] = each.key
                break


def finish(office: Office) -> None:
    """Finish a change of keys that was cut off, as far as this user's keys reach.

    A disk that refuses keeps nobody out: both keys stay in the header, and the next opening tries again.
    """
    if office.keys is not None and office.keys.pairs and office.signer is not None:  # papers sign nothing
        with suppress(VaultError):
            _renew(office, [newest for _former, newest in office.keys.pairs.values()], NoProgress())


def _take_away(office: Office, own_passphrase: str, change: Change, progress: Progress | None) -> None:
    from desktop.services.backups import make_backup  # noqa: PLC0415 - late: it opens vaults, which finish this
    from desktop.vault import files, renewal  # noqa: PLC0415 - late: as above

    verb = "user.names_closed" if change.names_only else "user.removed"
    office.need_role(verb)
    own_passphrase = office.own(own_passphrase)
    own = {"own_number": office.user, "floor": office.floor}
    books = with_own_passphrase(office, lambda: renewal.check(office.folder, own_passphrase, change, **own))  # type: ignore[arg-type]
    if not books:
        return  # names that were closed already
    progress = progress or NoProgress()
    make_backup(office, progress=progress)
    files.free_space_guard(office.folder)
    fresh = renewal.begin(office.folder, own_passphrase, change, **own)  # type: ignore[arg-type]
    try:
        with office.work() as work:
            if not change.names_only:
                work.staff.remove(change.number, office.now())
            work.commit(Record(verb, user_subject(change.number), {"number": change.number}))
        _renew(office, fresh, progress)
    except (DiskFull, DiskFailed):
        raise refuse("keys.unfinished") from None
    finally:
        for each in fresh:
            each.key[:] = bytes(len(each.key))


def _renew(office: Office, fresh: Iterable[BookKey], progress: Progress) -> None:
    """Give the books their new keys, tell the journal once, and forget the older ones."""
    from desktop.vault import renewal  # noqa: PLC0415 - late: as above

    assert office.keys is not None, "an open office keeps them"  # noqa: S101
    generations = {each.book: each.generation for each in fresh}
    for each in fresh:
        held = office.keys.of(each.book)
        if held != each.key:
            office.store.renew_key(each.book, held, each.key, progress)
    if not generations:
        return
    with office.work() as work:
        if not any(link.record.facts == generations for link in work.journal.history(SUBJECT)):
            work.commit(Record(RENEWED, SUBJECT, generations))
    renewal.forget_former(office.folder, office.keys.ledger, generations, office.floor)
    office.keys.forget_pairs()


def _path(opened: OpenVault, book: str) -> Path:
    from desktop.vault.header import LEDGER  # noqa: PLC0415 - late: as above

    return opened.ledger_path if book == LEDGER else opened.identity_path
