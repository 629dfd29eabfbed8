"""Settling an advance: the proofs, and what follows from them, live: returned, topped up, or still open."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal

from desktop.domain.advances import Advance, SettlementDraft, check_settlement
from desktop.domain.errors import Problem, Refused
from desktop.domain.ledger import MONEY_OUT
from desktop.domain.money import Money
from desktop.i18n import mark, tr
from desktop.services.advances import load_advance, settle_advance
from desktop.services.campaigns import load_campaign
from desktop.ui import formatting
from desktop.ui.advances.proofs import ProofsGrid
from desktop.ui.changes import MONEY
from desktop.ui.money.late import LateBooking
from desktop.ui.shared.date_field import DateField
from desktop.ui.shared.fields import CheckField, ChoiceField, MoneyField
from desktop.ui.shared.form import read_each
from desktop.ui.shared.form_page import FormPage
from desktop.ui.shared.grid_state import GridPart
from desktop.ui.shared.naming import named, text_label

if TYPE_CHECKING:
    from collections.abc import Iterable

    from desktop.domain.campaigns import Campaign
    from desktop.services.office import Office
    from desktop.ui.shared.form_state import Part
    from desktop.ui.workplace import Workplace


@dataclass(frozen=True, slots=True)
class ToSettle:
    """An open advance with its campaign."""

    advance: Advance
    campaign: Campaign


def _read(office: Office, code: str) -> ToSettle:
    advance = load_advance(office, code)
    return ToSettle(advance, load_campaign(office, advance.draft.campaign))


class SettleForm(FormPage[SettlementDraft, ToSettle]):
    """`settled(code)` once it is stored. What lacks is topped up by itself; what is left is returned if ticked."""

    settled = Signal(str)

    def __init__(self, place: Workplace, code: str) -> None:
        super().__init__(place, "settlement", code, mark("Advances"))
        self.late = LateBooking(self.banner, self.save)
        form = self.form
        self.standing = named(text_label("", "muted", wrap=True), "settlement.standing")
        form.add_wide(self.standing)
        self.on: DateField = form.add(DateField("on", mark("Date"), place.office.today, needed=True))
        self.method = form.add(ChoiceField("method", mark("Money comes and goes by"), MONEY_OUT))
        self.proofs = ProofsGrid(place.office.today)
        form.add_wide(self.proofs)
        self.rest: CheckField = form.add(
            CheckField("rest", mark("The rest is returned: the advance is settled")), wide=True
        )
        currency = place.settings().base_currency
        self.returned: MoneyField = form.add(MoneyField("returned", mark("Returned"), currency))
        self.topped_up: MoneyField = form.add(MoneyField("topped_up", mark("Topped up"), currency))
        self.topped_up.line.setReadOnly(True)
        self.whole = named(text_label("", "heading", wrap=True), "settlement.whole")
        form.add_wide(self.whole)
        self.proofs.edited.connect(form.soil)
        self.proofs.edited.connect(self._work_out)
        self.rest.edited.connect(self._work_out)
        self.returned.edited.connect(self._on_returned)
        self.on.edited.connect(self.late.forget)
        self.save_another.hide()
        self.begin()

    # ------------------------------------------------------------------ the kit's hooks

    def load(self, code: str) -> ToSettle:
        return _read(self.place.office, code)

    def show_record(self, record: ToSettle | None) -> None:
        if record is None:
            return
        draft = record.advance.draft
        self.on.write(self.place.office.today())
        self.method.write(draft.method)
        self.rest.write(True)
        for field in (self.returned, self.topped_up):
            field.set_currency(draft.amount.currency)
        self.topped_up.line.setReadOnly(True)
        self.proofs.show_campaign(record.campaign)
        self._work_out()

    def read_draft(self) -> SettlementDraft:
        self.proofs.commit()
        self._work_out()
        read_each(self.form.read, self.proofs.read)
        values = self.form.read()
        nothing = Money.zero(self._currency)
        return SettlementDraft(
            on=values["on"],
            lines=self.proofs.read(),
            returned=values["returned"] or nothing,
            topped_up=values["topped_up"] or nothing,
            method=values["method"],
            into_open=self.late.accepted,
        )

    def check(self, draft: SettlementDraft) -> Iterable[Problem]:
        """Check against the figures at hand; the service checks again against those of that moment."""
        if self.record is None:
            return ()
        campaign = self.record.campaign
        return check_settlement(
            draft, self.record.advance, campaign.items, campaign.totals.available, self.place.office.today()
        )

    def place_problems(self, problems: list[Problem]) -> list[Problem]:
        return self.proofs.place_problems(problems)

    def draft_parts(self) -> dict[str, Part]:
        return {"proofs": GridPart(self.proofs.grid)}

    def focus_problem(self) -> bool:
        return self.proofs.focus_problem() or super().focus_problem()

    def show_problems(self, problems: Iterable[Problem]) -> None:
        found = list(problems)
        super().show_problems(found)
        self.late.offer(found)

    def store(self, draft: SettlementDraft) -> ToSettle:
        settle_advance(self.place.office, self.code or "", draft)
        return _read(self.place.office, self.code or "")

    def _on_stored(self, record: ToSettle) -> None:
        """Hand over to the section, which shows the advance in place of this form."""
        self.form.clean()
        self.place.changes.announce(*MONEY)
        self.settled.emit(record.advance.code)

    def focus_first(self) -> None:
        self.proofs.grid.table.setFocus()
        if self.proofs.grid.model.rowCount():
            self.proofs.grid.table.go(0, 0)

    def retranslate(self) -> None:
        super().retranslate()
        self.heading.setText(tr("Settle {code}").format(code=self.code))
        self.save_button.setText(tr("Record the settlement"))
        if self.record is not None:
            text = tr("{amount} was given on {date}; {open} is open.")
            draft = self.record.advance.draft
            self.standing.setText(
                text.format(
                    amount=formatting.money(draft.amount),
                    date=formatting.day(draft.on),
                    open=formatting.money(self.record.advance.open),
                )
            )
            self._tell()

    # ------------------------------------------------------------------ what happens

    @property
    def _currency(self) -> str:
        return self.returned.currency

    def _work_out(self) -> None:
        """Fill in what follows from the proofs: what lacks, or what is left."""
        if self.record is None:
            return
        spent, open_ = self.proofs.spent(), self.record.advance.open
        if spent is not None:
            left = open_ - spent
            self.topped_up.write(-left if left.minor < 0 else None)
            if left.minor <= 0:
                self.returned.write(None)
            elif self.rest.read():
                self.returned.write(left)
        self._tell()

    def _on_returned(self) -> None:
        """A sum of one's own is not the rest any more."""
        self.rest.write(False)
        self._tell()

    def _tell(self) -> None:
        if self.record is None:
            return
        nothing = Money.zero(self._currency)
        try:
            returned, topped_up = self.returned.read() or nothing, self.topped_up.read() or nothing
        except Refused:
            self.whole.setText("")
            return
        spent = self.proofs.spent()
        if spent is None:
            self.whole.setText("")
            return
        left = self.record.advance.open + topped_up - spent - returned
        text = tr("Proofs {spent}, returned {returned}, topped up {topped_up}: {open} stays open")
        said = text.format(
            spent=formatting.money(spent),
            returned=formatting.money(returned),
            topped_up=formatting.money(topped_up),
            open=formatting.money(left),
        )
        self.whole.setText(f"▲ {said}" if left.minor < 0 else said)
