"""Texts that would break a list, a paper or a workbook are tidied on their way in; all else is kept as typed."""

from dataclasses import replace

import pytest

from desktop.domain.errors import Refused
from desktop.domain.people import NameUse, PersonCategory, PersonDraft
from desktop.domain.receipts import IssueRequest
from desktop.services import campaigns, documents, donations, people, reports, settings
from desktop.services.verification import verify
from tests.services.office_kit import SETTINGS, TODAY, Kit, draft_campaign

NAMES = (
    "a\x00b", "a\nb", "a\ud800b", "\u202eevil", "x" * 200, "Ж" * 200, "名" * 200, "ა" * 200, "é" * 200,
    '=HYPERLINK("http://x","y")', "+1", "@SUM(A1)", "-2", "\tTab", "<b>&amp;</b>", "</para><font size=99>", "%s {x}",
    "👩\u200d👩\u200d👧", "שלום", "'quote\"", "C:\\path", "NULL",
)  # fmt: skip


def test_every_text_goes_through_the_whole_office(kit: Kit) -> None:
    kit.campaign("1000000")
    for name in NAMES:
        draft = draft_campaign("10", title=name, story=name)
        item = replace(draft.items[0], description=name, unit=name, donor_line=name)
        campaigns.save_campaign(kit.office, replace(draft, items=(item,)))
        person = kit.person("", PersonCategory.PAYEE, name_local=name, notes=name, address=name, document=name)
        language = "be" if len(name) % 2 else "en"
        kit.give("C-0001", "1.01", person, receipt=language, reference=name)
        paid = kit.pay("C-0001", person, {1: "0.50"}, purpose=name, voucher=language)
        assert paid.document
        documents.void_document(kit.office, paid.document, name)
        documents.issue_document(kit.office, paid.code, IssueRequest(language, NameUse.NAME, name))
    settings.save_settings(
        kit.office, replace(SETTINGS, organisation=replace(SETTINGS.organisation, signatory="A\x00\nB"))
    )
    assert settings.load_settings(kit.office).organisation.signatory == "A B"
    for use in (NameUse.CODE, NameUse.NAME):
        request = reports.WorkbookRequest(campaigns=reports.all_campaigns(kit.office), name_use=use)
        assert reports.make_workbook(kit.office, request).data
    assert verify(kit.office).findings == ()


@pytest.mark.parametrize("nothing", ["\u200b", "\r", " \n\t", "\ufeff", "\x00\x01", "\ud800"])
def test_a_name_that_nobody_can_see_is_none(kit: Kit, nothing: str) -> None:
    with pytest.raises(Refused):
        people.save_person(kit.office, PersonDraft(PersonCategory.DONOR, name_local=nothing, alias=nothing))
    with pytest.raises(Refused):
        kit.campaign("10", title=nothing)
    kit.campaign("10")
    kit.give("C-0001", "5")
    with pytest.raises(Refused):
        donations.take_back_donation(kit.office, "D-0001", nothing, TODAY)
    assert verify(kit.office).findings == ()
