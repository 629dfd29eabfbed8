"""The open office in the window: sidebar, pages, what stands above all of them, the strip of lasting work."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QFont, QFontMetrics
from PySide6.QtWidgets import (
    QButtonGroup,
    QFrame,
    QHBoxLayout,
    QPushButton,
    QScrollArea,
    QSplitter,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from desktop.domain.summaries import TaskKind
from desktop.i18n import tr
from desktop.ui import errors
from desktop.ui.help.topics import help_place
from desktop.ui.icons import icon
from desktop.ui.language import follow_language
from desktop.ui.shared.banner import Banner
from desktop.ui.shared.naming import button, named, role, say, speak, tool_button
from desktop.ui.shared.progress_strip import ProgressStrip
from desktop.ui.shared.steady import steady
from desktop.ui.standing import read_only_bar, sample_bar
from desktop.ui.theme import NEAR, TIGHT
from desktop.ui.trail import Stop, Trail
from desktop.ui.view_links import ViewLinks

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QShowEvent

    from desktop.domain.views import SavedView
    from desktop.services.office import Office
    from desktop.ui.memory import Memory
    from desktop.ui.workplace import PageWidget, SectionSpec, Target, Workplace

_SIDE_WIDTH = 196
_SIDE_LEAST = 150
_SPARE = 4  # rounding, at any scale of the screen
_ICON = QSize(20, 20)
_SECTION = "window.section"
_NAV_AROUND = 30  # so much beside the section in front is seen too


class Workspace(QWidget):
    """Builds each page when it is first gone to. `said` tells what the status bar should say of the page in front."""

    said = Signal(str)
    lock_asked = Signal()
    find_asked = Signal()
    moved = Signal(str)

    def __init__(self, sections: Sequence[SectionSpec], low: Sequence[SectionSpec], memory: Memory) -> None:
        super().__init__()
        self._specs = {spec.key: spec for spec in (*sections, *low)}
        self._memory = memory
        self._place: Workplace | None = None
        self.pages: dict[str, PageWidget] = {}
        self.here = ""
        self.trail = Trail()
        self._travelling = False
        self.banner = Banner("window")
        self.sample, self.read_only = sample_bar(), read_only_bar()
        self._make_side(sections, low)
        self._stack = QStackedWidget()
        self._split = QSplitter(Qt.Orientation.Horizontal)
        self._split.setHandleWidth(TIGHT)
        self._split.setChildrenCollapsible(False)
        right = QWidget()
        self._right = QVBoxLayout(right)
        self._right.setContentsMargins(0, 0, 0, 0)
        self._right.setSpacing(0)
        banner_row = QHBoxLayout()
        banner_row.setContentsMargins(NEAR, 0, NEAR, 0)
        banner_row.addWidget(self.banner)
        self._right.addLayout(banner_row)
        self._right.addWidget(self._stack, 1)
        self._split.addWidget(self.side)
        self._split.addWidget(right)
        self._split.setStretchFactor(1, 1)
        self._split.setSizes([memory.number("window.side", _SIDE_WIDTH), 1000])
        self._split.splitterMoved.connect(lambda place, _at: memory.keep("window.side", place))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.sample)
        layout.addWidget(self.read_only)
        layout.addWidget(self._split, 1)
        self.side.setVisible(memory.flag("window.side_shown", default=True))
        follow_language(self, self.retranslate)

    def _make_side(self, sections: Sequence[SectionSpec], low: Sequence[SectionSpec]) -> None:
        self.side = role(QFrame(), "side")
        self.side.setMinimumWidth(_SIDE_LEAST)
        column = QVBoxLayout(self.side)
        column.setContentsMargins(0, NEAR, 0, NEAR)
        column.setSpacing(0)
        self._ways = self._make_ways()
        column.addLayout(self._ways)
        self._buttons: dict[str, QPushButton] = {}
        group = QButtonGroup(self)
        group.setExclusive(True)
        inner = role(QWidget(), "side")
        upper = QVBoxLayout(inner)
        upper.setContentsMargins(0, 0, 0, 0)
        upper.setSpacing(0)
        for spec in sections:
            upper.addWidget(self._nav_button(spec, group))
        self.view_links = ViewLinks({spec.key: spec.picture for spec in sections})
        self.view_links.opened.connect(self.show_view)
        upper.addWidget(self.view_links)
        upper.addStretch(1)
        self.side_scroll = role(QScrollArea(), "side")  # on a low screen at 150 % there is no room for all of them
        self.side_scroll.setFrameShape(QFrame.Shape.NoFrame)
        self.side_scroll.setWidgetResizable(True)
        self.side_scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.side_scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.side_scroll.setWidget(inner)
        self.side_scroll.verticalScrollBar().rangeChanged.connect(lambda *_: self._fit_side())
        steady(self.side_scroll)
        column.addWidget(self.side_scroll, 1)
        column.addSpacing(TIGHT)
        column.addWidget(role(QFrame(), "rule"))
        column.addSpacing(TIGHT)
        for spec in low:
            column.addWidget(self._nav_button(spec, group))
        self.lock_button = button("window.lock", "nav", "lock")
        self.lock_button.setIconSize(_ICON)
        self.lock_button.clicked.connect(self.lock_asked)
        column.addWidget(self.lock_button)

    def _make_ways(self) -> QHBoxLayout:
        """Make what stands above the sections: back, forward, and the search of everything."""
        self.back_button, self.forward_button = tool_button("nav.back", "back"), tool_button("nav.forward", "forward")
        self.back_button.clicked.connect(lambda: self.travel(-1))
        self.forward_button.clicked.connect(lambda: self.travel(1))
        self.find_button = button("window.find", "find", "search")
        self.find_button.clicked.connect(self.find_asked)
        row = QHBoxLayout()
        row.setContentsMargins(TIGHT, 0, NEAR, NEAR)
        row.setSpacing(0)
        row.addWidget(self.back_button)
        row.addWidget(self.forward_button)
        row.addSpacing(TIGHT)
        row.addWidget(self.find_button, 1)
        return row

    def _nav_button(self, spec: SectionSpec, group: QButtonGroup) -> QPushButton:
        made = named(QPushButton(icon(spec.picture), ""), f"nav.{spec.key}")
        made.setProperty("look", "nav")
        made.setIconSize(_ICON)
        made.setCheckable(True)
        made.toggled.connect(lambda on: self._on_toggled(spec.key, on))
        made.clicked.connect(lambda: self.pages[spec.key].show_list())
        group.addButton(made)
        self._buttons[spec.key] = made
        return made

    def _on_toggled(self, section: str, on: bool) -> None:
        """Go there, by a click or over accessibility, which toggles a button without one."""
        if on and section != self.here:
            self.go(section)

    def retranslate(self) -> None:
        for key, made in self._buttons.items():
            made.setText(tr(self._specs[key].title))
            made.setToolTip(self._specs[key].shortcut)
        self.lock_button.setText(tr("Lock"))
        self.lock_button.setToolTip("Ctrl+L")
        say(self.back_button, tr("Back"))
        say(self.forward_button, tr("Forward"))
        self.find_button.setText(tr("Search…"))
        speak(self.find_button, tr("Find anything"))
        self.find_button.setToolTip("Ctrl+K")
        self._fit_side()

    def showEvent(self, event: QShowEvent) -> None:
        """Fit the side once more: only now its buttons have their looks, and so their sizes."""
        super().showEvent(event)
        self._fit_side()

    def _fit_side(self) -> None:
        bar = self.side_scroll.verticalScrollBar()  # it takes its room from the sections
        taken = bar.sizeHint().width() if bar.maximum() else 0
        widest = max(_bold_width(each) for each in (*self._buttons.values(), self.lock_button)) + taken
        self.side.setMinimumWidth(max(_SIDE_LEAST, widest, self._ways.sizeHint().width()))

    def settle(self, place: Workplace) -> None:
        """Take the open office and show Home."""
        self._place = place
        strip = ProgressStrip(place.tasks)
        self._right.addWidget(strip)
        self.show_sample(place.settings().sample)
        self.read_only.setVisible(place.office.read_only)
        self.view_links.settle(place)
        self._begin(place)

    def _begin(self, place: Workplace) -> None:
        """Show the section that was open the last time, else the first, which is Home; also when Home has a warning."""
        home = next(iter(self._specs))
        kept = self._memory.text(_SECTION)
        if kept not in self._specs or kept == home:
            self.go(home)
            return
        self.go(kept)
        place.tasks.run(_is_warned, place.office, done=lambda warned: self._on_warned(warned, kept), owner=self)

    def _on_warned(self, warned: bool, kept: str) -> None:
        if warned and self.here == kept and not self.unsaved():
            self.go(next(iter(self._specs)))

    def add_strip(self, strip: QWidget) -> None:
        """Put a strip above the pages."""
        self._right.insertWidget(1, strip)

    def add_foot(self, strip: QWidget) -> None:
        """Put a strip below the pages."""
        self._right.addWidget(strip)

    def go(self, section: str, target: Target = "") -> None:
        """Show a section, and in it a record (its code), a new one (`NEW`), or what waits there (a `TaskKind`)."""
        if section not in self._specs or self._place is None:
            return
        if section == "help" and not target:
            target = self.help_place
        page = self._bring(section)
        if isinstance(target, TaskKind):
            page.show_task(target)
        elif target:
            page.open_code(target)
        else:
            page.show_list()
        self._arrive(section, "" if isinstance(target, TaskKind) else target)

    def show_view(self, view: SavedView) -> None:
        """Show the list of a saved view, set up as it was saved."""
        if view.section in self._specs and self._place is not None:
            self._bring(view.section).show_view(view)
            self._arrive(view.section, "")

    def travel(self, step: int) -> None:
        """Go a step back (-1) or forward (1) on the way through pages; what is unsaved asks first, or stays."""
        wanted = self.trail.beside(step)
        if wanted is None:
            return
        self._travelling = True
        try:
            page = self._bring(wanted.section)
            if page.front() != wanted.target:
                if wanted.target or page.unsaved():
                    page.open_code(wanted.target)
                else:
                    page.show_list()
        finally:
            self._travelling = False
        if page.front() in (None, wanted.target):
            self.trail.move(step)
        self._arrive(wanted.section, wanted.target)

    def _bring(self, section: str) -> PageWidget:
        """Bring a section's page to the front; it is built when it is first gone to."""
        page = self.pages.get(section)
        if page is None:
            assert self._place is not None, "an office is open"  # noqa: S101  sections are gone to only then
            page = self.pages[section] = self._specs[section].make(self._place)
            self._stack.addWidget(page)
            page.status_changed.connect(lambda text: self._on_status(section, text))
            page.went.connect(lambda target: self._on_went(section, target))
        self.here = section
        if section != "help":  # help is about something else that was in front
            self._memory.keep(_SECTION, section)
        self._buttons[section].setChecked(True)
        self.side_scroll.ensureWidgetVisible(self._buttons[section], 0, _NAV_AROUND)
        self._stack.setCurrentWidget(page)
        return page

    def _arrive(self, section: str, target: str) -> None:
        """Note where one is, unless the page led on to another section."""
        if section != self.here:
            return
        page = self.pages[section]
        front = page.front()
        self._note(Stop(section, target if front is None else front))
        self.said.emit(page.status())
        self.moved.emit(section)

    def _on_went(self, section: str, target: str) -> None:
        if section == self.here and not self._travelling:
            self._note(Stop(section, target))

    def _note(self, stop: Stop) -> None:
        self.trail.note(stop)
        self.back_button.setEnabled(self.trail.beside(-1) is not None)
        self.forward_button.setEnabled(self.trail.beside(1) is not None)

    @property
    def help_place(self) -> str:
        """Which part of the help is about the page in front: its form, else the section."""
        form = self.page.open_form() if self.page is not None else None
        return help_place(form) or self.here

    @property
    def page(self) -> PageWidget | None:
        """The page in front."""
        return self.pages.get(self.here)

    def unsaved(self) -> bool:
        """Whether any page holds something that leaving would lose."""
        return any(page.unsaved() for page in self.pages.values())

    def toggle_side(self) -> None:
        """Show or hide the sidebar (F9)."""
        shown = self.side.isHidden()
        self.side.setVisible(shown)
        self._memory.keep("window.side_shown", shown)

    def show_failure(self, error: BaseException) -> None:
        """Say a failure that no page took."""
        errors.show_on(self.banner, error)

    def _on_status(self, section: str, text: str) -> None:
        if section == self.here:
            self.said.emit(text)

    def show_sample(self, sample: bool) -> None:
        """Say at all times that this is the sample office, or not."""
        self.sample.setVisible(sample)


def _is_warned(office: Office) -> bool:
    """Whether Home says that the vault looks older than it was, or the clock went back."""
    from desktop.services.clock import clock_doubt  # noqa: PLC0415  late: the first window needs no services
    from desktop.services.marks import doubts  # noqa: PLC0415  late: as above

    return bool(doubts(office)) or clock_doubt(office) is not None


def _bold_width(button: QPushButton) -> int:
    """Give the width of a section's button while it is in front: its words are bold then."""
    bold = button.font()
    bold.setWeight(QFont.Weight.DemiBold)  # as the style sheet writes it
    more = QFontMetrics(bold).horizontalAdvance(button.text()) - button.fontMetrics().horizontalAdvance(button.text())
    return button.sizeHint().width() + max(more, 0) + _SPARE
