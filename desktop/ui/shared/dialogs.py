"""The two small dialogs: a question with verbs, and a question for a text. Opened by `prompts` alone."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QCheckBox, QDialog, QPlainTextEdit, QPushButton, QWidget

from desktop.i18n import tr
from desktop.ui.shared.dialog_frame import stack, verbs
from desktop.ui.shared.kept_dialog import KeptDialog
from desktop.ui.shared.naming import button, named, text_label
from desktop.ui.theme import scaled

if TYPE_CHECKING:
    from desktop.ui.shared.form_state import State

_MARGIN = 40


class _Dialog(KeptDialog):
    """A title, something below it, and two verbs."""

    def __init__(self, parent: QWidget | None, title: str, verb: str, keep: str, *, danger: bool) -> None:
        super().__init__(parent)
        self.setWindowTitle("Skarbonka")  # the program's name is the same in every language
        named(self, "dialog.window", title)
        self.setMinimumWidth(scaled(420))
        self.layout_ = stack(self, text_label(title, "heading", wrap=True))
        self.do_it = button("dialog.do", "danger" if danger else "primary")
        self.do_it.setText(verb)
        self.keep = button("dialog.keep")
        self.keep.setText(keep)
        self.do_it.clicked.connect(self.accept)
        self.keep.clicked.connect(self.reject)

    def finish(self, default: QPushButton) -> None:
        """Put the buttons below, the safe one as default."""
        self.layout_.addLayout(verbs(self.keep, self.do_it))
        for each in (self.keep, self.do_it):
            each.setAutoDefault(False)
        default.setDefault(True)
        default.setAutoDefault(True)


class ConfirmDialog(_Dialog):
    """Asks before what cannot be taken back lightly."""

    def __init__(self, parent: QWidget | None, title: str, text: str, verb: str, keep: str, *, danger: bool) -> None:
        super().__init__(parent, title, verb, keep, danger=danger)
        self.layout_.addWidget(text_label(text, wrap=True))
        self.setAccessibleDescription(text)
        self.finish(self.keep)
        self.keep.setFocus()


class PrintWarning(_Dialog):
    """Says before the first printing what stays behind of it."""

    def __init__(self, parent: QWidget | None) -> None:
        super().__init__(parent, tr("Printing leaves traces"), tr("Print"), tr("Cancel"), danger=False)
        text = tr(
            "The printer and the system's print queue may keep a copy of what is printed. Print names only on a "
            "printer that you trust, and fetch the sheets at once. The queue sees no more than the name “Skarbonka”."
        )
        self.layout_.addWidget(text_label(text, wrap=True))
        self.setAccessibleDescription(text)
        self.never = named(QCheckBox(tr("Do not say this again on this computer")), "dialog.never")
        self.layout_.addWidget(self.never)
        self.finish(self.do_it)
        self.do_it.setFocus()

    @property
    def never_again(self) -> bool:
        """Whether it is not to be said on this computer any more."""
        return self.never.isChecked()


class AskDialog(_Dialog):
    """Asks for a text that must not be empty."""

    asks_first = False  # a line or two, and Cancel stands beside the verb

    def __init__(self, parent: QWidget | None, title: str, label: str, verb: str, text: str, *, danger: bool) -> None:
        super().__init__(parent, title, verb, tr("Cancel"), danger=danger)
        self._first = text
        self._edit = named(QPlainTextEdit(text), "dialog.text", label)
        self._edit.setTabChangesFocus(True)
        self._edit.setMaximumHeight(scaled(96))
        caption = text_label(label, "label", wrap=True)
        caption.setBuddy(self._edit)
        self.layout_.addWidget(caption)
        self.layout_.addWidget(self._edit)
        self._edit.textChanged.connect(self._on_changed)
        self.finish(self.keep)
        self._edit.setFocus()
        self._on_changed()

    def text(self) -> str:
        """Give what was written, without spaces around it."""
        return self._edit.toPlainText().strip()

    def keep_more(self) -> State:
        """Keep the text as it is written, if it is another than the one proposed."""
        text = self._edit.toPlainText()
        return {"text": text} if text != self._first else {}

    def take_more(self, more: State) -> None:
        """Show the text as it was left."""
        self._edit.setPlainText(str(more.get("text", "")))

    def _on_changed(self) -> None:
        self.do_it.setEnabled(bool(self.text()))


def fit(dialog: QDialog, width: int, height: int) -> None:
    """Give a dialog this size at usual text, or what the screen has room for."""
    room = dialog.screen().availableGeometry()
    dialog.resize(min(scaled(width), room.width() - _MARGIN), min(scaled(height), room.height() - 2 * _MARGIN))
