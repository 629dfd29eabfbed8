"""Attached files: opened apart, kept without what photos tell, seen as pixels, removed with a reason, verified."""

from __future__ import annotations

import hashlib
import io
from typing import TYPE_CHECKING

import pytest
from PIL import Image

from desktop.domain.attachments import JPEG, PDF, AttachmentKind
from desktop.domain.errors import CannotRead, CannotWrite, NotFound, Refused
from desktop.domain.journal import Record
from desktop.domain.people import PersonCategory
from desktop.services import attachments, verification, wording
from desktop.services.history import history
from desktop.services.history_words import verb_words
from tests.intake.strange_files import pages_as_tiff, pdf, photo_with_exif, picture, png_that_says
from tests.services.office_kit import Kit, books, make_office, open_office, open_without_names

if TYPE_CHECKING:
    from pathlib import Path

INVOICE = AttachmentKind.INVOICE


def second_page_broken() -> bytes:
    """A PDF whose first page can be seen, and not its second."""
    whole = pdf(2)
    last = whole.rindex(b"/Type /Page ")
    return whole[:last] + b"/Type /Rage " + whole[last + 12 :]


@pytest.fixture
def kit(tmp_path: Path) -> Kit:
    made = Kit(make_office(tmp_path / "vault"))
    made.campaign("500.00")
    made.person("North Star")
    made.person("A clinic", PersonCategory.PAYEE)
    made.give("C-0001", "500.00", "P-0001", receipt="en")
    made.pay("C-0001", "P-0002", {1: "100.00"}, voucher="en")
    return made


def test_an_invoice_is_attached_and_told_by_its_hash_alone(kit: Kit, tmp_path: Path) -> None:
    data = pdf(2, contents=b"(Jan Kowalski) Tj")
    path = tmp_path / "Faktura Jan Kowalski.pdf"
    path.write_bytes(data)
    added = attachments.attach_file(kit.office, "O-0001", INVOICE, path)
    assert (added.name, added.media, added.pages, added.size) == ("O-0001-invoice-1.pdf", PDF, 2, len(data))
    assert added.sha256 == hashlib.sha256(data).hexdigest()
    assert attachments.attachments(kit.office, "O-0001") == (added,)
    with kit.office.work() as work:
        last = work.journal.last()
    assert last is not None
    assert last.record == Record(
        "attachment.added", "O-0001", {"attachment": 1, "kind": "invoice", "sha256": added.sha256, "size": len(data)}
    )
    assert "A file was attached" in [verb_words(line) for line in history(kit.office, "O-0001")]
    assert len(attachments.attachment_pages(kit.office, 1)) == 2
    assert verification.verify(kit.office).findings == ()


def test_a_photo_is_made_anew_without_what_it_told(kit: Kit) -> None:
    photo = photo_with_exif((5000, 3000))
    assert b"Hidden Maker" in photo
    added = attachments.attach(kit.office, "O-0001", INVOICE, photo)
    (kept,) = attachments.attachment_pages(kit.office, added.number)
    image = Image.open(io.BytesIO(kept))
    assert b"Hidden" not in kept
    assert b"Exif" not in kept
    assert dict(image.getexif()) == {}
    assert image.size == (1440, 2400)
    assert (added.media, added.sha256) == (JPEG, hashlib.sha256(kept).hexdigest())
    small = Image.open(io.BytesIO(attachments.attachment_thumbnail(kit.office, added.number)))
    assert max(small.size) == 240


@pytest.mark.parametrize(
    ("data", "reason"),
    [(b"", "empty"), (b"words", "no_picture"), (pages_as_tiff(2), "several_pictures"),
     (png_that_says(50_000, 50_000), "too_many_pixels"), (second_page_broken(), "picture_damaged")],
    ids=["empty", "words", "tiff", "bomb", "second page"],
)  # fmt: skip
def test_what_cannot_be_opened_is_refused_with_a_sentence(kit: Kit, data: bytes, reason: str) -> None:
    with pytest.raises(CannotRead) as refusal:
        attachments.attach(kit.office, "O-0001", INVOICE, data)
    assert refusal.value.params["reason"] == reason
    assert len(wording.explain(refusal.value).why) > 15
    assert attachments.attachments(kit.office, "O-0001") == ()


def test_the_same_file_twice_is_said(kit: Kit) -> None:
    attachments.attach(kit.office, "O-0001", INVOICE, picture())
    with pytest.raises(Refused, match=r"attachment\.there_already"):
        attachments.attach(kit.office, "O-0001", INVOICE, picture())
    attachments.attach(kit.office, "P-0002", AttachmentKind.OTHER, picture())


def test_too_large_a_file_and_a_strange_subject_are_refused(kit: Kit) -> None:
    with pytest.raises(Refused, match=r"attachment\.too_large"):
        attachments.attach(kit.office, "O-0001", INVOICE, b"%PDF" + b"0" * (20 << 20))
    with pytest.raises(Refused, match=r"attachment\.no_subject"):
        attachments.attach(kit.office, "T-0001", INVOICE, picture())
    for missing in ("O-0009", "P-0009", "D-0009", "C-0009", "PV/2026/0009"):
        with pytest.raises(NotFound):
            attachments.attach(kit.office, missing, INVOICE, picture())


