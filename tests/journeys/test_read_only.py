"""A vault on a stick that takes no writing: everything is seen, the window says what it is, nothing can be pressed."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest

from tests.journeys.conftest import unlocked
from tests.services.media import protected
from tests.services.office_kit import PASSPHRASE, Kit, make_office

if TYPE_CHECKING:
    from pathlib import Path

    from tests.journeys.conftest import Begin

pytestmark = pytest.mark.skipif(os.name != "posix", reason="Windows protects media in other ways")
HELD = "Nothing can be saved in this vault"


def test_an_office_that_can_only_be_read_says_so_on_every_page(begin: Begin, tmp_path: Path) -> None:
    office = make_office(tmp_path / "Lantern")
    Kit(office).person("Baker", name_local="Марыля Хлебаровіч")
    office.close()
    with protected(tmp_path / "Lantern", tmp_path / "stick") as vault:
        hand = unlocked(begin(vault))
        assert hand.find("window.read_only").isVisible()
        assert "copy its folder to this computer" in hand.find("window.read_only").accessibleName()
        hand.go("people")
        assert hand.rows("people.table")[0][0] == "P-0001"
        assert not hand.find("people.new").isEnabled()
        assert hand.find("people.new").toolTip().startswith(HELD)
        hand.open_row("people.table", "P-0001")
        assert not hand.find("form.save").isEnabled()
        assert hand.sees(HELD)
        hand.click("window.lock")
        hand.wait_for("lock.passphrase")
        hand.keys(PASSPHRASE)
        hand.click("lock.unlock")
        hand.wait_for("nav.home")
        assert hand.find("window.read_only").isVisible()
        hand.program.quit()


def test_control_an_office_that_can_be_written_says_nothing_of_it(begin: Begin, vault: Path) -> None:
    hand = unlocked(begin(vault))
    assert not hand.is_there("window.read_only")
    hand.go("people")
    assert hand.find("people.first_new").isEnabled()
