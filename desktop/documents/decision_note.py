"""The note of a decision on an A4 page: what there was, by which rule it was shared out, why, and who signs for it."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from typing import TYPE_CHECKING

from desktop.documents.layout import BODY, CAPTION, Cell, Row, Rule, gap, grid, heading, line, over
from desktop.documents.paper import MM, NEUTRAL, Paper
from desktop.documents.receipt import field
from desktop.documents.sheet import LEFT, RIGHT, WIDTH, Foot, draw_sheets, unprinted_issuer
from desktop.documents.signatures import SLOT, Signatory, draw_signatories
from desktop.documents.text import Style, wrap
from desktop.documents.wordings import Wording
from desktop.domain.decisions import DecisionAction, DecisionKind
from desktop.domain.funding import FundingRule
from desktop.domain.receipts import Mark, Rendering
from desktop.i18n import speech
from desktop.i18n.both import first_part

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from desktop.domain.decision_note import DecisionNote, NoteMove
    from desktop.domain.money import Money

_CELL = Style(9, 11.8)
_STRONG = Style(9, 11.8, bold=True)
_FIGURE = Style(18, 24, bold=True)
_LABEL = Style(8.5, 13, tone=CAPTION.tone)
_PAD = 5 * MM
_CELL_PAD = 0.8 * MM
_LABEL_X = LEFT + 9 * MM
_COLUMNS = (RIGHT - 56 * MM, RIGHT - 28 * MM, RIGHT)
_LABEL_WIDTH = _COLUMNS[0] - 28 * MM - _LABEL_X
_VALUE = LEFT + 46 * MM


class NoteWording(Wording):
    """The texts of a note in one language or two; one that is not approved yet says so everywhere."""

    def __init__(
        self, note: DecisionNote, language: str, second: str = "", kept: Sequence[Mapping[str, str]] = ()
    ) -> None:
        """Speak `language`, whatever the office's own was, and `second` beside it, in the words that were `kept`."""
        approved = note.approved_on is not None
        # A sheet asks a paper's facts for its number, its organisation and its digest: a note has them all.
        self.facts = note  # type: ignore[assignment]
        self.rendering = Rendering(Mark.ORIGINAL if approved else Mark.PREVIEW)
        self.note = note
        self.t = speech(language, second, kept)

    @property
    def title(self) -> str:
        """What the paper is."""
        return self.t.tr("Funding decision")

    @property
    def footer(self) -> str:
        """What ties the note to the ledger; before the approval, that it decides nothing yet."""
        if self.note.approved_on is None:
            return first_part(self.t.tr("Proposed: not approved yet, and nothing was moved."))
        return super().footer

    def tags(self, *, for_office: bool = False) -> tuple[str, ...]:
        """Whether it is in force."""
        return (self.t.tr("PROPOSED") if self.note.approved_on is None else self.t.tr("APPROVED"),)

    @property
    def watermark(self) -> str:
        """The word across a note that is not approved."""
        return first_part(self.t.tr("PROPOSED")) if self.note.approved_on is None else ""

    @property
    def rule(self) -> str:
        """By which rule the amounts were found."""
        return {
            FundingRule.PRIORITY: self.t.tr("By priority"),
            FundingRule.PRO_RATA: self.t.tr("In proportion"),
            FundingRule.MANUAL: self.t.tr("By hand"),
        }[self.note.rule]

    @property
    def about(self) -> str:
        """What is decided on."""
        return {
            DecisionKind.SURPLUS: self.t.tr("Surplus"),
            DecisionKind.SHORTFALL: self.t.tr("Shortfall"),
            DecisionKind.REALLOCATION: self.t.tr("Moved within the plan"),
        }[self.note.kind]

    @property
    def columns(self) -> tuple[str, str, str]:
        """The headings over the items' amounts."""
        if self.note.kind is DecisionKind.SHORTFALL:
            return self.t.tr("Planned"), self.t.tr("Allotted"), self.t.tr("Difference")
        return self.t.tr("Planned before"), self.t.tr("Planned after"), self.t.tr("Difference")

    def target(self, move: NoteMove) -> str:
        """Say where money goes."""
        if move.action is DecisionAction.REFUND:
            return self.t.tr("Back to the donor of {donation}").format(donation=move.code)
        if move.general:
            return self.t.tr("General fund ({code})").format(code=move.code)
        return self.t.tr("Campaign {code}").format(code=move.code)

    def signed(self, amount: Money) -> str:
        """Write a difference with its sign, a dash for none."""
        if not amount:
            return "—"
        return f"+{self.figures(amount)}" if amount.minor > 0 else f"−{self.figures(-amount)}"


def _panel(wording: NoteWording) -> list[Row]:
    """Set what is decided on as a figure on a tinted ground."""
    about = Row(
        _FIGURE.leading,
        (
            Cell(LEFT + _PAD, wording.about, _LABEL),
            Cell(_VALUE, wording.money(wording.note.amount), _FIGURE),
        ),
    )
    rows = over([gap(2.5 * MM), about, gap(2.5 * MM)], shade=(LEFT, RIGHT))
    return [*rows, gap(0), gap(4 * MM)]


