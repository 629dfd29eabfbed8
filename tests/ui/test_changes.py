"""What changed is told to who is there, once; to nobody who is gone, and by nobody who is gone."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QObject

from desktop.ui.changes import MONEY, Changes, Topic

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

pytestmark = pytest.mark.usefixtures("qapp")


def end(thing: QObject) -> None:
    thing.deleteLater()
    QCoreApplication.sendPostedEvents(thing, QEvent.Type.DeferredDelete)


def test_who_asked_for_several_topics_is_told_once(qtbot: QtBot) -> None:
    changes, owner, told = Changes(), QObject(), []
    changes.subscribe(owner, MONEY, lambda: told.append("money"))
    changes.subscribe(owner, (Topic.RATES,), lambda: told.append("rates"))
    changes.announce(*MONEY)
    changes.announce(Topic.SETTINGS)
    assert told == ["money"]


def test_who_is_gone_is_not_told(qtbot: QtBot) -> None:
    changes, owner, told = Changes(), QObject(), []
    changes.subscribe(owner, (Topic.RATES,), lambda: told.append("rates"))
    end(owner)
    changes.announce(Topic.RATES)
    assert told == []


def test_after_the_office_was_left_nobody_is_told_and_nothing_breaks(qtbot: QtBot) -> None:
    office = QObject()
    changes, owner, told = Changes(office), QObject(), []
    changes.subscribe(owner, (Topic.RATES,), lambda: told.append("rates"))
    end(office)
    changes.announce(Topic.RATES)
    end(owner)
    assert told == []
