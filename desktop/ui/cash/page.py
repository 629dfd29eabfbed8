"""The Cash desk section: what each cash desk holds, its movements, and what is done with cash."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QPushButton, QVBoxLayout, QWidget

from desktop.domain.cash import CashDesk, CashKind, CashRow
from desktop.domain.ids import CodeKind
from desktop.i18n import mark, tr
from desktop.services.cash import cash_desks
from desktop.ui import errors, formatting
from desktop.ui.cash.close import CloseForm
from desktop.ui.cash.count import CountForm, told
from desktop.ui.cash.form import CashForm
from desktop.ui.cash.record import CashVoucherPage
from desktop.ui.cash.report import CashReportPage
from desktop.ui.cash.table import CASH
from desktop.ui.shared.flow import FlowLayout
from desktop.ui.shared.list_page import ListPage
from desktop.ui.shared.naming import button
from desktop.ui.shared.section import SectionPage
from desktop.ui.tasks import Latest
from desktop.ui.theme import NEAR
from desktop.ui.workplace import NEW

if TYPE_CHECKING:
    from datetime import date

    from desktop.domain.cash import CashCount
    from desktop.domain.listing import Query
    from desktop.ui.shared.form_page import FormPage
    from desktop.ui.workplace import Workplace

COUNT, CLOSE, REPORT = "count", "close", "report"
_DEEDS = (
    (CashKind.DEPOSIT.value, mark("Deposit…"), ""),
    (CashKind.OTHER_OUT.value, mark("Other cash…"), ""),
    (COUNT, mark("Count…"), "tick"),
    (CLOSE, mark("Close the day…"), "lock"),
    (REPORT, mark("Report…"), "reports"),
)
_SECTIONS = {
    CodeKind.DONATION.value: "donations",
    CodeKind.PAYOUT.value: "payouts",
    CodeKind.ADVANCE.value: "advances",
}


class CashList(ListPage[CashRow]):
    """The movements of one currency's cash desk; above them a card for each currency with what it holds.

    `asked(what)` when one of the buttons is pressed.
    """

    asked = Signal(str)
    currency = ""

    def __init__(self, place: Workplace) -> None:
        self._deeds: dict[str, QPushButton] = {}
        self._cards: dict[str, QPushButton] = {}
        self._desks: tuple[CashDesk, ...] = ()
        super().__init__(place, CASH)
        self._latest = Latest(place.tasks)
        self._group = QButtonGroup(self)
        self._strip = QWidget()
        strip = QVBoxLayout(self._strip)
        strip.setContentsMargins(0, 0, 0, 0)
        strip.setSpacing(NEAR)
        self._card_row, deeds = FlowLayout(), FlowLayout()
        strip.addLayout(self._card_row)
        strip.addLayout(deeds)
        for name, _text, picture in _DEEDS:
            each = button(f"cash.{name}", "", picture if picture != "tick" else "good")
            each.clicked.connect(partial(self.asked.emit, name))
            deeds.addWidget(each)
            self._deeds[name] = each
        layout = self.layout()
        if isinstance(layout, QVBoxLayout):
            layout.insertWidget(1, self._strip)
        place.changes.subscribe(self, CASH.topics, self.read_desks)
        self.retranslate()
        self.read_desks()

    def retranslate(self) -> None:
        super().retranslate()
        for name, text, _picture in _DEEDS:
            if name in self._deeds:
                self._deeds[name].setText(tr(text))
        for desk in self._desks:
            self._write_card(desk)

    def read_desks(self) -> None:
        """Read what the cash desks hold."""
        self._latest.run(cash_desks, self.place.office, done=self._on_desks, failed=self._on_unread, owner=self)

    def choose(self, currency: str) -> None:
        """Show a currency's movements."""
        if currency not in self._cards:
            return
        self._cards[currency].setChecked(True)
        if currency != self.currency:
            self.currency = currency
            self.apply_filter()

    def refresh(self) -> None:
        super().refresh()
        self.read_desks()

    def _on_desks(self, desks: tuple[CashDesk, ...]) -> None:
        self._desks = desks
        known = {desk.balance.currency for desk in desks}
        for currency in [each for each in self._cards if each not in known]:
            gone = self._cards.pop(currency)
            self._card_row.removeWidget(gone)
            gone.deleteLater()
        for desk in desks:
            currency = desk.balance.currency
            if currency not in self._cards:
                card = button(f"cash.desk_{currency}", "card")
                card.setCheckable(True)
                card.clicked.connect(partial(self.choose, currency))
                self._group.addButton(card)
                self._card_row.addWidget(card)
                self._cards[currency] = card
            self._write_card(desk)
        base = self.place.settings().base_currency
        first = base if base in known else next(iter(self._cards))
        self.choose(self.currency if self.currency in known else first)

    def _on_unread(self, error: BaseException) -> None:
        errors.show_on(self.banner, error)

    def _write_card(self, desk: CashDesk) -> None:
        """Say what a cash desk holds, and up to which day it is closed."""
        held = formatting.money(desk.balance)
        if desk.closed is not None:
            state = tr("Closed up to {date}").format(date=formatting.day(desk.closed))
        elif desk.counted is not None:
            state = tr("Counted on {date}").format(date=formatting.day(desk.counted))
        else:
            state = tr("Never counted")
        card = self._cards[desk.balance.currency]
        card.setText(f"{held}  ·  {state}")
        card.setAccessibleName(f"{held}, {state}")

    def _query(self) -> Query:
        asked = super()._query()
        return replace(asked, filters={**asked.filters, "currency": self.currency}) if self.currency else asked

    def _filtered(self) -> bool:
        query = self.model.query
        return bool(query.text or query.filters.keys() - {"currency"})


