"""Lists against a plain sort and filter of all rows; and that no page is ever sorted by the database."""

from __future__ import annotations

import random
from datetime import date
from decimal import Decimal
from itertools import pairwise
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.domain.consents import ConsentChannel, ConsentDraft, ConsentState, Purpose
from desktop.domain.errors import Refused
from desktop.domain.filters import Period, Span
from desktop.domain.ledger import PaymentMethod
from desktop.domain.listing import PAGE_SIZE, Cursor, ListKind, Query
from desktop.domain.money import EXPONENTS, Money
from desktop.domain.people import NameUse
from desktop.domain.receipts import DocumentState
from desktop.storage.folding import needles, search_words, sort_key, words_of
from desktop.storage.lists import SPECS, paging
from desktop.storage.lists.order import anchors_statement, page_statement
from desktop.storage.lists.paging import reading
from desktop.storage.lists.put_away import AT, BY
from tests.bulk import Size, fill
from tests.factories import TestVault, campaign, committed, give, issue, item, open_with, pay, person, take_back

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from sqlalchemy import Select

    from desktop.storage.store import Store
    from desktop.storage.work import Work

SORTS = [(kind, sort) for kind in ListKind for sort in ("", *SPECS[kind].sorts)]
WORKED = [(kind, sort) for kind in ListKind for sort in SPECS[kind].worked if sort not in (AT, BY)]
TITLED = frozenset(
    "name name_latin alias title campaign_title label description donor_name payee_name party_name".split()
)


@pytest.fixture(scope="module")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    """A small office with something of everything, in three currencies, in five scripts."""
    store = TestVault.new(tmp_path_factory.mktemp("lists")).create()
    fill(store, Size(people=45, campaigns=9, donations=70, payouts=30))
    chance = random.Random(3)
    with store.work(1) as work:
        who = work.people.add(person("Żuraw", name_local="Ёсіп Ўласаў", name_latin="Iosip Ulasau", country="PL"))
        yen = work.campaigns.add(
            campaign(currency="JPY", title="¥", items=(item(Money(5000, "JPY"), "Ежа"),), beneficiary=who)
        )
        give(work, yen, Money(2848, "JPY"), donor=who)
        work.campaigns.add(campaign(currency="KWD", title="", items=()))
        open_with(work, "C-0001", "2848.50")
        for number in chance.sample(range(1, 70), 25):
            issue(work, f"D-{number:04d}", f"Party {number}")
        for number in range(1, 20):
            issue(work, f"O-{number:04d}", "", year=2025)
        for code in ("D-0069", "O-0029"):
            take_back(work, code)
        pay(work, "C-0002", who, {2: "5", 1: "6"}, purpose="Арэнда кватэры")
        work.documents.void("PV/2025/0003", "wrong", work._clock.now())
        work.documents.set_state("PV/2025/0004", DocumentState.SIGNED)
        work.documents.hand_out("DR/2026/0002", work._clock.now())
        work.documents.hand_out("DR/2026/0002", work._clock.now())
        committed(work)
        assert work.checks.integrity() == ()
    yield store
    store.close()


@pytest.fixture
def office(shared: Store) -> Iterator[Work]:
    with shared.work(1) as work:
        yield work


@pytest.fixture
def small_pages(monkeypatch: pytest.MonkeyPatch) -> int:
    """Pages of seven rows, and no more than five of them few: so that small offices have many pages, and all paths."""
    for module in ("order", "paging"):
        monkeypatch.setattr(f"desktop.storage.lists.{module}.PAGE_SIZE", 7)
    monkeypatch.setattr("desktop.storage.lists.paging.FEW", 5)
    return 7


def figure(money: Money) -> int:
    return money.minor * int(10 ** (3 - EXPONENTS[money.currency]))


