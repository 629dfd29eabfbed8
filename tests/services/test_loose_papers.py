"""Papers without a number leave with a record; what was there before comes back where the record cannot be kept."""

from __future__ import annotations

import hashlib
import json
from typing import TYPE_CHECKING

import pytest

from desktop.domain.errors import CannotWrite
from desktop.domain.papers import LoosePaper
from desktop.domain.people import NameUse
from desktop.domain.roles import EVERYTHING, MAY
from desktop.services import exports
from desktop.services.cash_papers import cash_report_pdf
from desktop.services.exports import written_with
from desktop.services.history import history
from desktop.services.loose_papers import PRINTED, SAVED, Leaving, note_printed, save_paper
from desktop.services.verification import verify
from tests.services.office_kit import TODAY, Kit

if TYPE_CHECKING:
    from pathlib import Path

    from desktop.domain.journal import Record

PDF = b"%PDF-1.7 of somebody"
HASH = hashlib.sha256(PDF).hexdigest()


def last(kit: Kit) -> Record:
    with kit.office.work() as work:
        link = work.journal.last()
    assert link is not None
    return link.record


@pytest.mark.parametrize("paper", LoosePaper)
def test_each_leaves_with_its_record(kit: Kit, tmp_path: Path, paper: LoosePaper) -> None:
    leaving = Leaving(paper, PDF)
    save_paper(kit.office, leaving, tmp_path / "Ганна.pdf")
    assert (tmp_path / "Ганна.pdf").read_bytes() == PDF
    record = last(kit)
    assert (record.verb, record.subject, record.facts) == (SAVED, "office", {"paper": paper.value, "sha256": HASH})
    note_printed(kit.office, leaving)
    record = last(kit)
    assert (record.verb, record.facts["sha256"]) == (PRINTED, HASH)
    assert verify(kit.office).findings == ()


def test_the_hash_is_that_of_a_real_paper_in_the_file(kit: Kit, tmp_path: Path) -> None:
    pdf = cash_report_pdf(kit.office, "EUR", TODAY.replace(day=1), TODAY, "en")
    save_paper(kit.office, Leaving(LoosePaper.CASH_REPORT, pdf), tmp_path / "a.pdf")
    assert last(kit).facts["sha256"] == hashlib.sha256((tmp_path / "a.pdf").read_bytes()).hexdigest()


def test_what_it_is_about_tells_of_it(kit: Kit, tmp_path: Path) -> None:
    campaign = kit.campaign("100").code
    leaving = Leaving(LoosePaper.SETTLEMENT, PDF, campaign, NameUse.NAME)
    save_paper(kit.office, leaving, tmp_path / "a.pdf")
    note_printed(kit.office, leaving)
    assert [line.verb for line in history(kit.office, campaign)][-2:] == [SAVED, PRINTED]
    told = history(kit.office, campaign)[-1].changes
    assert [(change.what, change.after) for change in told] == [("paper", LoosePaper.SETTLEMENT)]
    facts = dict(last(kit).facts)
    assert facts["names"] == "name"
    assert "a.pdf" not in json.dumps(facts)


def test_a_place_that_refuses_leaves_no_record(kit: Kit, tmp_path: Path) -> None:
    head = kit.head()
    with pytest.raises(CannotWrite):
        save_paper(kit.office, Leaving(LoosePaper.CASH_REPORT, PDF), tmp_path / "none" / "a.pdf")
    assert kit.head() == head


def test_nobody_is_kept_from_what_they_can_see() -> None:
    assert MAY[SAVED] == MAY[PRINTED] == EVERYTHING


# ------------------------------------------------------------------------------- a file and its record, or neither


def write_in_vain(path: Path) -> None:
    with written_with(path, b"new"):
        assert path.read_bytes() == b"new"
        raise RuntimeError("no record")


def fail(path: Path) -> None:
    with pytest.raises(RuntimeError, match="no record"):
        write_in_vain(path)


def test_without_a_record_there_is_nothing_again(tmp_path: Path) -> None:
    fail(tmp_path / "a")
    assert list(tmp_path.iterdir()) == []


def test_without_a_record_the_former_file_is_there_again(tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(b"older")
    fail(tmp_path / "a")
    assert [(path.name, path.read_bytes()) for path in tmp_path.iterdir()] == [("a", b"older")]


def test_a_former_file_too_large_to_hold_gives_way_to_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(exports, "MOST_PUT_BACK", 4)
    (tmp_path / "a").write_bytes(b"older")
    fail(tmp_path / "a")
    assert list(tmp_path.iterdir()) == []


def test_with_a_record_the_new_file_stays(tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(b"older")
    with written_with(tmp_path / "a", b"new"):
        pass
    assert (tmp_path / "a").read_bytes() == b"new"


def test_a_paper_whose_record_is_refused_by_the_book_is_not_there(
    kit: Kit, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "a.pdf").write_bytes(b"older")

    def refuse(*_all: object) -> None:
        raise RuntimeError("no record")

    monkeypatch.setattr("desktop.storage.journal.Journal.append_all", refuse)
    with pytest.raises(RuntimeError, match="no record"):
        save_paper(kit.office, Leaving(LoosePaper.DECISION_NOTE, PDF, "F-0001"), tmp_path / "a.pdf")
    assert (tmp_path / "a.pdf").read_bytes() == b"older"
