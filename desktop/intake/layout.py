"""The parts of a page: title, story, the list of needs, the status; found by their headings, in any order."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from desktop.intake.lines import Kind, Line, anchor_rest
from desktop.intake.pricing import Place, is_plea, read_priced
from desktop.intake.status import Status, begins_progress, read_standing

if TYPE_CHECKING:
    from collections.abc import Sequence

_LONGEST_TITLE = 250
_MOST_REMARKS = 2
_FULL_STOP = re.compile(r"[.!?…]\s+\w")


@dataclass(slots=True)
class Layout:
    """The lines of each part. `needs` has a list for each anchor phrase; `goals` are labelled goals outside of them."""

    title: str = ""
    story: list[Line] = field(default_factory=list)
    needs: list[list[Line]] = field(default_factory=list)
    goals: list[Line] = field(default_factory=list)
    status: Status = field(default_factory=Status)
    has_anchor: bool = False
    has_story_tab: bool = False
    trailing: list[Line] = field(default_factory=list)


class _Walk:
    """One pass over the lines: each heading says where the lines after it belong."""

    def __init__(self, lines: Sequence[Line]) -> None:
        self.lines = lines
        self.layout = Layout()
        self.head: list[Line] = []
        self.trailing = self.layout.trailing
        self.place = self.head
        self.last_status = -10
        # Where the page has the heading itself, the same words behind a dash are somebody's speech.
        self.has_plain_anchor = any(line.kind is Kind.ANCHOR and not line.bulleted for line in lines)

    def run(self) -> Layout:
        at = 0
        while at < len(self.lines):
            at = self.take(at)
        return self.finish()

    def take(self, at: int) -> int:
        """Take the line at a place; give the place of the next one to take."""
        line = self.lines[at]
        if line.kind is Kind.FOOTER and self.place is not self.head and self.lines_of_story_known():
            return len(self.lines)
        if line.kind is Kind.ANCHOR and not (line.bulleted and self.has_plain_anchor):
            self.open_needs(line)
        elif line.kind is Kind.STATUS or begins_progress(self.lines, at):
            return self.take_status(at)
        elif line.kind is Kind.STORY_TAB:
            self.open_story()
        elif line.kind is Kind.OTHER_TAB:
            if self.place is not self.head and self.place is not self.layout.story:
                self.place = self.trailing
        elif line.kind is Kind.GOAL and not self.in_needs():
            self.take_goal(at)
        elif line.kind is Kind.REMAINING:
            self.place = self.trailing if self.in_needs() else self.place
        elif line.kind is not Kind.NOISE or self.in_needs():
            self.place.append(line)
        return at + 1

    def lines_of_story_known(self) -> bool:
        """Tell whether the page's own parts were seen, so that a footer may end the reading."""
        return bool(self.layout.needs or self.layout.status.standings)

    def in_needs(self) -> bool:
        return bool(self.layout.needs) and self.place is self.layout.needs[-1]

    def open_needs(self, line: Line) -> None:
        self.settle_trailing()
        self.layout.has_anchor = True
        if not (self.in_needs() and not any(each.all_prices for each in self.place)):
            self.layout.needs.append([])
        self.place = self.layout.needs[-1]
        rest = anchor_rest(line)
        if rest:
            self.place.append(rest)

    def open_story(self) -> None:
        self.layout.has_story_tab = True
        if self.in_needs() and not self.head:
            self.trailing.extend(_cut_tail(self.place))
        if not self.head and self.trailing:
            self.head.extend(line for line in self.trailing if line.kind is Kind.TEXT)
            self.trailing.clear()
        self.place = self.layout.story

    def settle_trailing(self) -> None:
        """Lines between a status and an anchor phrase are the story when none was told before."""
        if not any(line.kind is Kind.TEXT for line in self.layout.story) and self.trailing:
            self.layout.story.extend(self.trailing)
            self.trailing.clear()

    def take_status(self, at: int) -> int:
        standing, after = read_standing(self.lines, at)
        between = self.lines[max(self.last_status, 0) : at]
        close_by = self.last_status >= 0 and len(between) <= 4 and all(each.kind is not Kind.TEXT for each in between)
        self.layout.status.add(standing, close_by=close_by)
        self.last_status = after
        if self.place is not self.head:
            self.place = self.trailing
        return after

    def take_goal(self, at: int) -> None:
        """Keep a labelled goal that stands outside of the needs, with the amount below a label that has none."""
        line = self.lines[at]
        if line.prices:
            self.layout.goals.append(line)
        below = [each for each in self.lines[at + 1 : at + 4] if each.kind is not Kind.BLANK]
        if not line.prices and below and below[0].is_lone_price:
            self.layout.goals.append(below[0])
        self.place.append(line)

    def finish(self) -> Layout:
        layout = self.layout
        if layout.needs and not any(
            line.kind is Kind.TEXT for part in (self.head, layout.story, self.trailing) for line in part
        ):
            self.trailing.extend(_cut_tail(layout.needs[-1]))
        texts = [at for at, line in enumerate(self.head) if line.kind is Kind.TEXT]
        if not texts:
            self.settle_trailing()
            texts = [at for at, line in enumerate(layout.story) if line.kind is Kind.TEXT]
            if texts and not layout.has_story_tab and len(layout.story[texts[0]].text) <= _LONGEST_TITLE:
                layout.title = layout.story.pop(texts[0]).text
            return layout
        first = texts[0]
        if len(self.head[first].text) <= _LONGEST_TITLE:
            layout.title = self.head.pop(first).text
        layout.story[:0] = self.head
        if not any(line.kind is Kind.TEXT for line in layout.story):
            layout.story.extend(self.trailing)
        return layout


