"""Counting a cash desk: notes and coins, their live sum beside what the books expect, a reason for a difference."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal

from desktop.domain.cash import CashCount, CountDraft, check_count
from desktop.domain.money import Money
from desktop.i18n import mark, tr
from desktop.services.cash import count_cash
from desktop.ui import formatting
from desktop.ui.cash.choices import currency_choices
from desktop.ui.cash.expected import ExpectedCash
from desktop.ui.cash.pieces import PiecesGrid
from desktop.ui.changes import MONEY
from desktop.ui.shared.date_field import DateField
from desktop.ui.shared.fields import CodeField, LongTextField
from desktop.ui.shared.form import read_each
from desktop.ui.shared.form_page import FormPage
from desktop.ui.shared.naming import named, restyle, text_label

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from desktop.domain.errors import Problem
    from desktop.ui.shared.form_state import Part
    from desktop.ui.workplace import Workplace


class CountForm(FormPage[CountDraft, CashCount]):
    """`counted(count)` once it is stored."""

    counted = Signal(object)

    def __init__(self, place: Workplace, currency: str, day: date | None = None) -> None:
        super().__init__(place, "cash_count", None, mark("Cash desk"))
        self._start = currency, day
        self._expected: Money | None = None
        form = self.form
        self.currency: CodeField = form.add(
            CodeField("currency", mark("Currency"), partial(currency_choices, place, currency))
        )
        self.on: DateField = form.add(DateField("on", mark("At the end of"), place.office.today, needed=True))
        self._asked = ExpectedCash(place, self.currency, self.on, self)
        form.section(mark("Notes and coins"))
        self.pieces = PiecesGrid()
        form.add_wide(self.pieces)
        self.whole = named(text_label("", "heading", wrap=True), "cash_count.whole")
        self.difference = named(text_label("", "muted", wrap=True), "cash_count.difference")
        form.add_wide(self.whole)
        form.add_wide(self.difference)
        self.reason: LongTextField = form.add(
            LongTextField(
                "reason",
                mark("Reason for the difference"),
                hint=mark("Needed only where there is one: it is then booked to the general fund"),
                lines=2,
            ),
            wide=True,
        )
        self.pieces.edited.connect(form.soil)
        self.pieces.edited.connect(self._tell)
        self.currency.edited.connect(self._on_currency)
        self.on.edited.connect(self._read_expected)
        self.save_another.hide()
        self.begin()

    # ------------------------------------------------------------------ the kit's hooks

    def load(self, code: str) -> CashCount:
        raise TypeError("a count is never opened again")

    def show_record(self, record: CashCount | None) -> None:
        currency, day = self._start
        self.currency.write(currency)
        self.on.write(day or self.place.office.today())
        self._on_currency()

    def read_draft(self) -> CountDraft:
        read_each(self.form.read, self.pieces.read)
        values = self.form.read()
        return CountDraft(values["currency"], values["on"], self.pieces.read(), values["reason"])

    def check(self, draft: CountDraft) -> Iterable[Problem]:
        """Check against what is expected on screen; the service checks again against the books of that moment."""
        if self._expected is None or self._expected.currency != draft.currency:
            return ()
        return check_count(draft, self._expected, self.place.office.today())

    def place_problems(self, problems: list[Problem]) -> list[Problem]:
        return self.pieces.place_problems(problems)

    def draft_parts(self) -> dict[str, Part]:
        return {"pieces": self.pieces}

    def focus_problem(self) -> bool:
        return self.pieces.focus_problem() or super().focus_problem()

    def store(self, draft: CountDraft) -> CashCount:
        return count_cash(self.place.office, draft)

    def stored(self, record: CashCount) -> None:
        self.place.changes.announce(*MONEY)
        self.counted.emit(record)

    def focus_first(self) -> None:
        if self.pieces.rows:
            self.pieces.rows[0].number.setFocus()

    def retranslate(self) -> None:
        super().retranslate()
        self.heading.setText(tr("Count the cash"))
        self.save_button.setText(tr("Record the count"))
        self._tell()

    # ------------------------------------------------------------------ what happens

    def _on_currency(self) -> None:
        self.pieces.show_currency(self.currency.read())
        self._read_expected()

    def _read_expected(self) -> None:
        self._expected = None
        self._tell()
        self._asked.read(self._on_expected, self._on_failed)

    def _on_expected(self, expected: Money) -> None:
        self._expected = expected
        self._tell()

    def _tell(self) -> None:
        """Write the live sum beside the books' figure, and what lies between them."""
        counted, expected = self.pieces.counted(), self._expected
        self.whole.setText(
            tr("Counted {counted}, the books expect {expected}").format(
                counted=formatting.money(counted), expected=formatting.money(expected)
            )
        )
        if counted is None or expected is None or counted.currency != expected.currency:
            self._say("", "muted")
            return
        size = Money(abs(counted.minor - expected.minor), counted.currency)
        if not size:
            self._say(tr("✓ They agree."), "good")
        elif counted < expected:
            self._say(tr("▲ {amount} is missing.").format(amount=formatting.money(size)), "warning")
        else:
            self._say(tr("▲ There is {amount} too much.").format(amount=formatting.money(size)), "warning")

    def _say(self, text: str, look: str) -> None:
        restyle(self.difference, "role", look)
        self.difference.setText(text)


def told(count: CashCount) -> str:
    """Say what was counted, and what became of a difference."""
    counted = formatting.money(count.draft.counted)
    if count.voucher is None:
        return tr("Counted: {amount}, as the books say.").format(amount=counted)
    return tr("Counted: {amount}. The difference is booked as {code}.").format(amount=counted, code=count.voucher)
