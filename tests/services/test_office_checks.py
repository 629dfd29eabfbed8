"""The office's checks over a real vault: nothing in a good office, and each rule finds what breaks it."""

from dataclasses import replace
from datetime import date

import pytest

from desktop.domain.campaigns import CampaignStatus
from desktop.domain.checks import Rule, all_good
from desktop.domain.errors import Stopped
from desktop.domain.ledger import PaymentMethod
from desktop.domain.listing import ListKind, Query
from desktop.domain.periods import Month
from desktop.services import campaigns, documents, lists, office_checks, periods
from desktop.storage.office_rules import PERSONAL, TASKS
from tests.services.office_kit import Kit, eur


def broken(kit: Kit) -> dict[Rule, tuple[int, tuple[str, ...]]]:
    return {each.rule: (each.count, each.first) for each in office_checks.run_checks(kit.office) if not each.good}


def by_hand(kit: Kit, *statements: str) -> None:
    """Break what the program itself would never break."""
    with kit.office.work() as work:
        for statement in statements:
            work._connection.exec_driver_sql(statement)
        work._connection.commit()


def test_a_good_office_breaks_no_rule(kit: Kit) -> None:
    campaign, payee = kit.campaign("100", goal=eur("100")).code, kit.person("Payee")
    kit.give(campaign, "100", payee, receipt="en", method=PaymentMethod.CASH)
    voucher = kit.pay(campaign, payee, {1: "40"}, voucher="en").document
    documents.sign_document(kit.office, voucher or "")
    results = office_checks.run_checks(kit.office)
    assert [each.rule for each in results] == list(Rule)
    assert all_good(results)


def test_work_that_waits_is_counted_and_named(kit: Kit) -> None:
    payee = kit.person("Payee")
    campaign = kit.campaign("100", goal=eur("120")).code
    kit.give(campaign, "100", on=date(2026, 2, 27))
    kit.pay(campaign, payee, {1: "40"})
    closed = kit.campaign("50", status=CampaignStatus.OPEN)
    kit.give(closed.code, "60")
    campaigns.save_campaign(
        kit.office, replace(closed.draft, status=CampaignStatus.CLOSED), closed.code, kit.load(closed.code).revision
    )
    assert broken(kit) == {
        Rule.UNSIGNED: (1, ("O-0001",)),
        Rule.DECISIONS: (1, ("C-0002",)),
        Rule.GOALS: (1, ("C-0001",)),
        Rule.MONTHS: (1, ("2026-02",)),
    }
    periods.lock_month(kit.office, Month(2026, 2))
    assert Rule.MONTHS not in broken(kit)


def test_what_must_never_be_is_found(kit: Kit) -> None:
    payee = kit.person("Payee")
    campaign = kit.campaign("100", "10").code
    kit.give(campaign, "100", payee, receipt="en", method=PaymentMethod.CASH)
    paid = kit.pay(campaign, payee, {1: "40"}, voucher="en")
    documents.void_document(kit.office, paid.document or "", "Torn")
    again = kit.pay(campaign, payee, {2: "10"}, voucher="en")
    documents.sign_document(kit.office, again.document or "")
    by_hand(
        kit,
        "DROP TRIGGER posting_is_not_changed",
        "DROP TRIGGER entry_is_not_changed",
        "UPDATE posting SET minor = minor + 1 WHERE entry = 1 AND position = 1",
        "INSERT INTO entry (number, kind, day) VALUES (4, 'payout', '2026-05-20')",
        "UPDATE series SET last = last + 1 WHERE prefix = 'DR'",
        "DROP TRIGGER IF EXISTS identity.document_is_not_changed",
        "UPDATE campaign SET paid = paid + 1000000",
        "UPDATE item SET committed = 1 WHERE line = 2",
        "UPDATE cash_day SET went_out = went_out + 1000000",
        "UPDATE donation SET refunded = 100",
    )
    assert broken(kit) == {
        Rule.BALANCED: (2, ("1", "4")),
        Rule.NUMBERS: (1, ("DR/2026",)),
        Rule.OVERDRAWN: (1, (campaign,)),
        Rule.CASH: (1, ("2026-05-20 EUR",)),
        Rule.OVERSPENT: (1, ("C-0001.2",)),
        Rule.RECEIPTS: (1, ("D-0001",)),
        Rule.UNSIGNED: (1, ("O-0001",)),
    }


def test_a_void_document_without_a_reason_and_foreign_money_without_a_rate_are_found(kit: Kit) -> None:
    payee = kit.person("Payee")
    campaign = kit.campaign("100").code
    number = kit.give(campaign, "100", payee, receipt="en").document or ""
    documents.void_document(kit.office, number, "Torn")
    triggers = "SELECT name FROM identity.sqlite_master WHERE type = 'trigger' AND tbl_name = 'document'"
    with kit.office.work() as work:
        names = [str(row[0]) for row in work._connection.exec_driver_sql(triggers)]
    by_hand(kit, *(f"DROP TRIGGER identity.{name}" for name in names), "UPDATE identity.document SET void_reason = ''")
    by_hand(
        kit,
        "INSERT INTO entry (number, kind, day) VALUES (2, 'donation', '2026-05-20')",
        "INSERT INTO posting (entry, position, account, minor, currency) VALUES (2, 1, 'bank', 100, 'USD'), "
        "(2, 2, 'exchange', -100, 'USD'), (2, 3, 'exchange', 92, 'EUR'), (2, 4, 'bank', -92, 'EUR')",
    )
    assert broken(kit) == {Rule.NUMBERS: (1, (number,)), Rule.RATES: (1, ("2",))}


def test_only_the_first_few_are_named(kit: Kit) -> None:
    for _number in range(7):
        kit.campaign("100", goal=eur("5"))
    count, first = broken(kit)[Rule.GOALS]
    assert (count, len(first), first[0]) == (7, 5, "C-0001")


@pytest.mark.parametrize("rule", [rule for rule in TASKS if rule not in (Rule.ADVANCES, *PERSONAL)])
def test_each_list_shows_the_rows_that_a_rule_counts(kit: Kit, rule: Rule) -> None:
    kinds = {
        Rule.OVERDRAWN: ListKind.CAMPAIGNS, Rule.DECISIONS: ListKind.CAMPAIGNS, Rule.GOALS: ListKind.CAMPAIGNS,
        Rule.RECEIPTS: ListKind.DONATIONS, Rule.UNSIGNED: ListKind.PAYOUTS, Rule.APPROVALS: ListKind.PAYOUTS,
        Rule.PROPOSALS: ListKind.DECISIONS,
    }  # fmt: skip
    payee, campaign = kit.person("Payee"), kit.campaign("100", goal=eur("120")).code
    kit.give(campaign, "100", payee, receipt="en")
    kit.pay(campaign, payee, {1: "40"})
    rows = lists.read_page(kit.office, kinds[rule], Query(filters={"task": TASKS[rule].value})).rows
    assert len(rows) == broken(kit).get(rule, (0, ()))[0]


def test_it_can_be_stopped(kit: Kit) -> None:
    class Stop:
        def step(self, done: int, whole: int) -> None:
            if done == 2:
                raise Stopped

    with pytest.raises(Stopped):
        office_checks.run_checks(kit.office, Stop())
