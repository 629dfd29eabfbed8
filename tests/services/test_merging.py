"""Merging two records of one person: sums, documents and search follow; separating gives back what was there."""

from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from desktop.domain.consents import ConsentChannel, ConsentDraft, ConsentState, Purpose
from desktop.domain.errors import NotFound, Refused
from desktop.domain.listing import ListKind, Query
from desktop.domain.merging import Moves, Take
from desktop.domain.payouts import PayeeRole
from desktop.domain.people import PersonCategory, PersonDraft
from desktop.domain.receipts import DocumentKind, IssueRequest
from desktop.services import consents, documents, donations, lists, people, statements
from desktop.services.finding import find_everywhere
from desktop.services.history import history
from desktop.services.merging import load_merge, merge_people, separate_people, view_merge
from desktop.services.payouts import load_payout
from desktop.services.undo import redo, undo
from desktop.services.verification import verify
from tests.services.office_kit import TODAY, Kit, eur, make_office, open_without_names

KEEP, OTHER = "P-0001", "P-0002"


def refused(call: object, *arguments: object) -> list[str]:
    with pytest.raises(Refused) as refusal:
        call(*arguments)  # type: ignore[operator]
    return [problem.code for problem in refusal.value.problems]


def two(kit: Kit, keep: PersonDraft | None = None, other: PersonDraft | None = None) -> None:
    """Two records of one person, and a campaign for each of them."""
    people.save_person(kit.office, keep or PersonDraft(alias="Vera", name_local="Вера Лес"))
    people.save_person(kit.office, other or PersonDraft(alias="Viarba", name_latin="Wiera Lies", phone="+48600100200"))


def row(kit: Kit, code: str) -> object:
    found = {each.code: each for each in lists.stream_rows(kit.office, ListKind.PEOPLE, Query(archived=True))}
    return found[code]


def kept_sums(kit: Kit) -> dict[str, object]:
    """What is kept of every person, and who finds their money where."""
    told: dict[str, object] = {}
    for each in lists.stream_rows(kit.office, ListKind.PEOPLE, Query(archived=True)):
        told[each.code] = each
    for kind in (ListKind.DONATIONS, ListKind.PAYOUTS, ListKind.DOCUMENTS, ListKind.CAMPAIGNS):
        told[kind.value] = tuple(lists.stream_rows(kit.office, kind, Query()))
        for text in ("Вера", "Wiera", KEEP, OTHER):
            told[kind.value, text] = tuple(
                each.row_id for each in lists.stream_rows(kit.office, kind, Query(text=text))
            )
    return told


def test_the_kept_record_takes_what_was_chosen_and_the_other_points_to_it(kit: Kit) -> None:
    two(kit)
    view = view_merge(kit.office, KEEP, OTHER)
    assert (view.kept.code, view.other.code, view.problems) == (KEEP, OTHER, ())
    assert view.differing == ("alias",)
    assert (view.takes["phone"], view.takes["alias"]) == (Take.OTHER, Take.KEPT)
    merged = merge_people(kit.office, KEEP, OTHER, {"alias": Take.OTHER}, (1, 1))
    expected = PersonDraft(alias="Viarba", name_local="Вера Лес", name_latin="Wiera Lies", phone="+48600100200")
    assert (merged.code, merged.draft, merged.merged) == (KEEP, expected, (OTHER,))
    assert people.load_person(kit.office, OTHER) == merged, "the old code is the kept person"
    assert [each.code for each in lists.pick_people(kit.office, "wiera")] == [KEEP]
    shown = row(kit, OTHER)
    assert (shown.archived, shown.merged_into) == (True, KEEP)  # type: ignore[attr-defined]
    found = find_everywhere(kit.office, OTHER).groups[0].found
    assert [each.code for each in found] == [KEEP]
    assert verify(kit.office).findings == ()
    assert load_merge(kit.office, OTHER) is not None
    assert load_merge(kit.office, KEEP) is None


