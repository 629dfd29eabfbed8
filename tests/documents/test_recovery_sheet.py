"""The sheets of the recovery key: digits as they are typed, what they open in plain words, no name and no clock."""

from __future__ import annotations

import io
from datetime import date

import pytest
from pypdf import PdfReader

from desktop import i18n, paths
from desktop.documents.recovery_sheet import draw_recovery_sheets
from desktop.domain.recovery import RecoveryPapers
from desktop.i18n import LANGUAGES
from tests.documents.papers_kit import flat, pages

PARTS = tuple(" ".join(f"{part}{group:05d}" for group in range(10, 22)) for part in (1, 2, 3))
PAPERS = RecoveryPapers("0a1b2c3d", 2, date(2026, 11, 26), PARTS)


@pytest.fixture(autouse=True)
def _catalogues() -> None:
    i18n.install(paths.resources() / "translations")


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_part_has_a_sheet_of_its_own_that_holds_no_other(language: str) -> None:
    shown = pages(draw_recovery_sheets(PAPERS, language, (1, 2, 3)))
    assert len(shown) == 3
    for number, sheet in enumerate(shown, start=1):
        for part, groups in enumerate(PARTS, start=1):
            for group in groups.split():
                assert (group in sheet) == (part == number)
        assert "0a1b2c3d" in sheet


def test_it_says_what_two_parts_open_and_what_one_does_not() -> None:
    said = flat(draw_recovery_sheets(PAPERS, "en", (2,)))
    for words in (
        "part 2 of 3",
        "Any two of the three parts open the vault.",
        "the accounts and the names",
        "One part alone opens nothing",
        "another place",
        "Forgotten passphrase",
        "a backup made before still opens",
        "2026-11-26",
    ):
        assert words in said, words


def test_the_same_set_gives_the_same_bytes_and_the_file_says_nothing_of_its_digits() -> None:
    data = draw_recovery_sheets(PAPERS, "be", (1,))
    assert data == draw_recovery_sheets(PAPERS, "be", (1,))
    other = RecoveryPapers(PAPERS.vault, 2, PAPERS.made_on, tuple(part[::-1] for part in PARTS))
    ids = [PdfReader(io.BytesIO(each)).trailer["/ID"] for each in (data, draw_recovery_sheets(other, "be", (1,)))]
    assert ids[0] == ids[1]
    info = PdfReader(io.BytesIO(data)).metadata
    assert info is not None
    assert (info.title, info.author) == ("Skarbonka", "Skarbonka")
