"""The ledger in the forms of other programs: each read by a real or a strict reader, and its sums are ours."""

import json
import random
import subprocess
from collections import Counter
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.documents.book_csv import FlatCsv, GnuCash
from desktop.documents.datev import Datev, pairs
from desktop.documents.hledger import Hledger
from desktop.domain.accounting import CLEARING, SKR03, Accounting, BookFormat
from desktop.domain.errors import DoesNotReconcile, Refused
from desktop.domain.ledger import Account, Entry, EntryKind, Posting, opening_entry
from desktop.domain.money import Money
from desktop.domain.rates import PinnedRate, RateSource
from desktop.domain.reports import AccountSum, JournalEntry
from desktop.services import journal_export
from desktop.services.journal_export import BooksRequest, keep_wishes, make_journal
from desktop.services.office import Office
from desktop.services.settings import load_settings
from tests.documents.foreign_books import Sums, read_datev, read_flat, read_gnucash
from tests.documents.test_beancount import FUNDS, ours, post_random
from tests.services.office_kit import Kit, draft_campaign, make_office

DAY = date(2026, 1, 15)
NASTY = (
    "=1+1",
    "+cmd|' /C calc'!A0",
    "-2",
    "@SUM(A1)",
    "\t=1",
    'a"b',
    "a;b",
    "a,b",
    "a\r\nb",
    "<b>x</b>",
    "Ганна №",
    "",
)


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Office:
    """An office with a hundred random entries in four currencies."""
    made = make_office(tmp_path_factory.mktemp("books") / "vault")
    kit = Kit(made)
    for currency in FUNDS.values():
        items = tuple(replace(item, planned=Money(90_000_000, currency)) for item in draft_campaign("1", "1").items)
        kit.campaign(currency=currency, items=items)
    post_random(made, random.Random(7), [kit.person(f"Payee {number}") for number in range(4)])
    return made


def export(office: Office, form: BookFormat, **more: object) -> bytes:
    return make_journal(office, BooksRequest(form, **more)).data  # type: ignore[arg-type]


@pytest.mark.parametrize(("separator", "decimal"), [(";", ","), (",", "."), (",", ","), ("\t", ".")])
def test_the_csv_comes_to_the_same_with_any_signs(office: Office, separator: str, decimal: str) -> None:
    keep_wishes(office, Accounting(separator, decimal))
    rows, sums = read_flat(export(office, BookFormat.CSV), separator, decimal)
    assert sums == ours(office)
    assert {row["Currency"] for row in rows} == {"EUR", "PLN", "JPY", "USD"}
    rated = [row for row in rows if row["Rate"]]
    assert rated
    assert {row["Rate of"] for row in rated} == {"USD"}
    keep_wishes(office, Accounting())


def test_gnucash_reads_balanced_transactions_of_one_currency_each(office: Office) -> None:
    found, sums = read_gnucash(export(office, BookFormat.GNUCASH))
    assert sums == ours(office)
    assert any(key.endswith("-USD") for key in found)


