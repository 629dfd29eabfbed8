"""A campaign's page as text for a web site: title, story, items with prices, the goal and what was collected.

It is written in the language of the appeal, by headings that the import of pages knows: what was copied is read again.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from desktop.domain.campaign_changes import names_person
from desktop.domain.campaigns import FundKind, Publicity
from desktop.domain.errors import refuse
from desktop.domain.text import one_line
from desktop.i18n import LANGUAGES, mark, screen_language, texts
from desktop.services import wording
from desktop.services.campaigns import names_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from desktop.domain.campaigns import Campaign
    from desktop.services.office import Office

_NEEDED, _GOAL, _COLLECTED = mark("How much is needed?"), mark("Goal"), mark("Collected")


@dataclass(frozen=True, slots=True)
class PageText:
    """The page of a campaign. `names` says that it names the beneficiary, though the appeal says that it does not.

    `title_names` says so of a title in another language, which reports in that language show.
    """

    text: str
    names: bool
    title_names: bool = False


def page_text(office: Office, code: str) -> PageText:
    """Write the page of a campaign as it is stored; nothing is changed.

    Raises:
        Refused: The book of names is closed, or it is the general fund, which is nobody's appeal.
        NotFound: There is no such campaign.
    """
    office.need_identity()
    with office.work() as work:
        campaign = work.campaigns.get(code)
        if campaign.kind is FundKind.GENERAL:
            raise refuse("campaign.general_kept", campaign=campaign.draft.title)
        whose = campaign.draft.beneficiary
        beneficiary = work.people.get(whose) if whose else None
    text = "\n\n".join(_blocks(campaign))
    if campaign.draft.publicity is Publicity.NAME:
        return PageText(f"{text}\n", names=False)
    names = names_of(beneficiary)
    titles = (names_person(title, names) for title in campaign.draft.all_titles)
    return PageText(f"{text}\n", names_person(text, names), any(titles))


def _blocks(campaign: Campaign) -> Iterator[str]:
    draft = campaign.draft
    language = draft.language if draft.language in LANGUAGES else screen_language()
    say = texts(language).tr
    yield one_line(draft.title_in(language))
    if draft.story.strip():
        yield draft.story.strip()
    items = [item.draft for item in campaign.items if not item.draft.archived]
    if items:
        lines = (
            f"{wording.money(item.planned, language)} — {one_line(item.description) or item.label}" for item in items
        )
        yield "\n\n".join((say(_NEEDED), "\n".join(lines)))
    figures = [f"{say(_COLLECTED)}: {wording.money(campaign.totals.collected, language)}"]
    if campaign.goal.minor > 0:
        figures.insert(0, f"{say(_GOAL)}: {wording.money(campaign.goal, language)}")
    yield "\n".join(figures)
