"""Measures a screen: texts that their widgets have no room for, and pages that are wider than the window."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QCheckBox,
    QComboBox,
    QLabel,
    QRadioButton,
    QScrollArea,
    QStyle,
    QStyleOptionComboBox,
    QWidget,
)

from desktop.ui.shared.elided import ElidedLabel

if TYPE_CHECKING:
    from collections.abc import Iterator

_NEAR = 2  # pixels that rounding may take


def clipped(root: QWidget) -> list[str]:
    """Give each text that does not fit, as "name: text"."""
    return [f"{_name(widget)} {widget.size().toTuple()}: {text}" for widget, text in _tight(root)]


def too_wide(root: QWidget) -> list[str]:
    """Give each scrolled page that cannot be seen in its whole width."""
    areas = [each for each in root.findChildren(QScrollArea) if each.isVisible()]
    return [f"{_name(each)} by {each.horizontalScrollBar().maximum()}" for each in areas
            if each.horizontalScrollBar().maximum() > 0]  # fmt: skip


def _tight(root: QWidget) -> Iterator[tuple[QWidget, str]]:
    for each in root.findChildren(QWidget):
        if not each.isVisible() or isinstance(each, ElidedLabel) or _in_table(each):
            continue
        text, fits = _text_of(each)
        if text and not fits:
            yield each, text


def _text_of(widget: QWidget) -> tuple[str, bool]:
    """Give a widget's text, and whether there is room for it."""
    if isinstance(widget, QLabel):
        return widget.text(), _label_fits(widget)
    if isinstance(widget, QAbstractButton):
        return widget.text(), _button_fits(widget)
    if isinstance(widget, QComboBox):
        return widget.currentText(), _box_fits(widget)
    return "", True


def _label_fits(label: QLabel) -> bool:
    room = label.contentsRect().size()
    if label.wordWrap():
        needed = label.heightForWidth(label.width())
        return needed <= label.height() + _NEAR
    wanted = label.sizeHint()
    return wanted.width() <= label.width() + _NEAR and label.fontMetrics().height() <= room.height() + _NEAR


def _button_fits(button: QAbstractButton) -> bool:
    wanted = button.sizeHint()
    if isinstance(button, (QCheckBox, QRadioButton)):
        return wanted.width() <= button.width() + _NEAR
    text = button.fontMetrics().horizontalAdvance(button.text().replace("&", ""))
    picture = button.iconSize().width() + 4 if not button.icon().isNull() else 0
    return text + picture <= button.width() + _NEAR and button.fontMetrics().height() <= button.height() + _NEAR


def _box_fits(box: QComboBox) -> bool:
    option = QStyleOptionComboBox()
    box.initStyleOption(option)
    style = box.style()
    field = style.subControlRect(QStyle.ComplexControl.CC_ComboBox, option, QStyle.SubControl.SC_ComboBoxEditField, box)
    return box.fontMetrics().horizontalAdvance(box.currentText()) <= field.width() + _NEAR


def _in_table(widget: QWidget) -> bool:
    above = widget.parentWidget()
    while above is not None:
        if isinstance(above, QAbstractItemView):
            return True
        above = above.parentWidget()
    return False


def _name(widget: QWidget) -> str:
    above: QWidget | None = widget
    while above is not None and "." not in above.objectName():
        above = above.parentWidget()
    where = f" in {above.objectName()}" if above is not None and above is not widget else ""
    return f"{widget.objectName() or type(widget).__name__}{where}"
