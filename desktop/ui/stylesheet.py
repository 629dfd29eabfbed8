"""The one style sheet, with @tokens@ in place of colours, text sizes and measures; `theme` fills them in.

Widgets ask for a look by a dynamic property: role="title|heading|label|hint|muted|problem|warning|card|side|bar",
look="primary|quiet|danger|link|nav" on buttons, kind="info|warning|error|good|sample" on banners.
"""

STYLE = """
QWidget { color: @text@; }
QMainWindow, QDialog, QScrollArea, QStackedWidget, *[role="ground"] { background: @ground@; }
QScrollArea { border: none; }
QToolTip { background: @surface@; color: @text@; border: 1px solid @edge@; padding: 4px; }
QLabel { background: transparent; }
QLabel[role="title"] { font-size: @title@; font-weight: 600; }
QLabel[role="heading"] { font-size: @heading@; font-weight: 600; }
QLabel[role="label"] { font-weight: 500; }
QLabel[role="hint"], QLabel[role="muted"] { color: @muted@; }
QLabel[role="hint"] { font-size: @small@; }
QLabel[role="problem"] { color: @danger@; font-size: @small@; }
QLabel[role="warning"] { color: @warning@; font-size: @small@; }
QLabel[role="good"] { color: @good@; }
QLabel[role="tile"] { background: @surface@; border: 1px solid @line@; border-radius: 6px; padding: 8px 14px; }
QFrame[role="card"] { background: @surface@; border: 1px solid @line@; border-radius: 8px; }
QFrame[role="bar"] { background: @surface@; border: none; border-top: 1px solid @line@; }
QFrame[role="rule"] { background: @line@; border: none; max-height: 1px; min-height: 1px; }
*[role="side"] { background: @side@; border: none; }

QLineEdit, QPlainTextEdit, QTextEdit, QComboBox, QSpinBox {
  background: @surface@; color: @text@; border: 1px solid @edge@; border-radius: 5px; padding: @pad_px@ 8px;
  selection-background-color: @selection@; selection-color: @on_selection@; }
QLineEdit, QComboBox, QSpinBox { min-height: @line_px@; }
QLineEdit:focus, QPlainTextEdit:focus, QTextEdit:focus, QComboBox:focus, QSpinBox:focus {
  border: 2px solid @accent@; padding: @pad_in_px@ 7px; }
QLineEdit[bad="true"], QPlainTextEdit[bad="true"], QComboBox[bad="true"] {
  border: 2px solid @danger@; padding: @pad_in_px@ 7px; }
QLineEdit:read-only, QPlainTextEdit[readOnly="true"] { background: @ground@; }
QLineEdit:disabled, QComboBox:disabled, QPlainTextEdit:disabled {
  background: @ground@; color: @muted@; border-color: @line@; }
QComboBox::drop-down { border: none; width: 24px; }
QComboBox::down-arrow { image: url("@chevron@"); width: 14px; height: 14px; }
QLineEdit QToolButton, QLineEdit QToolButton:focus { border: none; background: transparent; padding: 0; min-height: 0; }
QCheckBox { spacing: 8px; min-height: 24px; }
QCheckBox::indicator, QTableView::indicator { width: 16px; height: 16px; border: 1px solid @edge@; border-radius: 3px;
  background: @surface@; }
QCheckBox::indicator:checked, QTableView::indicator:checked {
  background: @accent@; border-color: @accent@; image: url("@tick@"); }
QCheckBox::indicator:focus { border: 2px solid @accent@; width: 14px; height: 14px; }
QCheckBox::indicator:disabled { border-color: @line@; background: @ground@; }
QCheckBox::indicator:checked:disabled { border-color: @edge@; background: @edge@; }
QRadioButton { spacing: 8px; min-height: 24px; }
QRadioButton::indicator {
  width: 14px; height: 14px; border: 1px solid @edge@; border-radius: 8px; background: @surface@; }
QRadioButton::indicator:checked { width: 6px; height: 6px; border: 5px solid @accent@; }
QRadioButton::indicator:focus { width: 12px; height: 12px; border: 2px solid @accent@; }
QRadioButton::indicator:checked:focus { width: 6px; height: 6px; border: 5px solid @accent@; }
QRadioButton:focus { color: @accent@; }
QComboBox QAbstractItemView {
  background: @surface@; border: 1px solid @edge@; outline: none; selection-background-color: @selection@;
  selection-color: @on_selection@; }
QTableView QLineEdit, QTableView QComboBox { border-radius: 0; padding: 0 4px; min-height: 0; }

QPushButton, QToolButton {
  background: @surface@; border: 1px solid @edge@; border-radius: 5px; padding: @press_pad_px@ 14px;
  min-height: @press_px@; }
QToolButton { padding: @press_pad_px@ 8px; }
QPushButton:hover, QToolButton:hover { background: @soft@; }
QPushButton:pressed, QToolButton:pressed { background: @selection@; }
QPushButton:focus, QToolButton:focus { border: 2px solid @accent@; padding: @press_in_px@ 13px; }
QToolButton:focus { padding: @press_in_px@ 7px; }
QPushButton:disabled, QToolButton:disabled { color: @muted@; border-color: @line@; background: @ground@; }
QPushButton[look="primary"] {
  background: @accent@; color: @on_accent@; border: 1px solid @accent@; font-weight: 600; }
QPushButton[look="primary"]:hover { background: @accent_hover@; }
QPushButton[look="primary"]:focus { border: 2px solid @text@; }
QPushButton[look="primary"]:disabled { background: @soft@; color: @muted@; border-color: @line@; }
QPushButton[look="danger"] { background: @surface@; color: @danger@; border: 1px solid @danger@; font-weight: 600; }
QPushButton[look="danger"]:hover { background: @danger_soft@; }
QPushButton[look="danger"]:focus { border: 2px solid @danger@; }
QPushButton[look="danger"]:disabled { color: @muted@; border-color: @line@; background: @ground@; }
QPushButton[look="quiet"], QToolButton[look="quiet"], QPushButton[look="link"] {
  background: transparent; border: 1px solid transparent; }
QPushButton[look="quiet"]:hover, QToolButton[look="quiet"]:hover { background: @soft@; }
QPushButton[look="quiet"]:focus, QToolButton[look="quiet"]:focus { border: 2px solid @accent@; }
QPushButton[look="link"] { color: @accent@; padding: 2px 4px; text-align: left; }
QPushButton[look="link"]:hover { text-decoration: underline; background: transparent; }
QPushButton[look="link"]:focus { border: 2px solid @accent@; padding: 1px 3px; }
QPushButton[look="link"]:disabled { color: @muted@; background: transparent; }
QPushButton[look="card"] {
  background: @surface@; border: 1px solid @edge@; border-radius: 6px; padding: @card_pad_px@ 14px;
  text-align: left; }
QPushButton[look="card"]:hover { background: @soft@; }
QPushButton[look="card"]:checked { border: 2px solid @accent@; padding: @card_in_px@ 13px; background: @soft@; }
QPushButton[look="card"]:focus { border: 2px solid @text@; padding: @card_in_px@ 13px; }
QPushButton[look="chip"] {
  background: @soft@; border: 1px solid @edge@; border-radius: 12px; padding: 1px 10px; min-height: 20px; }
QPushButton[look="chip"]:hover { border-color: @text@; }
QPushButton[look="chip"]:focus { border: 2px solid @accent@; padding: 0 9px; }
QToolButton::menu-indicator { image: none; }
QPushButton::menu-indicator { subcontrol-position: right center; subcontrol-origin: padding; right: 4px; }
QPushButton[look="nav"] {
  background: transparent; border: 1px solid transparent; border-left: 3px solid transparent; border-radius: 0;
  text-align: left; padding: @nav_pad_px@ 12px; }
QPushButton[look="nav"]:hover { background: @soft@; }
QPushButton[look="nav"]:checked { background: @soft@; border-left: 3px solid @accent@; font-weight: 600; }
QPushButton[look="nav"]:focus { border: 2px solid @accent@; padding: @nav_in_px@ 11px @nav_in_px@ 12px; }

QTableView, QListView, QTreeView {
  background: @surface@; border: 1px solid @line@; border-radius: 6px; gridline-color: @line@; outline: none;
  selection-background-color: @selection@; selection-color: @on_selection@; }
QTableView:focus, QListView:focus { border: 1px solid @accent@; }
QTableView::item { padding: 0 8px; border: none; }
QListView::item { padding: @entry_pad_px@ 10px; min-height: @entry_px@; border: none; }
QListView::item:selected { background: @selection@; color: @on_selection@; }
QHeaderView { background: transparent; border: none; }
QHeaderView::section {
  background: @ground@; color: @muted@; border: none; border-bottom: 1px solid @line@; border-right: 1px solid @line@;
  padding: @head_pad_px@ 8px; font-weight: 600; }
QHeaderView::up-arrow { image: url("@ascending@"); width: 12px; height: 12px; }
QHeaderView::down-arrow { image: url("@chevron@"); width: 12px; height: 12px; }
QHeaderView::section:hover { color: @text@; background: @soft@; }
QAbstractScrollArea::corner { background: transparent; border: none; }
QTableCornerButton::section { background: @ground@; border: none; }

QFrame[kind="info"] { background: @info_soft@; border: 1px solid @edge@; border-radius: 6px; }
QFrame[kind="warning"] { background: @warning_soft@; border: 1px solid @warning@; border-radius: 6px; }
QFrame[kind="error"] { background: @danger_soft@; border: 1px solid @danger@; border-radius: 6px; }
QFrame[kind="good"] { background: @good_soft@; border: 1px solid @good@; border-radius: 6px; }
QFrame[kind="sample"] {
  background: @warning_soft@; border: none; border-bottom: 1px solid @warning@; border-radius: 0; }

QFrame[role="palette"] { background: @ground@; border: 2px solid @accent@; border-radius: 8px; }
QPushButton[look="find"] {
  background: @surface@; color: @muted@; border: 1px solid @edge@; border-radius: 6px; text-align: left;
  padding: 5px 8px; }
QPushButton[look="find"]:hover { background: @soft@; }
QPushButton[look="find"]:focus { border: 2px solid @accent@; padding: 4px 7px; }
QMenuBar { background: @ground@; border-bottom: 1px solid @line@; }
QMenuBar::item { padding: 5px 10px; background: transparent; }
QMenuBar::item:selected { background: @soft@; }
QMenu { background: @surface@; border: 1px solid @edge@; padding: 4px; }
QMenu::item { padding: 5px 28px 5px 24px; border-radius: 4px; }
QMenu::item:selected { background: @selection@; color: @on_selection@; }
QMenu::item:disabled { color: @muted@; }
QMenu::separator { height: 1px; background: @line@; margin: 4px 8px; }
QStatusBar { background: @ground@; border-top: 1px solid @line@; }
QStatusBar::item { border: none; }
QSplitter::handle { background: transparent; }
QSplitter::handle:hover { background: @line@; }
QProgressBar { background: @soft@; border: none; border-radius: 4px; max-height: 8px; min-height: 8px; }
QProgressBar::chunk { background: @accent@; border-radius: 4px; }
QTextBrowser[role="help"] { background: @surface@; border: 1px solid @line@; border-radius: 6px; padding: 12px; }
QScrollBar:vertical { background: transparent; width: 12px; margin: 0; }
QScrollBar:horizontal { background: transparent; height: 12px; margin: 0; }
QScrollBar::handle { background: @edge@; border-radius: 4px; margin: 2px; min-height: 28px; min-width: 28px; }
QScrollBar::add-line, QScrollBar::sub-line { width: 0; height: 0; }
QScrollBar::add-page, QScrollBar::sub-page { background: transparent; }
"""
