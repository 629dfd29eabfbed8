"""Valid things by default, and the shortest way to store them: drafts, a store with random keys, short verbs."""

from __future__ import annotations

import hashlib
import os
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING, Any

from desktop.domain.campaigns import CampaignDraft, CampaignStatus, ItemDraft
from desktop.domain.donations import DonationDraft, gift_entry
from desktop.domain.journal import Link, Record
from desktop.domain.ledger import counter_entry, opening_entry, payout_entry
from desktop.domain.money import Money
from desktop.domain.payouts import PayoutDraft, PayoutLine
from desktop.domain.people import PersonCategory, PersonDraft
from desktop.domain.receipts import Document, DocumentKind, DocumentState, Series
from desktop.storage.store import Store, create_store, open_store

if TYPE_CHECKING:
    from pathlib import Path

    from desktop.storage.work import Work

TODAY = date(2026, 5, 20)


class SetClock:
    """A clock that stands where the test puts it; each look is a second later."""

    def __init__(self, day: date = TODAY) -> None:
        self.moment = datetime(day.year, day.month, day.day, 9, tzinfo=UTC)

    def now(self) -> datetime:
        self.moment += timedelta(seconds=1)
        return self.moment

    def today(self) -> date:
        return self.moment.date()


@dataclass
class TestKeys:
    __test__ = False
    ledger: bytes
    identity: bytes | None


@dataclass
class TestVault:
    """An unlocked vault without a header: two files and their keys."""

    __test__ = False
    ledger_path: Path
    identity_path: Path
    keys: TestKeys

    @classmethod
    def new(cls, folder: Path) -> TestVault:
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        keys = TestKeys(os.urandom(32), os.urandom(32))
        return cls(folder / "ledger.db", folder / "identity.db", keys)

    def create(self, clock: SetClock | None = None) -> Store:
        return create_store(self, clock or SetClock())

    def open(self, *, identity: bool = True, clock: SetClock | None = None) -> Store:
        keys = self.keys if identity else TestKeys(self.keys.ledger, None)
        return open_store(replace(self, keys=keys), clock or SetClock())


def eur(text: str) -> Money:
    return Money.of(text, "EUR")


def person(alias: str = "Heron", category: PersonCategory = PersonCategory.BENEFICIARY, **more: Any) -> PersonDraft:
    return replace(PersonDraft(category, alias=alias), **more)


def item(planned: str | Money = "500", label: str = "Lawyer", **more: Any) -> ItemDraft:
    return replace(ItemDraft(label, planned if isinstance(planned, Money) else eur(planned)), **more)


def campaign(*planned: str, **more: Any) -> CampaignDraft:
    items = tuple(item(amount, f"Line {place}") for place, amount in enumerate(planned or ("500", "300"), 1))
    return replace(CampaignDraft("A need", status=CampaignStatus.OPEN, items=items), **more)


def note(subject: str = "X") -> Record:
    return Record("test.done", subject)


def give(
    work: Work,
    campaign: str,
    gross: str | Money = "100",
    fee: str = "0",
    donor: str | None = None,
    on: date = TODAY,
    **more: Any,
) -> str:
    whole = gross if isinstance(gross, Money) else eur(gross)
    draft = replace(DonationDraft(campaign, whole, Money.of(fee, whole.currency), on, donor=donor), **more)
    return work.donations.add(draft, work.ledger.post(gift_entry(draft)))


def open_with(work: Work, campaign: str, collected: str, on: date = TODAY) -> str:
    money = eur(collected)
    return work.donations.add_opening(campaign, money, on, work.ledger.post(opening_entry(on, campaign, money)))


def pay(work: Work, campaign: str, payee: str, lines: dict[int, str], on: date = TODAY, **more: Any) -> str:
    drafted = tuple(PayoutLine(line, eur(amount)) for line, amount in lines.items())
    draft = replace(PayoutDraft(campaign, payee, drafted, on), **more)
    parts = [(line.item, line.amount) for line in draft.lines]
    return work.payouts.add(draft, work.ledger.post(payout_entry(on, campaign, parts, draft.method, payee)))


def take_back(work: Work, code: str, on: date = TODAY) -> int:
    events = work.donations if code.startswith("D") else work.payouts
    entry = events.get(code).entry
    number = work.ledger.post(counter_entry(work.ledger.get(entry), entry, on))
    events.mark_countered(code, number)
    return number


def issue(work: Work, subject: str, party: str = "", year: int = 2026, **more: Any) -> str:
    """Issue a document on a donation or payout, named as the books have it now."""
    if subject.startswith("D"):
        gift = work.donations.get(subject).draft
        kind, amount, fund, code = DocumentKind.DONATION_RECEIPT, gift.gross, gift.campaign, gift.donor
    else:
        paid = work.payouts.get(subject).draft
        kind, amount, fund, code = DocumentKind.PAYMENT_VOUCHER, paid.amount, paid.campaign, paid.payee
    series = Series(kind, amount.currency, year, plain=amount.currency == "EUR")
    count = work.documents.take_number(series)
    pdf = f"%PDF of {series.number(count)}".encode()
    document = Document(
        number=series.number(count),
        kind=kind,
        state=DocumentState.ISSUED,
        language="en",
        issued_on=date(year, 5, 20),
        amount=amount,
        subject_code=subject,
        campaign=fund,
        party_code=code,
        sha256=hashlib.sha256(pdf).hexdigest(),
    )
    facts = {"party": party, "number": document.number}
    work.documents.add(replace(document, **more), facts, pdf, series=series, count=count)
    return document.number


def committed(work: Work) -> Link:
    return work.commit(note())
