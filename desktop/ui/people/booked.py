"""What is booked for a person, below the form: their campaigns, what was paid to them, what they gave; with links.

Some rows are read at a time, and the next when they are asked for. A panel without rows is not shown.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from desktop.domain.listing import ListKind, Query
from desktop.i18n import mark, tr
from desktop.services.lists import read_page
from desktop.ui import errors, formatting
from desktop.ui.changes import Topic
from desktop.ui.language import follow_language
from desktop.ui.shared.banner import Banner
from desktop.ui.shared.naming import button, named, role, text_label
from desktop.ui.theme import APART, NEAR

if TYPE_CHECKING:
    from collections.abc import Callable

    from desktop.domain.campaigns import CampaignRow
    from desktop.domain.donations import DonationRow
    from desktop.domain.listing import Page
    from desktop.domain.payouts import PayoutRow
    from desktop.ui.workplace import Workplace

AT_ONCE = 10
_LINK_TOP = 6  # as in `records`


@dataclass(frozen=True, slots=True)
class Booked:
    """A list of what is booked: which, by which filter the person's rows are found, and what of a row is shown.

    Texts are marked English; the first column is the row's code, and leads to it. `figures` are columns of amounts.
    """

    area: str
    title: str
    kind: ListKind
    filter: str
    sort: str
    topic: Topic
    heads: tuple[str, ...]
    cells: Callable[[Any], tuple[str, ...]]
    figures: tuple[int, ...]


def _campaign(row: CampaignRow) -> tuple[str, ...]:
    money = (formatting.money(each) for each in (row.goal, row.collected, row.paid))
    return (row.title if row.title != row.code else "", formatting.label(row.status), *money)


def _payout(row: PayoutRow) -> tuple[str, ...]:
    amount, state = formatting.money(row.amount), formatting.label(row.state)
    return (formatting.day(row.on), row.campaign, state, row.voucher or "", amount)


def _gift(row: DonationRow) -> tuple[str, ...]:
    back = tr("Taken back") if row.taken_back else ""
    return (formatting.day(row.on), row.campaign, back, row.receipt or "", formatting.money(row.gross))


CAMPAIGNS = Booked(
    "person_campaigns", mark("Campaigns"), ListKind.CAMPAIGNS, "beneficiary", "code", Topic.CAMPAIGNS,
    (mark("Code"), mark("Title"), mark("Status"), mark("Goal"), mark("Collected"), mark("Paid")), _campaign, (3, 4, 5),
)  # fmt: skip
PAYMENTS = Booked(
    "person_payments", mark("Payments"), ListKind.PAYOUTS, "payee", "on", Topic.PAYOUTS,
    (mark("Code"), mark("Date"), mark("Campaign"), mark("State"), mark("Voucher"), mark("Amount")), _payout, (5,),
)  # fmt: skip
GIFTS = Booked(
    "person_gifts", mark("Donations"), ListKind.DONATIONS, "donor", "on", Topic.DONATIONS,
    (mark("Code"), mark("Date"), mark("Campaign"), mark("State"), mark("Receipt"), mark("Gross")), _gift, (5,),
)  # fmt: skip


class BookedPanel(QWidget):
    """Rows of a list that belong to a person, some at a time, the newest first."""

    def __init__(self, place: Workplace, what: Booked, person: str | None) -> None:
        super().__init__()
        self.place, self.what, self.person = place, what, person
        self.rows: list[Any] = []
        self._page: Page[Any] | None = None
        self._heading = text_label("", "heading")
        self.banner = Banner(what.area)
        card = role(QFrame(), "card")
        self._grid = QGridLayout(card)
        self._grid.setContentsMargins(APART, NEAR + 4, APART, NEAR + 4)
        self._grid.setHorizontalSpacing(APART)
        self._grid.setVerticalSpacing(NEAR)
        self._grid.setColumnStretch(1 if what is CAMPAIGNS else 2, 1)
        self.more = button(f"{what.area}.more")
        self.more.clicked.connect(self._on_more)
        row = QHBoxLayout()
        row.addWidget(self.more)
        row.addStretch(1)
        self._inside = QWidget()  # hidden in place of the panel itself, which has no parent yet
        layout = QVBoxLayout(self._inside)
        layout.setContentsMargins(0, APART, 0, 0)
        layout.setSpacing(NEAR)
        for each in (self._heading, card):
            layout.addWidget(each)
        layout.addLayout(row)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(self.banner)
        outer.addWidget(self._inside)
        place.changes.subscribe(self, (what.topic, Topic.PEOPLE), self.reload)
        follow_language(self, self.retranslate)
        self.reload()

    def retranslate(self) -> None:
        self._heading.setText(tr(self.what.title))
        self.more.setText(tr("Show more"))
        self.more.setAccessibleName(tr("Show more: {what}").format(what=tr(self.what.title)))
        self._show()

    def reload(self) -> None:
        """Read the first rows again, as many as are shown."""
        if self.person is not None:
            query, most = self._query(), max(AT_ONCE, len(self.rows))
            self.place.tasks.run(
                read_page, self.place.office, self.what.kind, query, None, most,
                done=self._on_first, failed=self._on_failed, owner=self,
            )  # fmt: skip

    def _query(self) -> Query:
        return Query(self.what.sort, descending=True, filters={self.what.filter: self.person or ""}, archived=True)

    def _on_more(self) -> None:
        if self._page is not None and self._page.last is not None:
            self.place.tasks.run(
                read_page, self.place.office, self.what.kind, self._query(), self._page.last, AT_ONCE,
                done=self._on_next, failed=self._on_failed, owner=self,
            )  # fmt: skip

    def _on_first(self, page: Page[Any]) -> None:
        self.rows = []
        self._on_next(page)

    def _on_next(self, page: Page[Any]) -> None:
        self._page = page
        self.rows.extend(page.rows)
        self._show()

    def _show(self) -> None:
        while (item := self._grid.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        self._inside.setVisible(bool(self.rows))
        self.more.setVisible(self._page is not None and self._page.last is not None)
        for column, head in enumerate(self.what.heads):
            self._put(text_label(tr(head), "muted"), 0, column, 0)
        for line, row in enumerate(self.rows, start=1):
            link = button(f"{self.what.area}.open_{row.code}", "link")
            link.setText(row.code)
            link.setAccessibleName(tr("Open {code}").format(code=row.code))
            link.clicked.connect(partial(self._on_open, row.code))
            self._grid.addWidget(link, line, 0, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
            for column, text in enumerate(self.what.cells(row), start=1):
                stretched = self._grid.columnStretch(column) > 0
                cell = named(text_label(text, wrap=stretched), f"{self.what.area}.{row.code}_{column}")
                self._put(cell, line, column, _LINK_TOP)

    def _put(self, cell: QWidget, line: int, column: int, above: int) -> None:
        side = Qt.AlignmentFlag.AlignRight if column in self.what.figures else Qt.AlignmentFlag(0)
        cell.setContentsMargins(0, above, 0, 0)
        self._grid.addWidget(cell, line, column, side | Qt.AlignmentFlag.AlignTop)

    def _on_open(self, code: str, *_checked: object) -> None:
        self.place.navigate(self.what.kind.value, code)

    def _on_failed(self, error: BaseException) -> None:
        errors.show_on(self.banner, error)
