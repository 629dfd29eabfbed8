"""Paying an approved payout, whole or in part, and splitting it into instalments; a refusal stands at its field."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from desktop.domain.errors import Refused, refuse
from desktop.domain.ledger import MONEY_OUT
from desktop.domain.payouts import PayoutLine
from desktop.i18n import mark, tr
from desktop.services import wording
from desktop.services.payout_steps import split_by_dates
from desktop.services.payouts import pay_payout
from desktop.ui import formatting
from desktop.ui.money.late import LateBooking
from desktop.ui.shared.date_field import DateField
from desktop.ui.shared.fields import ChoiceField, MoneyField, TextField
from desktop.ui.shared.rate_field import RateField
from desktop.ui.shared.step_dialog import StepDialog

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import date

    from PySide6.QtWidgets import QWidget

    from desktop.domain.errors import Problem
    from desktop.domain.money import Money
    from desktop.domain.payouts import Payout
    from desktop.domain.summaries import Recorded
    from desktop.ui.workplace import Workplace


class PayDialog(StepDialog):
    """Says when, how and at which rate an approved payout was paid; with `part` how much of each line, too."""

    refused = mark("It is not paid yet.")

    def __init__(self, place: Workplace, payout: Payout, labels: Mapping[int, str], parent: QWidget | None,
                 *, part: bool = False) -> None:  # fmt: skip
        amount = formatting.money(payout.draft.amount)
        title = tr("Pay a part of {code}, {amount}") if part else tr("Pay {code}, {amount}")
        super().__init__(place, "pay", title.format(code=payout.code, amount=amount), tr("Record as paid"), parent)
        self.late = LateBooking(self.banner, self.do)
        self._payout, draft = payout, payout.draft
        self._amounts: dict[int, MoneyField] = {}
        self._entered: list[int] = []
        self.on: DateField = self.form.add(DateField("on", mark("Date"), place.office.today, needed=True))
        self.on.write(place.office.today())
        self.method = self.form.add(ChoiceField("method", mark("Method"), MONEY_OUT))
        self.method.write(draft.method)
        self.rate: RateField = self.form.add(
            RateField(place, "rate", mark("Exchange rate"), mark("Debited by the bank")), wide=True
        )
        if part:
            self._add_lines(labels)
        self.on.edited.connect(self._follow)
        self.on.edited.connect(self.late.forget)
        self._follow()
        self.rate.write(draft.rate)

    def _add_lines(self, labels: Mapping[int, str]) -> None:
        self.form.section(mark("What is paid now; the rest stays approved"))
        due: dict[int, Money] = {}
        for line in self._payout.draft.lines:
            due[line.item] = due[line.item] + line.amount if line.item in due else line.amount
        for number, amount in due.items():
            title = f"{number} {labels.get(number, '')}".strip()
            field: MoneyField = self.form.add(MoneyField(f"part_{number}", title, amount.currency))
            field.write(amount)
            self._amounts[number] = field

    def _follow(self) -> None:
        draft = self._payout.draft
        try:
            on: date | None = self.on.read()
        except Refused:
            on = None
        self.rate.ask(draft.currency, self._payout.fund_amount.currency, on, draft.amount)

    def gather(self) -> dict[str, Any]:
        values = super().gather()
        lines = [(number, values[f"part_{number}"]) for number in self._amounts]
        values["lines"] = tuple(PayoutLine(number, amount) for number, amount in lines if amount)
        self._entered = [line.item for line in values["lines"]]
        if self._amounts and not values["lines"]:
            raise refuse("payout.no_lines", at=f"part_{next(iter(self._amounts))}")
        return values

    def placed(self, problem: Problem) -> Problem:
        """Put what is wrong with a line at its field."""
        lines, _dot, rest = (problem.at or "").partition(".")
        at = rest.partition(".")[0]
        if lines == "lines" and at.isdecimal() and int(at) < len(self._entered):
            return replace(problem, at=f"part_{self._entered[int(at)]}")
        return problem

    def offer(self, problems: Iterable[Problem]) -> None:
        self.late.offer(problems)

    def step(self, values: dict[str, Any]) -> Recorded:
        return pay_payout(
            self.place.office,
            self._payout.code,
            values["on"],
            method=values["method"],
            rate=values["rate"],
            lines=values["lines"],
            into_open=self.late.accepted,
            revision=self._payout.revision,
        )


class InstalmentsDialog(StepDialog):
    """Asks for the days on which the parts of an approved payout are due, and for their amounts where they differ."""

    refused = mark("It is not split.")

    def __init__(self, place: Workplace, payout: Payout, parent: QWidget | None) -> None:
        title = tr("Split {code}, {amount}, into instalments").format(
            code=payout.code, amount=formatting.money(payout.draft.amount)
        )
        super().__init__(place, "split", title, tr("Split"), parent)
        self._payout = payout
        self.days: TextField = self.form.add(
            TextField(
                "days",
                mark("Days on which they are due"),
                hint=mark("One for each instalment, with commas: 1.12.2026, 1.1.2027, 1.2.2027"),
                needed=True,
            ),
            wide=True,
        )
        self.amounts: TextField = self.form.add(
            TextField(
                "amounts",
                mark("Amounts"),
                hint=mark("One for each day, with semicolons: 500; 300; 200. Left empty, they are even"),
            ),
            wide=True,
        )

    def gather(self) -> dict[str, Any]:
        values = super().gather()
        typed, today = values["days"].replace(";", ",").split(","), self.place.office.today()
        currency = self._payout.draft.currency
        return {
            "days": [wording.read_day(each, today, at="days") for each in typed if each.strip()],
            "amounts": [
                wording.read_money(each, currency, at="amounts")
                for each in values["amounts"].split(";")
                if each.strip()
            ],
        }

    def step(self, values: dict[str, Any]) -> tuple[Payout, ...]:
        return split_by_dates(
            self.place.office, self._payout.code, values["days"], self._payout.revision, values["amounts"]
        )
