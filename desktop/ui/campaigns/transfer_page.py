"""The page of one transfer between funds: from where to where, why; a slip is taken back here."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from desktop.i18n import mark, tr
from desktop.services.transfers import load_transfer, take_back_transfer
from desktop.ui import formatting
from desktop.ui.changes import MONEY, Topic
from desktop.ui.money.record import countered_words, title_of
from desktop.ui.shared.facts import Fact, FactsCard
from desktop.ui.shared.naming import button
from desktop.ui.shared.record_page import RecordPage
from desktop.ui.shared.take_back import TakeBackDialog

if TYPE_CHECKING:
    from desktop.domain.transfers import Transfer
    from desktop.services.office import Office
    from desktop.ui.workplace import Workplace


@dataclass(frozen=True, slots=True)
class TransferShown:
    """A transfer with the titles of its funds."""

    transfer: Transfer
    source: str
    target: str


def read_transfer(office: Office, code: str) -> TransferShown:
    """Read a transfer and what it refers to; raises NotFound."""
    found = load_transfer(office, code)
    return TransferShown(found, title_of(office, found.draft.source), title_of(office, found.draft.target))


class TransferPage(RecordPage[TransferShown]):
    """What a decision moved is taken back here too: the decision stays, with its note."""

    def __init__(self, place: Workplace, code: str) -> None:
        super().__init__(place, "transfer", code, mark("Transfers"))
        self.facts = FactsCard("transfer")
        self.facts.hide()
        self.body.insertWidget(0, self.facts)
        self.body.addStretch(1)
        self.take_back_button = button("transfer.take_back", "danger")
        self.take_back_button.hide()
        self.action_row.add(self.take_back_button)
        self.take_back_button.clicked.connect(self._on_take_back)
        place.changes.subscribe(self, (Topic.CAMPAIGNS,), self.read_again)
        self.begin()

    def load(self, code: str) -> TransferShown:
        return read_transfer(self.place.office, code)

    def show_record(self, record: TransferShown | None) -> None:
        if record is None:
            return
        self._show_facts(record)
        can = self.place.office.has_identity and record.transfer.countered_by is None
        self.take_back_button.setVisible(can)

    def _show_facts(self, record: TransferShown) -> None:
        found, draft, go = record.transfer, record.transfer.draft, self.place.navigate
        decision = found.decision
        self.facts.show_facts(
            (
                Fact(
                    "fact_from", mark("From fund"), draft.source, lambda: go("campaigns", draft.source), record.source
                ),
                Fact("fact_to", mark("To fund"), draft.target, lambda: go("campaigns", draft.target), record.target),
                Fact("fact_amount", mark("Amount"), formatting.money(draft.amount), look="heading"),
                Fact("fact_on", mark("Date"), formatting.day(draft.on)),
                Fact("fact_happened", mark("Happened on"), formatting.day(draft.happened) if draft.happened else ""),
                Fact("fact_reason", mark("Reason"), draft.reason),
                Fact("fact_decision", mark("Decision"), decision, lambda: go("campaigns", decision))
                if decision is not None
                else Fact("fact_decision", mark("Decision"), ""),
                Fact("fact_entry", mark("Entry"), str(found.entry)),
                Fact("fact_taken_back", mark("Taken back"), countered_words(found.countered_by, "")),
            )
        )
        self.facts.show()

    def retranslate(self) -> None:
        super().retranslate()
        self.heading.setText(tr("Transfer {code}").format(code=self.code))
        self.take_back_button.setText(tr("Take back…"))
        if self.record is not None:
            self._show_facts(self.record)

    def _on_take_back(self) -> None:
        code = self.code or ""
        text = tr("The money goes back to the fund that it came from, by an entry of its own. Both entries stay.")
        dialog = TakeBackDialog(self.place, code, text, take_back_transfer, self.window())
        if self.place.prompts.show(dialog):
            self.banner.show_good(tr("{code} is taken back.").format(code=code))
            self.place.changes.announce(*MONEY)
