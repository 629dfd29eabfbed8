"""Signed scans and the audit of numbers at the terminal."""

from __future__ import annotations

from typing import TYPE_CHECKING

from desktop.services.documents import view_document
from tests.intake.strange_files import picture
from tests.services.office_kit import open_office
from tests.services.paper_kit import photographed, printed

if TYPE_CHECKING:
    from pathlib import Path

    from tests.cli.conftest import Run


def test_a_photo_is_filed_and_the_rest_is_told(run: Run, busy: Path, tmp_path: Path) -> None:
    paid = run(
        "pay", busy, "--campaign", "C-0001", "--item", 1, "--amount", "50", "--payee", "P-0003", "--voucher", "en"
    )
    assert paid.code == 0, paid
    office = open_office(busy)
    good, blank, words = tmp_path / "a.jpg", tmp_path / "b.jpg", tmp_path / "c.txt"
    good.write_bytes(photographed(printed(view_document(office, "PV/2026/0001"))))
    office.close()
    blank.write_bytes(picture())
    words.write_bytes(b"words")
    said = run("attach-scan", busy, good, blank, good, words)
    assert said.code == 1
    assert said.out.splitlines() == [
        "PV/2026/0001: signed",
        "PV/2026/0001: this very page is filed already",
        "In the tray: No code of a document could be read on it",
        "c.txt: The file is no picture (JPEG, PNG, WebP, TIFF) and no PDF.",
        "1 page filed",
    ]
    audit = run("audit-numbers", busy, "--from", "2020-01-01", "--out", tmp_path / "audit.pdf")
    assert (audit.code, audit.out.splitlines()[-1]) == (0, "No number is missing")
    assert (tmp_path / "audit.pdf").read_bytes().startswith(b"%PDF")
    assert run("verify", busy).code == 0
