#!/usr/bin/env python3
"""Sets Skarbonka up and opens it, tests it or builds its installer; needs Python 3.11 and nothing else.

It makes ``.venv``, installs exactly the libraries of the requirements files, checks what the computer's system must
give, and mends a set-up that was interrupted, moved or damaged. Standard library only: nothing else is there yet.
"""

from __future__ import annotations

import contextlib
import csv
import functools
import hashlib
import importlib.util
import json
import os
import re
import shlex
import shutil
import socket
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

ROOT = Path(__file__).resolve().parent
PYTHON = f"python{sys.version_info[0]}.{sys.version_info[1]}"
USAGE = """usage: python3 run.py              set up and open Skarbonka
       python3 run.py setup        set up only
       python3 run.py sample [DIR] make a whole sample office, without a window
       python3 run.py test [--full] [pytest's arguments]
       python3 run.py build        make the installable program in dist/"""

# What the system must give, and the Debian package that gives it. A name with ".so." is a library, one that begins with
# "/" a file, any other a command.
# fmt: off
WINDOW = {
    "libEGL.so.1": "libegl1", "libGL.so.1": "libgl1", "libdbus-1.so.3": "libdbus-1-3",
    "libfontconfig.so.1": "libfontconfig1", "libglib-2.0.so.0": "libglib2.0-0", "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxcb-icccm.so.4": "libxcb-icccm4", "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-shape.so.0": "libxcb-shape0", "libxcb-xkb.so.1": "libxcb-xkb1",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0", "libxkbcommon.so.0": "libxkbcommon0",
}
TESTING = {
    "/usr/lib/python3/dist-packages/pyatspi": "python3-pyatspi", "/usr/libexec/at-spi-bus-launcher": "at-spi2-core",
    "Xvfb": "xvfb", "dbus-run-session": "dbus-daemon", "openbox": "openbox", "pdftotext": "poppler-utils",
    "hledger": "hledger", "soffice": "libreoffice-calc", "strace": "strace", "xauth": "xauth", "xdotool": "xdotool",
    "setxkbmap": "x11-xkb-utils",
}
BUILDING = {"objdump": "binutils"}
if sys.base_prefix == "/usr":  # the system's own Python keeps this apart
    BUILDING[f"lib{PYTHON}.so.1.0"] = f"lib{PYTHON}"
# fmt: on


class RefusalError(Exception):
    """The work cannot go on; its text is a sentence for the person at the keyboard."""


say = functools.partial(print, flush=True)  # at once: before the output of the programs started after it


def system_libraries() -> str | None:
    """Return the loader's list of shared libraries for this processor, or None where it cannot be asked."""
    tool = shutil.which("ldconfig", path=os.pathsep.join([os.environ.get("PATH", ""), "/sbin", "/usr/sbin"]))
    if tool is None:
        return None
    label = {"x86_64": "x86-64", "aarch64": "AArch64"}.get(os.uname().machine, "")
    listing = subprocess.run([tool, "-p"], capture_output=True, text=True, check=False).stdout.splitlines()
    return "\n".join(line for line in listing if label in line)


def missing(needs: Mapping[str, str], libraries: str | None) -> dict[str, str]:
    """Return those of the needs that this computer does not give."""

    def given(name: str) -> bool:
        if ".so." in name:
            return libraries is None or f"\t{name} " in libraries
        return Path(name).exists() if name.startswith("/") else shutil.which(name) is not None

    return {name: package for name, package in needs.items() if not given(name)}


def is_debian() -> bool:
    """Whether apt-get installs packages here: Debian, Ubuntu and their kin."""
    return Path("/etc/debian_version").exists() and shutil.which("apt-get") is not None


def apt_install(packages: Iterable[str]) -> bool:
    """Install Debian packages as root, refreshing the package lists when they are old or absent."""

    def done(*arguments: str) -> bool:
        command = ["apt-get", "-o", "DPkg::Lock::Timeout=900", "-q", "-y", *arguments]
        environ = {**os.environ, "DEBIAN_FRONTEND": "noninteractive", "LC_ALL": "C.UTF-8"}
        return subprocess.run(command, env=environ, stdin=subprocess.DEVNULL, check=False).returncode == 0

    install = ("install", "--no-install-recommends", *packages)
    lists = any(Path("/var/lib/apt/lists").glob("*_Packages*"))
    return (lists and done(*install)) or (done("update") and done(*install))


