"""A row of buttons that goes on in the next line where the room ends: narrow windows and long languages."""

from __future__ import annotations

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtWidgets import QLayout, QLayoutItem, QSizePolicy, QWidget

from desktop.ui.theme import NEAR


class FlowLayout(QLayout):
    """Puts its widgets one after the other, each in its own size; hidden ones take no room.

    One that expands and says its least width (a filter's line) is no wider where lines are shared out, and takes what
    is left of its line then, up to the most that it says.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._items: list[QLayoutItem] = []
        self._heights: dict[int, int] = {}
        self._hint: QSize | None = None
        self._least: QSize | None = None
        self.setContentsMargins(0, 0, 0, 0)
        self.setSpacing(NEAR)

    def invalidate(self) -> None:
        """Forget what was reckoned: Qt calls this whenever a widget comes, goes or changes its size.

        It asks for the same few heights a thousand times while a page is laid out.
        """
        self._heights.clear()
        self._hint = self._least = None
        super().invalidate()

    def addItem(self, item: QLayoutItem) -> None:
        self._items.append(item)
        self.invalidate()

    def count(self) -> int:
        return len(self._items)

    def itemAt(self, index: int) -> QLayoutItem | None:  # Qt asks until there is none
        return self._items[index] if 0 <= index < len(self._items) else None

    def takeAt(self, index: int) -> QLayoutItem | None:
        if not 0 <= index < len(self._items):
            return None
        self.invalidate()
        return self._items.pop(index)

    def move_last(self, at: int) -> None:
        """Bring the last item to another place."""
        self._items.insert(at, self._items.pop())
        self.invalidate()

    def expandingDirections(self) -> Qt.Orientation:
        return Qt.Orientation(0)

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        if width not in self._heights:
            self._heights[width] = self._place(QRect(0, 0, width, 0), move=False)
        return self._heights[width]

    def setGeometry(self, rect: QRect) -> None:
        super().setGeometry(rect)
        self._place(rect, move=True)

    def sizeHint(self) -> QSize:
        if self._hint is None:
            shown = [item.sizeHint() for item in self._items if not item.isEmpty()]
            width = sum(size.width() for size in shown) + self.spacing() * max(len(shown) - 1, 0)
            self._hint = QSize(width, max((size.height() for size in shown), default=0))
        return QSize(self._hint)

    def minimumSize(self) -> QSize:
        if self._least is None:
            shown = [item.minimumSize() for item in self._items if not item.isEmpty()]
            self._least = QSize(
                max((size.width() for size in shown), default=0), max((size.height() for size in shown), default=0)
            )
        return QSize(self._least)

    def _place(self, rect: QRect, *, move: bool) -> int:
        """Lay the items out in `rect`, each in the middle of its line, and give the height that they take."""
        top = rect.y()
        for line in self._lines(rect.width()):
            height, left = max(size.height() for _item, size in line), rect.x()
            for item, size in line:
                if move:
                    item.setGeometry(QRect(left, top + (height - size.height()) // 2, size.width(), size.height()))
                left += size.width() + self.spacing()
            top += height + self.spacing()
        return max(top - self.spacing() - rect.y(), 0)

    def _lines(self, width: int) -> list[list[tuple[QLayoutItem, QSize]]]:
        """Share the items out to lines that are no wider; one that is alone may be."""
        lines: list[list[tuple[QLayoutItem, QSize]]] = []
        left = 0
        for item in self._items:
            if item.isEmpty():
                continue
            size = _size(item)
            if not lines or left + size.width() > width:
                lines.append([])
                left = 0
            lines[-1].append((item, size))
            left += size.width() + self.spacing()
        return [self._stretched(line, width) for line in lines]

    def _stretched(self, line: list[tuple[QLayoutItem, QSize]], width: int) -> list[tuple[QLayoutItem, QSize]]:
        """Give what is left of a line to the first that expands."""
        free = width - sum(size.width() for _item, size in line) - self.spacing() * (len(line) - 1)
        for at, (item, size) in enumerate(line):
            if _expands(item):
                most = min(size.width() + max(free, 0), item.maximumSize().width())
                line[at] = item, QSize(most, size.height())
                break
        return line


def _expands(item: QLayoutItem) -> bool:
    widget = item.widget()
    return (
        widget is not None
        and widget.minimumWidth() > 0
        and bool(widget.sizePolicy().expandingDirections() & Qt.Orientation.Horizontal)
    )


def _size(item: QLayoutItem) -> QSize:
    """The room that an item takes at first."""
    size = item.sizeHint()
    return QSize(item.minimumSize().width(), size.height()) if _expands(item) else size


class FlowRow(QWidget):
    """Holds widgets in such a row."""

    def __init__(self, *widgets: QWidget, spacing: int = NEAR) -> None:
        super().__init__()
        self._flow = FlowLayout(self)
        self._flow.setSpacing(spacing)
        for widget in widgets:
            self._flow.addWidget(widget)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def add(self, widget: QWidget) -> None:
        """Put a widget at the end."""
        self._flow.addWidget(widget)

    def insert(self, at: int, widget: QWidget) -> None:
        """Put a widget before the one that stands at a place now."""
        self._flow.addWidget(widget)
        self._flow.move_last(at)
