"""The reason that must be given before money or plans are moved or taken back."""

from __future__ import annotations

from desktop.domain.errors import Refused, refuse
from desktop.i18n import mark
from desktop.ui.shared.fields import LongTextField


class ReasonField(LongTextField):
    """Called `reason`; empty, it asks for the reason in so many words."""

    def __init__(self) -> None:
        super().__init__("reason", mark("Reason"), hint=mark("It is kept in the book of names"), needed=True, lines=3)

    def read(self) -> str:
        try:
            return super().read()
        except Refused:
            raise refuse("reason.missing", at=self.name) from None
