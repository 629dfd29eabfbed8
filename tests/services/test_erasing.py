"""Erasing a person: what goes, what the law keeps, what stands in the way; the chain and every sum still agree."""

import io
import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from PIL import Image

from desktop.domain.advances import AdvanceDraft, ProofLine, SettlementDraft
from desktop.domain.attachments import AttachmentKind
from desktop.domain.campaigns import CampaignStatus
from desktop.domain.cash import CashDraft, CashKind
from desktop.domain.consents import ConsentChannel, ConsentDraft, Purpose
from desktop.domain.drafts import FormDraft
from desktop.domain.errors import Refused
from desktop.domain.imports import PageImport
from desktop.domain.people import NameUse, PersonCategory
from desktop.domain.receipts import IssueRequest
from desktop.services import (
    advances,
    attachments,
    campaigns,
    cash,
    consents,
    documents,
    donations,
    erasing,
    merging,
    pages,
    people,
    settings,
)
from desktop.services.drafts import keep_drafts
from desktop.services.verification import verify
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
    )  # fmt: skip
    kit.person("Second", PersonCategory.BENEFICIARY, name_local="Ina Qanaryname", notes="qanarynote two")
    helper = kit.person("Clinic", PersonCategory.PAYEE, name_local="Clinic of Light")
    draft = replace(pages.proposed_campaign(page), beneficiary="P-0001")
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
    consent = ConsentDraft(
        Purpose.ACCOUNTANT, next(iter(ConsentChannel)), TODAY, witness="qanarywhy", note="qanarynote"
    )
    consents.record_consent(office, "P-0001", consent)
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


def trigrams(text: str) -> Iterator[str]:
    yield from (text[place : place + 3] for place in range(len(text) - 2))


def test_nothing_that_says_who_somebody_is_is_left(kit: Kit, tmp_path: Path) -> None:
    walk(kit, tmp_path)
    before = everything(kit)
    assert [mark for mark in MARKS if mark not in before] == []  # the control: they are all there
    settings.save_settings(kit.office, replace(settings.load_settings(kit.office)))
    kit.office.clock.moment += timedelta(days=_LATER)  # type: ignore[attr-defined]  # no law keeps anything any more
    plan = erasing.view_erasure(kit.office, "P-0002")
    assert plan.codes == ("P-0001", "P-0002")
    assert (plan.campaigns, plan.files, plan.kept_files, plan.consents, plan.drafts) == (("C-0001",), 2, 1, 1, 2)
    assert plan.redacted == ("DR/2026/0001", "PV/2026/0001", "PV/2026/0002")
    assert (plan.sealed, plan.problems) == ((), ())
    erasing.erase_person(kit.office, "P-0002", PASSPHRASE)
    assert verify(kit.office).findings == ()
    after = everything(kit)
    assert [mark for mark in MARKS if mark in after] == []
    assert "clinic of light" in after
    raw = pages_of(kit)
    assert [mark for mark in MARKS if mark.encode() in raw] == []
    assert b"clinic of light" in raw
    assert b"p-0001" in raw


def test_control_the_pages_hold_what_was_not_erased(kit: Kit, tmp_path: Path) -> None:
    walk(kit, tmp_path)
    raw = pages_of(kit)
    assert [mark for mark in MARKS if mark.encode() not in raw] == []
