"""The terminal's manners: passphrases, languages, pipes, interruptions, sentences instead of traces."""

import io
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from desktop.cli import commands, passphrase
from desktop.cli.main import language_of, main
from desktop.domain.progress import Progress
from desktop.services.sample import SampleMade
from tests.cli.conftest import Run
from tests.services.office_kit import PASSPHRASE

ROOT = Path(__file__).resolve().parents[2]


def test_a_new_vault_takes_one_line_from_a_pipe(run: Run, tmp_path: Path) -> None:
    said = run("new", tmp_path / "v", "--organisation", "Lantern Aid", stdin="a weak one\r\nmore\n")
    assert (said.code, said.err) == (0, "")
    assert "Note: This passphrase can be guessed" in said.out
    assert {path.name for path in (tmp_path / "v").iterdir()} >= {"header", "ledger.db", "identity.db"}
    assert run("list", tmp_path / "v", "people", "--json", stdin="a weak one\n").out == "[]\n"
    assert run("list", tmp_path / "v", "people", stdin="\ufeffa weak one").code == 0
    assert run("new", tmp_path / "v", stdin="a weak one\n").code == 1
    assert run("new", tmp_path / "w", stdin="\n").code == 1


def test_a_wrong_passphrase_and_a_folder_without_a_vault_differ(run: Run, vault: Path, tmp_path: Path) -> None:
    wrong = run("verify", vault, stdin="no\n")
    none = run("verify", tmp_path, stdin="no\n")
    assert (wrong.code, none.code) == (1, 1)
    assert "passphrase is not the right one" in wrong.err
    assert "holds no vault" in none.err


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def test_at_a_terminal_it_is_asked_for_and_a_new_one_twice(monkeypatch: pytest.MonkeyPatch) -> None:
    answers = iter(["one", "two", "two", "two", "three"])
    monkeypatch.setattr(sys, "stdin", Terminal())
    monkeypatch.setattr("getpass.getpass", lambda _prompt: next(answers))
    assert passphrase.read_passphrase() == "one"
    assert passphrase.read_new_passphrase() == "two"
    with pytest.raises(Exception, match="differ"):
        passphrase.read_new_passphrase()


def test_bytes_that_are_no_text_are_misuse(run: Run, vault: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(b"\xff\xfe\n")))
    assert main(["verify", str(vault)]) == 2


@pytest.mark.parametrize(
    ("environment", "language"),
    [
        ({}, "en"),
        ({"LANG": "be_BY.UTF-8"}, "be"),
        ({"LANG": "be_BY", "LC_ALL": "C.UTF-8"}, "en"),
        ({"LC_ALL": "", "LC_MESSAGES": "be@latin", "LANG": "en_GB"}, "en"),
        ({"LC_ALL": "be"}, "be"),
        ({"LANG": "pl_PL.UTF-8"}, "pl"),
        ({"LANG": "fi_FI.UTF-8"}, "en"),
    ],
)
def test_the_language_is_the_terminals(environment: dict[str, str], language: str) -> None:
    assert language_of(environment) == language


