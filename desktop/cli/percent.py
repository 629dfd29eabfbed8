"""How far long work is, for whoever looks at the terminal; nothing where standard error is none."""

from __future__ import annotations

import sys

_WIDTH = 8


class Percent:
    """A `Progress` that keeps one number on the line, and takes it away at the end."""

    def __init__(self) -> None:
        """Say nothing yet."""
        self._said = -1

    def step(self, done: int, whole: int) -> None:
        """Say a new whole per cent."""
        percent = done * 100 // whole if whole else 0
        if percent == self._said or not sys.stderr.isatty():
            return
        self._said = percent
        over = whole > 0 and done >= whole
        print("\r" + (" " * _WIDTH + "\r" if over else f"{percent:3d} %"), end="", file=sys.stderr, flush=True)
