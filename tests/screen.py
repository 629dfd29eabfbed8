"""A virtual screen for tests: Xvfb with a window manager where they are installed, else Qt's offscreen platform.

A person's own screen is never used: windows of tests would steal the keyboard, and the journeys need a known size.
"""

import ctypes
import os
import select
import shutil
import signal
import subprocess
import sys
from collections.abc import MutableMapping
from dataclasses import dataclass, field

#: The smallest screen an office uses: a window that does not fit is noticed here first.
SCREEN = "1366x768x24"
#: How many pixels of the screen make one of the program's, where a test asks for a screen of fine pixels: a 4K one.
SCALE, FINE_SCREEN = "SKARBONKA_TEST_SCALE", "3840x2160x24"
_START_SECONDS = 30.0
_PR_SET_PDEATHSIG = 1


def _die_with_parent() -> None:
    """Make a started server end when the test process is killed, so that none is left behind."""
    ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGTERM)


@dataclass
class Screen:
    """A running virtual screen, or none where Xvfb is missing; use it between ``start`` and ``stop``."""

    display: str | None = None
    _processes: list[subprocess.Popen[bytes]] = field(default_factory=list)

    def start(self, environ: MutableMapping[str, str]) -> None:
        """Start the screen and name it in the environment, with the Qt platform that fits."""
        for name in [n for n in environ if n.startswith("QT_") and n != "QT_QPA_PLATFORM"]:
            del environ[name]  # a developer's scale factor or style would change what is tested
        if environ.get(SCALE):
            environ["QT_SCALE_FACTOR"] = environ[SCALE]
        if sys.platform != "linux" or environ.get("QT_QPA_PLATFORM"):
            return
        for name in ("DISPLAY", "WAYLAND_DISPLAY", "XAUTHORITY"):
            environ.pop(name, None)
        server = shutil.which("Xvfb")
        self.display = self._start_server(server) if server else None
        if self.display is None:
            environ["QT_QPA_PLATFORM"] = "offscreen"
            return
        environ["DISPLAY"] = self.display
        environ["QT_QPA_PLATFORM"] = "xcb"
        environ["QT_XCB_GL_INTEGRATION"] = "none"
        manager = shutil.which("openbox")
        if manager:
            self._spawn([manager, "--sm-disable"], environ)

    def stop(self) -> None:
        """End the window manager, then the screen."""
        for process in reversed(self._processes):
            process.terminate()
            try:
                process.wait(timeout=10)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()
        self._processes.clear()
        self.display = None

    def _start_server(self, server: str) -> str | None:
        reading, writing = os.pipe()
        with os.fdopen(reading, "rb", buffering=0) as answers:
            size = FINE_SCREEN if os.environ.get(SCALE) else SCREEN
            command = [server, "-displayfd", str(writing), "-screen", "0", size, "-nolisten", "tcp", "-noreset"]
            self._spawn(command, os.environ, keep=writing)
            os.close(writing)
            number = b""
            while not number.endswith(b"\n"):
                ready, _, _ = select.select([answers], [], [], _START_SECONDS)
                chunk = answers.read(16) if ready else b""
                if not chunk:  # it ended, or says nothing
                    self.stop()
                    return None
                number += chunk
        return f":{int(number)}"

    def _spawn(self, command: list[str], environ: MutableMapping[str, str], keep: int | None = None) -> None:
        self._processes.append(
            subprocess.Popen(
                command,
                env=dict(environ),
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
                pass_fds=() if keep is None else (keep,),
                preexec_fn=_die_with_parent,
            )
        )
