"""Receipts and vouchers: frozen at issue, numbered without gaps, the original once, copies marked, void kept."""

import hashlib
import io
from pathlib import Path

import pytest
from pypdf import PdfReader

from desktop.domain.donations import DonationDraft
from desktop.domain.errors import CannotWrite, NotFound, Refused
from desktop.domain.payouts import PayoutDraft, PayoutLine
from desktop.domain.people import NameUse, PersonCategory, PersonDraft
from desktop.domain.receipts import DocumentFacts, DocumentState, IssueRequest, thaw
from desktop.services import documents, donations, people, settings
from tests.services.office_kit import TODAY, Kit, SetClock, eur

EN = IssueRequest("en")


@pytest.fixture
def desk(kit: Kit) -> Kit:
    """C-0001; D-0001 of 100.50 EUR by P-0001 and O-0001 of 40 EUR to P-0002, no documents yet."""
    kit.campaign("100")
    kit.person("North Star", name_local="Ingrid Norrsken")
    kit.person("Clinic", PersonCategory.PAYEE, name_local="Przychodnia Zielony")
    kit.give("C-0001", "100.50", "P-0001", "0.50", reference="REF 7")
    kit.pay("C-0001", "P-0002", {1: "40"}, purpose="Treatment")
    return kit


def codes(refusal: pytest.ExceptionInfo[Refused]) -> list[tuple[str, str | None]]:
    return [(problem.code, problem.at) for problem in refusal.value.problems]


def text(pdf: bytes) -> str:
    return " ".join("".join(page.extract_text() for page in PdfReader(io.BytesIO(pdf)).pages).split())


def frozen(kit: Kit, number: str) -> object:
    with kit.office.work() as work:
        return thaw(work.documents.facts(number))


def test_a_document_may_be_in_two_languages_side_by_side(desk: Kit) -> None:
    request = IssueRequest("en", second_language="be")
    document = documents.issue_document(desk.office, "D-0001", request)
    said = text(documents.view_document(desk.office, document.number))
    for each in ("Donation receipt", "Квітанцыя аб ахвяраванні", "One hundred euros", "Сто еўра 50 цэнтаў", "збор"):
        assert each in said
    facts = frozen(desk, document.number)
    assert isinstance(facts, DocumentFacts)
    assert (facts.language, facts.second_language) == ("en", "be")
    assert facts.purpose.splitlines() == ["Donation to campaign C-0001", "Ахвяраванне на збор C-0001"]
    copy = documents.issue_document(desk.office, "O-0001", IssueRequest("en", second_language="en"))
    one = frozen(desk, copy.number)
    assert isinstance(one, DocumentFacts)
    assert (one.second_language, one.second_words) == ("", "")


def test_a_second_language_must_be_known(desk: Kit) -> None:
    with pytest.raises(Refused) as refusal:
        documents.issue_document(desk.office, "D-0001", IssueRequest("en", second_language="xx"))
    assert codes(refusal) == [("document.language", "second_language")]


def test_a_receipt_says_all_of_it(desk: Kit) -> None:
    document = documents.issue_document(desk.office, "D-0001", EN)
    assert (document.number, document.state, document.amount) == ("DR/2026/0001", DocumentState.ISSUED, eur("100.50"))
    said = text(documents.view_document(desk.office, document.number))
    assert "Ingrid Norrsken" in said
    assert "DR/2026/0001" in said
    with desk.office.work() as work:
        facts = thaw(work.documents.facts(document.number))
        pdf = work.documents.pdf(document.number)
        record = work.journal.history("D-0001")[0].record
    assert hashlib.sha256(pdf).hexdigest() == document.sha256 == record.facts["document_pdf"]
    assert facts.digest() == record.facts["document_facts"]
    assert (facts.fee, facts.net, facts.reference) == (eur("0.50"), eur("100"), "REF 7")
    assert facts.words
    assert facts.journal_head == work_head_before(desk)


def work_head_before(desk: Kit) -> str:
    with desk.office.work() as work:
        return work.journal.history("D-0001")[0].previous


def test_the_journal_holds_no_name(desk: Kit) -> None:
    documents.issue_document(desk.office, "D-0001", EN)
    documents.void_document(desk.office, "DR/2026/0001", "Ingrid asked for another")
    with desk.office.work() as work:
        whole = str([link.record for link, _hash in work.journal.links()])
    assert "D-0001" in whole
    assert not any(name in whole for name in ("Ingrid", "North", "Przychodnia", "Treatment", "REF 7"))


def test_a_preview_takes_no_number(desk: Kit) -> None:
    head = desk.head()
    assert b"%PDF" in documents.preview_document(desk.office, "O-0001", EN)[:10]
    given = DonationDraft("C-0001", eur("5"), eur("0"), TODAY, donor="P-0001")
    paid = PayoutDraft("C-0001", "P-0002", (PayoutLine(1, eur("5")),), TODAY)
    assert documents.preview_draft(desk.office, given, EN)
    assert documents.preview_draft(desk.office, paid, IssueRequest("be", NameUse.CODE))
    with pytest.raises(Refused):
        documents.preview_draft(desk.office, PayoutDraft("C-0001", "P-0002", (PayoutLine(1, eur("500")),), TODAY), EN)
    assert desk.head() == head
    assert documents.issue_document(desk.office, "O-0001", EN).number == "PV/2026/0001"


