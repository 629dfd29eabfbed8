"""A vault on what takes no writing: opened to be read, with nothing changed in it and nothing pretended."""

import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

from desktop.domain.drafts import FormDraft
from desktop.domain.errors import WriteProtected, WrongPassphrase
from desktop.domain.recovery import RecoveryNeed
from desktop.domain.summaries import TaskKind
from desktop.services import backups, drafts, vaults, verification, wording
from desktop.services.home import read_home
from desktop.services.recovery import recovery_need
from desktop.services.safe_view import coded_office
from desktop.vault import files
from run import ROOT
from tests.services.media import protected
from tests.services.office_kit import CHEAP, Kit, books, make_office, open_office

pytestmark = pytest.mark.skipif(os.name != "posix", reason="Windows protects media in other ways")
Protect = Callable[[Path], Path]


@pytest.fixture
def protect(tmp_path: Path) -> Iterator[Protect]:
    """Copy a closed vault to where nothing can be written."""
    with ExitStack() as undo:
        yield lambda vault: undo.enter_context(protected(vault, tmp_path / "medium"))


@pytest.fixture
def made(tmp_path: Path) -> Path:
    """A closed vault with one person."""
    office = make_office(tmp_path / "made")
    Kit(office).person("Somebody")
    office.close()
    return tmp_path / "made"


def told(deed: Callable[[], object]) -> str:
    """Give what is said when a deed is refused because nothing can be written."""
    with pytest.raises(WriteProtected) as refused:
        deed()
    return wording.explain(refused.value).what


@pytest.mark.parametrize("rights", ["looked at", "not told"])  # Windows tells nothing of a folder's rights
def test_all_can_be_looked_at_and_nothing_done(
    made: Path, protect: Protect, rights: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    if rights == "not told":
        monkeypatch.setattr(files, "takes_writing", lambda _folder: True)
    vault = protect(made)
    before = books(vault)
    with pytest.raises(WrongPassphrase):
        vaults.open_vault(vault, "a wrong one", floor=CHEAP)
    office = open_office(vault)
    kit = Kit(office)
    head = kit.head()
    assert office.read_only
    assert coded_office(office).read_only
    assert not verification.verify(office).findings
    cannot = "This vault cannot be written to."
    assert told(lambda: kit.person("Nobody")) == cannot
    assert told(lambda: backups.make_backup(office)) == cannot
    assert told(lambda: office.need_role("settings.saved")) == cannot
    assert not office.may("person.added")
    home = read_home(office)
    assert (home.read_only, home.backups) == (True, None)
    assert TaskKind.COPY_DUE not in {each.kind for each in home.tasks}, "nothing leads to what would be refused"
    assert recovery_need(office) is RecoveryNeed.NOTHING
    drafts.keep_drafts(office, [FormDraft("key", "people", "", "", office.now(), "{}")])
    assert drafts.waiting_drafts(office) == ()
    assert kit.head() == head
    office.close()
    assert books(vault) == before


def test_control_a_copy_that_can_be_written_is_worked_with(made: Path, protect: Protect, tmp_path: Path) -> None:
    shutil.copytree(protect(made), tmp_path / "copy")
    for path in (tmp_path / "copy").iterdir():
        path.chmod(0o600)
    with_rights = open_office(tmp_path / "copy")
    assert not with_rights.read_only
    home = read_home(with_rights)
    assert not home.read_only
    assert home.backups is not None
    assert recovery_need(with_rights) is RecoveryNeed.MAKE
    assert with_rights.may("person.added")
    assert Kit(with_rights).person("Another") == "P-0002"
    with_rights.close()


def test_a_commit_that_was_cut_off_asks_for_a_place_to_write(made: Path, protect: Protect, tmp_path: Path) -> None:
    office = open_office(made)
    with office.work() as work:
        run = work._connection.exec_driver_sql
        run("PRAGMA cache_size = 10")
        run("CREATE TABLE much AS WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 2000)"
            " SELECT i, randomblob(500) FROM n")  # fmt: skip
        shutil.copytree(made, tmp_path / "cut")
    office.close()
    assert (tmp_path / "cut" / "ledger.db-journal").stat().st_size > 0
    vault = protect(tmp_path / "cut")
    before = books(vault)
    assert told(lambda: open_office(vault)) == "This vault cannot be written to."
    assert books(vault) == before


def test_an_older_schema_asks_for_a_place_to_write(protect: Protect) -> None:
    vault = protect(ROOT / "tests/old_vaults/0.1.0")
    passphrase = (vault / "passphrase.txt").read_text(encoding="utf-8").strip()
    assert told(lambda: vaults.open_vault(vault, passphrase, floor=CHEAP)) == "This vault cannot be written to."
