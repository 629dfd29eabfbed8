"""What a page says of the collection: the sum collected, the goal beside it, and whether it is over."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from desktop.intake import vocabulary
from desktop.intake.lines import Kind, Line, is_closing, is_share, progress_of, sentences

if TYPE_CHECKING:
    from collections.abc import Sequence

    from desktop.intake.prices import Price

_MOST_BLANKS = 2


@dataclass(slots=True)
class Standing:
    """One statement of the status; a page may repeat it."""

    is_closed: bool = False
    is_labelled: bool = False
    collected: Price | None = None
    goal: Price | None = None

    def says_again(self, other: Standing) -> bool:
        """Tell whether the other statement repeats a part of this one."""
        return (self.is_closed and other.is_closed) or (self.is_labelled and other.is_labelled)

    def add(self, other: Standing) -> None:
        """Take the parts that the other statement has."""
        self.is_closed = self.is_closed or other.is_closed
        self.is_labelled = self.is_labelled or other.is_labelled
        self.collected = self.collected or other.collected
        self.goal = self.goal or other.goal


@dataclass(slots=True)
class Status:
    """All that a page says of its status."""

    standings: list[Standing] = field(default_factory=list)

    def add(self, standing: Standing, *, close_by: bool) -> None:
        """Add a statement; one that stands close by and repeats nothing belongs to the statement before it."""
        if self.standings and close_by and not self.standings[-1].says_again(standing):
            self.standings[-1].add(standing)
        else:
            self.standings.append(standing)

    @property
    def is_closed(self) -> bool:
        """Tell whether the page says that the collection is over."""
        return any(standing.is_closed for standing in self.standings)

    @property
    def stands_twice(self) -> bool:
        """Tell whether the closing phrase or the sum collected is said more than once."""
        closed = sum(standing.is_closed for standing in self.standings)
        labelled = sum(standing.is_labelled for standing in self.standings)
        return closed > 1 or labelled > 1

    @property
    def collected(self) -> list[Price]:
        """The sums collected, in the page's order."""
        return [standing.collected for standing in self.standings if standing.collected]

    @property
    def goals(self) -> list[Price]:
        """The goals said beside them, in the page's order."""
        return [standing.goal for standing in self.standings if standing.goal]


def read_standing(lines: Sequence[Line], at: int) -> tuple[Standing, int]:
    """Read the statement that begins at a line of status; give also the place of the first line behind it."""
    line = lines[at]
    standing = Standing(is_closed=is_closing(line.plain))
    progress = progress_of(line)
    if progress:
        standing.is_labelled = True
        standing.collected, standing.goal = progress
    elif _has_label(line):
        standing.is_labelled = True
        standing.collected = _value_in(line)
    elif line.prices:
        standing.is_labelled = True  # "The collection is over. € 2 848"
        standing.collected = line.prices[0]
    if standing.collected is None:
        return _value_below(lines, at, standing)
    return _goal_below(lines, at + 1, standing)


def _has_label(line: Line) -> bool:
    if any(vocabulary.COLLECTED.match(sentence) for sentence in sentences(line.plain)):
        return True
    return bool(line.prices) and vocabulary.COLLECTED_AFTER.match(line.plain, line.prices[0].end) is not None


def _value_in(line: Line) -> Price | None:
    """Take the amount of a line with a label; a number without a currency will do, but no percentage."""
    if line.prices:
        return line.prices[0]
    return next((price for price in line.all_prices if not is_share(line, price)), None)


def _value_below(lines: Sequence[Line], at: int, standing: Standing) -> tuple[Standing, int]:
    """Take the amount from the line below a label or a closing phrase that has none."""
    below = _next_line(lines, at + 1)
    if below is None:
        return standing, at + 1
    line = lines[below]
    progress = progress_of(line)
    bare = [price for price in line.all_prices if not is_share(line, price)]
    if progress:
        standing.collected, standing.goal = progress
    elif line.is_lone_price or (len(bare) == 1 and not any(char.isalpha() for char in line.plain)):
        standing.collected = line.prices[0] if line.prices else bare[0]
    elif (
        line.kind is Kind.STATUS
        and line.prices
        and not is_closing(line.plain)
        and not vocabulary.COLLECTED.match(line.plain)
    ):
        standing.collected = line.prices[0]
    else:
        return standing, at + 1
    standing.is_labelled = True
    return _goal_below(lines, below + 1, standing)


def _goal_below(lines: Sequence[Line], at: int, standing: Standing) -> tuple[Standing, int]:
    """Take "in 2 000" from the line below the sum collected."""
    if standing.collected is None or standing.goal is not None:
        return standing, at
    below = _next_line(lines, at)
    if below is None:
        return standing, at
    line = lines[below]
    numbers = line.all_prices
    if len(numbers) != 1 or not vocabulary.PROGRESS_GAP.fullmatch(line.plain, 0, numbers[0].start):
        return standing, at
    if any(char.isalpha() for char in line.plain[numbers[0].end :]):
        return standing, at
    standing.goal = numbers[0]
    return standing, below + 1


def begins_progress(lines: Sequence[Line], at: int) -> bool:
    """Tell a lone amount above "raised of € 2000": the two lines are one line of progress."""
    return (
        lines[at].is_lone_price
        and _goal_below(lines, at + 1, Standing(collected=lines[at].prices[0]))[0].goal is not None
    )


def _next_line(lines: Sequence[Line], at: int) -> int | None:
    for place in range(at, min(at + _MOST_BLANKS + 1, len(lines))):
        if lines[place].kind is not Kind.BLANK:
            return place
    return None
