"""The line where a key file is chosen; at the lock its place is remembered, and nothing else, if that is wanted."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QVBoxLayout, QWidget

from desktop.i18n import tr
from desktop.ui.shared.naming import button, named, say, tool_button

if TYPE_CHECKING:
    from pathlib import Path

    from desktop.ui.prompts import Prompts

_LONGEST = 32


class KeyFileLine(QWidget):
    """Shows "Key file…", or the chosen file's name with a button that leaves it away again. `path` is the file.

    With `once` nothing is remembered of it: a backup is restored one time.
    """

    def __init__(self, prompts: Prompts | None, path: Path | None, area: str = "lock", *, once: bool = False) -> None:
        super().__init__()
        self._prompts, self._once = prompts, once
        self.path = path
        self.choose = button(f"{area}.key_file", "link")
        self.leave = tool_button(f"{area}.no_key_file", "close")
        self.remember = named(QCheckBox(), f"{area}.remember_key_file")
        self.remember.setChecked(path is not None)
        row = QHBoxLayout()
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.choose)
        row.addWidget(self.leave)
        row.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(3)
        column.addLayout(row)
        column.addWidget(self.remember)
        self.choose.clicked.connect(self._on_choose)
        self.leave.clicked.connect(self._on_leave)
        self.retranslate()

    @property
    def to_remember(self) -> Path | None:
        """The file whose place is to be remembered, if that is wanted."""
        return self.path if self.remember.isChecked() else None

    def retranslate(self) -> None:
        """Write the texts; called with the screen's own."""
        name = "" if self.path is None else self.path.name
        shown = name if len(name) <= _LONGEST else f"{name[:_LONGEST]}…"
        self.choose.setText(tr("Key file: {file}").format(file=shown) if name else tr("Key file…"))
        self.choose.setToolTip(tr("Only where your passphrase needs one"))
        say(self.leave, tr("Without a key file"))
        self.remember.setText(tr("Remember its place on this computer"))
        self.leave.setVisible(bool(name))
        self.remember.setVisible(bool(name) and not self._once)

    def _on_choose(self) -> None:
        kinds = ((tr("Key file"), ("skarbonka-key",)), (tr("All files"), ("*",)))
        path = self._prompts.choose_open(tr("Choose your key file"), kinds) if self._prompts is not None else None
        if path is not None:
            self.path = path
            self.retranslate()

    def _on_leave(self) -> None:
        self.path = None
        self.remember.setChecked(False)
        self.retranslate()
        self.choose.setFocus()
