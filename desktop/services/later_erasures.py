"""Erasures that were made after a backup: found in a newer state of the office, and repeated on what is restored.

Where the newest register is known: in the ledger book itself, which every later backup carries. So a restoring looks
at the vault that the backup lies beside, at the newer backups beside it, and at whatever the user names (a vault or a
backup); the first that goes on from the very record with which the backup ends is believed. Nothing is written there:
its ledger is copied, as it is encrypted, and only the copy is opened. If there is none, this is said, with the day of
the backup: whoever was erased since stands in the restored office again.
"""

from __future__ import annotations

import shutil
from contextlib import suppress
from typing import TYPE_CHECKING

from desktop.domain.errors import Refused, SkarbonkaError, VaultInUse
from desktop.services.erasing import replay_erasures

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from desktop.domain.erasing import LaterState
    from desktop.services.office import Office

_FOLDER, _SUFFIX = "backups", ".backup"


def sources_of(backup: Path, newer: Path | None = None) -> tuple[Path, ...]:
    """Give where a newer state may be: what the user named first, then the vault beside, then newer backups there."""
    from desktop.vault.container import read_about  # noqa: PLC0415 - late: a vault's libraries load when one is opened
    from desktop.vault.vault import is_vault  # noqa: PLC0415 - late: as above

    found = [] if newer is None else [newer]
    if backup.parent.name == _FOLDER and is_vault(backup.parent.parent):
        found.append(backup.parent.parent)
    others = []
    with suppress(SkarbonkaError, OSError):
        mine = read_about(backup)
        for path in backup.parent.glob(f"*{_SUFFIX}"):
            with suppress(SkarbonkaError, OSError):
                about = read_about(path)
                if about.vault_id == mine.vault_id and about.made_at > mine.made_at:
                    others.append((about.made_at, path))
    return (*found, *(path for _at, path in sorted(others, reverse=True)))


def repeat_erasures(
    office: Office, sources: tuple[Path, ...], beside: Path, passphrase: str = ""
) -> tuple[LaterState | None, tuple[str, ...]]:
    """Repeat on an open office what a newer state of it had erased.

    Args:
        office: The open office, whose user holds the book of names and signs; else nothing is repeated, only found.
        sources: Vaults and backups, the likeliest first.
        beside: A folder that does not exist, for a copy of an encrypted ledger; it is gone at the end.
        passphrase: Of a user of the newer state, where its books got other keys since.

    Returns:
        The newer state, None where there is none; and what was erased now.
    """
    with office.work() as work:
        last = work.journal.last()
    if last is None:
        return None, ()
    for source in sources:
        state = _read(office, source, beside, passphrase, last.sequence, last.hash)
        if state is not None:
            if office.has_identity and office.signer is not None:
                with suppress(Refused):  # the user's roles do not reach so far; what is left is counted and said
                    return state, replay_erasures(office, state.erased)
            return state, ()
    return None, ()


def missing_erasures(office: Office, later: LaterState) -> tuple[str, ...]:
    """Give what a newer state had erased and this one still holds."""
    with office.work() as work:
        done = work.erasures.everything()
        return tuple(subject for subject in later.erased if subject not in done and work.erasures.holds(subject))


def _read(office: Office, source: Path, beside: Path, passphrase: str, sequence: int, head: str) -> LaterState | None:
    from desktop.storage.later import read_later  # noqa: PLC0415 - late: loads the database
    from desktop.vault.files import private_folder  # noqa: PLC0415 - late: as above
    from desktop.vault.vault import LEDGER_FILE  # noqa: PLC0415 - late: as above

    try:
        private_folder(beside)
        _copy(source, beside, office.vault_id)
        for key in _keys(office, beside, passphrase):
            with suppress(SkarbonkaError):
                return read_later(beside / LEDGER_FILE, key, sequence, head)
    except (SkarbonkaError, OSError):  # whatever is wrong with it, it tells nothing; the next one may
        return None
    finally:
        shutil.rmtree(beside, ignore_errors=True)
    return None


def _copy(source: Path, beside: Path, vault_id: str) -> None:
    """Copy the header and the encrypted ledger of a vault or a backup of the same office."""
    from desktop.storage.claims import is_open_here  # noqa: PLC0415 - late: as above
    from desktop.vault import container  # noqa: PLC0415 - late: as above
    from desktop.vault.copies import COPY, HEADER  # noqa: PLC0415 - late: as above
    from desktop.vault.vault import LEDGER_FILE  # noqa: PLC0415 - late: as above

    if is_open_here(source / LEDGER_FILE):
        raise VaultInUse
    if source.is_file():
        if container.read_about(source).vault_id == vault_id:
            container.unpack(source, beside, only=(HEADER, LEDGER_FILE))
        return
    for name in (HEADER, COPY, LEDGER_FILE, f"{LEDGER_FILE}-journal"):
        if (source / name).is_file():
            shutil.copyfile(source / name, beside / name)


def _keys(office: Office, beside: Path, passphrase: str) -> Iterator[bytes | bytearray]:
    """Give the keys that may open it: this state's own, then the one that the passphrase opens there."""
    from desktop.vault import vault  # noqa: PLC0415 - late: as above

    if office.keys is not None:
        yield office.keys.ledger
    if passphrase:
        opened = vault.unlock(beside, passphrase, floor=office.floor)
        try:
            yield opened.keys.ledger
        finally:
            opened.wipe()
