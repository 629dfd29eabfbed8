"""Drafts in the books: each user's own, in the book of names where it is open, and none in plaintext on the disk."""

from __future__ import annotations

from contextlib import closing
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest

from desktop.domain.drafts import LONGEST_STATE, FormDraft
from desktop.domain.views import SavedView, ViewState
from desktop.storage.drafts import DraftDesk
from tests.factories import committed, person

if TYPE_CHECKING:
    from desktop.storage.store import Store
    from tests.factories import TestVault

CANARY = "Kanarejka Vydumanaya 7413"


def draft(key: str = "k1", state: str = '{"a": 1}', minute: int = 0) -> FormDraft:
    return FormDraft(key, "people", "P-0001", "P-0001  Heron", datetime(2026, 5, 20, 9, minute, tzinfo=UTC), state)


def view(key: str = "v1", name: str = "Gifts of June", minute: int = 0) -> SavedView:
    state = ViewState("heron", {"on": "2026-06-01..2026-06-30"}, "gross", True, False, ("code", "gross"))
    return SavedView(key, "donations", "donations", name, datetime(2026, 5, 20, 9, minute, tzinfo=UTC), state)


def kept(store: Store, owner: int = 1) -> list[str]:
    with store.drafts(owner) as desk:
        return [each.key for each in desk.mine()]


def test_a_draft_is_kept_replaced_and_forgotten_and_no_record_speaks_of_it(store: Store) -> None:
    with store.drafts(1) as desk:
        desk.keep(draft("later", minute=5))
        desk.keep(draft("first"))
        desk.commit()
    with store.drafts(1) as desk:
        desk.keep(draft("first", '{"a": 2}', minute=1))
        desk.commit()
        assert desk.mine() == (draft("first", '{"a": 2}', minute=1), draft("later", minute=5))
    with store.drafts(1) as desk:
        desk.forget(["first", "never was"])
        desk.commit()
    assert kept(store) == ["later"]
    with store.work(1) as work:
        assert work.journal.last() is None


def test_what_is_not_committed_never_happened(store: Store) -> None:
    with store.drafts(1) as desk:
        desk.keep(draft())
    with pytest.raises(ZeroDivisionError), store.drafts(1) as desk:
        desk.keep(draft(state=str(1 / 0)))
    assert kept(store) == []


def test_nobody_sees_changes_or_forgets_the_drafts_of_others(store: Store) -> None:
    with store.drafts(1) as desk:
        desk.keep(draft())
        desk.commit()
    with store.drafts(2) as desk:
        assert desk.mine() == ()
        desk.keep(draft(state="other"))  # the same key, which is drawn by chance
        desk.forget(["k1"])
        desk.commit()
    with store.drafts(1) as desk:
        assert desk.mine() == (draft(),)


def test_saving_takes_its_draft_with_it_and_a_failed_save_does_not(store: Store) -> None:
    for key in ("saved", "other"):
        with store.drafts(1) as desk:
            desk.keep(draft(key))
            desk.commit()
    with pytest.raises(ZeroDivisionError), store.settling("saved"), store.work(1) as work:
        assert work.people.add(person()) == 1 / 0
    assert kept(store) == ["other", "saved"]
    with store.settling("saved"), store.work(1) as work:
        work.people.add(person())
        committed(work)
    assert kept(store) == ["other"]
    with store.work(1) as work:
        work.people.add(person("Heron"))
        committed(work)
    assert kept(store) == ["other"]


def test_the_door_leads_to_drafts_alone() -> None:
    verbs = {name for name in vars(DraftDesk) if not name.startswith("_")}
    assert verbs == {"keep", "forget", "mine", "keep_view", "views", "commit"}


def test_without_the_key_to_the_names_drafts_lie_in_the_ledger_book(vault: TestVault) -> None:
    with closing(vault.create()) as whole, whole.drafts(1) as desk:
        desk.keep(draft("names"))
        desk.commit()
    with closing(vault.open(identity=False)) as alone:
        with alone.drafts(1) as desk:
            assert desk.mine() == ()
            desk.keep(draft("codes"))
            desk.commit()
        assert kept(alone) == ["codes"]
    with closing(vault.open()) as whole:
        assert kept(whole) == ["codes", "names"]
        with whole.drafts(1) as desk:
            desk.forget(["codes", "names"])
            desk.commit()
        assert kept(whole) == []


def test_a_view_is_kept_beside_the_drafts_and_never_offered_as_one(store: Store) -> None:
    with store.drafts(1) as desk:
        desk.keep(draft())
        desk.keep_view(view("later", minute=5))
        desk.keep_view(view("first"))
        desk.commit()
    with store.drafts(1) as desk:
        desk.keep_view(view("first", "Renamed"))
        desk.commit()
        assert desk.views() == (view("first", "Renamed"), view("later", minute=5))
        assert desk.mine() == (draft(),)
    with store.drafts(2) as desk:
        assert desk.views() == ()
        desk.forget(["first"])
        desk.commit()
    with store.drafts(1) as desk:
        desk.forget(["first", "k1"])
        desk.commit()
        assert desk.views() == (view("later", minute=5),)
    with store.work(1) as work:
        assert work.journal.last() is None


def test_where_names_are_hidden_no_view_that_may_hold_one_is_read(store: Store) -> None:
    with store.drafts(1) as desk:
        desk.keep_view(view("names"))
        desk.keep_view(view("codes"), names=False)
        desk.commit()
        assert {each.key for each in desk.views()} == {"names", "codes"}
        assert desk.views(names=False) == (view("codes"),)


def test_a_view_lies_in_one_book_alone(vault: TestVault) -> None:
    vault.create().close()
    with closing(vault.open(identity=False)) as alone, alone.drafts(1) as desk:
        desk.keep_view(view())
        desk.commit()
    with closing(vault.open()) as whole, whole.drafts(1) as desk:
        assert desk.views() == (view(),)
        desk.keep_view(view(name="Naming somebody"))
        desk.commit()
        assert desk.views() == (view(name="Naming somebody"),)
    with closing(vault.open(identity=False)) as alone, alone.drafts(1) as desk:
        assert desk.views() == ()


def test_a_draft_never_stands_in_plaintext_on_the_disk(vault: TestVault) -> None:
    store = vault.create()
    with store.drafts(1) as desk:
        desk.keep(draft(state=CANARY * 400))
        folder = vault.ledger_path.parent
        found = [path.read_bytes() for path in folder.iterdir() if path.is_file()]
        desk.commit()
    store.close()
    found += [path.read_bytes() for path in folder.iterdir() if path.is_file()]
    assert sum(map(len, found)) > 400 * len(CANARY)
    for form in (CANARY.encode(), CANARY.encode("utf-16-le"), CANARY.encode().hex().encode()):
        assert not any(form in data for data in found)
    control = folder / "control"
    control.write_bytes(CANARY.encode())
    assert any(CANARY.encode() in path.read_bytes() for path in folder.iterdir())


def test_only_a_heap_of_pages_is_too_long() -> None:
    assert draft(state="a" * LONGEST_STATE).fits
    assert not draft(state="a" * (LONGEST_STATE + 1)).fits
