"""Every kind of document from its record to its paper: what it says, its number, and what it holds fast."""

from __future__ import annotations

import io
from dataclasses import replace
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest
from PIL import Image

from desktop.domain.cash import CashDraft, CashKind, CountDraft, Pieces
from desktop.domain.errors import Refused
from desktop.domain.ledger import PaymentMethod
from desktop.domain.paper_rules import KindRule, PaperRules
from desktop.domain.papers import PaperForm, PaperLayout, PaperTexts
from desktop.domain.payouts import PayeeRole
from desktop.domain.people import NameUse, PersonCategory
from desktop.domain.rates import PinnedRate, RateSource
from desktop.domain.receipts import DocumentFacts, DocumentKind, DocumentState, IssueRequest, thaw
from desktop.services import cash, documents, donations, rates, refunds, settings, statements, templates, verification
from tests.services.office_kit import TODAY, Kit, eur
from tests.services.test_documents import codes, text

if TYPE_CHECKING:
    from pathlib import Path

EN = IssueRequest("en")
DR, IK, AS = DocumentKind.DONATION_RECEIPT, DocumentKind.IN_KIND_RECEIPT, DocumentKind.ANNUAL_STATEMENT
PV, MV, TC = DocumentKind.PAYMENT_VOUCHER, DocumentKind.MONEY_IN_VOUCHER, DocumentKind.TRANSFER_CONFIRMATION


@pytest.fixture
def desk(kit: Kit) -> Kit:
    """C-0001 for P-0003; gifts D-0001 by bank and D-0002 in cash of P-0001, D-0003 of nobody in cash."""
    kit.person("North Star", name_local="Ingrid Norrsken", address="Storgatan 1")
    kit.person("Clinic", PersonCategory.PAYEE, name_local="Przychodnia Zielony", document="Passport MP77",
               address="ul. Zielona 2", iban="LT12 1000 0111 0100 1000")  # fmt: skip
    kit.person("Heron", PersonCategory.BENEFICIARY, name_local="Алеся Прыклад")
    kit.campaign("500", beneficiary="P-0003")
    kit.give("C-0001", "100", "P-0001")
    kit.give("C-0001", "60", "P-0001", method=PaymentMethod.CASH)
    kit.give("C-0001", "40", method=PaymentMethod.CASH)
    return kit


def frozen(kit: Kit, number: str) -> DocumentFacts:
    with kit.office.work() as work:
        return thaw(work.documents.facts(number))


def issued(kit: Kit, subject: str, **more: object) -> tuple[str, DocumentFacts, str]:
    document = documents.issue_document(kit.office, subject, replace(EN, **more))  # type: ignore[arg-type]
    pdf = documents.view_document(kit.office, document.number)
    return document.number, frozen(kit, document.number), text(pdf)


def sound(kit: Kit) -> bool:
    return not verification.verify(kit.office).findings


# ----------------------------------------------------------------------------------------------------- statements


def test_a_statement_lists_a_years_gifts_less_what_went_back(desk: Kit) -> None:
    refunds.refund_donation(desk.office, "D-0001", eur("30"), "Too much", TODAY)
    number, facts, said = issued(desk, "p-1/2026/eur")
    assert number == "AS/2026/0001"
    assert facts.amount == eur("130")
    assert facts.paper is not None
    assert [(gift.code, gift.amount) for gift in facts.paper.gifts] == [("D-0001", eur("70")), ("D-0002", eur("60"))]
    for each in ("Ingrid Norrsken", "Storgatan 1", "D-0001", "D-0002", "130.00 EUR", "in 2026"):
        assert each in said
    assert sound(desk)


