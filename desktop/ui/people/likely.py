"""The live strip above a person's form: whom the one that is typed looks like, and why. It never blocks saving."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, QTimer, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from desktop.domain.errors import Refused
from desktop.domain.people import PersonDraft
from desktop.i18n import tr
from desktop.services.duplicates import looks_like, reasons_in_words
from desktop.ui.icons import icon
from desktop.ui.language import follow_language
from desktop.ui.shared.naming import button, named, text_label
from desktop.ui.tasks import Latest
from desktop.ui.theme import NEAR, TIGHT

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from desktop.services.duplicates import LooksLike
    from desktop.ui.shared.fields import Field
    from desktop.ui.workplace import Workplace

TYPING_MILLISECONDS = 300
_ICON = QSize(20, 20)


class LikelyStrip(QFrame):
    """Hidden while nobody is alike. `opened(code)` to look at somebody, `chosen(code)` to use them instead."""

    opened = Signal(str)
    chosen = Signal(str)

    def __init__(self, place: Workplace, code: str | None) -> None:
        super().__init__()
        named(self, "person.likely")
        self.setProperty("kind", "info")
        self._place, self._code = place, code
        self._latest = Latest(place.tasks)
        self.found: tuple[LooksLike, ...] = ()
        self._picture = QLabel()
        self._lines = QVBoxLayout()
        self._lines.setSpacing(TIGHT)
        row = QHBoxLayout(self)
        row.setContentsMargins(NEAR + TIGHT, NEAR, NEAR, NEAR)
        row.setSpacing(NEAR + TIGHT)
        row.addWidget(self._picture, 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(self._lines, 1)
        self._typing = QTimer(self, singleShot=True, interval=TYPING_MILLISECONDS)
        self.hide()
        follow_language(self, self.retranslate)

    def listen(self, asked: Callable[[], PersonDraft]) -> None:
        """Look for people like `asked()` when the typing stops."""
        self._typing.timeout.connect(lambda: self.look(asked()))

    def typed(self) -> None:
        """Something was typed: look again a moment later."""
        if self._place.office.has_identity:
            self._typing.start()

    def look(self, draft: PersonDraft) -> None:
        """Look now, off the screen's thread; what is overtaken is dropped."""
        self._latest.run(
            looks_like, self._place.office, draft, self._code, done=self.show_found, failed=self._on_failed, owner=self
        )

    def show_found(self, found: tuple[LooksLike, ...]) -> None:
        """Tell of these people; of nobody: hide."""
        if found == self.found:
            return
        self.found = found
        self._picture.setPixmap(icon("info").pixmap(_ICON, self.devicePixelRatioF()))
        self.retranslate()
        self.setVisible(bool(found))

    def retranslate(self) -> None:
        while (item := self._lines.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        said = [self._say(each) for each in self.found]
        self.setAccessibleName(" ".join(said))

    def _say(self, found: LooksLike) -> str:
        shown = found.alias or found.name
        person = f"{found.code} ({shown})" if shown else found.code
        text = tr("Looks like {person}: {reasons}.").format(person=person, reasons=reasons_in_words(found.likeness))
        line = QWidget()
        row = QHBoxLayout(line)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(NEAR)
        row.addWidget(named(text_label(text, wrap=True), f"person.likely_{found.code}"), 1)
        look = button(f"person.likely_open_{found.code}", "link")
        look.setText(tr("Go to this person"))
        look.setAccessibleName(f"{look.text()} {found.code}")
        look.clicked.connect(partial(self._on_open, found.code))
        use = button(f"person.likely_use_{found.code}", "link")
        use.setText(tr("Use this one") if self._code is None else tr("Compare and merge…"))
        use.setAccessibleName(f"{use.text()} {found.code}")
        use.clicked.connect(partial(self._on_use, found.code))
        row.addWidget(look)
        row.addWidget(use)
        self._lines.addWidget(line)
        return text

    def _on_open(self, code: str, *_checked: object) -> None:
        self.opened.emit(code)

    def _on_use(self, code: str, *_checked: object) -> None:
        self.chosen.emit(code)

    def _on_failed(self, _error: BaseException) -> None:
        """What cannot be looked up now is no reason to disturb somebody who types."""
        self.show_found(())


def half_typed(fields: Mapping[str, Field[object]]) -> PersonDraft:
    """Make a draft of what can be read already; a date that is being typed is not there yet."""
    values: dict[str, object] = {}
    for name, field in fields.items():
        try:
            values[name] = field.read()
        except Refused:
            continue
    return PersonDraft(**values)  # type: ignore[arg-type]
