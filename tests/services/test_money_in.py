"""Money in from bank statements over a real vault: one transaction, one step back, and the same file again."""

from dataclasses import replace
from datetime import timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import event, text

from desktop.domain.bank_columns import BankField, BankMap
from desktop.domain.bank_statements import Statement, StatementLine
from desktop.domain.errors import CannotRead, NotFound, Refused, Stopped
from desktop.domain.match_rules import RuleDraft
from desktop.domain.money import Money
from desktop.domain.money_in import By, Fate, LineRow, LineState, MoneyInDone, Preview
from desktop.domain.people import PersonCategory
from desktop.domain.periods import Month
from desktop.domain.rates import PinnedRate, RateSource
from desktop.domain.roles import MAY, Role
from desktop.domain.shares import GENERAL_FUND, GiftShare
from desktop.services import (
    bank_maps,
    donations,
    erasing,
    match_rules,
    merging,
    money_in,
    periods,
    rates,
    undo,
    verification,
)
from desktop.services.settings import load_settings, save_settings
from desktop.services.undo_words import step_words
from tests.services.office_kit import PASSPHRASE, TODAY, Kit, eur, open_without_names

OURS, THEIRS, HERS = "LT121000011101001000", "PL61109010140000071219812874", "DE89370400440532013000"


def line(amount: str, text: str = "", **more: Any) -> StatementLine:
    plain = StatementLine(TODAY, eur(amount), eur("0"), "Анна Кавальская", THEIRS, text)
    return replace(plain, **more)


def statement(*lines: StatementLine, currency: str = "EUR") -> tuple[Statement, ...]:
    placed = tuple(replace(each, place=place) for place, each in enumerate(lines, 1))
    return (Statement("camt.053", OURS, currency, placed),)


def look(kit: Kit, *lines: StatementLine, **more: Any) -> Preview:
    return money_in.preview(kit.office, statement(*lines), **more)


def states(found: Preview) -> list[LineState]:
    return [each.state for each in found.rows]


def with_row(preview: Preview, row: int, **more: Any) -> Preview:
    rows = list(preview.rows)
    rows[row] = replace(rows[row], **more)
    return replace(preview, rows=tuple(rows))


def taken_back(kit: Kit, code: str) -> bool:
    return donations.load_donation(kit.office, code).taken_back


@pytest.fixture
def fund(kit: Kit) -> Kit:
    kit.person("Linden", name_local="Anna Kowalska", iban="PL61 1090 1014 0000 0712 1981 2874")
    kit.person("Maple", name_local="Андрэй Кавалевіч")
    kit.campaign("500", title="Зімовыя боты")
    return kit


THREE = (
    line("25", "C-0001"),
    line("10", "на зимовые боты", name="Андрей Ковалевич", iban=HERS, fee=eur("0.30")),
    line("7", "thanks", name="", iban=""),
)


def test_gifts_are_booked_in_one_transaction_and_the_file_is_safe_again(fund: Kit) -> None:
    found = look(fund, *THREE)
    assert [(each.donor, each.donor_by, each.campaign, each.campaign_by) for each in found.rows] == [
        ("P-0001", By.IBAN, "C-0001", By.CODE),
        ("P-0002", By.NAME, "C-0001", By.TITLE),
        (None, By.NOBODY, "", By.NOBODY),
    ]
    assert [each.lacks for each in found.rows] == [False, False, True]
    done = money_in.book(fund.office, found)
    assert done == MoneyInDone(("D-0001", "D-0002"))
    second = donations.load_donation(fund.office, "D-0002").draft
    assert (second.donor, second.fee, second.reference) == ("P-0002", eur("0.30"), "на зимовые боты")
    with fund.office.work() as work:
        told = [link.record for link, _hash in work.journal.links()][-3:]
    assert [(each.verb, each.subject) for each in told] == [
        ("statement.imported", "bank"), ("donation.recorded", "D-0001"), ("donation.recorded", "D-0002"),
    ]  # fmt: skip
    expected = {"gifts": 2, "left": 0, "same": 0, "duplicates": 0, "first": "D-0001", "last": "D-0002"}
    assert dict(told[0].facts) == expected
    again = look(fund, line("3"), *THREE, line("4"))
    assert states(again) == [LineState.NEW, LineState.DUPLICATE, LineState.DUPLICATE, LineState.NEW, LineState.NEW]
    assert again.rows[1].found == "D-0001"
    assert verification.verify(fund.office).findings == ()


