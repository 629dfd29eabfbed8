"""Whole A4 sheets: heading, rows that flow from sheet to sheet, a foot that stands below the last row."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from desktop.documents.forms import numbers_of, titles_of
from desktop.documents.layout import (
    CAPTION,
    NOTE,
    Row,
    draw_rows,
    gap,
    height_of,
    line,
    paginate,
    paragraph,
    second_title,
)
from desktop.documents.logo import LOGO, draw_logo, logo_room
from desktop.documents.marks import draw_tags, draw_watermark, notice_rows
from desktop.documents.paper import A4, INK, MM, Paper
from desktop.documents.qr import draw_qr
from desktop.documents.text import Style, fit, fitted
from desktop.i18n.both import first_part

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from desktop.documents.wordings import Wording
    from desktop.domain.receipts import Organisation
    from desktop.i18n import Texts

LEFT, RIGHT = 22 * MM, 188 * MM
WIDTH = RIGHT - LEFT
_TOP = A4[1] - 20 * MM
_BOTTOM = 22 * MM
_FOOTER = 14 * MM
_QR = 24 * MM
_ISSUER_WIDTH = 134 * MM
LOGO_WIDTH = 38 * MM
"""How wide the logo may be in a heading."""
_ISSUER = Style(12, 15.5, bold=True)
_TITLE = Style(21, 26)
_LEAST_TITLE = 12
_FORM = Style(10, 14)
_NUMBER = Style(12, 16, bold=True)
_RUNNING = Style(9, 12, bold=True)
_FOOT = Style(7, 9, tone=CAPTION.tone)


class Foot(NamedTuple):
    """What stands below the last row and is never broken: its height, and how to draw it below a `top`."""

    height: float
    draw: Callable[[Paper, float], None]


def codes_of(office: Organisation, t: Texts) -> list[str]:
    """Give the numbers and the status of an issuer, named as their country names them."""
    called = numbers_of(office.country.strip().upper(), t)
    pairs = (
        (called.company or t.tr("Company code"), office.company_code),
        (called.tax or t.tr("Tax number"), office.tax_number),
        (t.tr("Status"), office.status),
    )
    shown = [f"{first_part(caption)}: {text.strip()}" for caption, text in pairs if text.strip()]
    return [" · ".join(shown[:2]), *shown[2:]] if len(shown) > 1 else shown


def issuer_lines(wording: Wording) -> tuple[str, str]:
    """Give the issuer's name, and all else that is printed of it."""
    return issuer_of(wording.facts.organisation, wording.t)


def issuer_of(office: Organisation, t: Texts) -> tuple[str, str]:
    """Give an organisation's name, and all else that is printed of it: address, registration, codes, status."""
    registration = office.registration.strip()
    said = [
        ",\u00a0".join(filter(None, (office.address.strip(), office.country.strip()))),
        first_part(t.tr("Registration no. {number}").format(number=registration)) if registration else "",
        *codes_of(office, t),
    ]
    return office.name.strip(), "\n".join(filter(None, said))


def issuer_rows(name: str, rest: str, logo: bytes, width: float) -> tuple[list[Row], bool]:
    """Set an issuer beside the logo, no higher than a heading may be; then tell whether all of it stands there."""
    room = logo_room(logo, LOGO_WIDTH)
    names, named = fit(name, _ISSUER, width - room, 3)
    rests, told = fit(rest, NOTE, width - room, 5)
    rows = [
        *paragraph("\n".join(names), LEFT + room, width - room, _ISSUER),
        *paragraph("\n".join(rests), LEFT + room, width - room, NOTE),
    ]
    if logo:
        rows.append(gap(max(0, LOGO - height_of(rows))))
    return rows, named and told