def test_the_workers_own_words_are_the_purpose(desk: Kit) -> None:
    documents.issue_document(desk.office, "O-0001", IssueRequest("en", purpose=" For the dentist "))
    assert "For the dentist" in text(documents.view_document(desk.office, "PV/2026/0001"))
    assert "Treatment" not in text(documents.view_document(desk.office, "PV/2026/0001"))


def test_a_valid_document_is_not_replaced(desk: Kit) -> None:
    from desktop.services.gathering import gather_for
    from desktop.services.issuing import check_replaces

    documents.issue_document(desk.office, "D-0001", EN)
    with desk.office.work() as work, pytest.raises(Refused) as refusal:
        check_replaces(work, "DR/2026/0001", gather_for(work, "D-0001", EN, TODAY))
    assert codes(refusal) == [("document.replaces_valid", None)]


def test_a_second_issue_is_refused(desk: Kit) -> None:
    documents.issue_document(desk.office, "O-0001", EN)
    with pytest.raises(Refused) as refusal:
        documents.issue_document(desk.office, "O-0001", EN)
    assert codes(refusal) == [("document.already_issued", None)]


@pytest.mark.parametrize(
    ("use", "party"), [(NameUse.NAME, "Ingrid Norrsken"), (NameUse.ALIAS, "North Star"), (NameUse.CODE, "P-0001")]
)
def test_the_donor_is_named_as_chosen(desk: Kit, use: NameUse, party: str) -> None:
    documents.issue_document(desk.office, "D-0001", IssueRequest("be", use))
    said = text(documents.view_document(desk.office, "DR/2026/0001"))
    assert party in said
    if use is not NameUse.NAME:
        assert "Ingrid" not in said


def test_a_later_change_of_the_person_or_office_never_reaches_the_paper(desk: Kit) -> None:
    documents.issue_document(desk.office, "D-0001", EN)
    before = documents.view_document(desk.office, "DR/2026/0001")
    facts = frozen(desk, "DR/2026/0001")
    people.save_person(desk.office, PersonDraft(alias="Else"), "P-0001", 1)
    assert documents.view_document(desk.office, "DR/2026/0001") == before
    assert frozen(desk, "DR/2026/0001") == facts


def test_the_original_leaves_once_then_copies_that_say_so(desk: Kit) -> None:
    documents.issue_document(desk.office, "D-0001", EN)
    first = documents.hand_out(desk.office, "DR/2026/0001")
    assert first.file_name == "DR-2026-0001.pdf"
    assert hashlib.sha256(first.pdf).hexdigest() == first.document.sha256
    assert (first.document.handed_out, first.document.copies) == (True, 0)
    second, third = (documents.hand_out(desk.office, "DR/2026/0001") for _ in range(2))
    assert (second.document.copies, third.document.copies) == (1, 2)
    assert len({first.pdf, second.pdf, third.pdf}) == 3
    assert documents.view_document(desk.office, "DR/2026/0001") == first.pdf
    assert documents.load_document(desk.office, "DR/2026/0001").copies == 2
    with desk.office.work() as work:
        marks = [link.record.facts.get("mark") for link in work.journal.history("DR/2026/0001")]
    assert marks == ["copy", "copy", "original"]


def test_a_file_that_cannot_be_written_does_not_use_the_original_up(desk: Kit, tmp_path: Path) -> None:
    documents.issue_document(desk.office, "D-0001", EN)
    with pytest.raises(CannotWrite):
        documents.export_document(desk.office, "DR/2026/0001", tmp_path / "missing" / "a.pdf")
    handed = documents.export_document(desk.office, "DR/2026/0001", tmp_path / "a.pdf")
    assert handed.document.copies == 0
    assert (tmp_path / "a.pdf").read_bytes() == handed.pdf
    assert (tmp_path / "a.pdf").stat().st_mode & 0o777 == 0o600


