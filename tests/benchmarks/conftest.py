"""Time is measured on a real disk, the kind an office has."""

import pytest


@pytest.fixture(scope="session")
def tmp_path_factory(request: pytest.FixtureRequest) -> pytest.TempPathFactory:
    """Return pytest's own factory instead of the one that makes folders in memory."""
    return request.config._tmp_path_factory
