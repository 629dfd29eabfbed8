"""The commands of the menus: keys, palette and context menus do the same, and nothing that is offered is dead."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QPoint, Qt
from PySide6.QtGui import QAction, QContextMenuEvent, QKeyEvent
from PySide6.QtWidgets import QDialog, QLineEdit, QTableView

from desktop.domain.receipts import DocumentState
from desktop.i18n import tr
from desktop.ui import workspace
from desktop.ui.deeds import TEXTS, Deed
from desktop.ui.shared.list_page import ListPage
from desktop.ui.shared.paper_page import PaperPage
from desktop.ui.shared.section import SectionPage
from desktop.ui.shared.whole_rows import choose_row
from tests.journeys.conftest import unlocked
from tests.journeys.hand import CONTROL
from tests.journeys.test_every_page import PAGES
from tests.services.office_kit import PASSPHRASE

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from desktop.ui.workplace import PageWidget
    from tests.journeys.hand import Hand

NOT_HERE = {"menu.lock", "menu.wipe", "menu.close_office", "menu.quit", "menu.safe", "menu.palette"}
"""They take the office, or its pages, away; each has its own journey."""
READS = {"menu.refresh", "menu.filter", "menu.copy_rows", "menu.backup"}
"""What they do is not seen on the page: read, the cursor, the clipboard, a file."""
LISTS = (
    "people.table", "campaigns.table", "items.table", "donations.table", "pledges.table", "payouts.table",
    "advances.table", "cash.table", "documents.table", "rates.table",
)  # fmt: skip


def command(hand: Hand, deed: Deed) -> QAction:
    hand.window.doing.look()
    return hand.window.doing.actions[deed]


def can(hand: Hand) -> set[Deed]:
    hand.window.doing.look()
    return {deed for deed, action in hand.window.doing.actions.items() if action.isEnabled()}


def go(hand: Hand, section: str, target: str = "") -> PageWidget:
    hand.window.go(section, target)
    hand.settle()
    assert hand.window.workspace is not None
    page = hand.window.workspace.page
    assert page is not None
    return page


def list_in_front(page: PageWidget) -> ListPage[object]:
    rows = page.rows if isinstance(page, SectionPage) else getattr(page, "rows", None)
    assert isinstance(rows, ListPage)
    return rows


def choose_first(hand: Hand, rows: ListPage[object]) -> None:
    assert rows.model.rowCount()
    choose_row(rows.table, 0)
    rows.table.setFocus()
    hand.settle()


class Seen:
    """Takes whatever is asked or shown, and turns it down."""

    def __init__(self, hand: Hand, monkeypatch: pytest.MonkeyPatch) -> None:
        self.asked: list[str] = []
        for name, answer in (("confirm", False), ("ask_text", None), ("choose_open", None), ("choose_files", ()),
                             ("choose_save", None), ("choose_folder", None), ("choose_printer", None)):  # fmt: skip
            monkeypatch.setattr(hand.prompts, name, self._turned_down(name, answer))
        monkeypatch.setattr(hand.prompts, "show", self._show)

    def _turned_down(self, name: str, answer: object) -> Callable[..., object]:
        def turned_down(*_asked: object, **_more: object) -> object:
            self.asked.append(name)
            return answer

        return turned_down

    def _show(self, dialog: QDialog) -> bool:
        self.asked.append(dialog.objectName())
        dialog.deleteLater()
        return False


def state(hand: Hand) -> tuple[object, ...]:
    """Say what a command may change that can be seen."""
    front = hand.window.workspace
    assert front is not None
    assert front.page is not None
    return front.here, front.page.front(), front.page.open_form(), front.side.isVisible(), hand.labels()


def commands(hand: Hand) -> Iterator[tuple[QAction, str]]:
    yield from ((action, text) for action, text in hand.window._commands if action.objectName() not in NOT_HERE)


def prepare(hand: Hand, name: str) -> None:
    """Bring about that a command has something to do; what the one before began goes."""
    assert hand.window.workspace is not None
    for page in hand.window.workspace.pages.values():
        form = page.open_form()
        if form is not None:
            form.form.clean()
    choose_first(hand, list_in_front(go(hand, "people")))
    if name in {"menu.save", "menu.save_next"}:
        go(hand, "people", "P-0001")
    elif name == "menu.paper":
        choose_first(hand, list_in_front(go(hand, "documents")))
    elif name == "menu.people":
        go(hand, "home")
    elif name == "menu.forward":
        hand.window.travel(-1)
    elif name == "menu.bring_back":
        choose_first(hand, list_in_front(go(hand, "trash")))
    elif name in {"menu.undo", "menu.redo"}:
        hand.window.doing.do(Deed.ARCHIVE)
        hand.settle()
        if name == "menu.redo":
            hand.window.undoing.undo()
    hand.settle()
    hand.window.doing.look()


def run_from_palette(hand: Hand, text: str) -> None:
    """Find a command in the palette and choose it there."""
    title = tr(text).replace("&", "").rstrip("…")
    hand.window.show_palette()
    hand.wait_for("palette.query")
    hand.write("palette.query", title)
    hand.settle()
    palette = hand.window.palette_shown
    assert palette is not None
    found = [palette.lines.entry(row) for row in range(palette.lines.rowCount())]
    row = next(at for at, entry in enumerate(found) if entry is not None and entry.title == title)
    palette.results.setCurrentIndex(palette.lines.index(row, 0))
    hand.key(Qt.Key.Key_Return)
    hand.settle()


def test_each_command_of_each_menu_is_found_and_does_something(
    sample_desk: Hand, monkeypatch: pytest.MonkeyPatch
) -> None:
    hand = sample_desk
    seen = Seen(hand, monkeypatch)
    told: list[str] = []
    front = hand.window.workspace
    assert front is not None
    for action, text in list(commands(hand)):
        name = action.objectName()
        prepare(hand, name)
        assert action.isEnabled(), name
        before = state(hand)
        seen.asked.clear()
        if name in {"menu.undo", "menu.redo"}:
            action.trigger()  # its text says what it takes back
            hand.settle()
        else:
            run_from_palette(hand, text)
        if not seen.asked and state(hand) == before:
            told.append(name)
        assert front.banner.property("kind") != "error" or not front.banner.isVisible(), name
        if name == "menu.side":
            action.trigger()
    assert set(told) <= READS, "these did nothing"


def test_what_can_be_done_is_enabled_and_nothing_else(desk: Hand) -> None:
    hand = desk
    go(hand, "home")
    assert can(hand) == set()
    go(hand, "people")
    assert can(hand) == set(), "an empty list has nothing to open, copy or save"
    go(hand, "people", "new")
    assert can(hand) == {Deed.SAVE, Deed.SAVE_NEXT}
    hand.write("person.alias", "Heron")
    hand.key(Qt.Key.Key_S, CONTROL)
    hand.settle()
    rows = list_in_front(go(hand, "people"))
    assert can(hand) == {Deed.EXPORT}
    choose_first(hand, rows)
    assert can(hand) == {Deed.EXPORT, Deed.OPEN, Deed.COPY, Deed.ARCHIVE, Deed.DUPLICATE}
    command(hand, Deed.OPEN).trigger()
    hand.settle()
    assert hand.text("person.alias") == "Heron"
    assert can(hand) == {Deed.SAVE, Deed.SAVE_NEXT, Deed.ARCHIVE, Deed.DUPLICATE, Deed.PAPER}
    command(hand, Deed.ARCHIVE).trigger()
    hand.settle()
    assert Deed.BRING_BACK in can(hand)


def test_saving_by_the_keys_happens_once_wherever_the_focus_is(desk: Hand) -> None:
    hand = desk
    go(hand, "people", "new")
    hand.write("person.alias", "Heron")
    hand.find("nav.people").setFocus()
    hand.key(Qt.Key.Key_S, CONTROL)
    hand.settle()
    assert [row[1] for row in hand.rows("people.table")] == ["Heron"]


@pytest.mark.parametrize("section", ["people", "campaigns", "donations", "payouts", "advances", "K-0001"])
def test_a_record_is_duplicated_by_its_key(sample_desk: Hand, section: str) -> None:
    hand = sample_desk
    page = go(hand, "cash", section) if "-" in section else go(hand, section)
    assert isinstance(page, SectionPage)
    if page.form is None:
        choose_alike(hand, page)
    assert command(hand, Deed.DUPLICATE).isEnabled()
    former = page.form
    hand.key(Qt.Key.Key_D, CONTROL)
    hand.settle()
    form = page.form
    assert form is not None
    assert form is not former
    assert form.code is None
    assert form.dirty, "what was filled in is not saved yet"
    assert not form.banner.isVisible() or form.banner.property("kind") != "error", form.banner.text


def choose_alike(hand: Hand, page: SectionPage) -> None:
    rows = list_in_front(page)
    codes = [rows.spec.key(row) for _at, row in rows.model.loaded_rows()]
    place = next(at for at, code in enumerate(codes) if page.duplicates(code))
    choose_row(rows.table, place)
    rows.table.setFocus()
    hand.settle()


def test_a_duplicate_is_saved_as_a_record_of_its_own(aid_desk: Hand) -> None:
    hand = aid_desk
    go(hand, "campaigns", "C-0001")
    hand.key(Qt.Key.Key_D, CONTROL)
    hand.settle()
    assert hand.text("campaign.title") == "A new start"
    hand.write("campaign.title", "Another start")
    hand.key(Qt.Key.Key_S, CONTROL)
    hand.settle()
    found = hand.column("campaigns.table", "Title")
    assert {"A new start", "Another start"} <= set(found)
    assert len(set(hand.column("campaigns.table", "Goal"))) == 1


def test_a_relative_begins_with_what_is_shared(aid_desk: Hand) -> None:
    hand = aid_desk
    go(hand, "people", "P-0001")
    hand.write("person.city", "Gdańsk")
    hand.write("person.phone", "+48 22 123 45 67")
    hand.key(Qt.Key.Key_S, CONTROL)
    hand.settle()
    go(hand, "people", "P-0001")
    command(hand, Deed.DUPLICATE).trigger()
    hand.settle()
    assert (hand.text("person.city"), hand.text("person.phone"), hand.text("person.alias")) == ("Gdańsk", "", "")


def test_a_paper_is_previewed_from_the_list_and_from_its_record(sample_desk: Hand) -> None:
    hand = sample_desk
    shown: list[str] = []

    def look(dialog: QDialog) -> bool:
        shown.append(dialog.objectName())
        return True

    rows = list_in_front(go(hand, "payouts"))
    place = next(at for at, row in rows.model.loaded_rows() if row.voucher)  # type: ignore[attr-defined]
    choose_row(rows.table, place)
    rows.table.setFocus()
    hand.settle()
    hand.prompts.will_answer(look)
    hand.key(Qt.Key.Key_P, CONTROL)
    hand.settle()
    command(hand, Deed.OPEN).trigger()
    hand.settle()
    hand.prompts.will_answer(look)
    hand.key(Qt.Key.Key_P, CONTROL)
    hand.settle()
    assert shown == ["preview.dialog", "preview.dialog"]


def test_what_can_be_previewed_or_saved_on_a_page_is_and_the_rest_is_off(
    sample_desk: Hand, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where a command is on, its keys do something: a file is asked for, a paper comes, or the form says why not."""
    hand = sample_desk
    seen = Seen(hand, monkeypatch)
    did: dict[Deed, set[str]] = {Deed.PAPER: set(), Deed.EXPORT: set()}
    for section, target in PAGES:
        for deed, key in ((Deed.PAPER, Qt.Key.Key_P), (Deed.EXPORT, Qt.Key.Key_E)):
            page = go(hand, section, target)
            form = page.open_form()
            on, before = deed in can(hand), (page.front(), form)
            seen.asked.clear()
            hand.key(key, CONTROL)
            hand.settle()
            did_it = bool(seen.asked) or (page.front(), page.open_form()) != before
            banner = getattr(page.open_form() or page, "banner", None)
            said = banner is not None and banner.isVisible()  # what is still missing
            drawn_anew = deed is Deed.PAPER and isinstance(form, PaperPage)
            assert did_it or said or drawn_anew if on else not did_it, (section, target, deed)
            if on:
                did[deed].add(f"{section} {target}".strip())
    assert {"reports C-0008", "people P-0001", "people card P-0001"} <= did[Deed.PAPER]
    assert {"reports C-0008", "people", "campaigns", "documents"} <= did[Deed.EXPORT]


