"""The journal for accountants' programs, read by Beancount itself: no error, and balances that equal ours."""

import random
from collections import Counter
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path

import pytest
from beancount import loader
from beancount.core import data

from desktop.documents.account_names import account_name
from desktop.documents.beancount import Journal
from desktop.domain.donations import DonationDraft, gift_entry
from desktop.domain.errors import DoesNotReconcile
from desktop.domain.ledger import (
    Account,
    Entry,
    EntryKind,
    PaymentMethod,
    Posting,
    counter_entry,
    opening_entry,
    payout_entry,
)
from desktop.domain.money import Money
from desktop.domain.people import NameUse
from desktop.domain.progress import NoProgress
from desktop.domain.rates import PinnedRate, RateSource
from desktop.domain.reports import AccountSum, JournalEntry
from desktop.services import donations, journal_export, sample, vaults
from desktop.services.office import Office
from desktop.services.sample_story import Story, StoryClock
from tests.services.office_kit import CHEAP, PASSPHRASE, TODAY, Kit, draft_campaign, eur, make_office

FUNDS = {"C-0001": "EUR", "C-0002": "PLN", "C-0003": "JPY"}
DAY = date(2026, 1, 15)


def load(text: str) -> tuple[list[data.Directive], Counter[tuple[str, str]]]:
    """Load a journal as an accountant would; give its directives and what each account comes to, in minor units."""
    entries, errors, _options = loader.load_string(text)
    assert [error.message for error in errors] == []
    balances: Counter[tuple[str, str]] = Counter()
    for entry in entries:
        for posting in entry.postings if isinstance(entry, data.Transaction) else ():
            money = Money.of(posting.units.number, posting.units.currency)
            balances[posting.account, money.currency] += money.minor
    return entries, Counter({key: minor for key, minor in balances.items() if minor})


def ours(office: Office) -> Counter[tuple[str, str]]:
    """Sum every posting of the ledger, naively."""
    found: Counter[tuple[str, str]] = Counter()
    with office.work() as work:
        for _number, entry in work.ledger.entries():
            for each in entry.postings:
                name = account_name(each.account, each.campaign, each.item, each.person)
                found[name, each.money.currency] += each.money.minor
    return Counter({key: minor for key, minor in found.items() if minor})


def test_the_sample_office_loads_without_an_error_and_comes_to_the_same(tmp_path: Path) -> None:
    clock = StoryClock()
    office = vaults.create_vault(tmp_path / "vault", PASSPHRASE, sample.SETTINGS, clock=clock, cost=CHEAP)
    Story(office, clock, NoProgress()).tell()
    export = journal_export.make_journal(office)
    entries, balances = load(export.data.decode())
    assert balances == ours(office)
    with office.work() as work:
        written = sum(1 for _each in work.ledger.entries())
        names = [
            word
            for row in work.people.names([f"P-{number:04d}" for number in range(1, 30)], NameUse.NAME).values()
            for word in row.split()
            if len(word) > 3 and not word.startswith("P-")
        ]
    assert sum(isinstance(each, data.Transaction) for each in entries) == written
    assert any(isinstance(each, data.Balance) for each in entries)
    text = export.data.decode()
    assert names
    assert [name for name in names if name in text] == []
    assert export.file_name.endswith(".beancount")
    office.close()


@pytest.mark.parametrize("seed", range(3))
def test_a_random_ledger_with_foreign_money_and_corrections_comes_to_the_same(tmp_path: Path, seed: int) -> None:
    office = make_office(tmp_path / "vault")
    kit = Kit(office)
    for currency in FUNDS.values():
        items = tuple(replace(item, planned=Money(90_000_000, currency)) for item in draft_campaign("1", "1").items)
        kit.campaign(currency=currency, items=items)
    payees = [kit.person(f"Payee {number}") for number in range(4)]
    post_random(office, random.Random(seed), payees)
    export = journal_export.make_journal(office)
    entries, balances = load(export.data.decode())
    assert balances == ours(office)
    assert {each.currency for each in entries if isinstance(each, data.Price)} == {"USD"}
    office.close()


