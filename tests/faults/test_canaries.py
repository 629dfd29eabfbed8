"""Canaries: after a walk with marked names, no file but the asked-for exports holds one, whatever its encoding."""

import base64
import os
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.faults.hunting import ENCODINGS, Hunt
from tests.faults.walker import ALIAS, LATIN, LOCAL, MARKS, PASSPHRASE
from tests.faults.walks import Walked, script, small_disk, walk

HUNT = Hunt(*MARKS)
NEEDLES, files_with_marks, hits = HUNT.needles, HUNT.files, HUNT.hits


@pytest.fixture(scope="module")
def walked(tmp_path_factory: pytest.TempPathFactory) -> Walked:
    done = walk(tmp_path_factory.mktemp("walk"))
    assert done.outcome.said[-1] == "walked", (done.outcome.said, done.outcome.errors)
    return done


def test_no_file_but_the_exports_holds_a_marked_name(walked: Walked) -> None:
    # The worker's own page and strace's log are not the program's.
    not_ours = (walked.exports, walked.place / "pages", walked.root / "trace.log")
    assert files_with_marks(walked.root, without=not_ours) == {}


def test_control_the_exports_hold_the_names_they_were_asked_for(walked: Walked) -> None:
    found = files_with_marks(walked.exports)
    assert LOCAL in found[str(walked.exports / "receipt-original.pdf")]
    assert LOCAL in found[str(walked.exports / "receipt-copy.pdf")]
    assert LOCAL in found[str(walked.exports / "names.xlsx")]
    assert str(walked.exports / "codes.xlsx") not in found
    assert all(PASSPHRASE not in marks for marks in found.values())
    assert LATIN in files_with_marks(walked.place / "pages")[str(walked.place / "pages" / "page.txt")]


def test_errors_hold_no_marked_name(walked: Walked) -> None:
    """What goes to standard error goes to logs of scheduled tasks."""
    errors = "\n".join(line for line in walked.outcome.errors.splitlines() if "none" not in line and LOCAL not in line)
    assert hits(errors.encode()) - {ALIAS} == set()
    assert walked.outcome.errors.count("skarbonka:") == 4


def test_nothing_was_opened_for_writing_but_vault_and_exports(walked: Walked) -> None:
    """Also what was deleted at once: a deleted file still lies on the disk."""
    written = set(walked.written())
    allowed = (
        str(walked.place / "vault"),
        str(walked.place / ".vault."),
        str(walked.exports),
        "/dev/",
        str(walked.marks),
    )
    assert [path for path in sorted(written) if not path.startswith(allowed)] == []
    assert any(path.startswith(str(walked.exports)) for path in written)
    assert any("ledger.db" in path for path in written)


def test_the_exports_are_their_owners_alone(walked: Walked) -> None:
    made = sorted(path.name for path in walked.exports.iterdir())
    assert made == ["codes.xlsx", "names.xlsx", "receipt-copy.pdf", "receipt-original.pdf", "voucher.pdf"]
    assert {path.stat().st_mode & 0o777 for path in walked.exports.iterdir()} == {0o600}


# ------------------------------------------------------------------------------------------------------------- controls


@pytest.mark.parametrize("mark", MARKS)
@pytest.mark.parametrize("before", [b"", b"x", b"xy"], ids=["0", "1", "2"])
@pytest.mark.parametrize("form", ["plain", "hex", "HEX", "base64"])
@pytest.mark.parametrize("encoding", ENCODINGS)
def test_control_each_form_of_each_mark_is_found(
    tmp_path: Path, mark: str, before: bytes, form: str, encoding: str
) -> None:
    data = before + mark.encode(encoding) + b"after"
    forms = {"plain": data, "hex": data.hex().encode(), "HEX": data.hex().upper().encode()}
    (tmp_path / "file").write_bytes(bytes(100) + forms.get(form, base64.b64encode(data)))
    assert mark in files_with_marks(tmp_path)[str(tmp_path / "file")]


def test_control_a_name_of_a_file_is_found(tmp_path: Path) -> None:
    (tmp_path / f"receipt {LATIN}.pdf").write_bytes(b"")
    assert len(files_with_marks(tmp_path)) == 1


@pytest.mark.parametrize(
    "code",
    [
        "import tempfile; tempfile.NamedTemporaryFile().close()",
        "import tempfile; tempfile.TemporaryFile().close()",
        "import openpyxl, os\nbook = openpyxl.Workbook()\nbook.active['A1'] = 'name'\nbook.save(os.devnull)",
    ],
    ids=["named", "nameless", "openpyxl"],
)
def test_control_a_file_that_is_deleted_at_once_is_seen(tmp_path: Path, code: str) -> None:
    walked = walk(tmp_path, script(code))
    assert walked.outcome.code == 0, walked.outcome.errors
    assert any(path.startswith(str(tmp_path / "temp")) for path in walked.written())


# ------------------------------------------------------------------------------------------------------------ the disk


@pytest.fixture
def disk(tmp_path: Path) -> Iterator[tuple[Path, Path]]:
    with small_disk(tmp_path) as made:
        yield made


@pytest.mark.full
def test_the_raw_disk_holds_no_marked_name_not_even_deleted(disk: tuple[Path, Path], tmp_path: Path) -> None:
    image, place = disk
    off = tmp_path / "off"
    off.mkdir()
    done = walk(place / "walk", off=off)
    assert done.outcome.said[-1] == "walked", (done.outcome.said, done.outcome.errors)
    subprocess.run(["umount", str(place)], check=True)
    raw = image.read_bytes()
    assert b"SKARBNKA" in raw
    assert {mark for needle, mark in NEEDLES.items() if needle in raw} == set()


@pytest.mark.full
def test_control_the_raw_disk_shows_a_deleted_file(disk: tuple[Path, Path]) -> None:
    image, place = disk
    path = place / "name.txt"
    path.write_text(LOCAL, encoding="utf-8")
    os.sync()
    path.unlink()
    subprocess.run(["umount", str(place)], check=True)
    assert LOCAL.encode() in image.read_bytes()
