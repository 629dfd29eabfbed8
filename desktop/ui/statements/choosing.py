"""What is chosen for selected lines: a donor, a campaign, a split, and what becomes of them; and "always so"."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop.domain.errors import Refused
from desktop.domain.match_rules import rule_of
from desktop.domain.money import total
from desktop.domain.money_in import By, Fate, LineState
from desktop.domain.shares import GENERAL_FUND, GiftShare
from desktop.i18n import mark, tr
from desktop.services import wording
from desktop.ui import formatting
from desktop.ui.donations.shares import ShareRows
from desktop.ui.language import follow_language
from desktop.ui.later import later
from desktop.ui.shared.flow import FlowRow
from desktop.ui.shared.form import Form
from desktop.ui.shared.naming import button
from desktop.ui.shared.pickers import CampaignPicker, PersonPicker
from desktop.ui.theme import NEAR

if TYPE_CHECKING:
    from collections.abc import Sequence

    from desktop.domain.match_rules import RuleDraft
    from desktop.domain.money_in import LineRow
    from desktop.ui.shared.pickers import Picker
    from desktop.ui.workplace import Workplace

_SOON_MILLISECONDS = 60
_OPEN = (LineState.NEW, LineState.SUSPECT, LineState.REFUSED)
FATES = (Fate.BOOK, Fate.SAME, Fate.WAIT, Fate.LEAVE)


class ChoosingPanel(QWidget):
    """`chosen(rows)` with rows as they were changed, to be checked anew; `rule_asked(RuleDraft)`."""

    chosen = Signal(object)
    rule_asked = Signal(object)

    def __init__(self, place: Workplace) -> None:
        super().__init__()
        self._rows: Sequence[LineRow] = ()
        self.form = Form("bank")
        self.donor = self.form.add(PersonPicker(place, "donor", mark("Donor")))
        self.campaign = self.form.add(CampaignPicker(place, "campaign", mark("Campaign")))
        self.set_donor = button("bank.set_donor")
        self.set_campaign = button("bank.set_campaign")
        self.set_general = button("bank.set_general")
        self.split = button("bank.split")
        self.always = button("bank.always")
        self.fates = {fate: button(f"bank.do_{fate.value}") for fate in FATES}
        self.shares = ShareRows(place, "EUR")
        self.take_split = button("bank.take_split", "primary")
        self.take_split.hide()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(NEAR)
        layout.addWidget(FlowRow(*self.fates.values()))
        layout.addWidget(self.form)
        layout.addWidget(
            FlowRow(self.set_donor, self.set_campaign, self.set_general, self.split, self.take_split, self.always)
        )
        layout.addWidget(self.shares)
        for fate, each in self.fates.items():
            each.clicked.connect(partial(self._on_fate, fate))
        self.set_donor.clicked.connect(self._on_donor)
        self.set_campaign.clicked.connect(self._on_campaign)
        self.set_general.clicked.connect(lambda: self._give(GENERAL_FUND))
        self.split.clicked.connect(self._on_split)
        self.take_split.clicked.connect(self._on_take_split)
        self.always.clicked.connect(self._on_always)
        follow_language(self, self.retranslate)

    def retranslate(self) -> None:
        for fate, each in self.fates.items():
            each.setText(formatting.label(fate))
        self.set_donor.setText(tr("Set the donor"))
        self.set_campaign.setText(tr("Set the campaign"))
        self.set_general.setText(tr("For the general fund"))
        self.split.setText(tr("Split…"))
        self.take_split.setText(tr("Set the split"))
        self.always.setText(tr("Always for this sender"))

    def show_rows(self, rows: Sequence[LineRow]) -> None:
        """Offer what can be done with the selected rows."""
        former = self._rows
        self._rows = rows
        open_rows = any(each.state in _OPEN for each in rows)
        for each in (self.set_donor, self.set_campaign, self.set_general):
            each.setEnabled(open_rows)
        for fate, each in self.fates.items():
            each.setEnabled(any(fate in row.choices and row.fate is not fate for row in rows))
        only = rows[0] if len(rows) == 1 else None
        self.split.setEnabled(only is not None and only.state in _OPEN and bool(only.campaign))
        self.always.setEnabled(self._rule() is not None)
        if [each.row for each in former] != [each.row for each in rows]:
            self._close_split()

    # ------------------------------------------------------------------ donor and campaign

    def _read(self, picker: Picker) -> tuple[bool, str | None]:
        """Give whether the picker says something that can be read, and what."""
        picker.tidy()
        try:
            return True, picker.read()
        except Refused as refusal:
            picker.show_problem(wording.sentence(refusal.problems[0]))
            return False, None

    def _on_donor(self) -> None:
        if self.donor.pending:  # a name typed a moment ago is being looked up
            later(self, self._on_donor, _SOON_MILLISECONDS)
            return
        fine, code = self._read(self.donor)
        if fine:
            by = By.CHOSEN if code else By.NOBODY
            self._change([replace(each, donor=code, donor_by=by) for each in self._open()])

    def _on_campaign(self) -> None:
        if self.campaign.pending:
            later(self, self._on_campaign, _SOON_MILLISECONDS)
            return
        fine, code = self._read(self.campaign)
        if fine:
            self._give(code or "")

    def _give(self, campaign: str) -> None:
        by = By.CHOSEN if campaign else By.NOBODY
        self._change([replace(each, campaign=campaign, campaign_by=by, shares=()) for each in self._open()])

    def _on_fate(self, fate: Fate, *_checked: object) -> None:
        self._change([each.with_fate(fate) for each in self._rows if fate in each.choices])

    def _open(self) -> list[LineRow]:
        return [each for each in self._rows if each.state in _OPEN]

    def _change(self, rows: list[LineRow]) -> None:
        if rows:
            self.chosen.emit(rows)

    # ------------------------------------------------------------------ always so

    def _rule(self) -> RuleDraft | None:
        """Give the rule that the one selected line, chosen by hand, would be."""
        if len(self._rows) != 1:
            return None
        (row,) = self._rows
        donor = row.donor if row.donor_by is By.CHOSEN else None
        campaign = row.campaign if row.campaign_by is By.CHOSEN else ""
        return rule_of(row.line, donor, campaign)

    def _on_always(self) -> None:
        rule = self._rule()
        if rule is not None:
            self.rule_asked.emit(rule)

    # ------------------------------------------------------------------ a split

    def _on_split(self) -> None:
        (row,) = self._rows
        self.shares.set_currency(row.line.amount.currency)
        self.shares.show_rest(row.line.amount, row.campaign)
        self.take_split.show()
        self.shares.open()

    def _close_split(self) -> None:
        for each in list(self.shares.rows):
            each.remove.click()
        self.shares.hide()
        self.take_split.hide()

    def _on_take_split(self) -> None:
        (row,) = self._rows
        try:
            others = self.shares.read()
        except Refused as refusal:
            self.shares.place_problems(refusal.problems)
            self.shares.focus_problem()
            return
        rest = row.line.amount - total((each.gross for each in others), row.line.amount.currency)
        first = row.shares[0].campaign if row.shares else row.campaign
        shares = (GiftShare(first, rest), *others) if others else ()
        self._close_split()
        self._change([replace(row, shares=shares, campaign=first)])
