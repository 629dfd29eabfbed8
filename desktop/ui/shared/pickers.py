"""Fields that name a person or a campaign: type any part of a code or name, in any script, and choose."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QModelIndex, Qt, QTimer
from PySide6.QtGui import QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QCompleter, QListView

from desktop.i18n import tr
from desktop.services import lists
from desktop.ui.icons import icon
from desktop.ui.shared.fields import REQUIRED, Field
from desktop.ui.shared.heard import Line, hear_choice
from desktop.ui.shared.naming import named
from desktop.ui.tasks import Latest

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from desktop.domain.campaigns import CampaignRow
    from desktop.domain.people import PersonCategory, PersonRow
    from desktop.ui.workplace import Workplace

_CODE = int(Qt.ItemDataRole.UserRole)
_TYPING_MILLISECONDS = 120
NOT_CHOSEN = "pick.not_chosen"


class Picker(Field[str | None]):
    """Chooses a record by its code. `find(text)` runs in the worker; `describe(row)` gives (code, shown text).

    `chosen` tells the row when one is taken, by mouse, Enter, or leaving the field with one match or a whole code.
    """

    def __init__(
        self,
        place: Workplace,
        name: str,
        title: str,
        find: Callable[[str], Sequence[Any]],
        describe: Callable[[Any], tuple[str, str]],
        *,
        hint: str = "",
        needed: bool = False,
    ) -> None:
        self.line = Line()
        super().__init__(name, title, self.line, hint=hint, needed=needed)
        self._find, self._describe = find, describe
        self._latest = Latest(place.tasks)
        self._code: str | None = None
        self._shown = ""
        self.record: Any = None
        self.on_chosen: Callable[[Any], object] | None = None
        self.line.setClearButtonEnabled(True)
        self.line.addAction(icon("search"), Line.ActionPosition.LeadingPosition)
        self._model = QStandardItemModel(self)
        self._rows: list[Any] = []
        self._searching = False
        self.tells = False  # a code out of a draft: what follows from it is asked for again
        self._unseen_typing = False  # the text came without the focus, over accessibility
        self._completer = QCompleter(self._model, self)
        self._completer.setCompletionMode(QCompleter.CompletionMode.UnfilteredPopupCompletion)
        self._completer.setWidget(self.line)
        self._completer.setMaxVisibleItems(10)
        self._popup = QListView()
        self._completer.setPopup(self._popup)
        by_index = self._completer.activated[QModelIndex]  # type: ignore[index]  # one of two signals of that name
        by_index.connect(self._on_activated)
        self._typing = QTimer(self, singleShot=True, interval=_TYPING_MILLISECONDS)
        self._typing.timeout.connect(self._search)
        self.line.typed.connect(self._on_typed)
        self.line.textChanged.connect(self._on_text)
        hear_choice(self._popup, self._on_heard)

    def settle(self, area: str) -> None:
        super().settle(area)
        named(self._popup, f"{area}.{self.name}_choices", tr(self.title))

    def retranslate(self) -> None:
        super().retranslate()
        self.line.setPlaceholderText(tr("Type a name or a code"))

    def read(self) -> str | None:
        text = self.line.text().strip()
        if not text:
            if self.needed:
                raise self.refuse(REQUIRED)
            return None
        if self._code is None or text != self._shown:
            raise self.refuse(NOT_CHOSEN)
        return self._code

    def write(self, value: str | None) -> None:
        """Show a code; its name is looked up and shown as soon as it is found."""
        self.record = None
        self._set(value, value or "")
        if value:
            self._latest.run(self._find, value, done=self._on_named, owner=self)

    def keep(self) -> Any:
        text = self.line.text().strip()
        return {"code": self._code} if self._code is not None and text == self._shown else {"text": text}

    def take(self, state: Any) -> None:
        """Show a code that was chosen and tell of its row once it is found, or what was typed and not chosen yet."""
        code = state.get("code")
        if code and code == self._code and self.record is not None:
            return
        self.tells = bool(code)
        self.write(str(code)) if code else self._set(None, str(state.get("text", "")))

    def write_row(self, row: Any) -> None:
        """Show a row that is at hand."""
        self.record = row
        self._set(self._describe(row)[0], self.short(row))
        self.line.setToolTip(self._describe(row)[1])

    def short(self, row: Any) -> str:
        """Say in the line which row is chosen; the choices say more of it."""
        return self._describe(row)[1]

    def leave(self) -> None:
        super().leave()
        self.tidy()  # what was found since the field was left may be what was typed

    def tidy(self) -> None:
        """Leaving with a single match, or with a whole code typed, takes it."""
        text = self.line.text().strip()
        if not text or text == self._shown:
            return
        matches = [row for row in self._rows if self._describe(row)[0].casefold() == text.casefold()]
        if not matches and len(self._rows) == 1 and not self._typing.isActive():
            matches = self._rows
        if matches:
            self._take(matches[0])

    def lock(self, locked: bool) -> None:
        self.line.setReadOnly(locked)

    @property
    def pending(self) -> bool:
        return self._searching

    def _set(self, code: str | None, shown: str) -> None:
        self._code, self._shown = code, shown
        self.line.setToolTip("")
        self._typing.stop()
        self._popup.hide()
        self.line.setText(shown)
        self.line.setCursorPosition(0)
        if self._searching:
            self._end_search()

    def _on_typed(self, _text: str) -> None:
        self._rows = []
        self._searching = True
        self._unseen_typing = not self.line.hasFocus()
        self.on_edited()
        self._typing.start()

    def _on_text(self, text: str) -> None:
        if not text and self._code is not None:  # emptied, perhaps by the clear button
            self._code, self._shown, self.record = None, "", None
            self.on_edited()
            if self.on_chosen is not None:
                self.on_chosen(None)

    def _search(self) -> None:
        find = self.line.text().strip()
        self._latest.run(self._find, find, done=self._on_found, failed=self._on_not_found, owner=self)

    def _on_not_found(self, error: BaseException) -> None:
        self._end_search()
        raise error  # for the window's banner

    def _end_search(self) -> None:
        self._searching = False
        self.settled.emit()

    def _on_found(self, rows: Sequence[Any]) -> None:
        self._rows = list(rows)
        self._model.clear()
        for row in rows:
            code, text = self._describe(row)
            item = QStandardItem(text)
            item.setData(code, _CODE)
            self._model.appendRow(item)
        unseen, self._unseen_typing = self._unseen_typing, False
        if not self.line.hasFocus() or self._is_whole_code():
            self.tidy()
        if unseen and len(rows) > 1 and self.line.text() != self._shown:
            self.line.setFocus()
            self._completer.complete()
        elif rows and self.line.hasFocus() and self.line.text() != self._shown:
            self._completer.complete()
            self._popup.setCurrentIndex(self._completer.completionModel().index(0, 0))  # Enter takes the first
        else:
            self._popup.hide()
        self._end_search()

    def _is_whole_code(self) -> bool:
        """Whether a whole code is typed that no other begins with."""
        return [self._describe(row)[0].casefold() for row in self._rows] == [self.line.text().strip().casefold()]

    def _on_named(self, rows: Sequence[Any]) -> None:
        for row in rows:
            if self._describe(row)[0] == self._code and self.line.text() == self._shown:
                self.write_row(row)
                tells, self.tells = self.tells, False
                if tells and self.on_chosen is not None:
                    self.on_chosen(row)
                return

    def _on_heard(self, row: int) -> None:
        self._popup.hide()
        if 0 <= row < len(self._rows):
            self._take(self._rows[row])

    def _on_activated(self, index: QModelIndex) -> None:
        if 0 <= index.row() < len(self._rows):
            self._take(self._rows[index.row()])

    def _take(self, row: Any) -> None:
        self.write_row(row)
        self.on_edited()
        self.left.emit()
        if self.on_chosen is not None:
            self.on_chosen(row)


def describe_person(row: PersonRow) -> tuple[str, str]:
    """Name a person in a list of choices: code, name, Latin name, what they are to the office."""
    names = " · ".join(part for part in (row.name, row.name_latin if row.name_latin != row.name else "") if part)
    return row.code, f"{row.code}  {names}".strip() if names != row.code else row.code


def describe_campaign(row: CampaignRow) -> tuple[str, str]:
    """Name a campaign in a list of choices: code, title, what it can pay out."""
    title = row.title if row.title != row.code else ""
    return row.code, f"{row.code}  {title}".strip()


class PersonPicker(Picker):
    """Chooses a person, of some categories only if wanted."""

    def __init__(
        self,
        place: Workplace,
        name: str,
        title: str,
        categories: Sequence[PersonCategory] = (),
        *,
        hint: str = "",
        needed: bool = False,
    ) -> None:
        def find(text: str) -> Sequence[PersonRow]:
            return lists.pick_people(place.office, text, tuple(categories))

        super().__init__(place, name, title, find, describe_person, hint=hint, needed=needed)

    def short(self, row: PersonRow) -> str:
        return f"{row.code}  {row.name}" if row.name != row.code else row.code


class CampaignPicker(Picker):
    """Chooses a campaign; `record` is its `CampaignRow` (its currency is `record.goal.currency`)."""

    def __init__(self, place: Workplace, name: str, title: str, *, hint: str = "", needed: bool = False) -> None:
        def find(text: str) -> Sequence[CampaignRow]:
            return lists.pick_campaigns(place.office, text)

        super().__init__(place, name, title, find, describe_campaign, hint=hint, needed=needed)
