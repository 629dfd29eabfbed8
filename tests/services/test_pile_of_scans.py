"""A whole pile of signed vouchers dropped at once: photos in any light and way up, a scanner's PDF, two on a sheet."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from desktop.domain.payouts import PayoutState
from desktop.domain.people import PersonCategory
from desktop.domain.receipts import DocumentState
from desktop.services import attachments, documents, payouts, scans, verification
from tests.intake.strange_files import picture
from tests.services.office_kit import Kit, make_office
from tests.services.paper_kit import photographed, printed, scanned, speckled, two_on_a_sheet

if TYPE_CHECKING:
    from pathlib import Path

    from PIL import Image

LANGUAGES = ("en", "be", "ru", "uk", "pl", "lt")


def office_of(folder: Path, vouchers: int) -> tuple[Kit, list[str]]:
    """An office that paid cash out `vouchers` times, a voucher each, in all languages in turn; and their numbers."""
    kit = Kit(make_office(folder / "vault"))
    kit.campaign("5000.00")
    kit.person("North Star")
    kit.person("A clinic", PersonCategory.PAYEE)
    kit.give("C-0001", "5000.00", "P-0001")
    for place in range(vouchers):
        kit.pay("C-0001", "P-0002", {1: f"{10 + place}.{place:02}"}, voucher=LANGUAGES[place % len(LANGUAGES)])
    return kit, [f"PV/2026/{place + 1:04}" for place in range(vouchers)]


def came_back(papers: list[Image.Image]) -> list[bytes]:
    """Files of the kinds that offices get: the first quarter in one PDF, the last two on one sheet, the rest photos."""
    quarter = len(papers) // 4
    files = [scanned([speckled(paper) for paper in papers[:quarter]])]
    for place, paper in enumerate(papers[quarter:-2]):
        turn, lying = (place * 7) % 25 - 12, (6, 1, 3)[place % 3]
        files.append(photographed(paper, turn=turn, dark=1 - place % 4 / 10, quality=(80, 60)[place % 2], lying=lying))
    return [*files, photographed(two_on_a_sheet(papers[-2], papers[-1]), turn=-3), picture()]


@pytest.mark.parametrize("vouchers", [8, pytest.param(40, marks=pytest.mark.full)])
def test_a_pile_is_filed_to_its_documents_and_the_stranger_waits(tmp_path: Path, vouchers: int) -> None:
    kit, numbers = office_of(tmp_path, vouchers)
    files = came_back([printed(documents.view_document(kit.office, number)) for number in numbers])
    paths = [tmp_path / f"IMG_{place}.jpg" for place in range(len(files))]
    for path, data in zip(paths, files, strict=True):
        path.write_bytes(data)
    taken = scans.take_scans(kit.office, paths)
    assert sorted(filed.document for filed in taken.filed) == numbers
    assert all(filed.signed for filed in taken.filed)
    assert (len(taken.waiting), taken.known, taken.unread) == (1, (), ())
    for number in numbers:
        document = documents.load_document(kit.office, number)
        assert document.state is DocumentState.SIGNED
        assert payouts.load_payout(kit.office, document.subject_code).state is PayoutState.SIGNED
        (scan,) = attachments.attachments(kit.office, number)
        assert all(b"Hidden Maker" not in page for page in attachments.attachment_pages(kit.office, scan.number))
    assert verification.verify(kit.office).findings == ()
    # Dropped once more, nothing is filed twice.
    again = scans.take_scans(kit.office, paths)
    assert (again.filed, again.waiting) == ((), ())
