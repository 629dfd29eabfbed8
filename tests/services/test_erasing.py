"""Erasing a person: what goes, what the law keeps, what stands in the way; the chain and every sum still agree."""

import io
import json
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from PIL import Image
from pypdf import PdfReader

from desktop.domain.advances import AdvanceDraft, ProofLine, SettlementDraft
from desktop.domain.attachments import AttachmentKind
from desktop.domain.campaigns import CampaignStatus
from desktop.domain.case_events import EventDraft, EventKind
from desktop.domain.cash import CashDraft, CashKind
from desktop.domain.consents import ConsentChannel, ConsentDraft, Purpose
from desktop.domain.drafts import FormDraft
from desktop.domain.errors import NotFound, Refused
from desktop.domain.imports import PageImport
from desktop.domain.listing import ListKind, Query
from desktop.domain.payouts import PayoutDraft, PayoutLine
from desktop.domain.people import NameUse, PersonCategory
from desktop.domain.pledges import PledgeDraft
from desktop.domain.receipts import DocumentState, IssueRequest, thaw
from desktop.domain.relations import RelationDraft, RelationKind
from desktop.services import (
    advances,
    attachments,
    campaigns,
    case_events,
    cash,
    consents,
    documents,
    donations,
    erasing,
    lists,
    merging,
    pages,
    payout_steps,
    people,
    pledges,
    relations,
    settings,
)
from desktop.services.drafts import keep_drafts
from desktop.services.finding import find_everywhere
from desktop.services.undo import undo
from desktop.services.verification import verify
from desktop.storage.folding import search_words
from tests.plain_pages import plain_bytes
from tests.services.office_kit import PASSPHRASE, TODAY, Kit, eur

MARKS = (
    "qanaryname",
    "qanaryalias",
    "qanarylatin",
    "qanarystory",
    "qanarybank",
    "qanarywhy",
    "qanarynote",
    "qanarytyped",
    "qanarycase",
    "qanarykin",
    "qanaryevent",
    "qanarytitle",
)
PAGE = """Help for Ina Qanaryname

qanarystory of a long way

How much is needed?

€500 — boots of qanaryname

Collected:
€ 600
"""
_LATER = 366 * 12


def refused(call: object, *arguments: object) -> list[str]:
    with pytest.raises(Refused) as refusal:
        call(*arguments)  # type: ignore[operator]
    return [problem.code for problem in refusal.value.problems]


def picture() -> bytes:
    written = io.BytesIO()
    Image.new("RGB", (60, 40), "white").save(written, "PNG")
    return written.getvalue()


