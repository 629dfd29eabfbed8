"""Runs one command: language, exit codes, and every failure as one line without a traceback."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING

from desktop import i18n, paths
from desktop.i18n import tr

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

DONE, REFUSED, MISUSE, INTERRUPTED = 0, 1, 2, 130


class Misuse(Exception):
    """The command line cannot be understood; the text says why."""


def language_of(environment: Mapping[str, str]) -> str:
    """Give the language that the terminal speaks: the first of LC_ALL, LC_MESSAGES and LANG that is set decides."""
    setting = next((environment[name] for name in ("LC_ALL", "LC_MESSAGES", "LANG") if environment.get(name)), "")
    known = setting.lower().replace("-", "_").partition("_")[0].partition(".")[0]
    return known if known in i18n.LANGUAGES else i18n.LANGUAGES[0]


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command, or open the window when there is none; give the exit code (0 done, 1 refused, 2 misuse)."""
    arguments = list(sys.argv[1:] if argv is None else argv)
    if not arguments or arguments[0] == "--self-test":
        from desktop.app import main as open_window  # noqa: PLC0415 - a terminal command needs no Qt

        return open_window(arguments)
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="backslashreplace")  # a terminal without Cyrillic must not end a command
    i18n.install(paths.resources() / "translations")
    i18n.use_language(language_of(os.environ))
    return _run(arguments)


def _run(arguments: list[str]) -> int:
    """Parse and run; turn every failure into an exit code and one line."""
    from desktop.cli.parser import make_parser  # noqa: PLC0415 - late: after the language is known

    try:
        options = make_parser().parse_args(arguments)
        code: int = options.run(options)
        sys.stdout.flush()
        return code
    except SystemExit as ending:  # argparse: --help, --version, misuse
        return ending.code if isinstance(ending.code, int) else MISUSE
    except Misuse as misuse:
        return complain(str(misuse), MISUSE)
    except BrokenPipeError:  # the reader has seen enough, like `| head`
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return REFUSED
    except KeyboardInterrupt:
        return complain(tr("Stopped."), INTERRUPTED)
    except Exception as error:  # noqa: BLE001 - the last stand: a user sees a sentence, never a traceback
        from desktop.services.wording import explain  # noqa: PLC0415 - late: only a failure needs it

        return complain(explain(error).line(), REFUSED)


def complain(text: str, code: int) -> int:
    """Say one line on standard error and give the exit code."""
    print(f"skarbonka: {' '.join(text.split())}", file=sys.stderr)
    return code
