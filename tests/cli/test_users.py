"""Users at the terminal: one's own passphrase is the first line, the new person's the second."""

import json
from pathlib import Path

from tests.cli.conftest import Run
from tests.services.office_kit import PASSPHRASE

SECOND = "copper willow seven northern lights"
BOTH = f"{PASSPHRASE}\n{SECOND}\n"


def test_a_second_user_opens_the_vault_and_stands_in_the_list(run: Run, vault: Path) -> None:
    said = run("add-user", vault, "--name", "Ганна", stdin=BOTH)
    assert (said.code, said.out, said.err) == (0, "2\n", "")
    assert run("verify", vault, stdin=f"{SECOND}\n").code == 0
    shown = run("list", vault, "users", "--json", stdin=f"{SECOND}\n")
    rows = json.loads(shown.out)
    assert [(row["number"], row["name"], row["reads_names"], row["here"], row["removed"]) for row in rows] == [
        (1, "", True, False, None),
        (2, "Ганна", True, True, None),
    ]
    table = run("list", vault, "users", "--filter", "ганна").out.splitlines()
    assert table[0].split() == ["Number", "Name", "Since", "Reads", "names", "Roles", "Works", "now", "Removed"]
    assert [line.split()[:2] for line in table[1:]] == [["2", "Ганна"]]


def test_a_user_may_lack_the_book_of_names(run: Run, vault: Path) -> None:
    assert run("add-user", vault, "--name", "Ганна", "--without-names", stdin=BOTH).out == "2\n"
    assert run("add-person", vault, "--alias", "Weaver", stdin=f"{SECOND}\n").code == 1
    assert "Administrator" in run("add-user", vault, "--without-names", stdin=f"{SECOND}\nviolet harvest\n").err
    run("set-roles", vault, "2", "administrator")
    third = run("add-user", vault, "--without-names", stdin=f"{SECOND}\nviolet harvest quiet marble window\n")
    assert (third.code, third.out) == (0, "3\n")


def test_what_will_not_do_is_one_sentence(run: Run, vault: Path) -> None:
    assert "user's name" in run("add-user", vault, stdin=BOTH).err
    same = run("add-user", vault, "--name", "Ганна", stdin=f"{PASSPHRASE}\n{PASSPHRASE}\n")
    assert (same.code, "opens the vault already" in same.err) == (1, True)
    assert run("add-user", vault, "--name", "Ганна", stdin=f"{PASSPHRASE}\n").code == 1
    assert run("add-user", vault, "--name", "Ганна", stdin="wrong\n").code == 1
    weak = run("add-user", vault, "--name", "Ганна", stdin=f"{PASSPHRASE}\nweak one\n")
    assert (weak.out, "can be guessed" in weak.err) == ("2\n", True)


def test_a_user_is_removed_and_names_are_closed_and_opened(run: Run, vault: Path) -> None:
    assert run("add-user", vault, "--name", "Ганна", stdin=BOTH).out == "2\n"
    closed = run("close-names", vault, "2")
    assert (closed.code, "codes alone" in closed.out) == (0, True)
    assert run("add-person", vault, "--alias", "Weaver", stdin=f"{SECOND}\n").code == 1
    assert run("open-names", vault, "2").code == 0
    assert run("add-person", vault, "--alias", "Weaver", stdin=f"{SECOND}\n").code == 0
    removed = run("remove-user", vault, "2")
    assert (removed.code, "can still be opened" in removed.out) == (0, True)
    assert run("verify", vault, stdin=f"{SECOND}\n").code == 1
    assert run("verify", vault).code == 0
    assert run("remove-user", vault, "9").code == 1


def test_without_a_word_of_roles_one_is_a_caseworker_as_in_the_window(run: Run, vault: Path) -> None:
    assert run("add-user", vault, "--name", "Ганна", stdin=BOTH).out == "2\n"
    rows = json.loads(run("list", vault, "users", "--json").out)
    assert [row["roles"] for row in rows][1] == ["caseworker"]


def test_roles_are_given_with_the_user_and_later(run: Run, vault: Path) -> None:
    assert run("add-user", vault, "--name", "Ганна", "--role", "caseworker, finance", stdin=BOTH).out == "2\n"
    rows = json.loads(run("list", vault, "users", "--json").out)
    assert [row["roles"] for row in rows][1] == ["caseworker", "finance"]
    refused = run("set-roles", vault, "1", "viewer", stdin=f"{SECOND}\n")
    assert (refused.code, "needs another one (Administrator)" in refused.err) == (1, True)
    assert run("set-roles", vault, "2", "approver,viewer").out == "viewer,approver\n"
    assert run("add-person", vault, "--alias", "Weaver", stdin=f"{SECOND}\n").code == 1
    assert run("set-roles", vault, "2", "king").code == 2
    assert run("set-roles", vault, "1", "finance").code == 1
    assert run("verify", vault).code == 0


def test_a_key_file_is_made_used_and_given_up(run: Run, vault: Path, tmp_path: Path) -> None:
    stick = tmp_path / "stick.skarbonka-key"
    made = run("make-key-file", vault, stick)
    assert (made.code, len(made.out.strip())) == (0, 19)
    alone = run("verify", vault)
    assert (alone.code, "needs its key file" in alone.err) == (1, True)
    assert run("verify", vault, "--key-file", stick).code == 0
    assert "is not there" in run("verify", vault, "--key-file", tmp_path / "gone").err
    assert run("add-user", vault, "--key-file", stick, "--name", "Ганна", stdin=BOTH).out == "2\n"
    assert run("backup", vault, "--key-file", stick).code == 0
    assert run("drop-key-file", vault, "--key-file", stick).code == 0
    assert run("verify", vault).code == 0
    assert run("drop-key-file", vault).code == 1
