"""The office's general fund: a campaign of its own kind, one for each currency, made when it is first needed.

Its name is the program's, not somebody's: it is said in the language of the screens, with or without the identity book.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import select

from desktop.domain.campaigns import CampaignStatus, FundKind, Publicity
from desktop.i18n import LANGUAGES, mark, texts, tr
from desktop.storage.context import campaign_code, scale_of
from desktop.storage.folding import sort_key
from desktop.storage.search import Indexed, index_row
from desktop.storage.tables_identity import campaign_identity
from desktop.storage.tables_ledger import campaign

if TYPE_CHECKING:
    from desktop.domain.campaigns import Titles
    from desktop.storage.context import Desk

_TITLE = mark("General fund ({currency})")


def general_title(currency: str) -> str:
    """Say what the general fund in a currency is called."""
    return tr(_TITLE).format(currency=currency)


def general_titles(currency: str) -> Titles:
    """Say what the general fund in a currency is called in each language."""
    return tuple((each, texts(each).tr(_TITLE).format(currency=currency)) for each in sorted(LANGUAGES))


def find_general(desk: Desk, currency: str) -> str | None:
    """Give the code of the general fund in a currency; None as long as nothing needed it."""
    query = select(campaign.c.id).where(campaign.c.kind == FundKind.GENERAL.value, campaign.c.currency == currency)
    found = desk.connection.execute(query).scalar_one_or_none()
    return None if found is None else campaign_code(found)


def make_general(desk: Desk, currency: str) -> str:
    """Make the general fund in a currency; gives its code.

    Raises:
        Refused: "currency.unknown".
    """
    scale = scale_of(currency)
    number = desk.next_id(campaign)
    desk.connection.execute(
        campaign.insert().values(
            id=number,
            kind=FundKind.GENERAL.value,
            currency=currency,
            scale=scale,
            status=CampaignStatus.OPEN.value,
            publicity=Publicity.ANONYMOUS.value,
        )
    )
    desk.tally(campaign, 1)
    if desk.has_identity:
        name_general(desk, number, currency)
    return campaign_code(number)


def name_general(desk: Desk, number: int, currency: str) -> None:
    """Give a general fund its row in the identity book, by which it is sorted and found, in every language."""
    title = general_title(currency)
    desk.connection.execute(
        campaign_identity.insert().values(id=number, title=title, title_sort=sort_key(title), story="")
    )
    names = (name for _language, name in general_titles(currency))
    index_row(desk, Indexed.CAMPAIGN, number, *names, new=True)
