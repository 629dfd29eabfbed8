"""Texts of Qt's own dialogs, menus and buttons in the screens' language: file and print dialogs, a field's menu.

Qt ships no Belarusian and no Lithuanian, and its other translations word things in another way than we do; so these
few texts have their translations among ours, under the name of the class of Qt that says them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QTranslator

from desktop.i18n import LANGUAGES, ptr, screen_language
from desktop.ui.language import follow_language

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication


def _stock(context: str, message: str) -> tuple[str, str]:
    """Mark a text of Qt's for translation: `context` is the class of Qt that says it."""
    return context, message


_STOCK = frozenset(
    {
        _stock("QLineEdit", "&Undo"),
        _stock("QLineEdit", "&Redo"),
        _stock("QLineEdit", "Cu&t"),
        _stock("QLineEdit", "&Copy"),
        _stock("QLineEdit", "&Paste"),
        _stock("QLineEdit", "Delete"),
        _stock("QLineEdit", "Select All"),
        _stock("QWidgetTextControl", "&Undo"),
        _stock("QWidgetTextControl", "&Redo"),
        _stock("QWidgetTextControl", "Cu&t"),
        _stock("QWidgetTextControl", "&Copy"),
        _stock("QWidgetTextControl", "&Paste"),
        _stock("QWidgetTextControl", "Copy &Link Location"),
        _stock("QWidgetTextControl", "Delete"),
        _stock("QWidgetTextControl", "Select All"),
        _stock("QAbstractSpinBox", "&Select All"),
        _stock("QAbstractSpinBox", "&Step up"),
        _stock("QAbstractSpinBox", "Step &down"),
        _stock("QPlatformTheme", "OK"),
        _stock("QPlatformTheme", "Save"),
        _stock("QPlatformTheme", "Save All"),
        _stock("QPlatformTheme", "Open"),
        _stock("QPlatformTheme", "&Yes"),
        _stock("QPlatformTheme", "Yes to &All"),
        _stock("QPlatformTheme", "&No"),
        _stock("QPlatformTheme", "N&o to All"),
        _stock("QPlatformTheme", "Abort"),
        _stock("QPlatformTheme", "Retry"),
        _stock("QPlatformTheme", "Ignore"),
        _stock("QPlatformTheme", "Close"),
        _stock("QPlatformTheme", "Cancel"),
        _stock("QPlatformTheme", "Discard"),
        _stock("QPlatformTheme", "Help"),
        _stock("QPlatformTheme", "Apply"),
        _stock("QPlatformTheme", "Reset"),
        _stock("QPlatformTheme", "Restore Defaults"),
        _stock("QDialogButtonBox", "OK"),
        _stock("QMessageBox", "Show Details..."),
        _stock("QMessageBox", "Hide Details..."),
        _stock("CloseButton", "Close Tab"),
        _stock("QTabBar", "Scroll Left"),
        _stock("QTabBar", "Scroll Right"),
        _stock("QAbstractFileIconProvider", "Drive"),
        _stock("QAbstractFileIconProvider", "Folder"),
        _stock("QAbstractFileIconProvider", "File"),
        _stock("QFileDialog", "&Choose"),
        _stock("QFileDialog", "&Open"),
        _stock("QFileDialog", "&Save"),
        _stock("QFileDialog", "&Delete"),
        _stock("QFileDialog", "&Rename"),
        _stock("QFileDialog", "&New Folder"),
        _stock("QFileDialog", "New Folder"),
        _stock("QFileDialog", "&Look in:"),
        _stock("QFileDialog", "Look in:"),
        _stock("QFileDialog", "File &name:"),
        _stock("QFileDialog", "Directory:"),
        _stock("QFileDialog", "Files of &type:"),
        _stock("QFileDialog", "All Files (*)"),
        _stock("QFileDialog", "All files (*)"),
        _stock("QFileDialog", "Directories"),
        _stock("QFileDialog", "Files"),
        _stock("QFileDialog", "Find Directory"),
        _stock("QFileDialog", "Open"),
        _stock("QFileDialog", "Save As"),
        _stock("QFileDialog", "Back"),
        _stock("QFileDialog", "Forward"),
        _stock("QFileDialog", "Go back"),
        _stock("QFileDialog", "Go forward"),
        _stock("QFileDialog", "Parent Directory"),
        _stock("QFileDialog", "Go to the parent directory"),
        _stock("QFileDialog", "Create New Folder"),
        _stock("QFileDialog", "Create a New Folder"),
        _stock("QFileDialog", "List View"),
        _stock("QFileDialog", "Change to list view mode"),
        _stock("QFileDialog", "Detail View"),
        _stock("QFileDialog", "Change to detail view mode"),
        _stock("QFileDialog", "Sidebar"),
        _stock("QFileDialog", "List of places and bookmarks"),
        _stock("QFileDialog", "Remove"),
        _stock("QFileDialog", "Show &hidden files"),
        _stock("QFileDialog", "Show "),
        _stock("QFileDialog", "Recent Places"),
        _stock("QFileDialog", "Delete"),
        _stock("QFileDialog", "Unknown"),
        _stock("QFileDialog", "Are you sure you want to delete '%1'?"),
        _stock("QFileDialog", "'%1' is write protected.\nDo you want to delete it anyway?"),
        _stock("QFileDialog", "Could not delete directory."),
        _stock("QFileDialog", "%1 already exists.\nDo you want to replace it?"),
        _stock("QFileDialog", "%1\nFile not found.\nPlease verify the correct file name was given."),
        _stock("QFileDialog", "%1\nDirectory not found.\nPlease verify the correct directory name was given."),
        _stock("QFileSystemModel", "Computer"),
        _stock("QFileSystemModel", "My Computer"),
        _stock("QFileSystemModel", "Name"),
        _stock("QFileSystemModel", "Size"),
        _stock("QFileSystemModel", "Kind"),
        _stock("QFileSystemModel", "Type"),
        _stock("QFileSystemModel", "Date Modified"),
        _stock("QFileSystemModel", "Invalid filename"),
        _stock(
            "QFileSystemModel",
            '<b>The name "%1" cannot be used.</b>'
            "<p>Try using another name, with fewer characters or no punctuation marks.",
        ),
        _stock("QPrintDialog", "Print"),
        _stock("QPrintDialog", "&Print"),
        _stock("QPrintDialog", "&Save"),
        _stock("QPrintDialog", "&Options >>"),
        _stock("QPrintDialog", "&Options <<"),
        _stock("QPrintDialog", "Print to File (PDF)"),
        _stock("QPrintDialog", "Write PDF file"),
        _stock("QPrintDialog", "Print To File ..."),
        _stock("QPrintDialog", "Local file"),
        _stock("QPrintDialog", "All Pages"),
        _stock("QPrintDialog", "Odd Pages"),
        _stock("QPrintDialog", "Even Pages"),
        _stock("QPrintDialog", "Left to Right, Top to Bottom"),
        _stock("QPrintDialog", "Left to Right, Bottom to Top"),
        _stock("QPrintDialog", "Right to Left, Bottom to Top"),
        _stock("QPrintDialog", "Right to Left, Top to Bottom"),
        _stock("QPrintDialog", "Bottom to Top, Left to Right"),
        _stock("QPrintDialog", "Bottom to Top, Right to Left"),
        _stock("QPrintDialog", "Top to Bottom, Left to Right"),
        _stock("QPrintDialog", "Top to Bottom, Right to Left"),
        _stock("QPrintDialog", "%1 is a directory.\nPlease choose a different file name."),
        _stock("QPrintDialog", "File %1 is not writable.\nPlease choose a different file name."),
        _stock("QPrintDialog", "%1 already exists.\nDo you want to overwrite it?"),
        _stock("QPrintSettingsOutput", "Copies"),
        _stock("QPrintSettingsOutput", "Copies:"),
        _stock("QPrintSettingsOutput", "Collate"),
        _stock("QPrintSettingsOutput", "Reverse"),
        _stock("QPrintSettingsOutput", "Print range"),
        _stock("QPrintSettingsOutput", "Print all"),
        _stock("QPrintSettingsOutput", "Pages from"),
        _stock("QPrintSettingsOutput", "to"),
        _stock("QPrintSettingsOutput", "Pages"),
        _stock("QPrintSettingsOutput", "Selection"),
        _stock("QPrintSettingsOutput", "Current Page"),
        _stock("QPrintSettingsOutput", "Page &Set:"),
        _stock("QPrintSettingsOutput", "Output Settings"),
        _stock("QPrintSettingsOutput", "Options"),
        _stock("QPrintSettingsOutput", "Color Mode"),
        _stock("QPrintSettingsOutput", "Color"),
        _stock("QPrintSettingsOutput", "Grayscale"),
        _stock("QPrintSettingsOutput", "Double Sided Printing"),
        _stock("QPrintSettingsOutput", "Off"),
        _stock("QPrintSettingsOutput", "Long side binding"),
        _stock("QPrintSettingsOutput", "Short side binding"),
        _stock(
            "QPrintSettingsOutput",
            "Specify pages or ranges separated by commas. Ranges are specified by two numbers separated by a hyphen. "
            "E.g: 3,5-7,9 prints pages 3, 5, 6, 7 and 9.",
        ),
        _stock("QPrintWidget", "Printer"),
        _stock("QPrintWidget", "&Name:"),
        _stock("QPrintWidget", "P&roperties"),
        _stock("QPrintWidget", "Location:"),
        _stock("QPrintWidget", "Preview"),
        _stock("QPrintWidget", "Type:"),
        _stock("QPrintWidget", "Output &file:"),
        _stock("QPrintPropertiesWidget", "Page"),
        _stock("QPrintPropertiesWidget", "Advanced"),
        _stock("QPrintPropertiesDialog", "Printer Properties"),
        _stock("QPrintPropertiesDialog", "Job Options"),
        _stock("QPageSetupWidget", "Paper"),
        _stock("QPageSetupWidget", "Page size:"),
        _stock("QPageSetupWidget", "Width:"),
        _stock("QPageSetupWidget", "Height:"),
        _stock("QPageSetupWidget", "Paper source:"),
        _stock("QPageSetupWidget", "Orientation"),
        _stock("QPageSetupWidget", "Portrait"),
        _stock("QPageSetupWidget", "Landscape"),
        _stock("QPageSetupWidget", "Reverse landscape"),
        _stock("QPageSetupWidget", "Reverse portrait"),
        _stock("QPageSetupWidget", "Margins"),
        _stock("QPageSetupWidget", "top margin"),
        _stock("QPageSetupWidget", "bottom margin"),
        _stock("QPageSetupWidget", "left margin"),
        _stock("QPageSetupWidget", "right margin"),
        _stock("QPageSetupWidget", "Page Layout"),
        _stock("QPageSetupWidget", "Page &order:"),
        _stock("QPageSetupWidget", "Pages &per sheet:"),
        _stock("QPageSetupWidget", "Custom"),
        _stock("QPageSetupWidget", "Millimeters (mm)"),
        _stock("QPageSetupWidget", "Inches (in)"),
        _stock("QPageSetupWidget", "Points (pt)"),
        _stock("QScrollBar", "Scroll here"),
        _stock("QScrollBar", "Top"),
        _stock("QScrollBar", "Bottom"),
        _stock("QScrollBar", "Left edge"),
        _stock("QScrollBar", "Right edge"),
        _stock("QScrollBar", "Page up"),
        _stock("QScrollBar", "Page down"),
        _stock("QScrollBar", "Page left"),
        _stock("QScrollBar", "Page right"),
        _stock("QScrollBar", "Scroll up"),
        _stock("QScrollBar", "Scroll down"),
        _stock("QScrollBar", "Scroll left"),
        _stock("QScrollBar", "Scroll right"),
    }
)


class StockTexts(QTranslator):
    """Answers Qt when it asks for the words of a text of its own; English is Qt's own."""

    def translate(self, context: str, source: str, _disambiguation: str | None = None, _count: int = -1) -> str | None:
        """Give a text in the screens' language, or nothing where Qt's own English stands."""
        if screen_language() == LANGUAGES[0] or (context, source) not in _STOCK:
            return None
        return ptr(context, source)

    def isEmpty(self) -> bool:
        """Say that there are texts, else Qt does not ask."""
        return False

    def follow(self, app: QApplication) -> None:
        """Speak to the application from now on, anew after each change of the screens' language."""
        self._app = app
        follow_language(self, self.retranslate)

    def retranslate(self) -> None:
        """Make Qt ask again: its standing dialogs and buttons get the new language's words."""
        self._app.removeTranslator(self)
        self._app.installTranslator(self)
