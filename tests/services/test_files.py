"""The files of a thing as its page shows them, several added at once, and what becomes of a campaign's files."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from desktop.domain.attachments import AttachmentKind
from desktop.domain.campaigns import CampaignStatus
from desktop.domain.errors import Refused, Stopped
from desktop.domain.people import PersonCategory
from desktop.services import attachments, verification
from desktop.services.erasing import erase_person, erase_story, view_erasure
from desktop.services.files import add_files, count_files, read_files
from tests.intake.strange_files import pdf, picture
from tests.services.office_kit import PASSPHRASE, Kit, make_office, open_without_names

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

OTHER, INVOICE = AttachmentKind.OTHER, AttachmentKind.INVOICE


@pytest.fixture
def kit(tmp_path: Path) -> Iterator[Kit]:
    made = Kit(make_office(tmp_path / "vault"))
    made.person("Florist", PersonCategory.BENEFICIARY, name_local="Мілана Званцова")
    made.campaign("500.00", beneficiary="P-0001", status=CampaignStatus.CLOSED)
    yield made
    made.office.close()


class _StopsAt:
    """Stops the work before the file at a place."""

    def __init__(self, place: int) -> None:
        self._place = place

    def step(self, done: int, _whole: int) -> None:
        if done == self._place:
            raise Stopped


def test_several_are_added_and_each_refusal_is_told_by_its_place(kit: Kit, tmp_path: Path) -> None:
    path = tmp_path / "a.pdf"
    path.write_bytes(pdf())
    result = add_files(kit.office, "C-0001", OTHER, (path, b"words", picture(), tmp_path / "gone"))
    assert [each.name for each in result.added] == ["C-0001-other-1.pdf", "C-0001-other-2.jpg"]
    assert [at for at, _error in result.refused] == [1, 3]
    assert not result.stopped


def test_a_stop_keeps_what_was_added(kit: Kit) -> None:
    result = add_files(kit.office, "C-0001", OTHER, (picture(), picture((80, 80))), progress=_StopsAt(1))
    assert result.stopped
    assert len(result.added) == 1
    assert count_files(kit.office, "C-0001") == 1


def test_files_are_shown_with_who_and_a_small_picture(kit: Kit) -> None:
    add_files(kit.office, "C-0001", OTHER, (picture(), picture((80, 80))))
    attachments.remove_attachment(kit.office, 1, "It was somebody else's")
    gone, there = read_files(kit.office, "C-0001")
    assert gone.file.removed
    assert gone.removed_by == gone.added_by == there.added_by != ""
    assert gone.thumbnail == b""
    assert there.thumbnail.startswith(b"\xff\xd8")
    assert there.removed_by == ""
    assert count_files(kit.office, "C-0001") == 1
    assert read_files(kit.office, "P-0001") == ()


def test_without_names_there_is_nothing_to_show(kit: Kit, tmp_path: Path) -> None:
    add_files(kit.office, "C-0001", OTHER, (picture(),))
    kit.office.close()
    office = open_without_names(tmp_path / "vault")
    try:
        assert read_files(office, "C-0001") == ()
        assert count_files(office, "C-0001") == 0
        result = add_files(office, "C-0001", OTHER, (picture(),))
        assert [error.code for _at, error in result.refused] == ["refused"]
    finally:
        office.close()


def test_a_story_that_is_erased_takes_the_campaigns_files_but_not_its_invoices(kit: Kit) -> None:
    add_files(kit.office, "C-0001", OTHER, (picture(),))
    add_files(kit.office, "C-0001", INVOICE, (pdf(),))
    erase_story(kit.office, "C-0001")
    assert [each.file.removed for each in read_files(kit.office, "C-0001")] == [True, False]
    with pytest.raises(Refused, match=r"campaign\.erased"):
        attachments.attach(kit.office, "C-0001", OTHER, picture((70, 70)))
    assert verification.verify(kit.office).findings == ()


def test_a_person_who_is_erased_takes_the_files_of_their_campaigns(kit: Kit) -> None:
    add_files(kit.office, "C-0001", OTHER, (picture(),))
    add_files(kit.office, "C-0001", INVOICE, (pdf(),))
    erasure = view_erasure(kit.office, "P-0001")
    assert (erasure.files, erasure.kept_files) == (1, 1)
    erase_person(kit.office, "P-0001", PASSPHRASE)
    assert [each.file.removed for each in read_files(kit.office, "C-0001")] == [True, False]
    assert verification.verify(kit.office).findings == ()
