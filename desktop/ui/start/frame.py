"""The frame of every start screen: the program's name, a card in the middle, the choice of language."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QScrollArea, QVBoxLayout, QWidget

from desktop.i18n import LANGUAGES, NATIVE_NAMES, screen_language, tr, use_language
from desktop.paths import resource
from desktop.ui.language import follow_language
from desktop.ui.shared.banner import Banner
from desktop.ui.shared.naming import ChoiceBox, named, role, speak, text_label
from desktop.ui.shared.steady import steady
from desktop.ui.start.captures import CapturesSwitch
from desktop.ui.theme import APART, FAR, NEAR

if TYPE_CHECKING:
    from PySide6.QtGui import QShowEvent

    from desktop.ui.captures import ScreenGuard
    from desktop.ui.memory import Memory
    from desktop.ui.start.work import Opened
    from desktop.ui.tasks import Tasks

_WIDTH = 520
_ICON = QSize(44, 44)


class StartScreen(QWidget):
    """Put widgets into `card`; `banner` says what went wrong. `area` begins the object names.

    `locked(Path)` when an office was opened here that a lock had meanwhile been wanted for: it is closed again.
    """

    locked = Signal(object)

    def __init__(self, area: str, memory: Memory) -> None:
        super().__init__()
        self.area = area
        self.opening = False
        self._given_up = self._left = False
        self._memory = memory
        role(self, "ground")
        self.banner = Banner(area)
        self.heading = text_label("", "title", wrap=True)
        self.lead = text_label("", "muted", wrap=True)
        frame = role(QFrame(), "card")
        frame.setFixedWidth(_WIDTH)
        self.card = QVBoxLayout(frame)
        self.card.setContentsMargins(FAR, FAR, FAR, FAR)
        self.card.setSpacing(NEAR + 4)
        self.card.addWidget(self.heading)
        self.card.addWidget(self.lead)
        self.card.addWidget(self.banner)
        inner = role(QWidget(), "ground")
        self._column = column = QVBoxLayout(inner)
        column.setContentsMargins(APART, APART, APART, APART)
        column.setSpacing(APART)
        column.addLayout(self._top())
        column.addStretch(1)
        middle = QHBoxLayout()
        middle.addStretch(1)
        middle.addWidget(frame)
        middle.addStretch(1)
        column.addLayout(middle)
        column.addStretch(2)
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setWidget(inner)
        steady(scroll)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(scroll)

    def _top(self) -> QHBoxLayout:
        picture = QLabel()
        icon = QIcon(str(resource("icons", "skarbonka.svg")))
        picture.setPixmap(icon.pixmap(_ICON, self.devicePixelRatioF()))
        self._name = text_label("Skarbonka", "heading")
        self.language = named(ChoiceBox(), f"{self.area}.language")
        for code in LANGUAGES:
            self.language.addItem(NATIVE_NAMES[code], code)
        self.language.setCurrentIndex(self.language.findData(screen_language()))
        self.language.activated.connect(self._on_language)
        row = QHBoxLayout()
        row.setSpacing(NEAR + 4)
        row.addWidget(picture)
        row.addWidget(self._name)
        row.addStretch(1)
        row.addWidget(self.language)
        return row

    def offer_captures(self, guard: ScreenGuard) -> None:
        """Show at the foot whether others see this screen, where the system can keep it from them."""
        if guard.works:
            self._column.addWidget(CapturesSwitch(self.area, guard))

    def begin(self) -> None:
        """Call at the end of the screen's own `__init__`."""
        follow_language(self, self.retranslate)

    def retranslate(self) -> None:
        """Write the screen's texts; call super."""
        speak(self.language, tr("Language"))
        self.banner.clear()

    def first_field(self) -> QWidget | None:
        """Give what has the keyboard when the screen comes in front; none where nothing is more likely wanted."""
        return None

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        first = self.first_field()  # not before: what is not shown yet takes no focus in its window
        if first is not None and not event.spontaneous():
            first.setFocus()

    def give_up(self) -> None:
        """Take a lock in, whatever wanted it: an office that is being opened is closed again at once."""
        self._given_up = self.opening

    def leave(self) -> None:
        """Give up what is being opened, for another screen comes in front."""
        self._left = True
        self.give_up()

    def _closes_again(self, tasks: Tasks, opened: Opened) -> bool:
        """Whether what was just opened here was given up meanwhile, and is being closed."""
        self.opening = False
        if self._given_up:
            self._given_up = False
            tasks.run(opened.office.close).must = True
            if not self._left:
                self.locked.emit(opened.office.folder)
            return True
        return False

    def _on_language(self, _place: int) -> None:
        code = str(self.language.currentData())
        self._memory.keep("language", code)
        use_language(code)
