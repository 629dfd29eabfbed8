"""Measures what stands on a screen: whether its texts can be read on the very ground that was painted behind them.

The ground is the pixel met most often where a widget lies; the text's colour is taken from the widget, since thin
letters are smoothed and hardly any of their pixels has the full colour. The edge of a field or button is a pixel of it.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QRect
from PySide6.QtGui import QColor, QImage, QPalette
from PySide6.QtWidgets import QAbstractButton, QComboBox, QLabel, QLineEdit, QPlainTextEdit, QPushButton, QWidget

from desktop.ui.theme import contrast
from tests.journeys.measuring import in_table, name_of, text_of

if TYPE_CHECKING:
    from collections.abc import Iterator

TEXT, EDGE = 4.5, 3.0
_ACROSS, _DOWN = 16, 5  # pixels looked at in each widget
_EDGED = (QLineEdit, QPlainTextEdit, QComboBox, QPushButton)
_BARE = ("quiet", "link", "nav")  # buttons that have no edge until they have the focus


def faint(root: QWidget) -> list[str]:
    """Give each text and each edge of a control that cannot be told from its ground, with the contrast it has."""
    picture = root.grab().toImage()
    found = []
    for each in root.findChildren(QWidget):
        if not each.isVisible() or not each.isEnabled() or in_table(each):
            continue
        seen = _seen(each, root)
        if seen.width() < _ACROSS or seen.height() < _DOWN:
            continue  # scrolled away, or covered
        ground = _ground(picture, seen)
        found += [f"{name_of(each)}: {said} {ratio:.2f} on {ground}" for said, ratio in _weak_text(each, ground)]
        ratio = _edge(picture, each, root) if isinstance(each, _EDGED) else EDGE
        if ratio < EDGE:
            found.append(f"{name_of(each)}: its edge {ratio:.2f}")
    return found


def _weak_text(widget: QWidget, ground: str) -> Iterator[tuple[str, float]]:
    for said, colour in _colours(widget):
        ratio = contrast(colour, ground)
        if ratio < TEXT:
            yield f"{said} in {colour}", ratio


def _colours(widget: QWidget) -> Iterator[tuple[str, str]]:
    """Give what a widget says, with its colour."""
    text = widget.text() if isinstance(widget, QLineEdit) else text_of(widget)
    if text:
        yield text, widget.palette().color(widget.foregroundRole()).name()
    elif isinstance(widget, QLineEdit) and widget.placeholderText():
        yield widget.placeholderText(), widget.palette().color(QPalette.ColorRole.PlaceholderText).name()
    if isinstance(widget, QLabel) and "<a " in text:
        yield "a link", widget.palette().color(QPalette.ColorRole.Link).name()


def _seen(widget: QWidget, root: QWidget) -> QRect:
    """Give the part of a widget that lies open, as a place in the picture."""
    open_to_sight = widget.visibleRegion().boundingRect()
    return QRect(widget.mapTo(root, open_to_sight.topLeft()), open_to_sight.size())


def _pixel(picture: QImage, x: int, y: int) -> QColor:
    """Give what was painted at a point: a screen of fine pixels has several of them there."""
    scale = picture.devicePixelRatio()
    return picture.pixelColor(int(x * scale), int(y * scale))


def _ground(picture: QImage, place: QRect) -> str:
    """Give the colour that is met most often: letters and edges take less than the ground between them."""
    inner = place.adjusted(2, 2, -2, -2)
    met = Counter(
        _pixel(picture, inner.left() + across * (inner.width() - 1) // (_ACROSS - 1),
               inner.top() + down * (inner.height() - 1) // (_DOWN - 1)).rgb()
        for across in range(_ACROSS) for down in range(_DOWN)
    )  # fmt: skip
    return QColor(met.most_common(1)[0][0]).name()


def _edge(picture: QImage, widget: QWidget, root: QWidget) -> float:
    """Give how the left edge of a control stands out of what lies beside it; enough for one that needs none."""
    if widget.property("look") in _BARE or (isinstance(widget, QAbstractButton) and not widget.text()):
        return EDGE
    middle = QPoint(0, widget.height() // 2)
    if not widget.visibleRegion().contains(middle) or isinstance(widget.parentWidget(), QComboBox):
        return EDGE
    edge, beside = widget.mapTo(root, middle), widget.mapTo(root, middle - QPoint(3, 0))
    if beside.x() < 0:
        return EDGE
    return contrast(_pixel(picture, edge.x(), edge.y()).name(), _pixel(picture, beside.x(), beside.y()).name())
