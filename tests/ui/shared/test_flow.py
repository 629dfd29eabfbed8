"""A row of buttons goes on in the next line, and hidden ones take no room."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QLineEdit, QWidget

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


def test_a_line_to_type_in_gives_way_first_and_takes_what_is_left(qtbot: QtBot) -> None:
    line, buttons = QLineEdit(), [QWidget(), QWidget()]
    line.setMinimumWidth(150)
    line.setMaximumWidth(300)
    for each in buttons:
        each.setFixedSize(100, 30)
    row = FlowRow(line, *buttons)
    qtbot.addWidget(row)
    row.show()
    for width, told in (
        (600, [300, 0, 0]),
        (420, [420 - 2 * (100 + NEAR), 0, 0]),
        (150 + 2 * (100 + NEAR), [150, 0, 0]),
        (300, [300 - 100 - NEAR, 0, 1]),
        (160, [160, 1, 2]),
    ):
        row.resize(width, 200)
        flow = row.layout()
        assert flow is not None
        flow.activate()
        tops = sorted({each.geometry().center().y() for each in (line, *buttons)})
        lines = [tops.index(each.geometry().center().y()) for each in buttons]
        assert [line.width(), *lines] == told, width
        assert line.x() == 0
        assert all(each.geometry().right() < width for each in (line, *buttons))


def test_without_a_least_width_it_is_as_wide_as_it_asks_for(qtbot: QtBot) -> None:
    line = QLineEdit()
    row = FlowRow(line)
    qtbot.addWidget(row)
    row.resize(900, 60)
    row.show()
    assert line.width() == line.sizeHint().width()
