"""One field of several records at once: which fields may be changed so, and what would become of each record.

Texts that tell people apart (names, numbers, accounts) are no such fields: they are never the same for two.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from enum import Enum
from typing import TYPE_CHECKING, Any

from desktop.domain.campaigns import CampaignStatus, Publicity
from desktop.domain.cases import CaseStatus
from desktop.domain.errors import Problem
from desktop.domain.funding import FundingRule
from desktop.domain.pages import ItemCategory
from desktop.domain.people import PersonCategory
from desktop.domain.text import one_line

if TYPE_CHECKING:
    from collections.abc import Mapping

LONGEST_VALUE = 200


class ManyKind(Enum):
    """What kind of records is changed."""

    PEOPLE = "people"
    CAMPAIGNS = "campaigns"
    ITEMS = "items"


FIELDS: Mapping[ManyKind, Mapping[str, type]] = {
    ManyKind.PEOPLE: {
        "category": PersonCategory, "case_status": CaseStatus, "held_at": str, "country": str, "nationality": str,
        "region": str, "city": str, "languages": str, "safe_channel": str, "do_not_contact_via": str,
    },
    ManyKind.CAMPAIGNS: {
        "status": CampaignStatus, "starts": date, "ends": date, "publicity": Publicity, "language": str,
        "funding": FundingRule,
    },
    ManyKind.ITEMS: {"category": ItemCategory, "priority": int, "donor_line": str},
}  # fmt: skip
"""The fields of each kind by their names in its draft, with what stands in them."""

AS_TEXT = frozenset({"case_status"})
"""Fields that hold the value of their list's member, or an empty text."""


@dataclass(frozen=True, slots=True)
class ManyChange:
    """A new value for one field, as it stands in a draft."""

    kind: ManyKind
    field: str
    value: Any

    @property
    def tidied(self) -> ManyChange:
        """The same with a text fit to keep."""
        return replace(self, value=one_line(self.value)) if isinstance(self.value, str) else self


@dataclass(frozen=True, slots=True)
class ManyLine:
    """A record that a change is meant for: its value before and after, and what forbids the change.

    `revision` is that of the record, or of the campaign that an expense item belongs to.
    """

    code: str
    before: Any
    after: Any
    revision: int
    problems: tuple[Problem, ...] = ()

    @property
    def refused(self) -> bool:
        """Whether a rule forbids it."""
        return bool(self.problems)

    @property
    def changes(self) -> bool:
        """Whether it will say something else."""
        return not self.problems and self.before != self.after


@dataclass(frozen=True, slots=True)
class ManyPreview:
    """What a change would do to each record; what is refused comes first, then what changes, then what stays."""

    change: ManyChange
    lines: tuple[ManyLine, ...]

    @property
    def changed(self) -> tuple[ManyLine, ...]:
        """The records that will say something else."""
        return tuple(line for line in self.lines if line.changes)

    @property
    def refused(self) -> tuple[ManyLine, ...]:
        """The records that a rule keeps as they are."""
        return tuple(line for line in self.lines if line.refused)

    @property
    def same(self) -> int:
        """How many say so already."""
        return len(self.lines) - len(self.changed) - len(self.refused)


def check_many(change: ManyChange) -> tuple[Problem, ...]:
    """Say what is wrong with a change, whatever record it is meant for; `at` is the field's name."""
    wanted = FIELDS[change.kind].get(change.field)
    if wanted is None:
        return (Problem("many.no_such_field", "field", {"fields": ", ".join(FIELDS[change.kind])}),)
    if isinstance(change.value, str) and len(change.value) > LONGEST_VALUE:
        return (Problem("text.too_long", change.field, {"longest": LONGEST_VALUE}),)
    if not _fits(change, wanted):
        choices = [each.value for each in wanted] if issubclass(wanted, Enum) else []
        return (Problem("many.value", change.field, {"choices": ", ".join(choices)}),)
    return ()


def _fits(change: ManyChange, wanted: type) -> bool:
    """Tell whether a value can stand in the field: lists of the domain know their members, days may be empty."""
    if change.field in AS_TEXT:
        return change.value == "" or any(change.value == each.value for each in wanted)  # type: ignore[attr-defined]  # a list
    if wanted is date:
        return change.value is None or isinstance(change.value, date)
    return isinstance(change.value, wanted) and not isinstance(change.value, bool)


def in_order(lines: list[ManyLine]) -> tuple[ManyLine, ...]:
    """Give lines as a preview shows them, each part in the order that was asked."""
    return tuple(sorted(lines, key=lambda line: (not line.refused, not line.changes)))
