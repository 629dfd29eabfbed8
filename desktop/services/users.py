"""Users: who may open this vault, each with a passphrase of their own.

The header is written first, the books after it. What was cut off between the two is caught up at the next opening: the
header says who may open the vault.
"""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING, TypeVar

from desktop.domain.errors import NotFound, TryLater, VaultError, WrongPassphrase, refuse, refuse_errors
from desktop.domain.journal import Record
from desktop.domain.roles import EVERYTHING, Roles, check_roles, in_order
from desktop.domain.staff import StaffUser, VaultUser, check_name
from desktop.domain.summaries import Finding
from desktop.domain.text import one_line
from desktop.i18n import tr
from desktop.services.attempts import counted
from desktop.services.passphrases import check_passphrase
from desktop.services.signatures import user_subject

T = TypeVar("T")
ROLES_CHANGED = "staff.roles"

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from desktop.services.office import Office
    from desktop.storage.work import Work
    from desktop.vault.users import Holder


def list_users(office: Office, *, removed: bool = False) -> tuple[VaultUser, ...]:
    """Give who may open the vault, by number; with `removed` also who might once.

    Raises:
        VaultError: The vault's header cannot be read.
    """
    with office.work() as work:
        known = {user.number: user for user in work.staff.everybody()}
        holders = {each.number: each for each in _holders(office)}
        for number in holders:
            known.setdefault(number, StaffUser(number, office.now()))
        roles = {number: in_order(work.staff.roles(number)) for number in known}
    return tuple(
        VaultUser(
            user.number,
            shown_name(user.number, user.name),
            user.name,
            user.added_at,
            None if user.number in holders else user.removed_at or office.now(),
            user.number in holders and holders[user.number].reads_names,
            user.number == office.user,
            roles[user.number],
            holders[user.number].key_file if user.number in holders else "",
        )
        for user in sorted(known.values(), key=lambda user: user.number)
        if removed or user.number in holders
    )


def shown_name(number: int, name: str) -> str:
    """Give a user's name, or "User 2" where it is unknown."""
    return name or tr("User {number}").format(number=number)


def user_name(work: Work, number: int) -> str:
    """Give the name of the user with this number, or "User 2": who recorded, who approved."""
    return shown_name(number, work.staff.names().get(number, ""))


def own_name(office: Office) -> str:
    """Give the name of who works now; empty when it is unknown."""
    with office.work() as work:
        return work.staff.names().get(office.user, "")


def add_user(
    office: Office,
    own_passphrase: str,
    name: str,
    new_passphrase: str,
    *,
    with_identity: bool = True,
    roles: Roles = EVERYTHING,
) -> VaultUser:
    """Let one more person open the vault.

    Args:
        office: The open office.
        own_passphrase: Of who works now.
        name: The new user's; it is kept in the book of names, and must be empty where that is not open.
        new_passphrase: The new user's own.
        with_identity: Whether the book of names opens for the new user.
        roles: The new user's.

    Raises:
        Refused: The name or the passphrase will not do, or somebody has it; `own_passphrase` is not the right one.
        VaultError: The disk or the memory refused; everything is as it was.
    """
    from desktop.vault import users as header  # noqa: PLC0415 - late: cryptography, which the first window awaits not

    office.need_role("user.added")
    own_passphrase = office.own(own_passphrase)
    name = one_line(name)
    if with_identity or name:
        office.need_identity()
    highest = _check_new(office, name, new_passphrase, roles)
    number = with_own_passphrase(
        office,
        lambda: header.add_user(
            office.folder,
            own_passphrase,
            new_passphrase,
            with_identity=with_identity,
            number=office.user,
            highest=highest,
            floor=office.floor,
        ),
    )
    try:
        _store_new(office, number, name, roles, with_identity=with_identity)
    except BaseException:
        with suppress(VaultError):
            header.remove_user(office.folder, own_passphrase, number, own_number=office.user, floor=office.floor)
        raise
    return _one(office, number)


def _check_new(office: Office, name: str, passphrase: str, roles: Roles) -> int:
    """Refuse what will not do of a new user; give the highest number that was ever given."""
    with office.work() as work:
        known, highest = work.staff.everybody(), work.staff.highest()
    problems = (*check_passphrase(passphrase), *check_roles(0, roles, {office.user: EVERYTHING}))
    if office.has_identity:
        problems = (*check_name(name, _names_of_others(known)), *problems)
    refuse_errors(problems)
    return highest


