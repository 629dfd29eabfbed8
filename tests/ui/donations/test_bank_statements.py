"""Bank statements in the window: the file, what each line is, what is chosen, what was booked, and the way back."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent

from desktop.domain.bank_columns import BankField
from desktop.domain.errors import Stopped
from desktop.domain.money_in import By, Fate, LineState
from desktop.domain.shares import GENERAL_FUND
from desktop.services import donations, match_rules, undo
from desktop.ui.donations.page import IMPORT, GiftsPage
from desktop.ui.shared import permit
from desktop.ui.shared.whole_rows import choose_row
from desktop.ui.statements.page import BankStatementPage
from tests.intake.bank_files import ANNA, JONAS, Pay, camt, camt_entry
from tests.ui.desk import desk_without_names
from tests.ui.kit import assert_named

if TYPE_CHECKING:
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from tests.ui.desk import Desk
    from tests.ui.kit import FakePrompts, InlineTasks

LINES = (
    Pay("50.00", "Ганна Нязломная", ANNA, "for C-0001", "B-1"),
    Pay("7.00", "Somebody", JONAS, "thanks", "B-2"),
    Pay("-12.30", "Jonas Žąsinas", JONAS, "Sąskaita Nr. 7", "B-3"),
    Pay("3.00", "Somebody", JONAS, "more", "B-4"),
)


@pytest.fixture
def section(qtbot: QtBot, desk: Desk) -> GiftsPage:
    desk.kit.campaign("500", title="Winter boots")
    desk.kit.campaign("500", title="Coats")
    desk.kit.person("Linden", name_local="Jonas Lindė")
    made = GiftsPage(desk.place)
    qtbot.addWidget(made)
    made.resize(1140, 720)
    made.show()
    return made


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "statement.xml"
    path.write_bytes(camt("".join(camt_entry(each) for each in LINES)))
    return path


def opened(section: GiftsPage, file: Path | None = None) -> BankStatementPage:
    section.open_code(IMPORT)
    page = section.form
    assert isinstance(page, BankStatementPage)
    if file is not None:
        page.read(file)
    return page


def states(page: BankStatementPage) -> list[tuple[LineState, Fate]]:
    assert page.preview.preview is not None
    return [(each.state, each.fate) for each in page.preview.preview.rows]


def choose(page: BankStatementPage, *rows: int) -> None:
    page.preview.table.clearSelection()
    page.preview._select(rows)
    page.preview._on_selected()


NEW = (LineState.NEW, Fate.BOOK)
OUT = (LineState.OUT, Fate.WAIT)


def test_a_statement_is_looked_at_booked_and_taken_back(
    section: GiftsPage, desk: Desk, prompts: FakePrompts, file: Path
) -> None:
    section.import_button.click()
    page = section.form
    assert isinstance(page, BankStatementPage)
    prompts.will_answer(file)
    page.source.choose.click()
    assert states(page) == [NEW, NEW, OUT, NEW]
    assert not page.dirty
    assert page.save_button.text() == "Book 1 gift"
    assert "To be booked: 50.00 EUR" in page.preview.sums.text()
    assert "2 lines do not say what for" in page.preview.sums.text()
    assert_named(page)
    page.save_button.click()
    assert page.done_step.codes.toPlainText() == "D-0001"
    assert page.done_step.summary.text() == "1 gift booked"
    assert donations.load_donation(desk.office, "D-0001").draft.campaign == "C-0001"
    page.done_step.again_button.click()
    page.read(file)
    assert states(page)[0] == (LineState.DUPLICATE, Fate.WAIT)
    assert "It became D-0001" in page.preview.model.why(page.preview.model.rows[0])
    assert not page.next_button.isVisible()
    page.former_button.click()
    assert page.source.isVisible()
    page.next_button.click()
    assert page.preview.isVisible()
    page._show(page.done_step)
    page.done_step.undo_button.click()
    assert donations.load_donation(desk.office, "D-0001").taken_back
    assert "new again" in page.done_step.details.text()
    page.done_step.list_button.click()
    assert section.form is None


def test_taking_back_that_was_stopped_can_be_asked_for_again(
    section: GiftsPage, desk: Desk, file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = opened(section, file)
    page.save_button.click()

    def stopped(*_given: object, **_more: object) -> None:
        raise Stopped

    with monkeypatch.context() as patched:
        patched.setattr(undo, "undo", stopped)
        page.done_step.undo_button.click()
    assert page.done_step.undo_button.isEnabled()
    assert not page.banner.isVisible()
    page.done_step.undo_button.click()
    assert donations.load_donation(desk.office, "D-0001").taken_back
    assert not page.done_step.undo_button.isEnabled()


def test_donor_campaign_and_what_happens_are_set_for_selected_lines(section: GiftsPage, desk: Desk, file: Path) -> None:
    page = opened(section, file)
    panel = page.preview.panel
    choose(page, 1, 3)
    panel.donor.write("P-0001")
    panel.set_donor.click()
    panel.campaign.write("C-0002")
    panel.set_campaign.click()
    found = page.preview.preview
    assert found is not None
    assert [(each.donor, each.campaign, each.campaign_by) for each in found.rows[1::2]] == [
        ("P-0001", "C-0002", By.CHOSEN)
    ] * 2
    assert page.preview.model.data(page.preview.model.index(1, 7)) == "P-0001  Jonas Lindė"
    assert page.dirty
    choose(page, 3)
    assert panel.fates[Fate.LEAVE].isEnabled()
    assert not panel.fates[Fate.SAME].isEnabled()
    panel.fates[Fate.LEAVE].click()
    assert "Left out: 3.00 EUR" in page.preview.sums.text()
    choose(page, 0)
    panel.set_general.click()
    page.save_button.click()
    assert page.done_step.codes.toPlainText() == "D-0001\nD-0002"
    assert page.done_step.details.text() == "1 line left out"
    assert donations.load_donation(desk.office, "D-0001").draft.campaign == "C-0003"
    assert GENERAL_FUND != "C-0003"


def test_a_line_is_split(section: GiftsPage, desk: Desk, file: Path) -> None:
    page = opened(section, file)
    panel = page.preview.panel
    choose(page, 0)
    panel.split.click()
    row = panel.shares.rows[0]
    row.picker.write("C-0002")
    row.gross.line.setText("20")
    row.gross.on_edited()
    assert "30.00" in panel.shares.rest.text()
    panel.take_split.click()
    assert "2 campaigns" in page.preview.model.data(page.preview.model.index(0, 8))
    assert not panel.shares.isVisible()
    page.save_button.click()
    parts = donations.load_donation(desk.office, "D-0001").draft.parts
    assert [(each.campaign, each.gross.minor) for each in parts] == [("C-0001", 3000), ("C-0002", 2000)]


def test_always_for_this_sender_fills_the_other_lines(section: GiftsPage, desk: Desk, file: Path) -> None:
    page = opened(section, file)
    panel = page.preview.panel
    choose(page, 1)
    assert not panel.always.isEnabled()
    panel.campaign.write("C-0002")
    panel.set_campaign.click()
    assert panel.always.isEnabled()
    panel.always.click()
    found = page.preview.preview
    assert found is not None
    assert (found.rows[3].campaign, found.rows[3].campaign_by) == ("C-0002", By.RULE)
    assert [each.draft.campaign for each in match_rules.match_rules(desk.office)] == ["C-0002"]
    assert page.save_button.text() == "Book 3 gifts"
    page.former_button.click()
    rules = page.source.rules
    assert [rules.table.item(0, at).text() for at in (0, 3)] == [JONAS, "C-0002  Coats"]
    assert not rules.remove.isEnabled()
    choose_row(rules.table, 0)
    rules.remove.click()
    assert match_rules.match_rules(desk.office) == ()
    assert not rules.table.isVisible()


def test_what_is_refused_stands_at_its_line_and_nothing_is_lost(
    qtbot: QtBot, section: GiftsPage, desk: Desk, file: Path
) -> None:
    page = opened(section, file)
    kit_page = opened(GiftsPage(desk.place), file)
    kit_page.save()
    page.save_button.click()
    assert page.preview.isVisible()
    assert "became D-0001" in page.banner.text
    assert "became D-0001" in page.preview.model.why(page.preview.model.rows[0])
    qtbot.waitUntil(lambda: not page.save_button.isEnabled())
    assert page.preview.preview is not None


def test_one_state_is_shown_alone_and_a_broken_file_says_why(section: GiftsPage, file: Path) -> None:
    page = opened(section, file)
    page.preview.chips[LineState.OUT].click()
    assert [each.state for each in page.preview.model.rows] == [LineState.OUT]
    assert not page.preview.panel.set_donor.isEnabled()
    page.preview.everything.click()
    assert len(page.preview.model.rows) == 4
    file.write_bytes(b"%PDF-1.7")
    page.read(file)
    assert "PDF" in page.banner.text
    assert len(page.preview.model.rows) == 4


def test_a_dropped_file_is_a_statement(section: GiftsPage, file: Path) -> None:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(file))])
    drop = QDropEvent(
        QPointF(5, 5), Qt.DropAction.CopyAction, data, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    )
    section.dropEvent(drop)
    assert isinstance(section.form, BankStatementPage)
    assert states(section.form)[0] == NEW


def test_what_was_chosen_outlives_a_lock(section: GiftsPage, desk: Desk, file: Path) -> None:
    page = opened(section, file)
    choose(page, 1)
    page.preview.panel.set_general.click()
    kept = page.keep_more()
    other = opened(GiftsPage(desk.place))
    other.take_more(kept)
    assert not other.awaits()
    assert other.preview.preview == page.preview.preview
    assert other.dirty
    assert other.keeps_draft


def test_without_names_or_role_it_cannot_begin(qtbot: QtBot, desk: Desk, tasks: InlineTasks, file: Path) -> None:
    assert permit.verb_of("donations.import") == "statement.imported"
    other = desk_without_names(desk, tasks)
    page = opened(GiftsPage(other.place))
    qtbot.addWidget(page)
    assert not page.source.isEnabled()
    assert page.banner.text
    other.office.close()


def test_the_columns_of_an_unknown_table_are_said_once(section: GiftsPage, desk: Desk, tmp_path: Path) -> None:
    path = tmp_path / "bank.csv"
    path.write_text("Kiedy;Ile;Od kogo\n04.05.2026;25,00;Anna\n05.05.2026;7,00;Olga\n", encoding="utf-8")
    page = opened(section, path)
    assert page.columns.isVisible()
    assert_named(page)
    for box, field in zip(page.columns.boxes, (BankField.DATE, BankField.AMOUNT, BankField.NAME), strict=True):
        box.setCurrentIndex(tuple(BankField).index(field) + 1)
    page.columns.currency.write("eur")
    page.columns.map_name.write("Our bank")
    page.next_button.click()
    assert states(page) == [NEW, NEW]
    page.former_button.click()
    assert page.columns.isVisible()
    page.columns.boxes[0].setCurrentIndex(0)
    page.next_button.click()
    assert page.columns.isVisible(), "without a day nothing can be read"
    assert page.banner.text
    page.read(path)
    assert states(page) == [NEW, NEW], "the kept choice is used by itself"
