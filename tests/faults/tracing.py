"""Runs a program under strace: counts its system calls, kills it at a chosen one, or lets one fail."""

import os
import re
import shutil
import signal
import subprocess
import sys
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
#: The calls by which SQLite changes what is on the disk.
WRITES = ("pwrite64", "fsync", "fdatasync", "ftruncate", "unlink")
_SECONDS = 120


@dataclass(frozen=True)
class Outcome:
    """How a traced program ended, what it said, and the trace's lines."""

    code: int
    said: tuple[str, ...]
    errors: str
    trace: str

    @property
    def killed(self) -> bool:
        """Whether the kill fired: the system's own word for it, not the program's."""
        return self.code in {-signal.SIGKILL, 128 + signal.SIGKILL} and "+++ killed by SIGKILL +++" in self.trace

    @property
    def injected(self) -> int:
        """How many calls were made to fail."""
        return self.trace.count("(INJECTED)")

    def calls(self) -> Counter[str]:
        """Count the traced calls by name."""
        return Counter(re.findall(r"^(?:\d+ +)?(\w+)\(", self.trace, flags=re.MULTILINE))


def traced(
    command: Sequence[str],
    log: Path,
    *,
    calls: Sequence[str] = WRITES,
    inject: str | None = None,
    only: str | None = None,
    environment: Mapping[str, str] | None = None,
    typed: str = "",
) -> Outcome:
    """Run a program under strace.

    Args:
        command: The program and its arguments.
        log: Where the trace goes.
        calls: What is traced: names of calls, or a class such as "%network".
        inject: What is done to a call, in strace's words: "pwrite64:signal=SIGKILL:when=3".
        only: The one path whose calls are traced.
        environment: The program's environment; this process's own when None.
        typed: What the program reads from its standard input.
    """
    strace = shutil.which("strace")
    assert strace, "strace is needed: apt-get install strace"
    options = ["-f", "-q", "-o", str(log), "-e", f"trace={','.join(calls)}"]
    if inject:
        options += ["-e", f"inject={inject}"]
    else:  # stops the program at the traced calls alone, not at every one; with it strace injects no signal
        options += ["--seccomp-bpf"]
    if only:
        options += ["-P", only]
    done = subprocess.run(
        [strace, *options, *command],
        cwd=ROOT,
        env={**(os.environ if environment is None else environment), "PYTHONDONTWRITEBYTECODE": "1"},
        input=typed,
        capture_output=True,
        text=True,
        timeout=_SECONDS,
        check=False,
    )
    trace = log.read_text(encoding="utf-8", errors="replace")
    return Outcome(done.returncode, tuple(done.stdout.splitlines()), done.stderr, trace)


def python(module: str, *arguments: str) -> list[str]:
    """The command that runs one of the tests' own programs."""
    return [sys.executable, "-m", module, *arguments]
