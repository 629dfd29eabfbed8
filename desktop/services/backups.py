"""Backups: made and proven, listed, thinned out; restored into a new folder, or only rehearsed.

One file holds the header and both books as they are encrypted. It is called done when its copies were opened with their
keys, every page authenticated, all rows and sums compared, and the file itself read back.
"""

from __future__ import annotations

import secrets
import shutil
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from datetime import datetime
from typing import TYPE_CHECKING

from desktop.domain.backups import (
    COPIED,
    INSIDE_EVERY,
    LONGEST,
    OUTSIDE_EVERY,
    RECENT,
    SUBJECT,
    BackupFile,
    BackupState,
    Holds,
    is_due,
    kept_ones,
)
from desktop.domain.clock import Clock, SystemClock
from desktop.domain.errors import BackupDamaged, CannotWrite, VaultError, VaultExists
from desktop.domain.journal import Record
from desktop.domain.listing import ListKind, Query
from desktop.domain.progress import NoProgress, Progress
from desktop.services import marks, vaults
from desktop.services.attempts import counted
from desktop.services.later_erasures import missing_erasures, repeat_erasures, sources_of
from desktop.services.verification import verify

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from desktop.domain.recovery import TwoParts
    from desktop.services.office import Office
    from desktop.storage.store import Store
    from desktop.storage.work import Work
    from desktop.vault.container import About
    from desktop.vault.keys import KdfCost
    from desktop.vault.slots import Keys
    from desktop.vault.vault import OpenVault

FOLDER = "backups"
SUFFIX = ".backup"
_BUILDING, _REHEARSAL = ".backup-", ".rehearsal-"


@dataclass(frozen=True, slots=True)
class Backup:
    """A backup that was made: its file, when (UTC), its size in bytes, and how many records of the journal it holds.

    `carried` says that the book of names went along as it is: who made the backup holds no key to it, so that book is
    not proven.
    """

    path: Path
    made_at: datetime
    size: int
    records: int
    carried: bool = False


def make_backup(office: Office, folder: Path | None = None, progress: Progress | None = None) -> Backup:
    """Make a backup and prove it.

    Args:
        office: The open office.
        folder: Where else than beside the vault: a folder on another disk. That is told to the journal.
        progress: Hears how far it is.

    Raises:
        CannotWrite: There is no such folder.
        DamagedDatabase: The vault, or the copy, is not as it was written; there is no file.
        Refused: The book of names was left half written, and cannot be mended without its key; there is no file.
        DiskFull, DiskFailed, Stopped: There is no file. WriteProtected: the vault was opened to be read only.
    """
    office.need_writing()
    from desktop.vault import files  # noqa: PLC0415 - late: a vault's libraries load when one is opened

    inside = office.folder / FOLDER
    target = inside if folder is None else folder
    if folder is None:
        files.private_folder(inside)
    elif not folder.is_dir():
        raise CannotWrite(reason="no_folder")
    elif folder.resolve() in (office.folder.resolve(), inside.resolve()):
        raise CannotWrite(reason="vault")
    made = _make(
        office.store, office.vault_id, office.keys, office.folder, office.floor, target, office.now(), progress
    )
    if folder is None:
        thin_out(office, made.path)
    else:
        with office.work() as work:
            facts = {"made_at": made.made_at.isoformat(), "records": made.records, "size": made.size}
            work.commit(Record(COPIED, SUBJECT, facts))
    return made


def _make(
    store: Store,
    vault_id: str,
    keys: Keys | None,
    vault: Path,
    floor: KdfCost,
    target: Path,
    moment: datetime,
    progress: Progress | None,
) -> Backup:
    # Late: see make_backup.
    from desktop.storage.carrying import carry_book  # noqa: PLC0415
    from desktop.vault import container, copies, files  # noqa: PLC0415
    from desktop.vault.vault import IDENTITY_FILE, LEDGER_FILE  # noqa: PLC0415

    if keys is None:
        raise VaultError
    progress = progress or NoProgress()
    sweep(vault)
    held = sum(path.stat().st_size for path in vault.glob("*.db"))
    files.free_space_guard(vault, 2 * held + files.RESERVE)
    files.free_space_guard(target, held + files.RESERVE)
    with _folder(vault / f"{_BUILDING}{secrets.token_hex(6)}") as building:
        sums = store.snapshot(keys, building, progress)
        identity = building / IDENTITY_FILE
        carried = not identity.exists() and (vault / IDENTITY_FILE).is_file()
        if carried:  # its key is not this user's: it goes along as it is
            carry_book(vault / IDENTITY_FILE, vault / LEDGER_FILE, identity)
        books = {name: building / name for name in (LEDGER_FILE, IDENTITY_FILE) if (building / name).exists()}
        header = copies.newest(copies.read_copies(vault, floor))[0][0]
        path = _free_name(target, moment)
        about = container.write_container(path, header, books, vault_id, moment, keys.ledger, progress)
    return Backup(path, about.made_at, path.stat().st_size, sums.records, carried)