def _figures(wording: NoteWording) -> list[Row]:
    note, t = wording.note, wording.t
    pairs = [
        (t.tr("Campaign"), note.campaign),
        (t.tr("Rule"), wording.rule),
        (t.tr("Goal"), wording.money(note.goal) if note.goal is not None else "—"),
        (t.tr("Planned for the items"), wording.money(note.planned)),
        (t.tr("Collected"), wording.money(note.collected)),
    ]
    if note.fees:
        pairs.append((t.tr("Fees"), wording.money(note.fees)))
    if note.moved:
        pairs.append((t.tr("From other funds"), wording.money(note.moved)))
    return grid(pairs, LEFT, WIDTH, 5, BODY)


def _amounts(before: str, after: str, change: str, style: Style) -> tuple[Cell, ...]:
    return tuple(
        Cell(x, text, style, right=True) for x, text in zip(_COLUMNS, (before, after, change), strict=True) if text
    )


def _items(wording: NoteWording) -> list[Row]:
    """Set the expense items as a table: number, label, before, after, difference, and their sums."""
    note, t = wording.note, wording.t
    if not note.items:
        return []
    caption = t.tr("Expense item, amounts in {currency}").format(currency=note.amount.currency)
    head = heading(
        CAPTION.leading + 3,
        Cell(LEFT, first_part(t.tr("No.")), CAPTION),
        Cell(_LABEL_X, caption, CAPTION),
        *_amounts(*wording.columns, CAPTION),
    )
    rows = [*head]
    for item in note.items:
        labels = wrap(item.label, _CELL, _LABEL_WIDTH) or ["—"]
        rows.append(Row(_CELL_PAD, rule=Rule(LEFT, RIGHT), keep=True, head=head))
        for n, label in enumerate(labels):
            cells: tuple[Cell, ...] = (Cell(_LABEL_X, label, _CELL),)
            if n == 0:
                figures = wording.figures(item.before), wording.figures(item.after)
                amounts = _amounts(*figures, wording.signed(item.after - item.before), _CELL)
                cells = (Cell(LEFT, str(item.line), _CELL), *cells, *amounts)
            rows.append(Row(_CELL.leading, cells, keep=n < len(labels) - 1, head=head))
        rows.append(gap(_CELL_PAD))
    sums = _amounts(
        wording.figures(note.items_before),
        wording.figures(note.items_after),
        wording.signed(note.items_after - note.items_before),
        _STRONG,
    )
    whole = Row(_STRONG.leading + 4, (Cell(_LABEL_X, t.tr("All items"), _STRONG), *sums))
    rows[-1] = replace(rows[-1], keep=True)
    return [*rows, replace(whole, rule=Rule(LEFT, RIGHT)), gap(3 * MM)]


def _moves(wording: NoteWording) -> list[Row]:
    """Set what leaves the campaign: where to, and how much."""
    note, t = wording.note, wording.t
    if not note.moves:
        return []
    caption = t.tr("Leaves the campaign, amounts in {currency}").format(currency=note.amount.currency)
    rows = [*heading(CAPTION.leading + 3, Cell(LEFT, caption, CAPTION))]
    for move in note.moves:
        cells = (
            Cell(LEFT, wording.target(move), _CELL),
            Cell(RIGHT, wording.figures(move.amount), _CELL, right=True),
        )
        rows.append(Row(_CELL.leading + 2 * _CELL_PAD, cells, rule=Rule(LEFT, RIGHT)))
    return [*rows, line(LEFT, RIGHT), gap(3 * MM)]


def _people(wording: NoteWording, logo: bytes) -> list[Row]:
    note, t = wording.note, wording.t
    rows = [
        *field(t.tr("Reason"), note.reason),
        *field(t.tr("Decided by"), f"{note.decided_by}, {wording.day(note.decided_on)}"),
    ]
    if note.approved_on is not None:
        rows += field(t.tr("Approved by"), f"{note.approved_by}, {wording.day(note.approved_on)}")
    if note.override_reason:
        alone = t.tr("Approved by its author: {reason}").format(reason=note.override_reason)
        rows += field(t.tr("Without a second person"), alone)
    return [*rows, *field(t.tr("Issued by"), unprinted_issuer(wording, logo))]


def draw_decision_note(
    note: DecisionNote, language: str, second: str = "", logo: bytes = b"", kept: Sequence[Mapping[str, str]] = ()
) -> bytes:
    """Draw the note of a decision as a PDF, in memory; the same note in the same languages gives the same bytes.

    One that is not approved yet says so across the page. `kept` are the words of the approval in these languages.
    """
    wording = NoteWording(note, language, second, kept)
    t = wording.t
    paper = Paper(
        wording.language,
        note.number or NEUTRAL,
        note.day,
        f"{note.digest()} {wording.language}{second and f' {second}'}{logo and hashlib.sha256(logo).hexdigest()}",
    )
    paper.logo = logo
    body = [
        *_panel(wording),
        *_figures(wording),
        gap(3 * MM),
        *_items(wording),
        *_moves(wording),
        gap(1 * MM),
        *_people(wording, logo),
    ]

    def foot(sheet: Paper, top: float) -> None:
        top -= 6 * MM
        half = (WIDTH - 10 * MM) / 2
        day = half * 0.32
        signing = ((t.tr("Decided by"), note.decided_by), (t.tr("Approved by"), note.approved_by))
        places = []
        for place, (role, name) in enumerate(signing):
            x = LEFT + place * (half + 10 * MM)
            places.append((Signatory(role, name), x, half - day - 4 * MM))
            places.append((Signatory(t.tr("Date")), x + half - day, day))
        draw_signatories(sheet, places, top)

    draw_sheets(paper, wording, wording.tags(), body, Foot(6 * MM + SLOT, foot))
    return paper.finish()
