"""The budget workbook: facts read in one short work, rendered, opened again and reconciled with the ledger."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from desktop.domain.errors import DoesNotReconcile, Problem, refuse_errors
from desktop.domain.ledger import Account
from desktop.domain.listing import ListKind, Query
from desktop.domain.people import NameUse
from desktop.domain.progress import NoProgress, Progress
from desktop.domain.reports import BudgetCampaign, BudgetLine, TransactionRow, WorkbookFacts
from desktop.i18n import DOCUMENT_LANGUAGES
from desktop.services.lists import stream_rows

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from desktop.domain.campaigns import Campaign, Item
    from desktop.domain.ledger import Entry, Posting
    from desktop.domain.money import Money
    from desktop.domain.rates import PinnedRate
    from desktop.services.office import Office
    from desktop.storage.movements import Part, Source
    from desktop.storage.work import Work

_TYPES = {
    Account.DONATIONS: "income",
    Account.FEES: "fee",
    Account.AID: "aid",
    Account.TRANSFERS: "moved",
    Account.CASH_DIFFERENCE: "moved",
    Account.ADVANCES: "advance",
}
_STEP = 500
_AT_ONCE = 5000


@dataclass(frozen=True, slots=True)
class WorkbookRequest:
    """What the worker chooses: codes of campaigns, how people are named, the language, the period (inclusive)."""

    campaigns: tuple[str, ...]
    name_use: NameUse = NameUse.CODE
    language: str = "en"
    period_from: date | None = None
    period_to: date | None = None


@dataclass(frozen=True, slots=True)
class Export:
    """A finished file on its way out: its bytes and a neutral name."""

    data: bytes
    file_name: str


def check_workbook(request: WorkbookRequest) -> tuple[Problem, ...]:
    """Say what is wrong with the choices for a workbook."""
    found: list[Problem] = []
    if not request.campaigns:
        found.append(Problem("report.no_campaign", "campaigns"))
    if request.language not in DOCUMENT_LANGUAGES:
        found.append(Problem("document.language", "language", {"language": request.language[:12]}))
    since, until = request.period_from, request.period_to
    if since is not None and until is not None and until < since:
        found.append(Problem("report.period", "period_to", {"period_from": since, "period_to": until}))
    return tuple(found)


def all_campaigns(office: Office) -> tuple[str, ...]:
    """Give the codes of all campaigns, archived ones too: an account leaves nothing out."""
    rows = stream_rows(office, ListKind.CAMPAIGNS, Query(archived=True))
    return tuple(sorted({row.code for row in rows}, key=lambda code: (len(code), code)))


def make_workbook(office: Office, request: WorkbookRequest, progress: Progress | None = None) -> Export:
    """Make the budget workbook of some campaigns.

    Raises:
        Refused: No campaign was chosen, or the period ends before it starts.
        NotFound: A campaign is not there.
        DoesNotReconcile: The finished file, opened again, does not say what the ledger says; there is no file.
        Stopped: The user stopped it.
    """
    # Late: the workbook's libraries are heavy.
    from desktop.documents.reread import reconcile  # noqa: PLC0415
    from desktop.documents.workbook import make_workbook as render  # noqa: PLC0415

    progress = progress or NoProgress()
    refuse_errors(check_workbook(request))
    facts = gather_workbook(office, replace(request, campaigns=tuple(dict.fromkeys(request.campaigns))), progress)
    check_sums(facts)
    data = render(facts, progress)
    differences = reconcile(data, facts)
    if differences:
        raise DoesNotReconcile(what="; ".join(differences[:3]))
    only = f"-{request.campaigns[0]}" if len(facts.campaigns) == 1 else ""
    return Export(data, f"budget{only}-{office.today().isoformat()}.xlsx")


def gather_workbook(office: Office, request: WorkbookRequest, progress: Progress) -> WorkbookFacts:
    """Read all that the workbook says, in one short work."""
    from desktop.storage.movements import Source  # noqa: PLC0415 - late: storage loads with a vault

    with office.work() as work:
        use = request.name_use if office.has_identity else NameUse.CODE
        campaigns = [work.campaigns.get(code) for code in request.campaigns]
        entries = list(_entries(work, request.campaigns, progress))
        codes = {posting.person for _number, entry in entries for posting in entry.postings if posting.person}
        codes |= {campaign.draft.beneficiary for campaign in campaigns if campaign.draft.beneficiary}
        gatherer = _Rows(
            chosen=frozenset(request.campaigns),
            labels={(item.campaign, item.line): item.draft.label for each in campaigns for item in each.items},
            names=_names(work, sorted(codes), use),
            sources=work.movements.sources(request.campaigns),
            nothing=Source("", None, ""),
            given=work.movements.given(request.campaigns),
            official=work.movements.official_rates(request.campaigns),
        )
        return WorkbookFacts(
            organisation=work.settings.load().organisation.name,
            language=request.language,
            made_at=office.now(),
            period_from=request.period_from,
            period_to=request.period_to,
            name_use=use,
            campaigns=tuple(_budget(campaign, gatherer.names, use) for campaign in campaigns),
            transactions=tuple(row for number, entry in entries for row in gatherer.rows(number, entry)),
            journal_head=work.head(),
        )


def _names(work: Work, codes: list[str], use: NameUse) -> dict[str, str]:
    """Name people some thousands at a time: one question to the database holds no more."""
    found: dict[str, str] = {}
    for start in range(0, len(codes), _AT_ONCE):
        found |= work.people.names(codes[start : start + _AT_ONCE], use)
    return found


def _entries(work: Work, campaigns: tuple[str, ...], progress: Progress) -> Iterator[tuple[int, Entry]]:
    for count, each in enumerate(work.ledger.entries(campaigns), 1):
        if count % _STEP == 0:
            progress.step(count, 0)
        yield each


@dataclass(frozen=True, slots=True)
class _Rows:
    """Turns entries into transaction rows. `sources` tells what each entry rests on, by its number."""

    chosen: frozenset[str]
    labels: dict[tuple[str, int], str]
    names: dict[str, str]
    sources: dict[int, Source]
    nothing: Source
    given: dict[Part, Money]
    official: dict[int, PinnedRate]

    def rows(self, number: int, entry: Entry) -> Iterator[TransactionRow]:
        """Give a row for each posting of income, fee or aid in a chosen campaign."""
        source = self.sources.get(entry.counters if entry.counters is not None else number, self.nothing)
        for posting in entry.postings:
            if posting.account in _TYPES and posting.campaign in self.chosen:
                yield self._row(number, entry, posting, posting.campaign, source)

    def _row(self, number: int, entry: Entry, posting: Posting, campaign: str, source: Source) -> TransactionRow:
        first = entry.counters if entry.counters is not None else number
        given = self.given.get((first, _TYPES[posting.account], campaign, posting.item)) if entry.rates else None
        return TransactionRow(
            number=number,
            on=entry.on,
            kind=entry.kind,
            subject=source.code,
            campaign=campaign,
            line="" if posting.item is None else f"{campaign}.{posting.item}",
            party=self.names.get(posting.person, posting.person) if posting.person else "",
            description="" if posting.item is None else self.labels.get((campaign, posting.item), ""),
            method=source.method,
            amount=-posting.money,
            type=_TYPES[posting.account],
            document=source.document,
            counters=entry.counters,
            happened=entry.happened,
            given=-given if given is not None and entry.counters is not None else given,
            rate=entry.rates[0] if given is not None else None,
            official=self.official.get(first) if given is not None else None,
        )


def _budget(campaign: Campaign, names: dict[str, str], use: NameUse) -> BudgetCampaign:
    draft = campaign.draft
    return BudgetCampaign(
        code=campaign.code,
        title=draft.title if use is NameUse.NAME else "",
        beneficiary=names.get(draft.beneficiary, draft.beneficiary) if draft.beneficiary else "",
        status=draft.status.value,
        goal=draft.goal,
        collected=campaign.totals.collected,
        fees=campaign.totals.fees,
        paid=campaign.totals.paid,
        moved=campaign.totals.moved,
        advanced=campaign.totals.advanced,
        committed=campaign.totals.committed,
        lines=tuple(_line(item) for item in campaign.items if not item.draft.archived or item.paid),
    )


def _line(item: Item) -> BudgetLine:
    return BudgetLine(
        campaign=item.campaign,
        line=item.line,
        label=item.draft.label,
        category=item.draft.category.value,
        unit=item.draft.unit,
        quantity=f"{item.draft.quantity.normalize():f}",
        unit_price=item.draft.unit_price,
        planned=item.planned,
        funded=item.funded,
        committed=item.committed,
        paid=item.paid,
        donor_line=item.draft.donor_line,
        allotted=item.allotted,
    )


def check_sums(facts: WorkbookFacts) -> None:
    """Refuse a workbook whose transactions do not come to the ledger's kept sums.

    Raises:
        DoesNotReconcile: With the codes that differ.
    """
    sums: Counter[tuple[str, str]] = Counter()
    lines: Counter[str] = Counter()
    for row in facts.transactions:
        sums[row.campaign, row.type] += row.amount.minor
        if row.line and row.type == _TYPES[Account.AID]:
            lines[row.line] -= row.amount.minor
    for campaign in facts.campaigns:
        kept = {
            "income": campaign.collected.minor,
            "fee": -campaign.fees.minor,
            "aid": -campaign.paid.minor,
            "moved": campaign.moved.minor,
            "advance": -campaign.advanced.minor,
        }
        if any(sums[campaign.code, kind] != minor for kind, minor in kept.items()):
            raise DoesNotReconcile(what=campaign.code)
        for line in campaign.lines:
            if lines[line.code] != line.paid.minor:
                raise DoesNotReconcile(what=line.code)
