"""A campaign's funding on its page: what must be decided, what awaits approval, and the next step for it."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout

from desktop.domain.campaigns import CampaignStatus, FundKind
from desktop.domain.decisions import DecisionKind, undecided
from desktop.domain.funding import FundingRule
from desktop.i18n import tr
from desktop.services.decisions import approve_decision, draw_note, withdraw_decision
from desktop.ui import errors, formatting
from desktop.ui.campaigns.decision_dialog import AllotDialog, DecisionDialog
from desktop.ui.campaigns.moving import MovePlanDialog, TransferDialog
from desktop.ui.campaigns.note_dialog import NoteDialog
from desktop.ui.changes import Topic
from desktop.ui.language import follow_language
from desktop.ui.shared.naming import button, named, role, text_label
from desktop.ui.theme import APART, NEAR

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QDialog, QPushButton

    from desktop.services.funding_view import FundingView
    from desktop.ui.shared.banner import Banner
    from desktop.ui.workplace import Workplace

_ENDED = (CampaignStatus.CLOSED, CampaignStatus.SETTLED, CampaignStatus.CANCELLED)


class FundingPanel(QFrame):
    """One sentence, and the buttons that fit it. `close_asked`: the campaign is to be closed first."""

    close_asked = Signal()

    def __init__(self, place: Workplace, banner: Banner) -> None:
        super().__init__()
        role(self, "card")
        self.place, self.banner = place, banner
        self.view: FundingView | None = None
        self.said = named(text_label("", "label", wrap=True), "campaign.standing")
        self.close_button = button("campaign.close")
        self.decide = button("campaign.decide", "primary")
        self.approve = button("campaign.approve", "primary")
        self.withdraw = button("campaign.withdraw")
        self.note = button("campaign.note", "", "documents")
        self.allot = button("campaign.allot")
        self.reallocate = button("campaign.reallocate")
        self.transfer = button("campaign.transfer")
        row = QHBoxLayout()
        row.setSpacing(NEAR)
        for each in self.buttons:
            row.addWidget(each)
        row.addStretch(1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(APART, NEAR + 4, APART, NEAR + 4)
        layout.setSpacing(NEAR)
        layout.addWidget(self.said)
        layout.addLayout(row)
        self.close_button.clicked.connect(self.close_asked)
        self.decide.clicked.connect(lambda: self._show(DecisionDialog))
        self.allot.clicked.connect(lambda: self._show(AllotDialog))
        self.reallocate.clicked.connect(lambda: self._show(MovePlanDialog))
        self.transfer.clicked.connect(lambda: self._show(TransferDialog))
        self.approve.clicked.connect(self._on_approve)
        self.withdraw.clicked.connect(self._on_withdraw)
        self.note.clicked.connect(self._on_note)
        self.hide()
        follow_language(self, self.retranslate)

    @property
    def buttons(self) -> tuple[QPushButton, ...]:
        """The commands, in order."""
        return (
            self.decide, self.approve, self.withdraw, self.note, self.close_button, self.allot, self.reallocate,
            self.transfer,
        )  # fmt: skip

    def retranslate(self) -> None:
        self.close_button.setText(tr("Close…"))
        self.decide.setText(tr("Decide…"))
        self.approve.setText(tr("Approve…"))
        self.withdraw.setText(tr("Withdraw…"))
        self.note.setText(tr("Note (PDF)"))
        self.allot.setText(tr("Allot by hand…"))
        self.reallocate.setText(tr("Move within the plan…"))
        self.transfer.setText(tr("Move to a campaign…"))
        if self.view is not None:
            self.show_funding(self.view)

    def show_funding(self, view: FundingView) -> None:
        """Say where the campaign stands, and offer what can be done."""
        self.view = view
        campaign = view.campaign
        general = campaign.kind is FundKind.GENERAL
        status, live = campaign.draft.status, campaign.known and not campaign.archived
        running = status.is_running and not general
        pending, decided = view.pending, view.approved
        open_question = status is CampaignStatus.CLOSED and undecided(campaign) is not None
        items = sum(not item.draft.archived for item in campaign.items)
        takes = live and status.takes_money
        self.close_button.setVisible(live and running and status is not CampaignStatus.DRAFT)
        self.decide.setVisible(live and open_question and pending is None)
        self.approve.setVisible(takes and pending is not None)
        self.approve.setEnabled(view.may_approve)
        self.withdraw.setVisible(takes and pending is not None)
        self.note.setVisible(campaign.known and (pending or decided) is not None)
        by_hand = campaign.draft.funding is FundingRule.MANUAL and not campaign.decided
        self.allot.setVisible(takes and by_hand and items > 0 and pending is None)
        self.reallocate.setVisible(takes and items > 1 and pending is None and status not in _ENDED)
        self.transfer.setVisible(takes and general)
        said = self._sentence()
        self.said.setText(said)
        self.said.setAccessibleName(said)
        self.said.setVisible(bool(said))
        self.setVisible(bool(said) or any(not each.isHidden() for each in self.buttons))

    def _sentence(self) -> str:
        view = self.view
        if view is None:
            return ""
        campaign, pending = view.campaign, view.pending
        if pending is not None:
            said = tr("{decision}, proposed by {name}, awaits its approval: nothing has moved yet.")
            if not view.may_approve:
                said = tr(
                    "{decision}, proposed by {name}, awaits its approval by somebody else: nothing has moved yet."
                )
            return said.format(decision=pending.code, name=view.name(pending.author))
        found = undecided(campaign)
        if campaign.draft.status is CampaignStatus.CLOSED and found is not None:
            surplus = found.kind is DecisionKind.SURPLUS
            said = (
                tr("Closed with a surplus of {amount}: it is restricted until it is decided what becomes of it.")
                if surplus
                else tr("Closed with a shortfall of {amount}: decide which item gets how much of what there is.")
            )
            amount = found.difference if surplus else -found.difference
            return said.format(amount=formatting.money(amount))
        if campaign.decided:
            return tr("What it had above or below its plan was decided in {decision}.").format(
                decision=campaign.decided
            )
        return ""

    # ------------------------------------------------------------------ what it does

    def _show(self, make: type[DecisionDialog | AllotDialog | MovePlanDialog | TransferDialog]) -> None:
        if self.view is not None:
            dialog: QDialog = make(self.place, self.view.campaign, self.window())
            if self.place.prompts.show(dialog):
                self._announce()

    def _announce(self) -> None:
        self.place.changes.announce(Topic.CAMPAIGNS, Topic.ITEMS, Topic.DONATIONS, Topic.DOCUMENTS)

    def _on_approve(self) -> None:
        view = self.view
        if view is None or view.pending is None:
            return
        code, override = view.pending.code, ""
        title = tr("Approve {decision}?").format(decision=code)
        if view.pending.author == view.user:
            reason = self.place.prompts.ask_text(title, tr("Nobody else can approve it. Why do you?"), tr("Approve"))
            if reason is None:
                return
            override = reason
        elif not self.place.prompts.confirm(title, tr("It is carried out at once."), tr("Approve")):
            return
        self._run(partial(approve_decision, self.place.office, code, override))

    def _on_withdraw(self) -> None:
        if self.view is None or self.view.pending is None:
            return
        code = self.view.pending.code
        title = tr("Withdraw {decision}?").format(decision=code)
        reason = self.place.prompts.ask_text(title, tr("Reason"), tr("Withdraw"), danger=True)
        if reason is not None:
            self._run(partial(withdraw_decision, self.place.office, code, reason))

    def _run(self, work: Callable[[], object]) -> None:
        self.banner.clear()
        self.place.tasks.run(work, done=lambda _done: self._announce(), failed=self._on_failed, owner=self)

    def _on_note(self) -> None:
        decision = None if self.view is None else self.view.pending or self.view.approved
        if decision is None:
            return
        self.place.tasks.run(
            draw_note,
            self.place.office,
            decision.code,
            done=partial(self._on_drawn, decision.code),
            failed=self._on_failed,
            owner=self,
        )

    def _on_drawn(self, code: str, pdf: bytes) -> None:
        self.place.prompts.show(NoteDialog(self.place, code, pdf, self.window()))

    def _on_failed(self, error: BaseException) -> None:
        errors.show_on(self.banner, error)
