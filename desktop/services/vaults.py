"""Vaults: make a new office, all of it or nothing, and open one with its passphrase."""

from __future__ import annotations

import secrets
import shutil
from contextlib import suppress
from dataclasses import replace
from typing import TYPE_CHECKING

from desktop.domain.clock import Clock, SystemClock
from desktop.domain.errors import VaultExists, WriteProtected, refuse_errors
from desktop.domain.journal import Record
from desktop.domain.key_files import key_file_of
from desktop.services import marks
from desktop.services.attempts import counted
from desktop.services.office import Office
from desktop.services.passphrases import check_passphrase
from desktop.services.settings import settings_problems, tidied_settings
from desktop.services.signatures import declare_key, signing_facts
from desktop.services.users import catch_up

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from desktop.domain.errors import Problem
    from desktop.domain.settings import OfficeSettings
    from desktop.storage.store import Store
    from desktop.vault.keys import KdfCost
    from desktop.vault.marks import Mark
    from desktop.vault.vault import OpenVault


def check_place(folder: Path) -> tuple[Problem, ...]:
    """Warn of a place where other programs may touch a vault: a synchronised folder, a network share."""
    from desktop.vault import files  # noqa: PLC0415 - late: only a new vault needs it

    return files.place_warnings(folder.absolute())


def create_vault(
    folder: Path,
    passphrase: str,
    settings: OfficeSettings,
    *,
    clock: Clock | None = None,
    cost: KdfCost | None = None,
) -> Office:
    """Make a new office and open it.

    It is built in a hidden folder beside and renamed at the end: whatever happens, the folder named holds a whole
    vault or none.

    Args:
        folder: A new or empty folder; its parents are made.
        passphrase: The first user's.
        settings: The office's own.
        clock: What tells the time; the system's when None.
        cost: The cost of guessing the passphrase; measured on this machine when None.

    Raises:
        Refused: The passphrase is empty, or a setting is wrong.
        VaultExists: The folder holds something.
        VaultError: The place or the disk refused.
    """
    # Late: cryptography, which the first window does not wait for.
    from desktop.vault import files, leftovers  # noqa: PLC0415

    settings = tidied_settings(settings)
    refuse_errors((*check_passphrase(passphrase), *settings_problems(settings)))
    folder = folder.absolute()
    files.check_place(folder)
    if folder.exists() and not (folder.is_dir() and not any(folder.iterdir())):
        raise VaultExists
    make_parents(folder.parent)
    leftovers.sweep_unfinished(folder)
    building = folder.with_name(f".{folder.name}.{secrets.token_hex(6)}.new")
    try:
        return _build(building, folder, passphrase, settings, clock or SystemClock(), cost)
    except BaseException:
        shutil.rmtree(building, ignore_errors=True)
        raise


def _build(
    building: Path, folder: Path, passphrase: str, settings: OfficeSettings, clock: Clock, cost: KdfCost | None
) -> Office:
    """Build a vault in one folder, give it its name, and open it there: open books must not be moved."""
    # Late: see create_vault.
    from desktop.storage.store import create_store, open_store  # noqa: PLC0415
    from desktop.vault import keys, vault  # noqa: PLC0415

    made = vault.create(building, passphrase, cost)
    floor = cost or keys.FLOOR
    try:
        store = create_store(made, clock)
        try:
            _begin(Office(store, clock, made.user, building, made.vault_id, floor, signer=made.signer), settings)
        finally:
            store.close()
        put_in_place(building, folder)
        made = replace(made, folder=folder)
        office = office_of(open_store(made, clock), clock, made, floor)
    except BaseException:
        made.wipe()
        raise
    marks.look(office, made, None)
    return office


def _begin(office: Office, settings: OfficeSettings) -> None:
    """Write the first record."""
    with office.work() as work:
        work.settings.save(settings)
        work.staff.add(office.user, office.now())
        key = {} if settings.sample else signing_facts(office)  # every sample has the same journal
        work.commit(Record("office.created", "office", {"currency": settings.base_currency, **key}))