def test_the_commands_of_reports_say_what_they_do_there(sample_desk: Hand, monkeypatch: pytest.MonkeyPatch) -> None:
    hand = sample_desk
    seen = Seen(hand, monkeypatch)
    go(hand, "reports", "C-0008")
    assert command(hand, Deed.EXPORT).text() == "Export workbook…"
    assert command(hand, Deed.PAPER).text() == "Preview the workbook"
    run_from_palette(hand, "Export workbook…")
    assert seen.asked == ["choose_save"]
    seen.asked.clear()
    run_from_palette(hand, "Preview the workbook")
    assert seen.asked == ["reports.preview_dialog"]
    go(hand, "people")
    assert command(hand, Deed.EXPORT).text() == tr(TEXTS[Deed.EXPORT])
    assert command(hand, Deed.PAPER).text() == tr(TEXTS[Deed.PAPER])


@pytest.mark.parametrize("ending", ["xlsx", "csv"])
def test_a_list_is_saved_from_its_filter_line_too(sample_desk: Hand, tmp_path: Path, ending: str) -> None:
    hand = sample_desk
    go(hand, "donations")
    hand.key(Qt.Key.Key_F, CONTROL)
    hand.settle()
    assert isinstance(hand.window.focusWidget(), QLineEdit)
    target = tmp_path / f"list.{ending}"

    def prove() -> None:
        """A list may name people: the passphrase is asked for once more."""
        hand.write("named_export.own_passphrase", PASSPHRASE)
        hand.click("named_export.do")

    hand.prompts.will_answer(target, hand.in_dialog(prove))
    hand.key(Qt.Key.Key_E, CONTROL)
    hand.settle()
    assert target.exists()
    assert target.name in hand.said("donations")


