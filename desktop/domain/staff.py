"""Staff: the people who may open the vault. A number stands for each in the books; the name is in the identity book."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from desktop.domain.errors import Problem
from desktop.domain.roles import Role

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

MOST_USERS = 20
"""A passphrase is tried on one after the other: with more of them, whoever comes last would wait for half a minute."""
LONGEST_NAME = 80


@dataclass(frozen=True, slots=True)
class StaffUser:
    """Somebody who is or was a user of the vault, as the books know them.

    `added_at` and `removed_at` (None: still a user) are UTC; `name` is empty when it is unknown.
    """

    number: int
    added_at: datetime
    removed_at: datetime | None = None
    name: str = ""


@dataclass(frozen=True, slots=True)
class VaultUser:
    """A line of the list of users: what the books know, and what the vault's header says.

    `reads_names` tells whether the book of names opens too; `here` whether it is who works now; `shown` is the name,
    or "User 2" where it is unknown; `roles` in their order; `key_file` the fingerprint of the one that
    the passphrase needs.
    """

    number: int
    shown: str
    name: str
    added_at: datetime
    removed_at: datetime | None
    reads_names: bool
    here: bool
    roles: tuple[Role, ...] = tuple(Role)
    key_file: str = ""


def check_name(name: str, others: Iterable[str]) -> tuple[Problem, ...]:
    """Say what is wrong with a user's name: there is none, it is too long, or another user has it.

    Args:
        name: The name, tidied.
        others: The names of the other users who may open the vault.
    """
    if not name:
        return (Problem("user.needs_a_name", "name"),)
    if len(name) > LONGEST_NAME:
        return (Problem("text.too_long", "name", {"longest": LONGEST_NAME}),)
    if name.casefold() in {other.casefold() for other in others}:
        return (Problem("user.name_taken", "name"),)
    return ()
