"""The cash desks: cash drawn from the bank and brought back to it, counts, closed days, the cash report."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from desktop.domain.cash import (
    DENOMINATIONS,
    CashClose,
    CashDraft,
    CashKind,
    CashReport,
    Pieces,
    agreeing_count,
    cash_entry,
    check_count,
    check_open,
    check_voucher,
)
from desktop.domain.errors import refuse, refuse_errors
from desktop.domain.journal import Record
from desktop.domain.ledger import counter_entry
from desktop.domain.money import Money, exponent_of
from desktop.domain.summaries import Recorded
from desktop.domain.text import one_line, tidied
from desktop.services.facts import check_taking_back, entry_facts
from desktop.services.periods import booked, booking_day

if TYPE_CHECKING:
    from datetime import date

    from desktop.domain.cash import CashCount, CashDesk, CashVoucher, CountDraft
    from desktop.services.office import Office
    from desktop.storage.work import Work


def record_cash(office: Office, draft: CashDraft) -> Recorded:
    """Record cash that came or went without a gift, a payout or an advance.

    Raises:
        Refused: A check failed, or the cash desk or the general fund does not hold it; nothing is stored.
    """
    draft = tidied(draft)
    refuse_errors(check_voucher(draft, office.today()))
    with office.work() as work:
        draft = booked(work, draft, office.today())
        code, number, facts = _post(work, draft)
        work.commit(Record("cash.recorded", code, facts))
    return Recorded(code, number)


def take_back_cash(office: Office, code: str, reason: str, on: date, *, into_open: bool = False) -> Recorded:
    """Take a cash voucher back (a slip of entry): a counter-entry dated `on`, linked both ways.

    `into_open` books it on the first open day if `on` lies in a locked month.

    Raises:
        Refused: It is taken back already, or what it brought is already spent.
    """
    reason = one_line(reason)
    with office.work() as work:
        voucher = work.cash.get(code)
        original = work.ledger.get(voucher.entry)
        if voucher.countered_by is not None:
            raise refuse("cash.already_taken_back", code=code)
        refuse_errors(check_taking_back(reason, on, original.on, office.today()))
        if (valid := work.documents.valid_for(code)) is not None:
            raise refuse("cash.voucher_valid", number=valid)
        fund = original.postings[0].campaign
        if fund is not None:
            _check_fund(work, fund, -_brought(voucher.draft))
        work.remarks.add(voucher.code, "cash.taken_back", office.user, office.now(), reason)
        booking = booking_day(work, on, office.today(), into_open=into_open)
        entry = replace(counter_entry(original, voucher.entry, booking.day), happened=booking.happened)
        number = work.ledger.post(entry)
        work.cash.mark_countered(code, number)
        facts = {**entry_facts(number, entry), "counters": voucher.entry}
        work.commit(Record("cash.taken_back", voucher.code, facts))
    return Recorded(voucher.code, number)


def count_cash(office: Office, draft: CountDraft) -> CashCount:
    """Record what was counted at the end of a day; a difference is booked to the general fund, with its reason.

    Raises:
        Refused: A difference has no reason, the day is closed, or the general fund does not hold what is missing.
    """
    draft = tidied(draft)
    with office.work() as work:
        _check_open(work, draft.currency, draft.on)
        booking_day(work, draft.on, office.today(), into_open=False)
        expected = work.cash.balance(draft.currency, draft.on)
        refuse_errors(check_count(draft, expected, office.today()))
        facts: dict[str, object] = {}
        voucher = None
        difference = draft.counted - expected
        if difference:
            booked = CashDraft(CashKind.DIFFERENCE, difference, draft.on, draft.reason)
            voucher, _number, facts = _post(work, booked)
        count = work.cash.add_count(draft, expected, office.now(), office.user, voucher)
        facts |= {"voucher": voucher, "count": count.number, "currency": draft.currency, "day": draft.on.isoformat()}
        facts |= {"expected": expected.minor, "counted": draft.counted.minor, "pieces": draft.written}
        work.commit(Record("cash.counted", draft.currency, facts))
    return count


def close_day(office: Office, currency: str, on: date) -> CashClose:
    """Close a cash desk's day: no cash in this currency is dated on it or before it any more.

    Raises:
        Refused: There is no count of that day, or it does not agree with the books.
    """
    exponent_of(currency)
    with office.work() as work:
        booking_day(work, on, office.today(), into_open=False)
        closed, balance = work.cash.standing(currency).closed, work.cash.balance(currency, on)
        count = agreeing_count(on, office.today(), closed, work.cash.last_count(currency, on), balance)
        close = CashClose(currency, on, balance, office.now(), office.user)
        work.cash.close(close, count.number)
        facts = {"currency": currency, "day": on.isoformat(), "balance": balance.minor, "count": count.number}
        work.commit(Record("cash.day_closed", currency, facts))
    return close


def cash_desks(office: Office) -> tuple[CashDesk, ...]:
    """Say how every cash desk stands, by currency; an office that never held cash has the one of its base currency."""
    with office.work() as work:
        currencies = work.cash.currencies() or (work.settings.load().base_currency,)
        return tuple(work.cash.standing(currency) for currency in currencies)


def base_currency(office: Office) -> str:
    """Name the office's own currency, whose cash desk is meant where none is named."""
    with office.work() as work:
        return work.settings.load().base_currency


