"""The workbook: the chosen campaigns, names only where chosen, the ledger's figures or no file at all."""

import io
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from openpyxl import load_workbook

from desktop.domain.consents import ConsentRule
from desktop.domain.errors import DoesNotReconcile, NotFound, Refused, Stopped
from desktop.domain.ledger import EntryKind, PaymentMethod
from desktop.domain.people import NameUse, PersonCategory
from desktop.domain.progress import NoProgress
from desktop.domain.shares import GiftShare
from desktop.services import campaigns, donations, donor_forms, funding, report_facts, reports
from desktop.services.settings import load_settings, save_settings
from tests.services.office_kit import TODAY, Kit, eur, open_without_names


@pytest.fixture
def busy(kit: Kit) -> Kit:
    kit.person("Weaver", PersonCategory.BENEFICIARY, name_local="Алеся Верабейчык")
    kit.person("Clinic", PersonCategory.PAYEE, name_local="Zielony Lisc")
    kit.campaign("100", "50", beneficiary="P-0001", title="Help for Alesia")
    kit.campaign("10")
    kit.give("C-0001", "120", fee="2")
    slip = kit.give("C-0001", "5")
    donations.take_back_donation(kit.office, slip.code, "A slip", TODAY)
    kit.pay("C-0001", "P-0002", {1: "60", 2: "10"}, voucher="en")
    return kit


def cells(data: bytes) -> str:
    book = load_workbook(io.BytesIO(data))
    return "\n".join(str(cell.value) for sheet in book for row in sheet.iter_rows() for cell in row if cell.value)


def facts(kit: Kit, *campaigns: str, use: NameUse = NameUse.CODE):  # type: ignore[no-untyped-def]
    request = reports.WorkbookRequest(campaigns or ("C-0001",), use)
    return reports.gather_workbook(kit.office, request, NoProgress())


def test_each_posting_of_income_fee_and_aid_is_a_row(busy: Kit) -> None:
    rows = facts(busy).transactions
    assert [(row.number, row.kind, row.type, row.amount, row.subject) for row in rows] == [
        (1, EntryKind.DONATION, "fee", eur("-2"), "D-0001"),
        (1, EntryKind.DONATION, "income", eur("120"), "D-0001"),
        (2, EntryKind.DONATION, "income", eur("5"), "D-0002"),
        (3, EntryKind.COUNTER, "income", eur("-5"), "D-0002"),
        (4, EntryKind.PAYOUT, "aid", eur("-60"), "O-0001"),
        (4, EntryKind.PAYOUT, "aid", eur("-10"), "O-0001"),
    ]
    paid = rows[-1]
    assert (paid.line, paid.party, paid.description, paid.document) == ("C-0001.2", "P-0002", "Line 2", "PV/2026/0001")
    assert rows[3].counters == 2


def test_the_workbook_is_made_and_reconciles(busy: Kit) -> None:
    made = reports.make_workbook(busy.office, reports.WorkbookRequest(("C-0001", "C-0002", "C-0001"), language="be"))
    assert made.file_name == "budget-2026-05-20.xlsx"
    assert "PV/2026/0001" in cells(made.data)


def test_codes_stand_for_people_unless_names_are_chosen(busy: Kit) -> None:
    coded = cells(reports.make_workbook(busy.office, reports.WorkbookRequest(("C-0001",))).data)
    assert "P-0002" in coded
    assert not any(name in coded for name in ("Zielony", "Clinic", "Алеся", "Alesia"))
    aliased = cells(reports.make_workbook(busy.office, reports.WorkbookRequest(("C-0001",), NameUse.ALIAS)).data)
    assert "Clinic" in aliased
    assert "Zielony" not in aliased
    named = reports.make_workbook(busy.office, reports.WorkbookRequest(("C-0001",), NameUse.NAME))
    assert "Zielony Lisc" in cells(named.data)
    assert named.file_name == "budget-C-0001-2026-05-20.xlsx"


def test_without_the_book_of_names_there_are_codes(busy: Kit) -> None:
    folder = busy.office.folder
    busy.office.close()
    office = open_without_names(folder)
    assert facts(Kit(office), use=NameUse.NAME).name_use is NameUse.CODE
    assert reports.make_workbook(office, reports.WorkbookRequest(("C-0001",), NameUse.NAME)).data
    office.close()


@pytest.mark.parametrize(
    ("request_", "code"),
    [
        (reports.WorkbookRequest(()), "report.no_campaign"),
        (reports.WorkbookRequest(("C-0001",), language="xx"), "document.language"),
        (
            reports.WorkbookRequest(("C-0001",), period_from=date(2026, 2, 1), period_to=date(2026, 1, 1)),
            "report.period",
        ),
    ],
)
def test_wrong_choices_are_refused(busy: Kit, request_: reports.WorkbookRequest, code: str) -> None:
    with pytest.raises(Refused) as refusal:
        reports.make_workbook(busy.office, request_)
    assert [problem.code for problem in refusal.value.problems] == [code]


def test_an_unknown_campaign_is_said(busy: Kit) -> None:
    with pytest.raises(NotFound):
        reports.make_workbook(busy.office, reports.WorkbookRequest(("C-0099",)))


