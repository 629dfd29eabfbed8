"""Expense items from a table: what each row would do in its campaign, and all chosen rows stored in one transaction."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from desktop.domain.campaigns import ItemDraft, check_campaign, check_item
from desktop.domain.errors import NotFound, Problem, Refused, Severity, refuse, refuse_errors
from desktop.domain.journal import Record
from desktop.domain.revisions import is_approved, revises
from desktop.domain.table_fields import TableKind
from desktop.domain.table_import import (
    RowChoice,
    RowPlan,
    RowState,
    TableDone,
    TablePreview,
    Twin,
    changes_between,
    drafted,
    item_blank,
    read_row,
    said_campaign,
)  # fmt: skip
from desktop.domain.text import one_line, tidied
from desktop.services.campaign_undo import CAMPAIGNS
from desktop.services.campaigns import (
    campaign_facts,
    change_within,
    changed_within,
    revision_facts,
    tidied_campaign,
)  # fmt: skip
from desktop.services.tables import readers
from desktop.services.undo import Gesture

if TYPE_CHECKING:
    from collections.abc import Sequence

    from desktop.domain.campaigns import Campaign, CampaignDraft, Item
    from desktop.domain.progress import Progress
    from desktop.domain.table_import import RowValues
    from desktop.domain.table_maps import TableMap
    from desktop.domain.table_rows import TableText
    from desktop.services.office import Office
    from desktop.storage.work import Work

_SOME_REASON = "-"  # what stands for the reason while the rules are asked; without one nothing is stored


@dataclass(slots=True)
class _Campaign:
    """A campaign with what rows above a row say of it."""

    stored: Campaign
    lines: dict[int, int] = field(default_factory=dict)
    labels: dict[tuple[str, int], int] = field(default_factory=dict)

    def item(self, line: int | None) -> Item | None:
        """Give an item by its number."""
        return next((each for each in self.stored.items if each.line == line), None)

    def called(self, label: str) -> Item | None:
        """Give the item of a label, whatever its case."""
        wanted = label.casefold()
        live = (each for each in self.stored.items if not each.draft.archived)
        return next((each for each in live if each.draft.label.casefold() == wanted), None)


def preview_items(
    office: Office, table: TableText, chosen: TableMap, campaign: str, progress: Progress
) -> TablePreview:
    """Say what each row would do in the campaign that it names, or else in `campaign`; nothing is stored.

    Raises:
        Refused: identity.needed.
        Stopped: From `progress`.
    """
    office.need_identity()
    with office.work() as work:
        planning = _Planning(office, work, chosen, campaign)
        rows: list[RowPlan] = []
        whole = len(table.rows) - chosen.first
        for place in range(chosen.first, len(table.rows)):
            progress.step(len(rows), whole)
            rows.append(planning.plan(place, table.lines[place], table.rows[place]))
        rows, needs_reason = _tried(work, planning, rows, progress)
    return TablePreview(TableKind.ITEMS, tuple(rows), needs_reason)


class _Planning:
    """Plans one row after another."""

    def __init__(self, office: Office, work: Work, chosen: TableMap, campaign: str) -> None:
        self._work, self._chosen, self._campaign = work, chosen, campaign
        self._today, self._how = office.today(), readers()
        self.campaigns: dict[str, _Campaign | Problem] = {}

    def plan(self, place: int, line: int, cells: Sequence[str]) -> RowPlan:
        """Say what a row would do."""
        bare = RowPlan(place, line, RowState.REFUSED, RowChoice.SKIP)
        code = said_campaign(cells, self._chosen) or self._campaign
        found = self._load(code)
        currency = "EUR" if isinstance(found, Problem) else found.stored.draft.currency
        how = replace(self._chosen, currency=self._chosen.currency or currency)
        values = read_row(cells, how, self._how, self._today)
        bare = replace(bare, shown=str(values.values.get("label", "")), problems=values.problems)
        if isinstance(found, Problem):
            return bare if values.refused else replace(bare, problems=(*values.problems, found))
        bare = replace(bare, code=code, revision=found.stored.revision)
        return bare if values.refused else self._within(bare, found, values)

    def _load(self, code: str) -> _Campaign | Problem:
        if code not in self.campaigns:
            self.campaigns[code] = self._read(code)
        return self.campaigns[code]

    def _read(self, code: str) -> _Campaign | Problem:
        if not code:
            return Problem("import.no_campaign", "campaign")
        try:
            stored = self._work.campaigns.get(code)
        except NotFound:
            return Problem("campaign.not_found", "campaign", {"campaign": code})
        if stored.archived:
            return Problem("campaign.archived", "campaign", {"campaign": code})
        return _Campaign(stored)

    def _within(self, bare: RowPlan, campaign: _Campaign, values: RowValues) -> RowPlan:
        item = campaign.item(values.line)
        if item is not None:
            return self._of_item(bare, campaign, item, values)
        draft = _multiplied(
            tidied(drafted(item_blank(campaign.stored.draft.currency), values.values), ("description",))
        )
        problems = (*values.problems, *_own_problems(draft, campaign.stored.draft.currency))
        if any(each.severity is Severity.ERROR for each in problems):
            return replace(bare, problems=problems)
        bare = replace(bare, draft=draft, problems=problems)
        twin = campaign.labels.setdefault((draft.label.casefold(), draft.planned.minor), bare.line)
        if twin != bare.line:
            return replace(bare, state=RowState.DUPLICATE, twin=Twin.ROW, twin_line=twin)
        alike = campaign.called(draft.label)
        if alike is None:
            return replace(bare, state=RowState.NEW, choice=RowChoice.ADD)
        merged = tidied(drafted(alike.draft, values.values), ("description",))
        changes = changes_between(alike.draft, merged)
        why = Twin.ALIKE if changes else Twin.SAME
        return replace(bare, state=RowState.DUPLICATE, twin=why, item=alike.line, merged=merged, changes=changes)

    def _of_item(self, bare: RowPlan, campaign: _Campaign, item: Item, values: RowValues) -> RowPlan:
        bare = replace(bare, item=item.line, shown=bare.shown or item.draft.label)
        twin = campaign.lines.get(item.line)
        if twin is not None:
            return replace(bare, state=RowState.DUPLICATE, twin=Twin.ROW, twin_line=twin)
        if item.draft.archived:
            facts = {"line": item.line}
            return replace(bare, problems=(*values.problems, Problem("import.archived_item", "line", facts)))
        merged = tidied(drafted(item.draft, values.values), ("description",))
        problems = (*values.problems, *_own_problems(merged, campaign.stored.draft.currency))
        if any(each.severity is Severity.ERROR for each in problems):
            return replace(bare, problems=problems)
        campaign.lines[item.line] = bare.line
        changes = changes_between(item.draft, merged)
        if not changes:
            return replace(bare, state=RowState.DUPLICATE, twin=Twin.SAME, problems=problems)
        return replace(
            bare, state=RowState.CHANGED, choice=RowChoice.CHANGE, merged=merged, changes=changes, problems=problems
        )


def _own_problems(draft: ItemDraft, currency: str) -> tuple[Problem, ...]:
    """Say what is wrong with an item by itself, at its fields' names."""
    found = check_item(draft, currency, at="item")
    return tuple(replace(each, at=(each.at or "").removeprefix("item.")) for each in found)


