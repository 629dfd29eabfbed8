"""The form of one exchange rate: written by hand, or corrected with a reason."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from desktop.domain.rates import PinnedRate, RateSource
from desktop.i18n import formats, mark, screen_language, tr
from desktop.services import wording
from desktop.services.rates import add_rate, check_new_rate, load_rate
from desktop.ui import formatting
from desktop.ui.changes import MONEY, Topic
from desktop.ui.shared.date_field import DateField
from desktop.ui.shared.fields import ChoiceField, CodeField, TextField
from desktop.ui.shared.form_page import FormPage
from desktop.ui.start.create import currencies

if TYPE_CHECKING:
    from collections.abc import Iterable

    from desktop.domain.errors import Problem
    from desktop.ui.workplace import Workplace

SOURCES = tuple(source for source in RateSource if source is not RateSource.BANK)


@dataclass(frozen=True, slots=True)
class WrittenRate:
    """A rate as a worker wrote it, with the reason for putting it in place of another."""

    rate: PinnedRate
    reason: str


class RateForm(FormPage[WrittenRate, PinnedRate]):
    """`code` is a kept rate's name (see `rate_key`); its pair, day and source stay, its value may be corrected."""

    def __init__(self, place: Workplace, code: str | None) -> None:
        super().__init__(place, "rate", code, mark("Rates"))
        form = self.form
        form.section(mark("Exchange rate"))
        self.base: CodeField = form.add(CodeField("base", mark("One unit of"), currencies))
        self.quote: CodeField = form.add(CodeField("quote", mark("Is this much in"), currencies))
        self.rate: TextField = form.add(TextField("rate", mark("Rate"), hint=mark("Like 1.0912"), needed=True))
        self.on: DateField = form.add(DateField("on", mark("Date"), place.office.today, needed=True))
        self.source: ChoiceField[RateSource] = form.add(ChoiceField("source", mark("Source"), SOURCES))
        form.add(TextField("table", mark("Table number"), hint=mark("If the source numbers its tables")))
        self.reason: TextField = form.add(
            TextField("reason", mark("Reason"), hint=mark("Why another rate takes the place of the one kept")),
            wide=True,
        )
        self.reason.setVisible(code is not None)
        self.begin()

    @property
    def history_title(self) -> str:
        rate = self.record
        if rate is None:
            return ""
        pair, day = f"{rate.base}/{rate.quote}", formatting.day(rate.on)
        return f"{pair}, {day}, {formatting.label(rate.source)}"

    def load(self, code: str) -> PinnedRate:
        return load_rate(self.place.office, code)

    def show_record(self, record: PinnedRate | None) -> None:
        if record is None:
            base = self.place.settings().base_currency
            self.base.write(base)
            self.quote.write("USD" if base != "USD" else "EUR")
            self.on.write(self.place.office.today())
            self.source.write(RateSource.HAND)
            return
        self.rate.write(formats.digits(record.text, screen_language()))
        for name in ("base", "quote", "on", "source", "table"):
            self.form.fields[name].write(getattr(record, name))
        for field in (self.base, self.quote, self.on, self.source):
            field.lock(True)  # another pair, day or source is another rate

    def read_draft(self) -> WrittenRate:
        values = self.form.read()
        rate = PinnedRate(
            values["base"],
            values["quote"],
            wording.read_rate(values["rate"]),
            values["source"],
            values["on"],
            values["table"],
        )
        return WrittenRate(rate, values["reason"])

    def check(self, draft: WrittenRate) -> Iterable[Problem]:
        return check_new_rate(draft.rate, self.place.office.today())

    def store(self, draft: WrittenRate) -> PinnedRate:
        return add_rate(self.place.office, draft.rate, draft.reason)

    def show_problems(self, problems: Iterable[Problem]) -> None:
        found = list(problems)
        if any(problem.at == "reason" for problem in found):
            self.reason.show()  # the rate is kept already, with another value
        super().show_problems(found)

    def stored(self, record: PinnedRate) -> None:
        self.place.changes.announce(Topic.RATES, *MONEY)

    def retranslate(self) -> None:
        super().retranslate()
        self.heading.setText(tr("Exchange rate") if self.code is not None else tr("New exchange rate"))
