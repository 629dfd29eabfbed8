"""Canaries through the window: after a walk with marked words the disk holds none, in whatever form.

The real program is walked by `window_walker`, and killed: locked, and unlocked with a half-filled form. strace keeps
all that any of its processes writes to a file, so that what was overwritten or deleted is looked at too; then the files
that are left are read, the program's own and those of the libraries. The control spills marked words on purpose.
"""

from __future__ import annotations

import os
import re
import resource
import shutil
import signal
import subprocess
import sys
from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.faults.hunting import Hunt, forms
from tests.faults.tracing import ROOT
from tests.faults.walks import small_disk
from tests.faults.window_walker import LANGUAGES, LATIN_STEM, LOCAL_STEM, PAGES, SCRIPTS, STEMS, TABLE
from tests.intake.strange_files import pdf

HUNT = Hunt(*STEMS)
_CALLS = "openat,open,creat,openat2,write,pwrite64,pwritev,pwritev2,mkdir,rename,renameat,renameat2,link,linkat,symlink"
_LONGEST = 4_000_000
_WRITTEN = re.compile(r'\bp?write(?:64)?\(\d+<([^>]*)>, "((?:\\x[0-9a-f]{2})*)"')
_VECTORS = re.compile(r"\bpwritev2?\(")
_NAMING = re.compile(
    r"\b(?:openat|open|creat|openat2)\(.*\b(?:O_WRONLY|O_RDWR|O_CREAT)\b"
    r"|\b(?:mkdir|rename|renameat|renameat2|link|linkat|symlink)\("
)
_REFUSED = re.compile(r"\) += -1 E")
_TEXT = re.compile(r'"((?:\\x[0-9a-f]{2})*)"')
#: Where bytes go that no disk keeps.
_NOWHERE = re.compile(r"/(?:dev/(?:null|tty|pts/.*|dri/.*|ptmx)|proc/.*|sys/.*)|(?!/).*|/memfd:.*")


def plain(escaped: str) -> bytes:
    """Read what strace wrote, in hexadecimal or not."""
    return bytes.fromhex(escaped.replace("\\x", "")) if escaped.startswith("\\x") else escaped.encode()


def path_of(escaped: str) -> str:
    return plain(escaped).decode(errors="replace").removesuffix(" (deleted)")


@dataclass(frozen=True)
class Gone:
    """A walk that is over: where it was, what it said, and what its processes wrote."""

    root: Path
    said: str
    trace: str

    @property
    def place(self) -> Path:
        return self.root / "place"

    def written(self) -> dict[str, bytes]:
        """All that was ever written to each file, in the order of writing; deleted files too."""
        found: defaultdict[str, list[bytes]] = defaultdict(list)
        for named, data in _WRITTEN.findall(self.trace):
            path = path_of(named)
            if not _NOWHERE.fullmatch(path):
                found[path].append(plain(data))
        return {path: b"".join(parts) for path, parts in found.items()}

    def names(self) -> set[str]:
        """Each path that was opened for writing, made or renamed."""
        named: set[str] = set()
        for line in self.trace.splitlines():
            if _NAMING.search(line) and not _REFUSED.search(line):
                named |= {path_of(text) for text in _TEXT.findall(line)}
        return {path for path in named if path.startswith("/") and not _NOWHERE.fullmatch(path)}


