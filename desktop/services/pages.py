"""Campaign pages: read one, propose a campaign from it, import it in one transaction."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from desktop.domain.campaigns import (
    LONGEST_STORY,
    LONGEST_TITLE,
    CampaignDraft,
    CampaignStatus,
    ItemDraft,
    Publicity,
    check_campaign,
)
from desktop.domain.clock import check_date
from desktop.domain.errors import CannotRead, Problem, refuse, refuse_errors
from desktop.domain.imports import check_import
from desktop.domain.journal import Record
from desktop.domain.ledger import opening_entry
from desktop.domain.money import Money
from desktop.domain.pages import PageStatus
from desktop.domain.people import PersonCategory, PersonDraft
from desktop.domain.summaries import Imported
from desktop.domain.text import one_line
from desktop.services import wording
from desktop.services.campaign_undo import CAMPAIGNS
from desktop.services.campaigns import add_campaign, campaign_facts, tidied_campaign
from desktop.services.facts import entry_facts
from desktop.services.incoming import read_incoming
from desktop.services.people import PEOPLE, check_alias_free, person_problems, require_person
from desktop.services.periods import booking_day
from desktop.services.undo import Gesture

if TYPE_CHECKING:
    from pathlib import Path

    from desktop.domain.imports import PageImport
    from desktop.domain.pages import PageDraft, PageItem
    from desktop.services.office import Office
    from desktop.storage.campaigns import PageSource
    from desktop.storage.work import Work

LARGEST_PAGE = 20 * 1024 * 1024
"""Bytes read of a file at most (reference/security.md, requirement 41); intake has closer limits of its own."""
SHORT_PASTED = 50_000
"""Characters of pasted text that are read in this process; a page has some thousand."""


def read_page_file(path: Path) -> PageDraft:
    """Read a campaign page from a file.

    Raises:
        CannotRead: The file is missing, too large, or no campaign page; the reason is a stable word.
    """
    return read_page_bytes(read_incoming(path, LARGEST_PAGE))


def read_page_bytes(data: bytes) -> PageDraft:
    """Read a campaign page from a file's bytes; raises CannotRead."""
    from desktop.intake.page_apart import read_page_apart  # noqa: PLC0415 - late: few sessions read pages

    if len(data) > LARGEST_PAGE:
        raise CannotRead(reason="too_large")
    return read_page_apart(data)


def read_own_page(path: Path) -> PageDraft:
    """Read a sample page that came with the program: these are no stranger's bytes and need no process of their own."""
    from desktop.intake.page import read_page  # noqa: PLC0415 - late: its vocabularies load with the first page

    return read_page(read_incoming(path, LARGEST_PAGE))


def read_page_text(text: str) -> PageDraft:
    """Read a campaign page from pasted text; raises CannotRead.

    Short text without markup is read here: it is what the worker saw and chose, letters already, and only our own
    readers go through it, each in time linear in its length. All else goes to the helper process.
    """
    from desktop.intake.markup import is_markup  # noqa: PLC0415 - late: few sessions read pages
    from desktop.intake.page import read_page_text as read  # noqa: PLC0415 - as above
    from desktop.intake.page_apart import read_text_apart  # noqa: PLC0415 - as above

    if len(text) > LARGEST_PAGE:
        raise CannotRead(reason="too_large")
    whole = text.encode("utf-8", "replace").decode("utf-8")  # pasted text may hold halves of characters
    return read(whole) if len(whole) <= SHORT_PASTED and not is_markup(whole) else read_text_apart(whole)


def already_imported(office: Office, page: PageDraft) -> str | None:
    """Give the campaign that was imported from this very page; None when there is none."""
    with office.work() as work:
        return work.campaigns.find_by_source(page.source_sha256)


def proposed_campaign(page: PageDraft, currency: str | None = None) -> CampaignDraft:
    """Propose a campaign from a page, for the worker to correct.

    Labels are neutral words of the category; the page's own words stay in the description. Items in another currency
    than the campaign's keep theirs: two currencies are never added, so the worker decides.
    """
    chosen = currency or page.currency or _first_currency(page) or "EUR"
    status = {PageStatus.OPEN: CampaignStatus.OPEN, PageStatus.CLOSED: CampaignStatus.CLOSED}.get(
        page.status, CampaignStatus.OPEN if page.collected else CampaignStatus.DRAFT
    )
    return CampaignDraft(
        title=page.title[:LONGEST_TITLE],
        currency=chosen,
        status=status,
        goal=_if_in(page.stated_goal, chosen),
        published_goal=_if_in(page.published_goal, chosen),
        publicity=Publicity.NAME if page.person else Publicity.ANONYMOUS,
        language=page.language,
        story=page.story[:LONGEST_STORY],
        items=_proposed_items(page.items),
    )


