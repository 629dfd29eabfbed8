"""The recovery key on paper: made, tried, and used by whoever forgot a passphrase. Two of its parts open both books."""

from __future__ import annotations

from typing import TYPE_CHECKING

from desktop.domain.clock import Clock, SystemClock
from desktop.domain.errors import refuse_errors
from desktop.domain.journal import Record
from desktop.domain.recovery import RecoveryNeed, RecoveryPapers, RecoveryStatus
from desktop.services import vaults
from desktop.services.passphrases import check_passphrase
from desktop.services.users import list_users, with_own_passphrase

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from desktop.domain.staff import VaultUser
    from desktop.services.office import Office
    from desktop.vault.keys import KdfCost

SUBJECT = "recovery"
_MADE, _TRIED, _USED = "recovery.made", "recovery.rehearsed", "recovery.used"


def recovery_status(office: Office) -> RecoveryStatus:
    """Say which set of parts opens the vault, when it was made, and when it was last tried.

    Raises:
        VaultError: The vault's header cannot be read.
    """
    from desktop.vault import recovery  # noqa: PLC0415 - late: cryptography, which the first window awaits not

    number = recovery.set_number(office.folder, office.floor)
    if number is None:
        return RecoveryStatus()
    with office.work() as work:
        told = work.journal.history(SUBJECT)
    # The newest first: what is older than the making of this set tells of another one that had its number.
    made_at = tried_at = None
    for link in told:
        if link.record.facts.get("set") != number:
            continue
        if link.record.verb == _MADE:
            made_at = link.at
            break
        if link.record.verb in (_TRIED, _USED) and tried_at is None:
            tried_at = link.at
    return RecoveryStatus(number, made_at, tried_at)


def recovery_need(office: Office) -> RecoveryNeed:
    """Say what is to be done about the recovery key: nothing in the sample, or where nobody here could do it."""
    if office.read_only or not office.has_identity:
        return RecoveryNeed.NOTHING
    with office.work() as work:
        if work.settings.load().sample:
            return RecoveryNeed.NOTHING
    return recovery_status(office).need(office.now())


def make_recovery(office: Office, own_passphrase: str) -> RecoveryPapers:
    """Make a new set of three parts; those made before open this vault no more.

    Copies of the vault and backups made before still open with the old parts, as they do with old passphrases.

    Args:
        office: The open office.
        own_passphrase: Of who works now.

    Raises:
        Refused: The book of names is not open, or `own_passphrase` is not the right one.
        VaultError: The disk or the memory refused; the old parts open the vault still.
    """
    from desktop.vault import recovery  # noqa: PLC0415 - late: as above

    office.need_role(_MADE)
    own_passphrase = office.own(own_passphrase)
    office.need_identity()
    made = with_own_passphrase(
        office, lambda: recovery.make_parts(office.folder, own_passphrase, number=office.user, floor=office.floor)
    )
    with office.work() as work:
        work.commit(Record(_MADE, SUBJECT, {"set": made.set_number}))
    return RecoveryPapers(office.vault_id[:8], made.set_number, office.today(), made.texts)


def check_part(text: str, at: str) -> None:
    """Look at a part as it was typed, before any vault is asked.

    Raises:
        Refused: It is mistyped: how, at the field named by `at`.
    """
    from desktop.vault.parts import read_part  # noqa: PLC0415 - late: as above

    read_part(text, at)


def rehearse_recovery(office: Office, first: str, second: str) -> RecoveryStatus:
    """Open the vault's keys with two parts, hold them against those in use, and keep the day.

    Raises:
        Refused: The parts do not open this vault: why, at "part_1" or "part_2".
        VaultError: The header cannot be read, or opens other keys than those in use.
    """
    from desktop.vault import recovery  # noqa: PLC0415 - late: as above

    assert office.keys is not None, "an open office keeps them"  # noqa: S101
    number = recovery.check_parts(office.folder, first, second, office.keys, floor=office.floor)
    with office.work() as work:
        work.commit(Record(_TRIED, SUBJECT, {"set": number}))
    return recovery_status(office)


def users_by_parts(
    folder: Path, first: str, second: str, *, clock: Clock | None = None, floor: KdfCost | None = None
) -> tuple[VaultUser, ...]:
    """Open a vault with two parts, say who its users are, and close it again.

    Raises:
        Refused: The parts do not open this vault: why, at "part_1" or "part_2".
        VaultError: It cannot be opened.
    """
    office = _open(folder, first, second, None, clock, floor)
    try:
        return list_users(office)
    finally:
        office.close()


def recover(
    folder: Path,
    first: str,
    second: str,
    number: int,
    new_passphrase: str,
    *,
    clock: Clock | None = None,
    floor: KdfCost | None = None,
) -> Office:
    """Give a user a new passphrase by two parts, and open the office with it.

    The journal is told first: nobody uses the parts through this program without a trace.

    Raises:
        Refused: The parts do not open this vault, or the passphrase will not do.
        NotFound: Nobody has this number.
        VaultError: It cannot be opened or written; the old passphrase opens it still.
    """
    from desktop.vault import recovery  # noqa: PLC0415 - late: as above

    refuse_errors(check_passphrase(new_passphrase))
    office = _open(folder, first, second, number, clock, floor)
    try:
        status = recovery_status(office)
        with office.work() as work:
            work.commit(Record(_USED, SUBJECT, {"set": status.set_number, "number": number}))
        recovery.set_passphrase(office.folder, first, second, number, new_passphrase, floor=office.floor)
    finally:
        office.close()
    return vaults.open_vault(office.folder, new_passphrase, clock=clock, floor=floor, first=(number,))


def draw_papers(papers: RecoveryPapers, language: str, numbers: Sequence[int] = (1, 2, 3)) -> bytes:
    """Draw the sheets of parts as one PDF in memory, one sheet for each of `numbers`."""
    from desktop.documents.recovery_sheet import draw_recovery_sheets  # noqa: PLC0415 - late: ReportLab

    return draw_recovery_sheets(papers, language, numbers)


def _open(
    folder: Path, first: str, second: str, number: int | None, clock: Clock | None, floor: KdfCost | None
) -> Office:
    from desktop.vault import keys, recovery  # noqa: PLC0415 - late: as above

    clock, floor = clock or SystemClock(), floor or keys.FLOOR
    opened = recovery.unlock_with_parts(folder.absolute(), first, second, number, floor=floor)
    return vaults.open_books(opened, clock, floor)