def test_it_speaks_belarusian(run: Run, vault: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LC_ALL", "be_BY.UTF-8")
    said = run("verify", vault, stdin="no\n")
    assert said.code == 1
    assert said.err.startswith("skarbonka: ")


def test_help_and_misuse(run: Run) -> None:
    helped = run("--help")
    assert helped.code == 0
    assert "import-page" in helped.out
    for arguments in (("dance",), ("list", "v", "cats"), ("read-page",), ("--dance",)):
        said = run(*arguments)
        assert (said.code, said.out) == (2, "")
        assert said.err.count("\n") == 1


def test_every_command_has_help(run: Run) -> None:
    for name in (
        "read-page import-page new list add-person archive verify sample donate pay take-back issue document void"
        " signed report"
    ).split():
        said = run(name, "--help")
        assert (said.code, said.err) == (0, ""), name


def test_an_unexpected_failure_is_a_sentence_without_values(
    run: Run, vault: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(_office: object, _progress: object) -> None:
        raise KeyError("Ingrid Norrsken")

    monkeypatch.setattr(commands.verification, "verify", fail)
    said = run("verify", vault)
    assert said.code == 1
    assert "KeyError" in said.err
    assert "Ingrid" not in said.err


def test_an_interruption_is_calm(run: Run, vault: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupt(_office: object, _progress: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(commands.verification, "verify", interrupt)
    said = run("verify", vault)
    assert (said.code, said.err) == (130, "skarbonka: Stopped.\n")
    assert run("list", vault, "people").code == 0  # it was closed


def test_a_reader_that_has_seen_enough_ends_the_command_quietly(
    run: Run, vault: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def gone(_office: object, _progress: object) -> None:
        raise BrokenPipeError

    with (tmp_path / "out").open("w") as stream:
        with monkeypatch.context() as patched:
            patched.setattr(commands.verification, "verify", gone)
            patched.setattr(sys, "stdout", stream)
            patched.setattr(sys, "stdin", io.StringIO(f"{PASSPHRASE}\n"))
            assert main(["verify", str(vault)]) == 1
        stream.write("into nothing")
    assert (tmp_path / "out").read_text() == ""


def test_the_sample_office_from_the_terminal(run: Run, tmp_path: Path) -> None:
    said = run("sample", tmp_path / "out", stdin="")
    assert (said.code, said.err) == (0, "")
    assert {"vault", "passphrase.txt"} <= {path.name for path in (tmp_path / "out").iterdir()}
    assert all(Path(line).is_file() for line in said.out.splitlines()[1:])
    passphrase = (tmp_path / "out" / "passphrase.txt").read_text()
    assert run("verify", tmp_path / "out" / "vault", stdin=passphrase).code == 0
    assert run("sample", tmp_path / "out", stdin="").code == 1


def test_the_terminal_alone_opens_no_window_and_leaves_no_core(capsys: pytest.CaptureFixture[str]) -> None:
    assert main([]) == 2
    assert "COMMAND" in capsys.readouterr().err
    if sys.platform == "linux":
        import resource

        assert resource.getrlimit(resource.RLIMIT_CORE)[0] == 0


def test_lists_are_for_people_and_for_machines(run: Run, busy: Path) -> None:
    for what, key in (
        ("people", "code"), ("campaigns", "code"), ("items", "line"), ("donations", "code"),
    ):  # fmt: skip
        rows = json.loads(run("list", busy, what, "--json").out)
        assert rows
        assert all(key in row for row in rows)
        table = run("list", busy, what).out.splitlines()
        assert len(table) == len(rows) + 1
    campaigns = json.loads(run("list", busy, "campaigns", "--json").out)
    assert (campaigns[0]["collected"], campaigns[0]["goal"], campaigns[0]["currency"]) == ("683.00", "2000.00", "EUR")
    assert campaigns[0]["percent"] == 34
    assert len(json.loads(run("list", busy, "people", "--json", "--filter", "clin").out)) == 1
    for what in ("payouts", "documents"):
        assert run("list", busy, what, "--json").out == "[]\n"
        assert len(run("list", busy, what).out.splitlines()) == 1


def shell(*arguments: object, stdin: str = f"{PASSPHRASE}\n", **environment: str) -> subprocess.CompletedProcess[bytes]:
    command = [sys.executable, "-m", "desktop", *map(str, arguments)]
    env = {**os.environ, **environment}
    return subprocess.run(command, input=stdin.encode(), capture_output=True, cwd=ROOT, env=env, check=False)


def test_the_real_program_from_new_to_verify(tmp_path: Path, page: Path) -> None:
    vault = tmp_path / "v"
    made = shell("new", vault)
    assert (made.returncode, made.stderr) == (0, b"")
    assert shell("import-page", vault, page).stdout.startswith(b"C-0001")
    assert shell("verify", vault).returncode == 0
    wrong = shell("verify", vault, stdin="no\n")
    assert wrong.returncode == 1
    assert wrong.stderr.count(b"\n") == 1


def test_a_terminal_without_cyrillic_does_not_end_a_command(tmp_path: Path) -> None:
    page = tmp_path / "page.txt"
    page.write_text(
        "Дапамога ткачысе\n\nКолькі трэба?\n\n€500 — зімовая вопратка\n\nСабрана:\n€ 683\n", encoding="utf-8"
    )
    said = shell("read-page", page, PYTHONIOENCODING="ascii", PYTHONUTF8="0")
    assert (said.returncode, said.stderr) == (0, b"")
    assert b"500.00 EUR" in said.stdout


def test_a_reader_that_goes_away_is_no_failure(page: Path) -> None:
    line = f'"{sys.executable}" -m desktop read-page "{page}" --json | true; echo ${{PIPESTATUS[0]}}'
    said = subprocess.run(["bash", "-c", line], capture_output=True, cwd=ROOT, check=False)
    assert b"Traceback" not in said.stderr
    assert b"BrokenPipe" not in said.stderr


def test_reading_a_page_loads_no_window_database_or_paper(page: Path) -> None:
    heavy = "'PySide6','sqlalchemy','reportlab','xlsxwriter','openpyxl','cryptography','sqlcipher3','schwifty'"
    code = (
        f"import sys; from desktop.cli import main; assert main(['read-page', {str(page)!r}]) == 0;"
        f"print([name for name in ({heavy}) if name in sys.modules])"
    )
    said = subprocess.run([sys.executable, "-c", code], capture_output=True, cwd=ROOT, check=True)
    assert said.stdout.splitlines()[-1] == b"[]"


def test_a_sample_of_a_scale_is_made_and_its_progress_is_told_to_a_terminal(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    made = []

    def make(folder: Path, *, progress: Progress) -> SampleMade:
        made.append(folder)
        for done in (0, 1, 1, 2):
            progress.step(done, 2)
        return SampleMade(folder / "vault", "", ())

    for name in ("make_decade", "make_year", "make_sample"):
        monkeypatch.setattr(commands.sample_office, name, make)
    for scale, seen in (("decade", True), ("year", False), ("story", True)):
        monkeypatch.setattr("sys.stderr.isatty", lambda seen=seen: seen)
        assert main(["sample", str(tmp_path / scale), "--scale", scale]) == 0
        shown = capsys.readouterr()
        assert shown.out == f"The sample office is in {tmp_path / scale / 'vault'}\n"
        assert shown.err == ("\r  0 %\r 50 %\r        \r" if seen else "")
    assert [folder.name for folder in made] == ["decade", "year", "story"]