def test_figures_that_differ_make_no_file(busy: Kit, monkeypatch: pytest.MonkeyPatch) -> None:
    with monkeypatch.context() as broken:
        broken.setattr("desktop.documents.reread.reconcile", lambda *_all: ("Budget!C3",))
        with pytest.raises(DoesNotReconcile) as failure:
            reports.make_workbook(busy.office, reports.WorkbookRequest(("C-0001",)))
    assert failure.value.params["what"] == "Budget!C3"


@pytest.mark.parametrize(("table", "what"), [("campaign", "C-0001"), ("item", "C-0001.2")])
def test_kept_sums_that_lie_make_no_file(busy: Kit, table: str, what: str) -> None:
    where = "id = 1" if table == "campaign" else "line = 2 AND campaign_id = 1"
    with busy.office.work() as work:
        work._connection.exec_driver_sql(f"UPDATE {table} SET paid = paid + 1 WHERE {where}")
        work._connection.commit()
    with pytest.raises(DoesNotReconcile) as failure:
        reports.make_workbook(busy.office, reports.WorkbookRequest(("C-0001",)))
    assert failure.value.params["what"] == what


def test_it_can_be_stopped(busy: Kit, monkeypatch: pytest.MonkeyPatch) -> None:
    class Impatient:
        def step(self, done: int, whole: int) -> None:
            raise Stopped

    monkeypatch.setattr(report_facts, "_STEP", 1)
    with pytest.raises(Stopped):
        reports.make_workbook(busy.office, reports.WorkbookRequest(("C-0001",)), Impatient())


def test_all_campaigns_are_all(busy: Kit, tmp_path: Path) -> None:
    from desktop.services.campaigns import archive_campaign

    archive_campaign(busy.office, "C-0002")
    assert reports.all_campaigns(busy.office) == ("C-0001", "C-0002")


def test_moves_between_items_and_things_given_are_told(busy: Kit) -> None:
    funding.reallocate(busy.office, "C-0001", 2, 1, eur("7"), "Teeth first")
    busy.person("Anna", name_local="Ганна Каваль")
    coats = {"method": PaymentMethod.IN_KIND, "goods": "Coats of Anna"}
    busy.give(
        "C-0001", "30", "P-0003", shares=(GiftShare("C-0001", eur("10"), 2), GiftShare("C-0002", eur("20"))), **coats
    )
    slip = busy.give("C-0001", "4", **coats)
    donations.take_back_donation(busy.office, slip.code, "A slip", TODAY)
    coded = facts(busy)
    lines = coded.campaigns[0].lines
    assert [(each.approved, each.reallocated, each.planned) for each in lines] == [
        (eur("100"), eur("7"), eur("107")), (eur("50"), eur("-7"), eur("43")),
    ]  # fmt: skip
    (mine,) = coded.in_kind
    assert (mine.subject, mine.line, mine.value, mine.party) == ("D-0003", "C-0001.2", eur("10"), "P-0003")
    assert mine.goods == ""
    assert [each.value for each in facts(busy, "C-0001", "C-0002").in_kind] == [eur("10"), eur("20")]
    assert coded.campaigns[0].collected == eur("120")
    (named,) = facts(busy, use=NameUse.NAME).in_kind
    assert (named.goods, named.party) == ("Coats of Anna", "Ганна Каваль")
    made = reports.make_workbook(busy.office, reports.WorkbookRequest(("C-0001",)))
    assert "Value in kind" in cells(made.data)
    assert "Coats" not in cells(made.data)


def test_things_given_are_coded_without_the_book_of_names(busy: Kit) -> None:
    busy.give("C-0001", "30", "P-0001", method=PaymentMethod.IN_KIND, goods="Coats of Anna")
    folder = busy.office.folder
    busy.office.close()
    office = open_without_names(folder)
    try:
        request = reports.WorkbookRequest(("C-0001",), NameUse.NAME)
        (mine,) = reports.gather_workbook(office, request, NoProgress()).in_kind
    finally:
        office.close()
    assert (mine.party, mine.goods, mine.value) == ("P-0001", "", eur("30"))


def test_words_for_things_are_silent_where_the_names_are_withheld(busy: Kit) -> None:
    settings = replace(load_settings(busy.office), document_consent=ConsentRule.REFUSE)
    save_settings(busy.office, settings)
    busy.give("C-0002", "30", "P-0001", method=PaymentMethod.IN_KIND, goods="Coats of Anna")
    (mine,) = facts(busy, "C-0002", use=NameUse.NAME).in_kind
    assert (mine.party, mine.goods) == ("P-0001", "")


def test_a_removed_item_whose_plan_went_to_others_is_told(busy: Kit) -> None:
    save_settings(busy.office, replace(load_settings(busy.office), reallocation_limit=100))
    busy.campaign("60", "40")
    campaign = busy.load("C-0003")
    kept, gone = campaign.draft.items
    draft = replace(campaign.draft, items=(replace(kept, planned=eur("100")), replace(gone, archived=True)))
    campaigns.save_campaign(busy.office, draft, "C-0003", campaign.revision, "One is enough")
    lines = facts(busy, "C-0003").campaigns[0].lines
    assert [(each.code, each.approved, each.reallocated, each.planned) for each in lines] == [
        ("C-0003.1", eur("60"), eur("40"), eur("100")), ("C-0003.2", eur("40"), eur("-40"), eur("0")),
    ]  # fmt: skip
    assert [key for key, _ in donor_forms.form_keys(busy.office, ("C-0003",))] == ["C-0003.1", "C-0003.2"]
    assert reports.make_workbook(busy.office, reports.WorkbookRequest(("C-0003",))).data
