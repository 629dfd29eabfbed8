"""What a careless script or a broken terminal does to a command: closed streams, full disks, impossible names."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from desktop.cli import main
from tests.cli.conftest import Run
from tests.services.office_kit import PASSPHRASE

ROOT = Path(__file__).resolve().parents[2]


def start(*arguments: object, cwd: Path = ROOT, **streams: object) -> subprocess.CompletedProcess[bytes]:
    command = [sys.executable, "-m", "desktop", *(str(argument) for argument in arguments)]
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "LC_ALL": "C.UTF-8"}
    return subprocess.run(command, cwd=cwd, env=environment, stderr=subprocess.PIPE, check=False, **streams)  # type: ignore[call-overload, no-any-return]


def one_sentence(error: bytes) -> str:
    text = error.decode()
    assert text.startswith("skarbonka: ")
    assert text.count("\n") == 1
    assert "went wrong" not in text
    return text


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs a device that is always full")
def test_an_answer_that_cannot_be_printed_is_not_called_lost_work(page: Path) -> None:
    with Path("/dev/full").open("wb") as full:
        ended = start("read-page", page, "--json", stdout=full)
    assert ended.returncode == 1
    assert "What was saved is saved" in one_sentence(ended.stderr)


def test_streams_that_were_closed_are_no_failure(page: Path) -> None:
    shell = f'"{sys.executable}" -m desktop read-page "{page}" >&- <&-'
    ended = subprocess.run(["/bin/sh", "-c", shell], cwd=ROOT, stderr=subprocess.PIPE, check=False)
    assert (ended.returncode, ended.stderr) == (0, b"")


def test_no_standard_input_is_misuse(run: Run, vault: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", None)
    assert main(["verify", str(vault)]) == 2


def test_a_passphrase_without_end_is_misuse_and_never_cut(run: Run, tmp_path: Path) -> None:
    said = run("new", tmp_path / "v", stdin="a" * 70_000 + "\n")
    assert said.code == 2
    assert "too long" in said.err
    assert not (tmp_path / "v").exists()


def test_spaces_belong_to_a_passphrase_and_line_ends_do_not(run: Run, tmp_path: Path) -> None:
    assert run("new", tmp_path / "v", stdin=f"{PASSPHRASE}  \r\n").code == 0
    assert run("verify", tmp_path / "v", stdin=f"{PASSPHRASE}\n").code == 1
    assert run("verify", tmp_path / "v", stdin=f"{PASSPHRASE}  ").code == 0


def test_one_passphrase_however_its_letters_are_composed(run: Run, tmp_path: Path) -> None:
    assert run("new", tmp_path / "v", stdin="е\u0308лка cafe\u0301 one two three\n").code == 0
    assert run("verify", tmp_path / "v", stdin="ёлка café one two three\n").code == 0


def test_names_that_no_disk_takes_are_sentences(run: Run, tmp_path: Path) -> None:
    long = tmp_path / ("a" * 300)
    for said in (run("new", long), run("verify", long), run("list", long / "b", "people")):
        assert said.code == 1
        one_sentence(said.err.encode())
    assert list(tmp_path.iterdir()) == []


def test_a_name_that_is_no_text_is_misuse(run: Run, tmp_path: Path) -> None:
    said = run("new", f"{tmp_path}/b\udcff")
    assert said.code == 2
    assert "not UTF-8" in said.err
    assert list(tmp_path.iterdir()) == []


def test_a_folder_that_is_gone_is_a_sentence(tmp_path: Path) -> None:
    gone = tmp_path / "gone"
    gone.mkdir()
    shell = f'rmdir "{gone}"; echo {PASSPHRASE} | "{sys.executable}" -m desktop new vault'
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    ended = subprocess.run(["/bin/sh", "-c", shell], cwd=gone, env=environment, capture_output=True, check=False)
    assert ended.returncode == 1
    one_sentence(ended.stderr)


def test_a_document_never_replaces_a_book(run: Run, busy: Path) -> None:
    given = run("donate", busy, "--campaign", "C-0001", "--amount", "5", "--donor", "P-0002", "--receipt", "en")
    number = given.out.split()[1]
    for target in (busy / "ledger.db", busy / "header", busy / "receipt.pdf"):
        said = run("document", busy, number, "--out", target)
        assert said.code == 1
        assert "the vault's own folder" in said.err
    assert run("report", busy, "--out", busy / "identity.db").code == 1
    assert run("verify", busy).code == 0
    assert "copy" not in run("document", busy, number, "--out", busy.parent / "r.pdf").out  # still the original


@pytest.mark.parametrize("name", ["SIGINT", "SIGTERM", "SIGHUP"])
def test_an_order_to_end_leaves_nothing_half_made(tmp_path: Path, name: str) -> None:
    kind = getattr(signal, name)
    usual = "default_int_handler" if kind is signal.SIGINT else "SIG_DFL"  # nohup or a shell's & may have changed it
    script = (
        "import os, signal, sys\n"
        f"signal.signal({int(kind)}, signal.{usual})\n"
        "from desktop.cli import main\n"
        "from desktop.storage import store\n"
        f"store.create_store = lambda *_all: os.kill(os.getpid(), {int(kind)})\n"
        f"sys.exit(main(['new', {str(tmp_path / 'v')!r}]))\n"
    )
    ended = subprocess.run(
        [sys.executable, "-c", script], input=PASSPHRASE.encode(), cwd=ROOT, capture_output=True, check=False
    )
    assert (ended.returncode, ended.stderr) == (130, b"skarbonka: Stopped.\n")
    assert list(tmp_path.iterdir()) == []


def test_an_empty_name_is_misuse_and_never_the_folder_one_stands_in(
    run: Run, vault: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "empty").mkdir()
    monkeypatch.chdir(tmp_path / "empty")
    for arguments in (("new", ""), ("sample", ""), ("list", " ", "people"), ("read-page", ""), ("verify", "")):
        said = run(*arguments)
        assert said.code == 2
        assert "the name is empty" in said.err
    assert run("report", vault, "--out", "").code == 2
    assert list((tmp_path / "empty").iterdir()) == []
