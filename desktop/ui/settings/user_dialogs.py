"""Dialogs about the people who may open the vault. Each asks for the passphrase of who works now."""

from __future__ import annotations

from abc import abstractmethod
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QProgressBar, QWidget

from desktop.domain.errors import Refused
from desktop.domain.roles import USUAL
from desktop.i18n import mark, tr
from desktop.services import wording
from desktop.services.renewal import remove_user
from desktop.services.roles import Access, set_access
from desktop.services.users import add_user, change_passphrase
from desktop.ui import errors
from desktop.ui.settings.role_boxes import RoleBoxes
from desktop.ui.shared.banner import Banner
from desktop.ui.shared.dialog_frame import GrowingDialog, Scrolled, stack, verbs
from desktop.ui.shared.fields import CheckField, TextField
from desktop.ui.shared.form import Form
from desktop.ui.shared.naming import button, named, text_label
from desktop.ui.shared.new_passphrase import NewPassphrase, PassphraseField
from desktop.ui.theme import scaled

if TYPE_CHECKING:
    from collections.abc import Callable

    from desktop.domain.staff import VaultUser
    from desktop.ui.workplace import Workplace

_WIDTH = 540


class UserDialog(GrowingDialog):
    """A title, a text, a form and two buttons: `area.do` and `area.keep`. Closes when its work is done."""

    own_hint = ""
    """What is said below the field of one's own passphrase, marked English."""
    lasts = ""
    """What is said of work that says how far it is, in the screen's language; such work takes `progress`."""

    def __init__(self, place: Workplace, area: str, title: str, text: str, verb: str, *, danger: bool = False) -> None:
        super().__init__()
        self.place, self._verb = place, verb
        self._busy = False
        named(self, f"{area}.dialog", title)
        self.setWindowTitle("Skarbonka")
        self.setMinimumWidth(scaled(_WIDTH))
        self.banner = Banner(area)
        self.form = Form(area)
        self.do_it = button(f"{area}.do", "danger" if danger else "primary")
        self.do_it.setText(verb)
        self.keep = button(f"{area}.keep")
        self.keep.setText(tr("Cancel"))
        self.do_it.clicked.connect(self.try_it)
        self.keep.clicked.connect(self.reject)
        needed = not self.own_hint
        own = PassphraseField("own_passphrase", mark("Your passphrase"), self.own_hint, needed=needed)
        self.own: PassphraseField = self.form.add(own, wide=True)
        self.own.line.returnPressed.connect(self.try_it)
        self.bar = named(QProgressBar(), f"{area}.progress", tr("Progress"))
        self.bar.setTextVisible(False)
        self.bar.hide()
        inner = Scrolled(text_label(text, wrap=True), self.form, self.bar)
        self.column = inner.column
        heading = text_label(title, "heading", wrap=True)
        stack(self, heading, self.banner, inner, verbs(self.keep, self.do_it), grows=inner)
        for each in (self.do_it, self.keep):
            each.setAutoDefault(False)
        self.own.editor.setFocus()

    def add_below(self, widget: QWidget) -> None:
        """Add something below the form."""
        self.column.insertWidget(self.column.count() - 1, widget)

    @abstractmethod
    def work(self) -> Callable[..., object]:
        """Give what is to be done in the worker; raises Refused while something is missing."""

    def try_it(self) -> None:
        """Do it, unless something is missing."""
        if self._busy:
            return
        self.banner.clear()
        self.form.clear_problems()
        try:
            work = self.work()
        except Refused as refusal:
            self._show(refusal)
            return
        self._rest(True)
        self.place.tasks.run(
            work,
            done=lambda _result: self._on_done(),
            failed=self._on_failed,
            progress=self._on_step if self.lasts else None,
            owner=self,
            title=tr(self.lasts) if self.lasts else "",
        )

    def _on_step(self, done: int, whole: int) -> None:
        self.bar.setRange(0, whole)
        self.bar.setValue(done)
        self.bar.setVisible(self._busy)

    def reject(self) -> None:
        """Close without doing it; not while it is being done."""
        if not self._busy:
            super().reject()

    def _rest(self, busy: bool) -> None:
        self._busy = busy
        for each in (self.do_it, self.keep, self.form):
            each.setEnabled(not busy)
        self.do_it.setText(tr("One moment…") if busy else self._verb)
        if not busy:
            self.bar.hide()

    def _on_done(self) -> None:
        self._rest(False)
        self.accept()

    def _on_failed(self, error: BaseException) -> None:
        self._rest(False)
        if isinstance(error, Refused):
            self._show(error)
        else:
            errors.show_on(self.banner, error)

    def _show(self, refusal: Refused) -> None:
        rest = self.form.problems(refusal.problems)
        if rest:
            self.banner.show_error(" ".join(wording.sentence(problem) for problem in rest))
        self.form.focus_problem()


