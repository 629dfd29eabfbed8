"""The cash desk end to end: never below nothing whichever verb asks, counted, closed, reported, proven."""

from contextlib import closing
from datetime import date
from pathlib import Path

import pytest

from desktop.domain.advances import AdvanceDraft, ProofLine, SettlementDraft
from desktop.domain.cash import CashDraft, CashKind, CountDraft, Pieces
from desktop.domain.errors import NotFound, Refused
from desktop.domain.ledger import EntryKind, PaymentMethod
from desktop.domain.listing import Cursor, ListKind, Query
from desktop.domain.money import Money
from desktop.domain.receipts import IssueRequest
from desktop.services import advances, cash, documents, donations, payouts
from desktop.services.lists import read_page
from desktop.services.verification import verify
from tests.services.office_kit import TODAY, Kit, eur, open_office, open_without_names
from tests.storage.test_lists import naive_key

EARLIER = date(2026, 5, 10)
CASH = PaymentMethod.CASH


def draw(kit: Kit, amount: str, on: date = TODAY, kind: CashKind = CashKind.WITHDRAWAL, text: str = "") -> str:
    return cash.record_cash(kit.office, CashDraft(kind, eur(amount), on, text)).code


def counted(kit: Kit, *pieces: tuple[int, int], on: date = TODAY, reason: str = "") -> None:
    cash.count_cash(kit.office, CountDraft("EUR", on, tuple(Pieces(*each) for each in pieces), reason))


def held(kit: Kit, on: date = TODAY) -> str:
    return cash.expected_cash(kit.office, "EUR", on).plain()


@pytest.fixture
def fund(kit: Kit) -> str:
    code = kit.campaign("500", "300").code
    kit.give(code, "700")
    return code


def good(kit: Kit) -> bool:
    found = verify(kit.office)
    assert found.good, found.findings
    return True


def test_cash_is_paid_out_of_what_the_desk_holds_and_no_more(kit: Kit, fund: str) -> None:
    payee = kit.person("Heron")
    with pytest.raises(Refused, match=r"cash\.below_nothing") as refused:
        kit.pay(fund, payee, {1: "60"}, method=CASH)
    assert refused.value.problems[0].params["held"] == eur("0")
    assert draw(kit, "100") == "K-0001"
    paid = kit.pay(fund, payee, {1: "60"}, method=CASH)
    assert held(kit) == "40.00"
    with pytest.raises(Refused, match=r"cash\.below_nothing"):
        draw(kit, "40.01", kind=CashKind.DEPOSIT)
    draw(kit, "40", kind=CashKind.DEPOSIT)
    with pytest.raises(Refused, match=r"cash\.below_nothing"):
        cash.take_back_cash(kit.office, "K-0001", "slip", TODAY)
    payouts.take_back_payout(kit.office, paid.code, "slip", TODAY)
    assert held(kit) == "60.00"
    assert good(kit)


def test_a_gift_in_cash_is_not_taken_back_once_it_is_spent(kit: Kit, fund: str) -> None:
    gift = kit.give(fund, "50", method=CASH)
    kit.pay(fund, kit.person("Heron"), {1: "50"}, method=CASH)
    with pytest.raises(Refused, match=r"cash\.below_nothing"):
        donations.take_back_donation(kit.office, gift.code, "slip", TODAY)


def test_cash_of_a_later_day_does_not_pay_an_earlier_one(kit: Kit, fund: str) -> None:
    draw(kit, "100")
    payee = kit.person("Heron")
    with pytest.raises(Refused, match=r"cash\.below_nothing$"):
        kit.pay(fund, payee, {1: "60"}, method=CASH, on=EARLIER)
    draw(kit, "100", on=EARLIER)
    kit.pay(fund, payee, {1: "150"}, method=CASH)
    with pytest.raises(Refused, match=r"cash\.below_nothing_later"):
        kit.pay(fund, payee, {1: "60"}, method=CASH, on=EARLIER)


