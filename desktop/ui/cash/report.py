"""The cash report of a period: seen, printed, saved."""

from __future__ import annotations

from datetime import timedelta
from functools import partial
from typing import TYPE_CHECKING, Any

from desktop.domain.papers import LoosePaper
from desktop.i18n import mark, tr
from desktop.services.cash_papers import cash_report_pdf
from desktop.services.loose_papers import Leaving
from desktop.ui.cash.choices import currency_choices, language_choices, second_choices
from desktop.ui.shared.date_field import DateField
from desktop.ui.shared.fields import CodeField
from desktop.ui.shared.paper_page import PaperPage

if TYPE_CHECKING:
    from desktop.ui.workplace import Workplace


class CashReportPage(PaperPage):
    """Begins with this month up to today."""

    def __init__(self, place: Workplace, currency: str) -> None:
        super().__init__(place, "cash_report", mark("Cash desk"))
        self._start = currency
        today = place.office.today
        self.currency: CodeField = self.form.add(
            CodeField("currency", mark("Currency"), partial(currency_choices, place, currency)), wide=True
        )
        self.first: DateField = self.form.add(DateField("first", mark("From"), today, needed=True), wide=True)
        self.last: DateField = self.form.add(DateField("last", mark("To"), today, needed=True), wide=True)
        self.language: CodeField = self.form.add(CodeField("language", mark("Language"), language_choices), wide=True)
        self.second: CodeField = self.form.add(
            CodeField("second_language", mark("Beside it"), second_choices), wide=True
        )
        for field in (self.currency, self.language, self.second):
            field.edited.connect(self.show_paper)
        for day in (self.first, self.last):
            day.left.connect(self.show_paper)
        self.begin()
        self.show_paper()

    def show_record(self, record: bytes | None) -> None:
        today = self.place.office.today()
        self.currency.write(self._start)
        self.first.write(today - timedelta(days=today.day - 1))
        self.last.write(today)
        self.language.write(self.place.settings().language)
        self.second.write("")

    def draw(self, values: dict[str, Any]) -> bytes:
        return cash_report_pdf(
            self.place.office,
            values["currency"],
            values["first"],
            values["last"],
            values["language"],
            values["second_language"],
        )

    def file_name(self) -> str:
        return f"cash-{self.currency.read()}-{self.last.read() or ''}"

    def leaving(self, pdf: bytes) -> Leaving:
        return Leaving(LoosePaper.CASH_REPORT, pdf)

    def retranslate(self) -> None:
        super().retranslate()
        self.heading.setText(tr("Cash report"))
