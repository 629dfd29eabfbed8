"""How the program looks: named tokens in light and dark, a spacing grid, a type scale, one style sheet made of them.

Tokens are read from the application's palette, so there is no state here beside it: `tokens()` tells which set rules.
"""

from __future__ import annotations

import os
from dataclasses import dataclass, fields
from enum import Enum
from typing import Protocol

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QGuiApplication, QPalette
from PySide6.QtWidgets import QApplication, QStyleFactory

from desktop.paths import resource
from desktop.ui.density import MEASURES, ONE_LINE, Density, density, settle
from desktop.ui.stylesheet import STYLE

GRID = 4
"""Every distance is a multiple of this many device-independent pixels."""
TIGHT, NEAR, APART, FAR = GRID, 2 * GRID, 4 * GRID, 6 * GRID
TARGET = 32
"""The height of anything that is pressed (24 is the least)."""
_POINTS = 10


class ThemeChoice(Enum):
    """What the worker chose; SYSTEM follows the desktop."""

    SYSTEM = "system"
    LIGHT = "light"
    DARK = "dark"


@dataclass(frozen=True, slots=True)
class Tokens:
    """The colours, by what they mean. Text on its ground has 4.5:1, a control's edge 3:1 (a test says so)."""

    ground: str  # behind everything
    surface: str  # fields, tables, cards
    side: str  # the sidebar
    line: str  # hairlines between things, decoration only
    edge: str  # the edge of a control
    text: str
    muted: str
    accent: str
    accent_hover: str
    on_accent: str
    soft: str  # hover, selected navigation
    selection: str
    on_selection: str
    danger: str
    danger_soft: str
    warning: str
    warning_soft: str
    good: str
    good_soft: str
    info_soft: str
    collected: str  # the three bars of the chart
    funded: str
    paid: str


LIGHT = Tokens(
    ground="#f4f5f4", surface="#ffffff", side="#e9ecea", line="#d5dad7", edge="#75807b", text="#1b2220",
    muted="#56615c", accent="#146356", accent_hover="#0f4f45", on_accent="#ffffff", soft="#dbe6e2",
    selection="#cfe5df", on_selection="#12211d", danger="#a4262c", danger_soft="#fbe9e9", warning="#7a4f00",
    warning_soft="#fdf1d8", good="#1f6b34", good_soft="#e4f2e7", info_soft="#e2eef0", collected="#146356",
    funded="#5a8fc0", paid="#b3701c",
)  # fmt: skip
DARK = Tokens(
    ground="#1c2220", surface="#232a28", side="#171c1a", line="#36403c", edge="#87968f", text="#e6ebe9",
    muted="#a9b6b1", accent="#6fc7b4", accent_hover="#8fd8c8", on_accent="#0d201b", soft="#2c3935",
    selection="#2b4a42", on_selection="#f2f7f5", danger="#f3989b", danger_soft="#43282a", warning="#efc06c",
    warning_soft="#40351e", good="#8ad19c", good_soft="#20382a", info_soft="#22363a", collected="#6fc7b4",
    funded="#82b4e0", paid="#e0a458",
)  # fmt: skip


def tokens() -> Tokens:
    """Give the tokens that rule now."""
    dark = QGuiApplication.palette().color(QPalette.ColorRole.Window).lightness() < 128
    return DARK if dark else LIGHT


class Looks(Protocol):
    """What Settings ask and change of the look."""

    @property
    def choice(self) -> ThemeChoice:
        """What rules: system, light or dark."""

    @property
    def density(self) -> Density:
        """How close things stand."""

    def choose(self, choice: ThemeChoice) -> None:
        """Change the theme at once."""

    def pack(self, density: Density) -> None:
        """Let things stand closer, or apart again, at once."""


