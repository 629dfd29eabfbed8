"""Spares each import the reading of its source.

PySide6 looks through the source text of every module that is imported after it, to see whether it could ever say
`from __feature__ import …`, and Python keeps all that text in memory: a third of the time to the first window, and
megabytes once the database and the documents are loaded. Nothing here chooses features, so every module is told to be
one that could, which is how those that name PySide6 are treated anyway. A PySide6 without this question is left alone.
"""

from __future__ import annotations

import importlib

import PySide6.QtCore  # noqa: F401  its helpers can be imported only after it

_ASKING = ("shibokensupport.feature", "_mod_uses_pyside")


def read_no_sources() -> None:
    """Answer PySide6's question about each module without reading it."""
    name, question = _ASKING
    try:
        asking = importlib.import_module(name)
    except ImportError:
        return
    if hasattr(asking, question):
        setattr(asking, question, lambda _module: True)
