"""No internet: the whole walk-through and the window itself ask the system for no internet socket."""

import sys
from pathlib import Path

import pytest

from tests.faults.walks import script, walk


def test_the_walk_through_opens_no_internet_socket(tmp_path: Path) -> None:
    walked = walk(tmp_path)
    assert walked.outcome.said[-1] == "walked", walked.outcome.errors
    assert walked.internet() == []


def test_the_window_opens_no_internet_socket_and_leaves_no_file(tmp_path: Path) -> None:
    walked = walk(tmp_path, [sys.executable, "-m", "desktop", "--self-test"])
    assert walked.outcome.code == 0, (walked.outcome.said, walked.outcome.errors)
    assert walked.internet() == []
    # The window's own files are looked at in the midst of the self-test; afterwards there is none.
    own = tmp_path / "temp"
    assert list(own.iterdir()) == []
    strangers = [path for path in walked.written() if not path.startswith((str(own), "/dev/", "/proc/", "/sys/"))]
    caches = (str(tmp_path / "home/.cache/fontconfig"), str(tmp_path / "home/.cache/mesa_shader_cache"))
    assert [path for path in strangers if not path.startswith(caches)] == []


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
