"""Every pair of text and ground, and of edge and ground, that the style sheet and the palette can make can be seen.

The pairs are read out of the style sheet itself, so a rule that is added is measured too: 4.5:1 for text, 3:1 for edges
that carry meaning. A text without a ground of its own may lie on any ground, and is measured on all of them.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, fields
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from PySide6.QtGui import QPalette

import desktop.ui
from desktop.paths import resource
from desktop.ui.stylesheet import STYLE
from desktop.ui.theme import DARK, LIGHT, Tokens, contrast, make_palette

if TYPE_CHECKING:
    from collections.abc import Iterator

LOOKS = pytest.mark.parametrize("look", [LIGHT, DARK], ids=["light", "dark"])
TEXT, EDGE = 4.5, 3.0
COLOURS = frozenset(each.name for each in fields(Tokens))
SERIES = frozenset({"collected", "funded", "paid"})  # bars of the charts, drawn on a card
_RULE = re.compile(r"([^{}]+)\{([^{}]*)\}")
_PARTS = re.compile(
    r"(?P<kind>[\w*]*)(?P<asked>(?:\[[^\]]*\])*)(?P<part>(?:::[\w-]+)?)(?P<state>(?:(?<!:):(?!:)[\w-]+)*)"
)
_PAINT = ("::indicator", "::chunk", "::handle", "::separator")  # a sign, not a ground: nothing is written on it
_CONTROLS = ("QPushButton", "QToolButton", "QLineEdit", "QPlainTextEdit", "QTextEdit", "QComboBox", "QSpinBox",
             "QCheckBox", "QRadioButton")  # fmt: skip


@dataclass(frozen=True)
class Rule:
    """One selector of the sheet, with what it says and what it takes over from the rule that it narrows."""

    selector: str
    kind: str
    asked: str
    part: str
    state: str
    said: dict[str, str]  # property → value

    def colour(self, name: str) -> str:
        """The token of a property; empty for none, or none of its own."""
        found = re.search(r"@(\w+)@", self.said.get(name, ""))
        return found[1] if found else ""

    @property
    def edges(self) -> set[str]:
        return {self.colour(name) for name in self.said if name.startswith("border")} - {""}

    @property
    def is_paint(self) -> bool:
        return self.part in _PAINT or 'role="rule"' in self.asked


def _rules() -> Iterator[Rule]:
    met: list[Rule] = []
    for selectors, body in _RULE.findall(STYLE):
        said = dict(each.split(":", 1) for each in _said(body))
        said = {name.strip(): value.strip() for name, value in said.items()}
        for selector in (each.strip() for each in selectors.split(",")):
            last = _PARTS.fullmatch(selector.split()[-1])
            assert last is not None, f"the test cannot read {selector!r}"
            kind, asked, part, state = last["kind"], last["asked"], last["part"], last["state"]
            taken: dict[str, str] = {}
            for former in met:
                if former.kind == kind and former.part == part and former.asked in (asked, "") and not former.state:
                    taken |= former.said
            rule = Rule(selector, kind, asked, part, state, taken | said)
            met.append(rule)
            yield rule


def _said(body: str) -> list[str]:
    return [each for each in body.split(";") if each.strip()]


RULES = tuple(_rules())


def _own() -> set[tuple[str, str]]:
    """Text and ground that one rule gives both."""
    pairs = set()
    for rule in RULES:
        ground = rule.colour("background")
        if ground and not rule.is_paint:
            pairs.add((rule.colour("color") or "text", ground))
        if rule.colour("selection-background-color"):
            pairs.add((rule.colour("selection-color"), rule.colour("selection-background-color")))
    return pairs


def _grounds() -> set[str]:
    """The colours on which something may be written: not those that bring the one colour of their own text."""
    return {ground for text, ground in _own() if text != "on_accent"}


def _texts() -> set[str]:
    return {rule.colour("color") for rule in RULES} - {"", "on_accent"}


def pairs_of_text() -> set[tuple[str, str]]:
    """Every text on its own ground, or on each of all grounds."""
    return _own() | {(text, ground) for text in _texts() for ground in _grounds()}


def pairs_of_edges() -> set[tuple[str, str]]:
    """Every edge and every painted sign on each of all grounds; a hairline is decoration (see below)."""
    edges = {edge for rule in RULES for edge in rule.edges} | {r.colour("background") for r in RULES if r.is_paint}
    return {(edge, ground) for edge in edges - {"", "line", "surface", "ground"} for ground in _grounds()}


def test_the_sheet_is_read_whole() -> None:
    assert {"ground", "surface", "side", "soft", "selection", "danger_soft", "warning_soft", "good_soft",
            "info_soft"} == _grounds()  # fmt: skip
    assert {("on_accent", "accent"), ("on_accent", "accent_hover"), ("on_selection", "selection"),
            ("muted", "soft"), ("danger", "danger_soft")} <= _own()  # fmt: skip
    assert {"text", "muted", "accent", "danger", "warning", "good"} <= _texts()


@LOOKS
def test_every_text_can_be_read_on_every_ground(look: Tokens) -> None:
    weak = {pair: contrast(getattr(look, pair[0]), getattr(look, pair[1])) for pair in pairs_of_text()}
    assert {pair: round(ratio, 2) for pair, ratio in weak.items() if ratio < TEXT} == {}


@LOOKS
def test_every_edge_can_be_seen_on_every_ground(look: Tokens) -> None:
    weak = {pair: contrast(getattr(look, pair[0]), getattr(look, pair[1])) for pair in pairs_of_edges()}
    assert {pair: round(ratio, 2) for pair, ratio in weak.items() if ratio < EDGE} == {}


def test_no_control_has_a_hairline_for_its_edge() -> None:
    """A hairline is decoration; only a control that cannot be used now may have it."""
    thin = [rule.selector for rule in RULES if rule.kind in _CONTROLS and "line" in rule.edges]
    assert [selector for selector in thin if not selector.endswith(":disabled")] == []


@LOOKS
def test_every_pair_of_the_palette_can_be_read(look: Tokens) -> None:
    role, palette = QPalette.ColorRole, make_palette(look)
    written = {
        role.Window: (role.WindowText, role.Link, role.LinkVisited),
        role.Base: (role.Text, role.PlaceholderText, role.Link, role.LinkVisited),
        role.AlternateBase: (role.Text, role.PlaceholderText, role.Link),
        role.Button: (role.ButtonText,),
        role.ToolTipBase: (role.ToolTipText,),
        role.Highlight: (role.HighlightedText,),
        role.Accent: (role.BrightText,),
    }
    for ground, texts in written.items():
        for text in texts:
            pair = palette.color(text).name(), palette.color(ground).name()
            assert contrast(*pair) >= TEXT, (text, ground, pair)


def test_no_page_takes_a_colour_that_is_measured_nowhere() -> None:
    """Lists, grids and painters take tokens by name: each is a text, a ground, an edge or a bar of those above."""
    measured = _texts() | _grounds() | {edge for edge, _ground in pairs_of_edges()} | SERIES
    measured |= {text for text, _ground in _own()} | {"line"}
    strange = {}
    for path in sorted(Path(desktop.ui.__path__[0]).rglob("*.py")):
        if path.name in ("theme.py", "stylesheet.py"):
            continue
        taken = set(re.findall(r"(?:\blook|tokens\(\))\.(\w+)", path.read_text(encoding="utf-8"))) & COLOURS
        if taken - measured:
            strange[path.name] = taken - measured
    assert strange == {}


@LOOKS
@pytest.mark.parametrize("series", sorted(SERIES))
def test_bars_of_charts_can_be_seen(look: Tokens, series: str) -> None:
    for ground in ("ground", "surface"):
        assert contrast(getattr(look, series), getattr(look, ground)) >= EDGE


@LOOKS
def test_drawn_signs_can_be_seen(look: Tokens) -> None:
    shade = "dark" if look is DARK else "light"
    for name, grounds in (("tick", ("accent",)), ("chevron", sorted(_grounds())), ("ascending", sorted(_grounds()))):
        drawing = resource("icons", f"{name}_{shade}.svg").read_text(encoding="utf-8")
        for colour in re.findall(r'stroke="(#\w+)"', drawing):
            for ground in grounds:
                assert contrast(colour, getattr(look, ground)) >= EDGE, (name, ground)