def list_backups(office: Office) -> tuple[BackupFile, ...]:
    """Give the backups beside the vault, the newest first; files that are none of ours are left out."""
    return tuple(each for _path, each in _listed(office))


def backup_path(office: Office, name: str) -> Path:
    """Tell where a listed backup lies."""
    return office.folder / FOLDER / name


def state_of_backups(office: Office) -> BackupState:
    """Tell what the office has of backups, and whether one is due."""
    with office.work() as work:
        return state_within(work, office)


def state_within(work: Work, office: Office) -> BackupState:
    """Tell the same within a unit of work that reads other things too."""
    listed, now = _listed(office), office.now()
    inside = next((each.made_at for _path, each in listed if each.sealed), None)
    last = work.journal.last_but(COPIED)
    copied = work.journal.history(SUBJECT)
    outside = max((datetime.fromisoformat(str(link.record.facts["made_at"])) for link in copied), default=None)
    event = last.at if last is not None else None
    return BackupState(
        inside,
        outside,
        is_due(inside, event, now, INSIDE_EVERY),
        is_due(outside, event, now, OUTSIDE_EVERY),
    )


def thin_out(office: Office, proven: Path | None = None) -> int:
    """Delete the backups beside the vault that no generation keeps; gives how many.

    Only those that bear the seal of the ledger's key count: a file that somebody put there, or one whose plain part is
    damaged, takes no good one's place. The newest is read whole before any is deleted for it; `proven` was just read.
    What bears another seal (of the keys before they were changed) is kept for as long as any generation is.
    """
    listed = _listed(office)
    sealed = [pair for pair in listed if pair[1].sealed]
    while sealed and sealed[0][0] != proven and not _is_whole(sealed[0][0]):
        sealed.pop(0)  # it stays where it is: whoever looks at it shall see that it is broken
    kept = kept_ones(each.made_at for _path, each in sealed)
    gone = [path for path, each in sealed if each.made_at not in kept]
    if len(sealed) >= RECENT:
        gone += [path for path, each in listed if not each.sealed and office.now() - each.made_at > LONGEST]
    for path in gone:
        with suppress(OSError):  # it is tried again with the next backup
            path.unlink()
    return len(gone)


def restore_backup(
    path: Path,
    opener: str | TwoParts,
    folder: Path,
    progress: Progress | None = None,
    *,
    clock: Clock | None = None,
    floor: KdfCost | None = None,
    newer: Path | None = None,
) -> Holds:
    """Make a vault out of a backup, in a new folder: all of it or nothing; tell what it holds.

    Args:
        path: The backup.
        opener: A passphrase that opened the vault when the backup was made, or two recovery papers of that day.
        folder: A new or empty folder; its parents are made.
        progress: Hears how far it is.
        clock: What tells the time; the system's when None.
        floor: The least cost of guessing that the header may ask for; the program's own when None.
        newer: A newer vault or backup of the same office, whose erasures are repeated; what lies beside the backup
            is looked at by itself.

    Raises:
        NotABackup, BackupDamaged: The file is none, or not as it was written.
        WrongPassphrase, Refused, NewerSchema, NotEnoughMemory: It cannot be opened.
        VaultExists, UnsafePlace, DiskFull, DiskFailed: The place or the disk refused.
        Stopped: The user stopped it.
    """
    from desktop.vault import container, files, keys, leftovers  # noqa: PLC0415 - late: see make_backup

    folder = folder.absolute()
    files.check_place(folder)
    if folder.exists() and not (folder.is_dir() and not any(folder.iterdir())):
        raise VaultExists
    vaults.make_parents(folder.parent)
    leftovers.sweep_unfinished(folder)
    with _folder(folder.with_name(f".{folder.name}.{secrets.token_hex(6)}.new")) as building:
        holds = _unpacked(path, opener, building, progress, clock, floor, sources_of(path.absolute(), newer))
        vaults.put_in_place(building, folder)
    marks.was_restored(container.read_about(path).vault_id, folder, holds, floor or keys.FLOOR)
    return holds


def rehearse(office: Office, path: Path, passphrase: str, progress: Progress | None = None) -> Holds:
    """Restore a backup as one would, tell what it holds, and throw it away again; raises as `restore_backup`."""
    sweep(office.folder)
    passphrase = office.own(passphrase)
    with counted(office.folder), _folder(office.folder / f"{_REHEARSAL}{secrets.token_hex(6)}") as building:
        return _unpacked(path, passphrase, building, progress, office.clock, office.floor)


