"""The page of what is due for review: what, since when, why; and two verbs for each."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QGridLayout, QWidget

from desktop.domain.retention import Clock, DueRow
from desktop.i18n import mark, ntr, tr
from desktop.services.retention import erase_due, review
from desktop.ui import formatting
from desktop.ui.changes import MONEY
from desktop.ui.erasing import REVIEW
from desktop.ui.erasing.verbs import ask_to_erase
from desktop.ui.shared.flow import FlowRow
from desktop.ui.shared.naming import button, named, role, text_label
from desktop.ui.shared.record_page import RecordPage
from desktop.ui.theme import APART, NEAR

if TYPE_CHECKING:
    from desktop.ui.workplace import Workplace

AT_ONCE = 50
_WHY: dict[Clock, tuple[str, str]] = {
    Clock.PEOPLE: (mark("Nothing happened since {day}."), mark("Erase…")),
    Clock.DONORS: (mark("Nothing was given since {day}."), mark("Erase…")),
    Clock.STORIES: (mark("The campaign is over since {day}."), mark("Erase story and page")),
    Clock.FILES: (mark("Attached on {day}."), mark("Erase the file")),
    Clock.DOCUMENTS: (mark("Of {day}; its term has ended."), mark("Redact")),
}


class ReviewPage(RecordPage[tuple[DueRow, ...]]):
    """Nothing here goes by itself: each row waits until somebody erases it or says why it is kept."""

    def __init__(self, place: Workplace) -> None:
        super().__init__(place, "review", REVIEW, mark("People"))
        self._shown = AT_ONCE
        self.lead = named(text_label("", "muted", wrap=True), "review.lead")
        self._card = role(QFrame(), "card")
        self._grid = QGridLayout(self._card)
        self._grid.setContentsMargins(APART, NEAR + 4, APART, NEAR + 4)
        self._grid.setHorizontalSpacing(APART)
        self._grid.setVerticalSpacing(NEAR)
        self._grid.setColumnStretch(1, 1)
        self._card.hide()
        self.more = button("review.more")
        self.more.hide()
        self.more.clicked.connect(self._on_more)
        for at, widget in enumerate((self.lead, self._card, FlowRow(self.more))):
            self.body.insertWidget(at, widget)
        self.body.addStretch(1)
        self.begin()

    @property
    def history_subject(self) -> str:
        """Each row has its own."""
        return ""

    def load(self, code: str) -> tuple[DueRow, ...]:
        return review(self.place.office)

    def show_record(self, record: tuple[DueRow, ...] | None) -> None:
        self._write()

    def retranslate(self) -> None:
        super().retranslate()
        self.heading.setText(tr("Due for review"))
        self._write()

    def _write(self) -> None:
        while (item := self._grid.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        rows = self.record or ()
        told = ntr("{count} record is due for review.", "{count} records are due for review.", len(rows))
        nothing = tr("Nothing is due for review.")
        rest = tr("Nothing is erased by itself. The terms stand in the settings.")
        self.lead.setText(f"{told if rows else nothing} {rest}")
        self._card.setVisible(bool(rows))
        for line, row in enumerate(rows[: self._shown]):
            self._write_row(line, row)
        left = len(rows) - self._shown
        self.more.setVisible(left > 0)
        self.more.setText(tr("Show {count} more").format(count=min(max(left, 0), AT_ONCE)))

    def _write_row(self, line: int, row: DueRow) -> None:
        why, _verb = _WHY[row.clock]
        top = Qt.AlignmentFlag.AlignTop
        subject = f"{row.subject}  {row.of}" if row.of else row.subject
        self._grid.addWidget(text_label(subject), line, 0, top)
        reason = f"{formatting.label(row.clock)}. {tr(why).format(day=formatting.day(row.since))}"
        due = tr("Due since {day}.").format(day=formatting.day(row.due))
        self._grid.addWidget(text_label(f"{reason} {due}", "muted", wrap=True), line, 1, top)
        self._grid.addWidget(self._verbs(row), line, 2, top)

    def _verbs(self, row: DueRow) -> QWidget:
        key = f"{row.clock.value}_{row.subject}"
        erase = button(f"review.erase_{key}", "link")
        erase.setText(tr(_WHY[row.clock][1]))
        keep = button(f"review.keep_{key}", "link")
        keep.setText(tr("Keep until…"))
        for each, act in ((erase, self._on_erase), (keep, self._on_keep)):
            each.setAccessibleName(f"{each.text()} {row.subject}")
            each.clicked.connect(partial(act, row))
        return FlowRow(erase, keep)

    def _on_more(self) -> None:
        self._shown += AT_ONCE
        self._write()

    def _on_erase(self, row: DueRow, *_checked: object) -> None:
        if row.clock in (Clock.PEOPLE, Clock.DONORS):
            ask_to_erase(self.place, row.subject, self.banner, lambda _code: self._on_gone(row))
            return
        title = tr("Erase this for good?")
        text = tr("{what}: {subject}. It cannot be taken back, and stays in older backups.").format(
            what=formatting.label(row.clock), subject=row.subject
        )
        if self.place.prompts.confirm(title, text, tr("Erase for good"), danger=True):
            self.place.tasks.run(
                erase_due,
                self.place.office,
                row,
                done=lambda _none: self._on_gone(row),
                failed=self._on_failed,
                owner=self,
            )

    def _on_gone(self, row: DueRow) -> None:
        self.place.changes.announce(*MONEY)
        self.read_again()
        self.banner.show_good(tr("{code} is erased.").format(code=row.subject))

    def _on_keep(self, row: DueRow, *_checked: object) -> None:
        from desktop.ui.erasing.dialogs import KeepDialog  # noqa: PLC0415  loads when it is first wanted

        if self.place.prompts.show(KeepDialog(self.place, row, self)):
            self.place.changes.announce(*MONEY)
            self.read_again()
