"""A real encrypted vault for each test of storage, and a work in it."""

from __future__ import annotations

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


@pytest.fixture
def store(vault: TestVault) -> Iterator[Store]:
    opened = vault.create()
    yield opened
    opened.close()


@pytest.fixture
def work(store: Store) -> Iterator[Work]:
    with store.work(1) as begun:
        yield begun
