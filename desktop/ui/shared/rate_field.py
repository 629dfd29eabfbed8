"""The exchange rate of foreign money: the official one of the day, or the bank's own, typed as a rate or an amount."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, Signal

from desktop.domain.errors import Problem, Refused, Severity
from desktop.domain.rates import PinnedRate, RateSource, check_apart
from desktop.i18n import mark, tr
from desktop.services import wording
from desktop.services.rates import rate_for
from desktop.ui import formatting
from desktop.ui.shared.fields import REQUIRED, Field
from desktop.ui.shared.heard import Line
from desktop.ui.shared.naming import named, say, speak, text_label, tool_button
from desktop.ui.tasks import Latest
from desktop.ui.theme import scaled

if TYPE_CHECKING:
    from datetime import date

    from desktop.domain.money import Money
    from desktop.ui.workplace import Workplace


class RateField(Field[PinnedRate | None]):
    """Hidden while both currencies are one. Tell it the money with `ask`; `read` gives the rate to pin.

    Left empty it gives the official rate by the office's rule. A rate that is typed, or the amount that the bank
    credited or debited, makes a rate of the source `BANK`; the two follow each other. `counted` is the money in the
    fund's currency. One that is far from the official rate is warned of; it stops nothing. `known` is sent when the
    official rate was looked up, so that `counted` may be told now.

    Args:
        place: Whose office is asked for official rates.
        name: The draft's attribute.
        title: Marked English.
        counted_title: What the amount in the fund's currency is, marked English: "Credited by the bank".
    """

    known = Signal()

    def __init__(
        self, place: Workplace, name: str, title: str, counted_title: str = mark("Amount by the bank")
    ) -> None:
        self.line = Line()
        super().__init__(name, title, self.line)
        self._place, self._latest = place, Latest(place.tasks)
        self._counted_title = counted_title
        self._given: Money | None = None
        self._currencies = ("", "")
        self._on: date | None = None
        self._official: PinnedRate | Problem | None = None
        self._turned = False
        self.line.setAlignment(Qt.AlignmentFlag.AlignRight)
        self.line.setMinimumWidth(scaled(110))
        self.line.setMaximumWidth(scaled(140))
        self._sign = text_label("", "muted")
        self.turn = tool_button("", "refresh")
        self.counted_line = Line()
        self.counted_line.setAlignment(Qt.AlignmentFlag.AlignRight)
        self.counted_line.setMaximumWidth(scaled(160))
        self._counted_sign = text_label("", "muted")
        self._equals = text_label("=", "muted")
        self.official_label = text_label("", "hint", wrap=True)
        self.warning = text_label("", "warning", wrap=True)
        self.warning.hide()
        for widget in (self._sign, self.turn, self._equals, self.counted_line, self._counted_sign):
            self.row.addWidget(widget)
        self.row.addStretch(1)
        layout = self.layout()
        if layout is not None:
            layout.addWidget(self.official_label)
            layout.addWidget(self.warning)
        self.line.typed.connect(self._on_rate_typed)
        self.counted_line.typed.connect(self._on_counted_typed)
        self.counted_line.editingFinished.connect(self.leave)
        self.turn.clicked.connect(self._on_turn)
        self.hide()

    def settle(self, area: str) -> None:
        named(self.turn, f"{area}.{self.name}_turn")
        named(self.counted_line, f"{area}.{self.name}_counted")
        super().settle(area)

    def retranslate(self) -> None:
        super().retranslate()
        say(self.turn, tr("Write the rate the other way round"))
        speak(self.counted_line, tr(self._counted_title))
        self.counted_line.setToolTip(tr(self._counted_title))
        self._write_signs()
        self._write_official()

    # ------------------------------------------------------------------ for forms

    def ask(self, given: str, fund: str, on: date | None, amount: Money | None = None) -> None:
        """Say of which currency the money is, of which the fund, on which day, and how much it is, where it is known.

        Call it whenever one of them changes; the official rate is looked up in the worker.
        """
        changed = (given, fund, on) != (*self._currencies, self._on)
        if (given, fund) != self._currencies:
            self.line.clear()
            self.counted_line.clear()
        self._currencies, self._on, self._given = (given, fund), on, amount
        self.setVisible(bool(given and fund) and given != fund)
        self._write_signs()
        if self.isHidden() or on is None:
            self._latest.drop()
            self._official = None
        elif changed:
            self._official = None
            self._latest.run(
                rate_for, self._place.office, given, fund, on, done=self._on_official, failed=self._on_unread
            )
        self._follow()

    @property
    def official(self) -> PinnedRate | None:
        """The official rate of the day, where there is one."""
        return self._official if isinstance(self._official, PinnedRate) else None

    @property
    def counted(self) -> Money | None:
        """What the money is in the fund's currency; None while that cannot be told."""
        try:
            rate = self.read()
            return rate.convert(self._given) if rate is not None and self._given is not None else None
        except Refused:
            return None

    # ------------------------------------------------------------------ the field

    def read(self) -> PinnedRate | None:
        if self.isHidden():
            return None
        given, fund = self._currencies
        on = self._on or self._place.office.today()
        if self.line.text().strip():
            rate = wording.read_rate(self.line.text(), at=self.name)
            base, quote = (fund, given) if self._turned else (given, fund)
            try:
                return PinnedRate(base, quote, rate, RateSource.BANK, on)
            except Refused as refusal:
                raise self._here(refusal) from None
        if self.counted_line.text().strip() and self._given is not None:
            try:
                counted = wording.read_money(self.counted_line.text(), fund, at=self.name)
                return PinnedRate.of_amounts(self._given, counted, RateSource.BANK, on)
            except Refused as refusal:
                raise self._here(refusal) from None
        if self.official is None:
            raise self.refuse(REQUIRED)
        return self.official

    def write(self, value: PinnedRate | None) -> None:
        """Show a rate as the bank's own; an official one is shown as what it is, by nothing typed."""
        typed = value is not None and value.source in (RateSource.BANK, RateSource.HAND)
        if value is not None and typed:
            self._turned = value.base == self._currencies[1]
            self._write_signs()
        self.line.setText(_shown(value) if value is not None and typed else "")
        self._follow()

    def keep(self) -> Any:
        return [self.line.text(), self.counted_line.text(), self._turned]

    def take(self, state: Any) -> None:
        rate, counted, turned = state
        self._turned = bool(turned)
        self.line.setText(str(rate))
        self.counted_line.setText(str(counted))
        self._write_signs()
        self._follow()

    def tidy(self) -> None:
        self._follow()

    def lock(self, locked: bool) -> None:
        self.line.setReadOnly(locked)
        self.counted_line.setReadOnly(locked)
        self.turn.setEnabled(not locked)

    def _here(self, refusal: Refused) -> Refused:
        return Refused(*(Problem(each.code, self.name, each.params) for each in refusal.problems))

    # ------------------------------------------------------------------ what happens

    def _on_rate_typed(self, _text: str) -> None:
        self.counted_line.clear()
        self._follow()
        self.on_edited()

    def _on_counted_typed(self, _text: str) -> None:
        self.line.clear()
        self._follow()
        self.on_edited()

    def _on_turn(self) -> None:
        self._turned = not self._turned
        self._write_signs()
        self._follow()
        self.on_edited()

    def _on_official(self, found: PinnedRate | Problem) -> None:
        self._official = found
        self._write_official()
        self._follow()
        self.known.emit()

    def _on_unread(self, _error: BaseException) -> None:
        self._official = None
        self._write_official()
        self.known.emit()

    def _follow(self) -> None:
        """Show in the line that was not typed into what follows from the other, and warn of what is far off."""
        self._write_official()
        try:
            rate = self.read()
        except Refused:
            rate = None
        counted = self.counted
        self.counted_line.setPlaceholderText(formatting.number(counted))
        self.line.setPlaceholderText(_shown(rate if self._fits(rate) else None) or tr("official"))
        far = check_apart(rate, self.official) if rate is not None and self.official is not None else ()
        self.warning.setText(" ".join(f"⚠ {wording.sentence(problem)}" for problem in far))
        self.warning.setVisible(bool(far))

    def _fits(self, rate: PinnedRate | None) -> bool:
        """Whether a rate is said in the direction that the field is written in."""
        return rate is not None and (rate.base == self._currencies[1]) == self._turned

    def _write_signs(self) -> None:
        given, fund = self._currencies
        one, other = (fund, given) if self._turned else (given, fund)
        self._sign.setText(tr("{quote} for 1 {base}").format(quote=other, base=one))
        self._counted_sign.setText(fund)

    def _write_official(self) -> None:
        official = self._official
        if isinstance(official, PinnedRate):
            text = tr("Official: {rate} of {date}, {source}").format(
                rate=formatting.rate(official),
                date=formatting.day(official.on),
                source=formatting.label(official.source),
            )
            if official.via:
                text = tr("{rate} (through {currency})").format(rate=text, currency=official.via)
        else:
            text = wording.sentence(official) if official is not None else ""
        self.official_label.setText(text)
        self.official_label.setVisible(bool(text))


def rate_warnings(field: RateField) -> tuple[Problem, ...]:
    """Give the warnings of a rate field, for a form that gathers them."""
    try:
        rate = field.read()
    except Refused:
        return ()
    found = check_apart(rate, field.official) if rate is not None and field.official is not None else ()
    return tuple(problem for problem in found if problem.severity is Severity.WARNING)


def _shown(rate: PinnedRate | None) -> str:
    """Give a rate's digits as they are typed."""
    return formatting.rate(rate).split()[3] if rate is not None else ""
