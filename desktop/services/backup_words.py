"""What a backup held, in words: the terminal and the window say the same."""

from __future__ import annotations

from typing import TYPE_CHECKING

from desktop.i18n import ntr, tr
from desktop.services import wording

if TYPE_CHECKING:
    from desktop.domain.backups import Holds
    from desktop.services.backups import Backup


def erasure_words(holds: Holds) -> str:
    """Say what became of erasures that were made after a backup: repeated, left to somebody else, or not known."""
    if holds.later is None:
        return tr(
            "Nothing newer of this office was found beside the backup, which is of {day}. Whoever was erased after "
            "that day stands in it again: erase them once more."
        ).format(day=wording.date(holds.made_at.astimezone().date()))
    said = [
        ntr(
            "{count} erasure made after the backup was repeated.",
            "{count} erasures made after the backup were repeated.",
            holds.erased,
        )
        if holds.erased
        else tr("No erasure was made after the backup that is known of.")
        if not holds.unerased
        else ""
    ]
    if holds.unerased:
        said.append(
            ntr(
                "{count} erasure could not be repeated: it needs a passphrase that opens the book of names. Erase once "
                "more.",
                "{count} erasures could not be repeated: they need a passphrase that opens the book of names. Erase "
                "once more.",
                holds.unerased,
            )
        )
    known = tr("Known up to {day}.").format(day=wording.date(holds.later.astimezone().date()))
    return " ".join(part for part in (*said, known) if part)


def verified_words(holds: Holds) -> str:
    """Say how much of a backup in which nothing wrong was found is proven."""
    if holds.carried:
        return tr(
            "The accounts are verified. The book of names is in the backup too, but it could not be opened with this "
            "passphrase, so it is not proven: let somebody who reads names rehearse this backup."
        )
    return tr("All of it is verified.")


def made_words(made: Backup) -> str:
    """Say what was proven of a backup that was just made."""
    if made.carried:
        return tr(
            "The backup is made, and its accounts are proven: {file}. The book of names goes along unproven, because "
            "you hold no key to it: let somebody who reads names make the next one, or rehearse this one."
        ).format(file=made.path)
    return tr("The backup is made and proven: {file}").format(file=made.path)


def counts_words(holds: Holds) -> str:
    """Say how many people, campaigns, donations, payouts and documents a backup held."""
    counts = (
        ntr("{count} person", "{count} people", holds.people),
        ntr("{count} campaign", "{count} campaigns", holds.campaigns),
        ntr("{count} donation", "{count} donations", holds.donations),
        ntr("{count} payout", "{count} payouts", holds.payouts),
        ntr("{count} document", "{count} documents", holds.documents),
    )
    return ", ".join(counts)
