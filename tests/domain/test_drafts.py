"""A draft fits until it is a heap of pages."""

from datetime import UTC, datetime

from desktop.domain.drafts import LONGEST_STATE, FormDraft


def test_a_draft_fits_up_to_its_longest() -> None:
    at = datetime(2026, 5, 20, tzinfo=UTC)
    assert FormDraft("k", "people", "new", "New person", at, "a" * LONGEST_STATE).fits
    assert not FormDraft("k", "people", "new", "New person", at, "a" * LONGEST_STATE + "b").fits
