"""The lock and what was typed: kept, counted, offered, taken up; by key, idling, sleep; in a dialog, in a save."""

from __future__ import annotations

import gc
import threading
import time
import weakref
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QDialog, QLineEdit, QPlainTextEdit, QVBoxLayout
from shiboken6 import isValid

from desktop.domain.errors import Stopped
from desktop.domain.people import PersonDraft
from desktop.services import vaults
from desktop.services.drafts import waiting_drafts
from desktop.services.people import load_person, save_person
from desktop.ui.people.consent_dialogs import ConsentDialog
from desktop.ui.prompts import Prompts
from desktop.ui.shared.draft_offer import DraftOffer
from desktop.ui.start.lock import LockScreen
from desktop.ui.start.welcome import WelcomeScreen
from desktop.ui.watch import LockReason
from tests.ui.kit import assert_named, memory_in

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from desktop.app.program import Program
    from desktop.domain.progress import Progress
    from desktop.ui.draft_strip import DraftStrip
    from tests.app.conftest import MakeProgram

CONTROL = Qt.KeyboardModifier.ControlModifier


def unlock(program: Program, qtbot: QtBot, passphrase: str) -> None:
    screen = program.screen
    assert isinstance(screen, LockScreen)
    screen.passphrase.setText(passphrase)
    screen.unlock.click()
    qtbot.waitUntil(lambda: program.place is not None and program.tasks.idle, timeout=20_000)
    program.window.may_close = lambda: True  # a test may end in the middle of a form


@pytest.fixture
def opened(make_program: MakeProgram, vault: Path, tmp_path: Path, qtbot: QtBot, passphrase: str) -> Program:
    memory_in(tmp_path).last_vault = vault
    program = make_program()
    unlock(program, qtbot, passphrase)
    return program


def line(program: Program, name: str) -> QLineEdit:
    found = program.window.findChild(QLineEdit, name)
    assert isinstance(found, QLineEdit)
    return found


def type_person(program: Program, qtbot: QtBot, code: str = "new") -> None:
    program.window.go("people", code)
    qtbot.waitUntil(lambda: program.tasks.idle)
    box = line(program, "person.name_local")
    box.setFocus()
    qtbot.keyClicks(box, "Heron Rivers")
    qtbot.keyClicks(line(program, "person.birth_date"), "31.02")


def settled(program: Program, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: program.tasks.idle, timeout=20_000)


def strip(program: Program) -> DraftStrip:
    from desktop.ui.draft_strip import DraftStrip

    assert program.window.workspace is not None
    found: DraftStrip | None = program.window.workspace.findChild(DraftStrip)  # a former one may be about to go
    assert found is not None
    return found


def test_a_half_typed_form_is_there_again_after_the_lock_wrong_input_and_all(
    opened: Program, qtbot: QtBot, passphrase: str
) -> None:
    type_person(opened, qtbot)
    opened.lock()
    settled(opened, qtbot)
    assert isinstance(opened.screen, LockScreen)
    assert opened.screen.drafts.text() == "1 unsaved draft waiting"
    assert opened.screen.drafts.isVisible()
    unlock(opened, qtbot, passphrase)
    assert opened.window.workspace is not None
    assert opened.window.workspace.here == "people"
    assert line(opened, "person.name_local").text() == "Heron Rivers"
    assert line(opened, "person.birth_date").text() == "31.02"
    assert strip(opened).isHidden()
    assert opened.window.workspace.unsaved()


def test_a_stored_records_form_takes_only_what_was_changed(opened: Program, qtbot: QtBot, passphrase: str) -> None:
    type_person(opened, qtbot, "P-0001")
    opened.lock()
    settled(opened, qtbot)
    office = vaults.open_vault(opened.memory.last_vault, passphrase)  # type: ignore[arg-type]  # it is there
    person = load_person(office, "P-0001")
    save_person(office, PersonDraft(alias="Renamed meanwhile"), "P-0001", person.revision)
    office.close()
    unlock(opened, qtbot, passphrase)
    qtbot.waitUntil(lambda: line(opened, "person.name_local").text() == "Heron Rivers")
    assert line(opened, "person.alias").text() == "Renamed meanwhile"
    page = opened.window.workspace.page  # type: ignore[union-attr]
    form = page.open_form() if page is not None else None
    assert form is not None
    assert "changed by somebody" in form.banner.text


