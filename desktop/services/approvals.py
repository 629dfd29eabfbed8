"""Approvals, proven whenever a report is made: each is signed by who is named in it, and who did not write it.

It is what `verification` finds too, of these records alone, so that no report waits for the whole.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from desktop.services.four_eyes import HEARD, FourEyes
from desktop.services.signatures import APPROVALS, SIGNING, Signatures, holders_for_proof

if TYPE_CHECKING:
    from desktop.domain.summaries import Finding
    from desktop.services.office import Office


def prove_approvals(office: Office) -> tuple[Finding, ...]:
    """Go through the journal's approvals; gives what is wrong with them, and nothing where all is well."""
    signatures, eyes = Signatures(office.vault_id), FourEyes()
    with office.work() as work:
        for link, _stored, signature in work.journal.signed_links(HEARD | SIGNING | APPROVALS):
            if link.record.verb in SIGNING | APPROVALS:
                # The hash is worked out from what the record says: another stored one is no excuse.
                signatures.hear(link, link.hash, signature)
            eyes.hear(link)
    holders, wrong = holders_for_proof(office)
    return (*wrong, *signatures.compare(holders), *eyes.findings)
