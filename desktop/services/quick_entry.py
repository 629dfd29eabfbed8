"""Quick entry of expenses: what the texts of rows mean, and all rows stored in one transaction or none of them."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, TypeVar

from desktop.domain.attachments import AttachmentKind
from desktop.domain.errors import Problem, Refused, SkarbonkaError, Stopped, refuse
from desktop.domain.ids import CodeKind, make_code, read_code
from desktop.domain.progress import NoProgress
from desktop.domain.quick_entry import MOST_ROWS, EntryStep
from desktop.services.attachments import attach_file
from desktop.services.payout_steps import PAYOUT_DRAFTS, plan_within, submit_within
from desktop.services.payouts import record_within
from desktop.services.rates import official_rate
from desktop.services.undo import Gesture

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence
    from datetime import date
    from pathlib import Path

    from desktop.domain.campaigns import Campaign, CampaignRow
    from desktop.domain.journal import Record
    from desktop.domain.payouts import Payout, PayoutDraft
    from desktop.domain.people import PersonRow
    from desktop.domain.progress import Progress
    from desktop.domain.rates import PinnedRate
    from desktop.services.office import Office
    from desktop.storage.work import Work

_ENOUGH = 4  # rows read to see whether a text means one thing alone; the sentence names as many
_SEVERAL = {"campaign": "entry.several_campaigns", "payee": "entry.several_payees"}
_NONE = {"campaign": "entry.no_campaign", "payee": "entry.no_payee"}
_WITH_CODE = 200  # longer codes begin with the same digits: "P-1000", "P-10001"
RatePair = tuple[str, str, "date"]
Row = TypeVar("Row", "CampaignRow", "PersonRow")


@dataclass(frozen=True, slots=True)
class Sought:
    """What rows mean by their texts: of campaigns, of payees; and of which days' rates they need (base, quote, day)."""

    campaigns: frozenset[str] = frozenset()
    payees: frozenset[str] = frozenset()
    rates: frozenset[RatePair] = frozenset()

    def __bool__(self) -> bool:
        """Whether anything is sought."""
        return bool(self.campaigns or self.payees or self.rates)


@dataclass(slots=True)
class Found:
    """What was sought, each with what it means or why that cannot be told."""

    campaigns: dict[str, Campaign | Problem] = field(default_factory=dict)
    payees: dict[str, PersonRow | Problem] = field(default_factory=dict)
    rates: dict[RatePair, PinnedRate | Problem] = field(default_factory=dict)


def look_up(office: Office, sought: Sought, *, progress: Progress | None = None) -> Found:
    """Find what texts mean, each by its key: a code, a whole name, or a part that one record alone has.

    Raises:
        Stopped: From `progress`.
    """
    progress, found = progress or NoProgress(), Found()
    whole, done = len(sought.campaigns) + len(sought.payees) + len(sought.rates), 0
    with office.work() as work:
        for text in sorted(sought.campaigns):
            progress.step(done, whole)
            found.campaigns[text] = _campaign(work, text)
            done += 1
        for text in sorted(sought.payees):
            progress.step(done, whole)
            found.payees[text] = _payee(work, text)
            done += 1
        for pair in sorted(sought.rates):
            progress.step(done, whole)
            found.rates[pair] = official_rate(work, *pair)
            done += 1
    return found


