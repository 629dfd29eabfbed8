"""The installer's recipe: packing a folder gives the same bytes whatever its order, times and rights were."""

import ast
import os
import shutil
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
SECONDS = 1767225600
FILES = {
    "DEBIAN/control": "Package: sample\nVersion: 1\nArchitecture: all\nMaintainer: A <a@b.invalid>\nDescription: x\n",
    "usr/lib/sample/z.txt": "last\n" * 1000,
    "usr/lib/sample/a.txt": "first\n",
    "usr/lib/sample/run": "#!/bin/sh\n",
    "usr/share/doc/sample/copyright": "none\n",
}


@pytest.fixture(scope="module")
def pack_tree() -> Callable[[Path, Path, int], None]:
    """Give the recipe's own function; the recipe itself runs within PyInstaller alone."""
    whole = ast.parse((ROOT / "build_installer.spec").read_text(encoding="utf-8"))
    wanted = [node for node in whole.body if getattr(node, "name", "") == "pack_tree"]
    assert len(wanted) == 1
    names: dict[str, object] = {"os": os, "subprocess": subprocess}
    exec(compile(ast.Module(list(wanted), []), "build_installer.spec", "exec"), names)  # noqa: S102  our own file
    found = names["pack_tree"]
    assert callable(found)
    return found


@pytest.fixture
def usual_umask() -> Iterator[None]:
    before = os.umask(0o022)
    yield
    os.umask(before)


def tree(folder: Path, names: list[str], umask: int, time: int) -> Path:
    """Make the sample in an order, with the rights that an umask leaves, at a time."""
    os.umask(umask)
    for name in names:
        place = folder / name
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_text(FILES[name], encoding="utf-8")
        if place.name == "run":
            place.chmod(0o777 & ~umask)
        os.utime(place, (time, time))
    (folder / "usr/bin").mkdir()
    (folder / "usr/bin/sample").symlink_to("../lib/sample/run")
    return folder


@pytest.mark.skipif(not shutil.which("dpkg-deb"), reason="Debian's packages are packed on Debian")
def test_the_same_files_are_packed_to_the_same_bytes(
    tmp_path: Path, pack_tree: Callable[[Path, Path, int], None], usual_umask: None
) -> None:
    first = tree(tmp_path / "first", sorted(FILES), 0o022, 1_600_000_000)
    second = tree(tmp_path / "a longer name", sorted(FILES, reverse=True), 0o077, 1_900_000_000)
    other = tree(tmp_path / "other", sorted(FILES), 0o022, 1_600_000_000)
    (other / "usr/lib/sample/a.txt").write_text("First\n", encoding="utf-8")
    packed = {}
    for folder in (first, second, other):
        pack_tree(folder, tmp_path / f"{folder.name}.deb", SECONDS)
        packed[folder.name] = (tmp_path / f"{folder.name}.deb").read_bytes()
    assert packed["first"] == packed["a longer name"]
    assert packed["other"] != packed["first"]
    asked = ["dpkg-deb", "-c", str(tmp_path / "first.deb")]
    listed = subprocess.run(asked, capture_output=True, text=True, check=True, env={**os.environ, "TZ": "UTC"})
    lines = [line.split() for line in listed.stdout.splitlines()]
    assert {line[1] for line in lines} == {"root/root"}
    assert {line[3] for line in lines} == {"2026-01-01"}
    rights = {line[5]: line[0] for line in lines}
    assert list(rights)[:-1] == sorted(rights.keys() - {"./usr/bin/sample"})  # links come last
    assert rights["./usr/lib/sample/run"] == "-rwxr-xr-x"
    assert rights["./usr/lib/sample/a.txt"] == "-rw-r--r--"
