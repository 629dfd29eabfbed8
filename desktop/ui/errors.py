"""Failures shown to people: what happened, why, what to do next; and details that can be copied and name nobody."""

from __future__ import annotations

import platform
import sys
import traceback
from pathlib import Path
from typing import TYPE_CHECKING

from desktop.domain.errors import SkarbonkaError, Stopped
from desktop.i18n import tr

if TYPE_CHECKING:
    from desktop.services.wording import Wording
    from desktop.ui.shared.banner import Banner


def in_words(error: BaseException) -> str:
    """Say a failure as a short paragraph."""
    said = _explain(error)
    return " ".join(part for part in (said.what, said.why, said.next) if part)


def _explain(error: BaseException) -> Wording:
    from desktop.services import wording  # noqa: PLC0415  knows all of the domain: the first window waits for no words

    return wording.explain(error)


def details(error: BaseException) -> str:
    """Give what a maintainer needs: kinds of errors and places in the program; no values, so no names."""
    lines = [f"Skarbonka, Python {platform.python_version()}, {sys.platform}"]
    each: BaseException | None = error
    while each is not None:
        code = f" ({each.code})" if isinstance(each, SkarbonkaError) else ""
        lines.append(f"{type(each).__name__}{code}")
        lines.extend(
            f"  {Path(frame.filename).name}:{frame.lineno} {frame.name}"
            for frame in traceback.extract_tb(each.__traceback__)
        )
        each = each.__cause__ or (None if each.__suppress_context__ else each.__context__)
    return "\n".join(lines)


def show_on(banner: Banner, error: BaseException) -> None:
    """Put a failure on a page's banner. Work that the user stopped is said quietly."""
    if isinstance(error, Stopped):
        banner.show_info(tr("Stopped. Nothing was stored."))
        return
    said = _explain(error)
    expected = isinstance(error, SkarbonkaError)
    banner.show_error(
        said.what, " ".join(part for part in (said.why, said.next) if part), "" if expected else details(error)
    )
