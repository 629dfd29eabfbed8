"""People's cases from the terminal: relations and dated events of a person; list them, add one, remove one."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from desktop.cli import arguments
from desktop.cli.grammar import command, verbs
from desktop.cli.main import DONE
from desktop.cli.session import opened
from desktop.domain.case_events import EventDraft, EventKind
from desktop.domain.errors import NotFound
from desktop.domain.ids import CodeKind
from desktop.domain.relations import RelationDraft, RelationKind
from desktop.i18n import tr
from desktop.services import case_events, relations, wording

if TYPE_CHECKING:
    import argparse
    from collections.abc import Sequence

    from desktop.cli.grammar import Parser, Subparsers
    from desktop.domain.case_events import CaseEvent
    from desktop.services.relations import RelationRow


def add_to(commands_of: Subparsers) -> None:
    """Add both commands to the command line's grammar."""
    _add_relations(verbs(commands_of, "relations", tr("list who is close to a person, add a relation, remove one")))
    _add_events(verbs(commands_of, "events", tr("list what happened in a person's case, add an event, remove one")))


def _add_relations(of: Subparsers) -> None:
    _listing(command(of, "list", show_relations, tr("list a person's relations with their numbers"), vault=False))
    added = command(of, "add", add_relation, tr("add a relation; prints its number"), vault=False)
    _person(added)
    added.add_argument("other", metavar="P-0002", help=tr("who the other one is"))
    said = tr("what the other one is to the person")
    added.add_argument("--kind", required=True, choices=[each.value for each in RelationKind], help=said)
    added.add_argument("--note", default="")
    _removing(command(of, "remove", remove_relation, tr("remove a relation; its words are gone"), vault=False))


def _add_events(of: Subparsers) -> None:
    said = tr("list the events of a person's case with their numbers, the newest first")
    _listing(command(of, "list", show_events, said, vault=False))
    added = command(of, "add", add_event, tr("add an event of a person's case; prints its number"), vault=False)
    _person(added)
    added.add_argument("--kind", choices=[each.value for each in EventKind], default="other")
    added.add_argument("--date", help=tr("today unless given; may lie ahead"))
    added.add_argument("--text", default="", help=tr("in a few words"))
    _removing(command(of, "remove", remove_event, tr("remove an event; its day and words are gone"), vault=False))


def _listing(to: Parser) -> None:
    _person(to)
    to.add_argument("--json", action="store_true", help=tr("for machines"))


def _removing(to: Parser) -> None:
    _person(to)
    to.add_argument("number", type=int, metavar="NUMBER")


def _person(to: Parser) -> None:
    to.add_argument("person", metavar="P-0001", help=tr("whose it is"))


def show_relations(options: argparse.Namespace) -> int:
    """List a person's relations."""
    with opened(options) as office:
        rows = relations.list_relations(office, arguments.code(CodeKind.PERSON, options.person))
        seen = office.has_identity
    if options.json:
        return _print_json([_relation_as_json(row) for row in rows])
    _say_unseen(seen)
    for row in rows:
        draft = row.relation.draft
        name = row.name if row.name != draft.other else ""
        _print_line(row.relation.number, wording.label(draft.kind), draft.other, name, draft.note)
    return DONE


def add_relation(options: argparse.Namespace) -> int:
    """Add a relation and print its number."""
    person, other = (arguments.code(CodeKind.PERSON, each) for each in (options.person, options.other))
    with opened(options) as office:
        draft = RelationDraft(other, RelationKind(options.kind), options.note)
        print(relations.save_relation(office, person, draft).number)
    return DONE


def remove_relation(options: argparse.Namespace) -> int:
    """Remove a relation."""
    person = arguments.code(CodeKind.PERSON, options.person)
    with opened(options) as office:
        rows = relations.list_relations(office, person)
        _must_be_theirs(options.number, [row.relation.number for row in rows])
        relations.remove_relation(office, person, options.number)
    print(tr("Relation {number} of {person} is removed.").format(number=options.number, person=person))
    return DONE


def show_events(options: argparse.Namespace) -> int:
    """List the events of a person's case."""
    with opened(options) as office:
        events = case_events.list_events(office, arguments.code(CodeKind.PERSON, options.person))
        seen = office.has_identity
    if options.json:
        return _print_json([_event_as_json(each) for each in events])
    _say_unseen(seen)
    for each in events:
        if each.draft is not None:
            told = " ".join(each.draft.text.split())
            _print_line(each.number, wording.date(each.draft.on), wording.label(each.draft.kind), told)
    return DONE


def add_event(options: argparse.Namespace) -> int:
    """Add an event of a person's case and print its number."""
    person = arguments.code(CodeKind.PERSON, options.person)
    with opened(options) as office:
        on = arguments.day(options.date, office.today(), ahead=True)
        draft = EventDraft(on, EventKind(options.kind), options.text)
        print(case_events.save_event(office, person, draft).number)
    return DONE


def remove_event(options: argparse.Namespace) -> int:
    """Remove an event of a person's case."""
    person = arguments.code(CodeKind.PERSON, options.person)
    with opened(options) as office:
        events = case_events.list_events(office, person)
        _must_be_theirs(options.number, [each.number for each in events])
        case_events.remove_event(office, person, options.number)
    print(tr("Event {number} of {person} is removed.").format(number=options.number, person=person))
    return DONE


def _must_be_theirs(number: int, theirs: Sequence[int]) -> None:
    """Refuse a number that is not the person's: a slip of one digit would take away what is somebody else's."""
    if number not in theirs:
        raise NotFound(subject=str(number))


def _say_unseen(seen: bool) -> None:
    if not seen:
        print(tr("Cases cannot be seen without the book of names."))


def _print_line(*parts: object) -> None:
    print("  ".join(str(part) for part in parts if part))


def _print_json(rows: list[dict[str, object]]) -> int:
    print(json.dumps(rows, ensure_ascii=False, indent=1))
    return DONE


def _relation_as_json(row: RelationRow) -> dict[str, object]:
    relation, draft = row.relation, row.relation.draft
    return {
        "number": relation.number,
        "person": relation.person,
        "other": draft.other,
        "kind": draft.kind.value,
        "note": draft.note,
    }


def _event_as_json(event: CaseEvent) -> dict[str, object]:
    draft = event.draft
    assert draft is not None, "removed events are not listed"  # noqa: S101
    return {
        "number": event.number,
        "person": event.person,
        "on": draft.on.isoformat(),
        "kind": draft.kind.value,
        "text": draft.text,
    }
