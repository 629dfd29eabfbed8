"""One step back: each gesture that edits records leaves a step, which is taken back, or done again, as a new change.

A verb makes itself undoable with three lines: `gesture = Gesture(office, work)`, `gesture.changes(KEEPER, code)` for
each record before it is changed (`adds` after one is added), and `gesture.commit(record)` in place of `work.commit`.
A `Keeper` says of a kind of record how it is read whole and how it is put back. Steps are held in memory for as long
as the office is open, and are never written anywhere.
"""

from __future__ import annotations

from dataclasses import dataclass, field, is_dataclass, replace
from typing import TYPE_CHECKING, Any

from desktop.domain.errors import NotFound, Refused, refuse
from desktop.domain.progress import NoProgress, Progress
from desktop.domain.undo import Booked, Part, Past, Step
from desktop.services.facts import TAKES_BACK
from desktop.services.undo_words import INSTEAD

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from desktop.domain.journal import Link, Record
    from desktop.services.office import Office
    from desktop.storage.work import Work

    _Key = tuple["Keeper", str]


@dataclass(frozen=True, slots=True)
class Keeper:
    """How records of a kind are kept.

    `read` gives a record as it stands, a value with its revision that equals only the very same state; raises NotFound.
    `put` makes a record that stands as `now` say again what `wanted` says (None: put a new one away) within a unit of
    work, by the rules of its own verb, and gives the records to commit with; it may refuse.
    """

    name: str
    read: Callable[[Work, str], object]
    put: Callable[[Putting], Sequence[Record]]
    many: Many | None = None

    def read_all(self, work: Work, codes: Sequence[str]) -> dict[str, object]:
        """Read several records as they stand; raises NotFound."""
        if self.many is None:
            return {code: self.read(work, code) for code in codes}
        found = dict(self.many.read(work, codes))
        for code in codes:
            if code not in found:
                raise NotFound(subject=code)
        return found


@dataclass(frozen=True, slots=True)
class Many:
    """How records of a kind that come by the thousand are read and put back together, as the keeper would one by one.

    `read` leaves out what is not there; `put` gives the records to commit with of each that was asked, in their order.
    """

    read: Callable[[Work, Sequence[str]], Mapping[str, object]]
    put: Callable[[Sequence[Putting]], Sequence[Sequence[Record]]]


@dataclass(frozen=True, slots=True)
class Putting:
    """What a keeper's `put` is given; `progress` is for what one record alone takes long to put back."""

    office: Office
    work: Work
    code: str
    wanted: object
    now: object
    progress: Progress = field(default_factory=NoProgress)


@dataclass(slots=True)
class Steps:
    """The steps of one open office; `past` is replaced at each, so another thread may look at it at any time."""

    past: Past = field(default_factory=Past)

    def hear(self, records: Sequence[Record]) -> None:
        """Note what was committed outside of steps, where a worker may mean it by Ctrl+Z."""
        booked = [Booked(each.verb, each.subject) for each in records if each.verb in INSTEAD]
        if booked:
            self.past = self.past.with_step(booked[0])

    def forget(self) -> None:
        """Forget everything: the office is closed."""
        self.past = Past()


class Gesture:
    """Gathers what one unit of work changes, and leaves it as one step when that is committed."""

    def __init__(self, office: Office, work: Work) -> None:
        """Begin before anything is changed."""
        self._office, self._work = office, work
        self._before: dict[tuple[Keeper, str], object] = {}

    def changes(self, keeper: Keeper, code: str) -> None:
        """Say that a record is about to be changed; raises NotFound."""
        if (keeper, code) not in self._before:
            self._before[keeper, code] = keeper.read(self._work, code)

    def changes_all(self, keeper: Keeper, codes: Sequence[str]) -> dict[str, object]:
        """Say that several records are about to be changed, and give them as they stand; raises NotFound."""
        found = keeper.read_all(self._work, codes)
        for code, record in found.items():
            self._before.setdefault((keeper, code), record)
        return found

    def adds(self, keeper: Keeper, code: str) -> None:
        """Say that a record was added just now."""
        self._before[keeper, code] = None

    def commit(self, record: Record, *more: Record) -> Link:
        """Commit the work with its records, and leave the step."""
        after = _as_they_stand(self._work, list(self._before))
        if self._before:
            self._work.hear = None
        link = self._work.commit(record, *more)
        first = link.sequence
        sequences = {each.subject: first + place for place, each in reversed(list(enumerate((record, *more))))}
        parts = [
            Part(keeper, code, before, after[keeper, code], sequences.get(code, first))
            for (keeper, code), before in self._before.items()
        ]
        past = self._office.steps.past
        same = [part for part in parts if part.before != part.after and not _differ(part.before, part.after)]
        past = past.with_same(same) if same else past
        changed = tuple(part for part in parts if _differ(part.before, part.after))
        self._office.steps.past = past.with_step(Step(record.verb, changed)) if changed else past
        return link


