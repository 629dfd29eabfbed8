"""What goes out, under attack: killed, refused by the disk, no room for the second file: nothing half, no traces."""

from __future__ import annotations

import errno
import io
import os
import shutil
import signal
import subprocess
import sys
import zipfile
from typing import TYPE_CHECKING

import pytest
from openpyxl import load_workbook
from pypdf import PdfReader

from desktop.domain.errors import CannotWrite
from desktop.services import documents, paper_batch
from desktop.services.verification import verify
from desktop.vault import unseen
from tests.faults import outgoing
from tests.faults.test_canaries import NEEDLES, files_with_marks
from tests.faults.tracing import ROOT, python
from tests.faults.walker import LOCAL
from tests.faults.walks import walk
from tests.services.office_kit import open_office

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from desktop.services.office import Office

NUMBERS = ("DR/2026/0001", "PV/2026/0001", "PV/2026/0002")


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("outgoing") / "vault"
    outgoing.make(folder)
    return folder


@pytest.fixture
def vault(made: Path, tmp_path: Path) -> Path:
    (tmp_path / "exports").mkdir()
    return shutil.copytree(made, tmp_path / "vault")


@pytest.fixture
def office(vault: Path) -> Iterator[Office]:
    opened = open_office(vault)
    yield opened
    opened.close()


def whole(path: Path) -> bool:
    """Whether a file opens and can be read to its end."""
    data = path.read_bytes()
    if path.suffix == ".pdf":
        return len(PdfReader(io.BytesIO(data)).pages) >= 1
    if path.suffix == ".xlsx":
        return bool(load_workbook(io.BytesIO(data)).sheetnames)
    return zipfile.ZipFile(io.BytesIO(data)).testzip() is None


def killed(vault: Path, what: str, step: str) -> Path:
    """Kill the program at a step of making something; gives the folder where that was to go."""
    folder = vault.parent / "exports"
    command = python("tests.faults.outgoing", what, str(vault), str(folder), step)
    environment = {**os.environ, "TMPDIR": str(vault.parent), "PYTHONDONTWRITEBYTECODE": "1"}
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False, env=environment)
    assert (done.returncode, done.stdout.split()) == (-signal.SIGKILL, ["opened"]), done.stderr
    return folder


# ------------------------------------------------------------------------------------------------------------- killed


@pytest.mark.skipif(sys.platform != "linux", reason="files without a name are Linux's")
@pytest.mark.parametrize("what", ["pack", "each", "form"])
@pytest.mark.parametrize("step", ["write", "sync", "name"])
def test_killed_while_it_is_written_there_is_no_file_of_any_name(vault: Path, what: str, step: str) -> None:
    folder = killed(vault, what, step)
    assert list(folder.iterdir()) == []
    assert files_with_marks(vault.parent, without=(vault,)) == {}
    again = open_office(vault)
    assert not documents.load_document(again, NUMBERS[0]).handed_out
    assert verify(again).good
    again.close()


def test_killed_before_it_is_recorded_what_is_there_is_whole(vault: Path) -> None:
    folder = killed(vault, "pack", "record")
    assert [path.name for path in folder.iterdir()] == ["pack.zip"]
    assert whole(folder / "pack.zip")


def test_control_a_file_written_beside_its_place_is_left_by_a_kill(vault: Path) -> None:
    folder = killed(vault, "each", "plainly")
    (left,) = folder.iterdir()
    assert left.name.startswith(".")
    assert left.read_bytes().startswith(b"%PDF")
    assert not left.read_bytes().rstrip().endswith(b"%%EOF"), "half of a paper"


# ---------------------------------------------------------------------------------------------------- the disk refuses


@pytest.mark.parametrize(
    ("number", "reason"), [(errno.ENOSPC, "no_room"), (errno.EACCES, "not_allowed"), (errno.EROFS, "not_allowed")]
)
@pytest.mark.parametrize("what", ["pack", "encrypted", "form"])
def test_a_disk_that_refuses_leaves_no_file_and_no_record(
    office: Office, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, what: str, number: int, reason: str
) -> None:
    def refuse(_descriptor: int) -> None:
        raise OSError(number, os.strerror(number))

    with office.work() as work:
        before = work.head()
    monkeypatch.setattr(unseen, "sync", refuse)
    with pytest.raises(CannotWrite) as refusal:
        outgoing.take(office, what, tmp_path / "exports")
    assert refusal.value.params["reason"] == reason
    with office.work() as work:
        assert work.head() == before
    assert list((tmp_path / "exports").iterdir()) == []


