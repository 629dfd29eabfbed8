"""The single way off the UI thread: one worker thread that does one thing after another.

The vault has one connection, so there is one worker. Results come back on the UI thread. A failure always reaches
somebody: the caller's `failed`, or the handler given when the tasks were made.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from queue import SimpleQueue
from typing import Any, TypeVar

from PySide6.QtCore import QObject, QTimer, Signal
from shiboken6 import isValid

from desktop.domain.errors import Stopped
from desktop.ui.collecting import Collecting

T = TypeVar("T")
Step = Callable[[int, int], object]

LONG_SECONDS = 1.0
"""Work that takes longer is shown with its progress and a way to stop it."""
_STEP_SECONDS = 0.05
_WATCH_MILLISECONDS = 200


def unseen(_done: int, _whole: int) -> None:
    """Give as `progress` for reads that may be overtaken (`Job.drop`): nobody looks at how far they are."""


class Job:
    """One piece of work. `done`, `whole` are its progress in parts (whole 0: unknown)."""

    def __init__(self, work: Callable[[Job], Any], title: str, stoppable: bool) -> None:
        self.title = title
        self.stoppable = stoppable
        self.done = 0
        self.whole = 0
        self.started: float | None = None
        self.finished = False
        self.announced = False
        self._work = work
        self._stop = threading.Event()
        self._drop = False
        self._stepped_at = 0.0
        self._on_step: Callable[[Job], None] | None = None
        self.on_done: Callable[[Any], object] | None = None
        self.on_failed: Callable[[BaseException], object] | None = None
        self.on_step: Step | None = None
        self.on_dropped: Callable[[Any], object] | None = None
        self._held: tuple[Any, ...] = ()
        self.owner: QObject | None = None
        self.must = False

    def stop(self) -> None:
        """Ask the work to stop: waiting work never begins, running work hears it at its next step.

        `failed` then gets `Stopped`. Work that could not stop any more ends as usual: what it did is done.
        """
        self._stop.set()

    def drop(self) -> None:
        """Stop the work and forget it: nothing is delivered. For reads that were overtaken."""
        self._drop = True
        self._stop.set()

    @property
    def dropped(self) -> bool:
        """Whether nobody waits for the result any more."""
        return self._drop or (self.owner is not None and not isValid(self.owner))

    def hold(self, result: Any) -> None:
        """Keep a result that must not be lost, until it is delivered or given to `on_dropped` (the worker thread)."""
        if self.on_dropped is not None:
            self._held = (result,)

    def let_go(self) -> tuple[Any, ...]:
        """Give the kept result, once."""
        held, self._held = self._held, ()
        return held

    def step(self, done: int, whole: int) -> None:
        """Take the work's progress (called by the work, in the worker thread)."""
        if self._stop.is_set():
            raise Stopped
        self.done, self.whole = done, whole
        now = time.monotonic()
        if self._on_step is not None and now - self._stepped_at >= _STEP_SECONDS:
            self._stepped_at = now
            self._on_step(self)

    def perform(self, on_step: Callable[[Job], None]) -> Any:
        """Do the work in the thread that calls; raises `Stopped` when it was stopped before it began."""
        if self._stop.is_set():
            raise Stopped
        self._on_step = on_step
        self.started = time.monotonic()
        return self._work(self)


