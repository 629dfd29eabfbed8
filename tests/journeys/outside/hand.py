"""The other end of `driver.py`: starts screen, bus and driver, and gives its commands as methods."""

from __future__ import annotations

import json
import os
import select
import shutil
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

from tests.screen import Screen

ROOT = Path(__file__).resolve().parents[3]
_DRIVER = Path(__file__).with_name("driver.py")
_PYTHON = "/usr/bin/python3"
_FOLDERS = {
    "HOME": "home",
    "XDG_CONFIG_HOME": "home/.config",
    "XDG_DATA_HOME": "home/.local/share",
    "XDG_STATE_HOME": "home/.local/state",
    "XDG_CACHE_HOME": "home/.cache",
    "XDG_RUNTIME_DIR": "run",
}
_ANSWER = b"answer "
_ANSWER_SECONDS = 90.0
_TOOLS = {
    "Xvfb": "Xvfb",
    "openbox": "openbox",
    "xdotool": "xdotool",
    "x11-xkb-utils": "setxkbmap",
    "dbus-run-session": "dbus-run-session",
    "at-spi2-core": "/usr/libexec/at-spi-bus-launcher",
    "python3-pyatspi": "/usr/lib/python3/dist-packages/pyatspi",
}


def missing_tools() -> list[str]:
    """Name what this machine lacks for working the window from outside."""
    if sys.platform != "linux":
        return ["Linux"]
    return [name for name, where in _TOOLS.items() if not (Path(where).exists() or shutil.which(where))]


class NotDone(AssertionError):
    """The driver could not do what was asked."""


class Hand:
    """A screen, a bus and a program of its own, in a folder; `hand.press(id="people.new")` and the like."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.log = folder / "program.log"
        self.env: dict[str, str] = {}
        self._screen = Screen()
        self._driver: subprocess.Popen[bytes] | None = None
        self._rest = b""

    def __enter__(self) -> Hand:
        env = {name: value for name, value in os.environ.items() if not name.startswith(("QT_", "DBUS_", "PYTHON"))}
        for name, folder in _FOLDERS.items():
            path = self.folder / folder
            path.mkdir(mode=0o700, parents=True, exist_ok=True)
            env[name] = str(path)
        env |= {"LC_ALL": "C.UTF-8", "LANG": "C.UTF-8", "QT_LINUX_ACCESSIBILITY_ALWAYS_ON": "1", "NO_AT_BRIDGE": "0"}
        self._screen.start(env)
        self.env = env
        self._driver = subprocess.Popen(
            ["dbus-run-session", "--", _PYTHON, str(_DRIVER)],
            env=env,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
        )
        return self

    def __exit__(self, *_: object) -> None:
        driver, self._driver = self._driver, None
        if driver is not None and driver.stdin is not None and driver.stdout is not None:
            driver.stdin.close()
            try:
                driver.wait(30)
            except subprocess.TimeoutExpired:
                driver.kill()
                driver.wait()
            driver.stdout.close()
        self._screen.stop()

    def start(self, *arguments: str) -> float:
        """Start the program; gives the seconds until its window showed."""
        argv = [sys.executable, "-X", "faulthandler", "-m", "desktop", *arguments]
        return float(self.ask("start", argv=argv, cwd=str(ROOT), log=str(self.log)))

    def ask(self, what: str, **given: Any) -> Any:
        """Send a command and wait for its answer."""
        assert self._driver is not None
        assert self._driver.stdin is not None
        self._driver.stdin.write(json.dumps({"do": what, **given}).encode() + b"\n")
        self._driver.stdin.flush()
        answer = json.loads(self._line())
        if "failed" in answer:
            raise NotDone(f"{what} {given}: {answer['failed']}")
        return answer["ok"]

    def _line(self) -> bytes:
        assert self._driver is not None
        assert self._driver.stdout is not None
        end = time.monotonic() + _ANSWER_SECONDS
        while True:
            line, newline, rest = self._rest.partition(b"\n")
            if newline:
                self._rest = rest
                if line.startswith(_ANSWER):
                    return line.removeprefix(_ANSWER)
                continue  # the bus writes to the same output
            ready, _, _ = select.select([self._driver.stdout], [], [], max(end - time.monotonic(), 0))
            chunk = os.read(self._driver.stdout.fileno(), 65536) if ready else b""
            if not chunk:
                raise NotDone("the driver says nothing")
            self._rest += chunk

    def __getattr__(self, name: str) -> Any:
        if name.startswith("_"):
            raise AttributeError(name)
        return lambda **given: self.ask(name, **given)
