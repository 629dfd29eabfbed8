"""The page of likely duplicates: pairs of people who may be one, the likeliest first, with the reasons."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QFrame, QGridLayout, QWidget

from desktop.domain.errors import Stopped
from desktop.i18n import mark, ntr, tr
from desktop.services.duplicates import PairRow, likely_pairs, not_the_same, reasons_in_words
from desktop.ui.changes import Topic
from desktop.ui.shared.flow import FlowRow
from desktop.ui.shared.naming import button, named, role, text_label
from desktop.ui.shared.record_page import RecordPage
from desktop.ui.theme import APART, NEAR

if TYPE_CHECKING:
    from desktop.ui.workplace import Workplace

TARGET = "duplicates"
"""The target that opens this page: `navigate("people", TARGET)`."""
MERGE = "merge"
AT_ONCE = 50
_COLUMNS = 4


def merge_target(kept: str, other: str) -> str:
    """Give the target that opens the page on which one person is merged into another."""
    return f"{MERGE} {kept} {other}"


class DuplicatesPage(RecordPage[None]):
    """Looks through everybody when it is opened, as a task that can be stopped."""

    def __init__(self, place: Workplace) -> None:
        super().__init__(place, "duplicates", TARGET, mark("People"))
        self.pairs: tuple[PairRow, ...] = ()
        self._shown = AT_ONCE
        self.lead = named(text_label("", "muted", wrap=True), "duplicates.lead")
        self.dismissed = named(QCheckBox(), "duplicates.show_dismissed")
        self.dismissed.toggled.connect(lambda _on: self.look())
        self._card = role(QFrame(), "card")
        self._grid = QGridLayout(self._card)
        self._grid.setContentsMargins(APART, NEAR + 4, APART, NEAR + 4)
        self._grid.setHorizontalSpacing(APART)
        self._grid.setVerticalSpacing(NEAR)
        self._grid.setColumnStretch(0, 3)
        self._grid.setColumnStretch(1, 3)
        self._card.hide()
        self.more = button("duplicates.more")
        self.more.clicked.connect(self._on_more)
        self.again = button("duplicates.again", "", "refresh")
        self.again.clicked.connect(self.look)
        self.action_row.add(self.again)
        for place_of, widget in enumerate((self.lead, self.dismissed, self._card, FlowRow(self.more))):
            self.body.insertWidget(place_of, widget)
        self.body.addStretch(1)
        self.begin()

    @property
    def history_subject(self) -> str:
        """Nothing here has a history of its own."""
        return ""

    def load(self, code: str) -> None:
        """There is no record; `look` reads the pairs."""

    def show_record(self, record: None) -> None:
        self.look()

    def look(self) -> None:
        """Look through everybody."""
        self.again.setEnabled(False)
        self.place.tasks.run(
            partial(likely_pairs, self.place.office, dismissed=self.dismissed.isChecked()),
            done=self._on_found,
            failed=self._on_stopped,
            progress=lambda _done, _whole: None,
            owner=self,
            title=tr("Looking for likely duplicates"),
        )

    def retranslate(self) -> None:
        super().retranslate()
        self.heading.setText(tr("Likely duplicates"))
        self.dismissed.setText(tr("Show those too who were said to be two"))
        self.again.setText(tr("Look again"))
        self._show()

    def _on_found(self, pairs: tuple[PairRow, ...]) -> None:
        self.again.setEnabled(True)
        self.pairs = pairs
        self._show()

    def _on_stopped(self, error: BaseException) -> None:
        self.again.setEnabled(True)
        if isinstance(error, Stopped):
            self.banner.show_info(tr("Stopped. “Look again” begins anew."))
        else:
            self._on_failed(error)

    def _show(self) -> None:
        while (item := self._grid.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        count = len(self.pairs)
        found = ntr("{count} pair may be one person.", "{count} pairs may each be one person.", count)
        nobody = tr("Nobody looks like anybody else.")
        self.lead.setText(found if self.pairs else nobody)
        self._card.setVisible(bool(self.pairs))
        for line, pair in enumerate(self.pairs[: self._shown]):
            self._show_pair(line, pair)
        rest = len(self.pairs) - self._shown
        self.more.setVisible(rest > 0)
        self.more.setText(tr("Show {count} more").format(count=min(max(rest, 0), AT_ONCE)))

    def _show_pair(self, line: int, pair: PairRow) -> None:
        people = "\n".join(
            code if code == name else f"{code}  {name}"
            for code, name in ((pair.first, pair.first_name), (pair.second, pair.second_name))
        )
        look = "muted" if pair.dismissed else ""
        key = f"{pair.first}_{pair.second}"
        top = Qt.AlignmentFlag.AlignTop
        self._grid.addWidget(text_label(people, look, wrap=True), line, 0, top)
        reasons = named(text_label(reasons_in_words(pair.likeness), look, wrap=True), f"duplicates.reasons_{key}")
        self._grid.addWidget(reasons, line, 1, top)
        score = text_label(tr("{score} of 100").format(score=pair.likeness.score), "muted")
        self._grid.addWidget(score, line, 2, top | Qt.AlignmentFlag.AlignRight)
        self._grid.addWidget(self._verbs(pair, key), line, 3, top)

    def _verbs(self, pair: PairRow, key: str) -> QWidget:
        merge = button(f"duplicates.merge_{key}", "link")
        merge.setText(tr("Compare and merge…"))
        merge.setAccessibleName(f"{merge.text()} {pair.first} {pair.second}")
        merge.clicked.connect(lambda: self.place.navigate("people", merge_target(pair.first, pair.second)))
        apart = button(f"duplicates.apart_{key}", "link")
        apart.setText(tr("May be the same after all") if pair.dismissed else tr("Not the same"))
        apart.setAccessibleName(f"{apart.text()} {pair.first} {pair.second}")
        apart.clicked.connect(partial(self._on_apart, pair))
        return FlowRow(merge, apart)

    def _on_more(self) -> None:
        self._shown += AT_ONCE
        self._show()

    def _on_apart(self, pair: PairRow, *_checked: object) -> None:
        self.place.tasks.run(
            partial(not_the_same, self.place.office, pair.first, pair.second, taken_back=pair.dismissed),
            done=lambda _none: self._on_said(pair),
            failed=self._on_failed,
            owner=self,
        )

    def _on_said(self, pair: PairRow) -> None:
        if not pair.dismissed:
            self.banner.show_good(
                tr("{first} and {second} are kept as two.").format(first=pair.first, second=pair.second)
            )
            self.banner.offer(tr("Take it back"), partial(self._take_back, pair))
        self.place.changes.announce(Topic.PEOPLE)
        self.look()

    def _take_back(self, pair: PairRow) -> None:
        self.place.tasks.run(
            partial(not_the_same, self.place.office, pair.first, pair.second, taken_back=True),
            done=lambda _none: self.look(),
            failed=self._on_failed,
            owner=self,
        )
