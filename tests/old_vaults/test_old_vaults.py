"""A vault of each released version is brought to today's schema with everything in it, and verifies.

Each folder holds a small office of invented people, made by the version that names it and never written to again. The
0.1.0 one: two imported pages, a donor's gift with a receipt, a gift taken back, a cash payout with a voucher.
"""

import shutil
from contextlib import closing
from pathlib import Path

import pytest

from desktop.domain.listing import ListKind, Query
from desktop.domain.money import Money
from desktop.services.campaigns import load_campaign
from desktop.services.lists import stream_rows
from desktop.services.vaults import open_vault
from desktop.services.verification import verify

HERE = Path(__file__).parent
PASSPHRASE = (HERE / "passphrase.txt").read_text(encoding="utf-8").strip()
VERSIONS = sorted(path.name for path in HERE.iterdir() if (path / "header").is_file())


@pytest.fixture(params=VERSIONS)
def old(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    folder = tmp_path / "vault"
    shutil.copytree(HERE / request.param, folder, copy_function=shutil.copyfile)
    folder.chmod(0o700)
    return folder


def test_there_is_a_vault_of_the_first_version() -> None:
    assert "0.1.0" in VERSIONS


def test_an_old_vault_opens_with_all_it_holds_and_verifies(old: Path) -> None:
    for _time in range(2):
        with closing(open_vault(old, PASSPHRASE)) as office:
            found = verify(office)
            assert found.good, found.findings
            assert (found.entries, found.postings, found.documents) == (6, 13, 2)
            gifts = list(stream_rows(office, ListKind.DONATIONS, Query()))
            assert [(row.gross, row.taken_back) for row in gifts] == [
                (Money(127500, "EUR"), False),
                (Money(612075, "PLN"), False),
                (Money(20000, "EUR"), False),
                (Money(5000, "EUR"), True),
            ]
            totals = load_campaign(office, "C-0001").totals
            assert (totals.collected, totals.fees, totals.paid, totals.available) == (
                Money(147500, "EUR"),
                Money(150, "EUR"),
                Money(10000, "EUR"),
                Money(137350, "EUR"),
            )
            (payout,) = stream_rows(office, ListKind.PAYOUTS, Query())
            assert (payout.amount, payout.voucher) == (Money(10000, "EUR"), "PV/2026/0001")
