"""A paper of the office itself, that no register numbers: heading, rows, lines to sign on, and the journal's head."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from desktop.documents.layout import CAPTION, Row, draw_rows, height_of, line, paginate, paragraph
from desktop.documents.logo import draw_logo
from desktop.documents.paper import A4, INK, MM, NEUTRAL, Paper
from desktop.documents.sheet import LEFT, LOGO_WIDTH, RIGHT, WIDTH, issuer_of, issuer_rows
from desktop.documents.signatures import SLOT, Signatory, draw_signatories
from desktop.documents.text import Style, fit
from desktop.documents.wordings import write_day, write_money
from desktop.domain.money import exponent_of
from desktop.i18n import formats, speech
from desktop.i18n.both import first_part, joined

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from desktop.domain.money import Money
    from desktop.domain.receipts import Organisation

_TOP = A4[1] - 20 * MM
_BOTTOM = 22 * MM
_FOOTER = 14 * MM
_BEFORE_SIGNATURES = 8 * MM
_HEAD_DIGITS = 12
_TITLE = Style(19, 24)
_SUBTITLE = Style(11, 15, bold=True)
_RUNNING = Style(9, 12, bold=True)
_FOOT = Style(7, 9, tone=CAPTION.tone)
_STRONG_FOOT = Style(7, 9, bold=True)
_NOTICE = 3.1 * MM


@dataclass(frozen=True, slots=True)
class PaperHead:
    """What stands around the rows of an office's paper.

    `made_on` is its day, `journal` the hash at the journal's head then, `language` the paper's, with the texts of
    `second_language` beside it (empty: none). `logo` is the office's picture as a PNG.
    """

    organisation: Organisation
    language: str
    made_on: date
    journal: str
    second_language: str = ""
    logo: bytes = field(default=b"", repr=False)


class Speaker:
    """Writes amounts and days as the paper's (first) language does."""

    def __init__(self, language: str, second: str = "") -> None:
        """Speak a language, or two side by side; an unknown one speaks English."""
        self.t = speech(language, second)
        self.language = self.t.language

    def figures(self, amount: Money) -> str:
        """Write an amount without its currency."""
        return formats.number(amount.minor, exponent_of(amount.currency), self.language)

    def money(self, amount: Money) -> str:
        """Write an amount with its currency."""
        return write_money(amount, self.t)

    def day(self, value: date) -> str:
        """Write a day."""
        return write_day(value, self.t)


def draw_office_paper(
    head: PaperHead,
    title: str,
    subtitle: str,
    body: Sequence[Row],
    signatories: Sequence[Signatory],
    seed: str,
    notice: str = "",
) -> bytes:
    """Draw one paper on as many A4 sheets as its rows need. The same facts (`seed` holds them all), the same bytes.

    A `notice` stands at the foot of every sheet with the office's name, for whoever finds a sheet alone.
    """
    speaker = Speaker(head.language, head.second_language)
    logo = hashlib.sha256(head.logo).hexdigest() if head.logo else ""
    digest = hashlib.sha256(f"{seed} {head}{logo}".encode()).hexdigest()
    paper = Paper(speaker.language, NEUTRAL, head.made_on, digest)
    start = 4 * MM
    signing = _BEFORE_SIGNATURES + SLOT * ((len(signatories) + 1) // 2) if signatories else 0
    heading = _heading(head, speaker, title, subtitle)
    first = _TOP - height_of(heading) - start - _BOTTOM
    sheets = paginate(body, first, _TOP - 8 * MM - start - _BOTTOM, signing)
    for number, sheet in enumerate(sheets, start=1):
        if number == 1:
            draw_logo(paper, head.logo, LEFT, _TOP, LOGO_WIDTH)
            edge = draw_rows(paper, heading, _TOP)
        else:
            paper.put(
                LEFT, _TOP - 3 * MM, f"{first_part(title)}  {first_part(subtitle)}", _RUNNING.face, _RUNNING.size, INK
            )
            edge = _TOP - 8 * MM
        paper.rule(LEFT, edge, RIGHT, INK, 0.8)
        edge = draw_rows(paper, sheet, edge - start)
        if number == len(sheets):
            _draw_signatories(paper, signatories, edge - _BEFORE_SIGNATURES)
        _draw_foot(paper, speaker, head, (number, len(sheets)), notice)
        paper.showPage()
    return paper.finish()


def _heading(head: PaperHead, speaker: Speaker, title: str, subtitle: str) -> list[Row]:
    issuer, _whole = issuer_rows(*issuer_of(head.organisation, speaker.t), head.logo, WIDTH)
    return [
        *issuer,
        Row(6 * MM),
        *paragraph(title, LEFT, WIDTH, _TITLE),
        *paragraph(subtitle, LEFT, WIDTH, _SUBTITLE),
        Row(3 * MM),
    ]


def _draw_signatories(paper: Paper, signatories: Sequence[Signatory], top: float) -> None:
    width = (WIDTH - 8 * MM) / 2
    for down in range(0, len(signatories), 2):
        beside = enumerate(signatories[down : down + 2])
        places = [(signatory, LEFT + right * (width + 8 * MM), width) for right, signatory in beside]
        draw_signatories(paper, places, top - down // 2 * SLOT)


def _draw_foot(paper: Paper, speaker: Speaker, head: PaperHead, count: tuple[int, int], notice: str) -> None:
    number, whole = count
    base = _FOOTER + (_NOTICE if notice else 0)
    line(LEFT, RIGHT).draw(paper, base + 4.5 * MM)
    made = speaker.t.tr("Made on {date}. Journal head: {head}").format(
        date=speaker.day(head.made_on), head=head.journal[:_HEAD_DIGITS]
    )
    said, page = first_part(made), first_part(speaker.t.tr("Page {page} of {pages}").format(page=number, pages=whole))
    paper.put(LEFT, base, said, _FOOT.face, _FOOT.size, _FOOT.tone)
    paper.put(RIGHT - _FOOT.width(page), base, page, _FOOT.face, _FOOT.size, _FOOT.tone)
    if notice:
        told = joined((notice, head.organisation.name.strip()), " · ")
        for text in fit(first_part(told), _STRONG_FOOT, WIDTH, 1)[0]:
            paper.put(LEFT, _FOOTER, text, _STRONG_FOOT.face, _STRONG_FOOT.size, _STRONG_FOOT.tone)
