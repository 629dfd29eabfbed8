"""The running program: one window, one worker, at most one open office; start screens and lock around it."""

from __future__ import annotations

import importlib
import sys
from typing import TYPE_CHECKING

from PySide6.QtCore import QLocale, QObject, QTimer
from PySide6.QtWidgets import QApplication

import desktop.ui  # noqa: F401  before all others: what is imported after it is not read for PySide6
from desktop import paths
from desktop.app.backups import DailyBackup
from desktop.app.helping import Helping
from desktop.app.locking import Locking
from desktop.app.pages import SECTIONS, low_sections
from desktop.app.safe_view import SafeView
from desktop.i18n import LANGUAGES, install, tr, use_language
from desktop.services.drafts import leave_office
from desktop.ui import errors
from desktop.ui.captures import ScreenGuard
from desktop.ui.changes import Changes, Topic
from desktop.ui.collecting import keep_what_lasts
from desktop.ui.density import Density
from desktop.ui.main_window import MainWindow
from desktop.ui.memory import Memory
from desktop.ui.prompts import Prompts
from desktop.ui.shortcuts import PhysicalKeys
from desktop.ui.start.lock import LockScreen
from desktop.ui.start.welcome import WelcomeScreen
from desktop.ui.stock_texts import StockTexts
from desktop.ui.tasks import Tasks
from desktop.ui.theme import Theme, ThemeChoice
from desktop.ui.views import SavedViews
from desktop.ui.workplace import Workplace

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path
    from types import TracebackType

    from desktop.domain.settings import OfficeSettings
    from desktop.ui.shared.banner import Banner
    from desktop.ui.start.frame import StartScreen
    from desktop.ui.start.work import Opened


# How long the worker may keep the interpreter while the window waits to paint. Python's own is five times as long.
_SWITCH_SECONDS = 0.001
_FIRST_PAGES = (
    "desktop.ui.home.chart",
    "desktop.ui.home.page",
    "desktop.ui.people.page",
    "desktop.ui.campaigns.page",
    "desktop.ui.donations.page",
)


