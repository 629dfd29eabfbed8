"""Safe view: with it no page says, offers, speaks or paints a name; without it all is there, also what was typed."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QAbstractListModel, Qt
from PySide6.QtGui import QAction
from PySide6.QtPdfWidgets import QPdfView
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QApplication,
    QComboBox,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QTextEdit,
    QWidget,
)

from desktop.domain.campaigns import FundKind
from desktop.domain.listing import ListKind, Query
from desktop.domain.views import ViewState
from desktop.services.campaigns import load_campaign
from desktop.services.lists import stream_rows
from desktop.services.people import load_person
from desktop.services.settings import load_settings
from desktop.ui.home.chart import ProgressChart
from desktop.ui.workplace import NEW
from tests.journeys.conftest import unlocked
from tests.journeys.test_every_page import PAGES
from tests.services.office_kit import PASSPHRASE

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from desktop.services.office import Office
    from tests.journeys.conftest import Begin
    from tests.journeys.hand import Hand

_FIELDS = ("name_local", "name_latin", "name_bank", "alias", "iban", "phone", "email", "safe_channel")
_SHORTEST = 4
_OWN = int(Qt.ItemDataRole.UserRole)
_ROLES = (
    Qt.ItemDataRole.DisplayRole,
    Qt.ItemDataRole.EditRole,
    Qt.ItemDataRole.ToolTipRole,
    Qt.ItemDataRole.AccessibleTextRole,
    Qt.ItemDataRole.AccessibleDescriptionRole,
    *range(_OWN, _OWN + 8),
)


@pytest.fixture
def hand(begin: Begin, sample_vault: Path, tmp_path: Path) -> Hand:
    return unlocked(begin(shutil.copytree(sample_vault, tmp_path / "Sample")))


def marked(office: Office) -> set[str]:
    """Give what must not be seen: each person's names and ways, the titles of campaigns, who signs, who works here."""
    found: set[str] = set()
    for row in stream_rows(office, ListKind.PEOPLE, Query(archived=True)):
        draft = load_person(office, row.code).draft
        found |= {getattr(draft, name) for name in _FIELDS}
    for fund in stream_rows(office, ListKind.CAMPAIGNS, Query()):
        if fund.kind is FundKind.APPEAL:
            found.update(load_campaign(office, fund.code).draft.all_titles)
    organisation = load_settings(office).organisation
    found |= {organisation.signatory, organisation.cashier}
    return {each for each in found if len(each) >= _SHORTEST} - {"Cashier"}  # an alias that is a title in Settings too


def shown(root: QWidget) -> Iterator[str]:
    """Give every text of a window that is seen, pointed at or spoken."""
    for each in (root, *root.findChildren(QWidget)):
        if not each.isVisible():
            continue
        yield from (each.toolTip(), each.accessibleName(), each.accessibleDescription(), each.windowTitle())
        yield from _written(each)
    yield from (action.text() for action in root.findChildren(QAction))


def _written(widget: QWidget) -> Iterator[str]:
    if isinstance(widget, (QLabel, QAbstractButton)):
        yield widget.text()
    elif isinstance(widget, QComboBox):
        yield from (widget.itemText(at) for at in range(widget.count()))
    elif isinstance(widget, QLineEdit):
        yield from (widget.displayText(), widget.placeholderText())
    elif isinstance(widget, (QPlainTextEdit, QTextEdit)):
        yield widget.toPlainText()
    elif isinstance(widget, QAbstractItemView):
        yield from _cells(widget)
    elif isinstance(widget, QPdfView):
        paper = widget.document()
        yield from (paper.getAllText(page).text() for page in range(paper.pageCount()) if paper is not None)
    elif isinstance(widget, ProgressChart):
        yield str(widget._rows)


def _cells(view: QAbstractItemView) -> Iterator[str]:
    model = view.model()
    for row in range(model.rowCount() if model is not None else 0):
        columns = 1 if isinstance(model, QAbstractListModel) else model.columnCount()
        for column in range(columns):
            for what in _ROLES:
                yield str(model.index(row, column).data(what) or "")


def seen(hand: Hand, names: set[str]) -> dict[str, set[str]]:
    """Walk all pages, and give the names that each of them lets be seen."""
    found: dict[str, set[str]] = {}
    for section, target in (*PAGES, ("items", "enter"), ("campaigns", "C-0001"), ("payouts", "O-0012")):
        hand.window.go(section, target)
        hand.settle()
        texts = "\n".join(shown(hand.window))
        told = {each for each in names if each in texts}
        if told:
            found[f"{section} {target}"] = told
    return found


