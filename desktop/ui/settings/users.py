"""The people who may open this vault: who they are, since when, who works now; adding, renaming, removing."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFrame, QGridLayout, QVBoxLayout, QWidget

from desktop.domain.errors import Refused
from desktop.domain.key_files import SUFFIX
from desktop.domain.roles import Role
from desktop.i18n import tr
from desktop.services import wording
from desktop.services.signatures import user_subject
from desktop.services.users import list_users, rename_user
from desktop.ui import errors
from desktop.ui.changes import Topic
from desktop.ui.language import follow_language
from desktop.ui.settings.key_file_dialogs import DropKeyFileDialog, MakeKeyFileDialog
from desktop.ui.settings.user_dialogs import AccessDialog, AddUserDialog, ChangePassphraseDialog, RemoveUserDialog
from desktop.ui.shared import permit
from desktop.ui.shared.banner import Banner
from desktop.ui.shared.flow import FlowRow
from desktop.ui.shared.history import HistoryDialog
from desktop.ui.shared.naming import button, named, role, text_label
from desktop.ui.theme import APART, NEAR

if TYPE_CHECKING:
    from desktop.domain.staff import VaultUser
    from desktop.ui.workplace import Workplace


class UsersPanel(QWidget):
    """A card with a line for each user, and the buttons below it."""

    def __init__(self, place: Workplace) -> None:
        super().__init__()
        self.place = place
        self.users: tuple[VaultUser, ...] = ()
        self._heading = text_label("", "heading")
        self._lead = text_label("", "muted", wrap=True)
        self.banner = Banner("users")
        self._card = role(QFrame(), "card")
        self._grid = QGridLayout(self._card)
        self._grid.setContentsMargins(APART, NEAR + 4, APART, NEAR + 4)
        self._grid.setHorizontalSpacing(APART)
        self._grid.setVerticalSpacing(NEAR)
        self._grid.setColumnStretch(0, 1)
        self._grid.setColumnStretch(3, 1)
        self.add = button("users.add", picture="plus")
        self.change = button("users.change")
        self.key_file = button("users.key_file")
        self.no_key_file = button("users.no_key_file")
        row = FlowRow(self.add, self.change, self.key_file, self.no_key_file)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, APART, 0, 0)
        layout.setSpacing(NEAR)
        for each in (self._heading, self._lead, self.banner, self._card):
            layout.addWidget(each)
        layout.addWidget(row)
        self.add.clicked.connect(self._on_add)
        self.change.clicked.connect(self._on_change)
        self.key_file.clicked.connect(self._on_key_file)
        self.no_key_file.clicked.connect(self._on_no_key_file)
        place.changes.subscribe(self, (Topic.USERS,), self.reload)
        follow_language(self, self.retranslate)
        self.reload()

    def retranslate(self) -> None:
        self._heading.setText(tr("People who may open this vault"))
        self._lead.setText(
            tr("Everybody has a passphrase of their own: the journal, and who approves what, rest on it.")
        )
        self.add.setText(tr("Add a person…"))
        self.change.setText(tr("Change my passphrase…"))
        self.key_file.setText(tr("Make a key file…"))
        self.no_key_file.setText(tr("Give up my key file…"))
        self._show(self.users)

    def reload(self) -> None:
        """Read who may open the vault."""
        self.place.tasks.run(list_users, self.place.office, done=self._show, failed=self._on_failed, owner=self)

    def _show(self, users: tuple[VaultUser, ...]) -> None:
        self.users = users
        while self._grid.count():
            item = self._grid.takeAt(0)
            widget = item.widget() if item is not None else None
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        self._card.setVisible(bool(users))
        self.no_key_file.setVisible(any(user.here and user.key_file for user in users))
        for column, title in enumerate((tr("Name"), tr("Since"), tr("Opens"), tr("Roles"))):
            self._grid.addWidget(text_label(title, "muted"), 0, column)
        for place, user in enumerate(users):
            self._show_user(1 + 2 * place, user)  # what can be done stands below: long words have no room beside it
        permit.guard_now(self, self.place.office)

    def _show_user(self, line: int, user: VaultUser) -> None:
        shown = tr("{name} (works now)").format(name=user.shown) if user.here else user.shown
        opens = tr("Accounts and names") if user.reads_names else tr("Accounts only")
        name = named(text_label(shown, wrap=True), f"users.name_{user.number}")
        self._grid.addWidget(name, line, 0)
        self._grid.addWidget(text_label(wording.date(user.added_at.date())), line, 1)
        self._grid.addWidget(text_label(opens), line, 2)
        everything = len(user.roles) == len(Role)
        roles = tr("All") if everything else ", ".join(wording.label(each) for each in user.roles)
        self._grid.addWidget(named(text_label(roles, wrap=True), f"users.roles_{user.number}"), line, 3)
        verbs = FlowRow()
        if self.place.office.has_identity:
            rename = button(f"users.rename_{user.number}", "quiet")
            rename.setText(tr("Rename…"))
            rename.setAccessibleName(tr("Rename {name}").format(name=user.shown))
            rename.clicked.connect(partial(self._on_rename, user))
            verbs.add(rename)
        access = button(f"users.access_{user.number}", "quiet")
        access.setText(tr("Access…"))
        access.setAccessibleName(tr("Access of {name}").format(name=user.shown))
        access.clicked.connect(partial(self._on_access, user))
        verbs.add(access)
        past = button(f"users.history_{user.number}", "quiet")
        past.setText(tr("History…"))
        past.setAccessibleName(tr("History of {code}").format(code=user.shown))
        past.clicked.connect(partial(self._on_history, user))
        verbs.add(past)
        if not user.here:
            remove = button(f"users.remove_{user.number}", "quiet")
            remove.setText(tr("Remove…"))
            remove.setAccessibleName(tr("Remove {name}").format(name=user.shown))
            remove.clicked.connect(partial(self._on_remove, user))
            verbs.add(remove)
        self._grid.addWidget(verbs, line + 1, 0, 1, 4)

    # ------------------------------------------------------------------ the verbs

    def _on_add(self) -> None:
        self.banner.clear()
        if self.place.prompts.show(AddUserDialog(self.place)):
            self._done(tr("One more person may open this vault."))

    def _on_change(self) -> None:
        self.banner.clear()
        if self.place.prompts.show(ChangePassphraseDialog(self.place)):
            self._done(tr("Your passphrase is changed; the old one no longer opens this vault."))

    def _on_key_file(self) -> None:
        self.banner.clear()
        kinds = ((tr("Key file"), (SUFFIX[1:],)),)
        path = self.place.prompts.choose_save(tr("Where the key file goes"), f"my{SUFFIX}", kinds)
        if path is not None:
            dialog = MakeKeyFileDialog(self.place, path)
            if self.place.prompts.show(dialog):
                said = tr("The key file is made; its fingerprint is {fingerprint}. Keep a copy in a safe place.")
                self._done(said.format(fingerprint=dialog.fingerprint))

    def _on_no_key_file(self) -> None:
        self.banner.clear()
        if self.place.prompts.show(DropKeyFileDialog(self.place)):
            self._done(tr("Your passphrase opens this vault alone again."))

    def _on_remove(self, user: VaultUser) -> None:
        self.banner.clear()
        if self.place.prompts.show(RemoveUserDialog(self.place, user)):
            self._done(tr("{name} no longer opens this vault.").format(name=user.shown))

    def _on_access(self, user: VaultUser) -> None:
        self.banner.clear()
        if self.place.prompts.show(AccessDialog(self.place, user)):
            self._done(tr("Saved."))

    def _on_history(self, user: VaultUser) -> None:
        self.place.prompts.show(HistoryDialog(self.place, user_subject(user.number), self.window(), user.shown))

    def _on_rename(self, user: VaultUser) -> None:
        self.banner.clear()
        title = tr("Rename {name}").format(name=user.shown)
        name = self.place.prompts.ask_text(title, tr("Name"), tr("Rename"), text=user.name)
        if name is not None:
            self.place.tasks.run(
                rename_user,
                self.place.office,
                user.number,
                name,
                done=lambda _user: self.place.changes.announce(Topic.USERS),
                failed=self._on_failed,
                owner=self,
            )

    def _done(self, said: str) -> None:
        self.banner.show_good(said)
        self.place.changes.announce(Topic.USERS)

    def _on_failed(self, error: BaseException) -> None:
        if isinstance(error, Refused):
            self.banner.show_error(" ".join(wording.sentence(problem) for problem in error.problems))
        else:
            errors.show_on(self.banner, error)