def test_without_room_for_the_second_file_the_first_is_out_and_the_rest_untouched(
    office: Office, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    turns = iter(range(9))

    def second_fails(_descriptor: int) -> None:
        if next(turns) == 1:
            raise OSError(errno.ENOSPC, "full")

    monkeypatch.setattr(unseen, "sync", second_fails)
    batch = paper_batch.export_each(office, NUMBERS, tmp_path / "exports")
    assert (batch.done, batch.left) == (NUMBERS[:1], NUMBERS[1:])
    assert isinstance(batch.error, CannotWrite)
    assert batch.error.params["reason"] == "no_room"
    assert [path.name for path in (tmp_path / "exports").iterdir()] == ["DR-2026-0001.pdf"]
    assert [documents.load_document(office, number).handed_out for number in NUMBERS] == [True, False, False]
    assert paper_batch.export_each(office, batch.left, tmp_path / "exports").done == NUMBERS[1:]
    assert all(whole(path) for path in (tmp_path / "exports").iterdir())


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    place = tmp_path / "small"
    place.mkdir()
    subprocess.run(["mount", "-t", "tmpfs", "-o", "size=24k,mode=0700", "tmpfs", str(place)], check=True)
    yield place
    subprocess.run(["umount", str(place)], check=True)


@pytest.mark.full
def test_a_disk_that_is_really_full_takes_what_fits_and_nothing_half(office: Office, small_disk: Path) -> None:
    with pytest.raises(CannotWrite) as refusal:
        outgoing.take(office, "pack", small_disk)
    assert refusal.value.params["reason"] == "no_room"
    assert list(small_disk.iterdir()) == []
    batch = paper_batch.export_each(office, NUMBERS, small_disk)
    assert batch.left
    assert len(list(small_disk.iterdir())) == len(batch.done)
    assert all(whole(path) for path in small_disk.iterdir())


# ----------------------------------------------------------------------------------------------------------- no traces


def test_nothing_is_written_but_the_vault_and_what_was_asked_for(made: Path, tmp_path: Path) -> None:
    """Also what was deleted at once. The donor's form is opened in a process of its own, which is watched too."""
    place = tmp_path / "place"
    shutil.copytree(made, place / "vault")
    command = python("tests.faults.outgoing", "pack,encrypted,each,form", str(place / "vault"), str(place / "exports"))
    walked = walk(tmp_path, command)
    assert walked.outcome.said[-1] == "done", (walked.outcome.said, walked.outcome.errors)
    written = set(walked.written())
    allowed = (str(walked.place / "vault"), str(walked.exports), "/dev/", str(walked.marks))
    assert [path for path in sorted(written) if not path.startswith(allowed)] == []
    assert any(path.startswith(str(walked.exports)) for path in written)
    not_ours = (walked.exports, walked.place / "pages", walked.root / "trace.log")
    assert files_with_marks(walked.root, without=not_ours) == {}
    encrypted = walked.exports / "encrypted.zip"
    found = files_with_marks(walked.exports, without=(encrypted,))
    assert LOCAL in found[str(walked.exports / "pack.zip")], "the control: by names it names"
    assert b"%PDF" not in encrypted.read_bytes()
    assert not [needle for needle in NEEDLES if needle in encrypted.read_bytes()]
    made_files = sorted(path.name for path in walked.exports.iterdir())
    assert made_files == [
        "DR-2026-0001.pdf", "PV-2026-0001.pdf", "PV-2026-0002.pdf", "encrypted.zip", "pack.zip", "report.xlsx",
    ]  # fmt: skip
    assert {path.stat().st_mode & 0o777 for path in walked.exports.iterdir()} == {0o600}
