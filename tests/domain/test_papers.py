"""How documents are set: forms, sheets, texts, statements; frozen and read back the same."""

import hashlib
from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal

import pytest

from desktop.domain.donations import Donation, DonationDraft
from desktop.domain.errors import Refused
from desktop.domain.ledger import PaymentMethod, canonical
from desktop.domain.money import Money
from desktop.domain.paper_rules import KindRule, PaperRules, check_accounts, usual_rule
from desktop.domain.paper_templates import LONGEST_TEXT, Template, check_texts, texts_digest
from desktop.domain.papers import (
    DocumentPaper,
    PaperForm,
    PaperLayout,
    PaperTexts,
    StatementGift,
    freeze_paper,
    masked_iban,
    thaw_paper,
)
from desktop.domain.rates import PinnedRate, RateSource
from desktop.domain.receipts import (
    DocumentFacts,
    DocumentKind,
    IssueRequest,
    Organisation,
    freeze,
    siblings,
    thaw,
)
from desktop.domain.refunds import Refund
from desktop.domain.statements import StatementSubject, read_subject, stands_on, subject_of
from tests.documents.papers_kit import VOUCHER, facts

EUR = Money(10_000, "EUR")
DAY = date(2026, 5, 3)
FULL = DocumentPaper(
    PaperForm.POLAND, PaperLayout.TWO_A5, PaperTexts("a", "b", "c", "d"), PaperTexts(footer="e"), "ab" * 32, "MP1",
    "Street 1", "P-0009", "2 bills", "550", "100", Money(42_514, "PLN"),
    PinnedRate("EUR", "PLN", Decimal("4.2514"), RateSource.NBP, DAY, "223/A/NBP/2026"), "•••• 4567", "O-0001", 2026,
    (StatementGift("D-0001", DAY, "C-0001", PaymentMethod.BANK, EUR),), asks_consent=True, grounds=True,
    donor_code="12345678901", agreement="A/7",
)  # fmt: skip


@pytest.mark.parametrize("paper", [DocumentPaper(), FULL])
def test_a_paper_is_frozen_and_read_back_the_same(paper: DocumentPaper) -> None:
    assert thaw_paper(freeze_paper(paper)) == paper
    given = replace(facts(), paper=paper)
    assert thaw(freeze(given)) == given
    assert thaw(freeze(given)).digest() == given.digest() != facts().digest()


def test_a_document_of_a_former_version_keeps_its_digest() -> None:
    """What was frozen before there were forms: its facts name none of what came later."""
    frozen = freeze(facts(VOUCHER))
    assert "paper" not in frozen
    assert set(frozen["organisation"]) == {  # type: ignore[call-overload]
        "name", "address", "registration", "country", "signatory", "signatory_role", "cashier", "place",
    }  # fmt: skip
    assert hashlib.sha256(canonical(frozen)).hexdigest() == thaw(frozen).digest()


def test_new_numbers_of_the_office_are_frozen_where_there_are_any() -> None:
    given = replace(facts(), organisation=Organisation("Office", tax_number="521-0"))
    frozen = freeze(given)["organisation"]
    assert isinstance(frozen, dict)
    assert frozen["tax_number"] == "521-0"
    assert "accountant" not in frozen
    assert thaw(freeze(given)) == given


@pytest.mark.parametrize(
    ("iban", "shown"),
    [("LT12 1000 0111 0100 1000", "•••• 1000"), ("LT121000011101004567", "•••• 4567"), ("1234", ""), ("", "")],
)
def test_no_more_of_an_account_is_shown_than_four_signs(iban: str, shown: str) -> None:
    assert masked_iban(iban) == shown


def test_a_record_has_one_document_of_a_sort() -> None:
    assert siblings(DocumentKind.IN_KIND_RECEIPT) == (DocumentKind.DONATION_RECEIPT, DocumentKind.IN_KIND_RECEIPT)
    assert siblings(DocumentKind.PAYMENT_VOUCHER) == siblings(DocumentKind.TRANSFER_CONFIRMATION)
    for alone in (DocumentKind.MONEY_IN_VOUCHER, DocumentKind.ANNUAL_STATEMENT):
        assert siblings(alone) == (alone,)


