"""The words of steps back: what each step is called, and what is done in place of taking back what is none."""

from __future__ import annotations

from typing import TYPE_CHECKING

from desktop.domain.undo import Booked
from desktop.i18n import mark, tr
from desktop.services.history_words import VERBS

if TYPE_CHECKING:
    from desktop.domain.undo import Step

CALLED: dict[str, str] = {
    "person.added": mark("new person"),
    "person.changed": mark("change of a person"),
    "person.archived": mark("archiving of a person"),
    "person.brought_back": mark("bringing back of a person"),
    "table.imported": mark("import of a table"),
    "person.merged": mark("merging of two people"),
    "person.separated": mark("separating of two people"),
    "relation.added": mark("new relation"),
    "relation.changed": mark("change of a relation"),
    "relation.removed": mark("removal of a relation"),
    "event.added": mark("new event"),
    "event.changed": mark("change of an event"),
    "event.removed": mark("removal of an event"),
    "campaign.saved": mark("change of a campaign"),
    "campaign.archived": mark("archiving of a campaign"),
    "campaign.brought_back": mark("bringing back of a campaign"),
    "page.imported": mark("import of a campaign page"),
    "pledge.recorded": mark("new pledge"),
    "pledge.changed": mark("change of a pledge"),
    "pledge.withdrawn": mark("withdrawal of a pledge"),
    "payout.drafted": mark("draft of a payout"),
    "payout.changed": mark("change of a payout"),
    "settings.saved": mark("change of the settings"),
    "logo.chosen": mark("choice of the logo"),
    "template.saved": mark("change of documents' texts"),
    "form.added": mark("new donor's form"),
    "form.replaced": mark("replacing of a donor's form"),
    "form.mapped": mark("mapping of a donor's form"),
    "form.removed": mark("removal of a donor's form"),
    "person.not_same": mark("saying that two people are two"),
    "person.may_be_same": mark("saying that two people may be one"),
    "statement.imported": mark("import of a bank statement"),
    "statement.rule_kept": mark("new matching rule"),
    "statement.rule_removed": mark("removal of a matching rule"),
    "table.mapped": mark("keeping a choice of columns"),
    "table.map_removed": mark("removal of a choice of columns"),
}
"""What a step is called, by the verb of its record."""

NEW: dict[str, str] = {"campaign.saved": mark("new campaign")}
"""What it is called where the record was not there before, and the verb does not say so."""

_COUNTER = mark("It stays in the ledger for good. Open it and take it back there: a counter-entry is posted.")
_VOID = mark("An issued document is never deleted. Open it and void it there; its number stays, with the reason.")
_PAYOUT = mark("A step of a payout is not taken back by a key. Open the payout: what it allows now stands there.")
_DECISION = mark("A decision is not taken back by a key. Open it: what it allows now stands there.")
_MONTH = mark("Open the month under Months and ask there for it to be unlocked.")
_CONSENT = mark("What a person agreed to is not unmade. Withdraw the consent, or record a new one, on their page.")
_RATE = mark("Entries may rest on it. Enter the right rate in its place; the reason is kept.")
_FILE = mark("A file stays until it is removed: open what it belongs to, and choose “Remove…” under Files.")
_GONE = mark("A removed file is gone for good. If it is needed, open what it belongs to, and add it again.")
_SCAN = mark("A filed page stays with its document. Open the document and take the scan off there, with a reason.")
_WAITS = mark("A page that waits is filed, or thrown away, in the tray of scans under Documents.")
_USER = mark("Who may open the vault, and what they may do, is changed again in Settings, under Users.")
_KEYS = mark("Keys and passphrases are not put back. Change them anew in Settings.")
_ERASED = mark("What is erased is gone for good, and is not brought back by anything.")
_CLOSED = mark("A count and a closed day stay. Record a cash voucher on the next day for what was wrong.")

