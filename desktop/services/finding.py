"""Search everywhere at once: people, campaigns, money and papers by any name, code, number, amount or word."""

from __future__ import annotations

from datetime import date
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from desktop.domain.campaigns import CampaignRow, FundKind
from desktop.domain.finding import FOUND_MOST, Findings, Found, FoundGroup, Match, ranked
from desktop.domain.listing import ListKind
from desktop.domain.progress import NoProgress
from desktop.i18n import tr
from desktop.services import wording
from desktop.storage.folding import WORD_START, needles, search_words, words_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from desktop.domain.advances import AdvanceRow
    from desktop.domain.campaigns import ItemRow
    from desktop.domain.cash import CashVoucher
    from desktop.domain.decisions import DecisionRow
    from desktop.domain.donations import DonationRow
    from desktop.domain.money import Money
    from desktop.domain.payouts import PayoutRow
    from desktop.domain.people import PersonRow
    from desktop.domain.pledges import PledgeRow
    from desktop.domain.progress import Progress
    from desktop.domain.receipts import DocumentRow
    from desktop.domain.transfers import TransferRow
    from desktop.services.office import Office
    from desktop.storage.finding import Hits
    from desktop.storage.work import Work

    Told = tuple[str, str, str, Money | None]

LONGEST_TYPED = 200
"""No more of what was typed is looked at: whole pages are pasted by mistake."""


def find_everywhere(office: Office, text: str, most: int = FOUND_MOST, *, progress: Progress | None = None) -> Findings:
    """Find up to `most` records of each kind; nothing typed finds nothing.

    Any spelling and script of a name finds it. Who holds no key to the identity book finds codes, numbers, amounts and
    labels of expense items.

    Raises:
        Stopped: From `progress`, which may break the search off at any time.
    """
    text = " ".join(text[:LONGEST_TYPED].split())
    if not text:
        return Findings(text, ())
    with office.work() as work, work.breaking_off(progress or NoProgress()):
        hits = work.finder.find(text, most)
        texts = _texts(work, hits, text)
    return ranked(
        text,
        tuple(
            FoundGroup(each.kind, tuple(_found(each.kind, match, row, texts) for match, row in each.rows), each.more)
            for each in hits
        ),
    )


def recall(office: Office, codes: Iterable[str]) -> tuple[Found, ...]:
    """Tell the records that have these codes or numbers, as a search does; what has none is left out."""
    wanted, told = list(codes), []
    with office.work() as work:
        for code in wanted:
            for hits in work.finder.having(code):
                told += [_found(hits.kind, match, row, {}) for match, row in hits.rows]
    return tuple(sorted((each for each in told if each.code in wanted), key=lambda each: wanted.index(each.code)))


def fits(typed: str, *texts: str) -> int | None:
    """Say how well one of some short texts (a command's names) fits: 0 begins so, 1 has the words; None for neither.

    Each typed word must begin a word of it, in any spelling and script. The texts are remembered: none may be personal.
    """
    words = words_of(typed)
    looked_for = [tuple(WORD_START * 2 + each.lstrip(WORD_START) for each in needles(word)) for word in words]
    if not any(looked_for):
        return None
    ranks = []
    for text in texts:
        indexed = _indexed(text)
        if all(any(each in indexed for each in wanted) for wanted in looked_for if wanted):
            ranks.append(0 if indexed.startswith(looked_for[0]) else 1)
    return min(ranks, default=None)


@lru_cache(maxsize=512)
def _indexed(text: str) -> str:
    return search_words(text)


def _texts(work: Work, hits: Iterable[Hits], text: str) -> dict[tuple[Match, int], str]:
    """Read what stands around the typed words in the long texts by which something was found."""
    by: dict[Match, list[int]] = {}
    for each in hits:
        for match, row in each.rows:
            if match in (Match.STORY, Match.CASE):
                by.setdefault(match, []).append(row.row_id)
    texts = {}
    if by.get(Match.STORY):
        stories = work.finder.excerpts(by[Match.STORY], text)
        texts = {(Match.STORY, number): told for number, told in stories.items()}
    for number, (day, told) in work.finder.events(by.get(Match.CASE, []), text).items():
        texts[Match.CASE, number] = _joined((wording.date(date.fromisoformat(day)), told))
    return texts


def _found(kind: ListKind, match: Match, row: Any, texts: dict[tuple[Match, int], str]) -> Found:
    code, title, detail, amount = _TOLD[kind](row)
    if match in (Match.STORY, Match.CASE):
        detail = texts.get((match, row.row_id), "")
    return Found(
        kind, code, "" if title == code else title, detail, amount, match, bool(getattr(row, "archived", False))
    )


def _joined(parts: Iterable[str]) -> str:
    return " · ".join(part for part in parts if part)


def _person(row: PersonRow) -> Told:
    others = (each for each in (row.name_latin, row.alias) if each != row.name)
    return row.code, row.name, _joined((*others, wording.label(row.category))), None


def _campaign(row: CampaignRow) -> Told:
    kind = wording.label(row.kind) if row.kind is FundKind.GENERAL else ""
    return row.code, row.title, _joined((kind, wording.label(row.status))), row.goal


def _item(row: ItemRow) -> Told:
    fund = row.campaign_title if row.campaign_title != row.campaign else ""
    return f"{row.campaign}.{row.line}", row.description or row.label, _joined((row.label, fund)), row.planned


def _donation(row: DonationRow) -> Told:
    state = tr("Taken back") if row.taken_back else ""
    donor = row.donor_name or tr("Anonymous")
    return row.code, donor, _joined((wording.date(row.on), row.campaign, row.receipt or "", state)), row.gross


def _payout(row: PayoutRow) -> Told:
    told = (wording.date(row.on), row.campaign, row.items, row.voucher or "", wording.label(row.state))
    return row.code, "" if row.payee_name == row.payee else row.payee_name, _joined(told), row.amount


def _document(row: DocumentRow) -> Told:
    told = (wording.label(row.kind), wording.date(row.issued_on), wording.label(row.state))
    return row.number, row.party_name, _joined(told), row.amount


def _pledge(row: PledgeRow) -> Told:
    return row.code, row.donor_name, _joined((wording.date(row.on), row.campaign, wording.label(row.state))), row.amount


def _advance(row: AdvanceRow) -> Told:
    told = (wording.date(row.on), row.campaign, wording.label(row.state))
    return row.code, row.person_name, _joined(told), row.amount


def _decision(row: DecisionRow) -> Told:
    told = (wording.date(row.on), row.campaign, wording.label(row.state))
    return row.code, wording.label(row.kind), _joined(told), row.amount


def _transfer(row: TransferRow) -> Told:
    state = tr("Taken back") if row.taken_back else ""
    return row.code, f"{row.source} → {row.target}", _joined((wording.date(row.on), state)), row.amount


def _cash(row: CashVoucher) -> Told:
    state = tr("Taken back") if row.countered_by is not None else ""
    told = (wording.date(row.draft.on), row.draft.text, state)
    return row.code, wording.label(row.draft.kind), _joined(told), row.draft.amount


_TOLD: dict[ListKind, Callable[[Any], Told]] = {
    ListKind.PEOPLE: _person,
    ListKind.CAMPAIGNS: _campaign,
    ListKind.ITEMS: _item,
    ListKind.DONATIONS: _donation,
    ListKind.PAYOUTS: _payout,
    ListKind.DOCUMENTS: _document,
    ListKind.PLEDGES: _pledge,
    ListKind.ADVANCES: _advance,
    ListKind.DECISIONS: _decision,
    ListKind.TRANSFERS: _transfer,
    ListKind.CASH: _cash,
}
