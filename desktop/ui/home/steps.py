"""The first steps of a new office on Home: five lines, each ticked once it is done, each with the way there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QGridLayout

from desktop.domain.first_steps import FirstStep, steps_done
from desktop.i18n import mark, tr
from desktop.ui import formatting
from desktop.ui.home.parts import Card
from desktop.ui.shared.naming import button, restyle, text_label
from desktop.ui.theme import NEAR, TIGHT
from desktop.ui.workplace import BACKUPS, NEW

if TYPE_CHECKING:
    from desktop.domain.summaries import Home
    from desktop.ui.workplace import Workplace

_WAYS = {
    FirstStep.OFFICE: ("settings", ""),
    FirstStep.CAMPAIGN: ("campaigns", NEW),
    FirstStep.GIFT: ("donations", NEW),
    FirstStep.PAPER: ("payouts", NEW),
    FirstStep.COPY: ("settings", BACKUPS),
}
_HIDDEN = "home.steps_hidden"


class FirstSteps(Card):
    """Goes by itself when all is done, or when somebody hides it; not in the sample, nor where nothing is written."""

    def __init__(self, place: Workplace) -> None:
        super().__init__(mark("First steps"))
        self._place = place
        self._done: frozenset[FirstStep] = frozenset()
        self._hide = button("home.hide_steps", "link")
        self._hide.clicked.connect(self._on_hide)
        self.head.addWidget(self._hide)
        rows = QGridLayout()
        rows.setHorizontalSpacing(NEAR)
        rows.setVerticalSpacing(TIGHT)
        rows.setColumnStretch(1, 1)
        self.ticks = {step: text_label("") for step in FirstStep}
        self.links = {step: button(f"home.step_{step.value}", "link") for step in FirstStep}
        for row, (step, link) in enumerate(self.links.items()):
            rows.addWidget(self.ticks[step], row, 0)
            rows.addWidget(link, row, 1)
            link.clicked.connect(lambda _checked=False, way=_WAYS[step]: place.navigate(*way))
        self.column.addLayout(rows)
        self.hide()

    def show_home(self, home: Home) -> None:
        """Tick what is done."""
        settings = home.settings
        self._done = steps_done(home, settings.organisation, settings.papers.form)
        idle = settings.sample or home.read_only
        hidden = idle or self._place.memory.flag(_HIDDEN, default=False)
        self.setVisible(not hidden and len(self._done) < len(FirstStep))
        self.retranslate()

    def retranslate(self) -> None:
        super().retranslate()
        self._hide.setText(tr("Hide"))
        for step, link in self.links.items():
            done = step in self._done
            self.ticks[step].setText("✓" if done else "○")
            restyle(self.ticks[step], "role", "good" if done else "muted")
            link.setText(formatting.label(step))
            state = tr("done") if done else tr("not done yet")
            link.setAccessibleName(f"{formatting.label(step)}: {state}")

    def _on_hide(self) -> None:
        self._place.memory.keep(_HIDDEN, value=True)
        self.hide()
