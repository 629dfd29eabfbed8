"""The commands that the palette offers: the menus' own, found in the screen's language and in English."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from desktop.i18n import tr
from desktop.services.finding import fits

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QAction

COMMANDS_MOST = 6
COMMON = (
    "menu.new_people",
    "menu.new_campaigns",
    "menu.new_donations",
    "menu.new_payouts",
    "menu.enter_expenses",
    "menu.lock",
)
"""What is offered before anything is typed."""


@dataclass(frozen=True, slots=True)
class Command:
    """A command of a menu, with its text as marked in English."""

    action: QAction
    text: str

    @property
    def title(self) -> str:
        """Its text on the screen, without what a menu adds to it."""
        return _plain(tr(self.text))

    @property
    def keys(self) -> str:
        """Its shortcut, as written in menus."""
        return self.action.shortcut().toString()


@dataclass(frozen=True, slots=True)
class ViewCommand(Command):
    """A saved view, found by its name as it was typed."""

    @property
    def title(self) -> str:
        """Its name."""
        return self.text


def fitting(commands: Sequence[Command], typed: str) -> list[Command]:
    """Give the commands that can be used now and fit what was typed, the best first."""
    found = []
    for place, command in enumerate(commands):
        fit = fits(typed, command.title, _plain(command.text)) if command.action.isEnabled() else None
        if fit is not None:
            found.append((fit, place, command))
    return [command for _fit, _place, command in sorted(found, key=lambda each: each[:2])][:COMMANDS_MOST]


def common(commands: Sequence[Command]) -> list[Command]:
    """Give what is offered before anything is typed."""
    by_name = {command.action.objectName(): command for command in commands}
    return [by_name[name] for name in COMMON if name in by_name and by_name[name].action.isEnabled()]


def _plain(text: str) -> str:
    return text.replace("&", "").rstrip("…").strip()
