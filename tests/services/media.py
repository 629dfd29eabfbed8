"""A medium that takes no writing, for the length of a block."""

import os
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


@contextmanager
def protected(vault: Path, place: Path) -> Iterator[Path]:
    """Copy a closed vault to where nothing can be written: a mount for root, whom no right holds off, else rights."""
    place.mkdir(mode=0o700)
    root = os.geteuid() == 0
    if root:
        subprocess.run(["mount", "-t", "tmpfs", "-o", "size=64m,mode=0700", "tmpfs", str(place)], check=True)
    put = place / vault.name
    try:
        shutil.copytree(vault, put)
        if root:
            subprocess.run(["mount", "-o", "remount,ro", str(place)], check=True)
        else:
            for path in (*put.iterdir(), put):
                path.chmod(0o400 if path.is_file() else 0o500)
        yield put
    finally:
        if root:
            subprocess.run(["umount", "--lazy", str(place)], check=True)
        elif put.exists():
            put.chmod(0o700)
