"""Live change of language: a widget's texts are rebuilt when the screens' language changes, for as long as it lives."""

from __future__ import annotations

from typing import TYPE_CHECKING
from weakref import WeakMethod

from shiboken6 import isValid

from desktop.i18n import on_language_change

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtCore import QObject


def follow_language(owner: QObject, retranslate: Callable[[], None]) -> None:
    """Call `retranslate` (a method of `owner`) now and after each change of language, until `owner` is gone.

    The method is held weakly: a page that is dropped on locking must not be kept alive by its wish to be translated.
    """
    method = WeakMethod(retranslate)

    def listener() -> None:
        living = method()
        if living is not None and isValid(owner):
            living()

    stop = on_language_change(listener)
    owner.destroyed.connect(lambda *_: stop())
    retranslate()
