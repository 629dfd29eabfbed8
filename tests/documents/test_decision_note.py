"""The note of a decision: one page with all it stands on, the same bytes each time, in force once it is approved."""

from __future__ import annotations

import io
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from pypdf import PdfReader

from desktop import i18n, paths
from desktop.documents.decision_note import draw_decision_note
from desktop.domain.decision_note import DecisionNote, NoteItem, NoteMove
from desktop.domain.decisions import DecisionAction, DecisionKind
from desktop.domain.funding import FundingRule
from desktop.domain.money import Money
from desktop.i18n import LANGUAGES
from tests.documents.papers_kit import LABELS, OFFICE, flat, text
from tests.tools import papers

if TYPE_CHECKING:
    from collections.abc import Iterator

GOLDEN = Path(__file__).resolve().parent.parent / "golden" / "notes"


def eur(minor: int) -> Money:
    return Money(minor, "EUR")


def surplus(**changes: object) -> DecisionNote:
    """The closed page's 148.00: an item is extended, the rest goes to the general fund."""
    given = DecisionNote(
        number="F-0001",
        language="en",
        decided_on=date(2026, 11, 20),
        organisation=OFFICE,
        campaign="C-0001",
        kind=DecisionKind.SURPLUS,
        rule=FundingRule.MANUAL,
        goal=eur(270_000),
        planned=eur(270_000),
        collected=eur(284_800),
        fees=eur(0),
        moved=eur(0),
        amount=eur(14_800),
        items=tuple(
            NoteItem(line, LABELS[line - 1], eur(before), eur(before + more))
            for line, before, more in ((1, 92_000, 0), (2, 98_000, 4_800), (3, 80_000, 0))
        ),
        moves=(NoteMove(DecisionAction.TRANSFER, "C-0002", eur(10_000), general=True),),
        reason="The rent rose in the third month; the rest helps in emergencies.",
        decided_by="Anna Example",
        approved_by="Maria Sample",
        approved_on=date(2026, 11, 22),
        journal_head="9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
    )
    return replace(given, **changes)  # type: ignore[arg-type]


def shortfall(**changes: object) -> DecisionNote:
    """The open page's 683.00 of 2,000.00, by priority."""
    lines = ((1, 50_000, 50_000), (2, 50_000, 18_300), (3, 100_000, 0))
    return surplus(
        kind=DecisionKind.SHORTFALL,
        rule=FundingRule.PRIORITY,
        goal=None,
        planned=eur(200_000),
        collected=eur(68_300),
        amount=eur(131_700),
        items=tuple(NoteItem(line, LABELS[line - 1], eur(before), eur(after)) for line, before, after in lines),
        moves=(),
        approved_by="Anna Example",
        override_reason="Nobody else works in the office.",
        **changes,
    )


CASES = {"surplus": surplus, "shortfall": shortfall}


@pytest.fixture(scope="module", autouse=True)
def _translations(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    papers.install_translations(tmp_path_factory.mktemp("translations"))
    yield
    i18n.install(paths.resources() / "translations")


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", CASES)
def test_a_note_says_what_its_golden_text_says(name: str, language: str) -> None:
    golden = (GOLDEN / f"decision_note.{language}.{name}.txt").read_text(encoding="utf-8")
    assert text(draw_decision_note(CASES[name](), language)) == golden


def test_each_fact_stands_on_the_note() -> None:
    note = surplus(fees=eur(1_200), moved=eur(500))
    said = flat(draw_decision_note(note, "en"))
    for fact in (
        note.number, note.campaign, note.reason, note.decided_by, note.approved_by, note.journal_head[:16],
        note.digest()[:12], "2026-11-20", "2026-11-22", "148.00 EUR", "2,848.00 EUR", "12.00 EUR", "5.00 EUR",
        "1,028.00", "+48.00", "General fund (C-0002)", "By hand", OFFICE.name, *LABELS,
    ):  # fmt: skip
        assert fact in said, fact


def test_a_shortfall_tells_who_approved_their_own_and_why() -> None:
    said = flat(draw_decision_note(shortfall(), "en"))
    for fact in ("Approved by its author: Nobody else works in the office.", "Allotted", "183.00", "−317.00", "—"):
        assert fact in said, fact


def test_a_proposed_note_says_that_it_decides_nothing() -> None:
    said = flat(draw_decision_note(surplus(approved_on=None, approved_by="", journal_head=""), "en"))
    assert "PROPOSED" in said
    assert "not approved yet" in said
    assert "APPROVED" not in said.replace("not approved", "")


def test_where_money_goes_and_what_is_moved_within_the_plan() -> None:
    moves = (
        NoteMove(DecisionAction.TRANSFER, "C-0007", eur(4_800)),
        NoteMove(DecisionAction.REFUND, "D-0012", eur(10_000)),
    )
    said = flat(draw_decision_note(surplus(moves=moves), "en"))
    assert "Campaign C-0007" in said
    assert "Back to the donor of D-0012" in said
    moved = flat(draw_decision_note(surplus(kind=DecisionKind.REALLOCATION, moves=()), "en"))
    assert "Moved within the plan" in moved
    bare = flat(draw_decision_note(surplus(items=()), "en"))
    assert "Expense item, amounts" not in bare


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_same_note_gives_the_same_bytes_and_one_page(language: str) -> None:
    first = draw_decision_note(surplus(), language)
    assert draw_decision_note(surplus(), language) == first
    read = PdfReader(io.BytesIO(first))
    assert len(read.pages) == 1
    assert read.metadata is not None
    assert read.metadata.author == "Skarbonka"
    assert "Example" not in str(read.metadata)
    assert draw_decision_note(surplus(reason="Another"), language) != first


def test_a_long_plan_goes_on_to_the_next_sheet() -> None:
    many = tuple(NoteItem(line, f"Line {line} " + "long " * 30, eur(100), eur(100)) for line in range(1, 60))
    said = text(draw_decision_note(surplus(items=many), "en"))
    assert "Page 2 of" in said
    assert "Line 59" in said
