"""The window: menus, status bar, and either a start screen or the open office. Navigation only."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Signal
from PySide6.QtGui import QAction, QCloseEvent, QGuiApplication, QIcon, QKeySequence, QPaintEvent, QShowEvent
from PySide6.QtWidgets import QLabel, QMainWindow, QMenu, QStackedWidget, QWidget

from desktop.i18n import mark, tr
from desktop.paths import resource
from desktop.ui.captures import HINT, OPEN_HINT, TITLE
from desktop.ui.deeds import KEYS, PICTURES, TEXTS, Deed, Doing
from desktop.ui.icons import icon
from desktop.ui.language import follow_language
from desktop.ui.later import later
from desktop.ui.shared.elided import ElidedLabel
from desktop.ui.shared.naming import named, role, text_label
from desktop.ui.side_buttons import SideButtons
from desktop.ui.theme import APART
from desktop.ui.undoing import Undoing
from desktop.ui.workplace import NEW, SectionSpec, Workplace
from desktop.ui.workspace import Workspace

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from desktop.ui.captures import ScreenGuard
    from desktop.ui.memory import Memory
    from desktop.ui.palette.palette import Palette

_SIZE = QSize(1180, 720)
_LEAST = QSize(760, 460)
_PALETTE = "menu.palette"


class MainWindow(QMainWindow):
    """`show_start` puts a start screen in front and drops the office; `enter` shows an open office."""

    lock_asked = Signal()
    wipe_asked = Signal()
    safe_asked = Signal()
    backup_asked = Signal()
    rehearsal_asked = Signal()
    close_office_asked = Signal()
    closing = Signal()
    painted = Signal()
    """Once, after the first painting: what nobody waits for may begin."""

    def __init__(
        self,
        sections: Sequence[SectionSpec],
        low: Sequence[SectionSpec],
        memory: Memory,
        guard: ScreenGuard | None = None,
    ) -> None:
        super().__init__()
        self._guard = guard if guard is not None and guard.works else None
        self._sections, self._low, self._memory = tuple(sections), tuple(low), memory
        self.workspace: Workspace | None = None
        self.palette_shown: Palette | None = None
        self._place: Workplace | None = None
        self.may_close: Callable[[], bool] = lambda: True
        self._start: QWidget | None = None
        self._seen = False
        self._commands: list[tuple[QAction, str]] = []
        self._menus: list[tuple[QMenu, str]] = []
        self._office_commands: list[QAction] = []
        named(self, "window.main")
        self._side_buttons = SideButtons(self, self.travel)
        self.setWindowTitle("Skarbonka")
        self.setWindowIcon(QIcon(str(resource("icons", "skarbonka.svg"))))
        self.setMinimumSize(_LEAST)
        self._front = QStackedWidget()
        self.setCentralWidget(self._front)
        self.doing = Doing(self)
        self._make_menus()
        self._vault = role(QLabel(), "muted")
        self._user = named(role(QLabel(), "muted"), "status.user")
        self._user.setContentsMargins(APART, 0, 0, 0)
        self._who: tuple[int, str] | None = None
        self._safe = named(text_label("", "label"), "status.safe")
        self._safe.setContentsMargins(APART, 0, 0, 0)
        self._safe.hide()
        self._said = named(ElidedLabel(), "status.page")  # sums in many currencies have no room
        self.backup = named(role(QLabel(), "muted"), "status.backup")
        self.backup.setContentsMargins(APART, 0, 0, 0)
        self.statusBar().setSizeGripEnabled(False)
        self.statusBar().setContentsMargins(APART, 0, APART, 0)
        self.statusBar().addWidget(self._vault)
        self.statusBar().addWidget(self._user)
        self.statusBar().addWidget(self.backup)
        self.statusBar().addWidget(self._safe)
        self.statusBar().addPermanentWidget(self._said)
        self._enable(there=False)
        self._restore()
        follow_language(self, self.retranslate)

    # ------------------------------------------------------------------ menus

    def _make_menus(self) -> None:
        office = self._menu(mark("&Office"))
        self._add(office, mark("Close this office…"), self.close_office_asked.emit, "", "menu.close_office")
        self._add(office, mark("Back up now"), self.backup_asked.emit, "", "menu.backup")
        self._add(office, mark("Rehearse the recovery…"), self.rehearsal_asked.emit, "", "menu.rehearse_recovery")
        self._add(office, mark("Lock"), self.lock_asked.emit, "Ctrl+L", "menu.lock")
        self._add(office, mark("Emergency: destroy this vault…"), self.wipe_asked.emit, "", "menu.wipe")
        self._make_edit()
        record = self._menu(mark("&Record"))
        self._add(record, mark("New here"), self._on_new, "Ctrl+N", "menu.new_here")
        record.addSeparator()
        for section, text, keys in (
            ("people", mark("New person"), "Ctrl+Shift+P"),
            ("campaigns", mark("New campaign"), "Ctrl+Shift+C"),
            ("items", mark("New expense item"), "Ctrl+Shift+E"),
            ("donations", mark("Record a donation"), ""),
            ("payouts", mark("New payout"), ""),
            ("advances", mark("Give an advance"), ""),
        ):
            self._add(record, text, partial(self.go, section, NEW), keys, f"menu.new_{section}")
        self._add(
            record, mark("Enter expenses"), partial(self.go, "items", "enter"), "Ctrl+Shift+X", "menu.enter_expenses"
        )
        self._add(record, mark("Import a campaign page…"), partial(self.go, "campaigns", "import"), "", "menu.import")
        for section, text in (("people", mark("Import people…")), ("items", mark("Import expense items…"))):
            self._add(record, text, partial(self.go, section, "import"), "", f"menu.import_{section}")
        self._add(record, mark("Likely duplicates"), partial(self.go, "people", "duplicates"), "", "menu.duplicates")
        record.addSeparator()
        self._add_deeds(record, *(deed for deed in Deed if deed is not Deed.COPY))
        record.addSeparator()
        self._add(record, mark("Filter"), self._on_filter, "Ctrl+F", "menu.filter")
        self._add(record, mark("Read again"), self._on_refresh, "F5", "menu.refresh")
        go = self._menu(mark("&Go"))
        self._add(go, mark("Find anything…"), self.show_palette, "Ctrl+K", _PALETTE)
        self._add(go, mark("Back"), lambda: self.travel(-1), "Alt+Left", "menu.back")
        self._add(go, mark("Forward"), lambda: self.travel(1), "Alt+Right", "menu.forward")
        go.addSeparator()
        for spec in self._sections:
            self._add(go, spec.title, partial(self.go, spec.key), spec.shortcut, f"menu.{spec.key}")
        go.addSeparator()
        self._make_view()
        low = {"settings": office, "help": self._menu(mark("&Help"))}
        for spec in self._low:
            self._add(low.get(spec.key, go), spec.title, partial(self.go, spec.key), spec.shortcut, f"menu.{spec.key}")
        office.addSeparator()
        self._add(office, mark("Quit"), self.close, "Ctrl+Q", "menu.quit", always=True)

    def _make_edit(self) -> None:
        edit = self._menu(mark("&Edit"))
        undo = self._add(edit, mark("Undo"), _nothing, "Ctrl+Z", "menu.undo")
        redo = self._add(edit, mark("Redo"), _nothing, "Ctrl+Y", "menu.redo")
        redo.setShortcuts([QKeySequence("Ctrl+Y"), QKeySequence("Ctrl+Shift+Z")])
        self.undoing = Undoing(undo, redo, self)
        edit.addSeparator()
        self._add_deeds(edit, Deed.COPY)

    def _make_view(self) -> None:
        view = self._menu(mark("&View"))
        self._add(view, mark("Safe view, without names"), self.safe_asked.emit, "F8", "menu.safe").setCheckable(True)
        self._add(view, mark("Sidebar"), self._on_side, "F9", "menu.side")
        if self._guard is not None:
            captures = self._add(view, TITLE, self._on_captures, "", "menu.captures")
            captures.setCheckable(True)
            captures.setChecked(self._guard.on)
            self._guard.changed.connect(captures.setChecked)

    def _add_deeds(self, menu: QMenu, *deeds: Deed) -> None:
        """Add what is done with what is open or selected: enabled where it does something."""
        for deed in deeds:
            action = self._add(menu, TEXTS[deed], partial(self.doing.do, deed), "", f"menu.{deed.value}", always=True)
            action.setShortcuts([QKeySequence(keys) for keys in KEYS.get(deed, ())])
            if deed in PICTURES:
                action.setIcon(icon(PICTURES[deed]))
                action.setIconVisibleInMenu(True)
            self.doing.add(deed, action)
        menu.aboutToShow.connect(self.doing.look)

    def _menu(self, title: str) -> QMenu:
        menu = self.menuBar().addMenu("")
        self._menus.append((menu, title))
        return menu

    def _add(
        self, menu: QMenu, text: str, act: Callable[[], object], keys: str, name: str, *, always: bool = False
    ) -> QAction:
        action = QAction(self)
        action.setObjectName(name)
        if keys:
            action.setShortcut(QKeySequence(keys))
        action.triggered.connect(lambda: act())
        menu.addAction(action)
        self.addAction(action)  # its keys work while the menu bar is hidden
        self._commands.append((action, text))
        if not always:
            self._office_commands.append(action)
        return action

    def retranslate(self) -> None:
        for menu, title in self._menus:
            menu.setTitle(tr(title))
        for action, text in self._commands:
            action.setText(tr(text))
        self.doing.look()
        self.undoing.retranslate()
        named(self.menuBar(), "window.menu", tr("Menu"))
        self._safe.setText(tr("Safe view: codes in place of names (F8)"))
        if self._who is not None:
            self.name_user(*self._who)

    # ------------------------------------------------------------------ what is in front

    def show_start(self, screen: QWidget, pause: int = 0) -> None:
        """Drop the office, if one is open, and show a start screen.

        `pause` milliseconds are left to what waits for the answer of a dialog that was just closed: its page is out of
        sight at once, and goes when that has come to its end.
        """
        self.drop_office(pause)
        self._drop_start()
        self._start = screen
        self._front.addWidget(screen)
        self._front.setCurrentWidget(screen)
        self.menuBar().hide()
        self.statusBar().hide()

    def prepare(self) -> Workspace:
        """Make the frame of the office; `enter` fills it."""
        workspace = Workspace(self._sections, self._low, self._memory)
        workspace.said.connect(self._said.setText)
        workspace.lock_asked.connect(self.lock_asked)
        workspace.find_asked.connect(self.show_palette)
        return workspace

    def enter(self, workspace: Workspace, place: Workplace) -> None:
        """Show an open office."""
        self.workspace, self._place = workspace, place
        self._front.addWidget(workspace)
        workspace.settle(place)
        self._front.setCurrentWidget(workspace)
        self._drop_start()
        self.name_office(place.settings().organisation.name)
        self.menuBar().show()
        self.statusBar().show()
        self._enable(there=True)
        self.undoing.enter(place, workspace)
        self.doing.enter(place, workspace)

    def name_office(self, name: str) -> None:
        """Say in the status bar whose office is open."""
        self._vault.setText(name)

    def name_user(self, number: int, name: str) -> None:
        """Say in the status bar who works; by number when the name is unknown."""
        self._who = (number, name)
        self._user.setText(tr("User: {name}").format(name=name) if name else tr("User {number}").format(number=number))

    def show_safe(self, on: bool) -> None:
        """Say quietly that names are hidden, or not."""
        self._safe.setVisible(on)
        for action, _text in self._commands:
            if action.objectName() == "menu.safe":
                action.setChecked(on)

    def go(self, section: str, target: str = "") -> None:
        """Go to a section of the open office."""
        if self.workspace is not None:
            self.workspace.go(section, target)

    def travel(self, step: int) -> None:
        """Go back (-1) or forward (1) on the way through pages and records."""
        if self.workspace is not None:
            self.workspace.travel(step)

    def show_palette(self) -> None:
        """Offer commands and records to what is typed; asked for again, put it away."""
        if self.palette_shown is not None:
            self.palette_shown.dismiss()
        elif self.workspace is not None and self._place is not None:
            from desktop.ui.palette.commands import Command, ViewCommand  # noqa: PLC0415  loads when it is first wanted
            from desktop.ui.palette.palette import Palette  # noqa: PLC0415  loads when it is first wanted

            self.doing.look()
            called = self.doing.texts  # by a page's own words, where it has some
            commands = [Command(a, called.get(a, text)) for a, text in self._commands if a.objectName() != _PALETTE]
            commands += [ViewCommand(action, name) for action, name in self.workspace.view_links.commands]
            made = Palette(self._place, commands, self.workspace.trail.opened(), self)
            made.went.connect(self.go)
            made.closed.connect(self._on_palette_closed)
            self.palette_shown = made
            made.open()

    def _on_palette_closed(self) -> None:
        self.palette_shown = None

    def drop_office(self, pause: int = 0) -> None:
        """Let the office go that is shown, if there is one; `pause` is as in `show_start`."""
        if self.palette_shown is not None:
            self.palette_shown.dismiss(back=False)
        workspace, self.workspace = self.workspace, None
        self._place = None
        if workspace is None:
            return
        self._enable(there=False)
        self.undoing.leave()
        self.doing.leave()
        self._said.clear()
        self._vault.clear()
        self._user.clear()
        self.backup.clear()
        self._who = None
        self._front.removeWidget(workspace)
        workspace.hide()
        if pause:
            later(workspace, lambda: self._end(workspace), pause)
        else:
            self._end(workspace)

    @staticmethod
    def _end(workspace: Workspace) -> None:
        workspace.pages.clear()
        workspace.deleteLater()

    def _drop_start(self) -> None:
        start, self._start = self._start, None
        if start is not None:
            self._front.removeWidget(start)
            start.deleteLater()

    def _enable(self, *, there: bool) -> None:
        for action in self._office_commands:
            action.setEnabled(there)

    def _on_new(self) -> None:
        page = self.workspace.page if self.workspace is not None else None
        if page is not None:
            page.begin_new()

    def _on_filter(self) -> None:
        page = self.workspace.page if self.workspace is not None else None
        if page is not None:
            page.focus_filter()

    def _on_refresh(self) -> None:
        page = self.workspace.page if self.workspace is not None else None
        if page is not None:
            page.refresh()

    def _on_side(self) -> None:
        if self.workspace is not None:
            self.workspace.toggle_side()

    def _on_captures(self) -> None:
        if self._guard is not None and self.workspace is not None:
            self._guard.turn(not self._guard.on)
            self.workspace.banner.show_info(tr(HINT) if self._guard.on else tr(OPEN_HINT))

    # ------------------------------------------------------------------ size and closing

    def _restore(self) -> None:
        shape = self._memory.shape("window.geometry")
        if shape.isEmpty() or not self.restoreGeometry(shape):
            screen = QGuiApplication.primaryScreen().availableGeometry()
            self.resize(_SIZE.boundedTo(screen.size() * 0.96))

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        handle = self.windowHandle()
        if handle is not None:
            handle.installEventFilter(self._side_buttons)  # once more is no more: Qt keeps one of each

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if not self._seen:
            self._seen = True
            later(self, self.painted.emit)

    def closeEvent(self, event: QCloseEvent) -> None:
        if not self.may_close():
            event.ignore()
            return
        self._memory.keep("window.geometry", self.saveGeometry())
        self.closing.emit()
        event.accept()


def _nothing() -> None:
    """For commands that somebody else listens to."""
