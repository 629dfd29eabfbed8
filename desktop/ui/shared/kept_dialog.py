"""A dialog in which something is typed: what is typed outlives a lock and a crash, as it does in a form."""

from __future__ import annotations

import secrets
from typing import TYPE_CHECKING, TypeVar

from desktop.ui.below import below
from desktop.ui.shared.dialog_frame import GrowingDialog
from desktop.ui.shared.form_state import fields_state, take_fields

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QWidget

    from desktop.services.office import Office
    from desktop.ui.shared.form import Form
    from desktop.ui.shared.form_state import State

T = TypeVar("T")


class KeptDialog(GrowingDialog):
    """The base of every dialog in which a worker writes; `Prompts` shows it, and asks before what is typed is lost.

    All forms in it are kept by themselves, of each the fields that the worker changed. What is typed and stands in no
    field is given by `keep_more`. `aside` says that it goes without a question: the office is being locked.
    """

    keeps_draft = True
    """Whether what is typed is kept at all: not where it is a secret."""
    asks_first = True
    """Whether closing it asks first when something was typed."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.draft_key = secrets.token_hex(8)
        self.draft_kept = False
        self.draft_settled = False
        self.aside = False

    def typed_state(self) -> State:
        """Give what is typed as plain data, also what is wrong or half done; nothing where nothing was typed."""
        if not self.keeps_draft:
            return {}
        fields = [fields_state(form, changed_only=True) for form in self._forms()]
        more = self.keep_more()
        return {"forms": fields, "more": more} if any(fields) or more else {}

    def take_state(self, state: State) -> None:
        """Show what `typed_state` gave."""
        for form, fields in zip(self._forms(), state.get("forms", []), strict=False):
            take_fields(form, fields)
            if fields:
                form.soil()
        if state.get("more"):
            self.take_more(state["more"])

    def keep_more(self) -> State:
        """Give what is typed and stands in no field of a form; empty where there is nothing."""
        return {}

    def take_more(self, more: State) -> None:
        """Show what `keep_more` gave."""

    @property
    def unsaved(self) -> bool:
        """Whether closing it would lose something that was typed."""
        return self.asks_first and bool(self.typed_state())

    def settling(self, office: Office, save: Callable[[], T]) -> T:
        """Do `save()` (worker thread): a kept draft goes in the same transaction as what was typed becomes a fact."""
        from desktop.services.drafts import settle_draft  # noqa: PLC0415  late: the first window needs no services

        made = settle_draft(office, self.draft_key, save) if self.draft_kept else save()
        self.draft_settled = True
        return made

    def _forms(self) -> list[Form]:
        from desktop.ui.shared.form import Form  # noqa: PLC0415  late: as above

        return [form for form in below(self, Form) if form.window() is self]  # not those of a dialog over this one