def enter_payouts(
    office: Office,
    drafts: Sequence[PayoutDraft],
    step: EntryStep = EntryStep.DRAFT,
    *,
    progress: Progress | None = None,
) -> tuple[Payout, ...]:
    """Store all rows in one transaction, each with its own record in the journal; or none of them.

    A row counts with those above it: what they pay is gone for it.

    Raises:
        Refused: Rows were refused; each problem stands at its row ("rows.3.lines.0.amount"), counted from nothing.
        Stopped: From `progress`; nothing is stored.
    """
    if not drafts:
        raise refuse("entry.no_rows")
    if len(drafts) > MOST_ROWS:
        raise refuse("entry.too_many_rows", most=MOST_ROWS)
    progress = progress or NoProgress()
    codes: list[str] = []
    records: list[Record] = []
    refused: list[Problem] = []
    with office.work() as work:
        for at, draft in enumerate(drafts):
            progress.step(at, len(drafts))
            try:
                code, made = _enter(work, office, draft, step)
            except Refused as refusal:
                refused.extend(replace(each, at=f"rows.{at}.{each.at or ''}") for each in refusal.problems)
                continue
            codes.append(code)
            records.extend(made)
        if refused:
            raise Refused(*refused)
        gesture = Gesture(office, work)
        for code in codes if step is EntryStep.DRAFT else ():
            gesture.adds(PAYOUT_DRAFTS, code)
        gesture.commit(*records)
        return tuple(work.payouts.get(code) for code in codes)


def attach_invoices(
    office: Office, files: Sequence[tuple[str, Path]], *, progress: Progress | None = None
) -> tuple[tuple[str, SkarbonkaError | None], ...]:
    """Attach the files of invoices to payouts that are stored, each by itself; gives why one was not attached.

    Stopped in between, what is attached stays attached, and the rest is not given back.
    """
    progress, results = progress or NoProgress(), list[tuple[str, SkarbonkaError | None]]()
    for at, (code, path) in enumerate(files):
        try:
            progress.step(at, len(files))
            attach_file(office, code, AttachmentKind.INVOICE, path)
            results.append((code, None))
        except Stopped:
            break
        except SkarbonkaError as error:
            results.append((code, error))
    return tuple(results)


def load_payouts(office: Office, codes: Collection[str]) -> tuple[Payout, ...]:
    """Read some payouts as they stand now, in the order asked for."""
    with office.work() as work:
        return tuple(work.payouts.get(code) for code in codes)


def _enter(work: Work, office: Office, draft: PayoutDraft, step: EntryStep) -> tuple[str, list[Record]]:
    if step is EntryStep.PAY:
        paid, record = record_within(work, office, draft)
        return paid.code, [record]
    code, record = plan_within(work, office, draft)
    return code, [record, submit_within(work, office, code)] if step is EntryStep.SUBMIT else [record]


def _campaign(work: Work, text: str) -> Campaign | Problem:
    code, asked, limit = _asked(CodeKind.CAMPAIGN, text)
    rows = work.campaigns.pick(asked, limit)
    picked = _one(rows, code, asked, [(row.title,) for row in rows], "campaign")
    return picked if isinstance(picked, Problem) else work.campaigns.get(picked.code)


def _payee(work: Work, text: str) -> PersonRow | Problem:
    code, asked, limit = _asked(CodeKind.PERSON, text)
    rows = work.people.pick(asked, limit)
    return _one(rows, code, asked, [(row.name, row.name_latin, row.alias) for row in rows], "payee")


def _one(rows: Sequence[Row], code: str, text: str, names: Sequence[tuple[str, ...]], at: str) -> Row | Problem:
    """Give the row that is meant: the one with this code; else the one with this whole name, else the only one."""
    if code:
        rows = [row for row in rows if row.code == code]
    wanted = text.casefold()
    named = (
        [] if code else [r for r, its in zip(rows, names, strict=True) if wanted in {each.casefold() for each in its}]
    )
    for fitting in (named, rows):
        if len(fitting) == 1:
            return fitting[0]
    if rows:
        return Problem(_SEVERAL[at], at, {"codes": tuple(row.code for row in rows[:_ENOUGH])})
    return Problem(_NONE[at], at)


def _asked(kind: CodeKind, text: str) -> tuple[str, str, int]:
    """Tell a code ("p-1" is "P-0001") from a name: the code, what to ask for, and how many rows to read at most."""
    try:
        code = make_code(kind, read_code(kind, text))
    except Refused:
        return "", text.strip(), _ENOUGH
    return code, code, _WITH_CODE