def walk(kit: Kit, place: Path) -> None:
    """One person with two codes, marked wherever a worker may write something about them; a helper beside."""
    office = kit.office
    page = pages.read_page_text(PAGE)
    kit.person(
        "Qanaryalias", PersonCategory.BENEFICIARY, name_local="Ina Qanaryname", name_latin="Ina Qanarylatin",
        notes="qanarynote", phone="+48600100200", iban="LT121000011101001000", account_holder="Ina Qanaryname",
        article="342 qanarycase", needs="qanarycase", city="Qanarycase", national_id="4280290A010PB5",
    )  # fmt: skip
    kit.person("Second", PersonCategory.BENEFICIARY, name_local="Ina Qanaryname", notes="qanarynote two")
    helper = kit.person("Clinic", PersonCategory.PAYEE, name_local="Clinic of Light")
    relations.save_relation(office, "P-0001", RelationDraft(helper, RelationKind.TRUSTED_PAYEE, "qanarykin"))
    relations.save_relation(office, helper, RelationDraft("P-0002", RelationKind.FRIEND, "qanarykin too"))
    case_events.save_event(office, "P-0001", EventDraft(TODAY, EventKind.TRIAL, "qanaryevent in court"))
    draft = replace(pages.proposed_campaign(page), beneficiary="P-0001", titles=(("pl", "Qanarytitle wraca"),))
    pages.import_page(office, PageImport(page, draft, page.collected, TODAY, person="P-0001"))
    gift = kit.give("C-0001", "5", "P-0001", receipt="en", reference="from qanarybank")
    donations.take_back_donation(office, kit.give("C-0001", "3", "P-0002").code, "qanarywhy", TODAY)
    paid = kit.pay("C-0001", "P-0001", {1: "5"}, purpose="for qanaryname", invoice="qanarybank/1")
    documents.issue_document(office, paid.code, IssueRequest("be", NameUse.NAME, purpose="qanaryname"))
    documents.sign_document(office, "PV/2026/0001")
    clinic = kit.pay("C-0001", helper, {1: "7"}, purpose="bed of qanaryname", invoice="CL/17")
    documents.issue_document(office, clinic.code, IssueRequest("en", NameUse.NAME, purpose="bed of Ina Qanaryname"))
    documents.void_document(office, "PV/2026/0002", "qanarywhy")
    documents.hand_out(office, "DR/2026/0001")
    cash.record_cash(office, CashDraft(CashKind.WITHDRAWAL, eur("100"), TODAY))
    given = advances.give_advance(
        office, AdvanceDraft("P-0001", "C-0001", eur("20"), TODAY, TODAY, purpose="qanaryname's way")
    )
    proof = ProofLine(1, eur("20"), "bill of qanarybank", TODAY)
    advances.settle_advance(office, given.code, SettlementDraft(TODAY, (proof,), eur("0"), eur("0")))
    agreed = ConsentDraft(Purpose.ACCOUNTANT, next(iter(ConsentChannel)), TODAY, None, "qanarywhy", "qanarynote")
    consents.record_consent(office, "P-0001", agreed)
    for subject, kind in (
        ("P-0001", AttachmentKind.OTHER), (paid.code, AttachmentKind.INVOICE), (gift.code, AttachmentKind.OTHER)
    ):  # fmt: skip
        attachments.attach(office, subject, kind, picture())
    person = people.load_person(office, "P-0001")
    people.save_person(office, replace(person.draft, alias="Qanaryalias two"), "P-0001", person.revision)
    merging.merge_people(office, "P-0001", "P-0002")
    typed = json.dumps({"notes": "qanarytyped of Ina Qanaryname"})
    keep_drafts(office, [FormDraft("k1", "people", "P-0001", "Ina Qanaryname", office.now(), typed)])
    keep_drafts(office, [FormDraft("k2", "money", "", "", office.now(), json.dumps({"a": "для P-0001"}))])
    keep_drafts(office, [FormDraft("k3", "money", "", "other", office.now(), "{}")])
    close(kit)


def close(kit: Kit, code: str = "C-0001") -> None:
    campaign = kit.load(code)
    closed = replace(campaign.draft, status=CampaignStatus.CLOSED)
    campaigns.save_campaign(kit.office, closed, code, campaign.revision)


def everything(kit: Kit) -> str:
    """All that the tables of both books hold, as text in small letters."""
    said = []
    with kit.office.work() as work:
        run = work._connection.exec_driver_sql
        for schema in ("main", "identity"):
            names = run(f"SELECT name FROM {schema}.sqlite_schema WHERE type = 'table'").scalars().all()
            said += [str(run(f'SELECT * FROM {schema}."{name}"').fetchall()) for name in names]
    return " ".join(said).lower()


def pages_of(kit: Kit) -> bytes:
    """Both closed books, decrypted, whatever their pages hold; small letters."""
    assert kit.office.keys is not None
    assert kit.office.keys.identity is not None
    keys = {"ledger": bytes(kit.office.keys.ledger), "identity": bytes(kit.office.keys.identity)}
    kit.office.store.close()
    return b"".join(plain_bytes(kit.office.folder / f"{book}.db", key) for book, key in keys.items()).lower()


