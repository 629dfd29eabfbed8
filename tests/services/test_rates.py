"""Exchange rates as an office works with them: imported, written by hand, found by its rule, pinned to entries."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest

from desktop.domain.errors import CannotRead, Problem, Refused
from desktop.domain.journal import Record
from desktop.domain.ledger import Account, Entry, EntryKind, Posting, counter_entry
from desktop.domain.money import Money
from desktop.domain.rate_gaps import RateGap, RateGaps, RateWanted
from desktop.domain.rate_tables import EntryRates, RateTable
from desktop.domain.rates import EU_GRANT, POLAND, DayRule, PinnedRate, RateRule, RateSource
from desktop.services import rates
from desktop.services.facts import entry_facts
from desktop.services.settings import save_settings
from desktop.services.verification import verify
from desktop.services.wording import sentence
from tests.intake import rate_files as files
from tests.services.office_kit import SETTINGS, make_office, open_without_names

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from desktop.services.office import Office

ECB, HAND = RateSource.ECB, RateSource.HAND


def may(day: int) -> date:
    return date(2026, 5, day)


def rate(pair: str, text: str, on: date, source: RateSource = ECB, table: str = "") -> PinnedRate:
    base, _, quote = pair.partition("/")
    return PinnedRate(base, quote, Decimal(text), source, on, table)


USD4, USD5 = rate("EUR/USD", "1.08", may(4)), rate("EUR/USD", "1.09", may(5))


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    made = make_office(tmp_path / "vault")
    yield made
    made.close()


def table(*of: PinnedRate) -> RateTable:
    return RateTable(of[0].source, of)


def refusal(*, of: object) -> list[tuple[str, str | None]]:
    with pytest.raises(Refused) as caught:
        of()  # type: ignore[operator]
    assert all(sentence(problem) for problem in caught.value.problems)
    return [(problem.code, problem.at) for problem in caught.value.problems]


def records(office: Office) -> list[tuple[str, str]]:
    with office.work() as work:
        return [(link.record.verb, link.record.subject) for link, _hash in work.journal.links()]


def exchange(office: Office, on: date, given: Money, counted: Money) -> int:
    """A gift in one currency that counts in another, booked as such."""
    pinned = PinnedRate.of_amounts(given, counted, RateSource.BANK, on)
    postings = (
        Posting(Account.BANK, given),
        Posting(Account.EXCHANGE, -given),
        Posting(Account.EXCHANGE, counted),
        Posting(Account.CASH_DIFFERENCE, -counted),
    )
    with office.work() as work:
        number = work.ledger.post(Entry(EntryKind.CASH, on, postings, rates=(pinned,)))
        work.commit(Record("cash.tried", "office", entry_facts(number, work.ledger.get(number))))
    return number


# --------------------------------------------------------------------------------------------------------- importing


def test_a_file_is_looked_at_before_it_is_imported(office: Office, tmp_path: Path) -> None:
    file = tmp_path / "eurofxref-hist.zip"
    file.write_bytes(files.zipped())
    read = rates.read_rate_file(file)
    seen = rates.preview_rates(office, read)
    assert (seen.new, seen.same, seen.conflicts, len(seen.table.warnings)) == (6, 0, (), 2)
    with office.work() as work:
        assert work.rates.days(ECB) == ()
    done = rates.import_rates(office, read)
    assert (done.new, done.filled) == (6, 0)
    again = rates.import_rates(office, read)
    assert (again.new, again.same) == (0, 6)
    assert [verb for verb, _subject in records(office)].count("rates.imported") == 1


def test_a_rate_that_differs_is_told_and_left_alone(office: Office) -> None:
    rates.import_rates(office, table(USD4))
    other = replace(USD4, rate=Decimal("1.2"))
    done = rates.import_rates(office, table(other, USD5))
    assert (done.new, done.same, [(each.kept, each.read) for each in done.conflicts]) == (1, 0, [(USD4, other)])
    assert rates.rate_for(office, "USD", "EUR", may(5)) == USD4


def test_a_file_from_the_future_is_refused(office: Office) -> None:
    ahead = table(rate("EUR/USD", "1.08", date(2026, 7, 1)))
    for verb in (rates.preview_rates, rates.import_rates):
        assert refusal(of=lambda verb=verb: verb(office, ahead)) == [("date.in_future", None)]
    assert rates.import_rates(office, table(rate("EUR/USD", "1.08", date(2026, 6, 1)))).new == 1


@pytest.mark.parametrize(("content", "reason"), [(None, "missing"), (b"", "empty"), (b"%PDF-1.4", "no_rates")])
def test_what_is_no_table_is_said(tmp_path: Path, content: bytes | None, reason: str) -> None:
    file = tmp_path / "rates"
    if content is not None:
        file.write_bytes(content)
    with pytest.raises(CannotRead) as caught:
        rates.read_rate_file(file)
    assert caught.value.params["reason"] == reason


def test_a_monthly_file_is_read_with_its_month(tmp_path: Path) -> None:
    file = tmp_path / "inforeuro.csv"
    file.write_text(files.INFOREUR_MONTH, encoding="utf-8")
    assert refusal(of=lambda: rates.read_rate_file(file)) == [("rate.table_month", "month")]
    assert rates.read_rate_file(file, may(9)).days == (may(1), may(1))


# ----------------------------------------------------------------------------------------------------------- by hand


def test_a_rate_written_by_hand_is_kept_and_recorded(office: Office) -> None:
    assert rates.add_rate(office, rate("USD/BYN", "3.2", may(4), HAND)) == rate("USD/BYN", "3.2", may(4), HAND)
    assert records(office)[-1] == ("rate.added", "hand USD/BYN 2026-05-04")
    monthly = rates.add_rate(office, rate("EUR/USD", "1.08", may(9), RateSource.INFOREUR))
    assert monthly.on == may(1)


@pytest.mark.parametrize(
    ("wrong", "expected"),
    [
        (rate("EUR/USD", "1.08", may(21)), [("date.in_future", "on")]),
        (rate("EUR/USD", "1.08", date(1999, 5, 4)), [("date.too_early", "on")]),
        (rate("EUR/USD", "1.08", date(2026, 7, 1), RateSource.INFOREUR), [("date.in_future", "on")]),
        (rate("GBP/USD", "1.2", may(4)), [("rate.needs_pivot", "quote")]),
        (rate("EUR/USD", "1.08", may(4), RateSource.BANK), [("rate.rule_bank", "source")]),
    ],
)
def test_a_rate_that_cannot_be_is_refused_at_its_field(
    office: Office, wrong: PinnedRate, expected: list[tuple[str, str]]
) -> None:
    assert refusal(of=lambda: rates.add_rate(office, wrong)) == expected


def test_another_rate_takes_the_place_of_one_with_a_reason_alone(office: Office) -> None:
    rates.add_rate(office, USD4)
    other = replace(USD4, rate=Decimal("1.2"))
    assert refusal(of=lambda: rates.add_rate(office, USD4)) == [("rate.already_kept", "rate")]
    assert refusal(of=lambda: rates.add_rate(office, other, "  ")) == [("rate.differs", "reason")]
    assert refusal(of=lambda: rates.add_rate(office, other, "x" * 1000)) == [("text.too_long", "reason")]
    reversed_rate = rate("USD/EUR", "0.9", may(4))
    assert refusal(of=lambda: rates.add_rate(office, reversed_rate, "why")) == [("rate.kept_reversed", "rate")]
    assert rates.rate_for(office, "EUR", "USD", may(5)) == USD4
    rates.add_rate(office, other, "A digit was wrong")
    assert rates.rate_for(office, "EUR", "USD", may(5)) == other
    assert records(office)[-1] == ("rate.replaced", "ecb EUR/USD 2026-05-04")
    with office.work() as work:
        assert [each.text for each in work.remarks.of("ecb EUR/USD 2026-05-04")] == ["A digit was wrong"]


# ------------------------------------------------------------------------------------------------ which rate counts


def told(answer: PinnedRate | Problem) -> str:
    return answer.code if isinstance(answer, Problem) else f"{answer.text} of {answer.on:%d.%m} {answer.table}".strip()


def test_the_offices_rule_finds_the_rate(office: Office) -> None:
    pln = rate("EUR/PLN", "4.32", may(4))
    rates.import_rates(office, table(pln, USD4, USD5))
    assert told(rates.rate_for(office, "USD", "EUR", may(6))) == "1.09 of 05.05"
    assert told(rates.rate_for(office, "USD", "PLN", may(6))) == "4 of 04.05 via EUR"
    assert told(rates.rate_for(office, "USD", "EUR", may(20))) == "rate.none_for_day"
    assert told(rates.rate_for(office, "USD", "BYN", may(6))) == "rate.none_here"
    assert told(rates.rate_for(office, "USD", "USD", may(6))) == "rate.same_currency"


def test_the_reason_why_there_is_no_rate_is_a_whole_sentence(office: Office) -> None:
    rates.import_rates(office, table(USD5))
    none = rates.rate_for(office, "USD", "EUR", may(20))
    assert isinstance(none, Problem)
    assert sentence(none) == (
        "There is no rate between USD and EUR for 2026-05-20 (European Central Bank): the last one is of 2026-05-05."
        " Import a newer table, or enter the rate by hand."
    )


def test_a_rate_by_hand_stands_in_where_the_source_has_none(office: Office) -> None:
    by_hand = rate("BYN/EUR", "0.28", may(5), HAND)
    rates.add_rate(office, by_hand)
    assert rates.rate_for(office, "BYN", "EUR", may(6)) == by_hand
    rates.add_rate(office, rate("USD/EUR", "0.5", may(5), HAND))
    rates.import_rates(office, table(USD4))
    assert rates.rate_for(office, "USD", "EUR", may(6)) == USD4


def test_the_mean_of_a_period_needs_all_its_months(office: Office) -> None:
    rule = replace(EU_GRANT, period=(date(2026, 3, 1), date(2026, 4, 30)))
    save_settings(office, replace(SETTINGS, rate_rule=rule))
    march = rate("EUR/USD", "1.08", date(2026, 3, 1), RateSource.INFOREUR)
    rates.import_rates(office, table(march))
    assert told(rates.rate_for(office, "USD", "EUR", may(6))) == "rate.period_incomplete"
    rates.import_rates(office, table(replace(march, on=date(2026, 4, 1), rate=Decimal("1.1"))))
    assert told(rates.rate_for(office, "USD", "EUR", may(6))) == "1.09 of 01.04 2026-03..2026-04"


def test_the_polish_rule_uses_the_table_before_the_day(office: Office, tmp_path: Path) -> None:
    save_settings(office, replace(SETTINGS, rate_rule=POLAND))
    file = tmp_path / "archiwum_tab_a_2026.csv"
    file.write_bytes(files.NBP_ARCHIVE.encode("cp1250"))
    rates.import_rates(office, rates.read_rate_file(file))
    assert told(rates.rate_for(office, "EUR", "PLN", may(5))) == "4.3434 of 04.05 084/A/NBP/2026"
    assert told(rates.rate_for(office, "EUR", "PLN", may(4))) == "rate.none_here"


# --------------------------------------------------------------------------------------------------- official rates


def test_entries_get_their_official_rate_when_it_comes(office: Office) -> None:
    number = exchange(office, may(6), Money(10000, "USD"), Money(9100, "EUR"))
    both = rates.entry_rates(office, number)
    assert both is not None
    assert (both.transaction is not None, both.official, both.difference) == (True, None, None)
    assert rates.rate_gaps(office) == RateGaps(wanted=(RateWanted("USD", "EUR", may(6), 1),))
    assert rates.fill_reporting_rates(office) == 0
    assert rates.import_rates(office, table(USD5)).filled == 1
    both = rates.entry_rates(office, number)
    assert both == EntryRates(
        Money(10000, "USD"), Money(9100, "EUR"), rate("USD/EUR", "0.91", may(6), RateSource.BANK), USD5
    )
    assert both.difference == Money(9100 - 9174, "EUR")
    assert rates.rate_gaps(office).wanted == ()


def test_a_rate_by_hand_fills_too_and_what_is_filled_stays(office: Office) -> None:
    number = exchange(office, may(6), Money(10000, "USD"), Money(9100, "EUR"))
    rates.add_rate(office, USD4)
    assert rates.entry_rates(office, number).official == USD4  # type: ignore[union-attr]
    rates.import_rates(office, table(USD5))  # nearer to the day, but the entry has its rate
    assert rates.entry_rates(office, number).official == USD4  # type: ignore[union-attr]
    assert [found.code for found in verify(office).findings] == ["verify.entry_without_event"]  # the test's own entry


def test_money_that_goes_out_is_negative_and_a_counter_entry_turns_both_round(office: Office) -> None:
    out = Entry(
        EntryKind.PAYOUT,
        may(6),
        (
            Posting(Account.BANK, Money(-10000, "USD")),
            Posting(Account.EXCHANGE, Money(10000, "USD")),
            Posting(Account.EXCHANGE, Money(-9300, "EUR")),
            Posting(Account.CASH_DIFFERENCE, Money(9300, "EUR")),
        ),
        rates=(rate("USD/EUR", "0.93", may(6), RateSource.BANK),),
    )
    with office.work() as work:
        posted = work.ledger.post(out)
        back = work.ledger.post(counter_entry(out, posted, may(7)))
        work.commit(Record("cash.tried", "office"))
    rates.import_rates(office, table(USD5))
    paid, taken_back = rates.entry_rates(office, posted), rates.entry_rates(office, back)
    assert paid is not None
    assert taken_back is not None
    assert (paid.foreign, paid.counted) == (Money(-10000, "USD"), Money(-9300, "EUR"))
    assert paid.difference == Money(-126, "EUR")  # 100 USD are 91.74 EUR officially: 1.26 was lost
    assert taken_back.difference == Money(126, "EUR")


def test_an_entry_just_posted_is_given_its_rate(office: Office) -> None:
    rates.import_rates(office, table(USD5))
    given = Money(10000, "USD")
    entry = Entry(
        EntryKind.CASH,
        may(20),
        (
            Posting(Account.BANK, given),
            Posting(Account.EXCHANGE, -given),
            Posting(Account.EXCHANGE, Money(9100, "EUR")),
            Posting(Account.CASH_DIFFERENCE, Money(-9100, "EUR")),
        ),
        happened=may(6),
        rates=(rate("USD/EUR", "0.91", may(6), RateSource.BANK),),
    )
    plain = Entry(EntryKind.CASH, may(6), (Posting(Account.BANK, given), Posting(Account.CASH_DIFFERENCE, -given)))
    with office.work() as work:
        number = work.ledger.post(entry)
        assert rates.pin_official_rate(work, number, entry) == USD5
        late = work.ledger.post(replace(entry, happened=None))
        assert rates.pin_official_rate(work, late, replace(entry, happened=None)) is None
        other = work.ledger.post(plain)
        assert rates.pin_official_rate(work, other, plain) is None
        work.commit(Record("cash.tried", "office"))
    assert rates.entry_rates(office, other) is None
    rates.add_rate(office, rate("EUR/USD", "1.1", may(19)))
    assert rates.fill_reporting_rates(office) == 0  # adding it has filled the late one
    assert rates.entry_rates(office, late).official is not None  # type: ignore[union-attr]


def test_filling_by_itself_is_recorded(office: Office) -> None:
    exchange(office, may(6), Money(10000, "USD"), Money(9100, "EUR"))
    save_settings(office, replace(SETTINGS, rate_rule=POLAND))
    rates.import_rates(office, table(USD5))
    save_settings(office, SETTINGS)
    assert rates.fill_reporting_rates(office) == 1
    assert records(office)[-1] == ("rates.filled", "office")


def test_gaps_of_the_offices_own_source_come_first(office: Office) -> None:
    rates.import_rates(office, table(rate("USD/PLN", "4", date(2026, 4, 1), RateSource.NBP)))
    rates.import_rates(office, table(USD4, rate("EUR/USD", "1.1", may(14))))
    gaps = rates.rate_gaps(office).gaps
    assert gaps == (
        RateGap(ECB, may(5), may(13)),
        RateGap(RateSource.NBP, date(2026, 4, 2), may(20), at_end=True),
    )
    save_settings(office, replace(SETTINGS, rate_rule=RateRule(RateSource.NBP, DayRule.ON_DAY)))
    assert [gap.source for gap in rates.rate_gaps(office).gaps] == [RateSource.NBP, ECB]


def test_rates_work_without_the_book_of_names(office: Office, tmp_path: Path) -> None:
    office.close()
    office = open_without_names(tmp_path / "vault")
    assert rates.import_rates(office, table(USD4)).new == 1
    assert told(rates.rate_for(office, "USD", "EUR", may(5))) == "1.08 of 04.05"
    office.close()