def test_after_a_crash_a_draft_is_offered_opened_and_discarded(
    make_program: MakeProgram, opened: Program, qtbot: QtBot, passphrase: str, vault: Path
) -> None:
    type_person(opened, qtbot)
    keeper = opened.locking.keeper
    assert keeper is not None
    keeper.tick()
    settled(opened, qtbot)
    place = opened.place
    assert place is not None
    assert [each.target for each in waiting_drafts(place.office)] == ["new"]
    keeper.end()
    place.office.close()  # as a crash: nothing is tidied up
    opened.place = opened.locking.keeper = None
    program = make_program()
    screen = program.screen
    assert isinstance(screen, LockScreen)
    assert screen.drafts.isHidden()  # nobody can know it before the passphrase
    unlock(program, qtbot, passphrase)
    assert program.window.workspace is not None
    assert program.window.workspace.here == "people"  # as it was left
    shown = strip(program)
    assert shown.isVisible()
    assert shown.count.text() == "1 unsaved draft waiting"
    assert "New person" in shown.what.text()
    assert_named(shown)
    shown.open_button.click()
    settled(program, qtbot)
    assert line(program, "person.name_local").text() == "Heron Rivers"
    assert shown.isHidden()
    program.lock()
    settled(program, qtbot)
    program.locking._was = None
    unlock(program, qtbot, passphrase)
    strip(program).discard_button.click()
    settled(program, qtbot)
    assert program.place is not None
    assert waiting_drafts(program.place.office) == ()


def test_saving_and_leaving_a_form_lose_its_draft(opened: Program, qtbot: QtBot, prompts: Prompts, vault: Path) -> None:
    type_person(opened, qtbot)
    keeper, place = opened.locking.keeper, opened.place
    assert keeper is not None
    assert place is not None
    keeper.tick()
    settled(opened, qtbot)
    assert len(waiting_drafts(place.office)) == 1
    line(opened, "person.birth_date").clear()
    page = opened.window.workspace.page  # type: ignore[union-attr]
    form = page.open_form() if page is not None else None
    assert form is not None
    form.save()
    settled(opened, qtbot)
    assert waiting_drafts(place.office) == ()
    type_person(opened, qtbot)
    keeper.tick()
    settled(opened, qtbot)
    assert len(waiting_drafts(place.office)) == 1
    prompts.will_answer(True)  # type: ignore[attr-defined]  # leave without saving
    page.close_form()  # type: ignore[union-attr]
    keeper.tick()
    settled(opened, qtbot)
    assert waiting_drafts(place.office) == ()