def test_a_receipt_and_a_statement_say_the_donors_code_and_agreement_where_they_name_the_donor(desk: Kit) -> None:
    told = {"donor_code": " 39001010000 ", "agreement": "A/7 of\n1 May"}
    for subject in ("D-0001", "P-0001/2026/EUR"):
        number, facts, said = issued(desk, subject, **told)
        assert facts.paper is not None
        assert (facts.paper.donor_code, facts.paper.agreement) == ("39001010000", "A/7 of 1 May")
        for each in ("Tax or personal code", "39001010000", "Agreement number", "A/7 of 1 May"):
            assert each in said
        documents.void_document(desk.office, number, "By code")
        _number, facts, said = issued(desk, subject, **told, name_use=NameUse.CODE)
        assert facts.paper is not None
        assert (facts.paper.donor_code, facts.paper.agreement, "39001010000" in said) == ("", "", False)
        documents.void_document(desk.office, _number, "By name again")
    issued(desk, "D-0001", **told)
    refunds.refund_donation(desk.office, "D-0001", eur("30"), "Too much", TODAY)
    paper = frozen(desk, "DR/2026/0004").paper
    assert paper is not None
    assert (paper.donor_code, paper.agreement) == ("39001010000", "A/7 of 1 May"), (
        "a receipt over the rest has them too"
    )
    with pytest.raises(Refused) as refusal:
        issued(desk, "D-0002", donor_code="1" * 301)
    assert codes(refusal) == [("text.too_long", "donor_code")]
    assert sound(desk)


def test_there_is_a_statement_for_each_currency_and_year_once(desk: Kit) -> None:
    assert statements.statement_currencies(desk.office, "P-0001", 2026) == ("EUR",)
    assert statements.statement_years(desk.office, "P-0001") == (2026,)
    documents.issue_document(desk.office, "P-0001/2026/EUR", EN)
    for subject, code in (
        ("P-0001/2026/EUR", "document.already_issued"),
        ("P-0001/2025/EUR", "statement.no_gifts"),
        ("P-0001/2026/USD", "statement.no_gifts"),
        ("P-0003/2026/EUR", "statement.no_gifts"),
    ):
        with pytest.raises(Refused) as refusal:
            documents.issue_document(desk.office, subject, EN)
        assert codes(refusal)[0][0] == code


def test_what_a_statement_counts_is_held_until_it_is_void(desk: Kit) -> None:
    documents.issue_document(desk.office, "P-0001/2026/EUR", EN)
    for attempt in (
        lambda: donations.take_back_donation(desk.office, "D-0001", "A slip", TODAY),
        lambda: refunds.refund_donation(desk.office, "D-0001", eur("1"), "Some", TODAY),
    ):
        with pytest.raises(Refused) as refusal:
            attempt()
        assert codes(refusal) == [("donation.statement_valid", None)]
    documents.void_document(desk.office, "AS/2026/0001", "One was wrong")
    donations.take_back_donation(desk.office, "D-0001", "A slip", TODAY)
    again = documents.issue_document(desk.office, "P-0001/2026/EUR", EN)
    assert (again.number, again.replaces, again.amount) == ("AS/2026/0002", "AS/2026/0001", eur("60"))
    assert sound(desk)


# ------------------------------------------------------------------------------------------------------- receipts


def test_things_get_a_receipt_of_their_own_series(desk: Kit) -> None:
    desk.give("C-0001", "300", "P-0001", method=PaymentMethod.IN_KIND, goods="30 winter coats")
    number, _facts, said = issued(desk, "D-0004")
    assert number == "IK/2026/0001"
    assert "30 winter coats" in said
    assert "Method of payment" not in said
    with pytest.raises(Refused) as refusal:
        issued(desk, "D-0001", kind=IK)
    assert codes(refusal) == [("document.kind", "kind")]


def test_an_anonymous_gift_gets_no_receipt_but_its_cash_gets_a_voucher(desk: Kit) -> None:
    with pytest.raises(Refused) as refusal:
        issued(desk, "D-0003")
    assert codes(refusal) == [("document.needs_donor", "donor")]
    number, facts, said = issued(desk, "D-0003", kind=MV)
    assert (number, facts.party_code) == ("MV/2026/0001", "")
    assert "Anonymous donor" in said
    assert documents.document_kinds(desk.office, "D-0003") == (MV,)
    assert sound(desk)


def test_a_receipt_and_a_money_in_voucher_stand_beside_each_other(desk: Kit) -> None:
    assert documents.document_kinds(desk.office, "D-0002") == (DR, MV)
    assert issued(desk, "D-0002")[0] == "DR/2026/0001"
    assert issued(desk, "D-0002", kind=MV)[0] == "MV/2026/0001"
    with pytest.raises(Refused) as refusal:
        issued(desk, "D-0002", kind=MV)
    assert codes(refusal) == [("document.already_issued", None)]
    assert donations.load_donation(desk.office, "D-0002").receipt == "DR/2026/0001"
    documents.void_document(desk.office, "DR/2026/0001", "A slip")
    with pytest.raises(Refused) as refusal:
        donations.take_back_donation(desk.office, "D-0002", "A slip", TODAY)
    assert codes(refusal) == [("donation.receipt_valid", None)]
    documents.void_document(desk.office, "MV/2026/0001", "A slip")
    donations.take_back_donation(desk.office, "D-0002", "A slip", TODAY)
    assert sound(desk)


