"""The form of a payout: from which campaign, to whom, how much for which item; a draft, or recorded as paid."""

from __future__ import annotations

from enum import Enum
from typing import TYPE_CHECKING, Any

from desktop.domain.errors import Problem, Refused
from desktop.domain.ledger import MONEY_OUT
from desktop.domain.payout_checks import needs_second
from desktop.domain.payouts import PayeeRole, PayoutDraft, check_payout, check_plan, role_for
from desktop.domain.people import PersonCategory
from desktop.domain.summaries import Recorded
from desktop.i18n import mark, tr
from desktop.services.payout_review import with_own_money
from desktop.services.payout_steps import SavedPayout, save_payout, submit_payout
from desktop.services.payouts import load_payout, record_payout
from desktop.ui import formatting
from desktop.ui.campaigns.beneficiary import BeneficiaryPicker
from desktop.ui.money.form import MoneyForm
from desktop.ui.payouts.lines import PayLines
from desktop.ui.shared.date_field import DateField
from desktop.ui.shared.fields import ChoiceField, CodeField, LongTextField, TextField
from desktop.ui.shared.form import read_each
from desktop.ui.shared.naming import button
from desktop.ui.shared.permit import hold
from desktop.ui.shared.rate_field import RateField, rate_warnings
from desktop.ui.start.create import currencies

if TYPE_CHECKING:
    from collections.abc import Iterable

    from desktop.domain.campaigns import Campaign
    from desktop.domain.money import Money
    from desktop.domain.payouts import Payout
    from desktop.ui.money.form import Start
    from desktop.ui.shared.form_state import Part
    from desktop.ui.workplace import Workplace


class Intent(Enum):
    """What the worker wants of what is entered."""

    LOOK = "look"
    DRAFT = "draft"
    SUBMIT = "submit"
    PAY = "pay"