def hledger(text: bytes, folder: Path, *arguments: str) -> str:
    path = folder / "books.journal"
    path.write_bytes(text)
    done = subprocess.run(["hledger", "-f", str(path), *arguments], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_hledger_itself_finds_no_error_and_the_same_balances(office: Office, tmp_path: Path) -> None:
    text = export(office, BookFormat.HLEDGER)
    hledger(text, tmp_path, "check", "--strict")
    answer = json.loads(hledger(text, tmp_path, "balance", "--flat", "--no-elide", "-O", "json"))
    sums: Sums = Counter()
    for name, _shown, _depth, amounts in answer[0]:
        for each in amounts:
            number = each["aquantity"]
            amount = Decimal(number["decimalMantissa"]) / 10 ** number["decimalPlaces"]
            sums[name, each["acommodity"]] += Money.of(amount, each["acommodity"]).minor
    assert Counter({key: minor for key, minor in sums.items() if minor}) == ours(office)


def test_hledger_itself_finds_a_balance_that_is_not_so(tmp_path: Path) -> None:
    journal = Hledger()
    journal.add(JournalEntry(1, opening_entry(DAY, "C-0001", Money.of("10", "EUR")), "D-0001"))
    path = tmp_path / "wrong.journal"
    path.write_bytes(journal.finish([AccountSum(Account.BROUGHT_FORWARD, Money.of("9", "EUR"))]))
    done = subprocess.run(["hledger", "-f", str(path), "check"], capture_output=True, text=True, check=False)
    assert done.returncode != 0
    assert "balance assertion" in done.stderr.lower()


@pytest.mark.parametrize("currency", ["EUR", "PLN", "JPY", "USD"])
def test_datev_takes_each_currency_and_comes_to_the_same(office: Office, currency: str) -> None:
    made = make_journal(office, BooksRequest(BookFormat.DATEV, 2026, currency))
    batch = read_datev(made.data)
    assert (batch.year, batch.currency) == (2026, currency)
    with office.work() as work:
        wanted: Counter[str] = Counter()
        for _number, entry in work.ledger.entries():
            for each in entry.postings:
                if each.money.currency == currency:
                    # DATEV writes two decimals, a currency without any as well
                    wanted[SKR03[each.account.value]] += int(each.money.amount * 100)
    assert batch.sums == Counter({key: minor for key, minor in wanted.items() if minor})
    assert {of for _year, of, _count in made.left_out} == {"EUR", "PLN", "JPY", "USD"} - {currency}
    assert made.file_name == f"EXTF_Buchungsstapel_2026_{currency}.csv"
    assert all(row["KOST1 - Kostenstelle"] in ("", *FUNDS) for row in batch.rows)


def test_datev_refuses_what_it_cannot_hold(office: Office) -> None:
    for request, code in (
        (BooksRequest(BookFormat.DATEV, 2026, "KWD"), "accounting.decimals"),
        (BooksRequest(BookFormat.DATEV, 2019, "EUR"), "accounting.nothing"),
        (BooksRequest(BookFormat.DATEV, None, "CHF"), "accounting.nothing"),
    ):
        with pytest.raises(Refused) as refusal:
            make_journal(office, request)
        assert [problem.code for problem in refusal.value.problems] == [code]


def test_datev_asks_for_the_latest_year_and_the_office_s_currency(tmp_path: Path) -> None:
    office = make_office(tmp_path / "vault")
    empty = read_datev(export(office, BookFormat.DATEV))
    assert (empty.rows, empty.currency) == ([], "EUR")
    kit = Kit(office)
    campaign = kit.campaign("100").code
    kit.give(campaign, "5", on=date(2025, 12, 31))
    made = make_journal(office, BooksRequest(BookFormat.DATEV))
    assert read_datev(made.data).year == 2025
    kit.give(campaign, "6")
    made = make_journal(office, BooksRequest(BookFormat.DATEV))
    assert [row["Umsatz (ohne Soll/Haben-Kz)"] for row in read_datev(made.data).rows] == ["6,00"]
    assert made.left_out == ((2025, "EUR", 1),)
    assert journal_export.years(office) == ((2026, "EUR"), (2025, "EUR"))
    office.close()


def test_two_postings_on_one_account_go_over_the_clearing_account() -> None:
    moved = Money.of("12.34", "EUR")
    entry = Entry(
        EntryKind.TRANSFER,
        DAY,
        (Posting(Account.TRANSFERS, moved, "C-0001", 2), Posting(Account.TRANSFERS, -moved, "C-0002")),
    )
    books = Datev(Accounting(), 2026, "EUR", DAY)
    books.add(JournalEntry(1, entry, "T-0001"))
    rows = read_datev(books.finish(())).rows
    assert [(row["Konto"], row["Gegenkonto (ohne BU-Schlüssel)"]) for row in rows] == [
        (SKR03["transfers"], SKR03[CLEARING])
    ] * 2
    assert [row["KOST1 - Kostenstelle"] for row in rows] == ["C-0001", "C-0002"]
    assert [row["KOST2 - Kostenstelle"] for row in rows] == ["C-0001.2", ""]


@given(
    st.lists(st.integers(1, 10_000), min_size=1, max_size=6), st.lists(st.integers(1, 10_000), min_size=1, max_size=6)
)
def test_pairs_keep_the_sum_of_every_posting(debits: list[int], credits_: list[int]) -> None:
    difference = sum(debits) - sum(credits_)
    if difference:
        (credits_ if difference > 0 else debits).append(abs(difference))
    postings = [Posting(Account.AID, Money(minor, "EUR"), item=place) for place, minor in enumerate(debits)]
    postings += [Posting(Account.BANK, Money(-minor, "EUR"), item=100 + place) for place, minor in enumerate(credits_)]
    sums: Counter[int | None] = Counter()
    for debit, credit, minor in pairs(postings):
        assert minor > 0
        sums[debit.item] += minor
        sums[credit.item] -= minor
    assert sums == Counter({each.item: each.money.minor for each in postings})


@pytest.mark.parametrize("text", NASTY)
def test_no_text_breaks_a_form_or_becomes_a_formula(text: str, tmp_path: Path) -> None:
    """Codes have no such signs; tables of rates are typed by hand, and the writers must not rest on the callers."""
    rate = PinnedRate("USD", "EUR", Decimal("0.9"), RateSource.HAND, DAY, text)
    dollars, euros = Money.of("10", "USD"), Money.of("9", "EUR")
    entry = Entry(
        EntryKind.DONATION,
        DAY,
        (
            Posting(Account.BANK, dollars, person="P-0001"),
            Posting(Account.EXCHANGE, -dollars),
            Posting(Account.EXCHANGE, euros),
            Posting(Account.DONATIONS, -euros, "C-0001"),
        ),
        rates=(rate,),
    )
    flat, gnucash, datev = FlatCsv(Accounting()), GnuCash(), Datev(Accounting(), 2026, "EUR", DAY)
    for books in (flat, gnucash, datev):
        books.add(JournalEntry(1, entry, text, text))
    rows, _sums = read_flat(flat.finish(()))
    assert len(rows) == 4
    for row in rows:
        for name in ("Code", "Document", "Rate table"):
            assert row[name].lstrip("'") == text.lstrip("'") or row[name] == f"'{text}"
            assert not row[name].startswith(("=", "+", "-", "@", "\t", "\r"))
    assert len(read_gnucash(gnucash.finish(()))[0]) == 2
    assert len(read_datev(datev.finish(())).rows) == 1


def test_the_same_facts_give_the_same_bytes_and_no_name(office: Office) -> None:
    for form in BookFormat:
        made = make_journal(office, BooksRequest(form))
        assert made.data == make_journal(office, BooksRequest(form)).data
        assert b"Payee" not in made.data
        assert made.file_name.endswith(f".{form.ending}")


def test_no_form_is_made_where_the_kept_sums_differ(tmp_path: Path) -> None:
    office = make_office(tmp_path / "vault")
    kit = Kit(office)
    kit.give(kit.campaign("100").code, "40")
    with office.work() as work:
        work._connection.exec_driver_sql("UPDATE campaign SET collected = collected + 1")
        work._connection.commit()
    for form in BookFormat:
        with pytest.raises(DoesNotReconcile):
            make_journal(office, BooksRequest(form))
    office.close()


def test_wishes_are_kept_and_refused_where_they_are_wrong(tmp_path: Path) -> None:
    office = make_office(tmp_path / "vault")
    wishes = Accounting("\t", ".", 29098, 55003, SKR03 | {"bank": "1800"})
    assert keep_wishes(office, wishes) == wishes
    assert load_settings(office).accounting == wishes
    wrong = Accounting("|", "'", 7, 0, SKR03 | {"bank": "12", "cash": "1000", "fees": "=1+1"})
    with pytest.raises(Refused) as refusal:
        keep_wishes(office, wrong)
    assert [(problem.code, problem.at) for problem in refusal.value.problems] == [
        ("accounting.separator", "separator"),
        ("accounting.decimal", "decimal"),
        ("accounting.number", "consultant"),
        ("accounting.number", "client"),
        ("accounting.account", "account.bank"),
        ("accounting.account", "account.fees"),
    ]
    assert load_settings(office).accounting == wishes
    head = make_journal(office, BooksRequest(BookFormat.DATEV)).data.split(b"\r\n")[0].split(b";")
    assert (head[10], head[11]) == (b"29098", b"55003")
    office.close()
