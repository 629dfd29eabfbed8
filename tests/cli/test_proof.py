"""An older copy at the terminal: each command says so and goes on, `verify` finds it, `accept-older` accepts it."""

import shutil
from pathlib import Path

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
