"""Closing a cash desk's day: asked once, on a count that agrees; after it no cash is dated on or before that day."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal

from desktop.domain.cash import CashClose
from desktop.i18n import mark, tr
from desktop.services.cash import close_day
from desktop.ui import formatting
from desktop.ui.cash.choices import currency_choices
from desktop.ui.cash.expected import ExpectedCash
from desktop.ui.changes import MONEY
from desktop.ui.shared.date_field import DateField
from desktop.ui.shared.fields import CodeField
from desktop.ui.shared.form_page import FormPage
from desktop.ui.shared.naming import named, text_label

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from desktop.domain.errors import Problem
    from desktop.domain.money import Money
    from desktop.ui.workplace import Workplace

_NEEDS_COUNT = ("cash.not_counted", "cash.count_differs")


class CloseForm(FormPage[tuple[str, "date"], CashClose]):
    """`day_closed(said)` once it is done; `count_asked(currency, day)` when it must be counted first."""

    day_closed = Signal(str)
    count_asked = Signal(str, object)

    def __init__(self, place: Workplace, currency: str) -> None:
        super().__init__(place, "cash_close", None, mark("Cash desk"))
        self._start = currency
        self._held: Money | None = None
        form = self.form
        self.currency: CodeField = form.add(
            CodeField("currency", mark("Currency"), partial(currency_choices, place, currency))
        )
        self.on: DateField = form.add(DateField("on", mark("Day"), place.office.today, needed=True))
        self._asked = ExpectedCash(place, self.currency, self.on, self)
        self.standing = named(text_label("", "heading", wrap=True), "cash_close.standing")
        self.meaning = text_label("", "muted", wrap=True)
        form.add_wide(self.standing)
        form.add_wide(self.meaning)
        for field in (self.currency, self.on):
            field.edited.connect(self._read_standing)
        self.save_another.hide()
        self.begin()

    def load(self, code: str) -> CashClose:
        raise TypeError("a closed day is never opened again")

    def show_record(self, record: CashClose | None) -> None:
        self.currency.write(self._start)
        self.on.write(self.place.office.today())
        self._read_standing()

    def read_draft(self) -> tuple[str, date]:
        values = self.form.read()
        return values["currency"], values["on"]

    def show_problems(self, problems: Iterable[Problem]) -> None:
        """Where it is not counted yet, the way there stands beside the sentence."""
        found = list(problems)
        super().show_problems(found)
        if any(problem.code in _NEEDS_COUNT for problem in found):
            currency, day = self.read_draft()
            self.banner.offer(tr("Count the cash…"), lambda: self.count_asked.emit(currency, day))

    def store(self, draft: tuple[str, date]) -> CashClose:
        return close_day(self.place.office, *draft)

    def stored(self, record: CashClose) -> None:
        self.place.changes.announce(*MONEY)
        self.day_closed.emit(
            tr("The cash desk is closed up to {date} with {amount}.").format(
                date=formatting.day(record.on), amount=formatting.money(record.balance)
            )
        )

    def retranslate(self) -> None:
        super().retranslate()
        self.heading.setText(tr("Close the day"))
        self.save_button.setText(tr("Close the day"))
        self.meaning.setText(
            tr(
                "The day needs a count that agrees with the books. Once it is closed, no cash in this currency is "
                "dated on it or before it any more: what comes late is dated the next day."
            )
        )
        self._write_standing()

    def _read_standing(self) -> None:
        self._asked.read(self._on_held, self._on_failed)

    def _on_held(self, held: Money) -> None:
        self._held = held
        self._write_standing()

    def _write_standing(self) -> None:
        text = tr("The books expect {amount} at the end of that day.")
        self.standing.setText(text.format(amount=formatting.money(self._held)) if self._held is not None else "")
