"""What a person does about the recovery papers, from Settings, Home or the menu: the same dialogs everywhere."""

from __future__ import annotations

from typing import TYPE_CHECKING

from desktop.ui.changes import Topic
from desktop.ui.recovery.dialogs import MakeRecoveryDialog, PapersDialog, RehearseRecoveryDialog

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from desktop.domain.recovery import RecoveryPapers
    from desktop.ui.workplace import Workplace


def make_papers(place: Workplace, *, again: bool) -> bool:
    """Make a set and show it; whether it was made. `again` says that an older set is revoked by it."""
    dialog = MakeRecoveryDialog(place, again=again)
    if not place.prompts.show(dialog):
        return False
    place.changes.announce(Topic.RECOVERY)
    show_papers(place, dialog.papers, None)
    return True


def show_papers(place: Workplace, papers: RecoveryPapers, window: QWidget | None) -> None:
    """Show the sheets of a new set."""
    place.prompts.show(PapersDialog(place, papers, window))


def rehearse_papers(place: Workplace, window: QWidget | None) -> bool:
    """Try two parts; whether they opened the vault."""
    done = place.prompts.show(RehearseRecoveryDialog(place, window))
    if done:
        place.changes.announce(Topic.RECOVERY)
    return done
