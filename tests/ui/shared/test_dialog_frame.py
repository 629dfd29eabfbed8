"""Dialogs grow with what is said in them, as far as the screen goes; then fields are scrolled, never the verbs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QPushButton

from desktop.ui.shared.dialog_frame import GrowingDialog, Scrolled, stack, verbs
from desktop.ui.shared.fields import LongTextField, TextField
from desktop.ui.shared.form import Form

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

LONG = "It is kept in the book of names, and said in words that take more than one line of a narrow dialog. " * 3


class Asking(GrowingDialog):
    """So many fields, and a verb."""

    def __init__(self, fields: int) -> None:
        super().__init__()
        self.form, self.verb = Form("asking"), QPushButton("Do it")
        for number in range(fields):
            kind = LongTextField if number else TextField
            self.form.add(kind(f"field_{number}", "Reason", hint="Why"), wide=True)
        self.inner = Scrolled(self.form)
        self.setFixedWidth(420)
        stack(self, self.inner, verbs(self.verb), grows=self.inner)


def shown(dialog: Asking, qtbot: QtBot) -> Asking:
    qtbot.addWidget(dialog)
    with qtbot.waitExposed(dialog):
        dialog.show()
    dialog.activateWindow()
    qtbot.waitUntil(dialog.isActiveWindow)
    return dialog


def overlaps(dialog: Asking) -> bool:
    """Tell whether a field has less height than what stands in it."""
    return any(
        field.height() < field.layout().totalHeightForWidth(field.width()) for field in dialog.form.fields.values()
    )


def test_it_grows_with_what_is_said_at_a_field(qtbot: QtBot) -> None:
    dialog = shown(Asking(3), qtbot)
    before = dialog.height()
    assert not overlaps(dialog)
    dialog.form.fields["field_1"].show_problem(LONG)
    qtbot.waitUntil(lambda: dialog.height() > before)
    qtbot.waitUntil(lambda: not overlaps(dialog))
    assert dialog.inner.verticalScrollBar().maximum() == 0


def test_where_the_screen_ends_the_fields_are_scrolled_and_the_verb_stays(qtbot: QtBot) -> None:
    dialog = shown(Asking(30), qtbot)
    assert dialog.height() <= dialog.screen().availableGeometry().height()
    assert dialog.rect().contains(dialog.verb.geometry())
    last = dialog.form.fields["field_29"]
    assert last.editor.visibleRegion().isEmpty()
    last.editor.setFocus()
    last.show_problem("Write the reason.")
    qtbot.waitUntil(lambda: not last.editor.visibleRegion().isEmpty())
    assert not overlaps(dialog)