def make_parents(parent: Path) -> None:
    """Make missing parents, for their owner alone."""
    from desktop.vault import files  # noqa: PLC0415 - late: see create_vault

    for place in reversed([parent, *parent.parents]):
        if not place.exists():
            files.private_folder(place)


def put_in_place(building: Path, folder: Path) -> None:
    """Give the finished vault its name, and bring the name onto the disk."""
    from desktop.vault import files  # noqa: PLC0415 - late: see create_vault

    try:
        with suppress(FileNotFoundError):
            folder.rmdir()  # an empty one; Windows does not rename onto it
        building.rename(folder)
        files.sync_folder(folder.parent)
    except OSError as error:
        raise files.disk_error(error) from error


def open_vault(
    folder: Path,
    passphrase: str,
    *,
    clock: Clock | None = None,
    floor: KdfCost | None = None,
    first: Sequence[int] = (),
) -> Office:
    """Open an office with a passphrase; it is tried first on the users whom `first` names by number.

    Where nothing can be written (a protected stick, a disc) it is opened to be read only.

    Raises:
        VaultError: Each reason has a class of its own: wrong passphrase, too early for another one, damaged header,
            damaged database, newer schema, not enough memory, already open, unsafe place.
        Refused: The books know that this user was removed: an older header was put back.
    """
    from desktop.vault import keys, vault  # noqa: PLC0415 - late: see create_vault

    clock = clock or SystemClock()
    floor = floor or keys.FLOOR
    with counted(folder):
        opened = vault.unlock(folder.absolute(), passphrase, floor=floor, first=first)
    office = open_books(opened, clock, floor)
    office.opener.take(key_file_of(passphrase))
    return office


def open_books(opened: OpenVault, clock: Clock, floor: KdfCost) -> Office:
    """Open the books of an unlocked vault, whatever unlocked it.

    Raises:
        VaultError: A book cannot be opened; the keys are wiped. WriteProtected: nothing can be written there, and
            what an older program or an interruption left must be brought up to date first.
        Refused: The books know that this user was removed: an older header was put back.
    """
    # Late: see create_vault.
    from desktop.services.renewal import finish, fit_keys  # noqa: PLC0415
    from desktop.vault.leftovers import sweep_unfinished  # noqa: PLC0415

    try:
        fit_keys(opened)
        mark = marks.known_mark(opened)
        office = office_of(_open_store(opened, clock, floor, mark), clock, opened, floor)
    except BaseException:
        opened.wipe()
        raise
    try:
        marks.look(office, opened, mark)
        catch_up(office, opened.holders)
        with office.work() as work:
            office.duty.roles = work.staff.roles(office.user)
        if not office.read_only:
            declare_key(office)
            finish(office)
            sweep_unfinished(opened.folder)  # whoever has the vault open makes none in its place
    except BaseException:
        office.close()
        raise
    return office


def _open_store(opened: OpenVault, clock: Clock, floor: KdfCost, mark: Mark | None) -> Store:
    """Open the books to work with; where nothing can be written, to be read only."""
    # Late: see create_vault.
    from desktop.services.backups import back_up_old_schema  # noqa: PLC0415
    from desktop.storage.store import open_store  # noqa: PLC0415
    from desktop.vault import files  # noqa: PLC0415

    sum_pages = marks.has_pages(opened, mark)
    if files.takes_writing(opened.folder):
        with suppress(WriteProtected):
            return open_store(
                opened, clock, lambda old: back_up_old_schema(opened, clock, floor, old), sum_pages=sum_pages
            )
    return open_store(opened, clock, read_only=True, sum_pages=sum_pages)


def office_of(store: Store, clock: Clock, opened: OpenVault, floor: KdfCost) -> Office:
    """Make the open office of an unlocked vault; from now on closing it wipes the keys."""
    return Office(store, clock, opened.user, opened.folder, opened.vault_id, floor, opened.keys, opened.signer)


def is_vault(folder: Path) -> bool:
    """Tell whether a folder looks like a vault."""
    from desktop.vault import vault  # noqa: PLC0415 - late: see create_vault

    return vault.is_vault(folder)
