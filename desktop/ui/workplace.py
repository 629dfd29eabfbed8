"""What a page is given, and what it gives: the whole agreement between the shell and the pages."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from desktop.domain.summaries import TaskKind

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from desktop.domain.settings import OfficeSettings
    from desktop.domain.views import SavedView
    from desktop.services.office import Office
    from desktop.ui.changes import Changes
    from desktop.ui.deeds import Deed, Deeds
    from desktop.ui.memory import Memory
    from desktop.ui.prompts import Prompts
    from desktop.ui.shared.form_page import FormPage
    from desktop.ui.tasks import Tasks
    from desktop.ui.views import SavedViews


Target = str | TaskKind


@dataclass(frozen=True, slots=True)
class Workplace:
    """An open office, and the ways to work in it. A page keeps nothing else.

    `navigate(section, target)` goes to a section ("people"): to the record with a code, to a new one for `NEW`, to
    what waits there for a `TaskKind`, to the list as it stands for "". `settings` gives the office's settings as they
    are now. `views` are the saved views of who is at work.
    """

    office: Office
    tasks: Tasks
    changes: Changes
    prompts: Prompts
    memory: Memory
    navigate: Callable[[str, Target], None]
    settings: Callable[[], OfficeSettings]
    views: SavedViews | None = None


NEW = "new"
"""The code that stands for a record that is not there yet."""
BACKUPS = "backups"
"""The target that shows the backups: `navigate("settings", BACKUPS)`."""


class PageWidget(QWidget):
    """What the shell asks of a page. Everything but building is optional."""

    target = ""
    """What `open_code` was last given: where a draft of the open form belongs."""

    status_changed = Signal(str)
    """What the status bar says of this page: the sum of the selection."""
    went = Signal(str)
    """What came to the front of this page by itself: a record's code, another target, empty for the list."""

    def open_code(self, code: str) -> None:
        """Show the record with this code, or begin a new one for `NEW`."""

    def front(self) -> str | None:
        """Say what is in front, as `went` does; None for a page that only knows what it was asked for."""
        return None

    def show_list(self) -> None:
        """Go back from a record to the list, where there is one; what is unsaved stays."""

    def show_task(self, task: TaskKind) -> None:
        """Show what Home counted as waiting."""

    def show_view(self, view: SavedView) -> None:
        """Show the list of a saved view, set up as it was saved."""

    def deeds(self) -> Deeds:
        """Say what can be done now with what is open or selected, by which the commands of the menus are enabled."""
        form = self.open_form()
        return form.deeds() if form is not None else {}

    def deed_texts(self) -> Mapping[Deed, str]:
        """Say, marked English, what commands are called here where they do something of this page's own."""
        return {}

    def begin_new(self) -> None:
        """Ctrl+N: begin a new record here."""

    def focus_filter(self) -> None:
        """Ctrl+F: go to the quick filter."""

    def refresh(self) -> None:
        """F5: read again."""

    def unsaved(self) -> bool:
        """Whether leaving now would lose what was entered."""
        return False

    def open_form(self) -> FormPage[Any, Any] | None:
        """Give the form that is open here, if there is one."""
        return None

    def status(self) -> str:
        """What the status bar shows when this page comes to the front."""
        return ""


@dataclass(frozen=True, slots=True)
class SectionSpec:
    """A section of the sidebar. `title` is marked English; `make` imports the page late and builds it."""

    key: str
    title: str
    picture: str
    make: Callable[[Workplace], PageWidget]
    shortcut: str = ""
