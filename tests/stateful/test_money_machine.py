"""Whatever an office does with its money, in whatever order, the laws of its ledger hold after every step.

Hypothesis makes up sequences of the office's own verbs; what a rule refuses must leave everything as it was. After each
step every new entry balances, each fund's kept sums are the sums of its postings, nothing is available below nothing,
parts make up their wholes, numbers have no gaps, and nobody above the threshold approved their own.
"""

from __future__ import annotations

import os
import shutil
import tempfile
from dataclasses import replace
from datetime import timedelta
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import Bundle, RuleBasedStateMachine, consumes, initialize, invariant, multiple, rule

from desktop.domain.campaigns import CampaignStatus
from desktop.domain.decisions import DecisionDraft, proposed_lines, undecided
from desktop.domain.donations import DonationDraft
from desktop.domain.errors import Refused
from desktop.domain.funding import FundingRule
from desktop.domain.ledger import EntryKind, PaymentMethod, Posting, balance_by_currency, fund_totals
from desktop.domain.money import Money, total
from desktop.domain.payouts import PayoutDraft, PayoutLine, PayoutState
from desktop.domain.people import PersonCategory
from desktop.domain.periods import Month
from desktop.domain.rates import PinnedRate, RateSource
from desktop.domain.receipts import IssueRequest, numbering_faults
from desktop.domain.shares import FeeBearer, GiftShare
from desktop.domain.transfers import TransferDraft
from desktop.services import (
    campaigns,
    decisions,
    documents,
    donations,
    funding,
    payout_steps,
    payouts,
    periods,
    refunds,
    transfers,
)
from desktop.services.settings import load_settings, save_settings
from desktop.services.users import add_user
from desktop.services.verification import verify
from desktop.storage import ledger
from desktop.storage.context import campaign_code
from desktop.storage.documents import Documents
from desktop.storage.payout_rows import payout_code
from tests.services.office_kit import PASSPHRASE, TODAY, Kit, as_user, eur, make_office, open_office

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from desktop.domain.campaigns import Campaign
    from desktop.domain.ledger import Entry
    from desktop.domain.payouts import Payout
    from desktop.domain.receipts import Series
    from desktop.services.office import Office
    from desktop.storage.context import Desk
    from desktop.storage.work import Work

SECOND = "otter lamp granite violin meadow crisp"
THRESHOLD = eur("150")
_amounts = st.integers(1, 60_000).map(lambda minor: Money(minor, "EUR"))
_funds = st.sampled_from(("C-0001", "C-0002", "C-0003"))
_lines = st.integers(1, 3)
_users = st.sampled_from((1, 2))
_days = st.integers(-70, 0).map(lambda back: TODAY + timedelta(back))
_rates = st.sampled_from(("0.92", "0.000031", "1.33333"))


@pytest.fixture(scope="module", autouse=True)
def _template() -> Iterator[None]:
    """One vault with three campaigns, copied for each sequence: making one takes long.

    It lies in memory where the system has a place for that: durability has its own tests, and waiting for the disk
    would take a third of the time.
    """
    memory = Path("/dev/shm")
    with (
        tempfile.TemporaryDirectory(dir=memory if memory.is_dir() else None) as name,
    ):
        folder = Path(name)
        office = make_office(folder / "template")
        kit = Kit(office)
        kit.person("Payee", PersonCategory.PAYEE, iban="LT121000011101001000")
        kit.person("Donor", name_latin="Donor")
        for _fund in range(3):
            kit.campaign("500", "300", "200.01", beneficiary="P-0001")
        save_settings(office, replace(load_settings(office), approval_threshold=THRESHOLD))
        add_user(office, PASSPHRASE, "Second", SECOND)
        office.close()
        MoneyMachine.folder = folder
        yield


