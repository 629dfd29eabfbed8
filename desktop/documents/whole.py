"""A document on whole A4 sheets: who, how much, what is known, the table, the sentences; stamp and signatures."""

from __future__ import annotations

from typing import TYPE_CHECKING

from desktop.documents import receipt
from desktop.documents.layout import BODY, gap, line, low_grid, paragraph
from desktop.documents.paper import MM, Paper
from desktop.documents.sheet import LEFT, RIGHT, WIDTH, Foot, draw_sheets, unprinted_issuer
from desktop.documents.signatures import STAMP, draw_stamp_room
from desktop.documents.text import Style

if TYPE_CHECKING:
    from collections.abc import Sequence

    from desktop.documents.layout import Row
    from desktop.documents.plan import Plan
    from desktop.documents.wordings import Wording

_CELL = Style(9, 11.4)
_AMOUNT_WIDTH = 30 * MM
_SPACE = 8 * MM
_LONG = 40


def draw_whole(paper: Paper, wording: Wording, plan: Plan, tags: Sequence[str]) -> None:
    """Draw one paper on as many A4 sheets as its rows need."""
    signing, t = plan.signing, wording.t
    x = LEFT + STAMP[0] + _SPACE if plan.stamped else LEFT
    height = max(STAMP[1] if plan.stamped else 0, signing.height(RIGHT - x))

    def foot(sheet: Paper, top: float) -> None:
        top -= 4 * MM
        signing.draw(sheet, x, top, RIGHT - x)
        if plan.stamped:
            draw_stamp_room(sheet, t.tr("Place for the stamp"), LEFT, top - STAMP[1])

    draw_sheets(paper, wording, tags, _body(wording, plan, RIGHT - x, paper.logo), Foot(height + 6 * MM, foot))


def _body(wording: Wording, plan: Plan, signing_width: float, logo: bytes) -> list[Row]:
    t, facts = wording.t, wording.facts
    details = [*plan.details, *plan.of_form]
    short = [pair for pair in details if len(pair[1]) <= _LONG and "\n" not in pair[1]]
    long = [pair for pair in (*plan.of_party, *details) if pair not in short]
    rows = [
        *receipt.party(wording, plan.party),
        gap(2 * MM),
        *receipt.amount_panel(wording, plan.amount),
        *low_grid(short, LEFT, WIDTH, (4, 3), _CELL),
        gap(2 * MM),
    ]
    for pair in (*long, (plan.purpose, facts.purpose), (t.tr("Issued by"), unprinted_issuer(wording, logo))):
        rows += receipt.field(*pair)
    for signatory in plan.signing.cut(signing_width):
        rows += receipt.field(t.tr("To be signed by"), "\n".join(filter(None, (signatory.role, signatory.name))))
    table = plan.rows(wording, LEFT, RIGHT, _AMOUNT_WIDTH)
    rows += [gap(2 * MM), *table]
    if plan.sentences or plan.footer.strip():
        rows += [gap(3 * MM)] if table else [gap(1 * MM), line(LEFT, RIGHT), gap(2 * MM)]
    for said in (*plan.sentences, *filter(str.strip, [plan.footer])):
        rows += [*paragraph(said, LEFT, WIDTH, BODY), gap(1.5 * MM)]
    return rows