def test_money_documents_and_consents_follow_and_nothing_issued_changes(kit: Kit) -> None:
    two(kit)
    campaign = kit.campaign("500", beneficiary=OTHER).code
    for donor, amount in ((KEEP, "300"), (OTHER, "200")):
        kit.give(campaign, amount, donor, receipt="en")
    for payee, amount in ((KEEP, "20"), (OTHER, "30")):
        kit.pay(campaign, payee, {1: amount}, voucher="en")
    consents.record_consent(kit.office, OTHER, ConsentDraft(Purpose.DATA, ConsentChannel.PAPER, TODAY))
    papers = {each.number: documents.view_document(kit.office, each.number) for each in _papers(kit)}
    assert view_merge(kit.office, KEEP, OTHER).moves == Moves(
        campaigns=1, donations=1, payouts=1, consents=1, documents=2
    )

    merge_people(kit.office, KEEP, OTHER)

    kept = row(kit, KEEP)
    assert (kept.paid, kept.campaigns) == ((eur("50"),), 1)  # type: ignore[attr-defined]
    assert (row(kit, OTHER).paid, row(kit, OTHER).campaigns) == ((), 0)  # type: ignore[attr-defined]
    for kind, who in ((ListKind.DONATIONS, "donor"), (ListKind.PAYOUTS, "payee")):
        rows = list(lists.stream_rows(kit.office, kind, Query()))
        assert {(getattr(each, who), getattr(each, f"{who}_name")) for each in rows} == {(KEEP, "Вера Лес")}
        for code in (KEEP, OTHER):
            assert len(list(lists.stream_rows(kit.office, kind, Query(filters={who: code})))) == 2
            assert len(list(lists.stream_rows(kit.office, kind, Query(text=code)))) == 2
    assert {each.number: documents.view_document(kit.office, each.number) for each in _papers(kit)} == papers
    assert {each.party_code for each in _papers(kit)} == {KEEP, OTHER}, "a document keeps the code it was issued to"
    assert [each.state for each in consents.list_consents(kit.office, KEEP)] == [ConsentState.VALID]
    assert statements.statement_currencies(kit.office, OTHER, TODAY.year) == ("EUR",)
    kit.pay(campaign, OTHER, {1: "5"})
    assert row(kit, KEEP).paid == (eur("55"),)  # type: ignore[attr-defined]
    assert verify(kit.office).findings == ()


def _papers(kit: Kit) -> list[object]:
    return list(lists.stream_rows(kit.office, ListKind.DOCUMENTS, Query()))


def test_what_cannot_be_one_is_refused(kit: Kit) -> None:
    two(kit)
    assert refused(merge_people, kit.office, KEEP, KEEP) == ["merge.itself"]
    staff = kit.person("Ema", PersonCategory.STAFF)
    assert refused(merge_people, kit.office, KEEP, staff) == ["merge.staff"]
    assert refused(merge_people, kit.office, KEEP, OTHER, None, (1, 7)) == ["changed_meanwhile"]
    with pytest.raises(NotFound):
        merge_people(kit.office, KEEP, "P-0099")
    campaign = kit.campaign("500", beneficiary=KEEP).code
    kit.give(campaign, "300")
    kit.pay(campaign, OTHER, {1: "30"}, role=PayeeRole.LANDLORD)
    assert refused(merge_people, kit.office, KEEP, OTHER) == ["merge.roles"]
    assert refused(merge_people, kit.office, OTHER, KEEP) == ["merge.roles"]
    people.archive_person(kit.office, OTHER)
    third = kit.person("Third")
    assert refused(merge_people, kit.office, OTHER, third) == ["person.archived"]
    assert people.load_person(kit.office, KEEP).revision == 1
    assert verify(kit.office).findings == ()


def test_somebody_else_is_no_role_that_keeps_two_records_apart(kit: Kit) -> None:
    """The program calls so whoever is paid and is not the beneficiary: a second code of the very same person too."""
    two(kit)
    campaign = kit.campaign("500", beneficiary=KEEP).code
    kit.give(campaign, "300")
    paid = kit.pay(campaign, OTHER, {1: "30"}).code
    assert load_payout(kit.office, paid).draft.role is PayeeRole.OTHER
    assert merge_people(kit.office, KEEP, OTHER).code == KEEP


