"""Search everywhere: every way to mean a record finds it, the best first, and nothing reads a table to find it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest
from sqlalchemy import event

from desktop.domain.case_events import EventDraft
from desktop.domain.finding import Match
from desktop.domain.listing import ListKind
from desktop.storage import finding
from desktop.storage.finding import Finder, excerpt
from desktop.storage.search import Indexed
from desktop.storage.tables_identity import search
from tests.bulk import Size, fill
from tests.factories import TODAY, TestVault, campaign, committed, give, issue, item, pay, person

if TYPE_CHECKING:
    from desktop.storage.store import Store
    from desktop.storage.work import Work

SPELLINGS = ("Ковалевич", "Кавалевіч", "Kavalevich", "Kovalevich", "кавалев", "KOVALEVIČ")
STORY = "She worked at a library.\n\nIn spring they came for her; the *greenhouse* stands empty."


@pytest.fixture
def office(work: Work) -> Work:
    """One person, a donor, a payee; a campaign with a story; money and papers."""
    work.people.add(person("Heron", name_local="Андрэй Кавалевіч"))
    work.people.add(person("North Star"))
    work.people.add(person("Clinic"))
    items = (item("2848", "Lawyer", description="Адвакат на год"), item("50", "Rent"))
    fund = work.campaigns.add(campaign(title="A loom", story=STORY, beneficiary="P-0001", items=items))
    gift = give(work, fund, "2848", donor="P-0002", reference="Transfer 77")
    issue(work, gift, "North Star")
    give(work, fund, "2848.50")
    paid = pay(work, fund, "P-0003", {1: "1200.50"}, purpose="surgery", invoice="INV-9")
    issue(work, paid, "Clinic")
    return work


def codes(work: Work, text: str, kind: ListKind, most: int = 5) -> list[str]:
    for hits in work.finder.find(text, most):
        if hits.kind is kind:
            return [code_of(row) for _match, row in hits.rows]
    return []


def code_of(row: Any) -> str:
    for name in ("code", "number"):
        if hasattr(row, name):
            return str(getattr(row, name))
    return f"{row.campaign}.{row.line}"


def matches(work: Work, text: str) -> dict[ListKind, list[Match]]:
    return {hits.kind: [match for match, _row in hits.rows] for hits in work.finder.find(text, 5)}


@pytest.mark.parametrize("typed", SPELLINGS)
def test_any_script_finds_a_person_and_the_campaign(office: Work, typed: str) -> None:
    assert codes(office, typed, ListKind.PEOPLE) == ["P-0001"]
    assert codes(office, typed, ListKind.CAMPAIGNS) == ["C-0001"]
    assert matches(office, typed)[ListKind.CAMPAIGNS] == [Match.RELATED]


@pytest.mark.parametrize("typed", ["P-0002", "p-2", "p2", "P0002", "р-2", "2"])
def test_a_code_with_and_without_dash_and_zeros(office: Work, typed: str) -> None:
    found = office.finder.find(typed, 5)
    people = next(hits for hits in found if hits.kind is ListKind.PEOPLE)
    assert [(match, row.code) for match, row in people.rows] == [(Match.EXACT, "P-0002")]


@pytest.mark.parametrize(
    ("typed", "kind", "found"),
    [
        ("C-0001.2", ListKind.ITEMS, ["C-0001.2"]),
        ("c1.2", ListKind.ITEMS, ["C-0001.2"]),
        ("d-1", ListKind.DONATIONS, ["D-0001"]),
        ("o1", ListKind.PAYOUTS, ["O-0001"]),
        ("2848", ListKind.DONATIONS, ["D-0001", "D-0002"]),
        ("2 848", ListKind.DONATIONS, ["D-0001", "D-0002"]),
        ("2 848,00", ListKind.DONATIONS, ["D-0001"]),
        ("2848.00 EUR", ListKind.DONATIONS, ["D-0001"]),
        ("€2,848.50", ListKind.DONATIONS, ["D-0002"]),
        ("2848 usd", ListKind.DONATIONS, []),
        ("2848", ListKind.ITEMS, ["C-0001.1"]),
        ("1200,5", ListKind.PAYOUTS, ["O-0001"]),
        ("DR/2026/0001", ListKind.DOCUMENTS, ["DR/2026/0001"]),
        ("pv/2026/1", ListKind.DOCUMENTS, ["PV/2026/0001"]),
        ("pv/", ListKind.DOCUMENTS, ["PV/2026/0001"]),
        ("2026/0001", ListKind.DOCUMENTS, ["PV/2026/0001", "DR/2026/0001"]),
        ("PV/2026/0001", ListKind.PAYOUTS, ["O-0001"]),
        ("lawyer", ListKind.ITEMS, ["C-0001.1"]),
        ("адвакат", ListKind.ITEMS, ["C-0001.1"]),
        ("awye", ListKind.ITEMS, ["C-0001.1"]),
        ("greenhouse", ListKind.CAMPAIGNS, ["C-0001"]),
        ("spring library", ListKind.CAMPAIGNS, ["C-0001"]),
        ("reenhous", ListKind.CAMPAIGNS, []),
        ("surgery", ListKind.PAYOUTS, ["O-0001"]),
        ("inv-9", ListKind.PAYOUTS, ["O-0001"]),
        ("transfer 77", ListKind.DONATIONS, ["D-0001"]),
        ("north 2848", ListKind.DONATIONS, ["D-0001"]),
        ("north star", ListKind.DOCUMENTS, ["DR/2026/0001"]),
        ("ь", ListKind.PEOPLE, []),
        ("nobody here", ListKind.PEOPLE, []),
        ("  ", ListKind.PEOPLE, []),
        ('"^^ OR *', ListKind.PEOPLE, []),
    ],
)
def test_every_way_to_mean_a_record(office: Work, typed: str, kind: ListKind, found: list[str]) -> None:
    assert codes(office, typed, kind) == found


def test_the_best_come_first_and_what_is_put_away_last(work: Work) -> None:
    within = work.people.add(person("Old Heron"))
    beginning = work.people.add(person("Heron Lake"))
    away = work.people.add(person("Heron Bay"))
    work.people.archive(away)
    hits = work.finder.find("heron", 5)[0]
    assert [row.code for _match, row in hits.rows][:1] == [beginning]
    assert hits.rows[-1][1].code == away
    assert {row.code for _match, row in hits.rows} == {within, beginning, away}


def test_no_more_than_asked_for_is_told_and_that_there_is_more(work: Work) -> None:
    for number in range(4):
        work.people.add(person(f"Heron {number}"))
    three, four = work.finder.find("heron", 3)[0], work.finder.find("heron", 4)[0]
    assert (len(three.rows), three.more, len(four.rows), four.more) == (3, True, 4, False)


def test_what_belongs_to_many_people_is_not_told(office: Work) -> None:
    assert ListKind.DONATIONS in matches(office, "star")
    for number in range(4):
        office.people.add(person(f"Star {number}"))
    assert ListKind.DONATIONS not in matches(office, "star")


def test_an_amount_beside_a_word_that_too_many_have_finds_nothing(
    office: Work, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert codes(office, "north p-2 2848", ListKind.DONATIONS) == ["D-0001"]
    assert codes(office, "clinic 1200", ListKind.PAYOUTS) == ["O-0001"]
    assert codes(office, "loom 1200", ListKind.PAYOUTS) == ["O-0001"]
    assert codes(office, "clinic 1300", ListKind.PAYOUTS) == []
    monkeypatch.setattr(finding, "MOST_NAMED", 0)
    assert codes(office, "north 2848", ListKind.DONATIONS) == []


def test_codes_of_what_is_not_there_find_nothing(work: Work) -> None:
    for text in ("g-1", "a-1", "f-1", "t-1", "k-1"):
        assert work.finder.find(text, 5) == ()


def test_without_the_identity_book_codes_amounts_and_labels_are_found(
    office: Work, vault: TestVault, store: Store
) -> None:
    blind = Finder(type(office._desk)(office._connection, False, office.today))

    def found(text: str) -> dict[ListKind, list[str]]:
        return {hits.kind: [code_of(row) for _match, row in hits.rows] for hits in blind.find(text, 5)}

    assert found("Кавалевіч") == found("greenhouse") == found("surgery") == found("адвакат") == {}
    assert found("lawyer") == {ListKind.ITEMS: ["C-0001.1"]}
    assert found("p-2")[ListKind.PEOPLE] == ["P-0002"]
    assert found("2848.00")[ListKind.DONATIONS] == ["D-0001"]
    assert found("PV/2026/0001")[ListKind.PAYOUTS] == ["O-0001"]


def test_stories_of_an_older_vault_are_indexed_when_it_is_opened(vault: TestVault) -> None:
    store = vault.create()
    with store.work(1) as work:
        fund = work.campaigns.add(campaign(story=STORY))
        work.campaigns.add(campaign(story=""))
        committed(work)
    with store.work(1) as work:
        work._connection.execute(search.delete().where(search.c.rowid >= Indexed.STORY.place(0)))
        committed(work)
        assert codes(work, "greenhouse", ListKind.CAMPAIGNS) == []
    store.close()
    store = vault.open()
    with store.work(1) as work:
        assert codes(work, "greenhouse", ListKind.CAMPAIGNS) == [fund]
    store.close()


def noted(work: Work, who: str, text: str) -> int:
    return work.case_events.add(who, EventDraft(TODAY, text=text), work._clock.now(), 1)


@pytest.mark.parametrize("typed", ["Valadarka", "Валадарка", "валадар", "moved Valadarka", "ВАЛАДАРКУ"])
def test_words_of_a_case_lead_to_the_person(office: Work, typed: str) -> None:
    noted(office, "P-0001", "Moved to Валадарка, ВАЛАДАРКУ.")
    assert codes(office, typed, ListKind.PEOPLE) == ["P-0001"]
    assert matches(office, typed) == {ListKind.PEOPLE: [Match.CASE]}, "what belongs to them is not told"
    assert codes(office, "aladark", ListKind.PEOPLE) == [], "a long text has any three letters"


def test_a_long_case_is_one_person_and_names_come_first(office: Work) -> None:
    for number in range(7):
        noted(office, "P-0003", f"Heron {number}")
    noted(office, "P-0002", "A heron")
    assert codes(office, "heron", ListKind.PEOPLE) == ["P-0001", "P-0002", "P-0003"]


def test_a_changed_or_removed_event_is_found_by_what_it_says_now(office: Work) -> None:
    number = noted(office, "P-0001", "Released from the greenery.")
    office.case_events.write(number, EventDraft(TODAY, text="An appeal."), 1)
    assert (codes(office, "greenery", ListKind.PEOPLE), codes(office, "appeal", ListKind.PEOPLE)) == ([], ["P-0001"])
    office.case_events.remove(number)
    assert codes(office, "appeal", ListKind.PEOPLE) == []
    assert office._connection.execute(search.select().where(search.c.rowid == Indexed.EVENT.place(number))).all() == []


def test_events_of_an_older_vault_are_indexed_when_it_is_opened(vault: TestVault) -> None:
    store = vault.create()
    with store.work(1) as work:
        who = work.people.add(person("Heron"))
        noted(work, who, "A verdict.")
        noted(work, who, "")
        work._connection.execute(search.delete().where(search.c.rowid >= Indexed.EVENT.place(0)))
        committed(work)
        assert codes(work, "verdict", ListKind.PEOPLE) == []
    store.close()
    store = vault.open()
    with store.work(1) as work:
        assert codes(work, "verdict", ListKind.PEOPLE) == [who]
    store.close()


def test_an_edited_story_is_found_by_its_new_words_alone(office: Work) -> None:
    kept = office.campaigns.get("C-0001")
    office.campaigns.save("C-0001", replace(kept.draft, story="A bakery."), kept.revision)
    assert codes(office, "bakery", ListKind.CAMPAIGNS) == ["C-0001"]
    assert codes(office, "greenhouse", ListKind.CAMPAIGNS) == []


def test_an_excerpt_stands_around_the_word() -> None:
    text = "one " * 40 + "Теплица stands  empty\n" + "two " * 40
    cut = excerpt(text, ["^^nothing", "^^teplit"])
    assert "Теплица stands empty" in cut
    assert (cut[:4], cut[-1]) == ("…one", "…")
    assert excerpt("short", ["^^missing"]) == "short"
    assert excerpt("", ["^^x"]) == ""


TYPED = ("pv", "а", "кав", "кавалевіч", "Alias 777", "p-1", "2848", "2 848,50", "PV/2026/0001", "lawyer", "Новік 2848")


def test_no_keystroke_reads_a_table_from_its_beginning(vault: TestVault) -> None:
    store = vault.create()
    fill(store, Size(people=300, campaigns=20, donations=200, payouts=100))
    asked: list[tuple[str, Any]] = []
    with store.work(1) as work:

        def note(_connection: Any, _cursor: Any, statement: str, values: Any, *_rest: Any) -> None:
            asked.append((statement, values))

        event.listen(work._connection.engine, "before_cursor_execute", note)
        for text in TYPED:
            work.finder.find(text, 5)
        event.remove(work._connection.engine, "before_cursor_execute", note)
        scans = {
            row[3]
            for statement, values in asked
            for row in work._connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}", values)
            if row[3].startswith("SCAN") and "VIRTUAL TABLE" not in row[3]
        }
    store.close()
    assert len(asked) > 100
    assert scans <= {"SCAN item", "SCAN erasure"}, (
        "labels have no index, and few are erased; there are few thousand items"
    )