INSTEAD: dict[str, str] = {
    "donation.recorded": _COUNTER,
    "donation.taken_back": mark("Record the donation anew: what was taken back stays taken back."),
    "donation.refunded": _COUNTER,
    "refund.taken_back": mark("Record the refund anew: what was taken back stays taken back."),
    "payout.recorded": _COUNTER,
    "payout.submitted": _PAYOUT,
    "payout.approved": _PAYOUT,
    "payout.rejected": _PAYOUT,
    "payout.cancelled": _PAYOUT,
    "payout.returned": _PAYOUT,
    "payout.split": _PAYOUT,
    "payout.paid": _COUNTER,
    "payout.taken_back": mark("Record the payout anew: what was taken back stays taken back."),
    "advance.given": _COUNTER,
    "advance.settled": _COUNTER,
    "advance.taken_back": mark("Hand the advance out anew: what was taken back stays taken back."),
    "advance.settlement_taken_back": mark("Settle the advance anew: what was taken back stays taken back."),
    "cash.recorded": _COUNTER,
    "cash.taken_back": mark("Record the cash voucher anew: what was taken back stays taken back."),
    "cash.counted": _CLOSED,
    "cash.day_closed": _CLOSED,
    "transfer.recorded": _COUNTER,
    "transfer.taken_back": mark("Record the transfer anew: what was taken back stays taken back."),
    "decision.proposed": _DECISION,
    "decision.approved": _DECISION,
    "decision.withdrawn": _DECISION,
    "document.issued": _VOID,
    "document.voided": mark("A void stays. Issue a new document that replaces it."),
    "consent.recorded": _CONSENT,
    "consent.withdrawn": _CONSENT,
    "rate.added": _RATE,
    "rate.replaced": _RATE,
    "rates.imported": _RATE,
    "attachment.added": _FILE,
    "attachment.removed": _GONE,
    "page.imported": mark("What was collected before stays in the ledger. Take the opening gift back, then archive."),
    "month.locked": _MONTH,
    "month.unlocked": mark("Lock the month again under Months."),
    "month.unlock_asked": mark("Somebody else is asked. Tell them not to unlock the month, if it was not meant."),
    "document.signed": _SCAN,
    "document.scan_added": _SCAN,
    "document.unsigned": _WAITS,
    "document.scan_taken_off": _WAITS,
    "scan.waits": _WAITS,
    "scan.thrown_away": mark("The page is gone for good. Scan the paper once more, and drop it on Documents."),
    "fund.opened": mark("A general fund stays: money may go to it at any time. An empty one does no harm."),
    "rates.filled": mark("An official rate stays with its entry. Enter a right rate in its place; the reason is kept."),
    "user.added": _USER,
    "user.renamed": _USER,
    "user.removed": mark("Who was removed is added anew in Settings, under Users, with a new passphrase."),
    "user.names_closed": _USER,
    "user.names_opened": _USER,
    "staff.roles": _USER,
    "user.passphrase_changed": _KEYS,
    "user.key_file_made": _KEYS,
    "user.key_file_dropped": _KEYS,
    "keys.renewed": _KEYS,
    "recovery.made": mark("Printed papers stay in the world. Make new ones: the older ones open nothing then."),
    "recovery.used": _KEYS,
    "vault.accepted": mark("That it is the right copy stays said. If it is not, restore the right one from a backup."),
    "person.erased": _ERASED,
    "campaign.erased": _ERASED,
    "document.redacted": _ERASED,
    "decision.redacted": _ERASED,
    "record.kept": mark("Choose another day, or erase it, in the list of what is past its term."),
}
"""What is done in place of taking back, by the verb of the record that was written last."""


def step_words(step: Step | Booked) -> str:
    """Name a step with the code it was about, or how many: "change of a person, P-0012"; it never names people."""
    if isinstance(step, Booked):
        return booked_words(step)
    first = step.parts[0]
    text = NEW[step.verb] if first.before is None and step.verb in NEW else CALLED.get(step.verb, step.verb)
    codes = [part.code for part in step.parts if part.kind == first.kind]  # an import's own, not what came along
    if len(codes) > 1:
        return tr("{what} ({count})").format(what=tr(text), count=len(codes))
    if codes[0][1:2] != "-":  # the settings have no code
        return tr(text)
    return tr("{what}, {code}").format(what=tr(text), code=codes[0].partition("/")[0])


def booked_words(booked: Booked) -> str:
    """Name what is no step by its code or number; what has none, by what was done."""
    text = VERBS.get(booked.verb, booked.verb)
    return booked.subject if _has_code(booked) else tr(text)


def refused_words(booked: Booked) -> str:
    """Say that a key does not take it back."""
    if _has_code(booked):
        return tr("{what} is not taken back by a key.").format(what=booked.subject)
    return tr("Not taken back by a key: {what}").format(what=booked_words(booked))


def _has_code(booked: Booked) -> bool:
    return booked.subject[1:2] == "-" or "/" in booked.subject


def instead_words(booked: Booked) -> str:
    """Say what is done in place of taking back something that is no step."""
    return tr(INSTEAD[booked.verb])
