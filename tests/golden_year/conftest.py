"""The golden year, made once for all its tests: a small one, and with --full the whole."""

from __future__ import annotations

from contextlib import closing
from typing import TYPE_CHECKING

import pytest

from desktop.services import reports, vaults
from desktop.services.sample import make_year
from desktop.services.sample_year import YEAR, Scale
from tests.golden_year.naive import Closing, close

if TYPE_CHECKING:
    from collections.abc import Iterator

    from desktop.services.office import Office

SMALL = Scale(campaigns=14, donations=180, payouts=70)


@pytest.fixture(scope="package", params=[SMALL, pytest.param(YEAR, marks=pytest.mark.full)], ids=["small", "whole"])
def year(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Office, Closing]]:
    made = make_year(tmp_path_factory.mktemp("year") / "office", request.param)
    with closing(vaults.open_vault(made.vault, made.passphrase)) as office:
        wanted = reports.WorkbookRequest(campaigns=reports.all_campaigns(office))
        yield office, close(reports.make_workbook(office, wanted).data)
