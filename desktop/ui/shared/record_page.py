"""The page of something that is recorded and never edited again: its head, a banner, and what the page adds."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from desktop.ui.shared.form_page import FormPage

if TYPE_CHECKING:
    from desktop.ui.workplace import Workplace

Record = TypeVar("Record")


class RecordPage(FormPage[None, Record]):
    """Override `load` and `show_record`; call `begin()` at the end of `__init__`; `read_again()` after a change."""

    def __init__(self, place: Workplace, area: str, code: str, back_text: str) -> None:
        super().__init__(place, area, code, back_text)
        self._foot.hide()
        self.form.hide()

    def read_again(self) -> None:
        """Read the record anew."""
        if self.code is not None:
            self.place.tasks.run(self.load, self.code, done=self._on_loaded, failed=self._on_failed, owner=self)

    def read_draft(self) -> None:
        """Nothing is entered here."""

    def store(self, draft: None) -> Record:
        raise TypeError("a record is never edited")

    def save(self, *, another: bool = False) -> None:
        """There is nothing to save."""

    def focus_first(self) -> None:
        """Put the cursor on the way back."""
        if self.focusWidget() is None:
            self.back.setFocus()