def undo(office: Office, progress: Progress | None = None) -> Step:
    """Take the last step back, all of it in one transaction, and give it.

    Raises:
        Stopped: From `progress`; nothing was changed, and the step is there still.
        Refused: There is none ("undo.nothing"), what was done last is no step ("undo.booked"), a record was changed
            since ("undo.changed"), or a rule forbids it; nothing was changed, and the step is forgotten.
    """
    step = office.steps.past.last
    if step is None:
        raise refuse("undo.nothing")
    if isinstance(step, Booked):
        office.steps.past = office.steps.past.without_last()
        raise refuse("undo.booked", subject=step.subject)
    try:
        reached = _turn(office, step, progress or NoProgress(), back=True)
    except (Refused, NotFound):
        office.steps.past = office.steps.past.without_last()
        raise
    office.steps.past = office.steps.past.back(reached)
    return step


def redo(office: Office, progress: Progress | None = None) -> Step:
    """Do again what was taken back last, in one transaction, and give it.

    Raises:
        Stopped: As `undo` says.
        Refused: As `undo` says; nothing was changed, and nothing is left to be done again.
    """
    step = office.steps.past.next
    if step is None:
        raise refuse("undo.nothing_again")
    try:
        reached = _turn(office, step, progress or NoProgress(), back=False)
    except (Refused, NotFound):
        office.steps.past = office.steps.past.without_next()
        raise
    office.steps.past = office.steps.past.forward(reached)
    return step


def _turn(office: Office, step: Step, progress: Progress, *, back: bool) -> list[Part]:
    """Put all parts of a step as they stood before it (or after it); give the parts as they came to stand."""
    parts = step.parts[::-1] if back else step.parts
    records: list[Record] = []
    places: list[int] = []
    with office.work() as work:
        work.hear = None  # what is put back is no new thing

        def asked(part: Part, now: object) -> Putting:
            if now != (part.after if back else part.before):
                raise refuse("undo.changed", subject=part.code)
            return Putting(office, work, part.code, part.before if back else part.after, now, progress)

        for part, made in zip(parts, _put_all(work, parts, asked, progress), strict=True):
            places.append(len(records))
            records.extend(replace(each, facts={**each.facts, TAKES_BACK: part.sequence}) for each in made)
        stand = _as_they_stand(work, [(keeper_of(part), part.code) for part in parts])
        first = work.commit(*records).sequence
    turned = [
        replace(part, before=now, sequence=first + place) if back else replace(part, after=now, sequence=first + place)
        for part, now, place in zip(parts, stand.values(), places, strict=True)
    ]
    return turned[::-1] if back else turned


def _as_they_stand(work: Work, keys: Sequence[_Key]) -> dict[_Key, object]:
    """Read records as they stand, those of one kind together; raises NotFound."""
    codes: dict[Keeper, list[str]] = {}
    for keeper, code in keys:
        codes.setdefault(keeper, []).append(code)
    read = {keeper: keeper.read_all(work, mine) for keeper, mine in codes.items()}
    return {(keeper, code): read[keeper][code] for keeper, code in keys}


def _put_all(
    work: Work, parts: Sequence[Part], asked: Callable[[Part, object], Putting], progress: Progress
) -> list[Sequence[Record]]:
    """Put the parts of a step as they stood; those of one kind that can do it together, at once."""
    kinds = {keeper_of(part).many for part in parts}
    many = kinds.pop() if len(kinds) == 1 else None
    if many is not None:
        found = _as_they_stand(work, [(keeper_of(part), part.code) for part in parts])
        return list(many.put([asked(part, now) for part, now in zip(parts, found.values(), strict=True)]))
    made = []
    for place, part in enumerate(parts):  # each is read when those before it are put back: they may be neighbours
        if len(parts) > 1:
            progress.step(place, len(parts))
        keeper = keeper_of(part)
        made.append(keeper.put(asked(part, keeper.read(work, part.code))))
    return made


def keeper_of(part: Part) -> Keeper:
    """Give who keeps the record of a part."""
    assert isinstance(part.kind, Keeper)  # noqa: S101  a gesture makes no others
    return part.kind


def _differ(before: Any, after: Any) -> bool:
    """Tell whether something was changed, and not only said once more under a new revision."""
    if before is not None and is_dataclass(after) and hasattr(after, "revision"):
        after = replace(after, revision=before.revision)  # type: ignore[type-var]  # a value of the domain
    return bool(before != after)
