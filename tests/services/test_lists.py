"""Lists page by key: a stream of a whole list holds one page of it at a time."""

import pytest

from desktop.domain.listing import ListKind, Query
from desktop.services import lists
from tests.services.office_kit import Kit


def test_a_stream_goes_on_after_the_first_page(kit: Kit, monkeypatch: pytest.MonkeyPatch) -> None:
    codes = [kit.person(f"Donor {number}") for number in range(7)]
    for size in (3, 7, 8):
        monkeypatch.setattr(lists, "PAGE_SIZE", size)
        assert [row.code for row in lists.stream_rows(kit.office, ListKind.PEOPLE, Query())] == codes
