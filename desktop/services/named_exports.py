"""The one door for reports, packs and lists: who lets names out proves once more who they are, and a record is kept.

What the journal keeps is how people are named, counts and the file's hash: never a name, a file's name or its place.
"""

from __future__ import annotations

import hashlib
from enum import Enum
from typing import TYPE_CHECKING

from desktop.domain.errors import refuse
from desktop.domain.journal import Record
from desktop.domain.people import NameUse
from desktop.services.exports import written_with
from desktop.services.users import prove_own

if TYPE_CHECKING:
    from pathlib import Path

    from desktop.services.auditors_pack import Pack
    from desktop.services.journal_export import BooksExport
    from desktop.services.office import Office
    from desktop.services.reports import Export

REPORTED, PACKED, BOOKED = "report.exported", "pack.exported", "books.exported"
_SUBJECT = "office"


class Typed(Enum):
    """In place of a passphrase: it was typed for this very deed, and opened the vault for nothing else."""

    JUST_NOW = "just_now"


def asks_again(use: NameUse) -> bool:
    """Whether a file with people shown so asks for the passphrase once more: aliases tell who knows them as much."""
    return use is not NameUse.CODE


def save_report(office: Office, export: Export, path: Path, own: str | Typed | None = None) -> None:
    """Write a workbook or a donor's form where the user wants it, with its record: neither without the other.

    Args:
        office: The open office.
        export: What was made.
        path: The file.
        own: The acting user's passphrase, once more; only asked for where people are named (`asks_again`).

    Raises:
        Refused: The passphrase is not this user's; there is no file.
        CannotWrite: The place does not allow it; nothing is recorded.
    """
    _save(office, export, path, own, REPORTED, {"campaigns": export.campaigns, "entries": export.entries})


def save_pack(office: Office, pack: Pack, path: Path, own: str | Typed | None = None) -> None:
    """Write an auditor's pack, as `save_report` does a report."""
    _save(office, pack, path, own, PACKED, {"documents": pack.documents})


def save_books(office: Office, export: BooksExport, path: Path) -> None:
    """Write the ledger for another program, as `save_report` does a report; it names nobody."""
    _save(office, export, path, None, BOOKED, {"entries": export.entries})


def let_out(office: Office, data: bytes, path: Path, record: Record, own: str | Typed | None, *, named: bool) -> None:
    """Write a file with its record, to which the file's hash is added: neither without the other.

    Raises:
        Refused: Where people are `named`: the passphrase is not this user's. There is no file.
        CannotWrite: The place does not allow it; nothing is recorded.
    """
    office.need_role(record.verb)
    if named and own is not Typed.JUST_NOW:
        if not isinstance(own, str):
            raise refuse("passphrase.not_yours", at="own_passphrase")
        prove_own(office, own)
    facts = {**record.facts, "sha256": hashlib.sha256(data).hexdigest()}
    with office.work() as work, written_with(path, data):
        work.commit(Record(record.verb, record.subject, facts))


def _save(
    office: Office, export: Export, path: Path, own: str | Typed | None, verb: str, counts: dict[str, int]
) -> None:
    facts: dict[str, object] = {"names": export.name_use.value, **counts}
    if export.without_consent and not export.withheld:
        facts["against_consent"] = True
    let_out(office, export.data, path, Record(verb, _SUBJECT, facts), own, named=asks_again(export.name_use))
