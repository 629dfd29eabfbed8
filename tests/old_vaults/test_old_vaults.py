"""A vault of each released version is brought to today's schema with everything in it, and verifies.

Each folder holds a small office of invented people, made by the version that names it and never written to again, and
its passphrase. The 0.1.0 one: two imported pages, a donor's gift with a receipt, a gift taken back, a cash payout with
a voucher. Those of 0.2.0 and 0.3.0 are the sample offices of these versions: every kind of record that they knew.
"""

import shutil
from contextlib import closing
from dataclasses import dataclass, replace
from hashlib import sha256
from pathlib import Path

import pytest

from desktop.domain.listing import ListKind, Query
from desktop.domain.money import Money
from desktop.services.backups import backup_path, list_backups, restore_backup
from desktop.services.campaigns import load_campaign, save_campaign
from desktop.services.lists import stream_rows
from desktop.services.office import Office
from desktop.services.vaults import open_vault
from desktop.services.verification import verify
from desktop.storage.engine import LEDGER
from desktop.storage.migrations.runner import heads
from desktop.vault import container

HERE = Path(__file__).parent


@dataclass(frozen=True)
class Held:
    """What the version itself said it holds: entries, postings, documents; rows of lists; a campaign's money.

    Of a campaign: collected, fees, paid and available in minor units of its currency. `schema` is the version's own.
    """

    schema: str
    sums: tuple[int, int, int]
    rows: dict[ListKind, int]
    funds: dict[str, tuple[str, int, int, int, int]]


HELD = {
    "0.1.0": Held(
        "0001",
        (6, 13, 2),
        {ListKind.DONATIONS: 4, ListKind.PAYOUTS: 1, ListKind.DOCUMENTS: 2},
        {"C-0001": ("EUR", 147500, 150, 10000, 137350)},
    ),
    "0.2.0": Held(
        "0002",
        (43, 95, 25),
        {
            ListKind.PEOPLE: 17,
            ListKind.CAMPAIGNS: 11,
            ListKind.ITEMS: 31,
            ListKind.DONATIONS: 25,
            ListKind.PLEDGES: 1,
            ListKind.PAYOUTS: 13,
            ListKind.DOCUMENTS: 25,
            ListKind.RATES: 1,
            ListKind.CASH: 3,
            ListKind.ADVANCES: 2,
            ListKind.DECISIONS: 2,
            ListKind.TRANSFERS: 1,
        },
        {
            "C-0002": ("UAH", 1730500, 0, 862500, 868000),
            "C-0003": ("EUR", 231000, 0, 0, 220000),
            "C-0008": ("EUR", 238033, 852, 126450, 89731),
            "C-0009": ("PLN", 245050, 900, 150000, 94150),
            "C-0011": ("EUR", 10000, 0, 0, 21000),
        },
    ),
    "0.3.0": Held(
        "0003",
        (43, 95, 25),
        {
            ListKind.PEOPLE: 17,
            ListKind.CAMPAIGNS: 11,
            ListKind.ITEMS: 31,
            ListKind.DONATIONS: 25,
            ListKind.PLEDGES: 1,
            ListKind.PAYOUTS: 13,
            ListKind.DOCUMENTS: 25,
            ListKind.RATES: 1,
            ListKind.CASH: 3,
            ListKind.ADVANCES: 2,
            ListKind.DECISIONS: 2,
            ListKind.TRANSFERS: 1,
        },
        {
            "C-0002": ("UAH", 1730500, 0, 862500, 868000),
            "C-0003": ("EUR", 231000, 0, 0, 220000),
            "C-0008": ("EUR", 238033, 852, 126450, 89731),
            "C-0009": ("PLN", 245050, 900, 150000, 94150),
            "C-0011": ("EUR", 10000, 0, 0, 21000),
        },
    ),
}


def open_copy(version: str, folder: Path) -> Office:
    vault = folder / "vault"
    if not vault.exists():
        vault.mkdir(mode=0o700)
        for name in ("header", "identity.db", "ledger.db"):
            shutil.copyfile(HERE / version / name, vault / name)
    return open_vault(vault, (HERE / version / "passphrase.txt").read_text(encoding="utf-8").strip())


def test_there_is_a_vault_of_every_version_that_is_told_of_here() -> None:
    assert sorted(HELD) == sorted(path.name for path in HERE.iterdir() if (path / "header").is_file())


@pytest.mark.parametrize("version", sorted(HELD))
def test_an_old_vault_opens_with_all_it_holds_and_verifies(version: str, tmp_path: Path) -> None:
    held = HELD[version]
    for _time in range(2):
        with closing(open_copy(version, tmp_path)) as office:
            found = verify(office)
            assert found.good, found.findings
            assert (found.entries, found.postings, found.documents) == held.sums
            assert {kind: sum(1 for _row in stream_rows(office, kind, Query())) for kind in held.rows} == held.rows
            for code, (currency, *amounts) in held.funds.items():
                totals = load_campaign(office, code).totals
                told = (totals.collected, totals.fees, totals.paid, totals.available)
                assert told == tuple(Money(minor, currency) for minor in amounts), code


@pytest.mark.parametrize("version", sorted(HELD))
def test_a_campaign_of_an_old_vault_gets_titles_in_other_languages(version: str, tmp_path: Path) -> None:
    with closing(open_copy(version, tmp_path)) as office:
        before = load_campaign(office, "C-0001")
        assert before.draft.titles == ()
        draft = replace(before.draft, titles=(("lt", "Parama"),))
        assert save_campaign(office, draft, "C-0001", before.revision).draft == draft
        assert verify(office).good


@pytest.mark.parametrize("version", sorted(version for version in HELD if HELD[version].schema != heads()[LEDGER]))
def test_before_it_is_changed_it_is_backed_up_as_it_was(version: str, tmp_path: Path) -> None:
    with closing(open_copy(version, tmp_path)) as office:
        (made,) = list_backups(office)  # of the older schema: it is brought to today's when it is restored
        folder, path = office.folder, backup_path(office, made.name)
        assert container.read_about(path).parts["header"] == sha256((folder / "header").read_bytes()).hexdigest()
    passphrase = (HERE / version / "passphrase.txt").read_text(encoding="utf-8").strip()
    holds = restore_backup(path, passphrase, tmp_path / "again")
    assert (holds.findings, holds.documents) == (0, HELD[version].rows[ListKind.DOCUMENTS])


def test_the_first_version_s_gifts_and_payout_are_what_they_were(tmp_path: Path) -> None:
    with closing(open_copy("0.1.0", tmp_path)) as office:
        gifts = list(stream_rows(office, ListKind.DONATIONS, Query()))
        assert [(row.gross, row.taken_back) for row in gifts] == [
            (Money(127500, "EUR"), False),
            (Money(612075, "PLN"), False),
            (Money(20000, "EUR"), False),
            (Money(5000, "EUR"), True),
        ]
        (payout,) = stream_rows(office, ListKind.PAYOUTS, Query())
        assert (payout.amount, payout.voucher) == (Money(10000, "EUR"), "PV/2026/0001")
