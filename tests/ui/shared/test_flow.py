"""A row of buttons goes on in the next line, and hidden ones take no room."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from desktop.ui.shared.flow import FlowLayout, FlowRow
from desktop.ui.theme import NEAR

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot


def test_what_does_not_fit_goes_below(qtbot: QtBot) -> None:
    buttons = [QWidget(), QWidget(), QWidget()]
    for each in buttons:
        each.setFixedSize(100, 30)
    row = FlowRow(*buttons)
    qtbot.addWidget(row)
    flow = row.layout()
    assert isinstance(flow, FlowLayout)
    one, two, three = 30, 60 + NEAR, 90 + 2 * NEAR
    assert [flow.heightForWidth(width) for width in (400, 208, 100, 10)] == [one, two, three, three]
    row.resize(208, two)
    row.show()
    assert [(each.x(), each.y()) for each in buttons] == [(0, 0), (108, 0), (0, 38)]
    buttons[1].hide()
    flow.activate()
    assert (buttons[2].x(), buttons[2].y()) == (108, 0)
    assert flow.minimumSize().width() == 100
    assert flow.sizeHint().width() == 208
    assert flow.itemAt(9) is None
    assert flow.takeAt(9) is None
