"""The whole program: unlock, work, lock, quit; nothing of the office stays behind the lock."""

from __future__ import annotations

import gc
import subprocess
import sys
import weakref
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QDialog, QLineEdit, QPushButton, QWidget
from shiboken6 import isValid

from desktop.app import program as program_module
from desktop.app.pages import SECTIONS
from desktop.app.program import Program, first_language
from desktop.domain.errors import NotFound
from desktop.domain.people import PersonDraft
from desktop.domain.receipts import Organisation
from desktop.domain.settings import OfficeSettings
from desktop.i18n import use_language
from desktop.services import people
from desktop.services.office import Office
from desktop.services.settings import save_settings
from desktop.ui.changes import Changes, Topic
from desktop.ui.cover import Cover
from desktop.ui.start.create import CreateScreen
from desktop.ui.start.lock import LockScreen
from desktop.ui.start.welcome import WelcomeScreen
from desktop.ui.theme import ThemeChoice
from tests.services.office_kit import PASSPHRASE
from tests.ui.kit import FakePrompts, assert_named, memory_in

if TYPE_CHECKING:
    from pathlib import Path

    from PySide6.QtWidgets import QApplication
    from pytestqt.qtbot import QtBot

    from desktop.ui.workspace import Workspace
    from tests.app.conftest import MakeProgram

CONTROL = Qt.KeyboardModifier.ControlModifier


def unlock(program: Program, qtbot: QtBot, passphrase: str) -> Workspace:
    screen = program.screen
    assert isinstance(screen, LockScreen)
    screen.passphrase.setText(passphrase)
    screen.unlock.click()
    qtbot.waitUntil(lambda: program.place is not None and program.tasks.idle, timeout=20_000)
    assert program.window.workspace is not None
    return program.window.workspace


@pytest.fixture
def opened(make_program: MakeProgram, vault: Path, tmp_path: Path, qtbot: QtBot, passphrase: str) -> Program:
    memory_in(tmp_path).last_vault = vault
    program = make_program()
    unlock(program, qtbot, passphrase)
    return program


def test_the_first_start_welcomes(make_program: MakeProgram) -> None:
    program = make_program()
    assert isinstance(program.screen, WelcomeScreen)
    assert program.window.windowTitle() == "Skarbonka"
    assert_named(program.window)
    program.screen.new.click()
    assert isinstance(program.screen, CreateScreen)
    program.screen.back.click()
    assert isinstance(program.screen, WelcomeScreen)


def test_a_known_vault_is_asked_for_its_passphrase(
    make_program: MakeProgram, vault: Path, tmp_path: Path, qtbot: QtBot, passphrase: str
) -> None:
    memory_in(tmp_path).last_vault = vault
    program = make_program()
    workspace = unlock(program, qtbot, passphrase)
    assert workspace.here == "home"
    assert program.window.windowTitle() == "Skarbonka"
    assert "Lantern Aid" in program.window._vault.text()
    assert program.memory.recent_users == (1,)


def test_a_wrong_passphrase_stays_at_the_lock(
    make_program: MakeProgram, vault: Path, tmp_path: Path, qtbot: QtBot
) -> None:
    memory_in(tmp_path).last_vault = vault
    program = make_program()
    screen = program.screen
    assert isinstance(screen, LockScreen)
    screen.passphrase.setText("wrong")
    screen.unlock.click()
    qtbot.waitUntil(lambda: bool(screen.banner.text), timeout=20_000)
    assert program.place is None


def test_a_vault_that_is_gone_is_not_asked_for(make_program: MakeProgram, tmp_path: Path) -> None:
    memory_in(tmp_path).keep("vault", str(tmp_path / "gone"))
    assert isinstance(make_program().screen, WelcomeScreen)


def test_every_section_opens_is_named_and_speaks_both_languages(opened: Program, qtbot: QtBot) -> None:
    workspace = opened.window.workspace
    assert workspace is not None
    for key in workspace._specs:
        opened.window.go(key)
        qtbot.waitUntil(lambda: opened.tasks.idle, timeout=20_000)
        assert workspace.here == key
        assert_named(opened.window)
    keys = ("home", "people", "settings", "help")
    english = [workspace._buttons[key].text() for key in keys]
    use_language("be")
    qtbot.waitUntil(lambda: opened.tasks.idle, timeout=20_000)
    belarusian = [workspace._buttons[key].text() for key in keys]
    assert all(one != other for one, other in zip(english, belarusian, strict=True))
    assert_named(opened.window)


