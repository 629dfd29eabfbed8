"""The Checks section: every rule with its state in words and a sign, how many break it, and the way to them."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QLabel, QScrollArea, QVBoxLayout, QWidget

from desktop.domain.checks import CheckResult, Rule, all_good
from desktop.domain.errors import Stopped
from desktop.domain.summaries import TaskKind
from desktop.i18n import ntr, tr
from desktop.services.office_checks import run_checks
from desktop.ui import errors, formatting
from desktop.ui.changes import Topic
from desktop.ui.icons import icon
from desktop.ui.language import follow_language
from desktop.ui.shared.banner import Banner
from desktop.ui.shared.naming import button, named, role, text_label
from desktop.ui.shared.steady import steady
from desktop.ui.theme import APART, FAR, NEAR
from desktop.ui.workplace import PageWidget

if TYPE_CHECKING:
    from collections.abc import Mapping

    from PySide6.QtGui import QShowEvent

    from desktop.ui.tasks import Job
    from desktop.ui.workplace import Target, Workplace

_ICON = QSize(20, 20)
_GOES_TO: Mapping[Rule, tuple[str, TaskKind | None]] = {
    Rule.NUMBERS: ("documents", None),
    Rule.OVERDRAWN: ("campaigns", TaskKind.OVERDRAWN),
    Rule.CASH: ("cash", None),
    Rule.OVERSPENT: ("items", TaskKind.OVERSPENT),
    Rule.RECEIPTS: ("donations", TaskKind.RECEIPT_STANDS),
    Rule.UNSIGNED: ("payouts", TaskKind.UNSIGNED),
    Rule.APPROVALS: ("payouts", TaskKind.APPROVAL_LATE),
    Rule.ADVANCES: ("advances", TaskKind.ADVANCE_OVERDUE),
    Rule.DECISIONS: ("campaigns", TaskKind.UNDECIDED),
    Rule.PROPOSALS: ("campaigns", TaskKind.PROPOSED),
    Rule.GOALS: ("campaigns", TaskKind.GOAL_DIFFERS),
    Rule.CONSENTS_EXPIRED: ("people", TaskKind.CONSENT_EXPIRED),
    Rule.CONSENTS_MISSING: ("people", TaskKind.CONSENT_MISSING),
    Rule.RATES: ("rates", None),
    Rule.MONTHS: ("months", None),
}
"""Where a rule's breakers are put right: a section, narrowed to them where a list can be. Nowhere: only told."""


