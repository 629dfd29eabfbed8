"""Two small dialogs: a part of the plan goes to another item, money of the general fund goes to a campaign."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop.domain.decisions import DecisionAction, DecisionDraft, DecisionKind, DecisionLine
from desktop.domain.errors import Problem, Refused
from desktop.domain.funding import FundingRule
from desktop.domain.transfers import TransferDraft
from desktop.i18n import mark, tr
from desktop.services import wording
from desktop.services.decisions import propose_decision
from desktop.services.funding import reallocate
from desktop.services.transfers import transfer
from desktop.ui import errors, formatting
from desktop.ui.money.late import LateBooking
from desktop.ui.shared.banner import Banner
from desktop.ui.shared.date_field import DateField
from desktop.ui.shared.fields import CodeField, LongTextField, MoneyField
from desktop.ui.shared.form import Form
from desktop.ui.shared.kept_dialog import KeptDialog
from desktop.ui.shared.naming import button, named, text_label
from desktop.ui.shared.pickers import CampaignPicker
from desktop.ui.theme import APART, FAR, NEAR, scaled

if TYPE_CHECKING:
    from collections.abc import Callable

    from desktop.domain.campaigns import Campaign
    from desktop.ui.workplace import Workplace

_WIDTH = 560
_WIDEST_ITEM, _LONGEST_LABEL = 520, 36


class _MoveDialog(KeptDialog):
    """A form, what is wrong with it, and the button that does it in the worker."""

    def __init__(self, place: Workplace, campaign: Campaign, area: str, title: str, parent: QWidget | None) -> None:
        super().__init__(parent)
        self.place, self.campaign = place, campaign
        self._busy = False
        named(self, f"{area}.dialog", title)
        self.setWindowTitle("Skarbonka")
        self.setMinimumWidth(scaled(_WIDTH))
        self.banner, self.form = Banner(area), Form(area)
        self.do_it, self.keep = button(f"{area}.do", "primary"), button(f"{area}.keep")
        self.do_it.setText(tr("Move"))
        self.keep.setText(tr("Cancel"))
        self.do_it.clicked.connect(self.on_do)
        self.keep.clicked.connect(self.reject)
        self.row = QHBoxLayout()
        self.row.setContentsMargins(0, APART, 0, 0)
        self.row.addStretch(1)
        self.row.addWidget(self.keep)
        self.row.addWidget(self.do_it)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(FAR, FAR, FAR, APART)
        layout.setSpacing(NEAR + 4)
        layout.addWidget(text_label(title, "heading"))
        layout.addWidget(self.banner)
        layout.addWidget(self.form)
        layout.addLayout(self.row)
        self.keep.setAutoDefault(False)

    def on_do(self) -> None:
        """Do what the dialog is for; override."""

    def read(self) -> dict[str, Any] | None:
        """Read the form; None when something cannot be read, which is said."""
        try:
            return self.form.read()
        except Refused as refusal:
            missing = [Problem("reason.missing", "reason") if p.at == "reason" else p for p in refusal.problems]
            self.show_problems(Refused(*missing))
            return None

    def run(self, work: Callable[..., object]) -> None:
        """Do it in the worker, and close when it is done."""
        if self._busy:
            return
        self.form.clear_problems()
        self.banner.clear()
        self._busy = True
        self.place.tasks.run(
            self.settling,
            self.place.office,
            work,
            done=lambda _done: self._on_done(),
            failed=self._on_failed,
            owner=self,
        )

    def reject(self) -> None:
        """Close without doing it; not while it is being done."""
        if not self._busy:
            super().reject()

    def _on_done(self) -> None:
        self._busy = False
        self.accept()

    def _on_failed(self, error: BaseException) -> None:
        self._busy = False
        if isinstance(error, Refused):
            self.show_problems(error)
        else:
            errors.show_on(self.banner, error)

    def show_problems(self, refusal: Refused) -> None:
        """Put what is wrong at its field, and the rest above."""
        rest = self.form.problems(refusal.problems)
        if rest:
            self.banner.show_error(tr("Not moved."), " ".join(wording.sentence(problem) for problem in rest))
        self.form.focus_problem()


class MovePlanDialog(_MoveDialog):
    """A part of one item's plan goes to another. What is above one person's limit is proposed as a decision instead."""

    def __init__(self, place: Workplace, campaign: Campaign, parent: QWidget | None) -> None:
        super().__init__(place, campaign, "move_plan", tr("Move a part of the plan to another item"), parent)
        self._live = [item for item in campaign.items if not item.draft.archived]
        self.source: CodeField = self.form.add(CodeField("source", mark("From the item"), self._choices), wide=True)
        self.target: CodeField = self.form.add(CodeField("target", mark("To the item"), self._choices), wide=True)
        for each in (self.source, self.target):
            each.box.setMaximumWidth(scaled(_WIDEST_ITEM))
        self.target.write(str(self._live[-1].line))
        currency = campaign.draft.currency
        self.amount: MoneyField = self.form.add(MoneyField("amount", mark("Amount"), currency, needed=True), wide=True)
        self.reason: LongTextField = self.form.add(
            LongTextField("reason", mark("Reason"), hint=mark("It is kept in the book of names"), needed=True, lines=3),
            wide=True,
        )
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

    def _lines(self) -> tuple[int, int]:
        return int(self.source.read()), int(self.target.read())

    def on_do(self) -> None:
        values = self.read()
        if values is not None:
            move = partial(reallocate, self.place.office, self.campaign.code, *self._lines())
            self.run(partial(move, values["amount"], values["reason"]))

    def show_problems(self, refusal: Refused) -> None:
        """Offer a decision where one person alone may not move so much."""
        self.propose.setVisible(any(problem.code == "plan.above_limit" for problem in refusal.problems))
        super().show_problems(refusal)

    def _on_propose(self) -> None:
        values = self.read()
        amount = None if values is None else self.amount.read()
        if amount is None:
            return
        source, target = self._lines()
        lines = (
            DecisionLine(DecisionAction.REDUCE, amount, source),
            DecisionLine(DecisionAction.EXTEND, amount, target),
        )
        kind, rule, today = DecisionKind.REALLOCATION, FundingRule.MANUAL, self.place.office.today()
        draft = DecisionDraft(self.campaign.code, kind, rule, lines, self.reason.read(), today)
        self.run(partial(propose_decision, self.place.office, draft))


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
        self.reason: LongTextField = self.form.add(
            LongTextField("reason", mark("Reason"), hint=mark("It is kept in the book of names"), needed=True, lines=3),
            wide=True,
        )
        self.late = LateBooking(self.banner, self.on_do)
        self.on.edited.connect(self.late.forget)

    def on_do(self) -> None:
        values = self.read()
        if values is not None:
            draft = TransferDraft(source=self.campaign.code, into_open=self.late.accepted, **values)
            self.run(partial(transfer, self.place.office, draft))

    def show_problems(self, refusal: Refused) -> None:
        """Offer the open day where the month is locked."""
        super().show_problems(refusal)
        if self.late.day_in(refusal.problems) is not None:
            self.banner.show_error(tr("Not moved."))
            self.late.offer(refusal.problems)


def _short(label: str) -> str:
    """Give the beginning of a label, so that the amount behind it stays in sight."""
    return label if len(label) <= _LONGEST_LABEL else label[: _LONGEST_LABEL - 1].rstrip() + "…"
