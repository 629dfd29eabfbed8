"""Money above or below the plan: decided on the closed page, allotted on the open one, and put on paper."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.journeys.test_import import begin_import, read_text, real_page

if TYPE_CHECKING:
    from pathlib import Path

    from tests.journeys.hand import Hand

CHAIN = "campaign.chain"


def import_page(desk: Hand, name: str) -> None:
    begin_import(desk)
    read_text(desk, real_page(name).read_text(encoding="utf-8"))
    desk.write("import.title", "A new start")
    desk.click("import.owner_new")
    desk.write("import.alias", "Otter")
    desk.click("form.save")


def chain(desk: Hand) -> list[list[str]]:
    """The chain of the items: planned, funded, committed, paid, remaining."""
    return [row[2:] for row in desk.rows(CHAIN)]


def test_a_surplus_is_decided_on_and_its_note_is_saved(desk: Hand, tmp_path: Path) -> None:
    import_page(desk, "closed-over-goal.txt")
    assert "surplus of 148.00 EUR" in desk.text("campaign.standing")

    def propose() -> None:
        assert desk.text("decision.sum") == "0.00 EUR of 148.00 EUR: 148.00 EUR is left."
        assert not desk.find("decision.do").isEnabled()
        desk.write("decision.amounts.2", "48")
        desk.write("decision.general", "100,01")
        assert "0.01 EUR too much" in desk.text("decision.sum")
        desk.write("decision.general", "100")
        assert "nothing is left" in desk.text("decision.sum")
        desk.click("decision.do")
        assert desk.problem("decision.reason")
        desk.write("decision.reason", "The rent rose")
        desk.click("decision.do")

    desk.prompts.will_answer(desk.in_dialog(propose))
    desk.click("campaign.decide")
    assert "awaits its approval" in desk.text("campaign.standing")
    assert [row[0] for row in chain(desk)] == ["920.00", "980.00", "800.00", "2,700.00"], "nothing has moved"
    desk.prompts.will_answer("Nobody else works here")
    desk.click("campaign.approve")
    assert "decided in F-0001" in desk.text("campaign.standing")
    assert [row[0] for row in chain(desk)] == ["920.00", "1,028.00", "800.00", "2,748.00"]
    assert "F-0001" in desk.text("campaign.plan_history")
    assert "The rent rose" in desk.text("campaign.plan_history")
    target = tmp_path / "note.pdf"

    def save() -> None:
        desk.click("note.save")
        desk.click("note.close")

    desk.prompts.will_answer(desk.in_dialog(save), target)
    desk.click("campaign.note")
    assert target.read_bytes().startswith(b"%PDF")
    desk.go("home")
    assert not desk.sees("decide on the surplus")
    desk.go("campaigns")
    assert "100.00 EUR" in desk.row("campaigns.table", "General fund (EUR)")


@pytest.mark.parametrize(
    ("rule", "allotted"),
    [("By priority", ["500.00", "183.00", "0.00"]), ("In proportion", ["170.75", "170.75", "341.50"])],
)
def test_a_shortfall_is_allotted_by_a_rule(desk: Hand, rule: str, allotted: list[str]) -> None:
    import_page(desk, "open-under-goal.txt")

    def propose() -> None:
        desk.choose("decision.rule", rule)
        assert [desk.text(f"decision.amounts.{line}") for line in (1, 2, 3)] == allotted
        assert "683.00 EUR of 683.00 EUR: nothing is left." in desk.text("decision.sum")
        desk.write("decision.reason", "The collection is over")
        desk.click("decision.do")

    desk.prompts.will_answer(True, desk.in_dialog(propose))
    desk.click("campaign.close")
    assert "awaits its approval" in desk.text("campaign.standing")
    desk.prompts.will_answer("Nobody else works here")
    desk.click("campaign.approve")
    rows = chain(desk)[:3]
    assert [row[0] for row in rows] == ["500.00", "500.00", "1,000.00"]
    assert [row[1] for row in rows] == allotted, "allotted"
    assert [row[2] for row in rows] == allotted, "funded"
    assert [row[-1] for row in rows] == allotted, "remaining"
    desk.go("home")
    assert not desk.sees("decide on the shortfall")
