"""Verification finds what somebody changed behind the program's back, and finds nothing in an honest office."""

from dataclasses import replace
from pathlib import Path

import pytest

from desktop.domain.errors import Stopped
from desktop.domain.imports import PageImport
from desktop.domain.people import PersonCategory
from desktop.services import campaigns, documents, pages, people, settings
from desktop.services.verification import verify
from tests.services.office_kit import Kit, eur, make_office, open_without_names


@pytest.fixture
def busy(kit: Kit) -> Kit:
    """An office with two entries, a receipt, a voucher, a void and its replacement."""
    kit.campaign("100", "50")
    kit.person("Donor")
    kit.person("Payee", PersonCategory.PAYEE)
    kit.give("C-0001", "120", "P-0001", "2", receipt="en")
    kit.pay("C-0001", "P-0002", {1: "60", 2: "10"}, voucher="be")
    documents.void_document(kit.office, "DR/2026/0001", "Wrong")
    from desktop.domain.receipts import IssueRequest

    documents.issue_document(kit.office, "D-0001", IssueRequest("be"))
    return kit


def tamper(kit: Kit, *statements: str) -> None:
    """Change the books below the program; its triggers are taken away meanwhile, as somebody with the keys could."""
    with kit.office.work() as work:
        connection, again = work._connection, []
        for schema in ("main", "identity"):
            triggers = connection.exec_driver_sql(
                f"SELECT name, sql FROM {schema}.sqlite_schema WHERE type = 'trigger'"
            ).fetchall()
            for name, sql in triggers:
                connection.exec_driver_sql(f'DROP TRIGGER {schema}."{name}"')
                again.append(sql.replace("CREATE TRIGGER ", f"CREATE TRIGGER {schema}.", 1))
        for statement in statements:
            assert connection.exec_driver_sql(statement).rowcount >= 1, statement
        for statement in again:
            connection.exec_driver_sql(statement)
        connection.commit()


def found(kit: Kit) -> set[str]:
    return {finding.code for finding in verify(kit.office).findings}


def test_an_honest_office_has_no_findings(busy: Kit) -> None:
    result = verify(busy.office)
    assert result.findings == ()
    assert result.good
    assert (result.entries, result.postings, result.documents) == (2, 6, 3)
    assert result.records == 8
    assert result.head == busy.head()


def test_a_new_office_is_good(tmp_path: Path) -> None:
    office = make_office(tmp_path / "new")
    assert verify(office).good
    office.close()


