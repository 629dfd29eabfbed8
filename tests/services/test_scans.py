"""Signed scans: matched by the whole of their code, filed, waiting in the tray, taken off; payouts agree with them."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from desktop.domain.attachments import AttachmentKind
from desktop.domain.errors import NotFound, Refused, Stopped
from desktop.domain.payouts import PayoutState
from desktop.domain.people import PersonCategory
from desktop.domain.periods import Month
from desktop.domain.receipts import DocumentState, Rendering, thaw
from desktop.domain.scans import Waits
from desktop.services import attachments, documents, payouts, scans, verification, wording
from desktop.services.history import history
from desktop.services.issuing import draw
from tests.intake.strange_files import pdf, picture
from tests.services.office_kit import Kit, make_office, open_office, open_without_names
from tests.services.paper_kit import photographed, printed, scanned, two_on_a_sheet

if TYPE_CHECKING:
    from pathlib import Path

    from PIL import Image

VOUCHERS = ("PV/2026/0001", "PV/2026/0002", "PV/2026/0003")


@pytest.fixture
def kit(tmp_path: Path) -> Kit:
    made = Kit(make_office(tmp_path / "vault"))
    made.campaign("500.00")
    made.person("North Star")
    made.person("A clinic", PersonCategory.PAYEE)
    made.give("C-0001", "500.00", "P-0001", receipt="en")
    for amount in ("100.00", "120.00", "33.10"):
        made.pay("C-0001", "P-0002", {1: amount}, voucher="be")
    return made


def paper(kit: Kit, number: str) -> Image.Image:
    return printed(documents.view_document(kit.office, number))


def take(kit: Kit, tmp_path: Path, *files: bytes) -> scans.TakenScans:
    paths = []
    for place, data in enumerate(files):
        path = tmp_path / f"Фота {place}.bin"
        path.write_bytes(data)
        paths.append(path)
    return scans.take_scans(kit.office, paths)


def state(kit: Kit, place: int) -> tuple[DocumentState, PayoutState]:
    document = documents.load_document(kit.office, VOUCHERS[place])
    return document.state, payouts.load_payout(kit.office, document.subject_code).state


SIGNED, PAID = (DocumentState.SIGNED, PayoutState.SIGNED), (DocumentState.ISSUED, PayoutState.PAID)


def test_a_photo_of_a_signed_voucher_is_filed_to_it(kit: Kit, tmp_path: Path) -> None:
    taken = take(kit, tmp_path, photographed(paper(kit, VOUCHERS[1])))
    (filed,) = taken.filed
    assert (filed.document, filed.signed) == (VOUCHERS[1], True)
    assert taken == scans.TakenScans((filed,))
    assert [state(kit, place) for place in range(3)] == [PAID, SIGNED, PAID]
    (scan,) = attachments.attachments(kit.office, VOUCHERS[1])
    assert (scan.kind, scan.name) == (AttachmentKind.SIGNED_SCAN, "PV-2026-0002-signed-scan-1.jpg")
    (kept,) = attachments.attachment_pages(kit.office, scan.number)
    assert b"Hidden Maker" not in kept
    assert history(kit.office, VOUCHERS[1])[-1].verb == "document.signed"
    assert verification.verify(kit.office).findings == ()


def test_a_scanned_pile_is_filed_page_by_page(kit: Kit, tmp_path: Path) -> None:
    pile = scanned([paper(kit, number) for number in (*VOUCHERS[::-1], "DR/2026/0001")])
    taken = take(kit, tmp_path, pile)
    assert [filed.document for filed in taken.filed] == [*VOUCHERS[::-1], "DR/2026/0001"]
    assert [state(kit, place) for place in range(3)] == [SIGNED] * 3
    assert verification.verify(kit.office).findings == ()


def test_two_vouchers_on_one_sheet_are_both_filed(kit: Kit, tmp_path: Path) -> None:
    sheet = two_on_a_sheet(paper(kit, VOUCHERS[0]), paper(kit, VOUCHERS[2]))
    taken = take(kit, tmp_path, photographed(sheet, turn=4))
    assert [filed.document for filed in taken.filed] == [VOUCHERS[0], VOUCHERS[2]]
    assert [state(kit, place) for place in range(3)] == [SIGNED, PAID, SIGNED]


def test_the_same_page_again_is_said_and_another_of_the_same_voucher_waits(kit: Kit, tmp_path: Path) -> None:
    photo, other = photographed(paper(kit, VOUCHERS[0])), photographed(paper(kit, VOUCHERS[0]), turn=3)
    taken = take(kit, tmp_path, photo, photo, other, other)
    assert [filed.document for filed in taken.filed] == [VOUCHERS[0]]
    assert taken.known == (VOUCHERS[0], "")
    assert [(page.waits, page.document) for page in taken.waiting] == [(Waits.FILED_ALREADY, VOUCHERS[0])]
    filed = scans.file_scan(kit.office, taken.waiting[0].number, VOUCHERS[0])
    assert filed.signed is False
    assert len(scans.scans_of(kit.office, VOUCHERS[0])) == 2
    assert verification.verify(kit.office).findings == ()


def forged(kit: Kit, **changes: object) -> Image.Image:
    """A paper that says other things than the register, drawn as a real one."""
    with kit.office.work() as work:
        facts = thaw(work.documents.facts(VOUCHERS[0]))
    return printed(draw(replace(facts, **changes), Rendering()))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("changes", "waits", "named"),
    [
        ({"purpose": "Something else"}, Waits.DIFFERS, VOUCHERS[0]),
        ({"number": "PV/2026/0002"}, Waits.DIFFERS, VOUCHERS[1]),
        ({"number": "PV/2026/0099"}, Waits.UNKNOWN, "PV/2026/0099"),
    ],
)
def test_a_paper_that_does_not_agree_with_the_register_waits(
    kit: Kit, tmp_path: Path, changes: dict[str, object], waits: Waits, named: str
) -> None:
    (page,) = take(kit, tmp_path, photographed(forged(kit, **changes))).waiting
    assert (page.waits, page.document) == (waits, named)
    assert [state(kit, place) for place in range(3)] == [PAID] * 3
    assert len(wording.label(waits)) > 15


def test_a_void_voucher_and_a_page_without_a_code_wait(kit: Kit, tmp_path: Path) -> None:
    photo = photographed(paper(kit, VOUCHERS[0]))
    documents.void_document(kit.office, VOUCHERS[0], "A mistake")
    taken = take(kit, tmp_path, photo, picture(), pdf(2))
    assert [page.waits for page in taken.waiting] == [Waits.VOIDED, Waits.NO_CODE, Waits.NO_CODE]
    assert taken.known == ("",)  # the second blank page is the first again
    with pytest.raises(Refused, match=r"scan\.void"):
        scans.file_scan(kit.office, taken.waiting[0].number, VOUCHERS[0])


def test_a_voucher_of_a_locked_month_waits(kit: Kit, tmp_path: Path) -> None:
    photo = photographed(paper(kit, VOUCHERS[0]))
    with kit.office.work() as work:
        work.periods.lock(Month(2026, 5), 1, kit.office.now())
        work.commit(scans.Record("month.locked", "2026-05"))
    (page,) = take(kit, tmp_path, photo).waiting
    assert page.waits is Waits.LOCKED
    with pytest.raises(Refused, match=r"period\.locked_change"):
        scans.file_scan(kit.office, page.number, VOUCHERS[0])


def test_the_tray_survives_the_lock_and_is_emptied_by_hand(kit: Kit, tmp_path: Path) -> None:
    taken = take(kit, tmp_path, picture(), picture((300, 300)))
    kit.office.close()
    office = open_office(tmp_path / "vault")
    assert scans.tray(office) == taken.waiting
    first, second = (page.number for page in taken.waiting)
    assert scans.tray_picture(office, first).startswith(b"\xff\xd8")
    filed = scans.file_scan(office, first, " pv/2026/0003 ")
    assert (filed.document, filed.signed) == (VOUCHERS[2], True)
    scans.throw_away(office, second)
    assert scans.tray(office) == ()
    for verb in (lambda: scans.throw_away(office, second), lambda: scans.file_scan(office, first, VOUCHERS[0]),
                 lambda: scans.tray_picture(office, first)):  # fmt: skip
        with pytest.raises(NotFound):
            verb()
    with pytest.raises(Refused, match=r"attachment\.removed"):
        attachments.attachment_pages(office, second)
    assert verification.verify(office).findings == ()
    office.close()


def test_a_scan_taken_off_gives_the_state_back_and_waits(kit: Kit, tmp_path: Path) -> None:
    (filed,) = take(kit, tmp_path, photographed(paper(kit, VOUCHERS[0]))).filed
    with pytest.raises(Refused, match=r"reason\.missing"):
        scans.take_off(kit.office, filed.attachment, " ")
    assert scans.take_off(kit.office, filed.attachment, "The wrong paper").state is DocumentState.ISSUED
    assert state(kit, 0) == PAID
    assert [page.waits for page in scans.tray(kit.office)] == [Waits.TAKEN_OFF]
    with pytest.raises(NotFound):
        scans.take_off(kit.office, filed.attachment, "again")
    scans.file_scan(kit.office, filed.attachment, VOUCHERS[1])
    assert [state(kit, place) for place in range(3)] == [PAID, SIGNED, PAID]
    assert verification.verify(kit.office).findings == ()


def test_of_two_scans_the_last_taken_off_gives_the_state_back(kit: Kit, tmp_path: Path) -> None:
    taken = take(kit, tmp_path, photographed(paper(kit, VOUCHERS[0])), picture())
    other = scans.file_scan(kit.office, taken.waiting[0].number, VOUCHERS[0])
    scans.take_off(kit.office, taken.filed[0].attachment, "Blurred")
    assert state(kit, 0) == SIGNED
    scans.take_off(kit.office, other.attachment, "Blurred too")
    assert state(kit, 0) == PAID
    assert verification.verify(kit.office).findings == ()


def test_what_was_filed_as_signed_without_a_scan_stays_signed(kit: Kit, tmp_path: Path) -> None:
    documents.sign_document(kit.office, VOUCHERS[0])
    (filed,) = take(kit, tmp_path, photographed(paper(kit, VOUCHERS[0]))).filed
    assert filed.signed is False
    scans.take_off(kit.office, filed.attachment, "Blurred")
    assert state(kit, 0) == SIGNED
    assert verification.verify(kit.office).findings == ()


def test_a_void_document_keeps_its_scan(kit: Kit, tmp_path: Path) -> None:
    (filed,) = take(kit, tmp_path, photographed(paper(kit, VOUCHERS[0]))).filed
    documents.void_document(kit.office, VOUCHERS[0], "A mistake")
    assert state(kit, 0) == (DocumentState.VOIDED, PayoutState.PAID)
    assert scans.take_off(kit.office, filed.attachment, "Not needed").state is DocumentState.VOIDED
    assert verification.verify(kit.office).findings == ()


def test_files_that_cannot_be_read_are_told_and_the_rest_goes_on(kit: Kit, tmp_path: Path) -> None:
    missing = tmp_path / "missing.pdf"
    good = tmp_path / "good.jpg"
    good.write_bytes(photographed(paper(kit, VOUCHERS[0])))
    for name, data in (("empty.pdf", b""), ("words.pdf", b"words"), ("cut.jpg", picture()[:900])):
        (tmp_path / name).write_bytes(data)
    paths = [missing, tmp_path / "empty.pdf", tmp_path / "words.pdf", tmp_path / "cut.jpg", good]
    taken = scans.take_scans(kit.office, paths)
    assert taken.unread == ((1, "missing"), (2, "empty"), (3, "no_picture"), (4, "picture_damaged"))
    assert len(taken.filed) == 1


def test_stopped_in_the_midst_it_keeps_what_was_filed_and_goes_on_later(kit: Kit, tmp_path: Path) -> None:
    class Stopping:
        steps: list[tuple[int, int]]

        def __init__(self) -> None:
            self.steps = []

        def step(self, done: int, whole: int) -> None:
            self.steps.append((done, whole))
            if len(self.steps) == 3:
                raise Stopped

    path = tmp_path / "pile.pdf"
    path.write_bytes(scanned([paper(kit, number) for number in VOUCHERS]))
    stopping = Stopping()
    taken = scans.take_scans(kit.office, [path], stopping)
    assert taken.stopped
    assert [filed.document for filed in taken.filed] == list(VOUCHERS[:2])
    assert stopping.steps == [(0, 1000), (333, 1000), (666, 1000)]
    again = scans.take_scans(kit.office, [path])
    assert again.known == VOUCHERS[:2]
    assert [filed.document for filed in again.filed] == [VOUCHERS[2]]


def test_without_names_no_scan_is_taken(kit: Kit, tmp_path: Path) -> None:
    kit.office.close()
    office = open_without_names(tmp_path / "vault")
    try:
        assert scans.tray(office) == ()
        assert scans.scans_of(office, VOUCHERS[0]) == ()
        with pytest.raises(Refused, match=r"identity\.needed"):
            scans.take_scans(office, [tmp_path / "x"])
    finally:
        office.close()
