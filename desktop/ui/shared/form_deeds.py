"""What can be done with the record that is open in a form, and the keys of it where no menu bar has them."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QPushButton

from desktop.ui.deeds import KEYS, Deed, commands_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from desktop.ui.deeds import Deeds
    from desktop.ui.shared.form_page import FormPage

_WITHIN = Qt.ShortcutContext.WidgetWithChildrenShortcut


class FormKeys(QObject):
    """Ctrl+S, Ctrl+Enter and Escape. The first two rest where the window's own commands have them."""

    def __init__(self, page: FormPage[Any, Any]) -> None:
        super().__init__(page)
        self._page = page
        acts: dict[Deed, Callable[[], object]] = {
            Deed.SAVE: lambda: page.save(),
            Deed.SAVE_NEXT: lambda: page.save(another=True),
        }
        self._saving = [
            QShortcut(QKeySequence(keys), page, act, context=_WITHIN)
            for deed, act in acts.items()
            for keys in KEYS[deed]
        ]
        QShortcut(QKeySequence("Escape"), page, lambda: page.back_asked.emit(), context=_WITHIN)
        page.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.Show:
            alone = not commands_of(self._page)
            for each in self._saving:
                each.setEnabled(alone)
        return False


def form_deeds(page: FormPage[Any, Any], *, saves: bool) -> Deeds:
    """Say what can be done now: saving as the buttons have it, archiving where the page has a button for it."""
    found: dict[Deed, Callable[[], object]] = {}
    if saves and not page.held and not page.saving:
        if _free(page.save_button):
            found[Deed.SAVE] = page.save
        if _free(page.save_another):
            found[Deed.SAVE_NEXT] = partial(page.save, another=True)
    archive = getattr(page, "archive_button", None)
    if isinstance(archive, QPushButton) and archive.isEnabled() and not archive.isHidden():
        archived = bool(getattr(page.record, "archived", False))
        found[Deed.BRING_BACK if archived else Deed.ARCHIVE] = archive.click
    return found


def _free(button: QPushButton) -> bool:
    """Whether a button does not forbid it; one that is hidden has another in its place."""
    return button.isHidden() or button.isEnabled()
