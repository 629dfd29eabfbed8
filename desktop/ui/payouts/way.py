"""Where a payout stands on its way, what speaks against it, what can be done next, and who did what when."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from desktop.domain.errors import Severity
from desktop.domain.payouts import STEPS, PayoutMove
from desktop.i18n import mark, tr
from desktop.services import wording
from desktop.services.history_words import verb_text
from desktop.ui import formatting
from desktop.ui.shared.flow import FlowLayout
from desktop.ui.shared.naming import button, named, role, text_label
from desktop.ui.theme import APART, NEAR, TIGHT

if TYPE_CHECKING:
    from collections.abc import Mapping

    from PySide6.QtWidgets import QPushButton

    from desktop.services.payout_review import PayoutReview, PayoutStep

_PRIMARY = (PayoutMove.SUBMIT, PayoutMove.APPROVE, PayoutMove.PAY)
_PAY_PART = mark("Pay a part…")
_ORDER = (
    PayoutMove.SUBMIT,
    PayoutMove.APPROVE,
    PayoutMove.PAY,
    PayoutMove.SPLIT,
    PayoutMove.CHANGE,
    PayoutMove.RETURN,
    PayoutMove.REJECT,
    PayoutMove.CANCEL,
)


def steps_text(review: PayoutReview) -> str:
    """Say the way of a payout in words: what is done, where it stands, what is still to come."""
    state = review.payout.state
    if state not in STEPS:
        return f"✕ {formatting.label(state)}"
    at = STEPS.index(state)
    marks = ["✓" if place < at else "●" if place == at else "○" for place in range(len(STEPS))]
    return "   →   ".join(f"{sign}\u00a0{formatting.label(step)}" for sign, step in zip(marks, STEPS, strict=True))


def findings_text(review: PayoutReview) -> list[tuple[str, str]]:
    """Say what was found, each with its look; what forbids an approval first."""
    ordered = sorted(review.findings, key=lambda each: each.severity is not Severity.ERROR)
    said: list[tuple[str, str]] = []
    for each in ordered:
        sentence = wording.sentence(each)
        if each.severity is Severity.ERROR:
            said.append((tr("✕ It stops the approval: {finding}").format(finding=sentence), "problem"))
        else:
            said.append((f"▲ {sentence}", "warning"))
    return said or [(tr("✓ Nothing speaks against it."), "good")]


def eyes_text(review: PayoutReview) -> str:
    """Say who must approve it; empty where who looks at it may, or where it is approved."""
    if review.threshold is None or not (review.second and review.own) or review.payout.approver is not None:
        return ""
    threshold = formatting.money(review.threshold)
    if review.approvers:
        users = ", ".join(review.names[number] for number in review.approvers)
        said = tr("You wrote or changed it, and it is above {threshold}. It may be approved by: {users}.")
        return said.format(threshold=threshold, users=users)
    said = tr("You wrote or changed it, and it is above {threshold}. Nobody else works in this office: approve it with "
              "a written reason, or add a user in the settings.")  # fmt: skip
    return said.format(threshold=threshold)


def step_text(step: PayoutStep, names: Mapping[int, str]) -> str:
    """Say one thing that was done to it: when, what, by whom, and why."""
    said = tr("{date}: {verb} – {user}").format(
        date=formatting.day(step.at.astimezone().date()),
        verb=verb_text(step.verb),
        user=names.get(step.actor, str(step.actor)),
    )
    return f"{said}\n{step.reason}" if step.reason else said


class _Card(QFrame):
    """A heading with lines of text below it."""

    def __init__(self, name: str, title: str) -> None:
        super().__init__()
        role(self, "card")
        self._title, self._name = title, name
        self._heading = text_label("", "heading")
        self.lines = QVBoxLayout()
        self.lines.setSpacing(TIGHT + 2)
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(APART, NEAR + 4, APART, NEAR + 4)
        self.column.setSpacing(NEAR)
        self.column.addWidget(self._heading)
        self.column.addLayout(self.lines)
        self._texts: list[str] = []

    @property
    def text(self) -> str:
        """All that it says, a line for each."""
        return "\n".join(self._texts)

    def show_lines(self, lines: list[tuple[str, str]]) -> None:
        """Show lines (text, look) in place of the former ones."""
        self._heading.setText(tr(self._title))
        while (item := self.lines.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.deleteLater()
        self._texts = [text for text, _look in lines]
        for at, (text, look) in enumerate(lines):
            self.lines.addWidget(named(text_label(text, look, wrap=True), f"{self._name}_{at}"))


class HistoryCard(_Card):
    """Who did what when, the first thing first."""

    def __init__(self) -> None:
        super().__init__("payout.step", mark("What was done"))

    def show_review(self, review: PayoutReview) -> None:
        """Show a payout's history."""
        self.show_lines([(step_text(step, review.names), "") for step in review.steps])


class WayCard(_Card):
    """The steps, the findings, and the moves that are open: `buttons` by move, and `pay_part`."""

    def __init__(self) -> None:
        super().__init__("payout.finding", mark("Checks"))
        self.buttons: dict[PayoutMove, QPushButton] = {
            move: button(f"payout.do_{move.value}", "primary" if move in _PRIMARY else "") for move in _ORDER
        }
        self.buttons[PayoutMove.CANCEL].setProperty("look", "danger")
        self.pay_part = button("payout.do_pay_part")
        holder = QWidget()
        flow = FlowLayout(holder)
        for move in _ORDER:
            flow.addWidget(self.buttons[move])
            if move is PayoutMove.PAY:
                flow.addWidget(self.pay_part)
        self.column.addWidget(holder)

    def show_review(self, review: PayoutReview) -> None:
        """Show what speaks against a payout, and what may be done with it now."""
        lines = findings_text(review)
        eyes = eyes_text(review)
        self.show_lines([*lines, (f"▲ {eyes}", "warning")] if eyes else lines)
        for move, each in self.buttons.items():
            each.setText(formatting.label(move))
            each.setVisible(review.payout.may(move))
        self.pay_part.setText(tr(_PAY_PART))
        self.pay_part.setVisible(review.payout.may(PayoutMove.PAY))