def prepare(root: Path, off: Path | None) -> dict[str, str]:
    """Make all folders of a walk and what a worker brings along, which lie `off`; gives the walk's environment."""
    folders = {"HOME": "home", "TMPDIR": "temp", "XDG_RUNTIME_DIR": "run"}
    folders |= {f"XDG_{kind.upper()}_HOME": f"home/.{kind}" for kind in ("config", "data", "state", "cache")}
    outside = off or root / "place"
    pages, exports = outside / "pages" / PAGES, outside / "exports" / PAGES
    for folder in (*(root / name for name in folders.values()), root / "place", root / "here", pages, exports):
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    if off is not None:
        for name in ("pages", "exports"):
            (root / "place" / name).symlink_to(off / name)
    (pages / "kanarmark-scan.pdf").write_bytes(pdf() + b"%kanarmark\n")
    (pages / "kanarmark-broken.pdf").write_bytes(b"%PDF-1.4 kanarmark")
    (pages / "kanarmark.xlsx").write_bytes(b"PK\3\4 kanarmark")
    (pages / "kanarmark.csv").write_text(TABLE, encoding="utf-8")
    own = {name: str(root / folder) for name, folder in folders.items()}
    return {**os.environ, **own, "PYTHONPATH": str(ROOT), "PYTHONDONTWRITEBYTECODE": "1"}


def let_cores_be() -> None:
    """Take the limit off cores: if there is none, it is the program's own doing."""
    _soft, hard = resource.getrlimit(resource.RLIMIT_CORE)
    resource.setrlimit(resource.RLIMIT_CORE, (hard, hard))


def walk(root: Path, *parts: str, language: str = "en", off: Path | None = None) -> Gone:
    """Walk some parts one after another, each in a process of its own that is killed at its end.

    `off` takes what a worker brings and asks for, and the trace, where `root` is on a disk that is looked at.
    """
    strace = shutil.which("strace")
    assert strace, "strace is needed: apt-get install strace"
    environment, said, traces = prepare(root, off), [], []
    for part in parts:
        log = (off or root.parent) / f"{root.name}-{part}.trace"
        options = ["-f", "--seccomp-bpf", "-q", "-y", "-xx", "-s", str(_LONGEST), "-o", str(log)]
        walker = [sys.executable, "-m", "tests.faults.window_walker", str(root / "place"), part, language]
        command = [strace, *options, "-e", f"trace={_CALLS}", "-e", "signal=none", *walker]
        with subprocess.Popen(
            command,
            cwd=root / "here",
            env=environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            preexec_fn=let_cores_be,
        ) as program:
            assert program.stdout is not None
            for line in program.stdout:
                said.append(line)
                if line.startswith("waits "):
                    os.kill(int(line.split()[1]), signal.SIGKILL)
        assert said[-1].startswith("waits "), "".join(said)
        traces.append(log.read_text(encoding="utf-8", errors="replace"))
        log.unlink()
    return Gone(root, "".join(said), "".join(traces))


def shared_memory() -> set[Path]:
    """Give what lies in shared memory, but for the folders of other tests: those come and go."""
    tops = [each for each in Path("/dev/shm").iterdir() if not each.name.startswith("skarbonka-tests-")]
    return {path for top in tops for path in (top, *top.rglob("*"))}


def assert_nothing_is_found(gone: Gone, shared_before: set[Path]) -> None:
    pages, exports = gone.place / "pages", gone.place / "exports"
    assert HUNT.files(gone.root, without=(pages, exports)) == {}
    assert {path: found for path, data in gone.written().items()
            if not path.startswith(str(exports)) and (found := HUNT.hits(data))} == {}  # fmt: skip
    names = {path for path in gone.names() if not path.startswith(str(exports))}
    assert {path for path in names if HUNT.hits(path.encode())} == set()
    assert HUNT.hits(gone.said.encode()) == set()
    for path in shared_memory() - shared_before:
        assert not path.is_file() or HUNT.hits(path.read_bytes()) == set(), path
    assert list((gone.root / "here").iterdir()) == []  # where a core would lie
    assert _VECTORS.search(gone.trace) is None  # else its bytes would have to be read too


def strangers(gone: Gone) -> set[str]:
    """What was written elsewhere than in the vault, the exports and the program's own folders, which were there."""
    own = ("place/vault", "place/.vault.", "place/exports", "home/.state/skarbonka", "home/.config/skarbonka",
           "home/.config/QtProject", "home/.cache/fontconfig", "home/.cache/mesa_shader_cache")  # fmt: skip
    allowed = (*(str(gone.root / each) for each in own), "/dev/", "/proc/")
    found = {path for path in gone.names() | set(gone.written()) if not path.startswith(allowed)}
    return {path for path in found if not any(each.startswith(f"{path}/") for each in allowed)}