def back_up_old_schema(opened: OpenVault, clock: Clock, floor: KdfCost, store: Store) -> None:
    """Make a backup of a vault whose schema is about to be changed; what it raises keeps the vault as it was."""
    from desktop.vault import files  # noqa: PLC0415 - late: see make_backup

    target = opened.folder / FOLDER
    files.private_folder(target)
    _make(store, opened.vault_id, opened.keys, opened.folder, floor, target, clock.now(), None)


def sweep(vault: Path) -> None:
    """Delete what a killed backup or rehearsal left in a vault's folder: whoever has the vault open works alone."""
    for pattern in (f"{_BUILDING}*", f"{_REHEARSAL}*"):
        for left in vault.glob(pattern):
            shutil.rmtree(left, ignore_errors=True)
    for left in (vault / FOLDER).glob(".*.new"):
        with suppress(OSError):
            left.unlink()


def _unpacked(
    path: Path,
    opener: str | TwoParts,
    building: Path,
    progress: Progress | None,
    clock: Clock | None,
    floor: KdfCost | None,
    sources: tuple[Path, ...] = (),
) -> Holds:
    """Unpack into a folder, open it with a passphrase or two papers, verify all of it, and close it again."""
    # Late: see make_backup.
    from desktop.services.renewal import fit_keys  # noqa: PLC0415
    from desktop.storage.store import open_store  # noqa: PLC0415
    from desktop.vault import container, keys, recovery, vault  # noqa: PLC0415

    progress, clock, floor = progress or NoProgress(), clock or SystemClock(), floor or keys.FLOOR
    about = container.unpack(path, building, progress)
    if isinstance(opener, str):
        opened = vault.unlock(building, opener, floor=floor)
    else:
        opened = recovery.unlock_with_parts(building, *opener, floor=floor)
    try:
        fit_keys(opened)
        if opened.vault_id != about.vault_id or not about.is_sealed_with(opened.keys.ledger):
            raise BackupDamaged
        office = vaults.office_of(open_store(opened, clock), clock, opened, floor)
    except BaseException:
        opened.wipe()
        raise
    try:
        passphrase, beside = opener if isinstance(opener, str) else "", building.with_name(f"{building.name}.later")
        later, erased = repeat_erasures(office, sources, beside, passphrase)
        left = 0 if later is None else len(missing_erasures(office, later))
        holds = _holds(office, about, progress)
        return replace(holds, later=None if later is None else later.at, erased=len(erased), unerased=left)
    finally:
        office.close()


def _holds(office: Office, about: About, progress: Progress) -> Holds:
    from desktop.vault.vault import IDENTITY_FILE  # noqa: PLC0415 - late: see make_backup

    found = verify(office, progress)
    with office.work() as work:
        last = work.journal.last_but(COPIED)
        counts = [work.lists.outline(kind, Query()).count for kind in _COUNTED]
    people, campaigns, donations, payouts, documents = counts
    return Holds(
        about.made_at,
        None if last is None else last.at,
        people,
        campaigns,
        donations,
        payouts,
        documents,
        found.records,
        found.head,
        len(found.findings),
        carried=IDENTITY_FILE in about.parts and not office.has_identity,
    )


_COUNTED = (ListKind.PEOPLE, ListKind.CAMPAIGNS, ListKind.DONATIONS, ListKind.PAYOUTS, ListKind.DOCUMENTS)


def _is_whole(path: Path) -> bool:
    from desktop.vault.container import read_through  # noqa: PLC0415 - late: see make_backup

    try:
        read_through(path)
    except VaultError:
        return False
    return True


def _listed(office: Office) -> list[tuple[Path, BackupFile]]:
    # Late: see make_backup.
    from desktop.vault.container import read_about  # noqa: PLC0415
    from desktop.vault.vault import IDENTITY_FILE  # noqa: PLC0415

    found = []
    for path in (office.folder / FOLDER).glob(f"*{SUFFIX}"):
        with suppress(VaultError, OSError):
            about = read_about(path)
            if about.vault_id == office.vault_id:
                size = path.stat().st_size
                sealed = office.keys is not None and about.is_sealed_with(office.keys.ledger)
                names = IDENTITY_FILE in about.parts
                found.append((path, BackupFile(path.name, about.made_at, size, names, sealed)))
    return sorted(found, key=lambda pair: pair[1].made_at, reverse=True)


def _free_name(folder: Path, moment: datetime) -> Path:
    """Give a name that tells the moment (UTC) and nothing else, and that no file has."""
    plain = f"{moment:%Y-%m-%d-%H%M%S}"
    path, number = folder / f"{plain}{SUFFIX}", 2
    while path.exists():
        path, number = folder / f"{plain}-{number}{SUFFIX}", number + 1
    return path


@contextmanager
def _folder(building: Path) -> Iterator[Path]:
    """Make a folder that is gone at the end, unless it was given another name."""
    from desktop.vault import files  # noqa: PLC0415 - late: see make_backup

    files.private_folder(building)
    try:
        yield building
    finally:
        shutil.rmtree(building, ignore_errors=True)