class Program(QObject):
    """Shows welcome or lock, opens an office, locks it again."""

    def __init__(
        self,
        app: QApplication,
        memory: Memory,
        tasks: Tasks | None = None,
        prompts: Prompts | None = None,
        sample: Path | None = None,
    ) -> None:
        super().__init__(app)
        self.memory = memory
        use_language(first_language(memory))
        self._stock_texts = StockTexts(app)
        self._stock_texts.follow(app)
        self.theme = Theme(
            app,
            ThemeChoice(memory.text("theme", ThemeChoice.SYSTEM.value)),
            Density(memory.text("density", Density.COMFORTABLE.value)),
        )
        self.tasks = tasks or Tasks(self.show_failure)
        self.prompts = prompts or Prompts(lambda: self.window, memory)
        self.guard = ScreenGuard(memory, app)
        self.window = MainWindow(SECTIONS, low_sections(self.theme, self.guard), memory, self.guard)
        self.place: Workplace | None = None
        self.screen: StartScreen | None = None
        self._settings: OfficeSettings | None = None
        self._sample = sample
        self._keys = PhysicalKeys(app)
        self.locking = Locking(self, app)
        self.window.may_close = self.may_leave
        self.window.lock_asked.connect(self.locking.lock)
        self.backups = DailyBackup(lambda: self.locking.watch.rested, self)
        self.safe_view = SafeView(self)
        self.window.safe_asked.connect(self.safe_view.toggle)
        self.locking.watch.safe_asked.connect(self.safe_view.toggle)
        self.helping = Helping(self)
        self.locking.watch.help_asked.connect(self.helping.show)
        self.window.backup_asked.connect(self.backups.make)
        self.window.rehearsal_asked.connect(self.rehearse_recovery)
        self.window.close_office_asked.connect(self.close_office)
        self.window.wipe_asked.connect(self.wipe)
        self.window.closing.connect(self.quit)
        self._begin()

    def warm_up(self) -> None:
        """Load what an office needs while its passphrase is typed."""
        self.tasks.run(warm_up, done=lambda _none: warm_up_pages(last=self._on_warm))

    def _on_warm(self) -> None:
        if self.place is None:
            keep_what_lasts()

    # ------------------------------------------------------------------ start screens

    def _begin(self) -> None:
        folder = self.memory.last_vault
        if folder is not None:
            self.show_lock(folder)
        else:
            self.show_welcome()

    def show_welcome(self) -> None:
        """Offer a new office, an existing one, the sample."""
        screen = WelcomeScreen(self.tasks, self.prompts, self.memory, self._sample)
        screen.new_asked.connect(self.show_create)
        screen.folder_chosen.connect(self.show_lock)
        screen.restore_asked.connect(self.show_restore)
        screen.opened.connect(self.enter)
        self._show(screen)

    def show_restore(self) -> None:
        """Ask which backup is to be restored, and where."""
        from desktop.ui.start.restore import RestoreScreen  # noqa: PLC0415  the first window does not wait for forms

        screen = RestoreScreen(self.tasks, self.prompts, self.memory)
        screen.back_asked.connect(self.show_welcome)
        screen.restored.connect(self.show_lock)
        self._show(screen)

    def show_create(self) -> None:
        """Ask what a new office needs."""
        from desktop.ui.start.create import CreateScreen  # noqa: PLC0415  the first window does not wait for forms

        screen = CreateScreen(self.tasks, self.prompts, self.memory)
        screen.back_asked.connect(self.show_welcome)
        screen.sample_asked.connect(self.show_sample)
        screen.locked.connect(self.show_lock)
        screen.opened.connect(self.enter)
        self._show(screen)

    def show_sample(self) -> None:
        """Open the sample office from the welcome, which shows how far its making is."""
        self.show_welcome()
        if isinstance(self.screen, WelcomeScreen):
            self.screen.sample.click()

    def show_lock(self, folder: Path, later: int = 0) -> None:
        """Ask for the passphrase of the vault in a folder; the office that was open goes, or goes `later`."""
        screen = LockScreen(folder, self.tasks, self.memory, self.prompts)
        screen.opened.connect(self.enter)
        screen.other_asked.connect(self.show_welcome)
        screen.forgotten_asked.connect(lambda: self.show_recover(folder))
        self._show(screen, later)

    def show_recover(self, folder: Path) -> None:
        """Ask for two recovery papers of the vault in a folder, and for a new passphrase."""
        from desktop.ui.start.recover import RecoverScreen  # noqa: PLC0415  the first window does not wait for forms

        screen = RecoverScreen(folder, self.tasks, self.memory)
        screen.opened.connect(self.enter)
        screen.locked.connect(self.show_lock)
        screen.back_asked.connect(lambda: self.show_lock(folder))
        self._show(screen)

    def _show(self, screen: StartScreen, later: int = 0) -> None:
        if self.screen is not None:
            self.screen.leave()
        self.screen = screen
        screen.offer_captures(self.guard)
        self.window.show_start(screen, later)

    # ------------------------------------------------------------------ the open office

    def enter(self, opened: Opened) -> None:
        """Show an office that was just opened."""
        self.memory.settle(opened.office.vault_id, opened.office.user)
        self._dress_for_user()
        opened = self.safe_view.dress(opened)
        self._settings = opened.settings
        self.memory.last_vault = opened.office.folder
        self.memory.remember_user(opened.office.user)
        workspace = self.window.prepare()
        changes = Changes(workspace)  # goes with the pages that it tells
        views = SavedViews(opened.office, self.tasks, lambda: workspace.here, workspace)
        place = Workplace(
            opened.office, self.tasks, changes, self.prompts, self.memory, workspace.go, self._settings_now, views
        )
        changes.subscribe(workspace, (Topic.SETTINGS,), self._reload_settings)
        changes.subscribe(workspace, (Topic.USERS,), self._reload_user)
        self.place = place
        self.screen = None
        self.window.enter(workspace, place)
        self.window.name_user(opened.office.user, opened.user)
        self.window.show_safe(self.safe_view.on)
        self.backups.begin(place, self.window)
        self.locking.follow(opened.settings)
        self.locking.enter(opened, place, workspace)
        if opened.papers is not None:
            from desktop.ui.recovery.verbs import show_papers  # noqa: PLC0415  a new office only

            show_papers(place, opened.papers, self.window)

    def _dress_for_user(self) -> None:
        """Speak and look as whoever works now chose; who chose nothing goes on as the computer does."""
        if self.memory.own("language"):
            use_language(first_language(self.memory))
        if self.memory.own("theme"):
            self.theme.recall(ThemeChoice(self.memory.own("theme")))
        if self.memory.own("density"):
            self.theme.pack(Density(self.memory.own("density")))

    def rehearse_recovery(self) -> None:
        """Try two recovery papers on the open office."""
        from desktop.ui.recovery.verbs import rehearse_papers  # noqa: PLC0415  few sessions need it

        workspace = self.window.workspace
        if self.place is not None and workspace is not None and rehearse_papers(self.place, self.window):
            workspace.banner.show_good(tr("The two parts open this vault."))

    def _settings_now(self) -> OfficeSettings:
        assert self._settings is not None, "an office is open"  # noqa: S101  pages exist only then
        return self._settings

    def _reload_settings(self) -> None:
        from desktop.services.settings import load_settings  # noqa: PLC0415  late: loads the database

        place = self.place
        if place is not None:
            self.tasks.run(load_settings, place.office, done=self._take_settings)

    def _take_settings(self, settings: OfficeSettings) -> None:
        self._settings = settings
        self.locking.follow(settings)
        if self.window.workspace is not None:
            self.window.workspace.show_sample(settings.sample)
            self.window.name_office(settings.organisation.name)

    def _reload_user(self) -> None:
        from desktop.services.users import own_name  # noqa: PLC0415  late: loads the database

        place = self.place
        if place is not None:
            number = place.office.user
            self.tasks.run(own_name, place.office, done=lambda name: self.window.name_user(number, name))

    def may_leave(self) -> bool:
        """Ask before unsaved entries are lost."""
        workspace = self.window.workspace
        if workspace is None or not workspace.unsaved():
            return True
        return self.prompts.confirm(
            tr("Leave without saving?"),
            tr("What you entered has not been saved and would be lost."),
            tr("Leave without saving"),
            danger=True,
            keep=tr("Go on editing"),
        )

    def lock(self) -> None:
        """Lock the office: no page, no key and no connection stays, and what was typed is kept as drafts."""
        self.locking.lock()

    def close_office(self) -> None:
        """Close the office and offer others."""
        if self.place is not None and self.may_leave():
            self._close_office()
            self.memory.last_vault = None
            self.show_welcome()

    def wipe(self) -> None:
        """Destroy the open vault: its keys at once, whatever is at work; then close it, and show the first page."""
        from desktop.services.wiping import begin_wipe, finish_wipe  # noqa: PLC0415  no session but a vault's last
        from desktop.ui.erasing.dialogs import WipeDialog  # noqa: PLC0415  as above

        if self.place is None or not self.prompts.show(WipeDialog(self.window)):
            return
        folder, left = self.place.office.folder, begin_wipe(self.place.office.folder).left
        self._close_office()
        self.memory.last_vault = None
        self.memory.flush()
        self.show_welcome()
        self.tasks.run(finish_wipe, folder, done=lambda done: self._on_wiped((*left, *done.left))).must = True

    def _on_wiped(self, left: tuple[str, ...]) -> None:
        banner = self.screen.banner if self.screen is not None else None
        if banner is None:
            return
        if left:
            banner.show_error(tr("These files could not be deleted: {names}").format(names=", ".join(left)))
        else:
            banner.show_good(tr("The vault is destroyed. No passphrase and no recovery papers open it any more."))

    def _close_office(self) -> None:
        self.safe_view.forget()
        place, gone = self.place, self.locking.let_go()
        self.let_go()
        if place is not None:
            self.tasks.run(leave_office, place.office, (), gone, tuple).must = True  # an unlock waits behind it

    def let_go(self) -> None:
        """Stop what is being done in the office; nothing more is asked of it."""
        self.place = self._settings = None
        self.safe_view.let_go()
        self.memory.leave()
        self.backups.end()
        self.tasks.stop_all()

    def quit(self) -> None:
        """End the worker, then close the office. What was left without saving leaves no draft."""
        self.backups.end()
        self.tasks.close()
        place, self.place = self.place, None
        gone = self.locking.let_go()
        self.locking.end()
        self.guard.end()
        if place is not None:
            try:
                self.locking.forget(place, gone)
            finally:
                place.office.close()

    def show_failure(self, error: BaseException) -> None:
        """Say a failure that nobody took, where it can be seen."""
        workspace = self.window.workspace
        banner: Banner | None = workspace.banner if workspace is not None else None
        if banner is None and self.screen is not None:
            banner = self.screen.banner
        if banner is not None:
            errors.show_on(banner, error)


