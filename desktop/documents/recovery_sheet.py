"""The recovery key on paper: a sheet for each part, its digits in groups, and what it opens. No names stand on it."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

from desktop.documents.layout import BODY, CAPTION, Cell, Row, draw_rows, gap, grid, over, paragraph
from desktop.documents.paper import A4, INK, MM, NEUTRAL, Paper
from desktop.documents.sheet import LEFT, RIGHT, WIDTH
from desktop.documents.text import Style
from desktop.documents.wordings import write_day
from desktop.i18n import texts

if TYPE_CHECKING:
    from collections.abc import Sequence

    from desktop.domain.recovery import RecoveryPapers
    from desktop.i18n import Texts

_TOP = A4[1] - 26 * MM
_TITLE = Style(22, 29)
_LEAD = Style(11.5, 16, bold=True)
_TEXT = Style(10.5, 15)
_DIGITS = Style(19, 30, bold=True)
_PLACE = Style(8, 10, tone=CAPTION.tone)
_ACROSS = 4
_PAD = 8 * MM


def draw_recovery_sheets(papers: RecoveryPapers, language: str, numbers: Sequence[int]) -> bytes:
    """Draw the sheets of some parts as one PDF, in memory: the same set in the same language gives the same bytes.

    Args:
        papers: The set.
        language: The sheets' language.
        numbers: Which parts, counted from 1; a sheet for each.
    """
    t = texts(language)
    which = " ".join(map(str, numbers))
    # Nothing of the digits goes into the file's id: it may be shown where the sheet is not.
    about = f"{papers.vault} {papers.set_number} {papers.made_on} {which} {t.language}"
    paper = Paper(t.language, NEUTRAL, papers.made_on, hashlib.sha256(about.encode()).hexdigest())
    for number in numbers:
        edge = draw_rows(paper, _heading(papers, number, t), _TOP)
        paper.rule(LEFT, edge, RIGHT, INK, 0.8)
        draw_rows(paper, [gap(5 * MM), *_facts(papers, number, t), *_digits(papers, number), *_words(t)], edge)
        paper.showPage()
    return paper.finish()


def _heading(papers: RecoveryPapers, number: int, t: Texts) -> list[Row]:
    title = t.tr("Recovery key: part {number} of {count}").format(number=number, count=len(papers.parts))
    return [
        *paragraph(title, LEFT, WIDTH, _TITLE),
        gap(1 * MM),
        *paragraph(t.tr("Any two of the three parts open the vault."), LEFT, WIDTH, _LEAD),
        gap(3 * MM),
    ]


def _facts(papers: RecoveryPapers, number: int, t: Texts) -> list[Row]:
    pairs = [
        (t.tr("Vault"), papers.vault),
        (t.tr("Set"), str(papers.set_number)),
        (t.tr("Part"), str(number)),
        (t.tr("Made on"), write_day(papers.made_on, t)),
    ]
    return [*grid(pairs, LEFT, WIDTH, len(pairs), BODY), gap(3 * MM)]


def _digits(papers: RecoveryPapers, number: int) -> list[Row]:
    """Set the groups four to a line, each with its place above it: a mistyped one is named by that."""
    groups = papers.parts[number - 1].split()
    step = (WIDTH - 2 * _PAD) / _ACROSS
    rows = [gap(5 * MM)]
    for start in range(0, len(groups), _ACROSS):
        line = list(enumerate(groups[start : start + _ACROSS], start=start + 1))
        at = [LEFT + _PAD + n * step for n in range(len(line))]
        places = (Cell(x, str(place), _PLACE) for x, (place, _group) in zip(at, line, strict=True))
        digits = (Cell(x, group, _DIGITS) for x, (_place, group) in zip(at, line, strict=True))
        rows += [Row(_PLACE.leading, tuple(places)), Row(_DIGITS.leading, tuple(digits))]
    return [*over([*rows, gap(3 * MM)], shade=(LEFT, RIGHT)), gap(0), gap(7 * MM)]


def _words(t: Texts) -> list[Row]:
    said = (
        t.tr(
            "Whoever holds two parts can read everything in this vault, the accounts and the names, and needs no "
            "passphrase for it. One part alone opens nothing and tells nothing."
        ),
        t.tr(
            "Keep each part in another place, best with another person you trust. Do not photograph, scan or copy it, "
            "and do not send it over a network."
        ),
        t.tr(
            "When a passphrase is forgotten: open the vault's folder in the program, choose “Forgotten passphrase”, "
            "and type the digits of two parts. Blanks do not matter. Then set a new passphrase."
        ),
        t.tr(
            "When a part is lost or somebody else saw it: make a new set in the settings, and destroy the old papers. "
            "The old parts open the vault no more; a copy or a backup made before still opens with them."
        ),
    )
    return [row for text in said for row in (*paragraph(text, LEFT, WIDTH, _TEXT), gap(3.5 * MM))]
