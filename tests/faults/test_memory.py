"""The memory of a locked process holds no key, the books' or a user's; while it is open, the search finds them."""

import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from desktop.vault import parts, recovery
from desktop.vault.inside import enter
from desktop.vault.signing import Signer
from tests.faults.tracing import ROOT, python
from tests.services.office_kit import CHEAP, PASSPHRASE, make_office

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="reads another process's memory as Linux shows it")
_CHUNK = 1 << 24


def memory_of(process: int) -> Iterator[bytes]:
    """Every readable piece of a process's memory, as a core dump would hold it."""
    lines = Path(f"/proc/{process}/maps").read_text(encoding="ascii", errors="replace").splitlines()
    with Path(f"/proc/{process}/mem").open("rb", buffering=0) as memory:
        for line in lines:
            places, rights = line.split()[:2]
            if not rights.startswith("r") or line.endswith(("[vvar]", "[vsyscall]", "[vvar_vclock]")):
                continue
            begin, end = (int(each, 16) for each in places.split("-"))
            memory.seek(begin)
            try:
                yield memory.read(end - begin)
            except OSError:
                continue


def needles(folder: Path, papers: recovery.Parts) -> dict[bytes, str]:
    """The books' keys, the user's own and the papers' secret, in each form that the program ever gives them."""
    inside = enter(folder, PASSPHRASE, None, CHEAP)
    keys, private = inside.keys, inside.found.private
    assert keys.identity is not None
    seed = Signer(inside.header.vault_id, inside.found.user.number, private)._seed
    secret = parts.join(*(parts.read_part(text, "part") for text in papers.texts[:2]))
    found: dict[bytes, str] = {}
    for book, key in (
        ("ledger", bytes(keys.ledger)),
        ("identity", bytes(keys.identity)),
        ("private key", bytes(private)),
        ("signing seed", bytes(seed)),
        ("papers' secret", bytes(secret)),
    ):
        text = key.hex()
        forms = {
            "bytes": key,
            "digits": text.encode(),
            "DIGITS": text.upper().encode(),
            "wide": text.encode("utf-16-le"),
        }
        found |= {data: f"{book} as {form}" for form, data in forms.items()}
    return found


def found_in(process: int, wanted: dict[bytes, str]) -> set[str]:
    return {name for piece in memory_of(process) for data, name in wanted.items() if data in piece}


@contextmanager
def holder(mode: str, folder: Path, *papers: str) -> Iterator[subprocess.Popen[str]]:
    command = python("tests.faults.holder", mode, str(folder), *papers)
    with subprocess.Popen(command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        try:
            yield process
        finally:
            process.kill()


def hear(process: subprocess.Popen[str], word: str) -> None:
    assert process.stdout is not None
    assert process.stdout.readline().strip() == word


def go_on(process: subprocess.Popen[str]) -> None:
    assert process.stdin is not None
    process.stdin.write("\n")
    process.stdin.flush()


def look(mode: str, tmp_path: Path) -> tuple[set[str], set[str]]:
    """What is found while the vault is open, and after it was locked."""
    folder = tmp_path / "vault"
    make_office(folder).close()
    papers = recovery.make_parts(folder, PASSPHRASE, floor=CHEAP)
    wanted = needles(folder, papers)
    with holder(mode, folder, *papers.texts[:2]) as process:
        hear(process, "opened")
        opened = found_in(process.pid, wanted)
        go_on(process)
        hear(process, "locked")
        return opened, found_in(process.pid, wanted)


def test_a_locked_process_holds_no_key_of_the_books(tmp_path: Path) -> None:
    opened, locked = look("real", tmp_path)
    assert {"ledger as bytes", "identity as bytes", "signing seed as bytes"} <= opened
    assert locked == set()


def test_control_a_copy_that_was_kept_is_found(tmp_path: Path) -> None:
    _opened, locked = look("careless", tmp_path)
    assert "ledger as bytes" in locked