def check_system(wanted: Mapping[str, str]) -> None:
    """Install what the system lacks, or name the one command that does; refuse only what nothing works without."""
    libraries = system_libraries()
    needed = missing(WINDOW, libraries)
    if any(importlib.util.find_spec(name) is None for name in ("venv", "ensurepip")):
        needed["Python's venv"] = f"{PYTHON}-venv"
    useful = missing(wanted, libraries)
    packages = sorted({*needed.values(), *useful.values()})
    names = " ".join(packages)
    if not packages:
        return
    if is_debian() and os.geteuid() == 0:
        say(f"Installing from the system's archive: {names}")
        if apt_install(packages):
            return
        # One tool that this archive does not have must not keep the program from what it needs.
        if needed and not (useful and apt_install(sorted(needed.values()))):
            raise RefusalError("apt-get could not install them. Is this computer online? Its message stands above.")
        needed = {}
    if is_debian():
        advice = f"Run this, then start again:\n  sudo apt-get install -y --no-install-recommends {names}"
    else:
        advice = "Install it with this system's package manager: " + ", ".join(sorted({*needed, *useful}))
    if needed and (is_debian() or "Python's venv" in needed):
        raise RefusalError(f"This computer lacks something Skarbonka needs. {advice}")
    say(f"Something is missing here; what depends on it is left out. {advice}")


class Venv:
    """The program's own Python environment: what is in it, whether it is whole, and how it is made."""

    def __init__(self, root: Path = ROOT) -> None:
        """Name the places; nothing is touched."""
        windows = sys.platform == "win32"
        self.root = root
        self.folder = root / ".venv"
        self.scripts = self.folder / ("Scripts" if windows else "bin")
        self.python = self.scripts / ("python.exe" if windows else "python")
        self.site = self.folder / ("Lib/site-packages" if windows else f"lib/{PYTHON}/site-packages")
        self.command = self.scripts / ("skarbonka.cmd" if windows else "skarbonka")
        self.path_file = self.site / "skarbonka.pth"
        self.stamp = self.folder / "skarbonka-set-up.json"

    def wanted(self, files: Iterable[Path]) -> dict[str, Any]:
        """Return what the stamp says when everything is as it must be."""
        return {
            "python": f"{PYTHON} {sys.base_prefix}",
            "root": str(self.root),
            "requirements": {file.name: hashlib.sha256(file.read_bytes()).hexdigest() for file in files},
        }

    def read_stamp(self) -> dict[str, Any]:
        """Return what the last finished set-up wrote, or an empty mapping."""
        try:
            return dict(json.loads(self.stamp.read_text(encoding="utf-8")))
        except (OSError, ValueError, TypeError):
            return {}

    def installed(self) -> dict[str, Path]:
        """Return the installed libraries: normalised name to the folder that describes it."""
        folders = self.site.glob("*.dist-info")
        return {re.sub(r"[-_.]+", "-", path.name.split("-")[0]).lower(): path for path in folders}

    def damage(self) -> str | None:
        """Return in words why the environment must be made anew, or None if it is whole."""
        stamp, wanted = self.read_stamp(), self.wanted([])
        if not stamp:
            return "it is not there" if not self.folder.exists() else "its set-up was not finished"
        if stamp.get("root") != wanted["root"]:
            return "the folder was moved"
        if stamp.get("python") != wanted["python"]:
            return "it was made by another Python"
        if not self.python.exists() or not (self.folder / "pyvenv.cfg").exists():
            return "its Python is gone"
        installed = self.installed()
        if not set(stamp.get("packages", [])) <= set(installed):
            return "libraries are missing"
        if not all(self._is_whole(path) for path in installed.values()):
            return "files are missing or changed"
        return None

    def _is_whole(self, description: Path) -> bool:
        """Whether each file of a library is there in its size; compiled files come and go."""
        try:
            with (description / "RECORD").open(encoding="utf-8", newline="") as lines:
                for name, _, size in csv.reader(lines):
                    if not name.endswith(".pyc"):
                        found = os.stat(os.path.join(self.site, name)).st_size  # noqa: PTH116, PTH118  14,000 files
                        if size and found != int(size):
                            return False
        except (OSError, ValueError):
            return False
        return True

    def ensure(self, files: list[Path]) -> None:
        """Make the environment whole with these requirements files; quick when it already is."""
        damage = self.damage()
        have = {} if damage else self.read_stamp().get("requirements", {})
        if self.wanted(files)["requirements"].items() <= have.items():
            if not (self.command.exists() and self.path_file.exists()):
                self._write_command()
            return
        # Files set up earlier stay in: a start of the program does not take the testing tools away.
        files = sorted({*files, *(self.root / name for name in have if (self.root / name).exists())})
        wanted = self.wanted(files)
        if damage:
            self._create(damage)
        self.stamp.unlink(missing_ok=True)
        self._install(files)
        self._write_command()
        wanted["packages"] = sorted(self.installed())
        unfinished = self.stamp.with_suffix(".tmp")
        unfinished.write_text(json.dumps(wanted, indent=1), encoding="utf-8")
        unfinished.replace(self.stamp)

    def _create(self, damage: str) -> None:
        say(f"Making .venv: {damage}.")
        if self.folder.exists():
            shutil.rmtree(self.folder)
        command = [sys.executable, "-m", "venv", str(self.folder)]
        if subprocess.run(command, env=clean_environment(), check=False).returncode:
            raise RefusalError("Python could not make its environment in .venv; its own message stands above.")

    def _install(self, files: list[Path]) -> None:
        """Install exactly what the files name, by hash and from wheels alone, and take away what they do not name."""
        say("Fetching the libraries; the first time this takes some minutes ...")
        pip = [str(self.python), "-m", "pip", "--disable-pip-version-check", "--no-input"]
        install = [*pip, "install", "--no-deps", "--require-hashes", "--only-binary", ":all:", "--retries", "8"]
        install += ["--no-warn-script-location"] + (["--root-user-action=ignore"] if sys.platform == "linux" else [])
        install += [] if sys.stdout.isatty() else ["--quiet"]
        install += [part for file in files for part in ("-r", str(file))]
        for _ in range(2):  # once more when the connection broke; what was fetched is in pip's cache
            if subprocess.run(install, env=clean_environment(), stdin=subprocess.DEVNULL, check=False).returncode == 0:
                break
        else:
            raise RefusalError("The libraries could not be fetched. Is this computer online? pip's message is above.")
        named = re.findall(r"^([a-z0-9][a-z0-9-]*)==", "\n".join(f.read_text(encoding="utf-8") for f in files), re.M)
        strays = set(self.installed()) - {*named, "pip", "setuptools"}
        if strays:
            subprocess.run([*pip, "uninstall", "-q", "-y", *sorted(strays)], env=clean_environment(), check=True)

    def _write_command(self) -> None:
        """Put the checkout on the environment's path, and the command ``skarbonka`` into its folder of commands."""
        self.path_file.write_text(f"{self.root}\n", encoding="utf-8")
        if sys.platform == "win32":
            self.command.write_text('@"%~dp0python.exe" -P -m desktop %*\r\n', encoding="utf-8")
            return
        # -P: a file in the folder one happens to stand in must never be taken for one of the program's own.
        line = f'exec {shlex.quote(str(self.python))} -P -m desktop "$@"'
        self.command.write_text(f"#!/bin/sh\n{line}\n", encoding="utf-8")
        self.command.chmod(0o755)


