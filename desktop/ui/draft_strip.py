"""The quiet strip that says how many drafts wait, and offers them one after another: Open or Discard."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFrame, QHBoxLayout

from desktop.i18n import ntr, ptr, tr
from desktop.ui import formatting
from desktop.ui.language import follow_language
from desktop.ui.shared.elided import ElidedLabel
from desktop.ui.shared.naming import button, named, role, text_label
from desktop.ui.theme import NEAR, TIGHT

if TYPE_CHECKING:
    from desktop.domain.drafts import FormDraft
    from desktop.ui.drafts import DraftKeeper


def said_count(count: int) -> str:
    """Say how many drafts wait."""
    return ntr("{count} unsaved draft waiting", "{count} unsaved drafts waiting", count)


class DraftStrip(QFrame):
    """Hidden while nothing waits. The oldest draft is shown; the next follows when it is opened or discarded."""

    def __init__(self, keeper: DraftKeeper) -> None:
        super().__init__()
        self._keeper = keeper
        named(self, "drafts.strip")
        self.setProperty("kind", "info")
        self.count = named(text_label("", "label"), "drafts.count")
        self.what = named(role(ElidedLabel(), "muted"), "drafts.what")
        self.open_button = button("drafts.open")
        self.discard_button = button("drafts.discard")
        row = QHBoxLayout(self)
        row.setContentsMargins(NEAR * 2, TIGHT, NEAR * 2, TIGHT)
        row.setSpacing(NEAR)
        row.addWidget(self.count)
        row.addWidget(self.what, 1)
        row.addWidget(self.open_button)
        row.addWidget(self.discard_button)
        self.open_button.clicked.connect(self._on_open)
        self.discard_button.clicked.connect(self._on_discard)
        keeper.changed.connect(self.retranslate)
        follow_language(self, self.retranslate)

    def _first(self) -> FormDraft | None:
        return self._keeper.waiting[0] if self._keeper.waiting else None

    def _on_open(self) -> None:
        first = self._first()
        if first is not None:
            self._keeper.open(first)

    def _on_discard(self) -> None:
        first = self._first()
        if first is not None:
            self._keeper.discard(first)

    def retranslate(self) -> None:
        first = self._first()
        self.setVisible(first is not None)
        self.open_button.setText(ptr("do", "Open"))
        self.discard_button.setText(tr("Discard"))
        if first is None:
            return
        self.count.setText(said_count(len(self._keeper.waiting)))
        here = first.at.astimezone()
        when = f"{formatting.day(here.date())} {here:%H:%M}"
        self.what.setText(f"{first.title or first.target} · {when}")
        self.open_button.setAccessibleName(tr("Open the draft: {title}").format(title=first.title))
        self.discard_button.setAccessibleName(tr("Discard the draft: {title}").format(title=first.title))
