"""Payouts in the books: what stands beside one is found by an index, and only live payouts count."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from sqlalchemy import event

from desktop.domain.payouts import PayoutDraft, PayoutLine, PayoutState
from tests import factories as make
from tests.factories import TODAY, eur

if TYPE_CHECKING:
    from desktop.storage.work import Work

IBAN = "PL61 1090 1014 0000 0712 1981 2874"


def plans_of(work: Work, look: Any) -> list[str]:
    """Give the query plans of all that `look` reads."""
    connection = work._connection
    asked: list[tuple[str, Any]] = []

    def hear(_c: object, _k: object, statement: str, parameters: Any, _x: object, _many: object) -> None:
        asked.append((statement, parameters))

    event.listen(connection, "before_cursor_execute", hear)
    try:
        look()
    finally:
        event.remove(connection, "before_cursor_execute", hear)
    return [
        str(row[3])
        for statement, parameters in asked
        for row in connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}", parameters).fetchall()
    ]


def test_what_stands_beside_a_payout_is_found_by_an_index(work: Work) -> None:
    fund = work.campaigns.add(make.campaign("1000"))
    payee = work.people.add(make.person("Heron", iban=IBAN))
    other = work.people.add(make.person("Stork", iban=IBAN.replace(" ", "").lower()))
    draft = PayoutDraft(fund, payee, (PayoutLine(1, eur("10")),), TODAY, invoice="FV 12/2026", iban=IBAN)
    first = work.payouts.plan(draft, [eur("10")], 1)
    second = work.payouts.plan(replace(draft, payee=other, invoice="fv-12-2026"), [eur("10")], 1)
    assert work.payouts.with_invoice("FV 12 2026") == (first, second)
    assert work.payouts.with_invoice("FV 12 2026", [first]) == (second,)
    assert work.payouts.others_with_iban(IBAN, payee) == (other,)
    assert work.payouts.in_month(payee, TODAY) == (first,)
    assert work.payouts.with_invoice(" - ") == work.payouts.others_with_iban(" ", payee) == ()
    plans = plans_of(work, lambda: work.payouts.others_with_iban(IBAN, payee))
    plans += plans_of(work, lambda: work.payouts.with_invoice("FV 12/2026"))
    plans += plans_of(work, lambda: work.payouts.in_month(payee, TODAY))
    for index in ("person_by_iban", "payout_by_iban", "payout_by_invoice", "payout_by_payee_id"):
        assert any(index in plan for plan in plans), index
    work.payouts.move(second, PayoutState.CANCELLED, make.SetClock().now())
    assert work.payouts.with_invoice("FV 12 2026", [first]) == ()


def test_reserved_money_is_kept_at_fund_and_item(work: Work) -> None:
    fund = work.campaigns.add(make.campaign("1000", "500"))
    payee = work.people.add(make.person("Heron"))
    lines = (PayoutLine(1, eur("10")), PayoutLine(2, eur("5")), PayoutLine(1, eur("1")))
    code = work.payouts.plan(PayoutDraft(fund, payee, lines, TODAY), [line.amount for line in lines], 1)
    now = make.SetClock().now()

    def held() -> list[int]:
        campaign = work.campaigns.get(fund)
        return [campaign.totals.committed.minor, *(item.committed.minor for item in campaign.items)]

    assert held() == [0, 0, 0]
    work.payouts.move(code, PayoutState.SUBMITTED, now)
    assert held() == [0, 0, 0]
    work.payouts.move(code, PayoutState.APPROVED, now, approver=2)
    assert held() == [1600, 1100, 500]
    work.payouts.move(code, PayoutState.RETURNED, now)
    assert held() == [0, 0, 0]
    stored = work.payouts.get(code)
    assert (stored.state, stored.approver, stored.entry) == (PayoutState.RETURNED, None, None)
    assert work.payouts.waiting() == (code,)
