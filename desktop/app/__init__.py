"""The composition root: builds everything once and passes it down."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

SHOWN_IN_CAPTURES = "--show-in-captures"


def main(argv: Sequence[str]) -> int:
    """Open the window, or test the program itself with `--self-test`; gives the exit code.

    `--show-in-captures` lets screen captures see the window: where it is seen from afar alone, its switch is black too.
    """
    from desktop.vault.process import disable_core_dumps  # noqa: PLC0415  imported here: tests import this package

    disable_core_dumps()
    if "--self-test" in argv:
        from desktop.app.selftest import run  # noqa: PLC0415  a window does not need it

        return run()
    from desktop.app.program import run_window  # noqa: PLC0415  a self-test has its own

    return run_window(captured=SHOWN_IN_CAPTURES in argv)
