"""Python 3.11 survives PySide's signals: the constants that they use up never run out."""

import subprocess
import sys

_EMITS = """
from PySide6.QtCore import QObject, Signal
{guard}
class Bell(QObject):
    rang = Signal()
bell = Bell()
for _ in range(20_000):
    bell.rang.emit()
print("alive")
"""


def emit_often(guard: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-c", _EMITS.format(guard=guard)], capture_output=True, text=True, check=False, timeout=120
    )


def test_many_signals_leave_the_interpreter_alive() -> None:
    done = emit_often("import desktop.ui")
    assert (done.returncode, done.stdout.strip()) == (0, "alive"), done.stderr


def test_keeping_alive_twice_changes_nothing() -> None:
    from desktop.ui.booleans import keep_alive

    before = sys.getrefcount(True)
    keep_alive()
    assert abs(sys.getrefcount(True) - before) < 1000
