"""New keys in the header: old and new beside one another, for everybody who stays, then the new ones alone."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from desktop.domain.errors import DiskFull, NotFound, Refused, UnsafePlace, WrongPassphrase
from desktop.vault import copies, recovery, renewal, users, vault
from desktop.vault.copies import COPY, HEADER
from desktop.vault.header import Header, decode
from desktop.vault.keys import KdfCost, wipe
from desktop.vault.renewal import Change

if TYPE_CHECKING:
    from pathlib import Path

    from desktop.vault.slots import BookKey
    from desktop.vault.vault import OpenVault

CHEAP = KdfCost(1, 1, 1)
WORD, SECOND, THIRD = "кот идёт домой", "second word of the office", "third word of the office"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Three users, of whom the third reads no names."""
    place = tmp_path / "vault"
    vault.create(place, WORD, CHEAP)
    users.add_user(place, WORD, SECOND, floor=CHEAP)
    users.add_user(place, WORD, THIRD, with_identity=False, floor=CHEAP)
    return place


def unlock(folder: Path, word: str = WORD) -> OpenVault:
    return vault.unlock(folder, word, floor=CHEAP)


def begin(folder: Path, change: Change, word: str = WORD) -> tuple[BookKey, ...]:
    return renewal.begin(folder, word, change, floor=CHEAP)


def header_of(folder: Path) -> Header:
    return decode((folder / HEADER).read_bytes(), CHEAP)


def code(caught: pytest.ExceptionInfo[Refused]) -> str:
    return caught.value.problems[0].code


def test_old_and_new_stand_beside_one_another_until_the_old_is_forgotten(folder: Path) -> None:
    papers = recovery.make_parts(folder, WORD, floor=CHEAP)
    before = unlock(folder)
    assert before.keys.pairs == {}
    assert renewal.check(folder, WORD, Change(2), floor=CHEAP) == {"ledger", "identity"}
    fresh = {each.book: each for each in begin(folder, Change(2))}
    with pytest.raises(WrongPassphrase):
        unlock(folder, SECOND)
    opened = unlock(folder)
    assert (opened.keys.ledger, opened.keys.identity) == (fresh["ledger"].key, fresh["identity"].key)
    former, newest = opened.keys.pairs["identity"]
    assert (former.generation, former.key, newest.generation) == (1, before.keys.identity, 2)
    assert opened.keys.of("identity") == newest.key
    assert unlock(folder, THIRD).keys.pairs.keys() == {"ledger"}
    by_paper = recovery.unlock_with_parts(folder, *papers.texts[:2], floor=CHEAP)
    assert by_paper.keys.pairs.keys() == {"ledger", "identity"}
    with pytest.raises(Refused) as caught:
        begin(folder, Change(3))
    assert code(caught) == "keys.unfinished_before"
    for _turn in range(2):  # the second time nothing is to be done
        renewal.forget_former(folder, fresh["ledger"].key, fresh, CHEAP)
    revision = header_of(folder).revision
    assert unlock(folder).keys.pairs == {}
    assert header_of(folder).revision == revision
    assert recovery.unlock_with_parts(folder, *papers.texts[1:], floor=CHEAP).keys.pairs == {}
    opened.keys.forget_pairs()
    assert (opened.keys.pairs, bytes(newest.key)) == ({}, bytes(32))
    unfinished = unlock(folder)
    unfinished.keys.wipe()
    assert bytes(unfinished.keys.ledger) == bytes(32)


def test_without_papers_the_older_keys_are_forgotten_all_the_same(folder: Path) -> None:
    (fresh,) = begin(folder, Change(3))
    opened = unlock(folder)
    opened.keys.wipe()
    assert bytes(opened.keys.pairs["ledger"][0].key) == bytes(32)
    renewal.forget_former(folder, fresh.key, ["ledger"], CHEAP)
    assert [len(user.wraps) for user in header_of(folder).users] == [2, 2]


def test_names_alone_are_closed_and_given(folder: Path) -> None:
    assert renewal.check(folder, WORD, Change(3, names_only=True), floor=CHEAP) == frozenset()
    (fresh,) = begin(folder, Change(2, names_only=True))
    assert fresh.book == "identity"
    renewal.forget_former(folder, unlock(folder).keys.ledger, ["identity"], CHEAP)
    assert unlock(folder, SECOND).keys.identity is None
    for _turn in range(2):  # the second time nothing is to be done
        renewal.give_names(folder, WORD, 2, floor=CHEAP)
    assert unlock(folder, SECOND).keys.identity == fresh.key
    with pytest.raises(Refused) as caught:
        renewal.give_names(folder, THIRD, 2, floor=CHEAP)
    assert code(caught) == "identity.needed"
    with pytest.raises(NotFound):
        renewal.give_names(folder, WORD, 9, floor=CHEAP)


@pytest.mark.parametrize(
    ("word", "change", "expected"),
    [
        (WORD, Change(1), "user.oneself"),
        (WORD, Change(1, names_only=True), "user.oneself"),
        (THIRD, Change(2), "keys.needs_names"),
    ],
)
def test_what_will_not_do_is_refused(folder: Path, word: str, change: Change, expected: str) -> None:
    before = header_of(folder)
    with pytest.raises(Refused) as caught:
        begin(folder, change, word)
    assert code(caught) == expected
    assert header_of(folder) == before


def test_the_last_who_reads_names_and_the_last_of_all_stay(folder: Path, tmp_path: Path) -> None:
    users.remove_user(folder, WORD, 2, floor=CHEAP)
    with pytest.raises(Refused) as caught:
        begin(folder, Change(1), THIRD)
    assert code(caught) == "user.last_with_names"
    vault.create(tmp_path / "alone", WORD, CHEAP)
    with pytest.raises(Refused) as caught:
        begin(tmp_path / "alone", Change(1))
    assert code(caught) == "user.last"


def test_a_disk_that_refuses_leaves_the_header_as_it_was_and_no_key(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = (folder / HEADER).read_bytes(), (folder / COPY).read_bytes()
    wiped: list[bytearray] = []

    def full(*_: object) -> None:
        raise DiskFull

    def wiping(key: bytearray) -> None:
        wipe(key)
        wiped.append(key)

    monkeypatch.setattr(copies, "atomic_write", full)
    monkeypatch.setattr(renewal, "wipe", wiping)
    with pytest.raises(DiskFull):
        begin(folder, Change(2))
    assert ((folder / HEADER).read_bytes(), (folder / COPY).read_bytes()) == before
    assert len(wiped) == 4
    assert not any(map(any, wiped))


def test_an_unsafe_place_is_refused_first(folder: Path) -> None:
    folder.chmod(0o777)
    for do in (
        lambda: begin(folder, Change(2)),
        lambda: renewal.check(folder, WORD, Change(2), floor=CHEAP),
        lambda: renewal.give_names(folder, WORD, 3, floor=CHEAP),
    ):
        with pytest.raises(UnsafePlace):
            do()
