"""A page that was left is gone whole: nothing of it stays in Python's memory."""

from __future__ import annotations

import gc
import weakref
from collections import Counter
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QObject
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget
from shiboken6 import isValid

from desktop.ui.below import below
from desktop.ui.workplace import NEW

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.journeys.hand import Hand


def ended() -> None:
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    for _turn in range(3):
        gc.collect()


@pytest.fixture
def only_new() -> Iterator[None]:
    """Let the collector look through what is made from now on alone: a test process holds a million older objects."""
    gc.collect()
    gc.freeze()
    yield
    gc.unfreeze()


FORMS = (
    ("campaigns", "import"), ("people", "import"), ("items", "import"), ("rates", "import"), ("people", NEW),
    ("donations", "import"),
    ("campaigns", NEW), ("donations", f"{NEW}:C-0001"), ("payouts", f"{NEW}:C-0001"), ("advances", f"{NEW}:C-0001"),
    ("cash", NEW), ("cash", "count"), ("cash", "close"), ("rates", NEW), ("items", "enter"),
)  # fmt: skip


@pytest.mark.usefixtures("only_new")
@pytest.mark.timeout(900)  # what is below a whole office is looked through for each form, three times
def test_a_form_that_was_left_is_gone_and_opening_it_again_leaves_no_more_objects(aid_desk: Hand) -> None:
    aid_desk.program.locking.watch.limit = 0.0  # on a busy machine it takes longer than an office may stand idle
    workspace = aid_desk.window.workspace
    assert workspace is not None
    kept, grown, opened = [], {}, 0
    for section, target in FORMS:
        counts = []
        for _turn in range(3):
            workspace.go(section, target)
            aid_desk.settle()
            form = workspace.pages[section].open_form()
            opened += form is not None
            watched = weakref.ref(form) if form is not None else None
            del form
            workspace.go(section)
            aid_desk.settle()
            ended()
            if watched is not None and watched() is not None:
                kept.append(f"{section} {target}")
            counts.append(Counter(type(each).__name__ for each in below(aid_desk.window, QObject)))
        if counts[1] != counts[2]:  # the first makes what is made once
            grown[f"{section} {target}"] = counts[2] - counts[1]
    assert kept == []
    assert grown == {}
    assert opened > 27


def test_control_a_button_that_lost_its_page_keeps_it(qapp: object) -> None:
    class Page(QWidget):
        def __init__(self) -> None:
            super().__init__()
            self.button = QPushButton()
            QVBoxLayout(self).addWidget(self.button)
            self.button.clicked.connect(lambda: self.show())
            self.button.setParent(None)

    page = Page()
    watched = weakref.ref(page)
    page.deleteLater()
    del page
    ended()
    kept = watched()
    assert kept is not None
    assert not isValid(kept)
    kept.button.deleteLater()
    del kept
    ended()
    assert watched() is None