class Tasks(QObject):
    """The worker. `lasting`: a job has run for over a second; `stepped`: it came further; `ended`: it is over."""

    lasting = Signal(object)
    stepped = Signal(object)
    ended = Signal(object)
    _arrived = Signal(object, object, object)

    def __init__(self, on_failure: Callable[[BaseException], object], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._on_failure = on_failure
        self._queue: SimpleQueue[Job | None] = SimpleQueue()
        self._open: list[Job] = []
        self._thread: threading.Thread | None = None
        self._closed = False
        self._watch = QTimer(self, interval=_WATCH_MILLISECONDS)
        self._watch.timeout.connect(self._on_watch)
        self._collecting = Collecting(self)
        self._arrived.connect(self._on_arrived)
        self.stepped.connect(self._on_stepped)

    def run(
        self,
        work: Callable[..., T],
        *args: object,
        done: Callable[[T], object] | None = None,
        failed: Callable[[BaseException], object] | None = None,
        progress: Step | None = None,
        owner: QObject | None = None,
        title: str = "",
        dropped: Callable[[T], object] | None = None,
    ) -> Job:
        """Do `work(*args)` in the worker thread; call `done(result)` or `failed(error)` on the UI thread.

        With `progress`, the work gets a `progress=` argument (domain.progress.Progress) and `progress(done, whole)` is
        called on the UI thread; such work can be stopped. Nothing is delivered once `owner` is gone (a method of a
        QObject brings its owner by itself), but the work is done: a saved form may be closed at once. What must not be
        lost then (an office that was opened) is given to `dropped`, in the worker thread.
        """
        job = make_job(work, args, done, failed, progress, owner, title, dropped)
        if self._closed:  # a page's timer may ring once more while the window goes
            job.drop()
            job.finished = True
            return job
        self._open.append(job)
        self._begin(job)
        return job

    def stop_all(self) -> None:
        """Ask all work to stop, and forget the results of what was only read; used on locking."""
        for job in self._open:
            if not job.must:
                job.stop()

    def close(self) -> None:
        """Let the running work end, and what `must` be done; drop the rest, end the thread for good."""
        self._closed = True
        waiting = [*self._open]
        for job in waiting:
            if not job.must:
                job.drop()
        self._open.clear()
        self._watch.stop()
        if self._thread is not None:
            self._queue.put(None)
            self._thread.join()
            self._thread = None
            self._collecting.end()
        for job in waiting:
            self._take_back(job)

    @property
    def idle(self) -> bool:
        """Whether nothing is being done or waits."""
        return not self._open

    @property
    def asked_for(self) -> bool:
        """Whether something lasting is being done that somebody asked for: it has a name and shows its progress."""
        return any(job.title and job.stoppable for job in self._open)

    def _begin(self, job: Job) -> None:
        if self._thread is None:
            self._collecting.begin()
            self._thread = threading.Thread(target=self._serve, name="worker", daemon=True)
            self._thread.start()
        self._queue.put(job)
        if not self._watch.isActive():
            self._watch.start()

    def _serve(self) -> None:
        while (job := self._queue.get()) is not None:
            try:
                result, error = job.perform(self.stepped.emit), None
                job.hold(result)
            except Exception as failure:  # noqa: BLE001  delivered to the UI thread
                result, error = None, failure
            self._arrived.emit(job, result, error)
            del job, result, error  # hold nothing of the vault while waiting

    def _on_arrived(self, job: Job, result: object, error: BaseException | None) -> None:
        if job in self._open:
            self._open.remove(job)
        if not self._open:
            self._watch.stop()
        job.finished = True
        self.ended.emit(job)
        self._deliver(job, result, error)

    def _deliver(self, job: Job, result: object, error: BaseException | None) -> None:
        if job.dropped:
            self._take_back(job)
            return
        job.let_go()
        if error is None:
            if job.on_done is not None:
                job.on_done(result)
        elif job.on_failed is not None:
            job.on_failed(error)
        elif not isinstance(error, Stopped):
            self._on_failure(error)

    def _take_back(self, job: Job) -> None:
        """Give what nobody waits for any more to the job's `on_dropped`; at the end there is no other thread for it."""
        held, act = job.let_go(), job.on_dropped
        if held and act is not None:
            if self._closed:
                act(held[0])
            else:
                self.run(act, held[0]).must = True

    def _on_stepped(self, job: Job) -> None:
        if job.on_step is not None and not job.dropped and not job.finished:
            job.on_step(job.done, job.whole)

    def _on_watch(self) -> None:
        now = time.monotonic()
        for job in self._open:
            if job.started is not None and not job.announced and now - job.started >= LONG_SECONDS:
                job.announced = True
                self.lasting.emit(job)


def make_job(
    work: Callable[..., T],
    args: tuple[object, ...],
    done: Callable[[T], object] | None,
    failed: Callable[[BaseException], object] | None,
    progress: Step | None,
    owner: QObject | None,
    title: str,
    dropped: Callable[[T], object] | None = None,
) -> Job:
    """Make a job out of `Tasks.run`'s arguments."""

    def perform(job: Job) -> T:
        return work(*args, progress=job) if progress is not None else work(*args)

    job = Job(perform, title, stoppable=progress is not None and progress is not unseen)
    job.on_done, job.on_failed, job.on_step, job.on_dropped = done, failed, progress, dropped
    self_of = getattr(done, "__self__", None) or getattr(failed, "__self__", None)
    job.owner = owner or (self_of if isinstance(self_of, QObject) else None)
    return job


class Latest:
    """Keeps only the newest of one kind of work: what it overtakes is dropped (each keystroke of a filter)."""

    def __init__(self, tasks: Tasks) -> None:
        self._tasks = tasks
        self._job: Job | None = None

    def run(
        self,
        work: Callable[..., T],
        *args: object,
        done: Callable[[T], object],
        failed: Callable[[BaseException], object] | None = None,
        owner: QObject | None = None,
    ) -> Job:
        """As `Tasks.run`, dropping the former."""
        self.drop()
        job = self._tasks.run(work, *args, done=done, failed=failed, owner=owner)
        self._job = None if job.finished else job
        return job

    def drop(self) -> None:
        """Forget what is under way."""
        if self._job is not None:
            self._job.drop()
            self._job = None
