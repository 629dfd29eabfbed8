"""The page of one pledge: what was promised, and the ways on: it came, it has changed, or it will not come."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal

from desktop.domain.pledges import PledgeState
from desktop.i18n import mark, tr
from desktop.services.pledges import load_pledge, withdraw_pledge
from desktop.ui import formatting
from desktop.ui.changes import Topic
from desktop.ui.money.record import name_of, title_of
from desktop.ui.shared.facts import Fact, FactsCard
from desktop.ui.shared.naming import button
from desktop.ui.shared.record_page import RecordPage

if TYPE_CHECKING:
    from desktop.domain.pledges import Pledge
    from desktop.services.office import Office
    from desktop.ui.workplace import Workplace


@dataclass(frozen=True, slots=True)
class PledgeShown:
    """A pledge with the names that its page shows."""

    pledge: Pledge
    campaign: str
    donor: str


def read_pledge(office: Office, code: str) -> PledgeShown:
    """Read a pledge and what it refers to; raises NotFound."""
    pledge = load_pledge(office, code)
    return PledgeShown(pledge, title_of(office, pledge.draft.campaign), name_of(office, pledge.draft.donor))


class PledgePage(RecordPage[PledgeShown]):
    """`received(pledge)` when the gift came and is to be recorded; `change_asked(code)` when it is to be changed."""

    received = Signal(object)
    change_asked = Signal(str)

    def __init__(self, place: Workplace, code: str) -> None:
        super().__init__(place, "pledge", code, mark("Pledges"))
        self.facts = FactsCard("pledge")
        self.facts.hide()
        self.body.insertWidget(0, self.facts)
        self.body.addStretch(1)
        self.received_button = button("pledge.received", "primary")
        self.change_button = button("pledge.change")
        self.withdraw_button = button("pledge.withdraw", "danger")
        for each in (self.received_button, self.change_button, self.withdraw_button):
            self.action_row.add(each)
            each.hide()
        self.received_button.clicked.connect(self._on_received)
        self.change_button.clicked.connect(lambda: self.change_asked.emit(self.code))
        self.withdraw_button.clicked.connect(self._on_withdraw)
        place.changes.subscribe(self, (Topic.DONATIONS, Topic.PEOPLE, Topic.CAMPAIGNS), self.read_again)
        self.begin()

    def load(self, code: str) -> PledgeShown:
        return read_pledge(self.place.office, code)

    def show_record(self, record: PledgeShown | None) -> None:
        if record is None:
            return
        self._show_facts(record)
        waits = record.pledge.state is PledgeState.OPEN
        for each in (self.received_button, self.change_button, self.withdraw_button):
            each.setVisible(waits)

    def _show_facts(self, record: PledgeShown) -> None:
        pledge, draft, go = record.pledge, record.pledge.draft, self.place.navigate
        late = pledge.overdue(self.place.office.today())
        donation = pledge.donation
        self.facts.show_facts(
            (
                Fact("fact_donor", mark("Donor"), draft.donor, lambda: go("people", draft.donor), record.donor),
                Fact(
                    "fact_campaign",
                    mark("Campaign"),
                    draft.campaign,
                    lambda: go("campaigns", draft.campaign),
                    record.campaign,
                ),
                Fact("fact_amount", mark("Promised"), formatting.money(draft.amount), look="heading"),
                Fact("fact_on", mark("Said on"), formatting.day(draft.on)),
                Fact("fact_due", mark("Expected until"), formatting.day(draft.due)),
                Fact("fact_state", mark("State"), tr("▲ Overdue") if late else formatting.label(pledge.state)),
                Fact("fact_donation", mark("Donation"), donation, lambda: go("donations", donation))
                if donation is not None
                else Fact("fact_donation", mark("Donation"), ""),
                Fact("fact_because", mark("Reason"), pledge.withdrawn_because),
                Fact("fact_note", mark("Note"), draft.note),
            )
        )
        self.facts.show()

    def retranslate(self) -> None:
        super().retranslate()
        self.heading.setText(tr("Pledge {code}").format(code=self.code))
        self.received_button.setText(tr("Received…"))
        self.change_button.setText(tr("Change…"))
        self.withdraw_button.setText(tr("Withdraw…"))
        if self.record is not None:
            self._show_facts(self.record)

    def _on_received(self) -> None:
        if self.record is not None:
            self.received.emit(self.record.pledge)

    def _on_withdraw(self) -> None:
        code = self.code or ""
        reason = self.place.prompts.ask_text(
            tr("Withdraw {code}?").format(code=code), tr("Why will this gift not come?"), tr("Withdraw"), danger=True
        )
        if reason is None:
            return
        self.place.tasks.run(
            withdraw_pledge,
            self.place.office,
            code,
            reason,
            done=self._on_withdrawn,
            failed=self._on_failed,
            owner=self,
        )

    def _on_withdrawn(self, pledge: Pledge) -> None:
        self.banner.show_good(tr("{code} is withdrawn.").format(code=pledge.code))
        self.place.changes.announce(Topic.DONATIONS)
