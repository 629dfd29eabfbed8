"""The lines of the palette: headings, commands, records; and where each record is opened."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from desktop.domain.finding import Match
from desktop.domain.listing import ListKind
from desktop.i18n import tr
from desktop.ui import formatting
from desktop.ui.palette.commands import Command, common, fitting

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from desktop.domain.finding import Findings, Found, FoundGroup

# The section that shows a kind, and the icon of its lines.
_PLACES: dict[ListKind, tuple[str, str]] = {
    ListKind.PEOPLE: ("people", "person"),
    ListKind.CAMPAIGNS: ("campaigns", "campaigns"),
    ListKind.ITEMS: ("campaigns", "items"),
    ListKind.DONATIONS: ("donations", "donations"),
    ListKind.PLEDGES: ("donations", "donations"),
    ListKind.PAYOUTS: ("payouts", "payouts"),
    ListKind.DOCUMENTS: ("documents", "documents"),
    ListKind.ADVANCES: ("advances", "advances"),
    ListKind.DECISIONS: ("campaigns", "good"),
    ListKind.TRANSFERS: ("campaigns", "refresh"),
    ListKind.CASH: ("cash", "cash"),
}


@dataclass(frozen=True, slots=True)
class Entry:
    """A line. One without `command` and `record` is a heading, or says something (`note`)."""

    title: str
    detail: str = ""
    right: str = ""
    picture: str = ""
    command: Command | None = None
    record: Found | None = None
    note: bool = False

    @property
    def can_be_chosen(self) -> bool:
        """Whether it does anything."""
        return self.command is not None or self.record is not None

    @property
    def spoken(self) -> str:
        """How a screen reader says it."""
        return ", ".join(part for part in (self.title, self.detail, self.right) if part)

    def same(self, other: Entry) -> bool:
        """Whether another line means the same thing, so that the choice stays on it."""
        if self.record is not None and other.record is not None:
            return (self.record.kind, self.record.code) == (other.record.kind, other.record.code)
        return self.command is not None and self.command == other.command


def place_of(found: Found) -> tuple[str, str]:
    """Give the section and the target that show a record."""
    return _PLACES[found.kind][0], found.code


def at_first(commands: Sequence[Command], recent: Sequence[Found]) -> list[Entry]:
    """Give the lines before anything is typed: what was open a moment ago, and what is done most."""
    lines: list[Entry] = []
    if recent:
        lines += [Entry(tr("Opened before")), *map(_record, recent)]
    return [*lines, Entry(tr("Commands")), *map(_command, common(commands))]


def found_lines(commands: Sequence[Command], typed: str, found: Findings | None) -> list[Entry]:
    """Give the lines for what was typed; `found` None while it is still being looked for.

    A record with this very code, number or amount stands before the commands.
    """
    fit = fitting(commands, typed)
    said = [Entry(tr("Commands")), *map(_command, fit)] if fit else []
    groups = found.groups if found is not None else ()
    exact = [group for group in groups if group.best is Match.EXACT]
    lines = [*_groups(exact), *said, *_groups(group for group in groups if group not in exact)]
    if found is not None and not lines:
        advice = tr("Try a part of a name in any script, a code like P-0012, an amount, or the number of a document.")
        lines = [Entry(tr("Nothing was found"), advice, note=True)]
    return lines


def _groups(groups: Iterable[FoundGroup]) -> list[Entry]:
    lines: list[Entry] = []
    for group in groups:
        more = tr("and more") if group.more else ""
        lines += [Entry(formatting.label(group.kind), right=more), *map(_record, group.found)]
    return lines


def _command(command: Command) -> Entry:
    return Entry(command.title, right=command.keys, picture="more", command=command)


def _record(found: Found) -> Entry:
    archived = tr("archived") if found.archived else ""
    under = (found.code if found.title else "", found.detail, archived)
    amount = formatting.money(found.amount) if found.amount is not None else ""
    detail = " · ".join(part for part in under if part)
    return Entry(found.title or found.code, detail, amount, _PLACES[found.kind][1], record=found)