def test_the_keys_work_on_a_cyrillic_layout(aid_desk: Hand) -> None:
    hand = aid_desk
    choose_first(hand, list_in_front(go(hand, "people")))
    letter = QKeyEvent(QEvent.Type.KeyPress, ord("В"), CONTROL, 40, 0, 0, "в")  # the key of D
    QCoreApplication.sendEvent(hand.window.windowHandle(), letter)
    hand.settle()
    page = hand.window.workspace.page  # type: ignore[union-attr]
    assert isinstance(page, SectionPage)
    assert page.form is not None
    assert page.form.code is None


def test_each_list_has_a_context_menu_of_the_same_commands(sample_desk: Hand) -> None:
    hand = sample_desk
    found: set[str] = set()
    for section, target in PAGES:
        if target:
            continue
        page = go(hand, section)
        lists = page.several.lists if isinstance(page, SectionPage) and page.several is not None else ()
        for rows in lists or ([page.rows] if hasattr(page, "rows") else []):
            if isinstance(page, SectionPage) and page.several is not None:
                page.several.show_list(rows)
            hand.settle()
            if not isinstance(rows, ListPage) or not rows.model.rowCount() or not rows.isVisible():
                continue
            choose_first(hand, rows)
            menu = rows.context_menu()
            actions = menu.actions()
            assert hand.window.doing.actions[Deed.OPEN] in actions
            assert hand.window.doing.actions[Deed.COPY] in actions
            assert all(each.isSeparator() or each.text() for each in actions)
            assert {tr(TEXTS[Deed.OPEN])} <= {each.text() for each in actions if each.isEnabled()}
            found.add(rows.table.objectName())
            menu.deleteLater()
    assert set(LISTS) <= found


