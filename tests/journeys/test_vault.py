"""Point 2: an encrypted vault is made, locked, unlocked; each reason why it does not open has a sentence of its own."""

from __future__ import annotations

import re
import shutil
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from sqlalchemy import text

from desktop.storage.engine import open_books
from desktop.vault import vault as vaults
from tests.journeys.conftest import unlocked
from tests.services.office_kit import CHEAP

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.journeys.conftest import Begin
    from tests.journeys.hand import Hand

PASSPHRASE = "copper willow seven northern lights"
BLAMING = re.compile(r"\b(invalid|illegal|fatal|error|exception|traceback|failed|none|null)\b|[{}_/\\]|\d{3}", re.I)


def make_vault(hand: Hand, folder: Path) -> None:
    """Make a new office through the start screens."""
    hand.click("welcome.new")
    hand.choose("create.base_currency", "EUR")
    hand.click("create.next")
    hand.write("create.organisation.name", "Lantern Aid")
    hand.click("create.next")
    hand.write("create.folder", str(folder))
    hand.write("create.passphrase", PASSPHRASE)
    hand.write("create.again", PASSPHRASE)
    hand.click("create.next")
    hand.click("create.papers")  # left for later
    hand.click("create.make", double=True)
    hand.wait_for("nav.home")


def test_a_new_office_is_locked_and_unlocked(begin: Begin, tmp_path: Path) -> None:
    hand = begin()
    folder = tmp_path / "Our office"
    make_vault(hand, folder)
    assert sorted(path.name for path in tmp_path.iterdir() if path.is_dir()) == ["Our office"]
    assert {"header", "ledger.db", "identity.db"} <= {path.name for path in folder.iterdir()}
    assert not any(b"Lantern" in path.read_bytes() for path in folder.iterdir())
    assert hand.sees("Begin with a campaign")
    assert hand.sees("Lantern Aid")
    assert not hand.is_there("window.sample")

    hand.click("window.lock")
    assert hand.sees("Office: Our office")
    assert not hand.sees("Lantern Aid")
    assert not hand.is_there("nav.home")
    assert hand.find("lock.passphrase").hasFocus()
    hand.keys(PASSPHRASE)
    hand.key(Qt.Key.Key_Return)
    hand.wait_for("nav.home")
    assert hand.sees("Lantern Aid")


def test_a_new_office_needs_a_passphrase_typed_twice(begin: Begin, tmp_path: Path) -> None:
    hand = begin()
    hand.click("welcome.new")
    hand.click("create.next")
    hand.click("create.next")
    assert hand.problem("create.organisation.name")
    hand.write("create.organisation.name", "Lantern Aid")
    hand.click("create.next")
    hand.write("create.folder", str(tmp_path / "office"))
    hand.write("create.passphrase", "one two")
    assert hand.sees("⚠")
    hand.write("create.passphrase", PASSPHRASE)
    assert hand.sees("A good passphrase.")
    hand.write("create.again", "another passphrase")
    hand.click("create.next")
    assert hand.problem("create.again")
    assert not (tmp_path / "office").exists()
    for _page in range(3):
        hand.click("create.back")
    assert hand.is_there("welcome.new")


def damage_header(folder: Path) -> None:
    for name in (vaults.HEADER, vaults.COPY):
        path = folder / name
        path.write_bytes(path.read_bytes()[:40] + bytes(60) + path.read_bytes()[100:])


def damage_ledger(folder: Path) -> None:
    path = folder / "ledger.db"
    path.write_bytes(path.read_bytes()[:64] + bytes(4096) + path.read_bytes()[4160:])


def make_newer(folder: Path) -> None:
    opened = vaults.unlock(folder, PASSPHRASE, floor=CHEAP)
    assert opened.keys.identity is not None
    books = open_books(opened.ledger_path, opened.identity_path, bytes(opened.keys.ledger), bytes(opened.keys.identity))
    with books.engine.begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9000'"))
    books.close()


def sentence(hand: Hand, folder: Path, passphrase: str = PASSPHRASE) -> str:
    """Choose a vault, type a passphrase, and read what the lock says."""
    hand.prompts.will_answer(folder)
    hand.click("welcome.open")
    hand.write("lock.passphrase", passphrase)
    hand.key(Qt.Key.Key_Return)
    hand.wait_for("lock.banner")
    said = hand.said("lock")
    assert not hand.is_there("nav.home")
    hand.click("lock.other")
    return said


def test_each_reason_why_it_does_not_open_is_told_apart(begin: Begin, tmp_path: Path) -> None:
    hand = begin()
    folder = tmp_path / "Our office"
    make_vault(hand, folder)
    hand.click("window.lock")
    hand.click("lock.other")
    hurts: dict[str, Callable[[Path], None]] = {
        "header": damage_header, "ledger": damage_ledger, "newer": make_newer,
    }  # fmt: skip
    said = {"passphrase": sentence(hand, folder, "copper willow seven northern light")}
    for name, hurt in hurts.items():
        hurt(shutil.copytree(folder, tmp_path / name))
        said[name] = sentence(hand, tmp_path / name)
    said["nothing"] = sentence(hand, tmp_path)
    assert len(set(said.values())) == len(said)
    for name, words in said.items():
        assert re.fullmatch(r"[A-Z].+\. [A-Z].+\.", words), f"{name}: {words}"
        assert not BLAMING.search(words), f"{name}: {words}"
    assert "passphrase is not the right one" in said["passphrase"]
    assert "passphrase" in said["header"]
    assert "ledger.db" in said["ledger"]
    assert "newer" in said["newer"]

    hand.prompts.will_answer(folder)
    hand.click("welcome.open")
    unlocked(hand, PASSPHRASE)
    assert hand.sees("Lantern Aid")


def test_one_damaged_copy_of_the_header_does_no_harm(begin: Begin, tmp_path: Path) -> None:
    hand = begin()
    folder = tmp_path / "Our office"
    make_vault(hand, folder)
    hand.click("window.lock")
    (folder / vaults.HEADER).write_bytes(b"gone")
    unlocked(hand, PASSPHRASE)
    assert (folder / vaults.HEADER).read_bytes() == (folder / vaults.COPY).read_bytes()


@pytest.mark.parametrize("language", ["en", "be"])
def test_the_sample_office_is_one_click_away(begin: Begin, language: str) -> None:
    hand = begin(language=language)
    hand.click("welcome.sample", double=True)
    hand.wait_for("nav.home")
    words = {"en": "SAMPLE", "be": "УЗОР"}[language]
    for section in [spec.key for spec in hand.window._sections]:
        hand.go(section)
        assert hand.is_there("window.sample")
        assert words in hand.find("window.sample").accessibleName().upper()
    assert len(hand.rows("campaigns.table") if hand.is_there("campaigns.table") else [1]) >= 1
    hand.click("window.lock")
    hand.click("lock.other")
    hand.click("welcome.sample")
    hand.wait_for("nav.home")
    assert hand.is_there("window.sample")
