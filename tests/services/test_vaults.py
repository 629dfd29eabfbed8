"""Vaults: made whole or not at all, opened with the right passphrase alone."""

import shutil
import subprocess
from collections.abc import Mapping
from pathlib import Path

import pytest

from desktop.domain.errors import (
    DiskFailed,
    DiskFull,
    NotAVault,
    Refused,
    Severity,
    UnsafePlace,
    VaultExists,
    VaultInUse,
    WrongPassphrase,
)
from desktop.domain.receipts import Organisation
from desktop.domain.settings import OfficeSettings
from desktop.services import passphrases, settings, vaults
from desktop.storage import engine
from desktop.vault import files
from tests.services.office_kit import CHEAP, PASSPHRASE, SETTINGS, Kit, SetClock, make_office, open_office


def test_a_new_vault_is_an_office_that_opens_again(tmp_path: Path) -> None:
    folder = tmp_path / "deep" / "vault"
    office = make_office(folder)
    vault_id = office.vault_id
    assert office.has_identity
    assert settings.load_settings(office) == SETTINGS
    office.close()
    assert vaults.is_vault(folder)
    assert {path.name for path in folder.iterdir()} >= {"header", "ledger.db", "identity.db"}
    assert {path.stat().st_mode & 0o777 for path in folder.iterdir()} == {0o600}
    assert [path.name for path in folder.parent.iterdir()] == ["vault"]
    again = open_office(folder)
    assert (again.vault_id, again.folder) == (vault_id, folder)
    again.close()


def test_an_empty_folder_is_taken_and_a_full_one_left_alone(tmp_path: Path) -> None:
    empty = tmp_path / "empty"
    empty.mkdir()
    make_office(empty).close()
    with pytest.raises(VaultExists):
        make_office(empty)
    full = tmp_path / "full"
    full.mkdir()
    (full / "letter.txt").write_text("mine")
    with pytest.raises(VaultExists):
        make_office(full)
    assert [path.name for path in full.iterdir()] == ["letter.txt"]


def test_a_link_is_refused(tmp_path: Path) -> None:
    (tmp_path / "link").symlink_to(tmp_path / "elsewhere")
    with pytest.raises(UnsafePlace):
        make_office(tmp_path / "link")


@pytest.mark.parametrize("broken", ["create_store", "open_store"])
def test_a_failure_leaves_no_vault_and_no_rest(tmp_path: Path, broken: str, monkeypatch: pytest.MonkeyPatch) -> None:
    from desktop.storage import store

    def fail(*_arguments: object) -> None:
        raise RuntimeError("power")

    with monkeypatch.context() as patched:
        patched.setattr(store, broken, fail)
        with pytest.raises(RuntimeError):
            make_office(tmp_path / "vault")
    left = [path.name for path in tmp_path.iterdir()]
    assert left == ([] if broken == "create_store" else ["vault"])
    if left:  # it was whole before it was opened again
        open_office(tmp_path / "vault").close()


def test_a_disk_that_refuses_the_name_leaves_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_arguments: object) -> None:
        raise OSError(28, "no room")

    with monkeypatch.context() as broken:
        broken.setattr("desktop.vault.files.sync_folder", refuse)
        broken.setattr("desktop.vault.files.atomic_write", lambda path, data: path.write_bytes(data))
        with pytest.raises(DiskFull):
            make_office(tmp_path / "vault")
    with monkeypatch.context() as broken:
        broken.setattr(Path, "rename", refuse)
        with pytest.raises(DiskFull):
            make_office(tmp_path / "other")
    assert not (tmp_path / "other").exists()
    assert not list(tmp_path.glob(".*"))


@pytest.mark.parametrize(
    ("passphrase", "given", "problem"),
    [
        ("", SETTINGS, "passphrase.empty"),
        (" \t", SETTINGS, "passphrase.empty"),
        (PASSPHRASE, OfficeSettings(Organisation(" ")), "organisation.needs_a_name"),
        (PASSPHRASE, OfficeSettings(Organisation("A"), base_currency="XXX"), "currency.unknown"),
        (PASSPHRASE, OfficeSettings(Organisation("A"), language="xx"), "settings.language"),
    ],
)
def test_what_is_wrong_is_said_before_anything_is_made(
    tmp_path: Path, passphrase: str, given: OfficeSettings, problem: str
) -> None:
    with pytest.raises(Refused) as refusal:
        vaults.create_vault(tmp_path / "vault", passphrase, given, cost=CHEAP)
    assert [each.code for each in refusal.value.problems] == [problem]
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("text", "weak"),
    [
        ("hunter2", True),
        ("aaaaaaaaaaaaaaaaaaaa", True),
        ("one one one one", True),
        ("Kq8#vTz!2mWp9x", False),
        (PASSPHRASE, False),
        ("мост рака снег лямпа", False),
    ],
)
def test_a_weak_passphrase_is_warned_of(text: str, weak: bool) -> None:
    problems = passphrases.check_passphrase(text)
    assert [problem.code for problem in problems] == (["passphrase.weak"] if weak else [])
    assert all(problem.severity is Severity.WARNING for problem in problems)


