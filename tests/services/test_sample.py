"""The sample office: whole, honest, the same every time, and everything in it is invented."""

import hashlib
from pathlib import Path

import pytest

from desktop.domain.case_events import EventKind
from desktop.domain.errors import VaultExists
from desktop.domain.listing import ListKind, Query
from desktop.domain.payouts import PayeeRole
from desktop.domain.receipts import DocumentState
from desktop.services import (
    campaigns,
    case_events,
    consents,
    lists,
    payouts,
    relations,
    sample,
    settings,
    vaults,
)
from desktop.services.finding import find_everywhere
from desktop.services.office import Office
from desktop.services.verification import verify
from desktop.vault import keys
from tests.services.office_kit import CHEAP


@pytest.fixture(autouse=True)
def cheap(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(keys, "FLOOR", CHEAP)


def test_the_sample_office_is_whole(tmp_path: Path) -> None:
    steps: list[int] = []

    class Watch:
        def step(self, done: int, whole: int) -> None:
            steps.append(done)
            assert done <= whole

    made = sample.make_sample(tmp_path / "out" / "sample", progress=Watch())
    assert steps == sorted(steps)
    assert (made.vault.parent / "passphrase.txt").read_text() == f"{made.passphrase}\n"
    assert {path.suffix for path in made.files} == {".txt", ".pdf", ".xlsx"}
    assert all(path.stat().st_mode & 0o777 == 0o600 for path in made.files)
    office = vaults.open_vault(made.vault, made.passphrase)
    assert settings.load_settings(office).sample
    assert verify(office).good
    counts = {kind: lists.read_outline(office, kind, Query()).count for kind in ListKind}
    documents = list(lists.stream_rows(office, ListKind.DOCUMENTS, Query()))
    paid = [payouts.load_payout(office, row.code).draft for row in lists.stream_rows(office, ListKind.PAYOUTS, Query())]
    whose = {each.campaign: campaigns.load_campaign(office, each.campaign).draft.beneficiary for each in paid}
    cases = {code: _told(office, code) for code in ("P-0001", "P-0002", "P-0003")}
    named = [row.name for code in cases for row in relations.list_relations(office, code)]
    agreed = {code: len(consents.list_consents(office, code)) for code in cases}
    found = [each.code for group in find_everywhere(office, "Georgia").groups for each in group.found]
    office.close()
    flights = {EventKind.DETENTION, EventKind.DEPARTURE}
    assert all(flights <= kinds for kinds in cases.values())
    assert {EventKind.TRIAL, EventKind.SENTENCE, EventKind.RELEASE} <= cases["P-0001"]
    assert all(agreed.values())
    assert len(named) == 5  # one of them is seen from both sides
    assert "P-0003" in found
    assert counts[ListKind.PEOPLE] >= 10
    assert {PayeeRole.BENEFICIARY, PayeeRole.CLINIC, PayeeRole.LANDLORD} <= {each.role for each in paid}
    assert all(each.payee == whose[each.campaign] for each in paid if each.role is PayeeRole.BENEFICIARY)
    assert counts[ListKind.CAMPAIGNS] >= 10
    assert counts[ListKind.DONATIONS] >= 10
    assert counts[ListKind.PAYOUTS] >= 5
    assert {row.language for row in documents} == {"en", "be"}
    assert {row.state for row in documents} == set(DocumentState)
    assert {path.name for path in made.files if path.suffix == ".pdf"} == {
        f"{row.number.replace('/', '-')}.pdf" for row in documents
    }
    with pytest.raises(VaultExists):
        sample.make_sample(tmp_path / "out" / "sample")


def _told(office: Office, code: str) -> set[EventKind]:
    return {each.draft.kind for each in case_events.list_events(office, code) if each.draft is not None}


def test_the_same_sample_is_made_every_time(tmp_path: Path) -> None:
    made = [sample.make_sample(tmp_path / name) for name in ("one", "two")]
    heads = []
    for each in made:
        office = vaults.open_vault(each.vault, each.passphrase)
        heads.append(verify(office).head)
        office.close()
    assert heads[0] == heads[1]
    first, second = (
        {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in each.files if path.suffix == ".pdf"}
        for each in made
    )
    assert first == second


def test_half_a_sample_is_none(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    tries = []

    def stop(*_arguments: object, **_named: object) -> None:
        tries.append(sorted(path.name for path in (tmp_path / "here").iterdir()))
        raise KeyboardInterrupt

    (tmp_path / "here").mkdir()
    (tmp_path / "here" / "mine.txt").write_text("mine")
    monkeypatch.setattr("desktop.services.sample.reports.make_workbook", stop)
    for folder in (tmp_path / "here", tmp_path / "new" / "deeper"):
        with pytest.raises(KeyboardInterrupt):
            sample.make_sample(folder)
    assert "passphrase.txt" in tries[0]  # it was far along
    assert [path.relative_to(tmp_path).as_posix() for path in sorted(tmp_path.rglob("*"))] == ["here", "here/mine.txt"]


def test_a_passphrase_that_lies_there_is_never_replaced(tmp_path: Path) -> None:
    (tmp_path / "passphrase.txt").write_text("of another vault")
    with pytest.raises(VaultExists):
        sample.make_sample(tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == ["passphrase.txt"]