def _first_currency(page: PageDraft) -> str | None:
    amounts = [page.stated_goal, page.collected, *(item.amount for item in page.items)]
    return next((amount.currency for amount in amounts if amount is not None), None)


def _if_in(amount: Money | None, currency: str) -> Money | None:
    return amount if amount is not None and amount.currency == currency and amount.minor > 0 else None


def _proposed_items(items: tuple[PageItem, ...]) -> tuple[ItemDraft, ...]:
    """Label each item by its category, numbered where one category comes several times."""
    labels = [wording.label(item.category) for item in items]
    drafts = []
    for index, item in enumerate(items):
        count = labels[: index + 1].count(labels[index])
        drafts.append(
            ItemDraft(
                label=labels[index] if labels.count(labels[index]) == 1 else f"{labels[index]} {count}",
                planned=item.amount,
                category=item.category,
                quantity=item.quantity,
                unit=item.unit,
                unit_price=_unit_price(item),
                priority=1,
                description=item.description,
            )
        )
    return tuple(drafts)


def _unit_price(item: PageItem) -> Money | None:
    """The price of one, where there are several and the amount divides exactly."""
    if item.quantity <= 1 or item.amount.minor % item.quantity:
        return None
    return Money(int(item.amount.minor / item.quantity), item.amount.currency)


def import_problems(request: PageImport) -> tuple[Problem, ...]:
    """Say what is wrong with an import before it is tried: errors block, warnings do not."""
    found = [*check_import(request), *check_campaign(request.campaign)]
    if request.collected and not request.campaign.status.takes_money:
        status = request.campaign.status
        found.append(Problem("campaign.takes_no_money", "status", {"campaign": "…", "status": status}))
    return tuple(found)


def import_page(office: Office, request: PageImport) -> Imported:
    """Import a page: campaign, items, a new person if an alias asks for one, the source text, the opening entry.

    Raises:
        Refused: A check failed, the page is here already, or the alias is taken; nothing is stored then.
    """
    office.need_identity()
    request = replace(request, campaign=tidied_campaign(request.campaign), alias=one_line(request.alias))
    refuse_errors((*import_problems(request), *check_date(request.on, office.today(), at="on")))
    page = request.page
    with office.work() as work:
        earlier = work.campaigns.find_by_source(page.source_sha256)
        if earlier is not None and not request.again:
            raise refuse("page.already_imported", campaign=earlier)
        person, added = _whose(work, office, request)
        draft = replace(request.campaign, beneficiary=person)
        campaign = add_campaign(work, draft, _source(page), names=(page.person,) if page.person else ())
        facts: dict[str, object] = {"source": page.source_sha256, **campaign_facts(work.campaigns.get(campaign))}
        if added is not None:
            facts["person"] = added
        opening = request.collected if request.collected else None
        if opening is not None:
            booking = booking_day(work, request.on, office.today(), into_open=request.into_open)
            entry = replace(opening_entry(booking.day, campaign, opening), happened=booking.happened)
            number = work.ledger.post(entry)
            code = work.donations.add_opening(campaign, opening, booking.day, number, booking.happened)
            facts |= {"donation": code}
            facts |= entry_facts(number, entry)
        gesture = Gesture(office, work)
        if opening is None:  # what was collected before is in the ledger for good
            gesture.adds(CAMPAIGNS, campaign)
            if added is not None:
                gesture.adds(PEOPLE, added)
        gesture.commit(Record("page.imported", campaign, facts))
    return Imported(campaign, person, len(draft.items), opening)


def _whose(work: Work, office: Office, request: PageImport) -> tuple[str | None, str | None]:
    """Give the person whom the campaign belongs to, and the same again if the person is new."""
    alias = request.alias
    if alias:
        new = PersonDraft(category=PersonCategory.BENEFICIARY, alias=alias, concerns=request.concerns)
        refuse_errors(person_problems(new, office.today()))
        check_alias_free(work, alias)
        code = work.people.add(new)
        return code, code
    chosen = request.person or request.campaign.beneficiary
    if chosen is None:
        return None, None
    return require_person(work, chosen, at="person").code, None


def _source(page: PageDraft) -> PageSource:
    """Keep the page as it came, with what was read in it."""
    from desktop.storage.campaigns import PageSource  # noqa: PLC0415 - late: storage loads with a vault

    read: dict[str, object] = {
        "person": page.person,
        "stated_goal": _plain(page.stated_goal),
        "published_goal": _plain(page.published_goal),
        "collected": _plain(page.collected),
        "status": page.status.value,
        "warnings": [warning.value for warning in page.warnings],
        "concerns": [concern.value for concern in page.concerns],
    }
    return PageSource(text=page.text, sha256=page.source_sha256, encoding=page.encoding, facts=read)


def _plain(amount: Money | None) -> list[str] | None:
    return [amount.plain(), amount.currency] if amount is not None else None
