"""Below every passphrase in a form stands what the keyboard does: Caps Lock, and Cyrillic letters."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt

from desktop.i18n import mark
from desktop.ui.shared.form import Form
from desktop.ui.shared.new_passphrase import NewPassphrase, PassphraseField
from desktop.ui.shared.passphrase import is_cyrillic

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from tests.ui.kit import InlineTasks


def test_the_keyboard_is_told_at_the_very_field(qtbot: QtBot) -> None:
    form = Form("probe")
    field: PassphraseField = form.add(PassphraseField("own_passphrase", mark("Your passphrase")))
    qtbot.addWidget(form)
    form.show()
    assert (field.caps.isVisible(), field.letters.isVisible()) == (False, False)
    qtbot.keyClick(field.line, Qt.Key.Key_A)
    assert (field.caps.isVisible(), field.letters.isVisible()) == (False, False)
    field.line.clear()
    qtbot.keyClick(field.line, "A", Qt.KeyboardModifier.ShiftModifier)
    assert not field.caps.isVisible()
    field.line.caps_lock.emit(True)
    assert field.caps.text() == "Caps Lock is on."
    assert field.caps.isVisible()
    field.line.caps_lock.emit(False)
    assert not field.caps.isVisible()
    field.line.typed.emit("ў")  # QTest types Latin letters alone
    assert field.letters.isVisible()
    field.line.clear()
    qtbot.keyClicks(field.line, "b")
    assert not field.letters.isVisible()


def test_both_fields_of_a_new_one_tell_it(qtbot: QtBot, tasks: InlineTasks) -> None:
    form = Form("probe")
    new = NewPassphrase(form, tasks, mark("Passphrase"), mark("Passphrase again"))
    qtbot.addWidget(form)
    qtbot.addWidget(new)
    form.show()
    for field in (new.first, new.again):
        field.line.typed.emit("кот")
        assert field.letters.isVisible()


def test_what_is_cyrillic() -> None:
    assert [is_cyrillic(text) for text in ("", "abc 1", "ąžř", "ґ", "abcі")] == [False, False, False, True, True]
