"""A person's card: what it says, of whom it says no more than a code, who is refused, and the record of its leaving."""

from __future__ import annotations

import io
from datetime import date, timedelta
from typing import TYPE_CHECKING

import pytest
from pypdf import PdfReader

from desktop.domain.attachments import AttachmentKind
from desktop.domain.case_events import EventDraft, EventKind
from desktop.domain.consents import ConsentChannel, ConsentDraft, Purpose
from desktop.domain.errors import NotFound, Refused
from desktop.domain.papers import LoosePaper, grouped_iban
from desktop.domain.people import NameUse, PersonCategory
from desktop.domain.relations import RelationDraft, RelationKind
from desktop.services.attachments import attach
from desktop.services.case_events import save_event
from desktop.services.consents import record_consent, withdraw_consent
from desktop.services.erasing import erase_person
from desktop.services.history import history
from desktop.services.loose_papers import PRINTED, SAVED, Leaving, note_printed, save_paper
from desktop.services.merging import merge_people
from desktop.services.person_card import person_card_pdf
from desktop.services.relations import save_relation
from desktop.services.safe_view import coded_office
from desktop.services.verification import verify
from tests.intake.strange_files import picture
from tests.services.office_kit import PASSPHRASE, TODAY, Kit, open_without_names

if TYPE_CHECKING:
    from pathlib import Path

WHOLE: dict[str, object] = {
    "name_local": "Ганна Верабейчык", "name_latin": "Hanna Verabeichyk", "name_bank": "HANNA V",
    "birth_date": date(1984, 3, 9), "nationality": "BY", "document": "Passport MP1234567",
    "national_id": "4090384A001PB0", "national_id_country": "BY", "phone": "+48600100200", "email": "h@example.org",
    "safe_channel": "Signal", "do_not_contact_via": "Viber", "languages": "be, ru", "country": "PL",
    "region": "Podlaskie", "city": "Bialystok", "postcode": "15-001", "address": "Lipowa 4",
    "iban": "PL61109010140000071219812874", "bic": "WBKPPLPP", "account_holder": "Jan Kawka",
    "case_status": "released", "article": "342", "sentence": "2 years", "held_at": "Homiel",
    "detained_on": date(2022, 5, 1), "released_on": date(2024, 5, 1), "needs": "Dentist", "notes": "After seven",
    "concerns": ("health",),
}  # fmt: skip


def said(pdf: bytes) -> str:
    return " ".join(" ".join(page.extract_text() for page in PdfReader(io.BytesIO(pdf)).pages).split())


def person_with_all(kit: Kit) -> str:
    """Enter a person of whom there is something of everything."""
    office = kit.office
    code = kit.person("Heron", PersonCategory.BENEFICIARY, **WHOLE)
    lawyer = kit.person("Oak", PersonCategory.PAYEE, name_local="Алесь Адвакат")
    record_consent(office, code, ConsentDraft(Purpose.DATA, ConsentChannel.PAPER, TODAY, TODAY + timedelta(days=700)))
    witnessed = ConsentDraft(Purpose.DONOR, ConsentChannel.WITNESSED, TODAY, witness="Ema", note="in the kitchen")
    withdraw_consent(office, record_consent(office, code, witnessed).number, TODAY)
    save_event(office, code, EventDraft(date(2024, 5, 1), EventKind.RELEASE, "Term served"))
    save_event(office, code, EventDraft(date(2022, 5, 1), EventKind.DETENTION, "At work"))
    save_relation(office, code, RelationDraft(lawyer, RelationKind.LAWYER, "Since 2022"))
    fund = kit.campaign("500", "80", title="A new start", beneficiary=code).code
    kit.give(fund, "580", code)
    kit.pay(fund, code, {1: "120.50"}, voucher="en")
    attach(office, code, AttachmentKind.OTHER, picture())
    return code


def test_it_says_all_that_is_held_of_the_person(kit: Kit) -> None:
    code = person_with_all(kit)
    text = said(person_card_pdf(kit.office, code, "en"))
    plain = (value for value in WHOLE.values() if isinstance(value, str) and len(value) > 2)
    for each in plain:
        if each not in (WHOLE["iban"], "released"):
            assert each in text, each
    for each in (
        "P-0001", "Beneficiary", "Released", "1984-03-09", "Belarus", "Poland", "2022-05-01", "Health",
        "PL61 1090 1014 0000 0712 1981 2874", "15-001 Bialystok",
        "Signed on paper", "2028-04-19", "Withdrawn on 2026-05-20", "Ema", "in the kitchen",
        "Lawyer P-0002 Since 2022", "C-0001 A new start Open 580.00 EUR 120.50 EUR",
        "2026-05-20 O-0001 C-0001 PV/2026/0001 Paid 120.50 EUR", "2026-05-20 D-0001 C-0001 580.00 EUR",
        "P-0001-other-1.jpg", "Personal data: keep locked · Lantern Aid", "Page 1 of 2",
    ):  # fmt: skip
        assert each in text, each
    assert text.index("At work") < text.index("Term served"), "events stand in their order"


