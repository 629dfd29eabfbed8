"""Where the room is short, a title that is wider than its column's words takes two lines, and texts get the room."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt

from desktop.i18n import tr, use_language
from desktop.ui.campaigns.table import CAMPAIGNS
from desktop.ui.shared.list_page import ListPage
from desktop.ui.shared.table import in_two_lines

if TYPE_CHECKING:
    from PySide6.QtCore import QSize
    from pytestqt.qtbot import QtBot

    from tests.ui.desk import Desk

SHOWN, SPOKEN = Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole
BESIDE = next(place for place, column in enumerate(CAMPAIGNS.columns) if column.name == "beneficiary")
TITLE = next(place for place, column in enumerate(CAMPAIGNS.columns) if column.name == "title")


def test_a_title_breaks_where_its_longer_line_is_shortest() -> None:
    assert in_two_lines("Last payout") == "Last\npayout"
    assert in_two_lines("One two three four") == "One two\nthree four"
    assert in_two_lines("Beneficiary") == "Beneficiary"


def test_texts_get_the_room_that_a_long_title_took(desk: Desk, qtbot: QtBot) -> None:
    desk.kit.campaign("5")
    use_language("be")
    page = ListPage(desk.place, CAMPAIGNS)
    qtbot.addWidget(page)
    page.resize(1150, 500)
    with qtbot.waitExposed(page):
        page.show()
    table, model = page.table, page.model
    title = tr("Beneficiary")
    assert " " in title
    across = Qt.Orientation.Horizontal
    assert model.headerData(BESIDE, across, SHOWN) == in_two_lines(title)
    assert model.headerData(BESIDE, across, SPOKEN) == title
    assert not table.horizontalScrollBar().isVisible()
    assert table.columnWidth(TITLE) >= 120
    high: QSize = table.horizontalHeader().size()
    assert high.height() > table.fontMetrics().height() * 2
    page.resize(2400, 500)
    assert model.headerData(BESIDE, across, SHOWN) == title, "with room enough, titles take one line"
    assert table.horizontalHeader().height() < high.height()
