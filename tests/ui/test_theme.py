"""The colours can be read: 4.5:1 for text, 3:1 for the edges of controls; the theme follows its choice."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

import pytest
from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QGuiApplication, QPalette
from PySide6.QtWidgets import QPushButton

from desktop.paths import resources
from desktop.ui.icons import icon
from desktop.ui.stylesheet import STYLE
from desktop.ui.theme import DARK, LIGHT, Theme, ThemeChoice, Tokens, contrast, make_style, tokens

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication

LOOKS = pytest.mark.parametrize("look", [LIGHT, DARK], ids=["light", "dark"])
GROUNDS = ("ground", "surface", "side", "soft", "selection")
BANNERS = ("danger_soft", "warning_soft", "good_soft", "info_soft")


def test_contrast_is_measured_as_wcag_says() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#777777") == pytest.approx(1)
    assert contrast("#767676", "#ffffff") == pytest.approx(4.54, abs=0.01)


@LOOKS
@pytest.mark.parametrize("ground", [*GROUNDS, *BANNERS])
def test_text_can_be_read(look: Tokens, ground: str) -> None:
    assert contrast(look.text, getattr(look, ground)) >= 4.5


@LOOKS
@pytest.mark.parametrize("ground", ["ground", "surface", "side", "soft", *BANNERS])
def test_muted_text_can_be_read(look: Tokens, ground: str) -> None:
    assert contrast(look.muted, getattr(look, ground)) >= 4.5


@LOOKS
def test_coloured_text_can_be_read(look: Tokens) -> None:
    for text in ("danger", "warning", "good", "accent"):
        for ground in ("ground", "surface"):
            assert contrast(getattr(look, text), getattr(look, ground)) >= 4.5, (text, ground)
    for text, ground in (
        ("on_accent", "accent"),
        ("on_accent", "accent_hover"),
        ("on_selection", "selection"),
        ("danger", "danger_soft"),
        ("warning", "warning_soft"),
        ("good", "good_soft"),
    ):
        assert contrast(getattr(look, text), getattr(look, ground)) >= 4.5, (text, ground)


@LOOKS
def test_edges_of_controls_and_bars_can_be_seen(look: Tokens) -> None:
    for edge in ("edge", "accent", "danger", "collected", "funded", "paid"):
        for ground in ("ground", "surface"):
            assert contrast(getattr(look, edge), getattr(look, ground)) >= 3, (edge, ground)


@LOOKS
def test_the_style_sheet_has_no_place_left_open(look: Tokens) -> None:
    assert "@" in STYLE
    assert "@" not in make_style(look, 10)


def test_what_holds_a_line_is_never_lower_than_one() -> None:
    assert "min-height: 22px" in make_style(LIGHT, 10, tall=16)
    large = make_style(LIGHT, 20, tall=33)
    assert "min-height: 22px" not in large
    assert large.count("min-height: 33px") >= 3


def test_the_choice_rules_the_palette(dressed: Theme) -> None:
    dressed.choose(ThemeChoice.DARK)
    assert tokens() == DARK
    assert QGuiApplication.palette().color(QPalette.ColorRole.Window).name() == DARK.ground
    dressed.choose(ThemeChoice.LIGHT)
    assert tokens() == LIGHT
    assert dressed.choice is ThemeChoice.LIGHT


def test_the_environment_overrides(qapp: QApplication, dressed: Theme, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SKARBONKA_THEME", "dark")
    assert Theme(qapp, ThemeChoice.LIGHT).choice is ThemeChoice.DARK
    monkeypatch.setenv("SKARBONKA_THEME", "purple")
    assert Theme(qapp, ThemeChoice.LIGHT).choice is ThemeChoice.LIGHT


def test_icons_take_the_colour_of_the_text(dressed: Theme) -> None:
    def darkest() -> int:
        image = icon("people").pixmap(48, 48).toImage()
        pixels = (image.pixelColor(x, y) for x in range(48) for y in range(48))
        return min(pixel.lightness() for pixel in pixels if pixel.alpha() > 200)

    light = darkest()
    dressed.choose(ThemeChoice.DARK)
    assert darkest() > light + 100


def test_every_drawing_can_be_drawn() -> None:
    names = sorted(path.stem for path in (resources() / "icons").glob("*.svg"))
    assert len(names) > 30
    for name in names:
        assert not icon(name).pixmap(24, 24).isNull()


def test_a_missing_drawing_is_noticed_at_once() -> None:
    with pytest.raises(FileNotFoundError):
        icon("no such drawing")


class Hints(QObject):
    """A system whose colours change: this machine's own has none."""

    colorSchemeChanged = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.now = Qt.ColorScheme.Light

    def colorScheme(self) -> Qt.ColorScheme:
        return self.now

    def turn(self, scheme: Qt.ColorScheme) -> None:
        self.now = scheme
        self.colorSchemeChanged.emit(scheme)


def test_the_system_is_followed_when_its_colours_change(qapp: QApplication, monkeypatch: pytest.MonkeyPatch) -> None:
    hints = Hints()

    class App:
        """The application, but for what the system says of its colours."""

        def styleHints(self) -> Hints:
            return hints

        def __getattr__(self, name: str) -> object:
            return getattr(qapp, name)

    monkeypatch.delenv("SKARBONKA_THEME", raising=False)
    try:
        theme = Theme(cast("QApplication", App()), ThemeChoice.SYSTEM)
        assert tokens() == LIGHT
        for scheme, wanted in ((Qt.ColorScheme.Dark, DARK), (Qt.ColorScheme.Light, LIGHT)):
            hints.turn(scheme)
            assert tokens() == wanted
        theme.choose(ThemeChoice.DARK)
        hints.turn(Qt.ColorScheme.Light)
        assert tokens() == DARK, "what was chosen stays"
        theme.choose(ThemeChoice.SYSTEM)
        assert tokens() == LIGHT
    finally:
        Theme(qapp, ThemeChoice.LIGHT)


@LOOKS
@pytest.mark.parametrize("kind", ["", "primary", "danger", "quiet", "link", "card", "chip", "nav"])
def test_what_cannot_be_pressed_looks_otherwise(qapp: QApplication, look: Tokens, kind: str) -> None:
    """Whatever a button looks like: a verb that rests must not look like one that waits to be pressed."""
    one = QPushButton("Take back")
    one.setProperty("look", kind)
    one.setStyleSheet(make_style(look, 10.0))
    one.resize(one.sizeHint())
    ready = one.grab().toImage()
    one.setEnabled(False)
    assert one.grab().toImage() != ready
