"""Steps back: what one gesture of a worker changed, and the way back and forward through such steps.

A step holds each record it changed as it stood before and after. Taking a step back puts every record back as a new
change, so a record that was changed since is never overwritten: it no longer stands as the step left it. What moved
money or issued a document is no step; it stands on the way as `Booked`, so that nobody takes back an earlier step
while meaning the booking.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Sequence

MOST_STEPS = 100
"""Steps kept; the oldest go first."""


class Kind(Protocol):
    """A kind of record; whoever knows how to read it and put it back says more."""

    @property
    def name(self) -> str:
        """Its name: "person"."""


@dataclass(frozen=True, slots=True)
class Part:
    """One record that a step changed: as it stood `before` (None: it was not there) and `after`.

    Both are whole values with their revision, compared by equality. `sequence` is the number of the journal's record
    of the change.
    """

    kind: Kind
    code: str
    before: object
    after: object
    sequence: int = 0


@dataclass(frozen=True, slots=True)
class Step:
    """What one gesture did, by the verb of its record in the journal, and all that it changed."""

    verb: str
    parts: tuple[Part, ...]

    @property
    def codes(self) -> tuple[str, ...]:
        """The records it changed."""
        return tuple(part.code for part in self.parts)


@dataclass(frozen=True, slots=True)
class Booked:
    """Something done that no step takes back: a payment, an issued document. Its own page says how it is corrected."""

    verb: str
    subject: str


@dataclass(frozen=True, slots=True)
class Past:
    """The steps since the office was opened, the newest last; `undone` those that were taken back, the next one last.

    A state that a step left is replaced in its neighbour when it is reached again under another revision, so that the
    way back stays open as long as nobody else changed the record.
    """

    done: tuple[Step | Booked, ...] = ()
    undone: tuple[Step, ...] = field(default=())

    def with_step(self, step: Step | Booked) -> Past:
        """Add what was just done; what had been taken back cannot be done again after it."""
        return Past((*self.done, step)[-MOST_STEPS:], ())

    def with_same(self, parts: Sequence[Part]) -> Past:
        """Take in that records were only said once more, `before` and `after` under different revisions."""
        return Past(_left_so(self.done, [(part, part.after) for part in parts]), ())

    def without_last(self) -> Past:
        """Forget the last thing done: it was said that it cannot be taken back."""
        return replace(self, done=self.done[:-1])

    def without_next(self) -> Past:
        """Forget what would be done again: it cannot be any more, nor what came after it."""
        return replace(self, undone=())

    @property
    def last(self) -> Step | Booked | None:
        """What Ctrl+Z is about."""
        return self.done[-1] if self.done else None

    @property
    def next(self) -> Step | None:
        """What Ctrl+Y is about."""
        return self.undone[-1] if self.undone else None

    def back(self, reached: Sequence[Part]) -> Past:
        """Move the last step to those taken back; `reached` are its parts with the states `before` that it came to."""
        step = self.done[-1]
        if not isinstance(step, Step):
            raise TypeError("only a step is taken back")
        done = _left_so(self.done[:-1], [(old, new.before) for old, new in zip(step.parts, reached, strict=True)])
        return Past(done, (*self.undone, replace(step, parts=tuple(reached))))

    def forward(self, reached: Sequence[Part]) -> Past:
        """Move the next step to those done; `reached` are its parts with the states `after` that it came to."""
        step = self.undone[-1]
        found = [(old, new.after) for old, new in zip(step.parts, reached, strict=True)]
        return Past((*self.done, replace(step, parts=tuple(reached))), _found_so(self.undone[:-1], found))


def _left_so(done: tuple[Step | Booked, ...], reached: Sequence[tuple[Part, object]]) -> tuple[Step | Booked, ...]:
    """Let the newest step that left a record as each old part found it know how it stands now."""
    looked_for = {(old.kind, old.code): (old.before, now) for old, now in reached}
    steps: list[Step | Booked] = []
    for step in reversed(done):
        if isinstance(step, Step) and looked_for:
            found = ((part, _met(looked_for, part, part.after)) for part in step.parts)
            step = replace(
                step, parts=tuple(part if now is None else replace(part, after=now[0]) for part, now in found)
            )
        steps.append(step)
    return tuple(reversed(steps))


def _found_so(undone: tuple[Step, ...], reached: Sequence[tuple[Part, object]]) -> tuple[Step, ...]:
    """Let the next step that found a record as each old part left it know how it stands now."""
    looked_for = {(old.kind, old.code): (old.after, now) for old, now in reached}
    steps: list[Step] = []
    for step in reversed(undone):
        found = ((part, _met(looked_for, part, part.before)) for part in step.parts)
        parts = tuple(part if now is None else replace(part, before=now[0]) for part, now in found)
        steps.append(replace(step, parts=parts))
    return tuple(reversed(steps))


def _met(looked_for: dict[tuple[Kind, str], tuple[object, object]], part: Part, stands: object) -> tuple[object] | None:
    """Give how the record of a part stands now, if it is the first of that record and was found as it `stands`."""
    met = looked_for.pop((part.kind, part.code), None)
    # What somebody else changed in between is met as well, and not taken for one's own.
    return (met[1],) if met is not None and met[0] == stands else None
