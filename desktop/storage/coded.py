"""The open books as they look to somebody who holds no key to the identity book: codes instead of names.

Safe view is this store in place of the whole one. So there is one way in which names are left out, the one that an
office without the key is held to, and no screen has to think of it. What such an office may write is written here too;
a text that belongs into the identity book is refused, so that nothing typed is lost.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from desktop.storage.store import Store

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from contextlib import _GeneratorContextManager
    from pathlib import Path

    from desktop.domain.backups import Sums
    from desktop.domain.journal import Record
    from desktop.domain.progress import Progress
    from desktop.storage.drafts import DraftDesk
    from desktop.storage.store import BookKeys
    from desktop.storage.work import Work


class CodedStore(Store):
    """Shares the books of a whole store, and is closed with it. Drafts lie where they always do."""

    def __init__(self, whole: Store) -> None:
        """Show `whole` without names."""
        self._whole = whole

    @property
    def has_identity(self) -> bool:
        """The identity book may be open; it is not looked into."""
        return False

    @property
    def read_only(self) -> bool:
        """Whether nothing can be written to the books."""
        return self._whole.read_only

    @property
    def hides(self) -> bool:
        """Whether names are hidden that could be seen."""
        return self._whole.has_identity

    def work(
        self,
        actor: int,
        hear: Callable[[Sequence[Record]], object] | None = None,
        sign: Callable[[str], bytes] | None = None,
    ) -> Work:
        """Make a unit of work that sees no names."""
        return self._whole.coded_work(actor, hear, sign)

    def drafts(self, owner: int) -> DraftDesk:
        """Make the desk of a user's drafts."""
        return self._whole.drafts(owner)

    def settling(self, draft: str) -> _GeneratorContextManager[None]:
        """Let the commits inside take a draft away."""
        return self._whole.settling(draft)

    def snapshot(self, keys: BookKeys, folder: Path, progress: Progress) -> Sums:
        """Copy both books, as they are."""
        return self._whole.snapshot(keys, folder, progress)

    def renew_key(self, book: str, held: bytearray, fresh: bytes | bytearray, progress: Progress) -> None:
        """Give a book another key."""
        self._whole.renew_key(book, held, fresh, progress)

    def catch_up(self) -> None:
        """Give what was written without names its place in the identity book."""
        self._whole.catch_up()

    def close(self, *, sum_pages: bool = False, closed: Callable[[], object] | None = None) -> dict[str, str]:
        """Close the books."""
        return self._whole.close(sum_pages=sum_pages, closed=closed)
