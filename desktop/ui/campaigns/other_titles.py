"""A campaign's titles in other languages: fields of its form below a button that shows them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QHBoxLayout, QWidget

from desktop.domain.campaigns import Titles, tidied_titles, title_field
from desktop.i18n import mark, tr
from desktop.ui.icons import icon
from desktop.ui.language import follow_language
from desktop.ui.shared.fields import TextField
from desktop.ui.shared.naming import button

if TYPE_CHECKING:
    from collections.abc import Iterable

    from desktop.domain.errors import Problem
    from desktop.ui.shared.fields import CodeField
    from desktop.ui.shared.form import Form

_TITLES = {
    "en": mark("Title in English"),
    "be": mark("Title in Belarusian"),
    "ru": mark("Title in Russian"),
    "uk": mark("Title in Ukrainian"),
    "pl": mark("Title in Polish"),
    "lt": mark("Title in Lithuanian"),
}
_PICTURES = {False: "down", True: "up"}


class OtherTitles(QObject):
    """Closed as long as none is filled. The appeal's own language has a field where a title for it is given alone.

    What is typed lies in fields of the form like any other; a draft keeps as a part whether they are shown.
    """

    def __init__(self, form: Form) -> None:
        super().__init__(form)
        self._language: CodeField | None = None
        self._offered = True
        self.button = button("campaign.other_titles", "quiet")
        self.button.setCheckable(True)
        self._line = QWidget()
        line = QHBoxLayout(self._line)
        line.setContentsMargins(0, 0, 0, 0)
        line.addWidget(self.button)
        line.addStretch(1)
        form.add_wide(self._line)
        self.fields: dict[str, TextField] = {
            each: form.add(TextField(title_field(each), title), wide=True) for each, title in _TITLES.items()
        }
        self.button.toggled.connect(self._show)
        follow_language(self.button, self.retranslate)
        self._show()

    def retranslate(self) -> None:
        self.button.setText(tr("Titles in other languages"))

    def follow(self, language: CodeField) -> None:
        """Leave out the language of the appeal as it is chosen in a field."""
        self._language = language
        language.edited.connect(self._show)

    def write(self, titles: Titles) -> None:
        """Show a campaign's titles."""
        given = dict(titles)
        for language, field in self.fields.items():
            field.write(given.get(language, ""))
        self.button.setChecked(bool(given))
        self._show()

    def offer(self, offered: bool) -> None:
        """Leave all of it away for the general fund, whose names are the program's."""
        self._offered = offered
        self._line.setVisible(offered)
        self._show()

    def read(self, values: dict[str, Any]) -> Titles:
        """Take the titles out of the form's values."""
        return tidied_titles((language, values.pop(field.name)) for language, field in self.fields.items())

    def reveal(self, problems: Iterable[Problem]) -> None:
        """Show the fields where something is wrong with one."""
        names = {field.name for field in self.fields.values()}
        if any(problem.at in names for problem in problems):
            self.button.setChecked(True)

    def keep(self) -> bool:
        """Say for a draft whether the fields are shown, or will be since one is filled."""
        return self.button.isChecked() or any(field.read() for field in self.fields.values())

    def take(self, state: object) -> None:
        """Show them as a draft says."""
        self.button.setChecked(state is True)

    def _show(self) -> None:
        shown = self._offered and self.button.isChecked()
        own = self._language.read() if self._language is not None else ""
        for language, field in self.fields.items():
            field.setVisible(shown and (language != own or bool(field.read())))
        self.button.setIcon(icon(_PICTURES[self.button.isChecked()], QPalette.ColorRole.ButtonText))