def test_a_refund_replaces_the_receipt_and_leaves_the_cash_voucher(desk: Kit) -> None:
    issued(desk, "D-0002")
    issued(desk, "D-0002", kind=MV)
    recorded = refunds.refund_donation(desk.office, "D-0002", eur("10"), "Some", TODAY)
    assert recorded.document == "DR/2026/0002"
    assert documents.load_document(desk.office, "MV/2026/0001").state is DocumentState.ISSUED
    documents.void_document(desk.office, "MV/2026/0001", "Lost")
    again = issued(desk, "D-0002", kind=MV)[1]
    assert again.amount == eur("60"), "the cash of that day, whatever was given back later"
    assert sound(desk)


# ------------------------------------------------------------------------------------------------------- the desk


def test_cash_from_the_bank_gets_a_money_in_voucher(desk: Kit) -> None:
    recorded = cash.record_cash(desk.office, CashDraft(CashKind.WITHDRAWAL, eur("50"), TODAY, "For Ingrid"))
    number, facts, said = issued(desk, recorded.code, name_use=NameUse.CODE)
    assert number == "MV/2026/0001"
    assert facts.party == "Our own account at the bank"
    assert "Cash drawn from the bank" in said
    assert "Ingrid" not in said
    with pytest.raises(Refused) as refusal:
        cash.take_back_cash(desk.office, recorded.code, "A slip", TODAY)
    assert codes(refusal) == [("cash.voucher_valid", None)]
    documents.void_document(desk.office, number, "A slip")
    again = issued(desk, recorded.code, payer="Bank clerk", purpose="Till")
    assert again[1].party == "Bank clerk"
    documents.void_document(desk.office, again[0], "A slip")
    cash.take_back_cash(desk.office, recorded.code, "A slip", TODAY)
    with pytest.raises(Refused) as refusal:
        issued(desk, recorded.code)
    assert codes(refusal) == [("document.subject_taken_back", None)]
    assert sound(desk)


def test_cash_brought_to_the_bank_gets_a_payment_voucher(desk: Kit) -> None:
    recorded = cash.record_cash(desk.office, CashDraft(CashKind.DEPOSIT, eur("50"), TODAY, "For Ingrid"))
    assert documents.document_kinds(desk.office, recorded.code) == (PV,)
    number, facts, said = issued(desk, recorded.code, name_use=NameUse.CODE, second_language="pl")
    assert number == "PV/2026/0001"
    assert facts.amount == eur("50")
    assert facts.party == "Our own account at the bank / Nasze własne konto w banku"
    assert "Cash brought to the bank" in said
    assert "Gotówka wpłacona do banku" in said
    assert "Ingrid" not in said
    with pytest.raises(Refused) as refusal:
        cash.take_back_cash(desk.office, recorded.code, "A slip", TODAY)
    assert codes(refusal) == [("cash.voucher_valid", None)]
    with pytest.raises(Refused) as refusal:
        issued(desk, recorded.code, kind=MV)
    assert codes(refusal) == [("document.kind", "kind")]
    assert sound(desk)


def test_other_cash_out_names_who_took_it_and_what_a_count_missed_is_written_off(desk: Kit) -> None:
    cash.record_cash(desk.office, CashDraft(CashKind.OTHER_IN, eur("10"), TODAY, "Sold a printer"))
    recorded = cash.record_cash(desk.office, CashDraft(CashKind.OTHER_OUT, eur("5"), TODAY, "Stamps"))
    _number, facts, said = issued(desk, recorded.code, payer="Post office", second_language="be")
    assert (facts.kind, facts.party, facts.purpose) == (PV, "Post office", "Stamps")
    assert "Post office" in said
    left = CountDraft("EUR", TODAY, (Pieces(5000, 2), Pieces(200, 2)), "not found")  # 104 of 105
    count = cash.count_cash(desk.office, left)
    assert count.voucher is not None
    number, facts, said = issued(desk, count.voucher, name_use=NameUse.CODE, second_language="lt")
    assert number == "PV/2026/0002"
    assert (facts.amount, facts.party.split(" / ")[0]) == (eur("1"), "Count of the cash desk")
    assert "Cash missing at the count" in said
    assert sound(desk)