def clean_environment() -> dict[str, str]:
    """Return the environment without what would lead Python or pip away from ``.venv``."""
    astray = {"PYTHONHOME", "PYTHONPATH", "VIRTUAL_ENV", "PIP_USER", "PIP_TARGET", "PIP_PREFIX", "PIP_NO_BINARY"}
    return {name: value for name, value in os.environ.items() if name not in astray}


def compile_translations(venv: Venv) -> None:
    """Compile each catalogue whose text is newer than its compiled form."""
    for text in (venv.root / "resources" / "translations").glob("*/LC_MESSAGES/*.po"):
        made = text.with_suffix(".mo")
        if made.exists() and made.stat().st_mtime_ns >= text.stat().st_mtime_ns:
            continue
        if run(venv, "-m", "babel.messages.frontend", "-q", "compile", "-i", str(text), "-o", str(made)):
            raise RefusalError(f"The translation {text.relative_to(venv.root)} has an error; it stands above.")


@contextlib.contextmanager
def alone() -> Iterator[None]:
    """Let one set-up work at a time; a second one started meanwhile waits."""
    if sys.platform == "win32":
        yield
        return
    import fcntl  # noqa: PLC0415  not on Windows

    with Path(__file__).open("rb") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def set_up(tools: Mapping[str, str] | None = None) -> Venv:
    """Do all that is missing for using the program, or for working on it where tools are wanted, and nothing more."""
    venv = Venv()
    files = [ROOT / "requirements.txt"] + ([] if tools is None else [ROOT / "requirements-dev.txt"])
    with alone():
        if sys.platform == "linux":
            check_system(tools or {})
        venv.ensure(files)
        compile_translations(venv)
    return venv


def run(venv: Venv, *arguments: str, folder: Path | None = None, **environ: str) -> int:
    """Run the environment's Python in a folder, else in the present one, and return its exit code."""
    command = [str(venv.python), *arguments]
    return subprocess.run(command, env={**clean_environment(), **environ}, cwd=folder, check=False).returncode


