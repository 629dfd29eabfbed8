"""Roles of the people who may open the vault: given, looked up, and compared with what the journal says they did."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from desktop.domain.errors import NotFound, refuse_errors
from desktop.domain.roles import EVERYTHING, REPLAYED, Role, Roles, check_roles, may, who_may
from desktop.domain.summaries import Finding
from desktop.i18n import tr
from desktop.services import wording
from desktop.services.renewal import close_names, open_names
from desktop.services.users import ROLES_CHANGED as CHANGED
from desktop.services.users import list_users, role_record

if TYPE_CHECKING:
    from desktop.domain.journal import Link
    from desktop.domain.progress import Progress
    from desktop.domain.staff import VaultUser
    from desktop.services.office import Office
    from desktop.storage.work import Work


def set_roles(office: Office, number: int, roles: Roles) -> Roles:
    """Give a user these roles in place of those before.

    Raises:
        Refused: Oneself is no administrator, there are no roles, or nobody would be an administrator any more.
        NotFound: No such user may open the vault.
    """
    office.need_role(CHANGED)
    holders = [user.number for user in list_users(office)]
    if number not in holders:
        raise NotFound(subject=number)
    with office.work() as work:
        refuse_errors(check_roles(number, roles, {each: work.staff.roles(each) for each in holders}))
        work.staff.set_roles(number, roles)
        work.commit(role_record(number, roles))
    if number == office.user:
        office.duty.roles = roles
    return roles


@dataclass(frozen=True, slots=True)
class Access:
    """What a user shall have: roles, and whether the book of names opens."""

    roles: Roles
    reads_names: bool


def set_access(
    office: Office, own_passphrase: str, user: VaultUser, wanted: Access, progress: Progress | None = None
) -> None:
    """Give a user other roles, and open or close the book of names, where that differs from what stands now.

    Args:
        office: The open office.
        own_passphrase: Of who works now; only needed where the book of names is opened or closed.
        user: Whose access it is, as it stands.
        wanted: What it shall be.
        progress: Hears how far a change of keys is.

    Raises:
        Refused, NotFound, VaultError, Stopped: As `set_roles`, `renewal.open_names` and `close_names` say.
    """
    if not wanted.roles or wanted.roles != frozenset(user.roles):
        set_roles(office, user.number, wanted.roles)
    if wanted.reads_names and not user.reads_names:
        open_names(office, own_passphrase, user.number)
    elif user.reads_names and not wanted.reads_names:
        close_names(office, own_passphrase, user.number, progress)


def who_may_words(verb: str) -> str:
    """Say who may do something: "Only finance may do this.", in the screen's language."""
    roles = ", ".join(wording.label(role) for role in who_may(verb))
    return tr("Needs another role: {roles}. An administrator gives roles under Settings.").format(roles=roles)


def why_not(office: Office, verb: str) -> str:
    """Say what keeps who works now from what the journal calls by this verb; empty where nothing does."""
    if office.may(verb):
        return ""
    if office.read_only:
        return tr("Nothing can be saved in this vault: it lies where nothing can be written.")
    return who_may_words(verb)


@dataclass(slots=True)
class RoleCheck:
    """Follows the journal: each record's user must have had a role for it at that time.

    Of whom no record of roles was written yet, everything is right.
    """

    roles: dict[int, Roles] = field(default_factory=dict)
    findings: list[Finding] = field(default_factory=list)

    def hear(self, link: Link) -> None:
        """Take in one record."""
        record = link.record
        repeats = bool(record.facts.get(REPLAYED))
        if not repeats and not may(self.roles.get(link.actor, EVERYTHING), record.verb):
            self.findings.append(Finding("verify.role", {"sequence": link.sequence, "number": link.actor}))
        number, told = record.facts.get("number"), record.facts.get("roles")
        if record.verb == CHANGED and isinstance(number, int) and isinstance(told, list):
            self.roles[number] = frozenset(role for role in Role if role.value in told)

    def differing(self, work: Work) -> list[Finding]:
        """Say whose roles stand otherwise in the book than the journal told last."""
        kept = work.staff.all_roles()
        numbers = sorted(kept.keys() | self.roles.keys())
        return [
            Finding("verify.roles_differ", {"number": number})
            for number in numbers
            if kept.get(number) != self.roles.get(number)
        ]