def test_an_original_whose_record_fails_does_not_stay_on_the_disk(
    desk: Kit, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from desktop.storage.work import Work

    documents.issue_document(desk.office, "D-0001", EN)

    def fail(*_arguments: object) -> None:
        raise RuntimeError("power")

    with monkeypatch.context() as broken:
        broken.setattr(Work, "commit", fail)
        with pytest.raises(RuntimeError):
            documents.export_document(desk.office, "DR/2026/0001", tmp_path / "a.pdf")
    assert not (tmp_path / "a.pdf").exists()
    assert documents.hand_out(desk.office, "DR/2026/0001").document.copies == 0


def test_a_void_document_keeps_its_number_and_is_shown_void(desk: Kit) -> None:
    documents.issue_document(desk.office, "D-0001", EN)
    original = documents.view_document(desk.office, "DR/2026/0001")
    void = documents.void_document(desk.office, "DR/2026/0001", " Wrong donor ")
    assert (void.state, void.void_reason, void.voided_at is None) == (DocumentState.VOIDED, "Wrong donor", False)
    assert documents.view_document(desk.office, "DR/2026/0001") != original
    assert documents.hand_out(desk.office, "DR/2026/0001").document.state is DocumentState.VOIDED
    assert donations.load_donation(desk.office, "D-0001").receipt is None
    with pytest.raises(Refused) as refusal:
        documents.void_document(desk.office, "DR/2026/0001", "Again")
    assert codes(refusal) == [("document.already_void", None)]


def test_a_void_needs_a_reason(desk: Kit) -> None:
    documents.issue_document(desk.office, "D-0001", EN)
    with pytest.raises(Refused) as refusal:
        documents.void_document(desk.office, "DR/2026/0001", " ")
    assert codes(refusal) == [("document.void_needs_reason", "reason")]


def test_a_replacement_names_what_it_stands_in_for(desk: Kit) -> None:
    documents.issue_document(desk.office, "D-0001", EN)
    documents.issue_document(desk.office, "O-0001", EN)
    for number, code in (("PV/2026/0001", "document.replaces_other"), ("DR/2026/0001", "document.already_issued")):
        with pytest.raises(Refused) as refusal:
            documents.issue_document(desk.office, "D-0001", EN, replaces=number)
        assert codes(refusal)[0][0] in (code, "document.already_issued")
    documents.void_document(desk.office, "DR/2026/0001", "Wrong language")
    with pytest.raises(Refused) as refusal:
        documents.issue_document(desk.office, "D-0001", EN, replaces="PV/2026/0001")
    assert codes(refusal) == [("document.replaces_other", None)]
    assert "DR/2026/0001" in text(documents.preview_document(desk.office, "D-0001", EN))
    assert documents.issue_document(desk.office, "D-0001", EN).replaces == "DR/2026/0001"
    documents.void_document(desk.office, "DR/2026/0002", "Wrong again")
    third = documents.issue_document(desk.office, "D-0001", EN, replaces="DR/2026/0002")
    assert (third.number, third.replaces) == ("DR/2026/0003", "DR/2026/0002")
    said = text(documents.view_document(desk.office, third.number))
    assert "Replaces" in said
    assert "DR/2026/0002" in said
    assert "Replaces" not in text(documents.view_document(desk.office, "PV/2026/0001"))


def test_signing_files_the_paper_once(desk: Kit) -> None:
    documents.issue_document(desk.office, "D-0001", EN)
    assert documents.sign_document(desk.office, "DR/2026/0001").state is DocumentState.SIGNED
    with pytest.raises(Refused) as refusal:
        documents.sign_document(desk.office, "DR/2026/0001")
    assert codes(refusal) == [("document.already_signed", None)]
    documents.void_document(desk.office, "DR/2026/0001", "Wrong")
    with pytest.raises(Refused) as refusal:
        documents.sign_document(desk.office, "DR/2026/0001")
    assert codes(refusal) == [("document.void_not_signed", None)]


def test_what_was_taken_back_gets_no_document(desk: Kit) -> None:
    from desktop.services.payouts import take_back_payout

    take_back_payout(desk.office, "O-0001", "Returned", TODAY)
    donations.take_back_donation(desk.office, "D-0001", "A slip", TODAY)
    for code in ("O-0001", "D-0001"):
        with pytest.raises(Refused) as refusal:
            documents.issue_document(desk.office, code, EN)
        assert codes(refusal) == [("document.subject_taken_back", None)]


def test_series_part_by_kind_currency_and_year(desk: Kit) -> None:
    from dataclasses import replace

    from desktop.domain.money import Money

    zloty = desk.campaign(currency="PLN", items=()).code
    gift = desk.give(zloty, Money(100, "PLN"), "P-0001", receipt="en")
    assert gift.document == "DR-PLN/2026/0001"
    assert documents.issue_document(desk.office, "D-0001", EN).number == "DR/2026/0001"
    clock = desk.office.clock
    assert isinstance(clock, SetClock)
    clock.moment = clock.moment.replace(year=2027)
    assert desk.give("C-0001", "1", "P-0001", receipt="en").document == "DR/2027/0001"
    before = settings.load_settings(desk.office)
    with pytest.raises(Refused) as refusal:
        settings.save_settings(desk.office, replace(before, base_currency="PLN"))
    assert codes(refusal) == [("settings.currency_fixed", "base_currency")]


def test_unknown_things_are_said(desk: Kit) -> None:
    with pytest.raises(NotFound):
        documents.hand_out(desk.office, "DR/2026/0009")
    with pytest.raises(Refused) as refusal:
        documents.issue_document(desk.office, "P-0001", EN)
    assert codes(refusal) == [("statement.subject", "subject")]
    with pytest.raises(Refused) as refusal:
        documents.issue_document(desk.office, "D-0001", IssueRequest("xx"))
    assert codes(refusal) == [("document.language", "language")]
