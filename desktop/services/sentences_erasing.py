"""The English sentences of erasing people, redacting documents, and how long things are kept."""

from __future__ import annotations

from desktop.i18n import mark

ERASING: dict[str, str] = {
    "person.erased": mark(
        "{code} was erased on {date}: nothing tells any more who that was, and nothing can be added."
    ),
    "campaign.erased": mark("The story and the page of {code} were erased on {date} already."),
    "erase.payouts": mark("{code} cannot be erased yet: {codes} are not finished. Pay or cancel them first."),
    "erase.advances": mark("{code} cannot be erased yet: the advances {codes} are open. Settle them first."),
    "erase.pledges": mark("{code} cannot be erased yet: the pledges {codes} are open. Record or withdraw them first."),
    "erase.papers": mark(
        "{code} cannot be erased yet: {codes} wait to be signed. File them as signed, or make them void, first."
    ),
    "erase.campaigns": mark("{code} cannot be erased yet: {codes} still run. Close these campaigns first."),
    "document.redacted": mark("{number} was redacted on {date} already."),
    "document.sealed": mark(
        "{number} names somebody who was erased ({code}); accounting law keeps it for a time. Hand it out only to "
        "those who may demand it, such as a tax office or an auditor."
    ),
    "document.in_term": mark(
        "{number} is kept as it is until {date}, as accounting law demands. It can be redacted from the day after."
    ),
    "retention.years": mark("A term is from 1 to {most} years."),
    "erase.retype": mark("Type {code}, so that nobody else is erased by mistake."),
    "keep.day": mark("Choose a day after today, until which it is to be kept."),
}

ERASURE_FINDINGS: dict[str, str] = {
    "verify.erasure_differs": mark("Whether {subject} was erased is not what the journal recorded."),
}