class PayoutForm(MoneyForm[PayoutDraft]):
    """Amounts are typed beside the campaign's items; the whole stands beside what the fund still has.

    `start.change` is the code of a stored payout that is not paid yet: then it can be saved and submitted alone.
    """

    def __init__(self, place: Workplace, start: Start) -> None:
        super().__init__(place, "payout", start, mark("Payouts"))
        self.intent = Intent.LOOK
        self._payout: Payout | None = None
        self._saved: SavedPayout | None = None
        self._reason = ""
        self._like: PayoutDraft | None = None
        self._add_fields()
        self.draft_button = button("payout.save_draft")
        self.submit_button = button("payout.submit")
        for at, each in ((1, self.submit_button), (2, self.draft_button)):
            self.foot_row.insert(at, each)
        if not place.office.may("payout.recorded"):
            hold(self.save_button, place.office, "payout.recorded")
            hold(self.save_another, place.office, "payout.recorded")
        self.draft_button.clicked.connect(lambda: self._save_as(Intent.DRAFT))
        self.submit_button.clicked.connect(lambda: self._save_as(Intent.SUBMIT))
        self.lines.edited.connect(self.form.soil)
        self.lines.edited.connect(self._follow)
        for name in ("currency", "on"):
            self.form.fields[name].edited.connect(self._follow)
        self.payee.edited.connect(self._follow_payee)
        self.role.edited.connect(self._tell_role)
        self.override.edited.connect(self._tell_allowed)
        self.rate.edited.connect(self._tell_allowed)
        self.rate.known.connect(self._tell_allowed)
        self.begin()
        self._tell_role()
        if start.change:
            self._begin_change(start.change)

    def _add_fields(self) -> None:
        form, place = self.form, self.place
        form.section(mark("Payout"))
        self.add_campaign()
        self.payee: BeneficiaryPicker = form.add(
            BeneficiaryPicker(
                place,
                "payee",
                mark("Payee"),
                self.banner,
                hint=mark("Who gets the money: the beneficiary, a clinic, a landlord"),
                needed=True,
                category=PersonCategory.PAYEE,
            )
        )
        self.role: ChoiceField[PayeeRole] = form.add(ChoiceField("role", mark("The payee is"), PayeeRole))
        self.authority: TextField = form.add(
            TextField("authority", mark("The proxy's paper"), hint=mark("By which paper the proxy takes the money"))
        )
        self.add_standing()
        self.lines = PayLines()
        form.add_wide(self.lines)
        form.add(
            DateField("on", mark("Date"), place.office.today, hint=mark("When it was paid, or is due"), needed=True)
        )
        form.add(ChoiceField("method", mark("Method"), MONEY_OUT))
        self.currency: CodeField = form.add(
            CodeField("currency", mark("Currency"), currencies, hint=mark("What the payee gets"))
        )
        self.rate: RateField = form.add(RateField(place, "rate", mark("Exchange rate"), mark("Debited by the bank")))
        form.add(TextField("invoice", mark("Invoice"), hint=mark("The number of the invoice that is paid, if any")))
        form.add(TextField("iban", mark("IBAN"), hint=mark("Empty: the payee's own")))
        form.add(
            LongTextField(
                "purpose",
                mark("Purpose"),
                hint=mark(
                    "Stands on the voucher, and may name people. Empty: a plain sentence with the campaign's code"
                ),
                lines=2,
            ),
            wide=True,
        )
        self.override: LongTextField = form.add(
            LongTextField("override", mark("Why nobody else approves it"), hint=mark("It is recorded"), lines=2),
            wide=True,
        )
        self.override.hide()
        self.add_issue(mark("Voucher"), mark("Issue a voucher now"))

    # ------------------------------------------------------------------ a stored payout

    def _begin_change(self, code: str) -> None:
        """Show a stored payout; what is entered changes it, and cannot be recorded as paid before it is approved."""
        for each in (self.save_button, self.save_another):
            each.hide()
        self.form.lock(True)
        self.place.tasks.run(
            load_payout, self.place.office, code, done=self._on_read, failed=self._on_failed, owner=self
        )

    def _on_read(self, payout: Payout) -> None:
        self._payout, draft = payout, payout.draft
        self.form.lock(False)
        self.picker.write(draft.campaign)
        self.payee.write(draft.payee)
        for name in ("role", "authority", "on", "method", "invoice", "iban", "purpose"):
            self.form.fields[name].write(getattr(draft, name))
        self.form.fields["campaign"].lock(True)
        self._read_campaign(draft.campaign)
        self._tell_role()
        self.retranslate()
        self._hold()

    def read_like(self, code: str) -> Payout:
        return load_payout(self.place.office, code)

    def take_like(self, found: Payout) -> None:
        """Another payout to the same payee for the same items, today; its rate and invoice are its own."""
        draft = self._like = found.draft
        self.picker.write(draft.campaign)
        self.payee.write(draft.payee)
        for name in ("role", "authority", "method", "iban", "purpose"):
            self.form.fields[name].write(getattr(draft, name))
        self._read_campaign(draft.campaign)
        self._tell_role()

    def show_campaign(self, campaign: Campaign | None) -> None:
        """Show its items; its beneficiary is proposed as the payee."""
        changed = self.campaign is None or campaign is None or campaign.code != self.campaign.code
        payout = self._payout
        if payout is not None and campaign is not None and changed:
            campaign = with_own_money(campaign, payout)
        super().show_campaign(campaign)
        if changed:
            self.lines.show_campaign(campaign)
            if campaign is not None:
                self.currency.write(campaign.draft.currency)
        like, self._like = (self._like, None) if changed else (None, self._like)
        if like is not None and campaign is not None:
            self.currency.write(like.currency)
            self._follow()
            self.lines.write([line for line in like.lines if line.item in _open_lines(campaign)])
        if payout is not None and changed:
            self.currency.write(payout.draft.currency)
            self._follow()
            self.rate.write(payout.draft.rate)
            self.lines.write(payout.draft.lines)
            self.form.clean()
        elif campaign is not None and campaign.draft.beneficiary and not self.payee.line.text().strip():
            self.payee.write(campaign.draft.beneficiary)
        if payout is None:
            self._follow_payee()
        self._follow()

    # ------------------------------------------------------------------ the kit's hooks

    def read_draft(self) -> PayoutDraft:
        read_each(self.form.read, self.lines.read)
        return super().read_draft()

    def make_draft(self, values: dict[str, Any]) -> PayoutDraft:
        self._reason = values["override"]
        names = ("campaign", "payee", "on", "method", "purpose", "role", "authority", "invoice", "iban", "rate")
        return PayoutDraft(lines=self.lines.read(), **{name: values[name] for name in names})

    def check(self, draft: PayoutDraft) -> Iterable[Problem]:
        """Check against the figures at hand; the service checks again against those of that moment."""
        if self.campaign is None or self.campaign.code != draft.campaign:
            return ()
        items, available = self.campaign.items, self.campaign.totals.available
        if self.intent is Intent.PAY:
            found = check_payout(draft, items, available, self.place.office.today())
        else:
            found = check_plan(draft, items, available.currency)
        return (*found, *rate_warnings(self.rate))

    def place_problems(self, problems: list[Problem]) -> list[Problem]:
        return self.lines.place_problems(problems)

    def draft_parts(self) -> dict[str, Part]:
        return {"lines": self.lines}

    def ready_for_draft(self) -> bool:
        """A stored payout must be there first: what was typed changes it."""
        return not self._start.change or (self._payout is not None and self.campaign is not None)

    def focus_problem(self) -> bool:
        return super().focus_problem() or self.lines.focus_problem()

    def save(self, *, another: bool = False) -> None:
        """Record it as paid; a stored payout is saved as a draft."""
        self._save_as(Intent.DRAFT if self._payout is not None else Intent.PAY, another=another)

    def _save_as(self, intent: Intent, *, another: bool = False) -> None:
        """Forget what was wrong before, then save."""
        self.intent = intent
        self.lines.clear_problems()
        super().save(another=another)

    def store(self, draft: PayoutDraft) -> Recorded:
        office = self.place.office
        if self.intent is Intent.PAY:
            return record_payout(office, draft, self.wanted, override=self._reason)
        stored = self._saved.payout if self._saved is not None else self._payout
        code, revision = (stored.code, stored.revision) if stored is not None else (None, None)
        self._saved = save_payout(office, draft, code, revision)
        if self.intent is Intent.SUBMIT:
            submit_payout(office, self._saved.payout.code, self._saved.payout.revision)
        return Recorded(self._saved.payout.code, 0)

    def said_of(self, record: Recorded) -> str:
        if self._saved is None:
            return super().said_of(record)
        if self.intent is Intent.SUBMIT:
            said = tr("{code} waits for approval.").format(code=record.code)
        else:
            said = tr("{code} is saved as a draft.").format(code=record.code)
        if self._saved.freed is None:
            return said
        freed = tr("Its approval is void, and {amount} is not reserved any more.")
        return f"{said} {freed.format(amount=formatting.money(self._saved.freed))}"

    def retranslate(self) -> None:
        super().retranslate()
        self.save_button.setText(tr("Record as paid"))
        self.submit_button.setText(tr("Submit for approval"))
        self.draft_button.setText(tr("Save as draft"))
        change = self._payout
        self.heading.setText(tr("New payout") if change is None else tr("Change {code}").format(code=change.code))
        self._tell_allowed()

    # ------------------------------------------------------------------ what follows from what

    def _tell_role(self) -> None:
        self.authority.setVisible(self.role.read() is PayeeRole.PROXY)

    def _follow_payee(self) -> None:
        """Whoever is not the campaign's beneficiary is not left as one; who is, is nobody else."""
        whose = self.campaign.draft.beneficiary if self.campaign is not None else None
        try:
            payee = self.payee.read()
        except Refused:
            return
        if not whose or not payee:
            return
        own = payee == whose and self.role.read() is PayeeRole.OTHER
        self.role.write(PayeeRole.BENEFICIARY if own else role_for(self.role.read(), payee, whose))
        self._tell_role()

    def _follow(self) -> None:
        """Tell lines and rate which money it is, then whether it may be recorded at once."""
        if self.campaign is None:
            return
        given = self.currency.read()
        if given != self.lines.currency:
            self.lines.set_currency(given)
        try:
            on = self.form.fields["on"].read()
        except Refused:
            on = None
        self.rate.ask(given, self.campaign.draft.currency, on, self.lines.whole_now())
        self._tell_allowed()

    def _in_base(self) -> Money | None:
        """Give the whole in the base currency, where it can be told here."""
        base, whole = self.place.settings().base_currency, self.lines.whole_now()
        if whole is None or whole.currency == base:
            return whole
        counted = self.rate.counted
        return counted if counted is not None and counted.currency == base else None

    def _tell_allowed(self) -> None:
        """Say beside the button why it may not be recorded at once, and ask why nobody else approves it."""
        threshold, whole = self.place.settings().approval_threshold, self.lines.whole_now()
        above = self._payout is None and bool(whole) and needs_second(self._in_base(), threshold)
        self.override.setVisible(above)
        waits = above and not self.override.read()
        self.offer(not waits)
        if self.saving or threshold is None:
            return
        said = tr("Above {threshold} a payout is approved before it is paid: submit it, or write why nobody else does.")
        self.say_beside(said.format(threshold=formatting.money(threshold)) if waits else "")
        self.note.setWordWrap(True)

    def _busy(self, busy: bool) -> None:
        super()._busy(busy)
        for each in (self.draft_button, self.submit_button):
            each.setEnabled(not busy and not self.held)
        if not busy:
            self._tell_allowed()


def _open_lines(campaign: Campaign) -> set[int]:
    return {item.line for item in campaign.items if not item.draft.archived}