def test_one_step_takes_all_gifts_back_and_their_lines_are_new(fund: Kit) -> None:
    before = fund.load("C-0001").totals
    money_in.book(fund.office, with_row(look(fund, *THREE), 2, fate=Fate.LEAVE))
    last = fund.office.steps.past.last
    assert last is not None
    assert step_words(last) == "import of a bank statement"
    assert states(look(fund, *THREE)) == [LineState.DUPLICATE] * 3
    undo.undo(fund.office)
    assert [taken_back(fund, code) for code in ("D-0001", "D-0002")] == [True, True]
    assert fund.load("C-0001").totals == before
    assert states(look(fund, *THREE)) == [LineState.NEW] * 3
    with pytest.raises(Refused) as refused:
        undo.redo(fund.office)
    assert [each.code for each in refused.value.problems] == ["statement.import_again"]
    money_in.book(fund.office, look(fund, *THREE))
    assert states(look(fund, *THREE)) == [LineState.DUPLICATE] * 2 + [LineState.NEW]
    assert verification.verify(fund.office).findings == ()


def test_taking_back_is_counted_and_stopping_it_leaves_all_as_it_was(fund: Kit) -> None:
    money_in.book(fund.office, look(fund, *THREE))
    seen: list[tuple[int, int]] = []

    class Stop:
        def step(self, done: int, whole: int) -> None:
            seen.append((done, whole))
            if done:
                raise Stopped

    head, step = fund.head(), fund.office.steps.past.last
    with pytest.raises(Stopped):
        undo.undo(fund.office, Stop())
    assert seen == [(0, 2), (1, 2)]
    assert (fund.head(), fund.office.steps.past.last) == (head, step)
    assert not taken_back(fund, "D-0001")
    undo.undo(fund.office)
    assert taken_back(fund, "D-0002")


def test_a_step_back_is_refused_where_a_gift_was_changed_since(fund: Kit) -> None:
    money_in.book(fund.office, look(fund, *THREE))
    donations.take_back_donation(fund.office, "D-0001", "a slip", TODAY)
    assert states(look(fund, *THREE))[:2] == [LineState.NEW, LineState.DUPLICATE], "its line alone is new again"
    with pytest.raises(Refused):
        undo.undo(fund.office)  # the taking-back stands in the way, once
    with pytest.raises(Refused) as refused:
        undo.undo(fund.office)
    assert [each.code for each in refused.value.problems] == ["undo.changed"]
    assert not taken_back(fund, "D-0002")


def test_a_gift_typed_by_hand_is_suspect_and_may_be_said_to_be_the_same(fund: Kit) -> None:
    fund.give("C-0001", "25", "P-0001", on=TODAY - timedelta(2))
    found = look(fund, THREE[0])
    assert [(each.state, each.found, each.fate) for each in found.rows] == [(LineState.SUSPECT, "D-0001", Fate.WAIT)]
    assert money_in.book(fund.office, with_row(found, 0, fate=Fate.SAME)) == MoneyInDone((), same=1)
    assert look(fund, THREE[0]).rows[0].found == "D-0001"
    assert states(look(fund, THREE[0], replace(THREE[0]))) == [LineState.DUPLICATE, LineState.NEW]
    undo.undo(fund.office)
    assert not taken_back(fund, "D-0001"), "the import did not make it"
    assert states(look(fund, THREE[0])) == [LineState.SUSPECT]
    money_in.book(fund.office, with_row(found, 0, fate=Fate.BOOK))
    assert fund.load("C-0001").totals.collected == eur("50")


def test_a_statement_of_another_kind_makes_what_was_imported_suspect(fund: Kit) -> None:
    money_in.book(fund.office, look(fund, THREE[0]))
    other = replace(statement(replace(THREE[0], reference="X1"))[0], profile="mt940")
    assert [each.state for each in money_in.preview(fund.office, (other,)).rows] == [LineState.SUSPECT]
    same_kind = statement(replace(THREE[0], text="C-0001 again"))
    assert [each.state for each in money_in.preview(fund.office, same_kind).rows] == [LineState.NEW]