def test_the_menu_key_opens_it_at_the_row(aid_desk: Hand) -> None:
    hand = aid_desk
    rows = list_in_front(go(hand, "people"))
    choose_first(hand, rows)
    asked: list[object] = []
    rows.table.menu_asked.disconnect()
    rows.table.menu_asked.connect(asked.append)
    event = QContextMenuEvent(QContextMenuEvent.Reason.Keyboard, QPoint(), QPoint())
    QCoreApplication.sendEvent(rows.table, event)
    assert len(asked) == 1
    row = rows.table.visualRect(rows.table.currentIndex())
    assert asked == [rows.table.viewport().mapToGlobal(row.bottomLeft())]


def test_a_document_can_be_dealt_with_from_its_context_menu(sample_desk: Hand) -> None:
    hand = sample_desk
    rows = list_in_front(go(hand, "documents"))
    issued = (at for at, row in rows.model.loaded_rows() if row.state is DocumentState.ISSUED)  # type: ignore[attr-defined]
    choose_row(rows.table, next(issued))
    hand.settle()
    texts = {each.text(): each.isEnabled() for each in rows.context_menu().actions()}
    assert texts[tr("Print…")]
    assert texts[tr("Save as PDF…")]
    assert tr("Void…") in texts
    assert tr("Print all…") not in texts, "one alone is selected"
    hand.find("documents.table", QTableView).selectAll()
    hand.settle()
    texts = {each.text(): each.isEnabled() for each in rows.context_menu().actions()}
    assert texts[tr("Print all…")]
    assert tr("Void…") not in texts


def test_the_section_that_was_open_is_open_the_next_time(desk: Hand) -> None:
    hand = desk
    go(hand, "cash")
    go(hand, "help")
    place = hand.program.place
    assert place is not None
    folder = place.office.folder
    hand.program.close_office()
    hand.settle()
    hand.program.show_lock(folder)
    unlocked(hand)
    hand.settle()
    assert hand.window.workspace is not None
    assert hand.window.workspace.here == "cash"


def test_a_warning_of_home_is_not_missed_for_it(desk: Hand, monkeypatch: pytest.MonkeyPatch) -> None:
    hand = desk
    go(hand, "cash")
    monkeypatch.setattr(workspace, "_is_warned", lambda _office: True)
    place = hand.program.place
    assert place is not None
    folder = place.office.folder
    hand.program.close_office()
    hand.settle()
    hand.program.show_lock(folder)
    unlocked(hand)
    hand.settle()
    assert hand.window.workspace is not None
    assert hand.window.workspace.here == "home"