def press_f8(hand: Hand) -> None:
    hand.key(Qt.Key.Key_F8)
    hand.settle()


def test_no_page_shows_a_name(hand: Hand) -> None:
    place = hand.program.place
    assert place is not None
    names = marked(place.office)
    assert len(names) > 40
    without = seen(hand, names)
    assert len(without) > 10, "the control: without it names are seen on many pages"
    press_f8(hand)
    assert hand.program.safe_view.on
    assert hand.is_there("status.safe")
    assert seen(hand, names) == {}
    assert {each.windowTitle() for each in QApplication.topLevelWidgets() if each.isVisible()} <= {"Skarbonka", ""}
    press_f8(hand)
    assert not hand.is_there("status.safe")
    assert seen(hand, names) == without


def test_a_search_finds_codes_alone(hand: Hand) -> None:
    place = hand.program.place
    assert place is not None
    names = marked(place.office)
    press_f8(hand)
    for words in ("P-0001", "Weaver", "C-0001", "40"):
        hand.window.show_palette()
        hand.settle()
        hand.write("palette.query", words)
        hand.settle()
        texts = "\n".join(shown(hand.window))
        assert not {each for each in names - {words} if each in texts}
        hand.window.show_palette()
        hand.settle()


def test_what_was_typed_is_there_again_when_names_are(hand: Hand) -> None:
    hand.window.go("people", "P-0001")
    hand.settle()
    hand.write("person.alias", "Weaver of Mir")
    press_f8(hand)
    assert hand.window.workspace is not None
    assert hand.window.workspace.here == "people"
    alias = hand.find("person.alias", QLineEdit)
    assert (alias.text(), alias.placeholderText(), alias.isReadOnly()) == ("", "•••••", True)
    assert not hand.is_there("drafts.strip")
    press_f8(hand)
    assert hand.text("person.alias") == "Weaver of Mir"
    hand.click("form.save")
    hand.settle()
    place = hand.program.place
    assert place is not None
    assert load_person(place.office, "P-0001").draft.alias == "Weaver of Mir"


def test_money_is_recorded_without_a_name_and_a_text_waits_for_it(hand: Hand) -> None:
    press_f8(hand)
    hand.window.go("donations", f"{NEW}:C-0008")
    hand.settle()
    hand.write("donation.gross", "25")
    hand.write("donation.reference", "From the choir")
    hand.click("form.save")
    assert "F8" in hand.said("donation")
    press_f8(hand)
    assert hand.text("donation.reference") == "From the choir"
    hand.click("form.save")
    hand.settle()
    press_f8(hand)
    hand.window.go("donations", f"{NEW}:C-0008")
    hand.settle()
    hand.write("donation.gross", "30")
    hand.click("form.save")
    hand.settle()
    press_f8(hand)
    hand.go("donations")
    assert hand.row("donations.table", "30.00 EUR")


def test_it_outlives_the_lock_and_begins_so_where_that_is_wanted(hand: Hand) -> None:
    hand.go("settings")
    hand.click("settings.starts_safe")
    press_f8(hand)
    assert hand.text("settings.organisation.signatory") == "•••••"
    hand.write("settings.organisation.place", "Vilnius")
    hand.click("form.save")
    hand.settle()
    hand.program.lock()
    hand.settle()
    unlocked(hand)
    assert hand.program.safe_view.on
    press_f8(hand)
    place = hand.program.place
    assert place is not None
    organisation = load_settings(place.office).organisation
    assert (organisation.place, organisation.signatory) == ("Vilnius", "Ema Lichylnik")
    hand.program.close_office()
    hand.settle()
    hand.program.show_lock(place.office.folder)
    unlocked(hand, PASSPHRASE)
    assert hand.program.safe_view.on, "as this user settled for this computer"


def test_the_names_of_saved_views_are_hidden_too(hand: Hand) -> None:
    hand.go("people")
    place = hand.program.place
    assert place is not None
    assert place.views is not None
    place.views.add("people", "Weaver and family", ViewState())
    hand.settle()
    assert any("Weaver and family" in each for each in shown(hand.window))
    press_f8(hand)
    assert not any("Weaver and family" in each for each in shown(hand.window))
    press_f8(hand)
    assert any("Weaver and family" in each for each in shown(hand.window))
