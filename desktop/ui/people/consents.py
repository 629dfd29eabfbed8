"""The consents of one person, below the form: what was agreed to, how it stands today, recording and withdrawing."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from desktop.domain.consents import ConsentState, Purpose
from desktop.i18n import tr
from desktop.services.consents import list_consents, purpose_words
from desktop.ui import errors, formatting
from desktop.ui.changes import Topic
from desktop.ui.icons import icon
from desktop.ui.language import follow_language
from desktop.ui.people.consent_dialogs import ConsentDialog, WithdrawDialog
from desktop.ui.shared.banner import Banner
from desktop.ui.shared.naming import button, named, role, text_label
from desktop.ui.theme import APART, NEAR

if TYPE_CHECKING:
    from collections.abc import Mapping

    from desktop.domain.consents import ConsentDraft
    from desktop.services.consents import ConsentRow
    from desktop.ui.workplace import Workplace

_ICON = QSize(18, 18)
_LINK_TOP = 6  # a link has its words this far below its top: texts stand in one line with them
_PICTURES: Mapping[ConsentState, str] = {
    ConsentState.VALID: "good",
    ConsentState.EXPIRING: "warning",
    ConsentState.EXPIRED: "warning",
    ConsentState.WITHDRAWN: "error",
}


class ConsentsPanel(QWidget):
    """A line for each consent, the one that counts first, and what nothing is recorded for."""

    def __init__(self, place: Workplace, person: str | None) -> None:
        super().__init__()
        self.place, self.person = place, person
        self.rows: tuple[ConsentRow, ...] = ()
        self._heading = text_label("", "heading")
        self._lead = text_label("", "muted", wrap=True)
        self.banner = Banner("consents")
        self._card = role(QFrame(), "card")
        self._grid = QGridLayout(self._card)
        self._grid.setContentsMargins(APART, NEAR + 4, APART, NEAR + 4)
        self._grid.setHorizontalSpacing(NEAR)
        self._grid.setVerticalSpacing(NEAR)
        self._grid.setColumnStretch(1, 3)
        self._grid.setColumnStretch(3, 2)
        self._card.hide()
        self.missing = named(text_label("", "muted", wrap=True), "consents.missing")
        self.add = button("consents.add", picture="plus")
        row = QHBoxLayout()
        row.addWidget(self.add)
        row.addStretch(1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, APART, 0, 0)
        layout.setSpacing(NEAR)
        for each in (self._heading, self._lead, self.banner, self._card, self.missing):
            layout.addWidget(each)
        layout.addLayout(row)
        self.add.clicked.connect(lambda: self.record(Purpose.DATA))
        place.changes.subscribe(self, (Topic.PEOPLE,), self.reload)
        follow_language(self, self.retranslate)
        self.reload()

    def retranslate(self) -> None:
        self._heading.setText(tr("Consents"))
        self.add.setText(tr("Record a consent…"))
        self._show(self.rows)

    def reload(self) -> None:
        """Read the consents."""
        if self.person is not None and self.place.office.has_identity:
            self.place.tasks.run(
                list_consents, self.place.office, self.person, done=self._show, failed=self._on_failed, owner=self
            )

    def record(self, purpose: Purpose, what: str = "") -> None:
        """Ask for a consent; `what` are the words of another purpose than those of the list."""
        if self.person is None:
            return
        self.banner.clear()
        dialog = ConsentDialog(self.place, self.person, purpose, self.window(), what=what)
        if self.place.prompts.show(dialog) and dialog.made is not None:
            self._done(tr("The consent is recorded."))

    # ------------------------------------------------------------------ what is shown

    def _show(self, rows: tuple[ConsentRow, ...]) -> None:
        self.rows = rows
        while self._grid.count():
            item = self._grid.takeAt(0)
            widget = item.widget() if item is not None else None
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        here = self.person is not None and self.place.office.has_identity
        self._lead.setText(self._lead_words())
        self._card.setVisible(bool(rows))
        self.add.setVisible(here)
        there = {row.consent.draft.purpose for row in rows}
        silent = "; ".join(formatting.label(each) for each in Purpose if each not in (*there, Purpose.OTHER))
        self.missing.setVisible(here and bool(rows) and bool(silent))
        self.missing.setText(tr("Nothing is recorded for: {purposes}.").format(purposes=silent))
        heads = (tr("Agreed to"), tr("State"), tr("Agreed on"), tr("Valid until"))
        for column, title in enumerate(heads, start=1):
            self._grid.addWidget(text_label(title, "muted"), 0, column)
        for line, row in enumerate(rows, start=1):
            self._show_row(line, row)

    def _lead_words(self) -> str:
        if not self.place.office.has_identity:
            return tr("Consents cannot be seen without the book of names.")
        if self.person is None:
            return tr("Save the person first: then what they agreed to can be recorded.")
        if not self.rows:
            return tr("Nothing is recorded yet. Record what this person agreed to before a name leaves the office.")
        return tr("The latest word on each purpose counts.")

    def _show_row(self, line: int, row: ConsentRow) -> None:
        draft, number = row.consent.draft, row.consent.number
        look = "" if row.counts else "muted"
        sign = QLabel()
        sign.setContentsMargins(0, _LINK_TOP - 1, 0, 0)
        if row.counts:
            sign.setPixmap(icon(_PICTURES[row.state]).pixmap(_ICON, self.devicePixelRatioF()))
        until = formatting.day(draft.until) if draft.until is not None else tr("Without an end")
        texts = (purpose_words(draft), self._state(row), _given(row), until)
        self._grid.addWidget(sign, line, 0, Qt.AlignmentFlag.AlignTop)
        for column, text in enumerate(texts, start=1):
            shown = text_label(text, look, wrap=column in (1, 2, 3))
            shown.setContentsMargins(0, _LINK_TOP, 0, 0)
            self._grid.addWidget(shown, line, column, Qt.AlignmentFlag.AlignTop)
            if column == 2:
                named(shown, f"consents.state_{number}")
        if row.counts:
            self._grid.addWidget(self._verbs(row), line, 5, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)

    def _state(self, row: ConsentRow) -> str:
        if not row.counts:
            return tr("Replaced")
        withdrawn = row.consent.withdrawn_on
        if withdrawn is not None:
            return tr("Withdrawn on {date}").format(date=formatting.day(withdrawn))
        return formatting.label(row.state)

    def _verbs(self, row: ConsentRow) -> QWidget:
        draft, number = row.consent.draft, row.consent.number
        holder = QWidget()
        verbs = QHBoxLayout(holder)
        verbs.setContentsMargins(0, 0, 0, 0)
        verbs.setSpacing(NEAR)
        if row.state is not ConsentState.VALID:
            renew = button(f"consents.renew_{number}", "link")
            renew.setText(tr("Record anew…"))
            renew.setAccessibleName(tr("Record anew: {purpose}").format(purpose=purpose_words(draft)))
            renew.clicked.connect(partial(self._on_renew, draft))
            verbs.addWidget(renew)
        if row.consent.withdrawn_on is None:
            withdraw = button(f"consents.withdraw_{number}", "link")
            withdraw.setText(tr("Withdraw…"))
            withdraw.setAccessibleName(tr("Withdraw: {purpose}").format(purpose=purpose_words(draft)))
            withdraw.clicked.connect(partial(self._on_withdraw, row))
            verbs.addWidget(withdraw)
        verbs.addStretch(1)
        return holder

    # ------------------------------------------------------------------ the verbs

    def _on_renew(self, draft: ConsentDraft, *_checked: object) -> None:
        self.record(draft.purpose, draft.what)

    def _on_withdraw(self, row: ConsentRow, *_checked: object) -> None:
        self.banner.clear()
        dialog = WithdrawDialog(self.place, row.consent, self.window())
        if self.place.prompts.show(dialog) and dialog.made is not None:
            self._done(tr("The consent is withdrawn."))

    def _done(self, said: str) -> None:
        self.banner.show_good(said)
        self.place.changes.announce(Topic.PEOPLE)

    def _on_failed(self, error: BaseException) -> None:
        errors.show_on(self.banner, error)


def _given(row: ConsentRow) -> str:
    """Say when and how a consent was given, before whom, and what was noted of it."""
    draft = row.consent.draft
    how = f"{formatting.day(draft.on)}, {formatting.label(draft.channel)}"
    said = ": ".join(part for part in (how, draft.witness) if part)
    return "\n".join(part for part in (said, "" if draft.what else draft.note, row.consent.withdrawn_because) if part)