def test_there_is_one_step_and_never_a_chain(kit: Kit) -> None:
    two(kit)
    third = kit.person("Third", PersonCategory.BENEFICIARY)
    merge_people(kit.office, KEEP, OTHER)
    assert refused(merge_people, kit.office, third, KEEP) == ["merge.chain"]
    assert refused(merge_people, kit.office, third, OTHER) == ["person.is_now"]
    assert refused(merge_people, kit.office, OTHER, third) == ["person.is_now"]
    assert refused(people.archive_person, kit.office, OTHER, False) == ["person.is_now"]
    assert refused(people.save_person, kit.office, PersonDraft(alias="X"), OTHER, 3) == ["person.is_now"]
    assert merge_people(kit.office, KEEP, third).merged == (OTHER, third)


def test_separating_gives_back_what_was_there(kit: Kit) -> None:
    two(kit)
    campaign = kit.campaign("500", beneficiary=OTHER).code
    kit.give(campaign, "300", OTHER)
    kit.pay(campaign, OTHER, {1: "30"})
    before = {code: people.load_person(kit.office, code).draft for code in (KEEP, OTHER)}
    merge_people(kit.office, KEEP, OTHER)
    kit.pay(campaign, KEEP, {1: "7"})
    back = separate_people(kit.office, OTHER)
    assert (back.kept.code, back.other.code, back.left) == (KEEP, OTHER, ())
    assert {code: people.load_person(kit.office, code).draft for code in (KEEP, OTHER)} == before
    assert row(kit, KEEP).paid == (eur("7"),), "what was booked since stays with the kept one"  # type: ignore[attr-defined]
    assert (row(kit, OTHER).paid, row(kit, OTHER).archived) == ((eur("30"),), False)  # type: ignore[attr-defined]
    assert verify(kit.office).findings == ()
    with pytest.raises(NotFound):
        separate_people(kit.office, OTHER)


def test_what_was_changed_since_stays_changed(kit: Kit) -> None:
    two(kit)
    merged = merge_people(kit.office, KEEP, OTHER)
    people.save_person(kit.office, replace(merged.draft, phone="+48700", notes="new"), KEEP, merged.revision)
    back = separate_people(kit.office, OTHER)
    assert back.left == ("phone",)
    assert (back.kept.draft.phone, back.kept.draft.notes, back.kept.draft.name_latin) == ("+48700", "new", "")


def test_papers_issued_since_in_the_kept_name_are_in_the_way(kit: Kit) -> None:
    two(kit)
    campaign = kit.campaign("500").code
    gift = kit.give(campaign, "300", OTHER)
    merge_people(kit.office, KEEP, OTHER)
    issued = documents.issue_document(kit.office, gift.code, IssueRequest("en"))
    assert documents.load_document(kit.office, issued.number).party_code == KEEP
    assert verify(kit.office).findings == ()
    assert refused(separate_people, kit.office, OTHER) == ["merge.papers_since"]
    documents.void_document(kit.office, issued.number, "Wrong person")
    assert separate_people(kit.office, OTHER).left == ()
    assert verify(kit.office).findings == ()


def test_one_statement_counts_the_gifts_of_both_and_none_counts_a_gift_twice(kit: Kit) -> None:
    two(kit)
    campaign = kit.campaign("500").code
    for donor in (KEEP, OTHER):
        kit.give(campaign, "100", donor)
    statement = IssueRequest("en", kind=DocumentKind.ANNUAL_STATEMENT)
    early = documents.issue_document(kit.office, f"{OTHER}/2026/EUR", statement)
    merge_people(kit.office, KEEP, OTHER)
    assert refused(documents.issue_document, kit.office, f"{KEEP}/2026/EUR", statement) == ["document.already_issued"]
    documents.void_document(kit.office, early.number, "Merged")
    whole = documents.issue_document(kit.office, f"{OTHER}/2026/EUR", statement)
    assert (whole.amount, whole.party_code, whole.subject_code) == (eur("200"), KEEP, f"{KEEP}/2026/EUR")
    assert refused(donations.take_back_donation, kit.office, "D-0002", "Wrong", TODAY) == ["donation.statement_valid"]
    assert refused(separate_people, kit.office, OTHER) == ["merge.papers_since"]
    assert verify(kit.office).findings == ()


def test_an_archived_record_is_archived_again(kit: Kit) -> None:
    two(kit)
    people.archive_person(kit.office, OTHER)
    merge_people(kit.office, KEEP, OTHER)
    assert separate_people(kit.office, OTHER).other.archived
    assert verify(kit.office).findings == ()


