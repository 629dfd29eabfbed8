"""Measures a screen: texts without room or in English, pages wider than the window, controls out of Tab's reach."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from babel.messages.pofile import read_po
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QAction
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QApplication,
    QCheckBox,
    QComboBox,
    QGroupBox,
    QHeaderView,
    QLabel,
    QLineEdit,
    QRadioButton,
    QScrollArea,
    QStyle,
    QStyleOptionComboBox,
    QStyleOptionFrame,
    QTabBar,
    QWidget,
)

from desktop.i18n import screen_language
from desktop.ui.shared.elided import ElidedLabel, ElidedLink
from tests.tools.translations import po_file

if TYPE_CHECKING:
    from collections.abc import Iterator

_NEAR = 2  # pixels that rounding may take
_ONE_GLANCE = 12
_LINE_MARGIN = 2  # Qt's own, at both sides of what is typed
_DATA = frozenset({"reports.preview_sheet", "mapping.sheet"})  # names of sheets, in the workbook's language
_MOST_TABS, _MOST_HELD = 400, 120


def clipped(root: QWidget) -> list[str]:
    """Give each text that does not fit, as "name: text"."""
    return [f"{name_of(widget)} {widget.size().toTuple()}: {text}" for widget, text in _tight(root)]


def too_wide(root: QWidget) -> list[str]:
    """Give each scrolled page that cannot be seen in its whole width."""
    areas = [each for each in root.findChildren(QScrollArea) if each.isVisible()]
    return [f"{name_of(each)} by {each.horizontalScrollBar().maximum()}" for each in areas
            if each.horizontalScrollBar().maximum() > 0]  # fmt: skip


def overlapping(root: QWidget) -> list[str]:
    """Give each two texts of which one lies upon the other."""
    shown = [(place, each) for each in root.findChildren(QWidget) if (place := _place(each, root)) is not None]
    shown.sort(key=lambda both: both[0].top())
    found = []
    for at, (place, each) in enumerate(shown):
        for other_place, other in shown[at + 1 :]:
            if other_place.top() > place.bottom() - _NEAR:
                break
            common = place & other_place
            if min(common.width(), common.height()) > _NEAR and not _inside_each_other(each, other):
                found.append(f"{name_of(each)} and {name_of(other)} by {common.size().toTuple()}")
    return found


def _place(widget: QWidget, root: QWidget) -> QRect | None:
    """Give where a widget with a text lies open, without what covers it from above; nothing for others."""
    says = isinstance(widget, QLineEdit) or text_of(widget)
    if not (says and widget.isVisible()) or in_table(widget) or widget.window() is not root.window():
        return None
    place = QRect(widget.mapTo(root, QPoint(0, 0)), widget.size())
    above = widget.parentWidget()
    while above is not None and above is not root:
        place &= QRect(above.mapTo(root, QPoint(0, 0)), above.size())
        above = above.parentWidget()
    return place if place.width() > _NEAR and place.height() > _NEAR else None


def _inside_each_other(one: QWidget, other: QWidget) -> bool:
    return one.isAncestorOf(other) or other.isAncestorOf(one)


def untranslated(root: QWidget) -> list[str]:
    """Give each text that stands there in English while the screen speaks another language."""
    language = screen_language()
    if language == "en":
        return []
    said = [(name_of(each), text) for each in root.findChildren(QWidget) if each.isVisible() for text in _texts(each)]
    for action in root.findChildren(QAction):
        if action.isVisible():  # a menu's own entry is one too
            said += [(action.objectName() or "QAction", text) for text in (action.text(), action.toolTip())]
    return [f"{name}: English: {text}" for name, text in said if is_untranslated(text, language)]


def is_untranslated(text: str, language: str) -> bool:
    """Whether a text of the program stands there as it is written in the code, though it has a translation."""
    return text in _other_than_english(language) or text.replace("&", "") in _other_than_english(language)


@lru_cache
def _other_than_english(language: str) -> frozenset[str]:
    """The English texts that read otherwise in a language."""
    with po_file(language).open("rb") as file:
        catalogue = read_po(file, locale=language)
    found = set()
    for message in catalogue:
        english = message.id if isinstance(message.id, (tuple, list)) else (message.id,)
        theirs = message.string if isinstance(message.string, (tuple, list)) else (message.string,)
        found |= {each for each in english if each and each not in theirs}
    return frozenset(found)


def _texts(widget: QWidget) -> Iterator[str]:
    shown = "" if widget.objectName() in _DATA else _text_and_room(widget)[0]
    for said in (widget.toolTip(), widget.accessibleName(), widget.accessibleDescription(), shown):
        if said:
            yield said
    if isinstance(widget, QLineEdit) and widget.placeholderText():
        yield widget.placeholderText()
    if widget.objectName() not in _DATA:
        yield from _offered(widget)


def _offered(widget: QWidget) -> Iterator[str]:
    """Give what stands in parts of a widget: heads of columns with their tips, choices, tabs, a group's title."""
    if isinstance(widget, QHeaderView) and widget.model() is not None:
        way = widget.orientation()
        for at in range(widget.count() if way is Qt.Orientation.Horizontal else 0):
            for part in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
                yield str(widget.model().headerData(at, way, part) or "")
    elif isinstance(widget, QComboBox):
        yield from (widget.itemText(at) for at in range(widget.count()))
    elif isinstance(widget, QTabBar):
        yield from (widget.tabText(at) for at in range(widget.count()))
    elif isinstance(widget, QGroupBox):
        yield widget.title()


