"""Cash given as an advance, paid on top of one, or back from one has a numbered voucher, as all cash has."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from desktop.domain.cash import CashDraft, CashKind
from desktop.domain.errors import NotFound, Refused
from desktop.domain.ledger import PaymentMethod
from desktop.domain.papers import PaperForm
from desktop.domain.people import NameUse
from desktop.domain.receipts import DocumentKind, DocumentState, IssueRequest
from desktop.services import advances, cash, documents, scans
from desktop.services.advances import valid_vouchers
from desktop.services.auditors_pack import document_numbers
from desktop.services.document_languages import languages_for
from desktop.services.history import history
from desktop.services.reports import WorkbookRequest
from tests.services.office_kit import TODAY, Kit, eur
from tests.services.test_advances import fund as fund
from tests.services.test_advances import good, handed, settle
from tests.services.test_kinds import issued

if TYPE_CHECKING:
    from pathlib import Path

PV, MV = DocumentKind.PAYMENT_VOUCHER, DocumentKind.MONEY_IN_VOUCHER


def refused(kit: Kit, subject: str) -> str:
    with pytest.raises(Refused) as refusal:
        documents.issue_document(kit.office, subject, IssueRequest("en"))
    (problem,) = refusal.value.problems
    return problem.code


def test_the_remainder_that_comes_back_gets_a_money_in_voucher(kit: Kit, fund: str) -> None:
    code = handed(kit, fund)
    settle(kit, code, (1, "150"), returned="50")
    assert documents.document_kinds(kit.office, f"{code}/1") == (MV,)
    number, facts, said = issued(kit, "a-1/1")
    assert (number, facts.subject, facts.campaign, facts.party_code) == ("MV/2026/0001", "A-0001/1", fund, "P-0001")
    assert facts.amount.plain() == "50.00"
    assert "Remainder of advance A-0001 returned" in said
    assert "For the flat of Heron" not in said
    assert refused(kit, f"{code}/1") == "document.already_issued"
    assert valid_vouchers(kit.office, code) == {1: number}
    assert good(kit)


def test_what_is_given_and_paid_on_top_gets_payment_vouchers(kit: Kit, fund: str) -> None:
    code = handed(kit, fund)
    given, facts, said = issued(kit, code, second_language="be")
    assert (given, facts.kind) == ("PV/2026/0001", PV)
    assert "For the flat of Heron" in said
    settle(kit, code, (1, "250"), topped_up="50")
    topped, facts, said = issued(kit, f"{code}/1", name_use=NameUse.CODE)
    assert (topped, facts.amount.plain(), facts.party) == ("PV/2026/0002", "50.00", "P-0001")
    assert "Paid on top of advance A-0001" in said
    assert "Heron" not in said
    assert valid_vouchers(kit.office, code) == {0: given, 1: topped}
    assert good(kit)


@pytest.mark.parametrize("form", PaperForm)
@pytest.mark.parametrize("language", ["en", "be", "ru", "uk", "pl", "lt"])
def test_every_form_has_them(kit: Kit, fund: str, form: PaperForm, language: str) -> None:
    code = handed(kit, fund)
    settle(kit, code, (1, "150"), returned="50")
    for subject in (code, f"{code}/1"):
        _number, facts, said = issued(kit, subject, form=form, language=language, name_use=NameUse.ALIAS)
        assert facts.paper is not None
        assert facts.paper.form is form
        assert "A-0001" in said


def test_what_a_valid_voucher_rests_on_is_not_taken_back(kit: Kit, fund: str) -> None:
    code = handed(kit, fund)
    given, _facts, _said = issued(kit, code)
    settle(kit, code, (1, "150"), returned="50")
    back, _facts, _said = issued(kit, f"{code}/1")
    with pytest.raises(Refused, match=r"cash\.voucher_valid"):
        advances.take_back_settlement(kit.office, code, 1, "A slip", TODAY)
    documents.void_document(kit.office, back, "A slip")
    advances.take_back_settlement(kit.office, code, 1, "A slip", TODAY)
    assert refused(kit, f"{code}/1") == "document.subject_taken_back"
    with pytest.raises(Refused, match=r"cash\.voucher_valid"):
        advances.take_back_advance(kit.office, code, "A slip", TODAY)
    documents.void_document(kit.office, given, "A slip")
    advances.take_back_advance(kit.office, code, "A slip", TODAY)
    assert refused(kit, code) == "document.subject_taken_back"
    assert good(kit)


def test_without_cash_there_is_no_voucher(kit: Kit, fund: str) -> None:
    code = handed(kit, fund, method=PaymentMethod.BANK)
    assert refused(kit, code) == "document.no_cash"
    settle(kit, code, (1, "50"))
    assert refused(kit, f"{code}/1") == "document.no_cash"
    settle(kit, code, (1, "50"), returned="100", method=PaymentMethod.BANK)
    assert refused(kit, f"{code}/2") == "document.no_cash"
    with pytest.raises(NotFound):
        documents.issue_document(kit.office, f"{code}/3", IssueRequest("en"))
    for text in ("A-0001/0", "A-0001/x", "A-0001/"):
        assert refused(kit, text) == "code.unreadable"


def test_its_signed_paper_comes_back_and_it_is_replaced(kit: Kit, fund: str, tmp_path: Path) -> None:
    code = handed(kit, fund)
    number, _facts, _said = issued(kit, code)
    documents.export_document(kit.office, number, tmp_path / "scan.pdf")
    taken = scans.take_scans(kit.office, [tmp_path / "scan.pdf"])
    assert [each.document for each in taken.filed] == [number]
    assert documents.load_document(kit.office, number).state is DocumentState.SIGNED
    documents.void_document(kit.office, number, "Torn")
    again = documents.issue_document(kit.office, code, IssueRequest("en"), number)
    assert again.replaces == number
    documents.sign_document(kit.office, again.number)
    assert good(kit)


def test_the_cash_report_the_workbook_and_the_history_know_them(kit: Kit, fund: str) -> None:
    code = handed(kit, fund)
    settle(kit, code, (1, "20"))
    settle(kit, code, (1, "130"), returned="50")
    given, back = issued(kit, code)[0], issued(kit, f"{code}/2")[0]
    drawn = cash.record_cash(kit.office, CashDraft(CashKind.OTHER_IN, eur("7"), TODAY, "Found")).code
    found, _facts, _said = issued(kit, drawn)
    rows = cash.cash_report(kit.office, "EUR", TODAY.replace(day=1), TODAY).rows
    assert {row.document for row in rows if row.document} == {given, back, found}
    with kit.office.work() as work:
        sources = {source.document for source in work.movements.sources([fund]).values() if source.code == code}
    assert sources == {given, back, ""}
    assert {given, back} <= set(document_numbers(kit.office, WorkbookRequest((fund,))))
    told = [line.verb for line in history(kit.office, code)]
    assert told.count("document.issued") == 2
    documents.hand_out(kit.office, back)
    assert [line.verb for line in history(kit.office, back)] == ["document.issued", "document.handed_out"]
    assert "document.handed_out" in [line.verb for line in history(kit.office, code)]
    assert languages_for(kit.office, code) == ("en", "")
