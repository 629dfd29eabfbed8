"""What the list of people shows, and sorts by, besides their records: what is planned for them, whose consent lacks."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from sqlalchemy import and_, case, func, select

from desktop.domain.campaigns import CampaignStatus, FundKind
from desktop.domain.consents import Consent, ConsentChannel, ConsentDraft, ConsentState, Purpose, state_of
from desktop.domain.money import Money
from desktop.storage.context import person_code, read_day
from desktop.storage.merged import merged_with, now
from desktop.storage.tables_identity import consent
from desktop.storage.tables_ledger import campaign, person

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sqlalchemy import ColumnElement

    from desktop.storage.context import Desk

_TAKE_MONEY = tuple(status.value for status in CampaignStatus if status.takes_money)


def planned_for(desk: Desk, ids: Sequence[int]) -> dict[int, tuple[Money, ...]]:
    """Add up what the campaigns for some people plan, those that are archived left out, by currency."""
    query = (
        select(campaign.c.beneficiary_key, campaign.c.currency, func.sum(campaign.c.planned).label("planned"))
        .where(
            campaign.c.beneficiary_key.in_(_all_numbers(desk, ids)),
            campaign.c.kind == FundKind.APPEAL.value,
            campaign.c.archived == 0,
        )
        .group_by(campaign.c.beneficiary_key, campaign.c.currency)
    )
    sums: dict[int, dict[str, int]] = {}
    for row in desk.connection.execute(query):
        of_person = sums.setdefault(now(desk, row.beneficiary_key), {})
        of_person[row.currency] = of_person.get(row.currency, 0) + row.planned
    return {
        number: tuple(Money(each[currency], currency) for currency in sorted(each) if each[currency])
        for number, each in sums.items()
    }


def consents_wanting(desk: Desk, ids: Sequence[int]) -> dict[int, ConsentState]:
    """Tell whose consent to keep their data is not in force, of those who are helped now; nothing without names."""
    if not desk.has_identity:
        return {}
    numbers = _all_numbers(desk, ids)
    helped = select(campaign.c.beneficiary_key).where(
        campaign.c.beneficiary_key.in_(numbers),
        campaign.c.kind == FundKind.APPEAL.value,
        campaign.c.archived == 0,
        campaign.c.status.in_(_TAKE_MONEY),
    )
    people = {now(desk, number) for number in desk.connection.execute(helped).scalars()}
    given: dict[int, list[Consent]] = {number: [] for number in people}
    query = select(consent).where(consent.c.person_id.in_(numbers), consent.c.purpose == Purpose.DATA.value)
    for row in desk.connection.execute(query):
        person_now = now(desk, row.person_id)
        if person_now in given:
            draft = ConsentDraft(
                Purpose.DATA, ConsentChannel(row.channel), date.fromisoformat(row.given), read_day(row.until)
            )
            given[person_now].append(Consent(row.id, person_code(row.person_id), draft, read_day(row.withdrawn)))
    states = {number: state_of(found, Purpose.DATA, desk.today) for number, found in given.items()}
    return {number: state for number, state in states.items() if not state.in_force}


def by_alert(desk: Desk) -> ColumnElement[Any]:
    """Sort by whether the consent is not in force, and why."""
    helped = select(campaign.c.beneficiary_key).where(campaign.c.kind == FundKind.APPEAL.value).distinct()
    numbers = [now(desk, number) for number in desk.connection.execute(helped).scalars() if number]
    by_state: dict[ConsentState, list[int]] = {}
    for number, state in consents_wanting(desk, numbers).items():
        by_state.setdefault(state, []).append(number)
    order = {state: rank for rank, state in enumerate(ConsentState)}
    live = person.c.archived == 0
    ranks = [(and_(live, person.c.id.in_(whom)), order[state]) for state, whom in by_state.items()]
    return case(*ranks, else_=-1) if ranks else person.c.archived * 0


def _all_numbers(desk: Desk, ids: Sequence[int]) -> list[int]:
    """Give all codes' numbers of some people: campaigns and consents keep the one they were made under."""
    return sorted({number for each in ids for number in merged_with(desk, each)})