def test_other_cash_belongs_to_the_general_fund(kit: Kit) -> None:
    draw(kit, "30", kind=CashKind.OTHER_IN, text="sold the old printer")
    with kit.office.work() as work:
        general = work.campaigns.general("EUR")
    assert kit.load(general).totals.moved == eur("30")
    draw(kit, "20", kind=CashKind.OTHER_OUT, text="stamps")
    assert kit.load(general).totals.available == eur("10")
    draw(kit, "50")
    with pytest.raises(Refused, match=r"cash\.over_fund"):
        draw(kit, "10.01", kind=CashKind.OTHER_OUT, text="stamps")
    with pytest.raises(Refused, match=r"cash\.over_fund"):
        cash.take_back_cash(kit.office, "K-0001", "slip", TODAY)
    cash.take_back_cash(kit.office, "K-0002", "slip", TODAY)
    cash.take_back_cash(kit.office, "K-0001", "slip", TODAY)
    assert kit.load(general).totals.available == eur("0")
    taken = cash.load_cash_voucher(kit.office, "K-0001")
    assert (taken.draft.text, taken.countered_by) == ("sold the old printer", 5)
    with pytest.raises(Refused, match=r"cash\.already_taken_back"):
        cash.take_back_cash(kit.office, "K-0001", "slip", TODAY)
    with pytest.raises(Refused, match=r"reason\.missing"):
        cash.take_back_cash(kit.office, "K-0003", " ", TODAY)
    with pytest.raises(NotFound):
        cash.load_cash_voucher(kit.office, "K-0009")
    assert good(kit)


def test_a_voucher_is_refused_before_anything_is_stored(kit: Kit) -> None:
    for draft, code in (
        (CashDraft(CashKind.WITHDRAWAL, eur("0"), TODAY), "amount.not_positive"),
        (CashDraft(CashKind.OTHER_IN, eur("5"), TODAY), "field.required"),
        (CashDraft(CashKind.WITHDRAWAL, eur("5"), date(2027, 1, 1)), "date.in_future"),
    ):
        with pytest.raises(Refused, match=code):
            cash.record_cash(kit.office, draft)
    assert [desk.balance for desk in cash.cash_desks(kit.office)] == [eur("0")]


def test_a_day_is_counted_and_closed_and_takes_no_more_cash(kit: Kit, fund: str) -> None:
    draw(kit, "100", on=EARLIER)
    with pytest.raises(Refused, match=r"cash\.not_counted"):
        cash.close_day(kit.office, "EUR", EARLIER)
    counted(kit, (5000, 2), on=EARLIER)
    draw(kit, "5", on=EARLIER)
    with pytest.raises(Refused, match=r"cash\.count_differs"):
        cash.close_day(kit.office, "EUR", EARLIER)
    counted(kit, (5000, 2), (500, 1), on=EARLIER)
    closed = cash.close_day(kit.office, "EUR", EARLIER)
    assert closed.balance == eur("105")
    payee = kit.person("Heron")
    for on in (EARLIER, date(2026, 5, 9)):
        with pytest.raises(Refused, match=r"cash\.day_closed") as refused:
            kit.pay(fund, payee, {1: "5"}, method=CASH, on=on)
        assert refused.value.problems[0].params["open"] == date(2026, 5, 11)
    with pytest.raises(Refused, match=r"cash\.day_closed"):
        counted(kit, (5000, 2), on=EARLIER)
    with pytest.raises(Refused, match=r"cash\.already_closed"):
        cash.close_day(kit.office, "EUR", date(2026, 5, 9))
    kit.pay(fund, payee, {1: "5"}, method=CASH, on=date(2026, 5, 11))
    cash.record_cash(kit.office, CashDraft(CashKind.WITHDRAWAL, Money(500, "USD"), EARLIER))
    desks = {desk.balance.currency: desk for desk in cash.cash_desks(kit.office)}
    assert (desks["EUR"].balance, desks["EUR"].closed, desks["EUR"].counted) == (eur("100"), EARLIER, EARLIER)
    assert (desks["USD"].closed, desks["USD"].last) == (None, EARLIER)
    assert good(kit)


def test_a_difference_needs_a_reason_and_is_booked_to_the_general_fund(kit: Kit) -> None:
    draw(kit, "100")
    with pytest.raises(Refused, match=r"cash\.missing"):
        counted(kit, (5000, 1), (2000, 2))
    with pytest.raises(Refused, match=r"cash\.over_fund"):
        counted(kit, (5000, 1), (2000, 2), reason="not found")
    draw(kit, "25", kind=CashKind.OTHER_IN, text="sold the old printer")
    found = cash.count_cash(kit.office, CountDraft("EUR", TODAY, (Pieces(5000, 2), Pieces(500, 3)), "not found"))
    assert (found.difference, found.voucher) == (eur("-10"), "K-0003")
    assert held(kit) == "115.00"
    voucher = cash.load_cash_voucher(kit.office, "K-0003")
    assert (voucher.draft.kind, voucher.draft.amount) == (CashKind.DIFFERENCE, eur("-10"))
    assert voucher.draft.text == "not found"
    more = cash.count_cash(kit.office, CountDraft("EUR", TODAY, (Pieces(5000, 2), Pieces(1000, 2)), "under the drawer"))
    assert more.difference == eur("5")
    assert cash.close_day(kit.office, "EUR", TODAY).balance == eur("120")
    with kit.office.work() as work:
        general = work.campaigns.general("EUR")
    assert kit.load(general).totals.moved == eur("20")
    assert good(kit)


