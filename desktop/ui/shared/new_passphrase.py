"""A new passphrase: typed twice or made by chance, with what it is worth said below."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QLineEdit, QVBoxLayout, QWidget

from desktop.domain.errors import Problem
from desktop.i18n import mark, tr
from desktop.services import wording
from desktop.ui.language import follow_language
from desktop.ui.shared.fields import REQUIRED, Field
from desktop.ui.shared.flow import FlowRow
from desktop.ui.shared.naming import button, named, restyle, text_label
from desktop.ui.shared.passphrase import PassphraseEdit, is_cyrillic
from desktop.ui.tasks import Latest
from desktop.ui.theme import NEAR

if TYPE_CHECKING:
    from desktop.ui.shared.form import Form
    from desktop.ui.tasks import Tasks


class PassphraseField(Field[str]):
    """A passphrase; never trimmed, never shown unless asked, in no draft. Below it: Caps Lock, Cyrillic letters."""

    keeps = False

    def __init__(self, name: str, title: str, hint: str = "", *, needed: bool = True) -> None:
        self.line = PassphraseEdit()
        super().__init__(name, title, self.line, hint=hint, needed=needed)
        self.caps = text_label("", "warning")
        self.letters = text_label("", "hint")
        for note in (self.caps, self.letters):
            note.hide()
            self.notes.addWidget(note)
        self.line.typed.connect(self.on_edited)
        self.line.typed.connect(lambda text: self.letters.setVisible(is_cyrillic(text)))
        self.line.caps_lock.connect(self.caps.setVisible)

    def retranslate(self) -> None:
        super().retranslate()
        self.caps.setText(tr("Caps Lock is on."))
        self.letters.setText(tr("The keyboard is typing Cyrillic letters."))

    def read(self) -> str:
        text = self.line.text()
        if self.needed and not text:
            raise self.refuse(REQUIRED)
        return text

    def write(self, value: str) -> None:
        self.line.setText(value)

    def keep(self) -> Any:
        """Nothing of it is kept."""

    def take(self, state: Any) -> None:
        """Nothing of it is kept."""


class NewPassphrase(QWidget):
    """Adds two fields, "passphrase" and "again", to a form; stands below it itself. `entered` when Enter was pressed.

    One that was made by chance is shown, and must still be typed once: who does it has read it.
    """

    entered = Signal()

    def __init__(self, form: Form, tasks: Tasks, title: str, again: str) -> None:
        super().__init__()
        self._tasks = tasks
        self._latest = Latest(tasks)
        hint = mark("Five or six words that you will remember. It cannot be reset.")
        self.first: PassphraseField = form.add(PassphraseField("passphrase", title, hint), wide=True)
        self.again: PassphraseField = form.add(PassphraseField("again", again), wide=True)
        self.strength = text_label("", "hint", wrap=True)
        self.strength.hide()
        self.suggest = button(f"{form.area}.suggest")
        self.reveal = named(QCheckBox(), f"{form.area}.reveal")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(NEAR)
        layout.addWidget(self.strength)
        layout.addWidget(FlowRow(self.suggest, self.reveal))
        self.reveal.toggled.connect(self._on_reveal)
        self.suggest.clicked.connect(self._on_suggest)
        self.first.line.typed.connect(self._on_typed)
        for field in (self.first, self.again):
            field.line.returnPressed.connect(self.entered)
        follow_language(self, self.retranslate)

    def retranslate(self) -> None:
        self.reveal.setText(tr("Show the passphrase"))
        self.suggest.setText(tr("Suggest six words"))

    def problems(self) -> tuple[Problem, ...]:
        """Say what is wrong before anything is tried: nothing typed, or two different ones."""
        first = self.read()
        if not first:
            return (Problem("passphrase.empty", "passphrase"),)
        if first != self.again.line.text():
            return (Problem("passphrase.differ", "again"),)
        return ()

    def read(self) -> str:
        """Give what was typed."""
        return self.first.line.text()

    def clear(self) -> None:
        """Empty both lines, and hide again what is typed next."""
        for field in (self.first, self.again):
            field.line.clear()
        self.reveal.setChecked(False)

    def _on_reveal(self, shown: bool) -> None:
        mode = QLineEdit.EchoMode.Normal if shown else QLineEdit.EchoMode.Password
        for field in (self.first, self.again):
            field.line.setEchoMode(mode)

    def _on_suggest(self) -> None:
        self._latest.drop()  # what was typed before is judged no more
        self._tasks.run(_suggest, done=self._on_suggested, owner=self)

    def _on_suggested(self, passphrase: str) -> None:
        self.first.write(passphrase)
        self.first.line.setCursorPosition(0)
        self.again.line.clear()
        self.reveal.setChecked(True)
        self._say(
            "hint",
            tr(
                "Six words by chance out of 1,024: some 10¹⁸ possibilities (60 bits). "
                "Learn them, or keep them on paper where only you can reach it; then type them once."
            ),
        )
        self.again.line.setFocus()

    def _on_typed(self, text: str) -> None:
        if text:
            self._latest.run(_judge, text, done=self._on_judged, owner=self)
        else:
            self._say("hint", "")

    def _on_judged(self, problems: tuple[Problem, ...]) -> None:
        said = " ".join(wording.sentence(each) for each in problems)
        praise = tr("A good passphrase.")  # Python 3.11 finds no text for translation inside an f-string
        self._say("warning" if problems else "good", f"⚠ {said}" if problems else f"✓ {praise}")

    def _say(self, look: str, text: str) -> None:
        restyle(self.strength, "role", look)
        self.strength.setText(text)
        self.strength.setVisible(bool(text))


def _judge(passphrase: str) -> tuple[Problem, ...]:
    """Say how good a new passphrase is."""
    from desktop.services.passphrases import check_passphrase  # noqa: PLC0415  late: only a new one needs it

    return check_passphrase(passphrase)


def _suggest() -> str:
    """Make a passphrase by chance."""
    from desktop.services.passphrases import suggest_passphrase  # noqa: PLC0415  late: as above

    return suggest_passphrase()
