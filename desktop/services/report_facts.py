"""All that a workbook says, read from the books in one short work."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from typing import TYPE_CHECKING

from desktop.domain.campaigns import FundKind
from desktop.domain.consents import ConsentRule
from desktop.domain.errors import Refused
from desktop.domain.ledger import Account
from desktop.domain.money import Money
from desktop.domain.people import NameUse
from desktop.domain.rates import DayRule, RateRule, RateSource
from desktop.domain.reports import (
    BudgetCampaign,
    BudgetLine,
    CashBook,
    CashLine,
    GiftInKind,
    Variant,
    WorkbookFacts,
)
from desktop.domain.revisions import moved_between_items
from desktop.services.consents import unidentifiable
from desktop.services.report_rows import Rows, Worth

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date

    from desktop.domain.campaigns import Campaign, Item
    from desktop.domain.ledger import Entry
    from desktop.domain.progress import Progress
    from desktop.domain.rates import PinnedRate
    from desktop.domain.reports import TransactionRow
    from desktop.services.office import Office
    from desktop.services.reports import WorkbookRequest
    from desktop.storage.gifts_in_kind import Things
    from desktop.storage.movement_papers import Proof
    from desktop.storage.work import Work

_STEP = 500
_AT_ONCE = 5000


def gather_workbook(office: Office, request: WorkbookRequest, progress: Progress) -> WorkbookFacts:
    """Read all that the workbook says, in a short work; raises `Refused` where a donor's one currency lacks a rate."""
    with office.work() as work:
        use = request.name_use if office.has_identity else NameUse.CODE
        campaigns = [work.campaigns.get(code) for code in request.campaigns]
        entries = list(_entries(work, request.campaigns, progress))
        worth = _worth(work, request, [entry.on for _number, entry in entries], office.today())
        codes = {posting.person for _number, entry in entries for posting in entry.postings if posting.person}
        things = work.movements.things(request.campaigns)
        codes |= {each.donor for each in things if each.donor}
        codes |= {campaign.draft.beneficiary for campaign in campaigns if campaign.draft.beneficiary}
        without, withheld = _without_consent(work, codes, use)
        names = _names(work, sorted(codes - withheld), use)
        proofs = _proofs(work, campaigns, entries, withheld) if use is NameUse.NAME else {}
        gatherer = replace(_rows(work, request, campaigns, entries, names, worth), proofs=proofs)
        rows = tuple(row for number, entry in entries for row in gatherer.rows(number, entry))
        moved = moved_between_items(each for each in work.plans.everything() if each.campaign in gatherer.chosen)
        budget = tuple(
            replace(
                _budget(work, each, gatherer.names, request, _told(each, use, withheld)),
                worth=_rate(worth, each, request, request.period_to or office.today()),
                lines=_lines(each, moved),
            )
            for each in campaigns
        )
        if worth.missing and request.variant is not Variant.SIMPLE:
            raise Refused(worth.missing[0])
        return WorkbookFacts(
            organisation=work.settings.load().organisation.name,
            language=request.language,
            made_at=office.now(),
            period_from=request.period_from,
            period_to=request.period_to,
            name_use=use,
            campaigns=budget,
            transactions=rows,
            journal_head=work.head(),
            variant=request.variant,
            currency=worth.currency,
            rule=worth.rule,
            grant=request.grant,
            agreement=request.agreement,
            explain_above=request.explain_above,
            moved_above=work.settings.load().reallocation_limit,
            people=request.people,
            cash=_desk(work, request, office.today()) if request.whole else _own_cash(request, rows),
            in_kind=_in_kind(things, names, use, _hidden(campaigns, withheld), withheld),
            without_consent=without,
            withheld=bool(withheld),
        )


def _without_consent(work: Work, codes: set[str], use: NameUse) -> tuple[tuple[str, ...], frozenset[str]]:
    """Give the people whom a workbook would name without their consent, and those whose names the office withholds."""
    rule = work.settings.load().document_consent
    if rule is ConsentRule.OFF:
        return (), frozenset()
    found = tuple(each.person for each in unidentifiable(work, codes, use))
    return found, frozenset(found if rule is ConsentRule.REFUSE else ())


def _proofs(
    work: Work, campaigns: Sequence[Campaign], entries: Sequence[tuple[int, Entry]], withheld: frozenset[str]
) -> dict[int, Proof]:
    """Read what entries are proved by, but of those about people whose names are withheld: an invoice may name them."""
    hidden = _hidden(campaigns, withheld)
    quiet = {
        number
        for number, entry in entries
        if any(each.person in withheld or each.campaign in hidden for each in entry.postings)
    }
    found = work.movements.proofs([campaign.code for campaign in campaigns])
    return {number: proof for number, proof in found.items() if number not in quiet}


def _hidden(campaigns: Sequence[Campaign], withheld: frozenset[str]) -> set[str]:
    """Give the campaigns for people whose names are withheld: free words about them may name them."""
    return {campaign.code for campaign in campaigns if campaign.draft.beneficiary in withheld}


def _in_kind(
    things: Sequence[Things], names: dict[str, str], use: NameUse, hidden: set[str], withheld: frozenset[str]
) -> tuple[GiftInKind, ...]:
    """Give the gifts in kind; the words for what was given only where people may be named."""
    return tuple(
        GiftInKind(
            subject=each.code,
            on=each.on,
            campaign=each.campaign,
            line="" if each.item is None else f"{each.campaign}.{each.item}",
            value=each.value,
            document=each.receipt,
            person=each.donor or "",
            party=names.get(each.donor, each.donor) if each.donor else "",
            goods=each.goods
            if use is NameUse.NAME and not {each.donor} & withheld and each.campaign not in hidden
            else "",
        )
        for each in things
    )


