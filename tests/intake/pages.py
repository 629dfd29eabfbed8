"""How the tests write a page and what it must become, and the frame that the page varies in."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from desktop.domain.pages import PageDraft

STORY = (
    "I worked as a driver. In 2021 I was detained, and the fine — €300 — was only the beginning of it all.\n\n"
    "Then I left."
)


@dataclass(frozen=True)
class Case:
    """A page, and what it must become: items as "amount currency", None where nothing is expected."""

    name: str
    text: str
    items: str = ""
    goal: str | None = None
    collected: str | None = None
    status: str = "open"
    warnings: str = ""
    person: str | None = None


def facts(draft: PageDraft) -> dict[str, object]:
    return {
        "items": ", ".join(
            item.amount.plain() + ("" if item.amount.currency == "EUR" else f" {item.amount.currency}")
            for item in draft.items
        ),
        "goal": draft.stated_goal.plain() if draft.stated_goal is not None else None,
        "collected": draft.collected.plain() if draft.collected is not None else None,
        "status": draft.status.value,
        "warnings": " ".join(warning.value for warning in draft.warnings),
        "person": draft.person,
    }


def page(
    needs: str, *, title: str = "Help for a former political prisoner", tail: str = "Collected:\n€ 683 in 2 000"
) -> str:
    return f"{title}\n\n  • Story\n\n{STORY}\n\nHow much is needed?\n\n{needs}\n\n{tail}\n"
