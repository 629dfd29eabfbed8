"""A moment later: done once, not for who is gone, and nothing of who is gone is kept."""

from __future__ import annotations

import gc
import weakref
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QObject, QTimer

from desktop.ui.later import later

if TYPE_CHECKING:
    from collections.abc import Callable

    from pytestqt.qtbot import QtBot


class Page(QObject):
    """Counts how often it was drawn; a cycle, as pages are."""

    def __init__(self) -> None:
        super().__init__()
        self.drawn = 0
        self.me = [self]

    def draw(self) -> None:
        self.drawn += 1


def end(page: Page) -> None:
    page.deleteLater()
    QCoreApplication.sendPostedEvents(page, QEvent.Type.DeferredDelete)


@pytest.mark.parametrize("milliseconds", [0, 30])
def test_it_is_done_once_and_leaves_no_timer(qtbot: QtBot, milliseconds: int) -> None:
    page = Page()
    later(page, page.draw, milliseconds)
    assert page.drawn == 0
    qtbot.waitUntil(lambda: page.drawn == 1, timeout=5000)
    qtbot.waitUntil(lambda: not page.children(), timeout=5000)
    qtbot.wait(60)
    assert page.drawn == 1


def _by_method(page: Page) -> Callable[[], object]:
    return page.draw


def _by_closure(page: Page) -> Callable[[], object]:
    return lambda: page.draw()


@pytest.mark.parametrize("milliseconds", [0, 30])
@pytest.mark.parametrize("way", [_by_method, _by_closure])
def test_who_is_gone_is_not_called_and_not_kept(
    qtbot: QtBot, way: Callable[[Page], Callable[[], object]], milliseconds: int
) -> None:
    page = Page()
    kept = weakref.ref(page)
    later(page, way(page), milliseconds)
    end(page)
    assert page.drawn == 0
    qtbot.wait(60)
    assert page.drawn == 0
    del page
    gc.collect()
    assert kept() is None


def test_control_qts_own_way_keeps_who_is_gone(qtbot: QtBot) -> None:
    """The reason for this room. Where it fails, PySide was mended, and the room can go."""
    page = Page()
    kept = weakref.ref(page)
    QTimer.singleShot(0, page, page.draw)
    end(page)
    del page
    qtbot.wait(60)
    gc.collect()
    assert kept() is not None
