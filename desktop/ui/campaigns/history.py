"""How a campaign's plan came to be what it is: one line for each change, with who made it, when and why."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop.i18n import tr
from desktop.ui import formatting
from desktop.ui.language import follow_language
from desktop.ui.shared.naming import named, text_label
from desktop.ui.theme import NEAR

if TYPE_CHECKING:
    from desktop.domain.revisions import PlanRevision
    from desktop.services.funding_view import FundingView

_MOST = 40


class PlanHistory(QWidget):
    """The newest changes first; hidden where the plan was never changed."""

    def __init__(self) -> None:
        super().__init__()
        self._view: FundingView | None = None
        self._title = text_label("", "label")
        self.lines = named(text_label("", "muted", wrap=True), "campaign.plan_history")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(NEAR)
        layout.addWidget(self._title)
        layout.addWidget(self.lines)
        self.hide()
        follow_language(self, self.retranslate)

    def retranslate(self) -> None:
        self._title.setText(tr("Changes of the plan"))
        if self._view is not None:
            self.show_funding(self._view)

    def show_funding(self, view: FundingView) -> None:
        """Write the changes."""
        self._view = view
        newest = view.revisions[::-1][:_MOST]
        said = "\n".join(self._line(view, each) for each in newest)
        self.lines.setText(said)
        self.lines.setAccessibleName(said)
        self.setVisible(bool(newest))

    def _line(self, view: FundingView, revision: PlanRevision) -> str:
        change = revision.change
        text = tr("{date}, {name}: item {line} from {before} to {after} ({how})").format(
            date=formatting.day(revision.at.date()),
            name=view.name(revision.by),
            line=change.line,
            before=formatting.money(change.before),
            after=formatting.money(change.after),
            how=revision.decision or formatting.label(revision.kind),
        )
        return f"{text}. {revision.reason}" if revision.reason else text