def test_a_report_lists_a_period_between_its_balances(kit: Kit, fund: str) -> None:
    draw(kit, "100", on=date(2026, 4, 2))
    kit.give(fund, "50", method=CASH, on=date(2026, 5, 2))
    paid = kit.pay(fund, kit.person("Heron"), {1: "30"}, method=CASH, on=date(2026, 5, 3), voucher="en")
    draw(kit, "20", on=date(2026, 5, 1))
    slip = draw(kit, "7", on=date(2026, 5, 3), kind=CashKind.DEPOSIT)
    cash.take_back_cash(kit.office, slip, "slip", TODAY)
    report = cash.cash_report(kit.office, "EUR", date(2026, 5, 1), date(2026, 5, 20))
    assert (report.opening, report.came_in, report.went_out, report.closing) == tuple(
        eur(each) for each in ("100", "77", "37", "140")
    )
    assert [(row.on.day, row.code, row.document, row.kind, row.why, row.balance.plain()) for row in report.rows] == [
        (1, "K-0002", None, EntryKind.CASH, CashKind.WITHDRAWAL, "120.00"),
        (2, "D-0002", None, EntryKind.DONATION, None, "170.00"),
        (3, paid.code, paid.document, EntryKind.PAYOUT, None, "140.00"),
        (3, slip, None, EntryKind.CASH, CashKind.DEPOSIT, "133.00"),
        (20, slip, None, EntryKind.COUNTER, CashKind.DEPOSIT, "140.00"),
    ]
    assert report.rows[2].campaign == fund
    assert cash.cash_report(kit.office, "EUR", date(2026, 3, 1), date(2026, 3, 31)).rows == ()
    with pytest.raises(Refused, match=r"report\.period"):
        cash.cash_report(kit.office, "EUR", date(2026, 5, 2), date(2026, 5, 1))


def test_the_list_shows_each_balance_in_any_order(kit: Kit, fund: str) -> None:
    draw(kit, "100", on=date(2026, 5, 3))
    draw(kit, "20", on=date(2026, 5, 1))
    kit.pay(fund, kit.person("Heron"), {1: "30"}, method=CASH, on=date(2026, 5, 3))
    cash.record_cash(kit.office, CashDraft(CashKind.WITHDRAWAL, Money(900, "USD"), TODAY))

    def listed(query: Query, after: Cursor | None = None, limit: int = 200) -> list[tuple[str, str]]:
        page = read_page(kit.office, ListKind.CASH, query, after, limit)
        return [(row.code, row.balance.plain()) for row in page.rows]

    in_euro = {"currency": "EUR"}
    assert listed(Query(sort="on", filters=in_euro)) == [("K-0002", "20.00"), ("K-0001", "120.00"), ("O-0001", "90.00")]
    assert listed(Query(sort="came_in", descending=True, filters=in_euro))[0] == ("K-0001", "120.00")
    first = read_page(kit.office, ListKind.CASH, Query(sort="on", filters=in_euro), None, 1)
    assert listed(Query(sort="on", filters=in_euro), first.last, 1) == [("K-0001", "120.00")]
    assert listed(Query(text="K-0003")) == [("K-0003", "9.00")]
    assert listed(Query(text="30")) == [("O-0001", "90.00")]


def test_the_list_is_sorted_by_voucher_and_by_what_it_was(kit: Kit, fund: str) -> None:
    """Over every kind of movement, with and without a document, taken back and not, of two funds."""
    second = kit.campaign("90").code
    for amount in ("400", "30"):
        draw(kit, amount, on=EARLIER)
    other = draw(kit, "7", kind=CashKind.OTHER_IN, text="sold the old printer")
    heron = kit.person("Heron")
    for code, receipt in ((second, "en"), (fund, ""), (fund, "en")):
        kit.give(code, "25", heron, receipt=receipt, method=CASH)
    for voucher in ("", "en"):
        kit.pay(fund, heron, {1: "20"}, voucher=voucher, method=CASH)
    advanced = [
        advances.give_advance(kit.office, AdvanceDraft(heron, fund, eur(amount), EARLIER, TODAY, purpose="Rent")).code
        for amount in ("60", "70")
    ]
    for code, returned in zip(advanced, ("10", "20"), strict=True):
        proofs = (ProofLine(1, eur("50"), "FV 12/2026", EARLIER),)
        advances.settle_advance(kit.office, code, SettlementDraft(TODAY, proofs, eur(returned), eur("0")))
    for subject in (other, "K-0002", advanced[1], f"{advanced[1]}/1"):
        documents.issue_document(kit.office, subject, IssueRequest("en"))
    donations.take_back_donation(kit.office, "D-0003", "slip", TODAY)
    documents.void_document(kit.office, "MV/2026/0001", "slip")
    cash.record_cash(kit.office, CashDraft(CashKind.DEPOSIT, eur("5"), TODAY))
    for sort, least in (("voucher", 12), ("text", 8)):
        for descending in (False, True):
            rows = read_page(kit.office, ListKind.CASH, Query(sort, descending), None).rows
            keys = [naive_key(ListKind.CASH, row, sort) for row in rows]
            assert keys == sorted(keys, reverse=descending)
        assert len({key[0] for key in keys}) >= least
    assert any(row.document is None for row in rows)
    assert good(kit)


