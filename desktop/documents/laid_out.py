"""A document laid out as its facts say: two A5 papers on one A4, one A5, or A4; what does not fit takes whole A4."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from desktop.documents.half import HALF, TIGHT, USUAL, Half
from desktop.documents.paper import A4, MM, Paper
from desktop.documents.plan import plan_of
from desktop.documents.whole import draw_whole
from desktop.domain.papers import PaperLayout

if TYPE_CHECKING:
    from desktop.documents.wordings import Wording
    from desktop.domain.papers import DocumentPaper


def draw_laid_out(paper: Paper, wording: Wording, how: DocumentPaper, logo: bytes) -> None:
    """Draw a document; nothing is ever cut off: what half a sheet does not hold, however tight, gets whole ones.

    A box that may be ticked is worth no second sheet: where it alone is too much, it is left out.
    """
    plan = plan_of(wording, how)
    paper.logo = logo
    if how.layout is not PaperLayout.A4:
        tries = [(USUAL, plan), (TIGHT, plan)]
        if plan.signing.asked:
            tries.append((TIGHT, plan._replace(signing=replace(plan.signing, asked=""))))
        for tightness, tried in tries:
            half = Half(wording, tried, logo=logo, how=tightness)
            if half.fits:
                _draw_half(paper, wording, half, how.layout)
                return
    draw_whole(paper, wording, plan, wording.tags())
    if how.layout is PaperLayout.TWO_A5:
        draw_whole(paper, wording, plan, wording.tags(for_office=True))


def _draw_half(paper: Paper, wording: Wording, half: Half, layout: PaperLayout) -> None:
    if layout is PaperLayout.A5:
        paper.setPageSize((A4[0], HALF))
        half.draw(paper, 0, wording.tags())
    else:
        half.draw(paper, HALF, wording.tags())
        paper.dashes(8 * MM, HALF, A4[0] - 8 * MM)
        half.draw(paper, 0, wording.tags(for_office=True))
    paper.showPage()
