"""What the start screens ask of the services, all in the worker thread: the libraries behind load there, late."""

from __future__ import annotations

import shutil
from contextlib import suppress
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from desktop.domain.errors import VaultError

if TYPE_CHECKING:
    from pathlib import Path

    from desktop.domain.backups import Holds
    from desktop.domain.drafts import FormDraft
    from desktop.domain.errors import Problem
    from desktop.domain.progress import Progress
    from desktop.domain.recovery import RecoveryPapers, TwoParts
    from desktop.domain.settings import OfficeSettings
    from desktop.domain.staff import VaultUser
    from desktop.services.office import Office


@dataclass(frozen=True, slots=True)
class Opened:
    """An open office, its settings, and the name of who opened it, empty when it is unknown.

    `drafts` are that user's own. `papers` are the recovery papers that were made with it, to be shown once.
    """

    office: Office
    settings: OfficeSettings
    user: str
    papers: RecoveryPapers | None = None
    drafts: tuple[FormDraft, ...] = ()


def _opened(office: Office) -> Opened:
    from desktop.services.drafts import waiting_drafts  # noqa: PLC0415  late: loads the database
    from desktop.services.settings import load_settings  # noqa: PLC0415  late: loads the database
    from desktop.services.users import own_name  # noqa: PLC0415  late: as above

    return Opened(office, load_settings(office), own_name(office), drafts=waiting_drafts(office))


def unlock(folder: Path, passphrase: str, first: tuple[int, ...] = (), key_file: Path | None = None) -> Opened:
    """Open the vault in a folder; the passphrase is tried first on the users named, by their numbers."""
    from desktop.services.key_files import opener  # noqa: PLC0415  late: as below
    from desktop.services.vaults import open_vault  # noqa: PLC0415  late: loads the database

    return _opened(open_vault(folder, opener(passphrase, key_file), first=first))


def close_again(opened: Opened) -> None:
    """Close an office that was opened for somebody who does not wait for it any more."""
    opened.office.close()


def create(folder: Path, passphrase: str, settings: OfficeSettings, with_papers: bool) -> Opened:
    """Make a new vault and open it; make its recovery papers too, unless that is left for later."""
    from desktop.services.recovery import make_recovery  # noqa: PLC0415  late: as below
    from desktop.services.vaults import create_vault  # noqa: PLC0415  late: loads the database

    opened = _opened(create_vault(folder, passphrase, settings))
    if with_papers:
        with suppress(VaultError):  # the vault is made all the same, and Home says that there are no papers
            return replace(opened, papers=make_recovery(opened.office, passphrase))
    return opened


def users_by_parts(folder: Path, first: str, second: str) -> tuple[VaultUser, ...]:
    """Open the vault with two parts of the recovery key, and say who its users are."""
    from desktop.services import recovery  # noqa: PLC0415  late: loads the database

    return recovery.users_by_parts(folder, first, second)


def recover(folder: Path, parts: tuple[str, str], number: int, passphrase: str) -> Opened:
    """Give a user a new passphrase by two parts, and open the vault with it."""
    from desktop.services import recovery  # noqa: PLC0415  late: loads the database

    return _opened(recovery.recover(folder, *parts, number, passphrase))


def restore(
    file: Path,
    opener: str | TwoParts,
    folder: Path,
    newer: Path | None = None,
    key_file: Path | None = None,
    *,
    progress: Progress,
) -> Holds:
    """Make a vault out of a backup, with the erasures of a newer state repeated; tell what it holds.

    A passphrase of that day may need its key file.
    """
    from desktop.services import key_files  # noqa: PLC0415  late: as below
    from desktop.services.backups import restore_backup  # noqa: PLC0415  late: loads the database

    if isinstance(opener, str):
        opener = key_files.opener(opener, key_file)
    return restore_backup(file, opener, folder, progress, newer=newer)


def judge_place(folder: Path) -> tuple[Problem, ...]:
    """Say whether other programs may touch a vault in this place."""
    from desktop.services.vaults import check_place  # noqa: PLC0415  late: only a new vault needs it

    return check_place(folder)


def open_sample(folder: Path, *, progress: Progress) -> Opened:
    """Open the sample office in a folder of its own; make it first if it is not there."""
    from desktop.services.sample import make_sample  # noqa: PLC0415  late: loads everything

    passphrase_file = folder / "passphrase.txt"
    vault = folder / "vault"
    if (vault / "header").exists() and passphrase_file.exists():
        return unlock(vault, passphrase_file.read_text(encoding="utf-8").strip())
    shutil.rmtree(folder, ignore_errors=True)  # what is left of one that was stopped half-way
    try:
        made = make_sample(folder, progress=progress)
    except BaseException:
        shutil.rmtree(folder, ignore_errors=True)
        raise
    return unlock(made.vault, made.passphrase)
