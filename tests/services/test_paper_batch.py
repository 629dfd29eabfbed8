"""A batch of documents: all or none in one PDF, one after another in files, and what is recorded of it."""

from __future__ import annotations

import io
from datetime import date
from typing import TYPE_CHECKING

import pytest
from pypdf import PdfReader

from desktop.documents.joined import join_pdfs
from desktop.domain.errors import CannotWrite, NotFound, Refused, Stopped
from desktop.domain.receipts import DocumentKind
from desktop.services import documents
from desktop.services.paper_batch import Choice, chosen_numbers, export_each, export_joined
from desktop.services.verification import verify
from tests.services.office_kit import TODAY, Kit, make_office

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from desktop.services.office import Office


class StopsAt:
    """A user who stops when `place` is reached."""

    def __init__(self, place: int) -> None:
        self.place = place

    def step(self, done: int, whole: int) -> None:
        assert whole
        if done == self.place:
            raise Stopped


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    made = make_office(tmp_path / "vault")
    kit = Kit(made)
    payee, campaign = kit.person("Oak"), kit.campaign("100").code
    kit.give(campaign, "90", payee, receipt="en")
    for amount in ("1", "2", "3"):
        kit.pay(campaign, payee, {1: amount}, voucher="en")
    yield made
    made.close()


def handed(office: Office) -> list[bool]:
    numbers = chosen_numbers(office, Choice())
    return [documents.load_document(office, number).handed_out for number in numbers]


def test_a_choice_finds_its_documents_in_the_order_of_issue(office: Office) -> None:
    vouchers = ("PV/2026/0001", "PV/2026/0002", "PV/2026/0003")
    assert chosen_numbers(office, Choice()) == ("DR/2026/0001", *vouchers)
    assert chosen_numbers(office, Choice(DocumentKind.PAYMENT_VOUCHER, "C-0001", TODAY, TODAY)) == vouchers
    assert chosen_numbers(office, Choice(campaign="C-0002")) == ()
    assert chosen_numbers(office, Choice(since=date(2027, 1, 1))) == ()
    assert chosen_numbers(office, Choice(until=date(2025, 1, 1))) == ()


def test_one_pdf_holds_the_originals_and_later_their_marked_copies(office: Office, tmp_path: Path) -> None:
    numbers = chosen_numbers(office, Choice())
    target = tmp_path / "all.pdf"
    assert export_joined(office, numbers, target).done == numbers
    said = [page.extract_text() for page in PdfReader(target).pages]
    assert len(said) == 4
    assert all(number in text for number, text in zip(numbers, said, strict=True))
    assert not any("DUPLICATE" in text for text in said)
    export_joined(office, numbers, target)
    assert all("DUPLICATE 1" in page.extract_text() for page in PdfReader(target).pages)
    assert verify(office).good


def test_one_pdf_is_all_or_nothing(office: Office, tmp_path: Path) -> None:
    numbers = chosen_numbers(office, Choice())
    target = tmp_path / "all.pdf"
    for problem, call in (
        (Stopped, lambda: export_joined(office, numbers, target, progress=StopsAt(3))),
        (NotFound, lambda: export_joined(office, (*numbers, "PV/2026/0099"), target)),
        (CannotWrite, lambda: export_joined(office, numbers, tmp_path / "no" / "all.pdf")),
        (Refused, lambda: export_joined(office, (), target)),
    ):
        with pytest.raises(problem):
            call()
        assert handed(office) == [False] * 4
        assert not target.exists()


def test_files_that_are_done_stay_done_when_it_is_stopped(office: Office, tmp_path: Path) -> None:
    numbers = chosen_numbers(office, Choice())
    folder = tmp_path / "papers"
    folder.mkdir()
    batch = export_each(office, numbers, folder, progress=StopsAt(2))
    assert (batch.done, batch.left, batch.error) == (numbers[:2], numbers[2:], None)
    assert handed(office) == [True, True, False, False]
    assert sorted(path.name for path in folder.iterdir()) == ["DR-2026-0001.pdf", "PV-2026-0001.pdf"]
    original = (folder / "DR-2026-0001.pdf").read_bytes()
    assert export_each(office, numbers, folder).left == ()
    assert (folder / "DR-2026-0001.pdf").read_bytes() == original
    assert "DUPLICATE" in PdfReader(folder / "DR-2026-0001-2.pdf").pages[0].extract_text()
    lost = export_each(office, numbers, tmp_path / "none")
    assert (lost.done, isinstance(lost.error, CannotWrite)) == ((), True)
    assert verify(office).good


class Counts(StopsAt):
    """Counts what is said of the way, too."""

    def __init__(self, place: int = -1) -> None:
        super().__init__(place)
        self.said: list[tuple[int, int]] = []

    def step(self, done: int, whole: int) -> None:
        self.said.append((done, whole))
        super().step(done, whole)


@pytest.mark.full
def test_a_hundred_vouchers_are_stopped_and_gone_on_with(tmp_path: Path) -> None:
    office = make_office(tmp_path / "vault")
    kit = Kit(office)
    payee, campaign = kit.person("Oak"), kit.campaign("1000").code
    kit.give(campaign, "1000", payee)
    for place in range(100):
        kit.pay(campaign, payee, {1: f"{1 + place % 9}.{place:02}"}, voucher="en")
    numbers = chosen_numbers(office, Choice())
    assert numbers == tuple(f"PV/2026/{place:04}" for place in range(1, 101))
    folder = tmp_path / "papers"
    folder.mkdir()
    way = Counts(40)
    stopped = export_each(office, numbers, folder, progress=way)
    assert (stopped.done, stopped.left) == (numbers[:40], numbers[40:])
    assert way.said == [(place, 100) for place in range(41)]
    assert export_each(office, stopped.left, folder).done == numbers[40:]
    names = sorted(path.name for path in folder.iterdir())
    assert names == [f"PV-2026-{place:04}.pdf" for place in range(1, 101)]
    way = Counts()
    export_joined(office, numbers, tmp_path / "all.pdf", progress=way)
    said = [page.extract_text() for page in PdfReader(tmp_path / "all.pdf").pages]
    assert all(number in text and "DUPLICATE 1" in text for number, text in zip(numbers, said, strict=True))
    assert len(way.said) == 100
    assert verify(office).good
    office.close()


def test_joined_pages_have_the_same_bytes_on_the_same_day(office: Office) -> None:
    pdfs = [documents.view_document(office, number) for number in chosen_numbers(office, Choice())]
    one, two = join_pdfs(pdfs, TODAY), join_pdfs(pdfs, TODAY)
    assert one == two
    meta = PdfReader(io.BytesIO(one)).metadata
    assert meta is not None
    assert meta.creation_date is not None
    assert meta.creation_date.date() == TODAY
    assert join_pdfs(pdfs[:1], TODAY) != one
