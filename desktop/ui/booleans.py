"""Keeps `True` and `None` alive on Python 3.11, where PySide6 6.12.0 uses them up.

It gives them away without a reference: each `Signal.emit` took one of `True`; after some six hundred the interpreter
stopped with "bool_dealloc: deallocating True or False", a long session with "none_dealloc". From Python 3.12 on these
constants are immortal by themselves (PEP 683), and this does nothing.
"""

from __future__ import annotations

import ctypes
import sys

_PLENTY = 1 << 40


def keep_alive() -> None:
    """Give the constants more references than any session can use up."""
    if sys.version_info >= (3, 12) or sys.implementation.name != "cpython":
        return
    for constant in (True, False, None):
        if sys.getrefcount(constant) < _PLENTY:
            ctypes.c_ssize_t.from_address(id(constant)).value += _PLENTY
