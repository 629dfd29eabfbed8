"""The people who may open the vault, at the terminal: removed with new keys, the book of names opened and closed."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from desktop.cli.grammar import command, place
from desktop.cli.main import DONE
from desktop.cli.passphrase import read_opener
from desktop.cli.session import opened
from desktop.domain.roles import Role, Roles, in_order
from desktop.i18n import tr
from desktop.services import key_files, renewal, roles, vaults

if TYPE_CHECKING:
    from collections.abc import Callable

    from desktop.cli.grammar import Subparsers
    from desktop.services.office import Office


def add_to(commands_of: Subparsers) -> None:
    """Add the commands to the command line's grammar."""
    for name, do, text in (
        ("remove-user", remove_user, tr("take a person's way into the vault away; the books get new keys")),
        ("close-names", close_names, tr("close the book of names to a user; it gets a new key")),
        ("open-names", open_names, tr("open the book of names to a user")),
    ):
        made = command(commands_of, name, do, text)
        made.add_argument("number", type=int, metavar="NUMBER", help=tr("the user's number, as “list users” says it"))
        made.epilog = tr("Your own passphrase is the first line of the input; nobody else's is needed.")

    made = command(commands_of, "set-roles", set_roles, tr("give a user other roles, in place of those before"))
    made.add_argument("number", type=int, metavar="NUMBER", help=tr("the user's number, as “list users” says it"))
    made.add_argument("roles", metavar="ROLE,ROLE", type=read_roles)
    made = command(commands_of, "make-key-file", make_key_file, tr("make a key file that your passphrase needs then"))
    made.add_argument("file", metavar="FILE", type=place, help=tr("where it goes: not beside the vault"))
    command(commands_of, "drop-key-file", drop_key_file, tr("let your passphrase open the vault alone again"))


def make_key_file(options: argparse.Namespace) -> int:
    """Make a key file; print its fingerprint."""
    made: list[str] = []
    file = Path(options.file)
    _as_oneself(options, lambda office, own: made.append(key_files.make_key_file(office, own, file).shown))
    print(*made)
    return DONE


def drop_key_file(options: argparse.Namespace) -> int:
    """Give the key file up."""
    _as_oneself(options, key_files.drop_key_file)
    print(tr("Your passphrase opens this vault alone again."))
    return DONE


def read_roles(text: str) -> Roles:
    """Read roles with commas between them."""
    try:
        return frozenset(Role(each.strip().lower()) for each in text.split(",") if each.strip())
    except ValueError:
        every = ", ".join(role.value for role in Role)
        raise argparse.ArgumentTypeError(tr("the roles are {roles}").format(roles=every)) from None


def set_roles(options: argparse.Namespace) -> int:
    """Give a user roles; print them."""
    with opened(options) as office:
        given = roles.set_roles(office, options.number, options.roles)
    print(",".join(role.value for role in in_order(given)))
    return DONE


def remove_user(options: argparse.Namespace) -> int:
    """Remove a user; say what that does not do."""
    _as_oneself(options, lambda office, own: renewal.remove_user(office, own, options.number))
    print(tr("User {number} no longer opens this vault, and the books have new keys.").format(number=options.number))
    print(tr("Copies and backups made before can still be opened by that person."))
    return DONE


def close_names(options: argparse.Namespace) -> int:
    """Close the book of names to a user; say what that does not do."""
    _as_oneself(options, lambda office, own: renewal.close_names(office, own, options.number))
    print(tr("User {number} works with codes alone from now on.").format(number=options.number))
    print(tr("Copies and backups made before can still be opened by that person."))
    return DONE


def open_names(options: argparse.Namespace) -> int:
    """Open the book of names to a user."""
    _as_oneself(options, lambda office, own: renewal.open_names(office, own, options.number))
    print(tr("User {number} reads names from now on.").format(number=options.number))
    return DONE


def _as_oneself(options: argparse.Namespace, do: Callable[[Office, str], object]) -> None:
    own = read_opener(options)
    office = vaults.open_vault(Path(options.vault), own)
    try:
        do(office, own)
    finally:
        office.close()