def test_sections_are_reached_by_number(opened: Program, qtbot: QtBot) -> None:
    workspace = opened.window.workspace
    assert workspace is not None
    opened.window.activateWindow()
    qtbot.waitUntil(opened.window.isActiveWindow)
    for number, section in enumerate(SECTIONS[:9], start=1):
        qtbot.keyClick(opened.window, Qt.Key(ord(str(number))), CONTROL)
        assert workspace.here == section.key
        qtbot.waitUntil(lambda: opened.tasks.idle, timeout=20_000)
    qtbot.keyClick(opened.window, Qt.Key.Key_Comma, CONTROL)
    assert workspace.here == "settings"
    qtbot.keyClick(opened.window, Qt.Key.Key_F1)
    assert workspace.here == "help"


def test_the_sidebar_hides_and_that_is_remembered(opened: Program, tmp_path: Path) -> None:
    workspace = opened.window.workspace
    assert workspace is not None
    workspace.toggle_side()
    assert workspace.side.isHidden()
    assert not opened.memory.flag("window.side_shown", default=True)
    workspace.toggle_side()
    assert not workspace.side.isHidden()


def test_locking_leaves_no_page_and_closes_the_books(
    opened: Program, qtbot: QtBot, vault: Path, passphrase: str
) -> None:
    opened.window.go("people")
    qtbot.waitUntil(lambda: opened.tasks.idle)
    workspace = opened.window.workspace
    assert workspace is not None
    assert opened.place is not None
    office = opened.place.office
    pages = [weakref.ref(page) for page in workspace.pages.values()]
    assert pages
    opened.lock()
    qtbot.waitUntil(lambda: not isValid(workspace))
    assert isinstance(opened.screen, LockScreen)
    assert opened.place is None
    qtbot.waitUntil(lambda: opened.tasks.idle)
    gc.collect()
    assert [page() for page in pages if page() is not None] == []
    assert not [each for each in opened.children() if isinstance(each, Changes)]
    with pytest.raises(Exception):  # noqa: B017, PT011  the connection is gone: how it says so is the storage's matter
        people.load_person(office, "P-0001")
    unlock(opened, qtbot, passphrase)
    assert opened.place is not None
    assert people.load_person(opened.place.office, "P-0001").code == "P-0001"


def test_a_locked_program_holds_no_office(opened: Program, qtbot: QtBot) -> None:
    workspace = opened.window.workspace
    assert opened.place is not None
    office = id(opened.place.office)
    opened.lock()
    qtbot.waitUntil(lambda: not isValid(workspace) and opened.tasks.idle)
    workspace = None  # it knows its place
    gc.collect()
    assert office not in {id(each) for each in gc.get_objects() if type(each) is Office}


def test_ctrl_l_locks(opened: Program, qtbot: QtBot) -> None:
    opened.window.activateWindow()
    qtbot.waitUntil(opened.window.isActiveWindow)
    qtbot.keyClick(opened.window, Qt.Key.Key_L, CONTROL)
    assert isinstance(opened.screen, LockScreen)


def test_unsaved_entries_are_asked_about_before_the_end_and_never_before_the_lock(
    opened: Program, qtbot: QtBot, prompts: FakePrompts
) -> None:
    opened.window.go("settings")
    qtbot.waitUntil(lambda: opened.tasks.idle)
    line = opened.window.findChild(QLineEdit, "settings.organisation.name")
    assert isinstance(line, QLineEdit)
    line.setFocus()
    qtbot.keyClicks(line, "X")
    prompts.will_answer(False)
    assert not opened.window.close()
    assert opened.window.isVisible()
    opened.lock()
    assert opened.place is None
    assert len(prompts.asked) == 1


def test_closing_the_office_forgets_which_it_was(opened: Program, qtbot: QtBot) -> None:
    opened.close_office()
    assert isinstance(opened.screen, WelcomeScreen)
    assert opened.memory.last_vault is None


def test_a_failure_that_nobody_took_is_said_in_the_window(opened: Program) -> None:
    opened.show_failure(NotFound(subject="P-0404"))
    workspace = opened.window.workspace
    assert workspace is not None
    assert "P-0404" in workspace.banner.text
    opened.lock()
    opened.show_failure(NotFound(subject="P-0404"))
    assert opened.screen is not None
    assert "P-0404" in opened.screen.banner.text


