"""People: what is stored is what is read, an edit on an old copy is noticed, names are found."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.domain.errors import NotFound, Refused
from desktop.domain.listing import ListKind, Query
from desktop.domain.people import NameUse, PersonCategory, PersonDraft
from tests.factories import TestVault, give, pay, person
from tests.factories import campaign as draft_campaign

if TYPE_CHECKING:
    from collections.abc import Iterator

    from desktop.storage.store import Store
    from desktop.storage.work import Work

words = st.text(st.characters(codec="utf-8", exclude_characters="\x00"), max_size=30)
drafts = st.builds(
    PersonDraft,
    category=st.sampled_from(PersonCategory),
    name_local=words,
    name_latin=words,
    name_bank=words,
    alias=words,
    birth_date=st.none() | st.dates(date(1900, 1, 1), date(2026, 1, 1)),
    phone=words,
    iban=words,
    notes=words,
    country=st.sampled_from(("", "BY", "PL")),
    concerns=st.lists(st.sampled_from(("health", "minors", "relatives")), unique=True).map(tuple),
)


@pytest.fixture(scope="module")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    store = TestVault.new(tmp_path_factory.mktemp("people")).create()
    yield store
    store.close()


@given(draft=drafts, changed=drafts)
def test_what_is_stored_is_what_is_read(shared: Store, draft: PersonDraft, changed: PersonDraft) -> None:
    with shared.work(1) as work:
        code = work.people.add(draft)
        read = work.people.get(code)
        assert (read.draft, read.revision, read.archived, read.known) == (draft, 1, False, True)
        work.people.save(code, changed, 1)
        assert work.people.get(code).draft == changed
        for use in NameUse:
            assert work.people.names([code], use) == {code: read.named(NameUse.CODE) if use is NameUse.CODE
                                                      else work.people.get(code).named(use)}  # fmt: skip
        assert work.checks.summaries() == ()


def test_codes_count_from_one_and_pass_a_thousand(work: Work) -> None:
    assert [work.people.add(person()) for _ in range(3)] == ["P-0001", "P-0002", "P-0003"]


def test_an_edit_on_an_old_copy_is_noticed(work: Work) -> None:
    code = work.people.add(person("Heron"))
    work.people.save(code, person("Stork"), 1)
    with pytest.raises(Refused, match="changed_meanwhile"):
        work.people.save(code, person("Crane"), 1)
    assert work.people.get(code).draft.alias == "Stork"
    with pytest.raises(NotFound):
        work.people.save("P-0009", person(), 1)


def test_what_is_not_there_is_not_found(work: Work) -> None:
    for look in (work.people.get, work.people.archive):
        with pytest.raises(NotFound):
            look("P-0001")
    with pytest.raises(Refused, match=r"code\.unreadable"):
        work.people.get("C-0001")


def test_an_alias_is_found_whatever_its_case(work: Work) -> None:
    code = work.people.add(person("Чапля"))
    work.people.add(person("Чапля"))
    assert work.people.find_by_alias(" чапля ") == code
    assert work.people.find_by_alias("Чап") is None
    assert work.people.find_by_alias("") is None


def test_archived_people_leave_lists_and_choosers(work: Work) -> None:
    code = work.people.add(person("Heron"))
    work.people.archive(code)
    work.people.archive(code)
    assert work.people.get(code).revision == 2
    assert work.lists.outline(ListKind.PEOPLE, Query()).count == 0
    assert work.lists.outline(ListKind.PEOPLE, Query(archived=True)).count == 1
    assert work.people.pick("her") == ()
    work.people.archive(code, archived=False)
    assert [row.code for row in work.people.pick("her")] == [code]
    assert work.checks.summaries() == ()


def test_a_renamed_person_moves_in_the_lists_of_money(work: Work) -> None:
    zoe = work.people.add(person("Zoe"))
    bob = work.people.add(person("Bob"))
    fund = work.campaigns.add(draft_campaign("500"))
    gifts = [give(work, fund, donor=zoe), give(work, fund, donor=bob)]
    paid = [pay(work, fund, zoe, {1: "10"}), pay(work, fund, bob, {1: "10"})]
    work.people.save(zoe, person("Anna"), 1)
    for kind, sort, codes in ((ListKind.DONATIONS, "donor_name", gifts), (ListKind.PAYOUTS, "payee_name", paid)):
        assert [row.code for row in work.lists.page(kind, Query(sort=sort)).rows] == codes
    assert [row.code for row in work.lists.page(ListKind.DONATIONS, Query(text="anna")).rows] == gifts[:1]
    assert work.lists.page(ListKind.DONATIONS, Query(text="zoe")).rows == ()


def test_a_chooser_gives_names_that_begin_so_first(work: Work) -> None:
    anywhere = work.people.add(person("Mariana"))
    begins = work.people.add(person("Anatol", PersonCategory.PAYEE))
    assert [row.code for row in work.people.pick("an")] == [begins]
    assert [row.code for row in work.people.pick("ana")] == [begins, anywhere]
    assert [row.code for row in work.people.pick("ana", limit=1)] == [begins]
    assert [row.code for row in work.people.pick("ana", categories=[PersonCategory.BENEFICIARY])] == [anywhere]
    assert [row.code for row in work.people.pick("P-0001")] == [anywhere]
    assert len(work.people.pick("")) == 2
