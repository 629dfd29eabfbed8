"""The page of one decision: what was decided, on what, by whom and why; its note is read and printed here."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from desktop.domain.decisions import DecisionState
from desktop.i18n import mark, tr
from desktop.services.decisions import draw_note, load_decision
from desktop.services.funding_view import read_funding
from desktop.ui import formatting
from desktop.ui.campaigns.note_dialog import NoteDialog
from desktop.ui.changes import Topic
from desktop.ui.money.record import title_of
from desktop.ui.shared.facts import Fact, FactsCard
from desktop.ui.shared.naming import button
from desktop.ui.shared.record_page import RecordPage

if TYPE_CHECKING:
    from desktop.domain.decisions import Decision, DecisionLine
    from desktop.services.funding_view import FundingView
    from desktop.services.office import Office
    from desktop.ui.workplace import Workplace


@dataclass(frozen=True, slots=True)
class DecisionShown:
    """A decision with what its page shows beside it: the campaign's title and the view that names the users."""

    decision: Decision
    title: str
    view: FundingView


def read_decision(office: Office, code: str) -> DecisionShown:
    """Read a decision and what it refers to; raises NotFound."""
    decision = load_decision(office, code)
    campaign = decision.draft.campaign
    return DecisionShown(decision, title_of(office, campaign), read_funding(office, campaign))


class DecisionPage(RecordPage[DecisionShown]):
    """It is approved or withdrawn on the campaign's page, where its figures stand."""

    def __init__(self, place: Workplace, code: str) -> None:
        super().__init__(place, "decision", code, mark("Decisions"))
        self.facts = FactsCard("decision")
        self.facts.hide()
        self.body.insertWidget(0, self.facts)
        self.body.addStretch(1)
        self.note_button = button("decision.note", "primary", "documents")
        self.campaign_button = button("decision.campaign")
        for each in (self.campaign_button, self.note_button):
            self.action_row.add(each)
            each.hide()
        self.note_button.clicked.connect(self._on_note)
        self.campaign_button.clicked.connect(self._to_campaign)
        place.changes.subscribe(self, (Topic.CAMPAIGNS,), self.read_again)
        self.begin()

    def load(self, code: str) -> DecisionShown:
        return read_decision(self.place.office, code)

    def show_record(self, record: DecisionShown | None) -> None:
        if record is None:
            return
        self._show_facts(record)
        state = record.decision.state
        self.note_button.setVisible(state is not DecisionState.WITHDRAWN)
        self.campaign_button.setVisible(state is DecisionState.PROPOSED)

    def _show_facts(self, record: DecisionShown) -> None:
        decision, draft, name = record.decision, record.decision.draft, record.view.name
        approver = "" if decision.approver is None else name(decision.approver)
        approved_on = "" if decision.approved_at is None else formatting.day(decision.approved_at.date())
        self.facts.show_facts(
            (
                Fact("fact_campaign", mark("Campaign"), draft.campaign, self._to_campaign, record.title),
                Fact("fact_kind", mark("On"), formatting.label(draft.kind)),
                Fact("fact_amount", mark("Amount"), formatting.money(decision.amount), look="heading"),
                Fact("fact_lines", mark("What it does"), "\n".join(self._line(each) for each in draft.lines)),
                Fact("fact_rule", mark("Rule"), formatting.label(draft.rule)),
                Fact("fact_reason", mark("Reason"), draft.reason),
                Fact("fact_state", mark("State"), formatting.label(decision.state)),
                Fact("fact_on", mark("Date"), formatting.day(draft.on)),
                Fact("fact_author", mark("Proposed by"), name(decision.author)),
                Fact("fact_approver", mark("Approved by"), approver),
                Fact("fact_approved", mark("Approved on"), approved_on),
                Fact("fact_override", mark("Without a second person"), decision.override_reason),
            )
        )
        self.facts.show()

    def _line(self, line: DecisionLine) -> str:
        about = line.to or line.donation or (tr("item {line}").format(line=line.item) if line.item else "")
        amount = formatting.money(line.amount)
        return tr("{action}: {amount}, {about}").format(
            action=formatting.label(line.action), amount=amount, about=about
        )

    def retranslate(self) -> None:
        super().retranslate()
        self.heading.setText(tr("Decision {code}").format(code=self.code))
        self.note_button.setText(tr("Note (PDF)"))
        self.campaign_button.setText(tr("Go to the campaign"))
        if self.record is not None:
            self._show_facts(self.record)

    def _to_campaign(self) -> None:
        if self.record is not None:
            self.place.navigate("campaigns", self.record.decision.draft.campaign)

    def _on_note(self) -> None:
        code = self.code or ""
        self.place.tasks.run(
            draw_note, self.place.office, code, done=partial(self._on_drawn, code), failed=self._on_failed, owner=self
        )

    def _on_drawn(self, code: str, pdf: bytes) -> None:
        self.place.prompts.show(NoteDialog(self.place, code, pdf, self.window()))
