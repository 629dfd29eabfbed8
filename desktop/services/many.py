"""One field of several people, campaigns or expense items at once: what it would change, then all in one transaction.

The preview asks the rules that the records' own forms ask. What a rule refuses stays as it is, the rest is changed as
one step back. If anything stands otherwise than it was shown, nothing is changed.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, TypeVar

from desktop.domain.campaigns import CampaignDraft, FundKind, check_campaign
from desktop.domain.errors import Problem, Refused, Severity, refuse, refuse_errors
from desktop.domain.ids import CodeKind, make_code, read_code
from desktop.domain.journal import Record
from desktop.domain.many import ManyChange, ManyKind, ManyLine, ManyPreview, check_many, in_order
from desktop.domain.people import check_person
from desktop.domain.progress import NoProgress
from desktop.services.campaign_undo import CAMPAIGNS
from desktop.services.campaigns import campaign_facts, change_within, changed_within, revision_facts
from desktop.services.people import PEOPLE
from desktop.services.undo import Gesture

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from desktop.domain.campaigns import Campaign
    from desktop.domain.people import Person
    from desktop.domain.progress import Progress
    from desktop.services.office import Office
    from desktop.storage.work import Work

T = TypeVar("T")
_AT_ONCE = 500


@dataclass(frozen=True, slots=True)
class _Plan:
    """What becomes of the records: `lines` to show, and what is to be stored of those that change."""

    lines: tuple[ManyLine, ...]
    people: tuple[Person, ...] = ()
    campaigns: tuple[tuple[Campaign, CampaignDraft], ...] = ()


def preview_many(
    office: Office, change: ManyChange, codes: Iterable[str], *, progress: Progress | None = None
) -> ManyPreview:
    """Say what a change would do to each record; nothing is stored.

    Raises:
        Refused: The value cannot stand in the field.
        NotFound: There is no such record.
        Stopped: From `progress`.
    """
    office.need_identity()
    change = change.tidied
    refuse_errors(check_many(change))
    with office.work() as work:
        plan = _plan(work, office, change, tuple(dict.fromkeys(codes)), progress or NoProgress())
    return ManyPreview(change, plan.lines)


def change_many(office: Office, preview: ManyPreview, *, progress: Progress | None = None) -> int:
    """Change all that a preview says will change, in one transaction and as one step back; give how many.

    Raises:
        Refused: Nothing would change, or a record stands otherwise than the preview says; nothing was changed.
        Stopped: From `progress`; nothing was changed.
    """
    office.need_identity()
    progress, change = progress or NoProgress(), preview.change
    if not preview.changed:
        raise refuse("many.nothing")
    with office.work() as work:
        plan = _plan(work, office, change, [line.code for line in preview.lines], progress)
        _same_as_shown(preview.lines, plan.lines)
        gesture = Gesture(office, work)
        if change.kind is ManyKind.PEOPLE:
            records = _change_people(work, gesture, change, plan.people, progress)
        else:
            records = _change_campaigns(work, office, gesture, plan.campaigns, progress)
        gesture.commit(*records)
    return len(preview.changed)


def _same_as_shown(shown: Sequence[ManyLine], now: Sequence[ManyLine]) -> None:
    found = {line.code: line for line in now}
    for line in shown:
        if found[line.code] != line:
            raise refuse("many.changed_meanwhile", code=line.code)


def _plan(work: Work, office: Office, change: ManyChange, codes: Sequence[str], progress: Progress) -> _Plan:
    if change.kind is ManyKind.PEOPLE:
        return _plan_people(work, office, change, codes, progress)
    if change.kind is ManyKind.CAMPAIGNS:
        return _plan_campaigns(work, change, codes, progress)
    return _plan_items(work, change, codes, progress)


def _by_many(all_of: Sequence[T]) -> Iterator[Sequence[T]]:
    for start in range(0, len(all_of), _AT_ONCE):
        yield all_of[start : start + _AT_ONCE]


def _errors(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    return tuple(each for each in problems if each.severity is Severity.ERROR)


# ---------------------------------------------------------------------- people


def _plan_people(work: Work, office: Office, change: ManyChange, codes: Sequence[str], progress: Progress) -> _Plan:
    lines: list[ManyLine] = []
    people: list[Person] = []
    codes = tuple(dict.fromkeys(make_code(CodeKind.PERSON, read_code(CodeKind.PERSON, code)) for code in codes))
    for some in _by_many(codes):
        progress.step(len(lines), len(codes))
        found = PEOPLE.read_all(work, some)
        for code in some:
            person: Person = found[code]  # type: ignore[assignment]  # what the keeper gives
            line = _person_line(work, office, change, person)
            lines.append(line)
            if line.changes:
                people.append(person)
    return _Plan(in_order(lines), tuple(people))


def _person_line(work: Work, office: Office, change: ManyChange, person: Person) -> ManyLine:
    line = ManyLine(person.code, getattr(person.draft, change.field), change.value, person.revision)
    if (now := work.people.now(person.code)) != person.code:
        return replace(line, problems=(Problem("person.is_now", None, {"code": person.code, "person": now}),))
    if person.erased is not None:
        return replace(line, problems=(Problem("person.erased", None, {"code": person.code, "date": person.erased}),))
    if not line.changes:
        return line
    # What a bank, a phone or a document is checked by is not touched here: the libraries' checks are left out.
    draft = replace(person.draft, **{change.field: change.value})
    return replace(line, problems=_errors(check_person(draft, office.today())))


def _change_people(
    work: Work, gesture: Gesture, change: ManyChange, people: Sequence[Person], progress: Progress
) -> list[Record]:
    records: list[Record] = []
    for some in _by_many(people):
        progress.step(len(records), len(people))
        gesture.changes_all(PEOPLE, [person.code for person in some])
        drafts = [replace(person.draft, **{change.field: change.value}) for person in some]
        work.people.save_many(
            [(person.code, draft, person.revision) for person, draft in zip(some, drafts, strict=True)]
        )
        for person, draft in zip(some, drafts, strict=True):
            facts: dict[str, object] = {"category": draft.category.value, "revision": person.revision + 1}
            records.append(Record("person.changed", person.code, facts))
    return records


# ---------------------------------------------------------------------- campaigns and their items


def _plan_campaigns(work: Work, change: ManyChange, codes: Sequence[str], progress: Progress) -> _Plan:
    lines: list[ManyLine] = []
    changed: list[tuple[Campaign, CampaignDraft]] = []
    codes = tuple(dict.fromkeys(make_code(CodeKind.CAMPAIGN, read_code(CodeKind.CAMPAIGN, code)) for code in codes))
    for at, code in enumerate(codes):
        progress.step(at, len(codes))
        before = work.campaigns.get(code)
        line = ManyLine(before.code, getattr(before.draft, change.field), change.value, before.revision)
        draft = replace(before.draft, **{change.field: change.value})
        if line.changes:
            line = replace(line, problems=_forbidden(work, change, before, draft))
        lines.append(line)
        if line.changes:
            changed.append((before, draft))
    return _Plan(in_order(lines), campaigns=tuple(changed))


def _forbidden(work: Work, change: ManyChange, before: Campaign, draft: CampaignDraft) -> tuple[Problem, ...]:
    """Say why a campaign cannot be changed so: by its form's rules, or as a decision would hold no more."""
    if before.kind is FundKind.GENERAL and change.field != "funding":
        code = "campaign.general_stays" if change.field == "status" else "campaign.general_kept"
        return (Problem(code, change.field, {"campaign": before.draft.title}),)
    if change.field == "status" and before.decided and draft.status.is_running:
        return (Problem("many.decided", "status", {"campaign": before.code, "decision": before.decided}),)
    return _refused(work, before, draft)


