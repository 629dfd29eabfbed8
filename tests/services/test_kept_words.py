"""A later release may say other words: papers that are issued go on saying theirs."""

from collections.abc import Iterator
from dataclasses import replace

import pytest

from desktop import i18n
from desktop.documents.captions import CAPTIONS
from desktop.documents.forms import fixed_words
from desktop.domain.errors import NotFound
from desktop.domain.receipts import DocumentFacts, IssueRequest, Mark, Rendering, freeze, thaw
from desktop.services import documents
from desktop.services.issuing import redraw
from desktop.services.verification import verify
from tests.services.office_kit import TODAY, Kit
from tests.services.test_documents import desk as desk
from tests.services.test_documents import text
from tests.services.test_verification import tamper

BE = IssueRequest("be", second_language="en")


def _facts(kit: Kit, number: str) -> DocumentFacts:
    with kit.office.work() as work:
        return thaw(work.documents.facts(number))


@pytest.fixture
def release() -> Iterator[pytest.MonkeyPatch]:
    """A way to the next release, that has another word for everything, and back."""
    with pytest.MonkeyPatch.context() as patch:
        yield patch
    i18n.texts.cache_clear()


def _come(release: pytest.MonkeyPatch) -> None:
    release.setattr(i18n.Texts, "tr", lambda _self, message: f"anew {message}")
    i18n.texts.cache_clear()


def test_copies_and_voids_say_the_words_of_the_issue(desk: Kit, release: pytest.MonkeyPatch) -> None:
    number = documents.issue_document(desk.office, "O-0001", BE).number
    original = documents.hand_out(desk.office, number).pdf
    before = _drawn(desk, number)
    _come(release)
    assert _drawn(desk, number) == before
    assert before[0] == original
    copy = text(documents.hand_out(desk.office, number).pdf)
    assert "anew" not in copy
    assert "COPY FOR THE OFFICE" in copy
    documents.void_document(desk.office, number, "Wrong")
    for pdf in (documents.view_document(desk.office, number), documents.hand_out(desk.office, number).pdf):
        assert "anew" not in text(pdf)


def _drawn(kit: Kit, number: str) -> list[bytes]:
    """Draw a document from what was frozen, with each mark that it may have."""
    marks = (Rendering(), Rendering(Mark.COPY, copy_number=1, copied_on=TODAY), Rendering(Mark.REDACTED))
    with kit.office.work() as work:
        facts = thaw(work.documents.facts(number))
        return [redraw(work, facts, each) for each in (*marks, Rendering(Mark.VOID, void_reason="Wrong"))]


def test_a_document_of_the_next_release_says_its_words(desk: Kit, release: pytest.MonkeyPatch) -> None:
    before = _facts(desk, documents.issue_document(desk.office, "O-0001", BE).number)
    _come(release)
    number = documents.issue_document(desk.office, "D-0001", BE).number
    assert "anew Received from" in text(documents.view_document(desk.office, number))
    assert not set(_facts(desk, number).labels) & set(before.labels)


def test_an_older_document_without_words_takes_todays(desk: Kit, release: pytest.MonkeyPatch) -> None:
    facts = _facts(desk, documents.issue_document(desk.office, "O-0001", BE).number)
    old = replace(facts, labels=())
    assert "labels" not in freeze(old)
    assert thaw(freeze(old)) == old
    assert thaw(freeze(facts)) == facts
    assert old.digest() != facts.digest()  # what is kept beside the facts is under their hash
    _come(release)
    with desk.office.work() as work:
        assert "anew Paid to" in text(redraw(work, old, Rendering(Mark.COPY, copy_number=1)))


def test_words_are_kept_once_for_all_documents(desk: Kit) -> None:
    first = documents.issue_document(desk.office, "O-0001", BE).number
    second = documents.issue_document(desk.office, "D-0001", IssueRequest("be")).number
    assert _facts(desk, first).labels[:1] == _facts(desk, second).labels
    assert len(_facts(desk, first).labels) == len(set(_facts(desk, first).labels)) == 2
    with desk.office.work() as work:
        kept = work._connection.exec_driver_sql("SELECT count(*) FROM picture").scalar_one()
    assert kept == 2
    assert verify(desk.office).findings == ()


@pytest.mark.parametrize("statement", ["DELETE FROM picture", "UPDATE picture SET data = CAST(data || ' ' AS BLOB)"])
def test_words_that_are_lost_or_changed_are_found(desk: Kit, statement: str) -> None:
    number = documents.issue_document(desk.office, "O-0001", BE).number
    tamper(desk, statement)
    assert {each.code for each in verify(desk.office).findings} == {"verify.document_unreadable"}
    with desk.office.work() as work, pytest.raises(NotFound):
        redraw(work, thaw(work.documents.facts(number)), Rendering())


def test_every_caption_is_kept(desk: Kit) -> None:
    number = documents.issue_document(desk.office, "O-0001", BE).number
    with desk.office.work() as work:
        from desktop.services.issuing import labels_of

        be, en = labels_of(work, thaw(work.documents.facts(number)))
    assert set(be) == set(en) == {*CAPTIONS, *fixed_words()}
    assert en["Paid to"] == "Paid to" != be["Paid to"]