@pytest.fixture(scope="module")
def spilt(tmp_path_factory: pytest.TempPathFactory) -> Gone:
    return walk(tmp_path_factory.mktemp("spilt"), "spill")


@pytest.mark.timeout(400)
def test_the_walk_through_the_window_leaves_no_marked_word(tmp_path: Path) -> None:
    before = shared_memory()
    gone = walk(tmp_path / "walk", "work", "again")
    assert_nothing_is_found(gone, before)
    assert strangers(gone) == set()
    # It was no empty walk, and its writing was seen.
    written = gone.written()
    assert len(written[str(gone.place / "vault" / "identity.db")]) > 100_000
    assert any(path.startswith(str(gone.place / "exports")) for path in gone.names())
    assert (gone.root / "home/.config/skarbonka/window.ini").exists()


def test_control_what_is_spilt_is_found_in_each_form_and_by_each_way(spilt: Gone) -> None:
    temp = spilt.root / "temp"
    left, written = HUNT.files(temp), spilt.written()
    assert LOCAL_STEM in left[str(temp / "left.xlsx")]
    sheets = [path for path in written if path.startswith(str(temp / "openpyxl."))]
    assert any(LOCAL_STEM in HUNT.hits(written[path]) for path in sheets), sheets
    assert not any(Path(path).exists() for path in sheets)
    for mark in (LATIN_STEM, LOCAL_STEM):
        for name, needles in forms(mark).items():
            for place, needle in enumerate(needles):
                path = str(temp / f"{SCRIPTS[mark]} {name} {place}")
                assert needle in written[path]
                assert HUNT.hits(written[path]), path
                assert bool(HUNT.hits(Path(path).read_bytes())) if Path(path).exists() else len(needle) % 2, path
    assert strangers(spilt) > set(sheets)


def test_control_a_name_and_a_word_said_aloud_are_found(spilt: Gone) -> None:
    name = "".join(f"{byte:02x}" for byte in b"/tmp/kanarmark")
    escaped = re.sub("..", lambda found: "\\x" + found[0], name)
    named = Gone(spilt.root, "", f'1 mkdir("{escaped}", 0700) = 0')
    assert {path for path in named.names() if HUNT.hits(path.encode())} == {"/tmp/kanarmark"}
    with pytest.raises(AssertionError):
        assert_nothing_is_found(Gone(spilt.root, "", ""), shared_memory())
    empty = spilt.root / "empty"
    (empty / "here").mkdir(parents=True)
    assert_nothing_is_found(Gone(empty, "", ""), shared_memory())
    with pytest.raises(AssertionError):
        assert_nothing_is_found(Gone(empty, "kanarmark", ""), shared_memory())
    (empty / "here" / "core").write_bytes(b"")
    with pytest.raises(AssertionError):
        assert_nothing_is_found(Gone(empty, "", ""), shared_memory())


@pytest.mark.full
@pytest.mark.parametrize("language", [each for each in LANGUAGES if each != "en"])
def test_in_each_language(language: str, tmp_path: Path) -> None:
    before = shared_memory()
    gone = walk(tmp_path / "walk", "work", "again", language=language)
    assert_nothing_is_found(gone, before)
    assert strangers(gone) == set()


@pytest.mark.full
def test_the_raw_disk_holds_no_marked_word_not_even_deleted(tmp_path: Path) -> None:
    with small_disk(tmp_path) as (image, place):
        off = tmp_path / "off"
        off.mkdir()
        walk(place / "walk", "work", "again", off=off)
        subprocess.run(["umount", str(place)], check=True)
        raw = image.read_bytes()
    assert b"SKARBNKA" in raw
    assert {mark for needle, mark in HUNT.needles.items() if needle in raw} == set()