def has_screen(environ: Mapping[str, str]) -> bool:
    """Whether a window can be shown: not on a Linux without X or Wayland, or whose X does not answer."""
    if sys.platform != "linux" or environ.get("WAYLAND_DISPLAY") or environ.get("QT_QPA_PLATFORM"):
        return True
    local = re.fullmatch(r"(?:unix)?:(\d+)(?:\.\d+)?", environ.get("DISPLAY", ""))
    if local is None:
        return bool(environ.get("DISPLAY"))
    with socket.socket(socket.AF_UNIX) as probe:
        return probe.connect_ex(f"/tmp/.X11-unix/X{local[1]}") == 0  # noqa: S108  X's own place


def do_open(arguments: list[str]) -> int:
    """Set up and open the window; without a screen, say so and do the sample job."""
    venv = set_up()
    if has_screen(os.environ):
        return run(venv, "-P", "-m", "desktop", *arguments)
    say("There is no screen here, so the window cannot open. The sample job is done instead.")
    return do_sample([])


def do_sample(arguments: list[str]) -> int:
    """Make a whole sample office in the folder given, or in a new one under build/."""
    venv = set_up()
    folders = (ROOT / "build" / f"sample{number}" for number in ("", *(f"-{n}" for n in range(2, 1000))))
    folder = Path(arguments[0]) if arguments else next(path for path in folders if not path.exists())
    folder.parent.mkdir(parents=True, exist_ok=True)
    return run(venv, "-P", "-m", "desktop", "sample", str(folder))


def do_setup(_: list[str]) -> int:
    """Set up for using and for working on the program."""
    set_up({**TESTING, **BUILDING})
    say("Skarbonka is set up.")
    return 0


def do_test(arguments: list[str]) -> int:
    """Run the tests, on several processors unless pytest is asked for something that needs one."""
    venv = set_up({**TESTING, **BUILDING})
    single = re.compile(r"-[nsp].*|--numprocesses.*|--pdb|--capture=no|--co|--collect-only|.*::.*")
    if not any(single.fullmatch(argument) for argument in arguments):
        # One more than processors: workers wait a good while for windows, disks and other processes.
        workers = min((os.cpu_count() or 1) + 1, 4)
        arguments = ["-n", str(workers), "--dist", "loadscope", "--no-loadscope-reorder", *arguments]
    return run(venv, "-m", "pytest", *arguments, folder=ROOT, PYTHONDONTWRITEBYTECODE="")  # compile modules once


def do_build(_: list[str]) -> int:
    """Make the program's folder, have it test itself, pack it and bill what is in it: the steps stand in the .spec."""
    venv = set_up({**TESTING, **BUILDING})
    screen = {} if has_screen(os.environ) else {"QT_QPA_PLATFORM": "offscreen"}  # for the built program's own test
    options = ["--noconfirm", "--clean", "--log-level", "WARN", "--distpath", "dist", "--workpath", "build/pyinstaller"]
    if run(venv, "-m", "PyInstaller", *options, "build_installer.spec", folder=ROOT, PYTHONHASHSEED="0", **screen):
        raise RefusalError("The program could not be built, or the built program fails its own test; see above.")
    say(f"Built and tested: {ROOT / 'dist'}")
    return 0


COMMANDS = {"open": do_open, "setup": do_setup, "sample": do_sample, "test": do_test, "build": do_build}


def outside_venv(arguments: list[str]) -> int | None:
    """When run by the Python of ``.venv``, run again by the one it was made from: the environment may be remade."""
    if Path(sys.prefix) != Venv().folder or sys.prefix == sys.base_prefix:
        return None
    base = getattr(sys, "_base_executable", "")  # the only name Python has for it
    return subprocess.run(
        [base, str(Path(__file__).resolve()), *arguments], env=clean_environment(), check=False
    ).returncode


def main(arguments: list[str], version: tuple[int, ...] = sys.version_info[:2]) -> int:
    """Do what the arguments ask for and return the exit code."""
    if version < (3, 11):
        print(f"Skarbonka needs Python 3.11 or newer; this is Python {version[0]}.{version[1]}.", file=sys.stderr)
        return 1
    name, *rest = arguments or ["open"]
    if name not in COMMANDS:
        asked = name in {"-h", "--help", "help"}
        print(USAGE, file=sys.stdout if asked else sys.stderr)
        return 0 if asked else 2
    try:
        code = outside_venv(arguments)
        return COMMANDS[name](rest) if code is None else code
    except RefusalError as refusal:
        print(f"\n{refusal}", file=sys.stderr)
        return 1
    except OSError as error:
        print(f"\nThe system does not let the set-up do its work: {error}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return 130


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
