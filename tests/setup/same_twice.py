"""Proves that one commit gives one installer: two builds in two folders are compared byte by byte.

By hand, on Linux: ``python3 tests/setup/same_twice.py FOLDER``

FOLDER, which must not be there before, gets the two checkouts. What is committed is what is proved. The builds
differ in all that must not matter: the folder's name, umask, time zone, language, the seed of hashes that the caller
has. Then the control: a changed letter in one source file must be found. A build takes minutes; there are three.
"""

import hashlib
import os
import subprocess
import sys
import time
from pathlib import Path

TOP = Path(__file__).resolve().parents[2]
BUILDS = (
    ("one", 0o022, {"TZ": "UTC", "LC_ALL": "C.UTF-8", "PYTHONHASHSEED": "1"}),
    ("another/and a longer name", 0o077, {"TZ": "Asia/Tbilisi", "LC_ALL": "C", "PYTHONHASHSEED": "2"}),
)
CHANGED = "desktop/paths.py"


def say(text: str) -> None:
    """Say it at once."""
    print(text, flush=True)


def build(checkout: Path, umask: int, environ: dict[str, str]) -> None:
    """Build the installer in a checkout."""
    given = {name: value for name, value in os.environ.items() if name != "SOURCE_DATE_EPOCH"}
    start = time.monotonic()
    command = [sys.executable, "run.py", "build"]
    subprocess.run(command, cwd=checkout, env={**given, **environ}, umask=umask, stdin=subprocess.DEVNULL, check=True)
    say(f"Built in {checkout}: {round(time.monotonic() - start)} s")


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
    """Build twice, compare, change a letter, build and compare again."""
    folder.mkdir(parents=True)
    checkouts = [folder / name for name, _, _ in BUILDS]
    for checkout in checkouts:  # first of all: work goes on while it builds
        clone = ["git", "-c", "safe.directory=*", "clone", "-q", "--no-hardlinks", str(TOP), str(checkout)]
        subprocess.run(clone, check=True)
    for checkout, (_, umask, environ) in zip(checkouts, BUILDS, strict=True):
        build(checkout, umask, environ)
    first, second = (made(checkout) for checkout in checkouts)
    differing = compared(first, second)
    say(f"{len(first)} files, {len(differing)} differ.")
    for line in differing:
        say(f"  {line}")
    for name, told in first.items():
        if "/" not in name:
            say(f"  {name}: {told}")

    source = checkouts[1] / CHANGED
    text = source.read_text(encoding="utf-8")
    source.write_text(text.replace("Where the program", "Where The program", 1), encoding="utf-8")
    build(checkouts[1], BUILDS[1][1], BUILDS[1][2])
    seen = compared(first, made(checkouts[1]))
    say(f"Control, one letter of {CHANGED} changed: {len(seen)} files differ.")
    for line in seen:
        say(f"  {line.splitlines()[0]}")
    good = not differing and any(line.startswith("skarbonka/skarbonka\n") for line in seen)
    say("Proved." if good else "NOT proved.")
    return 0 if good else 1


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit("usage: python3 tests/setup/same_twice.py FOLDER")
    sys.exit(main(Path(sys.argv[1]).resolve()))