def test_nothing_that_says_who_somebody_is_is_left(kit: Kit, tmp_path: Path) -> None:
    walk(kit, tmp_path)
    before = everything(kit)
    assert [mark for mark in MARKS if mark not in before] == []  # the control: they are all there
    settings.save_settings(kit.office, replace(settings.load_settings(kit.office)))
    kit.office.clock.moment += timedelta(days=_LATER)  # type: ignore[attr-defined]  # no law keeps anything any more
    plan = erasing.view_erasure(kit.office, "P-0002")
    assert plan.codes == ("P-0001", "P-0002")
    assert (plan.campaigns, plan.files, plan.kept_files, plan.consents, plan.drafts) == (("C-0001",), 2, 1, 1, 2)
    assert (plan.relations, plan.events) == (2, 1)
    assert plan.redacted == ("DR/2026/0001", "PV/2026/0001", "PV/2026/0002")
    assert (plan.sealed, plan.problems) == ((), ())
    erasing.erase_person(kit.office, "P-0002", PASSPHRASE)
    assert verify(kit.office).findings == ()
    after = everything(kit)
    assert [mark for mark in MARKS if mark in after] == []
    assert "clinic of light" in after
    assert relations.list_relations(kit.office, "P-0003") == ()
    assert case_events.list_events(kit.office, "P-0001") == ()
    raw = pages_of(kit)
    assert [mark for mark in MARKS if mark.encode() in raw] == []
    assert b"clinic of light" in raw
    assert b"p-0001" in raw


def test_control_the_pages_hold_what_was_not_erased(kit: Kit, tmp_path: Path) -> None:
    walk(kit, tmp_path)
    raw = pages_of(kit)
    assert [mark for mark in MARKS if mark.encode() not in raw] == []


# --------------------------------------------------------------------------------------------------- what the law keeps


def later(kit: Kit, days: int) -> None:
    kit.office.clock.moment += timedelta(days=days)  # type: ignore[attr-defined]


def erase(kit: Kit, code: str = "P-0001") -> erasing.Erasure:
    return erasing.erase_person(kit.office, code, PASSPHRASE)


def row(kit: Kit, kind: ListKind, key: str) -> object:
    found = lists.stream_rows(kit.office, kind, Query(archived=True))
    return next(each for each in found if key in (getattr(each, "code", ""), getattr(each, "number", "")))


def text_of(pdf: bytes) -> str:
    return " ".join(page.extract_text() for page in PdfReader(io.BytesIO(pdf)).pages)


def test_documents_within_their_term_are_sealed_and_the_yearly_statement_is_redacted(kit: Kit) -> None:
    campaign = kit.campaign("500").code
    donor = kit.person("Zorka", name_local="Zora Qanaryname")
    kit.give(campaign, "100", donor, receipt="en")
    statement = documents.issue_document(kit.office, f"{donor}/2026/EUR", IssueRequest("en"))
    plan = erase(kit)
    assert plan.redacted == (statement.number,)
    assert [(each.number, each.until.isoformat()) for each in plan.sealed] == [("DR/2026/0001", "2036-12-31")]
    assert verify(kit.office).findings == ()
    sealed, redacted = (row(kit, ListKind.DOCUMENTS, each) for each in ("DR/2026/0001", statement.number))
    assert (sealed.party_name, sealed.redacted) == ("P-0001", None)  # type: ignore[attr-defined]
    assert (redacted.party_name, redacted.redacted) == ("P-0001", TODAY)  # type: ignore[attr-defined]
    assert "Qanaryname" in text_of(documents.view_document(kit.office, "DR/2026/0001"))
    drawn = text_of(documents.view_document(kit.office, statement.number))
    assert "Qanaryname" not in drawn
    assert "REDACTED" in drawn
    assert not [each for group in find_everywhere(kit.office, "Qanaryname").groups for each in group.found]
    # Out of the office it goes only after a question: nobody agrees to it any more.
    assert refused(documents.hand_out, kit.office, "DR/2026/0001") == ["document.sealed"]
    assert documents.hand_out(kit.office, "DR/2026/0001", anyway=True).document.handed_out