class AddUserDialog(UserDialog):
    """Lets one more person open the vault. Best done by both at one screen."""

    def __init__(self, place: Workplace) -> None:
        super().__init__(
            place,
            "add_user",
            tr("Add a person who may open this vault"),
            tr("Let the person type a passphrase of their own here: nobody else needs to know it."),
            tr("Add"),
        )
        named_books = place.office.has_identity
        self.name: TextField | None = None
        if named_books:
            hint = mark("It is kept in the book of names")
            self.name = self.form.add(TextField("name", mark("Name"), hint=hint, needed=True), wide=True)
        hint = mark("Without it the person works with codes alone: names are encrypted with a key of their own")
        self.reads: CheckField = self.form.add(
            CheckField("with_identity", mark("May read names"), hint=hint), wide=True
        )
        self.reads.write(named_books)
        self.reads.lock(not named_books)
        self.roles = RoleBoxes(self.form)
        self.roles.write(USUAL)
        self.new = NewPassphrase(
            self.form, place.tasks, mark("Passphrase of the new person"), mark("The same passphrase again")
        )
        self.new.entered.connect(self.try_it)
        self.add_below(self.new)

    def work(self) -> Callable[[], object]:
        values = self.form.read()
        problems = self.new.problems()
        if problems:
            raise Refused(*problems)
        own, fresh, office = self.own.read(), self.new.read(), self.place.office
        name, reads, roles = values.get("name", ""), self.reads.read(), self.roles.read()
        return lambda: add_user(office, own, name, fresh, with_identity=reads, roles=roles)


class ChangePassphraseDialog(UserDialog):
    """Another passphrase for who works now."""

    def __init__(self, place: Workplace) -> None:
        super().__init__(
            place,
            "change_passphrase",
            tr("Change your passphrase"),
            tr(
                "The old passphrase opens the vault until the new one has opened it once. "
                "A copy of the vault made before still opens with the old one."
            ),
            tr("Change"),
        )
        self.new = NewPassphrase(self.form, place.tasks, mark("New passphrase"), mark("The same passphrase again"))
        self.new.entered.connect(self.try_it)
        self.add_below(self.new)

    def work(self) -> Callable[[], object]:
        self.form.read()
        problems = self.new.problems()
        if problems:
            raise Refused(*problems)
        old, fresh, office = self.own.read(), self.new.read(), self.place.office
        return lambda: change_passphrase(office, old, fresh)


class RemoveUserDialog(UserDialog):
    """Takes a user's way into the vault away, gives the books new keys, and says what that does not do."""

    lasts = mark("Giving the books new keys…")

    def __init__(self, place: Workplace, user: VaultUser) -> None:
        super().__init__(
            place,
            "remove_user",
            tr("Remove {name}?").format(name=user.shown),
            tr(
                "{name} will no longer open this vault, and the books get new keys. Nobody else has to do anything: "
                "the passphrases of colleagues and the recovery papers open it as before. A backup is made first; a "
                "large vault takes some minutes, and the change of keys cannot be stopped half-way. But {name} can "
                "still open copies of the vault and backups that were made before. What {name} recorded stays, and so "
                "does the name."
            ).format(name=user.shown),
            tr("Remove"),
            danger=True,
        )
        self._number = user.number

    def work(self) -> Callable[..., object]:
        self.form.read()
        return partial(remove_user, self.place.office, self.own.read(), self._number)


class AccessDialog(UserDialog):
    """What a user may do, and whether the book of names opens: it says which of the limits is held by a key."""

    own_hint = mark("Only needed where the book of names is opened or closed")
    lasts = mark("Giving the books new keys…")

    def __init__(self, place: Workplace, user: VaultUser) -> None:
        super().__init__(
            place,
            "access",
            tr("What {name} may do").format(name=user.shown),
            tr(
                "“May read names” is held by encryption: without the key nobody reads a name, on no screen, in no "
                "search and in no file. Roles are held by this program alone: they do not stop somebody who writes "
                "programs of their own, but the verification finds what was done without the role for it."
            ),
            tr("Save"),
        )
        self._user = user
        hint = mark("When it is closed, the book of names gets a new key; copies made before stay readable")
        self.reads: CheckField = self.form.add(
            CheckField("with_identity", mark("May read names"), hint=hint), wide=True
        )
        self.reads.write(user.reads_names)
        self.reads.lock(user.here or not place.office.has_identity)
        self.roles = RoleBoxes(self.form)
        self.roles.write(frozenset(user.roles))

    def work(self) -> Callable[..., object]:
        self.form.read()
        wanted = Access(self.roles.read(), self.reads.read())
        return partial(set_access, self.place.office, self.own.read(), self._user, wanted)
