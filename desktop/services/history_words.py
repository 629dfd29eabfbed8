"""The words of a history: what each record did, and what changed from what to what, in the screen's language."""

from __future__ import annotations

from datetime import date
from enum import Enum
from typing import TYPE_CHECKING

from desktop.domain.consents import Purpose
from desktop.domain.history import TEXTS
from desktop.domain.money import Money
from desktop.i18n import mark, tr
from desktop.services import wording
from desktop.services.labels_consents import CONSENT_LABELS

if TYPE_CHECKING:
    from desktop.domain.history import Change, HistoryLine

VERBS: dict[str, str] = {
    "office.created": mark("The vault was made"),
    "backup.copied": mark("Copied to another disk"),
    "settings.saved": mark("The settings were saved"),
    "template.saved": mark("Texts of documents were saved"),
    "logo.chosen": mark("The logo was chosen"),
    "person.added": mark("Added"),
    "person.changed": mark("Changed"),
    "person.archived": mark("Archived"),
    "person.brought_back": mark("Brought back from the archive"),
    "person.merged": mark("Another record of the same person was merged into this one"),
    "person.merged_into": mark("Merged into another record of the same person"),
    "person.separated": mark("Separated from a record that had been merged into it"),
    "person.separated_from": mark("Separated again: a person of its own"),
    "person.erased": mark("Erased: nothing tells any more who this was"),
    "campaign.erased": mark("Its story and page were erased"),
    "document.redacted": mark("Redacted: it tells no names any more"),
    "decision.redacted": mark("Redacted: the words of its reason are gone"),
    "record.kept": mark("Kept longer than its term"),
    "person.not_same": mark("Said to be another person than one who is like them"),
    "person.may_be_same": mark("No longer said to be another person than one who is like them"),
    "consent.recorded": mark("A consent was recorded"),
    "consent.withdrawn": mark("A consent was withdrawn"),
    "relation.added": mark("A relation to another person was recorded"),
    "relation.changed": mark("A relation to another person was changed"),
    "relation.removed": mark("A relation to another person was removed"),
    "event.added": mark("An event of the case was recorded"),
    "event.changed": mark("An event of the case was changed"),
    "event.removed": mark("An event of the case was removed"),
    "campaign.saved": mark("Saved"),
    "campaign.archived": mark("Archived"),
    "campaign.brought_back": mark("Brought back from the archive"),
    "page.imported": mark("Imported from a campaign page"),
    "fund.opened": mark("The general fund was opened"),
    "statement.imported": mark("A bank statement was imported"),
    "statement.taken_back": mark("The import of a bank statement was taken back"),
    "statement.rule_kept": mark("A matching rule was kept"),
    "statement.rule_removed": mark("A matching rule was removed"),
    "donation.recorded": mark("Recorded"),
    "donation.taken_back": mark("Taken back"),
    "donation.refunded": mark("Refunded"),
    "refund.taken_back": mark("The refund was taken back"),
    "pledge.recorded": mark("Promised"),
    "pledge.changed": mark("Changed"),
    "pledge.withdrawn": mark("Withdrawn"),
    "payout.recorded": mark("Recorded and paid"),
    "payout.drafted": mark("Drafted"),
    "payout.changed": mark("Changed"),
    "payout.submitted": mark("Submitted for approval"),
    "payout.approved": mark("Approved"),
    "payout.returned": mark("Returned for changes"),
    "payout.rejected": mark("Rejected"),
    "payout.cancelled": mark("Cancelled"),
    "payout.split": mark("Split into instalments"),
    "payout.paid": mark("Paid"),
    "payout.taken_back": mark("Taken back"),
    "advance.given": mark("Handed out"),
    "advance.settled": mark("Settled"),
    "advance.settlement_taken_back": mark("A settlement was taken back"),
    "advance.taken_back": mark("Taken back"),
    "cash.recorded": mark("Recorded in the cash desk"),
    "cash.taken_back": mark("Taken back"),
    "cash.counted": mark("The cash was counted"),
    "cash.day_closed": mark("The day was closed"),
    "transfer.recorded": mark("Moved between funds"),
    "transfer.taken_back": mark("Taken back"),
    "decision.proposed": mark("Proposed"),
    "decision.approved": mark("Approved"),
    "decision.withdrawn": mark("Withdrawn"),
    "report.exported": mark("A report was written"),
    "pack.exported": mark("A pack for an auditor was written"),
    "books.exported": mark("The journal was written for another program"),
    "paper.saved": mark("A paper was saved as a file"),
    "paper.printed": mark("A paper was printed"),
    "list.exported": mark("A list was saved as a file"),
    "payments.exported": mark("A payment file for the bank was written"),
    "document.issued": mark("A document was issued"),
    "document.handed_out": mark("Handed out"),
    "document.signed": mark("The signed paper was filed"),
    "document.voided": mark("Made void"),
    "document.unsigned": mark("Its signed scan was taken off"),
    "document.scan_added": mark("A scan was added"),
    "document.scan_taken_off": mark("A scan was taken off"),
    "scan.waits": mark("A scan waits to be filed"),
    "scan.thrown_away": mark("A scan was thrown away"),
    "form.added": mark("A donor's form was added"),
    "form.replaced": mark("A donor's form was replaced"),
    "form.mapped": mark("A donor's form was mapped"),
    "form.removed": mark("A donor's form was removed"),
    "attachment.added": mark("A file was attached"),
    "attachment.removed": mark("A file was removed"),
    "attachment.handed_out": mark("A file was handed out"),
    "month.locked": mark("Locked"),
    "month.unlock_asked": mark("Unlocking was asked for"),
    "month.unlocked": mark("Unlocked"),
    "recovery.made": mark("Recovery papers were made"),
    "recovery.rehearsed": mark("The recovery was rehearsed"),
    "recovery.used": mark("A new passphrase was set by two recovery papers"),
    "user.added": mark("May open the vault"),
    "user.renamed": mark("Given another name"),
    "user.passphrase_changed": mark("The passphrase was changed"),
    "vault.accepted": mark("An older or changed copy was accepted"),
    "clock.accepted": mark("The computer’s clock was said to be right"),
    "user.key": mark("A signing key was made known"),
    "user.key_file_made": mark("A key file was made; the passphrase needs it"),
    "user.key_file_dropped": mark("The key file was given up"),
    "user.removed": mark("May not open the vault any more"),
    "user.names_closed": mark("The book of names was closed to this user"),
    "user.names_opened": mark("The book of names was opened to this user"),
    "staff.roles": mark("The roles were changed"),
    "keys.renewed": mark("The books got new keys"),
    "users.caught_up": mark("The list of users was brought up to date"),
    "table.imported": mark("Imported from a table"),
    "table.mapped": mark("A choice of columns was kept"),
    "table.map_removed": mark("A choice of columns was taken away"),
    "rates.imported": mark("Rates were taken from a file"),
    "rates.filled": mark("Official rates were given to entries"),
    "rate.added": mark("The rate was entered"),
    "rate.replaced": mark("The rate was replaced"),
}

