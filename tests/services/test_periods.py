"""Locked months over the services: the gate of every verb, unlocking by two, and what verification says."""

from dataclasses import replace
from datetime import date

import pytest

from desktop.domain.errors import Refused, Severity
from desktop.domain.imports import PageImport
from desktop.domain.periods import Month
from desktop.domain.receipts import IssueRequest
from desktop.services import documents, donations, pages, payouts, periods, refunds, users, verification
from desktop.services.office import Office
from desktop.services.wording import sentence
from tests.services.office_kit import PASSPHRASE, TODAY, Kit, SetClock, as_user, eur, open_without_names

MARCH, APRIL = Month(2026, 3), Month(2026, 4)
LATE = date(2026, 3, 30)


def codes(refusal: pytest.ExceptionInfo[Refused]) -> list[tuple[str, str | None]]:
    return [(problem.code, problem.at) for problem in refusal.value.problems]


def colleague(office: Office) -> Office:
    """A second user of the same office."""
    added = users.add_user(office, PASSPHRASE, "Tamara", "seven other words for the second user")
    return as_user(office, added.number, "seven other words for the second user")


def test_a_gift_of_a_locked_month_is_refused_with_the_open_day_and_nothing_is_stored(kit: Kit) -> None:
    campaign = kit.campaign("100").code
    periods.lock_month(kit.office, MARCH)
    head = kit.head()
    with pytest.raises(Refused) as refusal:
        kit.give(campaign, "100", on=LATE)
    assert codes(refusal) == [("period.locked", "on")]
    assert refusal.value.problems[0].params["open_day"] == date(2026, 4, 1)
    assert "March 2026" in sentence(refusal.value.problems[0])
    assert kit.head() == head


def test_it_is_booked_in_the_open_month_and_keeps_the_day_it_happened(kit: Kit) -> None:
    campaign, donor = kit.campaign("100").code, kit.person("Donor")
    periods.lock_month(kit.office, MARCH)
    made = kit.give(campaign, "100", donor, receipt="en", on=LATE, into_open=True)
    gift = donations.load_donation(kit.office, made.code).draft
    assert (gift.on, gift.happened, gift.into_open) == (date(2026, 4, 1), LATE, False)
    with kit.office.work() as work:
        entry = work.ledger.get(made.entry)
        facts = work.documents.facts(made.document or "")
    assert (entry.on, entry.happened) == (date(2026, 4, 1), LATE)
    assert facts["operation_on"] == LATE.isoformat()
    paid = kit.pay(campaign, donor, {1: "40"}, on=LATE, into_open=True)
    out = payouts.load_payout(kit.office, paid.code).draft
    assert (out.on, out.happened) == (date(2026, 4, 1), LATE)
    assert verification.verify(kit.office).findings == ()


def test_previews_and_payouts_meet_the_same_gate(kit: Kit) -> None:
    campaign, donor = kit.campaign("100").code, kit.person("Donor")
    made = kit.give(campaign, "100", donor)
    periods.lock_month(kit.office, MARCH)
    gift = replace(donations.load_donation(kit.office, made.code).draft, on=LATE)
    with pytest.raises(Refused) as refusal:
        documents.preview_draft(kit.office, gift, IssueRequest("en"))
    assert codes(refusal) == [("period.locked", "on")]
    with pytest.raises(Refused) as refusal:
        kit.pay(campaign, donor, {1: "1"}, on=LATE)
    assert codes(refusal) == [("period.locked", "on")]
    paid = kit.pay(campaign, donor, {1: "1"})
    out = replace(payouts.load_payout(kit.office, paid.code).draft, on=LATE, into_open=True)
    assert documents.preview_draft(kit.office, out, IssueRequest("en")).startswith(b"%PDF")


