"""Papers that name people who do not agree any more: asked again when they go out, in packs and one by one."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from desktop.domain.attachments import AttachmentKind
from desktop.domain.consents import ConsentChannel, ConsentDraft, ConsentRule, Purpose
from desktop.domain.errors import Refused
from desktop.domain.payouts import PayeeRole
from desktop.domain.people import NameUse, PersonCategory
from desktop.domain.receipts import IssueRequest
from desktop.services import attachments, consents, documents, people, settings
from desktop.services.auditors_pack import make_pack
from desktop.services.history import history
from desktop.services.history_words import change_words
from desktop.services.named_exports import Typed, save_pack
from desktop.services.named_papers import bearers, check_handing
from desktop.services.paper_batch import export_each, export_joined
from desktop.services.reports import WorkbookRequest, all_campaigns, consent_words
from desktop.services.verification import verify
from tests.intake.strange_files import pdf
from tests.services.office_kit import TODAY, Kit, make_office, open_without_names
from tests.services.test_auditors_pack import index, opened, read

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

NAME, OTHER = "Ганна Вэрас", "Пётр Дуб"
DRAFT = ConsentDraft(Purpose.ACCOUNTANT, ConsentChannel.PAPER, TODAY - timedelta(days=9))
NAMED, CODED = "PV/2026/0001", "PV/2026/0002"


@pytest.fixture
def kit(tmp_path: Path) -> Iterator[Kit]:
    """An office with a voucher by the name, one by the code, and one of somebody else."""
    office = make_office(tmp_path / "vault")
    made = Kit(office)
    payee, other = made.person("Lime", name_local=NAME), made.person("Oak", name_local=OTHER)
    campaign = made.campaign("100").code
    made.give(campaign, "90")
    for person, use in ((payee, NameUse.NAME), (payee, NameUse.CODE), (other, NameUse.NAME)):
        code = made.pay(campaign, person, {1: "10"}).code
        documents.issue_document(office, code, documents_request(use))
    yield made
    office.close()


def documents_request(use: NameUse) -> IssueRequest:
    return IssueRequest("en", use)


def rule(kit: Kit, wanted: ConsentRule) -> None:
    settings.save_settings(kit.office, replace(settings.load_settings(kit.office), document_consent=wanted))


def agreed(kit: Kit, person: str = "P-0001", **more: object) -> int:
    return consents.record_consent(kit.office, person, replace(DRAFT, **more)).number  # type: ignore[arg-type]


def withdraw(kit: Kit, person: str = "P-0001") -> None:
    consents.withdraw_consent(kit.office, agreed(kit, person), TODAY)


def named(kit: Kit, number: str) -> tuple[str, ...]:
    with kit.office.work() as work:
        return bearers(work, number)


def test_a_withdrawn_consent_is_asked_about_each_time_and_the_answer_is_recorded(kit: Kit, tmp_path: Path) -> None:
    documents.hand_out(kit.office, NAMED)  # a consent that was never recorded was spoken of at issue
    withdraw(kit)
    for take in (
        lambda: documents.hand_out(kit.office, NAMED),
        lambda: documents.export_document(kit.office, NAMED, tmp_path / "one.pdf"),
        lambda: export_joined(kit.office, (CODED, NAMED), tmp_path / "all.pdf"),
    ):
        with pytest.raises(Refused, match=r"^document\.handing_consent$"):
            take()
    assert list(tmp_path.glob("*.pdf")) == []
    assert documents.load_document(kit.office, NAMED).copies == 0
    assert not documents.load_document(kit.office, CODED).handed_out, "all or none"
    assert NAME in read(documents.view_document(kit.office, NAMED)), "the vault's own view stays"
    documents.hand_out(kit.office, NAMED, anyway=True)
    said = [change_words(change) for line in history(kit.office, NAMED) for change in line.changes]
    assert said.count("Though a person named on it does not agree any more: yes") == 1
    agreed(kit)
    assert documents.hand_out(kit.office, NAMED).document.copies == 2
    assert verify(kit.office).good


def test_a_batch_of_files_ends_at_what_may_not_go_out(kit: Kit, tmp_path: Path) -> None:
    withdraw(kit)
    held = check_handing(kit.office, (CODED, NAMED, "PV/2026/0003"))
    assert [(each.number, each.refused) for each in held] == [(NAMED, False)]
    batch = export_each(kit.office, (CODED, NAMED), tmp_path)
    assert (batch.done, batch.left) == ((CODED,), (NAMED,))
    assert isinstance(batch.error, Refused)
    assert export_each(kit.office, (NAMED,), tmp_path, anyway=True).done == (NAMED,)


def test_what_ran_out_is_asked_about_and_off_asks_nothing(kit: Kit) -> None:
    agreed(kit, until=TODAY - timedelta(days=1))
    assert len(check_handing(kit.office, (NAMED,))) == 1
    rule(kit, ConsentRule.OFF)
    assert check_handing(kit.office, (NAMED,)) == ()
    documents.hand_out(kit.office, NAMED)


def test_where_the_office_refuses_nobody_hands_it_out_void_or_not(kit: Kit) -> None:
    rule(kit, ConsentRule.REFUSE)
    documents.void_document(kit.office, "PV/2026/0003", "Came twice")
    for number in (NAMED, "PV/2026/0003"):
        with pytest.raises(Refused, match=r"document\.handing_consent"):
            documents.hand_out(kit.office, number, anyway=True)
    documents.hand_out(kit.office, CODED)
    agreed(kit)
    documents.hand_out(kit.office, NAMED)


def test_a_name_that_was_changed_or_cleared_since_still_stands_on_its_paper(kit: Kit) -> None:
    person = people.load_person(kit.office, "P-0001")
    people.save_person(
        kit.office, replace(person.draft, name_local="", alias="Birch"), person.code, revision=person.revision
    )
    assert (named(kit, NAMED), named(kit, CODED)) == (("P-0001",), ())


def test_an_alias_names_nobody_unless_the_name_is_in_it(kit: Kit) -> None:
    plain = kit.person("Grey", name_latin="Hanna Kavalevich")
    telling = kit.person("Pani Kavalevich", name_latin="Hanna Kavalevich")
    numbers = []
    for person in (plain, telling):
        code = kit.pay("C-0001", person, {1: "1"}).code
        numbers.append(documents.issue_document(kit.office, code, documents_request(NameUse.ALIAS)).number)
    assert [named(kit, number) for number in numbers] == [(), (telling,)]


def test_a_proxys_voucher_names_the_beneficiary_too(kit: Kit) -> None:
    person = kit.person("Elm", PersonCategory.BENEFICIARY, name_local="Янка Вяз")
    campaign = kit.campaign("50", beneficiary=person).code
    kit.give(campaign, "50")
    code = kit.pay(campaign, "P-0002", {1: "5"}, role=PayeeRole.PROXY, authority="Letter of 1 May").code
    issued = documents.issue_document(kit.office, code, documents_request(NameUse.NAME)).number
    assert named(kit, issued) == ("P-0002", person)


def test_without_the_book_of_names_nothing_is_asked(kit: Kit, tmp_path: Path) -> None:
    rule(kit, ConsentRule.REFUSE)
    kit.office.close()
    blind = open_without_names(tmp_path / "vault")
    assert check_handing(blind, (NAMED,)) == ()
    blind.close()


# ------------------------------------------------------------------------------------------------ the auditor's pack


def pack(kit: Kit, use: NameUse = NameUse.NAME, path: Path | None = None) -> tuple[dict[str, bytes], str]:
    made = make_pack(kit.office, WorkbookRequest(all_campaigns(kit.office), use))
    if path is not None:
        save_pack(kit.office, made, path, Typed.JUST_NOW)
    return opened(made.data), consent_words(made) if made.without_consent else ""


def test_a_pack_by_names_says_whom_it_names_without_consent(kit: Kit, tmp_path: Path) -> None:
    agreed(kit, "P-0002")
    files, said = pack(kit, path=tmp_path / "pack.zip")
    assert said.startswith("1 person has no consent in force that accountants see the name: P-0001.")
    assert "by codes or aliases" in said
    assert NAME in read(files["documents/PV-2026-0001.pdf"])
    recorded = next(line for line in history(kit.office, "office") if line.verb == "pack.exported")
    assert len(recorded.changes) == 1
    assert pack(kit, NameUse.CODE)[1] == ""
    rule(kit, ConsentRule.OFF)
    assert pack(kit)[1] == ""


def test_where_the_office_refuses_a_pack_by_names_has_the_codes_of_those_who_did_not_agree(kit: Kit) -> None:
    rule(kit, ConsentRule.REFUSE)
    agreed(kit, "P-0001")
    documents.hand_out(kit.office, NAMED)
    attachments.attach(kit.office, "PV/2026/0003", AttachmentKind.SIGNED_SCAN, pdf())
    files, said = pack(kit)
    assert "P-0002. They stand there under their codes. A consent recorded" in said
    assert NAME in read(files["documents/PV-2026-0001.pdf"])
    for name, data in files.items():
        if name.endswith(".pdf"):
            assert OTHER not in read(data), name
        if name.endswith(".xlsx"):
            assert OTHER.encode() not in b"".join(opened(data).values())
    assert OTHER not in files["index.txt"].decode()
    assert index(files)["PV/2026/0003"]["Person"] == "P-0002"
    assert not [name for name in files if name.startswith("scans/")]


def test_a_pack_by_aliases_asks_for_those_whose_alias_is_their_name(kit: Kit) -> None:
    person = kit.person("Pani Kavalevich", name_latin="Hanna Kavalevich")
    kit.pay("C-0001", person, {1: "1"}, voucher="en")
    files, said = pack(kit, NameUse.ALIAS)
    assert person in said
    rule(kit, ConsentRule.REFUSE)
    files, said = pack(kit, NameUse.ALIAS)
    assert index(files)["PV/2026/0004"]["Person"] == person
    assert "under their codes" in said
