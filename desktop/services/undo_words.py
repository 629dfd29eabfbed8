"""The words of steps back: what each step is called, and what is done in place of taking back what is none."""

from __future__ import annotations

from typing import TYPE_CHECKING

from desktop.domain.undo import Booked
from desktop.i18n import mark, tr

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
_FILE = mark("A file's bytes go and come as a whole: open what it belongs to, and attach it or remove it there.")
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
    "attachment.removed": _FILE,
    "page.imported": mark("What was collected before stays in the ledger. Take the opening gift back, then archive."),
    "month.locked": _MONTH,
    "month.unlocked": mark("Lock the month again under Months."),
}
"""What is done in place of taking back, by the verb of the record that was written last."""


def step_words(step: Step | Booked) -> str:
    """Name a step with the code it was about, or how many: "change of a person, P-0012"; it never names people."""
    if isinstance(step, Booked):
        return step.subject
    first = step.parts[0]
    text = NEW[step.verb] if first.before is None and step.verb in NEW else CALLED.get(step.verb, step.verb)
    codes = [part.code for part in step.parts if part.kind == first.kind]  # an import's own, not what came along
    if len(codes) > 1:
        return tr("{what} ({count})").format(what=tr(text), count=len(codes))
    if codes[0][1:2] != "-":  # the settings have no code
        return tr(text)
    return tr("{what}, {code}").format(what=tr(text), code=codes[0])


def instead_words(booked: Booked) -> str:
    """Say what is done in place of taking back something that is no step."""
    return tr(INSTEAD[booked.verb])
