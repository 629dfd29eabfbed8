"""What becomes of a surplus or shortfall: by which rule, how much for each, and why. It is proposed, not yet done."""

from __future__ import annotations

from typing import TYPE_CHECKING

from desktop.domain.decisions import (
    DecisionAction,
    DecisionDraft,
    DecisionKind,
    DecisionLine,
    proposed_lines,
    standing,
)
from desktop.domain.errors import Refused
from desktop.domain.funding import FundingRule, need_of
from desktop.domain.ids import CodeKind, make_code, read_code
from desktop.i18n import mark, tr
from desktop.services.decisions import propose_decision
from desktop.services.funding import fund_campaign
from desktop.services.transfers import open_general_fund
from desktop.ui import formatting
from desktop.ui.campaigns.amounts import AmountsDialog
from desktop.ui.shared.fields import ChoiceField, TextField
from desktop.ui.shared.naming import button
from desktop.ui.shared.pickers import CampaignPicker
from desktop.ui.shared.reason_field import ReasonField

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from desktop.domain.campaigns import Campaign, Item
    from desktop.domain.decisions import Decision
    from desktop.domain.money import Money
    from desktop.services.office import Office
    from desktop.ui.shared.fields import MoneyField
    from desktop.ui.workplace import Workplace

_GENERAL = "general"


def item_title(item: Item) -> str:
    """Name an item in the dialog."""
    return f"{item.line}. {item.draft.label}"


def propose(office: Office, draft: DecisionDraft) -> Decision:
    """Propose a decision; the general fund is made where it is named and was not needed before."""
    lines = draft.lines
    if any(line.to == _GENERAL for line in lines):
        code = open_general_fund(office, lines[0].amount.currency)
        lines = tuple(
            DecisionLine(line.action, line.amount, line.item, code if line.to == _GENERAL else line.to, line.donation)
            for line in lines
        )
    return propose_decision(
        office, DecisionDraft(draft.campaign, draft.kind, draft.rule, lines, draft.reason, draft.on)
    )