# ------------------------------------------------------------------------------------------------------ money out


def test_a_transfer_is_confirmed_with_no_more_than_four_signs_of_the_account(desk: Kit) -> None:
    desk.pay("C-0001", "P-0002", {1: "40"})
    assert documents.document_kinds(desk.office, "O-0001") == (PV, TC)
    number, facts, said = issued(desk, "O-0001", kind=TC)
    assert number == "TC/2026/0001"
    assert facts.paper is not None
    assert (facts.paper.iban, facts.paper.end_to_end) == ("•••• 1000", "O-0001")
    assert "1000 0111" not in said
    assert "signature" not in said.replace("needs no signature", "")
    with pytest.raises(Refused) as refusal:
        issued(desk, "O-0001")
    assert codes(refusal) == [("document.already_issued", None)]
    documents.void_document(desk.office, number, "A voucher is wanted")
    voucher = documents.issue_document(desk.office, "O-0001", EN)
    assert (voucher.number, voucher.replaces) == ("PV/2026/0001", "TC/2026/0001")
    assert sound(desk)


def test_cash_is_not_confirmed_as_a_transfer(desk: Kit) -> None:
    desk.pay("C-0001", "P-0002", {1: "40"}, method=PaymentMethod.CASH)
    with pytest.raises(Refused) as refusal:
        issued(desk, "O-0001", kind=TC)
    assert codes(refusal) == [("document.kind", "kind")]


def _rules(kit: Kit, rules: PaperRules) -> None:
    settings.save_settings(kit.office, replace(settings.load_settings(kit.office), papers=rules))


def test_a_polish_voucher_says_what_the_accounting_act_asks(desk: Kit) -> None:
    rate = PinnedRate("EUR", "PLN", Decimal("4.25"), RateSource.NBP, TODAY.replace(day=19), "95/A/NBP/2026")
    rates.add_rate(desk.office, rate)
    rules = PaperRules(PaperForm.POLAND).with_rule(PV, KindRule(PaperLayout.TWO_A5, "550-1", "100"))
    _rules(desk, rules)
    desk.pay("C-0001", "P-0002", {1: "40"}, method=PaymentMethod.CASH)
    _number, facts, said = issued(desk, "O-0001", attachments="1 bill")
    assert facts.paper is not None
    assert facts.paper.layout is PaperLayout.TWO_A5
    for each in ("KW", "170.00 PLN", "95/A/NBP/2026", "550-1", "1 bill", "ul. Zielona 2"):
        assert each in said
    assert "MP77" not in said


def test_a_country_form_is_for_cash_alone(desk: Kit) -> None:
    _rules(desk, PaperRules(PaperForm.EAST))
    desk.pay("C-0001", "P-0002", {1: "40"})
    desk.pay("C-0001", "P-0002", {1: "10"}, method=PaymentMethod.CASH)
    assert "КО-2" not in issued(desk, "O-0001")[2]
    _number, _facts, said = issued(desk, "O-0002")
    for each in ("КО-2", "Chief accountant", "Cashier", "Passport MP77"):
        assert each in said


def test_a_proxy_is_named_with_id_and_authority_and_for_whom(desk: Kit) -> None:
    desk.pay("C-0001", "P-0002", {1: "40"}, method=PaymentMethod.CASH, role=PayeeRole.PROXY, authority="Letter of May")
    said = issued(desk, "O-0001")[2]
    for each in ("Przychodnia Zielony", "Passport MP77", "Letter of May", "Алеся Прыклад"):
        assert each in said


