"""Keeps `True` alive on Python 3.11, where PySide6 6.12.0 uses it up: `Signal.emit` returns it without a reference.

Each `emit` took one reference of `True` away; after some six hundred the interpreter stopped with "bool_dealloc:
deallocating True or False". From Python 3.12 on `True` is immortal by itself (PEP 683), and this does nothing.
"""

from __future__ import annotations

import ctypes
import sys

_PLENTY = 1 << 40


def keep_alive() -> None:
    """Give `True` and `False` more references than any session can use up."""
    if sys.version_info >= (3, 12) or sys.implementation.name != "cpython":
        return
    for constant in (True, False):
        if sys.getrefcount(constant) < _PLENTY:
            ctypes.c_ssize_t.from_address(id(constant)).value += _PLENTY
