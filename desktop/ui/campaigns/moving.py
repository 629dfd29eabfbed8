"""Two small dialogs: a part of the plan goes to another item, money of the general fund goes to a campaign."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from desktop.domain.decisions import DecisionAction, DecisionDraft, DecisionKind, DecisionLine
from desktop.domain.funding import FundingRule
from desktop.domain.transfers import TransferDraft
from desktop.i18n import mark, tr
from desktop.services.decisions import propose_decision
from desktop.services.funding import reallocate
from desktop.services.transfers import transfer
from desktop.ui import formatting
from desktop.ui.money.late import LateBooking
from desktop.ui.shared.date_field import DateField
from desktop.ui.shared.fields import CodeField, MoneyField
from desktop.ui.shared.naming import button
from desktop.ui.shared.pickers import CampaignPicker
from desktop.ui.shared.reason_field import ReasonField
from desktop.ui.shared.step_dialog import StepDialog
from desktop.ui.theme import scaled

if TYPE_CHECKING:
    from collections.abc import Iterable

    from PySide6.QtWidgets import QWidget

    from desktop.domain.campaigns import Campaign
    from desktop.domain.errors import Problem
    from desktop.ui.workplace import Workplace

_WIDEST_ITEM, _LONGEST_LABEL = 520, 36


class _MoveDialog(StepDialog):
    """Moves something of a campaign."""

    refused = mark("Not moved.")
    least_width = 560

    def __init__(self, place: Workplace, campaign: Campaign, area: str, title: str, parent: QWidget | None) -> None:
        super().__init__(place, area, title, tr("Move"), parent)
        self.campaign = campaign


class MovePlanDialog(_MoveDialog):
    """A part of one item's plan goes to another. What is above one person's limit is proposed as a decision instead."""

    def __init__(self, place: Workplace, campaign: Campaign, parent: QWidget | None) -> None:
        super().__init__(place, campaign, "move_plan", tr("Move a part of the plan to another item"), parent)
        self._proposing = False
        self._live = [item for item in campaign.items if not item.draft.archived]
        self.source: CodeField = self.form.add(CodeField("source", mark("From the item"), self._choices), wide=True)
        self.target: CodeField = self.form.add(CodeField("target", mark("To the item"), self._choices), wide=True)
        for each in (self.source, self.target):
            each.box.setMaximumWidth(scaled(_WIDEST_ITEM))
        self.target.write(str(self._live[-1].line))
        currency = campaign.draft.currency
        self.amount: MoneyField = self.form.add(MoneyField("amount", mark("Amount"), currency, needed=True), wide=True)
        self.reason: ReasonField = self.form.add(ReasonField(), wide=True)
        self.propose = button("move_plan.propose")
        self.propose.setText(tr("Propose as a decision"))
        self.propose.hide()
        self.propose.clicked.connect(self._on_propose)
        self.row.insertWidget(1, self.propose)

    def _choices(self) -> list[tuple[str, str]]:
        text = tr("{line}. {label}, planned {amount}")
        return [
            (
                str(item.line),
                text.format(
                    line=item.line,
                    label=_short(item.draft.label),
                    amount=formatting.money(item.planned),
                ),
            )
            for item in self._live
        ]

    def _on_propose(self) -> None:
        self._proposing = True
        self.do()
        self._proposing = False

    def set_busy(self, busy: bool) -> None:
        super().set_busy(busy)
        self.propose.setEnabled(not busy)

    def gather(self) -> dict[str, Any]:
        return {**super().gather(), "propose": self._proposing}

    def step(self, values: dict[str, Any]) -> object:
        source, target, amount = int(values["source"]), int(values["target"]), values["amount"]
        office, code = self.place.office, self.campaign.code
        if not values["propose"]:
            return reallocate(office, code, source, target, amount, values["reason"])
        lines = (
            DecisionLine(DecisionAction.REDUCE, amount, source),
            DecisionLine(DecisionAction.EXTEND, amount, target),
        )
        kind, rule = DecisionKind.REALLOCATION, FundingRule.MANUAL
        return propose_decision(office, DecisionDraft(code, kind, rule, lines, values["reason"], office.today()))

    def offer(self, problems: Iterable[Problem]) -> None:
        """Offer a decision where one person alone may not move so much."""
        self.propose.setVisible(any(problem.code == "plan.above_limit" for problem in problems))


class TransferDialog(_MoveDialog):
    """Money of the general fund goes to a campaign."""

    def __init__(self, place: Workplace, campaign: Campaign, parent: QWidget | None) -> None:
        super().__init__(place, campaign, "transfer", tr("Move money to a campaign"), parent)
        self.target = self.form.add(CampaignPicker(place, "target", mark("To the campaign"), needed=True), wide=True)
        currency, free = campaign.draft.currency, formatting.money(campaign.totals.available)
        self.amount: MoneyField = self.form.add(
            MoneyField("amount", mark("Amount"), currency, hint=tr("Free: {amount}").format(amount=free), needed=True),
            wide=True,
        )
        self.on = self.form.add(DateField("on", mark("Date"), place.office.today, needed=True), wide=True)
        self.on.write(place.office.today())
        self.reason: ReasonField = self.form.add(ReasonField(), wide=True)
        self.late = LateBooking(self.banner, self.do)
        self.on.edited.connect(self.late.forget)

    def step(self, values: dict[str, Any]) -> object:
        draft = TransferDraft(source=self.campaign.code, into_open=self.late.accepted, **values)
        return transfer(self.place.office, draft)

    def offer(self, problems: Iterable[Problem]) -> None:
        self.late.offer(problems)


def _short(label: str) -> str:
    """Give the beginning of a label, so that the amount behind it stays in sight."""
    return label if len(label) <= _LONGEST_LABEL else label[: _LONGEST_LABEL - 1].rstrip() + "…"