@pytest.mark.parametrize("use", [NameUse.CODE, NameUse.ALIAS])
def test_a_paper_by_code_or_alias_tells_nothing_else_of_anybody(desk: Kit, use: NameUse) -> None:
    _rules(desk, PaperRules(PaperForm.LITHUANIA))
    desk.pay("C-0001", "P-0002", {1: "40"}, method=PaymentMethod.CASH, role=PayeeRole.PROXY, authority="Letter of May")
    desk.give("C-0001", "300", "P-0001", method=PaymentMethod.IN_KIND, goods="coats")
    desk.pay("C-0001", "P-0002", {1: "10"}, purpose="Aid")
    for subject, kind in (
        ("O-0001", PV), ("O-0002", TC), ("D-0001", DR), ("D-0002", MV), ("D-0004", IK), ("P-0001/2026/EUR", AS),
    ):  # fmt: skip
        _number, facts, said = issued(desk, subject, kind=kind, name_use=use, purpose="Aid")
        for secret in ("Ingrid", "Norrsken", "Przychodnia", "Zielon", "MP77", "Storgatan", "Letter", "Алеся"):
            assert secret not in said, (kind, secret)
        assert facts.party in (("P-0001", "P-0002") if use is NameUse.CODE else ("North Star", "Clinic"))
        assert facts.party not in facts.qr_text()


# ------------------------------------------------------------------------------------------------ texts and the logo


def test_texts_are_versions_and_frozen_at_issue(desk: Kit) -> None:
    thanks = PaperTexts(thanks="Thank you, all of us.")
    assert templates.load_template(desk.office, DR, "en").version == 1
    assert templates.save_template(desk.office, DR, "en", thanks).version == 2
    assert templates.save_template(desk.office, DR, "en", thanks).version == 2, "the same texts make no version"
    number, facts, said = issued(desk, "D-0001")
    assert facts.template == 2
    assert "Thank you, all of us." in said
    assert "We confirm that this donation was received" in said, "the program's own sentence where none is written"
    templates.save_template(desk.office, DR, "en", PaperTexts(thanks="Thanks!"))
    documents.hand_out(desk.office, number)
    copy = text(documents.hand_out(desk.office, number).pdf)
    assert "Thank you, all of us." in copy
    assert "Thanks!" not in copy
    assert [each.version for each in templates.template_versions(desk.office, DR, "en")] == [2, 3]
    assert templates.load_template(desk.office, DR, "be").version == 1
    with desk.office.work() as work:
        told = str([link.record for link, _hash in work.journal.links()])
    assert "template.saved" in told
    assert "all of us" not in told


def test_texts_too_long_or_of_no_language_are_refused(desk: Kit) -> None:
    with pytest.raises(Refused) as refusal:
        templates.save_template(desk.office, DR, "en", PaperTexts(basis="x" * 1001))
    assert codes(refusal) == [("text.too_long", "texts.basis")]
    with pytest.raises(Refused) as refusal:
        templates.save_template(desk.office, DR, "xx", PaperTexts())
    assert codes(refusal) == [("document.language", "language")]


@pytest.mark.parametrize("kind", list(DocumentKind))
def test_a_template_is_shown_before_it_is_kept(desk: Kit, kind: DocumentKind) -> None:
    head = desk.head()
    said = text(templates.preview_template(desk.office, kind, "en", PaperTexts(footer="Our last line")))
    assert "Our last line" in said
    assert "PREVIEW" in said
    assert desk.head() == head


def test_a_logo_is_kept_with_the_documents_that_bear_it(desk: Kit, tmp_path: Path) -> None:
    picture = tmp_path / "logo.png"
    Image.new("RGB", (40, 20), "#b03020").save(picture)
    chosen = templates.choose_logo(desk.office, picture)
    assert Image.open(io.BytesIO(templates.load_logo(desk.office))).size == (40, 20)
    number, facts, _said = issued(desk, "D-0001")
    assert facts.paper is not None
    assert facts.paper.logo == chosen.logo
    assert templates.choose_logo(desk.office, None).logo == ""
    documents.hand_out(desk.office, number)
    assert b"/Subtype /Image" in documents.hand_out(desk.office, number).pdf, "a copy bears the logo of then"
    assert b"/Subtype /Image" not in documents.preview_document(desk.office, "D-0002", EN)
    (tmp_path / "text.png").write_text("no picture")
    with pytest.raises(Refused) as refusal:
        templates.choose_logo(desk.office, tmp_path / "text.png")
    assert codes(refusal) == [("logo.unreadable", "logo")]


def test_what_a_worker_adds_has_bounds(desk: Kit) -> None:
    with pytest.raises(Refused) as refusal:
        issued(desk, "D-0001", attachments="x" * 301, debit="1" * 41)
    assert codes(refusal) == [("text.too_long", "debit"), ("text.too_long", "attachments")]