def trapped(window: QWidget) -> list[str]:
    """Press Tab until the focus is where it began; give each control that is never reached, and one that holds it.

    A grid in which Tab goes from cell to cell may take as many presses as it has cells.
    """
    wanted = {each for each in window.findChildren(QWidget) if _takes_tab(each)}
    if not wanted:
        return []
    seen: set[QWidget] = set()
    held = 0
    for _press in range(_MOST_TABS):
        now = QApplication.focusWidget()
        if now is None or now.window() is not window:
            return [f"the focus left for {now}"]
        held = held + 1 if now in seen and len(wanted) > 1 else 0
        seen.add(now)
        if all(_is_reached(each, seen) for each in wanted) or held > _MOST_HELD:
            break
        QTest.keyClick(now, Qt.Key.Key_Tab)
    return [f"{name_of(each)} is not reached by Tab" for each in wanted if not _is_reached(each, seen)]


def _is_reached(widget: QWidget, seen: set[QWidget]) -> bool:
    """Whether Tab came to a widget, or to another of the buttons of which one is chosen: from there the arrows lead."""
    group = widget.group() if isinstance(widget, QAbstractButton) else None
    together = group.buttons() if group is not None and group.exclusive() else ()
    return widget in seen or any(each in seen for each in together)


def _takes_tab(widget: QWidget) -> bool:
    if not (widget.isVisible() and widget.isEnabled() and widget.focusPolicy() & Qt.FocusPolicy.TabFocus.value):
        return False
    if isinstance(widget, QRadioButton):
        return widget.isChecked()  # the arrows go to the others
    return widget.focusProxy() is None and not widget.objectName().startswith("qt_")


def _tight(root: QWidget) -> Iterator[tuple[QWidget, str]]:
    for each in root.findChildren(QWidget):
        if not each.isVisible() or isinstance(each, ElidedLabel) or in_table(each) or _may_be_short(each):
            continue
        text, fits = _line_and_room(each) if isinstance(each, QLineEdit) else _text_and_room(each)
        if text and not fits:
            yield each, text


def _may_be_short(widget: QWidget) -> bool:
    return isinstance(widget, ElidedLink) and widget.width() >= widget.minimumSizeHint().width()


def _line_and_room(line: QLineEdit) -> tuple[str, bool]:
    """Give what is typed if it is a day, an amount or a code, which is read at one glance or not at all."""
    if len(line.text()) > _ONE_GLANCE or line.echoMode() != QLineEdit.EchoMode.Normal:
        return "", True
    option = QStyleOptionFrame()
    line.initStyleOption(option)
    room = line.style().subElementRect(QStyle.SubElement.SE_LineEditContents, option, line).width() - 2 * _LINE_MARGIN
    return line.text(), line.fontMetrics().horizontalAdvance(line.text()) <= room + _NEAR


def text_of(widget: QWidget) -> str:
    """Give what stands on a label, a button or a closed box."""
    return _text_and_room(widget)[0]


def _text_and_room(widget: QWidget) -> tuple[str, bool]:
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


def in_table(widget: QWidget) -> bool:
    """Whether a widget is a part of a list or grid."""
    above = widget.parentWidget()
    while above is not None:
        if isinstance(above, QAbstractItemView):
            return True
        above = above.parentWidget()
    return False


def name_of(widget: QWidget) -> str:
    """Give a widget's name, and that of the named one around it."""
    above: QWidget | None = widget
    while above is not None and "." not in above.objectName():
        above = above.parentWidget()
    where = f" in {above.objectName()}" if above is not None and above is not widget else ""
    return f"{widget.objectName() or type(widget).__name__}{where}"
