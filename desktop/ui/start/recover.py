"""A forgotten passphrase: two parts of the recovery key, whose passphrase it was, and a new one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout

from desktop.domain.errors import Refused
from desktop.i18n import mark, tr
from desktop.services import wording
from desktop.ui import errors
from desktop.ui.recovery.fields import add_parts
from desktop.ui.shared.fields import CodeField
from desktop.ui.shared.form import Form
from desktop.ui.shared.naming import button
from desktop.ui.shared.new_passphrase import NewPassphrase
from desktop.ui.start import work
from desktop.ui.start.frame import StartScreen
from desktop.ui.theme import NEAR

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from PySide6.QtWidgets import QWidget

    from desktop.domain.errors import Problem
    from desktop.domain.staff import VaultUser
    from desktop.ui.memory import Memory
    from desktop.ui.tasks import Tasks


class RecoverScreen(StartScreen):
    """First the parts, then who and the new passphrase. `opened(Opened)`, `back_asked`."""

    opened = Signal(object)
    back_asked = Signal()

    def __init__(self, folder: Path, tasks: Tasks, memory: Memory) -> None:
        super().__init__("recover", memory)
        self._folder, self._tasks = folder, tasks
        self._working = False
        self._users: tuple[VaultUser, ...] = ()
        self.parts_form, self.form = Form("recover"), Form("recover")
        self.first, self.second = add_parts(self.parts_form)
        self.user: CodeField = self.form.add(CodeField("user", mark("Whose passphrase"), self._choices), wide=True)
        self.passphrase = NewPassphrase(self.form, tasks, mark("New passphrase"), mark("The same passphrase again"))
        self.next = button("recover.next", "primary")
        self.set = button("recover.set", "primary")
        self.back = button("recover.back")
        row = QHBoxLayout()
        row.setContentsMargins(0, NEAR, 0, 0)
        for each in (self.next, self.set, self.back):
            row.addWidget(each)
        row.addStretch(1)
        for part in (self.parts_form, self.form, self.passphrase):
            self.card.addWidget(part)
        self.card.addLayout(row)
        for later in (self.form, self.passphrase, self.set):
            later.hide()
        self.next.clicked.connect(self._on_next)
        self.set.clicked.connect(self._on_set)
        self.passphrase.entered.connect(self._on_set)
        self.back.clicked.connect(self._on_back)
        context = Qt.ShortcutContext.WidgetWithChildrenShortcut
        QShortcut(QKeySequence("Escape"), self, self._on_back, context=context)
        self.begin()

    def first_field(self) -> QWidget:
        return self.first.editor if self.form.isHidden() else self.user.editor

    def retranslate(self) -> None:
        super().retranslate()
        self.heading.setText(tr("Forgotten passphrase"))
        self.lead.setText(
            tr(
                "Two of the three recovery papers open this vault, the accounts and the names. "
                "Its journal will tell that they were used."
            )
        )
        self.next.setText(tr("Continue"))
        self.set.setText(tr("Set the passphrase and open"))
        self.back.setText(tr("Back"))

    def _choices(self) -> list[tuple[str, str]]:
        return [(str(user.number), user.shown) for user in self._users]

    def _on_next(self) -> None:
        if self._working:
            return
        self.banner.clear()
        self.parts_form.clear_problems()
        self._busy(True)
        self._tasks.run(
            work.users_by_parts,
            self._folder,
            self.first.read(),
            self.second.read(),
            done=self._on_users,
            failed=self._on_failed,
            owner=self,
        )

    def _on_users(self, users: tuple[VaultUser, ...]) -> None:
        self._busy(False)
        self._users = users
        self.user.retranslate()
        self.banner.show_good(tr("The two parts open this vault."))
        for earlier in (self.parts_form, self.next):
            earlier.hide()
        for later in (self.form, self.passphrase, self.set):
            later.show()
        self.user.editor.setFocus()

    def _on_set(self) -> None:
        if self._working:
            return
        self.banner.clear()
        self.form.clear_problems()
        problems = self.passphrase.problems()
        if problems:
            self._show(problems)
            return
        self._busy(True)
        self.opening = True
        self._tasks.run(
            work.recover,
            self._folder,
            (self.first.read(), self.second.read()),
            int(self.user.read()),
            self.passphrase.read(),
            done=self._on_opened,
            failed=self._on_failed,
            owner=self,
            dropped=work.close_again,
        )

    def _on_opened(self, opened: work.Opened) -> None:
        self.passphrase.clear()
        for part in (self.first, self.second):
            part.write("")
        if not self._closes_again(self._tasks, opened):
            self.opened.emit(opened)

    def _on_failed(self, error: BaseException) -> None:
        self._busy(False)
        self.opening = self._given_up = False
        if isinstance(error, Refused):
            self._show(error.problems)
        else:
            errors.show_on(self.banner, error)

    def _show(self, problems: Iterable[Problem]) -> None:
        form = self.form if self.form.isVisibleTo(self) else self.parts_form
        rest = form.problems(problems)
        if rest:
            self.banner.show_error(" ".join(wording.sentence(each) for each in rest))
        form.focus_problem()

    def _on_back(self) -> None:
        if not self._working:
            self.back_asked.emit()

    def _busy(self, busy: bool) -> None:
        self._working = busy
        for each in (self.parts_form, self.form, self.passphrase, self.next, self.set, self.back):
            each.setEnabled(not busy)