def test_the_sample_can_be_looked_at_before_an_office_is_made(
    make_program: MakeProgram, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    asked: list[Path] = []

    def open_sample(folder: Path, *, progress: object) -> None:
        asked.append(folder)
        raise OSError("no room")

    monkeypatch.setattr("desktop.ui.start.work.open_sample", open_sample)
    program = make_program()
    program.show_create()
    assert isinstance(program.screen, CreateScreen)
    program.screen.sample_asked.emit()
    qtbot.waitUntil(lambda: bool(asked) and program.tasks.idle)
    assert asked == [tmp_path / "sample"]
    assert isinstance(program.screen, WelcomeScreen), "what went wrong is said there"


def test_the_sample_banner_lasts(opened: Program, qtbot: QtBot) -> None:
    workspace, place = opened.window.workspace, opened.place
    assert workspace is not None
    assert place is not None
    assert workspace.sample.isHidden()
    save_settings(place.office, OfficeSettings(Organisation("Sample office"), sample=True))
    place.changes.announce(Topic.SETTINGS)
    qtbot.waitUntil(lambda: not workspace.sample.isHidden())
    assert "Sample office" in opened.window._vault.text()
    opened.window.go("people")
    assert not workspace.sample.isHidden()


def test_home_shows_what_is_there_and_leads_on(opened: Program, qtbot: QtBot) -> None:
    place = opened.place
    assert place is not None
    page = opened.window.workspace.pages["home"]  # type: ignore[union-attr]
    assert page.table.rowCount() == 1  # type: ignore[attr-defined]
    people.save_person(place.office, PersonDraft(alias="Another"))
    place.changes.announce(Topic.PEOPLE)
    qtbot.waitUntil(lambda: opened.tasks.idle)
    assert page._home.counts["people"] == 2  # type: ignore[attr-defined]


def test_the_windows_size_is_remembered(opened: Program, tmp_path: Path) -> None:
    opened.window.resize(1000, 600)
    opened.window.close()
    assert not opened.memory.shape("window.geometry").isEmpty()


@pytest.mark.parametrize(("kept", "spoken"), [("be", "be"), ("en", "en"), ("xx", "en")])
def test_the_first_language(tmp_path: Path, kept: str, spoken: str) -> None:
    memory = memory_in(tmp_path)
    memory.keep("language", kept)
    assert first_language(memory) == spoken


def test_the_window_waits_for_no_heavy_library() -> None:
    code = (
        "import sys; import desktop.app.program; "
        "heavy = {'sqlalchemy', 'sqlcipher3', 'reportlab', 'babel', 'pyqtgraph', 'numpy', 'openpyxl', 'xlsxwriter', "
        "'cryptography', 'alembic', 'num2words'}; "
        "print(sorted(heavy & {name.split('.')[0] for name in sys.modules}))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, timeout=60)
    assert done.stdout.strip() == "[]"


def test_warming_up_imports_what_opening_needs() -> None:
    program_module.warm_up()
    assert "sqlalchemy" in sys.modules


def test_settings_show_the_look_that_is_chosen(opened: Program, qtbot: QtBot) -> None:
    def shown() -> object:
        opened.window.go("settings")
        qtbot.waitUntil(lambda: opened.tasks.idle)
        page = opened.window.workspace.page  # type: ignore[union-attr]
        return page.form.form.fields["theme"].read()  # type: ignore[union-attr]

    opened.theme.choose(ThemeChoice.DARK)
    assert shown() is ThemeChoice.DARK
    opened.lock()
    opened.theme.choose(ThemeChoice.LIGHT)
    unlock(opened, qtbot, PASSPHRASE)
    assert shown() is ThemeChoice.LIGHT


def test_windows_are_covered_when_that_is_ticked_and_saved(opened: Program, qtbot: QtBot, qapp: QApplication) -> None:
    def covered(window: QWidget) -> bool:
        return any(each.isVisible() and each.parent() is window for each in window.findChildren(Cover))

    def leave_and_look() -> bool:
        qapp.applicationStateChanged.emit(Qt.ApplicationState.ApplicationInactive)
        seen = covered(opened.window)
        qapp.applicationStateChanged.emit(Qt.ApplicationState.ApplicationActive)
        assert not covered(opened.window)
        return seen

    assert not leave_and_look(), "it is not wanted yet"
    opened.window.go("settings")
    qtbot.waitUntil(lambda: opened.tasks.idle)
    box = opened.window.findChild(QCheckBox, "settings.covers")
    assert isinstance(box, QCheckBox)
    box.click()
    opened.window.findChild(QPushButton, "form.save").click()  # type: ignore[union-attr]
    qtbot.waitUntil(lambda: opened.tasks.idle)
    assert leave_and_look()
    qapp.applicationStateChanged.emit(Qt.ApplicationState.ApplicationInactive)
    dialog = QDialog(opened.window)
    qtbot.addWidget(dialog)
    dialog.show()
    assert covered(dialog), "what is shown meanwhile is covered too"
    qapp.applicationStateChanged.emit(Qt.ApplicationState.ApplicationActive)
    assert not covered(dialog)
    assert not covered(opened.window)
    opened.lock()
    unlock(opened, qtbot, PASSPHRASE)
    assert leave_and_look(), "it is the office's setting"
