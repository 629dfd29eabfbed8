"""What narrows a list, above it: the quick filter, boxes, "Show archived", filters of fields as chips, saved views."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QCheckBox, QComboBox, QLineEdit, QVBoxLayout, QWidget

from desktop.domain.summaries import TaskKind
from desktop.i18n import tr
from desktop.ui import formatting
from desktop.ui.icons import icon
from desktop.ui.shared.field_filters import FieldFilters
from desktop.ui.shared.flow import FlowRow
from desktop.ui.shared.naming import ChoiceBox, button, named, speak
from desktop.ui.theme import NEAR, scaled

if TYPE_CHECKING:
    from collections.abc import Mapping

    from desktop.ui.shared.list_spec import ListSpec
    from desktop.ui.workplace import Workplace

# No longer than two keys pressed together are apart: what is overtaken while it is read is broken off.
_TYPING_MILLISECONDS = 25
_FILTER_LEAST, _FILTER_MOST = 200, 420


class FilterBar(QWidget):
    """`changed` when the list is to show something else, a moment after the last key; `entered` on Enter."""

    changed = Signal()
    entered = Signal()

    def __init__(self, place: Workplace, spec: ListSpec[Any]) -> None:
        super().__init__()
        self.spec = spec
        area = spec.area
        self.line = named(QLineEdit(), f"{area}.filter")
        self.line.setClearButtonEnabled(True)
        self.line.setMaximumWidth(scaled(_FILTER_MOST))
        self.line.addAction(icon("search"), QLineEdit.ActionPosition.LeadingPosition)
        self.line.setMinimumWidth(scaled(_FILTER_LEAST))
        self.boxes: dict[str, QComboBox] = {}
        self.archived = named(QCheckBox(), f"{area}.show_archived")
        self.archived.setVisible(spec.archives)
        self.task: TaskKind | None = None
        self.task_chip = button(f"{area}.clear_task", "", "close")
        self.task_chip.hide()
        self.more = FieldFilters(place, spec)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(NEAR)
        layout.addWidget(self._make_chosen())
        layout.addWidget(self.more)
        self._typing = QTimer(self, singleShot=True, interval=_TYPING_MILLISECONDS)
        self._typing.timeout.connect(self.changed)
        self.line.textChanged.connect(lambda _text: self._typing.start())
        self.line.returnPressed.connect(self.entered)
        self.archived.toggled.connect(lambda _on: self.changed.emit())
        self.task_chip.clicked.connect(lambda: self.set_task(None))
        self.more.changed.connect(self.changed)

    def _make_chosen(self) -> FlowRow:
        chosen = FlowRow(self.line)
        for each in self.spec.filters:
            box = named(ChoiceBox(), f"{self.spec.area}.filter_{each.name}")
            box.addItem("", "")
            for member in each.choices:
                box.addItem("", member.value)
            self.boxes[each.name] = box
            chosen.add(box)
            box.currentIndexChanged.connect(lambda _place: self.changed.emit())
        for widget in (self.archived, self.task_chip, self.more.add_button):
            chosen.add(widget)
        return chosen

    def retranslate(self) -> None:
        self.line.setPlaceholderText(tr("Filter"))
        self.line.setAccessibleName(tr("Filter"))
        self.line.setToolTip(tr(self.spec.filter_hint))
        self.archived.setText(tr("Show archived"))
        for each in self.spec.filters:
            box = self.boxes[each.name]
            speak(box, tr(each.title))
            box.setItemText(0, tr(each.everything))
            for place, member in enumerate(each.choices, start=1):
                box.setItemText(place, formatting.label(member))
        if self.task is not None:
            self.task_chip.setText(formatting.label(self.task))
        self.more.retranslate()

    # ------------------------------------------------------------------ what is on

    def settled(self) -> None:
        """Wait for no further key: what is typed is being shown."""
        self._typing.stop()

    def text(self) -> str:
        """Give the quick filter's words."""
        return self.line.text().strip()

    def values(self) -> dict[str, str]:
        """Give the filters that are on, as `Query.filters` takes them."""
        chosen = {name: box.currentData() for name, box in self.boxes.items() if box.currentData()}
        task = {"task": self.task.value} if self.task is not None else {}
        return {**chosen, **self.more.values, **task}

    def set_task(self, task: TaskKind | None) -> None:
        """Leave only what Home counted, or everything again."""
        self._show_task(task)
        self.changed.emit()

    def _show_task(self, task: TaskKind | None) -> None:
        self.task = task
        self.task_chip.setVisible(task is not None)
        if task is not None:
            self.task_chip.setText(formatting.label(task))
            self.task_chip.setToolTip(tr("Show everything again"))

    def take(self, text: str = "", values: Mapping[str, str] | None = None, *, archived: bool = False) -> None:
        """Set everything, without a word; what this list does not know, or not any more, is left away."""
        values = values or {}
        widgets = (self.line, *self.boxes.values(), self.archived)
        for widget in widgets:
            widget.blockSignals(True)
        self.line.setText(text)
        for name, box in self.boxes.items():
            box.setCurrentIndex(max(box.findData(values.get(name, "")), 0))
        self.archived.setChecked(archived and self.spec.archives)
        for widget in widgets:
            widget.blockSignals(False)
        self.more.take(values)
        tasks = {each.value: each for each in TaskKind}
        self._show_task(tasks.get(values.get("task", "")))
