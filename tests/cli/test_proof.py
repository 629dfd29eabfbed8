"""What a vault is doubted for, at the terminal: each command says so and goes on, and one command accepts it."""

import shutil
from datetime import UTC, datetime
from pathlib import Path

import pytest

from desktop.domain.clock import SystemClock
from tests.cli.conftest import Run


def test_an_older_copy_is_said_found_and_accepted(run: Run, vault: Path, tmp_path: Path) -> None:
    shutil.copytree(vault, tmp_path / "older")
    assert run("accept-older", vault).out == "This computer knows of no newer copy.\n"
    assert run("add-person", vault, "--alias", "Weaver").err == ""
    shutil.rmtree(vault)
    (tmp_path / "older").rename(vault)
    listed = run("list", vault, "people")
    assert listed.code == 0
    assert "Note: The vault’s journal has 1 records, and this computer has seen 2" in listed.err
    verified = run("verify", vault)
    assert (verified.code, verified.err) == (1, "")
    assert "these files are older ones" in verified.out
    accepted = run("accept-older", vault)
    assert accepted.code == 0
    assert accepted.out.splitlines()[-1] == "Accepted: the journal says so."
    assert run("list", vault, "people").err == ""
    verified = run("verify", vault)
    assert (verified.code, "Everything agrees." in verified.out) == (0, True)


def test_a_clock_that_went_back_is_said_and_accepted(run: Run, vault: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert run("accept-clock", vault).out == "The clock is not before the journal’s latest record.\n"
    with monkeypatch.context() as patched:
        patched.setattr(SystemClock, "now", lambda _self: datetime(2099, 1, 2, 12, tzinfo=UTC))
        assert run("add-person", vault, "--alias", "Weaver").err == ""
    listed = run("list", vault, "people")
    assert listed.code == 0
    assert "the vault’s journal knows" in listed.err
    with monkeypatch.context() as patched:
        patched.setattr(SystemClock, "now", lambda _self: datetime(1970, 1, 2, tzinfo=UTC))
        wrong = run("accept-clock", vault)
        assert (wrong.code, "1970" in wrong.out, "Accepted" in wrong.out) == (1, True, False)
    accepted = run("accept-clock", vault)
    assert (accepted.code, accepted.err) == (0, "")
    assert accepted.out.splitlines()[-1] == "Accepted: the journal says so."
    assert run("list", vault, "people").err == ""
    assert run("verify", vault).code == 0


def test_a_clock_of_before_the_program_is_said_of_a_new_vault(
    run: Run, vault: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(SystemClock, "now", lambda _self: datetime(1970, 1, 2, tzinfo=UTC))
    shutil.rmtree(vault)
    assert run("new", vault, "--organisation", "Lantern Aid").code == 0
    assert "did not exist then" in run("list", vault, "people").err
