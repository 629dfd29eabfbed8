"""What tests of the window share: work done at once, prompts that answer by themselves, and the walk over names."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeVar

from PySide6.QtCore import QObject, QSettings
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractSpinBox,
    QCalendarWidget,
    QComboBox,
    QDialog,
    QHeaderView,
    QLineEdit,
    QPlainTextEdit,
    QTextEdit,
    QWidget,
)

from desktop.ui.density import Density
from desktop.ui.memory import Memory
from desktop.ui.prompts import FileKind, Prompts
from desktop.ui.shared.printing import Printing
from desktop.ui.tasks import Job, Step, Tasks, make_job
from desktop.ui.theme import ThemeChoice

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

T = TypeVar("T")

_INTERACTIVE = (QAbstractButton, QAbstractItemView, QAbstractSpinBox, QComboBox, QLineEdit, QPlainTextEdit, QTextEdit)


class InlineTasks(Tasks):
    """Does the work at once, in the thread that asks; results are delivered before `run` returns."""

    def __init__(self, on_failure: Callable[[BaseException], object] | None = None) -> None:
        super().__init__(on_failure or self._raise)
        self.jobs: list[Job] = []

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
        job = make_job(work, args, done, failed, progress, owner, title, dropped)
        self.jobs.append(job)
        result, error = None, None
        try:
            result = job.perform(self.stepped.emit)
            job.hold(result)
        except Exception as failure:  # noqa: BLE001  # delivered, as by the real worker
            error = failure
        self._on_arrived(job, result, error)
        return job

    @staticmethod
    def _raise(error: BaseException) -> None:
        raise error


class NoOffice:
    """In place of an office, for pages whose reading and storing is replaced: everybody may do everything."""

    user = 1
    hides = False

    def may(self, _verb: str) -> bool:
        return True


class OpenedMeanwhile:
    """In place of what a start screen opens (`work.Opened` and its office), where it is closed again at once."""

    folder = "the vault's folder"

    def __init__(self) -> None:
        self.office = self
        self.closed = False

    def close(self) -> None:
        self.closed = True


class _FakePrinting(Printing):
    """A printer that keeps what it printed."""

    def __init__(self, printed: list[bytes], works: bool) -> None:
        self._printed, self._works = printed, works

    def paint(self, pdf: bytes) -> bool:
        if self._works:
            self._printed.append(pdf)
        return self._works

    def begin(self) -> bool:
        return self._works

    def add(self, pdf: bytes) -> None:
        self._printed.append(pdf)

    def end(self) -> None:
        pass


class FakePrompts(Prompts):
    """Answers what the test says, and remembers what was asked. An unexpected question fails the test."""

    def __init__(self) -> None:
        super().__init__(lambda: None)
        self.answers: list[Any] = []
        self.asked: list[tuple[str, ...]] = []
        self.printed: list[bytes] = []

    def will_answer(self, *answers: object) -> None:
        """Answer the next questions so: True/False, a text, a Path, None for cancelled."""
        self.answers.extend(answers)

    def _answer(self, *question: str) -> Any:
        self.asked.append(question)
        assert self.answers, f"an unexpected question: {question}"
        return self.answers.pop(0)

    def confirm(self, title: str, text: str, verb: str, *, danger: bool = False, keep: str = "") -> bool:
        return bool(self._answer("confirm", title, text, verb))

    def ask_text(self, title: str, label: str, verb: str, *, text: str = "", danger: bool = False) -> str | None:
        answer: str | None = self._answer("ask_text", title, label, verb)
        return answer

    def choose_open(self, title: str, kinds: Sequence[FileKind]) -> Path | None:
        answer: Path | None = self._answer("choose_open", title)
        return answer

    def choose_files(self, title: str, kinds: Sequence[FileKind]) -> tuple[Path, ...]:
        answer: tuple[Path, ...] = self._answer("choose_files", title)
        return answer

    def choose_save(self, title: str, suggested: str, kinds: Sequence[FileKind]) -> Path | None:
        answer: Path | None = self._answer("choose_save", title, suggested)
        return answer

    def choose_folder(self, title: str) -> Path | None:
        answer: Path | None = self._answer("choose_folder", title)
        return answer

    def choose_printer(self, pdf: bytes, *, whole: bool = False) -> Printing | None:
        """Answer None for cancelled, True for a printer that prints, False for one that refuses."""
        answer = self._answer("choose_printer")
        return None if answer is None else _FakePrinting(self.printed, bool(answer))

    def show(self, dialog: QDialog) -> bool:
        answer = self._answer("show", dialog.objectName())
        return bool(answer(dialog)) if callable(answer) else bool(answer)


class Chosen:
    """In place of the theme, for Settings: keeps what was chosen."""

    def __init__(self) -> None:
        self.choice, self.density = ThemeChoice.LIGHT, Density.COMFORTABLE

    def choose(self, choice: ThemeChoice) -> None:
        self.choice = choice

    def pack(self, density: Density) -> None:
        self.density = density


def memory_in(folder: Path) -> Memory:
    """Make a memory of its own for a test."""
    return Memory(QSettings(str(folder / "window.ini"), QSettings.Format.IniFormat))


def unnamed(widget: QWidget) -> list[str]:
    """Give every interactive widget below (and at) `widget` that lacks an object name `area.thing` or a spoken name."""
    found = []
    for each in (widget, *widget.findChildren(QWidget)):
        if not isinstance(each, _INTERACTIVE) or each.isHidden() or _is_part(each):
            continue
        spoken = each.accessibleName() or (each.text() if isinstance(each, QAbstractButton) else "")
        if "." not in each.objectName() or not spoken.strip():
            found.append(f"{type(each).__name__} name={each.objectName()!r} spoken={spoken!r}")
    return found


def _is_part(widget: QWidget) -> bool:
    """Whether Qt made it inside another widget, which is the one that is named."""
    if isinstance(widget, QHeaderView) or widget.objectName().startswith("qt_"):
        return True
    above = widget.parent()
    while isinstance(above, QWidget):
        if isinstance(above, (QComboBox, QLineEdit, QAbstractSpinBox, QCalendarWidget)):
            return True
        if isinstance(above, QAbstractItemView) and isinstance(widget, QAbstractButton):
            return True  # the table's corner
        above = above.parent()
    return False


def assert_named(widget: QWidget) -> None:
    """Fail when an interactive widget cannot be found by name or says nothing to a screen reader."""
    assert unnamed(widget) == []
