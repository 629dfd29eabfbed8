"""What the sample office does with its money beside plain gifts and payments: so that no page of it is empty."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal
from typing import TYPE_CHECKING

from desktop.domain.advances import AdvanceDraft, ProofLine, SettlementDraft
from desktop.domain.campaigns import Campaign, CampaignStatus
from desktop.domain.cash import CountDraft, Pieces
from desktop.domain.decisions import (
    DecisionAction,
    DecisionDraft,
    DecisionKind,
    DecisionLine,
    proposed_lines,
    undecided,
)
from desktop.domain.donations import DonationDraft
from desktop.domain.funding import FundingRule
from desktop.domain.ledger import PaymentMethod
from desktop.domain.money import Money
from desktop.domain.payouts import PayeeRole, PayoutDraft, PayoutLine
from desktop.domain.pledges import PledgeDraft
from desktop.domain.rates import PinnedRate, RateSource
from desktop.domain.receipts import IssueRequest
from desktop.domain.shares import GiftShare
from desktop.services import (
    advances,
    campaigns,
    cash,
    decisions,
    donations,
    payout_steps,
    pledges,
    rates,
    transfers,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from datetime import date

    from desktop.services.office import Office


def _eur(text: str) -> Money:
    return Money.of(text, "EUR")


class Desk:
    """The chapter of the sample's story in which the office's other work is done; `day` gives each its next day."""

    def __init__(self, office: Office, codes: Mapping[str, str], day: Callable[[], date]) -> None:
        """Prepare; `codes` are those that the story has given so far."""
        self._office, self._codes, self._day = office, codes, day

    def work(self) -> None:
        """Do it all."""
        self._gifts()
        self._advances()
        self._payouts()
        self._cash()
        self._decisions()

    def _gifts(self) -> None:
        """A gift from abroad, one for two funds, a promise."""
        day = self._day()
        rates.add_rate(self._office, PinnedRate("EUR", "USD", Decimal("1.1642"), RateSource.ECB, day))
        on = self._day()
        charged = PinnedRate("USD", "EUR", Decimal("0.8511"), RateSource.BANK, on)
        given, zero = Money.of("300.00", "USD"), Money.zero("USD")
        florist = self._codes["own.florist"]
        abroad = DonationDraft(florist, given, zero, on, donor=self._codes["north"], rate=charged)
        donations.record_donation(self._office, abroad, IssueRequest("en"))
        general = transfers.open_general_fund(self._office, "EUR")
        shares = (GiftShare(florist, _eur("150.00"), 2), GiftShare(general, _eur("100.00")))
        dealt = DonationDraft(
            florist, _eur("250.00"), _eur("0"), self._day(), donor=self._codes["choir"], shares=shares
        )
        donations.record_donation(self._office, dealt, IssueRequest("en"))
        on = self._day()
        promised = PledgeDraft(florist, self._codes["baker"], _eur("80.00"), on, on + timedelta(days=60))
        pledges.record_pledge(self._office, promised)

    def _advances(self) -> None:
        """One advance that is settled, with a remainder returned, and one that is still open."""
        for amount, proved in (("180.00", "164.50"), ("120.00", "")):
            on = self._day()
            draft = AdvanceDraft(
                person=self._codes["cashier"],
                campaign=self._codes["own.florist"],
                amount=_eur(amount),
                on=on,
                due=on + timedelta(days=14),
                method=PaymentMethod.BANK,
                purpose="Small things for the flat",
            )
            code = advances.give_advance(self._office, draft).code
            if proved:
                on = self._day()
                proof = ProofLine(1, _eur(proved), "Invoice 117, bedding and lamps", on)
                rest = _eur(amount) - _eur(proved)
                settled = SettlementDraft(on, (proof,), rest, _eur("0"), PaymentMethod.BANK)
                advances.settle_advance(self._office, code, settled)

    def _payouts(self) -> None:
        """One that waits for approval, and one that is approved and waits to be paid."""
        for line, amount, payee, role in (
            (2, "45.00", "clinic", PayeeRole.CLINIC),
            (1, "90.00", "landlord", PayeeRole.LANDLORD),
        ):
            draft = PayoutDraft(
                campaign=self._codes["own.florist"],
                payee=self._codes[payee],
                lines=(PayoutLine(line, _eur(amount)),),
                on=self._day(),
                role=role,
                method=PaymentMethod.PROVIDER,
            )
            code = payout_steps.save_payout(self._office, draft).payout.code
            payout_steps.submit_payout(self._office, code)
            if payee == "landlord":
                payout_steps.approve_payout(self._office, code)

    def _cash(self) -> None:
        """The cash desk is counted, and its day closed."""
        on = self._day()
        held = cash.expected_cash(self._office, "EUR", on)
        pieces = (Pieces(held.minor, 1),) if held.minor != 6000 else (Pieces(5000, 1), Pieces(1000, 1))
        cash.count_cash(self._office, CountDraft("EUR", on, pieces))
        cash.close_day(self._office, "EUR", on)

    def _decisions(self) -> None:
        """On the first campaign that closed with a difference a decision is carried out, on the second one proposed."""
        closed = [campaigns.load_campaign(self._office, code) for key, code in self._codes.items() if key[:4] == "page"]
        waiting = [each for each in closed if each.draft.status is CampaignStatus.CLOSED and undecided(each)]
        for place, campaign in enumerate(waiting[:2]):
            made = decisions.propose_decision(self._office, self._decided(campaign))
            if place == 0:
                decisions.approve_decision(self._office, made.code, "There is nobody else in this office yet")

    def _decided(self, campaign: Campaign) -> DecisionDraft:
        found = undecided(campaign)
        rule, lines = FundingRule.PRIORITY, proposed_lines(campaign, FundingRule.PRIORITY)
        kind = found.kind if found is not None and found.kind is not None else DecisionKind.SHORTFALL
        if found is not None and kind is DecisionKind.SURPLUS:
            general = transfers.open_general_fund(self._office, campaign.draft.currency)
            rule, lines = FundingRule.MANUAL, (DecisionLine(DecisionAction.TRANSFER, found.difference, to=general),)
        return DecisionDraft(campaign.code, kind, rule, lines, "As the board resolved", self._day())
