"""Settings are checked, Home is read, exports are written whole for their owner alone."""

import os
from dataclasses import replace
from pathlib import Path

import pytest

from desktop.domain.errors import CannotWrite, DiskFailed, DiskFull, Refused
from desktop.domain.summaries import TaskKind
from desktop.services import backups, exports, home, settings
from desktop.services.document_languages import languages_for, proposed_languages
from tests.services.office_kit import SETTINGS, Kit, eur


def test_settings_are_saved_and_recorded(kit: Kit) -> None:
    changed = replace(SETTINGS, base_currency="PLN", organisation=replace(SETTINGS.organisation, place="Vilnius"))
    assert settings.save_settings(kit.office, changed) == changed
    assert settings.load_settings(kit.office) == changed
    with kit.office.work() as work:
        last = work.journal.last()
    assert last is not None
    assert (last.record.verb, last.record.facts["currency"]) == ("settings.saved", "PLN")


def test_wrong_settings_change_nothing(kit: Kit) -> None:
    with pytest.raises(Refused):
        settings.save_settings(kit.office, replace(SETTINGS, language="xx"))
    with pytest.raises(Refused) as refusal:
        settings.save_settings(kit.office, replace(SETTINGS, second_language="xx"))
    assert [(each.code, each.at) for each in refusal.value.problems] == [("settings.language", "second_language")]
    assert settings.load_settings(kit.office) == SETTINGS


def test_a_document_is_proposed_in_the_offices_and_the_recipients_languages(kit: Kit) -> None:
    kit.campaign("100")
    donor = kit.person("North Star", languages="tlh, uk, en")
    silent = kit.person("Baker")
    code = kit.give("C-0001", "10", donor).code
    assert proposed_languages(kit.office) == ("en", "")
    assert proposed_languages(kit.office, silent) == ("en", "")
    assert proposed_languages(kit.office, donor) == languages_for(kit.office, code) == ("en", "uk")
    settings.save_settings(kit.office, replace(SETTINGS, language="uk", second_language="lt"))
    assert proposed_languages(kit.office) == proposed_languages(kit.office, silent) == ("uk", "lt")
    assert proposed_languages(kit.office, donor) == ("uk", "")


def test_home_shows_what_waits(kit: Kit) -> None:
    kit.campaign("100", goal=eur("120"))
    kit.give("C-0001", "50", kit.person("Donor"))
    shown = home.read_home(kit.office)
    assert shown.collected == (eur("50"),)
    assert shown.counts["donations"] == 1
    kinds = {task.kind for task in shown.tasks}
    assert {TaskKind.NO_RECEIPT, TaskKind.GOAL_DIFFERS, TaskKind.NO_BENEFICIARY} <= kinds


def test_home_says_how_old_the_copies_are(kit: Kit, tmp_path: Path) -> None:
    state = home.read_home(kit.office).backups
    assert state is not None
    assert (state.inside, state.outside, state.outside_due) == (None, None, True)
    assert TaskKind.COPY_DUE in {task.kind for task in home.read_home(kit.office).tasks}
    (tmp_path / "stick").mkdir()
    backups.make_backup(kit.office, tmp_path / "stick")
    assert TaskKind.COPY_DUE not in {task.kind for task in home.read_home(kit.office).tasks}


def test_an_export_is_whole_and_its_owners(tmp_path: Path) -> None:
    target = tmp_path / "a.bin"
    exports.write_export(target, b"one")
    exports.write_export(target, b"two")
    assert target.read_bytes() == b"two"
    assert target.stat().st_mode & 0o777 == 0o600
    assert [path.name for path in tmp_path.iterdir()] == ["a.bin"]


@pytest.mark.parametrize(
    ("failure", "reason"),
    [(DiskFull(), "no_room"), (DiskFailed(), "not_allowed")],
)
def test_a_disk_that_refuses_is_said(
    tmp_path: Path, failure: Exception, reason: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_arguments: object) -> None:
        raise failure

    monkeypatch.setattr("desktop.vault.unseen.write_unseen", refuse)
    with pytest.raises(CannotWrite) as refusal:
        exports.write_export(tmp_path / "a", b"")
    assert refusal.value.params["reason"] == reason


def test_a_place_that_cannot_be_is_said(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    for path, reason in (
        (tmp_path, "folder"),
        (tmp_path / "none" / "a", "no_folder"),
        (tmp_path / "file" / "a", "no_folder"),
        (tmp_path / ("x" * 300), "not_allowed"),
    ):
        with pytest.raises(CannotWrite) as refusal:
            exports.write_export(path, b"")
        assert refusal.value.params["reason"] == reason


def test_no_export_replaces_a_book_or_lies_beside_one(kit: Kit) -> None:
    folder = kit.office.folder
    (folder / "backups").mkdir(exist_ok=True)
    ledger = (folder / "ledger.db").read_bytes()
    (folder.parent / "way").symlink_to(folder)
    for path in (folder / "ledger.db", folder / "new.pdf", folder / "backups" / "a", folder.parent / "way" / "header"):
        with pytest.raises(CannotWrite) as refusal:
            exports.write_export(path, b"plain")
        assert refusal.value.params["reason"] == "vault"
    assert (folder / "ledger.db").read_bytes() == ledger
    assert not (folder / "new.pdf").exists()


def test_no_export_takes_the_place_of_a_device(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    with pytest.raises(CannotWrite) as refusal:
        exports.write_export(tmp_path / "pipe", b"plain")
    assert refusal.value.params["reason"] == "device"
    assert (tmp_path / "pipe").is_fifo()
