"""Key files of users: read, made, and given up. Each change asks for one's own passphrase, and for nobody else's."""

from __future__ import annotations

from typing import TYPE_CHECKING

from desktop.domain.errors import refuse
from desktop.domain.journal import Record
from desktop.domain.key_files import MOST_BYTES, KeyFile, key_file_from, read_key_file, with_key_file, write_key_file
from desktop.services.exports import write_export
from desktop.services.signatures import user_subject
from desktop.services.users import with_own_passphrase

if TYPE_CHECKING:
    from pathlib import Path

    from desktop.services.office import Office

MADE, DROPPED = "user.key_file_made", "user.key_file_dropped"


def load_key_file(path: Path) -> KeyFile:
    """Read a key file from the place where it is kept.

    Raises:
        Refused: There is no file there, it cannot be read, it is none, or it was changed.
    """
    try:
        with path.open("rb") as file:
            data = file.read(MOST_BYTES + 1)
    except FileNotFoundError:
        raise refuse("key_file.missing", at="key_file", file=path.name) from None
    except OSError:
        raise refuse("key_file.unreadable", at="key_file", file=path.name) from None
    return read_key_file(data)


def opener(passphrase: str, path: Path | None) -> str:
    """Give what opens a vault: a passphrase alone, or with the key file at `path`; raises as `load_key_file`."""
    return passphrase if path is None else with_key_file(passphrase, load_key_file(path))


def uses_key_file(office: Office) -> str:
    """Say by which fingerprint the key file of who works now is known; empty where none is needed.

    Raises:
        VaultError: The vault's header cannot be read.
    """
    from desktop.vault import users as header  # noqa: PLC0415 - late: cryptography, which the first window awaits not

    holders = header.holders(office.folder, office.floor)
    return next((each.key_file for each in holders if each.number == office.user), "")


def make_key_file(office: Office, own_passphrase: str, path: Path) -> KeyFile:
    """Make a new key file for who works now; from now on the passphrase opens the vault with it alone.

    The file is written and read back first. One that was used before opens no more once the new one has opened.

    Args:
        office: The open office.
        own_passphrase: Of who works now.
        path: Where the file goes: a folder that is not the vault's.

    Raises:
        Refused: `own_passphrase` is not the right one, or the place is the vault's own folder.
        CannotWrite: The file cannot be written; everything is as it was.
        VaultError: The disk or the memory refused; the passphrase opens as before, and the file opens nothing.
    """
    from desktop.vault import keys, users as header  # noqa: I001, PLC0415 - late: as above

    path = path.absolute()
    if office.folder.resolve() in path.resolve().parents:
        raise refuse("key_file.beside", at="key_file")
    own = office.own(own_passphrase)
    with_own_passphrase(office, lambda: header.check_passphrase_of(office.folder, own, office.user, office.floor))
    fresh = key_file_from(keys.new_key())
    write_export(path, write_key_file(fresh))
    fresh.wipe()
    read = load_key_file(path)
    header.change_key_file(office.folder, own, read, number=office.user, floor=office.floor)
    office.opener.take(read)
    _tell(office, MADE)
    return read


def drop_key_file(office: Office, own_passphrase: str) -> None:
    """Let the passphrase of who works now open the vault alone again. The file opens nothing any more.

    Raises:
        Refused: `own_passphrase` is not the right one, or there is no key file.
        VaultError: The disk or the memory refused; the key file is needed still.
    """
    from desktop.vault import users as header  # noqa: PLC0415 - late: as above

    if not uses_key_file(office):
        raise refuse("key_file.none")
    own = office.own(own_passphrase)
    with_own_passphrase(
        office, lambda: header.change_key_file(office.folder, own, None, number=office.user, floor=office.floor)
    )
    office.opener.take(None)
    _tell(office, DROPPED)


def _tell(office: Office, verb: str) -> None:
    with office.work() as work:
        work.commit(Record(verb, user_subject(office.user), {"number": office.user}))