def smallest_pieces(amount: Money) -> tuple[Pieces, ...]:
    """Write a whole amount as pieces where only the sum was told: in the currency's smallest coin."""
    smallest = min(DENOMINATIONS.get(amount.currency, (1,)))
    if amount.minor % smallest:
        raise refuse("cash.no_such_piece", at="amount", amount=Money(amount.minor % smallest, amount.currency))
    return (Pieces(smallest, amount.minor // smallest),)


def expected_cash(office: Office, currency: str, on: date) -> Money:
    """Say what the books expect in a cash desk at the end of a day."""
    exponent_of(currency)
    with office.work() as work:
        return work.cash.balance(currency, on)


def cash_report(office: Office, currency: str, first: date, last: date) -> CashReport:
    """Read a cash desk's movements of a period, both days included, between what it held before and after.

    Raises:
        Refused: "report.period" when it ends before it begins.
    """
    exponent_of(currency)
    if last < first:
        raise refuse("report.period", at="last", period_from=first, period_to=last)
    with office.work() as work:
        opening = work.cash.before(currency, first)
        return CashReport(currency, first, last, opening, tuple(work.cash.rows(currency, first, last)))


def load_cash_voucher(office: Office, code: str) -> CashVoucher:
    """Read a cash voucher; raises NotFound."""
    with office.work() as work:
        return work.cash.get(code)


def _post(work: Work, draft: CashDraft) -> tuple[str, int, dict[str, object]]:
    """Post a voucher's entry and store the voucher; give its code, the entry's number and what the journal is told."""
    currency = draft.amount.currency
    _check_open(work, currency, draft.on)
    fund = work.campaigns.general(currency) if draft.kind.needs_a_fund else None
    if fund is not None:
        _check_fund(work, fund, _brought(draft))
    entry = cash_entry(draft.kind, draft.amount, draft.on, fund, draft.happened)
    number = work.ledger.post(entry)
    code = work.cash.add(draft, number)
    facts = {
        **entry_facts(number, entry),
        "kind": draft.kind.value,
        "amount": draft.amount.minor,
        "currency": currency,
    }
    return code, number, facts


def _brought(draft: CashDraft) -> Money:
    """What a voucher brings the general fund; less than nothing for what it takes."""
    return draft.amount if draft.kind.comes_in else -draft.amount


def _check_fund(work: Work, fund: str, change: Money) -> None:
    """Refuse what the general fund does not hold."""
    available = work.campaigns.get(fund).totals.available
    if change.minor < 0 and (available + change).minor < 0:
        raise refuse("cash.over_fund", at="amount", campaign=fund, amount=-change, available=available)


def _check_open(work: Work, currency: str, on: date) -> None:
    """Refuse a closed day before anything else is said."""
    exponent_of(currency)
    refuse_errors(check_open(on, *work.cash.open_from(currency)))
