"""Runs one command: language, exit codes, and every failure as one line without a traceback."""

from __future__ import annotations

import os
import signal
import sys
import threading
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING

from desktop import i18n, paths
from desktop.i18n import tr

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

DONE, REFUSED, MISUSE, INTERRUPTED = 0, 1, 2, 130


class Misuse(Exception):
    """The command line cannot be understood; the text says why."""


def language_of(environment: Mapping[str, str]) -> str:
    """Give the language that the terminal speaks: the first of LC_ALL, LC_MESSAGES and LANG that is set decides."""
    setting = next((environment[name] for name in ("LC_ALL", "LC_MESSAGES", "LANG") if environment.get(name)), "")
    known = setting.lower().replace("-", "_").partition("_")[0].partition(".")[0]
    return known if known in i18n.LANGUAGES else i18n.LANGUAGES[0]


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command; give the exit code (0 done, 1 refused, 2 misuse). `desktop.__main__` opens the window."""
    from desktop.vault.process import disable_core_dumps  # noqa: PLC0415 - late: `import desktop.cli` changes nothing

    disable_core_dumps()
    arguments = list(sys.argv[1:] if argv is None else argv)
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="backslashreplace")  # a terminal without Cyrillic must not end a command
    i18n.install(paths.resources() / "translations")
    i18n.use_language(language_of(os.environ))
    with _ending_tidily():
        return _run(arguments)


@contextmanager
def _ending_tidily() -> Iterator[None]:
    """Let an order to end, or a closed terminal, tidy up as Ctrl+C does: no half-made vault is left lying about."""
    kinds = [getattr(signal, name) for name in ("SIGTERM", "SIGHUP") if hasattr(signal, name)]
    if threading.current_thread() is not threading.main_thread():
        kinds = []  # only the main thread may listen
    heard = [kind for kind in kinds if signal.getsignal(kind) is signal.SIG_DFL]  # nohup's wish stands
    for kind in heard:
        signal.signal(kind, signal.default_int_handler)
    try:
        yield
    finally:
        for kind in heard:
            signal.signal(kind, signal.SIG_DFL)


def _run(arguments: list[str]) -> int:
    """Parse and run; turn every failure into an exit code and one line."""
    from desktop.cli.parser import make_parser  # noqa: PLC0415 - late: after the language is known

    try:
        _check_bytes(arguments)
        options = make_parser().parse_args(arguments)
        code: int = options.run(options)
        if sys.stdout is not None:  # a scheduled command may be started without any output
            sys.stdout.flush()
        return code
    except SystemExit as ending:  # argparse: --help, --version, misuse
        return ending.code if isinstance(ending.code, int) else MISUSE
    except Misuse as misuse:
        return complain(str(misuse), MISUSE)
    except BrokenPipeError:  # the reader has seen enough, like `| head`
        _drop_output()
        return REFUSED
    except KeyboardInterrupt:
        return complain(tr("Stopped."), INTERRUPTED)
    except OSError as error:
        return _complain_of_disk(error)
    except Exception as error:  # noqa: BLE001 - the last stand: a user sees a sentence, never a traceback
        from desktop.services.wording import explain  # noqa: PLC0415 - late: only a failure needs it

        return complain(explain(error).line(), REFUSED)


def _check_bytes(arguments: Sequence[str]) -> None:
    """Refuse an argument that is no text, such as a file name in an old encoding: no message could say it again."""
    for argument in arguments:
        try:
            argument.encode("utf-8")
        except UnicodeEncodeError:
            raise Misuse(tr("A name on the command line is not UTF-8 text.")) from None


def _complain_of_disk(error: OSError) -> int:
    """Say which disk failed: only a failed write to the output has no file's name, and then the work may be done."""
    if error.filename is None:
        _drop_output()
        return complain(
            tr("The answer could not be written out. What was saved is saved: look at the list before trying again."),
            REFUSED,
        )
    from desktop.domain.errors import DiskFailed  # noqa: PLC0415 - late: only a failure needs them
    from desktop.services.wording import explain  # noqa: PLC0415

    return complain(explain(DiskFailed()).line(), REFUSED)


def _drop_output() -> None:
    """Send what is still to be printed nowhere, so that nothing complains again when the program ends."""
    with suppress(OSError, ValueError, AttributeError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def complain(text: str, code: int) -> int:
    """Say one line on standard error and give the exit code."""
    print(f"skarbonka: {' '.join(text.split())}", file=sys.stderr)
    return code