def test_vouchers_are_halves_unless_the_office_has_another_rule() -> None:
    rules = PaperRules(PaperForm.EAST)
    assert rules.of(DocumentKind.PAYMENT_VOUCHER).layout is PaperLayout.TWO_A5
    assert rules.of(DocumentKind.ANNUAL_STATEMENT).layout is PaperLayout.A4
    own = rules.with_rule(DocumentKind.PAYMENT_VOUCHER, KindRule(PaperLayout.A5, "949", "301"))
    assert own.of(DocumentKind.PAYMENT_VOUCHER) == KindRule(PaperLayout.A5, "949", "301")
    assert own.of(DocumentKind.MONEY_IN_VOUCHER) == usual_rule(DocumentKind.MONEY_IN_VOUCHER)
    assert PaperRules.from_facts(own.facts()) == own
    usual = usual_rule(DocumentKind.PAYMENT_VOUCHER)
    assert own.with_rule(DocumentKind.PAYMENT_VOUCHER, usual) == rules


def test_codes_of_accounts_are_short() -> None:
    assert check_accounts("1" * 40, "") == ()
    found = check_accounts("1" * 41, "2" * 41)
    assert [problem.at for problem in found] == ["debit", "credit"]


def test_texts_of_a_template_are_not_endless() -> None:
    assert check_texts(PaperTexts("a" * LONGEST_TEXT)) == ()
    assert [each.at for each in check_texts(PaperTexts(thanks="a" * (LONGEST_TEXT + 1)))] == ["texts.thanks"]


def test_the_digest_of_texts_tells_them_apart() -> None:
    assert texts_digest(PaperTexts()) != texts_digest(PaperTexts(thanks="Thank you"))
    assert texts_digest(PaperTexts("x")) != texts_digest(PaperTexts(statement="x"))
    assert Template(DocumentKind.DONATION_RECEIPT, "en").version == 1


@pytest.mark.parametrize("text", [" p-3/2026/eur ", "P-0003/2026/EUR"])
def test_the_subject_of_a_statement_is_read_leniently(text: str) -> None:
    assert read_subject(text) == StatementSubject("P-0003", 2026, "EUR")
    assert str(read_subject(text)) == "P-0003/2026/EUR"


@pytest.mark.parametrize("text", ["P-0003", "P-0003/2026", "D-0003/2026/EUR", "P-0003/26/EUR", "P-0003/2026/XYZ", ""])
def test_what_is_no_statement_is_refused(text: str) -> None:
    with pytest.raises(Refused) as refusal:
        read_subject(text)
    assert refusal.value.problems[0].code == "statement.subject"


def _gift(**more: object) -> Donation:
    draft = replace(DonationDraft("C-0001", EUR, Money.zero("EUR"), DAY, donor="P-0003"), **more)  # type: ignore[arg-type]
    return Donation("D-0001", draft, 1, draft.booked)


def test_a_statement_lists_money_that_stayed() -> None:
    subject = StatementSubject("P-0003", 2026, "EUR")
    gift = _gift()
    assert (subject_of(gift), stands_on(gift, subject)) == ("P-0003/2026/EUR", True)
    assert not stands_on(gift, StatementSubject("P-0003", 2025, "EUR"))
    assert stands_on(_gift(happened=date(2025, 12, 31)), StatementSubject("P-0003", 2025, "EUR"))
    assert not stands_on(replace(gift, countered_by=2), subject)
    refund = Refund(2, DAY, EUR, EUR)
    assert not stands_on(replace(gift, refunds=(refund,)), subject)
    for none in (_gift(donor=None), _gift(method=PaymentMethod.IN_KIND), replace(gift, opening=True)):
        assert subject_of(none) == ""


def test_a_request_is_as_usual_unless_it_says_otherwise() -> None:
    request = IssueRequest("en")
    assert (request.kind, request.form, request.layout, request.debit) == (None, None, None, None)
    assert isinstance(facts(), DocumentFacts)
    assert datetime(2026, 5, 3, tzinfo=UTC).year == DAY.year
