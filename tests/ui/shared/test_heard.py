"""What is typed, ticked or chosen over accessibility, where Qt tells less than it does for mouse and keyboard."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QItemSelectionModel, QStringListModel, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QComboBox, QLabel, QLineEdit, QScrollArea, QTableView
from shiboken6 import invalidate

from desktop.i18n import mark
from desktop.ui.shared.fields import CheckField, TextField
from desktop.ui.shared.heard import Line, hear_rows
from desktop.ui.shared.naming import ChoiceBox, named
from desktop.ui.shared.steady import steady
from desktop.ui.shared.whole_rows import choose_row

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

_ROWS = QItemSelectionModel.SelectionFlag.ClearAndSelect | QItemSelectionModel.SelectionFlag.Rows


def from_outside(line: Line, text: str) -> None:
    """Set a text as Qt's accessibility does: its own method, not the one of the class."""
    QLineEdit.setText(line, text)


def test_a_line_tells_texts_from_outside_and_not_the_programs_own(qtbot: QtBot) -> None:
    line = Line()
    qtbot.addWidget(line)
    heard: list[str] = []
    line.typed.connect(heard.append)
    line.setText("shown")
    line.clear()
    assert heard == []
    from_outside(line, "said")
    qtbot.keyClicks(line, "!")
    assert heard == ["said", "said!"]


def test_a_field_is_left_when_a_text_came_without_the_focus(qtbot: QtBot) -> None:
    field = TextField("alias", mark("Alias"))
    qtbot.addWidget(field)
    with qtbot.waitSignal(field.left), qtbot.waitSignal(field.edited):
        from_outside(field.line, "Stork")
    assert field.changed


def test_a_hint_is_told_before_anything_is_wrong_and_a_problem_instead_of_it(qtbot: QtBot) -> None:
    field = TextField("alias", mark("Alias"), hint=mark("Stands for the person wherever the name must not"))
    qtbot.addWidget(field)
    field.settle("person")
    assert field.editor.accessibleDescription() == "Stands for the person wherever the name must not"
    field.show_problem("This is needed.")
    assert field.editor.accessibleDescription() == "This is needed."
    assert field.editor.accessibleIdentifier() == "person.alias"


def test_a_box_that_is_toggled_is_edited_and_one_that_is_written_is_not(qtbot: QtBot) -> None:
    field = CheckField("every", mark("All campaigns"))
    qtbot.addWidget(field)
    field.write(True)
    assert not field.changed
    field.box.toggle()
    assert field.changed


def test_a_choice_selected_in_a_combo_box_is_chosen(qtbot: QtBot) -> None:
    box = named(QComboBox(), "area.box", "Currency")
    qtbot.addWidget(box)
    box.addItems(["EUR", "PLN", "USD"])
    heard: list[int] = []
    box.activated.connect(heard.append)
    box.setCurrentIndex(2)
    view = box.view()
    view.selectionModel().select(box.model().index(1, 0), QItemSelectionModel.SelectionFlag.ClearAndSelect)
    qtbot.waitUntil(lambda: box.currentText() == "PLN")
    assert heard == [1]
    assert box.accessibleDescription() == "Currency"  # Linux calls a combo box by its value


def test_a_shortcut_that_is_off_chooses_nothing(qtbot: QtBot) -> None:
    box = ChoiceBox()
    qtbot.addWidget(box)
    box.addItems(["Donor", "Payee"])
    QTest.keyClick(box, Qt.Key.Key_P, Qt.KeyboardModifier.ControlModifier)
    assert box.currentText() == "Donor"
    QTest.keyClick(box, Qt.Key.Key_P)
    assert box.currentText() == "Payee"


def test_a_list_that_goes_with_its_box_is_asked_nothing(qtbot: QtBot) -> None:
    """When a box is filled anew and taken away at once, its list is no more when the selection would be looked at."""
    box = named(QComboBox(), "area.box", "Currency")
    qtbot.addWidget(box)
    box.addItems(["EUR", "PLN"])
    view = box.view()
    view.selectionModel().select(box.model().index(1, 0), QItemSelectionModel.SelectionFlag.ClearAndSelect)
    invalidate(view)
    qtbot.wait(20)  # an error in a slot fails the test
    assert box.currentText() == "EUR"


def test_the_current_row_follows_a_selection_and_stays_with_one_it_is_part_of(qtbot: QtBot) -> None:
    table = QTableView()
    qtbot.addWidget(table)
    model = QStringListModel(["one", "two", "three"], table)
    table.setModel(model)
    hear_rows(table)
    table.selectionModel().select(model.index(2, 0), _ROWS)
    qtbot.waitUntil(lambda: table.currentIndex().row() == 2)
    choose_row(table, 0)
    table.selectAll()
    qtbot.wait(1)
    assert table.currentIndex().row() == 0


def test_a_scroll_area_whose_bar_goes_is_another_to_a_reader(qtbot: QtBot) -> None:
    area = QScrollArea()
    qtbot.addWidget(area)
    inner = QLabel("long")
    inner.setMinimumSize(100, 900)
    area.setWidgetResizable(True)
    area.setWidget(inner)
    area.resize(200, 200)
    steady(area)
    was_active = QAccessible.isActive()
    QAccessible.setActive(True)
    try:
        with qtbot.waitExposed(area):
            area.show()
        before = QAccessible.uniqueId(QAccessible.queryAccessibleInterface(area))
        inner.setMinimumSize(100, 10)
        qtbot.waitUntil(lambda: not area.verticalScrollBar().isVisible())
        after = QAccessible.uniqueId(QAccessible.queryAccessibleInterface(area))
        assert after != before
    finally:
        QAccessible.setActive(was_active)