def test_the_journal_tells_of_both_and_names_nobody(kit: Kit) -> None:
    two(kit)
    merge_people(kit.office, KEEP, OTHER)
    separate_people(kit.office, OTHER)
    assert [line.verb for line in history(kit.office, KEEP)][-2:] == ["person.merged", "person.separated"]
    assert [line.verb for line in history(kit.office, OTHER)][-2:] == ["person.merged_into", "person.separated_from"]
    with kit.office.work() as work:
        told = " ".join(str(link.record.facts) for link, _hash in work.journal.links())
    assert "Wiera" not in told
    assert "600100200" not in told


def test_without_the_book_of_names_nobody_is_merged_and_pointers_are_followed(kit: Kit) -> None:
    two(kit)
    campaign = kit.campaign("500").code
    kit.give(campaign, "300", OTHER)
    merge_people(kit.office, KEEP, OTHER)
    folder = kit.office.folder
    kit.office.close()
    office = open_without_names(folder)
    assert refused(merge_people, office, KEEP, OTHER) == ["identity.needed"]
    assert refused(separate_people, office, OTHER) == ["identity.needed"]
    (gift,) = lists.stream_rows(office, ListKind.DONATIONS, Query())
    assert (gift.donor, gift.donor_name) == (KEEP, KEEP)
    assert load_merge(office, OTHER) is None
    assert verify(office).findings == ()
    office.close()


MONEY = st.lists(
    st.tuples(st.sampled_from(["give", "pay"]), st.sampled_from([KEEP, OTHER]), st.integers(1, 90)), max_size=8
)


@settings(max_examples=4, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(before=MONEY, since=MONEY, archived=st.booleans())
def test_sums_of_both_are_the_sums_of_the_kept_one(
    tmp_path_factory: pytest.TempPathFactory, before: list[tuple[str, str, int]], since: list[tuple[str, str, int]],
    archived: bool,
) -> None:  # fmt: skip
    kit = Kit(make_office(tmp_path_factory.mktemp("merge") / "vault"))
    two(kit)
    campaign = kit.campaign("5000", beneficiary=OTHER).code
    kit.give(campaign, "4000")

    def book(moves: list[tuple[str, str, int]]) -> None:
        for verb, who, amount in moves:
            if verb == "give":
                kit.give(campaign, str(amount), who)
            else:
                kit.pay(campaign, who, {1: str(amount)})

    book(before)
    if archived:
        people.archive_person(kit.office, OTHER)
    stood = kept_sums(kit)
    drafts = {code: people.load_person(kit.office, code).draft for code in (KEEP, OTHER)}

    merge_people(kit.office, KEEP, OTHER)
    both = sum(amount for verb, _who, amount in before if verb == "pay")
    assert sum(money.minor for money in row(kit, KEEP).paid) == both * 100  # type: ignore[attr-defined]
    assert verify(kit.office).findings == ()
    separate_people(kit.office, OTHER)
    assert {code: people.load_person(kit.office, code).draft for code in (KEEP, OTHER)} == drafts
    assert kept_sums(kit) == stood

    merge_people(kit.office, KEEP, OTHER)
    book(since)
    separate_people(kit.office, OTHER)
    assert verify(kit.office).findings == ()
    kit.office.close()


def test_a_merge_is_one_step_back_and_forth(kit: Kit) -> None:
    two(kit)
    before = {code: people.load_person(kit.office, code).draft for code in (KEEP, OTHER)}
    merged = merge_people(kit.office, KEEP, OTHER, {"alias": Take.OTHER})
    undo(kit.office)
    assert {code: people.load_person(kit.office, code).draft for code in (KEEP, OTHER)} == before
    redo(kit.office)
    assert people.load_person(kit.office, OTHER).draft == merged.draft
    separate_people(kit.office, OTHER)
    undo(kit.office)
    assert people.load_person(kit.office, OTHER).code == KEEP
    assert verify(kit.office).findings == ()


def test_archiving_the_old_code_does_not_archive_the_kept_person(kit: Kit) -> None:
    two(kit)
    merge_people(kit.office, KEEP, OTHER)
    assert refused(people.archive_people, kit.office, [OTHER]) == ["person.is_now"]
    assert not people.load_person(kit.office, KEEP).archived
