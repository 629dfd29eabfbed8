"""The book that a finance laptop holds: after all kinds of work not one name stands in it, in any column."""

from dataclasses import replace
from pathlib import Path

from desktop.domain.advances import AdvanceDraft, ProofLine, SettlementDraft
from desktop.domain.bank_statements import Statement, StatementLine
from desktop.domain.cash import CashDraft, CashKind, CountDraft, Pieces
from desktop.domain.imports import PageImport
from desktop.domain.match_rules import RuleDraft
from desktop.domain.people import NameUse, PersonCategory
from desktop.domain.receipts import IssueRequest
from desktop.services import advances, cash, documents, donations, match_rules, money_in, pages, payouts, people
from tests.services.office_kit import TODAY, Kit, eur

MARKED = (
    "qanaryname",
    "qanaryalias",
    "qanarystory",
    "qanarybank",
    "qanarywhy",
    "qanarypage",
    "qanaryiban",
    "qanarytitle",
)

PAGE = """Help for Ina Qanaryname

qanarystory

How much is needed?

€500 — boots of qanarypage

Collected:
€ 600
"""


def walk(kit: Kit) -> None:
    """Put a marked name wherever a worker may write one."""
    page = pages.read_page_text(PAGE)
    kit.person("Qanaryalias", name_local="Ina Qanaryname", notes="qanaryname", account_holder="Qanaryiban")
    kit.person("Payee qanaryalias", PersonCategory.PAYEE, name_bank="QANARYBANK")
    draft = replace(pages.proposed_campaign(page), beneficiary="P-0001", titles=(("pl", "Dla qanarytitle"),))
    pages.import_page(kit.office, PageImport(page, draft, page.collected, TODAY, person="P-0001"))
    gift = kit.give("C-0001", "5", "P-0001", receipt="en", reference="from qanarybank")
    paid = kit.pay("C-0001", "P-0002", {1: "5"}, purpose="for qanaryname")
    for number in ("DR/2026/0001",):
        documents.hand_out(kit.office, number)
        documents.void_document(kit.office, number, "qanarywhy")
    donations.take_back_donation(kit.office, gift.code, "qanarywhy", TODAY)
    documents.issue_document(kit.office, paid.code, IssueRequest("be", NameUse.NAME, purpose="qanaryname"))
    documents.void_document(kit.office, "PV/2026/0001", "qanarywhy")
    payouts.take_back_payout(kit.office, paid.code, "qanarywhy", TODAY)
    walk_cash(kit)
    people.archive_person(kit.office, "P-0002")
    walk_statement(kit)


def walk_statement(kit: Kit) -> None:
    """Book a marked line of a bank's statement, and keep a marked rule."""
    said = StatementLine(TODAY, eur("3"), eur("0"), "Ina Qanaryname", "qanaryiban", "qanarywhy", place=1)
    found = money_in.preview(kit.office, (Statement("camt.053", "LT12", "EUR", (said,)),), "general")
    assert money_in.book(kit.office, found).gifts
    match_rules.keep_match_rule(kit.office, RuleDraft("qanaryiban", "qanaryname", campaign="general"))


def walk_cash(kit: Kit) -> None:
    """Write marked names at the cash desk, and on an advance and its proofs."""
    other = cash.record_cash(kit.office, CashDraft(CashKind.OTHER_IN, eur("9"), TODAY, "from qanaryname"))
    cash.record_cash(kit.office, CashDraft(CashKind.WITHDRAWAL, eur("100"), TODAY))
    cash.count_cash(kit.office, CountDraft("EUR", TODAY, (Pieces(10000, 1), Pieces(500, 1)), "qanarywhy took it"))
    given = AdvanceDraft("P-0002", "C-0001", eur("20"), TODAY, TODAY, purpose="the room of qanaryname")
    code = advances.give_advance(kit.office, given).code
    proof = ProofLine(1, eur("20"), "bill of qanarybank", TODAY)
    advances.settle_advance(kit.office, code, SettlementDraft(TODAY, (proof,), eur("0"), eur("0")))
    advances.take_back_settlement(kit.office, code, 1, "qanarywhy", TODAY)
    advances.take_back_advance(kit.office, code, "qanarywhy", TODAY)
    cash.record_cash(kit.office, CashDraft(CashKind.OTHER_IN, eur("9"), TODAY, "to qanaryname again"))
    cash.take_back_cash(kit.office, other.code, "qanarywhy", TODAY)


def contents(kit: Kit, schema: str) -> str:
    """All that the tables of one book hold, as text in small letters."""
    with kit.office.work() as work:
        run = work._connection.exec_driver_sql
        names = run(f"SELECT name FROM {schema}.sqlite_schema WHERE type = 'table'").scalars().all()
        return str([run(f'SELECT * FROM {schema}."{name}"').fetchall() for name in names]).lower()


def test_the_ledger_holds_no_name(kit: Kit) -> None:
    walk(kit)
    ledger, identity = contents(kit, "main"), contents(kit, "identity")
    assert "p-0001" in ledger
    assert [mark for mark in MARKED if mark in ledger] == []
    assert [mark for mark in MARKED if mark not in identity] == []  # the control: they are somewhere


def test_no_file_holds_a_name_in_plain_text(kit: Kit, tmp_path: Path) -> None:
    walk(kit)
    kit.office.close()
    (tmp_path / "control").write_text("Qanaryname")
    found = {
        path.name
        for path in tmp_path.rglob("*")
        if path.is_file()
        for form in ("utf-8", "utf-16-le")
        if any(mark.encode(form) in path.read_bytes().lower() for mark in MARKED)
    }
    assert found == {"control"}
