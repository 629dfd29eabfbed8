"""A person's card at the terminal: written, told to the journal, refused where there is nobody."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

    from tests.cli.conftest import Run


def test_a_card_is_written_and_told(run: Run, busy: Path, tmp_path: Path) -> None:
    target = tmp_path / "P-0001-card.pdf"
    made = run(
        "person-card", busy, "p-1", "--lang", "be", "--second-language", "pl", "--others", "alias", "--out", target
    )
    assert (made.code, made.out) == (0, f"P-0001: written to {target}\n")
    assert target.read_bytes().startswith(b"%PDF")
    assert "Person's card" in run("history", busy, "P-0001").out
    assert run("verify", busy).code == 0


def test_nobody_has_none(run: Run, busy: Path, tmp_path: Path) -> None:
    assert run("person-card", busy, "P-0099", "--out", tmp_path / "a.pdf").code == 1
    assert run("person-card", busy, "C-0001", "--out", tmp_path / "a.pdf").code != 0
    assert list(tmp_path.glob("*.pdf")) == []
