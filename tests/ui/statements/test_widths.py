"""The bank statement's tables have room for their words in each language, at a larger text too."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from desktop.domain.money_in import LineState
from desktop.i18n import LANGUAGES, use_language
from desktop.ui import formatting
from desktop.ui.shared.table import room_for_title
from desktop.ui.statements.columns import ColumnsStep
from desktop.ui.statements.preview import PreviewStep

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from tests.ui.desk import Desk


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_state_of_a_line_has_room_in_its_column(qtbot: QtBot, desk: Desk, language: str) -> None:
    step = PreviewStep(desk.place)
    qtbot.addWidget(step)
    use_language(language)
    step.retranslate()
    for state in LineState:
        needed = step.table.fontMetrics().horizontalAdvance(formatting.label(state))
        assert step.table.columnWidth(0) > needed, (language, state)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_stretched_columns_title_is_whole_in_a_narrow_window(qtbot: QtBot, language: str) -> None:
    use_language(language)
    step = ColumnsStep()
    qtbot.addWidget(step)
    font = step.font()
    font.setPointSizeF(font.pointSizeF() * 1.5)
    step.table.horizontalHeader().setFont(font)
    step.table.retranslate()
    step.resize(step.table.columnWidth(0) + step.table.columnWidth(2) + 40, 300)  # little is left for it
    step.show()
    header, item = step.table.horizontalHeader(), step.table.horizontalHeaderItem(1)
    assert item is not None
    assert header.sectionSize(1) >= room_for_title(step.table, item.text())
