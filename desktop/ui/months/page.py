"""The Months section: lock a month whose accounts are done; unlocking one takes two people."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from desktop.domain.errors import Problem, Refused, Severity
from desktop.i18n import tr
from desktop.services import wording
from desktop.services.periods import ask_unlock, confirm_unlock, is_alone, list_months, lock_month, lock_problems
from desktop.ui import errors
from desktop.ui.changes import MONEY, Topic
from desktop.ui.language import follow_language
from desktop.ui.months.table import MonthsTable
from desktop.ui.shared import permit
from desktop.ui.shared.banner import Banner
from desktop.ui.shared.history import HistoryDialog
from desktop.ui.shared.naming import button, text_label
from desktop.ui.shared.whole_rows import choose_row
from desktop.ui.tasks import Latest
from desktop.ui.theme import APART, FAR, NEAR
from desktop.ui.workplace import PageWidget

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from desktop.domain.periods import Month, MonthRow
    from desktop.services.office import Office
    from desktop.ui.workplace import Workplace


def _read(office: Office) -> tuple[Sequence[MonthRow], bool]:
    return list_months(office), is_alone(office)


class MonthsPage(PageWidget):
    """What can be done stands above the table and is about the selected month."""

    def __init__(self, place: Workplace) -> None:
        super().__init__()
        self.place = place
        self._latest = Latest(place.tasks)
        self._alone = True
        self._title = text_label("", "title")
        self._lead = text_label("", "muted", wrap=True)
        self.banner = Banner("months")
        self.lock = button("months.lock", "primary", "lock")
        self.ask = button("months.ask_unlock")
        self.confirm = button("months.confirm_unlock")
        self.history = button("months.history", "quiet", "history")
        self.table = MonthsTable()
        row = QHBoxLayout()
        row.setSpacing(NEAR)
        for each in (self.lock, self.ask, self.confirm):
            row.addWidget(each)
        row.addStretch(1)
        row.addWidget(self.history)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(FAR, APART, FAR, APART)
        layout.setSpacing(NEAR + 4)
        layout.addWidget(self._title)
        layout.addWidget(self._lead)
        layout.addWidget(self.banner)
        layout.addLayout(row)
        layout.addWidget(self.table, 1)
        self.lock.clicked.connect(self._on_lock)
        self.ask.clicked.connect(self._on_ask)
        self.confirm.clicked.connect(self._on_confirm)
        self.history.clicked.connect(self._on_history)
        self.table.itemSelectionChanged.connect(self._write_buttons)
        place.changes.subscribe(self, (Topic.MONTHS, Topic.USERS, *MONEY), self.refresh)
        follow_language(self, self.retranslate)
        permit.guard(self, place.office)
        self.refresh()

    def retranslate(self) -> None:
        self._title.setText(tr("Months"))
        self._lead.setText(
            tr(
                "Lock a month when its accounts are done: nothing dated in it is recorded, changed or voided any more. "
                "What comes late is booked in the first open month, and says when it happened."
            )
        )
        self.table.setAccessibleName(tr("Months"))
        self.lock.setText(tr("Lock…"))
        self.ask.setText(tr("Ask to unlock…"))
        self.history.setText(tr("History…"))
        self.table.show_rows(self.table.rows)
        self._write_buttons()

    def refresh(self) -> None:
        self._latest.run(_read, self.place.office, done=self._show, failed=self._on_failed, owner=self)

    def open_code(self, code: str) -> None:
        """Select a month."""
        for at, row in enumerate(self.table.rows):
            if str(row.month) == code:
                choose_row(self.table, at)

    def focus_filter(self) -> None:
        self.table.setFocus()

    # ------------------------------------------------------------------ what is shown

    def _show(self, read: tuple[Sequence[MonthRow], bool]) -> None:
        rows, self._alone = read
        self.table.show_rows(rows)
        self._write_buttons()

    def _write_buttons(self) -> None:
        row = self.table.month
        lock = row.lock if row is not None else None
        asked = lock.asked_by if lock is not None else None
        self.lock.setEnabled(row is not None and row.ended and lock is None)
        self.ask.setVisible(not self._alone)
        self.ask.setEnabled(lock is not None)
        self.confirm.setText(tr("Unlock…") if self._alone else tr("Confirm unlocking…"))
        self.confirm.setEnabled(lock is not None and (self._alone or asked not in (None, self.place.office.user)))

    # ------------------------------------------------------------------ what is done

    def _on_lock(self) -> None:
        row = self.table.month
        if row is not None:
            self.banner.clear()
            month = row.month
            self.place.tasks.run(
                lock_problems,
                self.place.office,
                month,
                done=lambda problems: self._ask_to_lock(month, problems),
                failed=self._on_failed,
                owner=self,
            )

    def _ask_to_lock(self, month: Month, problems: tuple[Problem, ...]) -> None:
        stopping = [problem for problem in problems if problem.severity is Severity.ERROR]
        if stopping:
            self._on_failed(Refused(*stopping))
            return
        text = tr("Nothing dated in it can be recorded, changed or voided then. Unlocking it takes two people.")
        if self._alone:
            text = tr("Nothing dated in it can be recorded, changed or voided then. Unlocking it takes a reason.")
        said = " ".join((text, *(wording.sentence(problem) for problem in problems)))
        name = wording.month(month)
        if self.place.prompts.confirm(
            tr("Lock {month}?").format(month=name), said, tr("Lock"), keep=tr("Leave it open")
        ):
            self._do(lock_month, tr("{month}: locked.").format(month=name.capitalize()), month)

    def _on_ask(self) -> None:
        row = self.table.month
        if row is None:
            return
        self.banner.clear()
        name = wording.month(row.month)
        reason = self.place.prompts.ask_text(
            tr("Ask to unlock {month}?").format(month=name),
            tr("Why it should be unlocked. Another user reads it and confirms."),
            tr("Ask"),
        )
        if reason is not None:
            said = tr("{month}: unlocking is asked for. Another user confirms it on this page.")
            self._do(ask_unlock, said.format(month=name.capitalize()), row.month, reason)

    def _on_confirm(self) -> None:
        row = self.table.month
        if row is None:
            return
        self.banner.clear()
        name = wording.month(row.month)
        title = tr("Unlock {month}?").format(month=name)
        said = tr("{month}: open again.").format(month=name.capitalize())
        if self._alone:
            label = tr("Why it is unlocked. You are the only user, so nobody confirms it: the reason is recorded.")
            reason = self.place.prompts.ask_text(title, label, tr("Unlock"))
            if reason is not None:
                self._do(confirm_unlock, said, row.month, reason)
            return
        asked = tr("{user} asks for it.").format(user=row.asked_by)
        if row.reason:
            asked = tr("{user} asks for it: {reason}").format(user=row.asked_by, reason=row.reason)
        if self.place.prompts.confirm(title, asked, tr("Unlock"), keep=tr("Leave it locked")):
            self._do(confirm_unlock, said, row.month)

    def _on_history(self) -> None:
        row = self.table.month
        if row is not None:
            self.place.prompts.show(HistoryDialog(self.place, str(row.month), self.window()))

    def _do(self, verb: Callable[..., object], said: str, *arguments: object) -> None:
        self.place.tasks.run(
            verb,
            self.place.office,
            *arguments,
            done=lambda _result: self._on_done(said),
            failed=self._on_failed,
            owner=self,
        )

    def _on_done(self, said: str) -> None:
        self.banner.show_good(said)
        self.place.changes.announce(Topic.MONTHS)

    def _on_failed(self, error: BaseException) -> None:
        errors.show_on(self.banner, error)
