"""Each test of the window gets a dressed application, and leaves the language as it was."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QApplication

from desktop import paths
from desktop.i18n import install, use_language
from desktop.ui.theme import Theme, ThemeChoice
from tests.ui.desk import Desk, make_desk
from tests.ui.kit import FakePrompts, InlineTasks


@pytest.fixture(scope="session")
def dressed(qapp: QApplication) -> Theme:
    install(paths.resources() / "translations")
    return Theme(qapp, ThemeChoice.LIGHT)


@pytest.fixture(autouse=True)
def _english(dressed: Theme) -> Iterator[None]:
    use_language("en")
    yield
    # No event loop ran, so the test's widgets still wait for their end; each would be dressed and translated anew.
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    if dressed.choice is not ThemeChoice.LIGHT:
        dressed.choose(ThemeChoice.LIGHT)
    use_language("en")


@pytest.fixture
def tasks(qapp: QApplication) -> Iterator[InlineTasks]:
    made = InlineTasks()
    yield made
    made.close()


@pytest.fixture
def prompts() -> FakePrompts:
    return FakePrompts()


@pytest.fixture
def desk(tmp_path: Path, tasks: InlineTasks, prompts: FakePrompts) -> Iterator[Desk]:
    """A real office with a cheap key derivation, and a place to work in it."""
    made = make_desk(tmp_path, tasks, prompts)
    yield made
    made.office.close()
