"""Faults are tried on a real disk: what a kill or a full disk leaves must be what it leaves in an office."""

import pytest


@pytest.fixture(scope="session")
def tmp_path_factory(request: pytest.FixtureRequest) -> pytest.TempPathFactory:
    """Return pytest's own factory instead of the one that makes folders in memory."""
    return request.config._tmp_path_factory
