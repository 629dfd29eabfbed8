"""The English sentences of consents: what is wrong with one, and what cannot be done without one."""

from __future__ import annotations

from desktop.i18n import mark

CONSENTS: dict[str, str] = {
    "consent.until_before": mark("It ends on {until}, before it was given on {on}."),
    "consent.over": mark("It is over already: today it does not count."),
    "consent.witness": mark("Write who was there when it was given."),
    "consent.what_for": mark("Write in the note what was agreed to."),
    "consent.withdrawn": mark("This consent is withdrawn since {date}."),
    "consent.replaced": mark("A later consent, of {date}, counts in place of this one: withdraw that one."),
    "consent.withdrawn_before": mark("It was given on {on}: it cannot be withdrawn on {date}."),
    "document.no_consent": mark(
        "{person}: “{purpose}” - {state}. Name the person by the code or another alias, or record the consent first."
    ),
    "document.handing_consent": mark(
        "{number} names {person}: “{purpose}” - {state}. Record a new consent; or void the document and issue one in "
        "its place with the code or another alias. It can still be looked at here."
    ),
    "payout.no_consent": mark("{person}: “{purpose}” - {state}. Record this consent on the person's page."),
    "payout.consent_unseen": mark(
        "Consents cannot be seen without the book of names: somebody who can open it must look at this."
    ),
}
