"""Fields of a form: a label, an editor, a hint, and what is wrong, below. Values are typed; input is lenient."""

from __future__ import annotations

from abc import abstractmethod
from enum import Enum
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtWidgets import QCheckBox, QComboBox, QHBoxLayout, QLabel, QPlainTextEdit, QVBoxLayout, QWidget

from desktop.domain.errors import Problem, Refused, Severity
from desktop.domain.money import Money
from desktop.i18n import tr
from desktop.services import wording
from desktop.ui import formatting
from desktop.ui.language import follow_language
from desktop.ui.shared.heard import Line
from desktop.ui.shared.naming import ChoiceBox, named, restyle, role, speak, text_label
from desktop.ui.theme import scaled

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence


T = TypeVar("T")
E = TypeVar("E", bound=Enum)

REQUIRED = "field.required"
_UNSEEN_MILLISECONDS = 300


class Field(QWidget, Generic[T]):
    """One labelled value. `name` is the draft's attribute, so that a problem's `at` finds its field.

    `edited` on each change by the worker, `left` when the focus leaves after a change. `read` gives the value or
    raises `Refused` with a problem at `name`; `write` shows a value. `area` of the form names the editor: `area.name`.
    """

    edited = Signal()
    left = Signal()
    settled = Signal()
    keeps = True  # what it shows is typed, and belongs into a draft

    def __init__(self, name: str, title: str, editor: QWidget, *, hint: str = "", needed: bool = False) -> None:
        super().__init__()
        self.name, self.title, self.hint, self.needed = name, title, hint, needed
        self.editor = editor
        self.touched = False
        self.changed = False
        self._label = text_label("", "label")
        self._label.setBuddy(editor)
        self._hint = text_label("", "hint", wrap=True)
        self._problem = text_label("", "problem", wrap=True)
        self._problem.hide()
        self.row = QHBoxLayout()
        self.row.setContentsMargins(0, 0, 0, 0)
        self.row.setSpacing(4)
        self.row.addWidget(editor, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(3)
        layout.addWidget(self._label)
        layout.addLayout(self.row)
        layout.addWidget(self._hint)
        layout.addWidget(self._problem)
        self.notes = QVBoxLayout()  # what a kind of field says below besides
        layout.addLayout(self.notes)
        layout.addStretch(1)  # a neighbour with a hint is taller: labels still stand in one line
        # A text may come without the focus (over accessibility): it is left when no more comes.
        self._unseen = QTimer(self, singleShot=True, interval=_UNSEEN_MILLISECONDS)
        self._unseen.timeout.connect(self.leave)
        editor.installEventFilter(self)

    def settle(self, area: str) -> None:
        """Take its place in a form: the editor gets its object name, the texts are written."""
        named(self.editor, f"{area}.{self.name}")
        follow_language(self, self.retranslate)

    def retranslate(self) -> None:
        title = tr(self.title)
        self._label.setText(f"{title} *" if self.needed else title)
        spoken = tr("{label}, required").format(label=title) if self.needed else title
        speak(self.editor, spoken)
        self._tell()
        self._hint.setText(tr(self.hint))
        self._hint.setVisible(bool(self.hint))

    @abstractmethod
    def read(self) -> T:
        """Give the value; raises Refused."""

    @abstractmethod
    def write(self, value: T) -> None:
        """Show a value; that is no edit."""

    @abstractmethod
    def keep(self) -> Any:
        """Give what is typed as plain data for a draft, also what cannot be read."""

    @abstractmethod
    def take(self, state: Any) -> None:
        """Show what `keep` gave; that is no edit. What is not of its kind is left away."""

    def tidy(self) -> None:
        """Show what was read in its normal form; called when the field is left."""

    def lock(self, locked: bool) -> None:
        """Make it read-only, or editable again."""
        self.editor.setEnabled(not locked)

    def show_problem(self, text: str, severity: Severity = Severity.ERROR) -> None:
        """Say below the field what is wrong; an empty text takes it away."""
        error = severity is Severity.ERROR
        restyle(self._problem, "role", "problem" if error else "warning")
        self._problem.setText(f"⚠ {text}" if text and not error else text)
        self._problem.setVisible(bool(text))
        restyle(self.editor, "bad", "true" if text and error else "false")
        self._tell()

    def _tell(self) -> None:
        """Tell what is wrong, else the hint; a combo box has nothing else that says its title."""
        text = self.problem or tr(self.hint)
        if text or not isinstance(self.editor, QComboBox):
            self.editor.setAccessibleDescription(text)

    @property
    def pending(self) -> bool:
        """Whether what was typed is still being looked up; `settled` follows."""
        return False

    @property
    def problem(self) -> str:
        """What is said below the field."""
        return self._problem.text()

    def refuse(self, code: str) -> Refused:
        """Make a refusal that belongs to this field."""
        return Refused(Problem(code, self.name))

    def on_edited(self, *_: object) -> None:
        """Note a change by the worker."""
        self.touched = self.changed = True
        self.edited.emit()
        if not self.editor.hasFocus():
            self._unseen.start()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.FocusOut and watched is self.editor:
            self.leave()
        return False

    def leave(self) -> None:
        """Take what was typed as finished: the focus goes elsewhere, or the form is saved."""
        self._unseen.stop()
        if self.touched:
            self.touched = False
            self.tidy()
            self.left.emit()


class TextField(Field[str]):
    """A line of text; spaces around it are dropped."""

    def __init__(self, name: str, title: str, *, hint: str = "", needed: bool = False, width: int = 0) -> None:
        self.line = Line()
        super().__init__(name, title, self.line, hint=hint, needed=needed)
        if width:
            self.line.setMaximumWidth(width)
            self.row.addStretch(1)
        self.line.typed.connect(self.on_edited)

    def read(self) -> str:
        text = self.line.text().strip()
        if self.needed and not text:
            raise self.refuse(REQUIRED)
        return text

    def write(self, value: str) -> None:
        self.line.setText(value)
        self.line.setCursorPosition(0)

    def keep(self) -> Any:
        return self.line.text()

    def take(self, state: Any) -> None:
        self.line.setText(str(state))

    def lock(self, locked: bool) -> None:
        self.line.setReadOnly(locked)


class LongTextField(Field[str]):
    """Several lines of plain text; Tab goes on to the next field."""

    def __init__(self, name: str, title: str, *, hint: str = "", needed: bool = False, lines: int = 4) -> None:
        self.text = QPlainTextEdit()
        super().__init__(name, title, self.text, hint=hint, needed=needed)
        self.text.setTabChangesFocus(True)
        self.text.setFixedHeight(self.text.fontMetrics().lineSpacing() * lines + 18)
        self.text.textChanged.connect(self._on_text)
        self._writing = False

    def read(self) -> str:
        text = self.text.toPlainText().strip()
        if self.needed and not text:
            raise self.refuse(REQUIRED)
        return text

    def write(self, value: str) -> None:
        self._writing = True
        self.text.setPlainText(value)
        self._writing = False

    def keep(self) -> Any:
        return self.text.toPlainText()

    def take(self, state: Any) -> None:
        self.write(str(state))

    def lock(self, locked: bool) -> None:
        self.text.setReadOnly(locked)

    def _on_text(self) -> None:
        if not self._writing:
            self.on_edited()


class MoneyField(Field[Money | None]):
    """An amount: `1 200,50` and `1200.5` are both read; shown normalised. The currency stands behind the field."""

    def __init__(self, name: str, title: str, currency: str, *, hint: str = "", needed: bool = False) -> None:
        self.line = Line()
        super().__init__(name, title, self.line, hint=hint, needed=needed)
        self.line.setAlignment(Qt.AlignmentFlag.AlignRight)
        self.line.setMaximumWidth(scaled(220))
        self._currency = currency
        self._sign: QLabel = role(QLabel(currency), "muted")
        self.row.addWidget(self._sign)
        self.row.addStretch(1)
        self.line.typed.connect(self.on_edited)

    @property
    def currency(self) -> str:
        """The currency that the amount is read in."""
        return self._currency

    def set_currency(self, currency: str) -> None:
        """Read the amount in another currency from now on."""
        self._currency = currency
        self._sign.setText(currency)
        self.tidy()

    def read(self) -> Money | None:
        text = self.line.text().strip()
        if not text:
            if self.needed:
                raise self.refuse(REQUIRED)
            return None
        return wording.read_money(text, self._currency, at=self.name)

    def write(self, value: Money | None) -> None:
        if value is not None and value.currency != self._currency:
            self.set_currency(value.currency)
        self.line.setText(formatting.number(value))

    def keep(self) -> Any:
        return self.line.text()

    def take(self, state: Any) -> None:
        self.line.setText(str(state))

    def tidy(self) -> None:
        try:
            self.line.setText(formatting.number(self.read()))
        except Refused:
            return

    def retranslate(self) -> None:
        super().retranslate()
        if self.line.text():
            self.tidy()

    def lock(self, locked: bool) -> None:
        self.line.setReadOnly(locked)


class ChoiceField(Field[E]):
    """One member of a list of the domain, by its label."""

    def __init__(
        self,
        name: str,
        title: str,
        choices: type[E] | Sequence[E],
        *,
        hint: str = "",
        named_by: Callable[[E], str] | None = None,
    ) -> None:
        self.box = ChoiceBox()
        super().__init__(name, title, self.box, hint=hint)
        self._choices = tuple(choices)
        self._named_by = named_by or formatting.label
        for _each in self._choices:
            self.box.addItem("")
        self.row.addStretch(1)
        self.box.activated.connect(self.on_edited)

    def retranslate(self) -> None:
        super().retranslate()
        for place, member in enumerate(self._choices):
            self.box.setItemText(place, self._named_by(member))
        self.box.hold()

    def read(self) -> E:
        return self._choices[self.box.currentIndex()]

    def write(self, value: E) -> None:
        self.box.setCurrentIndex(self._choices.index(value))

    def keep(self) -> Any:
        return self.read().value

    def take(self, state: Any) -> None:
        for member in self._choices:
            if member.value == state:
                self.write(member)


class CodeField(Field[str]):
    """One of some codes, each with its own name: a currency, a language. May be typed when `free`."""

    def __init__(
        self, name: str, title: str, choices: Callable[[], Sequence[tuple[str, str]]], *, hint: str = ""
    ) -> None:
        self.box = ChoiceBox()
        super().__init__(name, title, self.box, hint=hint)
        self._choices = choices
        self.row.addStretch(1)
        self.box.activated.connect(self.on_edited)

    def retranslate(self) -> None:
        super().retranslate()
        now = self.box.currentData()
        self.box.clear()
        for code, text in self._choices():
            self.box.addItem(text, code)
        self.box.hold()
        if now is not None:
            self.write(now)

    def read(self) -> str:
        return str(self.box.currentData() or "")

    def write(self, value: str) -> None:
        place = self.box.findData(value)
        if place < 0 and value:
            self.box.addItem(value, value)
            place = self.box.count() - 1
        self.box.setCurrentIndex(place)

    def keep(self) -> Any:
        return self.read()

    def take(self, state: Any) -> None:
        if self.box.findData(str(state)) >= 0:
            self.write(str(state))


class CheckField(Field[bool]):
    """A yes or no; its label stands beside the box."""

    def __init__(self, name: str, title: str, *, hint: str = "") -> None:
        self.box = QCheckBox()
        super().__init__(name, title, self.box, hint=hint)
        self._label.hide()
        self._writing = False
        self.box.toggled.connect(self._on_toggled)  # over accessibility a box is toggled, not clicked

    def retranslate(self) -> None:
        super().retranslate()
        self.box.setText(tr(self.title))

    def read(self) -> bool:
        return self.box.isChecked()

    def write(self, value: bool) -> None:
        self._writing = True
        self.box.setChecked(value)
        self._writing = False

    def keep(self) -> Any:
        return self.read()

    def take(self, state: Any) -> None:
        self.write(bool(state))

    def _on_toggled(self, _on: bool) -> None:
        if not self._writing:
            self.on_edited()