def test_taking_back_goes_to_the_open_month_too(kit: Kit) -> None:
    campaign, payee = kit.campaign("100").code, kit.person("Payee")
    given = kit.give(campaign, "100", on=date(2026, 3, 2))
    paid = kit.pay(campaign, payee, {1: "10"}, on=date(2026, 3, 3))
    periods.lock_month(kit.office, MARCH)
    for take_back, code in ((payouts.take_back_payout, paid.code), (donations.take_back_donation, given.code)):
        with pytest.raises(Refused) as refusal:
            take_back(kit.office, code, "A slip", LATE)
        assert codes(refusal) == [("period.locked", "on")]
        back = take_back(kit.office, code, "A slip", LATE, into_open=True)
        with kit.office.work() as work:
            entry = work.ledger.get(back.entry)
        assert (entry.on, entry.happened) == (date(2026, 4, 1), LATE)
    assert verification.verify(kit.office).findings == ()


def test_an_imported_sum_meets_the_gate(kit: Kit) -> None:
    page = pages.read_page_text("Help\n\nHow much is needed?\n\n€100\n\n€100 — boots\n\nCollected:\n€ 60 in 100\n")
    request = PageImport(page, pages.proposed_campaign(page), page.collected, LATE)
    periods.lock_month(kit.office, MARCH)
    with pytest.raises(Refused) as refusal:
        pages.import_page(kit.office, request)
    assert codes(refusal) == [("period.locked", "on")]
    made = pages.import_page(kit.office, replace(request, into_open=True))
    assert made.opening == eur("60")
    assert donations.load_donation(kit.office, "D-0001").draft.happened == LATE
    assert verification.verify(kit.office).findings == ()


def test_papers_of_a_locked_month_stay_as_they_are(kit: Kit) -> None:
    campaign, donor = kit.campaign("100").code, kit.person("Donor")
    clock = kit.office.clock
    assert isinstance(clock, SetClock)
    clock.moment = clock.moment.replace(month=3, day=30)
    number = kit.give(campaign, "100", donor, receipt="en", on=LATE).document or ""
    clock.moment = clock.moment.replace(month=5, day=20)
    periods.lock_month(kit.office, MARCH)
    for verb in (
        lambda: documents.void_document(kit.office, number, "Torn"),
        lambda: documents.sign_document(kit.office, number),
    ):
        with pytest.raises(Refused) as refusal:
            verb()
        assert codes(refusal) == [("period.locked_change", None)]
    with pytest.raises(Refused) as refusal:  # a refund would make it void
        refunds.refund_donation(kit.office, "D-0001", None, "Not wanted", TODAY)
    assert codes(refusal) == [("period.locked_change", None)]
    assert kit.load(campaign).totals.collected == eur("100")
    clock.moment = clock.moment.replace(month=3, day=30)  # a clock that was set back issues nothing in it
    other = kit.give(campaign, "5", donor, on=date(2026, 2, 2))
    with pytest.raises(Refused) as refusal:
        documents.issue_document(kit.office, other.code, IssueRequest("en"))
    assert codes(refusal) == [("period.locked_change", None)]
    clock.moment = clock.moment.replace(month=5, day=20)
    periods.confirm_unlock(kit.office, MARCH, "The auditor asks")
    assert documents.sign_document(kit.office, number).number == number


def test_only_a_month_that_is_over_is_locked_and_once(kit: Kit) -> None:
    campaign = kit.campaign("100").code
    kit.give(campaign, "5", on=date(2026, 2, 2))
    assert periods.lock_problems(kit.office, MARCH)[0].severity is Severity.WARNING
    lock = periods.lock_month(kit.office, MARCH)
    assert (lock.month, lock.locked_by, lock.asked_by) == (MARCH, 1, None)
    for month, code in ((MARCH, "period.already_locked"), (Month.of(TODAY), "period.not_ended")):
        with pytest.raises(Refused) as refusal:
            periods.lock_month(kit.office, month)
        assert codes(refusal) == [(code, "month")]
    rows = periods.list_months(kit.office)
    assert [(str(row.month), row.entries, row.ended, row.lock is not None) for row in rows] == [
        ("2026-05", 0, False, False), ("2026-04", 0, True, False),
        ("2026-03", 0, True, True), ("2026-02", 1, True, False),
    ]  # fmt: skip