@pytest.mark.parametrize(
    ("statement", "codes"),
    [
        ("UPDATE posting SET minor = minor * 2 WHERE entry = 1", {"verify.entry_changed", "verify.sum_differs"}),
        ("UPDATE posting SET minor = minor + 1 WHERE entry = 1 AND position = 1", {"verify.entry_unreadable"}),
        ("UPDATE posting SET account = 'nonsense' WHERE entry = 2 AND position = 1", {"verify.entry_unreadable"}),
        ("UPDATE entry SET day = '2026-05-19' WHERE number = 2", {"verify.entry_changed"}),
        ("UPDATE posting SET person_id = 1 WHERE person_id = 2", {"verify.entry_changed"}),
        ("UPDATE campaign SET collected = collected + 100", {"verify.sum_differs"}),
        ("UPDATE item SET paid = paid + 1 WHERE line = 2", {"verify.sum_differs"}),
        (
            "UPDATE journal SET facts = replace(facts, '12000', '12001') WHERE facts LIKE '%12000%'",
            {"verify.journal_broken"},
        ),
        ("DELETE FROM journal WHERE sequence = 5", {"verify.journal_broken", "verify.entry_unrecorded"}),
        ("UPDATE series SET last = last + 1 WHERE kind = 'DR'", {"verify.document_number"}),
        ("UPDATE series SET last = last - 1 WHERE kind = 'DR'", {"verify.document_number"}),
        ("UPDATE document SET sha256 = 'x' WHERE number = 'PV/2026/0001'", {"verify.document_changed"}),
        ("UPDATE identity.document SET pdf = x'25' WHERE id = 1", {"verify.document_altered"}),
        (
            "UPDATE identity.document SET facts = replace(facts, '6000', '6001') WHERE id = 2",
            {"verify.facts_changed"},
        ),
        ("UPDATE identity.document SET facts = '{}' WHERE id = 2", {"verify.document_unreadable"}),
        ("UPDATE identity.document SET facts = 'x' WHERE id = 2", {"verify.document_unreadable"}),
        ("DELETE FROM identity.document WHERE id = 3", {"verify.document_unreadable"}),
        # A journal that is none any more must not hide behind the failure to read it.
        ("UPDATE journal SET facts = 'x' WHERE sequence = 3", {"verify.journal_broken"}),
        ("UPDATE journal SET at = 'yesterday' WHERE sequence = 3", {"verify.journal_broken"}),
        # The register says what the paper says, and what became of it.
        ("UPDATE document SET amount = amount + 1 WHERE id = 3", {"verify.register_differs"}),
        ("UPDATE document SET currency = 'PLN' WHERE id = 3", {"verify.register_differs"}),
        ("UPDATE document SET issued_on = '2026-05-19' WHERE id = 3", {"verify.register_differs"}),
        ("UPDATE document SET party_id = 2 WHERE id = 3", {"verify.register_differs"}),
        ("UPDATE document SET language = 'en' WHERE id = 3", {"verify.register_differs"}),
        ("UPDATE document SET replaces = '' WHERE id = 3", {"verify.register_differs"}),
        ("UPDATE document SET state = 'signed' WHERE id = 2", {"verify.register_differs"}),
        ("UPDATE document SET copies = 4 WHERE id = 2", {"verify.register_differs"}),
        ("UPDATE document SET state = 'issued' WHERE id = 1", {"verify.register_differs"}),
        ("UPDATE document SET state = 'lost' WHERE id = 1", {"verify.strange_value", "verify.document_unreadable"}),
        # A plan is as the journal last told it, even if every kept sum was changed along with it.
        ("UPDATE campaign SET goal = 99900", {"verify.campaign_changed"}),
        ("UPDATE campaign SET status = 'closed'", {"verify.campaign_changed"}),
        ("UPDATE campaign SET archived = 1", {"verify.campaign_changed"}),
        ("UPDATE item SET planned = planned + 1", {"verify.campaign_changed", "verify.sum_differs"}),
        ("UPDATE item SET line = 7 WHERE line = 2", {"verify.campaign_changed"}),
        ("UPDATE item SET priority = 9 WHERE line = 2", {"verify.campaign_changed"}),
        ("UPDATE item SET quantity = 'many' WHERE line = 2", {"verify.campaign_changed"}),
        ("UPDATE person SET category = 'staff' WHERE id = 2", {"verify.person_changed"}),
        ("UPDATE person SET category = 'friend' WHERE id = 2", {"verify.strange_value", "verify.unreadable"}),
        ("UPDATE person SET archived = 1 WHERE id = 2", {"verify.person_changed"}),
        ("DELETE FROM setting", {"verify.settings_changed"}),
        # Values that the rows above forbid.
        ("UPDATE donation SET method = 'cash'", {"verify.strange_value"}),
        ("UPDATE donation SET opening = 1", {"verify.strange_value"}),
        ("UPDATE payout SET state = 'gone'", {"verify.strange_value"}),
        ("UPDATE payout SET method = 'shell money'", {"verify.strange_value"}),
        ("UPDATE payout SET scale = 1", {"verify.strange_value"}),
        ("UPDATE item SET currency = 'PLN' WHERE line = 2", {"verify.strange_value"}),
        ("UPDATE campaign SET ends = 'soon'", {"verify.strange_value"}),
    ],
)
def test_every_change_behind_the_programs_back_is_found(busy: Kit, statement: str, codes: set[str]) -> None:
    tamper(busy, statement)
    assert codes <= found(busy)


def test_what_is_taken_out_of_the_books_is_missed(busy: Kit) -> None:
    tamper(busy, "DELETE FROM posting WHERE entry = 2")
    assert {"verify.entry_lost", "verify.sum_differs"} <= found(busy)


