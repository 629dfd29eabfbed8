"""Work runs in one worker thread, results come back on the UI thread, nothing is lost and nothing comes too late."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QObject
from PySide6.QtWidgets import QLabel

from desktop.domain.errors import NotFound, Stopped
from desktop.ui.shared.progress_strip import ProgressStrip
from desktop.ui.tasks import Job, Latest, Tasks
from tests.ui.kit import assert_named

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pytestqt.qtbot import QtBot

    from desktop.domain.progress import Progress


@pytest.fixture
def failures() -> list[BaseException]:
    return []


@pytest.fixture
def worker(qtbot: QtBot, failures: list[BaseException]) -> Iterator[Tasks]:
    tasks = Tasks(failures.append)
    yield tasks
    tasks.close()


def test_work_runs_elsewhere_and_its_result_comes_back_here(qtbot: QtBot, worker: Tasks) -> None:
    seen: list[threading.Thread] = []
    worker.run(threading.current_thread, done=lambda thread: seen.extend((thread, threading.current_thread())))
    qtbot.waitUntil(lambda: len(seen) == 2)
    assert seen[0] is not threading.main_thread()
    assert seen[1] is threading.main_thread()


def test_work_is_done_in_order_by_one_thread(qtbot: QtBot, worker: Tasks) -> None:
    done: list[int] = []
    names: set[int] = set()

    def work(number: int) -> int:
        names.add(threading.get_ident())
        return number

    for number in range(20):
        worker.run(work, number, done=done.append)
    qtbot.waitUntil(lambda: len(done) == 20)
    assert done == list(range(20))
    assert len(names) == 1
    assert worker.idle


def test_a_failure_reaches_who_asked_or_the_window(qtbot: QtBot, worker: Tasks, failures: list[BaseException]) -> None:
    own: list[BaseException] = []

    def fail() -> None:
        raise NotFound(subject="P-0009")

    worker.run(fail, failed=own.append)
    worker.run(fail)
    qtbot.waitUntil(lambda: bool(own and failures))
    assert isinstance(own[0], NotFound)
    assert isinstance(failures[0], NotFound)


def test_progress_is_heard_and_stopping_leaves_nothing(qtbot: QtBot, worker: Tasks) -> None:
    gate = threading.Event()
    steps: list[tuple[int, int]] = []
    failed: list[BaseException] = []

    def work(*, progress: Progress) -> None:
        progress.step(1, 3)
        assert gate.wait(10)
        progress.step(2, 3)

    job = worker.run(work, failed=failed.append, progress=lambda done, whole: steps.append((done, whole)))
    qtbot.waitUntil(lambda: steps == [(1, 3)])
    job.stop()
    gate.set()
    qtbot.waitUntil(lambda: bool(failed))
    assert isinstance(failed[0], Stopped)
    assert job.finished


def test_waiting_work_that_is_stopped_never_begins(qtbot: QtBot, worker: Tasks) -> None:
    gate = threading.Event()
    begun: list[str] = []
    failed: list[BaseException] = []
    worker.run(gate.wait, 10)
    job = worker.run(begun.append, "second", failed=failed.append)
    job.stop()
    gate.set()
    qtbot.waitUntil(lambda: bool(failed))
    assert isinstance(failed[0], Stopped)
    assert begun == []


def test_what_nobody_handles_as_stopped_is_quiet(qtbot: QtBot, worker: Tasks, failures: list[BaseException]) -> None:
    gate = threading.Event()
    worker.run(gate.wait, 10)
    worker.run(lambda: None).stop()
    gate.set()
    qtbot.waitUntil(lambda: worker.idle)
    assert failures == []


@pytest.mark.parametrize("how", ["owner gone", "dropped", "closed in the midst", "closed before delivery"])
def test_what_must_not_be_lost_is_taken_back(qtbot: QtBot, how: str) -> None:
    tasks = Tasks(lambda _error: None)
    gate, worked = threading.Event(), threading.Event()
    delivered: list[object] = []
    taken: list[object] = []
    owner = QObject()

    def work() -> str:
        assert gate.wait(10)
        worked.set()
        return "opened"

    job = tasks.run(work, done=delivered.append, owner=owner, dropped=taken.append)
    if how == "owner gone":
        owner.deleteLater()
        qtbot.waitUntil(lambda: job.dropped)
    elif how == "dropped":
        qtbot.waitUntil(lambda: job.started is not None)
        job.drop()
    if how == "closed in the midst":
        qtbot.waitUntil(lambda: job.started is not None)
        threading.Timer(0.1, gate.set).start()
    else:
        gate.set()
    if how.startswith("closed"):
        assert how == "closed in the midst" or worked.wait(10)
        tasks.close()
        assert taken == ["opened"]
    else:
        qtbot.waitUntil(lambda: tasks.idle and bool(taken))
        tasks.close()
    qtbot.wait(50)
    assert taken == ["opened"]
    assert delivered == []


def test_what_is_delivered_is_not_taken_back(qtbot: QtBot, worker: Tasks) -> None:
    delivered: list[object] = []
    taken: list[object] = []
    worker.run(lambda: "opened", done=delivered.append, dropped=taken.append)
    qtbot.waitUntil(lambda: worker.idle)
    worker.close()
    assert (delivered, taken) == (["opened"], [])


def test_nothing_is_delivered_to_a_widget_that_is_gone_but_the_work_is_done(qtbot: QtBot, worker: Tasks) -> None:
    gate = threading.Event()
    worked: list[str] = []
    delivered: list[object] = []
    owner = QObject()
    worker.run(gate.wait, 10)
    worker.run(worked.append, "saved", done=delivered.append, owner=owner)
    with qtbot.waitSignal(owner.destroyed):
        owner.deleteLater()
    gate.set()
    qtbot.waitUntil(lambda: worker.idle)
    assert worked == ["saved"]
    assert delivered == []


def test_a_method_of_a_widget_brings_its_owner(qtbot: QtBot, worker: Tasks) -> None:
    label = QLabel()
    job = worker.run(lambda: "text", done=label.setText)
    assert job.owner is label or job.owner is None  # Qt's own methods carry no owner everywhere
    qtbot.waitUntil(lambda: label.text() == "text")
    label.deleteLater()


def test_the_latest_drops_what_it_overtakes(qtbot: QtBot, worker: Tasks) -> None:
    gate = threading.Event()
    worked: list[int] = []
    shown: list[int] = []
    latest = Latest(worker)
    worker.run(gate.wait, 10)

    def work(number: int) -> int:
        worked.append(number)
        return number

    for number in range(5):
        latest.run(work, number, done=shown.append)
    gate.set()
    qtbot.waitUntil(lambda: worker.idle)
    assert worked == [4]
    assert shown == [4]


def test_closing_waits_for_the_running_work(qtbot: QtBot) -> None:
    tasks = Tasks(lambda error: None)
    begun, ended = threading.Event(), threading.Event()

    def work() -> None:
        begun.set()
        threading.Event().wait(0.05)
        ended.set()

    tasks.run(work)
    assert begun.wait(10)
    tasks.close()
    assert ended.is_set()
    assert not [thread for thread in threading.enumerate() if thread.name == "worker"]


def test_lasting_work_is_shown_with_its_title_and_a_stop(
    qtbot: QtBot, worker: Tasks, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("desktop.ui.tasks.LONG_SECONDS", 0.0)
    strip = ProgressStrip(worker)
    qtbot.addWidget(strip)
    gate = threading.Event()
    failed: list[BaseException] = []

    def work(*, progress: Progress) -> None:
        progress.step(1, 4)
        assert gate.wait(10)
        progress.step(2, 4)

    worker.run(work, failed=failed.append, progress=lambda done, whole: None, title="Making the workbook…")
    qtbot.waitUntil(lambda: not strip.isHidden())
    assert_named(strip)
    assert "Making the workbook…" in [label.text() for label in strip.findChildren(QLabel)]
    strip._stop.click()
    gate.set()
    qtbot.waitUntil(lambda: strip.isHidden())
    assert isinstance(failed[0], Stopped)


def test_dropped_jobs_say_so() -> None:
    job = Job(lambda job: None, "", stoppable=False)
    assert not job.dropped
    job.drop()
    assert job.dropped
    with pytest.raises(Stopped):
        job.perform(lambda _job: None)


def test_what_comes_after_the_closing_is_not_begun(qtbot: QtBot) -> None:
    """A page's timer may ring once more while the window goes: it must not start a worker that nobody ends."""
    tasks = Tasks(lambda error: None)
    done: list[int] = []
    tasks.run(lambda: 1, done=done.append)
    tasks.close()
    late = tasks.run(lambda: 2, done=done.append)
    assert late.finished
    assert tasks.idle
    assert not [thread for thread in threading.enumerate() if thread.name == "worker"]
    assert 2 not in done