def first_language(memory: Memory) -> str:
    """Speak what was chosen, else what the system speaks, else English."""
    spoken = QLocale.system().name().split("_")[0]
    chosen = memory.text("language", spoken)
    return chosen if chosen in LANGUAGES else LANGUAGES[0]


def warm_up() -> None:
    """Import, in the worker and after the first paint, what opening an office needs."""
    import numpy  # noqa: PLC0415, F401  the chart's, and no Qt in it

    import desktop.services.settings  # noqa: PLC0415
    import desktop.services.vaults  # noqa: PLC0415
    import desktop.storage.store  # noqa: PLC0415
    import desktop.vault.vault  # noqa: PLC0415, F401
    from desktop.services.exports import sweep_exports  # noqa: PLC0415

    sweep_exports()


def warm_up_pages(modules: Sequence[str] = _FIRST_PAGES, last: Callable[[], object] = lambda: None) -> None:
    """Import what the first pages need: on the UI thread, one a turn of the event loop; then do what is `last`.

    Never in the worker: PySide6 makes its classes when they are first asked for, and two threads that do so at once
    end the program or leave a module half made (seen with the chart's library while a window was being drawn).
    """
    if modules:
        importlib.import_module(modules[0])
        QTimer.singleShot(0, lambda: warm_up_pages(modules[1:], last))
    else:
        last()


def run_window(*, captured: bool = False) -> int:
    """Show the window until it is closed; `captured`: screen captures see it, from now on."""
    install(paths.resources() / "translations")
    app = QApplication(sys.argv[:1])
    app.setApplicationName("skarbonka")
    app.setApplicationDisplayName("Skarbonka")
    app.setDesktopFileName("skarbonka")
    sys.setswitchinterval(_SWITCH_SECONDS)
    program = Program(app, Memory())
    if captured:
        program.guard.turn(False)

    def on_unexpected(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        program.show_failure(error.with_traceback(trace))

    sys.excepthook = on_unexpected
    program.window.painted.connect(program.warm_up)
    program.window.painted.connect(program.locking.listen)
    program.window.show()
    return app.exec()