def test_unlocking_needs_two(kit: Kit) -> None:
    other = colleague(kit.office)
    periods.lock_month(kit.office, MARCH)
    assert not periods.is_alone(kit.office)
    with pytest.raises(Refused) as refusal:
        periods.confirm_unlock(other, MARCH)
    assert codes(refusal) == [("period.nobody_asked", None)]
    with pytest.raises(Refused) as refusal:
        periods.ask_unlock(kit.office, MARCH, "  ")
    assert codes(refusal) == [("reason.missing", "reason")]
    assert periods.ask_unlock(kit.office, MARCH, "An invoice of March").asked_by == 1
    with pytest.raises(Refused) as refusal:
        periods.confirm_unlock(kit.office, MARCH, "I am in a hurry")
    assert codes(refusal) == [("period.needs_another", None)]
    periods.confirm_unlock(other, MARCH)
    with kit.office.work() as work:
        (unlocked, asked, locked) = work.journal.history("2026-03")
        (remark,) = work.remarks.of("2026-03")
    assert (unlocked.actor, dict(unlocked.record.facts)) == (2, {"asked_by": 1, "override": False})
    assert (asked.actor, locked.actor) == (1, 1)
    assert (remark.text, remark.sequence) == ("An invoice of March", asked.sequence)
    for verb in (lambda: periods.confirm_unlock(other, MARCH), lambda: periods.ask_unlock(other, MARCH, "Again")):
        with pytest.raises(Refused) as refusal:
            verb()
        assert codes(refusal) == [("period.not_locked", "month")]
    assert verification.verify(kit.office).findings == ()


def test_one_alone_unlocks_with_a_reason_that_is_recorded(kit: Kit) -> None:
    periods.lock_month(kit.office, MARCH)
    assert periods.is_alone(kit.office)
    with pytest.raises(Refused) as refusal:
        periods.confirm_unlock(kit.office, MARCH)
    assert codes(refusal) == [("reason.missing", "reason")]
    periods.confirm_unlock(kit.office, MARCH, "The bank was late")
    with kit.office.work() as work:
        facts = work.journal.history("2026-03")[0].record.facts
        (remark,) = work.remarks.of("2026-03")
    assert dict(facts) == {"asked_by": None, "override": True}
    assert remark.text == "The bank was late"


def test_verification_finds_locks_and_days_that_were_edited_by_hand(kit: Kit) -> None:
    campaign = kit.campaign("100").code
    kit.give(campaign, "5", on=date(2026, 2, 2))
    periods.lock_month(kit.office, MARCH)
    periods.lock_month(kit.office, APRIL)
    periods.ask_unlock(kit.office, APRIL, "Why not")
    for statement in (
        "DELETE FROM period_lock WHERE month = '2026-03'",
        "INSERT INTO period_lock (month, locked_at, locked_by) VALUES ('2026-01', '2026-05-01T00:00:00+00:00', 1)",
        "UPDATE period_lock SET asked_by = 3 WHERE month = '2026-04'",
        "DROP TRIGGER donation_is_not_changed",
        "UPDATE donation SET happened = '2026-01-01'",
    ):
        with kit.office.work() as work:
            work._connection.exec_driver_sql(statement)
            work._connection.commit()
    found = {
        (each.code, str(each.params.get("month") or each.params.get("subject")))
        for each in verification.verify(kit.office).findings
    }
    assert found == {
        ("verify.month_changed", "2026-01"), ("verify.month_changed", "2026-03"), ("verify.month_changed", "2026-04"),
        ("verify.happened_differs", "D-0001"), ("verify.schema_lost", "None"),
    }  # fmt: skip
    with kit.office.work() as work:
        work._connection.exec_driver_sql("UPDATE period_lock SET month = 'never' WHERE month = '2026-01'")
        work._connection.commit()
    assert "verify.unreadable" in {each.code for each in verification.verify(kit.office).findings}


def test_without_the_book_of_names_months_are_locked_and_a_colleagues_wish_confirmed(kit: Kit) -> None:
    other = colleague(kit.office)
    periods.lock_month(kit.office, MARCH)
    periods.ask_unlock(other, MARCH, "A name in it")
    folder = kit.office.folder
    kit.office.close()
    office = open_without_names(folder)
    with pytest.raises(Refused) as refusal:
        periods.ask_unlock(office, MARCH, "Because")
    assert codes(refusal) == [("identity.needed", None)]
    periods.confirm_unlock(office, MARCH)
    periods.lock_month(office, MARCH)
    office.close()
