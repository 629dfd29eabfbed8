"""The real program, worker and window, in a process of its own that is killed while somebody types.

python -m tests.faults.typist VAULT type    opens the office, types into a new person's form, waits for its death
python -m tests.faults.typist VAULT look    opens it again and prints what is offered, and what the form then holds
python -m tests.faults.typist VAULT write   types into a dialog over a person's record, waits for its death
python -m tests.faults.typist VAULT read    opens that dialog again, takes what is offered, prints what it then holds
"""

import sys
import time
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QSettings, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit

from desktop.app.program import Program
from desktop.services import vaults
from desktop.ui.draft_strip import DraftStrip
from desktop.ui.memory import Memory
from desktop.ui.people.consent_dialogs import ConsentDialog
from desktop.ui.shared.draft_offer import DraftOffer
from desktop.ui.start.lock import LockScreen
from tests.services.office_kit import CHEAP, PASSPHRASE

NAME, DAY = "Ptushkamark Half-typed", "31.02"
_PATIENCE = 60.0


def wait(until: Callable[[], bool]) -> None:
    """Let the window live until something is so."""
    end = time.monotonic() + _PATIENCE
    while not until():
        QTest.qWait(5)
        if time.monotonic() > end:
            sys.exit("it took too long")


def begin(vault: Path) -> Program:
    """Start the program and unlock the vault."""
    really = vaults.open_vault
    vaults.open_vault = lambda folder, passphrase, **more: really(folder, passphrase, floor=CHEAP, **more)
    app = QApplication([])
    memory = Memory(QSettings(str(vault.parent / "window.ini"), QSettings.Format.IniFormat))
    memory.keep("language", "en")
    memory.last_vault = vault
    program = Program(app, memory)
    program.window.show()
    screen = program.screen
    assert isinstance(screen, LockScreen)
    screen.passphrase.setText(PASSPHRASE)
    screen.unlock.click()
    wait(lambda: program.place is not None and program.tasks.idle)
    return program


def line(program: Program, name: str) -> QLineEdit:
    """Find a line of the form."""
    found = program.window.findChild(QLineEdit, name)
    assert isinstance(found, QLineEdit)
    return found


def type_and_wait(vault: Path) -> None:
    """Type, let the keeper's own timer keep it, say so, and live on."""
    program = begin(vault)
    program.window.go("people", "new")
    for name, text in (("person.name_local", NAME), ("person.birth_date", DAY)):
        line(program, name).insert(text)
    assert program.window.workspace is not None
    form = program.window.workspace.pages["people"].open_form()
    assert form is not None
    wait(lambda: form.drafting.kept and program.tasks.idle)
    print("kept", flush=True)
    while True:
        QTest.qWait(5)


def look(vault: Path) -> None:
    """Print what is offered, open it, print what stands in it."""
    program = begin(vault)
    strip = program.window.findChild(DraftStrip)
    assert isinstance(strip, DraftStrip)
    print(strip.count.text())
    strip.open_button.click()
    wait(lambda: program.tasks.idle)
    for name in ("person.name_local", "person.birth_date"):
        print(line(program, name).text())
    program.quit()


def in_dialog(program: Program, act: Callable[[ConsentDialog], None]) -> None:
    """Open the consent dialog over the person's record as its button does, and act in it; ends when it is closed."""
    program.window.go("people", "P-0001")
    wait(lambda: program.tasks.idle)
    assert program.place is not None
    dialog = ConsentDialog(program.place, "P-0001", parent=program.window)
    QTimer.singleShot(300, lambda: act(dialog))
    program.prompts.show(dialog)


def write_and_wait(vault: Path) -> None:
    """Type into a dialog, let the keeper's own timer keep it, say so, and live on."""
    program = begin(vault)

    def act(dialog: ConsentDialog) -> None:
        QTest.keyClicks(dialog.form.fields["note"].editor, NAME)
        QTest.keyClicks(dialog.form.fields["until"].editor, DAY)
        wait(lambda: dialog.draft_kept and program.tasks.idle)
        QTest.qWait(3_000)  # what was typed last is kept too
        wait(lambda: program.tasks.idle)
        print("kept", flush=True)
        while True:
            QTest.qWait(5)

    in_dialog(program, act)


def read(vault: Path) -> None:
    """Print what is offered, open the dialog, take what is offered in it, print what stands in it."""
    program = begin(vault)
    strip = program.window.findChild(DraftStrip)
    assert isinstance(strip, DraftStrip)
    print(strip.count.text())

    def act(dialog: ConsentDialog) -> None:
        offer = dialog.findChild(DraftOffer)
        assert isinstance(offer, DraftOffer)
        offer.take_button.click()
        for name in ("note", "until"):
            print(dialog.form.fields[name].keep())
        dialog.aside = True
        dialog.reject()

    in_dialog(program, act)
    program.quit()


if __name__ == "__main__":
    {"type": type_and_wait, "look": look, "write": write_and_wait, "read": read}[sys.argv[2]](Path(sys.argv[1]))
