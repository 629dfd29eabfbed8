"""A later release may say other words: papers that are issued go on saying theirs."""

from dataclasses import replace

import pytest

from desktop import i18n
from desktop.documents.captions import CAPTIONS
from desktop.domain.errors import NotFound
from desktop.domain.receipts import DocumentFacts, IssueRequest, Mark, Rendering, freeze, thaw
from desktop.services import documents
from desktop.services.issuing import redraw
from desktop.services.verification import verify
from tests.services.office_kit import Kit
from tests.services.test_documents import desk as desk
from tests.services.test_documents import text
from tests.services.test_verification import tamper

BE = IssueRequest("be", second_language="en")


def _facts(kit: Kit, number: str) -> DocumentFacts:
    with kit.office.work() as work:
        return thaw(work.documents.facts(number))


@pytest.fixture
def release(monkeypatch: pytest.MonkeyPatch) -> pytest.MonkeyPatch:
    """A way to the next release, that has another word for everything."""
    return monkeypatch


def _come(release: pytest.MonkeyPatch) -> None:
    release.setattr(i18n.Texts, "tr", lambda _self, message: f"anew {message}")
    i18n.texts.cache_clear()


def test_copies_and_voids_say_the_words_of_the_issue(desk: Kit, release: pytest.MonkeyPatch) -> None:
    number = documents.issue_document(desk.office, "O-0001", BE).number
    other = documents.issue_document(desk.office, "D-0001", BE).number
    original = text(documents.hand_out(desk.office, number).pdf)
    copy = text(documents.hand_out(desk.office, number).pdf)
    with desk.office.work() as work:
        as_void = Rendering(Mark.VOID, void_reason="Wrong", voided_on=None)
        void = text(redraw(work, thaw(work.documents.facts(other)), as_void))
    _come(release)
    again = text(documents.hand_out(desk.office, number).pdf)
    assert again.replace("2 ·", "1 ·").replace(" 2 ", " 1 ") == copy.replace(" 2 ", " 1 ")
    assert "anew" not in again
    assert "COPY FOR THE OFFICE" in original
    assert "COPY FOR THE OFFICE" in again
    with desk.office.work() as work:
        assert text(redraw(work, thaw(work.documents.facts(other)), as_void)) == void
    documents.void_document(desk.office, other, "Wrong")
    assert "anew" not in text(documents.view_document(desk.office, other))
    assert "anew" not in text(documents.hand_out(desk.office, other).pdf)


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
    assert tuple(be) == tuple(en) == CAPTIONS
    assert en["Paid to"] == "Paid to" != be["Paid to"]
