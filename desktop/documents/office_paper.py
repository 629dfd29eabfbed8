"""A paper of the office itself, that no register numbers: heading, rows, lines to sign on, and the journal's head."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import TYPE_CHECKING

from desktop.documents.layout import CAPTION, NOTE, Row, draw_rows, height_of, line, paginate, paragraph
from desktop.documents.paper import A4, INK, MM, NEUTRAL, Paper
from desktop.documents.sheet import LEFT, RIGHT, WIDTH
from desktop.documents.signatures import SLOT, Signatory, draw_signatory
from desktop.documents.text import Style, fit
from desktop.domain.money import exponent_of
from desktop.i18n import formats, texts

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
_ISSUER = Style(12, 15.5, bold=True)
_TITLE = Style(19, 24)
_SUBTITLE = Style(11, 15, bold=True)
_RUNNING = Style(9, 12, bold=True)
_FOOT = Style(7, 9, tone=CAPTION.tone)


@dataclass(frozen=True, slots=True)
class PaperHead:
    """What stands around the rows of an office's paper.

    `made_on` is its day, `journal` the hash at the journal's head then, `language` the paper's.
    """

    organisation: Organisation
    language: str
    made_on: date
    journal: str


class Speaker:
    """Writes amounts and days as the paper's language does."""

    def __init__(self, language: str) -> None:
        """Speak a language; an unknown one speaks English."""
        self.t = texts(language)
        self.language = self.t.language

    def figures(self, amount: Money) -> str:
        """Write an amount without its currency."""
        return formats.number(amount.minor, exponent_of(amount.currency), self.language)

    def money(self, amount: Money) -> str:
        """Write an amount with its currency."""
        return formats.money(amount.minor, amount.currency, exponent_of(amount.currency), self.language)

    def day(self, value: date) -> str:
        """Write a day."""
        return formats.date(value, self.language)


def draw_office_paper(
    head: PaperHead, title: str, subtitle: str, body: Sequence[Row], signatories: Sequence[Signatory], seed: str
) -> bytes:
    """Draw one paper on as many A4 sheets as its rows need. The same facts (`seed` holds them all), the same bytes."""
    speaker = Speaker(head.language)
    digest = hashlib.sha256(f"{seed} {head}".encode()).hexdigest()
    paper = Paper(speaker.language, NEUTRAL, head.made_on, digest)
    start = 4 * MM
    signing = _BEFORE_SIGNATURES + SLOT * ((len(signatories) + 1) // 2)
    heading = _heading(head, title, subtitle)
    first = _TOP - height_of(heading) - start - _BOTTOM
    sheets = paginate(body, first, _TOP - 8 * MM - start - _BOTTOM, signing)
    for number, sheet in enumerate(sheets, start=1):
        if number == 1:
            edge = draw_rows(paper, heading, _TOP)
        else:
            paper.put(LEFT, _TOP - 3 * MM, f"{title}  {subtitle}", _RUNNING.face, _RUNNING.size, INK)
            edge = _TOP - 8 * MM
        paper.rule(LEFT, edge, RIGHT, INK, 0.8)
        edge = draw_rows(paper, sheet, edge - start)
        if number == len(sheets):
            _draw_signatories(paper, signatories, edge - _BEFORE_SIGNATURES)
        _draw_foot(paper, speaker, head, number, len(sheets))
        paper.showPage()
    return paper.finish()


def _heading(head: PaperHead, title: str, subtitle: str) -> list[Row]:
    office = head.organisation
    address = ", ".join(filter(None, (office.address.strip(), office.country.strip())))
    names, _whole = fit(office.name.strip(), _ISSUER, WIDTH, 3)
    number = office.registration.strip()
    registration = texts(head.language).tr("Registration no. {number}").format(number=number) if number else ""
    rests, _whole = fit("\n".join(filter(None, (address, registration))), NOTE, WIDTH, 5)
    return [
        *paragraph("\n".join(names), LEFT, WIDTH, _ISSUER),
        *paragraph("\n".join(rests), LEFT, WIDTH, NOTE),
        Row(6 * MM),
        *paragraph(title, LEFT, WIDTH, _TITLE),
        *paragraph(subtitle, LEFT, WIDTH, _SUBTITLE),
        Row(3 * MM),
    ]


def _draw_signatories(paper: Paper, signatories: Sequence[Signatory], top: float) -> None:
    width = (WIDTH - 8 * MM) / 2
    for place, signatory in enumerate(signatories):
        down, right = divmod(place, 2)
        draw_signatory(paper, signatory, LEFT + right * (width + 8 * MM), top - down * SLOT, width)


def _draw_foot(paper: Paper, speaker: Speaker, head: PaperHead, number: int, count: int) -> None:
    line(LEFT, RIGHT).draw(paper, _FOOTER + 4.5 * MM)
    said = speaker.t.tr("Made on {date}. Journal head: {head}").format(
        date=speaker.day(head.made_on), head=head.journal[:_HEAD_DIGITS]
    )
    page = speaker.t.tr("Page {page} of {pages}").format(page=number, pages=count)
    paper.put(LEFT, _FOOTER, said, _FOOT.face, _FOOT.size, _FOOT.tone)
    paper.put(RIGHT - _FOOT.width(page), _FOOTER, page, _FOOT.face, _FOOT.size, _FOOT.tone)