def _multiplied(draft: ItemDraft) -> ItemDraft:
    """Give an item without an amount that of its quantity and price."""
    if draft.unit_price is None or draft.planned:
        return draft
    return replace(draft, planned=draft.unit_price.times(draft.quantity))


# ------------------------------------------------------------------------------------------------- the campaigns' rules


def _tried(work: Work, planning: _Planning, rows: list[RowPlan], progress: Progress) -> tuple[list[RowPlan], bool]:
    """Ask the rules of saving about each campaign with its rows; rows that they refuse are refused."""
    plans = {each.row: each for each in rows}
    needs_reason = False
    for code, mine in _by_campaign(rows).items():
        progress.step(0, 0)
        campaign = planning.campaigns[code]
        assert isinstance(campaign, _Campaign)  # noqa: S101  rows of others are refused already
        left = list(mine)
        while left:
            draft, places = drafted_campaign(campaign.stored, left)
            try:
                refuse_errors(check_campaign(draft))
                changed_within(work, draft, code, campaign.stored.revision, _SOME_REASON)
            except Refused as refusal:
                for row, problems in _at_rows(refusal.problems, places, left).items():
                    bare = plans[row]
                    refused = (*bare.problems, *problems)
                    plans[row] = replace(bare, state=RowState.REFUSED, choice=RowChoice.SKIP, problems=refused)
                left = [each for each in left if plans[each.row].state is not RowState.REFUSED]
            else:
                needs_reason = needs_reason or needs_its_reason(work, campaign.stored, draft)
                break
    return [plans[each.row] for each in rows], needs_reason


def needs_its_reason(work: Work, before: Campaign, draft: CampaignDraft) -> bool:
    """Tell whether a changed draft changes a plan that was approved: that has a reason."""
    return is_approved(before, work.plans.of(before.code)) and revises(before, draft)