def test_what_was_booked_since_the_preview_is_refused(fund: Kit) -> None:
    first = look(fund, *THREE)
    money_in.book(fund.office, first)
    head = fund.head()
    with pytest.raises(Refused) as refused:
        money_in.book(fund.office, first)
    assert [(each.code, each.at) for each in refused.value.problems] == [
        ("statement.taken_meanwhile", "rows.0."), ("statement.taken_meanwhile", "rows.1."),
    ]  # fmt: skip
    donations.take_back_donation(fund.office, "D-0001", "a slip", TODAY)
    gone = with_row(look(fund, line("9")), 0, fate=Fate.SAME, found="D-0001")
    with pytest.raises(Refused) as refused:
        money_in.book(fund.office, gone)
    assert [each.code for each in refused.value.problems] == ["donation.already_taken_back"]
    with pytest.raises(Refused) as refused:
        money_in.book(fund.office, look(fund, line("9")))
    assert [each.code for each in refused.value.problems] == ["import.nothing_chosen"]
    assert fund.head() != head


def test_what_a_rule_forbids_stands_at_its_row_and_nothing_is_stored(fund: Kit) -> None:
    found = with_row(look(fund, *THREE), 1, campaign="C-0077")
    found = with_row(found, 0, donor="P-0099")
    head = fund.head()
    with pytest.raises(Refused) as refused:
        money_in.book(fund.office, found)
    assert [(each.code, each.at) for each in refused.value.problems] == [
        ("person.not_found", "rows.0.donor"), ("campaign.not_found", "rows.1.campaign"),
    ]  # fmt: skip
    assert fund.head() == head
    assert states(look(fund, *THREE)) == [LineState.NEW] * 3


def test_a_line_is_split_over_campaigns(fund: Kit) -> None:
    fund.campaign("100", title="Other")
    shares = (GiftShare("C-0001", eur("4")), GiftShare(GENERAL_FUND, eur("3")))
    rows = money_in.look_again(fund.office, [replace(look(fund, THREE[2]).rows[0], shares=shares)])
    assert rows[0].ready
    done = money_in.book(fund.office, Preview(rows))
    parts = donations.load_donation(fund.office, done.gifts[0]).draft.parts
    assert [(each.campaign, each.gross) for each in parts] == [("C-0001", eur("4")), ("C-0003", eur("3"))]
    wrong = replace(rows[0], shares=shares[:1])
    assert money_in.look_again(fund.office, [wrong])[0].state is LineState.REFUSED


def test_another_currency_takes_the_offices_rate_or_waits_for_one(fund: Kit) -> None:
    usd = Money.of("10", "USD")
    given = replace(line("1", "C-0001"), amount=usd, fee=Money.zero("USD"))
    found = money_in.preview(fund.office, statement(given, currency="USD"))
    assert [each.code for each in found.rows[0].problems] == ["rate.none_here"]
    rates.add_rate(fund.office, PinnedRate("EUR", "USD", Decimal("1.25"), RateSource.ECB, TODAY - timedelta(1)))
    found = money_in.preview(fund.office, statement(given, currency="USD"))
    done = money_in.book(fund.office, found)
    assert donations.load_donation(fund.office, done.gifts[0]).gift.fund_gross == eur("8")
    general = money_in.preview(fund.office, statement(replace(given, text=""), currency="USD"), GENERAL_FUND)
    money_in.book(fund.office, general)
    assert fund.load("C-0002").totals.collected == usd


def test_a_locked_month_is_refused_or_booked_on_the_first_open_day(fund: Kit) -> None:
    periods.lock_month(fund.office, Month(2026, 4))
    late = line("25", "C-0001", on=TODAY.replace(month=4))
    assert [each.code for each in look(fund, late).rows[0].problems] == ["period.locked"]
    done = money_in.book(fund.office, look(fund, late, into_open=True))
    draft = donations.load_donation(fund.office, done.gifts[0]).draft
    assert (draft.on, draft.happened) == (TODAY.replace(day=1), late.on)
    assert states(look(fund, late)) == [LineState.DUPLICATE]
    near = replace(late, text="another", iban=HERS, on=late.on + timedelta(1))
    other = replace(statement(near)[0], profile="mt940")
    assert money_in.preview(fund.office, (other,)).rows[0].found == done.gifts[0], "by the day it happened"


def test_money_out_names_its_payout(fund: Kit) -> None:
    payee = fund.person("Clinic", PersonCategory.PAYEE)
    fund.give("C-0001", "100")
    paid = fund.pay("C-0001", payee, {1: "40"}, iban=HERS)
    found = look(fund, line("-40", iban=HERS), line("-41", iban=HERS), line("-40", paid.code, iban=""))
    assert [(each.state, each.found) for each in found.rows] == [
        (LineState.OUT, paid.code), (LineState.OUT, ""), (LineState.OUT, ""),
    ]  # fmt: skip
    assert look(fund, line("-40", f"for {paid.code}", iban="")).rows[0].found == paid.code


