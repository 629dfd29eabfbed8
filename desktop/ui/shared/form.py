"""A form: sections of fields in one or two columns, what is wrong at each, and whether anything was changed."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QEvent, QSize, Signal
from PySide6.QtWidgets import QGridLayout, QLabel, QLineEdit, QPlainTextEdit, QVBoxLayout, QWidget

from desktop.domain.errors import Problem, Refused, Severity
from desktop.domain.settings import MASK
from desktop.i18n import tr
from desktop.services import wording
from desktop.ui.density import Density, density, follow_density
from desktop.ui.language import follow_language
from desktop.ui.shared.naming import text_label
from desktop.ui.theme import APART, NEAR, TIGHT

if TYPE_CHECKING:
    from PySide6.QtGui import QResizeEvent

    from desktop.ui.shared.fields import Field

Check = Callable[[], Iterable[Problem]]
_COLUMNS = 2


class Form(QWidget):
    """Holds fields by name. `add` them in the order of the Tab key; `problems` puts sentences where they belong."""

    changed = Signal()
    settled = Signal()

    def __init__(self, area: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.area = area
        self.fields: dict[str, Field[Any]] = {}
        self._headings: list[tuple[QLabel, str]] = []
        self._check: Check | None = None
        self._seen: set[str] = set()
        self._dirty = False
        self._place = 0
        self._columns = _COLUMNS
        self._items: list[tuple[QWidget | None, bool]] = []
        self._grid = QGridLayout()
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(APART + NEAR)
        for column in range(_COLUMNS):
            self._grid.setColumnStretch(column, 1)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addLayout(self._grid)
        outer.addStretch(1)
        follow_language(self, self.retranslate)
        follow_density(self, self._pack)

    def retranslate(self) -> None:
        for label, title in self._headings:
            label.setText(tr(title))

    def _pack(self) -> None:
        self._grid.setVerticalSpacing(NEAR + TIGHT if density() is Density.COMFORTABLE else TIGHT + TIGHT // 2)

    # ------------------------------------------------------------------ building

    def section(self, title: str) -> QLabel:
        """Begin a section under a heading (marked English), and give the heading."""
        heading = text_label(tr(title), "heading")
        self._headings.append((heading, title))
        if self._place:
            heading.setContentsMargins(0, NEAR, 0, 0)
        self.add_wide(heading)
        return heading

    def add(self, field: Field[Any], *, wide: bool = False) -> Any:
        """Add a field (half the width, or all of it) and give it back."""
        self.fields[field.name] = field
        field.settle(self.area)
        field.edited.connect(self._on_edited)
        field.left.connect(lambda: self._on_left(field.name))
        field.settled.connect(self._on_settled)
        self._keep(field, wide=wide)
        return field

    def add_wide(self, widget: QWidget) -> None:
        """Add any widget over the whole width."""
        self._keep(widget, wide=True)

    def gap(self) -> None:
        """Leave the rest of the row empty."""
        self._keep(None, wide=True)

    def _keep(self, widget: QWidget | None, *, wide: bool) -> None:
        self._items.append((widget, wide))
        self._put(widget, wide=wide)

    def _put(self, widget: QWidget | None, *, wide: bool) -> None:
        """Put a widget into the grid's next place; a wide one, or none at all, begins a row."""
        columns = self._columns
        if wide:
            self._place += -self._place % columns
        if widget is not None:
            row, column = divmod(self._place, columns)
            span = columns if wide else 1
            self._grid.addWidget(widget, row, column, 1, span)
            self._place += span

    # ------------------------------------------------------------------ one column where two have no room

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def event(self, event: QEvent) -> bool:
        if event.type() is QEvent.Type.LayoutRequest:  # a text became longer, a field came or went
            self._fit()
        return super().event(event)

    def minimumSizeHint(self) -> QSize:
        """Ask for no more width than one column takes."""
        least = max((self._width_of(each) for each, _wide in self._items), default=0)
        return QSize(least, super().minimumSizeHint().height())

    def _fit(self) -> None:
        columns = _COLUMNS if self.width() >= self._two_take() else 1
        if columns == self._columns:
            return
        self._columns, self._place = columns, 0
        for column in range(_COLUMNS):
            self._grid.setColumnStretch(column, 1 if column < columns else 0)
        for widget, _wide in self._items:
            if widget is not None:
                self._grid.removeWidget(widget)
        for widget, wide in self._items:
            self._put(widget, wide=wide)

    def _two_take(self) -> int:
        """Say how wide two columns are, side by side."""
        place, widths = 0, [0] * _COLUMNS
        for widget, wide in self._items:
            if wide:
                place = 0
            else:
                widths[place % _COLUMNS] = max(widths[place % _COLUMNS], self._width_of(widget))
                place += 1
        return sum(widths) + self._grid.horizontalSpacing() if widths[-1] else 0

    @staticmethod
    def _width_of(widget: QWidget | None) -> int:
        return 0 if widget is None or widget.isHidden() else widget.minimumSizeHint().width()

    def check_with(self, check: Check) -> None:
        """Ask `check` for problems when a field is left; it may raise Refused while something is unreadable."""
        self._check = check

    # ------------------------------------------------------------------ reading

    def read(self) -> dict[str, Any]:
        """Give all values by name; raises Refused with everything that cannot be read."""
        values: dict[str, Any] = {}
        found: list[Problem] = []
        for name, field in self.fields.items():
            try:
                values[name] = field.read()
            except Refused as refusal:
                found.extend(refusal.problems)
        if found:
            raise Refused(*found)
        return values

    def write(self, values: object) -> None:
        """Show a draft: each field takes the attribute of its name, where there is one. The form is clean then."""
        for name, field in self.fields.items():
            if hasattr(values, name):
                field.write(getattr(values, name))
        self.clear_problems()
        self.clean()

    def leave(self) -> None:
        """Take what was typed anywhere as finished."""
        for field in self.fields.values():
            field.leave()

    @property
    def pending(self) -> bool:
        """Whether something typed is still being looked up; `settled` follows."""
        return any(field.pending for field in self.fields.values())

    @property
    def dirty(self) -> bool:
        """Whether the worker changed anything since the last `clean`."""
        return self._dirty

    def clean(self) -> None:
        """Take what is shown as saved."""
        self._dirty = False
        for field in self.fields.values():
            field.touched = field.changed = False

    def soil(self) -> None:
        """Note a change in something that is no field (a grid)."""
        self._on_edited()

    def lock(self, locked: bool) -> None:
        """Make all fields read-only, or editable again."""
        for field in self.fields.values():
            field.lock(locked)

    def hold(self, but: Collection[str] = ()) -> None:
        """Let the form be read alone, also where no field but a grid or rows of amounts are typed into.

        `but` names fields that stay as they are.
        """
        for name, field in self.fields.items():
            if name not in but:
                field.lock(True)
        for part, _wide in self._items:
            if part is None or part in self.fields.values():
                continue
            if hasattr(part, "read_alone"):  # a grid, which is read by scrolling
                part.read_alone()
            elif hasattr(part, "edited"):
                part.setEnabled(False)

    def veil(self) -> None:
        """Make all fields read-only; where one shows nothing, something may be kept that is not shown."""
        self.lock(True)
        for field in self.fields.values():
            if isinstance(field.editor, (QLineEdit, QPlainTextEdit)) and field.keeps:
                field.editor.setPlaceholderText(MASK)

    # ------------------------------------------------------------------ problems

    def clear_problems(self) -> None:
        """Take all sentences away."""
        self._seen.clear()
        for field in self.fields.values():
            field.show_problem("")

    def problems(self, problems: Iterable[Problem]) -> list[Problem]:
        """Put each problem below its field; give back those that belong to no field here."""
        self._seen.update(self.fields)
        return self._spread(problems)

    def focus_problem(self) -> bool:
        """Go to the first field with an error; False when there is none."""
        for field in self.fields.values():
            if field.problem and field.editor.property("bad") == "true":
                field.editor.setFocus()
                return True
        return False

    def _spread(self, problems: Iterable[Problem]) -> list[Problem]:
        by_field: dict[str, list[Problem]] = {}
        rest: list[Problem] = []
        for problem in problems:
            name = problem.at or ""
            if name in self.fields:
                by_field.setdefault(name, []).append(problem)
            else:
                rest.append(problem)
        for name, field in self.fields.items():
            own = sorted(by_field.get(name, ()), key=lambda each: each.severity is not Severity.ERROR)
            if own and name in self._seen:
                field.show_problem(wording.sentence(own[0]), own[0].severity)
            else:
                field.show_problem("")
        return rest

    def _on_edited(self) -> None:
        self._dirty = True
        self.changed.emit()

    def _on_settled(self) -> None:
        if not self.pending:
            self.settled.emit()

    def _on_left(self, name: str) -> None:
        """Say what is wrong with the fields visited so far; the others are not blamed yet."""
        self._seen.add(name)
        try:
            found = list(self._check()) if self._check is not None else []
            self.read()
        except Refused as refusal:
            found = list(refusal.problems)
        self._spread(found)


def read_each(*reads: Callable[[], object]) -> None:
    """Read the parts of a form, so that all is told at once; raises Refused with everything that cannot be read."""
    found: list[Problem] = []
    for read in reads:
        try:
            read()
        except Refused as refusal:
            found.extend(refusal.problems)
    if found:
        raise Refused(*found)
