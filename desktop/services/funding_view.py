"""What a campaign's page shows of its funding: decisions, the plan's revisions, who made them, and what is next."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from desktop.domain.decisions import DecisionState
from desktop.services.users import shown_name

if TYPE_CHECKING:
    from collections.abc import Mapping

    from desktop.domain.campaigns import Campaign
    from desktop.domain.decisions import Decision
    from desktop.domain.revisions import PlanRevision
    from desktop.services.office import Office


@dataclass(frozen=True, slots=True)
class FundingView:
    """A campaign with its decisions and the revisions of its plan, oldest first; `names` are users' by number.

    `alone` says that nobody else may open the vault, so that one's own decision needs a reason instead of a colleague.
    """

    campaign: Campaign
    decisions: tuple[Decision, ...]
    revisions: tuple[PlanRevision, ...]
    names: Mapping[int, str]
    user: int
    alone: bool

    @property
    def pending(self) -> Decision | None:
        """The decision that awaits its approval."""
        return next((each for each in self.decisions if each.state is DecisionState.PROPOSED), None)

    @property
    def approved(self) -> Decision | None:
        """The last decision in force."""
        found = [each for each in self.decisions if each.state is DecisionState.APPROVED]
        return found[-1] if found else None

    @property
    def may_approve(self) -> bool:
        """Whether who works now may approve what is pending."""
        return self.pending is not None and (self.alone or self.pending.author != self.user)

    def name(self, number: int) -> str:
        """Name a user."""
        return shown_name(number, self.names.get(number, ""))


def read_funding(office: Office, code: str) -> FundingView:
    """Read what a campaign's page shows of its funding.

    Raises:
        NotFound: There is no such campaign.
    """
    with office.work() as work:
        return FundingView(
            campaign=work.campaigns.get(code),
            decisions=work.decisions.of(code),
            revisions=work.plans.of(code),
            names=work.staff.names(),
            user=office.user,
            alone=not work.staff.colleagues(office.user),
        )
