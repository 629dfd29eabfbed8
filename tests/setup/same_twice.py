"""Proves that one commit gives one installer: two builds in two folders are compared byte by byte.

By hand, on Linux: ``python3 tests/setup/same_twice.py FOLDER``

FOLDER, which must not be there before, gets the checkouts. What is committed is what is proved. The builds differ in
all that must not matter: the folder's name, umask, time zone, language, the seed of hashes that the caller has. The
third is the control: a letter of one source file is another, and that must be found. They are made at the same time,
each with a log in FOLDER; a build takes minutes.
"""

import hashlib
import os
import subprocess
import sys
import time
from pathlib import Path

TOP = Path(__file__).resolve().parents[2]
BUILDS = {
    "one": (0o022, {"TZ": "UTC", "LC_ALL": "C.UTF-8", "PYTHONHASHSEED": "1"}),
    "another/and a longer name": (0o077, {"TZ": "Asia/Tbilisi", "LC_ALL": "C", "PYTHONHASHSEED": "2"}),
    "control": (0o022, {"TZ": "UTC", "LC_ALL": "C.UTF-8", "PYTHONHASHSEED": "3"}),
}
CHANGED = "desktop/paths.py"


def say(text: str) -> None:
    """Say it at once."""
    print(text, flush=True)


def checked_out(folder: Path) -> dict[str, Path]:
    """Make the checkouts; in the control's, one letter is another."""
    checkouts = {name: folder / name for name in BUILDS}
    for checkout in checkouts.values():
        clone = ["git", "-c", "safe.directory=*", "clone", "-q", "--no-hardlinks", str(TOP), str(checkout)]
        subprocess.run(clone, check=True)
    source = checkouts["control"] / CHANGED
    text = source.read_text(encoding="utf-8")
    source.write_text(text.replace("Where the program", "Where The program", 1), encoding="utf-8")
    return checkouts


def build(checkout: Path, log: Path, umask: int, environ: dict[str, str]) -> subprocess.Popen[bytes]:
    """Start the building of the installer in a checkout."""
    given = {name: value for name, value in os.environ.items() if name != "SOURCE_DATE_EPOCH"}
    with log.open("wb") as out:
        return subprocess.Popen(
            [sys.executable, "run.py", "build"],
            cwd=checkout,
            env={**given, **environ},
            umask=umask,
            stdin=subprocess.DEVNULL,
            stdout=out,
            stderr=subprocess.STDOUT,
        )


def made(checkout: Path) -> dict[str, str]:
    """Give what a build made: each file's name, whether it runs, and its digest; a link's target."""
    found = {}
    for path in sorted((checkout / "dist").rglob("*")):
        name = path.relative_to(checkout / "dist").as_posix()
        if path.is_symlink():
            found[name] = f"-> {path.readlink()}"
        elif path.is_file():
            runs = "x" if path.stat().st_mode & 0o100 else "-"
            found[name] = f"{runs} {path.stat().st_size} {hashlib.sha256(path.read_bytes()).hexdigest()}"
    return found


def compared(one: dict[str, str], other: dict[str, str]) -> list[str]:
    """Say which files differ, and how."""
    return [
        f"{name}\n    {one.get(name, 'not there')}\n    {other.get(name, 'not there')}"
        for name in sorted(one.keys() | other.keys())
        if one.get(name) != other.get(name)
    ]


def main(folder: Path) -> int:
    """Build, and compare: what must be equal is, and what must differ does."""
    folder.mkdir(parents=True)
    start = time.monotonic()
    checkouts = checked_out(folder)
    running = {
        name: build(checkout, folder / f"{name.partition('/')[0]}.log", *BUILDS[name])
        for name, checkout in checkouts.items()
    }
    ended = {name: process.wait() for name, process in running.items()}
    say(f"Built in {round(time.monotonic() - start)} s: {ended}")
    if any(ended.values()):
        return 1
    first, second, control = (made(checkout) for checkout in checkouts.values())
    differing = compared(first, second)
    say(f"{len(first)} files, {len(differing)} differ.")
    for line in differing:
        say(f"  {line}")
    for name, told in first.items():
        if "/" not in name:
            say(f"  {name}: {told}")
    seen = compared(first, control)
    say(f"Control, one letter of {CHANGED} is another: {len(seen)} files differ.")
    for line in seen:
        say(f"  {line.splitlines()[0]}")
    names = {line.splitlines()[0] for line in seen}
    good = not differing and "skarbonka/skarbonka" in names and any(name.endswith(".deb") for name in names)
    say("Proved." if good else "NOT proved.")
    return 0 if good else 1


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit("usage: python3 tests/setup/same_twice.py FOLDER")
    sys.exit(main(Path(sys.argv[1]).resolve()))