@pytest.mark.parametrize("subject", ["O-0001", "D-0001", "P-0001", "C-0001", "PV/2026/0001"])
def test_files_belong_to_payouts_donations_people_campaigns_and_documents(kit: Kit, subject: str) -> None:
    assert attachments.attach(kit.office, subject, AttachmentKind.OTHER, picture()).subject == subject


def test_a_removed_file_leaves_its_hash_and_reason(kit: Kit) -> None:
    added = attachments.attach(kit.office, "O-0001", INVOICE, picture())
    with pytest.raises(Refused, match=r"reason\.missing"):
        attachments.remove_attachment(kit.office, added.number, "  ")
    gone = attachments.remove_attachment(kit.office, added.number, "It was somebody else's")
    assert (gone.removed, gone.removed_because, gone.removed_by) == (True, "It was somebody else's", 1)
    assert gone.sha256 == added.sha256
    for read in (attachments.attachment_pages, attachments.attachment_thumbnail):
        with pytest.raises(Refused, match=r"attachment\.removed"):
            read(kit.office, added.number)
    with pytest.raises(Refused, match=r"attachment\.removed"):
        attachments.remove_attachment(kit.office, added.number, "again")
    again = attachments.attach(kit.office, "O-0001", INVOICE, picture())
    assert again.name == "O-0001-invoice-2.jpg"
    assert verification.verify(kit.office).findings == ()


def test_a_file_is_handed_out_and_that_is_recorded(kit: Kit, tmp_path: Path) -> None:
    data = pdf()
    added = attachments.attach(kit.office, "O-0001", INVOICE, data)
    target = tmp_path / added.name
    attachments.export_attachment(kit.office, added.number, target)
    assert target.read_bytes() == data
    assert history(kit.office, "O-0001")[-1].verb == "attachment.handed_out"
    before = kit.head()
    with pytest.raises(CannotWrite):
        attachments.export_attachment(kit.office, added.number, tmp_path / "nowhere" / "x.pdf")
    assert kit.head() == before


def test_the_book_keeps_files_as_they_were_attached(kit: Kit) -> None:
    added = attachments.attach(kit.office, "O-0001", INVOICE, picture())
    gone = attachments.attach(kit.office, "O-0001", INVOICE, pdf())
    attachments.remove_attachment(kit.office, gone.number, "no")
    for change in ({"data": b"other"}, {"sha256": "0" * 64}, {"media": PDF}, {"data": b""}):
        with kit.office.work() as work, pytest.raises(Exception, match="kept: attachment"):
            work.attachments.update(added.number, **change)
    with kit.office.work() as work, pytest.raises(Exception, match="kept: attachment_stays_removed"):
        work.attachments.update(gone.number, removed_because="yes")


def test_a_file_with_other_bytes_is_found(kit: Kit) -> None:
    added = attachments.attach(kit.office, "O-0001", INVOICE, picture())
    with kit.office.work() as work:
        work._connection.exec_driver_sql("DROP TRIGGER identity.attachment_keeps_its_bytes")
        work.attachments.update(added.number, data=b"other")
        work.commit(Record("test", "office"))
    rule, found = verification.verify(kit.office).findings
    assert wording.finding(rule).startswith("The identity book lacks 1 of its own tables, indexes and rules (the first")
    assert wording.finding(found) == "The file 1 of O-0001 is not the one that was attached."


def test_without_names_nothing_is_attached_or_seen(kit: Kit, tmp_path: Path) -> None:
    attachments.attach(kit.office, "O-0001", INVOICE, picture())
    kit.office.close()
    office = open_without_names(tmp_path / "vault")
    try:
        assert attachments.attachments(office, "O-0001") == ()
        for verb in (
            lambda: attachments.attach(office, "O-0001", INVOICE, picture()),
            lambda: attachments.attachment_pages(office, 1),
            lambda: attachments.remove_attachment(office, 1, "why"),
        ):
            with pytest.raises(Refused, match=r"identity\.needed"):
                verb()
        assert verification.verify(office).findings == ()
    finally:
        office.close()


def test_the_first_page_alone_is_given(kit: Kit) -> None:
    added = attachments.attach(kit.office, "O-0001", INVOICE, pdf(3))
    assert len(attachments.attachment_pages(kit.office, added.number, first_only=True)) == 1


def test_nothing_of_a_file_lies_readable_in_the_vault(kit: Kit, tmp_path: Path) -> None:
    attachments.attach(kit.office, "O-0001", INVOICE, pdf(1, contents=b"CANARY-IN-INVOICE"))
    kit.office.close()
    assert b"CANARY-IN-INVOICE" not in books(tmp_path / "vault")
    office = open_office(tmp_path / "vault")
    assert len(attachments.attachments(office, "O-0001")) == 1
    office.close()