def test_a_shared_account_and_a_shared_name_say_nothing(fund: Kit) -> None:
    fund.person("Birch", name_local="Зміцер Кавальскі", iban=THEIRS)
    row = look(fund, line("25", name="Клініка")).rows[0]
    assert (row.donor, row.donor_by) == (None, By.NOBODY)
    assert look(fund, THREE[1]).rows[0].donor == "P-0002"
    fund.person("Willow", name_local="Andrei Kavalevich")
    assert look(fund, THREE[1]).rows[0].donor is None


def test_stopping_leaves_nothing(fund: Kit) -> None:
    class Stop:
        def step(self, done: int, _whole: int) -> None:
            if done:
                raise Stopped

    found, head = look(fund, *THREE), fund.head()
    with pytest.raises(Stopped):
        money_in.book(fund.office, found, progress=Stop())
    with pytest.raises(Stopped):
        look(fund, *THREE, progress=Stop())
    assert fund.head() == head


def test_it_needs_the_book_of_names_and_the_role(fund: Kit) -> None:
    found: Preview = look(fund, *THREE)
    assert MAY["statement.imported"] == {Role.FINANCE}
    assert not fund.office.need_role("statement.imported")
    folder = fund.office.folder
    fund.office.close()
    office = open_without_names(folder)
    for call in (
        lambda: money_in.preview(office, statement(*THREE)), lambda: money_in.book(office, found),
        lambda: match_rules.keep_match_rule(office, RuleDraft(THEIRS, "", "P-0001")),
        lambda: match_rules.remove_match_rule(office, 1),
    ):  # fmt: skip
        with pytest.raises(Refused) as refused:
            call()
        assert [each.code for each in refused.value.problems] == ["identity.needed"]
    assert match_rules.match_rules(office) == ()
    office.close()


# ---------------------------------------------------------------------------------------------------------------- rules


def row(found: Preview) -> LineRow:
    return found.rows[0]


def test_a_rule_is_kept_used_taken_back_and_removed(fund: Kit) -> None:
    stranger = line("5", name="Firma", iban=HERS)
    assert row(look(fund, stranger)).donor is None
    kept = match_rules.keep_match_rule(fund.office, RuleDraft(HERS, " ", "p-2", GENERAL_FUND))
    assert match_rules.keep_match_rule(fund.office, kept.draft) == kept, "once is enough"
    found = row(look(fund, stranger))
    assert (found.donor, found.donor_by, found.campaign) == ("P-0002", By.RULE, GENERAL_FUND)
    undo.undo(fund.office)
    assert row(look(fund, stranger)).donor is None
    undo.redo(fund.office)
    assert row(look(fund, stranger)).donor == "P-0002"
    match_rules.remove_match_rule(fund.office, kept.number)
    match_rules.remove_match_rule(fund.office, kept.number)
    assert match_rules.match_rules(fund.office) == ()
    undo.undo(fund.office)
    assert [each.draft for each in match_rules.match_rules(fund.office)] == [kept.draft]
    with pytest.raises(NotFound):
        match_rules.remove_match_rule(fund.office, 9)
    assert verification.verify(fund.office).findings == ()


@pytest.mark.parametrize(
    ("draft", "code"),
    [
        (RuleDraft("", "ab", "P-0001"), "rule.when"),
        (RuleDraft(HERS), "rule.what"),
        (RuleDraft(HERS, donor="P-0009"), "person.not_found"),
        (RuleDraft(HERS, campaign="C-0009"), "campaign.not_found"),
    ],
)
def test_a_rule_that_cannot_hold_is_refused(fund: Kit, draft: RuleDraft, code: str) -> None:
    with pytest.raises(Refused) as refused:
        match_rules.keep_match_rule(fund.office, draft)
    assert [each.code for each in refused.value.problems] == [code]


