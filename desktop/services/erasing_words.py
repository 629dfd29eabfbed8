"""What erasing and wiping take and what they leave, in plain words: the terminal and the window say the same."""

from __future__ import annotations

from typing import TYPE_CHECKING

from desktop.i18n import ntr, tr
from desktop.services import wording

if TYPE_CHECKING:
    from desktop.domain.erasing import Erasure

_SHOWN = 12


def goes(plan: Erasure) -> tuple[str, ...]:
    """Say what of a person goes for good, a sentence for each thing."""
    lines = [
        tr("Names, alias, contacts, accounts, case, notes and protection concerns of {codes}.").format(
            codes=", ".join(plan.codes)
        ),
        tr("What was typed about the person at donations, pledges, payouts and advances, and why things were done."),
    ]
    if plan.campaigns:
        lines.append(
            tr("Title, story, descriptions and imported page of {codes}.").format(codes=", ".join(plan.campaigns))
        )
    for count, text in (
        (plan.files, ntr("{count} attached file.", "{count} attached files.", plan.files)),
        (plan.consents, ntr("The words of {count} consent.", "The words of {count} consents.", plan.consents)),
        (
            plan.relations,
            ntr("{count} relation to another person.", "{count} relations to other people.", plan.relations),
        ),
        (plan.events, ntr("{count} event of the case.", "{count} events of the case.", plan.events)),
        (plan.drafts, ntr("{count} draft of a form.", "{count} drafts of forms.", plan.drafts)),
        (
            len(plan.redacted),
            ntr(
                "Names on {count} document, which says the code from then on.",
                "Names on {count} documents, which say the code from then on.",
                len(plan.redacted),
            ),
        ),
    ):
        if count:
            lines.append(text)
    return tuple(lines)


def stays(plan: Erasure) -> tuple[str, ...]:
    """Say what stays: always the money under the code; documents and proofs until the law lets them go."""
    lines = [tr("The code stays, with every amount that was booked under it: the accounts go on agreeing.")]
    if plan.sealed and plan.sealed_until is not None:
        count = len(plan.sealed)
        demanded = ntr(
            "{count} document stays as it is, as accounting law demands.",
            "{count} documents stay as they are, as accounting law demands.",
            count,
        )
        until = tr("The last term ends on {date}; until then no list and no search names anybody there.")
        lines.append(f"{demanded} {until.format(date=wording.date(plan.sealed_until))}")
    if plan.kept_files:
        lines.append(
            ntr(
                "{count} invoice or signed paper stays with the accounts, and comes up for review when its term ends.",
                "{count} invoices and signed papers stay with the accounts, and come up for review when their term "
                "ends.",
                plan.kept_files,
            )
        )
    if plan.elsewhere:
        codes, more = ", ".join(plan.elsewhere[:_SHOWN]), len(plan.elsewhere) - _SHOWN
        codes = tr("{codes} and {count} more").format(codes=codes, count=more) if more > 0 else codes
        text = tr("Texts of other records that may speak of the person: {codes}. Read them first, and take names out.")
        lines.append(text.format(codes=codes))
    lines.append(tr("Backups made before today still hold the person: restore them only together with a newer one."))
    return tuple(lines)


def wipe_warning() -> str:
    """Say honestly what the emergency wipe does, and what it cannot do."""
    return tr(
        "This vault's keys and files are destroyed at once, with the backups beside it. It cannot be undone, not by us "
        "and not by anybody: every passphrase and all recovery papers for this vault are worthless here afterwards.\n"
        "What it does not reach: backups and copies elsewhere still open with the passphrase of their day. Files that "
        "you exported or printed stay. A solid-state disk may keep old blocks for a while; encrypt the whole disk too."
    )
