"""Fixtures of the services' tests."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.services.office_kit import Kit, usual_office


@pytest.fixture
def kit(tmp_path: Path) -> Iterator[Kit]:
    office = usual_office(tmp_path / "vault")
    yield Kit(office)
    office.close()
