"""An open office: the books, the clock and the user that every verb works with."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from desktop.domain.errors import Problem, Refused, WriteProtected, refuse
from desktop.domain.key_files import with_key_file
from desktop.domain.roles import EVERYTHING, Roles, may, who_may
from desktop.services import marks
from desktop.services.undo import Steps

if TYPE_CHECKING:
    from datetime import date, datetime
    from pathlib import Path

    from desktop.domain.clock import Clock
    from desktop.domain.key_files import KeyFile
    from desktop.storage.store import Store
    from desktop.storage.work import Work
    from desktop.vault.keys import KdfCost
    from desktop.vault.signing import Signer
    from desktop.vault.slots import Keys


@dataclass(slots=True)
class Duty:
    """The roles of who works now, as the window needs them at any time; the books' own gate reads them by itself."""

    roles: Roles = EVERYTHING


@dataclass(slots=True)
class Opener:
    """The key file that the vault was opened with, so that nobody has to show it again for each change of users."""

    key_file: KeyFile | None = field(default=None, repr=False)

    def take(self, key_file: KeyFile | None) -> None:
        """Keep another one, and overwrite the one before."""
        if self.key_file is not None and self.key_file is not key_file:
            self.key_file.wipe()
        self.key_file = key_file


@dataclass(frozen=True, slots=True)
class Office:
    """What is open now. `user` is the acting user's number; `folder` the vault's; `vault_id` its own identity.

    `floor` is the least cost of guessing a passphrase that the vault's header may ask for. `keys` are the
    books' own, for as long as they are open: a backup's copies are opened with them. `signer` signs what its user does;
    None when the vault was opened with the recovery papers. `steps` can be taken back. `watch` knows
    what this computer saw of the vault.
    """

    store: Store
    clock: Clock
    user: int
    folder: Path
    vault_id: str
    floor: KdfCost
    keys: Keys | None = field(default=None, repr=False)
    signer: Signer | None = field(default=None, repr=False, compare=False)
    steps: Steps = field(default_factory=Steps, repr=False, compare=False)
    duty: Duty = field(default_factory=Duty, repr=False, compare=False)
    watch: marks.Watch = field(default_factory=marks.Watch, repr=False, compare=False)
    opener: Opener = field(default_factory=Opener, repr=False, compare=False)

    def work(self) -> Work:
        """Begin a unit of work; use it as a context manager, and commit it with its record."""
        signs = self.signer is not None and self.signer.number == self.user
        made = self.store.work(self.user, self.steps.hear, self.signer.sign if self.signer and signs else None)
        made.after = lambda link: marks.heard(self, link)
        made.room = self._need_room
        return made

    def _need_room(self) -> None:
        """Refuse to store what might not fit whole: a disk that is nearly full is said while nothing is lost yet."""
        self.need_writing()
        from desktop.vault.files import free_space_guard  # noqa: PLC0415 - late: as wherever a vault's rooms are needed

        free_space_guard(self.folder)

    @property
    def read_only(self) -> bool:
        """Whether the vault lies where nothing can be written: all can be looked at, and nothing done."""
        return self.store.read_only

    def need_writing(self) -> None:
        """Refuse what cannot be done where nothing can be written.

        Raises:
            WriteProtected: The vault was opened to be read only.
        """
        if self.read_only:
            raise WriteProtected

    @property
    def has_identity(self) -> bool:
        """Whether this user holds the key to the book of names."""
        return self.store.has_identity

    @property
    def hides(self) -> bool:
        """Whether names are hidden now that this user could see: safe view is on."""
        return self.store.hides

    @property
    def nameless(self) -> Problem:
        """What stands in the way of a name: nobody here may read it, or it is hidden."""
        return Problem("safe.on" if self.hides else "identity.needed")

    def today(self) -> date:
        """Tell the date where the office is."""
        return self.clock.today()

    def now(self) -> datetime:
        """Tell the moment, in UTC."""
        return self.clock.now()

    def need_identity(self) -> None:
        """Refuse what cannot be done without the book of names."""
        if not self.has_identity:
            raise Refused(self.nameless)

    def own(self, passphrase: str) -> str:
        """Give one's own passphrase as it was typed now, with the key file that the vault was opened with."""
        key_file = self.opener.key_file
        return passphrase if key_file is None else with_key_file(passphrase, key_file)

    def may(self, verb: str) -> bool:
        """Whether who works now has a role for what the journal calls by this verb, in a vault that can be written."""
        return not self.read_only and may(self.duty.roles, verb)

    def need_role(self, verb: str) -> None:
        """Refuse what the commit would refuse, before something is done that no transaction takes back."""
        self.need_writing()
        if not self.may(verb):
            raise refuse("role.needed", roles=who_may(verb))

    def close(self) -> None:
        """Close the books; nothing can be done with this office afterwards."""
        kept = self.watch.state is not None
        try:
            self.steps.forget()
            pages = self.store.close(sum_pages=kept, closed=self._wipe)
        finally:
            self._wipe()
        if kept:
            marks.leave(self, pages)
            self.watch.state = None

    def _wipe(self) -> None:
        """Overwrite every key that is held; a second time does nothing."""
        self.opener.take(None)
        if self.signer is not None:
            self.signer.wipe()
        if self.keys is not None:
            self.keys.wipe()
