"""A whole invented year of an office, made by the office's own verbs: to measure with, and to prove the figures by.

The same scale gives the same year every time: campaigns in three currencies, gifts and payouts in four, with refunds,
corrections, advances, transfers, decisions at closing, cash, and months that are locked behind it.
"""

from __future__ import annotations

import random
from dataclasses import dataclass, replace
from datetime import date, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING

from desktop.domain.campaigns import Campaign, CampaignDraft, CampaignStatus, ItemDraft
from desktop.domain.decisions import (
    DecisionAction,
    DecisionDraft,
    DecisionKind,
    DecisionLine,
    proposed_lines,
    undecided,
)
from desktop.domain.donations import DonationDraft
from desktop.domain.errors import Refused
from desktop.domain.funding import FundingRule
from desktop.domain.ledger import PaymentMethod
from desktop.domain.money import Money
from desktop.domain.pages import ItemCategory
from desktop.domain.payouts import PayoutDraft, PayoutLine
from desktop.domain.people import PersonCategory, PersonDraft
from desktop.domain.periods import Month
from desktop.domain.rate_tables import RateTable
from desktop.domain.rates import PinnedRate, RateSource
from desktop.domain.receipts import IssueRequest
from desktop.domain.shares import FeeBearer, GiftShare
from desktop.domain.transfers import TransferDraft
from desktop.services import (
    campaigns,
    decisions,
    donations,
    payout_steps,
    payouts,
    people,
    periods,
    rates,
    refunds,
    transfers,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    from desktop.domain.progress import Progress
    from desktop.services.office import Office
    from desktop.services.sample_story import StoryClock

FIRST_DAY = date(2025, 1, 2)
_DAYS = 360
_CURRENCIES = ("EUR", "EUR", "EUR", "EUR", "EUR", "EUR", "EUR", "PLN", "PLN", "USD")
_ABROAD = ("USD", "GBP", "PLN", "EUR")
_IN_EUR = {"EUR": Decimal(1), "PLN": Decimal("0.2331"), "USD": Decimal("0.9212"), "GBP": Decimal("1.1754")}
_LABELS = {
    "Rent": ItemCategory.HOUSING,
    "Medical care": ItemCategory.MEDICAL,
    "Living costs": ItemCategory.LIVING,
    "Tickets": ItemCategory.TRAVEL,
    "Legal help": ItemCategory.LEGAL,
    "Language course": ItemCategory.EDUCATION,
}
_BIRDS = ("Heron", "Wren", "Siskin", "Plover", "Dunlin", "Avocet", "Bittern", "Curlew", "Garganey", "Redwing")
_COLOURS = ("Amber", "Violet", "Silver", "Copper", "Ivory", "Indigo", "Olive", "Coral", "Slate", "Umber")
_LANGUAGES = ("en", "be")


@dataclass(frozen=True, slots=True)
class Scale:
    """How much happens in the year; the true counts differ a little, as what the rules refuse does not happen."""

    campaigns: int
    donations: int
    payouts: int
    seed: int = 1


YEAR = Scale(campaigns=250, donations=6000, payouts=1200)
"""What one such fund did in a year, about."""


class Year:
    """Lets a year happen in an office, day by day."""

    def __init__(self, office: Office, clock: StoryClock, scale: Scale, progress: Progress) -> None:
        """Prepare; `clock` must be the office's own and stand at the first day."""
        self._office, self._clock, self._scale, self._progress = office, clock, scale, progress
        self._random = random.Random(scale.seed)  # noqa: S311 - the same year every time, and no secret
        self._open: list[str] = []
        self._donors: list[str] = []
        self._payees: dict[str, str] = {}
        self._gifts: list[str] = []
        self._days = 0
        self.refused = 0

    def tell(self) -> None:
        """Let it all happen."""
        self._people()
        for day in range(_DAYS):
            self._progress.step(day, _DAYS)
            self._day(day)
        self._close(self._open[: len(self._open) // 2])
        self._progress.step(_DAYS, _DAYS)

    # ------------------------------------------------------------------ days

    def _day(self, day: int) -> None:
        today = self._clock.pass_days(1)
        if day % 7 == 0:
            self._rates(today)
        if today.day == 1 and day:
            self._end_of_month(today)
        for _each in range(self._share(self._scale.campaigns, day)):
            self._campaign(today)
        for _each in range(self._share(self._scale.donations, day)):
            self._try(self._gift, today)
        for _each in range(self._share(self._scale.payouts, day)):
            self._try(self._payout, today)
        if self._chance(8):
            self._try(self._refund, today)
        if self._chance(12):
            self._try(self._slip, today)
        if self._chance(6):
            self._try(self._help_out, today)

    def _share(self, whole: int, day: int) -> int:
        """Spread a year's count evenly over its days, exactly."""
        return whole * (day + 1) // _DAYS - whole * day // _DAYS

    def _chance(self, percent: int) -> bool:
        return self._random.randrange(100) < percent

    def _try(self, what: object, today: date) -> None:
        """Do it unless a rule says no, as happens to people too."""
        try:
            what(today)  # type: ignore[operator]
        except Refused:
            self.refused += 1

    def _end_of_month(self, today: date) -> None:
        """Close campaigns that have run long enough, and lock the month before the last."""
        if len(self._open) > 12:
            self._close(self._open[: len(self._open) // 6])
        before_last = (today.replace(day=1) - timedelta(days=32)).replace(day=1)
        if before_last >= FIRST_DAY.replace(day=1):
            periods.lock_month(self._office, Month(before_last.year, before_last.month))

    # ------------------------------------------------------------------ what there is

    def _people(self) -> None:
        for place in range(40):
            alias = f"{_COLOURS[place % 10]} {_BIRDS[place // 4]} {place + 1}"
            draft = PersonDraft(PersonCategory.DONOR, name_latin=f"{alias} Donor", alias=alias)
            self._donors.append(people.save_person(self._office, draft).code)

    def _rates(self, today: date) -> None:
        found = []
        for currency, value in _IN_EUR.items():
            if currency != "EUR":
                wave = Decimal(self._random.randrange(-200, 201)) / 10_000
                found.append(
                    PinnedRate("EUR", currency, round(1 / value * (1 + wave), 4), RateSource.ECB, today - timedelta(1))
                )
        found.sort(key=lambda rate: rate.quote)
        rates.import_rates(self._office, RateTable(RateSource.ECB, tuple(found)))

    def _campaign(self, today: date) -> None:
        number = len(self._payees) + 1
        currency = self._random.choice(_CURRENCIES)
        alias = f"{self._random.choice(_COLOURS)} {self._random.choice(_BIRDS)} B{number}"
        person = people.save_person(
            self._office, PersonDraft(PersonCategory.BENEFICIARY, name_latin=f"{alias} Person", alias=alias)
        ).code
        labels = self._random.sample(sorted(_LABELS), self._random.randrange(2, 6))
        items = tuple(
            ItemDraft(label, Money(self._random.randrange(8, 100) * 1000, currency), _LABELS[label], priority=place)
            for place, label in enumerate(labels, 1)
        )
        planned = sum(item.planned.minor for item in items)
        saved = campaigns.save_campaign(
            self._office,
            CampaignDraft(
                title=f"Appeal {number}",
                currency=currency,
                status=CampaignStatus.OPEN,
                beneficiary=person,
                goal=Money(planned, currency) if self._chance(70) else None,
                starts=today,
                items=items,
            ),
        )
        self._payees[saved.code] = person
        self._open.append(saved.code)

    def _some_fund(self, today: date) -> Campaign:
        """An open campaign; a new one where there is none."""
        if not self._open:
            self._campaign(today)
        return self._load(self._random.choice(self._open))

    # ------------------------------------------------------------------ money in

    def _gift(self, today: date) -> None:
        fund = self._some_fund(today)
        currency, own = fund.draft.currency, fund.draft.currency
        rate = None
        if self._chance(12):
            currency = self._random.choice([each for each in _ABROAD if each != own])
            rate = self._bank_rate(currency, own, today)
        gross = Money(
            self._random.choice((1000, 2000, 2500, 5000, 10000, self._random.randrange(500, 60000))), currency
        )
        fee = Money(gross.minor * self._random.choice((0, 0, 0, 14, 29)) // 1000, currency)
        donor = self._random.choice(self._donors) if self._chance(60) else None
        draft = DonationDraft(
            campaign=fund.code,
            gross=gross,
            fee=fee,
            on=today,
            method=self._random.choice((PaymentMethod.BANK, PaymentMethod.CARD, PaymentMethod.PROVIDER)),
            donor=donor,
            rate=rate,
            fee_bearer=FeeBearer.DONOR if fee and self._chance(5) else FeeBearer.CAMPAIGN,
        )
        draft = self._dealt_out(draft, fund)
        receipt = IssueRequest(self._random.choice(_LANGUAGES)) if donor is not None and self._chance(25) else None
        self._gifts.append(donations.record_donation(self._office, draft, receipt).code)

    def _dealt_out(self, draft: DonationDraft, fund: Campaign) -> DonationDraft:
        """Make some gifts for one item alone, and some for two campaigns or the general fund too."""
        if self._chance(6):
            item = self._random.choice(fund.items)
            return replace(draft, shares=(GiftShare(fund.code, draft.gross, item.line),))
        if self._chance(5) and draft.gross.minor > 100:
            half, rest = draft.gross.split((1, 1))
            other = transfers.open_general_fund(self._office, fund.draft.currency)
            return replace(draft, shares=(GiftShare(fund.code, half), GiftShare(other, rest)))
        return draft

    def _bank_rate(self, base: str, quote: str, today: date) -> PinnedRate:
        """What a bank took: a little worse than the official rate."""
        value = _IN_EUR[base] / _IN_EUR[quote] * Decimal("0.985")
        return PinnedRate(base, quote, round(value, 5), RateSource.BANK, today)

    def _refund(self, today: date) -> None:
        if not self._gifts:
            return
        code = self._random.choice(self._gifts)
        gift = donations.load_donation(self._office, code)
        part = gift.draft.net.split((1, 1))[0] if self._chance(50) else None
        refunds.refund_donation(self._office, code, part, "Asked for by the donor", today)

    def _slip(self, today: date) -> None:
        """A gift that was typed wrong is taken back and typed anew."""
        fund = self._some_fund(today)
        wrong = Money(self._random.randrange(100, 9000), fund.draft.currency)
        zero = Money.zero(fund.draft.currency)
        code = donations.record_donation(self._office, DonationDraft(fund.code, wrong, zero, today)).code
        donations.take_back_donation(self._office, code, "Typed wrong", today)

    def _help_out(self, today: date) -> None:
        """The general fund helps a campaign with a part of what it has."""
        fund = self._some_fund(today)
        general = self._load(transfers.open_general_fund(self._office, fund.draft.currency))
        part = general.totals.available.split((1, 3))[0]
        if part:
            draft = TransferDraft(general.code, fund.code, part, today, "Little came in for it")
            transfers.transfer(self._office, draft)

    # ------------------------------------------------------------------ money out

    def _payout(self, today: date) -> None:
        fund = self._some_fund(today)
        wanted = [item for item in fund.items if item.remaining.minor > 0 and item.funded.minor > item.paid.minor]
        if not wanted or fund.totals.available.minor <= 0:
            return
        item = self._random.choice(wanted)
        most = min(item.remaining.minor, fund.totals.available.minor)
        charge = Money(min(most, self._random.randrange(2000, 60000)), fund.draft.currency)
        draft = self._payout_draft(fund, item.line, charge, today)
        voucher = IssueRequest(self._random.choice(_LANGUAGES)) if self._chance(50) else None
        if self._chance(60):
            made = payouts.record_payout(self._office, draft, voucher)
            if self._chance(2) and made.document is None:
                payouts.take_back_payout(self._office, made.code, "The bank returned it", today)
            return
        saved = payout_steps.save_payout(self._office, draft).payout
        payout_steps.submit_payout(self._office, saved.code)
        payout_steps.approve_payout(self._office, saved.code)
        self._pay(saved.code, draft, today, voucher)

    def _payout_draft(self, fund: Campaign, line: int, charge: Money, today: date) -> PayoutDraft:
        amount, rate = charge, None
        if self._chance(10):
            currency = self._random.choice([each for each in _ABROAD if each != charge.currency])
            rate = self._bank_rate(currency, charge.currency, today)
            amount = Money(rate.convert(charge).minor * 98 // 100, currency)
        return PayoutDraft(
            campaign=fund.code,
            payee=self._payees[fund.code],
            lines=(PayoutLine(line, amount),),
            on=today,
            method=PaymentMethod.PROVIDER,
            rate=rate,
        )

    def _pay(self, code: str, draft: PayoutDraft, today: date, voucher: IssueRequest | None) -> None:
        """Pay an approved payout: whole, in part, or not yet."""
        if self._chance(15):
            return
        lines: Sequence[PayoutLine] = ()
        if self._chance(20) and draft.amount.minor > 200:
            lines = (PayoutLine(draft.lines[0].item, draft.amount.split((1, 1))[0]),)
        payouts.pay_payout(self._office, code, today, lines=lines, voucher=voucher)

    # ------------------------------------------------------------------ closing

    def _close(self, codes: Sequence[str]) -> None:
        for code in list(codes):
            fund = self._load(code)
            self._open.remove(code)
            closed = replace(fund.draft, status=CampaignStatus.CLOSED)
            fund = campaigns.save_campaign(self._office, closed, code, fund.revision)
            if self._chance(80):
                self._try(lambda today, fund=fund: self._decide(fund, today), self._clock.today())

    def _decide(self, fund: Campaign, today: date) -> None:
        """Decide on what is above or below the plan; alone in the office, with the reason of that."""
        found = undecided(fund)
        if found is None or found.kind is None:
            return
        rule = self._random.choice((FundingRule.PRIORITY, FundingRule.PRO_RATA))
        lines = proposed_lines(fund, rule)
        if found.kind is DecisionKind.SURPLUS and self._chance(60):
            general = transfers.open_general_fund(self._office, fund.draft.currency)
            rule, lines = FundingRule.MANUAL, (DecisionLine(DecisionAction.TRANSFER, found.difference, to=general),)
        draft = DecisionDraft(fund.code, found.kind, rule, lines, "As the board resolved", today)
        made = decisions.propose_decision(self._office, draft)
        decisions.approve_decision(self._office, made.code, "There is nobody else in this office")

    def _load(self, code: str) -> Campaign:
        return campaigns.load_campaign(self._office, code)