class DecisionDialog(AmountsDialog):
    """For a closed campaign: a shortfall is allotted to its items, a surplus goes to several places."""

    def __init__(self, place: Workplace, campaign: Campaign, parent: QWidget | None) -> None:
        self.campaign, self.found = campaign, standing(campaign)
        surplus = self.found.kind is DecisionKind.SURPLUS
        difference = self.found.difference if surplus else -self.found.difference
        if surplus:
            title = tr("A surplus of {amount}").format(amount=formatting.money(difference))
            text = tr("It stays restricted to {campaign} until it is decided on. Say where all of it goes.")
        else:
            title = tr("A shortfall of {amount}").format(amount=formatting.money(difference))
            text = tr("What {campaign} has is allotted to its items; no more than that can be paid for each then.")
        super().__init__(
            place, "decision", title, text.format(campaign=campaign.code), self.found.to_decide, parent, exact=True
        )
        self._live = [item for item in campaign.items if not item.draft.archived]
        self._about: dict[str, tuple[DecisionAction, int | None, str | None, str | None]] = {}
        self._writing = False
        self.rule: ChoiceField[FundingRule] = self.form.add(ChoiceField("rule", mark("Rule"), FundingRule))
        self.form.gap()
        action = DecisionAction.EXTEND if surplus else DecisionAction.ALLOT
        for item in self._live:
            planned = tr("Planned {amount}").format(amount=formatting.money(item.planned))
            self._add(f"amounts.{item.line}", item_title(item), planned, (action, item.line, None, None))
        if surplus:
            self._add(_GENERAL, mark("To the general fund"), "", (DecisionAction.TRANSFER, None, _GENERAL, None))
            self._add_more()
        self.reason: ReasonField = self.why.add(ReasonField(), wide=True)
        self.do_it.setText(tr("Propose"))
        self.rule.edited.connect(self._by_rule)
        self.rule.write(FundingRule.MANUAL if surplus else campaign.draft.funding)
        self._by_rule()
        self.settle()

    def _add_more(self) -> None:
        """Let other campaigns and donors be named; each gets an amount of its own."""
        self.picker = CampaignPicker(self.place, "campaign", mark("To another campaign"))
        self.gift = TextField("gift", mark("Back to the donor of"), hint=mark("A donation's code, like D-0001"))
        self.add_campaign, self.add_gift = button("decision.add_campaign"), button("decision.add_gift")
        for field, add in ((self.picker, self.add_campaign), (self.gift, self.add_gift)):
            add.setText(tr("Add"))
            add.setAutoDefault(False)
            field.settle("decision")
            field.row.addWidget(add)
            self.below.addWidget(field)
        self.add_campaign.clicked.connect(self._on_campaign)
        self.add_gift.clicked.connect(self._on_gift)

    def _add(
        self, name: str, title: str, hint: str, about: tuple[DecisionAction, int | None, str | None, str | None]
    ) -> MoneyField:
        field = self.add_amount(name, title, hint)
        field.edited.connect(self._by_hand)
        self._about[name] = about
        return field

    def _on_campaign(self) -> None:
        code = self.picker.read()
        if code is None or code in self._about:
            return
        title = tr("To {campaign}").format(campaign=code)
        self._add(code, title, "", (DecisionAction.TRANSFER, None, code, None)).editor.setFocus()
        self.picker.write(None)

    def _on_gift(self) -> None:
        try:
            code = make_code(CodeKind.DONATION, read_code(CodeKind.DONATION, self.gift.read(), at="gift"))
        except Refused as refusal:
            self.show_problems(refusal)
            return
        if code not in self._about:
            title = tr("Back to the donor of {donation}").format(donation=code)
            self._add(code, title, "", (DecisionAction.REFUND, None, None, code)).editor.setFocus()
        self.gift.write("")

    def _by_rule(self) -> None:
        """Write the amounts that the rule gives; by hand they stay."""
        rule = self.rule.read()
        if rule is FundingRule.MANUAL and any(field.line.text() for field in self.amounts):
            return
        given: dict[int | None, Money] = {line.item: line.amount for line in proposed_lines(self.campaign, rule)}
        self._writing = True
        for field in self.amounts:
            field.write(given.get(self._about[field.name][1]) if self._about[field.name][1] is not None else None)
        self._writing = False
        self.tell_sum()

    def _by_hand(self) -> None:
        if not self._writing and self.rule.read() is not FundingRule.MANUAL:
            self.rule.write(FundingRule.MANUAL)

    def lines(self) -> tuple[DecisionLine, ...]:
        """Give the lines as they stand; raises Refused."""
        allots = self.found.kind is DecisionKind.SHORTFALL
        return tuple(
            DecisionLine(action, amount, item, to, donation)
            for field in self.amounts
            for action, item, to, donation in (self._about[field.name],)
            if (amount := self.amount_of(field)) or allots
        )

    def on_do(self) -> None:
        try:
            reason, lines = self.reason.read(), self.lines()
        except Refused as refusal:
            self.show_problems(refusal)
            return
        kind = self.found.kind or DecisionKind.SURPLUS
        draft = DecisionDraft(self.campaign.code, kind, self.rule.read(), lines, reason, self.place.office.today())
        self.run(propose, draft)


class AllotDialog(AmountsDialog):
    """For a campaign that is funded by hand: what each item gets, with the rest shown live."""

    def __init__(self, place: Workplace, campaign: Campaign, parent: QWidget | None) -> None:
        self.campaign = campaign
        has = campaign.totals.net + campaign.totals.moved
        title = tr("Allot {amount}").format(amount=formatting.money(has))
        text = tr("What is not allotted stays with {campaign}.").format(campaign=campaign.code)
        super().__init__(place, "allot", title, text, has, parent, exact=False)
        self._lines: dict[str, int] = {}
        for item in campaign.items:
            if item.draft.archived:
                continue
            need, name = need_of(item), f"amounts.{item.line}"
            planned = tr("Planned {amount}").format(amount=formatting.money(item.planned))
            self.add_amount(name, item_title(item), planned).write(need.allotted)
            self._lines[name] = item.line
        self.do_it.setText(tr("Allot"))
        self.settle()

    def on_do(self) -> None:
        amounts = {self._lines[field.name]: self.amount_of(field) for field in self.amounts}
        self.run(fund_campaign, self.campaign.code, FundingRule.MANUAL, amounts, self.campaign.revision)
