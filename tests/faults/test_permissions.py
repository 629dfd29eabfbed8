"""Rights that are missing: each refusal has its sentence and changes nothing; with the right the same deed is done.

The deeds are done by the user `nobody` where the tests are root's (`unprivileged`): for root no permission holds.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import tempfile
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from tests.faults.stranger import NOBODY
from tests.faults.tracing import ROOT
from tests.faults.unprivileged import CASES

pytestmark = pytest.mark.skipif(os.name != "posix", reason="Windows keeps people apart in other ways")

NO_RIGHT = "You may not read or write there."
PROTECTED = "This vault cannot be written to."
UNSAFE = "This place is not safe for a vault."
#: What each case is refused with: the error's class, and what its sentence begins with.
REFUSALS = {
    "vault_of_another": ("DiskFailed", NO_RIGHT),
    "folder_without_x": ("DiskFailed", NO_RIGHT),
    "folder_above_without_x": ("DiskFailed", NO_RIGHT),
    "header_unreadable": ("DiskFailed", NO_RIGHT),
    "ledger_unreadable": ("DiskFailed", NO_RIGHT),
    "identity_unreadable": ("DiskFailed", NO_RIGHT),
    "backup_elsewhere": ("DiskFailed", NO_RIGHT),
    "backup_folder_of_another": ("UnsafePlace", NO_RIGHT),
    "export": ("CannotWrite", "The file could not be written."),
    "export_over_an_older_one": ("CannotWrite", "The file could not be written."),
    "file_to_import": ("CannotRead", "The file cannot be read."),
    "new_vault": ("UnsafePlace", NO_RIGHT),
    "restoring": ("UnsafePlace", NO_RIGHT),
    "writable_by_all": ("UnsafePlace", UNSAFE),
    "writable_above": ("UnsafePlace", UNSAFE),
    "new_vault_below_writable": ("UnsafePlace", UNSAFE),
    "linked_header": ("UnsafePlace", UNSAFE),
    "linked_ledger": ("UnsafePlace", UNSAFE),
    "linked_identity": ("UnsafePlace", UNSAFE),
    "linked_vault": ("UnsafePlace", UNSAFE),
}
#: Vaults that can be read and not written.
READ_ONLY = ("ledger_not_writable", "identity_not_writable", "folder_not_writable", "vault_of_another_to_look_at")
_ROOTS_ALONE = {"backup_folder_of_another"}


@cache
def told() -> dict[str, dict[str, Any]]:
    """All cases, done once, in a folder that another user can reach."""
    place = Path(tempfile.mkdtemp(prefix="skarbonka-rights-"))
    try:
        if os.geteuid() == 0:
            os.chown(place, NOBODY, NOBODY)
        done = subprocess.run(
            [sys.executable, "-B", "-m", "tests.faults.unprivileged", str(place)],
            cwd=ROOT,
            capture_output=True,
            text=True,
            timeout=170,
            check=False,
        )
    finally:
        shutil.rmtree(place)
    assert done.returncode == 0, done.stderr
    return {each.pop("case"): each for each in map(json.loads, done.stdout.splitlines())}


def found(case: str) -> dict[str, Any]:
    if case in _ROOTS_ALONE and os.geteuid() != 0:
        pytest.skip("only root can give a folder to another user")
    return told()[case]


def assert_nothing_came_of_it(case: dict[str, Any]) -> None:
    assert "broke" not in case, case["broke"]
    assert case["changed"] == []
    assert all(case["said"]), case  # what happened, why, what to do next
    assert case["control"].get("done", "no answer") != "no answer", case["control"]


def test_each_case_is_looked_at() -> None:
    assert sorted(CASES) == sorted((*REFUSALS, *READ_ONLY))


@pytest.mark.parametrize("name", REFUSALS)
def test_what_one_may_not_is_refused_with_its_sentence_and_changes_nothing(name: str) -> None:
    case = found(name)
    assert_nothing_came_of_it(case)
    assert (case["refused"], case["said"][0]) == REFUSALS[name]


def test_a_vault_that_cannot_be_written() -> None:
    """Whatever keeps it from being written, it is said so, and the vault stays as it was."""
    for name in READ_ONLY:
        case = found(name)
        assert_nothing_came_of_it(case)
        assert (case["refused"], case["said"][0]) == ("WriteProtected", PROTECTED), name


def test_without_a_folder_of_state_vaults_open_and_wrong_passphrases_count() -> None:
    case = found("without_state")
    tries = ["WrongPassphrase"] * 4 + ["TryLater"] * 2
    for state in ("denied", "closed", "granted"):
        assert case[state].get("done") == tries, case[state]
    assert case["denied"]["kept"] == case["closed"]["kept"] == []
    assert case["granted"]["kept"] == [".mark", ".tries"]  # the control: it was the right that was missing


def test_whatever_the_mask_all_that_is_made_is_its_owners_alone() -> None:
    case = found("bits_of_all")
    assert case.get("done") == "done", case
    bits = case["bits"]
    assert bits.pop("file 666") == ["careless"]  # the control: the mask took nothing away
    assert set(bits) == {"folder 700", "file 600"}, bits
    names = {Path(name).suffix or name for name in bits["file 600"]}
    assert {"header", ".copy", ".db", ".db-journal", ".backup", ".pdf", ".mark", ".tries"} == names
    assert {"office", "backups", "skarbonka", "marks", "tries"} <= set(bits["folder 700"])


def test_the_terminal_says_it_in_a_sentence() -> None:
    case = found("at_the_terminal")
    assert (case.get("done"), case["output"]) == (1, ""), case
    assert case["errors"].startswith(f"skarbonka: {NO_RIGHT}")
    assert "Traceback" not in case["errors"]
