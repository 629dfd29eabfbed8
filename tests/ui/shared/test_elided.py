"""A link of many words gives way to its neighbours, and says by its tool tip what is not seen."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QHBoxLayout, QLabel, QWidget

from desktop.ui.shared.elided import ElidedLink

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

NAME = "P-0001  Kazimiera Aleksandra Konstancja Wyszomirska && daughters"


def test_a_link_gives_way_and_tells_the_whole(qtbot: QtBot) -> None:
    page, link, note = QWidget(), ElidedLink(), QLabel("is trusted to take the money")
    link.setText(NAME)
    row = QHBoxLayout(page)
    row.addWidget(link)
    row.addWidget(note)
    qtbot.addWidget(page)
    page.resize(1000, 60)
    with qtbot.waitExposed(page):
        page.show()
    link.grab()
    assert link.toolTip() == ""
    page.resize(400, 60)
    qtbot.waitUntil(lambda: link.width() < 200, timeout=5000)
    link.grab()
    assert note.width() >= note.sizeHint().width()
    assert link.toolTip() == NAME.replace("&&", "&")
    assert link.text() == NAME, "what is read aloud is whole"


def test_a_short_link_keeps_its_words(qtbot: QtBot) -> None:
    link = ElidedLink()
    link.setText("Remove")
    qtbot.addWidget(link)
    assert link.minimumSizeHint().width() == link.sizeHint().width()
