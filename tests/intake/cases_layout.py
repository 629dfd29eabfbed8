"""The parts of a page in other orders, repeated, missing or unmarked; the status in other words."""

from __future__ import annotations

from tests.intake.pages import STORY, Case, page

CASES = (
    Case(
        "over, and over the goal",
        page("€2000\n\nrent — €1000\nfood — €1000", tail="The collection is over. Collected:\n€ 2 148"),
        "1000.00, 1000.00",
        "2000.00",
        "2148.00",
        "closed",
        "overfunded",
    ),
    Case(
        "over, and short of the goal",
        page("€2000\n\nrent — €1000\nfood — €1000", tail="The collection is over. Collected: € 1 148"),
        "1000.00, 1000.00",
        "2000.00",
        "1148.00",
        "closed",
        "underfunded_closed",
    ),
    Case(
        "open and over the goal",
        page("€2000\n\nrent — €1000\nfood — €1000", tail="Collected: € 2 148 in 2 000"),
        "1000.00, 1000.00",
        "2000.00",
        "2148.00",
        "open",
        "overfunded",
    ),
    Case(
        "two sums collected",
        page(
            "rent — €1000\nfood — €1000",
            tail="The collection is over. Collected:\n€ 2 848\nThe collection is over. Collected: € 2 800",
        ),
        "1000.00, 1000.00",
        None,
        "2800.00",
        "closed",
        "no_goal overfunded conflicting_collected duplicate_block",
    ),
    Case(
        "progress twice",
        page("€2000\n\nrent — €1000\nfood — €1000", tail="Collected:\n€ 683 in 2 000\n\nCollected: € 683 in 2 000"),
        "1000.00, 1000.00",
        "2000.00",
        "683.00",
        "open",
        "duplicate_block",
    ),
    Case(
        "the list of needs twice",
        page("€2000\n\nrent — €1000\nfood — €1000\n\nHow much is needed?\n\n€2000\n\nrent — €1000\nfood — €1000"),
        "1000.00, 1000.00",
        "2000.00",
        "683.00",
        "open",
        "duplicate_block",
    ),
    Case(
        "over, without a sum",
        page("€2000\n\nrent — €1000\nfood — €1000", tail="The collection is over."),
        "1000.00, 1000.00",
        "2000.00",
        None,
        "closed",
    ),
    Case(
        "no status at all",
        page("€2000\n\nrent — €1000\nfood — €1000", tail=""),
        "1000.00, 1000.00",
        "2000.00",
        None,
        "unknown",
    ),
    Case(
        "closing phrase and sum on lines of their own",
        page("€2000\n\nrent — €1000\nfood — €1000", tail="The collection is over.\n\nCollected:\n€ 2 000"),
        "1000.00, 1000.00",
        "2000.00",
        "2000.00",
        "closed",
    ),
    Case(
        "sum first, closing phrase behind",
        page("€2000\n\nrent — €1000\nfood — €1000", tail="Collected: € 2 000. The collection is over."),
        "1000.00, 1000.00",
        "2000.00",
        "2000.00",
        "closed",
    ),
    Case(
        "raised of",
        page("rent — €1000\nfood — €1000", tail="€683 raised of €2000"),
        "1000.00, 1000.00",
        "2000.00",
        "683.00",
    ),
    Case(
        "out of, with a percentage",
        page("rent — €1000\nfood — €1000", tail="Collected: € 683 out of € 2 000 (34 %)\n12 donors\nDonate"),
        "1000.00, 1000.00",
        "2000.00",
        "683.00",
    ),
    Case(
        "slash",
        page("rent — €1000\nfood — €1000", tail="Collected: 683 / 2000 €"),
        "1000.00, 1000.00",
        "2000.00",
        "683.00",
    ),
    Case(
        "goal beside the status",
        page("rent — €1000\nfood — €1000", tail="Collected: € 683\nGoal: € 2 000\nLeft to raise: € 1 317"),
        "1000.00, 1000.00",
        "2000.00",
        "683.00",
    ),
    Case(
        "another campaign behind the status",
        page(
            "rent — €1000\nfood — €1000",
            tail="Collected: € 683 in 2 000\n\nOther campaigns\n\nHelp for a mother of three\nCollected: € 90 in 500",
        ),
        "1000.00, 1000.00",
        "2000.00",
        "683.00",
    ),
    Case(
        "words behind the status",
        page(
            "rent — €1000\nfood — €1000",
            tail="Collected: € 683 in 2 000\n\nThank you all! A coffee — €3 — is a help already.",
        ),
        "1000.00, 1000.00",
        "2000.00",
        "683.00",
    ),
    Case(
        "the status first",
        (
            f"Help for a nurse\n\nCollected:\n€ 683 in 2 000\n\n  • Story\n\n{STORY}\n\n"
            f"How much is needed?\n€2000\nrent — €1000\nfood — €1000\n"
        ),
        "1000.00, 1000.00",
        "2000.00",
        "683.00",
    ),
    Case(
        "the needs before the story",
        (
            f"Help for a nurse\n\nHow much is needed?\n€2000\nrent — €1000\nfood — €1000\n\n"
            f"  • Story\n\n{STORY}\n\nCollected:\n€ 683 in 2 000"
        ),
        "1000.00, 1000.00",
        "2000.00",
        "683.00",
    ),
    Case(
        "no anchor phrase",
        (
            f"Help for a nurse\n\n  • Story\n\n{STORY}\n\n€2000\n\nrent — €1000\nfood — €1000\n\n"
            f"Collected:\n€ 683 in 2 000"
        ),
        "1000.00, 1000.00",
        "2000.00",
        "683.00",
    ),
    Case(
        "no anchor phrase, bullets, no goal",
        f"Help for a nurse\n\n{STORY}\n\n• rent — €1000\n• food — €1000\n\nThe collection is over. Collected: € 1 500",
        "1000.00, 1000.00",
        None,
        "1500.00",
        "closed",
        "no_goal underfunded_closed",
    ),
    Case(
        "no anchor phrase, goal with a label",
        f"Help for a nurse\n\n{STORY}\n\nGoal: €2000\n\nCollected: € 683",
        "",
        "2000.00",
        "683.00",
        warnings="no_items",
    ),
    Case(
        "a wrapped description",
        page("• Examination of the spine, head and\n  vessels, painkillers — €980\n• Room — €1020"),
        "980.00, 1020.00",
        "2000.00",
        "683.00",
    ),
    Case(
        "an amount-first sentence wrapped",
        page("€980 — I cannot work yet, so I need\nthis money for the rent.\n€1020 — food"),
        "980.00, 1020.00",
        "2000.00",
        "683.00",
    ),
    Case(
        "a note between the items",
        page("rent — €980\nBYSOL note\nfood — €1020"),
        "980.00, 1020.00",
        "2000.00",
        "683.00",
    ),
    Case(
        "markdown",
        (
            "# Help for a nurse\n\n**How much is needed?**\n\n* **Rent** — €980\n* **Food** — €1020\n\n"
            "**Collected:** € 683 in 2 000"
        ),
        "980.00, 1020.00",
        "2000.00",
        "683.00",
    ),
    Case(
        "pictograms",
        page("🏠 Rent — €980\n🍞 Food — €1020\n\n💰 Total: €2000"),
        "980.00, 1020.00",
        "2000.00",
        "683.00",
    ),
    Case("thousands by word", page("• Rent — 1.5k €\n• Food — €500"), "1500.00, 500.00", "2000.00", "683.00"),
    Case(
        "a debt inside a description",
        page("• To repay the debt of €200 to the clinic — €980\n• Food — €1020"),
        "980.00, 1020.00",
        "2000.00",
        "683.00",
    ),
    Case(
        "room numbers and years",
        page("• Course, part 2 — €980\n• Insurance 2025 — €1020"),
        "980.00, 1020.00",
        "2000.00",
        "683.00",
    ),
    Case(
        "needs first, then title, tab and story",
        f"How much is needed?\n€2000\nrent — €1000\nfood — €1000\n\nHelp for a nurse\n\n• Story\n\n{STORY}\n\n"
        "Collected: € 683 in 2 000",
        "1000.00, 1000.00",
        "2000.00",
        "683.00",
    ),
    Case(
        "needs and status first, then title, tab and story",
        "How much is needed?\n€2000\nrent — €1000\nfood — €1000\n\nCollected: € 683 in 2 000\n\n"
        f"Help for a nurse\n\n• Story\n• Updates (2)\n\n{STORY}",
        "1000.00, 1000.00",
        "2000.00",
        "683.00",
    ),
    Case(
        "needs first, no tab",
        f"How much is needed?\n€2000\nrent — €1000\nfood — €1000\n\nHelp for a nurse\n\n{STORY}",
        "1000.00, 1000.00",
        "2000.00",
        None,
        "unknown",
    ),
    Case(
        "the list behind the status, no anchor phrase",
        f"Help for a nurse\n\n• Story\n\n{STORY}\n\nCollected: € 683 in 2 000\n\n• rent — €1000\n• food — €1000",
        "1000.00, 1000.00",
        "2000.00",
        "683.00",
    ),
    Case(
        "the goal of the progress on a line of its own",
        page("rent — €1000\nfood — €1000", tail="Collected:\n\n€ 683\nin 2 000"),
        "1000.00, 1000.00",
        "2000.00",
        "683.00",
    ),
    Case(
        "the sum on the line below the closing phrase",
        page("€2000\n\nrent — €1000\nfood — €1000", tail="The collection is over.\n€ 2 000"),
        "1000.00, 1000.00",
        "2000.00",
        "2000.00",
        "closed",
    ),
    Case(
        "nothing collected yet",
        page("rent — €1000\nfood — €1000", tail="Collected: € 0 in 2 000"),
        "1000.00, 1000.00",
        "2000.00",
        "0.00",
    ),
    Case(
        "the goal said again beside the status",
        page("€2000\n\nrent — €1000\nfood — €1000", tail="Collected: € 683 in 2 500"),
        "1000.00, 1000.00",
        "2000.00",
        "683.00",
        warnings="goal_mismatch",
    ),
    Case(
        "a story's own sums above an unmarked list",
        "Help for a nurse\n\nThey asked for a bribe — €300.\n\n€700 — this was the lawyer's price.\n\n"
        "• rent — €1000\n• food — €1000\n\nCollected: € 683 in 2 000",
        "1000.00, 1000.00",
        "2000.00",
        "683.00",
    ),
)