def _cut_tail(lines: list[Line]) -> list[Line]:
    """Cut off what follows the last priced line of a list of needs."""
    last = next((at for at in range(len(lines) - 1, -1, -1) if lines[at].prices), len(lines) - 1)
    tail = lines[last + 1 :]
    del lines[last + 1 :]
    return tail


def lay_out(lines: Sequence[Line]) -> Layout:
    """Find the parts of a page. Without an anchor phrase the list of needs is the last block of priced lines."""
    layout = _Walk(lines).run()
    if not any(line.prices for part in layout.needs for line in part):
        for part in (layout.story, layout.trailing):
            block = _last_block(part)
            if block:
                layout.needs.append(part[slice(*block)])
                del part[slice(*block)]
                break
    return layout


def _last_block(lines: Sequence[Line]) -> tuple[int, int] | None:
    """Find the last run of lines that look like priced items or a goal; prose with an amount in it is none."""
    last = next((at for at in range(len(lines) - 1, -1, -1) if _looks_priced(lines[at])), None)
    if last is None:
        return None
    start, remarks = last, 0
    style = _style(lines[last])
    for at in range(last - 1, -1, -1):
        line = lines[at]
        if _looks_priced(line):
            if style and _style(line) not in (style, None):
                break
            start, remarks, style = at, 0, style or _style(line)
        elif line.kind is not Kind.BLANK:
            remarks += 1
            if remarks > 1 or _is_prose(line):
                break
            if lines[at + 1].is_lone_price or line.text.endswith((":", "—", "–", "-")):
                start = at
    end = last + 1
    if lines[last].is_lone_price and end < len(lines) and start == last and not _is_prose(lines[end]):
        end += 1
    block = lines[start:end]
    strong = sum(_looks_priced(line) for line in block)
    if strong < 2 and not any(
        line.bulleted or line.kind is Kind.GOAL or is_plea(line) or line.is_lone_price for line in block
    ):
        return None
    return start, end


def _style(line: Line) -> tuple[bool, Place] | None:
    """Give how a priced line is written, so that a story's sentence is no item of the list below it; None fits any."""
    if line.kind is Kind.GOAL or line.is_lone_price or is_plea(line):
        return None
    return line.bulleted, read_priced(line)[0].place


def _looks_priced(line: Line) -> bool:
    """Tell a priced line from prose: its amount is set off at an edge, or the line is a bullet or a goal."""
    if not line.prices:
        return False
    if line.kind is Kind.GOAL or line.bulleted or line.is_lone_price:
        return True
    first = read_priced(line)[0]
    if first.place is Place.FIRST:
        return first.set_off
    if first.place is Place.LAST:
        return first.set_off and not _FULL_STOP.search(first.description)
    return is_plea(line) and len(line.text) <= 100


def _is_prose(line: Line) -> bool:
    return len(line.text) > 100 or (len(line.text) > 60 and line.text.endswith((".", "!", "?")))