_SPECIAL: dict[str, Callable[[Any], Any]] = {
    "rate": lambda row: Decimal(row.rate),
    "quote": lambda row: (row.quote, row.base),
    "allotted": lambda row: -1 if row.allotted is None else figure(row.allotted),
    "voucher": lambda row: row.document or row.code,
    "text": lambda row: f"{row.kind.value}/{row.why.value if row.why else ''}/{int((row.campaign or 'C-0')[2:]):06d}",
    "note": lambda row: (
        4
        if row.taken_back
        else 3
        if row.refunded and row.refunded >= row.net
        else 2
        if row.refunded
        else int(row.method is PaymentMethod.IN_KIND)
    ),
    "alert": lambda row: -1 if row.consent is None else list(ConsentState).index(row.consent),
    "percent": lambda row: -1 if row.percent is None else row.percent,
}


def naive_key(kind: ListKind, row: Any, sort: str) -> tuple[Any, ...]:
    """The place of a row in a list, from what the list shows."""
    if not sort:
        return (row.campaign, row.line) if kind is ListKind.ITEMS else (row.row_id,)
    if kind is ListKind.ITEMS and sort == "campaign":
        return row.campaign, row.line
    if sort in _SPECIAL and not (sort == "voucher" and kind is ListKind.PAYOUTS):
        return _SPECIAL[sort](row), row.row_id
    value = getattr(row, sort)
    if sort in TITLED:
        return sort_key("" if _is_code(value) else value), row.row_id
    if sort == "paid" and kind is ListKind.PEOPLE:
        return max((figure(money) for money in value), default=0), row.row_id
    if sort == "items":
        return tuple(int(each.split()[0]) for each in value.split("; ")), row.row_id
    if isinstance(value, Money):
        return figure(value), row.row_id
    plain = getattr(value, "value", value)
    return (plain if isinstance(plain, int) else str(plain or "")), row.row_id


def _is_code(text: str) -> bool:
    return len(text) == 6 and text[1] == "-"


def everything(work: Work, kind: ListKind) -> list[Any]:
    return list(work.lists.page(kind, Query(archived=True), limit=1000).rows)


def paged(work: Work, kind: ListKind, query: Query, limit: int) -> list[Any]:
    rows: list[Any] = []
    after: Cursor | None = None
    while True:
        page = work.lists.page(kind, query, after, limit)
        rows += page.rows
        if page.last is None:
            return rows
        assert len(page.rows) == limit
        after = page.last