def test_a_redacted_document_keeps_its_number_its_check_code_and_its_proof(kit: Kit) -> None:
    campaign = kit.campaign("500").code
    kit.person("Zorka", name_local="Zora Qanaryname")
    kit.give(campaign, "100", "P-0001", receipt="be")
    documents.hand_out(kit.office, "DR/2026/0001")
    with kit.office.work() as work:
        before = thaw(work.documents.facts("DR/2026/0001"))
    assert refused(erasing.redact_document, kit.office, "DR/2026/0001") == ["document.in_term"]
    later(kit, _LATER)
    erasing.redact_document(kit.office, "DR/2026/0001")
    with kit.office.work() as work:
        after = thaw(work.documents.facts("DR/2026/0001"))
        assert work.documents.pdf("DR/2026/0001") == b""
    assert (after.party, after.frozen, after.qr_text()) == ("P-0001", before.digest(), before.qr_text())
    assert verify(kit.office).findings == ()
    handed = documents.hand_out(kit.office, "DR/2026/0001")
    assert "Qanaryname" not in text_of(handed.pdf)
    assert (handed.document.copies, handed.document.handed_out) == (0, True)
    assert verify(kit.office).findings == ()
    assert refused(erasing.redact_document, kit.office, "DR/2026/0001") == ["document.redacted"]
    documents.void_document(kit.office, "DR/2026/0001", "wrong")
    assert documents.load_document(kit.office, "DR/2026/0001").state is DocumentState.VOIDED
    assert verify(kit.office).findings == ()


def test_verification_notices_what_only_looks_redacted_or_erased(kit: Kit) -> None:
    campaign = kit.campaign("500").code
    kit.person("Zorka", name_local="Zora Name")
    kit.person("Other", name_local="Other Name")
    kit.give(campaign, "100", "P-0001", receipt="en")
    kit.give(campaign, "100", "P-0002", receipt="en")
    later(kit, _LATER)
    erasing.redact_document(kit.office, "DR/2026/0001")
    with kit.office.work() as work:
        run = work._connection.exec_driver_sql
        # What is left is changed by hand; another is redacted without a record; a third is said to be erased.
        run("UPDATE identity.document SET facts = replace(facts, '10000', '20000') WHERE id = 1")
        run("INSERT INTO erasure VALUES ('DR/2026/0002', '2030-01-01')")
        less = 'substr(facts, 1, length(facts) - 1) || \', "frozen": "x"}\''
        run(f"UPDATE identity.document SET pdf = x'', facts = {less} WHERE id = 2")
        run("INSERT INTO erasure VALUES ('P-0002', '2030-01-01')")
        work._connection.commit()
    found = {(each.code, next(iter(each.params.values()))) for each in verify(kit.office).findings}
    assert ("verify.facts_changed", "DR/2026/0001") in found
    assert ("verify.facts_changed", "DR/2026/0002") in found
    assert {("verify.erasure_differs", "DR/2026/0002"), ("verify.erasure_differs", "P-0002")} <= found


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE identity.document SET party = 'Another'",
        "UPDATE identity.document SET facts = '{}'",
        "UPDATE identity.document SET pdf = x'00'",
        "UPDATE identity.document SET id = 9",
        "UPDATE identity.page_source SET text = 'other'",
        "UPDATE erasure SET day = '2030-01-01'",
        "DELETE FROM erasure",
    ],
)
def test_the_books_themselves_refuse_to_say_something_else(kit: Kit, tmp_path: Path, change: str) -> None:
    walk(kit, tmp_path)
    with kit.office.work() as work:
        work._connection.exec_driver_sql("INSERT INTO erasure VALUES ('P-0009', '2030-01-01')")
        with pytest.raises(Exception, match="kept: "):
            work._connection.exec_driver_sql(change)


# ----------------------------------------------------------------------------------------------- what stands in the way


