"""Signatures: every record of the journal is signed by who is named in it, with a key that the header names too.

A vault older than signatures has records without any; the first record that tells of a signing key is where signing
begins, and from there on every record has its signature, but for those that nobody could sign.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from desktop.domain.errors import VaultError
from desktop.domain.journal import Record
from desktop.domain.summaries import Finding

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from desktop.domain.journal import Link
    from desktop.services.office import Office
    from desktop.vault.users import Holder

KEY = "signing_key"
DECLARED = "user.key"
_TELL_KEYS = (DECLARED, "office.created")
_WITH_PAPERS = "recovery.used"  # who opens with the recovery papers holds no user's key
APPROVALS = frozenset({"payout.approved", "decision.approved", "month.unlocked"})
SIGNING = frozenset({*_TELL_KEYS, _WITH_PAPERS})
"""What tells by which keys users sign."""
_MOST_TOLD = 20
"""Approvals named one by one; where there are more, the first record tells of all."""


def signing_facts(office: Office) -> dict[str, object]:
    """Tell by which key who works now signs; nothing where there is none."""
    return {} if office.signer is None else {KEY: office.signer.public.hex()}


def declare_key(office: Office) -> None:
    """Tell the journal by which key who works now signs, once, and again after it changed; not in a sample."""
    if office.signer is None:
        return
    subject, key = user_subject(office.user), office.signer.public.hex()
    with office.work() as work:
        told = list(work.journal.latest((subject,), DECLARED).values())
        if not told:
            made = work.journal.latest(("office",), "office.created").values()
            told = [link for link in made if link.actor == office.user]
        known = [link.record.facts.get(KEY) for link in told] == [key]
        if not known and not work.settings.load().sample:
            work.commit(Record(DECLARED, subject, {"number": office.user, KEY: key}))


@dataclass(slots=True)
class Signatures:
    """What the journal's signatures tell, record after record."""

    vault_id: str
    keys: dict[int, str] = field(default_factory=dict)
    findings: list[Finding] = field(default_factory=list)
    _checkers: dict[int, Callable[[str, bytes], bool]] = field(default_factory=dict)
    _recovered: set[object] = field(default_factory=set)
    _unsigned: dict[int, list[int]] = field(default_factory=dict)

    def hear(self, link: Link, stored: str, signature: bytes | None) -> None:
        """Take in one record, the hash that is stored with it, and its signature."""
        facts, verb = link.record.facts, link.record.verb
        if verb in _TELL_KEYS and isinstance(key := facts.get(KEY), str):
            self._hear_of_key(link, key)
        if verb == _WITH_PAPERS:
            self._recovered.add(facts.get("number"))
        if not self.keys or (verb == _WITH_PAPERS and signature is None):
            return
        is_signed = self._checkers.get(link.actor)
        if signature is None or is_signed is None or not is_signed(stored, signature):
            self._find(link)

    def compare(self, holders: tuple[Holder, ...]) -> Iterator[Finding]:
        """Give what was found, and where the header names another key than the journal."""
        yield from self.findings
        for actor, sequences in sorted(self._unsigned.items()):
            yield Finding("verify.unsigned", {"number": actor, "sequence": sequences[0], "count": len(sequences)})
        for holder in holders:
            told = self.keys.get(holder.number)
            if told is not None and (holder.signing is None or holder.signing.hex() != told):
                yield Finding("verify.key_differs", {"number": holder.number})

    def _hear_of_key(self, link: Link, key: str) -> None:
        from desktop.vault.signing import checker  # noqa: PLC0415 - late: cryptography, which the window awaits not

        before = self.keys.get(link.actor)
        if before not in (None, key) and link.actor not in self._recovered:
            self.findings.append(Finding("verify.key_changed", {"number": link.actor, "sequence": link.sequence}))
        self._recovered.discard(link.actor)
        self.keys[link.actor] = key
        self._checkers[link.actor] = checker(self.vault_id, key)

    def _find(self, link: Link) -> None:
        number, verb = link.actor, link.record.verb
        if verb in APPROVALS and len(self.findings) < _MOST_TOLD:
            about = {"subject": link.record.subject, "number": number, "sequence": link.sequence}
            self.findings.append(Finding("verify.approval_forged", about))
        else:
            self._unsigned.setdefault(number, []).append(link.sequence)


def holders_for_proof(office: Office) -> tuple[tuple[Holder, ...], tuple[Finding, ...]]:
    """Give who may open the vault by the header as it was written; else what is wrong with it."""
    from desktop.vault import users  # noqa: PLC0415 - late: as above

    try:
        if office.keys is None:
            return users.holders(office.folder, office.floor), ()
        # While a change of keys is unfinished the header bears the seal of the newest one.
        pair = office.keys.pairs.get("ledger")
        return users.proven_holders(office.folder, pair[1].key if pair else office.keys.ledger, office.floor), ()
    except VaultError:
        return (), (Finding("verify.header_altered", {}),)


def user_subject(number: int) -> str:
    """A user in the journal, like the codes of other things."""
    return f"U-{number}"