def _told(campaign: Campaign, use: NameUse, withheld: frozenset[str]) -> bool:
    """Tell whether a campaign's title is told: it may name whom it is for."""
    return use is NameUse.NAME and campaign.draft.beneficiary not in withheld


def _worth(work: Work, request: WorkbookRequest, days: Sequence[date], today: date) -> Worth:
    """Choose the workbook's currency and whose rates count: a grant of the European Union has its own."""
    settings = work.settings.load()
    if request.variant is not Variant.EU:
        return Worth(work, settings.base_currency, settings.rate_rule)
    since, until = request.period_from or min(days, default=today), request.period_to or today
    return Worth(work, "EUR", RateRule(RateSource.INFOREUR, DayRule.PERIOD_MEAN, (since, max(since, until))))


def _rows(
    work: Work,
    request: WorkbookRequest,
    campaigns: Sequence[Campaign],
    entries: Sequence[tuple[int, Entry]],
    names: dict[str, str],
    worth: Worth,
) -> Rows:
    from desktop.storage.movements import Source  # noqa: PLC0415 - late: storage loads with a vault

    people = {each.person for _number, entry in entries for each in entry.postings if each.person is not None}
    return Rows(
        chosen=frozenset(request.campaigns),
        labels={(item.campaign, item.line): item.draft.label for each in campaigns for item in each.items},
        names=names,
        now={code: work.people.now(code) for code in people},
        sources=work.movements.sources(request.campaigns),
        nothing=Source("", None, ""),
        given=work.movements.given(request.campaigns),
        official=work.movements.official_rates(request.campaigns),
        papers=work.movements.papers(request.campaigns),
        proofs={},
        countered=frozenset(entry.counters for _number, entry in entries if entry.counters is not None),
        worth=worth,
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


def _rate(worth: Worth, campaign: Campaign, request: WorkbookRequest, until: date) -> PinnedRate | None:
    """Find what turns a campaign's plans into the one currency of a donor's layout; a plain workbook needs none."""
    return None if request.variant is Variant.SIMPLE else worth.rate(campaign.draft.currency, until)


def _budget(
    work: Work, campaign: Campaign, names: dict[str, str], request: WorkbookRequest, told: bool
) -> BudgetCampaign:
    draft = campaign.draft
    person = work.people.get(draft.beneficiary).draft if draft.beneficiary and request.people else None
    return BudgetCampaign(
        code=campaign.code,
        title=draft.title_in(request.language) if told else "",
        beneficiary=names.get(draft.beneficiary, draft.beneficiary) if draft.beneficiary else "",
        status=draft.status.value,
        goal=draft.goal,
        collected=campaign.totals.collected,
        fees=campaign.totals.fees,
        paid=campaign.totals.paid,
        moved=campaign.totals.moved,
        advanced=campaign.totals.advanced,
        committed=campaign.totals.committed,
        lines=(),
        person=work.people.now(draft.beneficiary) if draft.beneficiary else "",
        category=person.category.value if person else "",
        country=person.country if person else "",
        general=campaign.kind is FundKind.GENERAL,
    )


def _lines(campaign: Campaign, moved: dict[tuple[str, int], Money]) -> tuple[BudgetLine, ...]:
    """Give a campaign's items; a removed one stands where something was paid for it, or its plan went to others."""
    return tuple(
        _line(item, moved.get((campaign.code, item.line)))
        for item in campaign.items
        if not item.draft.archived or item.paid or moved.get((campaign.code, item.line))
    )


def _line(item: Item, moved: Money | None) -> BudgetLine:
    gone = item.draft.archived and bool(moved)
    return BudgetLine(
        campaign=item.campaign,
        line=item.line,
        label=item.draft.label,
        category=item.draft.category.value,
        unit=item.draft.unit,
        quantity=f"{item.draft.quantity.normalize():f}",
        unit_price=item.draft.unit_price,
        planned=Money.zero(item.planned.currency) if gone else item.planned,
        funded=item.funded,
        committed=item.committed,
        paid=item.paid,
        donor_line=item.draft.donor_line,
        allotted=item.allotted,
        moved=moved,
    )


def _desk(work: Work, request: WorkbookRequest, today: date) -> tuple[CashBook, ...]:
    """Read the cash desk's own book of the period."""
    books = []
    for currency in work.cash.currencies():
        since, until = request.period_from or today.min, request.period_to or today
        lines = tuple(
            CashLine(row.on, row.document or row.code, row.change) for row in work.cash.rows(currency, since, until)
        )
        books.append(CashBook(work.cash.before(currency, since), lines))
    return tuple(books)


def _own_cash(request: WorkbookRequest, rows: Sequence[TransactionRow]) -> tuple[CashBook, ...]:
    """Add up what came in and went out in cash for these campaigns alone, in the currency that was handed over."""
    opening: dict[str, Money] = {}
    lines: defaultdict[str, list[CashLine]] = defaultdict(list)
    for row in rows:
        if row.account != Account.CASH.value:
            continue
        amount = row.given if row.given is not None else row.amount
        currency = amount.currency
        opening.setdefault(currency, Money.zero(currency))
        if request.period_from is not None and row.on < request.period_from:
            opening[currency] += amount
        elif request.period_to is None or row.on <= request.period_to:
            lines[currency].append(CashLine(row.on, row.document or row.subject, amount))
    return tuple(CashBook(each, tuple(lines[currency]), whole=False) for currency, each in sorted(opening.items()))