def test_the_book_of_names_is_needed_for_words_alone(kit: Kit, tmp_path: Path) -> None:
    folder = kit.office.folder
    draw(kit, "10", kind=CashKind.OTHER_IN, text="sold the old printer")
    kit.office.close()
    with closing(open_without_names(folder)) as office:
        cash.record_cash(office, CashDraft(CashKind.WITHDRAWAL, eur("5"), TODAY))
        assert cash.load_cash_voucher(office, "K-0001").draft.text == ""
        with pytest.raises(Refused, match=r"identity\.needed"):
            cash.record_cash(office, CashDraft(CashKind.OTHER_IN, eur("5"), TODAY, "a text"))
    with closing(open_office(folder)) as office:
        assert verify(office).good
        assert cash.load_cash_voucher(office, "K-0001").draft.text == "sold the old printer"


EDITED = (
    ("UPDATE cash_movement SET amount = amount + 1 WHERE id = 1", {"verify.cash_differs", "verify.sum_differs"}),
    ("UPDATE cash_movement SET scale = 1 WHERE id = 1", {"verify.cash_differs"}),
    ("DELETE FROM cash_movement WHERE id = 3", {"verify.cash_differs", "verify.sum_differs"}),
    ("UPDATE cash_day SET came_in = came_in + 1", {"verify.sum_differs", "verify.close_changed"}),
    ("UPDATE cash_day SET came_in = came_in + 1, went_out = went_out + 1", {"verify.sum_differs"}),
    ("UPDATE cash_voucher SET amount = amount + 1 WHERE id = 1", {"verify.event_differs"}),
    ("UPDATE cash_voucher SET kind = 'deposit' WHERE id = 1", {"verify.event_differs"}),
    ("UPDATE cash_voucher SET day = '2026-05-01' WHERE id = 1", {"verify.event_differs"}),
    ("UPDATE cash_voucher SET countered_by = 1 WHERE id = 1", {"verify.event_differs"}),
    ("UPDATE cash_voucher SET kind = 'lost' WHERE id = 1", {"verify.event_differs", "verify.strange_value"}),
    ("UPDATE cash_count SET counted = counted + 1", {"verify.count_changed", "verify.close_changed"}),
    ("UPDATE cash_count SET pieces = 'x'", {"verify.count_changed"}),
    ("UPDATE cash_count SET voucher_id = 1", {"verify.count_changed"}),
    ("UPDATE cash_close SET balance = 0", {"verify.close_changed"}),
    ("UPDATE cash_close SET day = '2026-05-21'", {"verify.close_changed"}),
)


def test_what_is_edited_by_hand_is_found(kit: Kit) -> None:
    draw(kit, "100")
    draw(kit, "25", kind=CashKind.OTHER_IN, text="sold the old printer")
    counted(kit, (5000, 2), (500, 3), reason="not found")
    cash.close_day(kit.office, "EUR", TODAY)
    assert good(kit)
    with kit.office.work() as work:
        connection = work._connection
        names = connection.exec_driver_sql("SELECT name FROM sqlite_schema WHERE type = 'trigger'").scalars().all()
        for name in names:
            connection.exec_driver_sql(f"DROP TRIGGER {name}")
        connection.commit()
    for change, expected in EDITED:
        with kit.office.work() as work:
            work._connection.exec_driver_sql(change)
            found = {each.code for each in work.checks.summaries()}
        assert (change, found) == (change, expected)
    with kit.office.work() as work:  # edited so that it agrees with itself: the journal knows better
        work._connection.exec_driver_sql("UPDATE cash_count SET pieces = '[[11500, 1]]'")
        work._connection.exec_driver_sql("DELETE FROM cash_close")
        work._connection.commit()
    assert {found.code for found in verify(kit.office).findings} == {
        "verify.count_changed", "verify.close_changed", "verify.schema_lost",
    }  # fmt: skip
