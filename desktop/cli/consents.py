"""Consents from the terminal: list those of a person or of everybody, record one, withdraw one."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from desktop.cli import arguments
from desktop.cli.grammar import command, verbs
from desktop.cli.main import DONE
from desktop.cli.session import opened
from desktop.domain.consents import ConsentChannel, ConsentDraft, Purpose
from desktop.domain.ids import CodeKind
from desktop.domain.listing import ListKind, Query
from desktop.i18n import tr
from desktop.services import consents, lists, wording

if TYPE_CHECKING:
    import argparse

    from desktop.cli.grammar import Subparsers
    from desktop.services.consents import ConsentRow


def add_to(commands_of: Subparsers) -> None:
    """Add the command to the command line's grammar."""
    of = verbs(commands_of, "consents", tr("list what people agreed to, record a consent, withdraw one"))
    shown = command(of, "list", show, tr("list consents with their numbers, and how they stand today"), vault=False)
    shown.add_argument("--person", metavar="P-0001", help=tr("everybody unless given"))
    shown.add_argument("--json", action="store_true", help=tr("for machines"))
    recorded = command(of, "record", record, tr("record a consent; prints its number"), vault=False)
    recorded.add_argument("person", metavar="P-0001")
    recorded.add_argument("--purpose", required=True, choices=[each.value for each in Purpose])
    recorded.add_argument("--channel", choices=[each.value for each in ConsentChannel], default="paper")
    recorded.add_argument("--date", help=tr("today unless given"))
    recorded.add_argument("--until", metavar="DATE", help=tr("the last day; without an end unless given"))
    recorded.add_argument("--witness", default="", help=tr("who was there, for an oral one"))
    recorded.add_argument("--note", default="", help=tr("for the purpose “other” it says what was agreed to"))
    withdrawn = command(of, "withdraw", withdraw, tr("withdraw a consent"), vault=False)
    withdrawn.add_argument("number", type=int, metavar="NUMBER")
    withdrawn.add_argument("--date", help=tr("today unless given"))
    withdrawn.add_argument("--reason", default="")


def show(options: argparse.Namespace) -> int:
    """List consents."""
    with opened(options) as office:
        if options.person:
            codes = [arguments.code(CodeKind.PERSON, options.person)]
        else:
            codes = [row.code for row in lists.stream_rows(office, ListKind.PEOPLE, Query(archived=True))]
        rows = [row for code in codes for row in consents.list_consents(office, code)]
        seen = office.has_identity
    if options.json:
        print(json.dumps([_as_json(row) for row in rows], ensure_ascii=False, indent=1))
        return DONE
    if not seen:
        print(tr("Consents cannot be seen without the book of names."))
    for row in rows:
        print(line(row))
    return DONE


def record(options: argparse.Namespace) -> int:
    """Record a consent and print its number."""
    person = arguments.code(CodeKind.PERSON, options.person)
    with opened(options) as office:
        today = office.today()
        draft = ConsentDraft(
            purpose=Purpose(options.purpose),
            channel=ConsentChannel(options.channel),
            on=arguments.day(options.date, today),
            until=arguments.day(options.until, today, ahead=True) if options.until else None,
            witness=options.witness,
            note=options.note,
        )
        print(consents.record_consent(office, person, draft).number)
    return DONE


def withdraw(options: argparse.Namespace) -> int:
    """Withdraw a consent."""
    with opened(options) as office:
        on = arguments.day(options.date, office.today())
        consent = consents.withdraw_consent(office, options.number, on, options.reason)
    print(tr("Consent {number} of {person} is withdrawn.").format(number=consent.number, person=consent.person))
    return DONE


def line(row: ConsentRow) -> str:
    """Say one consent: number, person, purpose, how it stands, since and until when."""
    consent, draft = row.consent, row.consent.draft
    state = wording.label(row.state) if row.counts else tr("Replaced by a later one")
    parts = [str(consent.number), consent.person, consents.purpose_words(draft), state, wording.date(draft.on)]
    if draft.until is not None:
        parts.append(tr("until {date}").format(date=wording.date(draft.until)))
    return "  ".join(parts)


def _as_json(row: ConsentRow) -> dict[str, object]:
    consent, draft = row.consent, row.consent.draft
    return {
        "number": consent.number,
        "person": consent.person,
        "purpose": draft.purpose.value,
        "state": row.state.value,
        "counts": row.counts,
        "channel": draft.channel.value,
        "on": draft.on.isoformat(),
        "until": draft.until.isoformat() if draft.until is not None else None,
        "withdrawn_on": consent.withdrawn_on.isoformat() if consent.withdrawn_on is not None else None,
    }
