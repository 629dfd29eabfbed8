"""Drafts of dialogs: what is typed in those that are open, and what is offered again when one of them is opened."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING

from shiboken6 import isValid

from desktop.domain.drafts import FormDraft
from desktop.ui.shared.draft_offer import DraftOffer

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from datetime import datetime

    from desktop.ui.drafts import DraftKeeper
    from desktop.ui.shared.kept_dialog import KeptDialog

_DIALOG = "dialog"
_BEGINS = f'{{"{_DIALOG}": '


@dataclass(slots=True)
class _Open:
    """A dialog that is open, over which page and record, and the draft that is offered in it."""

    dialog: KeptDialog
    section: str
    target: str
    offered: FormDraft | None = None

    def is_of(self, draft: FormDraft) -> bool:
        """Whether a draft was being written in this dialog, on this record, about the same thing."""
        mine = (self.section, self.target, self.dialog.accessibleName(), self.dialog.objectName())
        return mine == (draft.section, draft.target, draft.title, dialog_of(draft))


def dialog_of(draft: FormDraft) -> str:
    """Give the name of the dialog that a draft was written in; empty for a draft of a page."""
    return str(json.loads(draft.state)[_DIALOG]) if draft.state.startswith(_BEGINS) else ""


class DialogDrafts:
    """One for each keeper. `Prompts` tells it of every dialog that is opened and closed.

    `where` gives the section and the record in front: with the dialog's name and title they say which draft is whose.
    `now` is the office's clock.
    """

    def __init__(self, keeper: DraftKeeper, where: Callable[[], tuple[str, str]], now: Callable[[], datetime]) -> None:
        self._keeper, self._where, self._now = keeper, where, now
        self._open: list[_Open] = []

    def opened(self, dialog: KeptDialog) -> None:
        """Follow a dialog, and offer in it what was being written there the last time."""
        opened = _Open(dialog, *self._where())
        self._open.append(opened)
        opened.offered = next((each for each in self._keeper.waiting if opened.is_of(each)), None)
        if opened.offered is not None and dialog.keeps_draft:
            DraftOffer(dialog, opened.offered.at, lambda: self._take(opened), lambda: self._drop(opened))

    def closed(self, dialog: KeptDialog, *, done: bool) -> None:
        """Follow it no more: its draft goes. What was offered and left unanswered is past once the thing is done."""
        for each in [each for each in self._open if each.dialog is dialog]:
            self._open.remove(each)
            if done:
                self._drop(each)

    def typed(self) -> Iterator[FormDraft]:
        """Give a draft of each open dialog in which something is typed and not done yet."""
        for each in self._open:
            dialog = each.dialog
            if not isValid(dialog) or dialog.draft_settled:
                continue
            state = dialog.typed_state()
            if state:
                text = json.dumps({_DIALOG: dialog.objectName(), **state}, ensure_ascii=False)
                title = dialog.accessibleName()
                yield FormDraft(dialog.draft_key, each.section, each.target, title, self._now(), text)

    def kept(self, key: str) -> None:
        """Note that the books hold a draft of the dialog with this key."""
        for each in self._open:
            if each.dialog.draft_key == key:
                each.dialog.draft_kept = True

    def leave(self) -> Callable[[], list[str]]:
        """Let all dialogs be closed without a question; give what tells later which of them were done after all."""
        dialogs = [each.dialog for each in self._open]
        for dialog in dialogs:
            dialog.aside = True
        return lambda: [dialog.draft_key for dialog in dialogs if dialog.draft_settled]

    def keys(self) -> list[str]:
        """Give the keys of drafts that the books hold of open dialogs."""
        return [each.dialog.draft_key for each in self._open if each.dialog.draft_kept]

    def _take(self, opened: _Open) -> None:
        draft, opened.offered = opened.offered, None
        if draft is None:
            return
        opened.dialog.draft_key, opened.dialog.draft_kept = draft.key, True
        self._keeper.taken(draft)
        opened.dialog.take_state(json.loads(draft.state))

    def _drop(self, opened: _Open) -> None:
        draft, opened.offered = opened.offered, None
        if draft is not None:
            self._keeper.discard(draft)
