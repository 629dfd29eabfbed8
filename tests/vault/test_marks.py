"""High-water marks: kept for their owner alone, naming nothing, only rising; what is damaged says nothing."""

from dataclasses import replace
from pathlib import Path

import pytest

from desktop.vault.files import atomic_write
from desktop.vault.marks import Mark, begin_mark, place_of, read_mark, replace_mark, write_mark

VAULT = "0123456789abcdef" * 2
MARK = Mark(7, "ab" * 32, 3, "p" * 32, {"ledger": "1" * 64, "identity": "2" * 64})


def only_file(state: Path) -> Path:
    (found,) = [path for path in state.rglob("*") if path.is_file()]
    return found


def test_a_mark_is_read_as_it_was_written(tmp_path: Path) -> None:
    state = tmp_path / "a" / "state"
    assert read_mark(state, VAULT) is None
    write_mark(state, VAULT, MARK)
    assert read_mark(state, VAULT) == MARK
    assert read_mark(state, VAULT[:-1] + "0") is None, "each vault has its own"


def test_it_is_its_owners_alone_and_names_no_vault_and_no_place(tmp_path: Path) -> None:
    state = tmp_path / "state"
    mark = replace(MARK, place=place_of(VAULT, tmp_path / "money for Alena"))
    write_mark(state, VAULT, mark)
    path = only_file(state)
    assert [each.stat().st_mode & 0o777 for each in (state, path.parent, path)] == [0o700, 0o700, 0o600]
    told = f"{path.relative_to(state)} {path.read_text()}"
    assert VAULT not in told
    assert "Alena" not in told
    assert path.stat().st_size < 1000


def test_places_differ_by_folder_and_by_vault(tmp_path: Path) -> None:
    one = place_of(VAULT, tmp_path / "one")
    assert one == place_of(VAULT, tmp_path / "two" / ".." / "one")
    assert len({one, place_of(VAULT, tmp_path / "two"), place_of("other", tmp_path / "one")}) == 3


def test_it_only_rises_unless_somebody_says_so(tmp_path: Path) -> None:
    write_mark(tmp_path, VAULT, MARK)
    write_mark(tmp_path, VAULT, replace(MARK, sequence=6))
    assert read_mark(tmp_path, VAULT) == MARK
    write_mark(tmp_path, VAULT, replace(MARK, head="cd" * 32))
    write_mark(tmp_path, VAULT, replace(MARK, sequence=8))
    assert read_mark(tmp_path, VAULT) == replace(MARK, sequence=8)
    replace_mark(tmp_path, VAULT, replace(MARK, sequence=1))
    assert read_mark(tmp_path, VAULT) == replace(MARK, sequence=1)


def test_a_restored_copy_has_a_mark_of_its_own_in_its_place(tmp_path: Path) -> None:
    write_mark(tmp_path, VAULT, MARK)
    older = Mark(2, "cd" * 32, 1, "there")
    begin_mark(tmp_path, VAULT, older)
    assert read_mark(tmp_path, VAULT, "there") == older
    assert read_mark(tmp_path, VAULT, "elsewhere") == read_mark(tmp_path, VAULT) == MARK
    write_mark(tmp_path, VAULT, replace(older, sequence=3))
    write_mark(tmp_path, VAULT, replace(older, sequence=1))
    assert read_mark(tmp_path, VAULT, "there") == replace(older, sequence=3)
    assert read_mark(tmp_path, VAULT) == MARK


@pytest.mark.parametrize(
    "text",
    [
        "", "{", "[]", "null", '{"sequence": 1}', "[" * 3000, "x" * 5000,
        '{"sequence": "1", "head": "", "revision": 1, "place": "", "pages": {}}',
        '{"sequence": 1, "head": 2, "revision": 1, "place": "", "pages": {}}',
        '{"sequence": 1, "head": "", "revision": true, "place": "", "pages": {}}',
        '{"sequence": 1, "head": "", "revision": 1, "place": "", "pages": []}',
        '{"sequence": 1, "head": "", "revision": 1, "place": "", "pages": {"ledger": 1}}',
        '{"sequence": 1, "head": "", "revision": 1, "place": "", "pages": {}, "more": 1}',
    ],
)  # fmt: skip
def test_what_is_no_mark_says_nothing_and_is_written_over(tmp_path: Path, text: str) -> None:
    write_mark(tmp_path, VAULT, MARK)
    only_file(tmp_path).write_text(text)
    assert read_mark(tmp_path, VAULT) is None
    write_mark(tmp_path, VAULT, MARK)
    assert read_mark(tmp_path, VAULT) == MARK


def test_a_link_in_its_place_is_not_followed(tmp_path: Path) -> None:
    write_mark(tmp_path, VAULT, MARK)
    path, other = only_file(tmp_path), tmp_path / "other"
    atomic_write(other, path.read_bytes())
    path.unlink()
    path.symlink_to(other)
    assert read_mark(tmp_path, VAULT) is None


def test_a_disk_that_takes_no_mark_stops_nothing(tmp_path: Path) -> None:
    (tmp_path / "state").write_text("a file where the folder should be")
    write_mark(tmp_path / "state", VAULT, MARK)
    assert read_mark(tmp_path / "state", VAULT) is None


def test_a_folder_of_state_that_lets_nobody_in_holds_no_mark(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write_mark(tmp_path, VAULT, MARK)

    def refuse(_path: Path, **_more: object) -> None:
        raise PermissionError

    with monkeypatch.context() as closed:
        closed.setattr(Path, "exists", refuse)
        closed.setattr(Path, "lstat", refuse)
        assert read_mark(tmp_path, VAULT, MARK.place) is None
    assert read_mark(tmp_path, VAULT, MARK.place) == MARK
