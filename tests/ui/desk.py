"""A worker's desk for tests of pages: a real encrypted office, work done at once, and where navigation led."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from desktop.ui.changes import Changes, Topic
from desktop.ui.workplace import Target, Workplace
from tests.services.office_kit import SETTINGS, Kit, open_without_names, usual_office
from tests.ui.kit import FakePrompts, InlineTasks, memory_in

if TYPE_CHECKING:
    from pathlib import Path

    from desktop.services.office import Office


@dataclass
class Desk:
    """An open office and a place to work in it."""

    folder: Path
    office: Office
    place: Workplace
    prompts: FakePrompts
    gone: list[tuple[str, Target]] = field(default_factory=list)
    heard: list[frozenset[Topic]] = field(default_factory=list)

    @property
    def kit(self) -> Kit:
        """The shortest way to put things in the office."""
        return Kit(self.office)


def _sit(folder: Path, office: Office, tasks: InlineTasks, prompts: FakePrompts) -> Desk:
    gone: list[tuple[str, Target]] = []
    heard: list[frozenset[Topic]] = []
    changes = Changes()
    changes.announced.connect(heard.append)

    def navigate(section: str, target: Target) -> None:
        gone.append((section, target))

    place = Workplace(office, tasks, changes, prompts, memory_in(folder), navigate, lambda: SETTINGS)
    return Desk(folder, office, place, prompts, gone, heard)


def make_desk(folder: Path, tasks: InlineTasks, prompts: FakePrompts) -> Desk:
    """Make a new office and sit down in it."""
    return _sit(folder, usual_office(folder / "vault"), tasks, prompts)


def desk_without_names(desk: Desk, tasks: InlineTasks) -> Desk:
    """Close a desk's office and open it as a user who has no key to the book of names."""
    desk.office.close()
    return _sit(desk.folder, open_without_names(desk.folder / "vault"), tasks, desk.prompts)
