"""Advances end to end: handed out, settled in parts, taken back, aged, refused with figures, proven."""

from contextlib import closing
from dataclasses import replace
from datetime import date

import pytest

from desktop.domain.advances import AdvanceAge, AdvanceDraft, AdvanceState, ProofLine, SettlementDraft
from desktop.domain.campaigns import CampaignStatus
from desktop.domain.cash import CashDraft, CashKind
from desktop.domain.errors import NotFound, Refused
from desktop.domain.ledger import PaymentMethod
from desktop.domain.listing import ListKind, Query
from desktop.domain.money import Money
from desktop.domain.summaries import TaskKind
from desktop.services import advances, campaigns, cash
from desktop.services.home import read_home
from desktop.services.lists import read_page
from desktop.services.verification import verify
from tests.services.office_kit import TODAY, Kit, eur, open_office, open_without_names

GIVEN = date(2026, 5, 1)


@pytest.fixture
def fund(kit: Kit) -> str:
    code = kit.campaign("500", "300").code
    kit.give(code, "700")
    cash.record_cash(kit.office, CashDraft(CashKind.WITHDRAWAL, eur("400"), GIVEN))
    return code


def handed(kit: Kit, fund: str, amount: str | Money = "200", **change: object) -> str:
    person = kit.person(f"Heron {change.pop('who', 1)}")
    money = amount if isinstance(amount, Money) else eur(amount)
    draft = AdvanceDraft(person, fund, money, GIVEN, date(2026, 5, 15), purpose="For the flat of Heron")
    return advances.give_advance(kit.office, replace(draft, **change)).code  # type: ignore[arg-type]


def settle(
    kit: Kit, code: str, *proofs: tuple[int, str], returned: str = "0", topped_up: str = "0", **change: object
) -> None:
    lines = tuple(ProofLine(item, eur(amount), "FV 12/2026", GIVEN) for item, amount in proofs)
    draft = SettlementDraft(TODAY, lines, eur(returned), eur(topped_up))
    advances.settle_advance(kit.office, code, replace(draft, **change))  # type: ignore[arg-type]


def held(kit: Kit) -> str:
    return cash.expected_cash(kit.office, "EUR", TODAY).plain()


def good(kit: Kit) -> bool:
    found = verify(kit.office)
    assert found.good, found.findings
    return True


def test_an_advance_is_settled_by_proofs_and_what_is_returned(kit: Kit, fund: str) -> None:
    code = handed(kit, fund)
    totals = kit.load(fund).totals
    assert (code, totals.paid, totals.advanced, totals.available) == ("A-0001", eur("0"), eur("200"), eur("500"))
    assert held(kit) == "200.00"
    settle(kit, code, (1, "90"), (2, "50"))
    partly = advances.load_advance(kit.office, code)
    assert (partly.state, partly.open, partly.spent) == (AdvanceState.OPEN, eur("60"), eur("140"))
    settle(kit, code, (1, "15"), returned="45")
    whole = advances.load_advance(kit.office, code)
    assert (whole.state, whole.open, whole.returned) == (AdvanceState.SETTLED, eur("0"), eur("45"))
    assert [line.document for each in whole.settlements for line in each.draft.lines] == ["FV 12/2026"] * 3
    campaign = kit.load(fund)
    assert (campaign.totals.paid, campaign.totals.advanced, campaign.totals.available) == (
        eur("155"), eur("0"), eur("545"),
    )  # fmt: skip
    assert [item.paid for item in campaign.items] == [eur("105"), eur("50")]
    assert held(kit) == "245.00"
    with pytest.raises(Refused, match=r"advance\.not_open"):
        settle(kit, code, (1, "1"))
    assert good(kit)


def test_proofs_above_it_are_topped_up_from_the_fund(kit: Kit, fund: str) -> None:
    code = handed(kit, fund)
    with pytest.raises(Refused, match=r"advance\.over_open") as refused:
        settle(kit, code, (1, "230"))
    assert refused.value.problems[0].params["excess"] == eur("30")
    settle(kit, code, (1, "230"), topped_up="30", method=PaymentMethod.BANK)
    assert advances.load_advance(kit.office, code).state is AdvanceState.SETTLED
    assert kit.load(fund).totals.available == eur("470")
    assert held(kit) == "200.00"
    assert good(kit)


