"""A newcomer without a mouse: keys of the screen's keyboard, and what a screen reader would say has the focus."""

from __future__ import annotations

import subprocess
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tests.journeys.outside.hand import Hand

_KEYS = dict(zip("qwertyuiop", range(24, 34), strict=True)) | dict(zip("asdfghjkl", range(38, 47), strict=True))
_KEYS |= dict(zip("zxcvbnm", range(52, 59), strict=True))
"""X's numbers of the letter keys: the same key, whatever letter the layout has on it."""
_MOST_STEPS = 80


class Keyboard:
    """Types with the keys of `layout` ("us", "ru"); letters in shortcuts are places on the keyboard."""

    def __init__(self, hand: Hand, layout: str) -> None:
        self._hand, self._layout = hand, layout
        self._switch(layout)

    def _switch(self, layout: str) -> None:
        subprocess.run(["setxkbmap", layout], check=True, env=self._hand.env)

    def press(self, *keys: str) -> None:
        """Press keys one after another: "Tab", "ctrl+s"; a letter is the key that has it on a Latin keyboard."""
        self._hand.keys(keys=["+".join(str(_KEYS.get(part, part)) for part in key.split("+")) for key in keys])

    def to(self, ident: str, key: str = "Tab") -> None:
        """Go with Tab until the part `ident` has the focus; it fails where the focus comes round without it."""
        self._hand.see(id=ident)
        self._hand.go(ident=ident, key=key, most=_MOST_STEPS)

    def write(self, ident: str, text: str) -> None:
        """Go to a field and type its text anew."""
        self.to(ident)
        self.press("ctrl+a")
        self.type(text)

    def type(self, text: str) -> None:
        """Type a text where the focus is; a path or a code on the Latin layout, as whoever has two switches to it."""
        layout = "us" if text.isascii() else self._layout
        if layout == self._layout:
            self._hand.type(text=text)
            return
        self._switch(layout)
        self._hand.type(text=text)
        self._switch(self._layout)

    def choose(self, ident: str) -> None:
        """Go to a button or a box that is ticked, and press it."""
        self.to(ident)
        self.press("space")
