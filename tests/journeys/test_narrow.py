"""The smallest window that offices use, 910 × 512 (a 1366 × 768 screen at 150 %), in languages of long words."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import pytest
from PySide6.QtGui import QFont, QFontMetrics
from PySide6.QtWidgets import QHeaderView, QLineEdit, QPushButton, QTableView

from desktop.i18n import use_language
from desktop.ui.home.figures import LEAST_NAME
from desktop.ui.workplace import NEW
from tests.journeys.conftest import unlocked
from tests.journeys.longer import speak
from tests.journeys.measuring import clipped, too_wide

if TYPE_CHECKING:
    from pathlib import Path

    from tests.journeys.conftest import Begin
    from tests.journeys.hand import Hand

_AROUND_NAME = 46  # the icon of a section, the gap beside it, the padding
_LEAST_LINE = 120


@pytest.fixture
def narrow(begin: Begin, sample_vault: Path, tmp_path: Path) -> Hand:
    hand = unlocked(begin(shutil.copytree(sample_vault, tmp_path / "Sample")))
    hand.window.resize(910, 512)
    use_language("be")
    hand.settle()
    return hand


def test_a_sections_name_is_whole_while_it_is_in_front(narrow: Hand) -> None:
    for section in narrow.sections():
        button = narrow.find(f"nav.{section}", QPushButton)
        bold = button.font()
        bold.setWeight(QFont.Weight.DemiBold)
        assert QFontMetrics(bold).horizontalAdvance(button.text()) + _AROUND_NAME <= button.width(), section


@pytest.mark.parametrize(
    ("section", "target", "line"),
    [
        ("payouts", f"{NEW}:C-0008", "payout.payee"),
        ("donations", f"{NEW}:C-0008", "donation.donor"),
        ("campaigns", NEW, "campaign.beneficiary"),
        ("cash", "count", ""),
        ("people", "P-0001", ""),
        ("reports", "C-0008", ""),
    ],
)
def test_forms_need_no_scrolling_sideways(narrow: Hand, section: str, target: str, line: str) -> None:
    narrow.window.go(section, target)
    for language in ("ru", "pl", "be"):
        speak(language)
        narrow.settle()
        assert too_wide(narrow.window) == [], language
        assert clipped(narrow.window) == [], language
    if line:
        assert narrow.find(line, QLineEdit).width() >= _LEAST_LINE


@pytest.mark.parametrize(("section", "target"), [("items", "enter"), ("campaigns", "C-0001")])
def test_no_head_of_a_grid_is_cut(narrow: Hand, section: str, target: str) -> None:
    narrow.window.go(section, target)
    narrow.settle()
    page = narrow.window.workspace.page if narrow.window.workspace is not None else None
    assert page is not None
    tables = [each for each in page.findChildren(QTableView) if each.isVisible()]
    assert tables
    for table in tables:
        header: QHeaderView = table.horizontalHeader()
        bold = header.font()
        bold.setWeight(QFont.Weight.DemiBold)
        for place in range(header.count()):
            title = str(header.model().headerData(place, header.orientation()) or "")
            room = header.sectionSize(place)
            assert table.isColumnHidden(place) or QFontMetrics(bold).horizontalAdvance(title) + 16 <= room, title


def test_home_keeps_the_campaigns_names(narrow: Hand) -> None:
    narrow.go("home")
    narrow.qtbot.waitUntil(lambda: narrow.is_there("home.chart"))
    narrow.settle()
    table = narrow.find("home.progress", QTableView)
    assert table.columnWidth(0) >= LEAST_NAME
    assert table.horizontalHeader().length() <= table.viewport().width()
    assert clipped(narrow.window) == []
    assert too_wide(narrow.window) == []