class Theme:
    """Dresses the application, and follows the system when asked to."""

    def __init__(self, app: QApplication, choice: ThemeChoice, density: Density = Density.COMFORTABLE) -> None:
        self._app = app
        self._density = density
        self._choice = _forced() or choice
        app.setStyle(QStyleFactory.create("Fusion"))
        app.setFont(_base_font(app.font()))
        app.styleHints().colorSchemeChanged.connect(lambda _scheme: self._dress(anew=True))
        self._dress(anew=True)

    @property
    def choice(self) -> ThemeChoice:
        """What rules: system, light or dark."""
        return self._choice

    def choose(self, choice: ThemeChoice) -> None:
        """Change the theme at once."""
        self._choice = choice
        self._dress()

    @property
    def density(self) -> Density:
        """How close things stand."""
        return self._density

    def pack(self, density: Density) -> None:
        """Let things stand closer, or apart again, at once."""
        if density is not self._density:
            self._density = density
            self._dress()

    def recall(self, choice: ThemeChoice) -> None:
        """Look as was chosen before, unless the surroundings say otherwise."""
        self.choose(_forced() or choice)

    def _dress(self, *, anew: bool = False) -> None:
        """Put on what is wanted; `anew` also where it is worn already: the system may have changed its colours."""
        if self._choice is ThemeChoice.SYSTEM:
            dark = self._app.styleHints().colorScheme() is Qt.ColorScheme.Dark
        else:
            dark = self._choice is ThemeChoice.DARK
        wanted = DARK if dark else LIGHT
        font = self._app.font()
        style = make_style(wanted, font.pointSizeF(), self._density, QFontMetrics(font).height())
        if anew or style != self._app.styleSheet():  # by it each widget is dressed anew
            self._app.setPalette(make_palette(wanted))
            self._app.setStyleSheet(style)
        if density() is not self._density:
            settle(self._app, self._density)


def scaled(pixels: int) -> int:
    """Give a width that was measured at the smallest text size as it must be at the system's own."""
    return round(pixels * max(QGuiApplication.font().pointSizeF() / _POINTS, 1))


def _forced() -> ThemeChoice | None:
    """SKARBONKA_THEME overrides, for screenshots and for a machine whose system says nothing."""
    name = os.environ.get("SKARBONKA_THEME", "")
    return ThemeChoice(name) if name in {each.value for each in ThemeChoice} else None


def _base_font(font: QFont) -> QFont:
    """Take the system's own font, but never smaller than 10 points."""
    if font.pointSizeF() < _POINTS:
        font.setPointSizeF(_POINTS)
    return font


def make_palette(look: Tokens) -> QPalette:
    """Make Qt's palette out of the tokens, so that Qt's own widgets fit too."""
    role = QPalette.ColorRole
    pairs = {
        role.Window: look.ground,
        role.WindowText: look.text,
        role.Base: look.surface,
        role.AlternateBase: look.ground,
        role.Text: look.text,
        role.Button: look.surface,
        role.ButtonText: look.text,
        role.ToolTipBase: look.surface,
        role.ToolTipText: look.text,
        role.PlaceholderText: look.muted,
        role.Highlight: look.selection,
        role.HighlightedText: look.on_selection,
        role.Link: look.accent,
        role.LinkVisited: look.accent,
        role.Accent: look.accent,
        role.Light: look.surface,
        role.Midlight: look.line,
        role.Mid: look.edge,
        role.Dark: look.edge,
        role.Shadow: look.line,
        role.BrightText: look.on_accent,
    }
    palette = QPalette()
    for each, colour in pairs.items():
        palette.setColor(each, QColor(colour))
    for each in (role.WindowText, role.Text, role.ButtonText, role.BrightText):
        palette.setColor(QPalette.ColorGroup.Disabled, each, QColor(look.muted))
    return palette


def make_style(look: Tokens, points: float, density: Density = Density.COMFORTABLE, tall: int = 0) -> str:
    """Fill the style sheet with tokens and the type scale (in points, so that it follows the system's text size).

    `tall` is the height of a line of text in pixels: whatever holds one is never let be lower, however full a page is.
    """
    values = {f"@{each.name}@": str(getattr(look, each.name)) for each in fields(look)}
    for name, scale in (("@title@", 1.6), ("@heading@", 1.15), ("@small@", 0.92)):
        values[name] = f"{points * scale:.1f}pt"
    for name, pixels in MEASURES[density].items():
        values[f"@{name}_px@"] = f"{max(pixels, tall) if name in ONE_LINE else pixels}px"
    shade = "dark" if look is DARK else "light"
    for name in ("tick", "chevron", "ascending"):
        values[f"@{name}@"] = resource("icons", f"{name}_{shade}.svg").as_posix()
    style = STYLE
    for name, value in values.items():
        style = style.replace(name, value)
    return style


def contrast(one: str, other: str) -> float:
    """Give the contrast of two colours after WCAG 2 (1 to 21)."""
    lighter, darker = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(colour: str) -> float:
    whole = QColor(colour)
    shares = (whole.redF(), whole.greenF(), whole.blueF())
    linear = [part / 12.92 if part <= 0.04045 else float(((part + 0.055) / 1.055) ** 2.4) for part in shares]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