def test_the_fund_the_item_and_the_cash_desk_must_hold_it(kit: Kit, fund: str) -> None:
    with pytest.raises(Refused, match=r"advance\.over_fund"):
        handed(kit, fund, "700.01")
    with pytest.raises(Refused, match=r"cash\.below_nothing"):
        handed(kit, fund, "400.01", who=2)
    with pytest.raises(Refused, match=r"campaign\.not_found"):
        handed(kit, "C-0009", who=3)
    code = handed(kit, fund, "400", who=4)
    with pytest.raises(Refused, match=r"advance\.over_item"):
        settle(kit, code, (2, "300.01"))
    kit.pay(fund, kit.person("Stork"), {1: "300"})
    with pytest.raises(Refused, match=r"advance\.top_up_over_fund|advance\.over_item"):
        settle(kit, code, (1, "200"), (2, "250"), topped_up="50")
    kit.give(fund, "100")
    with pytest.raises(Refused, match=r"cash\.below_nothing"):
        settle(kit, code, (1, "200"), (2, "250"), topped_up="50")
    assert good(kit)


def test_records_are_taken_back_by_counter_entries_in_order(kit: Kit, fund: str) -> None:
    code = handed(kit, fund)
    settle(kit, code, (1, "90"))
    settle(kit, code, returned="110")
    with pytest.raises(Refused, match=r"advance\.has_settlements"):
        advances.take_back_advance(kit.office, code, "slip", TODAY)
    with pytest.raises(NotFound):
        advances.take_back_settlement(kit.office, code, 3, "slip", TODAY)
    kit.pay(fund, kit.person("Stork"), {1: "410", 2: "195"})
    with pytest.raises(Refused, match=r"advance\.returned_spent"):
        advances.take_back_settlement(kit.office, code, 2, "slip", TODAY)
    kit.give(fund, "105")
    advances.take_back_settlement(kit.office, code, 2, "typed twice", TODAY)
    with pytest.raises(Refused, match=r"advance\.settlement_taken_back"):
        advances.take_back_settlement(kit.office, code, 2, "slip", TODAY)
    again = advances.load_advance(kit.office, code)
    assert (again.state, again.open) == (AdvanceState.OPEN, eur("110"))
    advances.take_back_settlement(kit.office, code, 1, "slip", TODAY)
    advances.take_back_advance(kit.office, code, "Heron brought it back", TODAY)
    gone = advances.load_advance(kit.office, code)
    assert (gone.state, gone.open, gone.taken_back_because) == (
        AdvanceState.TAKEN_BACK, eur("0"), "Heron brought it back",
    )  # fmt: skip
    with pytest.raises(Refused, match=r"advance\.already_taken_back"):
        advances.take_back_advance(kit.office, code, "slip", TODAY)
    assert kit.load(fund).totals.advanced == eur("0")
    assert held(kit) == "400.00"
    with kit.office.work() as work:
        assert [each.text for each in work.remarks.of(code)] == ["typed twice", "slip"]
    assert good(kit)


def test_open_advances_are_listed_by_age_and_wait_on_home(kit: Kit, fund: str) -> None:
    old = handed(kit, fund, "10", on=date(2026, 4, 19), due=date(2026, 5, 20), method=PaymentMethod.BANK)
    older = handed(kit, fund, "20", on=date(2026, 2, 1), due=date(2026, 3, 1), method=PaymentMethod.BANK, who=2)
    new = handed(kit, fund, "40", who=3)
    settle(kit, new, (1, "40"))
    assert [(each.age, each.open, each.count) for each in advances.ageing(kit.office)] == [
        (AdvanceAge.UP_TO_60, eur("10"), 1),
        (AdvanceAge.OVER_90, eur("20"), 1),
    ]
    assert [each.age for each in advances.ageing(kit.office, date(2026, 4, 20))] == [
        AdvanceAge.UP_TO_30, AdvanceAge.UP_TO_90,
    ]  # fmt: skip
    rows = read_page(kit.office, ListKind.ADVANCES, Query(sort="on", filters={"open": "yes"})).rows
    assert [(row.code, row.days, row.overdue, row.open) for row in rows] == [
        (older, 108, True, eur("20")),
        (old, 31, False, eur("10")),
    ]
    settled = read_page(kit.office, ListKind.ADVANCES, Query(filters={"open": "no"})).rows
    assert [(row.code, row.days, row.overdue) for row in settled] == [(new, None, False)]
    with pytest.raises(ValueError, match="yes or no"):
        read_page(kit.office, ListKind.ADVANCES, Query(filters={"open": "perhaps"}))
    assert [row.code for row in read_page(kit.office, ListKind.ADVANCES, Query(text="А-0002")).rows] == [older]
    (task,) = [task for task in read_home(kit.office).tasks if task.kind is TaskKind.ADVANCE_OVERDUE]
    assert (task.count, task.first) == (1, older)
    waiting = read_page(kit.office, ListKind.ADVANCES, Query(filters={"task": "advance_overdue"})).rows
    assert [row.code for row in waiting] == [older]


