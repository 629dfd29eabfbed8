"""Garbage is collected on the UI thread alone while there is a worker: Qt's objects must not end in another thread."""

from __future__ import annotations

import gc
import subprocess
import sys
import threading
from typing import TYPE_CHECKING

import pytest

from desktop.ui.collecting import Collecting, collect_what_is_due
from desktop.ui.tasks import Tasks
from run import ROOT

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

_MANY = 20_000


class Cycle:
    """Something that only the collector can free; tells in which thread that was."""

    ended: list[threading.Thread]

    def __init__(self, ended: list[threading.Thread]) -> None:
        self.ended, self.me = ended, self

    def __del__(self) -> None:
        self.ended.append(threading.current_thread())


def _make_garbage(ended: list[threading.Thread]) -> int:
    for _each in range(_MANY):
        Cycle(ended)
    return len(ended)


def test_without_it_the_thread_that_allocates_collects() -> None:
    """The control: this is what Python does by itself."""
    ended: list[threading.Thread] = []
    thread = threading.Thread(target=_make_garbage, args=(ended,))
    thread.start()
    thread.join()
    assert thread in ended


def test_the_worker_collects_nothing_and_the_ui_thread_all_of_it(qtbot: QtBot) -> None:
    ended: list[threading.Thread] = []
    in_worker: list[int] = []
    tasks = Tasks(lambda error: None)
    tasks.run(_make_garbage, ended, done=in_worker.append)
    qtbot.waitUntil(lambda: bool(in_worker))
    qtbot.waitUntil(lambda: len(ended) == _MANY, timeout=20_000)
    tasks.close()
    assert set(ended) == {threading.main_thread()}
    assert gc.isenabled()


def test_it_is_given_back_when_the_last_one_ends(qtbot: QtBot) -> None:
    one, two = Collecting(), Collecting()
    for each in (one, two, one):
        each.begin()
    one.end()
    assert not gc.isenabled()
    two.end()
    two.end()
    assert gc.isenabled()


def test_nothing_is_collected_before_it_is_due() -> None:
    gc.collect()
    before = gc.get_stats()[0]["collections"]
    collect_what_is_due()
    assert gc.get_stats()[0]["collections"] == before


def test_what_lasts_is_not_looked_through_and_what_comes_later_is() -> None:
    program = (  # in a process of its own: what other tests have open must not last
        "import gc, weakref\n"
        "from desktop.ui.collecting import keep_what_lasts\n"
        "class Thing: pass\n"
        "def cycle():\n"
        "    made = Thing()\n"
        "    made.me = made\n"
        "    return weakref.ref(made)\n"
        "gc.disable()\n"
        "before = cycle()\n"
        "keep_what_lasts()\n"
        "after = cycle()\n"
        "gc.collect()\n"
        "print(gc.get_freeze_count() > 10_000, before() is not None, after() is None)\n"
    )
    done = subprocess.run([sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["True"] * 3


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere freed memory is the system's own matter")
@pytest.mark.parametrize("given_back", [True, False])
def test_what_is_freed_goes_back_to_the_system(given_back: bool) -> None:
    """Freed blocks between others that live on; the control leaves them to the C library, which keeps them all."""
    program = (  # in a process of its own: the memory of others would be counted
        "import sys\n"
        "from pathlib import Path\n"
        "from desktop.ui import collecting\n"
        "def resident():\n"
        "    pages = int(Path('/proc/self/statm').read_text(encoding='ascii').split()[1])\n"
        "    return pages * 4096 >> 20\n"
        "if sys.argv[1] == 'False':\n"
        "    collecting._give_back = lambda: None\n"
        "before = resident()\n"
        "blocks = [bytes(3000) for _each in range(40_000)]\n"
        "blocks = blocks[::100]\n"
        "collecting.collect_all()\n"
        "print(resident() - before)\n"
    )
    command = [sys.executable, "-c", program, str(given_back)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    assert (int(done.stdout) < 30) is given_back, f"{done.stdout} MB of 114 are still held"


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere the C library parts its memory otherwise")
@pytest.mark.parametrize("apart", [True, False])
def test_a_large_block_has_pages_of_its_own(apart: bool) -> None:
    """The control: once a large block was freed, the C library puts all smaller ones among the small blocks."""
    program = (  # in a process of its own: what it is told holds for the whole process
        "import ctypes, sys\n"
        "from PySide6.QtCore import QCoreApplication\n"
        "from desktop.ui.collecting import Collecting\n"
        "app = QCoreApplication([])\n"
        "held = Collecting()\n"
        "if sys.argv[1] == 'True':\n"
        "    held.begin()\n"
        "c = ctypes.CDLL(None)\n"
        "c.malloc.restype, c.free.argtypes = ctypes.c_void_p, [ctypes.c_void_p]\n"
        "c.free(c.malloc(8 << 20))\n"
        "fields = 'arena ordblks smblks mapped_blocks mapped usmblks fsmblks used unused top'.split()\n"
        "Told = type('Told', (ctypes.Structure,), {'_fields_': [(each, ctypes.c_size_t) for each in fields]})\n"
        "c.mallinfo2.restype = Told\n"
        "before = c.mallinfo2().mapped_blocks\n"
        "blocks = [c.malloc(1 << 20) for _each in range(4)]\n"
        "print(c.mallinfo2().mapped_blocks - before)\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", program, str(apart)], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert int(done.stdout) == (4 if apart else 0)
