"""Saved views by their services: each user's own, none in the journal, none with names where names are not seen."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from desktop.domain.views import SavedView, ViewState
from desktop.services.erasing import erase_person
from desktop.services.views import forget_view, keep_view, saved_views
from tests.services.office_kit import PASSPHRASE, Kit, make_office, open_without_names

if TYPE_CHECKING:
    from pathlib import Path

VIEW = SavedView("v1", "people", "people", "Heron’s", datetime(2026, 5, 20, tzinfo=UTC), ViewState("Heron"))


def test_views_are_kept_changed_and_let_go(tmp_path: Path) -> None:
    office = make_office(tmp_path / "vault")
    assert saved_views(office) == ()
    renamed = replace(VIEW, name="Cranes")
    assert keep_view(office, VIEW) == (VIEW,)
    assert keep_view(office, renamed) == (renamed,)
    with office.work() as work:
        assert "Heron" not in str([link for link, _hash in work.journal.links()])
    office.close()

    coded = open_without_names(tmp_path / "vault")
    assert saved_views(coded) == ()
    own = replace(VIEW, key="v2", name="C-0001")
    assert keep_view(coded, own) == (own,)
    assert forget_view(coded, "v2") == ()
    coded.close()


def test_who_is_erased_takes_the_views_along_that_look_for_them(tmp_path: Path) -> None:
    office = make_office(tmp_path / "vault")
    code = Kit(office).person("Heron", name_local="Мілана Званцова")
    texts = ("званц", "Мілан", code, "heron", "kranc", "")
    for number, text in enumerate(texts):
        keep_view(office, replace(VIEW, key=str(number), name=f"View {number}", state=ViewState(text)))
    erase_person(office, code, PASSPHRASE)
    assert {view.state.text for view in saved_views(office)} == {"kranc", ""}
    office.close()