def test_a_campaign_with_an_open_advance_is_not_settled_nor_archived(kit: Kit, fund: str) -> None:
    handed(kit, fund, "200")
    campaign = kit.load(fund)
    with pytest.raises(Refused, match=r"campaign\.open_advances"):
        campaigns.archive_campaign(kit.office, fund)
    draft = replace(campaign.draft, status=CampaignStatus.SETTLED)
    with pytest.raises(Refused, match=r"campaign\.open_advances"):
        campaigns.save_campaign(kit.office, draft, fund, campaign.revision)


def test_another_currency_is_refused(kit: Kit, fund: str) -> None:
    with pytest.raises(Refused, match=r"item\.other_currency"):
        handed(kit, fund, amount=Money(500, "USD"))


def test_without_names_codes_alone_are_handled(kit: Kit, fund: str) -> None:
    folder, person = kit.office.folder, kit.person("Heron")
    kit.office.close()
    draft = AdvanceDraft(person, fund, eur("50"), GIVEN, date(2026, 5, 15))
    with closing(open_without_names(folder)) as office:
        assert advances.give_advance(office, draft).code == "A-0001"
        with pytest.raises(Refused, match=r"identity\.needed"):
            advances.give_advance(office, replace(draft, purpose="For Heron"))
        proof = (ProofLine(1, eur("5"), "FV 12", GIVEN),)
        with pytest.raises(Refused, match=r"identity\.needed"):
            advances.settle_advance(office, "A-0001", SettlementDraft(TODAY, proof, eur("0"), eur("0")))
        advances.settle_advance(office, "A-0001", SettlementDraft(TODAY, (), eur("20"), eur("0")))
    with closing(open_office(folder)) as office:
        assert verify(office).good
        rows = read_page(office, ListKind.ADVANCES, Query(sort="person_name")).rows
        assert [(row.code, row.person_name, row.open) for row in rows] == [("A-0001", "Heron", eur("30"))]


EDITED = (
    ("UPDATE advance SET amount = amount + 1", {"verify.event_differs"}),
    ("UPDATE advance SET person_id = 1", {"verify.event_differs"}),
    ("UPDATE advance SET day = '2026-05-02'", {"verify.event_differs"}),
    ("UPDATE advance SET happened = '2026-05-02'", {"verify.happened_differs"}),
    ("UPDATE advance SET method = 'bank'", {"verify.strange_value"}),
    ("UPDATE advance SET state = 'settled'", {"verify.event_differs"}),
    ("UPDATE advance SET spent = spent + 1", {"verify.sum_differs"}),
    ("UPDATE advance SET countered_by = 1", {"verify.event_differs"}),
    ("UPDATE settlement SET spent = spent + 1", {"verify.event_differs", "verify.sum_differs"}),
    ("UPDATE settlement SET day = '2026-05-02'", {"verify.event_differs"}),
    ("UPDATE settlement SET countered_by = 1", {"verify.event_differs", "verify.sum_differs"}),
    ("UPDATE settlement_line SET amount = amount + 1 WHERE position = 1", {"verify.event_differs"}),
    ("UPDATE settlement_line SET item = 3 - item", {"verify.event_differs"}),
    ("UPDATE settlement_line SET day = 'x'", {"verify.strange_value"}),
    ("UPDATE campaign SET advanced = 0", {"verify.sum_differs"}),
)


def test_what_is_edited_by_hand_is_found(kit: Kit, fund: str) -> None:
    kit.person("Stork")
    code = handed(kit, fund)
    settle(kit, code, (1, "90"), (2, "50"), returned="10")
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
