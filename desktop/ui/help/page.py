"""The Help section: Markdown from the resources, with a list of topics; F1 opens the topic of the page in front."""

from __future__ import annotations

import math
from functools import lru_cache
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, QUrl
from PySide6.QtGui import QTextBlock, QTextCursor
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QSplitter, QTextBrowser, QVBoxLayout

from desktop.i18n import LANGUAGES, screen_language, tr
from desktop.paths import resource
from desktop.ui.help.topics import TOPICS, parted
from desktop.ui.language import follow_language
from desktop.ui.later import later
from desktop.ui.shared.naming import named, role, text_label
from desktop.ui.theme import APART, FAR, NEAR, TARGET
from desktop.ui.workplace import PageWidget

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from desktop.ui.memory import Memory


@lru_cache(maxsize=64)
def help_text(topic: str, language: str) -> str:
    """Read a topic in a language, in English where there is none."""
    for each in (language, LANGUAGES[0]):
        path: Path = resource("help") / each / f"{topic}.md"
        if path.exists():
            return path.read_text(encoding="utf-8")
    raise FileNotFoundError(topic)


def title_of(text: str) -> str:
    """Give the first line of a topic without its mark."""
    return text.splitlines()[0].lstrip("# ").strip()


class HelpPage(PageWidget):
    """Topics at the left, the text beside. Links lead to other topics only."""

    def __init__(self, memory: Memory | None = None) -> None:
        super().__init__()
        self._part = 0
        self._title = text_label("", "title")
        self.topics = named(QListWidget(), "help.topics")
        self.text = role(named(QTextBrowser(), "help.text"), "help")
        self.text.setOpenLinks(False)
        self.text.anchorClicked.connect(self._on_link)
        split = QSplitter(Qt.Orientation.Horizontal)
        split.setChildrenCollapsible(False)
        split.addWidget(self.topics)
        split.addWidget(self.text)
        split.setSizes([220, 800])
        split.setStretchFactor(1, 1)
        if memory is not None:
            memory.follow(split, "help.split")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(FAR, APART, FAR, APART)
        layout.setSpacing(NEAR)
        layout.addWidget(self._title)
        layout.addWidget(split, 1)
        for topic in TOPICS:
            item = QListWidgetItem()
            item.setData(Qt.ItemDataRole.UserRole, topic)
            item.setSizeHint(QSize(0, TARGET))
            self.topics.addItem(item)
        self.topics.currentRowChanged.connect(lambda _row: self._show())
        self.topics.setCurrentRow(0)
        follow_language(self, self.retranslate)

    def retranslate(self) -> None:
        self._title.setText(tr("Help"))
        self.topics.setAccessibleName(tr("Topics"))
        self.text.setAccessibleName(tr("Help"))
        for row, topic in enumerate(TOPICS):
            self.topics.item(row).setText(title_of(help_text(topic, screen_language())))
        self._show()

    def open_code(self, code: str) -> None:
        """Show a topic, or a part of one ("people#1")."""
        topic, part = parted(code)
        if topic in TOPICS:
            self.topics.setCurrentRow(TOPICS.index(topic))
            self._part = part
            later(self, self._to_part)  # once the text has its width

    @property
    def topic(self) -> str:
        """The topic that is shown."""
        return TOPICS[max(self.topics.currentRow(), 0)]

    def focus_filter(self) -> None:
        self.topics.setFocus()

    def _show(self) -> None:
        self._part = 0
        self.text.setMarkdown(help_text(self.topic, screen_language()))

    def _to_part(self) -> None:
        """Bring the heading of the wanted part to the upper edge."""
        headings = [block for block in self._blocks() if block.blockFormat().headingLevel() > 1]
        if self._part == 0:
            self.text.verticalScrollBar().setValue(0)
        elif self._part <= len(headings):
            layout = self.text.document().documentLayout()
            layout.documentSize()  # all is laid out by this, and the bar has its range: else only what was seen is
            heading = headings[self._part - 1]
            self.text.setTextCursor(QTextCursor(heading))
            self.text.verticalScrollBar().setValue(math.floor(layout.blockBoundingRect(heading).y()))

    def _blocks(self) -> Iterator[QTextBlock]:
        block = self.text.document().begin()
        while block.isValid():
            yield block
            block = block.next()

    def _on_link(self, url: QUrl) -> None:
        self.open_code(url.path().removesuffix(".md"))