class CashPage(SectionPage):
    """Goes to a voucher ("K-0001"), begins one ("deposit"), counts, closes or reports; other codes lead elsewhere."""

    alike = (CodeKind.CASH_VOUCHER.value,)

    def __init__(self, place: Workplace) -> None:
        self.list = CashList(place)
        self._day: date | None = None
        super().__init__(place, self.list, self._make)
        self.list.asked.connect(self.open_code)

    def open_code(self, code: str) -> None:
        section = _SECTIONS.get(code[:1]) if code[1:2] == "-" else None
        if section is not None:
            self.place.navigate(section, code)
        else:
            super().open_code(code)

    def _make(self, code: str | None) -> FormPage[Any, Any]:
        currency = self.list.currency or self.place.settings().base_currency
        day, self._day = self._day, None
        if code == COUNT:
            count = CountForm(self.place, currency, day)
            count.counted.connect(self._on_counted)
            return count
        if code == CLOSE:
            close = CloseForm(self.place, currency)
            close.day_closed.connect(self._say)
            close.count_asked.connect(self._on_count_asked)
            return close
        if code == REPORT:
            return CashReportPage(self.place, currency)
        kinds = {kind.value: kind for kind in CashKind}
        if code is None or code in kinds:
            form = CashForm(self.place, kinds.get(code or "", CashKind.WITHDRAWAL), currency)
            form.recorded.connect(self._say)
            return form
        return CashVoucherPage(self.place, code)

    def _say(self, text: str) -> None:
        self.list.banner.show_good(text)

    def _on_counted(self, count: CashCount) -> None:
        self.list.choose(count.draft.currency)
        self.list.banner.show_good(told(count))
        self.list.banner.offer(tr("Close the day…"), lambda: self.open_code(CLOSE))

    def _on_count_asked(self, currency: str, day: date) -> None:
        self.list.choose(currency)
        self._day = day
        if self.form is not None:
            self.form.form.clean()
        self.open_code(COUNT)

    def begin_new(self) -> None:
        self.open_code(NEW)


def make_cash_page(place: Workplace) -> CashPage:
    """Build the section."""
    return CashPage(place)
