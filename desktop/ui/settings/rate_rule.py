"""The office's rule of exchange rates among its settings: a usual one by its country, or its own."""

from __future__ import annotations

from typing import TYPE_CHECKING

from desktop.domain.errors import Problem, Refused
from desktop.domain.rates import EU_GRANT, LITHUANIA, POLAND, DayRule, RateRule, RateSource
from desktop.i18n import mark, tr
from desktop.ui.shared.date_field import DateField
from desktop.ui.shared.fields import REQUIRED, ChoiceField, CodeField

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import date

    from desktop.ui.shared.form import Form

_OWN = ""
PRESETS: dict[str, tuple[str, RateRule]] = {
    "lithuania": (mark("Lithuania (ECB, the day before)"), LITHUANIA),
    "poland": (mark("Poland (NBP A, the day before)"), POLAND),
    "eu_grant": (mark("EU grant (InforEuro, period mean)"), EU_GRANT),
}
_SOURCES = tuple(source for source in RateSource if source is not RateSource.BANK)


def _presets() -> Sequence[tuple[str, str]]:
    return [*((name, tr(text)) for name, (text, _rule) in PRESETS.items()), (_OWN, tr("Another rule"))]


class RateRuleFields:
    """Fields in the form of the settings; a usual rule fills the others in."""

    def __init__(self, form: Form, today: Callable[[], date]) -> None:
        form.section(mark("Exchange rates"))
        self.preset: CodeField = form.add(CodeField("rate_preset", mark("Rule for official rates"), _presets))
        self.source: ChoiceField[RateSource] = form.add(ChoiceField("rate_rule.source", mark("Whose rates"), _SOURCES))
        self.day_rule: ChoiceField[DayRule] = form.add(ChoiceField("rate_rule.day_rule", mark("Which rate"), DayRule))
        self.first: DateField = form.add(
            DateField(
                "rate_rule.period", mark("Period from"), today, hint=mark("Empty: the calendar year of each payment")
            )
        )
        self.last: DateField = form.add(DateField("rate_rule.period_to", mark("Period to"), today))
        self.preset.edited.connect(self._on_preset)
        for field in (self.source, self.day_rule):
            field.edited.connect(self._on_own)
        self._show_period()

    def write(self, rule: RateRule) -> None:
        """Show a rule."""
        self.source.write(rule.source)
        self.day_rule.write(rule.day_rule)
        first, last = rule.period or (None, None)
        self.first.write(first)
        self.last.write(last)
        self._follow()

    def read(self) -> RateRule:
        """Give the rule; raises Refused when only one end of a period is there."""
        day_rule = self.day_rule.read()
        first, last = (self.first.read(), self.last.read()) if day_rule is DayRule.PERIOD_MEAN else (None, None)
        if first is not None and last is not None:
            return RateRule(self.source.read(), day_rule, (first, last))
        if first is not None or last is not None:
            raise Refused(Problem(REQUIRED, self.last.name if last is None else self.first.name))
        return RateRule(self.source.read(), day_rule)

    def _on_preset(self) -> None:
        chosen = PRESETS.get(self.preset.read())
        if chosen is not None:
            self.write(chosen[1])

    def _on_own(self) -> None:
        self._follow()

    def _follow(self) -> None:
        """Name the usual rule that the fields make, if they make one."""
        pair = (self.source.read(), self.day_rule.read())
        self.preset.write(
            next((name for name, (_text, rule) in PRESETS.items() if (rule.source, rule.day_rule) == pair), _OWN)
        )
        self._show_period()

    def _show_period(self) -> None:
        for field in (self.first, self.last):
            field.setVisible(self.day_rule.read() is DayRule.PERIOD_MEAN)