def test_a_merged_donor_is_followed_and_an_erased_ones_rules_are_gone(fund: Kit) -> None:
    match_rules.keep_match_rule(fund.office, RuleDraft("", "firma", "P-0002"))
    third = fund.person("Aspen", name_local="Зміцер Нязломны", iban="DE89 3704 0044 0532 0130 00")
    match_rules.keep_match_rule(fund.office, RuleDraft("", "qanary", third))
    merging.merge_people(fund.office, "P-0001", "P-0002")
    assert match_rules.match_rules(fund.office)[0].draft.donor == "P-0001"
    match_rules.keep_match_rule(fund.office, RuleDraft(HERS, "", campaign="C-0001"))
    match_rules.keep_match_rule(fund.office, RuleDraft("", "зміцер нязломны", campaign=GENERAL_FUND))
    erasing.erase_person(fund.office, third, PASSPHRASE)
    assert [each.draft.words for each in match_rules.match_rules(fund.office)] == ["firma"]


def test_what_leads_nowhere_is_found(fund: Kit) -> None:
    money_in.book(fund.office, look(fund, *THREE))
    match_rules.keep_match_rule(fund.office, RuleDraft(HERS, "", "P-0002"))
    assert verification.verify(fund.office).findings == ()
    with fund.office.work() as work:
        work._connection.execute(text("UPDATE identity.statement_line SET donation_id = 99 WHERE id = 1"))
        work._connection.execute(text("UPDATE identity.statement_line SET donation_id = NULL WHERE id = 2"))
        work._connection.execute(text("UPDATE identity.match_rule SET donor_id = 99"))
        found = [each.params["where"] for each in work.checks.summaries()]
    assert found == ["statement_line.donation_id", "statement_line.made", "match_rule.donor_id"]


def test_money_between_own_accounts_is_told_by_the_settings(fund: Kit) -> None:
    settings = load_settings(fund.office)
    save_settings(fund.office, replace(settings, payer=replace(settings.payer, accounts=(HERS,))))
    assert states(look(fund, line("5", iban="de89 3704 0044 0532 0130 00"), line("5", place=2))) == [
        LineState.OWN, LineState.NEW,
    ]  # fmt: skip


# --------------------------------------------------------------------------------------------------------- bank tables

TABLE = "Kiedy;Ile;Od kogo\n04.05.2026;25,00;Anna\n05.05.2026;-3,00;Bank\n"


def test_a_banks_own_table_is_read_as_it_was_kept(fund: Kit, tmp_path: Path) -> None:
    file = tmp_path / "bank.csv"
    file.write_text(TABLE, encoding="utf-8")
    nothing, table = bank_maps.read_bank_file(fund.office, file)
    assert nothing == ()
    assert table is not None
    chosen = BankMap((BankField.DATE, BankField.AMOUNT, BankField.NAME), 1, currency="EUR", account=OURS)
    saved = bank_maps.keep_bank_map(fund.office, " Our bank ", chosen, table.heads)
    assert bank_maps.keep_bank_map(fund.office, "Our bank", chosen, table.heads) == saved
    save_settings(fund.office, replace(load_settings(fund.office), language="pl"))
    (found,), again = bank_maps.read_bank_file(fund.office, file)
    assert again is not None
    assert (again.saved, found.account) == ("Our bank", OURS)
    assert [(each.amount, each.name) for each in found.lines] == [(eur("25"), "Anna"), (eur("-3"), "Bank")]
    undo.undo(fund.office)
    undo.undo(fund.office)
    assert bank_maps.bank_maps(fund.office) == ()
    undo.redo(fund.office)
    file.write_text(TABLE.replace("25,00", "much"), encoding="utf-8")
    assert bank_maps.read_bank_file(fund.office, file)[0] == (), "its columns are looked at"
    with pytest.raises(CannotRead):
        bank_maps.read_bank_file(fund.office, tmp_path / "none.csv")
    assert verification.verify(fund.office).findings == ()


def test_what_stands_here_is_found_by_indexes(fund: Kit) -> None:
    asked: list[tuple[str, Any]] = []
    with fund.office.work() as work:
        engine, listen = work._connection.engine, lambda *said: asked.append((said[2], said[3]))
        event.listen(engine, "before_cursor_execute", listen)
        list(work.statement_lines.gifts_near(["camt.053"], TODAY, TODAY))
        work.statement_lines.payouts_of([eur("5")])
        work.statement_lines.taken(["a mark"])
        event.remove(engine, "before_cursor_execute", listen)
        plans = [
            " ".join(row[3] for row in work._connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {said}", values))
            for said, values in asked
            if "FROM donation" in said or "FROM payout" in said or "statement_line" in said
        ]
    used = ("donation_by_day", "payout_by_amount_key", "statement_line_by_mark")
    assert [name for name, plan in zip(used, plans, strict=True) if name not in plan] == []
