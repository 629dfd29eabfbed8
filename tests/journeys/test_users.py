"""A second person gets a passphrase of her own, and what she records stands under her number."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.journeys.conftest import unlocked
from tests.journeys.test_vault import PASSPHRASE, make_vault

if TYPE_CHECKING:
    from pathlib import Path

    from tests.journeys.conftest import Begin
    from tests.journeys.hand import Hand

SECOND = "violet harvest quiet marble window"


def add_ganna(hand: Hand) -> None:
    """Fill the dialog: the first try with a passphrase that the office has already."""
    hand.write("add_user.own_passphrase", PASSPHRASE)
    hand.write("add_user.name", "Ганна")
    hand.click("add_user.role_administrator")
    for passphrase in (PASSPHRASE, SECOND):
        hand.write("add_user.passphrase", passphrase)
        hand.write("add_user.again", passphrase)
        hand.click("add_user.do")
        if passphrase == PASSPHRASE:
            assert "opens the vault already" in hand.problem("add_user.passphrase")


def actors(hand: Hand) -> list[tuple[int, str]]:
    """Who did what, as the journal has it."""
    place = hand.program.place
    assert place is not None
    with place.office.work() as work:
        return [(link.actor, link.record.verb) for link, _hash in work.journal.links()]


def test_a_second_user_unlocks_and_the_journal_knows_her(begin: Begin, tmp_path: Path) -> None:
    hand = begin()
    make_vault(hand, tmp_path / "office")
    assert hand.text("status.user") == "User 1"
    hand.click("nav.settings")
    hand.prompts.will_answer("Марыля")
    hand.click("users.rename_1")
    assert hand.text("status.user") == "User: Марыля"
    hand.prompts.will_answer(hand.in_dialog(lambda: add_ganna(hand)))
    hand.click("users.add")
    assert hand.text("users.name_2") == "Ганна"
    assert actors(hand) == [(1, "office.created"), (1, "user.renamed"), (1, "user.added"), (1, "staff.roles")]

    hand.click("window.lock")
    unlocked(hand, SECOND)
    assert hand.text("status.user") == "User: Ганна"
    hand.click("nav.settings")
    assert hand.text("users.name_2") == "Ганна (works now)"
    hand.prompts.will_answer("Ганна Б.")
    hand.click("users.rename_2")
    assert hand.text("status.user") == "User: Ганна Б."
    assert actors(hand)[-1] == (2, "user.renamed")

    def remove() -> None:
        assert hand.sees("can still open copies of the vault")
        hand.write("remove_user.own_passphrase", SECOND)
        hand.click("remove_user.do")

    hand.prompts.will_answer(hand.in_dialog(remove))
    hand.click("users.remove_1")
    assert not hand.is_there("users.name_1")
    hand.click("window.lock")
    hand.write("lock.passphrase", PASSPHRASE)
    hand.click("lock.unlock")
    assert hand.sees("The passphrase is not the right one.")
