"""The program's front door: without arguments the window opens, with arguments the terminal's commands run."""

import sys
from collections.abc import Sequence

_INTERRUPTED = 130


def main(argv: Sequence[str] | None = None) -> int:
    """Open the window or run one command.

    Args:
        argv: The arguments without the program's name; those of the process when None.

    Returns:
        The exit code: 0 for success, 1 for a refusal, 2 for misuse.
    """
    arguments = list(sys.argv[1:] if argv is None else argv)
    try:
        if arguments[:1] == ["--open-file"]:
            from desktop.intake.apart.helper import main as open_file  # noqa: PLC0415  a process for one strange file

            return open_file(arguments[1:])
        if arguments == ["--read-form"]:
            from desktop.documents.template_apart import main as read_form  # noqa: PLC0415  as above

            return read_form()
        if not arguments or arguments[0] in {"--self-test", "--show-in-captures"}:
            from desktop.app import main as open_window  # noqa: PLC0415  Qt is loaded only where a window is wanted

            return open_window(arguments)
        from desktop.cli import main as run_command  # noqa: PLC0415  a window needs no parser of commands

        return run_command(arguments)
    except KeyboardInterrupt:  # before or after the command's own care, while its parts are loaded or put away
        return _INTERRUPTED


if __name__ == "__main__":
    sys.exit(main())