def test_other_people_are_named_as_it_was_chosen(kit: Kit) -> None:
    code = person_with_all(kit)
    assert "Алесь" not in said(person_card_pdf(kit.office, code, "en"))
    assert "Oak" not in said(person_card_pdf(kit.office, code, "en"))
    assert "P-0002 Oak" in said(person_card_pdf(kit.office, code, "en", others=NameUse.ALIAS))
    assert "P-0002 Алесь Адвакат" in said(person_card_pdf(kit.office, code, "en", others=NameUse.NAME))


def test_of_whom_little_is_known_nothing_is_said_in_vain(kit: Kit) -> None:
    text = said(person_card_pdf(kit.office, kit.person("Maple"), "en"))
    assert "Donor" in text
    for missing in ("Contact", "Payment", "Case", "Protection", "Consents", "Events", "Relations", "Files", "IBAN"):
        assert missing not in text


def test_a_card_of_a_former_code_is_that_of_the_person_now(kit: Kit) -> None:
    kept, other = kit.person("Heron"), kit.person("Herron")
    merge_people(kit.office, kept, other)
    text = said(person_card_pdf(kit.office, other, "en"))
    assert "Heron" in text
    assert "Former codes Donor Heron P-0002" in text


def test_two_languages_stand_side_by_side_and_an_unknown_one_is_refused(kit: Kit) -> None:
    code = kit.person("Heron")
    assert "en" in str(PdfReader(io.BytesIO(person_card_pdf(kit.office, code, "en", "be"))).trailer["/Root"]["/Lang"])
    with pytest.raises(Refused):
        person_card_pdf(kit.office, code, "xx")


# ------------------------------------------------------------------------------------------- who is refused, the record


def refused(office: object, code: str) -> str:
    with pytest.raises(Refused) as refusal:
        person_card_pdf(office, code, "en")  # type: ignore[arg-type]
    return refusal.value.problems[0].code


def test_without_the_book_of_names_there_is_none(kit: Kit) -> None:
    code = kit.person("Heron")
    assert refused(coded_office(kit.office), code) == "safe.on"
    folder = kit.office.folder
    kit.office.close()
    office = open_without_names(folder)
    assert refused(office, code) == "identity.needed"
    office.close()


def test_nobody_and_who_was_erased_has_none(kit: Kit) -> None:
    with pytest.raises(NotFound):
        person_card_pdf(kit.office, "P-0009", "en")
    code = kit.person("Heron")
    erase_person(kit.office, code, PASSPHRASE)
    assert refused(kit.office, code) == "person.erased"


def test_that_it_left_is_told_by_the_persons_history_without_a_name(kit: Kit, tmp_path: Path) -> None:
    code = person_with_all(kit)
    pdf = person_card_pdf(kit.office, code, "en")
    leaving = Leaving(LoosePaper.PERSON_CARD, pdf, code, NameUse.NAME)
    save_paper(kit.office, leaving, tmp_path / "card.pdf")
    note_printed(kit.office, leaving)
    assert (tmp_path / "card.pdf").read_bytes() == pdf
    lines = history(kit.office, code)[-2:]
    assert [line.verb for line in lines] == [SAVED, PRINTED]
    assert [(each.what, each.after) for each in lines[0].changes] == [("paper", LoosePaper.PERSON_CARD)]
    with kit.office.work() as work:
        link = work.journal.last()
    assert link is not None
    assert set(link.record.facts) == {"paper", "names", "sha256"}
    assert verify(kit.office).findings == ()


def test_nothing_beside_its_pages_says_who_it_is(kit: Kit) -> None:
    pdf = person_card_pdf(kit.office, person_with_all(kit), "en")
    metadata = PdfReader(io.BytesIO(pdf)).metadata
    assert metadata is not None
    assert set(metadata.values()) <= {"Skarbonka", "D:20260520000000Z", "", "False", "/False"}
    for telling in ("Heron", "Verabeichyk", "P-0001", "Ганна"):
        assert telling.encode() not in pdf


def test_an_account_is_grouped_by_four() -> None:
    assert grouped_iban("LT12 1000 01110\n0100 1000") == "LT12 1000 0111 0010 0100 0"
    assert grouped_iban("") == ""
