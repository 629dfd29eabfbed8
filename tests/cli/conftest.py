"""The terminal in one process: a vault on the disk, standard input from the test, what was printed."""

import io
import shutil
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from desktop import i18n
from desktop.cli import main
from desktop.vault import keys
from tests.services.office_kit import CHEAP, PASSPHRASE, usual_office

PAGE = """Help for the invented weaver Alesia Verabeichyk

  • Story

She left her loom behind.

How much is needed?

€2000

€500 — warm clothes
€1500 — room rental

Collected:
€ 683 in 2 000
"""


@dataclass
class Said:
    """How a command ended and what it said."""

    code: int
    out: str
    err: str


Run = Callable[..., Said]


@pytest.fixture(autouse=True)
def cheap(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Passphrases cost little here; the real cost is the vault's own tests' matter."""
    monkeypatch.setattr(keys, "FLOOR", CHEAP)
    monkeypatch.setattr(keys, "calibrate", lambda *_all, **_named: CHEAP)
    yield
    i18n.use_language("en")


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    def call(*arguments: object, stdin: str = f"{PASSPHRASE}\n") -> Said:
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(stdin.encode()), encoding="ascii"))
        capsys.readouterr()
        code = main([str(argument) for argument in arguments])
        captured = capsys.readouterr()
        return Said(code, captured.out, captured.err)

    return call


@pytest.fixture
def vault(tmp_path: Path) -> Path:
    folder = tmp_path / "vault"
    usual_office(folder).close()
    return folder


@pytest.fixture
def page(tmp_path: Path) -> Path:
    path = tmp_path / "page.txt"
    path.write_text(PAGE, encoding="utf-8")
    return path


@pytest.fixture(scope="session")
def busy_once(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where the first busy vault of the process is kept, for the others to be copied from."""
    return tmp_path_factory.mktemp("busy") / "vault"


@pytest.fixture
def busy(run: Run, vault: Path, page: Path, busy_once: Path) -> Path:
    """A vault with C-0001 of P-0001 (683.00 EUR brought in), the donor P-0002 and the payee P-0003."""
    if busy_once.exists():
        return shutil.copytree(busy_once, vault, dirs_exist_ok=True)
    assert run("import-page", vault, page, "--alias", "Weaver").code == 0
    assert run("add-person", vault, "--alias", "North Star", "--category", "donor").out == "P-0002\n"
    assert run("add-person", vault, "--alias", "Clinic", "--category", "payee").out == "P-0003\n"
    shutil.copytree(vault, busy_once)
    return vault
