"""Asking for a person to be erased: the plan is looked at first, and what stands in the way is said."""

from __future__ import annotations

from typing import TYPE_CHECKING

from desktop.i18n import tr
from desktop.services import wording
from desktop.services.erasing import view_erasure
from desktop.ui import errors
from desktop.ui.changes import MONEY

if TYPE_CHECKING:
    from collections.abc import Callable

    from desktop.domain.erasing import Erasure
    from desktop.ui.shared.banner import Banner
    from desktop.ui.workplace import Workplace


def ask_to_erase(place: Workplace, code: str, banner: Banner, done: Callable[[str], object]) -> None:
    """Look at what erasing a person takes, ask, and do it; `done` gets the code that they went by."""
    banner.clear()
    place.tasks.run(
        view_erasure,
        place.office,
        code,
        done=lambda plan: _ask(place, plan, banner, done),
        failed=lambda error: errors.show_on(banner, error),
    )


def _ask(place: Workplace, plan: Erasure, banner: Banner, done: Callable[[str], object]) -> None:
    from desktop.ui.erasing.dialogs import EraseDialog  # noqa: PLC0415  few sessions erase anybody

    if plan.problems:
        said = " ".join(wording.sentence(each) for each in plan.problems)
        banner.show_error(tr("Nothing was erased."), said)
    elif place.prompts.show(EraseDialog(place, plan)):
        place.changes.announce(*MONEY)
        done(plan.codes[0])