def test_a_weak_passphrase_is_still_taken(tmp_path: Path) -> None:
    vaults.create_vault(tmp_path / "vault", "hunter2", SETTINGS, clock=SetClock(), cost=CHEAP).close()
    assert vaults.is_vault(tmp_path / "vault")


def test_only_the_right_passphrase_opens_and_only_once(tmp_path: Path) -> None:
    make_office(tmp_path / "vault").close()
    with pytest.raises(WrongPassphrase):
        vaults.open_vault(tmp_path / "vault", "other", floor=CHEAP)
    with pytest.raises(NotAVault):
        vaults.open_vault(tmp_path, PASSPHRASE, floor=CHEAP)
    office = open_office(tmp_path / "vault")
    with pytest.raises(VaultInUse):
        open_office(tmp_path / "vault")
    office.close()
    open_office(tmp_path / "vault").close()


KILLED = """
import os, signal, sys
from pathlib import Path
sys.path.insert(0, {root!r})
from desktop.storage.engine import Books
from desktop.vault import files
from tests.services.office_kit import make_office

left = [{count}]
def mortal(owner, name):
    real = getattr(owner, name)
    def call(*arguments, **named):
        left[0] -= 1
        if left[0] < 0:
            os.kill(os.getpid(), signal.SIGKILL)
        return real(*arguments, **named)
    setattr(owner, name, call)

for name in ("sync", "sync_folder", "atomic_write"):
    mortal(files, name)
mortal(Books, "close")
mortal(Path, "rename")
make_office(Path({folder!r}))
print("made")
"""


def test_a_kill_in_the_middle_leaves_no_half_vault_under_the_name(tmp_path: Path) -> None:
    """Killed before the first, second … of the steps that reach the disk, until none kills it any more."""
    import sys

    root = str(Path(__file__).resolve().parents[2])
    kills = 0
    for count in range(40):
        folder = tmp_path / f"vault{count}"
        program = KILLED.format(root=root, count=count, folder=str(folder))
        ended = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=False)
        if "made" in ended.stdout:
            break
        assert ended.returncode == -9, ended.stderr
        kills += 1
        if folder.exists():
            open_office(folder).close()
    assert kills >= 5
    open_office(folder).close()


def test_keys_go_before_the_pages_are_read_and_whatever_fails(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    office = make_office(tmp_path / "vault")
    keys, signer = office.keys, office.signer
    assert keys is not None
    assert signer is not None
    seen: list[bool] = []
    really = engine._page_sums

    def looked(files: Mapping[str, Path]) -> dict[str, str]:
        seen.append(any(keys.ledger) or any(keys.identity or b"") or any(signer._seed))
        return really(files)

    monkeypatch.setattr(engine, "_page_sums", looked)
    office.close()
    assert seen == [False]
    open_office(tmp_path / "vault").close()


@pytest.mark.parametrize("what", ["dispose", "pages"])
def test_keys_go_when_closing_fails(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, what: str) -> None:
    office = make_office(tmp_path / "vault")
    keys, signer = office.keys, office.signer
    assert keys is not None
    assert signer is not None

    def fail(*_given: object) -> None:
        raise DiskFailed

    with monkeypatch.context() as patched:
        if what == "dispose":
            patched.setattr(office.store._books.engine, "dispose", fail)
        else:
            patched.setattr(engine, "_page_sums", fail)
        with pytest.raises(DiskFailed):
            office.close()
    assert not any(keys.ledger)
    assert not any(keys.identity or b"")
    assert not any(signer._seed)
    office.store.close()


def test_a_disk_that_is_nearly_full_is_said_before_anything_is_stored(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    office = make_office(tmp_path / "vault")
    kit = Kit(office)
    kit.person("Before")
    head = kit.head()
    with monkeypatch.context() as patched:
        patched.setattr(files.shutil, "disk_usage", lambda _folder: shutil._ntuple_diskusage(10**9, 10**9, 1000))
        with pytest.raises(DiskFull) as refused:
            kit.person("Too late")
    assert refused.value.params["free"] == 1000
    assert kit.head() == head
    assert kit.person("Again") == "P-0002"
    office.close()