def expect(work: Work, kind: ListKind, query: Query, expected: list[Any], size: int) -> None:
    assert paged(work, kind, query, size) == expected
    outline = work.lists.outline(kind, query)
    assert outline.count == len(expected)
    assert len(outline.anchors) == max(1, -(-len(expected) // size))
    for number, anchor in enumerate(outline.anchors):
        page = work.lists.page(kind, query, anchor, size)
        assert list(page.rows) == expected[number * size : (number + 1) * size]


@pytest.mark.parametrize(("kind", "sort"), SORTS + WORKED)
def test_a_list_is_what_a_plain_sort_gives(office: Work, small_pages: int, kind: ListKind, sort: str) -> None:
    rows = everything(office, kind)
    for descending in (False, True):
        ordered = sorted(rows, key=lambda row: naive_key(kind, row, sort), reverse=descending)
        expect(office, kind, Query(sort, descending, archived=True), ordered, small_pages)
        live = [row for row in ordered if not getattr(row, "archived", False)]
        expect(office, kind, Query(sort, descending), live, small_pages)


def naive_words(work: Work, kind: ListKind, row: Any) -> str:
    """All the words by which a row is found, as the index would hold them."""
    titles: list[str] = []
    people = [getattr(row, name, None) for name in ("donor", "payee", "party_code", "beneficiary")]
    if kind is ListKind.PEOPLE:
        people = [row.code]
    for code in people:
        if code:
            draft = work.people.get(code).draft
            titles += [draft.name_local, draft.name_latin, draft.name_bank, draft.alias]
    fund = row.code if kind is ListKind.CAMPAIGNS else getattr(row, "campaign", None)
    if fund:
        titles.append(work.campaigns.get(fund).draft.title)
    if kind is ListKind.ITEMS:
        titles += [row.label, row.description]
    if kind is ListKind.PAYOUTS:
        titles += [work.payouts.get(row.code).draft.purpose, *(each.split(" ", 1)[1] for each in row.items.split("; "))]
    if kind is ListKind.DONATIONS:
        titles.append(work.donations.get(row.code).draft.reference)
    if kind is ListKind.DOCUMENTS:
        titles.append(row.party_name)
    return search_words(*titles)


@pytest.mark.parametrize("kind", list(ListKind))
@pytest.mark.parametrize("text", ["а", "ка", "алена", "Alena", "жур", "zuraw", "новік а", "lawyer", "ўласаў", "ничего"])
def test_words_find_what_a_plain_look_finds(office: Work, small_pages: int, kind: ListKind, text: str) -> None:
    expected = [
        row
        for row in sorted(everything(office, kind), key=lambda each: naive_key(kind, each, ""))
        if all(any(needle in naive_words(office, kind, row) for needle in needles(word)) for word in words_of(text))
    ]
    expect(office, kind, Query(text=text, archived=True), expected, small_pages)


FOUND = (
    (ListKind.DONATIONS, "2848", lambda row: any(money.amount // 1 == 2848 for money in (row.gross, row.net))),
    (ListKind.DONATIONS, "2 848", lambda row: any(money.amount // 1 == 2848 for money in (row.gross, row.net))),
    (ListKind.DONATIONS, "2848,5", lambda row: "2848.5" in (row.gross.plain()[:6], row.net.plain()[:6])),
    (ListKind.DONATIONS, "2,848.50", lambda row: "2848.50" in (row.gross.plain(), row.net.plain())),
    (ListKind.DONATIONS, "2.848,50", lambda row: "2848.50" in (row.gross.plain(), row.net.plain())),
    (ListKind.DONATIONS, "D-0001", lambda row: row.code == "D-0001"),
    (ListKind.DONATIONS, "d-001", lambda row: row.code.startswith("D-001") or row.code == "D-0001"),
    (ListKind.DONATIONS, "с-0001", lambda row: row.campaign == "C-0001"),
    (ListKind.DONATIONS, "p-0046", lambda row: row.donor == "P-0046"),
    (ListKind.DONATIONS, "DR/2026/0002", lambda row: row.receipt == "DR/2026/0002"),
    (ListKind.DONATIONS, "dr/2026", lambda row: row.receipt is not None),
    (ListKind.DONATIONS, "2026/2", lambda row: row.receipt == "DR/2026/0002"),
    (ListKind.PAYOUTS, "2025/0003", lambda row: row.code == "O-0003"),
    (ListKind.PAYOUTS, "кватэры", lambda row: row.code == "O-0031"),
    (ListKind.DOCUMENTS, "PV/2025/0003", lambda row: row.number == "PV/2025/0003"),
    (ListKind.DOCUMENTS, "0003", lambda row: row.number.endswith("/0003") or row.amount.amount // 1 == 3),
    (ListKind.DOCUMENTS, "2025/3", lambda row: row.number == "PV/2025/0003"),
    (ListKind.DOCUMENTS, "O-0003", lambda row: row.subject_code == "O-0003"),
    (ListKind.ITEMS, "C-0001.2", lambda row: (row.campaign, row.line) == ("C-0001", 2)),
    (ListKind.PEOPLE, "46", lambda row: row.code == "P-0046" or row.alias.startswith("Alias 46")),
    (ListKind.CAMPAIGNS, "5000", lambda row: any(money.amount // 1 == 5000 for money in (row.goal, row.collected))),
    (ListKind.PEOPLE, "C-0001", lambda row: False),
    (ListKind.PEOPLE, "ь", lambda row: False),
)


@pytest.mark.parametrize(("kind", "text", "wanted"), FOUND, ids=[f"{kind.value} {text}" for kind, text, _ in FOUND])
def test_codes_amounts_and_numbers_are_found(office: Work, kind: ListKind, text: str, wanted: Any) -> None:
    expected = [row.row_id for row in everything(office, kind) if wanted(row)]
    found = [row.row_id for row in office.lists.page(kind, Query(text=text, archived=True)).rows]
    assert sorted(found) == expected
    assert office.lists.outline(kind, Query(text=text, archived=True)).count == len(expected)


@given(text=st.text(max_size=12) | st.from_regex(r"[pcdo]-[0-9]{0,9}|[0-9]{1,14}[., ]?[0-9]{0,3}|[dp][rv]/[0-9/]{0,9}"))
def test_whatever_is_typed_is_a_question(shared: Store, text: str) -> None:
    with shared.work(1) as work:
        for kind in ListKind:
            query = Query(text=text)
            assert work.lists.outline(kind, query).count == len(work.lists.page(kind, query, limit=1000).rows)


FILTERS = (
    (ListKind.PEOPLE, "category", lambda row: row.category.value),
    (ListKind.PEOPLE, "country", lambda row: row.country),
    (ListKind.PEOPLE, "archived", lambda row: "yes" if row.archived else "no"),
    (ListKind.CAMPAIGNS, "status", lambda row: row.status.value),
    (ListKind.CAMPAIGNS, "currency", lambda row: row.goal.currency),
    (ListKind.CAMPAIGNS, "beneficiary", lambda row: row.beneficiary or ""),
    (ListKind.ITEMS, "campaign", lambda row: row.campaign),
    (ListKind.ITEMS, "category", lambda row: row.category.value),
    (ListKind.DONATIONS, "campaign", lambda row: row.campaign),
    (ListKind.DONATIONS, "donor", lambda row: row.donor or ""),
    (ListKind.DONATIONS, "method", lambda row: row.method.value),
    (ListKind.DONATIONS, "currency", lambda row: row.gross.currency),
    (ListKind.DONATIONS, "receipt", lambda row: row.receipt or ""),
    (ListKind.DONATIONS, "opening", lambda row: "yes" if row.opening else "no"),
    (ListKind.DONATIONS, "taken_back", lambda row: "yes" if row.taken_back else "no"),
    (ListKind.PAYOUTS, "payee", lambda row: row.payee),
    (ListKind.PAYOUTS, "state", lambda row: row.state.value),
    (ListKind.PAYOUTS, "voucher", lambda row: row.voucher or ""),
    (ListKind.DOCUMENTS, "kind", lambda row: row.kind.value),
    (ListKind.DOCUMENTS, "state", lambda row: row.state.value),
    (ListKind.DOCUMENTS, "language", lambda row: row.language),
    (ListKind.DOCUMENTS, "party_code", lambda row: row.party_code or ""),
    (ListKind.DOCUMENTS, "subject_code", lambda row: row.subject_code),
)


@pytest.mark.parametrize(
    ("kind", "name", "value_of"), FILTERS, ids=[f"{kind.value} {name}" for kind, name, _ in FILTERS]
)
def test_a_filter_leaves_the_rows_of_that_value(
    office: Work, small_pages: int, kind: ListKind, name: str, value_of: Any
) -> None:
    rows = sorted(everything(office, kind), key=lambda row: naive_key(kind, row, ""))
    values = sorted({value_of(row) for row in rows})
    for value in (*values[:2], *values[-2:]):
        expected = [row for row in rows if value_of(row) == value]
        expect(office, kind, Query(filters={name: value}, archived=True), expected, small_pages)


def concerned(work: Work, row: Any) -> str:
    return "yes" if work.people.get(row.code).draft.concerns else "no"


PRESENT = (
    (ListKind.DONATIONS, "has_receipt", lambda row: row.receipt),
    (ListKind.PAYOUTS, "has_voucher", lambda row: row.voucher),
)
PERIODS = (
    (ListKind.CAMPAIGNS, "ends"),
    (ListKind.DONATIONS, "on"),
    (ListKind.PLEDGES, "on"),
    (ListKind.PLEDGES, "due"),
    (ListKind.PAYOUTS, "on"),
    (ListKind.ADVANCES, "on"),
    (ListKind.ADVANCES, "due"),
    (ListKind.DOCUMENTS, "issued_on"),
    (ListKind.PEOPLE, "last_payout"),
    (ListKind.DECISIONS, "on"),
    (ListKind.TRANSFERS, "on"),
    (ListKind.CASH, "on"),
    (ListKind.RATES, "on"),
)
SPANS = (
    (ListKind.CAMPAIGNS, "goal"),
    (ListKind.ITEMS, "planned"),
    (ListKind.DONATIONS, "gross"),
    (ListKind.PLEDGES, "amount"),
    (ListKind.PAYOUTS, "amount"),
    (ListKind.ADVANCES, "amount"),
    (ListKind.DOCUMENTS, "amount"),
    (ListKind.ITEMS, "funded"),
    (ListKind.ITEMS, "paid"),
    (ListKind.ITEMS, "remaining"),
    (ListKind.DONATIONS, "fee"),
    (ListKind.DECISIONS, "amount"),
    (ListKind.TRANSFERS, "amount"),
)


def cuts(values: list[Any]) -> list[tuple[Any, Any]]:
    """Ends of ranges around what is there: open on either side, one value, a part, all."""
    if not values:
        return []
    values, middle = sorted(values), sorted(values)[len(values) // 2]
    return [(None, middle), (middle, None), (middle, middle), (values[0], middle), (values[0], values[-1])]


@pytest.mark.parametrize(("kind", "name"), PERIODS)
def test_a_period_leaves_the_rows_of_its_days(office: Work, small_pages: int, kind: ListKind, name: str) -> None:
    rows = sorted(everything(office, kind), key=lambda row: naive_key(kind, row, ""))
    for first, last in cuts([day for row in rows if (day := getattr(row, name)) is not None]):
        expected = [
            row
            for row in rows
            if (day := getattr(row, name)) is not None and (first or day) <= day and day <= (last or day)
        ]
        text = Period(first, last).text
        expect(office, kind, Query(filters={name: text}, archived=True), expected, small_pages)
        if name in SPECS[kind].sorts:  # also in the order of the very column, which has an index
            ordered = sorted(expected, key=lambda row: naive_key(kind, row, name), reverse=True)
            expect(office, kind, Query(name, True, filters={name: text}, archived=True), ordered, small_pages)


@pytest.mark.parametrize(("kind", "name"), SPANS)
def test_a_span_leaves_the_rows_of_its_amounts(office: Work, small_pages: int, kind: ListKind, name: str) -> None:
    rows = sorted(everything(office, kind), key=lambda row: naive_key(kind, row, name))
    for low, high in cuts([figure(getattr(row, name)) for row in rows]):
        expected = [
            row
            for row in rows
            if (low is None or low <= figure(getattr(row, name)))
            and (high is None or figure(getattr(row, name)) <= high)
        ]
        query = Query(name, filters={name: Span(low, high).text}, archived=True)
        expect(office, kind, query, expected, small_pages)
    assert office.lists.outline(kind, Query(filters={name: Span(-(10**40), 10**40).text}, archived=True)).count == len(
        rows
    )


@pytest.mark.parametrize(("kind", "name", "value_of"), PRESENT)
def test_with_and_without_a_document(office: Work, small_pages: int, kind: ListKind, name: str, value_of: Any) -> None:
    rows = sorted(everything(office, kind), key=lambda row: naive_key(kind, row, ""))
    for value in ("yes", "no"):
        expected = [row for row in rows if bool(value_of(row)) == (value == "yes")]
        assert 0 < len(expected) < len(rows)
        expect(office, kind, Query(filters={name: value}, archived=True), expected, small_pages)


def test_people_about_whom_something_delicate_is_recorded(office: Work, small_pages: int) -> None:
    careful = office.people.add(person("Careful", concerns=("health",)))
    rows = sorted(everything(office, ListKind.PEOPLE), key=lambda row: row.row_id)
    for value in ("yes", "no"):
        expected = [row for row in rows if concerned(office, row) == value]
        assert (careful in {row.code for row in expected}) == (value == "yes")
        expect(office, ListKind.PEOPLE, Query(filters={"concern": value}, archived=True), expected, small_pages)


def test_people_by_what_their_record_and_their_payouts_say(office: Work, small_pages: int) -> None:
    born = office.people.add(person("Born", birth_date=date(1990, 5, 4), iban="LT601010012345678901"))
    rows = sorted(everything(office, ListKind.PEOPLE), key=lambda row: row.row_id)
    for name, value in (("has_iban", "yes"), ("birth_date", "1990-01-01..1990-12-31")):
        found = paged(office, ListKind.PEOPLE, Query(filters={name: value}, archived=True), small_pages)
        assert born in [row.code for row in found]
        assert len(found) < len(rows)
        others = Query(filters={name: "no" if name == "has_iban" else "..1900-01-01"}, archived=True)
        assert born not in [row.code for row in paged(office, ListKind.PEOPLE, others, small_pages)]
    greatest = [max((figure(money) for money in row.paid), default=0) for row in rows]
    low = sorted(greatest)[len(greatest) // 2]
    expected = [row for row, amount in zip(rows, greatest, strict=True) if amount >= max(low, 1)]
    query = Query(filters={"paid": Span(max(low, 1), None).text}, archived=True)
    expect(office, ListKind.PEOPLE, query, expected, small_pages)


def test_cash_by_amount_and_rates_by_currency(office: Work, small_pages: int) -> None:
    rows = sorted(everything(office, ListKind.CASH), key=lambda row: row.row_id)
    for low, high in cuts([abs(figure(row.change)) for row in rows]):
        expected = [
            row
            for row in rows
            if (low is None or low <= abs(figure(row.change))) and (high is None or abs(figure(row.change)) <= high)
        ]
        query = Query(filters={"amount": Span(low, high).text}, archived=True)
        expect(office, ListKind.CASH, query, expected, small_pages)
    rates = sorted(everything(office, ListKind.RATES), key=lambda row: row.row_id)
    for currency in {row.quote for row in rates}:
        expected = [row for row in rates if currency in (row.base, row.quote)]
        expect(office, ListKind.RATES, Query(filters={"currency": currency}), expected, small_pages)


def shown_sums(rows: list[Any], name: str, amount_of: Any) -> dict[str, int]:
    sums: dict[str, int] = {}
    for row in rows:
        found = amount_of(row, name)
        for money in (found,) if isinstance(found, Money) else found or ():
            sums[money.currency] = sums.get(money.currency, 0) + money.minor
    return {currency: minor for currency, minor in sums.items() if minor}


def _amount_of(row: Any, name: str) -> Any:
    return None if name == "net" and row.method is PaymentMethod.IN_KIND else getattr(row, name)


@pytest.mark.parametrize("kind", [kind for kind in ListKind if SPECS[kind].sums is not None])
def test_a_list_is_summed_up_as_its_rows_are(office: Work, small_pages: int, kind: ListKind) -> None:
    everybody = everything(office, kind)
    few = {"currency": "EUR"} if "currency" in SPECS[kind].filters else {}
    for query in (Query(archived=True), Query(), Query(filters=few), Query(text="no such row at all")):
        rows = paged(office, kind, query, small_pages)
        totals = office.lists.totals(kind, query)
        for name in SPECS[kind].sums.figures:  # type: ignore[union-attr]  # asked for above
            told = {money.currency: money.minor for money in totals.get(name, ())}
            assert told == shown_sums(rows, name, _amount_of), (name, query)
    assert everybody or kind not in (ListKind.PEOPLE, ListKind.ITEMS, ListKind.DONATIONS, ListKind.PAYOUTS)
    assert office.lists.totals(ListKind.RATES, Query()) == {}


def test_the_row_that_follows(office: Work, small_pages: int) -> None:
    for query in (Query("name", archived=True), Query("gross", True), Query()):
        kind = ListKind.DONATIONS if query.sort == "gross" else ListKind.PEOPLE
        rows = paged(office, kind, query, small_pages)
        for row, below in pairwise(rows):
            assert office.lists.following(kind, query, row.row_id) == below
        assert office.lists.following(kind, query, rows[-1].row_id) is None
        assert office.lists.following(kind, query, 10**6) is None


def test_filters_of_all_kinds_combine(office: Work, small_pages: int) -> None:
    rows = sorted(everything(office, ListKind.DONATIONS), key=lambda row: row.row_id)
    days = sorted(row.on for row in rows)
    first, last = days[len(days) // 5], days[-len(days) // 5]
    expected = [
        row
        for row in rows
        if first <= row.on <= last and figure(row.gross) >= 20_000 and row.method.value == "cash" and not row.receipt
    ]
    filters = {"on": Period(first, last).text, "gross": "20000..", "method": "cash", "has_receipt": "no"}
    expect(office, ListKind.DONATIONS, Query(filters=filters, archived=True), expected, small_pages)


@pytest.mark.parametrize(
    ("name", "value"),
    [("on", "june"), ("on", ".."), ("gross", "12,5.."), ("gross", "9..1"), ("has_receipt", "perhaps")],
)
def test_a_malformed_filter_is_our_own_bug(office: Work, name: str, value: str) -> None:
    with pytest.raises(ValueError, match=r".+"):
        office.lists.page(ListKind.DONATIONS, Query(filters={name: value}))


def test_a_rare_word_is_looked_for_before_a_common_one(office: Work, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whichever is typed first: the rows of the rare one are looked through, not those that nearly all have."""
    monkeypatch.setattr(paging, "FEW", 3)
    people = [row.code for row in office.lists.page(ListKind.PEOPLE, Query()).rows]
    rare = office.people.add(person("Kraniec Anna"))
    for text in ("kraniec a", "a kraniec"):
        assert [row.code for row in office.lists.page(ListKind.PEOPLE, Query(text=text)).rows] == [rare]
        assert office.lists.outline(ListKind.PEOPLE, Query(text=text)).count == 1
    assert office.lists.outline(ListKind.PEOPLE, Query(text="kraniec zzzz")).count == 0
    assert len(people) > 3


def test_filters_and_words_narrow_together(office: Work) -> None:
    rows = everything(office, ListKind.DONATIONS)
    query = Query(text="C-0001", filters={"method": "cash", "taken_back": "no"})
    found = office.lists.page(ListKind.DONATIONS, query).rows
    assert {row.code for row in found} == {
        row.code for row in rows if row.campaign == "C-0001" and row.method.value == "cash" and not row.taken_back
    }


def test_what_a_list_does_not_know_is_our_own_bug(office: Work) -> None:
    for query in (Query(sort="colour"), Query(filters={"colour": "red"}), Query(filters={"task": "to_pay"})):
        with pytest.raises(ValueError, match=r"the list|no such task"):
            office.lists.page(ListKind.DONATIONS, query)
    with pytest.raises(ValueError, match="yes or no"):
        office.lists.page(ListKind.DONATIONS, Query(filters={"opening": "maybe"}))
    with pytest.raises(Refused, match=r"code\.unreadable"):
        office.lists.page(ListKind.DONATIONS, Query(filters={"campaign": "P-0001"}))
    assert "gross" in office.lists.sorts(ListKind.DONATIONS)
    assert "task" in office.lists.filters(ListKind.DONATIONS)


def plan(work: Work, statement: Select[Any]) -> list[str]:
    compiled = statement.compile(dialect=work._connection.dialect, compile_kwargs={"render_postcompile": True})
    values = tuple(compiled.params[name] for name in compiled.positiontup or ())
    rows = work._connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {compiled}", values)
    return [row[3] for row in rows]


@pytest.mark.parametrize(("kind", "sort"), SORTS)
def test_no_page_is_sorted_and_none_reads_a_table(office: Work, kind: ListKind, sort: str) -> None:
    for descending in (False, True):
        for archived in (False, True):
            narrow = {name: "2026-06-01.." for each, name in PERIODS if each is kind}
            narrow |= {name: "1000.." for each, name in SPANS if each is kind}
            for filters in ({}, {"campaign": "C-0001"} if "campaign" in SPECS[kind].filters else {}, narrow):
                asked = reading(office._desk, SPECS[kind], Query(sort, descending, filters=filters, archived=archived))
                for after in (None, Cursor("1", 1)):
                    check_plan(
                        plan(office, page_statement(asked, after)), asked.source.fullname, is_seek=after is not None
                    )
                steps = plan(office, anchors_statement(asked))
                assert not [step for step in steps if "TEMP B-TREE" in step]
                if asked.key is not asked.source.c.id and not filters:
                    hop = [step for step in steps if step.startswith("SEARCH") and "tie)" in step]
                    assert hop, steps


def check_plan(steps: list[str], table: str, *, is_seek: bool) -> None:
    assert not [step for step in steps if "TEMP B-TREE" in step], steps
    first = steps[0]
    assert first.split()[1] == table, steps
    assert "INDEX" in first or "PRIMARY KEY" in first or first == f"SCAN {table}", steps
    if is_seek:
        assert first.startswith("SEARCH"), steps
        assert "(rowid" in first or "tie)" in first, steps


def test_pages_hold_two_hundred_rows_unless_told(shared: Store) -> None:
    with shared.work(1) as work:
        fund = work.campaigns.add(campaign())
        for _ in range(PAGE_SIZE + 1):
            give(work, fund, "1")
        query = Query(sort="gross", filters={"campaign": fund})
        page = work.lists.page(ListKind.DONATIONS, query)
        assert len(page.rows) == PAGE_SIZE
        assert page.last == Cursor(1000, page.rows[-1].row_id)
        rest = work.lists.page(ListKind.DONATIONS, query, page.last)
        assert len(rest.rows) == 1
        assert rest.last is None
        assert work.lists.outline(ListKind.DONATIONS, query).anchors == (None, page.last)
        ids = [row.row_id for row in (*page.rows, *rest.rows)]
        assert all(left < right for left, right in pairwise(ids))


def test_names_in_lists_fall_back_as_on_documents(office: Work) -> None:
    for row in everything(office, ListKind.PEOPLE):
        assert row.name == office.people.get(row.code).named(NameUse.NAME)


def test_people_show_what_is_planned_for_them_and_whose_consent_is_wanting(shared: Store) -> None:
    with shared.work(1) as work:
        helped, gone, other = (work.people.add(person(alias)) for alias in ("Helped", "Gone", "Other"))
        work.campaigns.add(campaign(items=(item(Money(500, "EUR"), "Tea"),), beneficiary=helped))
        work.campaigns.add(campaign(items=(item(Money(700, "EUR"), "Bread"),), beneficiary=gone))
        yen = campaign(currency="JPY", items=(item(Money(9, "JPY"), "Rice"),), beneficiary=helped)
        work.campaigns.add(yen)

        def rows() -> dict[str, Any]:
            return {row.code: row for row in work.lists.page(ListKind.PEOPLE, Query(), limit=1000).rows}

        assert rows()[helped].planned == (Money(500, "EUR"), Money(9, "JPY"))
        assert rows()[other].planned == ()
        assert (rows()[helped].consent, rows()[other].consent) == (ConsentState.MISSING, None)
        draft = ConsentDraft(Purpose.DATA, ConsentChannel.PAPER, work.today)
        work.consents.add(helped, draft)
        assert rows()[helped].consent is None
        assert rows()[gone].consent is ConsentState.MISSING
