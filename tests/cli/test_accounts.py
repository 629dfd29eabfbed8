"""The journal for accountants' programs, from the terminal."""

from pathlib import Path

from beancount import loader

from tests.cli.conftest import Run


def test_the_journal_is_written_and_loads(run: Run, busy: Path, tmp_path: Path) -> None:
    target = tmp_path / "books.beancount"
    said = run("export-journal", busy, "--format", "beancount", "--out", target)
    assert (said.code, said.err) == (0, "")
    assert str(target) in said.out
    entries, errors, _options = loader.load_file(str(target))
    assert (len(errors), bool(entries)) == (0, True)
    assert "Weaver" not in target.read_text(encoding="utf-8")


def test_other_formats_and_no_place_are_misuse(run: Run, busy: Path, tmp_path: Path) -> None:
    assert run("export-journal", busy, "--format", "ledger", "--out", tmp_path / "x").code == 2
    assert run("export-journal", busy).code == 2
    assert run("export-journal", busy, "--out", tmp_path / "nowhere" / "x").code == 1
