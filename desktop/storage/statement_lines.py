"""Lines of bank statements that were taken, and what the books know of the lines of a new one.

A line is kept as its mark alone, a digest: what it said stands at the gift that it became. A line whose gift was taken
back is new again, however it was taken back.
"""

from __future__ import annotations

import json
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from sqlalchemy import and_, func, or_, select

from desktop.domain.campaigns import CampaignStatus
from desktop.domain.ids import CodeKind, make_code, read_code
from desktop.domain.match_rules import bare_iban
from desktop.domain.money import Money
from desktop.domain.money_in import KeptLine, KnownFund, NearGift, NearPayout, Taken
from desktop.domain.payouts import PayoutState
from desktop.storage.campaign_titles import every_title
from desktop.storage.context import campaign_code, scale_of
from desktop.storage.folding import search_forms, words_of
from desktop.storage.merged import code_now, code_now_or_none
from desktop.storage.tables_identity import (
    campaign_identity,
    iban_key,
    payout_identity,
    person_identity,
    statement_line,
)
from desktop.storage.tables_ledger import campaign, donation, payout, person

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence

    from sqlalchemy import Select

    from desktop.domain.money_in import TitleWords
    from desktop.storage.context import Desk

_ANSWERING = (PayoutState.APPROVED.value, PayoutState.PAID.value, PayoutState.SIGNED.value)
_SHORT_WORD = 4  # of a title: shorter ones are part of any text


