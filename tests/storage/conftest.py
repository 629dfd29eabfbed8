"""A real encrypted vault for each test of storage, and a work in it."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import pytest

from tests.factories import TestVault

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from desktop.storage.store import Store
    from desktop.storage.work import Work


@pytest.fixture
def vault(tmp_path: Path) -> TestVault:
    return TestVault.new(tmp_path / "vault")


@pytest.fixture(scope="session")
def empty(tmp_path_factory: pytest.TempPathFactory) -> TestVault:
    """A closed new vault to be copied: making one takes much longer than copying it."""
    made = TestVault.new(tmp_path_factory.mktemp("empty"))
    made.create().close()
    return made


@pytest.fixture
def store(vault: TestVault, empty: TestVault) -> Iterator[Store]:
    shutil.copyfile(empty.ledger_path, vault.ledger_path)
    shutil.copyfile(empty.identity_path, vault.identity_path)
    vault.keys = empty.keys
    opened = vault.open()
    yield opened
    opened.close()


@pytest.fixture
def work(store: Store) -> Iterator[Work]:
    with store.work(1) as begun:
        yield begun
