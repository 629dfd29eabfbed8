"""The form of a new donation: for which campaign, from whom, how much; and its receipt in the same step.

A plain gift needs what is always shown. A gift that is split, earmarked, foreign, in crypto-currency or in kind opens
more when it is asked for.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from desktop.domain.donation_checks import GiftFund, check_donation, tidy_quantity
from desktop.domain.donations import DonationDraft
from desktop.domain.errors import Problem, Refused
from desktop.domain.ledger import PaymentMethod
from desktop.domain.money import EXPONENTS, Money, total
from desktop.domain.people import PersonCategory
from desktop.domain.shares import FeeBearer, GiftShare
from desktop.i18n import mark, tr
from desktop.services.donations import load_donation, record_donation
from desktop.services.pledges import keep_pledge, load_pledge
from desktop.services.transfers import open_general_fund
from desktop.ui.campaigns.beneficiary import BeneficiaryPicker
from desktop.ui.donations.shares import ShareRows, item_choices, read_item, refill
from desktop.ui.money.form import MoneyForm
from desktop.ui.shared.date_field import DateField
from desktop.ui.shared.fields import ChoiceField, CodeField, MoneyField, TextField
from desktop.ui.shared.figure import FigureField
from desktop.ui.shared.flow import FlowRow
from desktop.ui.shared.form import read_each
from desktop.ui.shared.naming import button
from desktop.ui.shared.rate_field import RateField
from desktop.ui.theme import APART

if TYPE_CHECKING:
    from collections.abc import Iterable

    from desktop.domain.campaigns import Campaign
    from desktop.domain.donations import Donation
    from desktop.domain.pledges import Pledge
    from desktop.domain.summaries import Recorded
    from desktop.ui.money.form import Start
    from desktop.ui.shared.form_state import Part, State
    from desktop.ui.workplace import Workplace

_NEEDS_DONOR = "document.needs_donor"
_OFTEN = ("EUR", "USD", "GBP", "PLN", "CHF", "UAH", "CZK", "GEL", "SEK", "NOK")


def currencies() -> list[tuple[str, str]]:
    """Give all currencies as choices, those met most often first."""
    return [(code, code) for code in (*_OFTEN, *sorted(EXPONENTS.keys() - set(_OFTEN)))]


class DonationForm(MoneyForm[DonationDraft]):
    """Gross and fee are typed, the net stands beside them at once. With a pledge it is the gift that keeps it."""

    def __init__(self, place: Workplace, start: Start, pledge: Pledge | None = None) -> None:
        super().__init__(place, "donation", start, mark("Money in"))
        self._pledge = pledge
        self._base = place.settings().base_currency
        self.form.section(mark("Donation"))
        self._add_whom()
        self._add_amounts()
        self._add_rest()
        self.add_issue(mark("Receipt"), mark("Issue a receipt now"))
        for field in (self.gross, self.fee):
            field.edited.connect(self._tell_net)
            field.left.connect(self._tell_net)
        self.on.edited.connect(self._ask_rate)
        self.method.edited.connect(self._show_what_fits)
        self.bearer.edited.connect(self._tell_net)
        self.currency.edited.connect(self._on_currency)
        self.shares.edited.connect(self.form.soil)
        self.begin()
        self._show_what_fits()

    # ------------------------------------------------------------------ building

    def _add_whom(self) -> None:
        form = self.form
        self.add_campaign()
        self.donor: BeneficiaryPicker = form.add(
            BeneficiaryPicker(
                self.place,
                "donor",
                mark("Donor"),
                self.banner,
                hint=mark("Empty: an anonymous gift"),
                category=PersonCategory.DONOR,
            )
        )
        self.add_standing()
        self.split = button("donation.split", "link")
        self.for_item = button("donation.for_item", "link")
        self.foreign = button("donation.foreign", "link")
        self.general = button("donation.general", "link")
        asks = FlowRow(self.split, self.for_item, self.foreign, self.general, spacing=APART)
        for each, opens in (
            (self.split, self._open_shares),
            (self.for_item, self._open_item),
            (self.foreign, self._open_currency),
            (self.general, self._open_general),
        ):
            each.clicked.connect(opens)
        form.add_wide(asks)
        self.item: CodeField = form.add(
            CodeField("item", mark("For one expense item"), lambda: item_choices(self.campaign))
        )
        form.gap()
        self.item.hide()
        self.shares = ShareRows(self.place, self._base)
        form.add_wide(self.shares)

    def _add_amounts(self) -> None:
        form = self.form
        self.currency: CodeField = form.add(CodeField("currency", mark("Currency of the gift"), currencies))
        self.currency.write(self._base)
        self.currency.hide()
        self.rate: RateField = form.add(
            RateField(self.place, "rate", mark("Exchange rate"), mark("Credited by the bank"))
        )
        self.gross: MoneyField = form.add(MoneyField("gross", mark("Given"), self._base, needed=True))
        self.fee: MoneyField = form.add(
            MoneyField("fee", mark("Fee"), self._base, hint=mark("What the bank or the payment provider kept"))
        )
        self.net: FigureField = form.add(
            FigureField("net", mark("Received"), hint=mark("What reached the campaign: given less the fee"))
        )
        self.bearer: ChoiceField[FeeBearer] = form.add(ChoiceField("fee_bearer", mark("Who bears the fee"), FeeBearer))

    def _add_rest(self) -> None:
        form, today = self.form, self.place.office.today
        form.gap()
        self.on: DateField = form.add(DateField("on", mark("Date"), today, needed=True))
        self.method: ChoiceField[PaymentMethod] = form.add(ChoiceField("method", mark("Method"), PaymentMethod))
        self.asset: TextField = form.add(TextField("asset", mark("Crypto-currency"), hint=mark("Like BTC"), width=160))
        self.quantity: TextField = form.add(
            TextField("quantity", mark("Quantity"), hint=mark("The amount given is its value on receipt"), width=220)
        )
        self.goods: TextField = form.add(
            TextField("goods", mark("What was given"), hint=mark("The amount given is the value of the things")),
            wide=True,
        )
        self.reference: TextField = form.add(
            TextField(
                "reference", mark("Bank reference"), hint=mark("It may name people: it lies in the book of names")
            )
        )

    # ------------------------------------------------------------------ what is shown

    def show_record(self, record: Recorded | None) -> None:
        super().show_record(record)
        pledge = self._pledge
        if pledge is not None:
            self.donor.write(pledge.draft.donor)
            self.currency.write(pledge.draft.amount.currency)
            self._on_currency()
            self.gross.write(pledge.draft.amount)

    def read_like(self, code: str) -> Donation:
        return load_donation(self.place.office, code)

    def take_like(self, found: Donation) -> None:
        """Another gift of the same kind, from the same donor, today; how a split gift was dealt out is asked anew."""
        draft = found.draft
        self.picker.write(draft.campaign)
        self.donor.write(draft.donor)
        for name in ("method", "fee_bearer", "asset", "quantity", "goods"):
            self.form.fields[name].write(getattr(draft, name))
        if draft.rate is not None:
            self.currency.show()
        self.currency.write(draft.gross.currency)
        self._on_currency()
        self.gross.write(draft.gross)
        self.fee.write(draft.fee or None)
        self._read_campaign(draft.campaign)
        self._show_what_fits()

    def show_campaign(self, campaign: Campaign | None) -> None:
        super().show_campaign(campaign)
        refill(self.item)
        if campaign is not None and self.currency.isHidden():
            self.currency.write(campaign.draft.currency)
        if campaign is not None and self.currency.read() != campaign.draft.currency:
            self.currency.show()
        self._on_currency()

    def _on_currency(self) -> None:
        for field in (self.gross, self.fee):
            field.set_currency(self.currency.read())
        self.shares.set_currency(self.currency.read())
        self._tell_net()

    def _show_what_fits(self) -> None:
        """Show the fields of the method that is chosen, and who bears a fee only where there is one."""
        method = self.method.read()
        things, crypto = method is PaymentMethod.IN_KIND, method is PaymentMethod.CRYPTO
        for field, fits in (
            (self.goods, things),
            (self.asset, crypto),
            (self.quantity, crypto),
            (self.fee, not things),
            (self.net, not things),
            (self.bearer, not things and bool(self.fee.line.text().strip())),
        ):
            field.setVisible(fits)
        self._ask_rate()

    def _tell_net(self) -> None:
        gross, fee = self._amounts()
        if gross is not None and fee is not None and self.bearer.read() is not FeeBearer.CAMPAIGN:
            fee = None
        self.net.show_amount(gross - fee if gross is not None and fee is not None else gross)
        self.shares.show_rest(gross, self.campaign.code if self.campaign is not None else "")
        self._show_what_fits()

    def _amounts(self) -> tuple[Money | None, Money | None]:
        """Give what is typed; nothing while it cannot be read or makes no sense."""
        try:
            gross, fee = self.gross.read(), self.fee.read()
        except Refused:
            return None, None
        return (None, None) if fee is not None and fee.minor < 0 else (gross, fee)

    def _ask_rate(self) -> None:
        """Ask for the rate of the gift's day; a gift in kind moves no money and needs none."""
        fund = self.campaign.draft.currency if self.campaign is not None else self.currency.read()
        given = fund if self.method.read() is PaymentMethod.IN_KIND else self.currency.read()
        try:
            on = self.on.read()
        except Refused:
            on = None
        gross, fee = self._amounts()
        kept = fee is not None and self.bearer.read() is not FeeBearer.DONOR
        self.rate.ask(given, fund, on, gross - fee if gross is not None and fee is not None and kept else gross)

    def _open_shares(self) -> None:
        self.shares.open()
        self._tell_net()

    def _open_item(self) -> None:
        self.item.show()
        self.item.editor.setFocus()

    def _open_currency(self) -> None:
        self.currency.show()
        self.currency.editor.setFocus()

    def _open_general(self) -> None:
        """Choose the general fund, in the gift's currency; it is opened where nothing needed it before."""
        currency = self._base if self.currency.isHidden() else self.currency.read()
        self.place.tasks.run(
            open_general_fund,
            self.place.office,
            currency,
            done=self._on_general,
            failed=self._on_failed,
            owner=self,
        )

    def _on_general(self, code: str) -> None:
        self.picker.write(code)
        self.form.soil()
        self._read_campaign(code)

    # ------------------------------------------------------------------ the draft

    def read_draft(self) -> DonationDraft:
        read_each(super().read_draft, self.shares.read)
        return super().read_draft()

    def make_draft(self, values: dict[str, Any]) -> DonationDraft:
        gross: Money = values["gross"]
        method: PaymentMethod = values["method"]
        things, crypto = method is PaymentMethod.IN_KIND, method is PaymentMethod.CRYPTO
        return DonationDraft(
            campaign=values["campaign"],
            gross=gross,
            fee=Money.zero(gross.currency) if things or values["fee"] is None else values["fee"],
            on=values["on"],
            method=method,
            donor=values["donor"],
            reference=values["reference"],
            into_open=self.late.accepted,
            shares=self._parts(values["campaign"], gross),
            fee_bearer=FeeBearer.CAMPAIGN if self.bearer.isHidden() else values["fee_bearer"],
            rate=values["rate"],
            asset=values["asset"].upper() if crypto else "",
            quantity=tidy_quantity(values["quantity"]) if crypto else "",
            goods=values["goods"] if things else "",
        )

    def _parts(self, campaign: str, gross: Money) -> tuple[GiftShare, ...]:
        """Give the shares: what the other campaigns leave is for the one named above."""
        try:
            others = self.shares.read()
        except Refused:
            others = ()  # said at their own fields
        item = None if self.item.isHidden() else read_item(self.item)
        if not others:
            return () if item is None else (GiftShare(campaign, gross, item),)
        rest = gross - total((share.gross for share in others), gross.currency)
        if rest.minor <= 0:
            raise Refused(Problem("donation.nothing_left", "shares", {"campaign": campaign, "gross": gross}))
        return (GiftShare(campaign, rest, item), *others)

    def check(self, draft: DonationDraft) -> Iterable[Problem]:
        known = self.shares.campaigns()
        found: list[Problem] = []
        if known is not None and self.campaign is not None:
            funds = {
                each.code: GiftFund(each.draft.currency, {item.line for item in each.items if not item.draft.archived})
                for each in (self.campaign, *known)
            }
            funds.setdefault(draft.campaign, funds[self.campaign.code])
            if all(share.campaign in funds for share in draft.parts):
                found += check_donation(draft, funds, self.place.office.today())
        if draft.donor is None and self.issue is not None and self.issue.tick.read():
            found.append(Problem(_NEEDS_DONOR, "donor"))
        return found

    def place_problems(self, problems: list[Problem]) -> list[Problem]:
        mine = {"shares.0.campaign": "campaign", "shares.0.item": "item", "shares.0.gross": "shares"}
        return self.shares.place_problems([replace(each, at=mine.get(each.at or "", each.at)) for each in problems])

    def draft_parts(self) -> dict[str, Part]:
        return {"shares": self.shares}

    def keep_more(self) -> State:
        return {"pledge": self._pledge.code if self._pledge is not None else ""}

    def take_more(self, more: State) -> None:
        super().take_more(more)
        code = str(more.get("pledge", ""))
        if code and self._pledge is None:
            self.place.tasks.run(
                load_pledge, self.place.office, code, done=self._on_pledge, failed=self._on_failed, owner=self
            )

    def _on_pledge(self, pledge: Pledge) -> None:
        self._pledge = pledge
        self.retranslate()

    def focus_problem(self) -> bool:
        return super().focus_problem() or self.shares.focus_problem()

    def store(self, draft: DonationDraft) -> Recorded:
        if self._pledge is not None:
            return keep_pledge(self.place.office, self._pledge.code, draft, self.wanted)
        return record_donation(self.place.office, draft, self.wanted)

    def retranslate(self) -> None:
        super().retranslate()
        pledge = self._pledge
        self.heading.setText(
            tr("New donation") if pledge is None else tr("The gift that keeps {code}").format(code=pledge.code)
        )
        self.split.setText(tr("Split over several campaigns…"))
        self.for_item.setText(tr("For one expense item…"))
        self.foreign.setText(tr("Another currency…"))
        self.general.setText(tr("For the general fund"))