def post_random(office: Office, chance: random.Random, payees: list[str]) -> None:
    """Post a hundred entries of every kind, some of them in foreign money, and take some back."""
    with office.work() as work:
        numbers: list[int] = []
        for step in range(100):
            fund = chance.choice(list(FUNDS))
            new = random_entry(chance, fund, FUNDS[fund], chance.choice(payees), DAY + timedelta(days=step // 3))
            if numbers and chance.random() < 0.2:
                taken = numbers.pop(chance.randrange(len(numbers)))
                new = counter_entry(work.ledger.get(taken), taken, new.on)
                work.ledger.post(new)
            else:
                numbers.append(work.ledger.post(new))
        work._connection.commit()


def random_entry(chance: random.Random, fund: str, currency: str, payee: str, on: date) -> Entry:
    amount = Money(chance.randint(1, 900_000), currency)
    kind = chance.randrange(7)
    if kind == 0:
        return opening_entry(on, fund, amount)
    if kind == 1:
        fee = Money(chance.randrange(amount.minor), currency)
        method = chance.choice((PaymentMethod.BANK, PaymentMethod.CARD))
        return gift_entry(DonationDraft(fund, amount, fee, on, method, payee))
    if kind == 2:
        lines = [(1, amount), (2, Money(chance.randint(1, 900), currency))]
        return replace(payout_entry(on, fund, lines, PaymentMethod.BANK, payee), happened=on - timedelta(days=20))
    if kind == 3:
        rate = PinnedRate("USD", currency, Decimal(chance.randint(1, 99_999)) / 1000, RateSource.ECB, on, "42")
        given = Money(chance.randint(1, 90_000), "USD")
        counted = rate.convert(given)
        postings = [Posting(Account.BANK, given, person=payee), Posting(Account.EXCHANGE, -given)]
        if counted:
            postings += [Posting(Account.EXCHANGE, counted), Posting(Account.DONATIONS, -counted, fund, person=payee)]
        else:
            postings = [Posting(Account.BANK, given), Posting(Account.BANK, -given)]
        return Entry(EntryKind.DONATION, on, tuple(postings), rates=(rate,))
    if kind == 4:
        two = (Posting(Account.ADVANCES, amount, fund, person=payee), Posting(Account.BANK, -amount, fund))
        return Entry(EntryKind.ADVANCE, on, two)
    if kind == 5:
        two = (Posting(Account.DONATIONS, amount, fund, person=payee), Posting(Account.BANK, -amount, fund))
        return Entry(EntryKind.REFUND, on, two)
    two = (Posting(Account.TRANSFERS, amount, fund), Posting(Account.CASH_DIFFERENCE, -amount, fund))
    return Entry(EntryKind.TRANSFER, on, two)


def test_an_entry_says_what_it_rests_on_in_codes(tmp_path: Path) -> None:
    office = make_office(tmp_path / "vault")
    kit = Kit(office)
    campaign, donor = kit.campaign("100").code, kit.person("Donor", name_local="Ганна Вэрас")
    given = kit.give(campaign, "40", donor, "1.50", receipt="en", method=PaymentMethod.CASH, reference="Thanks, Hanna")
    kit.pay(campaign, donor, {1: "10"})
    other = kit.give(campaign, "5")
    donations.take_back_donation(office, other.code, "A slip", TODAY)
    text = journal_export.make_journal(office).data.decode()
    assert '2026-05-20 * "P-0001" "donation D-0001" ^D-0001 ^entry-1\n  entry: 1\n  kind: "donation"\n' in text
    assert f'  document: "{given.document}"' in text
    assert '  Assets:Cash  38.50 EUR\n    fund: "C-0001"\n    person: "P-0001"\n' in text
    assert '2026-05-20 * "" "counter D-0002" ^D-0002 ^entry-4 ^entry-3\n' in text
    assert "2026-05-21 balance Expenses:Aid:C-0001:Item-1 10.00 EUR" in text
    assert "2026-05-21 balance Assets:Cash 38.50 EUR" in text
    assert not any(name in text for name in ("Вэрас", "Donor", "Hanna"))
    load(text)
    office.close()


def test_an_office_without_entries_gives_a_journal_without_any(tmp_path: Path) -> None:
    office = make_office(tmp_path / "vault")
    text = journal_export.make_journal(office).data.decode()
    assert load(text) == ([], Counter())
    office.close()


def test_what_does_not_come_to_the_kept_sums_is_no_file(tmp_path: Path) -> None:
    office = make_office(tmp_path / "vault")
    kit = Kit(office)
    kit.give(kit.campaign("100").code, "40")
    with office.work() as work:
        work._connection.exec_driver_sql("UPDATE campaign SET collected = collected + 1")
        work._connection.commit()
    with pytest.raises(DoesNotReconcile) as failure:
        journal_export.make_journal(office)
    assert failure.value.params["what"] == "Income:Donations:C-0001"
    office.close()


def test_beancount_itself_finds_a_balance_that_is_not_so() -> None:
    journal = Journal("EUR")
    entry = opening_entry(DAY, "C-0001", eur("10"))
    journal.add(JournalEntry(1, entry, "D-0001"))
    text = journal.finish([AccountSum(Account.BROUGHT_FORWARD, eur("9"))]).decode()
    _entries, errors, _options = loader.load_string(text)
    assert len(errors) == 1
