"""Looking below a widget finds what Qt finds, in its order, and leaves nothing of a page that goes."""

from __future__ import annotations

import gc
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QEvent, QObject
from PySide6.QtWidgets import QComboBox, QLabel, QTableView, QVBoxLayout, QWidget
from shiboken6 import isValid

from desktop.ui.below import below

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from pytestqt.qtbot import QtBot


class Page(QWidget):
    """Parts that Qt gives parts of its own: scroll bars, heads, a corner."""

    def __init__(self) -> None:
        super().__init__()
        column = QVBoxLayout(self)
        for each in (QTableView(), QComboBox(), QLabel("a")):
            column.addWidget(each)


def window(qtbot: QtBot) -> QWidget:
    made = QWidget()
    QVBoxLayout(made)
    qtbot.addWidget(made)
    return made


def shells(qtbot: QtBot, look: Callable[[QWidget], Iterable[QObject]]) -> int:
    """Look below a window with page after page in it, and count what Python keeps of them when they are gone."""
    lasting = window(qtbot)
    layout = lasting.layout()
    assert layout is not None
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)  # what other tests left is not counted
    before = _dead()
    for _turn in range(5):
        page = Page()
        layout.addWidget(page)
        assert page in list(look(lasting))
        page.deleteLater()
        del page
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        gc.collect()
    return _dead() - before


def _dead() -> int:
    gc.collect()
    return sum(isinstance(each, QObject) and not isValid(each) for each in gc.get_objects())


def test_it_finds_what_qt_finds_in_its_order(qtbot: QtBot) -> None:
    lasting = window(qtbot)
    layout = lasting.layout()
    assert layout is not None
    for _turn in range(2):
        layout.addWidget(Page())
    for kind in (QWidget, QObject, QLabel, QTableView):
        assert list(below(lasting, kind)) == lasting.findChildren(kind)
    assert len(list(below(lasting, QLabel))) == 2


def test_nothing_is_left_of_a_page_that_was_looked_at(qtbot: QtBot) -> None:
    assert shells(qtbot, lambda lasting: below(lasting, QWidget)) == 0


def test_control_qts_own_way_leaves_shells(qtbot: QtBot) -> None:
    assert shells(qtbot, lambda lasting: lasting.findChildren(QWidget)) > 50
