"""A form's draft: its state as plain data, taking it up again, and letting go of it when it is saved."""

from __future__ import annotations

import secrets
from typing import TYPE_CHECKING, Any, TypeVar

from desktop.i18n import tr
from desktop.services.drafts import settle_draft
from desktop.ui.shared.form_state import fields_state, show_fields, shown_fields, take_fields

if TYPE_CHECKING:
    from collections.abc import Callable

    from desktop.ui.shared.form_page import FormPage
    from desktop.ui.shared.form_state import State

T = TypeVar("T")


class Drafting:
    """What every form page has. `kept` says that the books hold a draft of it, under `key`."""

    def __init__(self, page: FormPage[Any, Any]) -> None:
        self._page = page
        self.key = secrets.token_hex(8)
        self.kept = False
        self.saved = False
        self._taking: State | None = None

    @property
    def taking(self) -> bool:
        """Whether a draft is being taken up and is not whole yet: what it rests on is still being read."""
        return self._taking is not None

    def state(self) -> State:
        """Give what is typed. Of a record only what was changed: the rest is as the record will be by then."""
        if self._taking is not None:
            return self._taking
        page = self._page
        return {
            "fields": fields_state(page.form, changed_only=page.record is not None),
            "shown": shown_fields(page.form),
            "parts": {name: part.keep() for name, part in page.draft_parts().items()},
            "more": page.keep_more(),
            "revision": _revision(page),
        }

    def take(self, state: State) -> None:
        """Show what was typed, as soon as what it rests on is there; the form is unsaved then."""
        self._taking = state
        self.go_on()

    def go_on(self) -> None:
        """Go on taking a draft up; a page calls it whenever something was read that a draft may rest on."""
        page, state = self._page, self._taking
        if state is None or not page.ready_for_draft():
            return
        take_fields(page.form, state.get("fields", {}))
        page.take_more(state.get("more", {}))
        if self._taking is None or page.awaits():
            return  # what it rests on came at once and the draft was taken up by that, or it is still to come
        parts = page.draft_parts()
        for name, part in state.get("parts", {}).items():
            if name in parts:
                parts[name].take(part)
        show_fields(page.form, state.get("shown", []))
        self._taking = None
        page.form.soil()
        if state.get("revision") != _revision(page):
            page.banner.show_warning(
                tr("This was changed by somebody since your draft. Look at it once more before you save it.")
            )

    def store(self, draft: Any) -> Any:
        """Save (worker thread): the draft goes in the same transaction as what was typed becomes a fact."""
        return self.settle(lambda: self._page.store(draft))

    def settle(self, save: Callable[[], T]) -> T:
        """Do `save()` (worker thread), and let the kept draft go with it."""
        self.saved = False
        made = settle_draft(self._page.place.office, self.key, save) if self.kept else save()
        self.saved = True
        return made


def _revision(page: FormPage[Any, Any]) -> int | None:
    found = getattr(page.record, "revision", None)
    return found if isinstance(found, int) else None