def test_nothing_is_written_while_nothing_changes(
    opened: Program, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    keeper = opened.locking.keeper
    assert keeper is not None
    asked: list[object] = []
    really = opened.tasks.run
    monkeypatch.setattr(opened.tasks, "run", lambda *args, **more: (asked.append(args[0]), really(*args, **more))[1])
    keeper.tick()
    assert asked == []
    type_person(opened, qtbot)
    asked.clear()
    keeper.tick()
    settled(opened, qtbot)
    assert len(asked) == 1
    keeper.tick()
    assert len(asked) == 1


def test_what_the_office_left_is_collected_when_it_is_locked_and_not_when_it_is_due(
    opened: Program, qtbot: QtBot
) -> None:
    class Page:
        """What only the collector can free, and has seen so often that it is in no haste."""

        def __init__(self) -> None:
            self.me = self

    page = Page()
    gone = weakref.ref(page)
    gc.collect()
    gc.collect()
    del page
    opened.locking.lock()
    qtbot.waitUntil(lambda: gone() is None)


def test_the_lock_key_works_in_a_dialog_which_is_closed(
    make_program: MakeProgram, opened: Program, qtbot: QtBot
) -> None:
    type_person(opened, qtbot)
    place = opened.place
    assert place is not None
    answers: list[bool] = []
    dialog = QDialog(opened.window)
    box = QLineEdit()
    QVBoxLayout(dialog).addWidget(box)

    def press() -> None:
        handle = dialog.windowHandle()
        opened.locking.watch._stand_before(handle)
        qtbot.keyClick(handle, Qt.Key.Key_L, CONTROL)

    QTimer.singleShot(200, press)
    began = time.monotonic()
    answers.append(Prompts(lambda: opened.window).show(dialog))
    assert answers == [False]
    assert isinstance(opened.screen, LockScreen)
    assert time.monotonic() - began < 5
    workspace = opened.window.findChild(QPlainTextEdit, "person.notes")
    qtbot.waitUntil(lambda: workspace is None or not isValid(workspace))
    settled(opened, qtbot)
    assert opened.screen.drafts.text() == "1 unsaved draft waiting"


NOTE = "She said, and then the po"


def consent_over(program: Program, qtbot: QtBot) -> ConsentDialog:
    """Open the consent dialog over a person's record, as its button does."""
    program.window.go("people", "P-0001")
    settled(program, qtbot)
    assert program.place is not None
    return ConsentDialog(program.place, "P-0001", parent=program.window)


def real_prompts(program: Program) -> Prompts:
    """Give prompts that really show dialogs, with the open office's keeper of drafts."""
    assert program.locking.keeper is not None
    prompts = Prompts(lambda: program.window)
    prompts.drafts = program.locking.keeper.dialogs
    return prompts


def write_note(dialog: ConsentDialog, qtbot: QtBot) -> None:
    editor = dialog.form.fields["note"].editor
    editor.setFocus()
    qtbot.keyClicks(editor, NOTE)


def panic(program: Program, dialog: ConsentDialog, qtbot: QtBot) -> None:
    handle = dialog.windowHandle()
    program.locking.watch._stand_before(handle)
    qtbot.keyClick(handle, Qt.Key.Key_L, CONTROL)


def idle(program: Program, _dialog: ConsentDialog, _qtbot: QtBot) -> None:
    watch = program.locking.watch
    now = [watch._boot() + watch.limit + 1]
    watch._boot = watch._awake = lambda: now[0]
    watch._asleep = 0.0
    watch.tick()


@pytest.mark.parametrize("lock", [panic, idle])
def test_what_is_half_typed_in_a_dialog_outlives_the_lock_and_is_offered_there_again(
    opened: Program, qtbot: QtBot, passphrase: str, lock: Callable[[Program, ConsentDialog, QtBot], None]
) -> None:
    dialog = consent_over(opened, qtbot)

    def act() -> None:
        write_note(dialog, qtbot)
        lock(opened, dialog, qtbot)

    QTimer.singleShot(200, act)
    assert not real_prompts(opened).show(dialog)  # nobody was asked: the lock waits for nothing
    settled(opened, qtbot)
    assert isinstance(opened.screen, LockScreen)
    assert opened.screen.drafts.text() == "1 unsaved draft waiting"
    opened.locking.watch.note()
    unlock(opened, qtbot, passphrase)
    settled(opened, qtbot)
    assert opened.window.workspace is not None
    assert opened.window.workspace.here == "people"
    strip(opened).open_button.click()
    settled(opened, qtbot)
    assert "Record a consent of P-0001" in opened.window.workspace.banner.text
    again, found = consent_over(opened, qtbot), []

    def answer() -> None:
        offer = again.findChild(DraftOffer)
        assert offer is not None
        assert offer.isVisible()
        offer.take_button.click()
        found.append(again.form.fields["note"].keep())
        again.do()

    QTimer.singleShot(200, answer)
    assert real_prompts(opened).show(again)
    assert found == [NOTE]
    settled(opened, qtbot)
    assert opened.place is not None
    assert waiting_drafts(opened.place.office) == ()
    assert strip(opened).isHidden()


def test_a_form_that_is_being_saved_leaves_a_draft_only_if_that_fails(
    opened: Program, qtbot: QtBot, passphrase: str
) -> None:
    gate = threading.Event()
    opened.tasks.run(gate.wait, 20)
    type_person_now(opened, qtbot)
    page = opened.window.workspace.page  # type: ignore[union-attr]
    form = page.open_form() if page is not None else None
    assert form is not None
    really = form.store
    entered = threading.Event()

    def slowly(draft: object) -> object:
        entered.set()
        return really(draft)

    form.store = slowly  # type: ignore[method-assign]  # it is held open until the lock came
    form.save()
    gate.set()
    assert entered.wait(20)
    opened.lock()
    settled(opened, qtbot)
    assert isinstance(opened.screen, LockScreen)
    assert opened.screen.drafts.isHidden()


def type_person_now(program: Program, qtbot: QtBot) -> None:
    program.window.go("people", "new")
    box = line(program, "person.name_local")
    box.setFocus()
    qtbot.keyClicks(box, "Heron Rivers")


def test_idle_time_locks_and_a_hand_or_a_running_export_keeps_it_open(opened: Program, qtbot: QtBot) -> None:
    watch = opened.locking.watch
    assert watch.limit == 5 * 60
    now = [0.0]
    watch._boot = watch._awake = lambda: now[0]
    watch._asleep = 0.0
    watch.note()
    now[0] = 299
    watch.tick()
    assert opened.place is not None
    watch.note()
    now[0] = 598
    watch.tick()
    assert opened.place is not None
    gate = threading.Event()
    opened.tasks.run(
        lambda *, progress: gate.wait(20) and progress.step(1, 1), progress=lambda _d, _w: None, title="Exporting"
    )
    now[0] = 2_000
    watch.tick()
    assert opened.place is not None
    gate.set()
    settled(opened, qtbot)
    watch.tick()
    assert opened.place is None
    assert isinstance(opened.screen, LockScreen)


def test_a_machine_that_slept_locks_at_once(opened: Program) -> None:
    watch = opened.locking.watch
    reasons: list[LockReason] = []
    watch.wanted.connect(reasons.append)
    watch._boot, watch._awake, watch._asleep = (lambda: 160.0), (lambda: 100.0), 58.5
    watch.tick()
    assert opened.place is not None
    watch._asleep = 57.0
    watch.tick()
    assert opened.place is None
    assert reasons == [LockReason.SLEPT]


@pytest.mark.parametrize("reason", LockReason)
def test_the_lock_gives_up_an_unlock_under_way(
    opened: Program, qtbot: QtBot, passphrase: str, vault: Path, reason: LockReason
) -> None:
    opened.lock()
    settled(opened, qtbot)
    screen = opened.screen
    assert isinstance(screen, LockScreen)
    screen.passphrase.setText(passphrase)
    screen.unlock.click()
    opened.locking._on_wanted(reason)
    settled(opened, qtbot)
    assert opened.place is None
    assert opened.screen is screen
    vaults.open_vault(vault, passphrase).close()  # it is closed again: nobody else's lock is on it
    unlock(opened, qtbot, passphrase)


def test_the_lock_is_not_left_while_it_opens(opened: Program, qtbot: QtBot, passphrase: str) -> None:
    opened.lock()
    settled(opened, qtbot)
    screen = opened.screen
    assert isinstance(screen, LockScreen)
    assert screen.other.isEnabled()
    screen.passphrase.setText(passphrase)
    screen.unlock.click()
    screen.other.click()
    screen.forgotten.click()
    assert opened.screen is screen
    qtbot.waitUntil(lambda: opened.place is not None and opened.tasks.idle, timeout=20_000)


@pytest.mark.parametrize("gone", [False, True], ids=["dropped", "deleted"])
def test_an_unlock_that_was_left_behind_is_closed_again(
    opened: Program, qtbot: QtBot, passphrase: str, vault: Path, gone: bool
) -> None:
    opened.lock()
    settled(opened, qtbot)
    screen = opened.screen
    assert isinstance(screen, LockScreen)
    screen.passphrase.setText(passphrase)
    gate = threading.Event()
    opened.tasks.run(gate.wait, 20)
    screen.unlock.click()
    opened.show_welcome()
    if gone:
        qtbot.waitUntil(lambda: not isValid(screen))
    gate.set()
    settled(opened, qtbot)
    assert opened.place is None
    assert isinstance(opened.screen, WelcomeScreen)
    vaults.open_vault(vault, passphrase).close()  # nobody else's lock is on it


def test_a_busy_worker_is_stopped_and_the_keys_go(opened: Program, qtbot: QtBot) -> None:
    place = opened.place
    assert place is not None
    keys, signer = place.office.keys, place.office.signer
    assert keys is not None
    assert signer is not None
    begun = threading.Event()
    ended: list[int] = []

    def export(*, progress: Progress) -> None:
        begun.set()
        for step in range(2_000):
            try:
                progress.step(step, 2_000)
            except Stopped:
                ended.append(step)
                raise
            time.sleep(0.01)

    opened.tasks.run(export, progress=lambda _done, _whole: None, title="Exporting")
    assert begun.wait(20)
    assert any(keys.ledger)
    opened.lock()
    qtbot.waitUntil(lambda: not any(keys.ledger), timeout=15_000)
    assert ended[0] < 2_000, "it was broken off, and not waited for"
    settled(opened, qtbot)
    assert keys.identity is not None
    assert not any(keys.identity)
    with pytest.raises(RuntimeError):
        signer.sign("00")


def test_what_was_copied_is_marked_and_cleared_by_the_lock(opened: Program, qtbot: QtBot) -> None:
    clipboard = QGuiApplication.clipboard()
    clipboard.setText("P-0001  Heron")
    assert clipboard.mimeData().data("x-kde-passwordManagerHint").data() == b"secret"
    assert clipboard.text() == "P-0001  Heron"
    opened.lock()
    assert clipboard.text() == ""


def test_a_lock_keeps_what_the_worker_had_no_time_for_also_when_the_program_ends(
    opened: Program, qtbot: QtBot, passphrase: str, vault: Path
) -> None:
    type_person_now(opened, qtbot)
    settled(opened, qtbot)
    keeper = opened.locking.keeper
    assert keeper is not None
    gate = threading.Event()
    opened.tasks.run(gate.wait, 20)
    keeper.tick()  # it waits behind what is being done, and the lock stops it before it begins
    opened.lock()
    gate.set()
    opened.quit()
    office = vaults.open_vault(vault, passphrase)
    assert [each.target for each in waiting_drafts(office)] == ["new"]
    office.close()
