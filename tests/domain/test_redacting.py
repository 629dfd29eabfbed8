"""Redacted papers: less is told, and the digest of all that was told stays."""

from dataclasses import replace

from desktop.domain.coded_papers import redacted
from desktop.domain.papers import WITHHELD, DocumentPaper
from desktop.domain.people import NameUse
from desktop.domain.receipts import freeze, thaw
from tests.domain.test_coded_papers import NAMED


def test_a_redacted_paper_tells_codes_and_amounts_under_its_old_check_code() -> None:
    paper = DocumentPaper(
        document="AB 123", address="Street 1", behalf="Ina", iban="•••• 1000", debit="271", asks_consent=True
    )
    paper = replace(paper, donor_code="39001010000", agreement="Ina 7")
    whole = replace(NAMED, paper=paper)
    left = redacted(whole)
    assert (left.party, left.name_use, left.purpose) == (whole.party_code, NameUse.CODE, "")
    assert left.paper == DocumentPaper(debit="271", document=WITHHELD)
    assert (left.digest(), left.qr_text()) == (whole.digest(), whole.qr_text())
    assert left.left() not in (left.digest(), whole.left())
    assert thaw(freeze(left)) == left
    assert redacted(left) == left
    assert whole.left() == whole.digest()


def test_one_of_a_former_version_has_no_paper_to_empty() -> None:
    assert redacted(replace(NAMED, paper=None)).paper is None
