"""Papers without a number of their own: each leaves, saved or printed, with a record in the journal of which it was.

An issued document counts its copies by itself (`services.documents`). These are drawn anew each time, so that only the
journal can say later that one went out, by whom, and by its hash which one.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import TYPE_CHECKING

from desktop.domain.journal import Record
from desktop.services.named_exports import Typed, let_out

if TYPE_CHECKING:
    from pathlib import Path

    from desktop.domain.papers import LoosePaper
    from desktop.domain.people import NameUse
    from desktop.services.office import Office

SAVED, PRINTED = "paper.saved", "paper.printed"


@dataclass(frozen=True, slots=True)
class Leaving:
    """A drawn paper that shall leave: the same bytes are seen, saved and printed.

    Args:
        paper: Which paper.
        pdf: What was drawn.
        subject: The code of what it is about; "office" where it is about more than one record.
        names: How a person is named there; None where nobody of the identity book is.
    """

    paper: LoosePaper
    pdf: bytes
    subject: str = "office"
    names: NameUse | None = None

    def record(self, verb: str) -> Record:
        """Give the journal's record, without the file's place and without a name."""
        facts: dict[str, object] = {"paper": self.paper.value}
        if self.names is not None:
            facts["names"] = self.names.value
        return Record(verb, self.subject, facts)


def save_paper(office: Office, leaving: Leaving, path: Path) -> None:
    """Write a paper where the user wants it, with its record: neither without the other.

    A single paper of the daily work asks for no passphrase, as an issued document does not.

    Raises:
        CannotWrite: The place does not allow it; nothing is recorded.
    """
    let_out(office, leaving.pdf, path, leaving.record(SAVED), Typed.JUST_NOW, named=leaving.names is not None)


def note_printed(office: Office, leaving: Leaving) -> None:
    """Record that a paper was printed: by its hash, the very one that can be drawn again."""
    record = leaving.record(PRINTED)
    facts = {**record.facts, "sha256": hashlib.sha256(leaving.pdf).hexdigest()}
    with office.work() as work:
        work.commit(Record(record.verb, record.subject, facts))