def _by_campaign(rows: Sequence[RowPlan]) -> dict[str, list[RowPlan]]:
    found: dict[str, list[RowPlan]] = defaultdict(list)
    for each in rows:
        if each.choice is not RowChoice.SKIP:
            found[each.code].append(each)
    return found


def drafted_campaign(campaign: Campaign, rows: Sequence[RowPlan]) -> tuple[CampaignDraft, dict[int, int]]:
    """Give a campaign's draft with its rows in it, and which row stands at which place among the items."""
    items = {item.line: item.draft for item in campaign.items}
    at_line = {line: place for place, line in enumerate(items)}
    places: dict[int, int] = {}
    for each in rows:
        if each.choice is RowChoice.CHANGE and each.item is not None:
            assert isinstance(each.merged, ItemDraft)  # noqa: S101  what may be changed has one
            items[each.item] = each.merged
            places[at_line[each.item]] = each.row
    kept = [replace(draft, line=line) for line, draft in items.items()]
    for each in rows:
        if each.choice is RowChoice.ADD:
            assert isinstance(each.draft, ItemDraft)  # noqa: S101  what may be added has one
            places[len(kept)] = each.row
            kept.append(replace(each.draft, line=None))
    return tidied_campaign(replace(campaign.draft, items=tuple(kept))), places


def _at_rows(problems: Sequence[Problem], places: dict[int, int], rows: Sequence[RowPlan]) -> dict[int, list[Problem]]:
    """Share problems out to the rows whose items they are of; what is of none is of all rows."""
    found: dict[int, list[Problem]] = defaultdict(list)
    for each in problems:
        head, _dot, rest = (each.at or "").partition(".")
        number, _dot, name = rest.partition(".")
        row = places.get(int(number)) if head == "items" and number.isdecimal() else None
        for mine in [row] if row is not None else [every.row for every in rows]:
            found[mine].append(replace(each, at=name if row is not None else each.at))
    return found


# ----------------------------------------------------------------------------------------------------------- storing


def import_items(office: Office, preview: TablePreview, reason: str, progress: Progress) -> TableDone:
    """Store the chosen rows in one transaction, each campaign with its own record in the journal, or none of them.

    Raises:
        Refused: A campaign was changed since the preview (import.changed_meanwhile), the reason is missing (at
            `reason`), or a rule forbids it; each problem stands at its row ("rows.3.planned").
        Stopped: From `progress`; nothing is stored.
    """
    office.need_identity()
    wanted = _by_campaign(preview.rows)
    if not wanted:
        raise refuse("import.nothing_chosen")
    added: list[str] = []
    changed: list[str] = []
    records: list[Record] = []
    refused: list[Problem] = []
    with office.work() as work:
        gesture = Gesture(office, work)
        for done, (code, rows) in enumerate(wanted.items()):
            progress.step(done, len(wanted))
            gesture.changes(CAMPAIGNS, code)
            try:
                records.append(_store(work, office, code, rows, one_line(reason)))
            except Refused as refusal:
                refused.extend(refusal.problems)
                continue
            new = [each for each in rows if each.choice is RowChoice.ADD]
            lines = sorted(item.line for item in work.campaigns.get(code).items)
            added.extend(f"{code}.{line}" for line in lines[len(lines) - len(new) :])
            changed.extend(f"{code}.{each.item}" for each in rows if each.choice is RowChoice.CHANGE)
        if refused:
            raise Refused(*refused)
        told = {"added": len(added), "changed": len(changed), "campaigns": len(wanted)}
        gesture.commit(Record("table.imported", TableKind.ITEMS.value, told), *records)
    left = [each for each in preview.rows if each.choice is RowChoice.SKIP]
    failed = sum(each.state is RowState.REFUSED for each in left)
    return TableDone(TableKind.ITEMS, tuple(added), tuple(changed), len(left) - failed, failed)


def _store(work: Work, office: Office, code: str, rows: list[RowPlan], reason: str) -> Record:
    before = work.campaigns.get(code)
    if before.revision != rows[0].revision:
        raise refuse("import.changed_meanwhile", at=f"rows.{rows[0].row}.", code=code)
    draft, places = drafted_campaign(before, rows)
    try:
        refuse_errors(check_campaign(draft))
        made = change_within(work, office, draft, code, before.revision, reason)
    except Refused as refusal:
        if any(each.at == "reason" for each in refusal.problems):
            raise
        shared = _at_rows(refusal.problems, places, rows)
        raise Refused(
            *(replace(each, at=f"rows.{row}.{each.at or ''}") for row, problems in shared.items() for each in problems)
        ) from None
    after = work.campaigns.get(code)
    return Record("campaign.saved", code, {**campaign_facts(after), **revision_facts(made)})