class ChecksPage(PageWidget):
    """Goes through the rules in the worker when it is first shown, after a change, and when asked."""

    def __init__(self, place: Workplace) -> None:
        super().__init__()
        self.place = place
        self.results: tuple[CheckResult, ...] = ()
        self._stale = True
        self._job: Job | None = None
        self._title = text_label("", "title")
        self._lead = text_label("", "muted", wrap=True)
        self.banner = Banner("checks")
        self.again = button("checks.again", "", "refresh")
        self._card = role(QFrame(), "card")
        self._grid = QGridLayout(self._card)
        self._grid.setContentsMargins(APART, NEAR + 4, APART, NEAR + 4)
        self._grid.setHorizontalSpacing(NEAR + 4)
        self._grid.setVerticalSpacing(NEAR)
        self._grid.setColumnStretch(1, 3)
        self._grid.setColumnStretch(3, 2)
        self._card.hide()
        self._lay_out()
        self.again.clicked.connect(self.refresh)
        place.changes.subscribe(self, tuple(Topic), self._on_changed)
        follow_language(self, self.retranslate)

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.addWidget(self._title)
        head.addStretch(1)
        head.addWidget(self.again)
        inner = role(QWidget(), "ground")
        column = QVBoxLayout(inner)
        column.setContentsMargins(0, NEAR, FAR, APART)
        column.addWidget(self._card)
        column.addStretch(1)
        scroll = QScrollArea()
        steady(scroll)
        scroll.setWidgetResizable(True)
        scroll.setWidget(inner)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(FAR, APART, 0, 0)
        layout.setSpacing(NEAR)
        for part in (head, self._lead, self.banner):
            row = QHBoxLayout()
            row.setContentsMargins(0, 0, FAR, 0)
            if isinstance(part, QWidget):
                row.addWidget(part)
            else:
                row.addLayout(part)
            layout.addLayout(row)
        layout.addWidget(scroll, 1)

    def retranslate(self) -> None:
        self._title.setText(tr("Checks"))
        self.again.setText(tr("Check again"))
        self._write()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._stale:
            self.refresh()

    def refresh(self) -> None:
        if self._job is not None:
            self._job.drop()
        self._stale = False
        self.again.setEnabled(False)
        self._job = self.place.tasks.run(
            run_checks,
            self.place.office,
            title=tr("Checking the accounts"),
            progress=lambda _done, _whole: None,
            done=self._on_checked,
            failed=self._on_failed,
            owner=self,
        )

    # ------------------------------------------------------------------ what is shown

    def _on_changed(self) -> None:
        """Check anew at once while it is looked at, else when it is looked at again."""
        self._stale = True
        if self.isVisible():
            self.refresh()

    def _on_checked(self, results: tuple[CheckResult, ...]) -> None:
        self._job = None
        self.again.setEnabled(True)
        self.results = results
        self.banner.clear()
        self._write()

    def _on_failed(self, error: BaseException) -> None:
        self._job = None
        self.again.setEnabled(True)
        if isinstance(error, Stopped):
            self.banner.show_info(tr("Stopped: not every rule was looked at."))
        else:
            errors.show_on(self.banner, error)

    def _write(self) -> None:
        found = sum(not result.good for result in self.results)
        if not self.results:
            said = tr("The rules that the accounts are held to, and what breaks them.")
        elif all_good(self.results):
            whole = all(result.seen for result in self.results)
            said = tr("Everything is in order.") if whole else tr("Everything that can be seen here is in order.")
        else:
            said = ntr("{count} rule asks for a look.", "{count} rules ask for a look.", found)
        self._lead.setText(said)
        self._card.setVisible(bool(self.results))
        while self._grid.count():
            item = self._grid.takeAt(0)
            widget = item.widget() if item is not None else None
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        for row, result in enumerate(self.results):
            self._write_row(row, result)

    def _write_row(self, row: int, result: CheckResult) -> None:
        rule = formatting.label(result.rule)
        sign = QLabel()
        sign.setPixmap(icon(_picture(result)).pixmap(_ICON, self.devicePixelRatioF()))
        look = "good" if result.good and result.seen else ""
        state = named(text_label(state_words(result), look), f"checks.state_{result.rule.value}")
        self._grid.addWidget(sign, row, 0)
        self._grid.addWidget(text_label(rule, wrap=True), row, 1)
        self._grid.addWidget(state, row, 2)
        self._grid.addWidget(text_label(first_codes(result), "muted", wrap=True), row, 3)
        if result.good or result.rule not in _GOES_TO:
            return
        link = button(f"checks.go_{result.rule.value}", "link")
        link.setText(tr("Go to"))
        link.setAccessibleName(tr("Go to: {rule}").format(rule=rule))
        link.clicked.connect(partial(self._go, result))
        self._grid.addWidget(link, row, 4)

    def _go(self, result: CheckResult) -> None:
        section, task = _GOES_TO[result.rule]
        target: Target = task if task is not None else ""
        if result.rule is Rule.MONTHS and result.first:
            target = result.first[0]
        self.place.navigate(section, target)


def _picture(result: CheckResult) -> str:
    if not result.seen:
        return "info"
    if result.good:
        return "good"
    return "error" if result.rule.must_hold else "warning"


def state_words(result: CheckResult) -> str:
    """Say how a rule stands."""
    if not result.seen:
        return tr("Cannot be seen")
    if result.good:
        return tr("In order")
    if result.rule.must_hold:
        return ntr("{count} against it", "{count} against it", result.count)
    return ntr("{count} to look at", "{count} to look at", result.count)


def first_codes(result: CheckResult) -> str:
    """Name the first of what was found, or why nothing can be."""
    if not result.seen:
        return tr("It lies in the book of names, which is not open here.")
    more = ["…"] if result.count > len(result.first) else []
    return ", ".join((*result.first, *more))
