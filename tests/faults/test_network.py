"""No internet: the whole walk-through and the window itself ask the system for no internet socket.

Where the kernel lets us, they also go through it in a network of their own in which there is nothing, not even
themselves: whatever needs a network fails there. strace looks on in either case, so no system is left out.
"""

import shutil
import subprocess
import sys
from functools import cache
from pathlib import Path

import pytest

from tests.faults.tracing import python
from tests.faults.walks import script, walk

_REACHES_OUT = """
import socket
try:
    socket.create_connection(("127.0.0.1", 9), timeout=5)
except OSError as error:
    print(error.errno)
"""


@cache
def without_network() -> tuple[str, ...]:
    """The beginning of a command that is to have no network; empty where the kernel grants none to do without."""
    unshare = shutil.which("unshare")
    command = (unshare or "", "-rn")
    if unshare is None or subprocess.run([*command, "true"], capture_output=True, check=False).returncode:
        return ()
    return command


def test_the_walk_through_opens_no_internet_socket_and_needs_no_network(tmp_path: Path) -> None:
    """In an empty network where there are such, and watched by strace in any case."""
    walked = walk(tmp_path, [*without_network(), *python("tests.faults.walker", str(tmp_path / "place"))])
    assert walked.outcome.said[-1] == "walked", walked.outcome.errors
    assert walked.internet() == []


def test_the_window_opens_no_internet_socket_and_leaves_no_file(tmp_path: Path) -> None:
    walked = walk(tmp_path, [*without_network(), sys.executable, "-m", "desktop", "--self-test"])
    assert walked.outcome.code == 0, (walked.outcome.said, walked.outcome.errors)
    assert walked.internet() == []
    # The window's own files are looked at in the midst of the self-test; afterwards there is none.
    own = tmp_path / "temp"
    assert list(own.iterdir()) == []
    strangers = [path for path in walked.written() if not path.startswith((str(own), "/dev/", "/proc/", "/sys/"))]
    caches = (str(tmp_path / "home/.cache/fontconfig"), str(tmp_path / "home/.cache/mesa_shader_cache"))
    assert [path for path in strangers if not path.startswith(caches)] == []


def test_control_an_empty_network_is_empty_and_seen_through(tmp_path: Path) -> None:
    """A call of its own machine fails there, and strace sees it there too; elsewhere strace alone sees it."""
    walked = walk(tmp_path, [*without_network(), *script(_REACHES_OUT)])
    assert walked.internet() != []
    refused, unreachable = "111", "101"
    assert walked.outcome.said == ((unreachable if without_network() else refused),)


@pytest.mark.parametrize(
    "code",
    [
        "import socket; socket.socket(socket.AF_INET)",
        "import socket; socket.socket(socket.AF_INET6, socket.SOCK_DGRAM)",
        "import subprocess, sys; subprocess.run([sys.executable, '-c', 'import socket; socket.socket()'])",
    ],
)
def test_control_an_internet_socket_is_seen(tmp_path: Path, code: str) -> None:
    assert walk(tmp_path, script(code)).internet() != []


def test_control_a_local_socket_is_seen_and_allowed(tmp_path: Path) -> None:
    walked = walk(tmp_path, script("import socket; socket.socket(socket.AF_UNIX)"))
    assert walked.sockets() >= 1
    assert walked.internet() == []