def test_a_document_that_is_taken_out_is_missed(busy: Kit) -> None:
    tamper(busy, "DELETE FROM document WHERE number = 'DR/2026/0002'")
    assert "verify.document_number" in found(busy)


def test_an_entry_that_nobody_recorded_is_found(busy: Kit) -> None:
    tamper(
        busy,
        "INSERT INTO entry (number, kind, day) VALUES (4, 'donation', '2026-05-20')",
        "INSERT INTO posting (entry, position, account, minor, currency) VALUES (4, 1, 'bank', 5, 'EUR')",
        "INSERT INTO posting (entry, position, account, minor, currency) VALUES (4, 2, 'cash', -5, 'EUR')",
    )
    assert {"verify.entry_missing", "verify.entry_unrecorded"} <= found(busy)


def test_it_can_be_stopped(busy: Kit, monkeypatch: pytest.MonkeyPatch) -> None:
    class Impatient:
        def step(self, done: int, whole: int) -> None:
            raise Stopped

    monkeypatch.setattr("desktop.services.verification._STEP", 1)
    with pytest.raises(Stopped):
        verify(busy.office, Impatient())


def test_a_row_that_no_program_wrote_is_a_finding_not_a_failure(busy: Kit) -> None:
    tamper(busy, "UPDATE campaign SET currency = 'QQQ'")
    assert "verify.unreadable" in found(busy)


def test_progress_is_told(busy: Kit, monkeypatch: pytest.MonkeyPatch) -> None:
    seen: list[int] = []

    class Watch:
        def step(self, done: int, whole: int) -> None:
            seen.append(done)

    monkeypatch.setattr("desktop.services.verification._STEP", 1)
    assert verify(busy.office, Watch()).good
    assert len(seen) > 10


def test_it_works_without_the_book_of_names(busy: Kit) -> None:
    folder = busy.office.folder
    busy.office.close()
    office = open_without_names(folder)
    result = verify(office)
    assert result.good
    assert result.documents == 3
    office.close()


@pytest.mark.parametrize("book", ["ledger", "identity"])
def test_a_flipped_page_is_named(busy: Kit, book: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("desktop.storage.checks.is_damaged", lambda _connection, each: each == book)
    (finding,) = verify(busy.office).findings
    assert (finding.code, finding.params) == ("verify.book_damaged", {"book": book})


def test_an_imported_page_stays_with_its_campaign(kit: Kit) -> None:
    page = pages.read_page_text(
        "Help for a weaver\n\nHow much is needed?\n\n€500 — rent\n€300 — food\n\nCollected: €80"
    )
    request = PageImport(page, pages.proposed_campaign(page), page.collected, kit.office.today(), alias="Weaver")
    pages.import_page(kit.office, request)
    assert found(kit) == set()
    tamper(kit, "UPDATE campaign SET source_sha256 = 'other'")
    assert found(kit) == {"verify.source_lost"}
    tamper(kit, f"UPDATE campaign SET source_sha256 = '{page.source_sha256}'", "UPDATE campaign SET goal = 1")
    assert found(kit) == {"verify.campaign_changed"}
    tamper(kit, "UPDATE campaign SET goal = NULL", "DELETE FROM identity.page_source")
    assert found(kit) == {"verify.source_lost"}


def test_what_the_office_itself_does_is_never_a_finding(busy: Kit) -> None:
    office = busy.office
    documents.hand_out(office, "DR/2026/0002")
    documents.hand_out(office, "DR/2026/0002")
    documents.sign_document(office, "PV/2026/0001")
    people.archive_person(office, "P-0001")
    people.archive_person(office, "P-0002")
    people.archive_person(office, "P-0002", archived=False)
    before = busy.load("C-0001")
    campaigns.save_campaign(office, replace(before.draft, goal=eur("500")), "C-0001", before.revision)
    documents.void_document(office, "PV/2026/0001", "A slip")
    documents.hand_out(office, "PV/2026/0001")
    settings.save_settings(office, replace(settings.load_settings(office), language="be"))
    assert verify(office).findings == ()