class StatementLines:
    """The repository of lines that were taken."""

    def __init__(self, desk: Desk) -> None:
        """Work at a unit of work's desk."""
        self._desk = desk

    # ------------------------------------------------------------------ what was taken

    def taken(self, marks: Collection[str]) -> dict[str, Taken]:
        """Give what became of lines that were taken before, by their marks.

        Raises:
            Refused: "identity.needed" without the identity book.
        """
        self._desk.need_identity()
        query = (
            select(statement_line, func.coalesce(donation.c.taken_back, 0).label("gone"))
            .outerjoin(donation, donation.c.id == statement_line.c.donation_id)
            .where(statement_line.c.mark.in_(_listed(sorted(marks))), statement_line.c.removed == 0)
        )
        rows = self._desk.connection.execute(query.order_by(statement_line.c.id))
        last = {row.mark: row for row in rows}
        return {
            mark: Taken(_gift(row.donation_id), datetime.fromisoformat(row.at), row.actor)
            for mark, row in last.items()
            if not row.gone
        }

    def keep(self, lines: Sequence[KeptLine], at: datetime, actor: int) -> int:
        """Remember lines of one import, and what they became; gives the import's number.

        Raises:
            Refused: "identity.needed" without the identity book.
        """
        self._desk.need_identity()
        last = select(func.coalesce(func.max(statement_line.c.batch), 0) + 1)
        batch = int(self._desk.connection.execute(last).scalar_one())
        first = self._desk.next_id(statement_line)
        self._desk.connection.execute(
            statement_line.insert(),
            [
                {
                    "id": number,
                    "mark": line.mark,
                    "profile": line.profile,
                    "donation_id": read_code(CodeKind.DONATION, line.gift) if line.gift else None,
                    "made": int(line.made),
                    "batch": batch,
                    "at": at.isoformat(),
                    "actor": actor,
                }
                for number, line in enumerate(lines, start=first)
            ],
        )
        return batch

    def of_batch(self, batch: int) -> tuple[KeptLine, ...]:
        """Give the lines of one import that are remembered.

        Raises:
            Refused: "identity.needed" without the identity book.
        """
        self._desk.need_identity()
        query = (
            select(statement_line, func.coalesce(donation.c.taken_back, 0).label("gone"))
            .outerjoin(donation, donation.c.id == statement_line.c.donation_id)
            .where(statement_line.c.batch == batch, statement_line.c.removed == 0)
        )
        rows = self._desk.connection.execute(query.order_by(statement_line.c.id))
        return tuple(
            KeptLine(row.mark, row.profile, _gift(row.donation_id), bool(row.made), bool(row.gone)) for row in rows
        )

    def forget(self, batch: int) -> None:
        """Forget what was remembered by one import: it was taken back."""
        self._desk.need_identity()
        self._desk.connection.execute(statement_line.update().where(statement_line.c.batch == batch).values(removed=1))

    # ------------------------------------------------------------------ what stands here

    def gifts_near(self, profiles: Collection[str], first: date, last: date) -> Iterator[NearGift]:
        """Give the gifts of some days that no line of a statement of such a kind became."""
        mine = and_(
            statement_line.c.donation_id == donation.c.id,
            statement_line.c.removed == 0,
            statement_line.c.profile.in_(sorted(profiles)),
        )
        moved = and_(donation.c.happened != "", donation.c.happened <= last.isoformat())
        query = select(donation).where(
            donation.c.day >= first.isoformat(),
            or_(donation.c.day <= last.isoformat(), moved),
            donation.c.taken_back + 0 == 0,  # by the index of days: nearly all gifts are neither
            donation.c.opening + 0 == 0,
            donation.c.entry.is_not(None),
            ~select(statement_line.c.id).where(mine).exists(),
        )
        for row in self._desk.connection.execute(query.order_by(donation.c.day, donation.c.id)):
            yield NearGift(
                make_code(CodeKind.DONATION, row.id),
                date.fromisoformat(row.happened or row.day),
                Money(row.gross, row.currency),
                Money(row.gross - row.fee, row.currency),
                code_now_or_none(self._desk, row.donor_id),
            )

    def payouts_of(self, amounts: Collection[Money]) -> tuple[NearPayout, ...]:
        """Give the payouts of some amounts that are paid, or approved."""
        found: dict[str, list[int]] = {}
        for each in amounts:
            found.setdefault(each.currency, []).append(each.minor)
        payouts: list[NearPayout] = []
        for currency, minors in sorted(found.items()):
            query = (
                select(payout, payout_identity.c.iban)
                .join(payout_identity, payout_identity.c.id == payout.c.id)
                .where(
                    payout.c.amount_key.in_(_listed([minor * scale_of(currency) for minor in sorted(set(minors))])),
                    payout.c.currency == currency,
                    func.coalesce(payout.c.state, "").in_(_ANSWERING),  # by the index of amounts
                )
            )
            for row in self._desk.connection.execute(query.order_by(payout.c.id)):
                payouts.append(
                    NearPayout(
                        make_code(CodeKind.PAYOUT, row.id),
                        date.fromisoformat(row.happened or row.day),
                        Money(row.amount, row.currency),
                        row.iban,
                    )
                )
        return tuple(payouts)

    def holders(self, ibans: Collection[str]) -> dict[str, str]:
        """Give whose accounts some are; an account that several people have says nothing."""
        self._desk.need_identity()
        wanted = sorted({bare for each in ibans if (bare := bare_iban(each))})
        query = (
            select(person_identity.c.id, person_identity.c.iban)
            .join(person, person.c.id == person_identity.c.id)
            .where(iban_key.in_(_listed(wanted)), person.c.archived + 0 == 0)
        )
        found: dict[str, set[str]] = {}
        for row in self._desk.connection.execute(query):
            found.setdefault(bare_iban(row.iban), set()).add(code_now(self._desk, row.id))
        return {iban: codes.pop() for iban, codes in found.items() if len(codes) == 1}

    def funds(self) -> tuple[KnownFund, ...]:
        """Give all funds, with the words of all their titles where the identity book is open."""
        takes = [each.value for each in CampaignStatus if each.takes_money]
        query = select(campaign.c.id, campaign.c.kind, campaign.c.currency, campaign.c.status, campaign.c.archived)
        titles: dict[int, str] = {}
        others: dict[int, list[str]] = {}
        if self._desk.has_identity:
            named = select(campaign_identity.c.id, campaign_identity.c.title)
            titles = {row.id: row.title for row in self._desk.connection.execute(named)}
            others = every_title(self._desk)
        return tuple(
            KnownFund(
                campaign_code(row.id),
                row.currency,
                row.status in takes and not row.archived,
                titles.get(row.id, ""),
                tuple(
                    words
                    for title in (titles.get(row.id, ""), *others.get(row.id, ()))
                    if row.kind == "appeal" and (words := title_words(title))
                ),
            )
            for row in self._desk.connection.execute(query.order_by(campaign.c.id))
        )


def title_words(title: str) -> TitleWords:
    """Give the words of a title that tell something, each in the spellings that it may be heard as."""
    words = (word for word in words_of(title) if len(word) >= _SHORT_WORD)
    return tuple(forms for word in words if (forms := search_forms(word)))


def _gift(number: int | None) -> str:
    return make_code(CodeKind.DONATION, number) if number else ""


def _listed(values: Sequence[Any]) -> Select[Any]:
    """Give some values as a subquery, however many there are."""
    return select(func.json_each(json.dumps(values)).table_valued("value", name="listed").c.value)