def test_what_is_open_is_refused_with_a_sentence_each(kit: Kit) -> None:
    person = kit.person("Zorka", PersonCategory.BENEFICIARY, name_local="Zora")
    campaign = kit.campaign("500", beneficiary=person).code
    kit.give(campaign, "400")
    cash.record_cash(kit.office, CashDraft(CashKind.WITHDRAWAL, eur("100"), TODAY))
    payout_steps.save_payout(kit.office, PayoutDraft(campaign, person, (PayoutLine(1, eur("10")),), TODAY))
    advances.give_advance(kit.office, AdvanceDraft(person, campaign, eur("20"), TODAY, TODAY))
    pledges.record_pledge(kit.office, PledgeDraft(campaign, person, eur("5"), TODAY, TODAY))
    paid = kit.pay(campaign, person, {1: "5"}, voucher="en")
    kit.person("Other")
    head = kit.head()
    assert refused(erasing.erase_person, kit.office, person, PASSPHRASE) == [
        "erase.payouts", "erase.advances", "erase.pledges", "erase.papers", "erase.campaigns",
    ]  # fmt: skip
    assert refused(erasing.erase_person, kit.office, "P-0002", "another one") == ["passphrase.not_yours"]
    with pytest.raises(NotFound):
        erasing.view_erasure(kit.office, "P-0077")
    assert kit.head() == head
    assert paid.document


def test_nothing_is_added_to_who_is_erased_and_nothing_comes_back(kit: Kit) -> None:
    kit.person("Zorka", name_local="Zora")
    kit.person("Second", name_local="Second")
    erase(kit)
    person = people.load_person(kit.office, "P-0001")
    assert (person.erased, person.archived, person.draft.name_local) == (TODAY, True, "")
    assert row(kit, ListKind.PEOPLE, "P-0001").erased == TODAY  # type: ignore[attr-defined]
    assert refused(people.save_person, kit.office, replace(person.draft, alias="x"), "P-0001", person.revision) == [
        "person.erased"
    ]
    assert refused(people.archive_person, kit.office, "P-0001", False) == ["person.erased"]
    assert refused(merging.merge_people, kit.office, "P-0002", "P-0001") == ["person.erased"]
    assert refused(attachments.attach, kit.office, "P-0001", AttachmentKind.OTHER, picture()) == ["person.erased"]
    agreed = ConsentDraft(Purpose.ACCOUNTANT, next(iter(ConsentChannel)), TODAY)
    assert refused(consents.record_consent, kit.office, "P-0001", agreed) == ["person.erased"]
    assert refused(erasing.erase_person, kit.office, "P-0001", PASSPHRASE) == ["person.erased"]
    assert refused(undo, kit.office) == ["undo.nothing"]
    with kit.office.work() as work:
        told = work.journal.history("P-0001")[0].record
    assert (told.verb, told.facts) == ("person.erased", {"day": TODAY.isoformat()})


def test_a_story_alone_can_go(kit: Kit, tmp_path: Path) -> None:
    walk(kit, tmp_path)
    erasing.erase_story(kit.office, "C-0001")
    campaign = kit.load("C-0001")
    assert (campaign.draft.all_titles, campaign.draft.story) == (("",), "")
    assert not [word for word in ("qanarystory", "qanarytitle") if word in everything(kit)]
    assert verify(kit.office).findings == ()
    assert refused(erasing.erase_story, kit.office, "C-0001") == ["campaign.erased"]
    assert refused(erasing.erase_story, kit.office, kit.campaign("5").code) == ["erase.campaigns"]


def test_the_index_of_words_holds_no_shred(kit: Kit, tmp_path: Path) -> None:
    walk(kit, tmp_path)

    def index() -> bytes:
        with kit.office.work() as work:
            rows = work._connection.exec_driver_sql("SELECT block FROM identity.search_data").scalars().all()
        return b" ".join(rows)

    shred = search_words("qanaryname").strip()[2:5].encode()
    assert shred in index(), "the control"
    later(kit, _LATER)
    erase(kit)
    assert shred not in index()
