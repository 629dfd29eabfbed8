"""The strip above the list of rates: what is missing, in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel

from desktop.i18n import ntr, tr
from desktop.ui import formatting
from desktop.ui.icons import icon
from desktop.ui.language import follow_language
from desktop.ui.shared.naming import named, text_label
from desktop.ui.theme import NEAR, TIGHT

if TYPE_CHECKING:
    from collections.abc import Iterable

    from desktop.domain.rate_gaps import RateGap, RateGaps, RateWanted

_MOST_LINES = 3
_ICON = QSize(20, 20)


class GapStrip(QFrame):
    """Hidden while nothing is missing."""

    def __init__(self) -> None:
        super().__init__()
        named(self, "rates.gaps")
        self.setProperty("kind", "warning")
        self._gaps: RateGaps | None = None
        self._picture = QLabel()
        self.words = text_label("", "", wrap=True)
        row = QHBoxLayout(self)
        row.setContentsMargins(NEAR + TIGHT, NEAR, NEAR, NEAR)
        row.setSpacing(NEAR + TIGHT)
        row.addWidget(self._picture, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self.words, 1)
        self.hide()
        follow_language(self, self.retranslate)

    def show_gaps(self, gaps: RateGaps) -> None:
        """Say what is missing."""
        self._gaps = gaps
        self._picture.setPixmap(icon("warning").pixmap(_ICON, self.devicePixelRatioF()))
        self.retranslate()
        self.setVisible(bool(gaps))

    def retranslate(self) -> None:
        if self._gaps is None:
            return
        lines = [*map(_wanted, self._gaps.wanted), *map(_gap, self._gaps.gaps)]
        self.words.setText("\n".join(_shortened(lines)))
        self.setAccessibleName(self.words.text())


def _shortened(lines: list[str]) -> Iterable[str]:
    yield from lines[:_MOST_LINES]
    rest = len(lines) - _MOST_LINES
    if rest > 0:
        yield ntr("… and {count} more gap", "… and {count} more gaps", rest)


def _wanted(wanted: RateWanted) -> str:
    waiting = ntr("{count} entry waits for it", "{count} entries wait for it", wanted.entries)
    return tr("No rate between {base} and {quote} for {date}: {waiting}.").format(
        base=wanted.base, quote=wanted.quote, date=formatting.day(wanted.on), waiting=waiting
    )


def _gap(gap: RateGap) -> str:
    source = formatting.label(gap.source)
    first, last = formatting.day(gap.first), formatting.day(gap.last)
    if gap.at_end:
        return tr("{source}: no rates from {first} on. Import a newer table.").format(source=source, first=first)
    if gap.first == gap.last:
        return tr("{source}: no rates of {first}.").format(source=source, first=first)
    return tr("{source}: no rates from {first} to {last}.").format(source=source, first=first, last=last)