WHATS: dict[str, str] = {
    "status": mark("Status"),
    "state": mark("State"),
    "category": mark("Category"),
    "goal": mark("Stated goal"),
    "planned": mark("Planned for expense item {line}"),
    "priority": mark("Priority of expense item {line}"),
    "removed": mark("Expense item {line} removed"),
    "allotted": mark("Decided for expense item {line}"),
    "lines": mark("For expense item {line}"),
    "beneficiary": mark("Person"),
    "campaign": mark("Campaign"),
    "payee": mark("Payee"),
    "donor": mark("Donor"),
    "person": mark("Person"),
    "from": mark("From fund"),
    "to": mark("To fund"),
    "currency": mark("Currency"),
    "language": mark("Language"),
    "rule": mark("Rule"),
    "rate": mark("Rate"),
    "table": mark("Table number"),
    "reallocation_limit": mark("Moves between items without a second person, up to %"),
    "paper": mark("Paper"),
    "rate_rule": mark("Rule of exchange rates"),
    "approval_threshold": mark("A second person approves above"),
    "document": mark("Document"),
    "voucher": mark("Cash voucher"),
    "donation": mark("Donation"),
    "part_of": mark("Part of"),
    "takes_back": mark("Takes back record"),
    "gross": mark("Given"),
    "fee": mark("Fee"),
    "amount": mark("Amount"),
    "returned": mark("Returned"),
    "topped_up": mark("Paid on top"),
    "expected": mark("Should be there"),
    "counted": mark("Counted"),
    "balance": mark("Balance"),
    "payout_consent": mark("A payout without consent"),
    "document_consent": mark("A name on a document without consent"),
    "on": mark("Date"),
    "due": mark("Due"),
    "day": mark("Day"),
    "override": mark("Without a second person"),
    "against_consent": mark("Though a person named on it does not agree any more"),
    **{f"consent_{purpose.value}": CONSENT_LABELS[purpose] for purpose in Purpose},
}


def verb_text(verb: str) -> str:
    """Say what a record did, by its verb alone."""
    text = VERBS.get(verb)
    return verb if text is None else tr(text)


def verb_words(line: HistoryLine, subject: str = "") -> str:
    """Say what a record did; a record about a document on `subject` names it."""
    text = VERBS.get(line.verb)
    said = tr(text) if text is not None else tr("Recorded ({verb})").format(verb=line.verb)
    return said if subject in ("", line.subject) else f"{line.subject}: {said}"


def change_words(change: Change) -> str:
    """Say one change: "Status: Draft → Open"; what was not there before is named alone."""
    if change.what == TEXTS[0]:
        return tr("Names or texts were changed; what they say is not kept here.")
    text = WHATS.get(change.what)
    what = tr(text).format(line=change.line) if text is not None else change.what
    after = value_words(change.after)
    if change.before is None:
        return f"{what}: {after}"
    return f"{what}: {value_words(change.before)} → {after}"


def entry_words(line: HistoryLine) -> str:
    """Name the ledger entry of a record, and the entry that it took back or that took it back; empty for none."""
    if line.entry is None:
        return ""
    if line.counters is not None:
        return tr("Entry {entry} takes back entry {original}").format(entry=line.entry, original=line.counters)
    if line.countered_by is not None:
        return tr("Entry {entry}, taken back by entry {counter}").format(entry=line.entry, counter=line.countered_by)
    return tr("Entry {entry}").format(entry=line.entry)


def value_words(value: object) -> str:
    """Write a value as the reader writes such things; a dash for nothing."""
    if value is None or value == "":
        return "—"
    if value is True:
        return tr("yes")
    if value is False:
        return tr("no")
    if isinstance(value, Enum):
        return wording.label(value)
    if isinstance(value, Money):
        return wording.money(value)
    if isinstance(value, date):
        return wording.date(value)
    return str(value)