def _heading(wording: Wording, logo: bytes) -> tuple[list[Row], list[Row], float]:
    """Set the issuer's rows of the first sheet and the title's second language; then the height down to the rule."""
    rows, _whole = issuer_rows(*issuer_lines(wording), logo, _ISSUER_WIDTH)
    title, form = titles_of(wording)
    below = [*second_title(title, LEFT, WIDTH, _TITLE), *paragraph(form, LEFT, WIDTH, _FORM)]
    height = max(height_of(rows), _QR) + 8 * MM + _TITLE.leading + height_of(below) + _NUMBER.leading + 4 * MM
    return rows, below, height


def unprinted_issuer(wording: Wording, logo: bytes = b"") -> str:
    """Give the issuer's whole text where the heading has no room for it, to be set among the rows."""
    name, rest = issuer_lines(wording)
    if issuer_rows(name, rest, logo, _ISSUER_WIDTH)[1]:
        return ""
    return "\n".join(filter(None, (name, rest)))


def _draw_heading(paper: Paper, wording: Wording, tags: Sequence[str]) -> float:
    """Draw the first sheet's heading; gives the upper edge of what follows."""
    rows, below, height = _heading(wording, paper.logo)
    draw_logo(paper, paper.logo, LEFT, _TOP, LOGO_WIDTH)
    draw_rows(paper, rows, _TOP)
    if wording.facts.number:
        draw_qr(paper, wording.facts.qr_text(), RIGHT, _TOP, _QR)
    edge = _TOP - height
    number_line = edge + 4 * MM
    title_line = number_line + _NUMBER.leading + height_of(below) + 1.5 * MM
    title, number = first_part(titles_of(wording)[0]), first_part(wording.number)
    style = fitted(title, _TITLE, WIDTH, _LEAST_TITLE)
    paper.put(LEFT - 0.15 * MM, title_line, title, style.face, style.size, style.tone)
    draw_rows(paper, below, title_line - 1.5 * MM)
    paper.put(LEFT, number_line, number, _NUMBER.face, _NUMBER.size, INK if wording.facts.number else CAPTION.tone)
    draw_tags(paper, tags, RIGHT, number_line)
    paper.rule(LEFT, edge, RIGHT, INK, 0.8)
    return edge


def _draw_running_head(paper: Paper, wording: Wording, tags: Sequence[str]) -> float:
    y = _TOP - 3 * MM
    paper.put(
        LEFT,
        y,
        f"{first_part(titles_of(wording)[0])}  {first_part(wording.number)}",
        _RUNNING.face,
        _RUNNING.size,
        _RUNNING.tone,
    )
    draw_tags(paper, tags, RIGHT, y)
    edge = y - 5 * MM
    paper.rule(LEFT, edge, RIGHT, INK, 0.8)
    return edge


def draw_footer(paper: Paper, wording: Wording, x: float, to: float, y: float, page: str) -> None:
    """Draw what ties a paper to the ledger, and the count of sheets, on the baseline y."""
    paper.put(x, y, wording.footer, _FOOT.face, _FOOT.size, _FOOT.tone)
    paper.put(to - _FOOT.width(page), y, page, _FOOT.face, _FOOT.size, _FOOT.tone)


def draw_sheets(paper: Paper, wording: Wording, tags: Sequence[str], body: list[Row], foot: Foot) -> None:
    """Draw one paper on as many A4 sheets as its rows need."""
    rows = [*notice_rows(wording, LEFT, WIDTH), *body]
    start = 4 * MM
    first = _TOP - _heading(wording, paper.logo)[2] - start - _BOTTOM
    others = _TOP - 8 * MM - start - _BOTTOM
    sheets = paginate(rows, first, others, foot.height)
    for number, sheet in enumerate(sheets):
        draw_watermark(paper, wording, A4[0], 0, A4[1])
        head = _draw_running_head if number else _draw_heading
        edge = draw_rows(paper, sheet, head(paper, wording, tags) - start)
        if number == len(sheets) - 1:
            foot.draw(paper, edge)
        line(LEFT, RIGHT).draw(paper, _FOOTER + 4.5 * MM)
        draw_footer(paper, wording, LEFT, RIGHT, _FOOTER, wording.page(number + 1, len(sheets)))
        paper.showPage()
