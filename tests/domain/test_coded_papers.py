"""Papers without names: the party by code, nothing typed about people, the register's own check code."""

from dataclasses import replace

from desktop.domain.coded_papers import coded, names_in
from desktop.domain.people import NameUse
from desktop.domain.receipts import DocumentKind
from desktop.domain.voucher_payouts import VoucherPayout
from tests.documents.papers_kit import facts

NAMED = replace(
    facts(DocumentKind.PAYMENT_VOUCHER, "en"),
    party="Ганна Вэрас",
    purpose="Lawyer for Ганна",
    reference="Thanks, Hanna",
    payout=VoucherPayout(authority="Power of attorney of Вэрас", invoice="A/1"),
)


def test_a_coded_paper_holds_no_part_of_the_name_and_keeps_its_check_code() -> None:
    made = coded(NAMED, "P-0001")
    assert names_in(NAMED, NAMED.party) == ("Ганна", "Вэрас")
    assert names_in(made, NAMED.party) == ()
    assert (made.party, made.name_use, made.purpose, made.reference) == ("P-0001", NameUse.CODE, "", "")
    assert made.digest() == NAMED.digest()
    assert made.qr_text() == NAMED.qr_text()
    assert coded(replace(NAMED, payout=None), "Anna", NameUse.ALIAS).payout is None


def test_a_name_in_a_label_is_found_wherever_it_stands() -> None:
    line = replace(NAMED.lines[0], label="Flight of ганна")
    made = coded(replace(NAMED, lines=(line, *NAMED.lines[1:])), "P-0001")
    assert names_in(made, "Ганна Вэрас") == ("Ганна",)
    assert names_in(made, "Li Wu") == ()
