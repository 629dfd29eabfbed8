"""The form of a cash voucher: cash drawn from the bank or brought to it, and other cash."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal

from desktop.domain.cash import ENTERED, CashDraft, CashKind, check_voucher
from desktop.domain.summaries import Recorded
from desktop.i18n import mark, tr
from desktop.services.cash import load_cash_voucher, record_cash
from desktop.ui import formatting
from desktop.ui.cash.choices import currency_choices
from desktop.ui.cash.expected import ExpectedCash
from desktop.ui.changes import MONEY
from desktop.ui.money.late import LateBooking
from desktop.ui.shared.date_field import DateField
from desktop.ui.shared.fields import ChoiceField, CodeField, LongTextField, MoneyField
from desktop.ui.shared.form_page import FormPage
from desktop.ui.shared.naming import named, text_label

if TYPE_CHECKING:
    from collections.abc import Iterable

    from desktop.domain.cash import CashVoucher
    from desktop.domain.errors import Problem
    from desktop.domain.money import Money
    from desktop.ui.workplace import Workplace


class CashForm(FormPage[CashDraft, Recorded]):
    """`recorded(said)` once it is stored. What the cash desk holds on the day stands below the fields."""

    recorded = Signal(str)

    def __init__(self, place: Workplace, kind: CashKind, currency: str) -> None:
        super().__init__(place, "cash_form", None, mark("Cash desk"))
        self._kind, self._start_currency = kind, currency
        self._held: Money | None = None
        self.late = LateBooking(self.banner, self.save)
        form = self.form
        self.kind: ChoiceField[CashKind] = form.add(ChoiceField("kind", mark("What it is"), ENTERED))
        self.currency: CodeField = form.add(
            CodeField("currency", mark("Currency"), partial(currency_choices, place, currency))
        )
        self.amount: MoneyField = form.add(MoneyField("amount", mark("Amount"), currency, needed=True))
        self.on: DateField = form.add(DateField("on", mark("Date"), place.office.today, needed=True))
        self._asked = ExpectedCash(place, self.currency, self.on, self)
        self.standing = named(text_label("", "muted", wrap=True), "cash_form.standing")
        form.add_wide(self.standing)
        form.add(
            LongTextField(
                "text",
                mark("What for"),
                hint=mark("Needed for other cash: it belongs to the general fund. It may name people"),
                lines=2,
            ),
            wide=True,
        )
        self.currency.edited.connect(self._on_currency)
        self.on.edited.connect(self._read_standing)
        self.on.edited.connect(self.late.forget)
        self.save_another.hide()
        self.begin()

    # ------------------------------------------------------------------ the kit's hooks

    def load(self, code: str) -> Recorded:
        raise TypeError("what is recorded has a page of its own")

    def show_record(self, record: Recorded | None) -> None:
        self.kind.write(self._kind)
        self.currency.write(self._start_currency)
        self.on.write(self.place.office.today())
        self._on_currency()

    def read_like(self, code: str) -> CashVoucher:
        return load_cash_voucher(self.place.office, code)

    def take_like(self, found: CashVoucher) -> None:
        draft = found.draft
        self.kind.write(draft.kind)
        self.currency.write(draft.amount.currency)
        self._on_currency()
        self.amount.write(draft.amount)
        self.form.fields["text"].write(draft.text)

    def read_draft(self) -> CashDraft:
        values = self.form.read()
        return CashDraft(values["kind"], values["amount"], values["on"], values["text"], into_open=self.late.accepted)

    def check(self, draft: CashDraft) -> Iterable[Problem]:
        return check_voucher(draft, self.place.office.today())

    def show_problems(self, problems: Iterable[Problem]) -> None:
        found = list(problems)
        super().show_problems(found)
        self.late.offer(found)

    def store(self, draft: CashDraft) -> Recorded:
        return record_cash(self.place.office, draft)

    def stored(self, record: Recorded) -> None:
        self.place.changes.announce(*MONEY)
        self.recorded.emit(tr("{code} is recorded.").format(code=record.code))

    def focus_first(self) -> None:
        """What it is and in which currency was chosen with the button: the amount is missing."""
        self.amount.editor.setFocus()

    def retranslate(self) -> None:
        super().retranslate()
        self.heading.setText(tr("New cash voucher"))
        self._write_standing()

    # ------------------------------------------------------------------ what happens

    def _on_currency(self) -> None:
        self.amount.set_currency(self.currency.read())
        self._read_standing()

    def _read_standing(self) -> None:
        self._asked.read(self._on_held, self._on_failed)

    def _on_held(self, held: Money) -> None:
        self._held = held
        self._write_standing()

    def _write_standing(self) -> None:
        if self._held is None:
            self.standing.clear()
            return
        text = tr("The cash desk holds {amount} at the end of that day.")
        self.standing.setText(text.format(amount=formatting.money(self._held)))