def _refused(work: Work, before: Campaign, draft: CampaignDraft) -> tuple[Problem, ...]:
    if problems := _errors(check_campaign(draft)):
        return problems
    try:
        changed_within(work, draft, before.code, before.revision, "")
    except Refused as refusal:
        return refusal.problems
    return ()


def _plan_items(work: Work, change: ManyChange, codes: Sequence[str], progress: Progress) -> _Plan:
    wanted: dict[str, dict[int, str]] = {}
    for code in codes:
        campaign, _dot, line = code.partition(".")
        campaign = make_code(CodeKind.CAMPAIGN, read_code(CodeKind.CAMPAIGN, campaign))
        number = int(line) if line.isdecimal() else 0
        wanted.setdefault(campaign, {})[number] = f"{campaign}.{number}"
    lines: list[ManyLine] = []
    changed: list[tuple[Campaign, CampaignDraft]] = []
    for at, (campaign, mine) in enumerate(wanted.items()):
        progress.step(at, len(wanted))
        before = work.campaigns.get(campaign)
        if missing := mine.keys() - {item.line for item in before.items}:
            raise refuse("item.no_such_line", line=min(missing))
        found, draft = _item_lines(work, change, before, mine)
        lines += found
        if draft is not None:
            changed.append((before, draft))
    return _Plan(in_order(lines), campaigns=tuple(changed))


def _item_lines(
    work: Work, change: ManyChange, before: Campaign, mine: dict[int, str]
) -> tuple[list[ManyLine], CampaignDraft | None]:
    """Say what becomes of items of one campaign, and what it says then; None where nothing of it changes.

    Items that a rule keeps as they are do not keep the others: what is left is asked again, until none is refused.
    """
    lines = {
        item.line: ManyLine(mine[item.line], getattr(item.draft, change.field), change.value, before.revision)
        for item in before.items
        if item.line in mine
    }
    while True:  # each round ends it, or leaves fewer lines to turn
        turned = {line for line, each in lines.items() if each.changes}
        if not turned:
            return list(lines.values()), None
        items = tuple(
            replace(item.draft, **{change.field: change.value}) if item.line in turned else item.draft
            for item in before.items
        )
        draft = replace(before.draft, items=items)
        problems = _refused(work, before, draft)
        if not problems:
            return list(lines.values()), draft
        own = _by_line(draft, problems)
        rest = tuple(each for line, some in own.items() if line not in turned for each in some)
        for line in turned if rest else turned & own.keys():
            lines[line] = replace(lines[line], problems=rest or own[line])


def _by_line(draft: CampaignDraft, problems: Iterable[Problem]) -> dict[int, tuple[Problem, ...]]:
    """Give problems by the line of the item that they belong to; those of the whole campaign by 0."""
    found: dict[int, tuple[Problem, ...]] = {}
    for problem in problems:
        parts = (problem.at or "").split(".")
        line = draft.items[int(parts[1])].line or 0 if parts[0] == "items" and len(parts) > 1 else 0
        found[line] = (*found.get(line, ()), problem)
    return found


def _change_campaigns(
    work: Work,
    office: Office,
    gesture: Gesture,
    changed: Sequence[tuple[Campaign, CampaignDraft]],
    progress: Progress,
) -> list[Record]:
    records: list[Record] = []
    for at, (before, draft) in enumerate(changed):
        progress.step(at, len(changed))
        gesture.changes(CAMPAIGNS, before.code)
        made = change_within(work, office, draft, before.code, before.revision, "")
        facts: dict[str, Any] = {**campaign_facts(work.campaigns.get(before.code)), **revision_facts(made)}
        records.append(Record("campaign.saved", before.code, facts))
    return records