class MoneyMachine(RuleBasedStateMachine):
    """An office of two people who do what they like."""

    folder: ClassVar[Path]
    runs: ClassVar[int] = 0
    gifts = Bundle("gifts")
    orders = Bundle("orders")
    papers = Bundle("papers")
    resolved = Bundle("resolved")

    @initialize()
    def open(self) -> None:
        type(self).runs += 1
        place = self.folder / f"run{self.runs}"
        shutil.copytree(self.folder / "template", place)
        place.chmod(0o700)
        self.place = place
        os.environ["XDG_STATE_HOME"] = str(self.folder / f"state{self.runs}")  # each run is a copy of the same vault
        self.office: Office = open_office(place)
        self.colleague = as_user(self.office, 2, SECOND)
        self.read = 0
        self.postings: list[Posting] = []
        self.paid: dict[str, Payout] = {}
        self.written: object = None
        self.payout_rows: dict[object, tuple[object, ...]] = {}
        self.fund_rows: dict[object, object] = {}
        self.series_rows: list[tuple[object, ...]] = []
        with self.office.work() as work:
            columns = work._connection.exec_driver_sql("SELECT * FROM item LIMIT 0").keys()
            self.item_fund = list(columns).index("campaign_id")

    def teardown(self) -> None:
        if hasattr(self, "office"):
            with self.office.work() as work:
                self._look(work, whole=True)
                assert len(list(work.ledger.entries())) == self.read
            found = verify(self.office)
            self.office.close()
            shutil.rmtree(self.place)
            assert found.good, found.findings

    def by(self, user: int) -> Office:
        return self.office if user == 1 else self.colleague

    def tried(self, verb: Callable[[], object]) -> object | None:
        """Do it; what is refused must not have written anything, which the invariants see."""
        try:
            return verb()
        except Refused:
            return None

    # ------------------------------------------------------------------ money in

    @rule(
        target=gifts, fund=_funds, amount=_amounts, percent=st.integers(0, 99), on=_days,
        bearer=st.sampled_from(FeeBearer), receipt=st.booleans(), cash=st.booleans(),
    )  # fmt: skip
    def give(
        self, fund: str, amount: Money, percent: int, on: object, bearer: FeeBearer, receipt: bool, cash: bool
    ) -> object:
        fee = Money(amount.minor * percent // 100, "EUR")
        method = PaymentMethod.CASH if cash else PaymentMethod.BANK
        draft = DonationDraft(fund, amount, fee, on, method, donor="P-0002", fee_bearer=bearer)  # type: ignore[arg-type]
        request = IssueRequest("en") if receipt else None
        made = self.tried(lambda: donations.record_donation(self.office, draft, request))
        return made.code if made is not None else multiple()  # type: ignore[attr-defined]

    @rule(target=gifts, amount=st.integers(3, 90_000), weights=st.tuples(*[st.integers(1, 9)] * 2), line=_lines)
    def give_shared(self, amount: int, weights: tuple[int, int], line: int) -> object:
        whole = Money(amount, "EUR")
        parts = whole.split(weights)
        shares = (GiftShare("C-0001", parts[0], line), GiftShare("C-0002", parts[1]))
        draft = DonationDraft("C-0001", whole, eur("0"), TODAY, shares=shares)
        made = self.tried(lambda: donations.record_donation(self.office, draft))
        return made.code if made is not None else multiple()  # type: ignore[attr-defined]

    @rule(target=gifts, fund=_funds, amount=st.integers(1, 10**7), value=_rates)
    def give_foreign(self, fund: str, amount: int, value: str) -> object:
        rate = PinnedRate("USD", "EUR", Decimal(value), RateSource.BANK, TODAY)
        draft = DonationDraft(fund, Money(amount, "USD"), Money(amount // 40, "USD"), TODAY, rate=rate)
        made = self.tried(lambda: donations.record_donation(self.office, draft))
        return made.code if made is not None else multiple()  # type: ignore[attr-defined]

    @rule(gift=gifts, share=st.integers(1, 100), renew=st.booleans())
    def refund(self, gift: str, share: int, renew: bool) -> None:
        net = donations.load_donation(self.office, gift).draft.net
        amount = None if share == 100 else Money(net.minor * share // 100, net.currency)
        self.tried(lambda: refunds.refund_donation(self.office, gift, amount, "asked", TODAY, replace_receipt=renew))

    @rule(gift=consumes(gifts))
    def take_back_gift(self, gift: str) -> None:
        self.tried(lambda: donations.take_back_donation(self.office, gift, "a slip", TODAY))

    # ------------------------------------------------------------------ money out

    @rule(target=orders, fund=_funds, line=_lines, amount=_amounts, user=_users)
    def draft_payout(self, fund: str, line: int, amount: Money, user: int) -> object:
        draft = PayoutDraft(fund, "P-0001", (PayoutLine(line, amount),), TODAY)
        made = self.tried(lambda: payout_steps.save_payout(self.by(user), draft))
        return made.payout.code if made is not None else multiple()  # type: ignore[attr-defined]

    @rule(target=orders, fund=_funds, line=_lines, amount=_amounts, voucher=st.booleans())
    def pay_at_once(self, fund: str, line: int, amount: Money, voucher: bool) -> object:
        draft = PayoutDraft(fund, "P-0001", (PayoutLine(line, amount),), TODAY)
        request = IssueRequest("en") if voucher else None
        made = self.tried(lambda: payouts.record_payout(self.office, draft, request))
        return made.code if made is not None else multiple()  # type: ignore[attr-defined]

    @rule(order=orders, user=_users, override=st.booleans())
    def approve(self, order: str, user: int, override: bool) -> None:
        self.tried(lambda: payout_steps.submit_payout(self.office, order))
        self.tried(lambda: payout_steps.approve_payout(self.by(user), order, "alone today" if override else ""))

    @rule(target=orders, order=orders, part=st.integers(1, 100), voucher=st.booleans())
    def pay(self, order: str, part: int, voucher: bool) -> object:
        payout = payouts.load_payout(self.office, order)
        lines = ()
        if part < 100:
            line = payout.draft.lines[0]
            lines = (PayoutLine(line.item, Money(line.amount.minor * part // 100, line.amount.currency)),)
        request = IssueRequest("en") if voucher else None
        made = self.tried(lambda: payouts.pay_payout(self.office, order, TODAY, lines=lines, voucher=request))
        rest = getattr(made, "rest", None)
        return rest or multiple()

    @rule(order=orders, what=st.sampled_from(("return_payout", "reject_payout", "cancel_payout")))
    def drop(self, order: str, what: str) -> None:
        self.tried(lambda: getattr(payout_steps, what)(self.office, order, "no"))

    @rule(order=consumes(orders))
    def take_back_payout(self, order: str) -> None:
        self.tried(lambda: payouts.take_back_payout(self.office, order, "bounced", TODAY))

    @rule(subject=st.one_of(gifts, orders))
    def void(self, subject: str) -> None:
        with self.office.work() as work:
            number = work.documents.valid_for(subject)
        if number is not None:
            self.tried(lambda: documents.void_document(self.office, number, "wrong"))

    # ------------------------------------------------------------------ plans and funds

    @rule(fund=_funds, line=_lines, amount=_amounts)
    def revise(self, fund: str, line: int, amount: Money) -> None:
        before = campaigns.load_campaign(self.office, fund)
        items = tuple(replace(each, planned=amount) if each.line == line else each for each in before.draft.items)
        draft = replace(before.draft, items=items)
        self.tried(lambda: campaigns.save_campaign(self.office, draft, fund, before.revision, "prices rose"))

    @rule(fund=_funds, source=_lines, to=_lines, amount=_amounts)
    def reallocate(self, fund: str, source: int, to: int, amount: Money) -> None:
        self.tried(lambda: funding.reallocate(self.office, fund, source, to, amount, "needed there"))

    @rule(fund=_funds, how=st.sampled_from((FundingRule.PRIORITY, FundingRule.PRO_RATA)))
    def fund_by(self, fund: str, how: FundingRule) -> None:
        self.tried(lambda: funding.fund_campaign(self.office, fund, how))

    @rule(fund=_funds, status=st.sampled_from((CampaignStatus.CLOSED, CampaignStatus.OPEN, CampaignStatus.PAUSED)))
    def turn(self, fund: str, status: CampaignStatus) -> None:
        before = campaigns.load_campaign(self.office, fund)
        draft = replace(before.draft, status=status)
        self.tried(lambda: campaigns.save_campaign(self.office, draft, fund, before.revision))

    @rule(target=resolved, fund=_funds, how=st.sampled_from((FundingRule.PRIORITY, FundingRule.PRO_RATA)), user=_users)
    def propose(self, fund: str, how: FundingRule, user: int) -> object:
        campaign = campaigns.load_campaign(self.office, fund)
        found = undecided(campaign)
        if found is None or found.kind is None:
            return multiple()
        draft = DecisionDraft(fund, found.kind, how, proposed_lines(campaign, how), "as resolved", TODAY)
        made = self.tried(lambda: decisions.propose_decision(self.by(user), draft))
        return made.code if made is not None else multiple()  # type: ignore[attr-defined]

    @rule(decision=resolved, user=_users, override=st.booleans())
    def approve_decision(self, decision: str, user: int, override: bool) -> None:
        self.tried(lambda: decisions.approve_decision(self.by(user), decision, "alone" if override else ""))

    @rule(fund=_funds, amount=_amounts, back=st.booleans())
    def transfer(self, fund: str, amount: Money, back: bool) -> None:
        general = transfers.open_general_fund(self.office, "EUR")
        source, target = (fund, general) if back else (general, fund)
        draft = TransferDraft(source, target, amount, TODAY, "to help out")
        self.tried(lambda: transfers.transfer(self.office, draft))

    @rule(amount=_amounts)
    def give_to_the_office(self, amount: Money) -> None:
        general = transfers.open_general_fund(self.office, "EUR")
        self.tried(lambda: donations.record_donation(self.office, DonationDraft(general, amount, eur("0"), TODAY)))

    @rule(month=st.sampled_from((Month(2026, 3), Month(2026, 4))))
    def lock(self, month: Month) -> None:
        self.tried(lambda: periods.lock_month(self.office, month))

    @rule(month=st.sampled_from((Month(2026, 3), Month(2026, 4))), user=_users)
    def unlock(self, month: Month, user: int) -> None:
        self.tried(lambda: periods.ask_unlock(self.by(1), month, "late invoice"))
        self.tried(lambda: periods.confirm_unlock(self.by(user), month))

    # ------------------------------------------------------------------ the laws

    @invariant()
    def the_laws_hold(self) -> None:
        """Look at all that the step wrote; the whole office is looked at once more at the end."""
        if not hasattr(self, "office"):
            return
        with self.office.work() as work:
            # The engine's own count of rows written: what a refused verb took back counts too.
            written = self._rows(work, "SELECT total_changes()")
            if written != self.written:
                self.written = written
                self._look(work, whole=False)

    @staticmethod
    def _rows(work: Work, query: str) -> dict[object, tuple[object, ...]]:
        """Read rows as they are stored, by their first column."""
        return {row[0]: tuple(row) for row in work._connection.exec_driver_sql(query)}

    def _look(self, work: Work, *, whole: bool) -> None:
        touched = self._entries_balance(work)
        payouts_now = self._rows(work, "SELECT * FROM payout")
        for number, row in payouts_now.items():
            if whole or self.payout_rows.get(number) != row:
                code = payout_code(number)  # type: ignore[arg-type]
                payout = work.payouts.get(code)
                self._four_eyes(payout)
                touched |= {payout.draft.campaign, self.paid.get(code, payout).draft.campaign}
                self.paid[code] = payout
        self.payout_rows = payouts_now
        items: dict[object, list[object]] = {}
        for row in self._rows(work, "SELECT * FROM item").values():
            items.setdefault(row[self.item_fund], []).append(row)
        funds_now = {
            number: (row, tuple(items.get(number, ())))
            for number, row in self._rows(work, "SELECT * FROM campaign").items()
        }
        for number, fund in funds_now.items():
            code = campaign_code(number)  # type: ignore[arg-type]
            if whole or code in touched or self.fund_rows.get(number) != fund:
                self._sums_are_kept(work.campaigns.get(code), list(self.paid.values()))
        self.fund_rows = funds_now
        series = [tuple(row) for row in work._connection.exec_driver_sql("SELECT * FROM series")]
        if whole or series != self.series_rows:
            for each, counts, last in work.documents.series_counts():
                assert numbering_faults(each, counts, last) == ()
        self.series_rows = series

    def _entries_balance(self, work: Work) -> set[str]:
        """Check the new entries; give the funds they touch."""
        touched: set[str] = set()
        (last,) = self._rows(work, "SELECT coalesce(max(number), 0) FROM entry")
        for number in range(self.read + 1, int(last) + 1):  # type: ignore[call-overload]
            entry = work.ledger.get(number)
            assert not any(balance_by_currency(entry.postings).values())
            self.postings.extend(entry.postings)
            touched |= {posting.campaign for posting in entry.postings if posting.campaign}
            self.read = number
        return touched

    def _four_eyes(self, payout: Payout) -> None:
        whole = total((line.amount for line in payout.draft.lines), payout.draft.currency)
        assert whole == payout.draft.amount, payout.code
        if payout.state in (PayoutState.APPROVED, PayoutState.PAID) and whole > THRESHOLD:
            assert payout.approver is not None, payout.code
            assert payout.approver != payout.author or payout.override, payout.code

    def _sums_are_kept(self, fund: Campaign, paid: list[Payout]) -> None:
        currency = fund.draft.currency
        held = [
            money
            for each in paid
            if each.state is PayoutState.APPROVED and each.draft.campaign == fund.code
            for money in each.charged
        ]
        assert fund.totals == fund_totals(self.postings, fund.code, total(held, currency)), fund.code
        assert fund.totals.available.minor >= 0, (fund.code, fund.totals)
        assert total((item.paid for item in fund.items), currency) == fund.totals.paid
        assert total((item.committed for item in fund.items), currency) == fund.totals.committed
        assert all(item.funded >= item.paid for item in fund.items)
        reached = fund.totals.net + fund.totals.moved
        assert fund.funded <= max(reached, fund.totals.paid), fund.code


class _Settings:
    """How long the machine runs: in parts, each of which takes its share of the sequences."""

    slow: ClassVar[tuple[HealthCheck, ...]] = (HealthCheck.too_slow, HealthCheck.data_too_large)

    @classmethod
    def of(cls, sequences: int) -> settings:
        return settings(max_examples=sequences, stateful_step_count=50, deadline=None, suppress_health_check=cls.slow)


@pytest.mark.no_cover  # watched line by line, it would take three times as long
@pytest.mark.timeout(1500)
@pytest.mark.parametrize("part", range(4))
def test_the_laws_hold_whatever_is_done(part: int) -> None:
    """Nine sequences of fifty steps in each part; the seed differs by part."""
    _run(_Settings.of(9), part)


@pytest.mark.full
@pytest.mark.parametrize("part", range(20))
def test_the_laws_hold_for_very_long(part: int) -> None:
    """500 sequences of fifty steps in each part, 10,000 in all."""
    _run(_Settings.of(500), part + 100)


def _anybody_approves(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(payout_steps, "check_approval", lambda *_all: ())
    patch.setattr(payout_steps, "is_override", lambda *_all: False)


def _numbers_are_burnt(patch: pytest.MonkeyPatch) -> None:
    once = Documents.take_number

    def twice(self: Documents, series: Series) -> int:
        once(self, series)
        return once(self, series)

    patch.setattr(Documents, "take_number", twice)


def _sums_are_forgotten(patch: pytest.MonkeyPatch) -> None:
    """Refunds reach the postings, but not the sums that are kept of them."""
    real = ledger.keep_sums

    def forgetful(desk: Desk, new: Entry) -> None:
        if new.kind is not EntryKind.REFUND:
            real(desk, new)

    patch.setattr(ledger, "keep_sums", forgetful)


@pytest.mark.parametrize("fault", [_anybody_approves, _numbers_are_burnt, _sums_are_forgotten])
def test_an_office_that_breaks_a_law_is_caught(
    fault: Callable[[pytest.MonkeyPatch], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    """The control: what the machine is there to find, it finds, and not where nothing is wrong."""

    def story(machine: MoneyMachine) -> None:
        machine.open()
        gift = machine.give("C-0001", eur("500"), 0, TODAY, FeeBearer.CAMPAIGN, receipt=True, cash=False)
        machine.the_laws_hold()
        machine.refund(str(gift), 50, renew=False)
        machine.the_laws_hold()
        order = machine.draft_payout("C-0001", 1, eur("200"), 1)
        machine.approve(str(order), 1, override=False)
        machine.the_laws_hold()

    lawful = MoneyMachine()
    story(lawful)
    lawful.teardown()
    fault(monkeypatch)
    broken = MoneyMachine()
    with pytest.raises(AssertionError):
        story(broken)
    broken.office.close()


def _run(how: settings, number: int) -> None:
    from hypothesis import seed
    from hypothesis.stateful import run_state_machine_as_test

    machine = type(f"MoneyMachine{number}", (MoneyMachine,), {"runs": 0})
    machine.folder = MoneyMachine.folder / f"part{number}"
    machine.folder.mkdir(exist_ok=True)
    if not (machine.folder / "template").exists():
        shutil.copytree(MoneyMachine.folder / "template", machine.folder / "template")
    run_state_machine_as_test(seed(number)(machine), settings=how)