def _store_new(office: Office, number: int, name: str, roles: Roles, *, with_identity: bool) -> None:
    """Tell the books of a new user whom the header knows already."""
    records = [Record("user.added", user_subject(number), {"number": number, "names": with_identity})]
    with office.work() as work:
        work.staff.add(number, office.now())
        if name:
            work.staff.rename(number, name)
        if roles != EVERYTHING:
            work.staff.set_roles(number, roles)
            records.append(role_record(number, roles))
        work.commit(*records)


def rename_user(office: Office, number: int, name: str) -> VaultUser:
    """Give a user another name.

    Raises:
        Refused: The name will not do, or the book of names is not open.
        NotFound: Nobody has this number.
    """
    office.need_identity()
    name = one_line(name)
    with office.work() as work:
        known = work.staff.everybody()
        if number not in {user.number for user in known}:
            raise NotFound(subject=number)
        refuse_errors(check_name(name, _names_of_others(known, number)))
        work.staff.rename(number, name)
        work.commit(Record("user.renamed", user_subject(number), {"number": number}))
    return _one(office, number)


def change_passphrase(office: Office, old: str, new: str) -> None:
    """Change the passphrase of who works now. The old one opens until the new one has opened once.

    Raises:
        Refused: `old` is not the right one, or `new` will not do or opens the vault already.
        VaultError: The disk or the memory refused; the old one opens still.
    """
    from desktop.vault import users as header  # noqa: PLC0415 - late: as above

    refuse_errors(check_passphrase(new))
    old = office.own(old)
    with_own_passphrase(
        office, lambda: header.change_passphrase(office.folder, old, new, number=office.user, floor=office.floor)
    )
    with office.work() as work:
        work.commit(Record("user.passphrase_changed", user_subject(office.user), {"number": office.user}))


def catch_up(office: Office, holders: Iterable[Holder]) -> None:
    """Bring the books to what the header said at opening, when something was cut off between the two.

    Raises:
        Refused: Who opened it was removed: an older header was put back.
    """
    now = {each.number for each in holders}
    with office.work() as work:
        known = {user.number: user for user in work.staff.everybody()}
        own = known.get(office.user)
        if own is not None and own.removed_at is not None:
            raise refuse("user.removed", number=office.user)
        added = sorted(now - known.keys())
        gone = sorted(number for number, user in known.items() if user.removed_at is None and number not in now)
        if office.signer is None or office.read_only or (not added and not gone):
            return  # who opens with the recovery papers signs nothing: it waits for the next opening
        for number in added:
            work.staff.add(number, office.now())
        for number in gone:
            work.staff.remove(number, office.now())
        work.commit(Record("users.caught_up", "office", {"added": added, "removed": gone}))


def users_that_differ(office: Office) -> tuple[Finding, ...]:
    """Say where header and books do not agree on who may open the vault, for the verification."""
    holders = {each.number for each in _holders(office)}
    with office.work() as work:
        known = {user.number for user in work.staff.everybody() if user.removed_at is None}
    return tuple(Finding("verify.user_differs", {"number": number}) for number in sorted(holders ^ known))


def _holders(office: Office) -> tuple[Holder, ...]:
    from desktop.vault import users as header  # noqa: PLC0415 - late: as above

    return header.holders(office.folder, office.floor)


def with_own_passphrase(office: Office, do: Callable[[], T]) -> T:
    """Do what asks for the passphrase of who works now; a wrong one is a slip at its field, not a locked vault.

    It counts as one at the lock does, so that an office that was left open is no place for guessing.
    """
    try:
        with counted(office.folder):
            return do()
    except WrongPassphrase:
        raise refuse("passphrase.not_yours", at="own_passphrase") from None
    except TryLater as early:
        raise refuse("passphrase.wait", at="own_passphrase", seconds=early.params["seconds"]) from None


def prove_own(office: Office, passphrase: str) -> None:
    """Ask for the passphrase of who works now once more, before what no other may do at a screen that was left.

    Raises:
        Refused: It is not theirs ("passphrase.not_yours"), or too early for another one.
    """
    from desktop.vault import vault  # noqa: PLC0415 - late: as above

    def try_it() -> None:
        opened = vault.unlock(office.folder, office.own(passphrase), floor=office.floor, first=(office.user,))
        opened.wipe()
        if opened.user != office.user:
            raise WrongPassphrase

    with_own_passphrase(office, try_it)


def _names_of_others(known: Iterable[StaffUser], number: int = 0) -> list[str]:
    return [user.name for user in known if user.number != number and user.removed_at is None]


def _one(office: Office, number: int) -> VaultUser:
    return next(user for user in list_users(office, removed=True) if user.number == number)


def role_record(number: int, roles: Roles) -> Record:
    """Make the record of which roles a user has from now on."""
    return Record(
        ROLES_CHANGED, user_subject(number), {"number": number, "roles": [role.value for role in in_order(roles)]}
    )
